//! What of a plan is shown, without pixels.

use crate::domain::import::{Counts, Plan, Verdict};

/// Rows of one sort.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// All of them.
    #[default]
    All,
    /// New records.
    Create,
    /// Changed records.
    Change,
    /// Nothing new.
    Same,
    /// With a mistake.
    Wrong,
}

impl Sort {
    /// All of them, in the order of the chips.
    pub const ALL: [Self; 5] = [Self::All, Self::Create, Self::Change, Self::Same, Self::Wrong];

    /// Key of its name.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::All => "import-filter-all",
            Self::Create => "import-filter-create",
            Self::Change => "import-filter-change",
            Self::Same => "import-filter-same",
            Self::Wrong => "import-filter-wrong",
        }
    }

    /// How many rows it has.
    #[must_use]
    pub const fn count(self, counts: Counts) -> usize {
        match self {
            Self::All => counts
                .created
                .saturating_add(counts.changed)
                .saturating_add(counts.skipped)
                .saturating_add(counts.wrong),
            Self::Create => counts.created,
            Self::Change => counts.changed,
            Self::Same => counts.skipped,
            Self::Wrong => counts.wrong,
        }
    }

    /// The sort of a row.
    #[must_use]
    pub const fn of(verdict: &Verdict) -> Self {
        match verdict {
            Verdict::Create(_) => Self::Create,
            Verdict::Change { .. } => Self::Change,
            Verdict::Same => Self::Same,
            Verdict::Wrong => Self::Wrong,
        }
    }
}

/// Places of what is shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Shown {
    /// Rows of the plan.
    pub rows: Vec<usize>,
    /// Row of the plan and note of the row; mistakes first.
    pub problems: Vec<(usize, usize)>,
    /// How many of them are mistakes.
    pub errors: usize,
    /// How many are only to be looked at.
    pub warnings: usize,
}

impl Shown {
    /// Of the rows of a sort; problems are shown of all rows.
    #[must_use]
    pub fn of(plan: &Plan, sort: Sort) -> Self {
        let wanted = |place: &usize| {
            plan.rows.get(*place).is_some_and(|row| sort == Sort::All || Sort::of(&row.verdict) == sort)
        };
        let notes = |blocks: bool| {
            plan.rows.iter().enumerate().flat_map(move |(row, planned)| {
                let notes = planned.notes.iter().enumerate().filter(move |(_, note)| note.problem.blocks() == blocks);
                notes.map(move |(place, _)| (row, place))
            })
        };
        let mut problems: Vec<_> = notes(true).collect();
        let errors = problems.len();
        problems.extend(notes(false));
        let warnings = problems.len().saturating_sub(errors);
        Self { rows: (0..plan.rows.len()).filter(wanted).collect(), problems, errors, warnings }
    }
}
