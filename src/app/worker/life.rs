//! Changes of bids: worked out, written in one transaction, told in one event, sent at once.

use std::collections::HashMap;
use std::sync::Arc;

use super::{Desk, blocking, books, words};
use crate::app::event::Event;
use crate::app::life::ask::{Done, Edits, LifeEffect, LifeEvent, Lines, RowResult};
use crate::app::life::plan::{self, Ground, Outcome, PlannedRow};
use crate::app::life::step::{Step, Swap};
use crate::app::life::words as life_words;
use crate::domain::bid::{Bid, BidStatus};
use crate::domain::id::LocalId;
use crate::store::model::BidRecord;
use crate::store::{BidWrite, StoreError, Written};
use crate::words::Message;

/// Above so many bids only the open card's document is told: the others are read when they are opened.
const RECORDS_TOLD: usize = 1;

pub(super) fn carry_out(desk: &Desk, effect: LifeEffect) {
    match effect {
        LifeEffect::Change(edits) => blocking(desk, move |desk| change(desk, edits)),
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
    let rules = desk.settings().rules;
    let others = |id: &LocalId| other(desk, id);
    let ground = Ground { index: &index, others: &others, rules: &rules };
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
    let records = if ids.len() <= RECORDS_TOLD { desk.store.bids(ids)? } else { Vec::new() };
    let (lines, crossings) = model.take_some(ids, &rows);
    let records = records.into_iter().map(Arc::new).collect();
    tell(desk, LifeEvent::Lines(Lines { lines, crossings, records }));
    books::waiting(desk)
}
