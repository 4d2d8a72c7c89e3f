//! One change to a complete bid, and exactly what is found then.

use chrono::NaiveDateTime;
use proptest::prelude::*;

use super::*;
use crate::domain::bid::{BidPoint, PointKind};
use crate::domain::id::{LocalId, RemoteId};
use crate::domain::money::Money;
use crate::domain::place::{GeoPoint, Place, Precision, Zone};

const MOSCOW: i32 = 180;
const UFA: i32 = 300;

fn time(text: &str) -> NaiveDateTime {
    text.parse().unwrap()
}

fn point(kind: PointKind, city: &str, zone: i32, enter: &str) -> BidPoint {
    BidPoint {
        place: Place {
            address: format!("{city}, Складская, 1"),
            city: Some(city.to_owned()),
            location: Some(GeoPoint { longitude: 49.1, latitude: 55.8 }),
            zone: Some(Zone::Fixed(zone)),
            precision: Precision::Confirmed,
            ..Place::default()
        },
        plan_enter: Some(time(enter)),
        ..BidPoint::new(kind)
    }
}

/// Казань → Уфа, with nothing to find.
fn complete() -> Bid {
    Bid {
        payment_type: Some(RemoteId(1)),
        vat_type: Some(RemoteId(2)),
        price: Money::parse_typed("120000").ok(),
        driver: Some(LocalId::new("driver")),
        car: Some(LocalId::new("car")),
        cargos: vec![Cargo { name: "ТНП".to_owned(), type_id: Some(RemoteId(3)), ..Cargo::default() }],
        points: vec![
            point(PointKind::Load, "Казань", MOSCOW, "2026-12-01T10:00:00"),
            point(PointKind::Unload, "Уфа", UFA, "2026-12-02T14:00:00"),
        ],
        ..Bid::default()
    }
}

fn findings(change: impl FnOnce(&mut Bid)) -> Vec<(Field, Problem)> {
    findings_with(Tracking::default(), change)
}

fn findings_with(tracking: Tracking, change: impl FnOnce(&mut Bid)) -> Vec<(Field, Problem)> {
    let mut bid = complete();
    change(&mut bid);
    check(&bid, tracking).into_iter().map(|finding| (finding.field, finding.problem)).collect()
}

#[test]
fn a_complete_bid_has_no_findings() {
    assert_eq!(findings(|_| ()), []);
}

#[test]
fn every_field_of_the_minimal_set_is_missed_by_name() {
    use Field::*;
    use Problem::{Missing, NotPositive};
    type Change = fn(&mut Bid);
    let table: [(Change, &[(Field, Problem)]); 16] = [
        (|bid| bid.payment_type = None, &[(PaymentType, Missing)]),
        (|bid| bid.vat_type = None, &[(VatType, Missing)]),
        (|bid| bid.price = None, &[(Price, Missing)]),
        (|bid| bid.price = Some(Money::default()), &[(Price, NotPositive)]),
        (|bid| bid.price = Money::parse_typed("-1").ok(), &[(Price, NotPositive)]),
        (|bid| bid.price = Money::parse_typed("0.01").ok(), &[]),
        (|bid| bid.driver = None, &[(Driver, Missing)]),
        (|bid| bid.car = None, &[(Car, Missing)]),
        (|bid| bid.cargos[0].name = " ".to_owned(), &[(CargoName(0), Missing)]),
        (|bid| bid.cargos[0].type_id = None, &[(CargoType(0), Missing)]),
        (|bid| bid.cargos.push(Cargo::default()), &[(CargoName(1), Missing), (CargoType(1), Missing)]),
        (|bid| bid.cargos.clear(), &[(CargoName(0), Missing), (CargoType(0), Missing)]),
        (|bid| bid.points[0].place.address = "  ".to_owned(), &[(PointAddress(0), Missing)]),
        (|bid| bid.points[1].plan_enter = None, &[(PointPlanEnter(1), Missing)]),
        (|bid| bid.customer = None, &[]),
        (|bid| bid.trailer = None, &[]),
    ];
    for (place, (change, expected)) in table.into_iter().enumerate() {
        assert_eq!(findings(change), expected, "row {place}");
    }
}

