//! The exchange journal as the screen holds it: the pages around what is in sight, counts by hour, and files of all of it.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use crate::files;
use crate::store::model::{HourCount, JournalEntry, JournalFilter, JournalPage};

/// Entries a page.
pub const PAGE: usize = 200;
/// Pages that are held at a time.
const HELD: usize = 24;

/// The journal of the screen.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct JournalView {
    /// What is shown; with `up_to` once the first page came.
    pub filter: JournalFilter,
    /// How many entries there are; `None` until the first page came.
    pub total: Option<usize>,
    /// Calls by hour, oldest first.
    pub hours: Vec<HourCount>,
    pages: BTreeMap<usize, Vec<JournalEntry>>,
    asked: BTreeSet<usize>,
}

impl JournalView {
    /// Shows something else: nothing of it is here yet.
    pub fn begin(&mut self, filter: JournalFilter) {
        // What stands there stays until the first page comes, so that nothing flickers while a person types.
        self.filter = filter;
        self.asked = BTreeSet::from([0]);
    }

    /// The entry at a place.
    #[must_use]
    pub fn entry(&self, place: usize) -> Option<&JournalEntry> {
        self.pages.get(&(place / PAGE))?.get(place % PAGE)
    }

    /// How many rows the table has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.total.unwrap_or_default()
    }

    /// True while there is no row.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// True when the page of a place has neither come nor been asked for.
    #[must_use]
    pub fn lacks(&self, place: usize) -> bool {
        let page = place / PAGE;
        self.filter.up_to.is_some() && !self.pages.contains_key(&page) && !self.asked.contains(&page)
    }

    /// Notes that the page of a place is asked for; gives the place of its first entry, unless it is here or on its way.
    pub fn ask(&mut self, place: usize) -> Option<usize> {
        self.lacks(place).then(|| {
            self.asked.insert(place / PAGE);
            place / PAGE * PAGE
        })
    }

    /// Takes a page that came, unless something else is shown by now. The first one brings the counts.
    pub fn take(&mut self, page: JournalPage, hours: Option<Vec<HourCount>>) {
        let is_first = hours.is_some();
        let asked_for =
            if is_first { JournalFilter { up_to: None, ..page.filter.clone() } } else { page.filter.clone() };
        if asked_for != self.filter {
            return;
        }
        if let Some(hours) = hours {
            self.hours = hours;
            self.pages.clear();
            self.filter = page.filter;
        }
        let number = page.first / PAGE;
        self.total = Some(page.total);
        self.asked.remove(&number);
        self.pages.insert(number, page.entries);
        while self.pages.len() > HELD {
            // The farthest from what is in sight goes first.
            let farthest = self.pages.keys().copied().max_by_key(|held| held.abs_diff(number));
            if let Some(farthest) = farthest {
                self.pages.remove(&farthest);
            }
        }
    }
}

/// Kinds of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JournalFormat {
    /// For spreadsheets.
    Csv,
    /// For programs: one array.
    Json,
}

impl JournalFormat {
    /// Ending of the file's name.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Json => "json",
        }
    }
}

/// Writes entries as they come, so that a hundred thousand of them need no memory.
pub struct JournalWriter<W: Write> {
    out: W,
    format: JournalFormat,
    any: bool,
}

impl<W: Write> JournalWriter<W> {
    /// Writes the head.
    ///
    /// # Errors
    /// What the file says.
    pub fn new(mut out: W, format: JournalFormat) -> io::Result<Self> {
        match format {
            // The mark of UTF-8, so that a spreadsheet reads Cyrillic as such.
            JournalFormat::Csv => out.write_all("\u{feff}time_utc;method;path;code;ms;error\r\n".as_bytes())?,
            JournalFormat::Json => out.write_all(b"[")?,
        }
        Ok(Self { out, format, any: false })
    }

    /// Writes an entry.
    ///
    /// # Errors
    /// What the file says.
    pub fn put(&mut self, entry: &JournalEntry) -> io::Result<()> {
        match self.format {
            JournalFormat::Csv => self.out.write_all(csv_line(entry).as_bytes())?,
            JournalFormat::Json => {
                self.out.write_all(if self.any { b",\n" } else { b"\n" })?;
                serde_json::to_writer(&mut self.out, entry)?;
            }
        }
        self.any = true;
        Ok(())
    }

    /// Writes the end.
    ///
    /// # Errors
    /// What the file says.
    pub fn end(mut self) -> io::Result<()> {
        if self.format == JournalFormat::Json {
            self.out.write_all(b"\n]\n")?;
        }
        self.out.flush()
    }
}

