//! Conflicts for the screen: the cases, half-made choices on disk, and decisions with the server read right before.

use std::sync::Arc;
use std::time::Duration;

use super::{Desk, books, exchange, words};
use crate::app::conflicts::carry::{Carried, carry_out, take_back};
use crate::app::conflicts::{Case, Choices};
use crate::app::event::Event;
use crate::app::state::{Link, ToastLevel};
use crate::domain::id::{LocalId, RecordKind};
use crate::domain::record::RecordState;
use crate::store::StoreError;
use crate::sync::SyncError;
use crate::words::Message;

/// A decision may be taken back for this long before it is sent: as long as its notice stays.
const UNDO: Duration = Duration::from_secs(6);
/// Half-made choices are kept beside half-typed forms.
const FORM: &str = "conflict:";

/// Tells the screen all conflicts, and which choices are no longer needed because both sides are equal.
pub(super) fn tell(desk: &Desk) -> Result<(), StoreError> {
    let cases = Case::all(&desk.store)?;
    let mut kept = Vec::new();
    let mut settled = Vec::new();
    for (key, text) in desk.store.kept_forms(FORM)? {
        let id = LocalId::new(key.trim_start_matches(FORM));
        if cases.iter().any(|case| *case.id() == id) || !is_settled(desk, &id)? {
            kept.extend(serde_json::from_str::<Choices>(&text).ok().map(|choices| (id, choices)));
        } else {
            desk.store.drop_form(&key)?;
            settled.push(id);
        }
    }
    desk.out.tell(Event::Conflicts { cases: Arc::new(cases), kept, settled });
    Ok(())
}

/// Equal on both sides, or gone.
fn is_settled(desk: &Desk, id: &LocalId) -> Result<bool, StoreError> {
    let state = match desk.store.bid_row(id)? {
        Some(row) => Some(row.meta.state),
        None => desk.store.book(id)?.map(|record| record.meta.state),
    };
    Ok(state.is_none_or(|state| matches!(state, RecordState::Clean | RecordState::Tombstone)))
}

pub(super) fn keep(desk: &Desk, id: &LocalId, choices: &Choices) {
    let key = format!("{FORM}{id}");
    let written = serde_json::to_string(choices)
        .map_err(|error| StoreError::Other(error.to_string()))
        .and_then(|text| desk.store.keep_form(&key, &text, desk.now()));
    if let Err(error) = written {
        desk.out.notice(ToastLevel::Warn, words::store_error(&error));
    }
}

/// Reads the server, then writes the decision down if nothing has moved there. Without a network the decision is written
/// all the same: the sending reads the server again in any case, and a change there becomes a conflict anew.
pub(super) async fn resolve(desk: Desk, kind: RecordKind, id: LocalId, choices: Choices) {
    if let Some(connected) = desk.connected() {
        match connected.engine.look_again(kind, &id).await {
            Ok(()) => desk.out.tell(Event::Link(Link::Online)),
            Err(SyncError::Api(error)) if error.is_offline() => {
                desk.out.tell(Event::Link(Link::Offline(words::api_error(&error))));
            }
            Err(error) => tracing::warn!(%error, %id, "the record could not be read before its decision"),
        }
    }
    let (work, record, picked) = (desk.clone(), id.clone(), choices.clone());
    let carried = tokio::task::spawn_blocking(move || {
        let carried = carry_out(&work.store, &record, &choices, work.now());
        tell_record(&work, kind, &record, matches!(&carried, Ok(Carried::Done(case)) if case.gone));
        carried
    })
    .await;
    let Ok(carried) = carried else { return };
    match carried {
        Ok(Carried::Done(case)) => {
            desk.out.tell(Event::Decided(case, Box::new(picked)));
            tokio::time::sleep(UNDO).await;
            exchange::run(desk, true).await;
        }
        Ok(Carried::Moved) => desk.out.tell(Event::ConflictMoved(id)),
        Ok(Carried::Over) => desk.out.tell(Event::NotDecided(id, Message::new("conflicts-over"))),
        Err(error) => desk.out.tell(Event::NotDecided(id, words::store_error(&error))),
    }
}

pub(super) fn undo(desk: &Desk, kind: RecordKind, id: &LocalId, gone: bool) {
    match take_back(&desk.store, kind, id, gone, desk.now()) {
        Ok(()) => {
            tell_record(desk, kind, id, gone);
            desk.out.notice(ToastLevel::Ok, Message::new("conflicts-taken-back"));
        }
        Err(StoreError::NotEditable(_) | StoreError::NotFound) => {
            desk.out.notice(ToastLevel::Warn, Message::new("conflicts-too-late"));
        }
        Err(error) => desk.out.notice(ToastLevel::Error, words::store_error(&error)),
    }
}

/// Tells the screen of a record that was decided. Books are shown everywhere, and a kept bid is a new one: then all.
fn tell_record(desk: &Desk, kind: RecordKind, id: &LocalId, all: bool) {
    if all || kind != RecordKind::Bid {
        return books::load_all(desk);
    }
    if let Err(error) = books::tell_bid(desk, id) {
        desk.out.notice(ToastLevel::Error, words::store_error(&error));
    }
}
