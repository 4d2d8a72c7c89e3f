//! The training carrier: Деловые Линии as its documents describe it, on the same server under `/dellin`.
//!
//! It reads requests by itself, from plain JSON: it shares no shape with the desk's client. Prices follow a plain formula
//! ([`price`]) and say of themselves that they are for training. The samples of the documents are one fixed case: a request
//! of their own day is answered with their own answer.

mod answers;
mod directories;
mod orders;
mod price;
mod rules;
mod towns;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{MutexGuard, PoisonError};

use axum::body::Bytes;
use axum::http::{Response, StatusCode};
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::fault::Fault;
use super::faults::Victim;
use super::http::answer::{Refusal, bare, html, response, text};
use super::http::reply::{Asked, Fate, Late, PAGE};
use super::sentences;
use super::server::Server;
use answers::{Complaint, Reply};

/// What every address of the carrier begins with.
pub(crate) const PREFIX: &str = "/dellin";
/// Key of the application and token of the one account: the same for every training server, and no secrets.
pub(crate) const APPKEY: &str = "TRAINING-0000-0000-0000-000000000000";
pub(crate) const TOKEN: &str = "dl-api-training";

/// Orders of the carrier, beside the world's own file.
const FILE: &str = "carrier.json";
/// A session lives so long.
const SESSION_LIFE: TimeDelta = TimeDelta::days(30);

/// An order of the training carrier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupageOrder {
    /// Number of the request.
    pub request_id: i64,
    /// The client's own number; empty for an order that nobody can find again.
    pub number: String,
    /// Barcode of a pre-order.
    pub barcode: Option<String>,
    /// When it was made.
    pub made_at: DateTime<Utc>,
    /// From when on the search shows it.
    pub(crate) visible_at: DateTime<Utc>,
    /// Kept but not processed.
    pub(crate) held: bool,
}

/// Everything that the carrier keeps. Sessions are gone with the server: whoever comes again signs in.
#[derive(Debug, Default)]
pub(crate) struct Carrier {
    sessions: BTreeMap<String, DateTime<Utc>>,
    orders: Vec<GroupageOrder>,
    /// Where orders stand over a restart; `None`: nowhere.
    file: Option<PathBuf>,
}

impl Carrier {
    /// A carrier with the orders of a folder, when the server has one. A file that can't be read begins anew.
    pub(crate) fn of_folder(folder: Option<&Path>) -> Self {
        let Some(file) = folder.map(|folder| folder.join(FILE)) else { return Self::default() };
        let orders = std::fs::read(&file).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok());
        Self { orders: orders.unwrap_or_default(), file: Some(file), ..Self::default() }
    }

    /// Takes an order; it is on disk before the answer goes.
    fn take(&mut self, order: GroupageOrder) {
        self.orders.push(order);
        let Some(file) = &self.file else { return };
        let written = serde_json::to_vec(&self.orders).map_err(std::io::Error::other).and_then(|bytes| {
            let beside = file.with_extension("new");
            std::fs::write(&beside, bytes)?;
            std::fs::rename(&beside, file)
        });
        if let Err(error) = written {
            tracing::error!(%error, "an order of the training carrier was not written");
        }
    }

    /// All orders, oldest first.
    pub(crate) fn orders(&self) -> &[GroupageOrder] {
        &self.orders
    }

    fn is_open(&self, session: &str, now: DateTime<Utc>) -> bool {
        self.sessions.get(session).is_some_and(|since| now - *since < SESSION_LIFE)
    }
}

/// A request as the carrier sees it.
pub(crate) struct Question {
    /// `/v2/request.json`.
    path: String,
    body: Map<String, Value>,
    /// `http://127.0.0.1:PORT/dellin`.
    base: String,
}

impl Question {
    fn session(&self) -> Option<&str> {
        self.body.get("sessionID").and_then(Value::as_str).filter(|id| !id.is_empty())
    }

    /// A text of the body.
    fn text(&self, key: &str) -> &str {
        self.body.get(key).and_then(Value::as_str).unwrap_or_default()
    }
}

