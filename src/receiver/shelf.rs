//! What came, on disk: a file of SQLite of the receiver's own. A commit that returned survives a power cut, and each event
//! is kept once, however often it is sent.

use std::fs;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use rusqlite::{Connection, OptionalExtension as _, TransactionBehavior, params};
use thiserror::Error;

use crate::api::ati::envelope::Event;
use crate::api::ati::relay::KeptEvent;
use crate::api::ati::signature;

const SCHEMA: &str = "
    CREATE TABLE IF NOT EXISTS events (
        seq         INTEGER PRIMARY KEY AUTOINCREMENT,
        key         TEXT NOT NULL UNIQUE,
        topic       TEXT NOT NULL,
        entity_id   TEXT,
        action_date TEXT,
        received_at INTEGER NOT NULL,
        entity      TEXT NOT NULL
    ) STRICT;
    CREATE INDEX IF NOT EXISTS events_by_age ON events (received_at);
    CREATE TABLE IF NOT EXISTS notes (name TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
";
/// "CRrc": marks the file as a receiver's.
const APPLICATION_ID: i64 = 0x4352_7263;
const EPOCH: &str = "epoch";

/// The file can't be read or written.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("the receiver's database: {0}")]
pub struct ShelfError(pub(super) String);

impl From<rusqlite::Error> for ShelfError {
    fn from(error: rusqlite::Error) -> Self {
        Self(error.to_string())
    }
}

/// The open file.
pub(super) struct Shelf {
    connection: Mutex<Connection>,
    epoch: String,
}

impl Shelf {
    /// Opens the file or makes it; `epoch` names a new one.
    pub(super) fn open(path: &Path, epoch: &str) -> Result<Self, ShelfError> {
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            fs::create_dir_all(folder).map_err(|error| ShelfError(format!("{}: {error}", folder.display())))?;
        }
        let connection = Connection::open(path)?;
        connection.busy_timeout(Duration::from_secs(5))?;
        let owner: i64 = connection.pragma_query_value(None, "application_id", |row| row.get(0))?;
        let tables: i64 = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
        if tables > 0 && owner != APPLICATION_ID {
            return Err(ShelfError("the file is another program's database".to_owned()));
        }
        connection.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
        connection.pragma_update(None, "synchronous", "FULL")?;
        connection.pragma_update(None, "application_id", APPLICATION_ID)?;
        connection.execute_batch(SCHEMA)?;
        connection.execute("INSERT OR IGNORE INTO notes (name, value) VALUES (?1, ?2)", [EPOCH, epoch])?;
        let epoch = connection.query_row("SELECT value FROM notes WHERE name = ?1", [EPOCH], |row| row.get(0))?;
        Ok(Self { connection: Mutex::new(connection), epoch })
    }

    /// Names this file: another file counts anew.
    pub(super) fn epoch(&self) -> &str {
        &self.epoch
    }

    /// Keeps the events of one call, all or none; gives the number of the last event kept so far.
    pub(super) fn keep(&self, events: &[Event], now: DateTime<Utc>) -> Result<i64, ShelfError> {
        let mut connection = self.lock();
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        {
            // Not by ignoring a clash of keys: that would spend a number on each repeat, and wake the desk for nothing.
            let mut insert = transaction.prepare_cached(
                "INSERT INTO events (key, topic, entity_id, action_date, received_at, entity)
                 SELECT ?1, ?2, ?3, ?4, ?5, ?6 WHERE NOT EXISTS (SELECT 1 FROM events WHERE key = ?1)",
            )?;
            for event in events {
                let entity = event.entity.to_string();
                insert.execute(params![
                    key(event, &entity),
                    event.topic,
                    event.entity_id,
                    event.action_date,
                    now.timestamp_micros(),
                    entity
                ])?;
            }
        }
        let last = last(&transaction)?;
        transaction.commit()?;
        Ok(last)
    }

    /// The number of the last event.
    pub(super) fn last(&self) -> Result<i64, ShelfError> {
        last(&self.lock())
    }

    /// Events behind a number, in their order, at most so many.
    pub(super) fn after(&self, seq: i64, limit: usize) -> Result<Vec<KeptEvent>, ShelfError> {
        let connection = self.lock();
        let mut statement = connection.prepare_cached(
            "SELECT seq, topic, entity_id, action_date, received_at, entity FROM events WHERE seq > ?1 ORDER BY seq LIMIT ?2",
        )?;
        let rows = statement.query_map(params![seq, i64::try_from(limit).unwrap_or(i64::MAX)], |row| {
            let entity: String = row.get(5)?;
            let received: i64 = row.get(4)?;
            let received = DateTime::from_timestamp_micros(received).unwrap_or_default();
            Ok(KeptEvent {
                seq: row.get(0)?,
                topic: row.get(1)?,
                entity_id: row.get(2)?,
                action_date: row.get(3)?,
                received_at: received.to_rfc3339_opts(SecondsFormat::Micros, true),
                entity: serde_json::from_str(&entity).unwrap_or(serde_json::Value::String(entity)),
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Lets events go that are older than this.
    pub(super) fn forget(&self, now: DateTime<Utc>, keep: TimeDelta) -> Result<usize, ShelfError> {
        let before = (now - keep).timestamp_micros();
        Ok(self.lock().execute("DELETE FROM events WHERE received_at < ?1", [before])?)
    }

    fn lock(&self) -> MutexGuard<'_, Connection> {
        // A transaction that a panic interrupted was rolled back: the connection is sound.
        self.connection.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn last(connection: &Connection) -> Result<i64, ShelfError> {
    // Not max(seq): what was forgotten was numbered too.
    let numbered = connection
        .query_row("SELECT seq FROM sqlite_sequence WHERE name = 'events'", [], |row| row.get(0))
        .optional()?;
    Ok(numbered.unwrap_or(0))
}

/// Topic, entity, moment and content: a repeat has all four alike, a change of the same moment has not.
fn key(event: &Event, entity: &str) -> String {
    let part = |text: &Option<String>| text.clone().unwrap_or_default();
    let parts = [event.topic.clone(), part(&event.entity_id), part(&event.action_date), entity.to_owned()];
    signature::fingerprint(parts.join("\n").as_bytes())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn event(id: &str, moment: &str, entity: serde_json::Value) -> Event {
        Event {
            topic: "orders.invites".into(),
            entity_id: Some(id.into()),
            action_date: Some(moment.into()),
            entity,
            is_retry: false,
        }
    }

    #[test]
    fn each_event_is_kept_once_and_found_behind_its_place() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("new").join("receiver.db");
        let now = Utc::now();
        let shelf = Shelf::open(&path, "first").unwrap();
        let events = [
            event("a", "1", serde_json::from_str(r#"{"x":1.50}"#).unwrap()),
            event("a", "2", json!(null)),
            event("b", "1", json!({})),
        ];
        assert_eq!(shelf.keep(&events, now).unwrap(), 3);
        let again = [Event { is_retry: true, ..events[1].clone() }, event("a", "1", json!({ "x": 2 }))];
        shelf.keep(&again, now).unwrap();
        let all = shelf.after(0, 100).unwrap();
        assert_eq!(all.len(), 4, "a repeat is the same event, another content of the same moment is not");
        assert_eq!(all[0].entity.to_string(), r#"{"x":1.50}"#);
        assert_eq!(all[1].entity, serde_json::Value::Null);
        assert_eq!(shelf.after(all[1].seq, 1).unwrap().len(), 1);
        drop(shelf);
        let shelf = Shelf::open(&path, "second").unwrap();
        assert_eq!(shelf.epoch(), "first");
        assert_eq!(shelf.forget(now + TimeDelta::days(61), TimeDelta::days(60)).unwrap(), 4);
        let last = shelf.last().unwrap();
        assert_eq!(shelf.keep(&[event("c", "1", json!({}))], now).unwrap(), last + 1, "numbers are never given twice");
    }

    #[test]
    fn a_strangers_database_is_left_alone() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("other.db");
        Connection::open(&path).unwrap().execute_batch("CREATE TABLE theirs (x)").unwrap();
        assert!(Shelf::open(&path, "x").is_err());
    }
}
