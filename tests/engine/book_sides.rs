//! Reference books with somebody else at work on them, and the first meeting of a book made here with a server's own.

use cargorun_desk::domain::book::BookEntry;
use cargorun_desk::domain::book_field::{BookField, FieldValue, Item, ItemField, list_of};
use cargorun_desk::domain::catalog::CatalogKind;
use cargorun_desk::domain::id::{LocalId, RecordKind, RemoteId};
use cargorun_desk::domain::record::RecordState;
use cargorun_desk::merge::{Pick, decide_book};
use cargorun_desk::store::model::{BookRecord, OpKind, OpState};
use cargorun_desk::store::{LinkChoice, LinkHow, Meeting};
use cargorun_desk::sync::Trigger;
use chrono::TimeDelta;

use crate::colleague::Office;
use crate::desk::Desk;
use crate::lots::Lots;

fn text(words: &str) -> FieldValue {
    FieldValue::Text(words.to_owned())
}

fn number(digits: &str) -> FieldValue {
    FieldValue::Number(digits.parse().unwrap())
}

fn record(desk: &Desk, id: &LocalId) -> BookRecord {
    desk.store.book(id).unwrap().unwrap()
}

fn first(desk: &Desk, kind: RecordKind) -> BookRecord {
    let mut records = desk.store.book_records().unwrap().into_iter();
    records.find(|one| one.entry.kind() == kind && !one.deleted && one.active).unwrap()
}

async fn form(desk: &Desk, kind: RecordKind, number: RemoteId) -> BookEntry {
    desk.connected.client.book_form(kind, number).await.unwrap().row.entry
}

/// A dispatcher with a desk of his own on the same server.
async fn two() -> (Office, Desk, Desk) {
    let office = Office::open(1).await;
    let ours = Desk::at(&office, &Lots::new(1), TimeDelta::zero()).await;
    let theirs = Desk::at(&office, &Lots::new(2), TimeDelta::zero()).await;
    (office, ours, theirs)
}

fn edit(desk: &Desk, id: &LocalId, changes: &[(BookField, FieldValue)]) {
    let mut entry = record(desk, id).entry;
    for (field, value) in changes {
        entry.set_value(*field, value);
    }
    desk.store.save_book(Some(id), &entry, desk.now()).unwrap();
}

/// What the window does when a form is opened: the fields that lists leave out are known from then on.
async fn open_form(desk: &Desk, id: &LocalId) {
    let known = record(desk, id);
    let read = desk.connected.client.book_form(known.entry.kind(), known.meta.remote_id.unwrap()).await.unwrap();
    desk.store.apply_book_form(&read.row, desk.now()).unwrap();
}

async fn cycle(office: &Office, desk: &Desk) -> cargorun_desk::sync::Report {
    office.time.pass(TimeDelta::minutes(1));
    let (report, ended) = desk.cycle_with(Trigger { books: true, ..Desk::trigger(true) }).await;
    ended.unwrap_or_else(|error| panic!("{error}: {report:?}"));
    report
}

#[tokio::test]
async fn two_dispatchers_who_change_different_fields_of_each_book_need_nobody() {
    let (office, ours, theirs) = two().await;
    for (kind, mine, his) in [
        (RecordKind::Driver, (BookField::Comment, text("наше")), (BookField::Patronymic, text("Чужое"))),
        (RecordKind::Car, (BookField::MaintenanceComment, text("наше")), (BookField::Comment, text("чужое"))),
        (RecordKind::Trailer, (BookField::Volume, number("91.5")), (BookField::Height, number("3.1"))),
        (RecordKind::Counterparty, (BookField::DriversNote, text("наше")), (BookField::Comment, text("чужое"))),
    ] {
        let id = first(&ours, kind).meta.id;
        open_form(&ours, &id).await;
        open_form(&theirs, &id).await;
        edit(&theirs, &id, std::slice::from_ref(&his));
        cycle(&office, &theirs).await;
        edit(&ours, &id, std::slice::from_ref(&mine));
        let report = cycle(&office, &ours).await;
        assert_eq!(report.conflicts, 0, "{kind:?}: {report:?}");
        assert_eq!(record(&ours, &id).meta.state, RecordState::Clean, "{kind:?}: {:?}", record(&ours, &id).meta.error);
        let there = form(&ours, kind, record(&ours, &id).meta.remote_id.unwrap()).await;
        assert_eq!(there.value(mine.0), Some(mine.1), "{kind:?}");
        assert_eq!(there.value(his.0), Some(his.1), "{kind:?}: his stays");
    }
}

