//! Merge of a reference-book record: the platform gives books no date of change, so fields are compared with the base.

use serde_json::{Map, Value};

use super::field::json;
use super::policy::Side;
use super::three_way::FieldConflict;
use crate::domain::book::{BookEntry, Car, Counterparty, Trailer};
use crate::domain::book_field::{BookField, FieldValue};

/// The outcome of a merge of a book record.
#[derive(Debug, Clone, PartialEq)]
pub struct MergedBook {
    /// Both sides' changes; where they contradict each other, ours.
    pub entry: BookEntry,
    /// Where they contradict each other.
    pub conflicts: Vec<FieldConflict>,
}

/// Names of the fields in which two records of one book differ; empty for records of different books.
#[must_use]
pub fn changed_book_fields(base: &BookEntry, local: &BookEntry) -> Vec<String> {
    let (base, local) = (fields(base), fields(local));
    local.into_iter().filter(|(name, value)| base.get(name) != Some(value)).map(|(name, _)| name).collect()
}

/// Merges what this desk changed with what the platform changed since `base`, field by field.
///
/// All three must be records of one book; a record of another book as `remote` changes nothing.
#[must_use]
pub fn merge_book(base: &BookEntry, local: &BookEntry, remote: &BookEntry) -> MergedBook {
    let unchanged = || MergedBook { entry: local.clone(), conflicts: Vec::new() };
    if base.kind() != local.kind() || remote.kind() != local.kind() {
        return unchanged();
    }
    let (was, theirs) = (fields(base), fields(remote));
    let mut merged = fields(local);
    for name in theirs.keys().filter(|name| is_detail(name)) {
        merged.entry(name.clone()).or_insert(Value::Null);
    }
    let mut conflicts = Vec::new();
    for (name, ours) in &mut merged {
        if is_detail(name) && !theirs.contains_key(name) {
            // A list leaves it out: that says nothing of it.
            continue;
        }
        let (base, theirs) = (was.get(name).unwrap_or(&Value::Null), theirs.get(name).unwrap_or(&Value::Null));
        if theirs == base || ours == theirs {
            continue;
        }
        if ours == base {
            ours.clone_from(theirs);
        } else {
            conflicts.push(FieldConflict::new(name.clone(), base.clone(), ours.clone(), theirs.clone()));
        }
    }
    with_values(local, merged).map_or_else(unchanged, |entry| MergedBook { entry, conflicts })
}

/// The three sides (base, ours, theirs) so that only what somebody changed differs: what a list leaves out stands there
/// as it was, and what nobody here knew until now is no change but read for the first time.
#[must_use]
pub fn level_books(base: &BookEntry, ours: &BookEntry, theirs: &BookEntry) -> [BookEntry; 3] {
    if base.kind() != ours.kind() || theirs.kind() != ours.kind() {
        return [base.clone(), ours.clone(), theirs.clone()];
    }
    let mut news = theirs.clone();
    *news.details_mut() =
        theirs.details().without(|field| ours.details().get(field).is_some() || base.details().get(field).is_some());
    let mut base = base.knowing(&news);
    // Never read, and typed here meanwhile: where the platform has nothing, nothing can be written over unseen.
    for (field, value) in theirs.details().iter().filter(|(_, value)| **value == FieldValue::Empty) {
        if base.details().get(field).is_none() {
            base.details_mut().set(field, Some(value.clone()));
        }
    }
    let theirs = theirs.knowing(&base);
    [base, ours.knowing(&news), theirs]
}

/// Every field in which the two sides differ, whoever changed it; what only the platform fills aside.
pub(super) fn contradictions(base: &BookEntry, local: &BookEntry, remote: &BookEntry) -> Vec<FieldConflict> {
    let (was, ours, theirs) = (fields(base), fields(local), fields(remote));
    let of = |side: &Map<String, Value>, name: &str| side.get(name).cloned().unwrap_or_default();
    let names = changed_book_fields(local, remote).into_iter().filter(|name| !is_platforms_own(name));
    names.map(|name| FieldConflict::new(name.clone(), of(&was, &name), of(&ours, &name), of(&theirs, &name))).collect()
}

/// The record with one side's value in each of these fields.
#[must_use]
pub fn with_fields(entry: &BookEntry, decided: &[FieldConflict], side: Side) -> BookEntry {
    let mut values = fields(entry);
    for conflict in decided {
        let value = if side == Side::Ours { &conflict.ours } else { &conflict.theirs };
        values.insert(conflict.field.clone(), value.clone());
    }
    with_values(entry, values).unwrap_or_else(|| entry.clone())
}

