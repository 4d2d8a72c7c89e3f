//! Changes of bids: worked out, written in one transaction, told in one event, sent at once.

use std::collections::HashMap;
use std::sync::Arc;

use super::{Desk, back, blocking, books, saving, task, words};
use crate::app::crossing;
use crate::app::event::Event;
use crate::app::life::ask::{Done, Edits, LifeEffect, LifeEvent, Lines, RowResult};
use crate::app::life::back::{MadeAs, StepTaken, TakenRow};
use crate::app::life::plan::{self, Ground, Outcome, PlannedRow};
use crate::app::life::step::{Step, Swap};
use crate::app::life::wish::{self, Later, PreviewRow, Wish};
use crate::app::life::words as life_words;
use crate::app::settings_list::{SavedView, views_of_text, views_to_text};
use crate::app::state::ToastLevel;
use crate::domain::action::{self, Action};
use crate::domain::bid::{Bid, BidStatus};
use crate::domain::completion::Completion;
use crate::domain::id::LocalId;
use crate::domain::undoing::Taken;
use crate::store::model::{BidRecord, BidRow, OpKind};
use crate::store::{BidWrite, Restored, StoreError, Written};
use crate::words::Message;

/// Above so many bids only the open card's document is told: the others are read when they are opened.
const RECORDS_TOLD: usize = 1;

pub(super) fn carry_out(desk: &Desk, effect: LifeEffect) {
    match effect {
        LifeEffect::Change(edits) => blocking(desk, move |desk| change(desk, edits)),
        LifeEffect::Preview(wish) => blocking(desk, move |desk| preview(desk, wish)),
        LifeEffect::Carry(wish) => blocking(desk, move |desk| carry(desk, wish)),
        LifeEffect::Restore(id) => blocking(desk, move |desk| restore(desk, &id)),
        LifeEffect::Clone(id) => blocking(desk, move |desk| copy(desk, &id)),
        LifeEffect::EmptyRun(id) => blocking(desk, move |desk| empty_run(desk, &id)),
        LifeEffect::Complete(id, completion) => blocking(desk, move |desk| complete(desk, &id, &completion)),
        LifeEffect::ExportViews(views) => task(desk, move |desk| export_views(desk, views)),
        LifeEffect::ImportViews => task(desk, import_views),
        LifeEffect::TakeBack(step) => blocking(desk, move |desk| back::take_back(desk, &step, false)),
        LifeEffect::TakeAgain(step) => blocking(desk, move |desk| back::take_again(desk, &step)),
        LifeEffect::SendSaved(id) => blocking(desk, move |desk| books::queue(desk, &id, OpKind::Create)),
        LifeEffect::PutBack { step, again } => blocking(desk, move |desk| put_back(desk, &step, again)),
    }
}

fn tell(desk: &Desk, event: LifeEvent) {
    desk.out.tell(Event::Life(event));
}

fn change(desk: &Desk, edits: Edits) {
    match planned(desk, &edits).and_then(|rows| write(desk, edits.what, rows)) {
        Ok(done) => tell(desk, LifeEvent::Changed(done)),
        Err(error) => tell(desk, LifeEvent::Failed(words::store_error(&error))),
    }
}

/// What the changes would do to the bids as they are now.
pub(super) fn planned(desk: &Desk, edits: &Edits) -> Result<Vec<PlannedRow>, StoreError> {
    let ids: Vec<LocalId> = edits.rows.iter().map(|edit| edit.id.clone()).collect();
    let records = desk.store.bids(&ids)?;
    let index = desk.model().index();
    let settings = desk.settings();
    let others = |id: &LocalId| other(desk, id);
    let ground = Ground { index: &index, others: &others, rules: &settings.rules, lang: settings.lang };
    Ok(plan::plan(&records, &edits.rows, &ground))
}

/// Status and name of a bid whose dates cross those of a changed one.
fn other(desk: &Desk, id: &LocalId) -> Option<(BidStatus, String)> {
    let row = desk.store.bid_row(id).ok().flatten()?;
    let name = row.meta.remote_id.map_or_else(|| row.route.join(" → "), |number| format!("№\u{a0}{number}"));
    Some((row.status, name))
}

/// Takes a step back: each bid as it was, unless the same thing was changed since.
fn put_back(desk: &Desk, step: &Step, again: bool) {
    let ids: Vec<LocalId> = step.swaps.iter().map(|swap| swap.id.clone()).collect();
    let rules = desk.settings().rules;
    let done = desk.store.bids(&ids).and_then(|records| {
        let by_id: HashMap<_, _> = records.iter().map(|record| (&record.meta.id, record)).collect();
        let rows = step.swaps.iter().filter_map(|swap| {
            let record = by_id.get(&swap.id)?;
            Some(plan::row_to(record, back(swap, record), &rules))
        });
        write(desk, step.what.clone(), rows.collect())
    });
    match done {
        Ok(done) => tell(desk, LifeEvent::PutBack { done, again }),
        Err(error) => tell(desk, LifeEvent::Failed(words::store_error(&error))),
    }
}

