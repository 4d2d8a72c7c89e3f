//! A small made-up office: books, catalogs, known places and other bids, for driving the editor.

use std::collections::HashMap;
use std::sync::Arc;

use cargorun_desk::app::bid_list::{BidLine, BidList};
use cargorun_desk::app::books::{Books, KnownPlace, Pairing};
use cargorun_desk::app::state::{AppState, EditorStart, EditorTarget};
use cargorun_desk::domain::bid::{Bid, BidFacts, BidStatus, Contact};
use cargorun_desk::domain::book::{
    BookEntry, Car, Counterparty, CounterpartyStatus, Driver, Employee, Organisation, Trailer,
};
use cargorun_desk::domain::catalog::{Catalog, CatalogItem, CatalogKind};
use cargorun_desk::domain::id::{LocalId, RecordKind, RemoteId};
use cargorun_desk::domain::overlap::{Occupation, OverlapIndex, ResourceKind};
use cargorun_desk::domain::phone::Phone;
use cargorun_desk::domain::place::{GeoPoint, Place, Precision, Zone};
use cargorun_desk::domain::plate::Plate;
use cargorun_desk::domain::record::{RecordMeta, RecordState};
use cargorun_desk::domain::trouble::{Trouble, TroubleKind};
use cargorun_desk::store::model::{BidRecord, BookRecord};
use chrono::{DateTime, TimeZone as _, Utc};
use chrono_tz::Tz;

/// The clock of the tests: Monday, 30 November 2026, 12:00 in Moscow.
pub(crate) fn now() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 11, 30, 9, 0, 0).unwrap()
}

pub(crate) fn id(kind: RecordKind, number: i64) -> LocalId {
    LocalId::of_remote(kind, RemoteId(number))
}

pub(crate) fn place(address: &str, city: &str, region: &str, zone: Tz, at: (f64, f64)) -> Place {
    Place {
        address: address.to_owned(),
        city: Some(city.to_owned()),
        region: Some(region.to_owned()),
        federal_district: Some("Приволжский федеральный округ".to_owned()),
        location: Some(GeoPoint { latitude: at.0, longitude: at.1 }),
        zone: Some(Zone::Named(zone)),
        precision: Precision::Confirmed,
        ..Place::default()
    }
}

pub(crate) fn kazan() -> Place {
    Place {
        street: Some("Оренбургский тракт".to_owned()),
        house: Some("5".to_owned()),
        ..place(
            "Казань, Оренбургский тракт, 5",
            "Казань",
            "Республика Татарстан",
            Tz::Europe__Moscow,
            (55.7558, 49.1203),
        )
    }
}

pub(crate) fn ufa() -> Place {
    Place {
        street: Some("улица Менделеева".to_owned()),
        house: Some("130".to_owned()),
        ..place(
            "Уфа, улица Менделеева, 130",
            "Уфа",
            "Республика Башкортостан",
            Tz::Asia__Yekaterinburg,
            (54.7348, 55.9578),
        )
    }
}

fn record(kind: RecordKind, number: i64, entry: BookEntry) -> BookRecord {
    let meta = RecordMeta {
        id: id(kind, number),
        remote_id: Some(RemoteId(number)),
        state: RecordState::Clean,
        queued: false,
        updated_here: now(),
        updated_there: None,
        synced_at: Some(now()),
        error: None,
    };
    BookRecord { meta, entry, deleted: false, active: true, revision: 0 }
}

fn driver(number: i64, last: &str, first: &str, patronymic: &str, phone: &str) -> BookRecord {
    let entry = BookEntry::Driver(Driver {
        last_name: last.to_owned(),
        first_name: first.to_owned(),
        patronymic: Some(patronymic.to_owned()),
        phone: Phone::parse(phone).ok(),
        comment: None,
        ..Driver::default()
    });
    record(RecordKind::Driver, number, entry)
}

fn car(number: i64, plate: &str, first_fixed_at: Option<DateTime<Utc>>) -> BookRecord {
    let entry = BookEntry::Car(Car {
        number: Plate::parse(plate).ok(),
        type_id: Some(RemoteId(11)),
        brand_id: Some(RemoteId(21)),
        first_fixed_at,
        ..Car::default()
    });
    record(RecordKind::Car, number, entry)
}

fn trailer(number: i64, plate: &str) -> BookRecord {
    let entry = BookEntry::Trailer(Trailer {
        number: Plate::parse(plate).ok(),
        type_id: Some(RemoteId(31)),
        brand_id: Some(RemoteId(41)),
        ..Trailer::default()
    });
    record(RecordKind::Trailer, number, entry)
}

fn customer(number: i64, name: &str, inn: &str, status: CounterpartyStatus) -> BookRecord {
    let inn = Some(inn.to_owned());
    let entry = BookEntry::Counterparty(Counterparty { name: name.to_owned(), inn, status, ..Counterparty::default() });
    record(RecordKind::Counterparty, number, entry)
}

