//! Steps of bids' lives on their way back and again: how each bid goes back is worked out over the bids as they are stored at that
//! moment, what is here alone is done at once, what the platform is to be asked for only after a person has said yes.

use std::collections::HashMap;
use std::sync::Arc;

use super::life::{self, send, tell_many};
use super::{Desk, words};
use crate::app::crossing;
use crate::app::event::Event;
use crate::app::life::ask::{Done, LifeEvent, RowResult};
use crate::app::life::back::{StepTaken, TakenRow, Turned, no_way, will_key};
use crate::app::life::plan::{self, Outcome};
use crate::app::life::wish::PreviewRow;
use crate::domain::action::Action;
use crate::domain::id::LocalId;
use crate::domain::undoing::{NoWay, Queued, Standing, Taken, Way, way};
use crate::store::StoreError;
use crate::store::model::BidRecord;
use crate::words::Message;

/// A bid of a step as it stands now; `None`: it is no longer stored.
struct Row<'a> {
    taken: &'a TakenRow,
    found: Option<Found>,
}

struct Found {
    record: BidRecord,
    queued: Queued,
    way: Way,
}

/// Takes a step back; what needs the platform is only shown until it is `confirmed`.
pub(super) fn take_back(desk: &Desk, step: &Arc<StepTaken>, confirmed: bool) {
    let turned = rows(desk, step).and_then(|rows| {
        let asks = |row: &Row<'_>| matches!(&row.found, Some(Found { way: Way::Opposite(_), .. }));
        if !confirmed && rows.iter().any(asks) {
            let rows = rows.iter().map(|row| preview(desk, row)).collect::<Result<Vec<_>, _>>()?;
            tell(desk, LifeEvent::AskBack(Arc::clone(step), Arc::new(rows)));
            return Ok(());
        }
        carry_out(desk, step, &rows)
    });
    if let Err(error) = turned {
        tell(desk, LifeEvent::NotTurned(Arc::clone(step), words::store_error(&error)));
    }
}

/// Takes a step that was taken back again.
pub(super) fn take_again(desk: &Desk, step: &Arc<StepTaken>) {
    let again = match (step.taken, &step.completion) {
        (Taken::Completed, Some(completion)) => step.rows.first().map_or(Ok(Vec::new()), |row| {
            let taken = life::completed(desk, &row.id, completion)?;
            Ok(vec![(result(desk, &row.id, Outcome::Done), Some(taken))])
        }),
        _ => Ok(step.rows.iter().map(|row| again(desk, step.taken, &row.id)).collect()),
    };
    let told = again.and_then(|made| {
        let (results, rows): (Vec<_>, Vec<_>) = made.into_iter().unzip();
        let rows: Vec<TakenRow> = rows.into_iter().flatten().collect();
        tell_many(desk, &rows.iter().map(|row| row.id.clone()).collect::<Vec<_>>())?;
        let any = !rows.is_empty();
        let again = any.then(|| Arc::new(StepTaken { rows, ..StepTaken::clone(step) }));
        let done = Done { what: title(desk, "redo-title", step), step: None, rows: Arc::new(results) };
        tell(desk, LifeEvent::Turned(Arc::clone(step), Turned { done, later: Vec::new(), again }));
        if any {
            send(desk);
        }
        Ok(())
    });
    if let Err(error) = told {
        tell(desk, LifeEvent::NotTurned(Arc::clone(step), words::store_error(&error)));
    }
}

fn again(desk: &Desk, taken: Taken, id: &LocalId) -> (RowResult, Option<TakenRow>) {
    let action = match taken {
        Taken::Made | Taken::Restored => Action::Restore,
        Taken::Sent => Action::Send,
        Taken::Started => Action::Start,
        Taken::Reverted => Action::Revert,
        Taken::Cancelled => Action::Cancel,
        Taken::Deleted => Action::Delete,
        // Without its words there is nothing to end it with.
        Taken::Completed => Action::Complete,
    };
    let row = life::step_rows(desk, action, std::slice::from_ref(id)).map(|mut rows| rows.pop());
    let refused = |outcome, other| (RowResult { other, ..result(desk, id, outcome) }, None);
    match row {
        Ok(Some(PreviewRow { outcome: Outcome::Done, .. })) => match life::one_step(desk, action, id) {
            Ok(taken) => (result(desk, id, Outcome::Done), Some(taken)),
            Err(error) => refused(Outcome::Refused(words::store_error(&error)), None),
        },
        Ok(Some(row)) => refused(row.outcome, row.other),
        Ok(None) => refused(Outcome::Refused(words::store_error(&StoreError::NotFound)), None),
        Err(error) => refused(Outcome::Refused(words::store_error(&error)), None),
    }
}

fn rows<'a>(desk: &Desk, step: &'a StepTaken) -> Result<Vec<Row<'a>>, StoreError> {
    let ids: Vec<LocalId> = step.rows.iter().map(|row| row.id.clone()).collect();
    let records = desk.store.bids(&ids)?;
    let mut by_id: HashMap<LocalId, BidRecord> =
        records.into_iter().map(|record| (record.meta.id.clone(), record)).collect();
    let found = |row: &TakenRow| -> Result<Option<Found>, StoreError> {
        let Some(record) = by_id.remove(&row.id) else { return Ok(None) };
        let queued = desk.store.where_stands(&row.id, step.taken, &row.queued)?;
        let way = way(
            step.taken,
            &Standing {
                before: &row.before,
                status: &record.facts.status,
                state: record.meta.state,
                busy: record.meta.queued,
                on_platform: record.meta.remote_id.is_some(),
                deleted_there: record.facts.deleted,
                queued,
            },
        );
        Ok(Some(Found { record, queued, way }))
    };
    let mut found = found;
    step.rows.iter().map(|taken| Ok(Row { taken, found: found(taken)? })).collect()
}

