//! The rules of changes: the whole table by status and state, the shift by its properties.

use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeDelta};
use proptest::prelude::*;
use rust_decimal::Decimal;

use super::*;
use crate::domain::bid::{BidPoint, PointFacts, PointKind};
use crate::domain::place::{Place, Zone};

fn at(day: u32, hour: u32) -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 12, day).and_then(|day| day.and_hms_opt(hour, 0, 0)).unwrap()
}

/// Loading in Moscow, unloading in Ufa two hours of zone away.
fn bid() -> Bid {
    let mut bid = Bid::blank();
    for (place, (zone, day)) in [(3, 1), (5, 2)].into_iter().enumerate() {
        let point = &mut bid.points[place];
        point.remote_id = Some(i64::try_from(place).unwrap() + 100);
        point.place = Place { zone: Some(Zone::Fixed(zone * 60)), ..Place::default() };
        point.plan_enter = Some(at(day, 8));
        point.window_end = Some(at(day, 12));
    }
    bid.car = Some(LocalId::new("car-1"));
    bid.driver = Some(LocalId::new("drv-1"));
    bid
}

fn facts(status: BidStatus) -> BidFacts {
    BidFacts { status, ..BidFacts::default() }
}

#[test]
fn the_whole_table_by_status_and_state() {
    use BidStatus::{Cancelled, Done, Draft, Other, Planned, Started};
    let statuses = [Draft, Planned, Started, Done, Cancelled, Other("Frozen".into())];
    let groups = [Touches::Crew, Touches::Dates, Touches::Terms];
    let letter = |answer: Result<(), ChangeRefusal>| match answer {
        Ok(()) => '+',
        Err(ChangeRefusal::InConflict) => 'C',
        Err(ChangeRefusal::Deleted) => 'D',
        Err(ChangeRefusal::RunIsOver) => 'R',
        Err(ChangeRefusal::Cancelled) => 'X',
        Err(other) => panic!("{other:?}"),
    };
    let open = ["+++", "+++", "+++", "RR+", "XXX", "+++"];
    let table = [
        (RecordState::LocalNew, open),
        (RecordState::Clean, open),
        (RecordState::Dirty, open),
        (RecordState::Rejected, open),
        (RecordState::Quarantine, open),
        (RecordState::CreateInflight, open),
        (RecordState::CreateUnknown, open),
        (RecordState::PushInflight, open),
        (RecordState::PushUnknown, open),
        (RecordState::Conflict, ["CCC"; 6]),
        (RecordState::RemoteGone, ["CCC"; 6]),
        (RecordState::DeletePending, ["DDD"; 6]),
        (RecordState::Tombstone, ["DDD"; 6]),
    ];
    for (state, expected) in table {
        for (status, expected) in statuses.iter().zip(expected) {
            let answers: String = groups.iter().map(|group| letter(allowed(*group, status, state))).collect();
            assert_eq!(answers, expected, "{status:?} {state:?}");
        }
    }
}

#[test]
fn a_launched_bid_keeps_a_truck_and_a_driver_a_draft_need_not() {
    let ask = |status, change| changed(&bid(), &facts(status), RecordState::Clean, &[change]);
    for status in [BidStatus::Planned, BidStatus::Started] {
        assert_eq!(ask(status.clone(), BidChange::Car(None)), Err(ChangeRefusal::NeedsCar));
        assert_eq!(ask(status, BidChange::Driver(None)), Err(ChangeRefusal::NeedsDriver));
    }
    assert_eq!(ask(BidStatus::Draft, BidChange::Car(None)).unwrap().car, None);
    let bare = Bid { car: None, ..bid() };
    let other = changed(&bare, &facts(BidStatus::Started), RecordState::Clean, &[BidChange::VatType(None)]);
    assert!(other.is_ok(), "what was missing before is not the fault of another change");
}

#[test]
fn one_person_is_not_both_drivers_but_may_change_seats() {
    let ask = |changes: &[BidChange]| changed(&bid(), &facts(BidStatus::Draft), RecordState::Clean, changes);
    let second = BidChange::SecondDriver(Some(LocalId::new("drv-1")));
    assert_eq!(ask(std::slice::from_ref(&second)), Err(ChangeRefusal::SamePerson));
    let swapped = ask(&[BidChange::Driver(Some(LocalId::new("drv-2"))), second]).unwrap();
    assert_eq!((swapped.driver, swapped.second_driver), (Some(LocalId::new("drv-2")), Some(LocalId::new("drv-1"))));
}

