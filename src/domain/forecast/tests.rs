use chrono::NaiveDate;
use proptest::prelude::*;

use super::*;
use crate::domain::place::{Place, Zone};

const REST: Rest = Rest { wheel_min: 270, pause_min: 45, day_min: 540, night_min: 540 };

fn at(minute: i64) -> DateTime<Utc> {
    NaiveDate::from_ymd_opt(2026, 12, 1).unwrap().and_hms_opt(6, 0, 0).unwrap().and_utc() + TimeDelta::minutes(minute)
}

fn stop(point: usize, road_min: f64, plan: i64, due: i64) -> Stop {
    Stop { point, road_min, plan: Some(at(plan)), due: Some(at(due)), stay_min: 60 }
}

fn start(minute: i64) -> Start {
    Start { at: at(minute), wheel: Wheel::default() }
}

fn told(forecast: Option<&Forecast>) -> Vec<(usize, i64, u32)> {
    let arrivals = forecast.map(|forecast| forecast.arrivals.as_slice()).unwrap_or_default();
    arrivals.iter().map(|one| (one.point, (one.at - at(0)).num_minutes(), one.late_min())).collect()
}

#[test]
fn rests_are_taken_where_the_rules_put_them() {
    // Road minutes → minutes that pass.
    for (road, passed) in [
        (0.0, 0.0),
        (270.0, 270.0),
        (271.0, 271.0 + 45.0),
        (540.0, 540.0 + 45.0),
        (541.0, 541.0 + 45.0 + 540.0),
        (811.0, 811.0 + 45.0 + 540.0 + 45.0),
        (1_081.0, 1_081.0 + 2.0 * (45.0 + 540.0)),
        (f64::NAN, 0.0),
    ] {
        let (found, _) = Wheel::default().drive(road, &REST);
        assert!((found - passed).abs() < 1e-9, "{road}: {found}");
    }
    let tired = Wheel { since_pause: 250.0, since_night: 500.0 };
    assert!((tired.drive(30.0, &REST).0 - 75.0).abs() < 1e-9, "the pause comes after twenty minutes");
    assert!((tired.stood(45.0, &REST).drive(60.0, &REST).0 - 600.0).abs() < 1e-9, "a pause doesn't end the day");
    assert_eq!(tired.stood(540.0, &REST), Wheel::default());
}

#[test]
fn a_setting_of_nothing_still_arrives() {
    let none = Rest { wheel_min: 0, pause_min: 0, day_min: 0, night_min: 0 };
    assert!((Wheel::default().drive(600.0, &none).0 - 600.0).abs() < 1e-9);
}

#[test]
fn from_the_last_place_with_work_and_rest_between_the_points() {
    let stops = [stop(1, 120.0, 100, 130), stop(2, 200.0, 360, 360)];
    let forecast = arrivals(Some(start(0)), None, &stops, &REST, at(5)).unwrap();
    // 120 to the first, ten before it is late; an hour of work; 200 more with a pause at 270 of driving.
    assert_eq!(told(Some(&forecast)), [(1, 120, 0), (2, 120 + 60 + 200 + 45, 65)]);
    assert_eq!((forecast.basis, forecast.late_min()), (Basis::Roads, Some(65)));
}

#[test]
fn who_comes_early_waits_and_a_long_wait_is_a_rest() {
    let stops = [stop(1, 200.0, 900, 900), stop(2, 200.0, 2_000, 2_000)];
    let forecast = arrivals(Some(start(0)), None, &stops, &REST, at(0)).unwrap();
    assert_eq!(told(Some(&forecast)), [(1, 200, 0), (2, 900 + 60 + 200, 0)]);
    assert_eq!(forecast.late_min(), None);
}

#[test]
fn the_platforms_own_forecast_stands_for_the_next_point_and_ours_goes_on_from_there() {
    let stops = [stop(1, 120.0, 100, 130), stop(2, 100.0, 360, 400)];
    let forecast = arrivals(Some(start(0)), Some(at(300)), &stops, &REST, at(5)).unwrap();
    assert_eq!(told(Some(&forecast)), [(1, 300, 170), (2, 460, 60)]);
    assert_eq!(forecast.basis, Basis::Platform);
    let passed = arrivals(None, Some(at(300)), &stops, &REST, at(310)).unwrap();
    assert_eq!(told(Some(&passed))[0], (1, 310, 180), "it is not there, so not earlier than now");
}

#[test]
fn without_a_place_only_a_plan_that_has_passed_is_said() {
    let stops = [stop(1, 120.0, 100, 130)];
    assert_eq!(arrivals(None, None, &stops, &REST, at(130)), None);
    let late = arrivals(None, None, &stops, &REST, at(150)).unwrap();
    assert_eq!((late.basis, late.late_min()), (Basis::Clock, Some(20)));
    assert_eq!(arrivals(Some(start(0)), None, &[], &REST, at(0)), None);
}

#[test]
fn an_old_position_does_not_bring_a_truck_into_the_past() {
    let forecast = arrivals(Some(start(0)), None, &[stop(0, 30.0, 0, 60)], &REST, at(400)).unwrap();
    assert_eq!(told(Some(&forecast)), [(0, 400, 340)]);
}

