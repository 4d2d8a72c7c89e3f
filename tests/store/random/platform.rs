//! As much of the platform as the exchange sees, a small chance of our own, and the fields that are watched.

use std::collections::BTreeMap;

use cargorun_desk::domain::bid::{Bid, BidFacts, BidStatus};
use cargorun_desk::domain::id::RemoteId;
use cargorun_desk::domain::pulled::PulledBid;
use cargorun_desk::merge::BidField;

use crate::support::at;

/// A small generator of our own: the same seed is the same day.
pub(super) struct Chance(pub(super) u64);

impl Chance {
    pub(super) fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }

    pub(super) fn one_in(&mut self, times: u64) -> bool {
        self.below(times) == 0
    }

    pub(super) fn pick<T: Clone>(&mut self, from: &[T]) -> Option<T> {
        (!from.is_empty()).then(|| from[usize::try_from(self.below(from.len() as u64)).unwrap()].clone())
    }
}

pub(super) struct OnServer {
    pub(super) content: Bid,
    pub(super) external_id: String,
    pub(super) status: BidStatus,
    pub(super) deleted: bool,
    /// Place in the order of changes, for the cursor.
    pub(super) changed: i64,
}

/// As much of the platform as the exchange sees.
#[derive(Default)]
pub(super) struct Server {
    pub(super) bids: BTreeMap<i64, OnServer>,
    pub(super) changes: i64,
    pub(super) ids: i64,
}

impl Server {
    pub(super) fn next_id(&mut self) -> i64 {
        self.ids += 1;
        self.ids
    }

    pub(super) fn normalised(&mut self, mut content: Bid) -> Bid {
        for place in 0..content.points.len() {
            if content.points[place].remote_id.is_none() {
                content.points[place].remote_id = Some(self.next_id());
                content.points[place].place.geozone_id = Some(self.next_id());
            }
        }
        for place in 0..content.cargos.len() {
            if content.cargos[place].remote_id.is_none() {
                content.cargos[place].remote_id = Some(self.next_id());
            }
        }
        content
    }

    pub(super) fn create(&mut self, external_id: &str, content: &Bid) -> i64 {
        let (id, content) = (self.next_id(), self.normalised(content.clone()));
        self.changes += 1;
        let status = BidStatus::Draft;
        let made =
            OnServer { content, external_id: external_id.to_owned(), status, deleted: false, changed: self.changes };
        self.bids.insert(id, made);
        id
    }

    pub(super) fn touch(&mut self, id: i64) -> &mut OnServer {
        self.changes += 1;
        let changed = self.changes;
        let bid = self.bids.get_mut(&id).unwrap();
        bid.changed = changed;
        bid
    }

    pub(super) fn write(&mut self, id: i64, content: &Bid, fields: &[&str]) {
        let content = self.normalised(content.clone());
        let bid = self.touch(id);
        for field in fields {
            BidField::from_name(field).unwrap().copy(&content, &mut bid.content);
        }
    }

    pub(super) fn row(&self, id: i64) -> PulledBid {
        let bid = &self.bids[&id];
        PulledBid {
            remote_id: RemoteId(id),
            external_id: Some(bid.external_id.clone()),
            updated_at: Some(at(bid.changed)),
            list_raw: Some(format!("{{\"id\":{id},\"n\":{}}}", bid.changed)),
            edit_raw: None,
            bid: bid.content.clone(),
            facts: BidFacts { status: bid.status.clone(), deleted: bid.deleted, ..BidFacts::default() },
        }
    }

    pub(super) fn find(&self, external_id: &str) -> Vec<i64> {
        self.bids.iter().filter(|(_, bid)| bid.external_id == external_id).map(|(id, _)| *id).collect()
    }
}

/// The field that an edit writes: price, contract number or the comment of the first point.
pub(super) fn value(bid: &Bid, field: u64) -> String {
    match field {
        0 => bid.price.map(|price| price.to_string()).unwrap_or_default(),
        1 => bid.contract_number.clone().unwrap_or_default(),
        _ => bid.points[0].comment.clone().unwrap_or_default(),
    }
}
