//! One desk: a database file, the real engine over it, a life that can end at any request and begin again.

use std::path::PathBuf;
use std::sync::Arc;

use cargorun_desk::app::connect::{Connected, Target, connect_over};
use cargorun_desk::domain::bid::{Bid, BidPoint, Cargo, PointKind};
use cargorun_desk::domain::catalog::CatalogKind;
use cargorun_desk::domain::id::{LocalId, RecordKind, RemoteId};
use cargorun_desk::domain::money::Money;
use cargorun_desk::domain::place::{GeoPoint, Place, Precision, Zone};
use cargorun_desk::store::Store;
use cargorun_desk::store::model::{BidRecord, OpKind, OpState};
use cargorun_desk::sync::{Cancel, Report, SyncError, Timing, Trigger};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use crate::colleague::Office;
use crate::lots::Lots;
use crate::planted::Planted;
use crate::time::{Skew, Time};
use crate::wire::{TIMEOUT, TestWire};

/// A database as its files are, with what its log holds.
#[derive(Clone, Copy)]
pub(crate) struct Memory<'a> {
    pub(crate) file: &'a [u8],
    pub(crate) log: &'a [u8],
}

pub(crate) struct Desk {
    pub(crate) file: PathBuf,
    time: Time,
    pub(crate) skew: Skew,
    lots: Lots,
    pub(crate) wire: Arc<TestWire>,
    pub(crate) store: Store,
    pub(crate) connected: Connected,
    pub(crate) dir: tempfile::TempDir,
    /// A bug that was planted into the database.
    pub(crate) planted: Planted,
}

impl Desk {
    /// A desk that has read the books and the bids.
    pub(crate) async fn at(office: &Office, lots: &Lots, skew: TimeDelta) -> Self {
        let desk = Self::unread(office, lots, skew);
        let (_, ended) = desk.cycle_with(Trigger { books: true, ..Self::trigger(false) }).await;
        ended.unwrap();
        desk
    }

    pub(crate) fn unread(office: &Office, lots: &Lots, skew: TimeDelta) -> Self {
        Self::with_memory(office, 0, lots, skew, None)
    }

    /// A desk (the story's `nth`) that begins with a database that another one left.
    pub(crate) fn with_memory(
        office: &Office,
        nth: usize,
        lots: &Lots,
        skew: TimeDelta,
        memory: Option<Memory<'_>>,
    ) -> Self {
        let dir = folder();
        let file = dir.path().join("desk.db");
        if let Some(memory) = memory {
            std::fs::write(&file, memory.file).unwrap();
            std::fs::write(file.with_extension("db-wal"), memory.log).unwrap();
        }
        let began = office.time.now() + skew;
        let skew = Skew::new(skew);
        let wire = TestWire::new(office, nth, lots, &skew);
        let opened = Store::open(&file).unwrap();
        assert_eq!(opened.moved_aside, None, "I12: the file is whole whatever happens");
        let store = opened.store;
        // The hourly check counts from this desk's own beginning, not from that of the desk whose memory it has.
        store.set_setting("check-begun-at", &began.to_rfc3339()).unwrap();
        let connected = connected(&wire, &store, timing(&office.time, &skew, lots));
        *wire.memory.lock().unwrap() = Some(store.clone());
        let (time, lots) = (office.time.clone(), lots.clone());
        Self { file, time, skew, lots, wire, store, connected, dir, planted: Planted::None }
    }

    pub(crate) fn now(&self) -> DateTime<Utc> {
        self.time.now() + self.skew.get()
    }

    pub(crate) fn trigger(person: bool) -> Trigger {
        Trigger { person, books: false, pull: true, send: true, first_pull_days: 60 }
    }

    pub(crate) async fn cycle(&self) -> (Report, Result<(), SyncError>) {
        self.cycle_with(Self::trigger(false)).await
    }

    pub(crate) async fn cycle_with(&self, trigger: Trigger) -> (Report, Result<(), SyncError>) {
        self.connected.engine.cycle(trigger, &Cancel::default(), &|_| {}).await
    }

    /// A cycle that must go well.
    pub(crate) async fn good_cycle(&self) -> Report {
        let (report, ended) = self.cycle().await;
        ended.unwrap_or_else(|error| panic!("{error}: {report:?}"));
        report
    }

    /// A cycle of a process that may die in it. True when it did.
    pub(crate) async fn mortal_cycle(&mut self, person: bool) -> bool {
        self.mortal_cycle_with(person, false).await
    }

    pub(crate) async fn mortal_cycle_with(&mut self, person: bool, books: bool) -> bool {
        let trigger = Trigger { books, ..Self::trigger(person) };
        let wire = Arc::clone(&self.wire);
        let died = tokio::select! {
            biased;
            _ended = self.cycle_with(trigger) => false,
            () = wire.died.notified() => true,
        };
        if died {
            self.restart();
        }
        died
    }

    /// The process is gone and begins again on the same file.
    pub(crate) fn restart(&mut self) {
        self.wire.die(None);
        let opened = Store::open(&self.file).unwrap();
        assert_eq!(opened.moved_aside, None, "I12: the file is whole whatever happens");
        self.take_up(opened.store);
    }