#[test]
fn a_point_needs_a_settlement_and_confirmed_coordinates() {
    use Field::{PointCity, PointCoordinates};
    use Problem::{Missing, NotConfirmed};
    let of = |change: fn(&mut Place)| findings(|bid| change(&mut bid.points[1].place));
    assert_eq!(of(|place| place.city = None), [(PointCity(1), Missing)]);
    assert_eq!(of(|place| place.city = Some("  ".to_owned())), [(PointCity(1), Missing)]);
    let village = |place: &mut Place| {
        place.village = place.city.take();
    };
    assert_eq!(of(village), [], "a village will do");
    assert_eq!(of(|place| place.location = None), [(PointCoordinates(1), Missing)]);
    let at =
        |longitude, latitude| findings(|bid| bid.points[1].place.location = Some(GeoPoint { longitude, latitude }));
    assert_eq!(at(0.0, 0.0), [(PointCoordinates(1), Missing)], "the [0, 0] of a form never filled");
    assert_eq!(at(49.1, 155.8), [(PointCoordinates(1), Missing)], "not on the globe");
    assert_eq!(at(f64::NAN, 55.8), [(PointCoordinates(1), Missing)]);
    assert_eq!(at(0.0, 51.48), [], "Greenwich is a place");
    assert_eq!(of(|place| place.precision = Precision::Approximate), [(PointCoordinates(1), NotConfirmed)]);
    assert_eq!(of(|place| place.precision = Precision::Typed), [(PointCoordinates(1), NotConfirmed)]);
    let typed_only = |place: &mut Place| *place = Place { address: "Уфа".to_owned(), ..Place::default() };
    assert_eq!(of(typed_only), [(PointCity(1), Missing), (PointCoordinates(1), Missing)], "one finding a field");
}

#[test]
fn a_route_has_a_loading_and_an_unloading() {
    use Field::Points;
    use Problem::{NoLoad, NoUnload, TooFewPoints};
    assert_eq!(findings(|bid| bid.points.truncate(1)), [(Points, TooFewPoints), (Points, NoUnload)]);
    assert_eq!(findings(|bid| bid.points.clear()), [(Points, TooFewPoints), (Points, NoLoad), (Points, NoUnload)]);
    assert_eq!(findings(|bid| bid.points[0].kind = PointKind::Custom), [(Points, NoLoad)]);
    assert_eq!(findings(|bid| bid.points[1].kind = PointKind::Service), [(Points, NoUnload)]);
}

#[test]
fn the_platforms_own_start_point_is_neither_checked_nor_counted() {
    let start = || BidPoint::new(PointKind::Start);
    assert_eq!(findings(|bid| bid.points.insert(0, start())), []);
    let late = || point(PointKind::Start, "Самара", MOSCOW, "2027-01-01T00:00:00");
    assert_eq!(findings(|bid| bid.points.insert(0, late())), [], "not in the order either");
    assert_eq!(
        findings(|bid| bid.points[1] = start()),
        [(Field::Points, Problem::TooFewPoints), (Field::Points, Problem::NoUnload)]
    );
    let missed = findings(|bid| {
        bid.points.insert(0, start());
        bid.points[2].plan_enter = None;
    });
    assert_eq!(missed, [(Field::PointPlanEnter(2), Problem::Missing)], "places count from the whole list");
}

#[test]
fn points_follow_one_another_in_absolute_time() {
    let unload_at = |enter: &str| findings(|bid| bid.points[1].plan_enter = Some(time(enter)));
    let out_of_order = [(Field::PointPlanEnter(1), Problem::OutOfOrder)];
    assert_eq!(unload_at("2026-12-01T12:01:00"), [], "12:01 in Ufa is a minute after 10:00 in Kazan");
    assert_eq!(unload_at("2026-12-01T12:00:00"), out_of_order, "the same moment");
    assert_eq!(unload_at("2026-12-01T11:00:00"), out_of_order, "later on the wall, earlier in truth");

    let with_middle = |middle: BidPoint| findings(|bid| bid.points.insert(1, middle));
    let timeless =
        BidPoint { plan_enter: None, ..point(PointKind::Custom, "Самара", MOSCOW, "2026-12-01T00:00:00") };
    assert_eq!(with_middle(timeless.clone()), [(Field::PointPlanEnter(1), Problem::Missing)]);
    let after_a_gap = findings(|bid| {
        bid.points[1].plan_enter = Some(time("2026-12-01T11:00:00"));
        bid.points.insert(1, timeless);
    });
    assert_eq!(
        after_a_gap,
        [(Field::PointPlanEnter(1), Problem::Missing), (Field::PointPlanEnter(2), Problem::OutOfOrder)],
        "compared with the last point that has a time"
    );
}

