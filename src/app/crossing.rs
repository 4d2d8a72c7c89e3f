//! Crossings that matter at a moment of decision: what blocks a start, and where the platform's own check disagrees.

use crate::domain::bid::{Bid, BidStatus};
use crate::domain::id::{LocalId, RemoteId};
use crate::domain::overlap::{Occupation, Overlap, OverlapIndex, ResourceKind};
use crate::store::model::BidRow;
use crate::store::{Store, StoreError};
use crate::words::{Arg, Message};

/// A bid that stands in the way of another.
#[derive(Debug, Clone, PartialEq)]
pub struct InTheWay {
    /// The crossing.
    pub overlap: Overlap,
    /// The other bid's row.
    pub row: BidRow,
}

impl InTheWay {
    /// What the other bid is called: the platform's number, else our id.
    #[must_use]
    pub fn name(&self) -> String {
        self.row.meta.remote_id.map_or_else(|| self.row.meta.id.to_string(), |number| format!("№\u{a0}{number}"))
    }

    /// The sentence for a person: whose dates cross those of which bid.
    #[must_use]
    pub fn sentence(&self) -> Message {
        let key = match self.overlap.resource {
            ResourceKind::Car => "start-blocked-car",
            ResourceKind::Driver => "start-blocked-driver",
            ResourceKind::Trailer => "start-blocked-trailer",
        };
        Message::new(key).with("bid", self.name())
    }
}

/// The first started or waiting bid whose dates cross those of `bid` on the same truck, driver or trailer: starting is
/// refused because of it, here as on the platform.
///
/// # Errors
/// [`StoreError`] when a row can't be read.
pub fn blocks_start(
    store: &Store,
    index: &OverlapIndex,
    id: &LocalId,
    bid: &Bid,
) -> Result<Option<InTheWay>, StoreError> {
    let Some(occupation) = Occupation::of_bid(id, bid) else { return Ok(None) };
    for overlap in index.check_all(&occupation) {
        if let Some(row) = store.bid_row(&overlap.other)?
            && matches!(row.status, BidStatus::Started | BidStatus::Planned)
        {
            return Ok(Some(InTheWay { overlap, row }));
        }
    }
    Ok(None)
}

/// Numbers of the stored bids, other than this one, that hold the same truck at the same time.
///
/// # Errors
/// [`StoreError`] when a row can't be read.
pub fn numbers_on_car(
    store: &Store,
    index: &OverlapIndex,
    id: &LocalId,
    bid: &Bid,
) -> Result<Vec<RemoteId>, StoreError> {
    let (Some(car), Some(occupation)) = (&bid.car, Occupation::of_bid(id, bid)) else { return Ok(Vec::new()) };
    let crossings = index.check((ResourceKind::Car, car), occupation.from, occupation.to, Some(id));
    let mut numbers = Vec::new();
    for overlap in crossings {
        numbers.extend(store.bid_row(&overlap.other)?.and_then(|row| row.meta.remote_id));
    }
    Ok(numbers)
}

/// What to say when the platform finds crossings on the truck that this desk doesn't know; `None` when it finds none.
#[must_use]
pub fn only_there(there: &[RemoteId], here: &[RemoteId]) -> Option<Message> {
    let unknown: Vec<String> =
        there.iter().filter(|number| !here.contains(number)).map(|number| format!("№\u{a0}{number}")).collect();
    let count = Arg::from(unknown.len());
    (!unknown.is_empty())
        .then(|| Message::new("collision-only-there").with("count", count).with("numbers", unknown.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_platform_is_quoted_only_where_it_knows_more() {
        let numbers = |list: &[i64]| list.iter().copied().map(RemoteId).collect::<Vec<_>>();
        assert_eq!(only_there(&numbers(&[1, 2]), &numbers(&[2, 1, 3])), None);
        assert_eq!(only_there(&[], &numbers(&[1])), None, "ours may know drafts that the platform doesn't count");
        let said = only_there(&numbers(&[1, 5]), &numbers(&[1]));
        assert!(said.is_some_and(|message| message.args.iter().any(|(_, arg)| *arg == Arg::from("№\u{a0}5"))));
    }
}