/// What would come of a bid, in words.
fn preview(desk: &Desk, row: &Row<'_>) -> Result<PreviewRow, StoreError> {
    let id = row.taken.id.clone();
    let none = |outcome| PreviewRow {
        id: id.clone(),
        name: String::new(),
        change: String::new(),
        outcome,
        warnings: Vec::new(),
        other: None,
    };
    let Some(Found { record, way, .. }) = &row.found else {
        return Ok(none(Outcome::Refused(words::store_error(&StoreError::NotFound))));
    };
    let named = |outcome, will: &'static str, other| PreviewRow {
        name: plan::name(record),
        change: if will.is_empty() { String::new() } else { desk.settings().lang.text(will) },
        other,
        ..none(outcome)
    };
    Ok(match way {
        Way::Already => named(Outcome::Same, "", None),
        Way::No(why) => named(Outcome::Refused(no_way(*why)), "", None),
        Way::Here => named(Outcome::Done, will_key(None), None),
        Way::Opposite(action) => match stands_in_the_way(desk, *action, record)? {
            Some((why, other)) => named(Outcome::Refused(why), "", Some(other)),
            None => named(Outcome::Done, will_key(Some(*action)), None),
        },
    })
}

/// A bid that is started again may meet another one by now.
fn stands_in_the_way(
    desk: &Desk,
    action: Action,
    record: &BidRecord,
) -> Result<Option<(Message, LocalId)>, StoreError> {
    if action != Action::Start {
        return Ok(None);
    }
    let index = desk.model().index();
    let blocking = crossing::blocks_start(&desk.store, &index, &record.meta.id, &record.bid)?;
    Ok(blocking.map(|other| (other.sentence(), other.row.meta.id)))
}

fn carry_out(desk: &Desk, step: &Arc<StepTaken>, rows: &[Row<'_>]) -> Result<(), StoreError> {
    let mut results = Vec::with_capacity(rows.len());
    let (mut touched, mut later) = (Vec::new(), Vec::new());
    let mut goes = false;
    for row in rows {
        let id = &row.taken.id;
        let mut other = None;
        let outcome = match &row.found {
            None => Outcome::Refused(words::store_error(&StoreError::NotFound)),
            Some(found) => match found.way {
                Way::Already => Outcome::Same,
                Way::No(why) => refused(why, id, &mut later),
                Way::Here => match here(desk, step.taken, row.taken, found.queued) {
                    Ok(true) => Outcome::Done,
                    // It went out between two looks.
                    Ok(false) => refused(NoWay::OnTheWire, id, &mut later),
                    Err(error) => Outcome::Refused(words::store_error(&error)),
                },
                Way::Opposite(action) => match stands_in_the_way(desk, action, &found.record)? {
                    Some((why, blocking)) => {
                        other = Some(blocking);
                        Outcome::Refused(why)
                    }
                    None => match life::one_step(desk, action, id) {
                        Ok(_) => {
                            goes = true;
                            Outcome::Done
                        }
                        Err(error) => Outcome::Refused(words::store_error(&error)),
                    },
                },
            },
        };
        if outcome == Outcome::Done {
            touched.push(id.clone());
        }
        let name = row.found.as_ref().map_or_else(String::new, |found| plan::name(&found.record));
        results.push(RowResult { id: id.clone(), name, outcome, other });
    }
    tell_many(desk, &touched)?;
    let done = Done { what: title(desk, "undo-title", step), step: None, rows: Arc::new(results) };
    tell(desk, LifeEvent::Turned(Arc::clone(step), Turned { done, later, again: None }));
    if goes {
        send(desk);
    }
    Ok(())
}

fn refused(why: NoWay, id: &LocalId, later: &mut Vec<LocalId>) -> Outcome {
    if why.may_pass() {
        later.push(id.clone());
    }
    Outcome::Refused(no_way(why))
}

/// What needs no platform. False when there was nothing left to do here.
fn here(desk: &Desk, taken: Taken, row: &TakenRow, queued: Queued) -> Result<bool, StoreError> {
    match taken {
        Taken::Restored if queued == Queued::Waits => desk.store.take_back_restoring(&row.id),
        Taken::Made | Taken::Restored => desk.store.delete_bid(&row.id, desk.now()).map(|_| true),
        Taken::Deleted => desk.store.restore_bid(&row.id, desk.now()).map(|_| true),
        Taken::Sent | Taken::Started | Taken::Reverted | Taken::Cancelled | Taken::Completed => {
            desk.store.take_back_queued(&row.id, &row.queued)
        }
    }
}

fn result(desk: &Desk, id: &LocalId, outcome: Outcome) -> RowResult {
    let record = desk.store.bid(id).ok().flatten();
    let name = record.map_or_else(String::new, |record| plan::name(&record));
    RowResult { id: id.clone(), name, outcome, other: None }
}

fn title(desk: &Desk, key: &'static str, step: &StepTaken) -> Message {
    Message::new(key).with("what", desk.settings().lang.say(&step.name()))
}

fn tell(desk: &Desk, event: LifeEvent) {
    desk.out.tell(Event::Life(event));
}
