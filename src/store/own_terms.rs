//! What of a bid stands here alone, beside its documents: no pull, no merge and no answer of the platform touches it.

use rusqlite::{Connection, params};

use super::codec::document;
use super::error::Fault;
use crate::domain::bid_more::OwnTerms;

/// Keeps it for the bid of a row; empty lets it go.
pub(super) fn keep(connection: &Connection, row: Option<i64>, own: &OwnTerms) -> Result<(), Fault> {
    if own.is_empty() {
        connection.prepare_cached("DELETE FROM bid_own WHERE row = ?1")?.execute([row])?;
    } else {
        connection
            .prepare_cached(
                "INSERT INTO bid_own (row, own) VALUES (?1, ?2) ON CONFLICT (row) DO UPDATE SET own = excluded.own",
            )?
            .execute(params![row, document(own)?])?;
    }
    Ok(())
}