fn back(swap: &Swap, record: &BidRecord) -> Result<Bid, Message> {
    if !record.meta.state.takes_sending() {
        return Err(life_words::closed(record.meta.state));
    }
    swap.taken_back(&record.bid).ok_or_else(|| Message::new("life-changed-since"))
}

/// Writes what can be written, tells the screen and sends. The way back is what was really written.
pub(super) fn write(desk: &Desk, what: Message, mut rows: Vec<PlannedRow>) -> Result<Done, StoreError> {
    let writes: Vec<BidWrite> = rows.iter().filter_map(PlannedRow::write).collect();
    let written = desk.store.write_bids(&writes, desk.now())?;
    let doing = rows.iter_mut().filter(|row| row.outcome == Outcome::Done);
    for (row, written) in doing.zip(&written) {
        row.outcome = match written {
            Written::Done => Outcome::Done,
            Written::Same => Outcome::Same,
            Written::Moved => Outcome::Refused(Message::new("life-changed-since")),
            Written::Closed(state) => Outcome::Refused(life_words::closed(*state)),
            Written::Gone => Outcome::Refused(words::store_error(&StoreError::NotFound)),
        };
    }
    let done = rows.iter().filter(|row| row.outcome == Outcome::Done);
    let swaps: Vec<Swap> = done.clone().filter_map(|row| Swap::between(&row.id, &row.before, &row.after)).collect();
    let ids: Vec<LocalId> = done.clone().map(|row| row.id.clone()).collect();
    let goes = done.clone().any(|row| row.send);
    let step = (!swaps.is_empty()).then(|| Arc::new(Step { what: what.clone(), swaps }));
    tell_many(desk, &ids)?;
    if goes {
        send(desk);
    }
    let results = rows.into_iter().map(|row| RowResult {
        id: row.id,
        name: row.name,
        other: row.other.filter(|_| matches!(row.outcome, Outcome::Refused(_))),
        outcome: row.outcome,
    });
    Ok(Done { what, step, rows: Arc::new(results.collect()) })
}

/// What was queued goes at once, unless the exchange is paused.
pub(super) fn send(desk: &Desk) {
    if desk.settings().paused_since.is_none() {
        tokio::spawn(super::exchange::run(desk.clone(), false));
    }
}

/// Tells the screen of many bids in one event: one walk over the list, one count of crossings.
pub(super) fn tell_many(desk: &Desk, ids: &[LocalId]) -> Result<(), StoreError> {
    let mut model = desk.model();
    let rows = desk.store.bid_rows_by_id(ids)?;
    if rows.iter().any(|row| row.status == BidStatus::Started || model.is_watched(&row.meta.id)) {
        books::watch(desk, &mut model)?;
    }
    let records = if ids.len() <= RECORDS_TOLD { desk.store.bids(ids)? } else { Vec::new() };
    let (lines, crossings) = model.take_some(ids, &rows);
    let records = records.into_iter().map(Arc::new).collect();
    tell(desk, LifeEvent::Lines(Lines { lines, crossings, records }));
    books::waiting(desk)
}

/// What would come of a wish, in words.
fn preview(desk: &Desk, wish: Wish) {
    let rows = match &wish {
        Wish::Edits(edits) => planned(desk, edits).map(|rows| in_words(desk, rows)),
        Wish::Later(later) => {
            later_edits(desk, later).and_then(|edits| planned(desk, &edits)).map(|rows| in_words(desk, rows))
        }
        Wish::Steps(action, ids) => step_rows(desk, *action, ids),
        // It comes with its rows.
        Wish::Back(_) => return,
    };
    match rows {
        Ok(rows) => tell(desk, LifeEvent::Previewed(wish, Arc::new(rows))),
        Err(error) => tell(desk, LifeEvent::Failed(words::store_error(&error))),
    }
}

fn carry(desk: &Desk, wish: Wish) {
    match wish {
        Wish::Edits(edits) => change(desk, edits),
        Wish::Later(later) => match later_edits(desk, &later) {
            Ok(edits) => change(desk, edits),
            Err(error) => tell(desk, LifeEvent::Failed(words::store_error(&error))),
        },
        Wish::Steps(action, ids) => steps(desk, action, &ids),
        Wish::Back(step) => back::take_back(desk, &step, true),
    }
}

fn later_edits(desk: &Desk, later: &Later) -> Result<Edits, StoreError> {
    Ok(later.edits(&desk.store.bid_rows_of(&later.from)?))
}

