//! The carrier's directories: each as it was last read whole, so that the last good copy stays whatever goes wrong.

use std::collections::HashSet;
use std::fmt::Write as _;

use chrono::{DateTime, Utc};
use rusqlite::{OptionalExtension as _, Transaction, params};

use super::Store;
use super::codec::{Cells, document, instant, micros};
use super::error::{Fault, StoreError};
use crate::domain::ltl::{Directory, Entry};

/// Entries of one search.
const MOST: usize = 500;

/// Entries written in one transaction.
const PART: usize = 5_000;
/// The copy of the directory ?1 that is read.
const COPY: &str = "(SELECT coalesce(copy, name) FROM carrier_directories WHERE name = ?1)";

/// The copy of a directory that is read; `None`: there is none.
fn copy_of(tx: &Transaction<'_>, name: &str) -> Result<Option<String>, Fault> {
    Ok(tx.query_row(&format!("SELECT {COPY}"), [name], |row| row.get(0))?)
}

/// Where the next copy is written: a directory has two places, in turn.
fn other_copy(name: &str, used: Option<&str>) -> String {
    if used == Some(name) { format!("{name}+") } else { name.to_owned() }
}

fn put_entries(tx: &Transaction<'_>, copy: &str, entries: &[Entry]) -> Result<(), Fault> {
    let mut put = tx.prepare_cached(
        "INSERT OR REPLACE INTO carrier_entries (directory, key, name, search, facts) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    for entry in entries {
        let search = key_of(&format!("{} {}", entry.name, entry.fact("city").unwrap_or_default()));
        put.execute(params![copy, entry.key, entry.name, search, document(&entry.facts)?])?;
    }
    Ok(())
}

/// How a text is looked for: letter case and ё aside.
fn key_of(text: &str) -> String {
    text.to_lowercase().replace('ё', "е")
}

impl Store {
    /// Puts a directory in the place of the one before, whole. The new copy is written beside the old one, part by part, so
    /// that half a million streets don't keep everybody else from writing; then it is the one that is read.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be written or another program refreshes the same directory; then the one
    /// before stays.
    pub fn put_directory(
        &self,
        directory: Directory,
        hash: &str,
        entries: &[Entry],
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let name = directory.word();
        let used = self.read(|tx| copy_of(tx, name))?;
        let beside = other_copy(name, used.as_deref());
        self.clear_copy(&beside)?;
        for part in entries.chunks(PART) {
            self.write_unhurried(|tx| put_entries(tx, &beside, part))?;
        }
        let keys: HashSet<&str> = entries.iter().map(|entry| entry.key.as_str()).collect();
        self.write_unhurried(|tx| {
            let written: i64 =
                tx.query_row("SELECT count(*) FROM carrier_entries WHERE directory = ?1", [&beside], |row| row.get(0))?;
            // Another program has cleared or filled the same place meanwhile.
            if usize::try_from(written) != Ok(keys.len()) || copy_of(tx, name)? != used {
                return Err(Fault::Told(StoreError::Busy));
            }
            tx.execute(
                "INSERT INTO carrier_directories (name, hash, fetched_at, checked_at, copy) VALUES (?1, ?2, ?3, ?3, ?4)
                 ON CONFLICT (name) DO UPDATE SET hash = excluded.hash, fetched_at = excluded.fetched_at,
                     checked_at = excluded.checked_at, copy = excluded.copy",
                params![name, hash, micros(now), beside],
            )?;
            Ok(())
        })?;
        used.map_or(Ok(()), |used| self.clear_copy(&used))
    }

    /// Takes a copy that nobody reads away, part by part.
    fn clear_copy(&self, copy: &str) -> Result<(), StoreError> {
        loop {
            let cleared = self.write_unhurried(|tx| {
                let sql = "DELETE FROM carrier_entries WHERE directory = ?1 AND key IN
                    (SELECT key FROM carrier_entries WHERE directory = ?1 LIMIT ?2)";
                Ok(tx.prepare_cached(sql)?.execute(params![copy, i64::try_from(PART).unwrap_or(i64::MAX)])?)
            })?;
            if cleared < PART {
                return Ok(());
            }
        }
    }

    /// The copy at hand is the present one.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be written.
    pub fn directory_is_same(&self, directory: Directory, now: DateTime<Utc>) -> Result<(), StoreError> {
        self.write_unhurried(|tx| {
            let sql = "UPDATE carrier_directories SET checked_at = ?2 WHERE name = ?1";
            Ok(tx.execute(sql, params![directory.word(), micros(now)]).map(drop)?)
        })
    }

    /// Hash of the copy at hand and when it was last compared; `None`: there is none.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub fn directory_state(&self, directory: Directory) -> Result<Option<(String, DateTime<Utc>)>, StoreError> {
        self.read(|tx| {
            let mut statement =
                tx.prepare_cached("SELECT hash, checked_at FROM carrier_directories WHERE name = ?1")?;
            let found: Option<(String, i64)> =
                statement.query_row([directory.word()], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
            found.map(|(hash, at)| Ok::<_, Fault>((hash, instant(at)?))).transpose()
        })
    }

