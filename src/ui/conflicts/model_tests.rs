//! The screen as data: rows, words, order and counts, by tables.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, TimeDelta};

use super::*;
use crate::domain::bid::{Bid, BidFacts, BidPoint, Cargo, PointKind};
use crate::domain::id::RemoteId;
use crate::domain::money::Money;
use crate::domain::place::{Place, Zone};
use crate::domain::record::{RecordMeta, RecordState};
use crate::store::model::{BidBase, BidConflict, BidRecord};

fn point(id: i64, kind: PointKind, city: &str, day: u32) -> BidPoint {
    BidPoint {
        remote_id: Some(id),
        place: Place {
            address: format!("{city}, Складская, 1"),
            city: Some(city.into()),
            zone: Some(Zone::Fixed(300)),
            ..Place::default()
        },
        plan_enter: NaiveDate::from_ymd_opt(2026, 12, day).and_then(|day| day.and_hms_opt(10, 0, 0)),
        ..BidPoint::new(kind)
    }
}

fn agreed() -> Bid {
    Bid {
        price: Money::parse_typed("120000").ok(),
        contract_number: Some("Д-1".into()),
        cargos: vec![Cargo { remote_id: Some(5), name: "ТНП".into(), ..Cargo::default() }],
        points: vec![point(1, PointKind::Load, "Казань", 1), point(2, PointKind::Unload, "Уфа", 2)],
        ..Bid::default()
    }
}

fn case(number: i64, here: impl Fn(&mut Bid), there: impl Fn(&mut Bid)) -> Case {
    let (mut ours, mut theirs) = (agreed(), agreed());
    here(&mut ours);
    there(&mut theirs);
    let id = LocalId::of_remote(RecordKind::Bid, RemoteId(number));
    let now = DateTime::UNIX_EPOCH + TimeDelta::minutes(number);
    let record = BidRecord {
        meta: RecordMeta {
            id: id.clone(),
            remote_id: Some(RemoteId(number)),
            state: RecordState::Conflict,
            queued: true,
            updated_here: now,
            updated_there: Some(now),
            synced_at: Some(now),
            error: None,
        },
        external_id: String::new(),
        bid: ours,
        base: Some(BidBase { list_raw: None, edit_raw: None, bid: agreed() }),
        facts: BidFacts::default(),
        local_revision: 1,
        acked_revision: 0,
    };
    Case::of_bid(record, BidConflict { id, since: now, fields: Vec::new(), theirs })
}

fn state(cases: Vec<Case>) -> AppState {
    let mut state =
        AppState { now: DateTime::UNIX_EPOCH + TimeDelta::hours(3), own_offset_minutes: 180, ..AppState::default() };
    state.conflicts.cases = Arc::new(cases);
    state
}

fn price(roubles: &'static str) -> impl Fn(&mut Bid) {
    move |bid| bid.price = Money::parse_typed(roubles).ok()
}

fn pick(state: &mut AppState, unit: &str, pick: Option<Pick>) {
    let id = state.conflicts.cases[0].id().clone();
    let _kept =
        crate::app::handle::handle(state, crate::app::command::Command::PickConflict { id, unit: unit.into(), pick });
}

#[test]
fn every_kind_of_difference_has_its_plain_words() {
    type Edit = fn(&mut Bid);
    let nothing: Edit = |_| {};
    let late: Edit = |bid| bid.points[1].comment = Some("со двора".into());
    let later: Edit = |bid| bid.points[1].comment = Some("с улицы".into());
    let drop: Edit = |bid| drop(bid.points.pop());
    let add: Edit = |bid| bid.points.push(point(9, PointKind::Custom, "Чита", 3));
    let clear: Edit = |bid| bid.contract_number = None;
    let other: Edit = |bid| bid.contract_number = Some("Д-2".into());
    for (unit, here, there, title, about) in [
        ("contract_number", other, nothing, "Договор", "изменено только у нас"),
        ("contract_number", clear, other, "Договор", "изменено с обеих сторон"),
        ("points/2/comment", late, later, "Выгрузка, Уфа: комментарий", "изменено с обеих сторон"),
        ("points/2/comment", nothing, later, "Выгрузка, Уфа: комментарий", "изменено только в Cargo.Run"),
        ("points/2/comment", late, late, "Выгрузка, Уфа: комментарий", "с обеих сторон изменено одинаково"),
        ("points/2", late, drop, "Выгрузка, Уфа", "у нас изменено, в Cargo.Run убрано"),
        ("points/2", drop, late, "Выгрузка, Уфа", "у нас убрано, в Cargo.Run изменено"),
        ("points/2", drop, nothing, "Выгрузка, Уфа", "убрано у нас"),
        ("points/9", nothing, add, "Произвольная точка, Чита", "добавлено в Cargo.Run"),
    ] {
        let state = state(vec![case(1, here, there)]);
        let sheet = sheet(&state, false).unwrap();
        let row = sheet.rows.iter().find(|row| row.unit == unit).unwrap_or_else(|| panic!("{unit}: {sheet:#?}"));
        assert_eq!((row.title.as_str(), row.about.as_str()), (title, about), "{unit}");
        assert!(!format!("{sheet:?}").contains("conflicts-"), "every word has a text");
        for side in [&row.ours.text, &row.theirs.text, &row.base] {
            assert!(!side.contains('{') && !side.contains('"'), "no JSON on the screen: {side}");
        }
    }
}

#[test]
fn an_empty_value_says_whether_it_was_ever_there() {
    let state = state(vec![case(1, |bid| bid.contract_number = None, |bid| bid.payment_days = Some(5))]);
    let rows = sheet(&state, false).unwrap().rows;
    let row = |unit: &str| rows.iter().find(|row| row.unit == unit).unwrap();
    assert_eq!((row("contract_number").ours.text.as_str(), row("contract_number").ours.empty), ("(пусто)", true));
    assert_eq!(row("payment_term").ours.text, "не указывали");
    assert_eq!(row("payment_term").theirs.text, "5\u{a0}дней".replace('\u{a0}', " "));
}

