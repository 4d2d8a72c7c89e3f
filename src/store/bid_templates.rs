//! Templates of bids under names: kept here alone, never sent.

use chrono::{DateTime, Utc};
use rusqlite::{OptionalExtension as _, params};

use super::Store;
use super::codec::{Cells, document, micros};
use super::error::{Fault, NOT_FOUND, StoreError};
use super::model::TemplateName;
use crate::domain::bid::Bid;
use crate::domain::bid_more::OwnTerms;

impl Store {
    /// All templates, those used last first.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub fn templates(&self) -> Result<Vec<TemplateName>, StoreError> {
        self.read(|tx| {
            let mut statement =
                tx.prepare_cached("SELECT id, name FROM bid_templates ORDER BY used_at DESC, id DESC")?;
            let names = statement.query_and_then([], |row| {
                let mut cells = Cells::new(row);
                Ok::<_, Fault>(TemplateName { id: cells.take()?, name: cells.take()? })
            })?;
            names.collect()
        })
    }

    /// Keeps a bid under a name; one that is called so already, letter case aside, is written over.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be written.
    pub fn put_template(&self, name: &str, bid: &Bid, now: DateTime<Utc>) -> Result<(), StoreError> {
        self.write(|tx| {
            tx.execute(
                "INSERT INTO bid_templates (name, key, bid, own, made_at, used_at) VALUES (?1, ?2, ?3, ?4, ?5, ?5)
                 ON CONFLICT (key) DO UPDATE SET name = excluded.name, bid = excluded.bid, own = excluded.own,
                     made_at = excluded.made_at, used_at = excluded.used_at",
                params![name.trim(), key(name), document(bid)?, document(&bid.own)?, micros(now)],
            )?;
            Ok(())
        })
    }

    /// The bid of a template, which is noted as used.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub fn use_template(&self, id: i64, now: DateTime<Utc>) -> Result<Bid, StoreError> {
        self.write(|tx| {
            let mut statement = tx.prepare_cached("SELECT bid, own FROM bid_templates WHERE id = ?1")?;
            let mut found = statement.query_and_then([id], |row| {
                let mut cells = Cells::new(row);
                let (bid, own): (Bid, OwnTerms) = (cells.document()?, cells.document()?);
                Ok::<_, Fault>(Bid { own, ..bid })
            })?;
            let bid = found.next().transpose()?.ok_or(NOT_FOUND)?;
            tx.execute("UPDATE bid_templates SET used_at = ?2 WHERE id = ?1", params![id, micros(now)])?;
            Ok(bid)
        })
    }

    /// Calls a template otherwise; `false`, and nothing is done, when another one is called so.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub fn rename_template(&self, id: i64, name: &str) -> Result<bool, StoreError> {
        self.write(|tx| {
            let taken: Option<i64> = tx
                .query_row("SELECT id FROM bid_templates WHERE key = ?1", [key(name)], |row| row.get(0))
                .optional()?;
            if taken.is_some_and(|taken| taken != id) {
                return Ok(false);
            }
            let changed = tx.execute(
                "UPDATE bid_templates SET name = ?2, key = ?3 WHERE id = ?1",
                params![id, name.trim(), key(name)],
            )?;
            if changed == 0 { Err(NOT_FOUND) } else { Ok(true) }
        })
    }

    /// Takes a template away.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be written.
    pub fn drop_template(&self, id: i64) -> Result<(), StoreError> {
        self.write(|tx| Ok(tx.execute("DELETE FROM bid_templates WHERE id = ?1", [id]).map(drop)?))
    }
}

/// Two names that differ in nothing but the case of letters or spaces around are one.
fn key(name: &str) -> String {
    name.trim().to_lowercase()
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;

    #[test]
    fn a_template_is_kept_used_renamed_and_taken_away() {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open(&dir.path().join("desk.db")).unwrap().store;
        let now = DateTime::<Utc>::UNIX_EPOCH + TimeDelta::days(20_000);
        let own = OwnTerms { comment: Some("звонить".to_owned()), ..OwnTerms::default() };
        let bid = Bid { contract_number: Some("Д-17".to_owned()), own, ..Bid::blank() };
        store.put_template(" Казань – Уфа ", &bid, now).unwrap();
        store.put_template("Москва", &Bid::blank(), now + TimeDelta::hours(1)).unwrap();
        store.put_template("КАЗАНЬ – УФА", &bid, now).unwrap();
        let names = |store: &Store| -> Vec<String> {
            store.templates().unwrap().into_iter().map(|template| template.name).collect()
        };
        assert_eq!(names(&store), ["Москва", "КАЗАНЬ – УФА"], "one name, one template");
        let id = store.templates().unwrap()[1].id;
        assert_eq!(store.use_template(id, now + TimeDelta::hours(2)).unwrap(), bid);
        assert_eq!(names(&store), ["КАЗАНЬ – УФА", "Москва"], "the one used last stands first");
        assert!(!store.rename_template(id, "москва ").unwrap(), "the name is taken");
        assert!(store.rename_template(id, "Поволжье").unwrap());
        assert_eq!(names(&store), ["Поволжье", "Москва"]);
        store.drop_template(id).unwrap();
        assert_eq!(names(&store), ["Москва"]);
        assert_eq!(store.use_template(id, now), Err(StoreError::NotFound));
        assert_eq!(store.rename_template(id, "снова"), Err(StoreError::NotFound));
    }
}
