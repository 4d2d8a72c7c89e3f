//! Names of book records: ours ↔ the platform's numbers, and which of a bid's references the platform doesn't know yet.

use rusqlite::{Connection, OptionalExtension as _, params};

use super::Store;
use super::bid_record;
use super::book_record::{self, StoredBook};
use super::codec::{Cells, Word as _};
use super::error::{Fault, StoreError};
use crate::domain::bid::Bid;
use crate::domain::id::{LocalId, RecordKind, RemoteId};

impl Store {
    /// Our id of a record of the platform: that of the stored record, else the one derived from its number.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub fn local_id(&self, kind: RecordKind, remote: RemoteId) -> Result<LocalId, StoreError> {
        self.read(|tx| {
            let known: Option<String> = match kind {
                RecordKind::Bid => tx
                    .prepare_cached("SELECT id FROM bids WHERE remote_id = ?1")?
                    .query_row([remote.0], |row| row.get(0))
                    .optional()?,
                RecordKind::Driver
                | RecordKind::Car
                | RecordKind::Trailer
                | RecordKind::Counterparty
                | RecordKind::Organisation => tx
                    .prepare_cached("SELECT id FROM books WHERE kind = ?1 AND remote_id = ?2")?
                    .query_row(params![kind.word(), remote.0], |row| row.get(0))
                    .optional()?,
            };
            Ok(known.map_or_else(|| LocalId::of_remote(kind, remote), LocalId::new))
        })
    }

    /// The platform's number of a record: stored, or told by the derived id of a record that was never read.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub fn remote_id(&self, kind: RecordKind, id: &LocalId) -> Result<Option<RemoteId>, StoreError> {
        self.read(|tx| {
            let table = if kind == RecordKind::Bid { "bids" } else { "books" };
            let known: Option<Option<i64>> = tx
                .prepare_cached(&format!("SELECT remote_id FROM {table} WHERE id = ?1"))?
                .query_row([id.as_str()], |row| row.get(0))
                .optional()?;
            Ok(known.map_or_else(|| derived_number(kind, id), |stored| stored.map(RemoteId)))
        })
    }

    /// Numbers of all book records that the platform has: for turning a page of bids without a query a reference.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub fn book_numbers(&self) -> Result<Vec<(RecordKind, LocalId, RemoteId)>, StoreError> {
        self.read(|tx| {
            let mut statement =
                tx.prepare_cached("SELECT kind, id, remote_id FROM books WHERE remote_id IS NOT NULL")?;
            let numbers = statement.query_and_then([], |row| {
                let mut cells = Cells::new(row);
                Ok::<_, Fault>((cells.word()?, cells.local_id()?, RemoteId(cells.take()?)))
            })?;
            numbers.collect()
        })
    }
}

/// `drv-17` → 17.
fn derived_number(kind: RecordKind, id: &LocalId) -> Option<RemoteId> {
    id.as_str().strip_prefix(kind.prefix())?.strip_prefix('-')?.parse().ok().map(RemoteId)
}

/// Book records a bid refers to that the platform doesn't have yet, each once.
pub(super) fn unsent_references(connection: &Connection, bid: &Bid) -> Result<Vec<StoredBook>, Fault> {
    let named = [&bid.customer, &bid.organisation, &bid.driver, &bid.second_driver, &bid.car, &bid.trailer];
    let at_points = bid.points.iter().map(|point| &point.counterparty);
    let mut seen = Vec::new();
    let mut unsent = Vec::new();
    for id in named.into_iter().chain(at_points).flatten() {
        if seen.contains(&id) {
            continue;
        }
        seen.push(id);
        unsent.extend(book_record::find(connection, id)?.filter(|book| book.record.meta.remote_id.is_none()));
    }
    Ok(unsent)
}

/// Lets every bid that refers to one record refer to another: the two turned out to be the same thing.
pub(super) fn redirect(connection: &Connection, kind: RecordKind, from: &LocalId, to: &LocalId) -> Result<(), Fault> {
    bid_record::replace_in_bases(connection, kind, (from, to))?;
    let (from, to) = (from.as_str(), to.as_str());
    for column in ["customer", "car", "trailer", "driver", "second_driver", "organisation"] {
        connection.execute(&format!("UPDATE bids SET {column} = ?2 WHERE {column} = ?1"), [from, to])?;
    }
    // Inside a document a reference is a whole string; quotes that a person typed are escaped there.
    let (quoted_from, quoted_to) = (format!("\"{from}\""), format!("\"{to}\""));
    for (table, column) in [
        ("bid_documents", "patch"),
        ("conflicts", "theirs"),
        ("conflicts", "fields"),
        ("revisions", "content"),
        ("decisions", "before"),
    ] {
        connection.execute(
            &format!("UPDATE {table} SET {column} = replace({column}, ?1, ?2) WHERE instr({column}, ?1) > 0"),
            [&quoted_from, &quoted_to],
        )?;
    }
    // What this desk keeps of the thing itself follows; a paper that both names have stays as the one that stays has it.
    connection.execute("UPDATE absences SET record = ?2 WHERE record = ?1", [from, to])?;
    connection.execute("UPDATE notes SET record = ?2 WHERE record = ?1", [from, to])?;
    connection.execute("UPDATE OR IGNORE papers SET record = ?2 WHERE record = ?1", [from, to])?;
    connection.execute("DELETE FROM papers WHERE record = ?1", [from])?;
    // A spot that both names know stays with the one that stays.
    connection.execute("UPDATE OR IGNORE customer_places SET customer = ?2 WHERE customer = ?1", [from, to])?;
    connection.execute("DELETE FROM customer_places WHERE customer = ?1", [from])?;
    Ok(())
}
