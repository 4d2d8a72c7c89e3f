//! Rows of the journal for the table. A row whose page is not here yet says so, and is asked for.

use std::cell::Cell as Slot;

use egui::Ui;

use crate::app::journal::{JournalView, record_of};
use crate::store::model::JournalEntry;
use crate::ui::icons;
use crate::ui::widgets::button;
use crate::ui::widgets::table::Rows;
use crate::ui::widgets::table_cell::Cell;
use crate::words::Lang;

pub(super) struct JournalRows<'a> {
    journal: &'a JournalView,
    lang: Lang,
    own_offset: i32,
    lacking: Slot<Option<usize>>,
}

impl<'a> JournalRows<'a> {
    pub(super) fn new(journal: &'a JournalView, lang: Lang, own_offset: i32) -> Self {
        Self { journal, lang, own_offset, lacking: Slot::new(None) }
    }

    /// A place that was to be shown and is not here.
    pub(super) fn lacking(&self) -> Option<usize> {
        self.lacking.get()
    }

    fn entry(&self, row: usize) -> Option<&JournalEntry> {
        let entry = self.journal.entry(row);
        if entry.is_none() && self.journal.lacks(row) {
            self.lacking.set(Some(row));
        }
        entry
    }

    fn when(&self, entry: &JournalEntry) -> String {
        let local = entry.at.naive_utc() + chrono::TimeDelta::minutes(i64::from(self.own_offset));
        local.format("%d.%m.%Y %H:%M:%S").to_string()
    }

    fn code(&self, entry: &JournalEntry) -> String {
        entry.status.map_or_else(|| self.lang.text("journal-no-answer"), |code| code.to_string())
    }

    fn line(&self, entry: &JournalEntry) -> [String; 7] {
        [
            self.when(entry),
            entry.method.clone(),
            entry.path.clone(),
            record(entry),
            self.code(entry),
            entry.duration_ms.to_string(),
            entry.error.clone().unwrap_or_default(),
        ]
    }
}

fn record(entry: &JournalEntry) -> String {
    record_of(&entry.path).map(|number| number.to_string()).unwrap_or_default()
}

/// True for a call that did what it was asked.
fn went_well(entry: &JournalEntry) -> bool {
    entry.status.is_some_and(|code| (200..400).contains(&code)) && entry.error.is_none()
}

impl Rows for JournalRows<'_> {
    fn len(&self) -> usize {
        self.journal.len()
    }

    fn name(&self, row: usize) -> String {
        let Some(entry) = self.entry(row) else { return self.lang.text("journal-row-comes") };
        let line = self.line(entry);
        line.into_iter().filter(|cell| !cell.is_empty()).collect::<Vec<_>>().join(", ")
    }

    fn cell(&self, row: usize, column: usize, cell: &mut Cell<'_>) {
        let Some(entry) = self.entry(row) else {
            if column == 0 {
                cell.faint("…");
            }
            return;
        };
        let colors = cell.colors;
        match column {
            0 => cell.faint(&self.when(entry)),
            1 => cell.colored(&entry.method, colors.text[1]),
            2 => cell.text(&entry.path),
            3 => cell.faint(&record(entry)),
            4 if went_well(entry) => cell.colored(&self.code(entry), colors.ok),
            4 => {
                cell.icon(icons::WARNING_CIRCLE, colors.danger);
                cell.colored(&self.code(entry), colors.danger);
            }
            5 => cell.text(&entry.duration_ms.to_string()),
            _ => cell.colored(entry.error.as_deref().unwrap_or_default(), colors.danger),
        }
    }

    fn has_menu(&self) -> bool {
        true
    }

    fn menu(&mut self, row: usize, ui: &mut Ui) {
        let Some(entry) = self.entry(row) else { return };
        if button::menu_line(ui, icons::COPY, &self.lang.text("bids-menu-copy-row"), "").clicked() {
            ui.copy_text(self.line(entry).join("\t"));
        }
    }
}
