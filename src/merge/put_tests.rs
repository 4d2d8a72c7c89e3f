//! Every kind of unit, by tables: who moved it, and what each pick makes of it.

use chrono::{NaiveDate, NaiveDateTime};
use serde_json::json;

use super::*;
use crate::domain::bid::PointKind;
use crate::domain::book::Driver;
use crate::domain::id::LocalId;
use crate::domain::money::Money;
use crate::domain::place::{GeoPoint, Place};
use crate::merge::merge;

fn time(day: u32) -> Option<NaiveDateTime> {
    NaiveDate::from_ymd_opt(2026, 12, day)?.and_hms_opt(10, 0, 0)
}

fn point(id: i64, address: &str, day: u32) -> BidPoint {
    let location = Some(GeoPoint { longitude: 49.1, latitude: 55.8 });
    BidPoint {
        remote_id: Some(id),
        place: Place { address: address.to_owned(), location, ..Place::default() },
        plan_enter: time(day),
        ..BidPoint::new(PointKind::Load)
    }
}

fn route() -> Bid {
    Bid {
        points: vec![point(1, "Казань", 1), point(2, "Уфа", 2), point(3, "Омск", 3)],
        price: Money::parse_typed("100").ok(),
        car: Some(LocalId::new("car-1")),
        ..Bid::default()
    }
}

fn with(change: impl FnOnce(&mut Bid)) -> Bid {
    let mut bid = route();
    change(&mut bid);
    bid
}

fn picks(list: &[(&str, Pick)]) -> BTreeMap<String, Pick> {
    list.iter().map(|(name, pick)| ((*name).to_owned(), pick.clone())).collect()
}

fn unit<'a>(units: &'a [Unit], name: &str) -> &'a Unit {
    units.iter().find(|unit| unit.name == name).unwrap_or_else(|| panic!("no unit {name}: {units:#?}"))
}

fn addresses(bid: &Bid) -> Vec<&str> {
    bid.points.iter().map(|point| point.place.address.as_str()).collect()
}

#[test]
fn who_moved_what_for_every_kind_of_unit() {
    type Edit = fn(&mut Bid);
    let nothing: Edit = |_| {};
    let price: Edit = |bid| bid.price = Money::parse_typed("140").ok();
    let vat: Edit = |bid| bid.vat_on_top = true;
    let late: Edit = |bid| bid.points[1].plan_enter = time(5);
    let later: Edit = |bid| bid.points[1].plan_enter = time(6);
    let drop: Edit = |bid| drop(bid.points.remove(1));
    let add: Edit = |bid| bid.points.push(BidPoint { remote_id: None, ..point(0, "Чита", 9) });
    let added: Edit = |bid| bid.points.push(point(9, "Чита", 9));
    let swap: Edit = |bid| bid.points.swap(0, 1);
    let turn: Edit = |bid| bid.points.rotate_left(1);
    for (name, here, there, moved) in [
        ("car", nothing, nothing, Moved::Nobody),
        ("price_and_vat", price, nothing, Moved::Here),
        ("price_and_vat", nothing, vat, Moved::There),
        ("price_and_vat", price, price, Moved::Alike),
        ("price_and_vat", price, vat, Moved::Apart),
        ("points/2/times", late, nothing, Moved::Here),
        ("points/2/times", late, later, Moved::Apart),
        ("points/2/place", late, later, Moved::Nobody),
        ("points/2", drop, nothing, Moved::Here),
        ("points/2", nothing, drop, Moved::There),
        ("points/2", drop, drop, Moved::Alike),
        ("points/2", late, drop, Moved::Apart),
        ("points/2", drop, late, Moved::Apart),
        ("points/+4", add, nothing, Moved::Here),
        ("points/9", nothing, added, Moved::There),
        ("points/order", swap, nothing, Moved::Here),
        ("points/order", swap, turn, Moved::Apart),
    ] {
        let units = bid_units(&route(), &with(here), &with(there));
        assert_eq!(unit(&units, name).moved, moved, "{name}");
    }
    assert!(unit(&bid_units(&route(), &with(late), &with(drop)), "points/2").is_presence());
}

#[test]
fn every_question_of_the_merge_is_a_unit_and_no_other_is_asked() {
    let here = with(|bid| {
        bid.price = Money::parse_typed("140").ok();
        bid.points[0].comment = Some("наш".into());
        bid.points.remove(2);
    });
    let there = with(|bid| {
        bid.vat_on_top = true;
        bid.points[0].comment = Some("их".into());
        bid.points[2].plan_enter = time(7);
    });
    let asked: Vec<_> = merge(&route(), &here, &there).conflicts.into_iter().map(|conflict| conflict.field).collect();
    let units = bid_units(&route(), &here, &there);
    let mut apart: Vec<_> = units.iter().filter(|unit| unit.moved == Moved::Apart).map(|unit| &unit.name).collect();
    let mut expected: Vec<_> = asked.iter().collect();
    apart.sort();
    expected.sort();
    assert_eq!(apart, expected);
}

