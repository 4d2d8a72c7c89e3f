//! What a person sets about the exchange beyond its intervals: who decides conflicts, what may be changed of bids that were
//! made in Cargo.Run, and whether complete drafts go at once.

use serde::{Deserialize, Serialize};

use crate::domain::bid::BidStatus;
use crate::domain::id::{LocalId, RecordKind};
use crate::domain::minimal_set::{self, Field, Finding, Problem, Tracking};
use crate::domain::record::RecordState;
use crate::store::model::BidRecord;
use crate::store::{Store, StoreError};

/// Who decides, for the settings' panel.
pub use crate::merge::{Decider, Policy};

/// What may be done here with a bid that was made in Cargo.Run; the platform advises to change it there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlatformBids {
    /// Anything.
    Free,
    /// Anything, after a sentence on the form.
    #[default]
    Warn,
    /// Nothing: the form is closed.
    Lock,
}

/// The rules. They stand flat among the settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
#[expect(clippy::struct_excessive_bools, reason = "one switch a kind of record, as the settings file has them")]
pub struct ExchangeRules {
    /// Who decides conflicts of bids.
    pub conflicts_bids: Decider,
    /// Of drivers.
    pub conflicts_drivers: Decider,
    /// Of trucks.
    pub conflicts_cars: Decider,
    /// Of trailers.
    pub conflicts_trailers: Decider,
    /// Of counterparties.
    pub conflicts_counterparties: Decider,
    /// Bids changed on both sides are compared as a whole, not by field.
    pub whole_bids: bool,
    /// Drivers.
    pub whole_drivers: bool,
    /// Trucks.
    pub whole_cars: bool,
    /// Trailers.
    pub whole_trailers: bool,
    /// Counterparties.
    pub whole_counterparties: bool,
    /// Bids made in Cargo.Run.
    pub platform_bids: PlatformBids,
    /// Each complete draft goes to Cargo.Run as a draft at once.
    pub send_drafts: bool,
}

/// Kinds of record that both sides change.
pub const KINDS: [RecordKind; 5] =
    [RecordKind::Bid, RecordKind::Driver, RecordKind::Car, RecordKind::Trailer, RecordKind::Counterparty];

impl ExchangeRules {
    /// Who decides conflicts of a kind of record. Organisations are only read: theirs always stand.
    #[must_use]
    pub const fn policy(&self, kind: RecordKind) -> Policy {
        let (decider, whole_document) = match kind {
            RecordKind::Bid => (self.conflicts_bids, self.whole_bids),
            RecordKind::Driver => (self.conflicts_drivers, self.whole_drivers),
            RecordKind::Car => (self.conflicts_cars, self.whole_cars),
            RecordKind::Trailer => (self.conflicts_trailers, self.whole_trailers),
            RecordKind::Counterparty => (self.conflicts_counterparties, self.whole_counterparties),
            RecordKind::Organisation => (Decider::TheirsFirst, false),
        };
        Policy { decider, whole_document }
    }

    /// Sets the policy of a kind.
    pub const fn set_policy(&mut self, kind: RecordKind, policy: Policy) {
        let (decider, whole) = match kind {
            RecordKind::Bid => (&mut self.conflicts_bids, &mut self.whole_bids),
            RecordKind::Driver => (&mut self.conflicts_drivers, &mut self.whole_drivers),
            RecordKind::Car => (&mut self.conflicts_cars, &mut self.whole_cars),
            RecordKind::Trailer => (&mut self.conflicts_trailers, &mut self.whole_trailers),
            RecordKind::Counterparty => (&mut self.conflicts_counterparties, &mut self.whole_counterparties),
            RecordKind::Organisation => return,
        };
        *decider = policy.decider;
        *whole = policy.whole_document;
    }

    /// Puts the policies in force: whatever is read from now on is decided by them.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be written.
    pub fn put_in_force(&self, store: &Store) -> Result<(), StoreError> {
        for kind in KINDS {
            store.set_policy(kind, self.policy(kind))?;
        }
        store.set_policy(RecordKind::Organisation, self.policy(RecordKind::Organisation))
    }

    /// What is to be said on the form of a bid; `None` when it may be changed without a word.
    #[must_use]
    pub fn about_bid(&self, id: Option<&LocalId>) -> Option<PlatformBids> {
        let born_there = id.is_some_and(|id| is_born_there(RecordKind::Bid, id));
        Some(self.platform_bids).filter(|rule| born_there && *rule != PlatformBids::Free)
    }
}

impl ExchangeRules {
    /// True when a saved bid is to be sent without a press: a complete draft, not yet there or changed since.
    #[must_use]
    pub fn goes_at_once(&self, record: &BidRecord) -> bool {
        // Places that only lack the geocoder's word are asked for on the way.
        let is_open = |finding: &Finding| {
            finding.blocks_sending()
                && finding.problem != Problem::NotConfirmed
                && !matches!(finding.field, Field::PointCity(_) | Field::PointCoordinates(_))
        };
        self.send_drafts
            && record.facts.status == BidStatus::Draft
            && matches!(record.meta.state, RecordState::LocalNew | RecordState::Dirty)
            && !minimal_set::check(&record.bid, Tracking::default()).iter().any(is_open)
    }
}

/// A record that was made on the platform carries a name made of its number there.
#[must_use]
pub fn is_born_there(kind: RecordKind, id: &LocalId) -> bool {
    id.as_str().strip_prefix(kind.prefix()).is_some_and(|rest| rest.starts_with('-'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::RemoteId;

    #[test]
    fn each_kind_has_a_policy_of_its_own_that_the_store_obeys() {
        let mut rules = ExchangeRules::default();
        for (place, kind) in KINDS.into_iter().enumerate() {
            let decider = [Decider::OursFirst, Decider::TheirsFirst][place % 2];
            let policy = Policy { decider, whole_document: place % 3 == 0 };
            rules.set_policy(kind, policy);
            assert_eq!(rules.policy(kind), policy, "{kind:?}");
        }
        let store = Store::open_in_memory().unwrap();
        assert_eq!(store.policy(RecordKind::Bid).unwrap(), Policy::default(), "a person decides until told otherwise");
        rules.put_in_force(&store).unwrap();
        for kind in KINDS {
            assert_eq!(store.policy(kind).unwrap(), rules.policy(kind), "{kind:?}");
        }
    }

    #[test]
    fn only_bids_made_there_are_warned_of_or_locked() {
        let there = LocalId::of_remote(RecordKind::Bid, RemoteId(7));
        let here = LocalId::new("0190b7a0-0000-7000-8000-000000000000");
        for (rule, expected) in [
            (PlatformBids::Free, None),
            (PlatformBids::Warn, Some(PlatformBids::Warn)),
            (PlatformBids::Lock, Some(PlatformBids::Lock)),
        ] {
            let rules = ExchangeRules { platform_bids: rule, ..ExchangeRules::default() };
            assert_eq!(rules.about_bid(Some(&there)), expected);
            assert_eq!(rules.about_bid(Some(&here)), None);
            assert_eq!(rules.about_bid(None), None);
        }
    }
}
