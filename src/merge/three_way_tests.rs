//! The whole truth table, the lists of items, and the laws that hold for every bid.

use chrono::{NaiveDate, NaiveDateTime};
use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::domain::bid::{BidPoint, Cargo, Contact, PointKind};
use crate::domain::id::{LocalId, RemoteId};
use crate::domain::money::Money;
use crate::domain::place::{GeoPoint, Place, Precision, Zone};
use crate::merge::{Patch, changed_fields, same_for_people};

fn time(day: u32, hour: u32) -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 12, day).unwrap().and_hms_opt(hour, 0, 0).unwrap()
}

fn point(id: Option<i64>, address: &str, day: u32) -> BidPoint {
    BidPoint {
        remote_id: id,
        place: Place {
            address: address.to_owned(),
            location: Some(GeoPoint { longitude: 49.1, latitude: 55.8 }),
            ..Place::default()
        },
        plan_enter: Some(time(day, 10)),
        ..BidPoint::new(PointKind::Load)
    }
}

fn with_points(points: &[BidPoint]) -> Bid {
    Bid { points: points.to_vec(), ..Bid::default() }
}

fn conflict_names(merged: &Merged) -> Vec<&str> {
    merged.conflicts.iter().map(|conflict| conflict.field.as_str()).collect()
}

#[test]
fn the_truth_table_of_a_field() {
    let car = |n: u8| Some(LocalId::new(format!("car-{n}")));
    let bid = |n: u8| Bid { car: car(n), ..Bid::blank() };
    // base, local, remote → result, conflict
    for (base, local, remote, expected, conflict) in
        [(1, 1, 1, 1, false), (1, 1, 2, 2, false), (1, 2, 1, 2, false), (1, 2, 2, 2, false), (1, 2, 3, 2, true)]
    {
        let merged = merge(&bid(base), &bid(local), &bid(remote));
        assert_eq!(merged.bid, bid(expected), "{base} {local} {remote}");
        let named: Vec<_> = if conflict { vec!["car"] } else { vec![] };
        assert_eq!(conflict_names(&merged), named, "{base} {local} {remote}");
        if conflict {
            assert_eq!(merged.conflicts, [FieldConflict::new("car", json!("car-1"), json!("car-2"), json!("car-3"))]);
        }
    }
}

#[test]
fn every_field_stands_in_one_unit() {
    let mut listed: Vec<_> = UNITS.iter().flat_map(|(_, fields)| fields.iter().copied()).collect();
    listed.sort_unstable();
    assert_eq!(listed, BidField::ALL);
}

#[test]
fn price_and_vat_are_one_decision() {
    let base = Bid { price: Money::parse_typed("100000").ok(), vat_type: Some(RemoteId(1)), ..Bid::default() };
    let local = Bid { price: Money::parse_typed("120000").ok(), ..base.clone() };
    let remote = Bid { vat_type: Some(RemoteId(2)), driver: Some(LocalId::new("drv-1")), ..base.clone() };
    let merged = merge(&base, &local, &remote);
    assert_eq!(merged.bid, Bid { driver: Some(LocalId::new("drv-1")), ..local });
    assert_eq!(
        merged.conflicts,
        [FieldConflict {
            field: "price_and_vat".to_owned(),
            base: json!({"price": "100000.00", "vat_type": 1, "vat_on_top": false}),
            ours: json!({"price": "120000.00", "vat_type": 1, "vat_on_top": false}),
            theirs: json!({"price": "100000.00", "vat_type": 2, "vat_on_top": false}),
        }]
    );
}

#[test]
fn payment_days_and_their_kind_are_one_decision() {
    let base = Bid { payment_days: Some(10), ..Bid::default() };
    let local = Bid { payment_days: Some(20), ..base.clone() };
    let remote = Bid { payment_period: Some(crate::domain::bid::PaymentPeriodKind::Banking), ..base.clone() };
    assert_eq!(conflict_names(&merge(&base, &local, &remote)), ["payment_term"]);
}

