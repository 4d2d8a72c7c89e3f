//! The band of the training server, and the bar under it: menu, palette, state of the exchange, language, theme.

use egui::{Align, Button, Label, Layout, Margin, Panel, RichText, Ui, vec2};

use super::act::other_lang;
use super::{around, exchange_ui, line};
use crate::app::settings::Theme;
use crate::app::state::AppState;
use crate::app::training::Training;
use crate::ui::keys::UiAction;
use crate::ui::theme::{family, size, text, tokens};
use crate::ui::widgets::button;
use crate::ui::{Sink, icons};
use crate::words::Lang;

/// The unmistakable band: this is not the real Cargo.Run. Returns what was asked of it.
pub(super) fn band(ui: &mut Ui, state: &AppState) -> Option<UiAction> {
    if !state.connection.training {
        return None;
    }
    let mut asked = None;
    let lang = state.settings.lang;
    let (fill, ink) = tokens(ui.ctx()).training;
    let frame = egui::Frame::new().fill(fill).inner_margin(Margin::symmetric(12, 3));
    Panel::top("training").show_separator_line(false).frame(frame).show(ui, |ui| {
        let name = lang.text("shell-training");
        let about = lang.text("shell-training-about");
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 10.0;
            ui.label(RichText::new(icons::GRADUATION_CAP).size(16.0).color(ink));
            ui.label(RichText::new(&name).font(egui::FontId::new(size::TABLE, family::semibold())).color(ink));
            // From the right, so that the sentence gives way and not the button.
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if let Some(training) = &state.training
                    && faults(ui, training, lang, ink)
                {
                    asked = Some(UiAction::Faults);
                }
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    ui.label(RichText::new(&state.connection.server).font(text::table()).color(ink));
                    ui.add(Label::new(RichText::new(about).font(text::table()).color(ink)).truncate());
                });
            });
        });
    });
    asked
}

/// The button of the faults; true when it was pressed.
fn faults(ui: &mut Ui, training: &Training, lang: Lang, ink: egui::Color32) -> bool {
    let name = match training.active() {
        0 => lang.text("shell-action-faults"),
        active => lang.text_with("training-active", &[("count", active.into())]),
    };
    let words = (RichText::new(icons::CLOUD_WARNING).size(14.0).color(ink), RichText::new(&name).color(ink));
    let button = Button::new(words).small().fill(egui::Color32::TRANSPARENT).stroke((1.0, ink));
    ui.add(button).accessible_name(name).clicked()
}

/// Below this width the bar keeps its icons and lets go of words.
const TIGHT: f32 = 860.0;

/// The bar. Returns what was asked of it.
pub(super) fn top_bar(ui: &mut Ui, state: &AppState, sink: &mut Sink) -> Vec<UiAction> {
    let mut asked = Vec::new();
    let frame = around(ui, Margin::symmetric(8, 7));
    let shown = Panel::top("top-bar").show_separator_line(false).frame(frame).show(ui, |ui| {
        ui.horizontal(|ui| {
            let tight = ui.available_width() < TIGHT;
            menu(ui, state, &mut asked);
            if tight {
                palette_icon(ui, state, &mut asked);
            } else {
                ui.label(RichText::new(state.settings.lang.text("app-name")).font(text::medium()));
                ui.add_space(16.0);
                palette_box(ui, state, &mut asked);
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                switches(ui, state, &mut asked);
                exchange_ui::exchange(ui, state, tight, &mut asked, sink);
            });
        });
    });
    let rect = shown.response.rect;
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, line(ui));
    exchange_ui::progress(ui, state, rect);
    asked
}

fn menu(ui: &mut Ui, state: &AppState, asked: &mut Vec<UiAction>) {
    let lang = state.settings.lang;
    let opener = button::icon(ui, icons::LIST, &lang.text("shell-menu"), "");
    egui::Popup::menu(&opener).show(|ui| {
        for action in UiAction::MENU {
            let key = action.key_text(ui.ctx());
            let line = |ui: &mut Ui| button::menu_line(ui, action.icon(), &lang.text(action.name_key()), &key);
            if ui.add_enabled_ui(action.is_available(state), line).inner.clicked() {
                asked.push(action);
            }
        }
    });
}

/// Looks like a field, opens the palette.
fn palette_box(ui: &mut Ui, state: &AppState, asked: &mut Vec<UiAction>) {
    let lang = state.settings.lang;
    let colors = tokens(ui.ctx());
    let width = (ui.available_width() * 0.32).clamp(120.0, 380.0);
    let name = lang.text("shell-palette-hint");
    let key = UiAction::Palette.key_text(ui.ctx());
    let content = (
        RichText::new(icons::MAGNIFYING_GLASS).font(text::icon()).color(colors.text[2]),
        RichText::new(&name).font(text::table()).color(colors.text[2]),
    );
    let words = RichText::new(key).font(text::note()).color(colors.text[2]);
    let field = Button::new(content).right_text(words).gap(6.0).min_size(vec2(width, size::CONTROL)).truncate();
    let response = ui.scope(|ui| {
        ui.spacing_mut().button_padding.x = 8.0;
        ui.set_max_width(width);
        ui.add(field)
    });
    if response.inner.accessible_name(name).clicked() {
        asked.push(UiAction::Palette);
    }
}

fn palette_icon(ui: &mut Ui, state: &AppState, asked: &mut Vec<UiAction>) {
    let name = state.settings.lang.text("shell-palette-hint");
    let key = UiAction::Palette.key_text(ui.ctx());
    if button::icon(ui, icons::MAGNIFYING_GLASS, &name, &key).clicked() {
        asked.push(UiAction::Palette);
    }
}

fn switches(ui: &mut Ui, state: &AppState, asked: &mut Vec<UiAction>) {
    let lang = state.settings.lang;
    let icon = match state.settings.theme {
        Theme::Light => icons::MOON,
        Theme::Dark => icons::SUN,
    };
    if button::icon(ui, icon, &lang.text(UiAction::SwitchTheme.name_key()), "").clicked() {
        asked.push(UiAction::SwitchTheme);
    }
    let name = lang.text(UiAction::SwitchLang.name_key());
    let other = other_lang(lang).code().to_uppercase();
    if button::quiet(ui, "", &other).accessible_name(&name).on_hover_text(&name).clicked() {
        asked.push(UiAction::SwitchLang);
    }
    ui.add_space(4.0);
    let (rect, _) = ui.allocate_exact_size(vec2(1.0, 20.0), egui::Sense::hover());
    ui.painter().vline(rect.center().x, rect.y_range(), line(ui));
    ui.add_space(4.0);
}
