//! Days of dispatch: asked when a way is new or what was said of it is old, else taken from the store.

use chrono::{NaiveDate, TimeDelta};

use super::{Carrier, GroupageError};
use crate::domain::ltl::{DispatchDays, Shipment};
use crate::store::StoreError;

/// A way that nobody asked for in so many days is not refreshed any more.
const USED_DAYS: i64 = 14;
/// Ways asked again in one pass.
const AT_ONCE: usize = 20;

impl Carrier {
    /// The days that a shipment's day is held against: as the carrier said last; `None`: nothing is known of it.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub fn kept_days(&self, shipment: &Shipment) -> Result<Option<Vec<NaiveDate>>, StoreError> {
        let Some(day) = shipment.derival.produce_date else { return Ok(None) };
        let said = self.store.dispatch_days(shipment)?;
        Ok(said.and_then(|said| said.about(day, (self.now)()).map(<[NaiveDate]>::to_vec)))
    }

    /// Asks for the days of a shipment's way unless the carrier has said them of late; true when they were asked for.
    ///
    /// # Errors
    /// [`GroupageError`]; what was said before stays.
    pub async fn read_days(&self, shipment: &Shipment) -> Result<bool, GroupageError> {
        if self.store.dispatch_days(shipment)?.is_some_and(|said| said.is_fresh((self.now)())) {
            return Ok(false);
        }
        self.ask_days(shipment, true).await.map(|()| true)
    }

    /// Asks again for ways that people used of late and that were read before so long; says how many were read. The first
    /// that fails ends the pass.
    ///
    /// # Errors
    /// [`GroupageError`]; what was said before stays.
    pub async fn refresh_days(&self, older_than: TimeDelta) -> Result<usize, GroupageError> {
        let now = (self.now)();
        let stale = self.store.stale_dispatch_days(now - TimeDelta::days(USED_DAYS), now - older_than, AT_ONCE)?;
        for shipment in &stale {
            let mut question = shipment.clone();
            // The day that was wanted then may be past: the next that could be chosen stands for it.
            let said = self.store.dispatch_days(shipment)?;
            let next = said.and_then(|said| said.days().iter().find(|day| **day > now.date_naive()).copied());
            question.derival.produce_date = next.or(shipment.derival.produce_date);
            self.ask_days(&question, false).await?;
        }
        Ok(stale.len())
    }

    async fn ask_days(&self, shipment: &Shipment, by_a_person: bool) -> Result<(), GroupageError> {
        let days = self.client.dispatch_dates(shipment).await?;
        let said = DispatchDays::new(days, (self.now)());
        Ok(self.store.put_dispatch_days(shipment, &said, by_a_person)?)
    }
}