#[test]
fn a_window_ends_after_it_begins() {
    let window = |ends: &str| findings(|bid| bid.points[0].window_end = Some(time(ends)));
    assert_eq!(window("2026-12-01T09:59:00"), [(Field::PointWindow(0), Problem::WindowBackwards)]);
    assert_eq!(window("2026-12-01T10:00:00"), []);
    assert_eq!(window("2026-12-01T18:00:00"), []);
    let alone = findings(|bid| {
        bid.points[0].window_end = bid.points[0].plan_enter.take();
    });
    assert_eq!(alone, [(Field::PointPlanEnter(0), Problem::Missing)]);
}

#[test]
fn an_empty_run_carries_nothing_and_is_checked_otherwise() {
    let empty = |change: fn(&mut Bid)| {
        findings(|bid| {
            bid.empty_run = true;
            bid.cargos.clear();
            change(bid);
        })
    };
    assert_eq!(empty(|_| ()), []);
    assert_eq!(empty(|bid| bid.cargos.push(Cargo::default())), [], "a cargo left over from the form does not matter");
    assert_eq!(empty(|bid| bid.price = None), [(Field::Price, Problem::Missing)]);
}

#[test]
fn a_bid_before_tracking_is_warned_of_at_its_first_point() {
    let warned = [(Field::PointPlanEnter(0), Problem::BeforeTracking)];
    let with = |pilot: Option<&str>, fix: Option<&str>| {
        let tracking = Tracking {
            pilot_start: pilot.map(|date| date.parse().unwrap()),
            first_fixed_at: fix.map(|moment| moment.parse().unwrap()),
        };
        findings_with(tracking, |_| ())
    };
    // The bid begins at 10:00 Moscow time on the 1st, 07:00 UTC.
    assert_eq!(with(None, None), []);
    assert_eq!(with(Some("2026-12-01"), None), []);
    assert_eq!(with(Some("2026-12-02"), None), warned);
    assert_eq!(with(None, Some("2026-12-01T07:00:00Z")), [], "from that very moment on");
    assert_eq!(with(None, Some("2026-12-01T07:00:01Z")), warned);
    assert_eq!(with(Some("2026-11-01"), Some("2026-12-05T00:00:00Z")), warned, "the later of the two counts");
    assert_eq!(with(Some("2026-12-05"), Some("2026-11-01T00:00:00Z")), warned);

    let pilot = Tracking { pilot_start: Some("2026-12-01".parse().unwrap()), first_fixed_at: None };
    let begins =
        |zone: i32, enter: &str| findings_with(pilot, |bid| bid.points[0] = point(PointKind::Load, "Уфа", zone, enter));
    assert_eq!(begins(MOSCOW, "2026-12-01T00:00:00"), [], "midnight of Moscow");
    assert_eq!(begins(UFA, "2026-12-01T01:59:00"), warned, "the 1st in Ufa, still the 30th in Moscow");
    let unordered = findings_with(pilot, |bid| bid.points[1].plan_enter = Some(time("2026-11-20T10:00:00")));
    assert_eq!(
        unordered,
        [(Field::PointPlanEnter(1), Problem::OutOfOrder), (Field::PointPlanEnter(1), Problem::BeforeTracking)],
        "the earliest moment, whichever point has it"
    );
}

#[test]
fn only_the_warning_lets_a_bid_be_sent() {
    use Problem::*;
    let all = [
        Missing,
        NotPositive,
        TooFewPoints,
        NoLoad,
        NoUnload,
        OutOfOrder,
        NotConfirmed,
        WindowBackwards,
        BeforeTracking,
    ];
    let passes: Vec<Problem> = all
        .into_iter()
        .filter(|problem| !Finding { field: Field::Points, problem: *problem }.blocks_sending())
        .collect();
    assert_eq!(passes, [BeforeTracking]);
}

