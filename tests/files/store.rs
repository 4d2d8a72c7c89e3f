//! A plan into the store and out again: one transaction, one undo.

use cargorun_desk::domain::book_field::{BookField as F, FieldValue};
use cargorun_desk::domain::id::{LocalId, RecordKind};
use cargorun_desk::domain::import::Plan;
use cargorun_desk::domain::record::RecordState;
use cargorun_desk::store::model::{BookRecord, OpKind};
use cargorun_desk::store::{ImportUndone, Imported, Store};
use chrono::DateTime;

use super::made::{entry, known, plan_of, record, texts};

const DRIVER: RecordKind = RecordKind::Driver;

/// A store with one driver, and a plan that changes him and makes another.
fn desk() -> (Store, LocalId, Plan) {
    let store = Store::open_in_memory().unwrap();
    let old = entry(DRIVER, &[(F::LastName, "Примеров"), (F::FirstName, "Олег"), (F::Phone, "9001234567")]);
    let saved = store.save_book(None, &old, DateTime::UNIX_EPOCH).unwrap();
    let id = saved.meta.id;
    let known = known(vec![record(id.as_str(), old)]);
    let bytes = texts(&[
        &["Фамилия", "Имя", "Телефон", "Примечание"],
        &["Примеров", "Олег", "9001234567", "Из файла"],
        &["Второв", "Пётр", "9001234568", ""],
        &["Никто", "", "12", ""],
    ]);
    let plan = plan_of(DRIVER, &bytes, &known);
    assert_eq!((plan.counts.created, plan.counts.changed, plan.counts.wrong), (1, 1, 1));
    (store, id, plan)
}

fn import(store: &Store, plan: &Plan) -> Vec<Imported> {
    store.import_books(DRIVER, plan, DateTime::UNIX_EPOCH, &mut |_| true).unwrap().unwrap()
}

fn living(store: &Store) -> Vec<BookRecord> {
    let records = store.book_records().unwrap().into_iter();
    records.filter(|record| !record.deleted && record.meta.state != RecordState::Tombstone).collect()
}

fn comment(store: &Store, id: &LocalId) -> Option<FieldValue> {
    store.book(id).unwrap().unwrap().entry.value(F::Comment)
}

#[test]
fn rows_are_written_queued_for_the_platform_and_taken_back_as_one() {
    let (store, id, plan) = desk();
    let before = store.book(&id).unwrap().unwrap().entry;
    let imported = import(&store, &plan);
    assert_eq!(imported.len(), 2, "the wrong row is left out");
    let records = living(&store);
    assert_eq!(records.len(), 2);
    assert!(records.iter().all(|record| record.meta.queued), "both go to the platform, as from the form");
    assert_eq!(comment(&store, &id), Some(FieldValue::text("Из файла")));

    let undone = store.undo_import(&imported, DateTime::UNIX_EPOCH).unwrap();
    assert_eq!(undone, ImportUndone { done: 2, left: 0 });
    let records = living(&store);
    assert_eq!(records.len(), 1, "what the import made is gone");
    assert_eq!(records[0].entry, before);
    let waiting = store.operations().unwrap();
    assert_eq!(waiting.iter().map(|operation| operation.kind).collect::<Vec<_>>(), [OpKind::Create]);
}

#[test]
fn a_stopped_import_writes_nothing() {
    let (store, id, plan) = desk();
    let stopped = store.import_books(DRIVER, &plan, DateTime::UNIX_EPOCH, &mut |done| done < 1).unwrap();
    assert_eq!(stopped, None);
    assert_eq!(living(&store).len(), 1);
    assert_eq!(comment(&store, &id), Some(FieldValue::Empty), "the row before the stop is not written either");
}

#[test]
fn what_was_typed_since_the_plan_and_since_the_import_stays() {
    let (store, id, plan) = desk();
    let type_in = |field, text: &str| {
        let mut entry = store.book(&id).unwrap().unwrap().entry;
        entry.set_value(field, &FieldValue::text(text));
        store.save_book(Some(&id), &entry, DateTime::UNIX_EPOCH).unwrap();
    };
    type_in(F::Patronymic, "Иванович");
    let imported = import(&store, &plan);
    let entry = store.book(&id).unwrap().unwrap().entry;
    assert_eq!(entry.title(), "Примеров Олег Иванович", "typed after the plan");
    assert_eq!(entry.value(F::Comment), Some(FieldValue::text("Из файла")));
    type_in(F::LastName, "Иначев");
    store.undo_import(&imported, DateTime::UNIX_EPOCH).unwrap();
    let entry = store.book(&id).unwrap().unwrap().entry;
    assert_eq!(entry.title(), "Иначев Олег Иванович", "typed after the import");
    assert_eq!(entry.value(F::Comment), Some(FieldValue::Empty));
}

#[test]
fn what_exists_or_is_gone_by_now_is_passed_over() {
    let (store, id, plan) = desk();
    let twin = entry(DRIVER, &[(F::LastName, "Второв"), (F::FirstName, "Пётр"), (F::Phone, "9001234568")]);
    store.save_book(None, &twin, DateTime::UNIX_EPOCH).unwrap();
    store.queue(DRIVER, &id, OpKind::Delete, DateTime::UNIX_EPOCH).unwrap();
    assert_eq!(import(&store, &plan), [], "neither a second Второв nor a change of who was deleted");
    assert_eq!(living(&store).len(), 1);
}