    /// Goes on with a database that has just been opened.
    pub(crate) fn take_up(&mut self, store: Store) {
        self.planted.at_start(&self.file);
        store.recover_in_flight(self.now()).unwrap();
        self.connected = connected(&self.wire, &store, timing(&self.time, &self.skew, &self.lots));
        *self.wire.memory.lock().unwrap() = Some(store.clone());
        self.store = store;
    }

    pub(crate) fn bid(&self, id: &LocalId) -> BidRecord {
        self.store.bid(id).unwrap().unwrap()
    }

    pub(crate) fn number(&self, id: &LocalId) -> i64 {
        self.bid(id).meta.remote_id.unwrap_or_else(|| panic!("{id} has no number")).0
    }

    pub(crate) fn queue(&self, id: &LocalId, kind: OpKind) {
        self.store.queue(RecordKind::Bid, id, kind, self.now()).unwrap();
    }

    /// Saves and sends a new bid.
    pub(crate) fn send_new(&self, bid: &Bid) -> LocalId {
        let id = self.store.save_bid(None, bid, self.now()).unwrap().meta.id;
        self.queue(&id, OpKind::Create);
        id
    }

    pub(crate) fn edit(&self, id: &LocalId, change: impl FnOnce(&mut Bid)) {
        let mut bid = self.bid(id).bid;
        change(&mut bid);
        self.store.save_bid(Some(id), &bid, self.now()).unwrap();
    }

    pub(crate) fn operations(&self, id: &LocalId) -> Vec<(OpKind, OpState)> {
        let all = self.store.operations().unwrap().into_iter();
        all.filter(|operation| operation.id == *id).map(|operation| (operation.kind, operation.state)).collect()
    }

    /// A complete bid; `nth` tells trucks and dates apart.
    pub(crate) fn new_bid(&self, nth: usize, price: &str) -> Bid {
        let records = self.store.book_records().unwrap();
        let of = |kind| {
            let mut own =
                records.iter().filter(|record| record.entry.kind() == kind && !record.deleted && record.active);
            own.nth(nth).unwrap_or_else(|| panic!("no {kind:?} {nth}")).meta.id.clone()
        };
        let item = |kind, name: &str| -> RemoteId {
            let catalogs = self.store.catalogs().unwrap();
            let catalog = catalogs.into_iter().find(|catalog| catalog.kind == kind).unwrap();
            catalog.items.into_iter().find(|item| item.name == name).unwrap().id
        };
        let first = i64::try_from(100 + 3 * nth).unwrap();
        Bid {
            customer: Some(of(RecordKind::Counterparty)),
            payment_type: Some(item(CatalogKind::PaymentType, "Безналичный с НДС")),
            vat_type: Some(item(CatalogKind::VatType, "НДС 22%")),
            price: Some(money(price)),
            driver: Some(of(RecordKind::Driver)),
            car: Some(of(RecordKind::Car)),
            trailer: Some(of(RecordKind::Trailer)),
            cargos: vec![Cargo {
                name: "ТНП".to_owned(),
                type_id: Some(item(CatalogKind::CargoType, "ТНП")),
                weight_t: Some(18.5),
                ..Cargo::default()
            }],
            points: vec![
                point(PointKind::Load, "Казань, Оренбургский тракт, 5", "Казань", [49.1221, 55.7887], first),
                point(PointKind::Unload, "Казань, улица Баумана, 7", "Казань", [49.1131, 55.7901], first + 1),
            ],
            ..Bid::default()
        }
    }
}

pub(crate) fn money(text: &str) -> Money {
    Money::parse_typed(text).unwrap()
}

fn point(kind: PointKind, address: &str, city: &str, [longitude, latitude]: [f64; 2], day: i64) -> BidPoint {
    let begin = NaiveDate::from_ymd_opt(2026, 9, 1).unwrap() + TimeDelta::days(day);
    BidPoint {
        place: Place {
            address: address.to_owned(),
            city: Some(city.to_owned()),
            location: Some(GeoPoint { longitude, latitude }),
            zone: Some(Zone::Fixed(180)),
            precision: Precision::Confirmed,
            ..Place::default()
        },
        plan_enter: begin.and_hms_opt(10, 0, 0),
        ..BidPoint::new(kind)
    }
}

/// A folder in memory where the system has such: a power cut is played elsewhere, by cutting the log.
pub(crate) fn folder() -> tempfile::TempDir {
    let shared = std::path::Path::new("/dev/shm");
    if shared.is_dir() { tempfile::tempdir_in(shared).unwrap() } else { tempfile::tempdir().unwrap() }
}

fn timing(time: &Time, skew: &Skew, lots: &Lots) -> Timing {
    let lots = lots.clone();
    Timing { now: skew.clock(time), steady: skew.steady(time), chance: Arc::new(move || lots.chance()) }
}

fn connected(wire: &Arc<TestWire>, store: &Store, timing: Timing) -> Connected {
    let (user, password) = wire.account();
    let target = Target {
        server: "http://127.0.0.1:9".to_owned(),
        user: Some(user.to_owned()),
        timeout: TIMEOUT,
        proxy: String::new(),
        key_store: false,
        on_wait: Arc::new(|_| {}),
    };
    let wire: Arc<dyn cargorun_desk::api::cargorun::Wire> = wire.clone();
    let connected = connect_over(wire, store, &target, timing);
    connected.secrets.sign_in(user, password.into());
    connected
}
