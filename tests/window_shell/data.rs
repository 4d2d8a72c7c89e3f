//! A window's state with invented rows, for looking at the window and for driving it: no store, no network.

use std::collections::HashMap;
use std::sync::Arc;

use cargorun_desk::app::bid_list::{BidCounts, BidFilter, BidLine, BidList, BidView};
use cargorun_desk::app::books::Books;
use cargorun_desk::app::journal::JournalView;
use cargorun_desk::app::state::{AppState, Connection, Link, SyncStatus};
use cargorun_desk::domain::bid::{Bid, BidFacts, BidPoint, BidStatus, Cargo, Contact, PointFacts, PointKind};
use cargorun_desk::domain::book::{BookEntry, Car, Counterparty, Driver, Trailer};
use cargorun_desk::domain::catalog::{Catalog, CatalogItem, CatalogKind};
use cargorun_desk::domain::id::{LocalId, RecordKind, RemoteId};
use cargorun_desk::domain::money::Money;
use cargorun_desk::domain::phone::Phone;
use cargorun_desk::domain::place::{Place, Precision, Zone};
use cargorun_desk::domain::plate::Plate;
use cargorun_desk::domain::record::{RecordMeta, RecordState};
use cargorun_desk::domain::search_key;
use cargorun_desk::store::model::{BidRecord, BookRecord, HourCount, JournalEntry, JournalFilter, JournalPage};
use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeDelta, Utc};

/// The moment of all tests: 1 December 2026, 09:30 in Moscow.
pub(crate) fn now() -> DateTime<Utc> {
    day(1, 6, 30).and_utc()
}

pub(crate) fn day(day: u32, hour: u32, minute: u32) -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 12, 1)
        .and_then(|first| first.and_hms_opt(hour, minute, 0))
        .map(|at| at + TimeDelta::days(i64::from(day) - 1))
        .expect("a moment of December 2026")
}

const TOWNS: [(&str, &str, &str, &str, i32); 8] = [
    ("Казань", "Республика Татарстан", "", "Приволжский федеральный округ", 180),
    ("Уфа", "Республика Башкортостан", "", "Приволжский федеральный округ", 300),
    ("Москва", "Москва", "", "Центральный федеральный округ", 180),
    ("Пенза", "Пензенская область", "", "Приволжский федеральный округ", 180),
    ("Екатеринбург", "Свердловская область", "", "Уральский федеральный округ", 300),
    ("Набережные Челны", "Республика Татарстан", "Тукаевский район", "Приволжский федеральный округ", 180),
    ("Новосибирск", "Новосибирская область", "", "Сибирский федеральный округ", 420),
    ("Саратов", "Саратовская область", "", "Приволжский федеральный округ", 240),
];
const CUSTOMERS: [&str; 5] =
    ["ООО «Лазурит»", "АО «Северная верфь склада»", "ИП Тестов А. Б.", "ООО «Камские полимеры»", "ООО «Дом еды»"];
const DRIVERS: [(&str, &str, &str); 5] = [
    ("Петров", "Олег", "Иванович"),
    ("Щукин", "Артём", "Ильич"),
    ("Ёлкин", "Семён", "Петрович"),
    ("Гайфуллин", "Ринат", "Маратович"),
    ("Журавлёв", "Пётр", "Олегович"),
];

fn cycled<T: Copy>(items: &[T], place: usize) -> T {
    items[place % items.len()]
}

pub(crate) fn status_of(place: usize) -> BidStatus {
    cycled(&[0, 2, 1, 3, 2, 0, 3, 4, 3, 2], place).pipe(|which| match which {
        0 => BidStatus::Draft,
        1 => BidStatus::Planned,
        2 => BidStatus::Started,
        3 => BidStatus::Done,
        _ => BidStatus::Cancelled,
    })
}

trait Pipe: Sized {
    fn pipe<R>(self, with: impl FnOnce(Self) -> R) -> R {
        with(self)
    }
}
impl<T> Pipe for T {}

