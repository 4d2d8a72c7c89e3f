//! The index against a model that compares every pair, after any interleaving of changes.

use std::collections::{BTreeMap, BTreeSet};

use chrono::TimeDelta;
use proptest::prelude::*;

use super::*;
use crate::domain::bid::{BidPoint, PointKind};
use crate::domain::place::Zone;

fn id(text: &str) -> LocalId {
    LocalId::new(text)
}

/// A moment of an ordinary day: minutes after its midnight.
fn minute(minutes: i64) -> DateTime<Utc> {
    "2026-12-01T00:00:00Z".parse::<DateTime<Utc>>().unwrap() + TimeDelta::minutes(minutes)
}

fn car(bid: &str, car: &str, from: i64, to: i64) -> Occupation {
    Occupation { bid: id(bid), resources: vec![(ResourceKind::Car, id(car))], from: minute(from), to: minute(to) }
}

fn others(found: &[Overlap]) -> Vec<&str> {
    found.iter().map(|overlap| overlap.other.as_str()).collect()
}

#[test]
fn touching_bids_do_not_cross_and_common_minutes_do() {
    let index = OverlapIndex::build([car("morning", "truck", 480, 600), car("evening", "truck", 1080, 1200)]);
    let check = |from, to| {
        let found = index.check((ResourceKind::Car, &id("truck")), minute(from), minute(to), None);
        others(&found).into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(check(600, 1080), Vec::<String>::new(), "between two bids, edge to edge");
    assert_eq!(check(599, 1080), ["morning"]);
    assert_eq!(check(600, 1081), ["evening"]);
    assert_eq!(check(0, 1440), ["morning", "evening"], "around both, earliest first");
    assert_eq!(check(500, 510), ["morning"], "inside");
    assert_eq!(check(1440, 0), ["morning", "evening"], "moments in the wrong order mean the same stretch");
}

#[test]
fn a_bid_that_lasts_no_time_holds_its_moment() {
    let index = OverlapIndex::build([car("long", "truck", 480, 600), car("moment", "truck", 700, 700)]);
    let check = |from, to| index.check((ResourceKind::Car, &id("truck")), minute(from), minute(to), None).len();
    assert_eq!(check(500, 500), 1, "in the middle of another");
    assert_eq!(check(480, 480), 1, "at its beginning: whatever time is typed next, both begin together");
    assert_eq!(check(600, 600), 0, "at its end: the next bid of a chain begins so");
    assert_eq!(check(700, 700), 1, "two at one moment");
    assert_eq!(check(650, 700), 0, "one that ends at the moment");
    assert_eq!(check(700, 750), 1, "one that begins at the moment");
    assert_eq!(check(650, 750), 1, "one around the moment");
}

#[test]
fn a_long_bid_is_found_behind_many_short_ones() {
    let short = (0..500).map(|n| car(&format!("short-{n:03}"), "truck", n * 10, n * 10 + 5));
    let index = OverlapIndex::build(short.chain([car("year", "truck", -500_000, 500_000)]));
    let found = index.check((ResourceKind::Car, &id("truck")), minute(4_991), minute(4_993), None);
    assert_eq!(others(&found), ["year", "short-499"]);
    let found = index.check((ResourceKind::Car, &id("truck")), minute(400_000), minute(400_001), None);
    assert_eq!(others(&found), ["year"]);
}

#[test]
fn a_person_is_one_driver_in_either_seat() {
    let crew = |bid: &str, first: &str, second: &str| Occupation {
        resources: Occupation::resources(None, [Some(&id(first)), Some(&id(second))], None),
        ..car(bid, "", 0, 60)
    };
    let index = OverlapIndex::build([crew("one", "ivanov", "petrov")]);
    assert_eq!(others(&index.check_all(&crew("two", "petrov", "sidorov"))), ["one"]);
    assert_eq!(others(&index.check_all(&crew("two", "petrov", "ivanov"))), ["one"], "said once for two people");
    assert!(index.check_all(&crew("one", "ivanov", "petrov")).is_empty(), "never with itself");
    let truck_of_that_name = index.check((ResourceKind::Car, &id("petrov")), minute(0), minute(60), None);
    assert!(truck_of_that_name.is_empty(), "ids of different kinds are different things");
}

#[test]
fn zones_are_compared_in_absolute_time() {
    let at = |zone: i32, enter: &str, leave: &str| {
        let mut point = BidPoint::new(PointKind::Load);
        point.place.zone = Some(Zone::Fixed(zone));
        point.plan_enter = enter.parse().ok();
        point.plan_leave = leave.parse().ok();
        Bid { car: Some(id("truck")), points: vec![point], ..Bid::default() }
    };
    let moscow = Occupation::of_bid(&id("moscow"), &at(180, "2026-12-01T10:00:00", "2026-12-01T12:00:00")).unwrap();
    let ufa = Occupation::of_bid(&id("ufa"), &at(300, "2026-12-01T12:00:00", "2026-12-01T13:00:00")).unwrap();
    let index = OverlapIndex::build([moscow.clone()]);
    assert_eq!(others(&index.check_all(&ufa)), ["moscow"], "12:00 in Ufa is 10:00 in Moscow");
    let later = Occupation::of_bid(&id("later"), &at(300, "2026-12-01T14:00:00", "2026-12-01T15:00:00")).unwrap();
    assert!(index.check_all(&later).is_empty(), "14:00 in Ufa is 12:00 in Moscow");
    assert_eq!(Occupation::of_bid(&id("empty"), &Bid::blank()), None, "no plan time yet");
    assert_eq!(moscow.to, "2026-12-01T09:00:00Z".parse::<DateTime<Utc>>().unwrap(), "the last planned moment");
}

#[test]
fn a_bid_given_again_is_the_last_one() {
    let twice = [car("one", "truck", 0, 60), car("one", "other", 100, 160)];
    let mut built = OverlapIndex::build(twice.clone());
    assert_eq!(built.len(), 1);
    assert!(built.check((ResourceKind::Car, &id("truck")), minute(0), minute(60), None).is_empty());
    assert_eq!(built.check((ResourceKind::Car, &id("other")), minute(100), minute(160), None).len(), 1);
    built.put(&Occupation { resources: Vec::new(), ..car("one", "", 0, 60) });
    assert!(built.is_empty(), "a bid that lost its truck holds nothing");
}

#[test]
fn a_day_of_changes_takes_no_more_memory() {
    let mut index = OverlapIndex::build((0..100).map(|n| car(&format!("bid-{n:03}"), "truck", n * 60, n * 60 + 30)));
    let change = |index: &mut OverlapIndex, n: i64| {
        index.put(&car("bid-050", "truck", n, n + 30));
        index.remove(&id("bid-051"));
        index.put(&car("bid-051", "truck", n, n + 30));
    };
    change(&mut index, 0);
    let before = index.heap_bytes();
    for n in 1..1_000 {
        change(&mut index, n);
    }
    assert_eq!((index.len(), index.heap_bytes()), (100, before));
}

#[test]
fn moments_at_the_ends_of_the_calendar_are_compared_too() {
    let ever =
        Occupation { from: DateTime::<Utc>::MIN_UTC, to: DateTime::<Utc>::MAX_UTC, ..car("ever", "truck", 0, 0) };
    let index = OverlapIndex::build([ever.clone()]);
    assert_eq!(index.check((ResourceKind::Car, &id("truck")), minute(0), minute(0), None).len(), 1);
    assert_eq!(index.check((ResourceKind::Car, &id("truck")), ever.to, ever.to, None).len(), 0, "its end is not in it");
}

/// What the index must equal: every pair compared, by the words of the module's rule.
#[derive(Debug, Default)]
struct Model(BTreeMap<LocalId, Occupation>);

impl Model {
    fn cross(a: &Occupation, b: &Occupation) -> bool {
        match (a.from == a.to, b.from == b.to) {
            (false, false) => a.from < b.to && b.from < a.to,
            (true, false) => b.from <= a.from && a.from < b.to,
            (false, true) => a.from <= b.from && b.from < a.to,
            (true, true) => a.from == b.from,
        }
    }

    fn check_all(&self, asked: &Occupation) -> Vec<Overlap> {
        let mut found = Vec::new();
        for other in self.0.values().filter(|other| other.bid != asked.bid && Self::cross(asked, other)) {
            let shared: BTreeSet<ResourceKind> = (asked.resources.iter())
                .filter(|resource| other.resources.contains(resource))
                .map(|(kind, _)| *kind)
                .collect();
            found.extend(shared.into_iter().map(|resource| Overlap {
                other: other.bid.clone(),
                resource,
                from: other.from,
                to: other.to,
            }));
        }
        found.sort_by_key(|overlap| (overlap.from, overlap.to, overlap.other.clone(), overlap.resource));
        found
    }

    fn crossing(&self) -> BTreeSet<&LocalId> {
        self.0.values().filter(|bid| !self.check_all(bid).is_empty()).map(|bid| &bid.bid).collect()
    }
}

#[derive(Debug, Clone)]
enum Change {
    Put(Occupation),
    Remove(LocalId),
}

/// Few bids, few resources and little time, so that everything meets everything.
fn occupation() -> impl Strategy<Value = Occupation> {
    let resource =
        (prop_oneof![Just(ResourceKind::Car), Just(ResourceKind::Driver), Just(ResourceKind::Trailer)], 0..3);
    let lasts = prop_oneof![4 => 0_i64..12, 1 => 0_i64..200];
    (0..14, prop::collection::vec(resource, 0..4), 0_i64..120, lasts).prop_map(|(bid, resources, from, lasts)| {
        Occupation {
            bid: id(&format!("bid-{bid}")),
            resources: resources.into_iter().map(|(kind, number)| (kind, id(&format!("r-{number}")))).collect(),
            from: minute(from),
            to: minute(from + lasts),
        }
    })
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        3 => occupation().prop_map(Change::Put),
        1 => (0..14).prop_map(|bid| Change::Remove(id(&format!("bid-{bid}")))),
    ]
}

