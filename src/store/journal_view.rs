//! The exchange journal for a screen: a page of it at a time, counts by hour, and all of it for a file.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, Row, ToSql};

use super::Store;
use super::codec::{Cells, instant, micros};
use super::error::{Fault, StoreError};
use super::model::{HourCount, JournalEntry, JournalFilter, JournalPage};

const FAILED: &str = "(status IS NULL OR status >= 400 OR error IS NOT NULL)";
pub(super) const COLUMNS: &str = "id, at, method, path, status, duration_ms, error";
const HOUR: i64 = 3_600_000_000;

/// A condition in SQL with its values, in their order.
struct Condition {
    sql: String,
    values: Vec<Box<dyn ToSql>>,
}

impl Condition {
    fn of(filter: &JournalFilter) -> Self {
        let mut made = Self { sql: "1".to_owned(), values: Vec::new() };
        if filter.errors_only {
            made.sql.push_str(" AND ");
            made.sql.push_str(FAILED);
        }
        if let Some(method) = &filter.method {
            made.add("method = ?", Box::new(method.clone()));
        }
        if let Some(since) = filter.since {
            made.add("at >= ?", Box::new(micros(since)));
        }
        if let Some(until) = filter.until {
            made.add("at < ?", Box::new(micros(until)));
        }
        if let Some(last) = filter.up_to {
            made.add("id <= ?", Box::new(last));
        }
        let text = filter.text.trim();
        if !text.is_empty() {
            let like = format!("%{}%", text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_"));
            made.sql.push_str(" AND (path LIKE ? ESCAPE '\\' OR error LIKE ? ESCAPE '\\' OR CAST(status AS TEXT) = ?)");
            made.values.push(Box::new(like.clone()));
            made.values.push(Box::new(like));
            made.values.push(Box::new(text.to_owned()));
        }
        if let Some(record) = filter.record {
            // The number stands in the address alone, not as a part of a longer one.
            made.add("(' ' || path || ' ') GLOB ?", Box::new(format!("*[^0-9]{record}[^0-9]*")));
        }
        made
    }

    fn add(&mut self, sql: &str, value: Box<dyn ToSql>) {
        self.sql.push_str(" AND ");
        self.sql.push_str(sql);
        self.values.push(value);
    }

    fn with(mut self, more: impl IntoIterator<Item = i64>) -> Self {
        self.values.extend(more.into_iter().map(|value| Box::new(value) as Box<dyn ToSql>));
        self
    }
}

impl Store {
    /// A page of the journal, newest first, with how many there are in all. A filter without `up_to` gets one, so that
    /// the pages of one look fit together while calls go on.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub fn journal_page(&self, filter: &JournalFilter, first: usize, limit: usize) -> Result<JournalPage, StoreError> {
        self.read(|tx| {
            let up_to = match filter.up_to {
                Some(up_to) => up_to,
                None => tx.query_row("SELECT coalesce(max(id), 0) FROM journal", [], |row| row.get(0))?,
            };
            let filter = JournalFilter { up_to: Some(up_to), ..filter.clone() };
            let total = count(tx, Condition::of(&filter))?;
            let (offset, limit) = (i64::try_from(first).unwrap_or(i64::MAX), i64::try_from(limit).unwrap_or(i64::MAX));
            let Condition { sql, values } = Condition::of(&filter).with([limit, offset]);
            let sql = format!("SELECT {COLUMNS} FROM journal WHERE {sql} ORDER BY id DESC LIMIT ? OFFSET ?");
            let mut statement = tx.prepare_cached(&sql)?;
            let rows = statement.query_and_then(rusqlite::params_from_iter(values), read)?;
            Ok(JournalPage { filter, first, total, entries: rows.collect::<Result<_, Fault>>()? })
        })
    }

    /// Calls and failures by hour, oldest first; hours without a call are left out.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub fn journal_hours(&self, filter: &JournalFilter) -> Result<Vec<HourCount>, StoreError> {
        self.read(|tx| {
            let Condition { sql, values } = Condition::of(filter);
            let sql = format!(
                "SELECT at / {HOUR} AS hour, count(*), total({FAILED}) FROM journal WHERE {sql} GROUP BY hour ORDER BY hour"
            );
            let mut statement = tx.prepare_cached(&sql)?;
            let hours = statement.query_and_then(rusqlite::params_from_iter(values), |row| {
                let (hour, calls, failed): (i64, i64, f64) = (row.get(0)?, row.get(1)?, row.get(2)?);
                let calls = usize::try_from(calls).unwrap_or_default();
                #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count of rows")]
                let failed = failed as usize;
                Ok::<_, Fault>(HourCount { hour: instant(hour.saturating_mul(HOUR))?, calls, failed })
            })?;
            hours.collect()
        })
    }

    /// How many calls failed since a moment.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub fn journal_failures(&self, since: DateTime<Utc>) -> Result<usize, StoreError> {
        let filter = JournalFilter { errors_only: true, since: Some(since), ..JournalFilter::default() };
        self.read(|tx| count(tx, Condition::of(&filter)))
    }
}

fn count(connection: &Connection, Condition { sql, values }: Condition) -> Result<usize, Fault> {
    let sql = format!("SELECT count(*) FROM journal WHERE {sql}");
    let count: i64 =
        connection.prepare_cached(&sql)?.query_row(rusqlite::params_from_iter(values), |row| row.get(0))?;
    Ok(usize::try_from(count).unwrap_or_default())
}

pub(super) fn read(row: &Row<'_>) -> Result<JournalEntry, Fault> {
    let mut cells = Cells::new(row);
    Ok(JournalEntry {
        id: cells.take()?,
        at: cells.instant()?,
        method: cells.take()?,
        path: cells.take()?,
        status: cells.take()?,
        duration_ms: u64::try_from(cells.take::<i64>()?).unwrap_or_default(),
        error: cells.take()?,
    })
}
