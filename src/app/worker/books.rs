//! Work on the store alone: read for the screen, save, queue, delete, keep forms.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};

use super::{Desk, words};
use crate::app::book_sheet::{BookSheets, Shown};
use crate::app::books::Books;
use crate::app::command::AfterSave;
use crate::app::crossing::{self, InTheWay};
use crate::app::event::{Event, Waiting};
use crate::app::life::ask::LifeEvent;
use crate::app::life::back::{MadeAs, StepTaken, TakenRow};
use crate::app::life::step::{Step, Swap};
use crate::app::state::{EditorStart, ToastLevel};
use crate::domain::bid::{Bid, BidStatus};
use crate::domain::id::LocalId;
use crate::domain::undoing::Taken;
use crate::store::model::OpKind;
use crate::store::{QueuedOp, StoreError};
use crate::words::Message;

/// The one form that may be half-typed.
const FORM: &str = "bid";

/// Reads everything: books first, since lines show their names.
pub(super) fn load_all(desk: &Desk) {
    if let Err(error) = try_load_all(desk) {
        desk.out.notice(ToastLevel::Error, words::store_error(&error));
        if matches!(error, StoreError::Damaged(_)) {
            super::inform::check_database(desk);
        }
    }
}

fn try_load_all(desk: &Desk) -> Result<(), StoreError> {
    // The lock is held over the read: a row that changes meanwhile is taken after it, never overwritten by it.
    let mut model = desk.model();
    let books = model.read_books(&desk.store)?;
    desk.out.tell(sheets(desk, &books));
    watch(desk, &mut model)?;
    let rows = desk.store.bid_rows()?;
    let (lines, crossings) = model.take_rows(&rows);
    desk.out.tell(Event::Bids { lines, crossings });
    waiting(desk)
}

/// The books with their sheets, for the screen.
pub(super) fn sheets(desk: &Desk, books: &Arc<Books>) -> Event {
    let own_offset = desk.own.offset_minutes;
    let today = (desk.now() + TimeDelta::minutes(i64::from(own_offset))).date_naive();
    Event::Books(Arc::new(BookSheets::make(books, Shown { lang: desk.settings().lang, own_offset, today })))
}

/// The books as they were read, in the language of the settings.
pub(super) fn tell_sheets(desk: &Desk) {
    let model = desk.model();
    desk.out.tell(sheets(desk, &model.books()));
}

/// Tells the screen of one bid.
pub(super) fn tell_bid(desk: &Desk, id: &LocalId) -> Result<(), StoreError> {
    let mut model = desk.model();
    let row = desk.store.bid_row(id)?;
    let record = desk.store.bid(id)?.map(Arc::new);
    if model.is_watched(id) || record.as_ref().is_some_and(|record| record.facts.status == BidStatus::Started) {
        watch(desk, &mut model)?;
    }
    let (line, crossings) = model.take_row(id, row.as_ref());
    desk.out.tell(Event::Bid { id: id.clone(), line: line.map(Box::new), record, crossings });
    waiting(desk)
}

/// Where the moments stand since when bids are known to be started and not accepted.
const STARTED_SINCE: &str = "started-since";

/// Looks at the bids in work for the triage strip. The platform doesn't say when a bid was started: the first change of it
/// that this desk read as started counts, and is remembered.
pub(super) fn watch(desk: &Desk, model: &mut super::model::Model) -> Result<(), StoreError> {
    let started = desk.store.started_bids()?;
    let known = desk.store.setting(STARTED_SINCE)?.and_then(|text| serde_json::from_str(&text).ok());
    let known: BTreeMap<LocalId, DateTime<Utc>> = known.unwrap_or_default();
    let now = desk.now();
    let waiting = started.iter().filter(|record| record.facts.accepted_by_driver_at.is_none()).map(|record| {
        let first = record.meta.updated_there.unwrap_or(now).min(now);
        (record.meta.id.clone(), known.get(&record.meta.id).copied().unwrap_or(first))
    });
    let since: BTreeMap<LocalId, DateTime<Utc>> = waiting.collect();
    if since != known {
        let text = serde_json::to_string(&since).map_err(|error| StoreError::Other(error.to_string()))?;
        desk.store.set_setting(STARTED_SINCE, &text)?;
    }
    model.watch(&started, &since.into_iter().collect());
    Ok(())
}

/// Tells the screen of a few bids.
pub(super) fn tell_bids(desk: &Desk, ids: &[LocalId]) {
    for id in ids {
        report(desk, tell_bid(desk, id));
    }
}

