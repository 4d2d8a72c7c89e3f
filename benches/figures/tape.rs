//! What the training server says of a stock, taken once, and a server that says it again: its own work is the same on
//! every side of a comparison, and small.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, RwLock};
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Request, State};
use axum::http::HeaderMap;
use cargorun_desk::api::cargorun::{Config, HttpWire, Incoming, Outgoing, Wire, WireError, WireFuture, read_instant};
use cargorun_desk::app::connect::{Connected, Target, connect_over};
use cargorun_desk::app::secrets::OnWait;
use cargorun_desk::sandbox::{self, LoginLimit};
use cargorun_desk::store::Store;
use cargorun_desk::sync::{Cancel, Timing, Trigger};
use chrono::{DateTime, Utc};
use secrecy::SecretString;
use serde::Deserialize;
use serde_json::value::RawValue;

pub(crate) type Failure = Box<dyn std::error::Error>;

/// The list of bids, in every spelling of its path.
const LIST: &str = "getlistforexternal";
pub(crate) const PAGE: usize = 50;

/// What the training server answered.
#[derive(Debug, Clone, Default)]
pub(crate) struct Tape {
    /// The paths and queries of the pages of bids, in their order.
    pub(crate) walk: Vec<String>,
    /// The pages of bids, in their order.
    pub(crate) pages: Vec<Bytes>,
    /// Everything else that was asked, by path and query.
    others: HashMap<String, Answer>,
}

#[derive(Debug, Clone)]
struct Answer {
    body: Bytes,
    total: Option<String>,
}

/// What the order of a pull goes by; the rest of a row stays text.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Head<'a> {
    pub(crate) id: i64,
    #[serde(borrow)]
    pub(crate) updated_at: Option<std::borrow::Cow<'a, str>>,
}

