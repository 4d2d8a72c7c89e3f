//! The menu of the view: saved views with their keys, columns, my trucks, and views as a file for a colleague.

use egui::{Id, PopupCloseBehavior, RichText, ScrollArea, Ui};

use super::columns::{BidColumn, moved, ordered};
use crate::app::bid_list::BidView;
use crate::app::command::Command;
use crate::app::life::ask::LifeCommand;
use crate::app::life::views::{ViewCommand, columns};
use crate::app::settings_list::VIEW_KEYS;
use crate::app::state::AppState;
use crate::ui::keys::UiAction;
use crate::ui::theme::{text, tokens};
use crate::ui::widgets::text_field::{Look, text_field};
use crate::ui::widgets::{button, field_note};
use crate::ui::{Sink, icons};
use crate::words::Lang;

const WIDTH: f32 = 300.0;

/// The button of the view and its menu. `name`: the name being typed for a new view.
pub(super) fn button(ui: &mut Ui, name: &mut String, state: &AppState, sink: &mut Sink) {
    let lang = state.settings.lang;
    let open = button::icon(ui, icons::SLIDERS_HORIZONTAL, &lang.text("views-menu"), "");
    let menu = egui::Popup::menu(&open).close_behavior(PopupCloseBehavior::CloseOnClickOutside);
    menu.show(|ui| {
        ui.set_width(WIDTH);
        let room = (ui.ctx().content_rect().height() - 160.0).clamp(200.0, 640.0);
        ScrollArea::vertical().max_height(room).auto_shrink([false, true]).show(ui, |ui| {
            saved(ui, name, state, lang, sink);
            ui.separator();
            chosen_columns(ui, state, lang, sink);
            ui.separator();
            mine(ui, state, lang, sink);
        });
    });
}

fn send(sink: &mut Sink, command: ViewCommand) {
    sink.send(Command::Life(LifeCommand::View(command)));
}

fn title(ui: &mut Ui, words: &str) {
    ui.label(RichText::new(words).font(text::medium()).color(tokens(ui.ctx()).text[0]));
}

fn saved(ui: &mut Ui, name: &mut String, state: &AppState, lang: Lang, sink: &mut Sink) {
    title(ui, &lang.text("views-saved-title"));
    for (place, view) in state.settings.list.views.iter().enumerate() {
        ui.horizontal(|ui| {
            let key = u8::try_from(place).ok().filter(|_| place < VIEW_KEYS).map(UiAction::UseView);
            let key = key.map(|action| action.key_text(ui.ctx())).unwrap_or_default();
            ui.set_width(WIDTH - 8.0);
            let forget = lang.text_with("views-forget", &[("name", view.name.as_str().into())]);
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                if button::icon(ui, icons::TRASH, &forget, "").clicked() {
                    send(sink, ViewCommand::Forget(place));
                }
                let line = egui::Button::new(&view.name).truncate().min_size(egui::vec2(ui.available_width(), 0.0));
                let line = line.right_text(RichText::new(key).font(text::note()).color(tokens(ui.ctx()).text[2]));
                if ui.add(line).accessible_name(&view.name).clicked() {
                    send(sink, ViewCommand::Use(place));
                    ui.close();
                }
            });
        });
    }
    ui.horizontal(|ui| {
        let hint = lang.text("views-name");
        let look = Look::wide(WIDTH - 120.0).hint(&hint);
        let field = text_field(ui, Id::unique("views-name"), name, &look, false).accessible_name(&hint);
        let enter = field.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
        let ready = !name.trim().is_empty();
        let save = button::button(ui, button::Look::Plain, ready, icons::PLUS, &lang.text("views-save"));
        if ready && (enter || save.clicked()) {
            send(sink, ViewCommand::Save(std::mem::take(name)));
        }
    });
    ui.horizontal_wrapped(|ui| {
        if button::quiet(ui, icons::UPLOAD_SIMPLE, &lang.text("views-import")).clicked() {
            send(sink, ViewCommand::Import);
        }
        if !state.settings.list.views.is_empty()
            && button::quiet(ui, icons::DOWNLOAD_SIMPLE, &lang.text("views-export")).clicked()
        {
            send(sink, ViewCommand::Export);
        }
    });
}

