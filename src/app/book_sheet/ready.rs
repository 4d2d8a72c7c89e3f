//! Sheets made before anybody asks for them: ten thousand rows take longer than a frame.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::NaiveDate;

use super::{Sheet, Source, sheet};
use crate::app::books::Books;
use crate::domain::id::RecordKind;
use crate::words::Lang;

/// What the texts of a sheet depend on beside the books: language, minutes of the carrier's clock east of UTC, and the day
/// that papers and absences are looked at on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Shown {
    /// Language.
    pub lang: Lang,
    /// Minutes east of UTC.
    pub own_offset: i32,
    /// Today, by that clock.
    pub today: NaiveDate,
}

/// The sheets of the five books, as the background made them last.
#[derive(Debug, Clone, Default)]
pub struct BookSheets {
    books: Arc<Books>,
    shown: Shown,
    sheets: HashMap<RecordKind, Arc<Sheet>>,
}

impl BookSheets {
    /// Makes them all.
    #[must_use]
    pub fn make(books: &Arc<Books>, shown: Shown) -> Self {
        let made = |kind: RecordKind| (kind, Arc::new(sheet(Source::Book(kind), books, shown)));
        Self { books: Arc::clone(books), shown, sheets: RecordKind::BOOKS.into_iter().map(made).collect() }
    }

    /// The books that they were made of.
    #[must_use]
    pub const fn books(&self) -> &Arc<Books> {
        &self.books
    }

    /// The sheet, made now unless it was made of these books for this day and language: after a change of language, past
    /// midnight, and for the short lists that no sheet is made of beforehand.
    #[must_use]
    pub fn sheet(&self, source: Source, books: &Arc<Books>, shown: Shown) -> Arc<Sheet> {
        let ready = match source {
            Source::Book(kind) if self.shown == shown && Arc::ptr_eq(&self.books, books) => self.sheets.get(&kind),
            Source::Book(_) | Source::Catalog(_) | Source::Employees => None,
        };
        ready.map_or_else(|| Arc::new(sheet(source, books, shown)), Arc::clone)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_is_taken_as_it_stands_only_for_what_it_was_made_of() {
        let books = Arc::new(Books::default());
        let shown = Shown::default();
        let ready = BookSheets::make(&books, shown);
        let drivers = Source::Book(RecordKind::Driver);
        let taken = ready.sheet(drivers, &books, shown);
        assert!(Arc::ptr_eq(&taken, &ready.sheet(drivers, &books, shown)), "nothing is made twice");
        for (books, shown) in [
            (Arc::new(Books::default()), shown),
            (Arc::clone(&books), Shown { lang: Lang::En, ..shown }),
            (Arc::clone(&books), Shown { own_offset: 60, ..shown }),
            (Arc::clone(&books), Shown { today: NaiveDate::MAX, ..shown }),
        ] {
            let other = ready.sheet(drivers, &books, shown);
            assert!(!Arc::ptr_eq(&taken, &other), "{shown:?}");
        }
    }
}
