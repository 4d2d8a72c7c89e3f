//! The form is the bid and back again, whole; what is done to it can be undone; and who is in the way is found.

use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeDelta, TimeZone as _, Utc};
use chrono_tz::Tz;
use proptest::prelude::*;

use super::busy::{Busy, Disagreement, crossings, occupation, shift_to_free};
use super::edit::Way;
use super::form::{Form, read_number};
use super::notes::{Notes, Visited};
use super::reading::{Unread, unread};
use super::spot::Spot;
use crate::domain::bid::{Bid, BidPoint, Cargo, Contact, PaymentPeriodKind, PointKind};
use crate::domain::bid_more::{CustomType, OwnTerms, Property, Temperature};
use crate::domain::id::{LocalId, RemoteId};
use crate::domain::minimal_set::Tracking;
use crate::domain::money::Money;
use crate::domain::overlap::{Away, Occupation, OverlapIndex, ResourceKind};
use crate::domain::place::{GeoPoint, Place, Precision, Zone};
use crate::words::Lang;

fn minute(minutes: i64) -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 12, 1).and_then(|day| day.and_hms_opt(0, 0, 0)).unwrap() + TimeDelta::minutes(minutes)
}

fn places() -> impl Strategy<Value = Place> {
    let zones = prop_oneof![Just(Tz::Europe__Moscow), Just(Tz::Asia__Yekaterinburg), Just(Tz::Asia__Vladivostok)];
    let chosen =
        (zones, "[А-Яа-я]{3,9}", -180.0..180.0, -90.0..90.0).prop_map(|(zone, town, longitude, latitude)| Place {
            address: town.clone(),
            city: Some(town),
            location: Some(GeoPoint { longitude, latitude }),
            radius_m: Some(500.0),
            zone: Some(Zone::Named(zone)),
            precision: Precision::Confirmed,
            geozone_id: Some(7),
            ..Place::default()
        });
    prop_oneof![chosen, "[а-я]{0,5}".prop_map(|address| Place { address, ..Place::default() })]
}

fn points() -> impl Strategy<Value = BidPoint> {
    let kinds =
        prop_oneof![Just(PointKind::Load), Just(PointKind::Unload), Just(PointKind::Custom), Just(PointKind::Start)];
    let time = || prop::option::of((0_i64..90_000).prop_map(minute));
    let word = || prop::option::of("[а-я]{1,8}");
    (kinds, places(), time(), time(), time(), word(), word(), any::<bool>()).prop_map(
        |(kind, place, plan_enter, window_end, plan_leave, comment, name, known)| BidPoint {
            remote_id: known.then_some(11),
            plan_enter,
            window_end,
            plan_leave,
            comment,
            contact: name.map(|name| Contact { name, phone: "+79001112233".to_owned() }),
            counterparty: known.then(|| LocalId::new("cpt-1")),
            saved_point: place.location.filter(|_| known).map(|_| RemoteId(5)),
            custom_type: known.then(|| CustomType { id: RemoteId(31), name: "Таможня".to_owned() }),
            load_options: known.then_some(RemoteId(3)).into_iter().collect(),
            options: known.then_some(RemoteId(4)).into_iter().collect(),
            properties: vec![Property { name: "Рампа".to_owned(), value: String::new() }],
            place,
            ..BidPoint::new(kind)
        },
    )
}

fn bids() -> impl Strategy<Value = Bid> {
    let cargo = ("[а-я]{0,6}", prop::option::of(1_i64..9), prop::option::of(0.0..99.0_f64)).prop_map(
        |(name, kind, weight_t)| Cargo {
            name,
            type_id: kind.map(RemoteId),
            weight_t,
            height_m: weight_t,
            packing: kind.map(|_| "паллеты".to_owned()),
            unloading_type: kind.map(RemoteId),
            comment: Some("не кантовать".to_owned()),
            ..Cargo::default()
        },
    );
    let price = prop::option::of(any::<u32>());
    let lists = (prop::collection::vec(cargo, 0..3), prop::collection::vec(points(), 0..4));
    (lists, price, prop::option::of(0_i32..99), any::<bool>()).prop_map(|((cargos, points), price, days, flag)| Bid {
        customer: Some(LocalId::new("cpt-2")),
        payment_type: flag.then_some(RemoteId(1)),
        vat_on_top: flag,
        price: price.map(|kopecks| Money::from_decimal(rust_decimal::Decimal::new(i64::from(kopecks), 2))),
        contract_number: flag.then(|| "Д-7".to_owned()),
        payment_days: days,
        payment_period: flag.then_some(PaymentPeriodKind::Banking),
        second_driver: Some(LocalId::new("drv-2")),
        sales_manager: flag.then_some(RemoteId(6)),
        temperature: days.map(|days| Temperature { min: Some(-f64::from(days)), max: Some(2.5) }),
        options: flag.then_some(RemoteId(9)).into_iter().collect(),
        properties: vec![
            Property { name: "Пломба".to_owned(), value: "17".to_owned() },
            Property { name: "Дата клиента".to_owned(), value: "2026-11-20T00:00:00".to_owned() },
        ],
        own: OwnTerms { comment: flag.then(|| "звонить".to_owned()), ..OwnTerms::default() },
        empty_run: flag,
        cargos,
        points,
        ..Bid::default()
    })
}

