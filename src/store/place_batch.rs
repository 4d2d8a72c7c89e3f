//! Places of many bids one behind the other: gathered in memory, and written at last as they would stand had each bid been
//! remembered by itself ([`customer_places::remember`]).

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use rusqlite::{Connection, params};

use super::codec::instant;
use super::customer_places::{self, PLACES_EACH, SPARE, Spot};
use super::error::Fault;
use super::model::CustomerPlace;
use crate::domain::bid::Bid;
use crate::domain::id::LocalId;

#[derive(Debug, Default)]
pub(super) struct PlaceBatch {
    customers: BTreeMap<LocalId, Spots>,
    /// Places that are to be written.
    gathered: usize,
}

/// The spots of one customer.
#[derive(Debug, Default)]
struct Spots {
    /// As they will stand.
    kept: BTreeMap<Spot, Used>,
    /// Stored ones that are to go before the others are written.
    gone: BTreeSet<Spot>,
}

#[derive(Debug)]
struct Used {
    at: DateTime<Utc>,
    is_stored: bool,
    /// To be written; `None`: as it is stored.
    now: Option<Box<CustomerPlace>>,
}

impl PlaceBatch {
    /// How many places are to be written.
    pub(super) const fn gathered(&self) -> usize {
        self.gathered
    }

    /// Remembers the places of a bid that the platform holds.
    pub(super) fn remember(
        &mut self,
        connection: &Connection,
        bid: &Bid,
        updated_here: DateTime<Utc>,
    ) -> Result<(), Fault> {
        let Some(customer) = &bid.customer else { return Ok(()) };
        let mut points = customer_places::places(bid, true).peekable();
        if points.peek().is_none() {
            return Ok(());
        }
        if !self.customers.contains_key(customer) {
            self.customers.insert(customer.clone(), Spots::stored(connection, customer)?);
        }
        let Some(spots) = self.customers.get_mut(customer) else { return Ok(()) };
        for (spot, point) in points {
            let at = customer_places::used_at(point, updated_here);
            let used = spots.kept.entry(spot).or_insert(Used { at, is_stored: false, now: None });
            if at >= used.at {
                self.gathered += usize::from(used.now.is_none());
                (used.at, used.now) = (at, Some(Box::new(customer_places::offered(point, at))));
            }
        }
        self.gathered -= spots.thin_out();
        Ok(())
    }

    /// Writes what was gathered; there is nothing in hand afterwards.
    pub(super) fn write(&mut self, connection: &Connection) -> Result<(), Fault> {
        let mut delete = connection.prepare_cached(
            "DELETE FROM customer_places WHERE customer = ?1 AND latitude_e4 = ?2 AND longitude_e4 = ?3",
        )?;
        for (customer, spots) in std::mem::take(self).customers {
            for spot in spots.gone {
                delete.execute(params![customer.as_str(), spot.0, spot.1])?;
            }
            for (spot, used) in spots.kept {
                if let Some(place) = used.now {
                    customer_places::put(connection, (&customer, spot), &place)?;
                }
            }
        }
        Ok(())
    }
}

impl Spots {
    fn stored(connection: &Connection, customer: &LocalId) -> Result<Self, Fault> {
        let mut statement = connection.prepare_cached(
            "SELECT latitude_e4, longitude_e4, last_used_at FROM customer_places WHERE customer = ?1",
        )?;
        let mut rows = statement.query([customer.as_str()])?;
        let mut spots = Self::default();
        while let Some(row) = rows.next()? {
            spots
                .kept
                .insert((row.get(0)?, row.get(1)?), Used { at: instant(row.get(2)?)?, is_stored: true, now: None });
        }
        Ok(spots)
    }

    /// Lets those go that thirty later ones stand before. Says how many of them were to be written.
    fn thin_out(&mut self) -> usize {
        let (each, most) = (PLACES_EACH as usize, (PLACES_EACH + SPARE) as usize);
        if self.kept.len() <= most {
            return 0;
        }
        let mut latest_first: Vec<_> = self.kept.iter().map(|(spot, used)| (*spot, used.at)).collect();
        latest_first.sort_by_key(|(_, at)| std::cmp::Reverse(*at));
        let mut dropped = 0;
        for (spot, _) in latest_first.into_iter().skip(each) {
            let Some(used) = self.kept.remove(&spot) else { continue };
            dropped += usize::from(used.now.is_some());
            if used.is_stored {
                self.gone.insert(spot);
            }
        }
        dropped
    }
}
