//! What was changed of a bid at this desk, and by whom: noted in the transaction of the saving, so that the history of a bid has
//! both sides. What the platform changes is noted by `outside`, what a decision replaces by `history`.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension as _, params};

use super::Store;
use super::codec::{Cells, micros};
use super::error::{Fault, StoreError};
use super::outside::NEW;
use crate::domain::bid::Bid;
use crate::domain::id::LocalId;
use crate::merge::{differing, same_for_people};

/// The name that the one who signs in is kept under in the settings of the database.
pub(super) const AUTHOR: &str = "own-author";

/// A field of a bid that was changed here.
#[derive(Debug, Clone, PartialEq)]
pub struct OwnChange {
    /// Its number: the later one is the greater one.
    pub seq: i64,
    /// When, UTC.
    pub at: DateTime<Utc>,
    /// Who was signed in; empty when nobody was.
    pub author: String,
    /// A field of the form, or `new`.
    pub field: String,
    /// What it was, as the desk's own JSON.
    pub old: serde_json::Value,
    /// What it is.
    pub new: serde_json::Value,
}

/// Who is signed in; empty when nobody is.
pub(super) fn author(connection: &Connection) -> Result<String, Fault> {
    let mut author = connection.prepare_cached("SELECT value FROM settings WHERE key = ?1")?;
    Ok(author.query_row([AUTHOR], |row| row.get(0)).optional()?.unwrap_or_default())
}

/// Notes every field that a person would miss. `first`: the bid is stored for the first time.
pub(super) fn note(
    connection: &Connection,
    id: &LocalId,
    (old, new): (&Bid, &Bid),
    first: bool,
    now: DateTime<Utc>,
) -> Result<(), Fault> {
    let author = author(connection)?;
    let mut insert = connection
        .prepare_cached("INSERT INTO own_changes (id, at, author, field, old, new) VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?;
    if first {
        insert.execute(params![id.as_str(), micros(now), author, NEW, "null", "null"])?;
        return Ok(());
    }
    for field in differing(old, new).filter(|field| !same_for_people(*field, old, new)) {
        let (old, new) = (field.value(old).to_string(), field.value(new).to_string());
        insert.execute(params![id.as_str(), micros(now), author, field.name(), old, new])?;
    }
    Ok(())
}

impl Store {
    /// Whose changes those of this desk are from now on.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be written.
    pub fn set_author(&self, name: &str) -> Result<(), StoreError> {
        self.set_setting(AUTHOR, name)
    }

    /// What was changed of a bid here, newest first.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub fn own_changes(&self, id: &LocalId, limit: usize) -> Result<Vec<OwnChange>, StoreError> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        self.read(|tx| {
            let mut statement = tx.prepare_cached(
                "SELECT seq, at, author, field, old, new FROM own_changes WHERE id = ?1 ORDER BY seq DESC LIMIT ?2",
            )?;
            let found = statement.query_and_then(params![id.as_str(), limit], |row| {
                let mut cells = Cells::new(row);
                Ok::<_, Fault>(OwnChange {
                    seq: cells.take()?,
                    at: cells.instant()?,
                    author: cells.take()?,
                    field: cells.take()?,
                    old: cells.document()?,
                    new: cells.document()?,
                })
            })?;
            found.collect()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::bid::Cargo;
    use crate::domain::money::Money;

    fn at(minutes: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + chrono::TimeDelta::minutes(minutes)
    }

    #[test]
    fn each_field_that_was_changed_here_is_told_with_who_did_it() {
        let store = Store::open_in_memory().unwrap();
        let id = store.save_bid(None, &Bid::blank(), at(0)).unwrap().meta.id;
        store.set_author("petrova@example.test").unwrap();
        let price = |text: &str| Money::parse_typed(text).ok();
        let dearer = Bid { price: price("500"), payment_days: Some(5), ..Bid::blank() };
        store.save_bid(Some(&id), &dearer, at(1)).unwrap();
        store.save_bid(Some(&id), &dearer, at(2)).unwrap();
        let cargo = Cargo { name: "ТНП".into(), ..Cargo::default() };
        store.save_bid(Some(&id), &Bid { cargos: vec![cargo], ..dearer }, at(3)).unwrap();
        let told = store.own_changes(&id, 10).unwrap();
        let said: Vec<_> = told.iter().map(|one| (one.at, one.author.as_str(), one.field.as_str())).collect();
        let by = "petrova@example.test";
        let middle = [(at(1), by, "payment_days"), (at(1), by, "price")];
        assert_eq!(said[0], (at(3), by, "cargos"));
        assert!(middle.iter().all(|one| said[1..3].contains(one)), "{said:?}");
        assert_eq!(said[3..], [(at(0), "", NEW)], "a saving that changes nothing is none");
        let price = told.iter().find(|one| one.field == "price").unwrap();
        assert_eq!((&price.old, &price.new), (&serde_json::Value::Null, &serde_json::json!("500.00")));
        assert_eq!(store.own_changes(&id, 2).unwrap().len(), 2);
        assert_eq!(store.own_changes(&LocalId::new("other"), 9).unwrap(), []);
    }
}
