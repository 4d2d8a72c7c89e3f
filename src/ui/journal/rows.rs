//! Rows of the journal for the table.

use egui::Ui;

use crate::store::model::JournalEntry;
use crate::ui::icons;
use crate::ui::widgets::button;
use crate::ui::widgets::table::Rows;
use crate::ui::widgets::table_cell::Cell;
use crate::words::Lang;

pub(super) struct JournalRows<'a> {
    entries: &'a [JournalEntry],
    lang: Lang,
    own_offset: i32,
}

impl<'a> JournalRows<'a> {
    pub(super) fn new(entries: &'a [JournalEntry], lang: Lang, own_offset: i32) -> Self {
        Self { entries, lang, own_offset }
    }

    fn when(&self, entry: &JournalEntry) -> String {
        let local = entry.at.naive_utc() + chrono::TimeDelta::minutes(i64::from(self.own_offset));
        local.format("%d.%m.%Y %H:%M:%S").to_string()
    }

    fn code(&self, entry: &JournalEntry) -> String {
        entry.status.map_or_else(|| self.lang.text("journal-no-answer"), |code| code.to_string())
    }

    fn line(&self, entry: &JournalEntry) -> [String; 6] {
        [
            self.when(entry),
            entry.method.clone(),
            entry.path.clone(),
            self.code(entry),
            entry.duration_ms.to_string(),
            entry.error.clone().unwrap_or_default(),
        ]
    }
}

/// True for a call that did what it was asked.
fn went_well(entry: &JournalEntry) -> bool {
    entry.status.is_some_and(|code| (200..400).contains(&code)) && entry.error.is_none()
}

impl Rows for JournalRows<'_> {
    fn len(&self) -> usize {
        self.entries.len()
    }

    fn name(&self, row: usize) -> String {
        self.entries.get(row).map(|entry| self.line(entry).join(", ")).unwrap_or_default()
    }

    fn cell(&self, row: usize, column: usize, cell: &mut Cell<'_>) {
        let Some(entry) = self.entries.get(row) else { return };
        let colors = cell.colors;
        match column {
            0 => cell.faint(&self.when(entry)),
            1 => cell.colored(&entry.method, colors.text[1]),
            2 => cell.text(&entry.path),
            3 if went_well(entry) => cell.colored(&self.code(entry), colors.ok),
            3 => cell.colored(&self.code(entry), colors.danger),
            4 => cell.text(&entry.duration_ms.to_string()),
            _ => cell.colored(entry.error.as_deref().unwrap_or_default(), colors.danger),
        }
    }

    fn has_menu(&self) -> bool {
        true
    }

    fn menu(&mut self, row: usize, ui: &mut Ui) {
        let Some(entry) = self.entries.get(row) else { return };
        if button::menu_line(ui, icons::COPY, &self.lang.text("bids-menu-copy-row"), "").clicked() {
            ui.copy_text(self.line(entry).join("\t"));
        }
    }
}
