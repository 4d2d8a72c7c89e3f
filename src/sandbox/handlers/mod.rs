//! What each method of the platform does, one function a method. A handler sees the world and the request, nothing of HTTP.

pub(crate) mod account;
pub(crate) mod bids_complete;
pub(crate) mod bids_life;
pub(crate) mod bids_read;
pub(crate) mod bids_write;
pub(crate) mod cars;
pub(crate) mod catalogs;
pub(crate) mod counterparties;
pub(crate) mod drivers;
pub(crate) mod legal_persons;
pub(crate) mod map;
pub(crate) mod movement;
pub(crate) mod trackers;
pub(crate) mod trailers;

use serde_json::{Value, json};

use super::http::answer::{Answer, Refusal, refuse};
use super::http::fields::Fields;
use super::http::request::Call;
use super::model::bid::Bid;
use super::model::book::Kept;
use super::sentences;
use super::world::World;

/// The number of the record that a request is about: `id`, and zero for a new one.
fn record_id(call: &Call) -> Result<i64, Refusal> {
    Ok(call.fields().integer("id")?.unwrap_or_default())
}

/// The answer that names the record.
fn named(id: i64) -> Answer {
    Answer::plain(json!({ "id": id }))
}

/// A record that may be changed: there, and not deleted.
fn changeable<T>(id: i64, found: Option<T>, is_deleted: impl Fn(&T) -> bool) -> Result<T, Refusal> {
    match found {
        None => refuse(sentences::record_not_found(id)),
        Some(record) if is_deleted(&record) => refuse(sentences::record_is_deleted(id)),
        Some(record) => Ok(record),
    }
}

/// A record that may be brought back: there, and deleted.
fn restorable<T>(id: i64, found: Option<T>, is_deleted: impl Fn(&T) -> bool) -> Result<T, Refusal> {
    match found {
        None => refuse(sentences::record_not_found(id)),
        Some(record) if is_deleted(&record) => Ok(record),
        Some(_) => refuse(sentences::record_is_not_deleted(id)),
    }
}

/// The launched bid that uses something, if any.
fn launched_bid(world: &World, uses: impl Fn(&Bid) -> bool) -> Option<i64> {
    world.active.all().find(|id| world.bids.get(*id).is_some_and(&uses))
}

/// The vendor's rule for comments: null leaves the text as it is, an empty text clears it.
fn comment(before: Option<String>, given: Option<String>) -> Option<String> {
    match given {
        None => before,
        Some(text) if text.is_empty() => None,
        Some(text) => Some(text),
    }
}

/// A required text.
fn required(fields: &Fields<'_>, field: &str) -> Result<String, Refusal> {
    fields.words(field)?.map_or_else(|| refuse(sentences::is_required(&fields.name(field))), Ok)
}

/// A required reference.
fn required_id(fields: &Fields<'_>, field: &str) -> Result<i64, Refusal> {
    fields.reference(field)?.map_or_else(|| refuse(sentences::is_required(&fields.name(field))), Ok)
}

/// What is only kept of a request: these lists, with a number for each new item of a list whose items have one, and these
/// other members.
fn kept(world: &mut World, call: &Call, lists: &[&str], others: &[&str]) -> Result<Kept, Refusal> {
    let fields = call.fields();
    let mut kept = Kept::default();
    for name in lists {
        let Some(mut list) = fields.list(name)? else { continue };
        for item in list.as_array_mut().into_iter().flatten().filter_map(Value::as_object_mut) {
            if item.get("id").is_some_and(|id| *id == json!(0)) {
                item.insert("id".to_owned(), json!(world.numbers.part()));
            }
        }
        kept.0.insert((*name).to_owned(), list);
    }
    for name in others {
        if let Some(value) = fields.value(name) {
            kept.0.insert((*name).to_owned(), value.clone());
        }
    }
    Ok(kept)
}