fn csv_line(entry: &JournalEntry) -> String {
    let cells = [
        entry.at.format("%Y-%m-%d %H:%M:%S%.3f").to_string(),
        entry.method.clone(),
        entry.path.clone(),
        entry.status.map(|code| code.to_string()).unwrap_or_default(),
        entry.duration_ms.to_string(),
        entry.error.clone().unwrap_or_default(),
    ];
    // One entry, one line.
    let flat = |cell: String| cell.chars().map(|c| if c.is_control() { ' ' } else { c }).collect::<String>();
    files::csv_line(&cells.map(flat))
}

/// The number of the record that an address names, where it names one: a whole part of the path, or the value of `id`.
#[must_use]
pub fn record_of(path: &str) -> Option<i64> {
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let in_path = path.rsplit('/').find_map(|part| part.parse().ok());
    in_path.or_else(|| {
        let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        pairs.filter(|(name, _)| name.to_lowercase().ends_with("id")).find_map(|(_, value)| value.parse().ok())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::DateTime;

    fn entry(id: i64) -> JournalEntry {
        JournalEntry {
            id,
            at: DateTime::UNIX_EPOCH,
            method: "GET".into(),
            path: format!("/api/TruckingBids/Get/{id}"),
            status: Some(200),
            duration_ms: 7,
            error: None,
        }
    }

    fn page(first: usize, total: usize, filter: &JournalFilter) -> JournalPage {
        let entries = (first..total.min(first + PAGE)).map(|place| entry(i64::try_from(place).unwrap())).collect();
        JournalPage { filter: JournalFilter { up_to: Some(9_999), ..filter.clone() }, first, total, entries }
    }

    #[test]
    fn a_hundred_thousand_entries_are_held_a_few_pages_at_a_time() {
        let filter = JournalFilter::default();
        let mut view = JournalView::default();
        view.begin(filter.clone());
        assert!(!view.lacks(0), "the first page is on its way");
        view.take(page(0, 100_000, &filter), Some(Vec::new()));
        assert_eq!((view.len(), view.entry(0).unwrap().id), (100_000, 0));
        for place in (0..100_000).step_by(PAGE) {
            if let Some(first) = view.ask(place) {
                assert_eq!(first, place);
                assert_eq!(view.ask(place + 1), None, "asked for once");
                view.take(page(first, 100_000, &filter), None);
            }
            assert!(view.entry(place).is_some());
        }
        assert!(view.pages.len() <= HELD);
        assert!(view.lacks(0) && view.entry(99_999).is_some(), "the farthest went");
    }

    #[test]
    fn a_late_answer_to_another_question_is_not_shown() {
        let (all, errors) = (JournalFilter::default(), JournalFilter { errors_only: true, ..JournalFilter::default() });
        let mut view = JournalView::default();
        view.begin(all.clone());
        view.begin(errors.clone());
        view.take(page(0, 5, &all), Some(Vec::new()));
        assert_eq!(view.total, None);
        view.take(page(0, 3, &errors), Some(Vec::new()));
        assert_eq!(view.total, Some(3));
    }

    #[test]
    fn an_error_never_becomes_a_formula_nor_breaks_a_line() {
        for (error, written) in [
            ("=1+1", "'=1+1"),
            (" =cmd", "' =cmd"),
            ("\t=cmd", "' =cmd"),
            ("a;b\"c\nd", "\"a;b\"\"c d\""),
            ("обычный", "обычный"),
        ] {
            let line = csv_line(&JournalEntry { error: Some(error.to_owned()), ..entry(1) });
            assert_eq!(line, format!("1970-01-01 00:00:00.000;GET;/api/TruckingBids/Get/1;200;7;{written}\r\n"));
        }
    }

    #[test]
    fn both_files_read_back() {
        let written = |format| {
            let mut bytes = Vec::new();
            let mut writer = JournalWriter::new(&mut bytes, format).unwrap();
            for id in 1..=3 {
                writer.put(&entry(id)).unwrap();
            }
            writer.end().unwrap();
            String::from_utf8(bytes).unwrap()
        };
        let read: Vec<JournalEntry> = serde_json::from_str(&written(JournalFormat::Json)).unwrap();
        assert_eq!(read, (1..=3).map(entry).collect::<Vec<_>>());
        assert_eq!(written(JournalFormat::Csv).lines().count(), 4);
    }

    #[test]
    fn the_record_of_an_address() {
        for (path, record) in [
            ("/api/TruckingBids/Get/48213", Some(48213)),
            ("/api/driver/delete?driverId=7", Some(7)),
            ("/api/TruckingBids/GetListForExternal?$top=50", None),
            ("/api/car/getcarmileageforperiod?carid=694385&start=2025-10-31", Some(694_385)),
        ] {
            assert_eq!(record_of(path), record, "{path}");
        }
    }
}
