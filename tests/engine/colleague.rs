//! A server in the test's time, and somebody else who works on it by bare HTTP.

use std::time::Duration;

use cargorun_desk::sandbox::{Fault, LoginLimit, Options, Running, start};
use serde_json::{Value, json};

use crate::time::Time;

pub(crate) struct Office {
    pub(crate) time: Time,
    pub(crate) server: Running,
    http: reqwest::Client,
    token: String,
    faults: std::sync::Mutex<Vec<(Fault, f64)>>,
}

impl Office {
    pub(crate) async fn open(seed: u64) -> Self {
        Self::with(seed, |_| {}).await
    }

    pub(crate) async fn with(seed: u64, change: impl FnOnce(&mut Options)) -> Self {
        let time = Time::new();
        let mut options = Options {
            seed,
            bids: 12,
            login_limit: LoginLimit::none(),
            recalculation_delay: Duration::from_millis(1),
            now: time.clock(chrono::TimeDelta::zero()),
            token_ttl: Duration::from_hours(100),
            ..Options::default()
        };
        change(&mut options);
        let server = start(options).await.unwrap();
        // A second installation is refused, the first one is in force.
        let _installed = rustls::crypto::ring::default_provider().install_default();
        let http = reqwest::Client::builder().no_proxy().timeout(Duration::from_secs(30)).build().unwrap();
        let mut office = Self { time, server, http, token: String::new(), faults: std::sync::Mutex::default() };
        let login = json!({ "userName": office.server.user(), "password": office.server.password() });
        let reply = office.post("Account/GenerateToken", &login).await;
        office.token = reply["accessToken"]["token"].as_str().unwrap().to_owned();
        office
    }

    /// What may go wrong from now on with requests of desks.
    pub(crate) fn set_faults(&self, faults: Vec<(Fault, f64)>) {
        let mut known = self.faults.lock().unwrap();
        self.apply(&known, false);
        *known = faults;
        self.apply(&known, true);
    }

    fn apply(&self, faults: &[(Fault, f64)], on: bool) {
        for (fault, chance) in faults {
            self.server.set_fault(*fault, if on { *chance } else { 0.0 });
        }
    }

    async fn calmly<T>(&self, work: impl Future<Output = T>) -> T {
        let known = self.faults.lock().unwrap().clone();
        self.apply(&known, false);
        let done = work.await;
        self.apply(&known, true);
        done
    }

    pub(crate) async fn get(&self, path: &str, query: &[(&str, &str)]) -> Value {
        let url = format!("{}/api/{path}", self.server.base_url());
        let url = reqwest::Url::parse_with_params(&url, query).unwrap();
        self.calmly(self.answer(self.http.get(url))).await
    }

    pub(crate) async fn post(&self, path: &str, body: &Value) -> Value {
        let url = format!("{}/api/{path}", self.server.base_url());
        self.calmly(self.answer(self.http.post(url).json(body))).await
    }

    async fn answer(&self, request: reqwest::RequestBuilder) -> Value {
        let response = request.bearer_auth(&self.token).send().await.unwrap();
        let (status, text) = (response.status(), response.text().await.unwrap());
        assert!(status.is_success(), "{status}: {text}");
        serde_json::from_str(&text).unwrap_or(Value::Null)
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
