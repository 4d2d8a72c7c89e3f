//! ATI.SU asked with a token: subscriptions, missed events, cities, firms, types of cargo. None of these answers is shown
//! on an official page, so each is looked for in every shape that makes sense.

use chrono::{DateTime, SecondsFormat, Utc};
use secrecy::SecretString;
use serde_json::{Map, Value, json};

use super::config::Config;
use super::envelope::{self, Event, Topic};
use super::error::AtiError;
use super::field::{Field as _, Num, Text};
use super::http::Http;

/// Most ids that one question about cities may hold.
const CITIES_AT_ONCE: usize = 1000;

/// A connection to ATI.SU.
pub struct Client {
    http: Http,
    config: Config,
}

/// Where a subscription stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SubscriptionState {
    /// Asked for.
    Created,
    /// The address is being verified.
    Verification,
    /// Events come.
    Active,
    /// Taken away.
    Removed,
    /// Switched off after days without an answer of ours.
    Deactivated,
    /// Anything else, as written.
    Other(String),
}

impl SubscriptionState {
    fn read(text: &str) -> Self {
        match text.to_ascii_lowercase().as_str() {
            "created" => Self::Created,
            "verification" => Self::Verification,
            "active" => Self::Active,
            "removed" => Self::Removed,
            "deactivated" => Self::Deactivated,
            _ => Self::Other(text.to_owned()),
        }
    }

    /// The word of the API.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Created => "created",
            Self::Verification => "verification",
            Self::Active => "active",
            Self::Removed => "removed",
            Self::Deactivated => "deactivated",
            Self::Other(name) => name,
        }
    }
}

/// A subscription.
#[derive(Debug, Clone)]
pub struct Subscription {
    /// Its id.
    pub id: String,
    /// Its topic.
    pub topic: Option<String>,
    /// Where events go.
    pub callback: Option<String>,
    /// Where it stands.
    pub state: SubscriptionState,
    /// The key that its events are signed with.
    pub key: Option<SecretString>,
}

/// A city of ATI's own list.
#[derive(Debug, Clone, PartialEq)]
pub struct City {
    /// Id.
    pub id: i64,
    /// Name.
    pub name: String,
    /// Region.
    pub region: Option<String>,
    /// Degrees north and east.
    pub at: Option<(f64, f64)>,
}

/// A firm's requisites.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Firm {
    /// Name.
    pub name: Option<String>,
    /// Taxpayer number.
    pub inn: Option<String>,
}

impl Client {
    /// A connection; nothing is sent yet.
    ///
    /// # Errors
    /// [`AtiError::BadAddress`].
    pub fn new(config: Config, token: SecretString) -> Result<Self, AtiError> {
        let user_agent = format!("ati_integrator_{}", config.own_code.trim());
        let http = Http::new(&config.base_url, config.timeout, &user_agent, config.proxy.as_deref(), token)?;
        Ok(Self { http, config })
    }

    /// Subscribes to a topic; gives the id of the subscription. ATI.SU then asks the address for a challenge.
    ///
    /// # Errors
    /// [`AtiError`].
    pub async fn subscribe(&self, topic: Topic, callback: &str) -> Result<String, AtiError> {
        let customs = &self.config.customs;
        let body = json!({
            "topic": customs.topic(topic), "callback": callback, "subscription_type": customs.subscription_type,
        });
        let came = self.http.post(&self.hooks("create"), &body).await?;
        let of_location = came.location.as_deref().and_then(|place| place.trim_end_matches('/').rsplit('/').next());
        of_location
            .map(str::to_owned)
            .or_else(|| came.body.as_object().and_then(subscription_id))
            .filter(|id| !id.is_empty())
            .ok_or(AtiError::Malformed { what: "the id of a subscription" })
    }

    /// All subscriptions.
    ///
    /// # Errors
    /// [`AtiError`].
    pub async fn subscriptions(&self) -> Result<Vec<Subscription>, AtiError> {
        let came = self.http.get(&self.hooks("status")).await?;
        Ok(rows(&came.body).filter_map(subscription).collect())
    }

