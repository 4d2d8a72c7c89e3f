//! The rows of the preview as the table asks for them.

use super::model::{Shown, Sort};
use crate::app::import::Looked;
use crate::app::import::words::problem;
use crate::domain::import::{CellNote, PlannedRow, Target, Verdict};
use crate::ui::widgets::table::Rows;
use crate::ui::widgets::table_cell::Cell;
use crate::words::Lang;

/// Columns before those of the file.
const BEFORE: usize = 2;

pub(super) struct ImportRows<'a> {
    pub(super) looked: &'a Looked,
    pub(super) shown: &'a Shown,
    pub(super) lang: Lang,
}

impl ImportRows<'_> {
    fn row(&self, row: usize) -> Option<&PlannedRow> {
        self.looked.plan.rows.get(*self.shown.rows.get(row)?)
    }

    fn text(&self, row: &PlannedRow, column: usize) -> &str {
        self.looked.file.grid.rows.get(row.place).map_or("", |row| row.cell(column).shown())
    }

    fn verdict(&self, row: &PlannedRow) -> String {
        let key = match Sort::of(&row.verdict) {
            Sort::Create | Sort::All => "import-verdict-create",
            Sort::Change => "import-verdict-change",
            Sort::Same => "import-verdict-same",
            Sort::Wrong => "import-verdict-wrong",
        };
        self.lang.text(key)
    }

    /// What there is to say of a cell, mistakes first.
    fn said<'b>(&self, notes: impl Iterator<Item = &'b CellNote>) -> Option<(bool, String)> {
        let mut notes: Vec<&CellNote> = notes.collect();
        notes.sort_by_key(|note| !note.problem.blocks());
        let blocks = notes.first()?.problem.blocks();
        let words: Vec<String> = notes.iter().map(|note| problem(&note.problem, self.lang)).collect();
        Some((blocks, words.join("; ")))
    }

    /// What stood in the field that a cell changes.
    fn before(&self, row: &PlannedRow, column: usize) -> Option<String> {
        let Verdict::Change { before, .. } = &row.verdict else { return None };
        if !row.changed.contains(&column) {
            return None;
        }
        let was = match (*self.looked.layout.targets.get(column)?)? {
            Target::FullName => before.title(),
            Target::Field(field) => before.value(field).map(|value| value.plain()).unwrap_or_default(),
        };
        let is_name = |text: &str| text.parse::<i64>().is_err();
        Some(if was.is_empty() {
            self.lang.text("import-was-empty")
        } else if is_name(&was) || self.text(row, column).parse::<f64>().is_ok() {
            self.lang.text_with("import-was", &[("text", was.into())])
        } else {
            // A number of a catalog says nothing to a person.
            return None;
        })
    }
}

impl Rows for ImportRows<'_> {
    fn len(&self) -> usize {
        self.shown.rows.len()
    }

    fn name(&self, row: usize) -> String {
        let Some(row) = self.row(row) else { return String::new() };
        let cells = (0..self.looked.layout.targets.len()).map(|column| self.text(row, column).to_owned());
        let said = self.said(row.notes.iter()).map(|(_, words)| words);
        let parts = [row.line.to_string(), self.verdict(row)].into_iter().chain(cells).chain(said);
        parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    }

    fn cell(&self, row: usize, column: usize, cell: &mut Cell<'_>) {
        let Some(row) = self.row(row) else { return };
        let colors = cell.colors;
        match column {
            0 => cell.faint(&row.line.to_string()),
            1 => {
                let color = match Sort::of(&row.verdict) {
                    Sort::Create | Sort::All => colors.ok,
                    Sort::Change => colors.info,
                    Sort::Same => colors.text[2],
                    Sort::Wrong => colors.danger,
                };
                let own = self.said(row.notes.iter().filter(|note| note.column.is_none()));
                if let Some((blocks, words)) = own {
                    cell.wash(if blocks { colors.danger } else { colors.warn });
                    cell.explain(|| words);
                }
                cell.colored(&self.verdict(row), color);
            }
            _ => {
                let column = column.saturating_sub(BEFORE);
                let text = self.text(row, column);
                let is_left_out = self.looked.layout.targets.get(column).is_none_or(Option::is_none);
                let said = self.said(row.notes.iter().filter(|note| note.column == Some(column)));
                if let Some((blocks, words)) = said {
                    let color = if blocks { colors.danger } else { colors.warn };
                    cell.wash(color);
                    cell.explain(|| words);
                    return if text.is_empty() { cell.colored("—", color) } else { cell.colored(text, color) };
                }
                if let Some(before) = self.before(row, column) {
                    cell.explain(|| before);
                }
                if is_left_out || row.verdict == Verdict::Same {
                    cell.faint(text);
                } else if row.changed.contains(&column) {
                    cell.colored(text, colors.info);
                } else {
                    cell.text(text);
                }
            }
        }
    }
}
