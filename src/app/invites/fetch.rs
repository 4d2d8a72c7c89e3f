//! Events from the receiver into the store: behind the last one that is here, page by page, each page one transaction with
//! the place up to which it came. Whichever side restarts, nothing is passed over and nothing counts twice.

use std::collections::BTreeSet;
use std::time::Duration;

use chrono::{DateTime, Utc};
use serde_json::Value;
use thiserror::Error;

use crate::api::ati::AtiError;
use crate::api::ati::config::Customs;
use crate::api::ati::envelope::{Event, Topic};
use crate::api::ati::relay::{KeptEvent, Page, Relay};
use crate::api::ati::signature;
use crate::domain::invite::Direction;
use crate::store::invites::{Came, Cursor, InviteKey};
use crate::store::{Store, StoreError};

/// Why a fetch ended early. What was taken in before stays.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum FetchError {
    /// The receiver or ATI.SU.
    #[error(transparent)]
    Ati(#[from] AtiError),
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What a fetch brought.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Fetched {
    /// Events that came, repeats among them.
    pub events: usize,
    /// Invitations that changed.
    pub changed: BTreeSet<InviteKey>,
    /// The receiver has no signature key and takes nothing in until it is given one.
    pub needs_keys: bool,
}

/// Takes in everything that the receiver has; with `wait` it may answer up to so much later when there is nothing yet.
///
/// # Errors
/// [`FetchError`].
pub async fn fetch(
    relay: &Relay,
    store: &Store,
    customs: &Customs,
    wait: Duration,
    now: &(dyn Fn() -> DateTime<Utc> + Sync),
) -> Result<Fetched, FetchError> {
    let mut fetched = Fetched::default();
    let mut wait = wait;
    loop {
        let held = store.invite_cursor()?;
        let mut page = relay.events(held.as_ref().map_or(0, |cursor| cursor.seq), wait).await?;
        // Another database of the receiver, or an older copy of it: its numbers begin anew, events are known by themselves.
        if held.is_some_and(|held| held.seq > 0 && (held.epoch != page.epoch || page.last < held.seq)) {
            page = relay.events(0, Duration::ZERO).await?;
        }
        fetched.needs_keys = page.keys == 0;
        fetched.events = fetched.events.saturating_add(page.events.len());
        let more = page.more;
        if let Some(cursor) = cursor_of(&page) {
            let came: Vec<Came> = page.events.iter().map(|event| came(event, customs)).collect();
            fetched.changed.extend(store.take_invites(&came, &cursor, now())?);
        }
        if !more {
            return Ok(fetched);
        }
        wait = Duration::ZERO;
    }
}

fn cursor_of(page: &Page) -> Option<Cursor> {
    Some(Cursor { epoch: page.epoch.clone(), seq: page.events.last()?.seq })
}

/// The direction of a topic, by the names of the settings or of the seed.
#[must_use]
pub fn direction_of(topic: &str, customs: &Customs) -> Option<Direction> {
    let named = Topic::ALL.into_iter().find(|known| customs.topic(*known) == topic);
    named.or_else(|| Topic::of(topic)).map(|topic| match topic {
        Topic::Received => Direction::Received,
        Topic::Sent => Direction::Sent,
    })
}

fn came(event: &KeptEvent, customs: &Customs) -> Came {
    let at = moment(event.action_date.as_deref()).or_else(|| moment(Some(&event.received_at)));
    let read = direction_of(&event.topic, customs)
        .zip(at)
        .and_then(|(direction, at)| of_invite(direction, event.entity_id.clone(), at, &event.entity));
    match read {
        Some((key, at, content)) => Came::Invite { key, at, content },
        None => Came::Raw { seq: event.seq, topic: event.topic.clone(), body: event.entity.to_string() },
    }
}

/// An event of an invitation: which, when, and its content. `None` for what is no record or has no name.
fn of_invite(
    direction: Direction,
    entity_id: Option<String>,
    at: DateTime<Utc>,
    entity: &Value,
) -> Option<(InviteKey, DateTime<Utc>, Option<String>)> {
    // The entity itself has no id; its load is the next best name.
    let load = || match direction {
        Direction::Received => entity.get("load")?.get("id")?.as_str().map(str::to_owned),
        Direction::Sent => entity.get("load_id")?.as_str().map(str::to_owned),
    };
    let entity_id = entity_id.or_else(load)?;
    let content = match entity {
        Value::Null => None,
        Value::Object(_) => Some(entity.to_string()),
        Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) => return None,
    };
    Some((InviteKey { direction, entity: entity_id }, at, content))
}

fn moment(text: Option<&str>) -> Option<DateTime<Utc>> {
    signature::date_of(text?)
}

/// Events that ATI.SU could not bring to the receiver for days, asked for by hand.
///
/// # Errors
/// [`StoreError`] when the database can't be written.
pub fn take_missed(
    store: &Store,
    direction: Direction,
    missed: Vec<Event>,
    now: DateTime<Utc>,
) -> Result<BTreeSet<InviteKey>, StoreError> {
    let came: Vec<_> = missed
        .into_iter()
        .filter_map(|event| {
            of_invite(direction, event.entity_id, moment(event.action_date.as_deref()).unwrap_or(now), &event.entity)
        })
        .collect();
    store.take_missed_invites(&came, now)
}