    /// One subscription.
    ///
    /// # Errors
    /// [`AtiError`].
    pub async fn subscription(&self, id: &str) -> Result<Subscription, AtiError> {
        let came = self.http.get(&self.hooks(&format!("status/{}", segment(id)))).await?;
        let read = came.body.as_object().map(|fields| reading(fields, Some(id)));
        read.flatten().ok_or(AtiError::Malformed { what: "a subscription" })
    }

    /// Ends a subscription.
    ///
    /// # Errors
    /// [`AtiError`].
    pub async fn unsubscribe(&self, id: &str) -> Result<(), AtiError> {
        self.http.delete(&self.hooks(&format!("delete/{}", segment(id)))).await.map(drop)
    }

    /// Events that could not be brought to a subscription since a moment.
    ///
    /// # Errors
    /// [`AtiError`].
    pub async fn missed(&self, id: &str, topic: &str, since: DateTime<Utc>) -> Result<Vec<Event>, AtiError> {
        let since = since.to_rfc3339_opts(SecondsFormat::Secs, true);
        let path = self.hooks(&format!("distributions/failed/{}?since={since}", segment(id)));
        let body = self.http.get(&path).await?.body.to_string();
        let read = envelope::read(body.as_bytes(), topic);
        read.map_err(|_content| AtiError::Malformed { what: "missed events" })
            .map(|events| events.into_iter().filter(|event| event.entity_id.is_some()).collect())
    }

    /// Cities by their ids; those that ATI.SU doesn't know are missing.
    ///
    /// # Errors
    /// [`AtiError`].
    pub async fn cities(&self, ids: &[i64]) -> Result<Vec<City>, AtiError> {
        let mut found = Vec::new();
        for some in ids.chunks(CITIES_AT_ONCE) {
            let came = self.http.post(&self.config.customs.cities_path, &json!({ "ids": some })).await?;
            found.extend(rows(&came.body).filter_map(city));
        }
        Ok(found)
    }

    /// Requisites of a firm by its code.
    ///
    /// # Errors
    /// [`AtiError`].
    pub async fn firm(&self, code: &str) -> Result<Firm, AtiError> {
        let path = self.config.customs.firm_path.replace("{id}", &segment(code));
        let came = self.http.get(&path).await?;
        let Some(fields) = came.body.as_object() else { return Err(AtiError::Malformed { what: "a firm" }) };
        let any = |names: &[&str]| names.iter().find_map(|name| deep_text(fields, name));
        Ok(Firm { name: any(&["full_name", "name", "firm_name"]), inn: any(&["inn"]) })
    }

    /// Types of cargo by their ids.
    ///
    /// # Errors
    /// [`AtiError`].
    pub async fn cargo_types(&self) -> Result<Vec<(i64, String)>, AtiError> {
        let came = self.http.get(&self.config.customs.cargo_types_path).await?;
        let read = |fields: &Map<String, Value>| Some((number(fields, &["id", "Id"])?, name_of(fields)?));
        Ok(rows(&came.body).filter_map(read).collect())
    }

    fn hooks(&self, what: &str) -> String {
        format!("{}/{what}", self.config.customs.webhooks_path.trim_end_matches('/'))
    }
}

impl std::fmt::Debug for Client {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Client").field("config", &self.config).finish_non_exhaustive()
    }
}

/// A part of a path that came from outside.
fn segment(text: &str) -> String {
    let is_plain = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    text.chars().filter(is_plain).collect()
}

/// The records of a list, wherever it lies: the answer itself, or the first list in it; of a map the values.
fn rows(body: &Value) -> Box<dyn Iterator<Item = &Map<String, Value>> + '_> {
    match body {
        Value::Array(members) => Box::new(members.iter().filter_map(Value::as_object)),
        Value::Object(fields) => match fields.values().find(|value| value.is_array()) {
            Some(list) => rows(list),
            None => Box::new(fields.values().filter_map(Value::as_object)),
        },
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => Box::new(std::iter::empty()),
    }
}