fn records() -> Vec<BookRecord> {
    let organisation = Organisation {
        name: "ООО «Быстрые колёса»".to_owned(),
        inn: Some("7701234563".to_owned()),
        payment_type: Some(RemoteId(1)),
        vat_type: Some(RemoteId(5)),
        ..Organisation::default()
    };
    let mut sold = car(3, "Е777КХ716", None);
    sold.deleted = true;
    let mut resting = driver(3, "Ёлкин", "Пётр", "Семёнович", "+79003334455");
    resting.active = false;
    vec![
        driver(1, "Петров", "Олег", "Иванович", "+79001112233"),
        driver(2, "Сидоров", "Антон", "Павлович", "+79002223344"),
        resting,
        car(1, "А123ВС77", Some(Utc.with_ymd_and_hms(2026, 3, 1, 0, 0, 0).unwrap())),
        car(2, "В456ОР116", None),
        sold,
        trailer(1, "АВ123477"),
        trailer(2, "КМ567816"),
        customer(1, "ООО «Ромашка»", "1655000010", CounterpartyStatus::None),
        customer(2, "АО «Камский завод»", "1650000020", CounterpartyStatus::Priority),
        customer(3, "ИП Морозов", "165500003015", CounterpartyStatus::Suspended),
        record(RecordKind::Organisation, 1, BookEntry::Organisation(organisation)),
    ]
}

fn catalog(kind: CatalogKind, items: &[(i64, &str)]) -> Catalog {
    let item = |(id, name): &(i64, &str)| CatalogItem { id: RemoteId(*id), name: (*name).to_owned(), deleted: false };
    Catalog { kind, items: items.iter().map(item).collect() }
}

pub(crate) fn catalogs() -> Vec<Catalog> {
    vec![
        catalog(CatalogKind::PaymentType, &[(1, "Безналичный"), (2, "Наличный")]),
        catalog(CatalogKind::VatType, &[(5, "НДС 22%"), (6, "НДС 10%"), (7, "Без НДС")]),
        catalog(CatalogKind::CargoType, &[(8, "Продукты питания"), (9, "Стройматериалы"), (10, "ТНП")]),
        catalog(CatalogKind::CarType, &[(11, "Тягач")]),
        catalog(CatalogKind::CarBrand, &[(21, "Volvo")]),
        catalog(CatalogKind::TrailerType, &[(31, "Тентованный")]),
        catalog(CatalogKind::TrailerBrand, &[(41, "Schmitz")]),
    ]
}

pub(crate) fn books() -> Books {
    let employee = |id, name: &str| Employee { id: RemoteId(id), name: name.to_owned() };
    let pairing = Pairing { driver: Some(id(RecordKind::Driver, 1)), trailer: Some(id(RecordKind::Trailer, 1)) };
    let warehouse = KnownPlace {
        saved_point: Some(RemoteId(501)),
        name: "Склад на Оренбургском".to_owned(),
        place: kazan(),
        contact: Some(Contact { name: "Ирина".to_owned(), phone: "+79005556677".to_owned() }),
        comment: Some("Въезд с дублёра".to_owned()),
    };
    let shop = KnownPlace { saved_point: None, name: ufa().address, place: ufa(), contact: None, comment: None };
    Books::new(
        records(),
        catalogs(),
        vec![employee(1, "Иванова Анна"), employee(2, "Смирнов Илья")],
        HashMap::from([(id(RecordKind::Car, 1), pairing)]),
        HashMap::from([(id(RecordKind::Counterparty, 1), vec![warehouse, shop])]),
    )
}

/// The bid 48213: truck А123ВС77 and driver Петров, 1 December 10:00 to 2 December 14:00 in Ufa (+05:00).
pub(crate) fn other_bid() -> (Occupation, BidLine) {
    let other = id(RecordKind::Bid, 48213);
    let from = Utc.with_ymd_and_hms(2026, 12, 1, 7, 0, 0).unwrap();
    let to = Utc.with_ymd_and_hms(2026, 12, 2, 9, 0, 0).unwrap();
    let occupation = Occupation {
        bid: other.clone(),
        resources: vec![(ResourceKind::Car, id(RecordKind::Car, 1)), (ResourceKind::Driver, id(RecordKind::Driver, 1))],
        from,
        to,
    };
    let line = BidLine {
        number: "48213".to_owned(),
        remote: Some(48213),
        status: BidStatus::Planned,
        route: "Казань → Уфа".to_owned(),
        car: "А123ВС77".to_owned(),
        driver: "Петров О. И.".to_owned(),
        customer: "ООО «Ромашка»".to_owned(),
        load_time: "01.12.2026 10:00".to_owned(),
        first_utc: Some(from),
        last_utc: Some(to),
        ..BidLine::blank(other)
    };
    (occupation, line)
}

/// The desk in Moscow with the editor open on `start`.
pub(crate) fn desk(start: EditorStart) -> AppState {
    let (occupation, line) = other_bid();
    AppState {
        books: Arc::new(books()),
        bids: BidList { lines: Some(Arc::new(vec![line])), ..BidList::default() },
        overlaps: Some(Arc::new(OverlapIndex::build([occupation]))),
        editor: Some(EditorTarget { session: 1, id: None, start, saved: None }),
        now: now(),
        own_offset_minutes: 180,
        ..AppState::default()
    }
}

/// A bid 48300 that the platform refused to change.
pub(crate) fn stored(bid: Bid, error: String) -> BidRecord {
    let meta = RecordMeta {
        id: id(RecordKind::Bid, 48300),
        remote_id: Some(RemoteId(48300)),
        state: RecordState::Rejected,
        queued: false,
        updated_here: now(),
        updated_there: None,
        synced_at: Some(now()),
        error: Some(Trouble::new(TroubleKind::Refused, error)),
    };
    BidRecord {
        meta,
        external_id: String::new(),
        bid,
        base: None,
        facts: BidFacts::default(),
        local_revision: 1,
        acked_revision: 0,
    }
}