#[test]
fn two_people_may_change_two_things_of_one_point() {
    let base = with_points(&[point(Some(1), "Казань", 1), point(Some(2), "Уфа", 2)]);
    let mut local = base.clone();
    local.points[1].comment = Some("въезд со двора".to_owned());
    let mut remote = base.clone();
    remote.points[1].plan_enter = Some(time(3, 8));
    let merged = merge(&base, &local, &remote);
    assert_eq!(conflict_names(&merged), Vec::<&str>::new());
    assert_eq!(merged.bid.points[1].comment.as_deref(), Some("въезд со двора"));
    assert_eq!(merged.bid.points[1].plan_enter, Some(time(3, 8)));
}

#[test]
fn the_same_part_of_one_point_is_a_conflict_with_its_name() {
    let base = with_points(&[point(Some(7), "Казань", 1)]);
    let mut local = base.clone();
    local.points[0].plan_enter = Some(time(2, 8));
    let mut remote = base.clone();
    remote.points[0].window_end = Some(time(1, 20));
    let merged = merge(&base, &local, &remote);
    assert_eq!(merged.bid, local);
    assert_eq!(conflict_names(&merged), ["points/7/times"], "a point's times are one unit");
}

#[test]
fn points_are_added_and_removed_on_both_sides() {
    let base = with_points(&[point(Some(1), "Казань", 1), point(Some(2), "Уфа", 2), point(Some(3), "Омск", 3)]);
    let mut local = base.clone();
    local.points.remove(1);
    local.points.push(point(None, "Тюмень", 4));
    let mut remote = base.clone();
    remote.points[2].comment = Some("новый склад".to_owned());
    remote.points.insert(0, BidPoint { remote_id: Some(9), ..BidPoint::new(PointKind::Start) });
    let merged = merge(&base, &local, &remote);
    assert_eq!(conflict_names(&merged), Vec::<&str>::new());
    let route: Vec<_> = merged.bid.points.iter().map(|p| (p.remote_id, p.place.address.as_str())).collect();
    assert_eq!(route, [(Some(9), ""), (Some(1), "Казань"), (Some(3), "Омск"), (None, "Тюмень")]);
    assert_eq!(merged.bid.points[2].comment.as_deref(), Some("новый склад"));
}

#[test]
fn removing_what_the_other_side_changed_is_a_conflict() {
    let base = with_points(&[point(Some(1), "Казань", 1), point(Some(2), "Уфа", 2)]);
    let mut shorter = base.clone();
    shorter.points.remove(1);
    let mut changed = base.clone();
    changed.points[1].plan_enter = Some(time(5, 5));

    let gone_there = merge(&base, &changed, &shorter);
    assert_eq!((conflict_names(&gone_there), &gone_there.bid), (vec!["points/2"], &changed));
    assert!(gone_there.conflicts[0].theirs.is_null());

    let absent_here = merge(&base, &shorter, &changed);
    assert_eq!((conflict_names(&absent_here), &absent_here.bid), (vec!["points/2"], &shorter));
    assert!(absent_here.conflicts[0].ours.is_null());
}

#[test]
fn orders_that_contradict_each_other_are_a_conflict() {
    let points = [point(Some(1), "А", 1), point(Some(2), "Б", 2), point(Some(3), "В", 3)];
    let [a, b, c] = points.clone();
    let merged =
        merge(&with_points(&points), &with_points(&[b.clone(), a.clone(), c.clone()]), &with_points(&[a, c, b]));
    assert_eq!(conflict_names(&merged), ["points/order"]);
    assert_eq!(merged.conflicts[0].theirs, json!([1, 3, 2]));
}