#[test]
fn picks_are_carried_out_one_by_one() {
    let here = with(|bid| {
        bid.price = Money::parse_typed("140").ok();
        bid.points[1].plan_enter = time(5);
    });
    let there = with(|bid| {
        bid.vat_on_top = true;
        bid.points[1].plan_enter = time(6);
        bid.car = None;
    });
    let none = decide_bid(&route(), &here, &there, &picks(&[]));
    assert_eq!(none, merge(&route(), &here, &there).bid, "without a pick nothing is decided");
    let theirs = decide_bid(&route(), &here, &there, &picks(&[("price_and_vat", Pick::Theirs)]));
    assert_eq!((theirs.price, theirs.vat_on_top), (there.price, true), "a unit travels together");
    assert_eq!((theirs.points[1].plan_enter, theirs.car), (time(5), None));
    let times = decide_bid(&route(), &here, &there, &picks(&[("points/2/times", Pick::Theirs)]));
    assert_eq!(times.points[1].plan_enter, time(6));
    let typed = json!({"price": "150.00", "vat_type": null, "vat_on_top": false});
    let third = decide_bid(&route(), &here, &there, &picks(&[("price_and_vat", Pick::Typed(typed))]));
    assert_eq!((third.price, third.vat_on_top), (Money::parse_typed("150").ok(), false));
    let wrong = picks(&[("price_and_vat", Pick::Typed(json!("a lot"))), ("no/such", Pick::Ours)]);
    assert_eq!(decide_bid(&route(), &here, &there, &wrong), none, "what has the wrong shape changes nothing");
    // What only one side changed can be turned back too.
    let back = decide_bid(&route(), &here, &there, &picks(&[("car", Pick::Ours)]));
    assert_eq!(back.car, route().car);
}

#[test]
fn points_are_kept_dropped_and_brought_back_to_their_place() {
    let dropped = with(|bid| drop(bid.points.remove(1)));
    let changed = with(|bid| bid.points[1].plan_enter = time(7));
    let keep = |pick| decide_bid(&route(), &dropped, &changed, &picks(&[("points/2", pick)]));
    assert_eq!(addresses(&keep(Pick::Ours)), ["Казань", "Омск"]);
    assert_eq!(addresses(&keep(Pick::Theirs)), ["Казань", "Уфа", "Омск"], "where it stood");
    let gone = decide_bid(&route(), &changed, &dropped, &picks(&[("points/2", Pick::Theirs)]));
    assert_eq!(addresses(&gone), ["Казань", "Омск"]);

    let added = with(|bid| bid.points.push(BidPoint { remote_id: None, ..point(0, "Чита", 9) }));
    let without = decide_bid(&route(), &added, &route(), &picks(&[("points/+4", Pick::Theirs)]));
    assert_eq!(addresses(&without), ["Казань", "Уфа", "Омск"]);

    let (swapped, turned) = (with(|bid| bid.points.swap(0, 1)), with(|bid| bid.points.rotate_left(1)));
    let order = |pick| decide_bid(&route(), &swapped, &turned, &picks(&[("points/order", pick)]));
    assert_eq!(addresses(&order(Pick::Ours)), ["Уфа", "Казань", "Омск"]);
    assert_eq!(addresses(&order(Pick::Theirs)), ["Уфа", "Омск", "Казань"]);
}

#[test]
fn a_book_record_is_decided_by_field() {
    let driver = |name: &str, comment: Option<&str>| {
        BookEntry::Driver(Driver { last_name: name.into(), comment: comment.map(Into::into), ..Driver::default() })
    };
    let (base, ours, theirs) = (driver("А", Some("б")), driver("А", Some("наш")), driver("Я", Some("их")));
    let units = book_units(&base, &ours, &theirs);
    assert_eq!(unit(&units, "comment").moved, Moved::Apart);
    assert_eq!(unit(&units, "last_name").moved, Moved::There);
    let decided = |pick| decide_book(&base, &ours, &theirs, &picks(&[("comment", pick)]));
    assert_eq!(decided(Pick::Ours), driver("Я", Some("наш")));
    assert_eq!(decided(Pick::Theirs), driver("Я", Some("их")));
    assert_eq!(decided(Pick::Typed(Value::Null)), driver("Я", None), "cleared by hand");
    assert_eq!(decided(Pick::Typed(json!(5))), driver("Я", Some("наш")));
}
