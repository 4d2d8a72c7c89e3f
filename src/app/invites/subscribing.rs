//! Subscriptions of ATI.SU: made once an address, their keys given to the receiver, what was missed asked for. The same for
//! the window and the command line.

use chrono::{DateTime, Utc};
use secrecy::SecretString;

use super::fetch::{self, FetchError, Fetched};
use super::state::SubscriptionLine;
use crate::api::ati::AtiError;
use crate::api::ati::client::{Client, Subscription, SubscriptionState};
use crate::api::ati::config::Customs;
use crate::api::ati::envelope::Topic;
use crate::api::ati::relay::Relay;
use crate::receiver::callback;
use crate::store::Store;

/// Subscribes to both topics at the receiver's address. One address is one subscription: what is there already stays.
///
/// # Errors
/// [`AtiError`].
pub async fn subscribe(
    client: &Client,
    customs: &Customs,
    address: &str,
    token: &SecretString,
) -> Result<Vec<Subscription>, AtiError> {
    let known = client.subscriptions().await?;
    let mut made = Vec::new();
    for topic in Topic::ALL {
        let wanted = callback(address, customs.topic(topic), token);
        let is_there = |one: &&Subscription| one.callback.as_deref() == Some(wanted.as_str()) && !is_ended(&one.state);
        if let Some(there) = known.iter().find(is_there) {
            made.push(there.clone());
        } else {
            let id = client.subscribe(topic, &wanted).await?;
            made.push(client.subscription(&id).await?);
        }
    }
    Ok(made)
}

/// Gives the receiver the keys that are known, else those that ATI.SU tells; false when there is none.
///
/// # Errors
/// [`AtiError`].
pub async fn give_keys(relay: &Relay, known: Vec<SecretString>, client: Option<&Client>) -> Result<bool, AtiError> {
    let mut keys = known;
    if let Some(client) = client.filter(|_| keys.is_empty()) {
        keys = client.subscriptions().await?.into_iter().filter_map(|subscription| subscription.key).collect();
    }
    if keys.is_empty() {
        return Ok(false);
    }
    relay.give_keys(&keys).await?;
    Ok(true)
}

/// Takes in what ATI.SU could not bring since a moment, of every subscription to invitations.
///
/// # Errors
/// [`FetchError`]; what was taken in before stays.
pub async fn missed(
    client: &Client,
    store: &Store,
    customs: &Customs,
    since: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<Fetched, FetchError> {
    let mut fetched = Fetched::default();
    for subscription in client.subscriptions().await? {
        let topic = subscription.topic.clone().unwrap_or_default();
        let Some(direction) = fetch::direction_of(&topic, customs) else { continue };
        let events = client.missed(&subscription.id, &topic, since).await?;
        fetched.events = fetched.events.saturating_add(events.len());
        fetched.changed.extend(fetch::take_missed(store, direction, events, now)?);
    }
    Ok(fetched)
}

/// Subscriptions as they are shown. `ours`: addresses of our receiver.
#[must_use]
pub fn lines(subscriptions: &[Subscription], ours: &[String]) -> Vec<SubscriptionLine> {
    let line = |one: &Subscription| SubscriptionLine {
        id: one.id.clone(),
        topic: one.topic.clone().unwrap_or_default(),
        state: one.state.name().to_owned(),
        has_key: one.key.is_some(),
        is_ours: one.callback.as_ref().is_some_and(|callback| ours.contains(callback)),
    };
    subscriptions.iter().map(line).collect()
}

const fn is_ended(state: &SubscriptionState) -> bool {
    matches!(state, SubscriptionState::Removed | SubscriptionState::Deactivated)
}
