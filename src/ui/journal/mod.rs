//! The exchange journal: every call of the platform, when, how long, and what it answered; by hour, filtered, in files.

mod chart;
mod details;
mod filter;
mod rows;
mod settled;

use egui::{Id, RichText, Ui};

use self::filter::{Form, Method, Period};
use self::rows::JournalRows;
use super::bids::model::spaced;
use super::theme::{text, tokens};
use super::widgets::segmented::segmented;
use super::widgets::table::{self, Column, View};
use super::widgets::{button, empty, search};
use super::{Sink, icons, keys};
use crate::app::command::{Command, Screen};
use crate::app::journal::JournalFormat;
use crate::app::state::AppState;

/// What the columns beside the error take at least.
const BESIDE_ERROR: f32 = 626.0;

/// What the journal screen remembers.
#[derive(Debug, Default)]
pub struct JournalPanel {
    form: Form,
    open: bool,
    selected: Option<usize>,
}

impl JournalPanel {
    /// Id of the search field, so that a key can put the cursor there.
    #[must_use]
    pub fn search_id() -> Id {
        Id::unique("journal-search")
    }

    /// Another screen is shown: the next opening reads the journal again.
    pub fn closed(&mut self) {
        self.open = false;
        self.selected = None;
    }

    /// Shows the screen.
    pub fn ui(&mut self, ui: &mut Ui, state: &AppState, sink: &mut Sink) {
        let lang = state.settings.lang;
        if !self.open {
            self.open = true;
            self.load(state, sink);
        }
        ui.add_space(8.0);
        head(ui, state, sink);
        settled::settled(ui, state, sink);
        self.filters(ui, state, sink);
        chart::chart(ui, &state.journal.hours, lang, state.own_offset_minutes);
        if state.journal.is_empty() {
            if state.journal.total.is_some() {
                let (title, hint) = (lang.text("journal-empty-title"), lang.text("journal-empty-hint"));
                empty::empty(ui, icons::PULSE, &title, &hint, None);
            }
            return;
        }
        if let Some(entry) = self.selected.and_then(|row| state.journal.entry(row))
            && details::details(ui, entry, lang, state.own_offset_minutes)
        {
            self.selected = None;
        }
        self.list(ui, state, sink);
    }

    fn list(&mut self, ui: &mut Ui, state: &AppState, sink: &mut Sink) {
        let lang = state.settings.lang;
        // With large text the error gives way before the table scrolls sideways.
        let error = (ui.available_width() - BESIDE_ERROR).clamp(170.0, 360.0).round();
        let columns = [
            Column::new(lang.text("journal-column-when"), 168.0),
            Column::new(lang.text("journal-column-method"), 74.0),
            Column::filling(lang.text("journal-column-path"), 160.0),
            Column::new(lang.text("journal-column-record"), 84.0),
            Column::new(lang.text("journal-column-code"), 70.0),
            Column::new(lang.text("journal-column-ms"), 70.0).right(),
            Column::new(lang.text("journal-column-error"), error),
        ];
        let name = lang.text(keys::screen_key(Screen::Journal));
        let asked = View {
            id: "journal",
            widths: if error < 360.0 { "journal-narrow" } else { "journal" },
            name: &name,
            columns: &columns,
            selected: self.selected,
            sort: None,
            reveal: None,
        };
        let mut rows = JournalRows::new(&state.journal, lang, state.own_offset_minutes);
        let done = table::table(ui, asked, &mut rows);
        if let Some(place) = rows.lacking() {
            sink.send(Command::JournalPage(place));
        }
        self.selected = done.chosen.or(self.selected);
    }

    fn load(&mut self, state: &AppState, sink: &mut Sink) {
        self.selected = None;
        sink.send(Command::LoadJournal(self.form.filter(state.now)));
    }

    fn filters(&mut self, ui: &mut Ui, state: &AppState, sink: &mut Sink) {
        let lang = state.settings.lang;
        let before = self.form.clone();
        // A line that is broken begins under the first, not at the edge.
        egui::Frame::new().inner_margin(egui::Margin { left: 12, right: 12, ..egui::Margin::ZERO }).show(ui, |ui| {
            ui.horizontal_wrapped(|ui| {
                let periods = Period::ALL.map(|(period, key)| (period, lang.text(key)));
                if let Some(period) = segmented(ui, &lang.text("journal-period"), self.form.period, &periods) {
                    self.form.period = period;
                }
                let methods = [
                    (Method::All, lang.text("journal-method-all")),
                    (Method::Get, lang.text("journal-method-get")),
                    (Method::Post, lang.text("journal-method-post")),
                ];
                if let Some(method) = segmented(ui, &lang.text("journal-column-method"), self.form.method, &methods) {
                    self.form.method = method;
                }
                ui.checkbox(&mut self.form.errors_only, lang.text("journal-errors-only"));
                let hint = lang.text("journal-search");
                search::search(ui, Self::search_id(), &mut self.form.text, &hint, 240.0)
                    .on_hover_text(lang.text("journal-search-about"));
                if button::plain(ui, icons::ARROW_CLOCKWISE, &lang.text("journal-refresh")).clicked() {
                    self.load(state, sink);
                }
            });
        });
        ui.add_space(4.0);
        if self.form != before {
            self.load(state, sink);
        }
    }
}

fn head(ui: &mut Ui, state: &AppState, sink: &mut Sink) {
    let lang = state.settings.lang;
    let colors = tokens(ui.ctx());
    ui.horizontal(|ui| {
        ui.add_space(12.0);
        ui.label(RichText::new(lang.text(keys::screen_key(Screen::Journal))).font(text::heading()));
        if let Some(total) = state.journal.total {
            ui.label(RichText::new(spaced(total)).font(text::table()).color(colors.text[2]));
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.add_space(12.0);
            for (format, key) in
                [(JournalFormat::Json, "journal-export-json"), (JournalFormat::Csv, "journal-export-csv")]
            {
                if button::plain(ui, icons::EXPORT, &lang.text(key)).clicked() {
                    sink.send(Command::ExportJournal(format));
                }
            }
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                let note = RichText::new(lang.text("journal-note")).font(text::table()).color(colors.text[2]);
                ui.add(egui::Label::new(note).truncate());
            });
        });
    });
    ui.add_space(6.0);
}