#[test]
fn what_the_platform_adds_by_itself_is_no_change() {
    let base = with_points(&[point(Some(1), "Казань", 1)]);
    let mut remote = base.clone();
    remote.points[0].place.geozone_id = Some(77);
    remote.points[0].place.zone = Some(Zone::Fixed(180));
    remote.points[0].place.radius_m = Some(500.0);
    remote.points[0].place.precision = Precision::Confirmed;
    remote.points[0].contact = Some(Contact::default());
    let mut local = base.clone();
    local.points[0].place = point(None, "Уфа", 1).place;
    let merged = merge(&base, &local, &remote);
    assert_eq!((conflict_names(&merged), &merged.bid.points[0].place.address), (vec![], &"Уфа".to_owned()));
    assert!(same_for_people(BidField::Points, &base, &remote));
    assert!(!same_for_people(BidField::Points, &base, &local));
}

#[test]
fn what_was_sent_without_ids_comes_back_with_them() {
    let sent = Bid {
        cargos: vec![Cargo { name: "ТНП".to_owned(), ..Cargo::default() }],
        ..with_points(&[point(None, "Казань", 1), point(None, "Уфа", 2)])
    };
    let mut local = sent.clone();
    local.points[1].comment = Some("звонить за час".to_owned());
    local.points.insert(1, point(None, "Чебоксары", 1));
    local.cargos[0].weight_t = Some(18.5);
    let mut came_back = sent.clone();
    came_back.points[0].remote_id = Some(11);
    came_back.points[1].remote_id = Some(12);
    came_back.points[1].place.geozone_id = Some(5);
    came_back.points.insert(0, BidPoint { remote_id: Some(10), ..BidPoint::new(PointKind::Start) });
    came_back.cargos[0].remote_id = Some(21);

    let merged = merge(&sent, &local, &came_back);
    assert_eq!(conflict_names(&merged), Vec::<&str>::new());
    let cargos: Vec<_> = merged.bid.cargos.iter().map(|cargo| (cargo.remote_id, cargo.weight_t)).collect();
    assert_eq!(cargos, [(Some(21), Some(18.5))]);
    let route: Vec<_> = merged.bid.points.iter().map(|p| (p.remote_id, p.comment.as_deref())).collect();
    assert_eq!(route, [(Some(10), None), (Some(11), None), (None, None), (Some(12), Some("звонить за час"))]);

    // Changed beyond recognition, but nothing was added: its place says which it is.
    local.points.remove(1);
    local.points[1] = BidPoint { plan_leave: Some(time(3, 12)), ..point(None, "Стерлитамак", 3) };
    let merged = merge(&sent, &local, &came_back);
    let route: Vec<_> = merged.bid.points.iter().map(|p| (p.remote_id, p.place.address.as_str())).collect();
    assert_eq!(route, [(Some(10), ""), (Some(11), "Казань"), (Some(12), "Стерлитамак")]);
    assert_eq!(conflict_names(&merged), Vec::<&str>::new());
}

// ---- laws

fn ids() -> impl Strategy<Value = Option<i64>> {
    prop_oneof![1 => Just(None), 5 => (1_i64..5).prop_map(Some)]
}

fn points() -> impl Strategy<Value = Vec<BidPoint>> {
    let kinds = prop_oneof![Just(PointKind::Load), Just(PointKind::Unload), Just(PointKind::Start)];
    let one = (ids(), kinds, "[АБ]", 1_u32..3, proptest::option::of("[xy]"), proptest::option::of(1_i64..3));
    proptest::collection::vec(
        one.prop_map(|(id, kind, address, day, comment, geozone)| {
            let mut made = BidPoint { kind, comment, ..point(id, &address, day) };
            made.place.geozone_id = geozone;
            made
        }),
        0..5,
    )
}

fn cargos() -> impl Strategy<Value = Vec<Cargo>> {
    let one = (ids(), "[АБ]", proptest::option::of(0..3_i8));
    proptest::collection::vec(
        one.prop_map(|(remote_id, name, weight)| Cargo {
            remote_id,
            name,
            weight_t: weight.map(f64::from),
            ..Cargo::default()
        }),
        0..4,
    )
}