fn plate(place: usize) -> String {
    format!("А{:03}ВС{}", 123 + place % 800, cycled(&[77, 16, 102, 58], place))
}

pub(crate) fn line(place: usize) -> BidLine {
    let (from, to) = (cycled(&TOWNS, place), cycled(&TOWNS, place * 3 + 1));
    let (last, first, patronymic) = cycled(&DRIVERS, place);
    let status = status_of(place);
    let (state, queued, error) = match (place % 23, &status) {
        (0, _) => (RecordState::LocalNew, false, None),
        (5, _) => (RecordState::LocalNew, true, None),
        (7, _) => (RecordState::Dirty, false, None),
        (9, _) => (RecordState::CreateInflight, true, None),
        (11, _) => (RecordState::Rejected, false, Some("Не заполнено поле «Вид оплаты»".to_owned())),
        (13, _) => (RecordState::Conflict, false, None),
        (15, _) => (RecordState::CreateUnknown, false, None),
        _ => (RecordState::Clean, false, None),
    };
    let local = matches!(state, RecordState::LocalNew | RecordState::CreateInflight | RecordState::CreateUnknown);
    let status = if local { BidStatus::Draft } else { status };
    let remote = (!local).then(|| 48_213 + i64::try_from(place).unwrap_or(0));
    let number = remote.map(|id| id.to_string()).unwrap_or_default();
    let route = format!("{} → {}", from.0, to.0);
    let car = if place % 11 == 3 { String::new() } else { plate(place) };
    let driver = format!("{last} {}. {}.", initial(first), initial(patronymic));
    let customer = cycled(&CUSTOMERS, place * 7).to_owned();
    let kopecks = 12_000_000 + i64::try_from(place % 37).unwrap_or(0) * 431_250;
    let load = day(1 + u32::try_from(place % 28).unwrap_or(0), u32::try_from(place % 24).unwrap_or(0), 30);
    BidLine {
        id: remote.map_or_else(
            || LocalId::new(format!("local-{place}")),
            |id| LocalId::of_remote(RecordKind::Bid, RemoteId(id)),
        ),
        search: search_key::fold(&format!("{number} {route} {car} {driver} {customer}")),
        number,
        remote,
        status,
        state,
        queued,
        error: error.map(|text: String| text.as_str().into()),
        route,
        car,
        trailer: if place % 4 == 1 { String::new() } else { format!("АВ{:04}16", 1200 + place % 700) },
        driver,
        customer,
        load_time: load.format("%d.%m.%Y %H:%M").to_string(),
        load_zone: match from.4 {
            180 => String::new(),
            other => format!("(+{:02}:00)", other / 60),
        },
        first_utc: Some(load.and_utc()),
        last_utc: Some(load.and_utc() + TimeDelta::hours(20)),
        price: Money::from_decimal(rust_decimal(kopecks)).shown(),
        price_kopecks: kopecks,
        plan_mileage_m: Some(712_000.0),
        late_min: None,
        watched: None,
        car_id: None,
    }
}

fn rust_decimal(kopecks: i64) -> rust_decimal::Decimal {
    rust_decimal::Decimal::new(kopecks, 2)
}

fn initial(name: &str) -> char {
    name.chars().next().unwrap_or(' ')
}

pub(crate) fn list(rows: usize) -> BidList {
    let lines: Vec<_> = (0..rows).map(line).collect();
    let mut list = BidList { lines: Some(Arc::new(lines)), ..BidList::default() };
    apply(&mut list, BidView { filter: BidFilter::All, ..BidView::default() });
    list
}

