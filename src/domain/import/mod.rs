//! A table that somebody hands in → what it would change in a reference book: pure, so that the preview, the import and
//! the command line can not differ.
//!
//! The order of work: [`Layout::guess`] finds the row of names and what each column means, a person may set it right by
//! hand, [`plan`] says of every row what would come of it and of every cell what is wrong with it. It knows no files
//! (a [`Grid`] is what is left of one) and no words: problems are named for the one who says them.

mod columns;
mod grid;
mod known;
mod names;
mod person;
mod plan;
mod problem;
mod row;
mod value;

pub use columns::{Layout, Target, targets_of};
pub use grid::{Cell, Grid, GridRow};
pub use known::{Known, KnownRecord};
pub use plan::{Counts, Plan, PlannedRow, Verdict, plan};
pub use problem::{CellNote, Problem};

use crate::domain::book::BookEntry;
use crate::domain::book_field::fields_of;

/// `onto` with everything that changed from one state of its record to another; what else is known of it stays.
#[must_use]
pub fn carried(before: &BookEntry, after: &BookEntry, onto: &BookEntry) -> BookEntry {
    if onto == before {
        return after.clone();
    }
    let mut entry = onto.clone();
    for row in fields_of(onto.kind()) {
        let (old, new) = (before.value(row.field), after.value(row.field));
        if old == new {
            continue;
        }
        match new {
            Some(value) => entry.set_value(row.field, &value),
            // It was not known before, so nothing was known to be changed.
            None => entry.details_mut().set(row.field, None),
        }
    }
    entry
}

/// `onto` with a change taken back: only the fields that still stand as the change left them.
#[must_use]
pub fn taken_back(before: &BookEntry, after: &BookEntry, onto: &BookEntry) -> BookEntry {
    if onto == after {
        return before.clone();
    }
    let mut undone = after.clone();
    for row in fields_of(onto.kind()) {
        let (old, new) = (before.value(row.field), after.value(row.field));
        if old == new || onto.value(row.field) != new {
            continue;
        }
        match old {
            Some(value) => undone.set_value(row.field, &value),
            None => undone.details_mut().set(row.field, None),
        }
    }
    carried(after, &undone, onto)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::book_field::{BookField, FieldValue};
    use crate::domain::id::RecordKind;

    fn trailer(volume: i64, height: Option<i64>, comment: &str) -> BookEntry {
        let mut entry = BookEntry::blank(RecordKind::Trailer).unwrap();
        entry.set_value(BookField::Volume, &FieldValue::Number(volume.into()));
        if let Some(height) = height {
            entry.set_value(BookField::Height, &FieldValue::Number(height.into()));
        }
        entry.set_value(BookField::Comment, &FieldValue::text(comment));
        entry
    }

    #[test]
    fn only_what_changed_is_carried_over() {
        let (before, after) = (trailer(80, None, "старое"), trailer(92, Some(4), "старое"));
        let moved_on = trailer(80, None, "новое");
        assert_eq!(carried(&before, &after, &before), after);
        assert_eq!(carried(&before, &after, &moved_on), trailer(92, Some(4), "новое"));
    }

    #[test]
    fn a_change_is_taken_back_only_where_it_still_stands() {
        let (before, after) = (trailer(80, None, "старое"), trailer(92, Some(4), "старое"));
        assert_eq!(taken_back(&before, &after, &after), before);
        let edited = trailer(95, Some(4), "новое");
        assert_eq!(taken_back(&before, &after, &edited), trailer(95, None, "новое"), "95 was typed since: it stays");
    }
}