#[test]
fn numbers_below_zero_are_refused() {
    let ask = |change| changed(&bid(), &facts(BidStatus::Draft), RecordState::Clean, &[change]);
    let minus = Money::from_decimal(Decimal::NEGATIVE_ONE);
    assert_eq!(ask(BidChange::Price(Some(minus))), Err(ChangeRefusal::NegativePrice));
    let term = BidChange::PaymentTerm { days: Some(-1), period: None };
    assert_eq!(ask(term), Err(ChangeRefusal::NegativeTerm));
}

#[test]
fn on_the_road_only_what_lies_ahead_moves_and_never_before_what_was_reached() {
    let mut on_road = facts(BidStatus::Started);
    let entered = DateTime::from_timestamp(1_800_000_000, 0);
    on_road.points = vec![PointFacts { point: 100, auto_entered_at: entered, ..PointFacts::default() }];
    let ask = |by| changed(&bid(), &on_road, RecordState::Clean, &[BidChange::Shift(by)]);
    let later = ask(TimeDelta::hours(5)).unwrap();
    assert_eq!(later.points[0], bid().points[0], "the truck has been there");
    assert_eq!(later.points[1].plan_enter, Some(at(2, 13)));
    assert_eq!(ask(TimeDelta::days(-2)), Err(ChangeRefusal::BeforeReached));
    on_road.points.push(PointFacts { point: 101, logist_entered_at: entered, ..PointFacts::default() });
    let over = changed(&bid(), &on_road, RecordState::Clean, &[BidChange::Shift(TimeDelta::hours(1))]);
    assert_eq!(over, Err(ChangeRefusal::AllPassed));
}

#[test]
fn a_bid_without_dates_has_nothing_to_move() {
    let ask = |change| changed(&Bid::blank(), &facts(BidStatus::Draft), RecordState::LocalNew, &[change]);
    assert_eq!(ask(BidChange::Shift(TimeDelta::hours(1))), Err(ChangeRefusal::NoDates));
    assert_eq!(ask(BidChange::LoadAt(at(1, 1))), Err(ChangeRefusal::NoDates));
    let mut far = bid();
    far.points[0].plan_enter = Some(NaiveDateTime::MAX);
    let ask = changed(&far, &facts(BidStatus::Draft), RecordState::Clean, &[BidChange::Shift(TimeDelta::days(1))]);
    assert_eq!(ask, Err(ChangeRefusal::NoDates), "no panic at the end of time");
}

#[test]
fn all_changes_or_none_and_where_the_platform_put_the_truck_stays() {
    let mut with_start = bid();
    let mut start = BidPoint::new(PointKind::Start);
    start.plan_enter = Some(at(1, 1));
    with_start.points.insert(0, start.clone());
    let after = changed(
        &with_start,
        &facts(BidStatus::Planned),
        RecordState::Clean,
        &[BidChange::Trailer(None), BidChange::LoadAt(at(10, 6))],
    );
    let after = after.unwrap();
    assert_eq!(after.points[0], start);
    assert_eq!(after.points[1].plan_enter, Some(at(10, 6)));
    assert_eq!(after.points[2].plan_enter, Some(at(11, 6)), "the way takes what it took");
    let refused = [BidChange::Car(Some(LocalId::new("car-2"))), BidChange::Driver(None)];
    assert!(changed(&bid(), &facts(BidStatus::Started), RecordState::Clean, &refused).is_err());
}

