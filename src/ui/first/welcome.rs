//! The page of the first start: practise here, or connect to Cargo.Run.

use egui::{
    Align, CentralPanel, Color32, CornerRadius, Frame, Layout, Margin, RichText, ScrollArea, Stroke, TextEdit, Ui, vec2,
};

use crate::app::command::{Command, Way};
use crate::app::settings::Theme;
use crate::app::state::AppState;
use crate::ui::connect_form::ConnectForm;
use crate::ui::theme::{family, size, text, tokens};
use crate::ui::widgets::button::Look;
use crate::ui::widgets::{button, field_note};
use crate::ui::{Sink, icons};
use crate::words::{Arg, Lang};

const WIDTH: f32 = 720.0;
const FORM_WIDTH: f32 = 480.0;
const GAP: f32 = 20.0;

/// The page's own state.
#[derive(Debug, Default)]
pub struct Welcome {
    connecting: bool,
    form: ConnectForm,
    pilot: String,
}

impl Welcome {
    /// Opens at the form of the connection (pictures).
    pub fn at_form(&mut self) {
        self.connecting = true;
    }

    /// Shows the page over the whole window.
    pub fn ui(&mut self, ui: &mut Ui, state: &AppState, sink: &mut Sink) {
        let fill = tokens(ui.ctx()).surface[0];
        let frame = Frame::new().fill(fill).inner_margin(Margin::same(16));
        CentralPanel::default().frame(frame).show(ui, |ui| {
            switches(ui, state, sink);
            ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
                let width = (if self.connecting { FORM_WIDTH } else { WIDTH }).min(ui.available_width());
                let side = ((ui.available_width() - width) / 2.0).max(0.0);
                let above = if self.connecting { 8.0 } else { (ui.available_height() * 0.18).clamp(8.0, 150.0) };
                ui.add_space(above);
                ui.horizontal_top(|ui| {
                    ui.add_space(side);
                    ui.vertical(|ui| {
                        ui.set_width(width);
                        if self.connecting {
                            self.connect(ui, state, sink);
                        } else {
                            self.choose(ui, state, sink);
                        }
                        ui.add_space(24.0);
                    });
                });
            });
        });
    }

    fn choose(&mut self, ui: &mut Ui, state: &AppState, sink: &mut Sink) {
        let lang = state.settings.lang;
        let colors = tokens(ui.ctx());
        ui.vertical_centered(|ui| {
            ui.label(RichText::new(lang.text("app-name")).font(egui::FontId::new(26.0, family::semibold())));
            ui.add_space(4.0);
            ui.label(RichText::new(lang.text("first-about")).font(text::body()).color(colors.text[1]));
        });
        ui.add_space(32.0);
        let narrow = ui.available_width() < 560.0;
        let half = if narrow { ui.available_width() } else { (ui.available_width() - GAP) / 2.0 };
        let cards = |ui: &mut Ui| {
            ui.spacing_mut().item_spacing = vec2(GAP, GAP);
            let train = Offer {
                icon: icons::GRADUATION_CAP,
                title: "first-train",
                lines: ["first-train-1", "first-train-2", "first-train-3"],
                button: "first-train-go",
                look: Look::Primary,
            };
            if train.ui(ui, half, lang, !state.switching) {
                sink.send(Command::Switch(Way::Training));
            }
            let connect = Offer {
                icon: icons::LINK,
                title: "first-connect",
                lines: ["first-connect-1", "first-connect-2", "first-connect-3"],
                button: "first-connect-go",
                look: Look::Plain,
            };
            self.connecting |= connect.ui(ui, half, lang, !state.switching);
        };
        if narrow {
            ui.vertical(cards)
        } else {
            ui.horizontal_top(cards)
        };
        ui.add_space(20.0);
        ui.vertical_centered(|ui| {
            let key = if state.switching { "first-train-preparing" } else { "first-later" };
            ui.label(RichText::new(lang.text(key)).font(text::table()).color(colors.text[2]));
        });
    }

    fn connect(&mut self, ui: &mut Ui, state: &AppState, sink: &mut Sink) {
        let lang = state.settings.lang;
        let colors = tokens(ui.ctx());
        if button::quiet(ui, icons::CARET_LEFT, &lang.text("first-back")).clicked() {
            self.form.forget(ui);
            self.connecting = false;
            sink.send(Command::ForgetCheck);
            return;
        }
        ui.add_space(4.0);
        ui.label(RichText::new(lang.text("first-connect")).font(text::heading()));
        ui.add_space(12.0);
        self.form.ui(ui, state, sink);
        ui.add_space(16.0);
        self.pilot_ui(ui, lang);
        ui.add_space(16.0);
        let from = state.now.date_naive() - chrono::TimeDelta::days(state.settings.first_pull_days.clamp(0, 3_650));
        let read = lang.text_with("first-reads", &[("from", Arg::from(from.format("%d.%m.%Y").to_string()))]);
        ui.add(egui::Label::new(RichText::new(read).font(text::table()).color(colors.text[1])).wrap());
        ui.add_space(16.0);
        let ready = self.form.is_ready() && typed_day(&self.pilot).is_ok();
        let name = lang.text("first-connect-use");
        if button::button(ui, Look::Primary, ready, icons::SIGN_IN, &name).clicked() {
            if let Ok(day @ Some(_)) = typed_day(&self.pilot) {
                sink.send(Command::SetPilotStart(day));
            }
            sink.send(self.form.take(ui));
        }
    }

    fn pilot_ui(&mut self, ui: &mut Ui, lang: Lang) {
        let colors = tokens(ui.ctx());
        let caption = RichText::new(lang.text("settings-pilot-start")).size(size::TABLE).color(colors.text[1]);
        let name = ui.label(caption);
        let field = TextEdit::singleline(&mut self.pilot).align(egui::Align2::LEFT_CENTER).desired_width(140.0);
        ui.add(field.hint_text(lang.text("settings-pilot-hint"))).labelled_by(name.id);
        let (icon, key, color) = if typed_day(&self.pilot).is_ok() {
            ("", "first-pilot-note", colors.text[2])
        } else {
            (icons::WARNING, "settings-pilot-wrong", colors.danger)
        };
        field_note::field_note(ui, icon, &lang.text(key), color);
    }
}

