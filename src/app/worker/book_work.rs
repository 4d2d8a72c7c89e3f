//! Work on the reference books: open, save, delete, restore, trackers, and what this desk alone keeps of them.

use chrono::{DateTime, Utc};

use super::{Desk, blocking, books, exchange, import, links, mileage, task, words};
use crate::api::cargorun::ApiError;
use crate::app::book_desk::{BookEffect, BookEvent, Outcomes, Trips};
use crate::app::event::Event;
use crate::app::state::ToastLevel;
use crate::domain::bid::BidStatus;
use crate::domain::book::BookEntry;
use crate::domain::id::{LocalId, RecordKind, RemoteId};
use crate::store::model::{BidRow, OpKind};
use crate::store::{Store, StoreError};
use crate::words::Message;

/// Each book has one form that may be half-typed.
fn form_key(kind: RecordKind) -> String {
    format!("book-{}", kind.prefix())
}

/// Trips that the card side shows.
const LAST_TRIPS: usize = 3;

/// Carries an effect out.
pub(super) fn carry_out(desk: &Desk, effect: BookEffect) {
    match effect {
        BookEffect::Open(kind, id) => {
            let asked = id.clone();
            blocking(desk, move |desk| open(desk, kind, id.as_ref()));
            if let Some(id) = asked {
                task(desk, move |desk| read_form(desk, kind, id));
            }
        }
        BookEffect::Save { id, entry } => blocking(desk, move |desk| save(desk, id.as_ref(), &entry)),
        BookEffect::KeepForm { kind, id, form } => blocking(desk, move |desk| keep(desk, kind, id, form)),
        BookEffect::DropForm(kind) => {
            blocking(desk, move |desk| books::report(desk, desk.store.drop_form(&form_key(kind))));
        }
        BookEffect::Delete(ids) => blocking(desk, move |desk| each(desk, &ids, true)),
        BookEffect::Restore(ids) => blocking(desk, move |desk| each(desk, &ids, false)),
        BookEffect::Retry(id) => blocking(desk, move |desk| retry(desk, &id)),
        BookEffect::Attach { tracker, kind, entity } => task(desk, move |desk| attach(desk, tracker, kind, entity)),
        BookEffect::ReadTrackers => task(desk, read_trackers),
        BookEffect::PutAbsence(absence) => kept_here(desk, move |store| store.put_absence(&absence).map(drop)),
        BookEffect::DropAbsence(id) => kept_here(desk, move |store| store.drop_absence(id)),
        BookEffect::PutPaper(record, kind, until) => {
            kept_here(desk, move |store| store.put_paper(&record, kind, until));
        }
        BookEffect::Mileage { run, cars, first, last } => {
            task(desk, move |desk| mileage::ask(desk, run, cars, (first, last)));
        }
        BookEffect::StopMileage => mileage::stop(desk),
        BookEffect::LoadLinks => blocking(desk, links::load),
        BookEffect::DecideLinks { kind, choices } => blocking(desk, move |desk| links::decide(desk, kind, &choices)),
        BookEffect::ExportLinks(kind, typed) => task(desk, move |desk| links::export(desk, kind, typed)),
        BookEffect::Import(effect) => import::carry_out(desk, effect),
        BookEffect::Export(table, format) => task(desk, move |desk| import::export(desk, *table, format)),
        BookEffect::Sample(kind) => task(desk, move |desk| import::export_sample(desk, kind)),
    }
}

fn kept_here(desk: &Desk, write: impl FnOnce(&Store) -> Result<(), StoreError> + Send + 'static) {
    blocking(desk, move |desk| {
        let written = write(&desk.store).and_then(|()| tell_books(desk));
        books::report(desk, written);
    });
}

/// Tells the screen of the books; lines of bids follow with the next exchange.
pub(super) fn tell_books(desk: &Desk) -> Result<(), StoreError> {
    let mut model = desk.model();
    let read = model.read_books(&desk.store)?;
    desk.out.tell(books::sheets(desk, &read));
    desk.out.tell(Event::Crossings(model.crossings()));
    books::waiting(desk)
}

/// A kept form: whose it is, and the panel's own JSON.
#[derive(serde::Serialize, serde::Deserialize)]
struct Kept {
    kind: RecordKind,
    id: Option<LocalId>,
    form: String,
}

fn open(desk: &Desk, kind: RecordKind, id: Option<&LocalId>) {
    let kept = desk.store.kept_form(&form_key(kind)).ok().flatten();
    let kept = kept.and_then(|text| serde_json::from_str::<Kept>(&text).ok());
    if let Some(Kept { form, .. }) = kept.filter(|kept| kept.kind == kind && kept.id.as_ref() == id) {
        desk.out.tell(Event::Book(BookEvent::Kept { kind, id: id.cloned(), form }));
    }
    let Some(id) = id else { return };
    match desk.store.bid_rows_of(id) {
        Ok(rows) => desk.out.tell(Event::Book(BookEvent::Trips(id.clone(), trips(desk, &rows)))),
        Err(error) => desk.out.notice(ToastLevel::Error, words::store_error(&error)),
    }
}

fn trips(desk: &Desk, rows: &[BidRow]) -> Trips {
    let now = desk.now();
    let model = desk.model();
    let lines = |rows: Vec<&BidRow>| rows.into_iter().map(|row| model.line(row)).collect();
    let begun =
        rows.iter().filter(|row| row.status != BidStatus::Cancelled && row.first_utc.is_some_and(|at| at <= now));
    let is_active = |row: &&BidRow| matches!(row.status, BidStatus::Started | BidStatus::Planned);
    Trips {
        last: lines(begun.take(LAST_TRIPS).collect()),
        active: lines(rows.iter().filter(is_active).collect()),
        free_at: free_at(rows, now),
    }
}

