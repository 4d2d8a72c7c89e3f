//! A server in the test's time, and somebody else who works on it, whatever goes wrong for desks.

use std::sync::{Arc, Mutex, Weak};
use std::time::Duration;

use cargorun_desk::sandbox::{Fault, Inside, LoginLimit, Options, Told};
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};

use crate::time::Time;
use crate::watch::Watch;
use crate::wire::TestWire;

#[derive(Clone)]
pub(crate) struct Office {
    pub(crate) time: Time,
    pub(crate) server: Arc<Inside>,
    pub(crate) watch: Arc<Watch>,
    /// The lines of its desks.
    wires: Arc<Mutex<Vec<Weak<TestWire>>>>,
    token: String,
}

/// By then the server has done what it does a little later than it was asked for (a late creation).
const SERVER_IS_DONE: TimeDelta = TimeDelta::seconds(2);

impl Office {
    pub(crate) async fn open(seed: u64) -> Self {
        Self::with(seed, |_| {}).await
    }

    #[expect(clippy::unused_async, reason = "an office is opened as a desk is, and desks wait")]
    pub(crate) async fn with(seed: u64, change: impl FnOnce(&mut Options)) -> Self {
        let time = Time::new();
        let mut options = options(seed, &time);
        change(&mut options);
        Self::of(Inside::open(options).unwrap(), time)
    }

    /// Another office with a copy of this one's records, on its own clock.
    pub(crate) fn branch(&self, seed: u64) -> Self {
        let time = Time::new();
        Self::of(self.server.branch(options(seed, &time)), time)
    }

    /// This office as it is now, with clock, records and all, apart from what happens in it from now on.
    pub(crate) fn snapshot(&self) -> Self {
        let time = self.time.copy();
        let server = self.server.branch(options(1, &time));
        Self::of(server, time)
    }

    fn of(server: Inside, time: Time) -> Self {
        let server = Arc::new(server);
        let mut office = Self { time, watch: Arc::default(), server, wires: Arc::default(), token: String::new() };
        let login = json!({ "userName": office.server.user(), "password": office.server.password() });
        let reply = office.post_now("Account/GenerateToken", &login).unwrap();
        office.token = reply["accessToken"]["token"].as_str().unwrap().to_owned();
        office.watch.let_in(&office.token);
        office
    }

    /// What is on its way along this line arrives here.
    pub(crate) fn plug_in(&self, wire: &Arc<TestWire>) {
        self.wires.lock().unwrap().push(Arc::downgrade(wire));
    }

    /// Time passes, and what falls due meanwhile happens when it is due: a letter does not wait for the end of a long
    /// pause, or it would outlive the limit that the desk has given it.
    pub(crate) fn pass(&self, time: TimeDelta) {
        let end = self.time.now() + time;
        let wires: Vec<_> = self.wires.lock().unwrap().iter().filter_map(Weak::upgrade).collect();
        loop {
            // What was begun before this pause, or by what has just arrived.
            self.pass_until(end.min(self.time.now() + SERVER_IS_DONE));
            let next = wires.iter().filter_map(|wire| wire.next_arrival()).min();
            self.pass_until(next.map_or(end, |next| next.min(end)));
            for wire in &wires {
                wire.deliver();
            }
            if self.time.now() >= end {
                return;
            }
        }
    }

    fn pass_until(&self, moment: DateTime<Utc>) {
        self.time.pass((moment - self.time.now()).max(TimeDelta::zero()));
        self.server.catch_up();
    }

    /// What may go wrong from now on with requests of desks; all that isn't named goes well.
    pub(crate) fn set_faults(&self, faults: Vec<(Fault, f64)>) {
        let panel = self.server.faults();
        for fault in Fault::ALL {
            panel.set(fault, 0.0);
        }
        for (fault, chance) in faults {
            panel.set(fault, chance);
        }
    }

    pub(crate) fn get_now(&self, path: &str, query: &[(&str, &str)]) -> Value {
        self.try_get_now(path, query).unwrap_or_else(|refusal| panic!("{path}: {refusal}"))
    }

    /// What a colleague looks for; a server that was put back may have lost it.
    pub(crate) fn try_get_now(&self, path: &str, query: &[(&str, &str)]) -> Result<Value, String> {
        let url = reqwest::Url::parse_with_params(&format!("http://office/api/{path}"), query).unwrap();
        let path = url.query().map_or_else(|| url.path().to_owned(), |query| format!("{}?{query}", url.path()));
        let told = self.server.exchange_calmly("GET", &path, Some(&self.token), None);
        said(told)
    }

    /// What a colleague asks for; the platform may refuse it.
    pub(crate) fn post_now(&self, path: &str, body: &Value) -> Result<Value, String> {
        let body = body.to_string();
        said(self.server.exchange_calmly("POST", &format!("/api/{path}"), Some(&self.token), Some(&body)))
    }

    #[expect(clippy::unused_async, reason = "the answer is awaited as over a real line")]
    pub(crate) async fn get(&self, path: &str, query: &[(&str, &str)]) -> Value {
        self.get_now(path, query)
    }

    #[expect(clippy::unused_async, reason = "the answer is awaited as over a real line")]
    pub(crate) async fn post(&self, path: &str, body: &Value) -> Value {
        self.post_now(path, body).unwrap_or_else(|refusal| panic!("{path}: {refusal}"))
    }

    /// Bids that carry a handle, deleted ones too.
    pub(crate) async fn with_handle(&self, external_id: &str) -> Vec<Value> {
        let filter = format!("externalId eq '{external_id}'");
        let found = self.get("bids/GetListForExternal", &[("$filter", &filter), ("$top", "50")]).await;
        found.as_array().unwrap().clone()
    }

    pub(crate) async fn bid(&self, number: i64) -> Value {
        self.get(&format!("TruckingBids/Get/{number}"), &[]).await
    }

    /// Changes a bid as another dispatcher does: only what is named.
    pub(crate) async fn patch(&self, number: i64, fields: Value) {
        let held = self.bid(number).await;
        let mut body = json!({
            "id": number, "type": held["type"], "parallelPointBehavior": "Update",
            "forwardingOrderCarChangeBehaviour": "Update",
        });
        let Value::Object(fields) = fields else { panic!("fields expected") };
        body.as_object_mut().unwrap().extend(fields);
        self.post("TruckingBids/Patch", &body).await;
    }
}

fn options(seed: u64, time: &Time) -> Options {
    Options {
        seed,
        bids: 12,
        login_limit: LoginLimit::none(),
        recalculation_delay: Duration::from_millis(1),
        now: time.clock(TimeDelta::zero()),
        token_ttl: Duration::from_hours(100),
        ..Options::default()
    }
}

fn said(told: Told) -> Result<Value, String> {
    let Told::Answer { status, body, whole: true, .. } = told else { panic!("nothing goes wrong here: {told:?}") };
    let text = String::from_utf8(body).unwrap();
    if status == 200 {
        Ok(serde_json::from_str(&text).unwrap_or(Value::Null))
    } else {
        Err(format!("{status}: {text}"))
    }
}