/// Applies a view the simple way, so that the window can be played with.
pub(crate) fn apply(list: &mut BidList, view: BidView) {
    let Some(lines) = list.lines.clone() else { return };
    let query = search_key::fold(&view.search);
    let keeps = |filter: BidFilter, line: &BidLine| {
        use BidStatus::{Cancelled, Done, Draft, Planned, Started};
        match filter {
            BidFilter::All => true,
            BidFilter::Bin => line.state == RecordState::Tombstone,
            BidFilter::Active => matches!(line.status, Draft | Planned | Started),
            BidFilter::Drafts => line.status == Draft,
            BidFilter::Planned => line.status == Planned,
            BidFilter::Started => line.status == Started,
            BidFilter::Done => line.status == Done,
            BidFilter::Cancelled => line.status == Cancelled,
            BidFilter::Late | BidFilter::Standing | BidFilter::NoGps | BidFilter::NotAccepted => false,
            BidFilter::Overlapping => line.number.ends_with('7'),
            BidFilter::NoCar => line.car.is_empty() && !matches!(line.status, Done | Cancelled),
            BidFilter::Unsent => matches!(line.state, RecordState::LocalNew | RecordState::Dirty),
            BidFilter::Attention => matches!(line.state, RecordState::Rejected | RecordState::Conflict),
        }
    };
    let count = |filter| lines.iter().filter(|line| keeps(filter, line)).count();
    list.counts = BidCounts {
        active: count(BidFilter::Active),
        all: lines.len(),
        drafts: count(BidFilter::Drafts),
        planned: count(BidFilter::Planned),
        started: count(BidFilter::Started),
        done: count(BidFilter::Done),
        cancelled: count(BidFilter::Cancelled),
        overlapping: count(BidFilter::Overlapping),
        no_car: count(BidFilter::NoCar),
        unsent: count(BidFilter::Unsent),
        attention: count(BidFilter::Attention),
        bin: count(BidFilter::Bin),
        ..BidCounts::default()
    };
    let picked = |line: &BidLine| view.picked.as_ref().is_none_or(|picked| picked.ids.contains(&line.id));
    let hit = |line: &&(usize, &BidLine)| {
        keeps(view.filter, line.1) && picked(line.1) && search_key::matches(&line.1.search, &query)
    };
    let shown = lines.iter().enumerate().collect::<Vec<_>>();
    list.shown = Arc::new(shown.iter().filter(hit).filter_map(|(place, _)| u32::try_from(*place).ok()).collect());
    list.view = view;
}

pub(crate) fn place(town: usize, street: &str) -> Place {
    let (city, region, district, federal, offset) = cycled(&TOWNS, town);
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    Place {
        address: format!("{region}, {city}, {street}"),
        city: some(city),
        region: some(region),
        district: some(district),
        federal_district: some(federal),
        zone: Some(Zone::Fixed(offset)),
        precision: Precision::Confirmed,
        ..Place::default()
    }
}