/// Tells the screen what waits. Called under the model's lock, so that an older count never overtakes a newer one.
pub(super) fn waiting(desk: &Desk) -> Result<(), StoreError> {
    let counts = desk.store.counts()?;
    desk.out.tell(Event::Waiting(Waiting {
        unsent: counts.unsent,
        rejected: counts.rejected,
        conflicts: counts.conflicts,
    }));
    super::engine_work::tell(desk)?;
    super::links::tell(desk)?;
    super::conflicts::tell(desk)
}

pub(super) fn card(desk: &Desk, id: &LocalId) {
    // Read and told in one turn with the changes: an older reading must not come after a newer one.
    let _turn = desk.model();
    match desk.store.bid(id) {
        Ok(Some(record)) => {
            desk.out.tell(Event::Card(Arc::new(record)));
            super::inform::changes_of(desk, id);
        }
        Ok(None) => {}
        Err(error) => desk.out.notice(ToastLevel::Error, words::store_error(&error)),
    }
}

pub(super) fn for_editor(desk: &Desk, id: &LocalId) {
    match desk.store.bid(id) {
        Ok(Some(record)) => {
            let start = EditorStart::Record(Arc::new(record));
            desk.out.tell(Event::Editor { id: Some(id.clone()), start });
        }
        Ok(None) => desk.out.notice(ToastLevel::Error, words::store_error(&StoreError::NotFound)),
        Err(error) => desk.out.notice(ToastLevel::Error, words::store_error(&error)),
    }
}

/// A kept form: whose it is, and the panel's own JSON.
#[derive(serde::Serialize, serde::Deserialize)]
struct KeptForm {
    id: Option<LocalId>,
    form: String,
}

pub(super) fn kept_form(desk: &Desk) {
    let kept = desk.store.kept_form(FORM).ok().flatten();
    let kept = kept.and_then(|text| serde_json::from_str::<KeptForm>(&text).ok());
    let event = match kept {
        Some(KeptForm { id, form }) => Event::Editor { id, start: EditorStart::Kept(form) },
        None => Event::Editor { id: None, start: EditorStart::Blank },
    };
    desk.out.tell(event);
}

pub(super) fn keep_form(desk: &Desk, id: Option<&LocalId>, form: &str) {
    let kept = KeptForm { id: id.cloned(), form: form.to_owned() };
    let written = serde_json::to_string(&kept)
        .map_err(|error| StoreError::Other(error.to_string()))
        .and_then(|text| desk.store.keep_form(FORM, &text, desk.now()));
    if let Err(error) = written {
        desk.out.notice(ToastLevel::Warn, words::store_error(&error));
    }
}

pub(super) fn drop_form(desk: &Desk) {
    if let Err(error) = desk.store.drop_form(FORM) {
        desk.out.notice(ToastLevel::Warn, words::store_error(&error));
    }
}

pub(super) fn save(desk: &Desk, id: Option<&LocalId>, bid: &Bid, then: AfterSave) {
    let before = id.and_then(|id| desk.store.bid(id).ok().flatten());
    match desk.store.save_bid(id, bid, desk.now()) {
        Ok(record) => {
            let told = tell_bid(desk, &record.meta.id);
            if id.is_none() {
                took(desk, StepTaken::made(MadeAs::Drafts, [record.meta.id.clone()]));
            }
            let way_back = before.and_then(|before| Swap::between(&record.meta.id, &before.bid, &record.bid));
            if let Some(swap) = way_back {
                let step = Step { what: Message::new("life-step-form"), swaps: vec![swap] };
                desk.out.tell(Event::Life(LifeEvent::Saved(Arc::new(step))));
            }
            let waits = record.meta.queued && then != AfterSave::Send;
            let goes = then != AfterSave::Send && desk.settings().rules.goes_at_once(&record);
            let id_saved = record.meta.id.clone();
            desk.out.tell(Event::Saved { asked: id.cloned(), record: Arc::new(record), then });
            report(desk, told);
            if goes {
                queue(desk, &id_saved, OpKind::Create);
            } else if waits && desk.by_interval {
                // What the platform has already gets the change at once, not at the next turn of the clock.
                tokio::spawn(super::exchange::run(desk.clone(), false));
            }
        }
        Err(error) => desk.out.tell(Event::NotSaved(words::store_error(&error))),
    }
}

