//! The exchange journal: pages for the screen, files of all of it.

use std::fs::File;
use std::io::{self, BufWriter};
use std::path::Path;

use super::{Desk, saving, words};
use crate::app::event::Event;
use crate::app::journal::{JournalFormat, JournalWriter, PAGE};
use crate::app::state::ToastLevel;
use crate::store::Store;
use crate::store::model::JournalFilter;

/// Entries that are read at a time for a file.
const CHUNK: usize = 2_000;

/// The first page with the counts by hour.
pub(super) fn load(desk: &Desk, filter: &JournalFilter) {
    let read = desk.store.journal_page(filter, 0, PAGE).and_then(|page| {
        let hours = desk.store.journal_hours(&page.filter)?;
        Ok((page, hours))
    });
    match read {
        Ok((page, hours)) => desk.out.tell(Event::Journal(Box::new(page), Some(hours))),
        Err(error) => desk.out.notice(ToastLevel::Error, words::store_error(&error)),
    }
}

/// Another page of the same look.
pub(super) fn page(desk: &Desk, filter: &JournalFilter, first: usize) {
    match desk.store.journal_page(filter, first, PAGE) {
        Ok(page) => desk.out.tell(Event::Journal(Box::new(page), None)),
        Err(error) => desk.out.notice(ToastLevel::Error, words::store_error(&error)),
    }
}

/// Asks for a file and writes into it what the filter leaves.
pub(super) async fn export(desk: Desk, filter: JournalFilter, format: JournalFormat) {
    let store = desk.store.clone();
    let write_to =
        move |path: &Path| write(&store, &filter, format, path).map_err(|_told_by_path| saving::not_written(path));
    saving::save(&desk, ("cargorun-journal", format.ending()), "toast-journal-exported", write_to).await;
}

fn write(store: &Store, filter: &JournalFilter, format: JournalFormat, path: &Path) -> io::Result<()> {
    let mut writer = JournalWriter::new(BufWriter::new(File::create(path)?), format)?;
    let mut filter = filter.clone();
    loop {
        let page = store.journal_page(&filter, 0, CHUNK).map_err(io::Error::other)?;
        for entry in &page.entries {
            writer.put(entry)?;
        }
        match page.entries.last() {
            // From the last one on: no entry is counted twice, and none is skipped over and over again.
            Some(last) if page.entries.len() == CHUNK => filter.up_to = Some(last.id.saturating_sub(1)),
            _ => return writer.end(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::model::JournalEntry;
    use chrono::DateTime;

    #[test]
    fn a_file_holds_every_entry_once() {
        let store = Store::open_in_memory().unwrap();
        for number in 0..4_500_u16 {
            let entry = JournalEntry {
                id: 0,
                at: DateTime::from_timestamp(i64::from(number), 0).unwrap(),
                method: "GET".into(),
                path: "/api".into(),
                status: Some(if number % 9 == 0 { 500 } else { 200 }),
                duration_ms: 1,
                error: None,
            };
            store.journal_append(&entry).unwrap();
        }
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("journal.json");
        let ids = |filter: &JournalFilter| {
            write(&store, filter, JournalFormat::Json, &path).unwrap();
            let read: Vec<JournalEntry> = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
            read.iter().map(|entry| entry.id).collect::<Vec<_>>()
        };
        assert_eq!(ids(&JournalFilter::default()), (1..=4_500).rev().collect::<Vec<_>>());
        let errors = ids(&JournalFilter { errors_only: true, ..JournalFilter::default() });
        assert_eq!(errors.len(), 500);
    }
}
