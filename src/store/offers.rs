//! Prices with terms of a carrier, kept with the bids that they were asked for.

use chrono::{DateTime, Utc};
use rusqlite::params;

use super::Store;
use super::codec::{Cells, document, micros};
use super::error::{Fault, StoreError};
use crate::domain::id::LocalId;
use crate::domain::ltl::{Quote, Shipment};

/// A price with terms that was asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct Offer {
    /// Its number here.
    pub id: i64,
    /// The bid.
    pub bid: Option<LocalId>,
    /// When it was asked for.
    pub at: DateTime<Utc>,
    /// Of the training carrier.
    pub training: bool,
    /// What was asked about.
    pub shipment: Shipment,
    /// The answer.
    pub quote: Quote,
}

impl Store {
    /// Keeps a price with its bid.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be written.
    pub fn keep_offer(
        &self,
        bid: Option<&LocalId>,
        shipment: &Shipment,
        quote: &Quote,
        training: bool,
        now: DateTime<Utc>,
    ) -> Result<i64, StoreError> {
        self.write(|tx| {
            tx.execute(
                "INSERT INTO groupage_offers (bid, at, training, shipment, quote) VALUES (?1, ?2, ?3, ?4, ?5)",
                params![bid.map(LocalId::as_str), micros(now), training, document(shipment)?, document(quote)?],
            )?;
            Ok(tx.last_insert_rowid())
        })
    }

    /// Puts a newer price in the place of one of the same form; kept anew when that one is gone.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be written.
    pub fn renew_offer(
        &self,
        id: i64,
        shipment: &Shipment,
        quote: &Quote,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        self.write(|tx| {
            let sql = "UPDATE groupage_offers SET at = ?2, shipment = ?3, quote = ?4 WHERE id = ?1";
            Ok(tx.execute(sql, params![id, micros(now), document(shipment)?, document(quote)?])? > 0)
        })
    }

    /// Offers of a bid, the newest first.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub fn offers(&self, bid: &LocalId) -> Result<Vec<Offer>, StoreError> {
        self.read(|tx| {
            let sql =
                "SELECT id, bid, at, training, shipment, quote FROM groupage_offers WHERE bid = ?1 ORDER BY id DESC";
            let mut statement = tx.prepare_cached(sql)?;
            let offers = statement.query_and_then([bid.as_str()], |row| {
                let mut cells = Cells::new(row);
                Ok::<_, Fault>(Offer {
                    id: cells.take()?,
                    bid: cells.maybe_local_id()?,
                    at: cells.instant()?,
                    training: cells.take()?,
                    shipment: cells.document()?,
                    quote: cells.document()?,
                })
            })?;
            offers.collect()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minutes: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + chrono::TimeDelta::minutes(minutes)
    }

    #[test]
    fn offers_stay_with_their_bid() {
        let store = Store::open_in_memory().unwrap();
        let bid = LocalId::new("1");
        let quote = Quote { price: Some(rust_decimal::Decimal::from(1680)), ..Quote::default() };
        store.keep_offer(Some(&bid), &Shipment::default(), &quote, true, at(0)).unwrap();
        store.keep_offer(None, &Shipment::default(), &quote, true, at(0)).unwrap();
        let offers = store.offers(&bid).unwrap();
        assert_eq!((offers.len(), offers[0].quote.price, offers[0].training), (1, quote.price, true));
    }
}