fn in_words(desk: &Desk, rows: Vec<PlannedRow>) -> Vec<PreviewRow> {
    let books = desk.model().books();
    let lang = desk.settings().lang;
    let row = |row: PlannedRow| PreviewRow {
        change: life_words::differences(&row.before, &row.after, &books, lang),
        id: row.id,
        name: row.name,
        outcome: row.outcome,
        warnings: row.warnings,
        other: row.other,
    };
    rows.into_iter().map(row).collect()
}

/// What would come of a step, bid by bid: by the rules of its status, and of a start by the bids in its way.
pub(super) fn step_rows(desk: &Desk, action: Action, ids: &[LocalId]) -> Result<Vec<PreviewRow>, StoreError> {
    let index = desk.model().index();
    let mut rows = Vec::with_capacity(ids.len());
    for record in desk.store.bids(ids)? {
        let meta = &record.meta;
        let mut other = None;
        let mut outcome = match action::allowed(action, &record.facts.status, meta.state, meta.queued) {
            Ok(()) => Outcome::Done,
            Err(refusal) => Outcome::Refused(life_words::step_refusal(refusal)),
        };
        if action == Action::Start
            && outcome == Outcome::Done
            && let Some(blocking) = crossing::blocks_start(&desk.store, &index, &meta.id, &record.bid)?
        {
            outcome = Outcome::Refused(blocking.sentence());
            other = Some(blocking.row.meta.id);
        }
        let name = plan::name(&record);
        rows.push(PreviewRow {
            id: meta.id.clone(),
            name,
            change: String::new(),
            outcome,
            warnings: Vec::new(),
            other,
        });
    }
    Ok(rows)
}

/// Asks a step of many bids: those that can't take it are told, the others are queued one by one and told together.
fn steps(desk: &Desk, action: Action, ids: &[LocalId]) {
    let rows = match step_rows(desk, action, ids) {
        Ok(rows) => rows,
        Err(error) => return tell(desk, LifeEvent::Failed(words::store_error(&error))),
    };
    let mut results = Vec::with_capacity(rows.len());
    let (mut touched, mut taken) = (Vec::new(), Vec::new());
    for row in rows {
        let outcome = match row.outcome {
            Outcome::Done => match one_step(desk, action, &row.id) {
                Ok(one) => {
                    touched.extend([row.id.clone(), one.id.clone()]);
                    taken.push(one);
                    Outcome::Done
                }
                Err(error) => Outcome::Refused(words::store_error(&error)),
            },
            other => other,
        };
        results.push(RowResult { id: row.id, name: row.name, outcome, other: row.other });
    }
    touched.dedup();
    let step = Taken::of(action)
        .filter(|_| !taken.is_empty())
        .map(|what| Arc::new(StepTaken { made: MadeAs::Copies, ..StepTaken::of(what, taken) }));
    let told = tell_many(desk, &touched);
    let what = Message::new(wish::step_key(action));
    tell(desk, LifeEvent::Stepped(Done { what, step: None, rows: Arc::new(results) }, step));
    books::report(desk, told);
    if !touched.is_empty() {
        send(desk);
    }
}

/// One step; answers the bid that it made, or the same, with what has to be known to take it back.
pub(super) fn one_step(desk: &Desk, action: Action, id: &LocalId) -> Result<TakenRow, StoreError> {
    let now = desk.now();
    let before = desk.store.bid_row(id)?.ok_or(StoreError::NotFound)?.status;
    let row = |id: LocalId, queued| TakenRow { id, before: before.clone(), queued };
    let op = match action {
        Action::Send => OpKind::Create,
        Action::Start => OpKind::Start,
        Action::Revert => OpKind::Revert,
        Action::Cancel => OpKind::Cancel,
        Action::Delete => return desk.store.delete_bid(id, now).map(|_| row(id.clone(), Vec::new())),
        Action::Restore => return desk.store.restore_bid(id, now).map(|_| row(id.clone(), Vec::new())),
        Action::Clone => return desk.store.copy_bid(id, now).map(|copy| row(copy, Vec::new())),
        // These need a form each.
        Action::Edit | Action::Complete => return Err(StoreError::NotFound),
    };
    desk.store.queue_step(id, op, now).map(|queued| row(id.clone(), queued))
}

fn restore(desk: &Desk, id: &LocalId) {
    match desk.store.restore_bid(id, desk.now()) {
        Ok(restored) => {
            let key = match restored {
                Restored::Here => "bin-back",
                Restored::Queued => "life-restore-queued",
            };
            desk.out.notice(ToastLevel::Ok, Message::new(key));
            books::took(desk, StepTaken::plain(Taken::Restored, [id.clone()]));
            books::report(desk, tell_many(desk, std::slice::from_ref(id)));
            if restored == Restored::Queued {
                send(desk);
            }
        }
        Err(error) => tell(desk, LifeEvent::Failed(words::store_error(&error))),
    }
}