/// Where a field stands in the form: bid, cargos one by one, the list of points, points one by one.
fn place_in_form(field: Field) -> (u8, usize, u8) {
    match field {
        Field::PaymentType => (0, 0, 0),
        Field::VatType => (0, 0, 1),
        Field::Price => (0, 0, 2),
        Field::Driver => (0, 0, 3),
        Field::Car => (0, 0, 4),
        Field::CargoName(place) => (1, place, 0),
        Field::CargoType(place) => (1, place, 1),
        Field::Points => (2, 0, 0),
        Field::PointAddress(place) => (3, place, 0),
        Field::PointCity(place) => (3, place, 1),
        Field::PointCoordinates(place) => (3, place, 2),
        Field::PointPlanEnter(place) => (3, place, 3),
        Field::PointWindow(place) => (3, place, 4),
    }
}

/// Often none, so that bids that can be sent are among those tried.
fn damage() -> impl Strategy<Value = u32> {
    prop_oneof![2 => Just(0_u32), 1 => any::<u32>()]
}

/// A complete bid with parts knocked out of it, by the bits of `damage`.
fn damaged(points: &[(PointKind, u32, i64)], bits: u32) -> Bid {
    let has = |bit: u32| bits & (1 << bit) == 0;
    let mut bid = complete();
    bid.payment_type = bid.payment_type.filter(|_| has(0));
    bid.vat_type = bid.vat_type.filter(|_| has(1));
    bid.price = if has(2) { bid.price } else { Some(Money::default()).filter(|_| has(3)) };
    bid.driver = bid.driver.filter(|_| has(4));
    bid.car = bid.car.filter(|_| has(5));
    bid.empty_run = !has(6);
    bid.cargos.resize(usize::from(has(7)) + usize::from(has(8)), Cargo::default());
    bid.points = points
        .iter()
        .map(|(kind, bits, hours)| {
            let has = |bit: u32| bits & (1 << bit) == 0;
            let mut point = point(*kind, "Казань", MOSCOW, "2026-12-01T10:00:00");
            point.plan_enter = point.plan_enter.filter(|_| has(0)).map(|enter| enter + TimeDelta::hours(*hours));
            point.window_end = Some(time("2026-12-01T12:00:00")).filter(|_| has(1));
            point.place.city = point.place.city.filter(|_| has(2));
            point.place.location = point.place.location.filter(|_| has(3));
            if !has(4) {
                point.place.address.clear();
            }
            if !has(5) {
                point.place.precision = Precision::Approximate;
            }
            point
        })
        .collect();
    bid
}

proptest! {
    #[test]
    fn findings_stand_in_the_order_of_the_form_and_none_twice(
        bits in damage(),
        points in prop::collection::vec(
            (
                prop::sample::select(vec![
                    PointKind::Start, PointKind::Load, PointKind::Unload, PointKind::Custom, PointKind::Service,
                ]),
                damage(),
                -50_i64..50,
            ),
            0..5,
        ),
        pilot in prop::option::of(-3_i64..3),
    ) {
        let bid = damaged(&points, bits);
        let start = time("2026-12-01T00:00:00");
        let tracking =
            Tracking { pilot_start: pilot.map(|days| (start + TimeDelta::days(days)).date()), first_fixed_at: None };
        let found = check(&bid, tracking);
        prop_assert!(found.is_sorted_by_key(|finding| place_in_form(finding.field)), "{found:?}");
        for (place, one) in found.iter().enumerate() {
            prop_assert!(!found[..place].contains(one), "{found:?}");
            if let Field::PointAddress(place) | Field::PointWindow(place) = one.field {
                prop_assert!(bid.points[place].kind != PointKind::Start);
            }
        }
        let moments: Vec<_> = bid.points.iter().filter(|p| p.kind != PointKind::Start).map(BidPoint::plan_enter_utc).collect();
        let is_sendable = !found.iter().any(|finding| finding.blocks_sending());
        prop_assert!(!is_sendable || moments.is_sorted_by(|a, b| a.is_some() && a < b), "{moments:?}");
    }
}