/// Answers a request under [`PREFIX`], with the same faults as any other.
pub(crate) fn reply(server: &Server, asked: &Asked) -> (Response<Bytes>, Fate) {
    let whole = |answer| (answer, Fate::Whole);
    let path = asked.path.strip_prefix(PREFIX).unwrap_or(&asked.path).to_owned();
    let base = format!("http://{}{PREFIX}", asked.host.as_deref().unwrap_or("127.0.0.1"));
    if let Some(name) = path.strip_prefix("/files/") {
        return whole(directories::file(name).map_or_else(|| bare(StatusCode::NOT_FOUND), answers::file));
    }
    let Ok(Value::Object(body)) = serde_json::from_slice(&asked.body) else {
        return whole(answers::refused(400, vec![Complaint::new(110_001, "Неверный формат запроса")]));
    };
    let question = Question { path, body, base };
    let victim = Victim { authorised: question.session().is_some(), creates: question.path == "/v2/request.json" };
    let fault = if asked.calm { None } else { server.draw_fault(victim) };
    match fault {
        Some(Fault::DropBefore) => return (bare(StatusCode::OK), Fate::Cut),
        Some(Fault::Error500) => return whole(response(Err(Refusal::Broken))),
        Some(Fault::Html) => return whole(html(PAGE)),
        Some(Fault::TooMany) => return whole(response(Err(Refusal::TooMany(2)))),
        Some(Fault::TooManyBare) => return whole(text(StatusCode::TOO_MANY_REQUESTS, sentences::too_many_requests())),
        Some(Fault::LateCreate) => return (bare(StatusCode::OK), Fate::Late(Late::carrier(question))),
        Some(Fault::Unauthorised401Mid) => {
            if let Some(session) = question.session() {
                server.carrier().sessions.remove(session);
            }
        }
        Some(_) | None => {}
    }
    let answer = carry_out(server, &question);
    match fault {
        Some(Fault::DropAfter) => (bare(StatusCode::OK), Fate::Cut),
        Some(Fault::Truncate) => (answer, Fate::Half),
        Some(Fault::Slow) => (answer, Fate::Slow),
        Some(_) | None => whole(answer),
    }
}

/// Carries out a request.
pub(crate) fn carry_out(server: &Server, question: &Question) -> Response<Bytes> {
    let now = server.now();
    // A lagging copy shows a new order a minute late.
    let lag =
        if server.fault_panel().probability(Fault::Lag) > 0.0 { TimeDelta::minutes(1) } else { TimeDelta::zero() };
    let mut carrier = server.carrier();
    let outcome = perform(&mut carrier, question, now, lag);
    drop(carrier);
    match outcome {
        Ok(Reply::Data(data)) => answers::data(&data, now),
        Ok(Reply::Plain(document)) => answers::plain(&document),
        Err(refusal) => answers::refused(refusal.status, refusal.complaints),
    }
}

fn perform(carrier: &mut Carrier, question: &Question, now: DateTime<Utc>, lag: TimeDelta) -> answers::Outcome {
    if question.text("appkey") != APPKEY {
        return answers::refuse(403, Complaint::new(100_004, "Нет доступа к методу").field("appkey"));
    }
    let path = question.path.as_str();
    if matches!(path, "/v3/auth/login.json" | "/v4/auth/login.json") {
        return orders::log_in(carrier, question, now);
    }
    let signed = match question.session() {
        None => false,
        Some(session) if carrier.is_open(session, now) => true,
        Some(_) => return answers::refuse(401, Complaint::new(101_003, "Требуется авторизация").field("sessionID")),
    };
    let of_account = matches!(
        path,
        "/v3/auth/session_info.json"
            | "/v3/auth/logout.json"
            | "/v3/orders.json"
            | "/v1/printable.json"
            | "/v2/counteragents.json"
            | "/v2/book/addresses.json"
    );
    if of_account && !signed {
        return answers::refuse(401, Complaint::new(101_003, "Требуется авторизация").field("sessionID"));
    }
    match path {
        "/v3/auth/session_info.json" => Ok(orders::session_info(carrier, question)),
        "/v3/auth/logout.json" => Ok(orders::log_out(carrier, question)),
        "/v2/calculator.json" => price::calculate(question, signed, now),
        "/v2/request.json" => orders::place(carrier, question, signed, now, lag),
        "/v3/orders.json" => Ok(orders::search(carrier, question, now)),
        "/v1/printable.json" => orders::printed(carrier, question),
        _ => directories::answer(question, now),
    }
}

impl Server {
    /// The carrier's own memory.
    pub(crate) fn carrier(&self) -> MutexGuard<'_, Carrier> {
        self.carrier.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
