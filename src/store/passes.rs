//! Readings of the bids' list: a page of the ordinary pull, and slow passes beside it that keep their own position, so that
//! they go on in slices and survive a crash.

use chrono::{DateTime, TimeDelta, Utc};
use rusqlite::{Connection, OptionalExtension as _, params};

use super::Store;
use super::codec::{Cells, micros};
use super::error::{Fault, StoreError};
use super::held::{hold_bid, holds_bids};
use super::model::{Cursor, PullReport};
use super::place_batch::PlaceBatch;
use super::places_put_off;
use super::pull::{put_cursor, take_in};
use super::ready::{Incoming, ReadyBid};
use super::receive::Received;
use super::unseen::Unseen;
use crate::domain::pulled::PulledBid;

/// What a page belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PageOf<'a> {
    /// Where the ordinary pull stands behind this page.
    pub cursor: Option<&'a Cursor>,
    /// The slow pass that it is of, and where that one stands behind it.
    pub pass: Option<(&'a str, &'a Cursor)>,
    /// How far the ordinary pull had read when this reading began: a row that is news and older came late.
    pub reached: Option<DateTime<Utc>>,
}

/// What a page brought.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TakenPage {
    /// Rows by what they did.
    pub report: PullReport,
    /// The furthest that a row came behind what had been read already.
    pub late: Option<TimeDelta>,
}

/// A slow pass as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pass {
    /// When it began.
    pub begun_at: DateTime<Utc>,
    /// Rows changed since then are read.
    pub since: DateTime<Utc>,
    /// How many there were, by the platform's count.
    pub total: Option<u64>,
    /// The last committed row; `None` before the first page.
    pub position: Option<Cursor>,
    /// Rows that the ordinary pull had missed.
    pub late: usize,
    /// When it ended; `None` while it goes on.
    pub ended_at: Option<DateTime<Utc>>,
    /// Distinct bids read so far.
    pub rows: u64,
}

impl Store {
    /// Takes in a page of bids with all that it moves, in one transaction. Deletions that are news wait for the end of the
    /// reading ([`Store::close_pull`]).
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be written.
    pub fn take_page(&self, rows: &[PulledBid], of: PageOf<'_>, now: DateTime<Utc>) -> Result<TakenPage, StoreError> {
        let rows: Vec<_> = rows.iter().map(Incoming::from).collect();
        self.write(|tx| take_rows(tx, &rows, of, (&mut PlaceBatch::default(), false), now))
    }

    /// The same of bids that were made ready before. In a first pull their places are put off until [`Store::settle_places`].
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be written.
    pub fn take_ready(&self, rows: &[ReadyBid], of: PageOf<'_>, now: DateTime<Utc>) -> Result<TakenPage, StoreError> {
        let rows: Vec<_> = rows.iter().map(Incoming::from).collect();
        let in_hand = self.take_places();
        let is_in_hand = in_hand.is_some();
        let mut places = in_hand.unwrap_or_default();
        // A transaction that fails takes what was in hand with it: the mark says where to catch up from.
        let taken = self.write(|tx| {
            let behind = places_put_off::behind(tx, is_in_hand)?;
            let taken = take_rows(tx, &rows, of, (&mut places, behind.is_some()), now)?;
            match behind {
                Some(row) if places.gathered() > 0 => places_put_off::put_mark(tx, row)?,
                Some(_) | None => {}
            }
            Ok(taken)
        })?;
        self.keep_places((is_in_hand || places.gathered() > 0).then_some(places));
        Ok(taken)
    }

    /// A slow pass by its name, if it was ever begun.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub fn pass(&self, name: &str) -> Result<Option<Pass>, StoreError> {
        self.read(|tx| find(tx, name))
    }

    /// Begins a slow pass anew. `total`: how many rows the platform says there are.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be written.
    pub fn begin_pass(&self, name: &str, since: DateTime<Utc>, now: DateTime<Utc>) -> Result<(), StoreError> {
        self.write(|tx| {
            tx.prepare_cached("DELETE FROM pass_rows WHERE pass = ?1")?.execute([name])?;
            tx.prepare_cached("INSERT OR REPLACE INTO passes (name, begun_at, since) VALUES (?1, ?2, ?3)")?
                .execute(params![name, micros(now), micros(since)])?;
            Ok(())
        })
    }

    /// Ends a slow pass; what it remembered of single rows is let go.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be written.
    pub fn end_pass(&self, name: &str, total: Option<u64>, now: DateTime<Utc>) -> Result<(), StoreError> {
        self.write(|tx| {
            let total = total.and_then(|total| i64::try_from(total).ok());
            tx.prepare_cached("UPDATE passes SET ended_at = ?2, total = ?3 WHERE name = ?1")?.execute(params![
                name,
                micros(now),
                total
            ])?;
            tx.prepare_cached("DELETE FROM pass_rows WHERE pass = ?1")?.execute([name])?;
            Ok(())
        })
    }
}

