//! Days of dispatch by way, as the carrier said them last: the last good copy stays for a day without a network.

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{OptionalExtension as _, params};

use super::Store;
use super::codec::{Cells, document, instant, micros};
use super::error::{Fault, StoreError};
use crate::domain::ltl::{DispatchDays, Shipment, way};

/// Ways that are kept, those of the newest shipments.
const WAYS: i64 = 200;

/// The ways at hand, for whoever wants to know how fresh they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct WaysKept {
    /// How many.
    pub count: usize,
    /// When one was read last.
    pub newest: Option<DateTime<Utc>>,
}

impl Store {
    /// Keeps what the carrier said of a shipment's way in the place of what it said before. `asked`: a person's shipment
    /// asked for it, not the refresh in the background.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be written; then what was said before stays.
    pub fn put_dispatch_days(&self, shipment: &Shipment, said: &DispatchDays, asked: bool) -> Result<(), StoreError> {
        self.write_unhurried(|tx| {
            let days = document(&said.days().iter().map(NaiveDate::to_string).collect::<Vec<_>>())?;
            let now = micros(said.read_at());
            tx.prepare_cached(
                "INSERT INTO carrier_days (way, days, shipment, read_at, used_at) VALUES (?1, ?2, ?3, ?4, ?4)
                 ON CONFLICT (way) DO UPDATE SET days = excluded.days, shipment = excluded.shipment,
                     read_at = excluded.read_at, used_at = iif(?5, excluded.used_at, used_at)",
            )?
            .execute(params![way(shipment), days, document(shipment)?, now, asked])?;
            tx.execute(
                "DELETE FROM carrier_days WHERE way NOT IN (SELECT way FROM carrier_days ORDER BY used_at DESC LIMIT ?1)",
                [WAYS],
            )?;
            Ok(())
        })
    }

    /// What the carrier said last of a shipment's way; `None`: it was never asked.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub fn dispatch_days(&self, shipment: &Shipment) -> Result<Option<DispatchDays>, StoreError> {
        self.read(|tx| {
            let mut statement = tx.prepare_cached("SELECT days, read_at FROM carrier_days WHERE way = ?1")?;
            let found = statement.query_row([way(shipment)], |row| {
                let mut cells = Cells::new(row);
                Ok(cells.document::<Vec<NaiveDate>>().and_then(|days| Ok((days, instant(cells.take()?)?))))
            });
            let found = found.optional()?.transpose()?;
            Ok(found.map(|(days, read_at)| DispatchDays::new(days, read_at)))
        })
    }

    /// Shipments whose ways somebody asked for since `used`, and which were read before `read`: the oldest first.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub fn stale_dispatch_days(
        &self,
        used: DateTime<Utc>,
        read: DateTime<Utc>,
        limit: usize,
    ) -> Result<Vec<Shipment>, StoreError> {
        self.read(|tx| {
            let mut statement = tx.prepare_cached(
                "SELECT shipment FROM carrier_days WHERE used_at >= ?1 AND read_at <= ?2 ORDER BY read_at LIMIT ?3",
            )?;
            let limit = i64::try_from(limit).unwrap_or(i64::MAX);
            let rows = statement.query_and_then(params![micros(used), micros(read), limit], |row| {
                Cells::new(row).document::<Shipment>()
            })?;
            rows.collect::<Result<_, Fault>>()
        })
    }

    /// How many ways are at hand.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub fn dispatch_ways(&self) -> Result<WaysKept, StoreError> {
        self.read(|tx| {
            let (count, newest): (i64, Option<i64>) =
                tx.query_row("SELECT count(*), max(read_at) FROM carrier_days", [], |row| {
                    Ok((row.get(0)?, row.get(1)?))
                })?;
            Ok(WaysKept { count: usize::try_from(count).unwrap_or(0), newest: newest.map(instant).transpose()? })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ltl::{Address, Side};
    use chrono::TimeDelta;

    fn to(town: &str) -> Shipment {
        let address = Some(Address { search: Some(town.into()), ..Address::default() });
        Shipment { arrival: Side { address, ..Side::default() }, ..Shipment::default() }
    }

    fn at(hour: i64) -> DateTime<Utc> {
        "2026-12-03T08:00:00Z".parse::<DateTime<Utc>>().unwrap() + TimeDelta::hours(hour)
    }

    fn said(hour: i64) -> DispatchDays {
        DispatchDays::new(vec!["2026-12-04".parse().unwrap(), "2026-12-07".parse().unwrap()], at(hour))
    }

    #[test]
    fn the_last_word_stays_by_way() {
        let store = Store::open_in_memory().unwrap();
        assert_eq!(store.dispatch_days(&to("Уфа")).unwrap(), None);
        store.put_dispatch_days(&to("Уфа"), &said(0), true).unwrap();
        store.put_dispatch_days(&to("Казань"), &said(1), true).unwrap();
        store.put_dispatch_days(&to("Уфа"), &said(2), true).unwrap();
        assert_eq!(store.dispatch_days(&to("Уфа")).unwrap(), Some(said(2)));
        assert_eq!(store.dispatch_ways().unwrap(), WaysKept { count: 2, newest: Some(at(2)) });
    }

    #[test]
    fn what_is_asked_again_is_what_people_used_of_late() {
        let store = Store::open_in_memory().unwrap();
        store.put_dispatch_days(&to("Уфа"), &said(0), true).unwrap();
        store.put_dispatch_days(&to("Казань"), &said(1), true).unwrap();
        // The refresh reads it anew, which is no use of it.
        store.put_dispatch_days(&to("Уфа"), &said(30), false).unwrap();
        let stale = |used, read| store.stale_dispatch_days(at(used), at(read), 10).unwrap();
        assert_eq!(stale(0, 30), [to("Казань"), to("Уфа")]);
        assert_eq!(stale(0, 29), [to("Казань")]);
        assert_eq!(stale(1, 30), [to("Казань")], "the other was used an hour before");
        assert_eq!(store.stale_dispatch_days(at(0), at(30), 1).unwrap(), [to("Казань")]);
    }

    #[test]
    fn the_oldest_ways_give_place() {
        let store = Store::open_in_memory().unwrap();
        for hour in 0..=WAYS {
            store.put_dispatch_days(&to(&format!("Город {hour}")), &said(hour), true).unwrap();
        }
        assert_eq!(store.dispatch_ways().unwrap().count, 200);
        assert_eq!(store.dispatch_days(&to("Город 0")).unwrap(), None);
        assert_eq!(store.dispatch_days(&to("Город 1")).unwrap(), Some(said(1)));
    }
}