pub(crate) fn record(line: &BidLine) -> BidRecord {
    let load = BidPoint {
        remote_id: Some(1),
        place: place(0, "Оренбургский тракт, 8"),
        plan_enter: Some(day(1, 10, 0)),
        window_end: Some(day(1, 12, 0)),
        contact: Some(Contact { name: "Кладовщик Нина".into(), phone: "+7 (900) 000-00-01".into() }),
        comment: Some("Въезд со двора, пропуск заказать за час".into()),
        ..BidPoint::new(PointKind::Load)
    };
    let customs = BidPoint {
        remote_id: Some(2),
        place: place(5, "проспект Мира, 12"),
        plan_enter: Some(day(1, 18, 0)),
        ..BidPoint::new(PointKind::Custom)
    };
    let unload = BidPoint {
        remote_id: Some(3),
        place: place(1, "улица Менделеева, 137"),
        plan_enter: Some(day(2, 14, 0)),
        ..BidPoint::new(PointKind::Unload)
    };
    let facts = vec![
        PointFacts {
            point: 1,
            auto_entered_at: Some(day(1, 7, 12).and_utc()),
            auto_left_at: Some(day(1, 8, 40).and_utc()),
            driver_entered_at: Some(day(1, 7, 5).and_utc()),
            ..PointFacts::default()
        },
        PointFacts { point: 2, auto_entered_at: Some(day(1, 17, 4).and_utc()), ..PointFacts::default() },
    ];
    let known = line.remote.is_some();
    BidRecord {
        meta: RecordMeta {
            id: line.id.clone(),
            remote_id: line.remote.map(RemoteId),
            state: line.state,
            queued: line.queued,
            updated_here: day(1, 6, 5).and_utc(),
            updated_there: known.then(|| day(1, 6, 4).and_utc()),
            synced_at: known.then(|| day(1, 6, 5).and_utc()),
            error: line.error.clone(),
        },
        external_id: String::new(),
        bid: Bid {
            customer: Some(LocalId::new("cpt-1")),
            car: Some(LocalId::new("car-1")),
            trailer: Some(LocalId::new("trl-1")),
            driver: Some(LocalId::new("drv-1")),
            price: Money::parse_typed("140000").ok(),
            vat_type: Some(RemoteId(22)),
            payment_type: Some(RemoteId(1)),
            vat_on_top: true,
            payment_days: Some(21),
            payment_period: Some(cargorun_desk::domain::bid::PaymentPeriodKind::Banking),
            cargos: vec![Cargo {
                name: "Полиэтилен в мешках".into(),
                type_id: Some(RemoteId(31)),
                weight_t: Some(20.5),
                volume_m3: Some(82.0),
                ..Cargo::default()
            }],
            points: vec![load, customs, unload],
            ..Bid::default()
        },
        base: None,
        facts: BidFacts {
            status: line.status.clone(),
            plan_mileage_m: Some(560_300.0),
            fact_mileage_m: (line.status == BidStatus::Done).then_some(571_900.0),
            points: if known { facts } else { Vec::new() },
            ..BidFacts::default()
        },
        local_revision: 1,
        acked_revision: 1,
    }
}

fn book(prefix: &str, place: usize, entry: BookEntry) -> BookRecord {
    BookRecord {
        meta: RecordMeta {
            id: LocalId::new(format!("{prefix}-{place}")),
            remote_id: Some(RemoteId(i64::try_from(place).unwrap_or(0))),
            state: RecordState::Clean,
            queued: false,
            updated_here: now(),
            updated_there: None,
            synced_at: Some(now()),
            error: None,
        },
        entry,
        deleted: false,
        active: place % 7 != 5,
        revision: 0,
    }
}

pub(crate) fn books() -> Books {
    books_where(|_| {})
}

/// The same after a change of the records that it picks itself.
pub(crate) fn books_where(change: impl Fn(&mut BookRecord)) -> Books {
    let mut records = Vec::new();
    for place in 1..=45 {
        let (last, first, patronymic) = cycled(&DRIVERS, place + 4);
        records.push(book(
            "drv",
            place,
            BookEntry::Driver(Driver {
                last_name: last.into(),
                first_name: first.into(),
                patronymic: Some(patronymic.into()),
                phone: Phone::parse(&format!("+7900000{place:04}")).ok(),
                comment: (place % 6 == 0).then(|| "без ДОПОГ".into()),
                ..Driver::default()
            }),
        ));
        records.push(book(
            "car",
            place,
            BookEntry::Car(Car {
                number: Plate::parse(&plate(place - 1)).ok(),
                type_id: Some(RemoteId(41)),
                brand_id: Some(RemoteId(51)),
                tracker: Some(format!("86{:013}", 4_000 + place)),
                first_fixed_at: Some(now() - TimeDelta::days(90)),
                last_fixed_at: Some(now() - TimeDelta::minutes(i64::try_from(place).unwrap_or(0))),
                ..Car::default()
            }),
        ));
        records.push(book(
            "trl",
            place,
            BookEntry::Trailer(Trailer {
                number: Plate::parse(&format!("АВ{:04}16", 1200 + place)).ok(),
                type_id: Some(RemoteId(61)),
                brand_id: Some(RemoteId(71)),
                ..Trailer::default()
            }),
        ));
        records.push(book(
            "cpt",
            place,
            BookEntry::Counterparty(Counterparty {
                name: format!("{} {place}", cycled(&CUSTOMERS, place - 1)),
                inn: Some(format!("77{:08}", 1_234_567 + place)),
                kpp: Some("770101001".into()),
                ..Counterparty::default()
            }),
        ));
    }
    let item = |id, name: &str| CatalogItem { id: RemoteId(id), name: name.into(), deleted: id % 10 == 9 };
    let catalog = |kind, items: Vec<CatalogItem>| Catalog { kind, items };
    let catalogs = vec![
        catalog(CatalogKind::VatType, vec![item(22, "НДС 22%"), item(10, "НДС 10%"), item(29, "НДС 18%")]),
        catalog(CatalogKind::PaymentType, vec![item(1, "Безналичный"), item(2, "Наличный")]),
        catalog(CatalogKind::CargoType, vec![item(31, "Полимеры"), item(32, "Продукты")]),
        catalog(CatalogKind::CarType, vec![item(41, "Тягач"), item(42, "Фургон")]),
        catalog(CatalogKind::CarBrand, vec![item(51, "КАМАЗ"), item(52, "Volvo")]),
        catalog(CatalogKind::TrailerType, vec![item(61, "Тентованный")]),
        catalog(CatalogKind::TrailerBrand, vec![item(71, "Schmitz")]),
    ];
    records.iter_mut().for_each(change);
    Books::new(records, catalogs, Vec::new(), HashMap::new(), HashMap::new())
}