/// The record with these values of all its fields; `None` when one has the wrong shape.
pub(super) fn with_values(entry: &BookEntry, values: Map<String, Value>) -> Option<BookEntry> {
    let mut document = json(entry);
    *inside(&mut document)? = Value::Object(joined(values));
    serde_json::from_value(document).ok()
}

/// Fields that only the platform fills: no edit of ours, and no loss when they change.
const PLATFORMS_OWN: [&str; 4] = ["tracker", "first_fixed_at", "last_fixed_at", "points"];

/// True for a field that only the platform fills.
#[must_use]
pub fn is_platforms_own(field: &str) -> bool {
    PLATFORMS_OWN.contains(&field) || BookField::named(field).is_some_and(BookField::is_platforms_own)
}

/// A typed record with the platform's own fields of the stored one: a form may have been opened before they moved.
#[must_use]
pub fn with_platforms_own(typed: &BookEntry, stored: &BookEntry) -> BookEntry {
    let mut entry = with_own_fields(typed, stored);
    let own = stored.details().without(|field| !field.is_platforms_own());
    let typed = entry.details().without(BookField::is_platforms_own);
    *entry.details_mut() = own.over(&typed);
    entry
}

fn with_own_fields(typed: &BookEntry, stored: &BookEntry) -> BookEntry {
    match (typed, stored) {
        (BookEntry::Car(typed), BookEntry::Car(stored)) => BookEntry::Car(Car {
            tracker: stored.tracker.clone(),
            first_fixed_at: stored.first_fixed_at,
            last_fixed_at: stored.last_fixed_at,
            ..typed.clone()
        }),
        (BookEntry::Trailer(typed), BookEntry::Trailer(stored)) => {
            BookEntry::Trailer(Trailer { tracker: stored.tracker.clone(), ..typed.clone() })
        }
        (BookEntry::Counterparty(typed), BookEntry::Counterparty(stored)) => {
            BookEntry::Counterparty(Counterparty { points: stored.points.clone(), ..typed.clone() })
        }
        (
            BookEntry::Driver(_)
            | BookEntry::Organisation(_)
            | BookEntry::Car(_)
            | BookEntry::Trailer(_)
            | BookEntry::Counterparty(_),
            _,
        ) => typed.clone(),
    }
}

/// The record's own fields by name, those of its details among them.
#[must_use]
pub fn fields(entry: &BookEntry) -> Map<String, Value> {
    let Some(Value::Object(mut fields)) = inside(&mut json(entry)).map(Value::take) else { return Map::new() };
    if let Some(Value::Object(details)) = fields.remove(DETAILS) {
        fields.extend(details.into_iter().filter(|(name, _)| is_detail(name)));
    }
    fields
}

/// Where a document keeps its details.
const DETAILS: &str = "details";

/// Names that stand in the details of some book and in no book's own fields.
fn is_detail(name: &str) -> bool {
    BookField::named(name).is_some_and(BookField::is_detail)
}

/// Fields as they stand in a document: details under their own roof again.
fn joined(fields: Map<String, Value>) -> Map<String, Value> {
    let (details, mut own): (Map<_, _>, Map<_, _>) = fields.into_iter().partition(|(name, _)| is_detail(name));
    let known: Map<_, _> = details.into_iter().filter(|(_, value)| !value.is_null()).collect();
    if !known.is_empty() {
        own.insert(DETAILS.to_owned(), Value::Object(known));
    }
    own
}