proptest! {
    #[test]
    fn a_form_is_its_bid_again(bid in bids()) {
        prop_assert_eq!(Form::of(&bid).to_bid(), bid);
    }

    #[test]
    fn a_kept_form_comes_back_as_it_was(bid in bids(), half_typed in "[ -~а-я]{0,12}") {
        let mut form = Form::of(&bid);
        form.price.clone_from(&half_typed);
        form.driver.type_text(half_typed.clone());
        for point in &mut form.points {
            point.address.text.push_str(&half_typed);
            point.address.reread();
            point.arrival.text.clone_from(&half_typed);
        }
        let json = serde_json::to_string(&form).unwrap();
        prop_assert_eq!(serde_json::from_str::<Form>(&json).unwrap(), form);
    }

    #[test]
    fn a_moved_plan_keeps_its_stretches_and_moves_back(bid in bids(), hours in 1_i64..200) {
        let mut form = Form::of(&bid);
        let by = TimeDelta::hours(hours);
        let step = form.shift(by);
        let moments = |bid: &Bid| bid.points.iter().map(BidPoint::plan_enter_utc).collect::<Vec<_>>();
        let expected: Vec<_> = moments(&bid).into_iter().map(|at| at.map(|at| at + by)).collect();
        prop_assert_eq!(moments(&form.to_bid()), expected);
        form.take_back(step);
        prop_assert_eq!(form.to_bid(), bid);
    }

    #[test]
    fn rows_that_are_moved_and_removed_come_back(bid in bids(), place in 0_usize..4, up in any::<bool>()) {
        let mut form = Form::of(&bid);
        if let Some(key) = form.points.get(place).map(|point| point.key) {
            let way = if up { Way::Up } else { Way::Down };
            let moved = form.move_point(key, way);
            let removed = form.remove_point(key);
            for step in [removed, moved].into_iter().flatten() {
                form.take_back(step);
            }
        }
        prop_assert_eq!(form.to_bid(), bid);
    }
}

#[test]
fn enter_walks_through_every_field_and_round_again() {
    let form = Form::default();
    let mut walked = vec![Spot::Customer];
    loop {
        let next = walked.last().copied().unwrap().next(&form);
        if next == Spot::Customer {
            break;
        }
        assert!(!walked.contains(&next), "{next:?} twice");
        walked.push(next);
    }
    assert_eq!(walked.len(), 12 + 4 + 8, "terms and transport, one cargo, two points");
    assert!(!walked.contains(&Spot::AddPoint), "buttons are passed by");
}

#[test]
fn what_contradicts_itself_holds_sending_back() {
    let mut form = Form::default();
    form.more.coldest = "+6".to_owned();
    form.more.warmest = "−2".to_owned();
    form.driver.choose(LocalId::new("drv-1"));
    form.more.second_driver.choose(LocalId::new("drv-1"));
    let bid = form.to_bid();
    assert_eq!(bid.temperature, Some(Temperature { min: Some(6.0), max: Some(-2.0) }));
    let notes = Notes::of(&form, &bid, Tracking::default(), &Visited::default(), Lang::Ru);
    for spot in [Spot::Warmest, Spot::SecondDriver] {
        assert!(notes.lacks.iter().any(|lack| lack.spot == spot), "{spot:?}: {:?}", notes.lacks);
        assert!(spot.is_more());
    }
    form.more.warmest = "+8".to_owned();
    form.more.coldest = "холодно".to_owned();
    assert_eq!(unread(&form), [(Spot::Coldest, Unread::Number)]);
}

