//! The body of a webhook's call → events. Its shape is known from notes of others only, so every shape that carries an
//! entity is taken: `{topic, entities: [{entity_id, action_date, entity}], is_retry}`, one bare `{entity_id, entity}`, a
//! list of those, a bare entity.

use serde_json::{Map, Value};
use thiserror::Error;

/// What the desk knows how to read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Topic {
    /// `orders.invites`.
    Received,
    /// `orders.invites.sent`.
    Sent,
}

impl Topic {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Received, Self::Sent];

    /// The name of the seed.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Received => "orders.invites",
            Self::Sent => "orders.invites.sent",
        }
    }

    /// The topic of a name; the pages themselves spell it with dots and with dashes.
    #[must_use]
    pub fn of(name: &str) -> Option<Self> {
        let name = name.trim().to_ascii_lowercase().replace('-', ".");
        Self::ALL.into_iter().find(|topic| topic.name() == name)
    }
}

/// One thing that happened to one entity.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// The topic by the name it came with, else by the address it came to.
    pub topic: String,
    /// The entity.
    pub entity_id: Option<String>,
    /// When it happened, as written.
    pub action_date: Option<String>,
    /// The entity; `null` when it was deleted.
    pub entity: Value,
    /// It has been sent before.
    pub is_retry: bool,
}

/// The body is no JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("the body is no JSON")]
pub struct NotJson;

/// Events of a body. `topic` is the one of the address that it came to.
///
/// # Errors
/// [`NotJson`].
pub fn read(body: &[u8], topic: &str) -> Result<Vec<Event>, NotJson> {
    let value: Value = serde_json::from_slice(body).map_err(|_content| NotJson)?;
    let mut found = Vec::new();
    gather(&value, &Surroundings { topic: topic.to_owned(), is_retry: false }, &mut found);
    Ok(found)
}

#[derive(Clone)]
struct Surroundings {
    topic: String,
    is_retry: bool,
}

fn gather(value: &Value, around: &Surroundings, found: &mut Vec<Event>) {
    match value {
        Value::Array(members) => members.iter().for_each(|member| gather(member, around, found)),
        Value::Object(fields) => {
            let around = Surroundings {
                topic: text(fields, "topic").unwrap_or_else(|| around.topic.clone()),
                is_retry: fields.get("is_retry").and_then(Value::as_bool).unwrap_or(around.is_retry),
            };
            match fields.get("entities") {
                Some(entities @ (Value::Array(_) | Value::Object(_))) => gather(entities, &around, found),
                _ => found.push(event(fields, value, &around)),
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => found.push(Event {
            topic: around.topic.clone(),
            entity_id: None,
            action_date: None,
            entity: value.clone(),
            is_retry: around.is_retry,
        }),
    }
}

fn event(fields: &Map<String, Value>, whole: &Value, around: &Surroundings) -> Event {
    Event {
        topic: around.topic.clone(),
        entity_id: text(fields, "entity_id"),
        action_date: text(fields, "action_date"),
        // Without the envelope's own key the record is the entity itself.
        entity: fields.get("entity").unwrap_or(whole).clone(),
        is_retry: around.is_retry,
    }
}

fn text(fields: &Map<String, Value>, key: &str) -> Option<String> {
    match fields.get(key)? {
        Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn events(body: &Value) -> Vec<Event> {
        read(body.to_string().as_bytes(), "orders.invites").unwrap()
    }

    #[test]
    fn the_usual_envelope_gives_an_event_an_entity() {
        let found = events(&json!({
            "topic": "orders.invites", "is_retry": true,
            "entities": [
                { "entity_id": "a", "action_date": "2026-11-22T08:00:00Z", "entity": { "deal_kind": 1 } },
                { "entity_id": 7, "action_date": "2026-11-22T08:00:01Z", "entity": null },
            ],
        }));
        assert_eq!(found.len(), 2);
        assert_eq!((found[0].entity_id.as_deref(), found[0].is_retry), (Some("a"), true));
        assert_eq!((found[1].entity_id.as_deref(), &found[1].entity), (Some("7"), &Value::Null));
    }

    #[test]
    fn other_shapes_that_carry_an_entity_are_taken_too() {
        let bare = json!({ "entity_id": "a", "entity": { "deal_kind": 1 } });
        assert_eq!(events(&bare)[0].entity, json!({ "deal_kind": 1 }));
        assert_eq!(events(&json!([bare, bare])).len(), 2);
        let naked = json!({ "deal_kind": 1, "load": {} });
        let found = events(&naked);
        assert_eq!(
            (found[0].entity_id.as_deref(), &found[0].entity, found[0].topic.as_str()),
            (None, &naked, "orders.invites")
        );
        assert_eq!(read(b"<html>", "x"), Err(NotJson));
    }

    #[test]
    fn a_topic_has_two_spellings() {
        assert_eq!(Topic::of("orders-invites"), Some(Topic::Received));
        assert_eq!(Topic::of("orders.invites.sent"), Some(Topic::Sent));
        assert_eq!(Topic::of("cargoes"), None);
    }
}
