//! The reference books over the real engine: made, changed, deleted, restored, and what is never lost on the way.

use cargorun_desk::api::cargorun::period_of_days;
use cargorun_desk::domain::book::BookEntry;
use cargorun_desk::domain::book_field::{BookField, FieldValue};
use cargorun_desk::domain::catalog::CatalogKind;
use cargorun_desk::domain::id::{LocalId, RecordKind, RemoteId};
use cargorun_desk::domain::record::RecordState;
use cargorun_desk::domain::sync_case::ConflictKind;
use cargorun_desk::domain::trouble::TroubleKind;
use cargorun_desk::merge::{Pick, decide_book};
use cargorun_desk::store::model::{BookRecord, OpKind, OpState};
use cargorun_desk::sync::Trigger;
use chrono::TimeDelta;
use serde_json::json;

use crate::colleague::Office;
use crate::desk::Desk;
use crate::lots::Lots;
use crate::wire::Death;

async fn one() -> (Office, Desk) {
    let office = Office::open(1).await;
    let desk = Desk::at(&office, &Lots::new(1), TimeDelta::zero()).await;
    (office, desk)
}

fn text(words: &str) -> FieldValue {
    FieldValue::Text(words.to_owned())
}

fn record(desk: &Desk, id: &LocalId) -> BookRecord {
    desk.store.book(id).unwrap().unwrap()
}

fn item(desk: &Desk, kind: CatalogKind) -> FieldValue {
    let catalogs = desk.store.catalogs().unwrap();
    let catalog = catalogs.into_iter().find(|catalog| catalog.kind == kind).unwrap();
    FieldValue::Whole(catalog.items.into_iter().find(|item| !item.deleted).unwrap().id.0)
}

/// A new record of a book with its required fields and one that only its form has.
fn new_entry(desk: &Desk, kind: RecordKind) -> (BookEntry, BookField, FieldValue) {
    let mut entry = BookEntry::blank(kind).unwrap();
    let (fields, detail, value) = match kind {
        RecordKind::Driver => (
            vec![
                (BookField::LastName, text("Тестов")),
                (BookField::FirstName, text("Пётр")),
                (BookField::Phone, text("8 911 000-00-01")),
            ],
            BookField::ShiftComment,
            text("Устал"),
        ),
        RecordKind::Car => (
            vec![(BookField::Number, text("o777oo16")), (BookField::Brand, item(desk, CatalogKind::CarBrand))],
            BookField::MaintenanceComment,
            text("Масло"),
        ),
        RecordKind::Trailer => (
            vec![
                (BookField::Number, text("oo777716")),
                (BookField::Brand, item(desk, CatalogKind::TrailerBrand)),
                (BookField::Type, item(desk, CatalogKind::TrailerType)),
            ],
            BookField::Volume,
            FieldValue::Number("92.5".parse().unwrap()),
        ),
        _ => (
            vec![(BookField::Name, text("ООО «Проверка»")), (BookField::Inn, text("9999000013"))],
            BookField::DriversNote,
            text("Въезд со двора"),
        ),
    };
    for (field, value) in fields {
        entry.set_value(field, &value);
    }
    entry.set_value(detail, &value);
    (entry, detail, value)
}

/// What the platform's form says of a record now.
async fn form(desk: &Desk, kind: RecordKind, number: RemoteId) -> BookEntry {
    desk.connected.client.book_form(kind, number).await.unwrap().row.entry
}

const BOOKS: [RecordKind; 4] = [RecordKind::Driver, RecordKind::Car, RecordKind::Trailer, RecordKind::Counterparty];

