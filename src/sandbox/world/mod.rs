//! All records of the server, their numbers, the clock and the storage behind them.
//!
//! A write goes to the storage first and to memory after, so that what was answered is what survives a restart.

pub(crate) mod active;
pub(crate) mod by_car;
pub(crate) mod changes;
pub(crate) mod copy;
pub(crate) mod lag;
pub(crate) mod shelf;

use std::sync::{Mutex, PoisonError};

use super::auth::Session;
use chrono::{DateTime, Utc};

use super::clock::Clock;
use super::http::answer::Refusal;
use super::life::{Life, Reached};
use super::model::Record;
use super::model::bid::Bid;
use super::model::book::{Car, Counterparty, Driver, Tracker, Trailer};
use super::model::catalog::{Catalog, Employee, LegalPerson};
use super::model::truck::Truck;
use super::storage::{Storage, StorageError};
use active::ActiveBids;
use by_car::BidsByCar;
use changes::Changes;
use lag::Lag;
use shelf::Shelf;

/// The organisation that the server serves.
pub(crate) const ORGANISATION_ID: i64 = 512;

/// Numbers given last. Records of all books share one row of numbers, so that a number of the wrong book is never
/// right by chance.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Numbers {
    bid: i64,
    record: i64,
    part: i64,
}

impl Default for Numbers {
    fn default() -> Self {
        Self { bid: 48_000, record: 1_000, part: 700_000 }
    }
}

impl Numbers {
    /// A number for a bid.
    pub(crate) fn bid(&mut self) -> i64 {
        self.bid += 1;
        self.bid
    }

    /// A number for a record of a book or a catalog.
    pub(crate) fn record(&mut self) -> i64 {
        self.record += 1;
        self.record
    }

    /// A number for a part of a record: a point, a cargo, a geozone, a contact.
    pub(crate) fn part(&mut self) -> i64 {
        self.part += 1;
        self.part
    }

    fn named(self) -> [(&'static str, i64); 3] {
        [("bid", self.bid), ("record", self.record), ("part", self.part)]
    }
}

/// The records. Lists go by number.
pub(crate) struct World {
    pub(crate) catalogs: Shelf<Catalog>,
    pub(crate) employees: Shelf<Employee>,
    pub(crate) legal_persons: Shelf<LegalPerson>,
    pub(crate) drivers: Shelf<Driver>,
    pub(crate) cars: Shelf<Car>,
    pub(crate) trailers: Shelf<Trailer>,
    pub(crate) counterparties: Shelf<Counterparty>,
    pub(crate) trackers: Shelf<Tracker>,
    pub(crate) trucks: Shelf<Truck>,
    pub(crate) bids: Shelf<Bid>,
    pub(crate) active: ActiveBids,
    pub(crate) by_car: BidsByCar,
    pub(crate) changes: Changes,
    pub(crate) numbers: Numbers,
    pub(crate) clock: Clock,
    pub(crate) life: Life,
    /// Changes that lists don't show yet.
    pub(crate) lag: Lag,
    storage: Option<Mutex<Storage>>,
    recalculations: Vec<i64>,
}

/// A record that has its shelf in the world.
pub(crate) trait Shelved: Record {
    /// Its shelf.
    fn shelf(world: &mut World) -> &mut Shelf<Self>;
}

macro_rules! shelved {
    ($($type:ident: $field:ident),+) => {$(
        impl Shelved for $type {
            fn shelf(world: &mut World) -> &mut Shelf<Self> {
                &mut world.$field
            }
        }
    )+};
}

shelved! {
    Catalog: catalogs, Employee: employees, LegalPerson: legal_persons, Driver: drivers, Car: cars, Trailer: trailers,
    Counterparty: counterparties, Tracker: trackers, Truck: trucks
}

impl World {
    /// An empty world that nothing survives.
    pub(crate) fn new(clock: Clock) -> Self {
        let life = Life::asleep(clock.now());
        Self {
            catalogs: Shelf::default(),
            employees: Shelf::default(),
            legal_persons: Shelf::default(),
            drivers: Shelf::default(),
            cars: Shelf::default(),
            trailers: Shelf::default(),
            counterparties: Shelf::default(),
            trackers: Shelf::default(),
            trucks: Shelf::default(),
            bids: Shelf::default(),
            active: ActiveBids::default(),
            by_car: BidsByCar::default(),
            changes: Changes::default(),
            numbers: Numbers::default(),
            clock,
            life,
            lag: Lag::default(),
            storage: None,
            recalculations: Vec::new(),
        }
    }

    /// A world with the records of a storage.
    pub(crate) fn load(clock: Clock, storage: Storage) -> Result<Self, StorageError> {
        let mut world = Self::new(clock);
        world.load_shelf::<Catalog>(&storage)?;
        world.load_shelf::<Employee>(&storage)?;
        world.load_shelf::<LegalPerson>(&storage)?;
        world.load_shelf::<Driver>(&storage)?;
        world.load_shelf::<Car>(&storage)?;
        world.load_shelf::<Trailer>(&storage)?;
        world.load_shelf::<Counterparty>(&storage)?;
        world.load_shelf::<Tracker>(&storage)?;
        world.load_shelf::<Truck>(&storage)?;
        for bid in storage.load::<Bid>()? {
            if !bid.figures.route_is_known && !bid.life.deleted {
                world.recalculations.push(bid.id);
            }
            world.put_bid(bid);
        }
        for (name, number) in
            [("bid", &mut world.numbers.bid), ("record", &mut world.numbers.record), ("part", &mut world.numbers.part)]
        {
            *number = storage.counter(name)?.unwrap_or(*number);
        }
        world.storage = Some(Mutex::new(storage));
        Ok(world)
    }