#[tokio::test]
async fn two_dispatchers_who_change_one_field_of_each_book_are_asked_field_by_field() {
    let (office, ours, theirs) = two().await;
    for kind in [RecordKind::Driver, RecordKind::Car, RecordKind::Trailer, RecordKind::Counterparty] {
        let id = first(&ours, kind).meta.id;
        let other = match kind {
            RecordKind::Driver => (BookField::Patronymic, text("Чужое")),
            RecordKind::Counterparty => (BookField::Kpp, text("999901001")),
            RecordKind::Trailer => (BookField::Width, number("2.5")),
            _ => (BookField::MaintenanceComment, text("чужое")),
        };
        open_form(&ours, &id).await;
        open_form(&theirs, &id).await;
        edit(&theirs, &id, &[(BookField::Comment, text("чужое")), other.clone()]);
        cycle(&office, &theirs).await;
        edit(&ours, &id, &[(BookField::Comment, text("наше"))]);
        assert_eq!(cycle(&office, &ours).await.conflicts, 1, "{kind:?}");
        let conflict = ours.store.book_conflict(&id).unwrap().unwrap();
        assert_eq!(conflict.fields.iter().map(|one| one.field.as_str()).collect::<Vec<_>>(), ["comment"], "{kind:?}");
        let there = || async { form(&ours, kind, record(&ours, &id).meta.remote_id.unwrap()).await };
        assert_eq!(there().await.value(BookField::Comment), Some(text("чужое")), "nothing goes before the decision");
        let picks = [("comment".to_owned(), Pick::Ours)].into();
        let decided = decide_book(&conflict.base, &conflict.record.entry, &conflict.theirs, &picks);
        ours.store.resolve_book_conflict(&id, &decided, ours.now()).unwrap();
        cycle(&office, &ours).await;
        assert_eq!(record(&ours, &id).meta.state, RecordState::Clean, "{kind:?}");
        let there = there().await;
        assert_eq!(there.value(BookField::Comment), Some(text("наше")), "{kind:?}");
        assert_eq!(there.value(other.0), Some(other.1), "{kind:?}: the rest of his change stays");
    }
}

#[tokio::test]
async fn a_record_that_a_colleague_deletes_is_gone_here_and_a_change_of_it_is_not_sent() {
    let (office, ours, theirs) = two().await;
    let mut entry = BookEntry::blank(RecordKind::Driver).unwrap();
    for (field, value) in
        [(BookField::LastName, "Тестов"), (BookField::FirstName, "Пётр"), (BookField::Phone, "8 911 000-00-07")]
    {
        entry.set_value(field, &text(value));
    }
    let id = theirs.store.save_book(None, &entry, theirs.now()).unwrap().meta.id;
    cycle(&office, &theirs).await;
    cycle(&office, &ours).await;
    let number = record(&theirs, &id).meta.remote_id.unwrap();
    let known = ours.store.book_by_remote(RecordKind::Driver, number).unwrap().unwrap().meta.id;
    theirs.store.queue(RecordKind::Driver, &id, OpKind::Delete, theirs.now()).unwrap();
    cycle(&office, &theirs).await;
    edit(&ours, &known, &[(BookField::Comment, text("поздно"))]);
    cycle(&office, &ours).await;
    let gone = record(&ours, &known);
    assert!(gone.deleted || gone.meta.state == RecordState::RemoteGone, "{:?}", gone.meta);
    let row = ours.connected.client.book_row(RecordKind::Driver, number).await.unwrap().unwrap();
    assert!(row.deleted);
    assert_ne!(row.entry.value(BookField::Comment), Some(text("поздно")));
}

fn tank(volume: &str) -> Item {
    let mut item = Item::blank(list_of(BookField::FuelTanks).unwrap());
    for (field, value) in [
        (ItemField::TankName, text("Правый")),
        (ItemField::TankFuel, text("diesel")),
        (ItemField::TankVolume, number(volume)),
        (ItemField::TankMinimum, number("10")),
        (ItemField::TankConsumption, number("28")),
    ] {
        item.values.insert(field, value);
    }
    item
}

