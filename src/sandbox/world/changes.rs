//! Bids in the order of their last change: what a synchronisation reads page by page.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;

use chrono::{DateTime, Utc};

use super::super::model::bid::Bid;

/// The place of a bid in the order of changes.
pub(crate) type Change = (DateTime<Utc>, i64);

/// Bids by their last change.
#[derive(Debug, Clone, Default)]
pub(crate) struct Changes {
    in_order: BTreeSet<Change>,
    of_bid: BTreeMap<i64, DateTime<Utc>>,
}

impl Changes {
    /// Takes note of a bid's last change.
    pub(crate) fn note(&mut self, bid: &Bid) {
        if let Some(before) = self.of_bid.insert(bid.id, bid.life.updated_at) {
            self.in_order.remove(&(before, bid.id));
        }
        self.in_order.insert((bid.life.updated_at, bid.id));
    }

    /// Numbers of the bids behind a place, in the order of their changes.
    pub(crate) fn since(&self, from: Bound<Change>) -> impl Iterator<Item = i64> {
        self.in_order.range((from, Bound::Unbounded)).map(|(_, bid)| *bid)
    }
}