/// Queues an operation and starts an exchange, so that it goes at once when the network is there.
///
/// A start that crosses another started or waiting bid is refused here: the platform would refuse it too.
pub(super) fn queue(desk: &Desk, id: &LocalId, kind: OpKind) {
    let _queued = queued(desk, id, kind);
}

/// The same as a step of its own, which a person may take back.
pub(super) fn queue_step(desk: &Desk, id: &LocalId, kind: OpKind) {
    let before = desk.store.bid_row(id).ok().flatten().map(|row| row.status);
    // What has put nothing into the outbox has nothing to go back to.
    let ops = queued(desk, id, kind).filter(|ops| !ops.is_empty());
    if let (Some(before), Some(ops), Some(taken)) = (before, ops, taken(kind)) {
        took(desk, StepTaken::of(taken, vec![TakenRow { id: id.clone(), before, queued: ops }]));
    }
}

/// Tells the screen of a step that can be taken back.
pub(super) fn took(desk: &Desk, step: StepTaken) {
    desk.out.tell(Event::Life(LifeEvent::Took(Arc::new(step))));
}

const fn taken(kind: OpKind) -> Option<Taken> {
    match kind {
        OpKind::Create | OpKind::Update => Some(Taken::Sent),
        OpKind::Start => Some(Taken::Started),
        OpKind::Revert => Some(Taken::Reverted),
        OpKind::Cancel => Some(Taken::Cancelled),
        // These are asked for by ways of their own.
        OpKind::Complete | OpKind::Delete | OpKind::Restore => None,
    }
}

/// What was put into the outbox; `None` when it was refused.
fn queued(desk: &Desk, id: &LocalId, kind: OpKind) -> Option<Vec<QueuedOp>> {
    if kind == OpKind::Start {
        match start_is_blocked(desk, id) {
            Ok(None) => {}
            Ok(Some(other)) => {
                let message = other.sentence();
                desk.out.tell(Event::StartBlocked { other: other.row.meta.id, message });
                return None;
            }
            Err(error) => {
                desk.out.notice(ToastLevel::Error, words::store_error(&error));
                return None;
            }
        }
    }
    let queued = desk.store.queue_step(id, kind, desk.now());
    let queued = queued.map_err(|error| desk.out.notice(ToastLevel::Error, words::store_error(&error))).ok()?;
    let told = tell_bid(desk, id);
    let is_told = told.is_ok();
    report(desk, told);
    if is_told {
        let (desk, id) = (desk.clone(), id.clone());
        tokio::spawn(async move {
            if matches!(kind, OpKind::Create | OpKind::Start) {
                super::questions::compare_before_sending(&desk, &id).await;
            }
            if desk.settings().paused_since.is_none() {
                super::exchange::run(desk, true).await;
            }
        });
    }
    Some(queued)
}

fn start_is_blocked(desk: &Desk, id: &LocalId) -> Result<Option<InTheWay>, StoreError> {
    let index = desk.model().index();
    let record = desk.store.bid(id)?.ok_or(StoreError::NotFound)?;
    crossing::blocks_start(&desk.store, &index, id, &record.bid)
}

pub(super) fn delete(desk: &Desk, id: &LocalId) {
    match desk.store.delete_bid(id, desk.now()) {
        Ok(_) => {
            desk.out.tell(Event::Deleted(id.clone()));
            report(desk, tell_bid(desk, id));
        }
        Err(error) => desk.out.notice(ToastLevel::Error, words::store_error(&error)),
    }
}

/// A bid that is deleted in Cargo.Run comes back as another one: both are told.
pub(super) fn take_out_of_bin(desk: &Desk, id: &LocalId) {
    let told = desk.store.take_out_of_bin(id, desk.now()).and_then(|back| {
        tell_bid(desk, id)?;
        let is_same = back == *id;
        let same = || StepTaken::plain(Taken::Restored, [id.clone()]);
        took(desk, if is_same { same() } else { StepTaken::made(MadeAs::Copies, [back.clone()]) });
        let key = if back == *id { "bin-back" } else { "bin-back-as-new" };
        desk.out.notice(ToastLevel::Ok, Message::new(key));
        tell_bid(desk, &back)
    });
    report(desk, told);
}

/// Tells a failure; success has been told already.
pub(super) fn report(desk: &Desk, result: Result<(), StoreError>) {
    if let Err(error) = result {
        desk.out.notice(ToastLevel::Error, words::store_error(&error));
    }
}