#[test]
fn a_time_is_local_to_its_point_and_says_its_zone() {
    let state = state(vec![case(1, price("1"), |bid| bid.points[1] = point(2, PointKind::Unload, "Уфа", 5))]);
    let rows = sheet(&state, false).unwrap().rows;
    let times = rows.iter().find(|row| row.unit == "points/2/times").unwrap();
    assert_eq!(times.theirs.text, "05.12.2026 10:00 (+05:00)");
    assert_eq!((times.base.as_str(), times.origin), ("02.12.2026 10:00 (+05:00)", Origin::Theirs));
}

#[test]
fn disputed_rows_come_first_and_the_rest_on_demand() {
    let state = state(vec![case(1, price("140000"), |bid| {
        price("150000")(bid);
        bid.contract_number = Some("Д-2".into());
    })]);
    let short = sheet(&state, false).unwrap();
    let named: Vec<_> = short.rows.iter().map(|row| (row.unit.as_str(), row.asked)).collect();
    assert_eq!(named, [("price_and_vat", true), ("contract_number", false)]);
    let whole = sheet(&state, true).unwrap();
    assert_eq!((whole.hidden, whole.rows.len()), (0, short.rows.len() + short.hidden));
    assert_eq!(whole.rows[0].unit, "price_and_vat");
}

#[test]
fn picks_work_live_and_the_last_one_makes_it_ready() {
    let apart = |bid: &mut Bid| {
        price("150000")(bid);
        bid.cargos[0].name = "Доски".into();
    };
    let mut state = state(vec![case(
        1,
        |bid| {
            price("140000")(bid);
            bid.cargos[0].name = "Брус".into();
        },
        apart,
    )]);
    assert_eq!(sheet(&state, false).unwrap().left, 2);
    pick(&mut state, "price_and_vat", Some(Pick::Ours));
    let half = sheet(&state, false).unwrap();
    assert_eq!(
        (half.left, half.rows[0].origin, half.rows[0].result.as_str()),
        (1, Origin::Ours, "140\u{a0}000,00\u{a0}₽")
    );
    assert_eq!(half.sentence, "В Cargo.Run изменится: цена, НДС.");
    pick(&mut state, "cargos/5/name", Some(Pick::Theirs));
    let ready = sheet(&state, false).unwrap();
    assert_eq!(ready.left, 0);
    assert_eq!(ready.sentence, "В Cargo.Run изменится: цена, НДС. У нас изменится: груз «Брус»: наименование.");
    pick(&mut state, "price_and_vat", None);
    assert_eq!(sheet(&state, false).unwrap().left, 1, "one press back to undecided");
}

#[test]
fn what_moved_there_after_a_pick_is_marked_and_the_pick_stands() {
    let mut state = state(vec![case(1, price("140000"), price("150000"))]);
    pick(&mut state, "price_and_vat", Some(Pick::Ours));
    state.conflicts.cases = Arc::new(vec![case(1, price("140000"), price("170000"))]);
    let moved = sheet(&state, false).unwrap();
    assert_eq!((moved.moved, moved.left, moved.rows[0].moved), (true, 0, true));
    assert_eq!(moved.rows[0].origin, Origin::Ours);
}

#[test]
fn the_same_field_of_other_records_is_counted_until_it_is_decided() {
    let both = |number| case(number, price("140000"), price("150000"));
    let mut state = state(vec![both(1), both(2), both(3)]);
    assert_eq!(sheet(&state, false).unwrap().rows[0].alike, 0, "nothing is picked yet");
    pick(&mut state, "price_and_vat", Some(Pick::Theirs));
    assert_eq!(sheet(&state, false).unwrap().rows[0].alike, 2);
    let id = state.conflicts.cases[0].id().clone();
    let asked = crate::app::command::Command::PickConflictAlike { id, unit: "price_and_vat".into() };
    assert_eq!(crate::app::handle::handle(&mut state, asked).len(), 2, "both are kept");
    assert!(lines(&state, None).iter().all(|line| line.solved));
    assert_eq!(sheet(&state, false).unwrap().rows[0].alike, 0);
}

#[test]
fn a_typed_value_is_read_as_people_write_it() {
    let state = state(vec![case(
        1,
        |bid| {
            price("140000")(bid);
            bid.points[1] = point(2, PointKind::Unload, "Уфа", 3);
        },
        |bid| {
            price("150000")(bid);
            bid.points[1] = point(2, PointKind::Unload, "Уфа", 4);
        },
    )]);
    let case = &state.conflicts.cases[0];
    let speaker = speaker(case, &state);
    for (unit, typed, shown) in [
        ("price_and_vat", "145 000", Some("145\u{a0}000,00\u{a0}₽")),
        ("price_and_vat", "много", None),
        ("points/2/times", "05.12.2026 15:00", Some("05.12.2026 15:00 (+05:00)")),
        ("points/2/times", "05.12.2026 15:00 – 18:00 (+05:00)", Some("05.12.2026 15:00 – 18:00 (+05:00)")),
        ("points/2/times", "05.12.2026 15:00 – 05.12.2026 11:00", None),
        ("contract_number", "Д-7", Some("Д-7")),
        ("contract_number", "", Some("(пусто)")),
    ] {
        let unit = case.unit(unit).unwrap();
        let read = speaker.read_typed(unit, typed, state.now).map(|value| speaker.shown(unit, &value).text);
        assert_eq!(read.as_deref(), shown, "{}: {typed}", unit.name);
    }
}