fn tanks(entry: &BookEntry) -> Vec<Item> {
    match entry.value(BookField::FuelTanks) {
        Some(FieldValue::Items(items)) => items,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_list_in_a_record_goes_there_and_back_and_is_one_field_to_the_merge() {
    let (office, ours, theirs) = two().await;
    let id = first(&ours, RecordKind::Car).meta.id;
    let remote = record(&ours, &id).meta.remote_id.unwrap();
    open_form(&ours, &id).await;
    open_form(&theirs, &id).await;
    let mut items = tanks(&record(&ours, &id).entry);
    assert_eq!(items.len(), 1, "the demo's truck has a tank");
    items.push(tank("400"));
    edit(&ours, &id, &[(BookField::FuelTanks, FieldValue::Items(items))]);
    assert_eq!(cycle(&office, &ours).await.conflicts, 0);
    let there = tanks(&form(&ours, RecordKind::Car, remote).await);
    assert_eq!(there.len(), 2);
    assert!(there.iter().all(|item| item.id.is_some_and(|id| id > 0)), "{there:?}");
    // The platform numbered the new one: nobody changed anything by that.
    open_form(&ours, &id).await;
    assert_eq!((tanks(&record(&ours, &id).entry), record(&ours, &id).meta.state), (there.clone(), RecordState::Clean));
    // He, who knows one tank, changes the note; and later both change the list.
    edit(&theirs, &id, &[(BookField::Comment, text("чужое"))]);
    cycle(&office, &theirs).await;
    assert_eq!(tanks(&form(&ours, RecordKind::Car, remote).await), there, "his writing takes nothing away");
    let mut his = there.clone();
    his.remove(1);
    edit(&theirs, &id, &[(BookField::FuelTanks, FieldValue::Items(his))]);
    cycle(&office, &theirs).await;
    edit(&ours, &id, &[(BookField::FuelTanks, FieldValue::Items(vec![tank("900")]))]);
    assert_eq!(cycle(&office, &ours).await.conflicts, 1);
    let conflict = ours.store.book_conflict(&id).unwrap().unwrap();
    assert_eq!(conflict.fields.iter().map(|one| one.field.as_str()).collect::<Vec<_>>(), ["fuel_tanks"]);
    let decided = decide_book(
        &conflict.base,
        &conflict.record.entry,
        &conflict.theirs,
        &[("fuel_tanks".into(), Pick::Theirs)].into(),
    );
    ours.store.resolve_book_conflict(&id, &decided, ours.now()).unwrap();
    cycle(&office, &ours).await;
    assert_eq!((tanks(&record(&ours, &id).entry).len(), record(&ours, &id).meta.state), (1, RecordState::Clean));
    // An emptied list is emptied there.
    edit(&ours, &id, &[(BookField::FuelTanks, FieldValue::Empty)]);
    cycle(&office, &ours).await;
    assert_eq!(form(&ours, RecordKind::Car, remote).await.value(BookField::FuelTanks), Some(FieldValue::Empty));
}

/// A desk that worked before it ever met the server: the first driver there, and one that nobody there knows.
async fn worked_before() -> (Office, Desk, BookEntry, [LocalId; 2]) {
    let office = Office::open(1).await;
    let known = first(&Desk::at(&office, &Lots::new(2), TimeDelta::zero()).await, RecordKind::Driver).entry;
    let desk = Desk::unread(&office, &Lots::new(1), TimeDelta::zero());
    let mut same = BookEntry::blank(RecordKind::Driver).unwrap();
    for (field, value) in [
        (BookField::LastName, known.value(BookField::LastName).unwrap()),
        (BookField::FirstName, text("Иначе")),
        (BookField::Phone, known.value(BookField::Phone).unwrap()),
    ] {
        same.set_value(field, &value);
    }
    let mut new = same.clone();
    new.set_value(BookField::Phone, &text("8 911 000-00-09"));
    let ids = [&same, &new].map(|entry| desk.store.save_book(None, entry, desk.now()).unwrap().meta.id);
    (office, desk, known, ids)
}

#[tokio::test]
async fn the_first_exchange_reports_and_sends_nothing_of_the_book_before_a_person_has_looked() {
    let (office, desk, known, [same, new]) = worked_before().await;
    let there = desk.connected.client.book(RecordKind::Driver, 50, 0).await.unwrap().rows.len();
    let report = cycle(&office, &desk).await;
    assert_eq!(report.pushed, 0, "{report:?}");
    cycle(&office, &desk).await;
    assert_eq!(desk.connected.client.book(RecordKind::Driver, 50, 0).await.unwrap().rows.len(), there);
    let reports = desk.store.link_reports().unwrap();
    let counts: Vec<_> =
        [Meeting::Matched, Meeting::Ambiguous, Meeting::OnlyHere].map(|of| reports[0].count(of)).into();
    assert_eq!((reports.len(), counts), (1, vec![1, 0, 1]));
    assert_eq!(desk.operations(&same), [(OpKind::Create, OpState::Queued)]);

    let number = reports[0].cases[0].candidates[0].record.meta.remote_id.unwrap();
    desk.store.decide_links(RecordKind::Driver, &[(same.clone(), LinkChoice::Link(number))], desk.now()).unwrap();
    cycle(&office, &desk).await;
    let rows = desk.connected.client.book(RecordKind::Driver, 50, 0).await.unwrap().rows;
    assert_eq!(rows.len(), there + 1, "one was linked, one is new");
    let linked = form(&desk, RecordKind::Driver, number).await;
    assert_eq!(linked.value(BookField::FirstName), Some(text("Иначе")), "what was typed here went as a change");
    assert_eq!(linked.value(BookField::Patronymic), known.value(BookField::Patronymic), "the rest is theirs");
    let links = desk.store.links().unwrap();
    let how = |id: &LocalId| links.iter().find(|link| link.id == *id).map(|link| link.how);
    assert_eq!((how(&same), how(&new)), (Some(LinkHow::ByKey), Some(LinkHow::Created)));
    assert!(links.iter().all(|link| link.linked_at.is_some()));
    assert_eq!(desk.store.link_reports().unwrap(), []);
}

#[tokio::test]
async fn what_a_person_keeps_apart_is_never_written_over_the_other_one() {
    let (office, desk, known, [same, _]) = worked_before().await;
    cycle(&office, &desk).await;
    let number = desk.store.link_reports().unwrap()[0].cases[0].candidates[0].record.meta.remote_id.unwrap();
    desk.store.decide_links(RecordKind::Driver, &[(same.clone(), LinkChoice::Apart)], desk.now()).unwrap();
    let report = cycle(&office, &desk).await;
    // The platform knows drivers by phone and takes no second one; its sentence stands with the record.
    assert_eq!((report.rejected, record(&desk, &same).meta.state), (1, RecordState::Rejected), "{report:?}");
    let there = form(&desk, RecordKind::Driver, number).await;
    assert_eq!(there.value(BookField::FirstName), known.value(BookField::FirstName));
    assert_eq!(record(&desk, &same).meta.remote_id, None);
}

#[tokio::test]
async fn a_bid_waits_for_a_driver_that_waits_for_a_person() {
    let (office, desk, _, [same, _]) = worked_before().await;
    cycle(&office, &desk).await;
    let mut bid = desk.new_bid(0, "1000");
    bid.driver = Some(same.clone());
    let id = desk.send_new(&bid);
    cycle(&office, &desk).await;
    assert_eq!(desk.bid(&id).meta.remote_id, None);
    let number = desk.store.link_reports().unwrap()[0].cases[0].candidates[0].record.meta.remote_id.unwrap();
    desk.store.decide_links(RecordKind::Driver, &[(same, LinkChoice::Link(number))], desk.now()).unwrap();
    cycle(&office, &desk).await;
    assert!(desk.bid(&id).meta.remote_id.is_some(), "{:?}", desk.bid(&id).meta);
}

#[tokio::test]
async fn a_vehicle_goes_on_with_an_item_that_its_catalog_gave_up() {
    let (office, ours, _) = two().await;
    let car = first(&ours, RecordKind::Car);
    let brand = car.entry.value(BookField::Brand);
    edit(&ours, &car.meta.id, &[(BookField::Comment, text("наше"))]);
    let mut catalogs = ours.store.catalogs().unwrap();
    let brands = catalogs.iter_mut().find(|catalog| catalog.kind == CatalogKind::CarBrand).unwrap();
    brands
        .items
        .iter_mut()
        .filter(|item| Some(FieldValue::Whole(item.id.0)) == brand)
        .for_each(|item| item.deleted = true);
    ours.store.put_catalogs(&catalogs, ours.now()).unwrap();
    office.time.pass(TimeDelta::minutes(1));
    ours.good_cycle().await;
    let there = form(&ours, RecordKind::Car, car.meta.remote_id.unwrap()).await;
    assert_eq!((there.value(BookField::Brand), there.value(BookField::Comment)), (brand, Some(text("наше"))));
}
