//! What may be asked, what is told, and what the window shows.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};

use crate::app::effect::Effect;
use crate::app::state::AppState;
use crate::domain::bid::BidStatus;
use crate::domain::id::LocalId;
use crate::domain::record::RecordState;
use crate::store::model::BidRecord;
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

/// What to look for when the card of a bid is seen: who can take one that needs a truck, once as it stands.
pub fn wanted(state: &mut AppState, record: &BidRecord) -> Option<Effect> {
    let asked = Some((record.meta.id.clone(), record.local_revision));
    if !needs_truck(record) || state.takers.asked == asked {
        return None;
    }
    state.takers.asked = asked;
    Some(Effect::Takers(record.meta.id.clone()))
}

/// A bid that waits for a truck.
#[must_use]
pub fn needs_truck(record: &BidRecord) -> bool {
    let open = matches!(record.facts.status, BidStatus::Draft | BidStatus::Planned);
    let gone = matches!(record.meta.state, RecordState::Tombstone | RecordState::DeletePending | RecordState::Conflict);
    record.bid.car.is_none() && open && !gone
}

/// Takes an answer in.
pub fn apply(state: &mut AppState, answer: Takers) {
    state.takers.answer = Some(Arc::new(answer));
}
