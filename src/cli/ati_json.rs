//! An invitation as the command line answers it.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use crate::app::invites::drafting::Drafting;
use crate::app::invites::rows::{self, InviteRow};
use crate::app::invites::{invitation, words};
use crate::app::settings::Settings;
use crate::domain::invite::{Ask, Direction, Speaker as _};
use crate::store::invites::{InviteKey, InviteRecord};
use crate::words::Lang;

/// How an invitation is named on the command line.
pub(super) fn id(key: &InviteKey) -> String {
    match key.direction {
        Direction::Received => key.entity.clone(),
        Direction::Sent => format!("sent:{}", key.entity),
    }
}

/// A row.
pub(super) fn row(row: &InviteRow, lang: Lang, now: DateTime<Utc>) -> Value {
    json!({
        "id": id(&row.key),
        "direction": match row.key.direction { Direction::Received => "received", Direction::Sent => "sent" },
        "state": row.state.name(),
        "from": row.from,
        "number": row.number,
        "route": row.route,
        "distance_km": row.distance_km,
        "distance_is_ours": row.distance_is_ours,
        "platon_km": row.platon_km,
        "toll_km": row.toll_km,
        "loading_day": row.loading_day,
        "unloading_day": row.unloading_day,
        "cargo": row.cargo,
        "body": row.body,
        "trucks": row.trucks,
        "rates": row.rates,
        "price": row.price.map(|price| price.to_string()),
        "roubles_per_km": row.per_km.map(|price| price.to_string()),
        "payment": row.pay,
        "deal": row.deal,
        "tracking": row.tracking,
        "sent_at": row.sent_at,
        "cancels_at": row.cancels_at,
        "seconds_left": row.time_left(now).map(|left| left.num_seconds()),
        "warnings": row.warnings.iter().map(|warning| {
            json!({ "rule": warning.rule(), "text": lang.say(&words::warning(*warning)) })
        }).collect::<Vec<_>>(),
        "bids": row.bids.iter().map(|(_, bid)| bid).collect::<Vec<_>>(),
        "link": row.link,
    })
}

/// The row with everything that the invitation says.
pub(super) fn whole(record: &InviteRecord, settings: &Settings, drafting: &Drafting, now: DateTime<Utc>) -> Value {
    let mut value = row(&rows::row(record, settings, drafting, now), settings.lang, now);
    let one = invitation(record, settings);
    let speaker = drafting.words(settings.lang);
    let content = record.history.content.as_ref().map(|stamp| stamp.content.as_str());
    if let Value::Object(fields) = &mut value {
        let said: Vec<String> = one.left.iter().map(|left| speaker.left(left)).collect();
        fields.insert("said".to_owned(), json!(said));
        fields.insert("first_at".to_owned(), json!(record.first_at));
        fields.insert("changed_at".to_owned(), json!(record.changed_at));
        fields.insert("withdrawn_at".to_owned(), json!(record.history.withdrawn_at));
        // As it came: a field that this version doesn't know is there too.
        let content = content.and_then(|text| serde_json::from_str(text).ok()).unwrap_or(Value::Null);
        fields.insert("content".to_owned(), content);
    }
    value
}

/// What is still to be said of a draft.
pub(super) fn ask(ask: Ask, lang: Lang) -> String {
    lang.say(&words::ask(ask))
}
