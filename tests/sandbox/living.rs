//! The world that lives: in the test's own time, so that three days pass in a second and every run is the same.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use cargorun_desk::sandbox::Options;
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};

use crate::desk::{Crew, Desk, options};

/// A clock that the test winds.
#[derive(Clone)]
struct Hands(Arc<AtomicI64>);

impl Hands {
    fn at(text: &str) -> Self {
        let start: DateTime<Utc> = text.parse().unwrap();
        Self(Arc::new(AtomicI64::new(start.timestamp())))
    }

    fn now(&self) -> DateTime<Utc> {
        DateTime::from_timestamp(self.0.load(Ordering::SeqCst), 0).unwrap()
    }

    fn wind(&self, by: TimeDelta) {
        self.0.fetch_add(by.num_seconds(), Ordering::SeqCst);
    }

    fn options(&self, speed: f64) -> Options {
        let hands = self.clone();
        Options {
            speed,
            now: Arc::new(move || hands.now()),
            token_ttl: std::time::Duration::from_hours(10_000),
            ..options()
        }
    }
}

fn morning() -> Hands {
    Hands::at("2026-11-21T06:00:00Z")
}

async fn bids(desk: &Desk) -> BTreeMap<i64, Value> {
    let rows = desk.get("bids/GetListForExternal").await.rows();
    rows.into_iter().map(|bid| (bid["id"].as_i64().unwrap(), bid)).collect()
}

fn moment(value: &Value) -> Option<DateTime<Utc>> {
    value.as_str().map(|text| DateTime::parse_from_rfc3339(text).unwrap().to_utc())
}

fn count(bids: &BTreeMap<i64, Value>, status: &str) -> usize {
    bids.values().filter(|bid| bid["status"] == status).count()
}

#[tokio::test]
async fn three_days_pass_on_the_road() {
    let hands = morning();
    let desk = Desk::with(hands.options(1.0)).await;
    let before = bids(&desk).await;
    let mut last = before.clone();
    for _ in 0..72 {
        hands.wind(TimeDelta::hours(1));
        let now = bids(&desk).await;
        for (id, bid) in &now {
            let earlier = &last[id];
            if bid == earlier {
                continue;
            }
            eprintln!(
                "{} {id} {}→{} late {:?}",
                hands.now(),
                earlier["status"],
                bid["status"],
                bid["estimation"]["estimatedDate"]
            );
        }
        last = now;
    }
    eprintln!(
        "{} {} {}",
        count(&last, "Done") - count(&before, "Done"),
        count(&before, "Started"),
        count(&last, "Started")
    );
    let _ = (json!(1), moment(&Value::Null), Crew::of_the_example(&desk).await);
}
