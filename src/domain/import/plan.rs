//! The whole file: what would come of every row.

use std::collections::HashMap;

use super::columns::Layout;
use super::grid::Grid;
use super::known::Known;
use super::problem::{CellNote, Problem};
use super::row::Reader;
use crate::domain::book::BookEntry;
use crate::domain::id::{LocalId, RecordKind};

/// What comes of a row.
#[derive(Debug, Clone, PartialEq)]
pub enum Verdict {
    /// A record is made.
    Create(Box<BookEntry>),
    /// A record is changed.
    Change {
        /// Which.
        id: LocalId,
        /// As it was when the plan was made.
        before: Box<BookEntry>,
        /// As it will be.
        after: Box<BookEntry>,
    },
    /// Nothing new: the row is passed over.
    Same,
    /// Something is wrong: the row is passed over.
    Wrong,
}

/// A row with what comes of it.
#[derive(Debug, Clone, PartialEq)]
pub struct PlannedRow {
    /// Its place in the grid.
    pub place: usize,
    /// Its number in the file.
    pub line: usize,
    /// What comes of it.
    pub verdict: Verdict,
    /// What there is to say of its cells.
    pub notes: Vec<CellNote>,
    /// Columns that change something in the record.
    pub changed: Vec<usize>,
}

/// How many rows of each sort.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Records made.
    pub created: usize,
    /// Records changed.
    pub changed: usize,
    /// Rows without news.
    pub skipped: usize,
    /// Rows with a mistake.
    pub wrong: usize,
}

/// What would come of a file.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Plan {
    /// Row by row.
    pub rows: Vec<PlannedRow>,
    /// How many of each sort.
    pub counts: Counts,
}

/// Plans an import. `go_on` is asked with the number of rows that are done; at its `false` there is no plan.
pub fn plan(
    kind: RecordKind,
    grid: &Grid,
    layout: &Layout,
    known: &Known,
    go_on: &mut dyn FnMut(usize) -> bool,
) -> Option<Plan> {
    let reader = Reader { kind, layout, known };
    let mut plan = Plan::default();
    let mut met: HashMap<String, usize> = HashMap::new();
    for (place, row) in grid.rows.iter().enumerate().skip(layout.first_row()) {
        if !go_on(plan.rows.len()) {
            return None;
        }
        let Some(mut read) = reader.read(place, row) else { continue };
        if read.row.verdict != Verdict::Wrong
            && let Some(key) = read.key
        {
            match met.get(&key).and_then(|first| plan.rows.get(*first)) {
                Some(first) => repeated(&mut read.row, first, grid, reader.key_column()),
                None => {
                    met.insert(key, plan.rows.len());
                }
            }
        }
        let counts = &mut plan.counts;
        let count = match read.row.verdict {
            Verdict::Create(_) => &mut counts.created,
            Verdict::Change { .. } => &mut counts.changed,
            Verdict::Same => &mut counts.skipped,
            Verdict::Wrong => &mut counts.wrong,
        };
        *count = count.saturating_add(1);
        plan.rows.push(read.row);
    }
    Some(plan)
}

/// A record that stands in the file twice: the same again is passed over, something else is a question for a person.
fn repeated(row: &mut PlannedRow, first: &PlannedRow, grid: &Grid, key: Option<usize>) {
    let cells = |place: usize| grid.rows.get(place).map(|row| &row.cells);
    let (verdict, problem) = if cells(row.place) == cells(first.place) {
        (Verdict::Same, Problem::Repeated(first.line))
    } else if row.verdict == Verdict::Same && first.verdict == Verdict::Same {
        return;
    } else {
        (Verdict::Wrong, Problem::Twice(first.line))
    };
    row.verdict = verdict;
    row.changed.clear();
    row.notes.push(CellNote { column: key, problem });
}