prop_compose! {
    pub(in crate::merge) fn bids()(
        car in proptest::option::of("[ab]"),
        customer in proptest::option::of("[ab]"),
        price in proptest::option::of(0_i64..3),
        vat in proptest::option::of(1_i64..3),
        vat_on_top in any::<bool>(),
        payment_days in proptest::option::of(1_i32..3),
        cargos in cargos(),
        points in points(),
    ) -> Bid {
        Bid {
            car: car.map(LocalId::new),
            customer: customer.map(LocalId::new),
            price: price.map(|roubles| Money::from_decimal(roubles.into())),
            vat_type: vat.map(RemoteId),
            vat_on_top,
            payment_days,
            cargos,
            points,
            ..Bid::default()
        }
    }
}

/// Every piece of a bid that must come from somewhere: fields, and parts of points.
fn pieces(bid: &Bid) -> Vec<String> {
    let mut all: Vec<_> = BidField::ALL
        .iter()
        .filter(|field| !matches!(field, BidField::Points | BidField::Cargos))
        .map(|field| format!("{field:?} {}", field.value(bid)))
        .collect();
    for p in &bid.points {
        all.extend([
            format!("kind {:?}", p.kind),
            format!("place {:?}", p.place),
            format!("times {:?} {:?}", p.plan_enter, p.window_end),
            format!("comment {:?}", p.comment),
        ]);
    }
    for c in &bid.cargos {
        all.extend([format!("name {}", c.name), format!("weight {:?}", c.weight_t)]);
    }
    all
}

/// `PROPTEST_CASES` asks for a longer run.
pub(in crate::merge) fn runs() -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok());
    ProptestConfig::with_cases(asked.unwrap_or(10_000))
}

proptest! {
    #![proptest_config(runs())]

    #[test]
    fn nothing_done_here_takes_theirs(base in bids(), remote in bids()) {
        prop_assert_eq!(merge(&base, &base, &remote), Merged { bid: remote, conflicts: vec![] });
    }

    #[test]
    fn nothing_done_there_keeps_ours(base in bids(), local in bids()) {
        prop_assert_eq!(merge(&base, &local, &base), Merged { bid: local, conflicts: vec![] });
    }

    #[test]
    fn the_same_done_twice_is_done_once(base in bids(), both in bids()) {
        prop_assert_eq!(merge(&base, &both, &both), Merged { bid: both, conflicts: vec![] });
    }

    #[test]
    fn no_value_is_invented(base in bids(), local in bids(), remote in bids()) {
        let known: Vec<_> = [&base, &local, &remote].into_iter().flat_map(pieces).collect();
        for piece in pieces(&merge(&base, &local, &remote).bid) {
            prop_assert!(known.contains(&piece), "{piece}");
        }
    }

    #[test]
    fn a_conflict_always_shows_two_sides_that_differ(base in bids(), local in bids(), remote in bids()) {
        for conflict in merge(&base, &local, &remote).conflicts {
            prop_assert!(conflict.ours != conflict.theirs, "{conflict:?}");
        }
    }

    #[test]
    fn a_conflict_is_seen_from_both_sides(base in bids(), local in bids(), remote in bids()) {
        let fields = |merged: Merged| {
            let mut named: Vec<_> = merged.conflicts.into_iter().map(|c| c.field).collect();
            named.retain(|name| !name.contains('/') && name != "points" && name != "cargos");
            named
        };
        prop_assert_eq!(fields(merge(&base, &local, &remote)), fields(merge(&base, &remote, &local)));
    }

    #[test]
    fn a_patch_is_the_difference(base in bids(), local in bids()) {
        let patch = Patch::between(&base, &local);
        prop_assert_eq!(patch.apply_to(&base), local.clone());
        prop_assert_eq!(patch.fields().iter().map(|f| f.name()).collect::<Vec<_>>(), changed_fields(&base, &local));
        prop_assert_eq!(Patch::from_json(&patch.to_json().to_string()).unwrap(), patch);
    }
}