pub(crate) fn journal() -> Vec<JournalEntry> {
    let one = |place: usize| JournalEntry {
        id: i64::try_from(place).unwrap_or(0),
        at: now() - TimeDelta::seconds(7 * i64::try_from(place).unwrap_or(0)),
        method: cycled(&["GET", "GET", "POST"], place).into(),
        path: cycled(
            &[
                "/api/bids/GetListForExternal?$filter=updatedAt gt 2026-12-01T06:00:00Z&$orderby=updatedAt,id&$top=50",
                "/api/Driver/GetList?$top=100",
                "/api/TruckingBids/Apply",
            ],
            place,
        )
        .into(),
        status: cycled(&[Some(200), Some(200), Some(400), None], place),
        duration_ms: 40 + u64::try_from(place * 13 % 900).unwrap_or(0),
        error: match place % 4 {
            2 => Some("Дата заявки пересекается с заявкой 48215 по машине А125ВС102".into()),
            3 => Some("нет ответа за 30 с".into()),
            _ => None,
        },
    };
    (1..=60).map(one).collect()
}

/// The journal as its first page came.
pub(crate) fn journal_view() -> JournalView {
    let mut view = JournalView::default();
    view.begin(JournalFilter::default());
    let entries = journal();
    let hour = HourCount { hour: day(1, 6, 0).and_utc(), calls: entries.len(), failed: 30 };
    let filter = JournalFilter { up_to: Some(60), ..JournalFilter::default() };
    view.take(JournalPage { filter, first: 0, total: entries.len(), entries }, Some(vec![hour]));
    view
}

/// A morning of work: a training server, rows of every state, books, a journal.
pub(crate) fn state(rows: usize) -> AppState {
    let mut state = AppState {
        bids: list(rows),
        books: Arc::new(books()),
        journal: journal_view(),
        now: now(),
        own_offset_minutes: 180,
        connection: Connection {
            training: true,
            server: "http://127.0.0.1:8085".into(),
            user: Some("dispatcher@example.test".into()),
            link: Link::Online,
            key_store: false,
        },
        sync: SyncStatus { last_ok: Some(now() - TimeDelta::seconds(12)), ..SyncStatus::default() },
        ..AppState::default()
    };
    state.bids.selected = None;
    state
}

/// Selects a line and opens its card.
pub(crate) fn select(state: &mut AppState, place: usize) {
    let Some(line) = state.bids.shown_line(place) else { return };
    let record = record(line);
    state.bids.selected = Some(record.meta.id.clone());
    state.card = Some(Arc::new(record));
}
