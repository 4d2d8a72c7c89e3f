//! A client for the tests: bare HTTP and JSON, nothing of the desk's own client. Every answer is shown to the witness.

use std::sync::OnceLock;
use std::time::Duration;

use cargorun_desk::sandbox::{LoginLimit, Options, Running, start};
use serde_json::{Value, json};

use crate::witness::Witness;

/// What came back.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: reqwest::header::HeaderMap,
    pub(crate) text: String,
}

impl Reply {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error}: {}", self.text))
    }

    pub(crate) fn total(&self) -> usize {
        self.headers["x-metacount"].to_str().unwrap().parse().unwrap()
    }

    pub(crate) fn rows(&self) -> Vec<Value> {
        assert_eq!(self.status, 200, "{}", self.text);
        self.json().as_array().unwrap().clone()
    }
}

/// A signed-in client and its server.
pub(crate) struct Desk {
    pub(crate) http: reqwest::Client,
    pub(crate) server: Running,
    pub(crate) token: String,
}

pub(crate) fn http() -> reqwest::Client {
    // A second installation is refused, the first one is in force.
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder().no_proxy().timeout(Duration::from_mins(2)).build().unwrap()
}

fn witness() -> Option<&'static Witness> {
    static WITNESS: OnceLock<Option<Witness>> = OnceLock::new();
    WITNESS.get_or_init(Witness::load).as_ref()
}

/// Options for tests that don't test the cooldown or the calculations.
pub(crate) fn options() -> Options {
    Options { login_limit: LoginLimit::none(), recalculation_delay: Duration::from_hours(1), ..Options::default() }
}

impl Desk {
    pub(crate) async fn open() -> Self {
        Self::with(options()).await
    }

    pub(crate) async fn with(options: Options) -> Self {
        let server = start(options).await.unwrap();
        let stranger = Self { http: http(), server, token: String::new() };
        let login = json!({ "userName": stranger.server.user(), "password": stranger.server.password() });
        let reply = stranger.post("Account/GenerateToken", &login).await;
        let token = reply.json()["accessToken"]["token"].as_str().unwrap().to_owned();
        Self { token, ..stranger }
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("{}/api/{path}", self.server.base_url())
    }

    pub(crate) async fn get(&self, path: &str) -> Reply {
        self.send("GET", path, self.http.get(self.url(path))).await
    }

    pub(crate) async fn post(&self, path: &str, body: &Value) -> Reply {
        self.send("POST", path, self.http.post(self.url(path)).json(body)).await
    }

    pub(crate) async fn send(&self, method: &str, path: &str, request: reqwest::RequestBuilder) -> Reply {
        let response = request.bearer_auth(&self.token).send().await.unwrap();
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let reply = Reply { status, headers, text: response.text().await.unwrap() };
        judge(method, path, &reply);
        reply
    }

    /// All rows of a list with what its query selects, and how many the filter leaves.
    pub(crate) async fn list(&self, path: &str, query: &[(&str, &str)]) -> Reply {
        let url = reqwest::Url::parse_with_params(&self.url(path), query).unwrap();
        self.send("GET", path, self.http.get(url)).await
    }

    /// A write that goes through; answers the number in its answer, if any.
    pub(crate) async fn done(&self, path: &str, body: &Value) -> i64 {
        let reply = self.post(path, body).await;
        assert_eq!(reply.status, 200, "{path}: {}", reply.text);
        if reply.text.is_empty() { 0 } else { reply.json()["id"].as_i64().unwrap() }
    }

    /// A write that is refused with a plain sentence in Russian; answers the sentence.
    pub(crate) async fn refused(&self, path: &str, body: &Value) -> String {
        let reply = self.post(path, body).await;
        assert_eq!(reply.status, 400, "{path} {body}: {}", reply.text);
        assert_eq!(reply.headers["content-type"], "text/plain; charset=utf-8");
        assert!(reply.text.chars().any(|c| ('а'..='я').contains(&c)), "not a Russian sentence: {}", reply.text);
        reply.text
    }

    /// The one row of a list whose field has this value.
    pub(crate) async fn row(&self, list: &str, filter: &str) -> Value {
        let rows = self.list(list, &[("$filter", filter)]).await.rows();
        assert_eq!(rows.len(), 1, "{list} {filter}");
        rows[0].clone()
    }

    /// The number of a catalog's item.
    pub(crate) async fn item(&self, catalog: &str, name: &str) -> i64 {
        let filter = format!("propertyName eq '{catalog}'");
        let catalog = self.row("Catalogs/GetSimple", &filter).await;
        let items = catalog["items"].as_array().unwrap();
        items.iter().find(|item| item["displayName"] == name).unwrap()["id"].as_i64().unwrap()
    }