/// `01.12.2026` → that day; nothing typed → no day.
fn typed_day(text: &str) -> Result<Option<chrono::NaiveDate>, chrono::ParseError> {
    let text = text.trim();
    if text.is_empty() { Ok(None) } else { chrono::NaiveDate::parse_from_str(text, "%d.%m.%Y").map(Some) }
}

/// Language and theme, before anything else is known of the person.
fn switches(ui: &mut Ui, state: &AppState, sink: &mut Sink) {
    let lang = state.settings.lang;
    let row = vec2(ui.available_width(), size::CONTROL);
    ui.allocate_ui_with_layout(row, Layout::right_to_left(Align::Center), |ui| {
        let (icon, theme) = match state.settings.theme {
            Theme::Light => (icons::MOON, Theme::Dark),
            Theme::Dark => (icons::SUN, Theme::Light),
        };
        if button::icon(ui, icon, &lang.text("shell-action-switch-theme"), "").clicked() {
            sink.send(Command::SetTheme(theme));
        }
        let other = if lang == Lang::Ru { Lang::En } else { Lang::Ru };
        let name = lang.text("shell-action-switch-lang");
        if button::quiet(ui, "", &other.code().to_uppercase()).accessible_name(&name).on_hover_text(&name).clicked() {
            sink.send(Command::SetLang(other));
        }
    });
}

/// One of the two ways, as a card.
struct Offer {
    icon: &'static str,
    title: &'static str,
    lines: [&'static str; 3],
    button: &'static str,
    look: Look,
}

impl Offer {
    fn ui(&self, ui: &mut Ui, width: f32, lang: Lang, enabled: bool) -> bool {
        let colors = tokens(ui.ctx());
        Frame::new()
            .fill(colors.surface[1])
            .stroke(Stroke::new(1.0, colors.line))
            .corner_radius(CornerRadius::same(12))
            .inner_margin(Margin::same(24))
            .show(ui, |ui| {
                ui.spacing_mut().item_spacing = vec2(8.0, 6.0);
                ui.vertical(|ui| {
                    ui.set_width((width - 50.0).max(200.0));
                    let accent: Color32 = colors.accent;
                    ui.label(RichText::new(self.icon).size(30.0).color(accent));
                    ui.label(RichText::new(lang.text(self.title)).font(text::heading()));
                    ui.add_space(2.0);
                    for line in self.lines {
                        let words = RichText::new(lang.text(line)).font(text::body()).color(colors.text[1]);
                        ui.add(egui::Label::new(words).wrap());
                    }
                    ui.add_space(10.0);
                    button::button(ui, self.look, enabled, "", &lang.text(self.button)).clicked()
                })
                .inner
            })
            .inner
    }
}
