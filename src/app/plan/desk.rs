//! What is known of planning. Only [`super::apply`] and [`super::handle`] change it.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::board::{Board, PlanData};
use super::details::Details;
use super::expected::Expected;
use crate::app::in_turn::InTurn;
use crate::domain::id::LocalId;
use crate::domain::place::GeoPoint;
use crate::words::Message;

/// What is expected of started bids.
pub type Expectations = Arc<HashMap<LocalId, Arc<Expected>>>;

/// The two ends of an empty run, to a hundred metres.
pub type RunKey = [i32; 4];

/// The way of an empty run.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Found {
    /// Kilometres by road.
    pub km: f64,
    /// Minutes at the wheel.
    pub minutes: f64,
    /// Guessed in a good part: shown with "≈".
    pub estimated: bool,
}

/// The key of an empty run.
#[must_use]
pub fn run_key([from, to]: [GeoPoint; 2]) -> RunKey {
    [from.longitude, from.latitude, to.longitude, to.latitude].map(rounded)
}

/// A thousandth of a degree, a hundred metres.
#[expect(clippy::cast_possible_truncation, reason = "degrees by a thousand fit")]
fn rounded(degrees: f64) -> i32 {
    (degrees * 1_000.0).round() as i32
}

/// Planning.
#[derive(Debug, Clone, Default)]
pub struct PlanDesk {
    /// What is expected of started bids.
    pub expected: Expectations,
    /// All bids of the board; `None` until they were read.
    pub data: Option<Arc<PlanData>>,
    /// The board; `None` until it was built.
    pub board: Option<Arc<Board>>,
    /// Why there is none.
    pub trouble: Option<Message>,
    /// What bars in sight say.
    pub details: HashMap<LocalId, Arc<Details>>,
    /// Ways of empty runs in sight; `None`: there is no way.
    pub runs: HashMap<RunKey, Option<Found>>,
    /// What was asked for and has not come.
    pub(super) asked: HashSet<LocalId>,
    pub(super) asked_runs: HashSet<RunKey>,
    /// The board is read and built.
    pub(super) turn: InTurn,
    /// What is shown changed meanwhile.
    pub(super) shown_again: bool,
}

impl PlanDesk {
    /// Minutes that a bid will be late at the worst of the points ahead of its truck; `None`: in time, or nothing is known.
    /// The same stands on each line of the list ([`crate::app::bid_list::BidLine::late_min`]).
    #[must_use]
    pub fn late_min(&self, bid: &LocalId) -> Option<u32> {
        self.expected.get(bid)?.forecast.as_ref()?.late_min()
    }

    /// True while what a bar says has to be asked for.
    #[must_use]
    pub fn lacks(&self, bid: &LocalId) -> bool {
        !self.asked.contains(bid)
    }

    /// True while the way of an empty run has to be asked for.
    #[must_use]
    pub fn lacks_run(&self, key: &RunKey) -> bool {
        !self.runs.contains_key(key) && !self.asked_runs.contains(key)
    }

    /// Nothing of the board is on its way.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        self.board.is_some()
            && !self.turn.is_running()
            && self.asked.iter().all(|id| self.details.contains_key(id))
            && self.asked_runs.is_empty()
    }
}