/// `places`: where those of new bids are gathered, and whether they may stay there.
fn take_rows(
    tx: &Connection,
    rows: &[Incoming<'_>],
    of: PageOf<'_>,
    (places, puts_off): (&mut PlaceBatch, bool),
    now: DateTime<Utc>,
) -> Result<TakenPage, Fault> {
    let mut taken = TakenPage::default();
    let mut missed: i64 = 0;
    let mut unseen = Unseen::new(tx, places)?;
    let mut holds = holds_bids(tx)?;
    for row in rows {
        if (holds || row.pulled.facts.deleted) && hold_bid(tx, row.pulled)? {
            holds = true;
            continue;
        }
        let received = if unseen.take_in(*row, now)? {
            Received::New
        } else {
            unseen.settle()?;
            take_in(tx, row.pulled, now)?
        };
        taken.report.count(received);
        if let Some(behind) = lateness(received, row.pulled, of.reached) {
            taken.late = taken.late.max(Some(behind));
            missed = missed.saturating_add(1);
        }
    }
    drop(unseen);
    if !(puts_off && places_put_off::may_wait(places)) {
        places.write(tx)?;
    }
    if let Some(cursor) = of.cursor {
        put_cursor(tx, cursor)?;
    }
    if let Some((name, position)) = of.pass {
        advance(tx, name, position, missed, rows)?;
    }
    Ok(taken)
}

/// How far a row that is news stands behind what had been read.
fn lateness(received: Received, pulled: &PulledBid, reached: Option<DateTime<Utc>>) -> Option<TimeDelta> {
    let is_news = matches!(received, Received::New | Received::Changed | Received::Conflict);
    let behind = reached? - pulled.updated_at?;
    (is_news && behind > TimeDelta::zero()).then_some(behind)
}

fn find(connection: &Connection, name: &str) -> Result<Option<Pass>, Fault> {
    let mut statement = connection.prepare_cached(
        "SELECT begun_at, since, total, updated_at, id, late, ended_at,
             (SELECT count(*) FROM pass_rows WHERE pass = ?1) FROM passes WHERE name = ?1",
    )?;
    let pass = statement.query_and_then([name], |row| {
        let mut cells = Cells::new(row);
        let (begun_at, since) = (cells.instant()?, cells.instant()?);
        let total: Option<i64> = cells.take()?;
        let (updated_at, id): (Option<String>, Option<i64>) = (cells.take()?, cells.take()?);
        Ok::<_, Fault>(Pass {
            begun_at,
            since,
            total: total.and_then(|total| u64::try_from(total).ok()),
            position: updated_at.zip(id).map(|(updated_at, id)| Cursor { updated_at, id }),
            late: usize::try_from(cells.take::<i64>()?).unwrap_or_default(),
            ended_at: cells.maybe_instant()?,
            rows: u64::try_from(cells.take::<i64>()?).unwrap_or_default(),
        })
    })?;
    pass.collect::<Result<Vec<_>, _>>().map(|mut found| found.pop())
}

fn advance(
    connection: &Connection,
    name: &str,
    position: &Cursor,
    missed: i64,
    rows: &[Incoming<'_>],
) -> Result<(), Fault> {
    connection
        .prepare_cached("UPDATE passes SET updated_at = ?2, id = ?3, late = late + ?4 WHERE name = ?1")?
        .execute(params![name, position.updated_at, position.id, missed])?;
    let mut insert = connection.prepare_cached("INSERT OR IGNORE INTO pass_rows (pass, remote_id) VALUES (?1, ?2)")?;
    for row in rows {
        insert.execute(params![name, row.pulled.remote_id.0])?;
    }
    Ok(())
}

impl Store {
    /// When the oldest bid that this desk has of the platform was last changed there.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub fn oldest_pulled(&self) -> Result<Option<DateTime<Utc>>, StoreError> {
        self.read(|tx| {
            let sql = "SELECT min(updated_there) FROM bids WHERE remote_id IS NOT NULL";
            let oldest: Option<i64> = tx.query_row(sql, [], |row| row.get(0)).optional()?.flatten();
            oldest.map(super::codec::instant).transpose()
        })
    }
}
