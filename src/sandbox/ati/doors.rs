//! The methods of the training server's ATI.SU, behind `/ati`.

use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, Response, StatusCode, header};
use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use super::office::{Office, Subscription};
use super::postman::AtiPanel;
use super::{ATI_TOKEN, AtiFault, caller, offers};

/// The largest body that is read.
const LARGEST: usize = 256 * 1024;

/// ATI.SU as the router holds it.
#[derive(Clone)]
pub(in crate::sandbox) struct Desk {
    pub(in crate::sandbox) panel: AtiPanel,
}

impl Desk {
    pub(in crate::sandbox) fn new(
        seed: u64,
        faults: &[(AtiFault, f64)],
        now: Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>,
    ) -> Self {
        Self { panel: AtiPanel::new(Office::new(seed, faults), now) }
    }
}

/// Answers every request behind `/ati`.
pub(in crate::sandbox) async fn doors(State(desk): State<Desk>, request: Request) -> Response<Body> {
    let (parts, body) = request.into_parts();
    let shown = parts.headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if shown != format!("Bearer {ATI_TOKEN}") {
        return bare(StatusCode::UNAUTHORIZED);
    }
    let body = to_bytes(body, LARGEST).await.unwrap_or_default();
    let body: Value = serde_json::from_slice(&body).unwrap_or(Value::Null);
    let path = parts.uri.path().trim_start_matches("/ati").trim_matches('/').to_owned();
    let steps: Vec<&str> = path.split('/').collect();
    match (parts.method, steps.as_slice()) {
        (Method::POST, ["webhooks", "v1", "create"]) => create(&desk.panel, &body),
        (Method::GET, ["webhooks", "v1", "status"]) => {
            let all: Vec<Value> = desk.panel.office().subscriptions.values().map(shape).collect();
            document(&Value::Array(all))
        }
        (Method::GET, ["webhooks", "v1", "status", id]) => {
            let found = desk.panel.office().subscriptions.get(*id).map(shape);
            found.map_or_else(|| bare(StatusCode::NOT_FOUND), |found| document(&found))
        }
        (Method::DELETE, ["webhooks", "v1", "delete", id]) => {
            let removed = desk.panel.office().subscriptions.remove(*id);
            bare(if removed.is_some() { StatusCode::OK } else { StatusCode::NOT_FOUND })
        }
        (Method::GET, ["webhooks", "v1", "distributions", "failed", id]) => missed(&desk.panel, id),
        (Method::POST, ["gw", "gis-dict", "v1", "cities", "by-ids"]) => cities(&body),
        (Method::GET, ["v1.0", "firms", code, "requisites"]) => firm(code),
        (Method::GET, ["v1.0", "dictionaries", "cargoTypes"]) => {
            document(&json!([{ "id": 59, "name": "Другое" }, { "id": 3, "name": "Мясо" }]))
        }
        _ => bare(StatusCode::NOT_FOUND),
    }
}

fn create(panel: &AtiPanel, body: &Value) -> Response<Body> {
    let text = |name: &str| body.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let (topic, callback) = (text("topic"), text("callback"));
    if topic.is_empty() || caller::place(&callback).is_none() {
        return bare(StatusCode::BAD_REQUEST);
    }
    let mut office = panel.office();
    if office.subscriptions.values().any(|one| one.callback == callback) {
        return bare(StatusCode::CONFLICT);
    }
    let mut rng = office.rng.fork();
    let (id, key) = (offers::guid(&mut rng), offers::guid(&mut rng));
    let subscription = Subscription { id: id.clone(), topic, callback, key, state: "verification" };
    office.subscriptions.insert(id.clone(), subscription);
    drop(office);
    let (verifying, asked) = (panel.clone(), id.clone());
    tokio::spawn(async move { verifying.verify(&asked).await });
    let mut response = bare(StatusCode::ACCEPTED);
    if let Ok(place) = HeaderValue::from_str(&format!("/webhooks/v1/status/{id}")) {
        response.headers_mut().insert(header::LOCATION, place);
    }
    response
}

fn shape(one: &Subscription) -> Value {
    json!({
        "id": one.id, "topic": one.topic, "status": one.state, "hook": { "callback": one.callback, "key": one.key },
    })
}

fn missed(panel: &AtiPanel, id: &str) -> Response<Body> {
    let office = panel.office();
    let Some(subscription) = office.subscriptions.get(id) else { return bare(StatusCode::NOT_FOUND) };
    let entities: Vec<Value> = office
        .missed
        .iter()
        .chain(&office.waiting)
        .filter(|parcel| parcel.topic == subscription.topic.replace('-', "."))
        .map(super::office::Parcel::wire)
        .collect();
    document(&json!({ "topic": subscription.topic, "entities": entities }))
}

fn cities(body: &Value) -> Response<Body> {
    let ids = body.get("ids").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_u64);
    let found = ids.filter_map(|id| {
        let town = offers::town(usize::try_from(id).ok()?)?;
        Some(json!({
            "id": id, "name": town.name, "region": { "name": town.region.name },
            "geo_point": { "lat": town.location.latitude, "lon": town.location.longitude },
        }))
    });
    document(&Value::Array(found.collect()))
}

fn firm(code: &str) -> Response<Body> {
    match code {
        "1000001" => document(&json!({ "full_name": "ООО «Учебный грузовладелец»", "inn": "9999000013" })),
        "1000002" => document(&json!({ "full_name": "ООО «Незнакомец»", "inn": "9999999990" })),
        "3000001" => document(&json!({ "full_name": "ИП Перевозчиков", "inn": null })),
        _ => bare(StatusCode::NOT_FOUND),
    }
}

fn document(value: &Value) -> Response<Body> {
    let mut response = Response::new(Body::from(value.to_string()));
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}

fn bare(status: StatusCode) -> Response<Body> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    response
}