    /// All entries of a directory; `None`: it was never read.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub fn directory(&self, directory: Directory) -> Result<Option<Vec<Entry>>, StoreError> {
        if self.directory_state(directory)?.is_none() {
            return Ok(None);
        }
        self.entries(&format!("WHERE directory = {COPY} ORDER BY key"), [directory.word()]).map(Some)
    }

    /// Entries whose name holds every word of a text, the shortest names first; at most so many.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub fn find_entries(&self, directory: Directory, text: &str, limit: usize) -> Result<Vec<Entry>, StoreError> {
        let escaped = |word: &str| word.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
        let words: Vec<String> = key_of(text).split_whitespace().map(|word| format!("%{}%", escaped(word))).collect();
        let mut filter = format!("WHERE directory = {COPY}");
        for at in 0..words.len() {
            let _always_fits =
                write!(filter, " AND (search LIKE ?{0} ESCAPE '\\' OR key LIKE ?{0} ESCAPE '\\')", at + 2);
        }
        let _always_fits = write!(filter, " ORDER BY length(name), name, key LIMIT {}", limit.min(MOST));
        let values = std::iter::once(directory.word().to_owned()).chain(words);
        self.entries(&filter, rusqlite::params_from_iter(values))
    }

    fn entries(&self, filter: &str, values: impl rusqlite::Params) -> Result<Vec<Entry>, StoreError> {
        self.read(|tx| {
            let mut statement = tx.prepare_cached(&format!("SELECT key, name, facts FROM carrier_entries {filter}"))?;
            let entries = statement.query_and_then(values, |row| {
                let mut cells = Cells::new(row);
                Ok::<_, Fault>(Entry { key: cells.take()?, name: cells.take()?, facts: cells.document()? })
            })?;
            entries.collect()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minutes: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + chrono::TimeDelta::minutes(minutes)
    }

    fn entries(count: usize, name: &str) -> Vec<Entry> {
        (0..count)
            .map(|key| Entry { key: format!("{key:06}"), name: format!("{name} {key}"), ..Entry::default() })
            .collect()
    }

    fn rows(store: &Store) -> i64 {
        store.read(|tx| Ok(tx.query_row("SELECT count(*) FROM carrier_entries", [], |row| row.get(0))?)).unwrap()
    }

    #[test]
    fn a_new_copy_takes_the_place_of_the_old_one_whole() {
        let store = Store::open_in_memory().unwrap();
        let now = DateTime::<Utc>::UNIX_EPOCH;
        for (round, count) in [12_001, 1, 5_000, 0, 10_000].into_iter().enumerate() {
            let new = entries(count, &format!("улица {round}"));
            store.put_directory(Directory::Streets, &round.to_string(), &new, now).unwrap();
            assert_eq!(store.directory(Directory::Streets).unwrap().unwrap(), new);
            assert_eq!(rows(&store), i64::try_from(count).unwrap(), "nothing of the old copy stays");
        }
        assert_eq!(store.find_entries(Directory::Streets, "УЛИЦА 4 9999", 5).unwrap().len(), 1);
        assert_eq!(store.find_entries(Directory::Places, "улица", 5).unwrap(), []);
    }

    #[test]
    fn a_copy_that_was_cut_off_is_not_read_and_leaves_nothing_behind() {
        let store = Store::open_in_memory().unwrap();
        let now = DateTime::<Utc>::UNIX_EPOCH;
        store.put_directory(Directory::Places, "1", &entries(10, "город"), now).unwrap();
        // A program that was killed in the middle.
        store.write(|tx| put_entries(tx, "places+", &entries(20, "обрывок"))).unwrap();
        assert_eq!(store.directory(Directory::Places).unwrap().unwrap(), entries(10, "город"));
        assert_eq!(store.find_entries(Directory::Places, "обрывок", 5).unwrap(), []);
        store.put_directory(Directory::Places, "2", &entries(3, "село"), now).unwrap();
        assert_eq!((store.directory(Directory::Places).unwrap().unwrap(), rows(&store)), (entries(3, "село"), 3));
    }

    #[test]
    fn a_key_that_comes_twice_is_one_entry() {
        let store = Store::open_in_memory().unwrap();
        let twice = [entries(2, "первая"), entries(1, "вторая")].concat();
        store.put_directory(Directory::Freights, "h", &twice, DateTime::<Utc>::UNIX_EPOCH).unwrap();
        let names: Vec<String> =
            store.directory(Directory::Freights).unwrap().unwrap().into_iter().map(|entry| entry.name).collect();
        assert_eq!(names, ["вторая 0", "первая 1"]);
    }

    #[test]
    fn directories_are_kept_whole_and_searched_by_words() {
        let store = Store::open_in_memory().unwrap();
        assert_eq!(store.directory(Directory::Freights).unwrap(), None);
        let entry = |key: &str, name: &str| Entry { key: key.into(), name: name.into(), ..Entry::default() };
        let list = [entry("0x1", "Мёд и воск"), entry("0x2", "Мебель"), entry("0x3", "100 % хлопок")];
        store.put_directory(Directory::Freights, "h", &list, at(0)).unwrap();
        let keys = |text: &str| -> Vec<String> {
            store.find_entries(Directory::Freights, text, 10).unwrap().into_iter().map(|entry| entry.key).collect()
        };
        assert_eq!(keys("воск мед"), ["0x1"]);
        assert_eq!(keys("ме"), ["0x2", "0x1"], "the shortest first");
        assert_eq!(keys("%"), ["0x3"], "a sign is a sign");
        assert_eq!(keys("0x2"), ["0x2"]);
        store.put_directory(Directory::Freights, "h2", &list[..1], at(5)).unwrap();
        assert_eq!(store.directory(Directory::Freights).unwrap().unwrap().len(), 1);
        store.directory_is_same(Directory::Freights, at(9)).unwrap();
        assert_eq!(store.directory_state(Directory::Freights).unwrap(), Some(("h2".into(), at(9))));
    }
}
