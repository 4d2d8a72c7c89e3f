//! Personal invitations without pixels: fetched from the receiver, named with ATI.SU's dictionaries, shown as rows, made into
//! drafts. Pure rules are in `domain::invite`, the wire in `api::ati`.

pub mod ask;
pub mod card;
pub mod drafting;
pub mod empty_run;
pub mod fetch;
pub(super) mod handle;
pub mod names;
pub mod news;
pub mod picture;
pub mod rows;
pub mod site;
pub mod state;
pub mod subscribing;
pub mod words;

use crate::api::ati::AtiError;
use crate::api::ati::config::Config;
use crate::api::ati::envelope::Topic;
use crate::api::ati::trade::{self, Reading};
use crate::app::settings::Settings;
use crate::domain::invite::{Direction, Invitation};
use crate::geo::zones;
use crate::store::invites::InviteRecord;
use crate::words::Message;

/// The topic of a direction.
#[must_use]
pub const fn topic_of(direction: Direction) -> Topic {
    match direction {
        Direction::Received => Topic::Received,
        Direction::Sent => Topic::Sent,
    }
}

/// How to reach ATI.SU by the settings.
#[must_use]
pub fn config(settings: &Settings) -> Config {
    Config {
        base_url: settings.ati.api_url.clone(),
        timeout: std::time::Duration::from_secs(settings.timeout_s),
        own_code: settings.ati.own_code.clone(),
        proxy: Some(settings.proxy.trim().to_owned()).filter(|proxy| !proxy.is_empty()),
        customs: settings.ati.customs.clone(),
    }
}

/// The invitation of a record, read as the settings say. One whose content never came is empty.
#[must_use]
pub fn invitation(record: &InviteRecord, settings: &Settings) -> Invitation {
    let topic = topic_of(record.key.direction);
    let zone = |at| zones::zone_at(at);
    let reading = Reading {
        dates_are_utc: settings.ati.dates_utc,
        weights_are_kg: settings.ati.weights_kg,
        lengths_are_m: settings.ati.lengths_m,
        zone: &zone,
    };
    let content = record.history.content.as_ref().and_then(|stamp| serde_json::from_str(&stamp.content).ok());
    content.and_then(|content| trade::read(topic, &content, &reading)).unwrap_or_else(|| trade::unread(topic))
}

/// What went wrong with ATI.SU or the receiver, for a person.
#[must_use]
pub fn trouble(error: &AtiError) -> Message {
    match error {
        AtiError::Unauthorised | AtiError::Forbidden => Message::new("ati-token-refused"),
        AtiError::Offline { .. } | AtiError::Timeout => Message::new("ati-unreachable").with("text", error.to_string()),
        AtiError::TooMany { .. } => Message::new("ati-too-many"),
        AtiError::BadAddress { .. }
        | AtiError::NotFound
        | AtiError::Refused { .. }
        | AtiError::Server { .. }
        | AtiError::Malformed { .. } => Message::new("ati-failed").with("text", error.to_string()),
    }
}
