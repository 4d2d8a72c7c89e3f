//! Laws of the decision that hold for every bid and every record of a book.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::three_way::tests::{bids, runs};
use super::{
    BidField, Decider, Decision, Moved, Patch, Pick, Policy, Side, bid_units, decide_bid, merge_book, plan, plan_book,
};
use crate::domain::bid::Bid;
use crate::domain::book::{BookEntry, Driver};

fn policies() -> impl Strategy<Value = Policy> {
    let deciders = prop_oneof![Just(Decider::Manual), Just(Decider::OursFirst), Just(Decider::TheirsFirst)];
    (deciders, any::<bool>()).prop_map(|(decider, whole_document)| Policy { decider, whole_document })
}

/// Fields that are one value each; lists are merged item by item.
fn plain() -> impl Iterator<Item = BidField> {
    BidField::ALL.iter().copied().filter(|field| !matches!(field, BidField::Points | BidField::Cargos))
}

fn drivers() -> impl Strategy<Value = BookEntry> {
    let some = || proptest::option::of("[abc]");
    ("[ab]", "[ab]", some(), some()).prop_map(|(last_name, first_name, patronymic, comment)| {
        BookEntry::Driver(Driver { last_name, first_name, patronymic, comment, ..Driver::default() })
    })
}

fn names(conflicts: Vec<super::FieldConflict>) -> Vec<String> {
    conflicts.into_iter().map(|conflict| conflict.field).collect()
}

proptest! {
    #![proptest_config(runs())]

    #[test]
    fn a_person_is_asked_only_where_he_decides_and_then_about_something(
        base in bids(), local in bids(), remote in bids(), policy in policies(),
    ) {
        match plan(&base, &Patch::between(&base, &local), &remote, policy) {
            Decision::Ask(fields) => prop_assert!(policy.decider == Decider::Manual && !fields.is_empty()),
            Decision::Decided(decided) => {
                prop_assert_eq!(Some(decided.winner), policy.decider.winner());
                prop_assert!(!decided.fields.is_empty());
            }
            Decision::Nothing | Decision::Push(_) | Decision::Take(_) | Decision::Merged(_) => {}
        }
    }

    #[test]
    fn what_loses_is_kept_beside_what_wins(
        base in bids(), local in bids(), remote in bids(), ours_first in any::<bool>(), whole_document in any::<bool>(),
    ) {
        let decider = if ours_first { Decider::OursFirst } else { Decider::TheirsFirst };
        let policy = Policy { decider, whole_document };
        if let Decision::Decided(decided) = plan(&base, &Patch::between(&base, &local), &remote, policy) {
            let (won, lost) = if decided.winner == Side::Ours { (&local, &remote) } else { (&remote, &local) };
            // Of what both changed otherwise, each side's value is in its own of the two records.
            for field in plain().filter(|field| !field.same(&base, &local) && !field.same(&base, &remote)) {
                prop_assert!(field.same(&decided.record, won), "{field:?} {decided:?}");
                prop_assert!(field.same(&decided.lost, lost), "{field:?} {decided:?}");
            }
        }
    }

    #[test]
    fn what_was_decided_is_sent_and_not_asked_again(
        base in bids(), local in bids(), remote in bids(), policy in policies(),
    ) {
        let decided = match plan(&base, &Patch::between(&base, &local), &remote, policy) {
            Decision::Push(bid) | Decision::Take(bid) | Decision::Merged(bid) => bid,
            Decision::Decided(decided) => decided.record,
            Decision::Nothing | Decision::Ask(_) => return Ok(()),
        };
        let again = plan(&remote, &Patch::between(&remote, &decided), &remote, policy);
        let is_done = match &again {
            Decision::Nothing => decided == remote,
            Decision::Push(bid) => *bid == decided,
            _ => false,
        };
        prop_assert!(is_done, "{again:?}");
    }

    #[test]
    fn every_side_that_is_picked_is_taken(
        base in bids(), local in bids(), remote in bids(), theirs in any::<bool>(),
    ) {
        let units = bid_units(&base, &local, &remote);
        let asked = units.iter().filter(|unit| unit.moved == Moved::Apart);
        let pick = || if theirs { Pick::Theirs } else { Pick::Ours };
        let picks: BTreeMap<String, Pick> = asked.map(|unit| (unit.name.clone(), pick())).collect();
        let decided: Bid = decide_bid(&base, &local, &remote, &picks);
        let picked = if theirs { &remote } else { &local };
        for field in plain().filter(|field| picks.contains_key(field.name())) {
            prop_assert!(field.same(&decided, picked), "{field:?}");
        }
        // What one side alone changed needs no pick.
        for field in plain().filter(|field| field.same(&base, &local) && picks.is_empty()) {
            prop_assert!(field.same(&decided, &remote), "{field:?}");
        }
    }

    #[test]
    fn a_book_merges_as_a_bid_does(base in drivers(), local in drivers(), remote in drivers()) {
        let merged = |local: &BookEntry, remote: &BookEntry| merge_book(&base, local, remote);
        prop_assert_eq!(merged(&base, &remote).entry, remote.clone());
        prop_assert_eq!(merged(&local, &base).entry, local.clone());
        prop_assert_eq!(merged(&local, &local).entry, local.clone());
        let [mut one, mut other] = [names(merged(&local, &remote).conflicts), names(merged(&remote, &local).conflicts)];
        one.sort_unstable();
        other.sort_unstable();
        prop_assert_eq!(&one, &other);
        let asks = matches!(plan_book(&base, &local, &remote, Policy::default()), Decision::Ask(_));
        prop_assert_eq!(asks, !one.is_empty());
    }
}