    fn load_shelf<T: Shelved>(&mut self, storage: &Storage) -> Result<(), StorageError> {
        for record in storage.load::<T>()? {
            T::shelf(self).put(record);
        }
        Ok(())
    }

    /// Gives a freshly seeded world a storage and writes all of it there.
    pub(crate) fn settle(&mut self, storage: Storage) -> Result<(), StorageError> {
        self.write_all(&storage)?;
        storage.tidy()?;
        self.storage = Some(Mutex::new(storage));
        Ok(())
    }

    /// Makes the storage hold these records and no others.
    fn write_all(&self, storage: &Storage) -> Result<(), StorageError> {
        storage.transaction(|storage| {
            storage.clear()?;
            storage.put(self.catalogs.iter())?;
            storage.put(self.employees.iter())?;
            storage.put(self.legal_persons.iter())?;
            storage.put(self.drivers.iter())?;
            storage.put(self.cars.iter())?;
            storage.put(self.trailers.iter())?;
            storage.put(self.counterparties.iter())?;
            storage.put(self.trackers.iter())?;
            storage.put(self.trucks.iter())?;
            storage.put(self.bids.iter())?;
            storage.put_counters(self.numbers.named())
        })
    }

    /// Keeps a record of a book.
    pub(crate) fn save<T: Shelved>(&mut self, record: T) -> Result<(), Refusal> {
        self.write(&record)?;
        T::shelf(self).put(record);
        Ok(())
    }

    fn write<T: Record>(&self, record: &T) -> Result<(), Refusal> {
        let Some(storage) = &self.storage else { return Ok(()) };
        let storage = storage.lock().unwrap_or_else(PoisonError::into_inner);
        let written = storage.transaction(|storage| {
            storage.put(std::iter::once(record))?;
            storage.put_counters(self.numbers.named())
        });
        written.map_err(|error| {
            tracing::error!(%error, kind = T::KIND, id = record.id(), "a record was not written");
            Refusal::Broken
        })
    }

    /// Keeps a bid that a person changed: with a new version, a later date, and the server's calculations to come.
    pub(crate) fn save_changed_bid(&mut self, mut bid: Bid) -> Result<(), Refusal> {
        bid.life.version = uuid::Uuid::new_v4().to_string();
        self.recalculations.push(bid.id);
        self.save_bid(bid)
    }

    /// Keeps a bid as it is, without a later date: what the server only foresees moves nothing.
    pub(crate) fn amend_bid(&mut self, bid: Bid) -> Result<(), Refusal> {
        self.write(&bid)?;
        self.put_bid(bid);
        Ok(())
    }

    /// The sessions that were open before the restart.
    pub(crate) fn kept_sessions(&self) -> Result<Vec<Session>, StorageError> {
        let Some(storage) = &self.storage else { return Ok(Vec::new()) };
        storage.lock().unwrap_or_else(PoisonError::into_inner).load::<Session>()
    }

    /// Keeps the open sessions, and no others.
    pub(crate) fn keep_sessions(&self, sessions: &[Session]) -> Result<(), StorageError> {
        let Some(storage) = &self.storage else { return Ok(()) };
        storage.lock().unwrap_or_else(PoisonError::into_inner).transaction(|storage| {
            storage.forget::<Session>()?;
            storage.put(sessions.iter())
        })
    }

    /// Keeps how far the life of the world came.
    pub(crate) fn remember(&self, reached: &Reached) -> Result<(), Refusal> {
        self.write(reached)
    }

    /// How far it came before the restart; None when it never began.
    pub(crate) fn reached(&self) -> Result<Option<Reached>, StorageError> {
        let Some(storage) = &self.storage else { return Ok(None) };
        Ok(storage.lock().unwrap_or_else(PoisonError::into_inner).load::<Reached>()?.pop())
    }

    /// Keeps a bid that the server's own calculations changed.
    pub(crate) fn save_bid(&mut self, bid: Bid) -> Result<(), Refusal> {
        let moment = self.clock.tick();
        self.save_bid_at(bid, moment)
    }

    /// Keeps a bid with a moment of change that others may share.
    pub(crate) fn save_bid_at(&mut self, mut bid: Bid, moment: DateTime<Utc>) -> Result<(), Refusal> {
        bid.life.updated_at = moment;
        self.write(&bid)?;
        self.lag.note(bid.id, || self.bids.get(bid.id).cloned());
        self.put_bid(bid);
        Ok(())
    }

    /// Puts a bid on its shelf and into the indexes; the storage has it, or will get it.
    pub(crate) fn put_bid(&mut self, bid: Bid) {
        self.active.note(&bid);
        self.by_car.note(&bid);
        self.life.note(&bid);
        self.changes.note(&bid);
        self.clock.seen(bid.life.updated_at);
        self.bids.put(bid);
    }

    /// Bids that were written since the last call and have their calculations to come.
    pub(crate) fn take_recalculations(&mut self) -> Vec<i64> {
        std::mem::take(&mut self.recalculations)
    }

    /// The person that all requests come from.
    pub(crate) fn user_id(&self) -> i64 {
        self.employees.iter().next().map_or(0, |employee| employee.id)
    }
}