fn subscription(fields: &Map<String, Value>) -> Option<Subscription> {
    reading(fields, None)
}

fn reading(fields: &Map<String, Value>, id: Option<&str>) -> Option<Subscription> {
    let state = deep_text(fields, "status").or_else(|| deep_text(fields, "state")).unwrap_or_default();
    Some(Subscription {
        id: subscription_id(fields).or_else(|| id.map(str::to_owned))?,
        topic: deep_text(fields, "topic"),
        callback: deep_text(fields, "callback"),
        state: SubscriptionState::read(&state),
        key: deep_text(fields, "key").map(SecretString::from),
    })
}

fn subscription_id(fields: &Map<String, Value>) -> Option<String> {
    ["id", "subscription_id", "hook_id"].iter().find_map(|name| deep_text(fields, name))
}

/// A text of the record or of one record in it.
fn deep_text(fields: &Map<String, Value>, name: &str) -> Option<String> {
    let own = fields.get(name).and_then(Text::read).map(|text| text.get()).filter(|text| !text.is_empty());
    own.or_else(|| fields.values().filter_map(Value::as_object).find_map(|inner| deep_text(inner, name)))
}

fn number(fields: &Map<String, Value>, names: &[&str]) -> Option<i64> {
    names.iter().find_map(|name| Num::read(fields.get(*name)?)?.int())
}

fn name_of(fields: &Map<String, Value>) -> Option<String> {
    ["name", "Name", "city_name", "title"].iter().find_map(|name| match fields.get(*name)? {
        Value::Object(inner) => ["ru", "name"].iter().find_map(|name| deep_text(inner, name)),
        other => Text::read(other).map(|text| text.get()).filter(|text| !text.is_empty()),
    })
}

fn city(fields: &Map<String, Value>) -> Option<City> {
    let id = number(fields, &["id", "city_id", "CityId"])?;
    let name = name_of(fields)?;
    let region = match fields.get("region") {
        Some(Value::Object(region)) => name_of(region),
        Some(other) => Text::read(other).map(|text| text.get()),
        None => deep_text(fields, "region_name"),
    };
    let place = fields.get("geo_point").and_then(Value::as_object).unwrap_or(fields);
    let degrees = |names: &[&str]| names.iter().find_map(|name| Num::read(place.get(*name)?)?.float());
    let at = degrees(&["latitude", "lat"]).zip(degrees(&["longitude", "lon", "lng"]));
    Some(City { id, name, region, at })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_found_wherever_it_lies() {
        let city = json!({ "id": 1, "name": "Казань" });
        for body in [json!([city]), json!({ "cities": [city] }), json!({ "1": city })] {
            assert_eq!(rows(&body).count(), 1, "{body}");
        }
        assert_eq!(rows(&json!(null)).count(), 0);
    }

    #[test]
    fn a_city_is_read_in_its_likely_shapes() {
        for body in [
            json!({ "id": 3, "name": "Казань", "region": { "name": "Татарстан" }, "geo_point": { "lat": 55.8, "lon": 49.1 } }),
            json!({ "city_id": "3", "name": { "ru": "Казань" }, "region": "Татарстан", "latitude": 55.8, "longitude": 49.1 }),
        ] {
            let read = city(body.as_object().unwrap()).unwrap();
            let known = City {
                id: 3, name: "Казань".into(), region: Some("Татарстан".into()), at: Some((55.8, 49.1))
            };
            assert_eq!(read, known);
        }
    }

    #[test]
    fn a_subscription_keeps_its_key_to_itself() {
        let body = json!({ "id": "s1", "status": "ACTIVE", "hook": { "key": "secret-key", "callback": "https://x" } });
        let read = subscription(body.as_object().unwrap()).unwrap();
        assert_eq!((read.id.as_str(), &read.state), ("s1", &SubscriptionState::Active));
        assert!(read.key.is_some() && !format!("{read:?}").contains("secret-key"));
    }

    #[test]
    fn an_id_from_outside_can_not_leave_its_place_in_the_path() {
        assert_eq!(segment("../x?y=1#z"), "..xy1z");
    }
}
