//! Periods out of work and last days of papers: kept here alone, never sent.

use chrono::{Datelike as _, NaiveDate};
use rusqlite::params;

use super::Store;
use super::codec::{Cells, Word as _};
use super::error::{Fault, StoreError, damaged};
use crate::domain::id::LocalId;
use crate::domain::upkeep::{Absence, AbsenceKind, Paper, PaperKind};

/// Days of the common era at 1970-01-01.
const EPOCH: i32 = 719_163;

fn number(day: NaiveDate) -> i64 {
    i64::from(day.num_days_from_ce()) - i64::from(EPOCH)
}

fn day(number: i64) -> Result<NaiveDate, Fault> {
    let days = i32::try_from(number).ok().and_then(|number| number.checked_add(EPOCH));
    days.and_then(NaiveDate::from_num_days_from_ce_opt).ok_or_else(|| damaged(format!("a day of number {number}")))
}

impl Store {
    /// All periods out of work, by record and first day.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub fn absences(&self) -> Result<Vec<Absence>, StoreError> {
        self.read(|tx| {
            let mut statement = tx.prepare_cached(
                "SELECT id, record, kind, first_day, last_day, note FROM absences ORDER BY record, first_day, id",
            )?;
            let absences = statement.query_and_then([], |row| {
                let mut cells = Cells::new(row);
                Ok::<_, Fault>(Absence {
                    id: cells.take()?,
                    record: cells.local_id()?,
                    kind: AbsenceKind::from_word(&cells.take::<String>()?)?,
                    from: day(cells.take()?)?,
                    to: day(cells.take()?)?,
                    note: cells.take()?,
                })
            })?;
            absences.collect()
        })
    }

    /// Writes a period down, a new one (id 0) or another content of a known one; answers its number.
    ///
    /// # Errors
    /// [`StoreError::Other`] when it ends before it begins; [`StoreError`] when the database can't be written.
    pub fn put_absence(&self, absence: &Absence) -> Result<i64, StoreError> {
        if absence.to < absence.from {
            return Err(StoreError::Other("a period ends before it begins".to_owned()));
        }
        self.write(|tx| {
            let id = (absence.id > 0).then_some(absence.id);
            tx.prepare_cached(
                "INSERT INTO absences (id, record, kind, first_day, last_day, note) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
                 ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, first_day = excluded.first_day,
                     last_day = excluded.last_day, note = excluded.note",
            )?
            .execute(params![
                id,
                absence.record.as_str(),
                absence.kind.word(),
                number(absence.from),
                number(absence.to),
                absence.note
            ])?;
            Ok(id.unwrap_or_else(|| tx.last_insert_rowid()))
        })
    }

    /// Takes a period away.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be written.
    pub fn drop_absence(&self, id: i64) -> Result<(), StoreError> {
        self.write(|tx| Ok(tx.execute("DELETE FROM absences WHERE id = ?1", [id]).map(drop)?))
    }

    /// Last days of all papers.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub fn papers(&self) -> Result<Vec<Paper>, StoreError> {
        self.read(|tx| {
            let mut statement = tx.prepare_cached("SELECT record, kind, until FROM papers ORDER BY record, kind")?;
            let papers = statement.query_and_then([], |row| {
                let mut cells = Cells::new(row);
                let record = cells.local_id()?;
                let kind = PaperKind::from_word(&cells.take::<String>()?)?;
                Ok::<_, Fault>(Paper { record, kind, until: day(cells.take()?)? })
            })?;
            papers.collect()
        })
    }

    /// Sets the last day of a paper; `None`: the paper is not watched.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be written.
    pub fn put_paper(&self, record: &LocalId, kind: PaperKind, until: Option<NaiveDate>) -> Result<(), StoreError> {
        self.write(|tx| {
            match until {
                Some(until) => tx.execute(
                    "INSERT INTO papers (record, kind, until) VALUES (?1, ?2, ?3)
                     ON CONFLICT (record, kind) DO UPDATE SET until = excluded.until",
                    params![record.as_str(), kind.word(), number(until)],
                )?,
                None => tx.execute(
                    "DELETE FROM papers WHERE record = ?1 AND kind = ?2",
                    params![record.as_str(), kind.word()],
                )?,
            };
            Ok(())
        })
    }
}
