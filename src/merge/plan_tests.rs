//! The seed's table, all orders of its three dates, the modes, and laws that hold for every decision.

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;

use super::*;
use crate::domain::bid::{BidPoint, PointKind};
use crate::domain::book::Driver;
use crate::domain::id::LocalId;
use crate::domain::sync_case::SyncDates;
use crate::merge::Decider;

const MANUAL: Policy = Policy { decider: Decider::Manual, whole_document: false };
const OURS: Policy = Policy { decider: Decider::OursFirst, whole_document: false };
const THEIRS: Policy = Policy { decider: Decider::TheirsFirst, whole_document: false };

fn car(n: u8) -> Bid {
    Bid { car: Some(LocalId::new(format!("car-{n}"))), ..Bid::blank() }
}

fn planned(base: &Bid, local: &Bid, remote: &Bid, policy: Policy) -> Decision<Bid> {
    plan(base, &Patch::between(base, local), remote, policy)
}

/// What two sides hold when each was last changed at these moments, the last agreement being at `synced`.
fn sides(dates: &SyncDates) -> (Bid, Bid, Bid) {
    let is_later = |at: DateTime<Utc>| dates.synced.is_none_or(|synced| at > synced);
    let base = car(1);
    let local = if is_later(dates.here) { car(2) } else { base.clone() };
    let remote = if dates.there.is_some_and(is_later) { car(3) } else { base.clone() };
    (base, local, remote)
}

#[test]
fn every_order_of_the_three_dates_is_decided_as_the_seed_says() {
    let at = |minute| DateTime::<Utc>::UNIX_EPOCH + TimeDelta::minutes(minute);
    let mut seen = std::collections::BTreeMap::new();
    for here in 0..3 {
        for there in 0..3 {
            for synced in 0..3 {
                let dates = SyncDates { there: Some(at(there)), here: at(here), synced: Some(at(synced)) };
                let (base, local, remote) = sides(&dates);
                for policy in [MANUAL, OURS, THEIRS] {
                    for whole_document in [false, true] {
                        let decision = planned(&base, &local, &remote, Policy { whole_document, ..policy });
                        assert_eq!(decision.case(), dates.case(), "{dates:?}");
                    }
                }
                *seen.entry(format!("{:?}", dates.case())).or_insert(0) += 1;
            }
        }
    }
    assert_eq!(seen.values().sum::<i32>(), 27);
    assert_eq!(seen.len(), 4, "all four cases occur: {seen:?}");
}

#[test]
fn the_four_worked_examples_of_the_seed() {
    let at = |text: &str| DateTime::parse_from_rfc3339(&format!("2019-11-{text}:00+03:00")).unwrap().to_utc();
    for (there, here, expected) in [
        ("11T09:00", "12T09:10", Decision::Nothing),
        ("11T16:00", "12T10:05", Decision::Push(car(2))),
        ("12T10:09", "10T15:00", Decision::Take(car(3))),
        (
            "12T10:10",
            "12T10:05",
            Decision::Ask(vec![FieldConflict {
                field: "car".to_owned(),
                base: json!("car-1"),
                ours: json!("car-2"),
                theirs: json!("car-3"),
            }]),
        ),
    ] {
        let dates = SyncDates { there: Some(at(there)), here: at(here), synced: Some(at("12T10:00")) };
        let (base, local, remote) = sides(&dates);
        assert_eq!(planned(&base, &local, &remote, MANUAL), expected, "{dates:?}");
    }
}

#[test]
fn the_side_with_priority_wins_and_the_other_value_is_handed_over() {
    for (policy, winner, record, lost) in [(OURS, Side::Ours, 2, 3), (THEIRS, Side::Theirs, 3, 2)] {
        let Decision::Decided(decided) = planned(&car(1), &car(2), &car(3), policy) else { panic!("not decided") };
        assert_eq!((decided.winner, decided.record, decided.lost), (winner, car(record), car(lost)));
        assert_eq!(decided.fields.len(), 1);
    }
}

fn point(id: Option<i64>, address: &str) -> BidPoint {
    let mut point = BidPoint::new(PointKind::Load);
    point.remote_id = id;
    point.place.address = address.to_owned();
    point
}