#[tokio::test]
async fn each_book_is_made_changed_deleted_and_restored() {
    let (office, desk) = one().await;
    for kind in BOOKS {
        let (entry, detail, value) = new_entry(&desk, kind);
        if kind == RecordKind::Counterparty {
            // The demo has a company of this number: another one is a company of its own.
            let known = desk.store.book_by_natural_key(kind, &entry.natural_key().unwrap()).unwrap();
            assert!(known.is_none_or(|known| known.entry.title() != entry.title()));
        }
        let id = desk.store.save_book(None, &entry, desk.now()).unwrap().meta.id;
        desk.good_cycle().await;
        let made = record(&desk, &id);
        assert_eq!(made.meta.state, RecordState::Clean, "{kind:?}: {:?}", made.meta.error);
        let number = made.meta.remote_id.unwrap();
        assert_eq!(form(&desk, kind, number).await.value(detail), Some(value.clone()), "{kind:?}");

        let mut changed = made.entry.clone();
        changed.set_value(BookField::Comment, &text("Изменён"));
        desk.store.save_book(Some(&id), &changed, desk.now()).unwrap();
        desk.good_cycle().await;
        let there = form(&desk, kind, number).await;
        assert_eq!(there.value(BookField::Comment), Some(text("Изменён")), "{kind:?}");
        assert_eq!(there.value(detail), Some(value), "{kind:?}: what was not touched stays");

        desk.store.queue(kind, &id, OpKind::Delete, desk.now()).unwrap();
        assert_eq!(record(&desk, &id).meta.state, RecordState::DeletePending);
        desk.good_cycle().await;
        assert!(record(&desk, &id).deleted);
        let row = desk.connected.client.book_row(kind, number).await.unwrap().unwrap();
        assert!(row.deleted, "{kind:?}");

        desk.store.restore_book(kind, &id, desk.now()).unwrap();
        office.time.pass(TimeDelta::minutes(1));
        desk.good_cycle().await;
        let restored = record(&desk, &id);
        assert_eq!((restored.deleted, restored.meta.state), (false, RecordState::Clean), "{kind:?}");
        let row = desk.connected.client.book_row(kind, number).await.unwrap().unwrap();
        assert!(!row.deleted, "{kind:?}");
    }
}

#[tokio::test]
async fn a_restoring_outlives_a_reading_of_the_books_before_it_goes_out() {
    let (_office, desk) = one().await;
    let (entry, ..) = new_entry(&desk, RecordKind::Driver);
    let id = desk.store.save_book(None, &entry, desk.now()).unwrap().meta.id;
    desk.good_cycle().await;
    desk.store.queue(RecordKind::Driver, &id, OpKind::Delete, desk.now()).unwrap();
    desk.good_cycle().await;
    desk.store.restore_book(RecordKind::Driver, &id, desk.now()).unwrap();
    let read_first = Trigger { books: true, ..Desk::trigger(true) };
    let (report, ended) = desk.cycle_with(read_first).await;
    ended.unwrap();
    assert_eq!(report.pushed, 1, "{report:?}");
    assert!(!record(&desk, &id).deleted);
    assert_eq!(desk.operations(&id), []);
}

#[tokio::test]
async fn a_deletion_that_has_not_gone_out_is_taken_back_with_the_change_that_waited() {
    let (_office, desk) = one().await;
    let id =
        desk.store.book_records().unwrap().into_iter().find(|r| r.entry.kind() == RecordKind::Car).unwrap().meta.id;
    let mut changed = record(&desk, &id).entry;
    changed.set_value(BookField::Comment, &text("Перед удалением"));
    desk.store.save_book(Some(&id), &changed, desk.now()).unwrap();
    desk.store.queue(RecordKind::Car, &id, OpKind::Delete, desk.now()).unwrap();
    assert_eq!(desk.operations(&id), [(OpKind::Delete, OpState::Queued), (OpKind::Update, OpState::Queued)]);
    desk.store.restore_book(RecordKind::Car, &id, desk.now()).unwrap();
    assert_eq!(desk.operations(&id), [(OpKind::Update, OpState::Queued)]);
    desk.good_cycle().await;
    let number = record(&desk, &id).meta.remote_id.unwrap();
    assert_eq!(form(&desk, RecordKind::Car, number).await.value(BookField::Comment), Some(text("Перед удалением")));
}

