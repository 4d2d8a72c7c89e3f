//! The list of what is wrong, cell by cell.

use super::columns_ui::title;
use super::model::Shown;
use crate::app::import::Looked;
use crate::app::import::words::problem;
use crate::domain::import::{CellNote, PlannedRow};
use crate::ui::widgets::table::Rows;
use crate::ui::widgets::table_cell::Cell;
use crate::words::Lang;

pub(super) struct ProblemRows<'a> {
    pub(super) looked: &'a Looked,
    pub(super) shown: &'a Shown,
    pub(super) lang: Lang,
}

impl ProblemRows<'_> {
    fn at(&self, place: usize) -> Option<(&PlannedRow, &CellNote)> {
        let (row, note) = *self.shown.problems.get(place)?;
        let row = self.looked.plan.rows.get(row)?;
        Some((row, row.notes.get(note)?))
    }

    fn words(&self, place: usize) -> [String; 4] {
        let Some((row, note)) = self.at(place) else { return Default::default() };
        let column = note.column.map(|column| title(self.looked, column, self.lang));
        let cell = note.column.and_then(|column| Some(self.looked.file.grid.rows.get(row.place)?.cell(column).shown()));
        [
            row.line.to_string(),
            column.unwrap_or_default(),
            cell.unwrap_or_default().to_owned(),
            problem(&note.problem, self.lang),
        ]
    }
}

impl Rows for ProblemRows<'_> {
    fn len(&self) -> usize {
        self.shown.problems.len()
    }

    fn name(&self, row: usize) -> String {
        self.words(row).into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join(", ")
    }

    fn cell(&self, row: usize, column: usize, cell: &mut Cell<'_>) {
        let words = self.words(row);
        let Some(words) = words.get(column) else { return };
        let blocks = self.at(row).is_some_and(|(_, note)| note.problem.blocks());
        match column {
            0 => cell.faint(words),
            3 => cell.colored(words, if blocks { cell.colors.danger } else { cell.colors.warn }),
            _ => cell.text_or_dash(words),
        }
    }
}
