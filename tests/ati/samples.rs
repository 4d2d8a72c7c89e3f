//! The samples of both pages: read to the last field, written back to the last digit, and never choked on, however they are
//! spoilt.

use std::time::{Duration, Instant};

use cargorun_desk::api::ati::envelope::Topic;
use cargorun_desk::api::ati::field::Record;
use cargorun_desk::api::ati::model::Invite;
use cargorun_desk::app::invites::drafting::Drafting;
use cargorun_desk::app::invites::{invitation, rows};
use cargorun_desk::app::settings::Settings;
use cargorun_desk::domain::invite::{Direction, History, Stamp, warnings};
use cargorun_desk::store::Store;
use cargorun_desk::store::invites::{InviteKey, InviteRecord};
use chrono::{DateTime, Utc};
use serde_json::{Map, Value, json};

const RECEIVED: &str = include_str!("../fixtures/ati/received.json");
const SENT: &str = include_str!("../fixtures/ati/sent.json");

fn sample(topic: Topic) -> Value {
    serde_json::from_str(match topic {
        Topic::Received => RECEIVED,
        Topic::Sent => SENT,
    })
    .unwrap()
}

/// Fields that nobody understood, `null` aside, of a record and of all in it.
fn unread(record: &Value, read: &Value, path: &str, found: &mut Vec<String>) {
    match (record, read) {
        (Value::Object(came), Value::Object(back)) => {
            for (key, value) in came {
                match back.get(key) {
                    Some(other) => unread(value, other, &format!("{path}.{key}"), found),
                    None => found.push(format!("{path}.{key}")),
                }
            }
        }
        (Value::Array(came), Value::Array(back)) => {
            assert_eq!(came.len(), back.len(), "{path}");
            came.iter().zip(back).for_each(|(one, other)| unread(one, other, path, found));
        }
        (one, other) => assert_eq!(one, other, "{path}"),
    }
}

#[test]
fn both_samples_are_read_to_the_last_field_and_written_back_without_loss() {
    for topic in Topic::ALL {
        let came = sample(topic);
        let read = Invite::read(topic, &came).unwrap();
        assert_eq!(read.write(), came);
        assert_eq!(read.write().to_string(), came.to_string(), "to the last digit");
        let rest = match &read {
            Invite::Received(invite) => invite.rest().clone(),
            Invite::Sent(invite) => invite.rest().clone(),
        };
        assert!(rest.is_empty(), "{rest:?}");
        let mut lost = Vec::new();
        unread(&came, &read.write(), "", &mut lost);
        assert_eq!(lost, Vec::<String>::new());
    }
    let Invite::Received(invite) = Invite::read(Topic::Received, &sample(Topic::Received)).unwrap() else {
        panic!("a received one")
    };
    let load = invite.load.as_ref().unwrap();
    for rest in [
        load.rest(),
        load.loading.as_ref().unwrap().rest(),
        load.unloading.as_ref().unwrap().rest(),
        load.cargo.as_ref().unwrap().rest(),
        load.transport.as_ref().unwrap().rest(),
        load.loading.as_ref().unwrap().organization.as_ref().unwrap().rest(),
    ] {
        assert!(rest.is_empty(), "the model knows every field of the sample: {rest:?}");
    }
    let point = load.extra_points.as_ref().unwrap().iter().next().unwrap();
    assert_eq!(
        point.rest().keys().collect::<Vec<_>>(),
        ["loading_time_end", "loading_time_start"],
        "null in the sample"
    );
}

fn record(topic: Topic, content: &Value) -> InviteRecord {
    let at: DateTime<Utc> = "2026-11-22T08:00:00Z".parse().unwrap();
    let direction = match topic {
        Topic::Received => Direction::Received,
        Topic::Sent => Direction::Sent,
    };
    InviteRecord {
        key: InviteKey { direction, entity: "x".into() },
        history: History { content: Some(Stamp { at, content: content.to_string() }), withdrawn_at: None },
        first_at: at,
        changed_at: at,
        seen_at: None,
        declined_at: None,
        bids: Vec::new(),
    }
}

/// A small stream of chance of the test's own.
struct Dice(u64);

impl Dice {
    fn below(&mut self, count: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % count.max(1)
    }
}