fn point(kind: PointKind, id: i64, hour: u32) -> BidPoint {
    let local = |hour| NaiveDate::from_ymd_opt(2026, 12, 1).unwrap().and_hms_opt(hour, 0, 0);
    BidPoint {
        remote_id: Some(id),
        place: Place { zone: Some(Zone::Fixed(300)), ..Place::default() },
        plan_enter: local(hour),
        ..BidPoint::new(kind)
    }
}

fn bid() -> Bid {
    let points =
        [(PointKind::Start, 1, 5), (PointKind::Load, 2, 10), (PointKind::Service, 3, 12), (PointKind::Unload, 4, 18)];
    Bid { points: points.into_iter().map(|(kind, id, hour)| point(kind, id, hour)).collect(), ..Bid::default() }
}

#[test]
fn what_lies_ahead_is_what_nobody_has_reached() {
    let nowhere = ahead(&bid(), &BidFacts::default(), |_| None);
    assert_eq!((nowhere.last, nowhere.next), (None, vec![1, 3]), "neither where it stood before nor service");
    let facts = |auto_left_at| BidFacts {
        points: vec![PointFacts { point: 2, auto_entered_at: Some(at(0)), auto_left_at, ..PointFacts::default() }],
        ..BidFacts::default()
    };
    let there = ahead(&bid(), &facts(None), |_| None);
    assert_eq!((there.last, there.entered, there.left, there.next), (Some(1), Some(at(0)), None, vec![3]));
    let gone = ahead(&bid(), &facts(Some(at(90))), |_| None);
    assert_eq!((gone.left, gone.next), (Some(at(90)), vec![3]));
    let seen = |place| (place == 3).then_some(Visit { entered: at(700), left: None });
    assert_eq!(ahead(&bid(), &facts(None), seen).next, Vec::<usize>::new(), "positions saw it at the last one");
}

#[test]
fn a_stop_knows_its_window_its_work_and_its_zone() {
    let mut at_the_gate = point(PointKind::Load, 2, 10);
    at_the_gate.window_end = at_the_gate.plan_enter.map(|enter| enter + TimeDelta::hours(2));
    let stop = Stop::of(1, &at_the_gate, 10.0, 60);
    assert_eq!((stop.plan, stop.due, stop.stay_min), (Some(at(-60)), Some(at(60)), 60));
    at_the_gate.plan_leave = at_the_gate.plan_enter.map(|enter| enter + TimeDelta::minutes(150));
    assert_eq!(stay_min(&at_the_gate, 60), 150);
    at_the_gate.plan_leave = at_the_gate.plan_enter.map(|enter| enter - TimeDelta::minutes(5));
    assert_eq!(stay_min(&at_the_gate, 60), 60, "a plan that ends before it begins says nothing");
}

proptest! {
    #[test]
    fn a_way_takes_its_minutes_and_whole_rests(road in 0.0..6_000.0_f64, since_pause in 0.0..270.0_f64, day in 0.0..270.0_f64) {
        let wheel = Wheel { since_pause, since_night: since_pause + day };
        let (passed, after) = wheel.drive(road, &REST);
        let rests = passed - road;
        prop_assert!(rests >= -1e-6);
        prop_assert!(((rests / 45.0).round() * 45.0 - rests).abs() < 1e-6, "{rests}");
        prop_assert!(after.since_pause <= 270.0 + 1e-6 && after.since_night <= 540.0 + 1e-6);
    }

    #[test]
    fn a_way_in_two_parts_is_as_long_as_in_one(first in 0.0..2_000.0_f64, second in 0.0..2_000.0_f64) {
        let (whole, end) = Wheel::default().drive(first + second, &REST);
        let (a, middle) = Wheel::default().drive(first, &REST);
        let (b, end_in_parts) = middle.drive(second, &REST);
        prop_assert!((whole - a - b).abs() < 1e-6);
        prop_assert!((end.since_night - end_in_parts.since_night).abs() < 1e-6);
    }

    #[test]
    fn farther_is_never_earlier(near in 0.0..3_000.0_f64, more in 0.0..3_000.0_f64, due in -500_i64..500) {
        let one = |road| arrivals(Some(start(0)), None, &[stop(0, road, due, due), stop(1, road, due, due)], &REST, at(0)).unwrap();
        let (near, far) = (one(near), one(near + more));
        for (near, far) in near.arrivals.iter().zip(&far.arrivals) {
            prop_assert!(near.at <= far.at);
            prop_assert!(near.late_min() <= far.late_min());
        }
        prop_assert!(near.arrivals.windows(2).all(|pair| pair[0].at <= pair[1].at));
    }

    #[test]
    fn a_driver_seen_to_leave_has_driven_by_the_rules(passed in 0.0..20_000.0_f64) {
        let after = Wheel::default().after(passed, &REST);
        prop_assert!((0.0..=270.0 + 1e-6).contains(&after.since_pause) && (0.0..=540.0 + 1e-6).contains(&after.since_night));
    }
}