proptest! {
    #[test]
    fn the_index_equals_the_comparison_of_all_pairs(
        start in prop::collection::vec(occupation(), 0..30),
        changes in prop::collection::vec(change(), 0..60),
        asked in prop::collection::vec(occupation(), 1..10),
    ) {
        let mut model = Model(start.iter().map(|bid| (bid.bid.clone(), bid.clone())).collect());
        let mut index = OverlapIndex::build(start);
        for change in changes {
            match change {
                Change::Put(bid) => {
                    index.put(&bid);
                    model.0.insert(bid.bid.clone(), bid);
                }
                Change::Remove(bid) => {
                    index.remove(&bid);
                    model.0.remove(&bid);
                }
            }
        }
        prop_assert_eq!(index.len(), model.0.values().filter(|bid| !bid.resources.is_empty()).count());
        for bid in asked.iter().chain(model.0.values()) {
            let expected = model.check_all(bid);
            prop_assert_eq!(index.check_all(bid), expected.clone());
            for (kind, resource) in &bid.resources {
                let found = index.check((*kind, resource), bid.from, bid.to, Some(&bid.bid));
                let holds = |overlap: &Overlap| model.0[&overlap.other].resources.contains(&(*kind, resource.clone()));
                let expected: Vec<Overlap> =
                    expected.iter().filter(|overlap| overlap.resource == *kind && holds(overlap)).cloned().collect();
                prop_assert_eq!(found, expected);
            }
        }
        let crossing: Vec<&LocalId> = index.crossing_bids().collect();
        let distinct: BTreeSet<&LocalId> = crossing.iter().copied().collect();
        prop_assert_eq!(distinct.len(), crossing.len(), "each once");
        prop_assert_eq!(distinct, model.crossing());
    }

    #[test]
    fn an_index_built_at_once_equals_one_filled_step_by_step(bids in prop::collection::vec(occupation(), 0..40)) {
        let built = OverlapIndex::build(bids.clone());
        let mut filled = OverlapIndex::default();
        for bid in &bids {
            filled.put(bid);
        }
        for bid in &bids {
            prop_assert_eq!(built.check_all(bid), filled.check_all(bid));
        }
    }
}