#[test]
fn one_point_is_moved_alone_or_with_those_behind_it() {
    let ask = |facts: &BidFacts, wish| changed(&bid(), facts, RecordState::Clean, &[BidChange::ArriveAt(wish)]);
    let draft = facts(BidStatus::Draft);
    let first = ArriveAt { point: 0, was: Some(at(1, 8)), at: at(1, 11), along: false };
    let alone = ask(&draft, first).unwrap();
    assert_eq!((alone.points[0].plan_enter, alone.points[0].window_end), (Some(at(1, 11)), Some(at(1, 15))));
    assert_eq!(alone.points[1], bid().points[1]);
    let along = ask(&draft, ArriveAt { along: true, ..first }).unwrap();
    assert_eq!((along.points[0].plan_enter, along.points[1].plan_enter), (Some(at(1, 11)), Some(at(2, 11))));
    let last = ArriveAt { point: 1, was: Some(at(2, 8)), at: at(3, 8), along: true };
    assert_eq!(ask(&draft, last).unwrap().points[0], bid().points[0], "what lies before it stays");

    let moved = ArriveAt { was: Some(at(1, 9)), ..first };
    assert_eq!(ask(&draft, moved), Err(ChangeRefusal::PointMoved), "somebody else has moved it meanwhile");
    assert_eq!(ask(&draft, ArriveAt { point: 2, ..first }), Err(ChangeRefusal::PointMoved), "there is no such point");
    assert_eq!(ask(&facts(BidStatus::Done), first), Err(ChangeRefusal::RunIsOver));

    let mut on_road = facts(BidStatus::Started);
    on_road.points = vec![PointFacts {
        point: 100,
        auto_entered_at: DateTime::from_timestamp(1_800_000_000, 0),
        ..PointFacts::default()
    }];
    assert_eq!(ask(&on_road, first), Err(ChangeRefusal::PointPassed));
    assert!(is_passed(&bid(), &on_road, 0) && !is_passed(&bid(), &on_road, 1));
    assert_eq!(ask(&on_road, ArriveAt { at: at(1, 1), ..last }), Err(ChangeRefusal::BeforeReached));
    assert!(ask(&on_road, last).is_ok());
    let far = ArriveAt { at: NaiveDateTime::MAX, ..first };
    assert_eq!(ask(&draft, far), Err(ChangeRefusal::NoDates), "no panic at the end of time");
}

#[test]
fn a_point_without_a_time_gets_its_first() {
    let blank = Bid::blank();
    let wish = ArriveAt { point: 0, was: None, at: at(1, 8), along: true };
    let after = changed(&blank, &facts(BidStatus::Draft), RecordState::LocalNew, &[BidChange::ArriveAt(wish)]).unwrap();
    assert_eq!(after.points[0].plan_enter, Some(at(1, 8)));
    assert_eq!(after.points[1], blank.points[1]);
}

proptest! {
    /// A point that is moved there and back is where it was, window and all, and no other point has moved.
    #[test]
    fn a_point_moved_back_is_where_it_was(minutes in -200_000_i64..200_000, point in 0_usize..2, along in any::<bool>()) {
        let was = bid().points[point].plan_enter;
        let there = was.map(|was| was + TimeDelta::minutes(minutes));
        let ask = |from: &Bid, was, at| {
            let wish = ArriveAt { point, was, at, along };
            changed(from, &facts(BidStatus::Planned), RecordState::Clean, &[BidChange::ArriveAt(wish)]).unwrap()
        };
        let moved = ask(&bid(), was, there.unwrap());
        for (place, (before, after)) in bid().points.iter().zip(&moved.points).enumerate() {
            let stays = place < point || (place > point && !along);
            prop_assert!(!stays || before == after);
        }
        prop_assert_eq!(ask(&moved, there, was.unwrap()), bid());
    }

    /// There and back is where it was, and a stretch is the same for every time of the route.
    #[test]
    fn a_shift_back_undoes_a_shift(minutes in -200_000_i64..200_000) {
        let by = TimeDelta::minutes(minutes);
        let ask = |bid: &Bid, by| changed(bid, &facts(BidStatus::Planned), RecordState::Clean, &[BidChange::Shift(by)]);
        let there = ask(&bid(), by).unwrap();
        let times = |bid: &Bid| bid.points.iter().flat_map(|p| [p.plan_enter, p.window_end]).collect::<Vec<_>>();
        for (before, after) in times(&bid()).into_iter().zip(times(&there)) {
            prop_assert_eq!(after.unwrap() - before.unwrap(), by);
        }
        prop_assert_eq!(ask(&there, -by).unwrap(), bid());
    }

    /// No change that is refused by the rules of the status touches the bid, and one that is allowed touches its own field.
    #[test]
    fn a_change_touches_its_own_fields_alone(price in 0_i64..1_000_000, status in 0_usize..5) {
        let status = [BidStatus::Draft, BidStatus::Planned, BidStatus::Started, BidStatus::Done, BidStatus::Cancelled][status]
            .clone();
        let money = Money::from_decimal(Decimal::from(price));
        let answer = changed(&bid(), &facts(status.clone()), RecordState::Clean, &[BidChange::Price(Some(money))]);
        match answer {
            Ok(after) => prop_assert_eq!(after, Bid { price: Some(money), ..bid() }),
            Err(refusal) => prop_assert_eq!((status, refusal), (BidStatus::Cancelled, ChangeRefusal::Cancelled)),
        }
    }
}