pub(crate) fn heads(page: &[u8]) -> Result<Vec<(&RawValue, Head<'_>)>, Failure> {
    let raws: Vec<&RawValue> = serde_json::from_slice(page)?;
    let mut rows = Vec::with_capacity(raws.len());
    for raw in raws {
        rows.push((raw, serde_json::from_str::<Head<'_>>(raw.get())?));
    }
    Ok(rows)
}

impl Tape {
    pub(crate) fn bytes(&self) -> usize {
        self.pages.iter().map(Bytes::len).sum()
    }
}

/// Notes what goes over it.
struct Recorder {
    http: HttpWire,
    tape: Mutex<Tape>,
}

impl Wire for Recorder {
    fn exchange(&self, request: Outgoing) -> WireFuture<'_, Result<Incoming, WireError>> {
        let line = request.path_and_query.clone();
        Box::pin(async move {
            let answer = self.http.exchange(request).await?;
            let mut tape = self.tape.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            let body = Bytes::from(answer.body.clone());
            let question = decoded(&line);
            if !is_list(&question) {
                tape.others.insert(question, Answer { body, total: answer.total.clone() });
            } else if question.contains("$top=50") && !question.contains("Status") && !tape.walk.contains(&line) {
                tape.walk.push(line);
                tape.pages.push(body);
            }
            drop(tape);
            Ok(answer)
        })
    }
}

/// A stock of so many bids and a tenth as many book rows.
pub(crate) async fn record(bids: usize) -> Result<Tape, Failure> {
    // Trailers are as many as trucks, drivers five more.
    let (trucks, counterparties) = ((bids * 3 / 100).max(4), (bids / 100).max(4));
    let options =
        sandbox::Options { bids, trucks, counterparties, login_limit: LoginLimit::none(), ..Default::default() };
    let training = sandbox::start(options).await?;
    let recorder = Arc::new(Recorder { http: HttpWire::new(&config(training.base_url()))?, tape: Mutex::default() });
    let store = Store::open_in_memory()?;
    let target = (training.base_url(), training.user(), training.password());
    let connected = connected(Arc::clone(&recorder) as Arc<dyn Wire>, &store, target);
    cycle(&connected, true, true).await?;
    training.stop().await;
    let tape = recorder.tape.lock().unwrap_or_else(std::sync::PoisonError::into_inner).clone();
    Ok(tape)
}

pub(crate) fn config(base_url: &str) -> Config {
    Config {
        base_url: base_url.to_owned(),
        timeout: Duration::from_mins(1),
        user_agent: "cargorun-desk/figures".to_owned(),
        proxy: None,
    }
}

pub(crate) fn connected(wire: Arc<dyn Wire>, store: &Store, (server, user, password): (&str, &str, &str)) -> Connected {
    let on_wait: OnWait = Arc::new(|_| {});
    let target = Target {
        server: server.to_owned(),
        user: Some(user.to_owned()),
        timeout: Duration::from_mins(1),
        proxy: String::new(),
        key_store: false,
        on_wait,
    };
    let connected = connect_over(wire, store, &target, Timing::system());
    connected.secrets.sign_in(user, SecretString::from(password));
    connected
}

pub(crate) async fn cycle(connected: &Connected, books: bool, pull: bool) -> Result<usize, Failure> {
    let trigger = Trigger { person: true, books, pull, send: false, first_pull_days: 36_500 };
    let (report, ended) = connected.engine.cycle(trigger, &Cancel::default(), &|_| {}).await;
    ended?;
    Ok(report.pulled)
}

/// The rows of the tape by date and number, and those that changed since.
pub(crate) struct Repeater {
    tape: Tape,
    /// How many rows the pages of the tape have.
    taped: usize,
    rows: RwLock<Rows>,
}

#[derive(Default)]
struct Rows {
    /// Moment, and where the text stands: a page with a place in it, or a changed row.
    order: Vec<(DateTime<Utc>, Text)>,
    by_id: HashMap<i64, usize>,
}

#[derive(Clone)]
enum Text {
    Taped(Bytes),
    Changed(String),
}

impl Repeater {
    pub(crate) fn new(tape: Tape) -> Result<Arc<Self>, Failure> {
        let mut rows = Rows::default();
        for page in &tape.pages {
            for (raw, head) in heads(page)? {
                let moment = head.updated_at.as_deref().and_then(read_instant).ok_or("a row without a date")?;
                rows.by_id.insert(head.id, rows.order.len());
                rows.order.push((moment, Text::Taped(page.slice_ref(raw.get().as_bytes()))));
            }
        }
        Ok(Arc::new(Self { tape, taped: rows.order.len(), rows: RwLock::new(rows) }))
    }

    /// Other prices and dates for so many rows from all over the stock: a minute behind everything else.
    pub(crate) fn change(&self, count: usize) -> Result<(), Failure> {
        let mut rows = self.rows.write().unwrap_or_else(std::sync::PoisonError::into_inner);
        let (whole, last) = (rows.order.len(), rows.order.last().ok_or("no rows")?.0);
        for number in 0..count {
            let Some((_, Text::Taped(text))) = rows.order.get(number * whole / count).cloned() else { continue };
            let mut row: serde_json::Value = serde_json::from_slice(&text)?;
            let moment = last + chrono::TimeDelta::minutes(1) + chrono::TimeDelta::milliseconds(number.try_into()?);
            row["updatedAt"] = moment.format("%Y-%m-%dT%H:%M:%S%.6f0Z").to_string().into();
            row["price"] = (100_000 + number).into();
            let id = row["id"].as_i64().ok_or("a row without a number")?;
            let place = rows.order.len();
            rows.by_id.insert(id, place);
            rows.order.push((moment, Text::Changed(row.to_string())));
        }
        Ok(())
    }

    fn answer(&self, line: &str) -> Answer {
        let question = decoded(line);
        let nothing = || Answer { body: Bytes::from_static(b"[]"), total: Some("0".to_owned()) };
        if !is_list(&question) {
            return self.tape.others.get(&question).cloned().unwrap_or_else(nothing);
        }
        if question.contains("Status") {
            return nothing();
        }
        let rows = self.rows.read().unwrap_or_else(std::sync::PoisonError::into_inner);
        let word_after =
            |mark: &str| question.rsplit_once(mark).and_then(|(_, tail)| tail.split([' ', ')', '&']).next());
        let after = word_after("id gt ").and_then(|id| rows.by_id.get(&id.parse().ok()?)).map(|place| place + 1);
        let since = word_after("updatedAt ge ").and_then(read_instant).unwrap_or(DateTime::UNIX_EPOCH);
        let start = after.unwrap_or_else(|| rows.order.partition_point(|(moment, _)| *moment < since));
        let top = word_after("$top=").and_then(|top| top.parse().ok()).unwrap_or(PAGE);
        let total = Some((rows.order.len() - start.min(rows.order.len())).to_string());
        // A last page that was not full is put together anew: there may be changed rows behind it.
        let is_taped = start.is_multiple_of(PAGE) && top == PAGE && start + PAGE <= self.taped;
        if let Some(page) = self.tape.pages.get(start / PAGE).filter(|_| is_taped) {
            return Answer { body: page.clone(), total };
        }
        let mut body = vec![b'['];
        for (_, text) in rows.order.iter().skip(start).take(top) {
            if body.len() > 1 {
                body.push(b',');
            }
            body.extend_from_slice(match text {
                Text::Taped(text) => text,
                Text::Changed(text) => text.as_bytes(),
            });
        }
        body.push(b']');
        Answer { body: body.into(), total }
    }
}

/// In one process, without HTTP: what is left is the reading and the writing.
impl Wire for Repeater {
    fn exchange(&self, request: Outgoing) -> WireFuture<'_, Result<Incoming, WireError>> {
        let Answer { body, total } = self.answer(&request.path_and_query);
        let (status, body) = (200, body.to_vec());
        let (retry_after, date, location, shortfall) = (None, None, None, None);
        Box::pin(async move { Ok(Incoming { status, retry_after, total, date, location, body, shortfall }) })
    }
}

/// Over HTTP; the address.
pub(crate) async fn serve(repeater: Arc<Repeater>) -> Result<String, Failure> {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let address = format!("http://{}", listener.local_addr()?);
    let app = Router::new().fallback(say).with_state(repeater);
    tokio::spawn(async move { axum::serve(listener, app).await });
    Ok(address)
}

async fn say(State(repeater): State<Arc<Repeater>>, request: Request) -> (HeaderMap, Bytes) {
    let Answer { body, total } = repeater.answer(request.uri().path_and_query().map_or("", |line| line.as_str()));
    let mut headers = HeaderMap::new();
    headers.insert("content-type", axum::http::HeaderValue::from_static("application/json; charset=utf-8"));
    if let Some(total) = total.and_then(|total| total.parse().ok()) {
        headers.insert("x-metacount", total);
    }
    (headers, body)
}

fn is_list(question: &str) -> bool {
    question.split('?').next().unwrap_or_default().to_lowercase().ends_with(LIST)
}

/// The line without its percent signs.
fn decoded(line: &str) -> String {
    let mut bytes = Vec::with_capacity(line.len());
    let mut rest = line.as_bytes();
    while let Some((first, behind)) = rest.split_first() {
        let digits = behind.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
        let byte = digits.filter(|_| *first == b'%').and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(byte.unwrap_or(*first));
        rest = byte.and_then(|_| behind.get(2..)).unwrap_or(behind);
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
