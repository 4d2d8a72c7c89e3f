//! What a record was at each revision that the platform isn't known to have.
//!
//! A person may go on editing while a request is on the wire. When its answer comes, what was changed since is told
//! from what was sent by the very content that was sent.

use rusqlite::{Connection, OptionalExtension as _, params};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::codec::{Word as _, document, read_document};
use super::error::Fault;
use crate::domain::id::{LocalId, RecordKind};

/// Keeps the content of a revision; a merge may change it without a new number.
pub(super) fn keep(
    connection: &Connection,
    kind: RecordKind,
    id: &LocalId,
    revision: i64,
    content: &impl Serialize,
) -> Result<(), Fault> {
    connection
        .prepare_cached("INSERT OR REPLACE INTO revisions (kind, id, revision, content) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![kind.word(), id.as_str(), revision, document(content)?])?;
    Ok(())
}

pub(super) fn find<T: DeserializeOwned>(
    connection: &Connection,
    kind: RecordKind,
    id: &LocalId,
    revision: i64,
) -> Result<Option<T>, Fault> {
    let mut statement =
        connection.prepare_cached("SELECT content FROM revisions WHERE kind = ?1 AND id = ?2 AND revision = ?3")?;
    let content: Option<String> =
        statement.query_row(params![kind.word(), id.as_str(), revision], |row| row.get(0)).optional()?;
    content.map(|text| read_document(&text)).transpose()
}

/// Forgets the revisions up to this one: the platform has them.
pub(super) fn forget_through(
    connection: &Connection,
    kind: RecordKind,
    id: &LocalId,
    revision: i64,
) -> Result<(), Fault> {
    connection
        .prepare_cached("DELETE FROM revisions WHERE kind = ?1 AND id = ?2 AND revision <= ?3")?
        .execute(params![kind.word(), id.as_str(), revision])?;
    Ok(())
}
