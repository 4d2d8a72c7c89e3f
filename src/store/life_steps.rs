//! The steps of a bid's life that came about: sent, started, brought back to a draft, cancelled, ended by hand, deleted, brought back.
//! Ours are noted when they came through, never when they were asked for; those of the platform as they are read. Each has a line of
//! its own: what was looked at or not changes nothing of it.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, Row, params};

use super::Store;
use super::codec::{Cells, Word as _, micros, status_from_word, status_word};
use super::error::{Fault, StoreError};
use super::model::OpKind;
use crate::domain::bid::BidStatus;
use crate::domain::id::LocalId;

/// A step that is no request of ours: the status moved on the platform.
const STATUS: &str = "status";

/// What came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LifeStepKind {
    /// A step that can be asked for.
    Step(OpKind),
    /// The status moved, nobody here knows by which step.
    Status,
}

/// A step of a bid's life that came about.
#[derive(Debug, Clone, PartialEq)]
pub struct LifeStep {
    /// Its number: the later one is the greater one.
    pub seq: i64,
    /// When it came through or was read, UTC.
    pub at: DateTime<Utc>,
    /// When it was made on the platform, as far as that says.
    pub there_at: Option<DateTime<Utc>>,
    /// Asked for at this desk.
    pub ours: bool,
    /// Who asked for it here; empty when nobody was signed in.
    pub author: String,
    /// What it was.
    pub kind: LifeStepKind,
    /// The status before, where it is known.
    pub before: Option<BidStatus>,
    /// The status after, where it is known.
    pub after: Option<BidStatus>,
}

/// A step before it is written.
pub(super) struct NewStep<'a> {
    pub(super) ours: Option<&'a str>,
    pub(super) kind: LifeStepKind,
    pub(super) before: Option<&'a BidStatus>,
    pub(super) after: Option<&'a BidStatus>,
    pub(super) there_at: Option<DateTime<Utc>>,
}

impl<'a> NewStep<'a> {
    /// A step of this desk that moves no status.
    pub(super) fn ours(author: &'a str, kind: OpKind) -> Self {
        let kind = LifeStepKind::Step(kind);
        Self { ours: Some(author), kind, before: None, after: None, there_at: None }
    }
}

pub(super) fn note(connection: &Connection, id: &LocalId, step: &NewStep<'_>, now: DateTime<Utc>) -> Result<(), Fault> {
    let word = match step.kind {
        LifeStepKind::Step(kind) => kind.word(),
        LifeStepKind::Status => STATUS,
    };
    let status = |status: Option<&BidStatus>| status.map(status_word).unwrap_or_default();
    connection
        .prepare_cached(
            "INSERT INTO life_steps (id, at, there_at, ours, author, step, old, new)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        )?
        .execute(params![
            id.as_str(),
            micros(now),
            step.there_at.map(micros),
            step.ours.is_some(),
            step.ours.unwrap_or_default(),
            word,
            status(step.before),
            status(step.after),
        ])?;
    Ok(())
}

impl Store {
    /// Steps of a bid's life that came about, newest first.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub fn life_steps(&self, id: &LocalId, limit: usize) -> Result<Vec<LifeStep>, StoreError> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        self.read(|tx| {
            let mut statement = tx.prepare_cached(
                "SELECT seq, at, there_at, ours, author, step, old, new FROM life_steps
                 WHERE id = ?1 ORDER BY seq DESC LIMIT ?2",
            )?;
            statement.query_and_then(params![id.as_str(), limit], read)?.collect()
        })
    }
}

fn read(row: &Row<'_>) -> Result<LifeStep, Fault> {
    let mut cells = Cells::new(row);
    let (seq, at, there_at) = (cells.take()?, cells.instant()?, cells.maybe_instant()?);
    let (ours, author) = (cells.take()?, cells.take()?);
    let word: String = cells.take()?;
    let kind = if word == STATUS { LifeStepKind::Status } else { LifeStepKind::Step(OpKind::from_word(&word)?) };
    let mut status = || -> Result<Option<BidStatus>, Fault> {
        let word: String = cells.take()?;
        Ok((!word.is_empty()).then(|| status_from_word(&word)))
    };
    Ok(LifeStep { seq, at, there_at, ours, author, kind, before: status()?, after: status()? })
}
