//! What may be asked of planning, what is slow of it, and what is told.

use std::sync::Arc;

use super::board::{Board, Grouping, PlanData, RowsBy, Wanted};
use super::desk::{Expectations, Found, RunKey};
use super::details::Details;
use crate::domain::id::LocalId;
use crate::domain::place::GeoPoint;
use crate::words::Message;

/// A wish of the person at the board.
#[derive(Debug, Clone, PartialEq)]
pub enum PlanCommand {
    /// Rows are these.
    Rows(RowsBy),
    /// Rows are gathered so.
    Group(Grouping),
    /// Remember how much time is looked at, hours.
    Span(u64),
    /// A bid may not be moved: say why.
    Held(Message),
    /// These bids are in sight: say more of them.
    Details(Vec<LocalId>),
    /// These empty runs are in sight: find their ways.
    Runs(Vec<[GeoPoint; 2]>),
}

/// Slow work of planning.
#[derive(Debug, Clone)]
pub enum PlanEffect {
    /// Count when started bids will arrive.
    Forecast,
    /// Read all bids for the board.
    Load,
    /// Build the board of what is shown.
    Build(Arc<PlanData>, Arc<Vec<bool>>, Wanted),
    /// Read what bars in sight say.
    Details(Vec<LocalId>),
    /// Find the ways of empty runs.
    Runs(Vec<[GeoPoint; 2]>),
}

/// Effects are compared by tests: what was read is the same when it is the very same.
impl PartialEq for PlanEffect {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Forecast, Self::Forecast) | (Self::Load, Self::Load) => true,
            (Self::Build(data, shown, wanted), Self::Build(other_data, other_shown, other_wanted)) => {
                Arc::ptr_eq(data, other_data) && shown == other_shown && wanted == other_wanted
            }
            (Self::Details(ids), Self::Details(others)) => ids == others,
            (Self::Runs(places), Self::Runs(others)) => places == others,
            _ => false,
        }
    }
}

/// What the worker tells of planning.
#[derive(Debug, Clone)]
pub enum PlanEvent {
    /// When started bids will arrive, all of them.
    Expected(Expectations),
    /// All bids of the board.
    Data(Arc<PlanData>),
    /// They could not be read.
    NoData(Message),
    /// The board.
    Board(Arc<Board>),
    /// What bars say.
    Details(Vec<(LocalId, Arc<Details>)>),
    /// Ways of empty runs.
    Runs(Vec<(RunKey, Option<Found>)>),
}