/// The first moment from now on that no bid holds it.
fn free_at(rows: &[BidRow], now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let held = |row: &BidRow| {
        let open = matches!(row.status, BidStatus::Draft | BidStatus::Planned | BidStatus::Started);
        row.first_utc.zip(row.last_utc).filter(|_| open)
    };
    let mut stretches: Vec<_> = rows.iter().filter_map(held).collect();
    stretches.sort_unstable();
    let free = stretches.into_iter().fold(now, |free, (from, to)| if from <= free && to > free { to } else { free });
    (free > now).then_some(free)
}

/// Reads the edit shape: the fields that the list leaves out. Offline the form says that they aren't known.
async fn read_form(desk: Desk, kind: RecordKind, id: LocalId) {
    let Ok(Some(record)) = desk.store.book(&id) else { return };
    let (Some(number), Some(connected)) = (record.meta.remote_id, desk.connected()) else { return };
    if kind == RecordKind::Organisation || record.deleted {
        return;
    }
    let read = connected.client.book_form(kind, number).await;
    let told = match read {
        Ok(form) => desk
            .store
            .apply_book_form(&form.row, desk.now())
            .and_then(|_| tell_books(&desk))
            .map_err(|error| words::store_error(&error)),
        Err(error) => Err(words::api_error(&error)),
    };
    desk.out.tell(Event::Book(BookEvent::FormRead(id, told)));
}

fn save(desk: &Desk, id: Option<&LocalId>, entry: &BookEntry) {
    let before = id.and_then(|id| desk.store.book(id).ok().flatten()).map(|record| Box::new(record.entry));
    match desk.store.save_book(id, entry, desk.now()) {
        Ok(record) => {
            let told = tell_books(desk);
            let event = BookEvent::Saved { asked: id.cloned(), id: record.meta.id, before };
            desk.out.tell(Event::Book(event));
            books::report(desk, told.and_then(|()| desk.store.drop_form(&form_key(entry.kind()))));
            send(desk);
        }
        Err(error) => desk.out.tell(Event::Book(BookEvent::NotSaved(words::store_error(&error)))),
    }
}

fn keep(desk: &Desk, kind: RecordKind, id: Option<LocalId>, form: String) {
    let written = serde_json::to_string(&Kept { kind, id, form })
        .map_err(|error| StoreError::Other(error.to_string()))
        .and_then(|text| desk.store.keep_form(&form_key(kind), &text, desk.now()));
    books::report(desk, written);
}

/// Deletes or restores each record; one that can't be does not hold up the others.
fn each(desk: &Desk, ids: &[LocalId], deletion: bool) {
    let rows = ids.iter().map(|id| {
        let record = desk.store.book(id).ok().flatten();
        let (title, kind) =
            record.map_or_else(Default::default, |record| (record.entry.title(), Some(record.entry.kind())));
        let done = match kind {
            Some(kind) if deletion => desk.store.queue(kind, id, OpKind::Delete, desk.now()),
            Some(kind) => desk.store.restore_book(kind, id, desk.now()),
            None => Err(StoreError::NotFound),
        };
        (id.clone(), title, done.map_err(|error| words::store_error(&error)))
    });
    let outcomes = Outcomes { deletion, rows: rows.collect() };
    let told = tell_books(desk);
    desk.out.tell(Event::Book(BookEvent::Outcomes(outcomes)));
    books::report(desk, told);
    send(desk);
}

fn retry(desk: &Desk, id: &LocalId) {
    let retried = desk.store.book(id).and_then(|record| match record {
        Some(record) => desk.store.retry_rejected(record.entry.kind(), id, desk.now()).map(drop),
        None => Err(StoreError::NotFound),
    });
    books::report(desk, retried.and_then(|()| tell_books(desk)));
    send(desk);
}

/// What was queued goes at once when the network is there.
pub(super) fn send(desk: &Desk) {
    tokio::spawn(exchange::run(desk.clone(), true));
}

async fn attach(desk: Desk, tracker: RemoteId, kind: RecordKind, entity: Option<RemoteId>) {
    let asked = match desk.connected() {
        Some(connected) => connected.client.attach_tracker(tracker, kind, entity).await,
        None => Err(ApiError::Timeout),
    };
    match asked {
        Ok(()) => {
            let key = if entity.is_some() { "toast-tracker-attached" } else { "toast-tracker-detached" };
            desk.out.notice(ToastLevel::Ok, Message::new(key));
            read_trackers(desk.clone()).await;
            read_numbers(&desk).await;
        }
        Err(error) => desk.out.notice(ToastLevel::Error, words::api_error(&error)),
    }
}

/// The tracker of a truck or trailer stands in their own lists too.
async fn read_numbers(desk: &Desk) {
    let Some(connected) = desk.connected() else { return };
    for kind in [RecordKind::Car, RecordKind::Trailer] {
        let mut rows = Vec::new();
        let read = connected
            .client
            .book_all(kind, &mut |page| {
                rows.extend(page.rows);
                std::ops::ControlFlow::Continue(())
            })
            .await;
        if read.is_ok() {
            books::report(desk, desk.store.apply_book(kind, &rows, true, desk.now()).map(drop));
        }
    }
    books::report(desk, tell_books(desk));
}

async fn read_trackers(desk: Desk) {
    let Some(connected) = desk.connected() else { return };
    match connected.client.trackers(None).await {
        Ok(trackers) => {
            let told = desk.store.put_trackers(&trackers, desk.now()).and_then(|()| tell_books(&desk));
            books::report(&desk, told);
        }
        // The list of the last reading stays; the state of the link is told elsewhere.
        Err(error) if error.is_offline() => {}
        Err(error) => desk.out.notice(ToastLevel::Warn, words::api_error(&error)),
    }
}
