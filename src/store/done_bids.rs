//! Done bids of a period, one by one with their documents: what reports are made of. An index names them, so that a month costs a
//! month and not the whole store.

use chrono::{DateTime, Utc};
use rusqlite::params;

use super::Store;
use super::bid_record::read_documents;
use super::codec::{Cells, micros, read_document};
use super::error::{Fault, StoreError, damaged};
use super::packed::Documents;
use crate::domain::bid::{Bid, BidFacts};
use crate::domain::id::{LocalId, RemoteId};
use crate::merge::Patch;

/// A done bid.
#[derive(Debug, Clone, PartialEq)]
pub struct DoneBid {
    /// Which.
    pub id: LocalId,
    /// The platform's number.
    pub remote: Option<RemoteId>,
    /// The end of its plan, UTC; without plan dates, when it was changed last.
    pub ended: DateTime<Utc>,
    /// The bid as this desk sees it.
    pub bid: Bid,
    /// What only the platform knows.
    pub facts: BidFacts,
    /// Its row of the platform's list, as it came.
    pub list_raw: Option<String>,
    /// Its edit shape, as it came, where one was read.
    pub edit_raw: Option<String>,
}

/// The moment is the expression of the index `bids_done`, word for word: another spelling would read all bids.
const SELECT: &str = "SELECT b.id, b.remote_id, coalesce(b.last_utc, b.updated_there, b.updated_here),
    d.patch, d.packed, d.base, d.list_raw, d.edit_raw, d.facts
    FROM bids b JOIN bid_documents d ON d.row = b.row
    WHERE b.status = 'done' AND b.deleted = 0 AND b.empty_run = 0
        AND coalesce(b.last_utc, b.updated_there, b.updated_here) >= ?1
        AND coalesce(b.last_utc, b.updated_there, b.updated_here) < ?2
    ORDER BY coalesce(b.last_utc, b.updated_there, b.updated_here)";

impl Store {
    /// Hands over the done bids whose plan ended at `from` or later and before `until`, the earliest first; deleted ones and empty
    /// runs are no trips. One consistent view; only one bid is held at a time.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub fn each_done_bid(
        &self,
        (from, until): (DateTime<Utc>, DateTime<Utc>),
        take: &mut dyn FnMut(DoneBid),
    ) -> Result<(), StoreError> {
        self.read(|tx| {
            let mut statement = tx.prepare_cached(SELECT)?;
            let mut rows = statement.query(params![micros(from), micros(until)])?;
            while let Some(row) = rows.next()? {
                take(read(&mut Cells::new(row))?);
            }
            Ok(())
        })
    }
}

fn read(cells: &mut Cells<'_, '_>) -> Result<DoneBid, Fault> {
    let (id, remote, ended) = (cells.local_id()?, cells.maybe_remote_id()?, cells.instant()?);
    let patch = Patch::from_json(&cells.take::<String>()?).map_err(|error| damaged(error.to_string()))?;
    let Documents { list_raw, base, facts, edit_raw } = read_documents(cells)?;
    let base: Bid = base.map(|text| read_document(&text)).transpose()?.unwrap_or_default();
    let facts: BidFacts = facts.map(|text| read_document(&text)).transpose()?.unwrap_or_default();
    Ok(DoneBid { id, remote, ended, bid: patch.apply_to(&base), facts, list_raw, edit_raw })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Nothing of the store is walked through: the index names the rows, and each is then looked up.
    #[test]
    fn a_period_is_read_by_its_index() {
        let store = Store::open_in_memory().unwrap();
        let plan = store
            .read(|tx| {
                let mut statement = tx.prepare(&format!("EXPLAIN QUERY PLAN {SELECT}"))?;
                let lines = statement.query_and_then(params![0_i64, 1_i64], |row| row.get::<_, String>(3))?;
                Ok(lines.collect::<Result<Vec<_>, _>>()?)
            })
            .unwrap();
        assert!(plan.iter().any(|line| line.contains("USING INDEX bids_done")), "{plan:?}");
        assert!(plan.iter().all(|line| line.starts_with("SEARCH")), "nothing is scanned or sorted: {plan:?}");
    }
}