#[tokio::test]
async fn fields_of_a_colleague_survive_a_change_of_another_field() {
    let (_office, desk) = one().await;
    let (entry, ..) = new_entry(&desk, RecordKind::Trailer);
    let id = desk.store.save_book(None, &entry, desk.now()).unwrap().meta.id;
    desk.good_cycle().await;
    let number = record(&desk, &id).meta.remote_id.unwrap();
    // The desk has never read the height; a colleague sets it and another volume.
    let mut theirs = form(&desk, RecordKind::Trailer, number).await;
    theirs.set_value(BookField::Height, &FieldValue::Number(4.into()));
    theirs.set_value(BookField::Volume, &FieldValue::Number(80.into()));
    desk.connected.client.apply_book(&theirs, Some(number)).await.unwrap();

    let mut ours = record(&desk, &id).entry;
    ours.set_value(BookField::Comment, &text("Тент новый"));
    desk.store.save_book(Some(&id), &ours, desk.now()).unwrap();
    desk.good_cycle().await;
    let there = form(&desk, RecordKind::Trailer, number).await;
    assert_eq!(there.value(BookField::Height), Some(FieldValue::Number(4.into())));
    assert_eq!(there.value(BookField::Volume), Some(FieldValue::Number(80.into())), "theirs: nobody touched it here");
    assert_eq!(there.value(BookField::Comment), Some(text("Тент новый")));
    assert_eq!(
        record(&desk, &id).entry.value(BookField::Height),
        Some(FieldValue::Number(4.into())),
        "and is known now"
    );
}

#[tokio::test]
async fn a_field_of_a_form_changed_on_both_sides_waits_for_a_person_and_is_not_sent() {
    let (office, desk) = one().await;
    let (mut entry, ..) = new_entry(&desk, RecordKind::Trailer);
    entry.set_value(BookField::Height, &FieldValue::Number(3.into()));
    let id = desk.store.save_book(None, &entry, desk.now()).unwrap().meta.id;
    desk.good_cycle().await;
    let number = record(&desk, &id).meta.remote_id.unwrap();
    let mut theirs = form(&desk, RecordKind::Trailer, number).await;
    theirs.set_value(BookField::Volume, &FieldValue::Number(80.into()));
    desk.connected.client.apply_book(&theirs, Some(number)).await.unwrap();
    let mut ours = record(&desk, &id).entry;
    ours.set_value(BookField::Volume, &FieldValue::Number(100.into()));
    desk.store.save_book(Some(&id), &ours, desk.now()).unwrap();
    let report = desk.good_cycle().await;
    assert_eq!((report.conflicts, record(&desk, &id).meta.state), (1, RecordState::Conflict), "{report:?}");
    let volume = || async { form(&desk, RecordKind::Trailer, number).await.value(BookField::Volume) };
    assert_eq!(volume().await, Some(FieldValue::Number(80.into())), "nothing is sent before a person decides");

    let conflict = desk.store.book_conflict(&id).unwrap().unwrap();
    assert_eq!(conflict.fields.iter().map(|one| one.field.as_str()).collect::<Vec<_>>(), ["volume"]);
    // A reading of the lists shows no volume: it decides nothing and forgets nothing.
    office.time.pass(TimeDelta::minutes(1));
    desk.cycle_with(Trigger { books: true, ..Desk::trigger(true) }).await.1.unwrap();
    assert_eq!(record(&desk, &id).meta.state, RecordState::Conflict);
    let conflict = desk.store.book_conflict(&id).unwrap().unwrap();
    let picks = [("volume".to_owned(), Pick::Ours)].into();
    let decided = decide_book(&conflict.base, &conflict.record.entry, &conflict.theirs, &picks);
    desk.store.resolve_book_conflict(&id, &decided, desk.now()).unwrap();
    desk.good_cycle().await;
    assert_eq!(record(&desk, &id).meta.state, RecordState::Clean);
    assert_eq!(volume().await, Some(FieldValue::Number(100.into())));
    let height = form(&desk, RecordKind::Trailer, number).await.value(BookField::Height);
    assert_eq!(height, Some(FieldValue::Number(3.into())));
}

