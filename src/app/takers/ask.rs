//! What may be asked, what is told, and what the window shows.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};

use crate::app::effect::Effect;
use crate::app::state::AppState;
use crate::domain::id::LocalId;
use crate::words::Message;

/// A truck that may take a bid.
#[derive(Debug, Clone, PartialEq)]
pub struct Taker {
    /// The truck.
    pub car: LocalId,
    /// Its plate.
    pub plate: String,
    /// Who drove it last.
    pub driver: Option<LocalId>,
    /// The driver's short name; may be empty.
    pub driver_name: String,
    /// The trailer that it drove with last.
    pub trailer: Option<LocalId>,
    /// Where it will stand.
    pub place: String,
    /// Free from then on.
    pub free_at: Option<DateTime<Utc>>,
    /// Empty kilometres to the loading, by our own roads.
    pub empty_km: Option<f64>,
    /// How much later than planned it would load.
    pub late: Option<TimeDelta>,
    /// What excludes it.
    pub against: Vec<Message>,
}

/// The answer for a bid.
#[derive(Debug, Clone, PartialEq)]
pub struct Takers {
    /// The bid.
    pub bid: LocalId,
    /// The revision that was looked at.
    pub revision: i64,
    /// Trucks, the likeliest first, or what the bid lacks for an answer.
    pub found: Result<Vec<Taker>, Message>,
}

/// A wish.
#[derive(Debug, Clone, PartialEq)]
pub enum TakersCommand {
    /// Who can take this bid as it stands now?
    Ask(LocalId, i64),
}

/// The answer as the window shows it.
#[derive(Debug, Clone, Default)]
pub struct TakersDesk {
    /// What was asked last, so that it is asked once.
    pub asked: Option<(LocalId, i64)>,
    /// The last answer.
    pub answer: Option<Arc<Takers>>,
}

impl TakersDesk {
    /// The answer for a bid at a revision.
    #[must_use]
    pub fn of(&self, bid: &LocalId, revision: i64) -> Option<&Takers> {
        self.answer.as_deref().filter(|answer| answer.bid == *bid && answer.revision == revision)
    }
}

/// Handles a command.
pub fn handle(state: &mut AppState, command: TakersCommand) -> Vec<Effect> {
    let TakersCommand::Ask(bid, revision) = command;
    let asked = Some((bid.clone(), revision));
    if state.takers.asked == asked {
        return Vec::new();
    }
    state.takers.asked = asked;
    vec![Effect::Takers(bid)]
}

/// Takes an answer in.
pub fn apply(state: &mut AppState, answer: Takers) {
    state.takers.answer = Some(Arc::new(answer));
}
