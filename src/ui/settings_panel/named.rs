//! Rows for settings that are known by their names: a switch, a number, a text. What a value may be is said in one place,
//! for the command line too.

use std::collections::HashMap;

use egui::{RichText, TextEdit, Ui};
use serde_json::{Map, Value};

use super::row;
use crate::app::command::Command;
use crate::app::inform::ask::InformCommand;
use crate::app::setting_text;
use crate::app::settings::Settings;
use crate::app::state::AppState;
use crate::ui::theme::{text, tokens};
use crate::ui::widgets::field_note;
use crate::ui::{Sink, icons};
use crate::words::Lang;

/// What is being typed, with the value that it was made from.
#[derive(Debug, Default)]
pub(super) struct Typed(HashMap<&'static str, (String, String)>);

/// A section that is being shown.
pub(super) struct Named<'a> {
    pub(super) settings: &'a Settings,
    pub(super) lang: Lang,
    values: Map<String, Value>,
    typed: &'a mut Typed,
    sink: &'a mut Sink,
}

/// A text or a number among the settings.
pub(super) struct Field {
    /// Its name in the settings.
    pub(super) setting: &'static str,
    /// Key of its name on screen.
    pub(super) name: &'static str,
    /// Key of its unit or of its hint.
    pub(super) about: &'static str,
    /// Key of what is said when it can't be.
    pub(super) wrong: &'static str,
    /// Its width.
    pub(super) width: f32,
}

impl Field {
    /// A field of these keys, in the order of its members.
    pub(super) const fn new(
        setting: &'static str,
        name: &'static str,
        about: &'static str,
        wrong: &'static str,
        width: f32,
    ) -> Self {
        Self { setting, name, about, wrong, width }
    }
}

impl<'a> Named<'a> {
    pub(super) fn new(state: &'a AppState, typed: &'a mut Typed, sink: &'a mut Sink) -> Self {
        let settings = &state.settings;
        Self { settings, lang: settings.lang, values: setting_text::all(settings), typed, sink }
    }

    /// A switch.
    pub(super) fn switch(&mut self, ui: &mut Ui, setting: &'static str, name: &'static str) {
        let mut on = self.values.get(setting).and_then(Value::as_bool).unwrap_or_default();
        let name = self.lang.text(name);
        row(ui, &name, |ui| {
            let word = self.lang.text(if on { "settings-on" } else { "settings-off" });
            if ui.checkbox(&mut on, word).accessible_name(&name).changed() {
                self.send(setting, on.to_string());
            }
        });
    }

    /// A number with its unit, or a text with its hint.
    pub(super) fn field(&mut self, ui: &mut Ui, field: &Field) {
        let value = match self.values.get(field.setting) {
            Some(Value::String(text)) => text.clone(),
            Some(Value::Null) | None => String::new(),
            Some(other) => other.to_string(),
        };
        let is_number = setting_text::bounds(field.setting).is_some();
        let (known, typed) = self.typed.0.entry(field.setting).or_insert_with(|| (value.clone(), value.clone()));
        if *known != value {
            known.clone_from(&value);
            typed.clone_from(&value);
        }
        let name = self.lang.text(field.name);
        let about = self.lang.text(field.about);
        let colors = tokens(ui.ctx());
        let mut wanted = None;
        row(ui, &name, |ui| {
            ui.vertical(|ui| {
                ui.horizontal(|ui| {
                    let align = if is_number { egui::Align2::RIGHT_CENTER } else { egui::Align2::LEFT_CENTER };
                    let mut edit = TextEdit::singleline(typed).align(align).desired_width(field.width);
                    if !is_number {
                        edit = edit.hint_text(about.clone());
                    }
                    let answer = ui.add(edit).accessible_name(name.clone());
                    if is_number {
                        ui.label(RichText::new(&about).font(text::body()).color(colors.text[2]));
                    }
                    // A number counts as it is typed, a text when it is left: half an address is none.
                    let is_done = if is_number { answer.changed() } else { answer.lost_focus() };
                    if is_done && typed.trim() != known.as_str() {
                        wanted = Some(typed.trim().to_owned());
                    }
                });
                if setting_text::with(self.settings, field.setting, typed).is_err() {
                    field_note::field_note(ui, icons::WARNING, &self.lang.text(field.wrong), colors.danger);
                }
            });
        });
        if let Some(wanted) = wanted.filter(|text| setting_text::with(self.settings, field.setting, text).is_ok()) {
            self.send(field.setting, wanted);
        }
    }

    /// Changes a setting.
    pub(super) fn send(&mut self, setting: &'static str, value: String) {
        self.sink.send(Command::Inform(InformCommand::Set(setting, value)));
    }

    /// Asks for something else.
    pub(super) fn ask(&mut self, command: InformCommand) {
        self.sink.send(Command::Inform(command));
    }
}