#[tokio::test]
async fn an_organisation_is_made_changed_and_deleted() {
    let (_office, desk) = one().await;
    let kind = RecordKind::Organisation;
    let mut entry = BookEntry::blank(kind).unwrap();
    entry.set_value(BookField::Name, &text("ООО «Вторая контора»"));
    entry.set_value(BookField::Inn, &text("9999000013"));
    entry.set_value(BookField::Kpp, &text("999901001"));
    entry.set_value(BookField::BankName, &text("Банк «Пример»"));
    let id = desk.store.save_book(None, &entry, desk.now()).unwrap().meta.id;
    desk.good_cycle().await;
    let made = record(&desk, &id);
    assert_eq!(made.meta.state, RecordState::Clean, "{:?}", made.meta.error);
    let number = made.meta.remote_id.unwrap();

    let mut changed = made.entry.clone();
    changed.set_value(BookField::PaymentType, &item(&desk, CatalogKind::PaymentType));
    desk.store.save_book(Some(&id), &changed, desk.now()).unwrap();
    desk.good_cycle().await;
    let row = desk.connected.client.book_row(kind, number).await.unwrap().unwrap();
    assert_eq!(row.entry.value(BookField::PaymentType), changed.value(BookField::PaymentType));
    let kept = record(&desk, &id).entry.value(BookField::BankName);
    assert_eq!(kept, Some(text("Банк «Пример»")), "what no list shows is known on");

    desk.store.queue(kind, &id, OpKind::Delete, desk.now()).unwrap();
    desk.good_cycle().await;
    assert!(record(&desk, &id).deleted);
    assert!(desk.connected.client.book_row(kind, number).await.unwrap().unwrap().deleted);
}

#[tokio::test]
async fn the_main_organisation_is_not_deleted_and_the_platform_says_why() {
    let (_office, desk) = one().await;
    let kind = RecordKind::Organisation;
    let ids: Vec<_> = desk
        .store
        .book_records()
        .unwrap()
        .into_iter()
        .filter(|one| one.entry.kind() == kind)
        .map(|r| r.meta.id)
        .collect();
    assert!(!ids.is_empty());
    for id in &ids {
        desk.store.queue(kind, id, OpKind::Delete, desk.now()).unwrap();
    }
    desk.good_cycle().await;
    let refused = ids.iter().map(|id| record(&desk, id)).find(|one| one.meta.state == RecordState::Rejected);
    assert!(refused.and_then(|one| one.meta.error).is_some_and(|error| error.kind == TroubleKind::Refused));
}

#[tokio::test]
async fn the_mileage_of_a_truck_is_told_for_whole_days() {
    let (_office, desk) = one().await;
    let client = &desk.connected.client;
    let today = desk.now().date_naive();
    let period = period_of_days(today - TimeDelta::days(60), today, 180).unwrap();
    let mut driven = Vec::new();
    for car in desk.store.book_records().unwrap().into_iter().filter(|one| one.entry.kind() == RecordKind::Car) {
        driven.push(client.car_mileage(car.meta.remote_id.unwrap(), period).await.unwrap());
    }
    assert!(driven.iter().all(|km| *km >= 0.0));
    assert!(driven.iter().any(|km| *km > 100.0), "somebody drove in two months: {driven:?}");
    let unknown = client.car_mileage(RemoteId(999_999_999), period).await;
    assert!(unknown.is_err_and(|error| error.refusal().is_some()));
}