fn complete(desk: &Desk, id: &LocalId, completion: &Completion) {
    let taken = completed(desk, id, completion).and_then(|taken| {
        tell_many(desk, std::slice::from_ref(id))?;
        Ok(taken)
    });
    match taken {
        Ok(taken) => {
            let completion = Some(Box::new(completion.clone()));
            books::took(desk, StepTaken { completion, ..StepTaken::of(Taken::Completed, vec![taken]) });
            send(desk);
        }
        Err(error) => tell(desk, LifeEvent::Failed(words::store_error(&error))),
    }
}

/// Queues the ending of a bid by hand.
pub(super) fn completed(desk: &Desk, id: &LocalId, completion: &Completion) -> Result<TakenRow, StoreError> {
    let before = desk.store.bid_row(id)?.ok_or(StoreError::NotFound)?.status;
    let queued = desk.store.queue_completion(id, completion, desk.now())?;
    Ok(TakenRow { id: id.clone(), before, queued })
}

/// A copy stands in the form at once: its dates are what a person changes first.
fn copy(desk: &Desk, id: &LocalId) {
    made(desk, MadeAs::Copies, desk.store.copy_bid(id, desk.now()));
}

fn made(desk: &Desk, as_what: MadeAs, made: Result<LocalId, StoreError>) {
    match made {
        Ok(id) => {
            books::took(desk, StepTaken::made(as_what, [id.clone()]));
            books::report(desk, tell_many(desk, std::slice::from_ref(&id)));
            books::for_editor(desk, &id);
        }
        Err(error) => tell(desk, LifeEvent::Failed(words::store_error(&error))),
    }
}

/// A draft of the way from where the truck ends its bid before this one to where this one begins.
fn empty_run(desk: &Desk, id: &LocalId) {
    match before_and_after(desk, id) {
        Ok(Some((before, after))) => match crate::domain::empty_run::between(before.as_ref(), &after) {
            Ok(run) => {
                made(desk, MadeAs::Drafts, desk.store.save_bid(None, &run, desk.now()).map(|record| record.meta.id));
            }
            Err(why) => tell(desk, LifeEvent::Failed(life_words::no_empty_run(why))),
        },
        Ok(None) => tell(desk, LifeEvent::Failed(words::store_error(&StoreError::NotFound))),
        Err(error) => tell(desk, LifeEvent::Failed(words::store_error(&error))),
    }
}

/// A bid, and the one that its truck ends last before it.
fn before_and_after(desk: &Desk, id: &LocalId) -> Result<Option<(Option<Bid>, Bid)>, StoreError> {
    let Some(record) = desk.store.bid(id)? else { return Ok(None) };
    let Some((car, first)) = record.bid.car.clone().zip(record.bid.first_utc()) else {
        return Ok(Some((None, record.bid)));
    };
    let rows = desk.store.bid_rows_of(&car)?;
    let ended = |row: &&BidRow| {
        row.meta.id != *id
            && row.car.as_ref() == Some(&car)
            && row.status.occupies_resources()
            && row.last_utc.is_some_and(|last| last <= first)
    };
    let before = rows.iter().filter(ended).max_by_key(|row| row.last_utc).map(|row| row.meta.id.clone());
    let before = before.map(|id| desk.store.bid(&id)).transpose()?.flatten();
    Ok(Some((before.map(|record| record.bid), record.bid)))
}

async fn export_views(desk: Desk, views: Vec<SavedView>) {
    let write = move |path: &std::path::Path| saving::put(path, views_to_text(&views).as_bytes());
    saving::save(&desk, ("cargorun-views", "json"), "views-exported", write).await;
}

/// A file larger than this is none of views, bytes.
const LARGEST_VIEWS: u64 = 1_000_000;

async fn import_views(desk: Desk) {
    let Some(file) = rfd::AsyncFileDialog::new().add_filter("JSON", &["json"]).pick_file().await else { return };
    let path = file.path().to_path_buf();
    let read = tokio::task::spawn_blocking(move || {
        let size = std::fs::metadata(&path)?.len();
        if size > LARGEST_VIEWS { Ok(String::new()) } else { std::fs::read_to_string(&path) }
    });
    let found = read.await.ok().and_then(Result::ok).and_then(|text| views_of_text(&text));
    match found {
        Some(views) => tell(&desk, LifeEvent::Views(views)),
        None => desk.out.notice(ToastLevel::Error, Message::new("views-not-a-file")),
    }
}