    /// A bid of the list for synchronisation, as it is now.
    pub(crate) async fn bid(&self, id: i64) -> Value {
        self.row("bids/GetListForExternal", &format!("id eq {id}")).await
    }

    /// Asks for a bid until it is as wanted.
    pub(crate) async fn wait_for_bid(&self, id: i64, wanted: impl Fn(&Value) -> bool) -> Value {
        let deadline = tokio::time::Instant::now() + Duration::from_secs(20);
        loop {
            let bid = self.bid(id).await;
            if wanted(&bid) {
                return bid;
            }
            assert!(tokio::time::Instant::now() < deadline, "the bid never became as wanted: {bid}");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
}

/// Every answer must be what the vendor's contract promises.
fn judge(method: &str, path: &str, reply: &Reply) {
    let Some(witness) = witness() else { return };
    let body = if reply.text.is_empty() {
        Value::Null
    } else {
        serde_json::from_str(&reply.text).unwrap_or_else(|_not_json| Value::String(reply.text.clone()))
    };
    let path = format!("/api/{}", path.split('?').next().unwrap());
    if let Err(mistakes) = witness.check_response(method, &path, reply.status, &body) {
        panic!("the contract is broken: {mistakes:#?}");
    }
}

/// The numbers that the manual's example is made of.
pub(crate) struct Crew {
    pub(crate) customer: i64,
    pub(crate) car: i64,
    pub(crate) trailer: i64,
    pub(crate) driver: i64,
    pub(crate) payment: i64,
    pub(crate) vat: i64,
    pub(crate) cargo_type: i64,
}

impl Crew {
    pub(crate) async fn of_the_example(desk: &Desk) -> Self {
        let number = |row: Value| row["id"].as_i64().unwrap();
        Self {
            customer: number(desk.row("CargoOwnerDictionary/Get", "inn eq '9999000013'").await),
            car: number(desk.row("Car/GetList", "number eq 'А123ВС/77'").await),
            trailer: number(desk.row("Trailer/GetList", "number eq 'АВ1234/77'").await),
            driver: number(desk.row("Driver/GetList", "user/phoneNumber eq '+79001234567'").await),
            payment: desk.item("PaymentType", "Безналичный с НДС").await,
            vat: desk.item("NDSType", "НДС 22%").await,
            cargo_type: desk.item("CargoType", "ТНП").await,
        }
    }

    /// The example of the manual as `TruckingBids/Apply` takes it: Казань → Уфа, with these local plan times.
    pub(crate) fn bid(&self, load_at: &str, unload_at: &str) -> Value {
        json!({
            "id": 0,
            "paymentTypeId": self.payment,
            "ndsTypeId": self.vat,
            "price": 120_000.5,
            "cargoOwnerDictionaryItemId": self.customer,
            "carOption": { "carId": self.car },
            "trailerOption": { "trailerId": self.trailer },
            "driver": { "id": self.driver },
            "cargos": [{ "id": 0, "name": "ТНП", "typeId": self.cargo_type, "weight": 18.5 }],
            "bidPoints": [
                point("LoadPoint", 0, load_at, "Казань, Оренбургский тракт, 5", "Казань", [49.1221, 55.7887]),
                point("UnloadPoint", 1, unload_at, "Уфа, Сарапульская, 35", "Уфа", [55.9721, 54.7388]),
            ],
        })
    }
}

pub(crate) fn point(kind: &str, order: i32, at: &str, address: &str, city: &str, coordinates: [f64; 2]) -> Value {
    json!({
        "id": 0, "order": order, "type": kind, "planEnterDate": at,
        "geozone": { "id": 0, "type": "BidPoint", "address": address, "city": city,
                     "location": { "type": "Point", "coordinates": coordinates } },
    })
}

/// The document with one place in it changed; a null takes the property away.
pub(crate) fn changed(document: &Value, pointer: &str, value: Value) -> Value {
    let mut changed = document.clone();
    let (holder, name) = pointer.rsplit_once('/').unwrap();
    match changed.pointer_mut(holder).unwrap_or_else(|| panic!("nothing at {holder}")) {
        Value::Object(map) if value.is_null() => drop(map.remove(name)),
        Value::Object(map) => drop(map.insert(name.to_owned(), value)),
        Value::Array(items) if value.is_null() => drop(items.remove(name.parse::<usize>().unwrap())),
        Value::Array(items) => items[name.parse::<usize>().unwrap()] = value,
        other => panic!("{holder} is {other}"),
    }
    changed
}