/// Pointers to every value in a document.
fn pointers(value: &Value, here: &str, found: &mut Vec<String>) {
    found.push(here.to_owned());
    match value {
        Value::Object(fields) => {
            fields.iter().for_each(|(key, inner)| pointers(inner, &format!("{here}/{key}"), found));
        }
        Value::Array(members) => {
            members.iter().enumerate().for_each(|(place, inner)| pointers(inner, &format!("{here}/{place}"), found));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn strange(dice: &mut Dice) -> Value {
    let deep = (0..60).fold(json!("deep"), |inner, _| json!([inner]));
    let values = [
        Value::Null,
        json!(true),
        json!(-1),
        json!(0.1),
        json!(1e300),
        json!(u64::MAX),
        serde_json::from_str("123456789012345678901234567890.000000000000000000001").unwrap(),
        json!(""),
        json!("строка"),
        json!("1e999"),
        json!("NaN"),
        json!("9999-99-99T99:99:99Z"),
        json!("\u{0}\u{202e}🚚"),
        json!("я".repeat(3_000)),
        json!([]),
        json!({}),
        json!([null, 1, "x", { "y": [] }]),
        json!({ "zzz": { "q": 1 } }),
        deep,
    ];
    let place = dice.below(values.len());
    values.into_iter().nth(place).unwrap()
}

fn spoil(document: &mut Value, dice: &mut Dice) {
    let mut all = Vec::new();
    pointers(document, "", &mut all);
    let place = all.swap_remove(dice.below(all.len()));
    if place.is_empty() {
        return;
    }
    let (parent, key) = place.rsplit_once('/').unwrap();
    match dice.below(3) {
        0 => {
            if let Some(value) = document.pointer_mut(&place) {
                *value = strange(dice);
            }
        }
        1 => match document.pointer_mut(parent) {
            Some(Value::Object(fields)) => drop(fields.remove(key)),
            Some(Value::Array(members)) => {
                let copy = members.clone();
                members.extend(copy);
            }
            _ => {}
        },
        _ => {
            if let Some(Value::Object(fields)) = document.pointer_mut(parent) {
                fields.insert(format!("new_{}", dice.below(100)), strange(dice));
            }
        }
    }
}

/// `ATI_MUTATE_SECONDS=60` is the run of the whole check.
#[test]
fn spoilt_samples_are_read_shown_and_written_back() {
    let seconds = std::env::var("ATI_MUTATE_SECONDS").ok().and_then(|text| text.parse().ok()).unwrap_or(2);
    let until = Instant::now() + Duration::from_secs(seconds);
    let seed = std::env::var("ATI_MUTATE_SEED").ok().and_then(|text| text.parse().ok()).unwrap_or(20_261_122);
    let store = Store::open_in_memory().unwrap();
    let (drafting, settings) = (Drafting::read(&store).unwrap(), Settings::default());
    let now: DateTime<Utc> = "2026-11-22T08:00:00Z".parse().unwrap();
    let mut dice = Dice(seed);
    let mut rounds = 0_u64;
    while Instant::now() < until || rounds < 200 {
        for topic in Topic::ALL {
            let mut document = sample(topic);
            for _ in 0..=dice.below(12) {
                spoil(&mut document, &mut dice);
            }
            let Some(read) = Invite::read(topic, &document) else {
                assert!(!document.is_object());
                continue;
            };
            assert_eq!(read.write(), document, "round {rounds} of seed {seed}");
            let record = record(topic, &document);
            let one = invitation(&record, &settings);
            let _warnings = warnings(&one, now);
            let row = rows::row(&record, &settings, &drafting, now);
            assert!(row.route.iter().all(|place| !place.trim().is_empty()), "{:?}", row.route);
            let draft = drafting.draft(&one, &settings, now.date_naive());
            assert!(draft.bid.points.len() >= 2 || !one.points.is_empty());
        }
        rounds += 1;
    }
    println!("{rounds} rounds of spoilt samples");
}

#[test]
fn a_field_that_nobody_knows_is_in_the_draft_wherever_it_stands() {
    let store = Store::open_in_memory().unwrap();
    let (drafting, settings) = (Drafting::read(&store).unwrap(), Settings::default());
    let mut all = Vec::new();
    let mut document = sample(Topic::Received);
    // A stop, not a large city near one.
    *document.pointer_mut("/load/extra_points/0/point_type").unwrap() = json!(2);
    pointers(&document, "", &mut all);
    let mut tried = 0;
    for place in all {
        // Keys of the model: they stay in the invitation alone.
        if place.contains("large_cities_with_distance") || place.contains("timeslots_binding") {
            continue;
        }
        let mut spoilt = document.clone();
        let Some(Value::Object(fields)) = spoilt.pointer_mut(&place) else { continue };
        let mut marked = Map::new();
        std::mem::swap(fields, &mut marked);
        marked.insert("brand_new".into(), json!("сюрприз-7731"));
        *fields = marked;
        let one = invitation(&record(Topic::Received, &spoilt), &settings);
        let draft = drafting.draft(&one, &settings, "2026-11-22".parse().unwrap());
        let text = serde_json::to_string(&draft.bid).unwrap();
        assert!(text.contains("сюрприз-7731"), "{place}: {text}");
        tried += 1;
    }
    assert!(tried > 25, "{tried} records were tried");
}
