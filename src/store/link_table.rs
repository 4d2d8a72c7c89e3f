//! The table of ids: ours, the platform's, since when both name one thing, and how that came (seed 000 chapter 2.2).

use chrono::{DateTime, Utc};
use rusqlite::{Connection, params};

use super::Store;
use super::codec::{Cells, Word as _};
use super::error::{Fault, StoreError};
use crate::domain::id::{LocalId, RecordKind, RemoteId};

/// How a record got its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LinkHow {
    /// It was made here and created on the platform.
    Created,
    /// It was read from the platform.
    Pulled,
    /// Both had it, and its phone, plate, or INN with KPP are the same.
    ByKey,
    /// A person said so.
    ByHand,
    /// It was linked before links were recorded.
    Unrecorded,
}

/// A record that both sides have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The kind of record.
    pub kind: RecordKind,
    /// Our id.
    pub id: LocalId,
    /// The platform's number.
    pub remote_id: RemoteId,
    /// Since when, UTC; `None`: before links were recorded.
    pub linked_at: Option<DateTime<Utc>>,
    /// How.
    pub how: LinkHow,
}

impl Store {
    /// All links: bids, then the books, each by the platform's number.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub fn links(&self) -> Result<Vec<Link>, StoreError> {
        self.read(|tx| {
            let mut statement = tx.prepare_cached(
                "SELECT ?1 AS kind, one.id, one.remote_id, one.linked_at, mark.how, 0 AS part
                 FROM bids AS one LEFT JOIN link_marks AS mark ON mark.id = one.id AND mark.remote_id = one.remote_id
                 WHERE one.remote_id IS NOT NULL
                 UNION ALL
                 SELECT one.kind, one.id, one.remote_id, one.linked_at, mark.how, 1
                 FROM books AS one LEFT JOIN link_marks AS mark ON mark.id = one.id AND mark.remote_id = one.remote_id
                 WHERE one.remote_id IS NOT NULL
                 ORDER BY 6, 1, 3",
            )?;
            let links = statement.query_and_then([RecordKind::Bid.word()], |row| {
                let mut cells = Cells::new(row);
                let (kind, id): (RecordKind, LocalId) = (cells.word()?, cells.local_id()?);
                let remote_id = RemoteId(cells.take()?);
                let linked_at = cells.maybe_instant()?;
                let mark = cells.take::<Option<String>>()?.map(|word| LinkHow::from_word(&word)).transpose()?;
                let how = match (mark, linked_at) {
                    (_, None) => LinkHow::Unrecorded,
                    (Some(how), _) => how,
                    // A record that was read bears a name that is made of its number.
                    (None, Some(_)) if id == LocalId::of_remote(kind, remote_id) => LinkHow::Pulled,
                    (None, Some(_)) => LinkHow::Created,
                };
                Ok::<_, Fault>(Link { kind, id, remote_id, linked_at, how })
            })?;
            links.collect()
        })
    }
}

/// Notes how a link came that neither a creation nor a reading made.
pub(super) fn mark(connection: &Connection, id: &LocalId, remote_id: RemoteId, how: LinkHow) -> Result<(), Fault> {
    connection
        .prepare_cached("INSERT OR REPLACE INTO link_marks (id, remote_id, how) VALUES (?1, ?2, ?3)")?
        .execute(params![id.as_str(), remote_id.0, how.word()])?;
    Ok(())
}