#[test]
fn text_that_cannot_be_read_is_named_and_never_becomes_a_value() {
    let mut form = Form::default();
    form.price = "12т".to_owned();
    form.payment_days = "неделя".to_owned();
    form.cargos[0].weight = "около 20".to_owned();
    form.trailer.type_text("ав".to_owned());
    let cargo = form.cargos[0].key;
    let expected = [
        (Spot::Price, Unread::Price),
        (Spot::PaymentDays, Unread::Days),
        (Spot::Trailer, Unread::Choice),
        (Spot::CargoWeight(cargo), Unread::Number),
    ];
    assert_eq!(unread(&form), expected);
    let bid = form.to_bid();
    assert_eq!((bid.price, bid.payment_days, bid.cargos[0].weight_t), (None, None, None));
    assert_eq!(
        [read_number("1 200,5"), read_number("-3"), read_number("NaN"), read_number("")],
        [Some(1200.5), None, None, None]
    );
}

fn hour(hours: i64) -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 12, 1, 0, 0, 0).unwrap() + TimeDelta::hours(hours)
}

fn held(bid: &str, from: i64, to: i64) -> Occupation {
    let resources = vec![(ResourceKind::Car, LocalId::new("car-1")), (ResourceKind::Driver, LocalId::new("drv-1"))];
    Occupation { bid: LocalId::new(bid), resources, from: hour(from), to: hour(to) }
}

#[test]
fn a_bid_in_the_way_is_named_once_with_all_that_both_hold() {
    let index = OverlapIndex::build([held("a", 0, 5), held("b", 8, 9)]);
    let found = crossings(&index, &held("form", 4, 12), &[]);
    let named: Vec<_> = found.iter().map(|busy| (busy.other.as_str(), busy.resources.as_slice())).collect();
    let both = held("form", 4, 12).resources;
    assert_eq!(named, [("a", both.as_slice()), ("b", both.as_slice())]);
}

#[test]
fn a_plan_moves_behind_the_whole_chain_in_its_way() {
    let index = OverlapIndex::build([held("a", 0, 5), held("b", 7, 9), held("c", 20, 22)]);
    // Behind the first there is room for one hour only; behind the second there is enough.
    assert_eq!(shift_to_free(&index, &held("form", 2, 6)), Some(TimeDelta::hours(8)));
    assert_eq!(shift_to_free(&index, &held("form", 10, 14)), None, "nothing is in its way");
}

#[test]
fn a_plan_moves_behind_a_repair_too() {
    let mut index = OverlapIndex::build([held("a", 0, 5)]);
    let form = held("form", 2, 6);
    let truck = form.resources.iter().find(|(kind, _)| *kind == ResourceKind::Car).map(|(_, id)| id.clone()).unwrap();
    let repair = held("repair", 7, 30);
    index.set_away([Away { record: truck.clone(), from: repair.from, to: repair.to }]);
    assert_eq!(shift_to_free(&index, &form), Some(TimeDelta::hours(29)), "an hour behind the repair");
    index.set_away([Away { record: truck, from: repair.from, to: DateTime::<Utc>::MAX_UTC }]);
    assert_eq!(shift_to_free(&index, &form), None, "there is no day to move to");
}

#[test]
fn a_form_holds_nothing_until_truck_and_dates_are_known() {
    let mut bid = Bid::blank();
    assert_eq!(occupation(&bid, None), None);
    bid.points[0].plan_enter = Some(minute(0));
    bid.points[0].place.zone = Some(Zone::Fixed(180));
    assert_eq!(occupation(&bid, None), None);
    bid.car = Some(LocalId::new("car-1"));
    let held = occupation(&bid, None).unwrap();
    assert_eq!((held.from, held.to), (hour(-3), hour(-3)));
}

#[test]
fn only_what_the_platform_can_know_counts_as_a_difference() {
    let busy = |number, kind| Busy {
        other: LocalId::new("x"),
        number,
        route: String::new(),
        resources: vec![(kind, LocalId::new("r"))],
        from: hour(0),
        to: hour(1),
    };
    let ours = [
        busy(Some(1), ResourceKind::Car),
        busy(Some(2), ResourceKind::Car),
        busy(Some(3), ResourceKind::Driver),
        busy(None, ResourceKind::Car),
    ];
    let found = Disagreement::between(&ours, &[RemoteId(1), RemoteId(9)]);
    assert_eq!(found, Disagreement { only_theirs: vec![9], only_ours: vec![2] });
}
