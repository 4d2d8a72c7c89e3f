//! The map: tiles of the user's own server over the built-in one, tried by a button, and how much of them is kept.

use egui::{Align2, RichText, TextEdit, Ui};

use super::named::{Field, Named, Typed};
use super::{backups, row, section};
use crate::app::command::Command;
use crate::app::inform::ask::InformCommand;
use crate::app::map::ask::MapCommand;
use crate::app::map::web::{Trial, Tried, address_trouble};
use crate::app::state::AppState;
use crate::ui::theme::{text, tokens};
use crate::ui::widgets::button::Look;
use crate::ui::widgets::{button, field_note};
use crate::ui::{Sink, icons};

const WIDE: f32 = 420.0;
const OUT: &str = "settings-number-out";

const ATTRIBUTION: Field = Field::new(
    "map.tiles_attribution",
    "settings-map-attribution",
    "settings-map-attribution-hint",
    "settings-map-attribution-wrong",
    WIDE,
);
const NUMBERS: [Field; 2] = [
    Field::new("map.tiles_nearest", "settings-map-nearest", "settings-map-nearest-unit", OUT, 72.0),
    Field::new("map.tiles_cache_mb", "settings-map-cache", "settings-unit-megabytes", OUT, 72.0),
];

/// What is being typed.
#[derive(Debug, Default)]
pub(super) struct MapSection {
    address: String,
    /// The setting that the text was made from.
    known: String,
    counted: bool,
}

impl MapSection {
    /// Shows the section.
    pub(super) fn ui(&mut self, ui: &mut Ui, state: &AppState, typed: &mut Typed, sink: &mut Sink) {
        let lang = state.settings.lang;
        if !std::mem::replace(&mut self.counted, true) {
            sink.send(Command::Map(MapCommand::CountWeb));
        }
        section(ui, &lang.text("settings-section-map"));
        let note = RichText::new(lang.text("settings-map-note")).font(text::table()).color(tokens(ui.ctx()).text[1]);
        ui.add(egui::Label::new(note).wrap());
        ui.add_space(8.0);
        Named::new(state, typed, sink).switch(ui, "map.tiles_on", "settings-map-tiles");
        self.address(ui, state, sink);
        let mut rows = Named::new(state, typed, sink);
        rows.field(ui, &ATTRIBUTION);
        for field in &NUMBERS {
            rows.field(ui, field);
        }
        trial(ui, state, sink);
        kept(ui, state, sink);
    }

    fn address(&mut self, ui: &mut Ui, state: &AppState, sink: &mut Sink) {
        let lang = state.settings.lang;
        let set = &state.settings.map.tiles_url;
        if self.known != *set {
            self.known.clone_from(set);
            self.address.clone_from(set);
        }
        let name = lang.text("settings-map-address");
        let colors = tokens(ui.ctx());
        row(ui, &name, |ui| {
            ui.vertical(|ui| {
                let edit = TextEdit::singleline(&mut self.address).align(Align2::LEFT_CENTER).desired_width(WIDE);
                let field =
                    ui.add(edit.hint_text(lang.text("settings-map-address-hint"))).accessible_name(name.clone());
                let wrong = address_trouble(&self.address);
                let typed = self.address.trim();
                if field.lost_focus() && wrong.is_none() && typed != set {
                    typed.clone_into(&mut self.known);
                    let setting = InformCommand::Set("map.tiles_url", typed.to_owned());
                    sink.send(Command::Inform(setting));
                }
                if let Some(wrong) = wrong {
                    field_note::field_note(ui, icons::WARNING, &lang.say(&wrong), colors.danger);
                } else if typed.is_empty() && state.settings.map.tiles_on {
                    field_note::field_note(ui, icons::INFO, &lang.text("settings-map-address-needed"), colors.warn);
                }
            });
        });
    }
}

/// The button that fetches one tile, and what came of it.
fn trial(ui: &mut Ui, state: &AppState, sink: &mut Sink) {
    let lang = state.settings.lang;
    let colors = tokens(ui.ctx());
    let web = &state.map.web;
    row(ui, "", |ui| {
        ui.vertical(|ui| {
            let can = state.settings.map.tiles().is_some() && web.trial != Trial::Running;
            let name = lang.text("settings-map-try");
            let answer = button::button(ui, Look::Plain, can, icons::MAP_TRIFOLD, &name);
            if answer.on_disabled_hover_text(lang.text("settings-map-try-off")).clicked() {
                sink.send(Command::Map(MapCommand::TryWeb));
            }
            match &web.trial {
                Trial::NotAsked => {}
                Trial::Running => {
                    field_note::field_note(ui, icons::HOURGLASS_MEDIUM, &lang.text("settings-map-trying"), colors.info);
                }
                Trial::Good(Tried { size: [width, height], bytes, ms, hours }) => {
                    let words = lang.text_with(
                        "settings-map-tried",
                        &[
                            ("width", width.to_string().into()),
                            ("height", height.to_string().into()),
                            ("kb", bytes.div_ceil(1024).to_string().into()),
                            ("ms", ms.to_string().into()),
                            ("hours", hours.to_string().into()),
                        ],
                    );
                    field_note::field_note(ui, icons::CHECK_CIRCLE, &words, colors.ok);
                }
                Trial::Failed(why) => {
                    field_note::field_note(ui, icons::WARNING_CIRCLE, &lang.say(why), colors.danger);
                }
            }
            if let Some(why) =
                web.trouble.as_ref().filter(|_| state.settings.map.tiles_on && web.trial == Trial::NotAsked)
            {
                let words = lang.text_with("map-web-trouble", &[("reason", lang.say(why).into())]);
                field_note::field_note(ui, icons::WARNING, &words, colors.warn);
            }
        });
    });
}

/// How much is kept on the disk, and a button that lets it go.
fn kept(ui: &mut Ui, state: &AppState, sink: &mut Sink) {
    let lang = state.settings.lang;
    let colors = tokens(ui.ctx());
    let name = lang.text("settings-map-held");
    row(ui, &name, |ui| {
        let held = state.map.web.held;
        let words = match held {
            None => lang.text("settings-map-counting"),
            Some(0) => lang.text("settings-map-held-none"),
            Some(bytes) => backups::file_size(bytes, lang),
        };
        ui.label(RichText::new(words).font(text::body()).color(colors.text[0]));
        ui.add_space(8.0);
        let some = held.is_some_and(|bytes| bytes > 0);
        if button::button(ui, Look::Plain, some, icons::TRASH, &lang.text("settings-map-clear")).clicked() {
            sink.send(Command::Map(MapCommand::ClearWeb));
        }
    });
}
