//! "Keys": every action with its key; a press of the key changes it, a taken one is named, all go back by one press.

use egui::{Event, Id, Key, KeyboardShortcut, Modifiers, RichText, Ui};

use super::section;
use crate::app::command::Command;
use crate::app::life::ask::LifeCommand;
use crate::app::state::AppState;
use crate::domain::search_key;
use crate::ui::key_map::{self, Keys};
use crate::ui::keys::UiAction;
use crate::ui::theme::{size, text, tokens};
use crate::ui::widgets::button::{self, Look};
use crate::ui::widgets::{field_note, search};
use crate::ui::{Sink, icons};
use crate::words::Lang;

/// What the section remembers.
#[derive(Debug, Default)]
pub(super) struct KeysSection {
    typed: String,
    /// The action whose key is being set.
    setting: Option<UiAction>,
    /// What was pressed for it and can't be.
    refused: Option<(UiAction, Refused)>,
}

#[derive(Debug, Clone, Copy)]
enum Refused {
    Taken(UiAction),
    NotAKey,
}

impl KeysSection {
    /// Shows the section.
    pub(super) fn ui(&mut self, ui: &mut Ui, state: &AppState, sink: &mut Sink) {
        let lang = state.settings.lang;
        let keys = &state.settings.list.keys;
        section(ui, &lang.text("settings-section-keys"));
        ui.horizontal_wrapped(|ui| {
            search::search(ui, Id::unique("keys-search"), &mut self.typed, &lang.text("keys-search"), 260.0);
            let changed = !keys.is_empty();
            let all =
                button::button(ui, Look::Plain, changed, icons::ARROW_COUNTER_CLOCKWISE, &lang.text("keys-reset-all"));
            if all.clicked() {
                sink.send(Command::Life(LifeCommand::ResetKeys));
            }
        });
        field_note::field_note(ui, icons::INFO, &lang.text("keys-note"), tokens(ui.ctx()).text[2]);
        ui.add_space(8.0);
        self.take_pressed(ui, keys, sink);
        let query = search_key::fold(&self.typed);
        for action in UiAction::ALL {
            let name = lang.text(action.name_key());
            if query.trim().is_empty() || search_key::matches(&search_key::fold(&name), query.trim()) {
                self.line(ui, action, &name, keys, lang, sink);
            }
        }
        if self.setting.is_some() {
            key_map::wait(ui.ctx());
        }
    }

    fn line(&mut self, ui: &mut Ui, action: UiAction, name: &str, keys: &Keys, lang: Lang, sink: &mut Sink) {
        let colors = tokens(ui.ctx());
        ui.horizontal(|ui| {
            ui.set_min_height(size::CONTROL + 2.0);
            ui.label(RichText::new(action.icon()).color(colors.text[2]));
            let width = (ui.available_width() - 230.0).max(140.0);
            ui.allocate_ui_with_layout(
                egui::vec2(width, size::CONTROL),
                egui::Layout::left_to_right(egui::Align::Center),
                |ui| {
                    ui.set_min_width(width);
                    ui.add(egui::Label::new(RichText::new(name).font(text::body())).truncate());
                },
            );
            let waits = self.setting == Some(action);
            let key = key_map::key_of(action, keys);
            let shown = match (waits, key) {
                (true, _) => lang.text("keys-press"),
                (false, Some(key)) => ui.ctx().format_shortcut(&key),
                (false, None) => lang.text("keys-none"),
            };
            let look = egui::Button::new(RichText::new(&shown).font(text::table())).selected(waits);
            let field = ui.add(look.min_size(egui::vec2(140.0, size::CONTROL)));
            let said = lang.text_with("keys-of", &[("name", name.into()), ("key", shown.into())]);
            if field.accessible_name(said).clicked() {
                self.setting = if waits { None } else { Some(action) };
                self.refused = None;
            }
            let is_own = keys.contains_key(action.name_key());
            if is_own {
                let back = lang.text_with("keys-reset", &[("name", name.into())]);
                if button::icon(ui, icons::ARROW_COUNTER_CLOCKWISE, &back, "").clicked() {
                    sink.send(Command::Life(LifeCommand::SetKey(action.name_key().to_owned(), None)));
                }
            } else if key.is_some() {
                let none = lang.text_with("keys-take-away", &[("name", name.into())]);
                if button::icon(ui, icons::X, &none, "").clicked() {
                    sink.send(Command::Life(LifeCommand::SetKey(action.name_key().to_owned(), Some(String::new()))));
                }
            }
        });
        if let Some((_, refused)) = self.refused.filter(|(of, _)| *of == action) {
            let words = match refused {
                Refused::Taken(by) => lang.text_with("keys-taken", &[("name", lang.text(by.name_key()).into())]),
                Refused::NotAKey => lang.text("keys-not-a-key"),
            };
            field_note::field_note(ui, icons::WARNING_CIRCLE, &words, colors.danger);
        }
    }

    /// The key that was pressed for the action that waits for one; Escape gives up.
    fn take_pressed(&mut self, ui: &Ui, keys: &Keys, sink: &mut Sink) {
        let Some(action) = self.setting else { return };
        let Some((key, modifiers)) = ui.input_mut(pressed) else { return };
        if key == Key::Escape {
            self.setting = None;
            return;
        }
        // On a Mac the main key is ⌘, elsewhere Ctrl, which comes with it.
        let command = modifiers.command || modifiers.ctrl;
        let held = Modifiers { ctrl: false, mac_cmd: false, command, ..modifiers };
        let wanted = KeyboardShortcut::new(held, key);
        self.refused = if key_map::may_be(wanted) {
            key_map::taken(wanted, action, keys).map(|by| (action, Refused::Taken(by)))
        } else {
            Some((action, Refused::NotAKey))
        };
        if self.refused.is_none() {
            let text = key_map::write(wanted);
            sink.send(Command::Life(LifeCommand::SetKey(action.name_key().to_owned(), Some(text))));
            self.setting = None;
        }
    }
}

/// Takes the pressed key out of the frame, so that nothing else answers it.
fn pressed(input: &mut egui::InputState) -> Option<(Key, Modifiers)> {
    let place = input.events.iter().position(|event| matches!(event, Event::Key { pressed: true, .. }))?;
    match input.events.remove(place) {
        Event::Key { key, modifiers, .. } => Some((key, modifiers)),
        _ => None,
    }
}