#[tokio::test]
async fn a_refused_deletion_keeps_the_sentence_and_the_record() {
    let (_office, desk) = one().await;
    let bid = desk.new_bid(0, "1000");
    let bid_id = desk.send_new(&bid);
    desk.queue(&bid_id, OpKind::Start);
    desk.good_cycle().await;
    let driver = bid.driver.unwrap();
    desk.store.queue(RecordKind::Driver, &driver, OpKind::Delete, desk.now()).unwrap();
    let report = desk.good_cycle().await;
    assert_eq!(report.rejected, 1, "{report:?}");
    let refused = record(&desk, &driver);
    assert_eq!((refused.meta.state, refused.deleted), (RecordState::Rejected, false));
    assert!(refused.meta.error.is_some_and(|error| error.detail.contains('№')));
    let rows = desk.store.bid_rows_of(&driver).unwrap();
    assert!(rows.iter().any(|row| row.meta.id == bid_id), "the bids in the way are offered");
}

#[tokio::test]
async fn a_creation_without_an_answer_is_looked_up_and_never_doubled() {
    let (office, mut desk) = one().await;
    let (entry, ..) = new_entry(&desk, RecordKind::Driver);
    let id = desk.store.save_book(None, &entry, desk.now()).unwrap().meta.id;
    let key = entry.natural_key().unwrap();
    // One request looks the phone up, the next one creates; the process dies before it reads the answer.
    let trigger = Trigger { pull: false, ..Desk::trigger(true) };
    desk.wire.die(Some(Death::After(1)));
    let wire = std::sync::Arc::clone(&desk.wire);
    tokio::select! {
        _ended = desk.cycle_with(trigger) => {}
        () = wire.died.notified() => {}
    }
    desk.restart();
    office.time.pass(TimeDelta::minutes(10));
    desk.good_cycle().await;
    let found = desk.connected.client.find_book(RecordKind::Driver, &key).await.unwrap();
    assert_eq!(found.rows.len(), 1, "one driver, whatever was lost");
    assert_eq!(record(&desk, &id).meta.remote_id, Some(found.rows[0].remote_id));
}

/// The unanswered creation came through, and a colleague has worked on what it made before this desk looks.
#[tokio::test]
async fn what_a_colleague_wrote_into_a_record_that_was_looked_up_is_not_overwritten() {
    let (office, mut desk) = one().await;
    let entry = new_entry(&desk, RecordKind::Driver).0;
    let id = desk.store.save_book(None, &entry, desk.now()).unwrap().meta.id;
    // One request looks the phone up, the next one creates.
    desk.wire.die(Some(Death::After(2)));
    let wire = std::sync::Arc::clone(&desk.wire);
    tokio::select! {
        _ended = desk.cycle_with(Trigger { pull: false, ..Desk::trigger(true) }) => {}
        () = wire.died.notified() => {}
    }
    desk.restart();
    let key = entry.natural_key().unwrap();
    let number = desk.connected.client.find_book(RecordKind::Driver, &key).await.unwrap().rows[0].remote_id;
    let mut form = office.get_now("Driver/GetForEdit", &[("Id", &number.to_string())]);
    form["comment"] = json!("не звонить ночью");
    office.post_now("Driver/Apply", &form).unwrap();
    let mut changed = entry.clone();
    changed.set_value(BookField::FirstName, &text("Иннокентий"));
    desk.store.save_book(Some(&id), &changed, desk.now()).unwrap();
    for _ in 0..2 {
        office.pass(TimeDelta::minutes(2));
        desk.good_cycle().await;
    }
    let there = office.get_now("Driver/GetForEdit", &[("Id", &number.to_string())]);
    let said = |name: &str| there[name].as_str().unwrap_or_default().to_owned();
    assert_eq!((said("comment").as_str(), said("firstName").as_str()), ("не звонить ночью", "Иннокентий"));
    let ours = record(&desk, &id);
    assert_eq!((ours.meta.remote_id, ours.meta.state), (Some(number), RecordState::Clean));
    assert_eq!(ours.entry.value(BookField::Comment), Some(text("не звонить ночью")));
}