#[test]
fn what_is_out_of_work_is_in_the_way_like_a_bid() {
    let mut index =
        OverlapIndex::build([car("a", "truck", 0, 60), car("b", "truck", 600, 660), car("c", "other", 0, 60)]);
    let away = |from, to| Away { record: id("truck"), from: minute(from), to: minute(to) };
    let crossed = |index: &OverlapIndex| {
        let mut found: Vec<_> = index.crossing_bids().map(|bid| bid.as_str().to_owned()).collect();
        found.sort();
        found
    };
    assert!(index.has_other_away(&[away(60, 600)]));
    index.set_away([away(60, 600)]);
    assert!(!index.has_other_away(&[away(60, 600)]));
    assert_eq!(crossed(&index), Vec::<String>::new(), "edge to edge");
    index.set_away([away(59, 300), away(500, 601)]);
    assert_eq!(crossed(&index), ["a", "b"], "of this truck alone");
    let form = car("form", "truck", 200, 250);
    assert_eq!(index.away(&form).count(), 1);
    assert_eq!(index.free_from(&form), Some(minute(300)));
    assert_eq!(index.free_from(&car("form", "truck", 250, 650)), Some(minute(660)), "the bid ends later");
    assert_eq!(index.free_from(&car("form", "truck", 300, 500)), None);
    index.put(&car("b", "truck", 610, 660));
    assert_eq!(crossed(&index), ["a"], "moved out of it");
    index.remove(&id("a"));
    index.set_away([]);
    assert_eq!(crossed(&index), Vec::<String>::new());
}

#[test]
fn an_open_end_is_in_the_way_for_ever() {
    let mut index = OverlapIndex::default();
    index.set_away([Away { record: id("truck"), from: DateTime::<Utc>::MIN_UTC, to: DateTime::<Utc>::MAX_UTC }]);
    assert_eq!(index.free_from(&car("form", "truck", 0, 60)), Some(DateTime::<Utc>::MAX_UTC));
}