/// A record's document is `{"driver": {…}}`: what stands under the one name.
fn inside(document: &mut Value) -> Option<&mut Value> {
    document.as_object_mut()?.values_mut().next()
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, Utc};

    use super::*;
    use crate::domain::book::Driver;
    use crate::domain::id::RemoteId;

    fn car(brand: i64, comment: &str, last_fix: i64) -> BookEntry {
        BookEntry::Car(Car {
            brand_id: Some(RemoteId(brand)),
            comment: Some(comment.to_owned()),
            last_fixed_at: DateTime::<Utc>::from_timestamp(last_fix, 0),
            ..Car::default()
        })
    }

    #[test]
    fn the_truth_table_by_field() {
        let base = car(1, "б/у", 10);
        let merged = merge_book(&base, &car(1, "после ремонта", 10), &car(2, "б/у", 20));
        assert_eq!(merged, MergedBook { entry: car(2, "после ремонта", 20), conflicts: vec![] });

        let crossed = merge_book(&base, &car(1, "наш", 10), &car(1, "их", 10));
        assert_eq!(crossed.entry, car(1, "наш", 10));
        assert_eq!(crossed.conflicts.iter().map(|c| c.field.as_str()).collect::<Vec<_>>(), ["comment"]);

        assert_eq!(merge_book(&base, &base, &car(3, "", 1)).entry, car(3, "", 1));
        assert_eq!(merge_book(&base, &car(3, "", 1), &base).entry, car(3, "", 1));
        assert_eq!(changed_book_fields(&base, &car(2, "б/у", 11)), ["brand_id", "last_fixed_at"]);
    }

    #[test]
    fn a_form_never_writes_what_only_the_platform_fills() {
        let typed = with_platforms_own(&car(2, "наш", 10), &car(1, "их", 20));
        assert_eq!(typed, car(2, "наш", 20));
        for field in changed_book_fields(&car(1, "", 1), &car(1, "", 2)) {
            assert!(is_platforms_own(&field), "{field}");
        }
    }

    #[test]
    fn level_sides_differ_only_where_somebody_changed_something() {
        let (unread, read) = (trailer(None, None), trailer(Some(90), Some(3)));
        assert_eq!(level_books(&unread, &unread, &read), [read.clone(), read.clone(), read.clone()]);
        assert_eq!(level_books(&read, &read, &unread), [read.clone(), read.clone(), read.clone()]);
        let typed = trailer(Some(92), None);
        let [base, ours, theirs] = level_books(&unread, &typed, &read);
        assert_eq!((base, ours, theirs), (trailer(None, Some(3)), trailer(Some(92), Some(3)), read));
    }

    #[test]
    fn what_was_typed_over_an_unread_field_is_asked_of_only_where_something_stands_there() {
        let typed = trailer(Some(92), None);
        let mut empty = trailer(None, None);
        empty.set_value(BookField::Volume, &FieldValue::Empty);
        for (theirs, asked) in [(empty, 0), (trailer(Some(80), None), 1)] {
            let [base, ours, theirs] = level_books(&trailer(None, None), &typed, &theirs);
            assert_eq!(merge_book(&base, &ours, &theirs).conflicts.len(), asked);
        }
    }

    #[test]
    fn a_decided_detail_stands_where_details_stand() {
        let (base, ours, theirs) = (trailer(Some(90), None), trailer(Some(92), None), trailer(Some(80), None));
        let conflicts = merge_book(&base, &ours, &theirs).conflicts;
        assert_eq!(with_fields(&ours, &conflicts, Side::Theirs), theirs);
        assert_eq!(with_fields(&theirs, &conflicts, Side::Ours), ours);
    }

    fn trailer(volume: Option<i64>, height: Option<i64>) -> BookEntry {
        let mut entry = BookEntry::Trailer(Trailer::default());
        for (field, value) in [(BookField::Volume, volume), (BookField::Height, height)] {
            if let Some(value) = value {
                entry.set_value(field, &FieldValue::Number(value.into()));
            }
        }
        entry
    }

    #[test]
    fn what_a_list_leaves_out_is_no_change() {
        let base = trailer(Some(90), Some(3));
        assert_eq!(
            merge_book(&base, &trailer(Some(92), Some(3)), &trailer(None, None)).entry,
            trailer(Some(92), Some(3))
        );
        assert_eq!(
            merge_book(&trailer(None, None), &trailer(None, None), &base).entry,
            base,
            "read for the first time"
        );
        let crossed = merge_book(&base, &trailer(Some(92), Some(3)), &trailer(Some(80), Some(4)));
        assert_eq!(crossed.entry, trailer(Some(92), Some(4)));
        assert_eq!(crossed.conflicts.iter().map(|c| c.field.as_str()).collect::<Vec<_>>(), ["volume"]);
        assert_eq!(changed_book_fields(&base, &trailer(Some(90), Some(4))), ["height"]);
    }

    #[test]
    fn a_record_of_another_book_changes_nothing() {
        let base = car(1, "", 1);
        let merged = merge_book(&base, &car(2, "", 1), &BookEntry::Driver(Driver::default()));
        assert_eq!(merged, MergedBook { entry: car(2, "", 1), conflicts: vec![] });
    }
}
