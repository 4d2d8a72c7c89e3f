//! Changes that lists don't show yet, as when lists are read from a copy that lags behind.
//!
//! One record read by its number is always the newest; only lists of bids lag.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use super::super::model::bid::Bid;
use super::World;
use super::shelf::Shelf;

/// A change that is not shown yet.
#[derive(Debug, Clone)]
struct Late {
    shown_at: DateTime<Utc>,
    /// What lists show until then; none for a bid that they don't know yet.
    before: Option<Bid>,
}

/// All changes that are not shown yet.
#[derive(Debug, Clone, Default)]
pub(crate) struct Lag {
    late: BTreeMap<i64, Late>,
    /// While set: until when the changes that are being made stay unseen.
    shown_at: Option<DateTime<Utc>>,
}

impl Lag {
    /// From here on changes stay unseen until a moment; `None`: they are seen at once.
    pub(crate) fn begin(&mut self, shown_at: Option<DateTime<Utc>>) {
        self.shown_at = shown_at;
    }

    /// Takes note that a bid is about to be written.
    pub(crate) fn note(&mut self, id: i64, before: impl FnOnce() -> Option<Bid>) {
        if let Some(shown_at) = self.shown_at {
            let late = self.late.entry(id).or_insert_with(|| Late { shown_at, before: before() });
            late.shown_at = late.shown_at.max(shown_at);
        }
    }
}

impl World {
    /// Bids as lists show them, where that is not as they are.
    pub(crate) fn lagging_bids(&self) -> Option<Shelf<Bid>> {
        let now = self.clock.true_now();
        let mut late = self.lag.late.iter().filter(|(_, late)| late.shown_at > now).peekable();
        late.peek()?;
        let mut shown = self.bids.clone();
        for (id, late) in late {
            match &late.before {
                Some(before) => shown.put(before.clone()),
                None => shown.remove(*id),
            }
        }
        Some(shown)
    }

    /// Forgets what is shown by now.
    pub(crate) fn end_lags(&mut self) {
        let now = self.clock.true_now();
        self.lag.late.retain(|_, late| late.shown_at > now);
    }
}
