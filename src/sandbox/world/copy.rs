//! A copy of the whole world: what a server is put back to, and what many servers of one demo data begin with.

use std::sync::PoisonError;

use super::super::clock::Clock;
use super::super::storage::StorageError;
use super::World;

impl World {
    /// The records as they are now, on a clock, with no storage behind them.
    pub(crate) fn copy(&self, mut clock: Clock) -> Self {
        clock.seen(self.clock.newest());
        Self {
            catalogs: self.catalogs.clone(),
            employees: self.employees.clone(),
            legal_persons: self.legal_persons.clone(),
            drivers: self.drivers.clone(),
            cars: self.cars.clone(),
            trailers: self.trailers.clone(),
            counterparties: self.counterparties.clone(),
            trackers: self.trackers.clone(),
            trucks: self.trucks.clone(),
            bids: self.bids.clone(),
            active: self.active.clone(),
            by_car: self.by_car.clone(),
            changes: self.changes.clone(),
            numbers: self.numbers,
            clock,
            life: self.life.clone(),
            lag: self.lag.clone(),
            storage: None,
            recalculations: self.recalculations.clone(),
        }
    }

    /// Puts the world back to an earlier copy of it, in the storage too. Time goes on; numbers given since come again.
    pub(crate) fn put_back(&mut self, earlier: Self) -> Result<(), StorageError> {
        let earlier = Self { clock: self.clock.clone(), storage: self.storage.take(), ..earlier };
        *self = earlier;
        match &self.storage {
            Some(storage) => self.write_all(&storage.lock().unwrap_or_else(PoisonError::into_inner)),
            None => Ok(()),
        }
    }
}
