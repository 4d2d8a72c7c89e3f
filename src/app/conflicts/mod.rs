//! Records changed on both sides, as a person decides them: what differs, what was picked, what follows from it.
//!
//! Read models and rules for the conflict screen and the command line; no pixels, no disk. The worker makes [`Case`]s from
//! the store and carries decisions out.

pub mod carry;
pub mod case;
pub mod choices;
pub mod shown;
pub mod titles;
pub mod typed;

use std::collections::HashMap;
use std::sync::Arc;

pub use case::{Case, Content, DELETED, Decided};
pub use choices::{Choices, Effect, alike, effect};
pub use shown::Speaker;

/// What the screen and the command line speak of.
pub use crate::merge::{Moved, Pick, Unit};

use crate::domain::id::LocalId;

/// The conflicts as the screen knows them.
#[derive(Debug, Clone, Default)]
pub struct Conflicts {
    /// All that are undecided, oldest first.
    pub cases: Arc<Vec<Case>>,
    /// What has been picked so far, also of records that are no longer in conflict but not yet equal on both sides.
    pub choices: HashMap<LocalId, Choices>,
    /// The one that is open; `None`: the first.
    pub selected: Option<LocalId>,
    /// The one whose decision is being carried out.
    pub saving: Option<LocalId>,
    /// One whose decision is being taken back: it is opened when it is there again.
    pub reopened: Option<LocalId>,
    /// One that the platform changed again while it was being decided.
    pub moved: Option<LocalId>,
}

impl Conflicts {
    /// The open case: the selected one, else the first.
    #[must_use]
    pub fn open(&self) -> Option<&Case> {
        let selected = self.selected.as_ref().and_then(|id| self.case(id));
        selected.or_else(|| self.cases.first())
    }

    /// A case by its record.
    #[must_use]
    pub fn case(&self, id: &LocalId) -> Option<&Case> {
        self.cases.iter().find(|case| case.id() == id)
    }

    /// What has been picked of a case.
    #[must_use]
    pub fn choices_of(&self, id: &LocalId) -> &Choices {
        static NONE: Choices = Choices::none();
        self.choices.get(id).unwrap_or(&NONE)
    }

    /// The case after this one that still has something undecided, round the list; the next one when all are decided.
    #[must_use]
    pub fn next_unsolved(&self, after: &LocalId, back: bool) -> Option<&Case> {
        let count = self.cases.len();
        let at = self.cases.iter().position(|case| case.id() == after).unwrap_or(0);
        let step = |by: usize| if back { (at + count - by) % count } else { (at + by) % count };
        let mut others = (1..count).filter_map(|by| self.cases.get(step(by)));
        let unsolved = others.clone().find(|case| self.choices_of(case.id()).left(case) > 0);
        unsolved.or_else(|| others.next())
    }
}