fn chosen_columns(ui: &mut Ui, state: &AppState, lang: Lang, sink: &mut Sink) {
    title(ui, &lang.text("views-columns"));
    let (hidden, order) = (&state.settings.list.hidden, &state.settings.list.order);
    let columns = ordered(order);
    for (place, column) in columns.iter().enumerate() {
        ui.horizontal(|ui| {
            ui.set_width(WIDTH - 8.0);
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let title = lang.text(column.key());
                let named = |key: &str| lang.text_with(key, &[("name", title.as_str().into())]);
                let before = place.checked_sub(1).and_then(|place| columns.get(place));
                for (to, icon, key) in [
                    (columns.get(place.saturating_add(1)), icons::ARROW_DOWN, "views-column-down"),
                    (before, icons::ARROW_UP, "views-column-up"),
                ] {
                    let pressed =
                        ui.add_enabled_ui(to.is_some(), |ui| button::icon(ui, icon, &named(key), "").clicked()).inner;
                    if let Some(to) = to.filter(|_| pressed) {
                        send(sink, ViewCommand::Order(moved(order, *column, *to)));
                    }
                }
                ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                    let may_hide = BidColumn::CHOSEN.contains(column);
                    let mut on = !may_hide || !hidden.iter().any(|name| name == column.name());
                    let tick = ui.add_enabled(may_hide, egui::Checkbox::new(&mut on, &title));
                    if tick.changed() {
                        let mut hidden: Vec<String> =
                            hidden.iter().filter(|name| *name != column.name()).cloned().collect();
                        if !on {
                            hidden.push(column.name().to_owned());
                        }
                        send(sink, ViewCommand::Hide(hidden));
                    }
                });
            });
        });
    }
    if !order.is_empty() && button::quiet(ui, icons::ARROW_U_UP_LEFT, &lang.text("views-order-usual")).clicked() {
        send(sink, ViewCommand::Order(Vec::new()));
    }
    field_note::field_note(ui, icons::INFO, &lang.text("views-order-hint"), tokens(ui.ctx()).text[2]);
}

/// My trucks: by their columns and by their logist.
fn mine(ui: &mut Ui, state: &AppState, lang: Lang, sink: &mut Sink) {
    title(ui, &lang.text("views-mine"));
    let list = &state.settings.list;
    let mut only = state.bids.view.mine;
    if ui.checkbox(&mut only, lang.text("views-only-mine")).changed() {
        sink.send(Command::View(BidView { mine: only, ..state.bids.view.clone() }));
    }
    let known = columns(&state.books);
    if known.is_empty() && state.books.employees().is_empty() {
        field_note::field_note(ui, icons::INFO, &lang.text("views-mine-nothing"), tokens(ui.ctx()).text[2]);
    }
    for column in known {
        let mut on = list.columns.contains(&column);
        if ui.checkbox(&mut on, lang.text_with("views-column", &[("name", column.as_str().into())])).changed() {
            let mut columns: Vec<String> = list.columns.iter().filter(|name| **name != column).cloned().collect();
            if on {
                columns.push(column);
            }
            send(sink, ViewCommand::Mine(columns, list.logist));
        }
    }
    let employees = state.books.employees();
    let name = |id: i64| employees.iter().find(|one| one.id.0 == id).map(|one| one.name.clone());
    let nobody = lang.text("views-no-logist");
    let shown = list.logist.and_then(name).unwrap_or_else(|| nobody.clone());
    let mut logist = list.logist;
    let picked =
        egui::ComboBox::from_id_salt("views-logist").width(WIDTH - 24.0).selected_text(shown).show_ui(ui, |ui| {
            ui.selectable_value(&mut logist, None, nobody);
            for employee in employees {
                ui.selectable_value(&mut logist, Some(employee.id.0), &employee.name);
            }
        });
    picked.response.accessible_name(lang.text("views-logist"));
    if logist != list.logist {
        send(sink, ViewCommand::Mine(list.columns.clone(), logist));
    }
}
