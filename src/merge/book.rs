//! Merge of a reference-book record: the platform gives books no date of change, so fields are compared with the base.

use serde_json::{Map, Value};

use super::field::json;
use super::policy::Side;
use super::three_way::FieldConflict;
use crate::domain::book::{BookEntry, Car, Counterparty, Trailer};

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
    let mut conflicts = Vec::new();
    for (name, ours) in &mut merged {
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
    let mut document = json(local);
    if let Some(place) = inside(&mut document) {
        *place = Value::Object(merged);
    }
    serde_json::from_value(document).map_or_else(|_never| unchanged(), |entry| MergedBook { entry, conflicts })
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
    let mut document = json(entry);
    if let Some(Value::Object(fields)) = inside(&mut document) {
        for conflict in decided {
            let value = if side == Side::Ours { &conflict.ours } else { &conflict.theirs };
            fields.insert(conflict.field.clone(), value.clone());
        }
    }
    serde_json::from_value(document).unwrap_or_else(|_never| entry.clone())
}

/// Fields that only the platform fills: no edit of ours, and no loss when they change.
const PLATFORMS_OWN: [&str; 4] = ["tracker", "first_fixed_at", "last_fixed_at", "points"];

/// True for a field that only the platform fills.
#[must_use]
pub fn is_platforms_own(field: &str) -> bool {
    PLATFORMS_OWN.contains(&field)
}

/// A typed record with the platform's own fields of the stored one: a form may have been opened before they moved.
#[must_use]
pub fn with_platforms_own(typed: &BookEntry, stored: &BookEntry) -> BookEntry {
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

/// The record's own fields by name.
#[must_use]
pub fn fields(entry: &BookEntry) -> Map<String, Value> {
    match inside(&mut json(entry)).map(Value::take) {
        Some(Value::Object(fields)) => fields,
        _ => Map::new(),
    }
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
    fn a_record_of_another_book_changes_nothing() {
        let base = car(1, "", 1);
        let merged = merge_book(&base, &car(2, "", 1), &BookEntry::Driver(Driver::default()));
        assert_eq!(merged, MergedBook { entry: car(2, "", 1), conflicts: vec![] });
    }
}
