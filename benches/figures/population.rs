//! A believable stock of bids for the figures: as many as asked for, over as many trucks as such a carrier would have.

use std::collections::HashMap;
use std::path::Path;

use cargorun_desk::app::bid_list::BidLine;
use cargorun_desk::app::books::Books;
use cargorun_desk::app::lines::{self, OwnClock};
use cargorun_desk::domain::bid::{Bid, BidFacts, BidPoint, BidStatus, PointKind};
use cargorun_desk::domain::book::{BookEntry, Car};
use cargorun_desk::domain::id::{LocalId, RecordKind, RemoteId};
use cargorun_desk::domain::money::Money;
use cargorun_desk::domain::place::{GeoPoint, Place, Precision, Zone};
use cargorun_desk::domain::plate::Plate;
use cargorun_desk::domain::pulled::{PulledBid, PulledBook};
use cargorun_desk::store::Store;
use chrono::{DateTime, TimeDelta, Utc};
use rust_decimal::Decimal;

const TRUCKS: usize = 300;
const CITIES: [(&str, f64, f64, i32); 6] = [
    ("Казань", 55.79, 49.12, 180),
    ("Уфа", 54.73, 55.96, 300),
    ("Москва", 55.75, 37.62, 180),
    ("Самара", 53.2, 50.15, 240),
    ("Екатеринбург", 56.84, 60.6, 300),
    ("Пенза", 53.2, 45.0, 180),
];

/// Writes a database with trucks and bids, as pulls would have.
pub(crate) fn fill(database: &Path, bids: usize) -> Result<(), Box<dyn std::error::Error>> {
    let store = Store::open(database)?.store;
    let now = Utc::now();
    let cars: Vec<PulledBook> = (1..=TRUCKS).map(car).collect::<Result<_, _>>()?;
    store.apply_book(RecordKind::Car, &cars, true, now)?;
    let all: Vec<PulledBid> = (0..bids).map(|number| bid(number, now)).collect();
    for page in all.chunks(5_000) {
        store.apply_bid_page(page, None, now)?;
    }
    Ok(())
}

/// Ready lines, without a store.
pub(crate) fn list_lines(bids: usize) -> Result<Vec<BidLine>, Box<dyn std::error::Error>> {
    let dir = tempfile::tempdir()?;
    let database = dir.path().join("desk.db");
    fill(&database, bids)?;
    let store = Store::open(&database)?.store;
    let books = Books::new(store.book_records()?, Vec::new(), Vec::new(), HashMap::default(), HashMap::default());
    let rows = store.bid_rows()?;
    Ok(rows.iter().map(|row| lines::line(row, &books, OwnClock { offset_minutes: 180 })).collect())
}

fn car(number: usize) -> Result<PulledBook, Box<dyn std::error::Error>> {
    let plate = Plate::parse(&format!("А{:03}ВС{}", number % 999 + 1, 16 + number / 999))?;
    Ok(PulledBook {
        remote_id: RemoteId(i64::try_from(number)?),
        raw: "{}".into(),
        entry: BookEntry::Car(Car { number: Some(plate), ..Car::default() }),
        deleted: false,
        active: true,
    })
}

fn bid(number: usize, now: DateTime<Utc>) -> PulledBid {
    let at = |step: usize| CITIES.get((number + step) % CITIES.len()).copied().unwrap_or(CITIES[0]);
    let turn = i64::try_from(number / TRUCKS).unwrap_or_default();
    let begin = now.naive_utc() - TimeDelta::days(2 * turn) + TimeDelta::days(20);
    let id = i64::try_from(number).unwrap_or_default() + 40_000;
    let car = i64::try_from(number % TRUCKS).unwrap_or_default() + 1;
    let status = match turn {
        ..5 => BidStatus::Draft,
        5..9 => BidStatus::Planned,
        9..11 => BidStatus::Started,
        _ => BidStatus::Done,
    };
    PulledBid {
        remote_id: RemoteId(id),
        external_id: None,
        updated_at: Some(now),
        list_raw: Some(format!(r#"{{"id":{id}}}"#)),
        edit_raw: None,
        bid: Bid {
            car: Some(LocalId::of_remote(RecordKind::Car, RemoteId(car))),
            price: Some(Money::from_decimal(Decimal::from(60_000 + number % 90_000))),
            points: vec![
                point(PointKind::Load, at(0), begin),
                point(PointKind::Unload, at(1), begin + TimeDelta::hours(30)),
            ],
            ..Bid::default()
        },
        facts: BidFacts { status, ..BidFacts::default() },
    }
}

fn point(
    kind: PointKind,
    (city, latitude, longitude, offset): (&str, f64, f64, i32),
    at: chrono::NaiveDateTime,
) -> BidPoint {
    let mut point = BidPoint::new(kind);
    point.plan_enter = Some(at);
    point.place = Place {
        address: city.to_owned(),
        city: Some(city.to_owned()),
        location: Some(GeoPoint { longitude, latitude }),
        zone: Some(Zone::Fixed(offset)),
        precision: Precision::Confirmed,
        ..Place::default()
    };
    point
}
