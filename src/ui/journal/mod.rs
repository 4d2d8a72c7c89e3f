//! The exchange journal: every call of the platform, when, how long, and what it answered.

mod rows;
mod settled;

use std::sync::Arc;

use egui::{RichText, Ui};

use self::rows::JournalRows;
use super::theme::{text, tokens};
use super::widgets::table::{self, Column, View};
use super::widgets::{button, empty};
use super::{Sink, icons, keys};
use crate::app::command::{Command, Screen};
use crate::app::state::AppState;
use crate::store::model::JournalEntry;

/// What the journal screen remembers.
#[derive(Debug, Default)]
pub struct JournalPanel {
    errors_only: bool,
    open: bool,
    selected: Option<usize>,
    shown: Option<Arc<Vec<JournalEntry>>>,
}

impl JournalPanel {
    /// Another screen is shown: the next opening reads the journal again.
    pub fn closed(&mut self) {
        self.open = false;
    }

    /// Shows the screen.
    pub fn ui(&mut self, ui: &mut Ui, state: &AppState, sink: &mut Sink) {
        let lang = state.settings.lang;
        if !self.open {
            self.open = true;
            self.load(sink);
        }
        if !self.shown.as_ref().is_some_and(|shown| Arc::ptr_eq(shown, &state.journal)) {
            self.shown = Some(Arc::clone(&state.journal));
            self.selected = None;
        }
        ui.add_space(8.0);
        self.head(ui, state, sink);
        settled::settled(ui, state, sink);
        if state.journal.is_empty() {
            let (title, hint) = (lang.text("journal-empty-title"), lang.text("journal-empty-hint"));
            empty::empty(ui, icons::PULSE, &title, &hint, None);
            return;
        }
        let columns = [
            Column::new(lang.text("journal-column-when"), 168.0),
            Column::new(lang.text("journal-column-method"), 74.0),
            Column::filling(lang.text("journal-column-path"), 160.0),
            Column::new(lang.text("journal-column-code"), 70.0),
            Column::new(lang.text("journal-column-ms"), 80.0).right(),
            Column::new(lang.text("journal-column-error"), 380.0),
        ];
        let name = lang.text(keys::screen_key(Screen::Journal));
        let asked = View {
            id: "journal",
            widths: "journal",
            name: &name,
            columns: &columns,
            selected: self.selected,
            sort: None,
            reveal: None,
        };
        let mut rows = JournalRows::new(&state.journal, lang, state.own_offset_minutes);
        let done = table::table(ui, asked, &mut rows);
        self.selected = done.chosen.or(self.selected);
    }

    fn load(&self, sink: &mut Sink) {
        sink.send(Command::LoadJournal { errors_only: self.errors_only });
    }

    fn head(&mut self, ui: &mut Ui, state: &AppState, sink: &mut Sink) {
        let lang = state.settings.lang;
        let colors = tokens(ui.ctx());
        ui.horizontal(|ui| {
            ui.add_space(12.0);
            ui.label(RichText::new(lang.text(keys::screen_key(Screen::Journal))).font(text::heading()));
            let note = RichText::new(lang.text("journal-note")).font(text::table()).color(colors.text[2]);
            ui.add(egui::Label::new(note).truncate());
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                ui.add_space(12.0);
                if button::plain(ui, icons::EXPORT, &lang.text("journal-export")).clicked() {
                    sink.send(Command::ExportJournal);
                }
                if button::plain(ui, icons::ARROW_CLOCKWISE, &lang.text("journal-refresh")).clicked() {
                    self.load(sink);
                }
                if ui.checkbox(&mut self.errors_only, lang.text("journal-errors-only")).changed() {
                    self.load(sink);
                }
            });
        });
        ui.add_space(8.0);
    }
}
