//! Makers of bids, books and pulled rows, and short names for what the tests say often.

use std::collections::HashSet;

use cargorun_desk::domain::bid::{Bid, BidFacts, BidPoint, BidStatus, Cargo, Contact, PointKind};
use cargorun_desk::domain::book::{BookEntry, Car, Driver};
use cargorun_desk::domain::id::{LocalId, RecordKind, RemoteId};
use cargorun_desk::domain::money::Money;
use cargorun_desk::domain::phone::Phone;
use cargorun_desk::domain::place::{GeoPoint, Place, Precision, Zone};
use cargorun_desk::domain::plate::Plate;
use cargorun_desk::domain::pulled::{PulledBid, PulledBook};
use cargorun_desk::domain::record::RecordState;
use cargorun_desk::store::Store;
use cargorun_desk::store::model::{OpKind, OpState, Operation, Outcome};
use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeDelta, Utc};

pub(crate) fn store() -> Store {
    Store::open_in_memory().unwrap()
}

/// Minutes after the beginning of the test's time.
pub(crate) fn at(minutes: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_780_000_000, 0).unwrap() + TimeDelta::minutes(minutes)
}

pub(crate) fn local_time(day: u32, hour: u32) -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 12, day).unwrap().and_hms_opt(hour, 0, 0).unwrap()
}

#[expect(clippy::unnecessary_wraps, reason = "a bid's price is an option, and every caller wants one")]
pub(crate) fn money(text: &str) -> Option<Money> {
    Some(Money::parse_typed(text).unwrap())
}

pub(crate) fn point(kind: PointKind, city: &str, longitude: f64, day: u32) -> BidPoint {
    BidPoint {
        place: Place {
            address: format!("{city}, Складская, 1"),
            city: Some(city.to_owned()),
            location: Some(GeoPoint { longitude, latitude: 55.5 }),
            zone: Some(Zone::Fixed(180)),
            precision: Precision::Confirmed,
            ..Place::default()
        },
        plan_enter: Some(local_time(day, 10)),
        contact: Some(Contact { name: "Кладовщик".to_owned(), phone: "+79000000001".to_owned() }),
        ..BidPoint::new(kind)
    }
}

/// A bid from Kazan to Ufa; `price` tells one edit from another.
pub(crate) fn bid(price: &str) -> Bid {
    Bid {
        customer: Some(LocalId::new("cpt-7")),
        car: Some(LocalId::new("car-1")),
        driver: Some(LocalId::new("drv-1")),
        price: money(price),
        cargos: vec![Cargo { name: "ТНП".to_owned(), weight_t: Some(18.5), ..Cargo::default() }],
        points: vec![point(PointKind::Load, "Казань", 49.1, 1), point(PointKind::Unload, "Уфа", 55.9, 2)],
        ..Bid::default()
    }
}

/// A bid as the list of the platform gives it: with ids where the platform gives ids.
pub(crate) fn pulled(remote: i64, content: &Bid) -> PulledBid {
    let mut given = content.clone();
    for (place, point) in (1_i64..).zip(&mut given.points) {
        point.remote_id = Some(point.remote_id.unwrap_or(remote * 10 + place));
        point.place.geozone_id = Some(remote * 100 + place);
    }
    for (place, cargo) in (1_i64..).zip(&mut given.cargos) {
        cargo.remote_id = Some(cargo.remote_id.unwrap_or(remote * 10 + place));
    }
    let text = serde_json::to_string(&given).unwrap();
    PulledBid {
        remote_id: RemoteId(remote),
        external_id: None,
        updated_at: Some(at(0)),
        list_raw: Some(format!("{{\"id\":{remote},\"unknown\":\"kept\",\"of\":{text}}}")),
        edit_raw: None,
        bid: given,
        facts: BidFacts { updated_at_raw: Some("2026-11-21T20:00:00.1234567Z".to_owned()), ..BidFacts::default() },
    }
}

pub(crate) fn with_status(mut row: PulledBid, status: BidStatus) -> PulledBid {
    row.facts.status = status;
    row
}

pub(crate) fn gone(mut row: PulledBid) -> PulledBid {
    row.facts.deleted = true;
    row
}

pub(crate) fn driver(name: &str, phone: &str) -> BookEntry {
    BookEntry::Driver(Driver {
        last_name: name.to_owned(),
        first_name: "Олег".to_owned(),
        phone: Some(Phone::parse(phone).unwrap()),
        ..Driver::default()
    })
}

pub(crate) fn car(plate: &str, comment: &str) -> BookEntry {
    BookEntry::Car(Car {
        number: Some(Plate::parse(plate).unwrap()),
        comment: Some(comment.to_owned()),
        ..Car::default()
    })
}

pub(crate) fn pulled_book(remote: i64, entry: BookEntry) -> PulledBook {
    PulledBook { remote_id: RemoteId(remote), raw: format!("{{\"id\":{remote}}}"), entry, deleted: false, active: true }
}

pub(crate) fn state(store: &Store, id: &LocalId) -> RecordState {
    store.bid(id).unwrap().unwrap().meta.state
}

/// Operations of a record: what and how far.
pub(crate) fn book_state(store: &Store, id: &LocalId) -> RecordState {
    store.book(id).unwrap().unwrap().meta.state
}

pub(crate) fn operations(store: &Store, id: &LocalId) -> Vec<(OpKind, OpState)> {
    let all = store.operations().unwrap().into_iter();
    all.filter(|operation| operation.id == *id).map(|operation| (operation.kind, operation.state)).collect()
}

pub(crate) fn next(store: &Store) -> Option<Operation> {
    store.next_operation(at(0), false, &HashSet::new()).unwrap()
}

/// Saves a new bid and queues it.
pub(crate) fn sent_draft(store: &Store, content: &Bid) -> LocalId {
    let id = store.save_bid(None, content, at(0)).unwrap().meta.id;
    store.queue(RecordKind::Bid, &id, OpKind::Create, at(0)).unwrap();
    id
}

/// Marks the next operation as on the wire.
pub(crate) fn begin(store: &Store, id: &LocalId) -> Operation {
    let revision = store.bid(id).unwrap().map_or(0, |record| record.local_revision);
    let operation = store.operations().unwrap().into_iter().find(|operation| operation.id == *id).unwrap();
    store.begin_operation(operation.seq, revision, at(1)).unwrap();
    operation
}

pub(crate) fn done(remote: i64, sent_revision: i64, read_back: Option<PulledBid>) -> Outcome {
    Outcome::Done { remote_id: RemoteId(remote), sent_revision, read_back: read_back.map(Box::new) }
}

/// A bid that the platform has and that is equal on both sides.
pub(crate) fn clean(store: &Store, remote: i64, content: &Bid) -> LocalId {
    store.apply_bid_page(&[pulled(remote, content)], None, at(0)).unwrap();
    LocalId::of_remote(RecordKind::Bid, RemoteId(remote))
}

/// Changes a stored bid by hand.
pub(crate) fn edit(store: &Store, id: &LocalId, change: impl FnOnce(&mut Bid)) {
    let mut content = store.bid(id).unwrap().unwrap().bid;
    change(&mut content);
    store.save_bid(Some(id), &content, at(2)).unwrap();
}