/// Somebody has the same driver already: what is typed here goes there, and what it replaces is not gone.
#[tokio::test]
async fn what_a_record_of_the_same_phone_said_is_kept_when_ours_replaces_it() {
    let (office, desk) = one().await;
    let mut entry = new_entry(&desk, RecordKind::Driver).0;
    entry.set_value(BookField::Comment, &text("наш"));
    let phone = entry.natural_key().unwrap();
    let theirs = json!({ "id": 0, "firstName": "Пётр", "lastName": "Чужой", "phoneNumber": phone, "comment": "их" });
    office.post_now("Driver/Apply", &theirs).unwrap();
    let id = desk.store.save_book(None, &entry, desk.now()).unwrap().meta.id;
    desk.good_cycle().await;
    assert_eq!(record(&desk, &id).meta.state, RecordState::Clean);
    let kept = desk.store.history(RecordKind::Driver, &id).unwrap();
    let of_comment = kept.iter().find(|entry| entry.field == "comment").unwrap();
    assert_eq!((of_comment.old.as_str(), of_comment.new.as_str()), ("\"их\"", "\"наш\""));
}

#[tokio::test]
async fn a_tracker_moves_from_a_truck_to_a_trailer_and_off() {
    let (_office, desk) = one().await;
    let client = &desk.connected.client;
    let tracker = client.trackers(Some("1234567890")).await.unwrap().remove(0);
    let trailer =
        desk.store.book_records().unwrap().into_iter().find(|r| r.entry.kind() == RecordKind::Trailer).unwrap();
    let number = trailer.meta.remote_id.unwrap();
    client.attach_tracker(tracker.id, RecordKind::Trailer, Some(number)).await.unwrap();
    let moved = client.trackers(Some("1234567890")).await.unwrap().remove(0);
    assert_eq!(moved.attached_to, Some((RecordKind::Trailer, number)));
    client.attach_tracker(tracker.id, RecordKind::Trailer, None).await.unwrap();
    assert_eq!(client.trackers(Some("1234567890")).await.unwrap().remove(0).attached_to, None);
}

#[tokio::test]
async fn a_record_that_a_colleague_changed_is_not_deleted_unseen() {
    for delete in [true, false] {
        let (office, desk) = one().await;
        let entry = new_entry(&desk, RecordKind::Driver).0;
        let id = desk.store.save_book(None, &entry, desk.now()).unwrap().meta.id;
        desk.store.queue(RecordKind::Driver, &id, OpKind::Create, desk.now()).unwrap();
        desk.good_cycle().await;
        let number = record(&desk, &id).meta.remote_id.unwrap();
        let mut form = office.get_now("Driver/GetForEdit", &[("Id", &number.to_string())]);
        form["comment"] = json!("не звонить ночью");
        office.post_now("Driver/Apply", &form).unwrap();
        desk.store.queue(RecordKind::Driver, &id, OpKind::Delete, desk.now()).unwrap();
        desk.cycle_with(Trigger { pull: false, ..Desk::trigger(false) }).await.1.unwrap();
        let asked = desk.store.book_conflict(&id).unwrap().unwrap();
        assert_eq!(asked.kind, ConflictKind::DeletedHere);
        assert!(desk.wire.sent("POST /api/Driver/Delete").is_empty(), "{:?}", desk.wire.sent.lock().unwrap());
        desk.store.decide_book_deletion(RecordKind::Driver, &id, delete, desk.now()).unwrap();
        desk.good_cycle().await;
        let expected = if delete { RecordState::Tombstone } else { RecordState::Clean };
        assert_eq!(record(&desk, &id).meta.state, expected);
        let there = desk.connected.client.book_row(RecordKind::Driver, number).await.unwrap();
        assert_eq!(there.is_none_or(|row| row.deleted), delete);
    }
}