#[test]
fn only_what_contradicts_gives_way() {
    let with = |points: Vec<BidPoint>, number: Option<&str>| Bid {
        points,
        contract_number: number.map(str::to_owned),
        ..car(1)
    };
    let base = with(vec![point(Some(1), "Казань"), point(Some(2), "Уфа")], None);
    let local = with(vec![point(Some(1), "Самара"), point(Some(2), "Уфа"), point(None, "Пермь")], Some("наш"));
    let remote = with(vec![point(Some(1), "Омск"), point(Some(2), "Тула")], None);
    let Decision::Decided(decided) = planned(&base, &local, &remote, THEIRS) else { panic!("not decided") };
    let addresses = |bid: &Bid| bid.points.iter().map(|point| point.place.address.clone()).collect::<Vec<_>>();
    assert_eq!(addresses(&decided.record), ["Омск", "Тула", "Пермь"], "our new point is no contradiction");
    assert_eq!(decided.record.contract_number.as_deref(), Some("наш"));
    assert_eq!(addresses(&decided.lost), ["Самара", "Тула", "Пермь"]);
}

#[test]
fn items_removed_on_one_side_give_way_too() {
    let with = |points: Vec<BidPoint>| Bid { points, ..Bid::blank() };
    let base = with(vec![point(Some(1), "Казань"), point(Some(2), "Уфа")]);
    let removed = with(vec![point(Some(2), "Уфа")]);
    let changed = with(vec![point(Some(1), "Омск"), point(Some(2), "Уфа")]);
    let Decision::Decided(back) = planned(&base, &removed, &changed, THEIRS) else { panic!("not decided") };
    assert_eq!(back.record, changed, "what they changed comes back");
    let Decision::Decided(gone) = planned(&base, &changed, &removed, THEIRS) else { panic!("not decided") };
    assert_eq!(gone.record, removed, "what they removed goes");
}

#[test]
fn a_whole_document_is_one_conflict_even_when_its_fields_agree() {
    let base = car(1);
    let local = Bid { contract_number: Some("наш".to_owned()), ..base.clone() };
    let remote = car(2);
    let whole = |policy: Policy| planned(&base, &local, &remote, Policy { whole_document: true, ..policy });
    assert!(matches!(planned(&base, &local, &remote, MANUAL), Decision::Merged(_)));
    let Decision::Ask(fields) = whole(MANUAL) else { panic!("nobody was asked") };
    assert_eq!(fields.iter().map(|one| one.field.as_str()).collect::<Vec<_>>(), ["contract_number", "car"]);
    let Decision::Decided(ours) = whole(OURS) else { panic!("not decided") };
    assert_eq!((&ours.record, &ours.lost), (&local, &remote), "the seed's table takes a side whole");
    let Decision::Decided(theirs) = whole(THEIRS) else { panic!("not decided") };
    assert_eq!((&theirs.record, &theirs.lost), (&remote, &local));
    assert!(matches!(planned(&base, &remote, &remote, Policy { whole_document: true, ..MANUAL }), Decision::Merged(_)));
}

#[test]
fn books_are_decided_by_the_same_table() {
    let driver = |name: &str, comment: &str| {
        BookEntry::Driver(Driver { last_name: name.to_owned(), comment: Some(comment.to_owned()), ..Driver::default() })
    };
    let base = driver("Орлов", "");
    let (ours, theirs) = (driver("Орлов", "наш"), driver("Орлов", "их"));
    assert_eq!(plan_book(&base, &base, &base, MANUAL), Decision::Nothing);
    assert_eq!(plan_book(&base, &ours, &base, MANUAL), Decision::Push(ours.clone()));
    assert_eq!(plan_book(&base, &base, &theirs, MANUAL), Decision::Take(theirs.clone()));
    assert!(matches!(plan_book(&base, &ours, &theirs, MANUAL), Decision::Ask(fields) if fields.len() == 1));
    let Decision::Decided(decided) = plan_book(&base, &ours, &theirs, THEIRS) else { panic!("not decided") };
    assert_eq!((decided.record, decided.lost), (theirs.clone(), ours.clone()));
    let other = driver("Сокол", "");
    assert!(matches!(plan_book(&base, &ours, &other, MANUAL), Decision::Merged(_)));
    let whole = Policy { whole_document: true, ..OURS };
    let Decision::Decided(decided) = plan_book(&base, &ours, &other, whole) else { panic!("not decided") };
    assert_eq!((decided.record, decided.lost), (ours, other));
}
