//! The line between a desk and the server in this process, with what a bad network and a dying process add to it, in the
//! test's time.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use cargorun_desk::api::cargorun::{Incoming, Method, Outgoing, Shortfall, Wire, WireError, WireFuture};
use cargorun_desk::domain::id::{RecordKind, RemoteId};
use cargorun_desk::sandbox::Told;
use cargorun_desk::store::Store;
use cargorun_desk::store::model::Cause;
use chrono::{DateTime, TimeDelta, Utc};
use secrecy::ExposeSecret as _;
use serde_json::Value;
use tokio::sync::Notify;

use crate::colleague::Office;
use crate::lots::Lots;
use crate::planted::Planted;
use crate::time::{Skew, Time};
use crate::watch::subject_of_write;

/// When the process dies, counted in requests from now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Death {
    /// Before the request leaves.
    Before(usize),
    /// After the server has answered, before anybody here has read it.
    After(usize),
}

/// How bad the network is, by chance.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Weather {
    /// A write is delivered later, after the desk was told that the connection broke.
    pub(crate) delayed_write: f64,
    /// The server does it, and no answer comes until time is up.
    pub(crate) no_answer: f64,
}

/// Sees the line of a request.
type Witness = Box<dyn FnMut(&str) + Send>;

pub(crate) struct TestWire {
    office: Office,
    /// Which desk of the story.
    desk: usize,
    skew: Skew,
    time: Time,
    lots: Lots,
    weather: Mutex<Weather>,
    death: Mutex<Option<Death>>,
    pub(crate) died: Notify,
    /// Writes that are still somewhere in the network, and when they arrive.
    on_the_way: Mutex<Vec<(DateTime<Utc>, Outgoing)>>,
    requests: AtomicUsize,
    /// "POST /api/…" of each request, with its body.
    pub(crate) sent: Mutex<Vec<(String, String)>>,
    /// Every token that went over the wire.
    pub(crate) tokens: Mutex<BTreeSet<String>>,
    /// Sees each request before it leaves.
    witness: Mutex<Witness>,
    /// Paths that answer 503, whatever they are asked.
    pub(crate) broken: Mutex<Vec<String>>,
    /// The desk's memory as it is now, for the oracle.
    pub(crate) memory: Mutex<Option<Store>>,
    /// A bug that was planted between the engine and the line.
    pub(crate) planted: Mutex<Planted>,
    /// Every request is printed (`ENGINE_TRACE=1`).
    is_told: bool,
    /// What went over the line and what came back, when somebody wants to compare.
    pub(crate) trace: Mutex<Option<Vec<String>>>,
    /// Fields of a read before a write that nobody knows, until that write: bid → fields.
    strange: Mutex<BTreeMap<String, Vec<(String, Value)>>>,
    /// The server does not say what its clock shows.
    pub(crate) has_no_date: AtomicBool,
    /// A restored database must see everything before it sends anything.
    pub(crate) must_pull: AtomicBool,
}

/// The desk's limit of one request.
pub(crate) const TIMEOUT: Duration = Duration::from_secs(30);

impl TestWire {
    pub(crate) fn new(office: &Office, desk: usize, lots: &Lots, skew: &Skew) -> Arc<Self> {
        let wire = Arc::new(Self {
            skew: skew.clone(),
            office: office.clone(),
            desk,
            time: office.time.clone(),
            lots: lots.clone(),
            weather: Mutex::default(),
            death: Mutex::default(),
            died: Notify::new(),
            on_the_way: Mutex::default(),
            requests: AtomicUsize::new(0),
            sent: Mutex::default(),
            tokens: Mutex::default(),
            witness: Mutex::new(Box::new(|_| {})),
            broken: Mutex::default(),
            memory: Mutex::default(),
            planted: Mutex::default(),
            is_told: std::env::var_os("ENGINE_TRACE").is_some(),
            trace: Mutex::default(),
            strange: Mutex::default(),
            has_no_date: AtomicBool::new(false),
            must_pull: AtomicBool::new(false),
        });
        office.plug_in(&wire);
        wire
    }

    /// The desk's own clock, as the platform writes moments.
    fn now_here(&self) -> String {
        (self.time.now() + self.skew.get()).format("%Y-%m-%dT%H:%M:%S%.6fZ").to_string()
    }

    /// Who signs in.
    pub(crate) fn account(&self) -> (&'static str, &'static str) {
        (self.office.server.user(), self.office.server.password())
    }

    pub(crate) fn requests(&self) -> usize {
        self.requests.load(Ordering::SeqCst)
    }

    pub(crate) fn set_weather(&self, weather: Weather) {
        *self.weather.lock().unwrap() = weather;
    }

    /// Does something at the moment a request is about to leave.
    pub(crate) fn before_request(&self, witness: Witness) {
        *self.witness.lock().unwrap() = witness;
    }

    pub(crate) fn die(&self, death: Option<Death>) {
        *self.death.lock().unwrap() = death;
    }

    /// Requests whose line begins so, with their bodies.
    pub(crate) fn sent(&self, line: &str) -> Vec<String> {
        let sent = self.sent.lock().unwrap();
        sent.iter().filter(|(known, _)| known.starts_with(line)).map(|(_, body)| body.clone()).collect()
    }

    /// The network loses what is on its way.
    pub(crate) fn lose_all(&self) {
        self.on_the_way.lock().unwrap().clear();
    }

    /// When the next of what is on its way arrives.
    pub(crate) fn next_arrival(&self) -> Option<DateTime<Utc>> {
        self.on_the_way.lock().unwrap().iter().map(|(at, _)| *at).min()
    }

    /// The network brings what is due.
    pub(crate) fn deliver(&self) {
        let now = self.time.now();
        let due: Vec<Outgoing> = {
            let mut on_the_way = self.on_the_way.lock().unwrap();
            let (due, later) = on_the_way.drain(..).partition(|(at, _)| *at <= now);
            *on_the_way = later;
            Vec::into_iter(due).map(|(_, request)| request).collect()
        };
        for request in due {
            // Nobody waits for its answer.
            let _answer = self.cross(&request, true);
        }
    }

    /// True when the process dies at this side of this request.
    fn dies(&self, after: bool) -> bool {
        let mut death = self.death.lock().unwrap();
        match &mut *death {
            Some(Death::Before(left)) if !after => count_down(left),
            Some(Death::After(left)) if after => count_down(left),
            _ => false,
        }
    }

    fn weather_hits(&self, of: impl Fn(&Weather) -> f64) -> bool {
        let probability = of(&self.weather.lock().unwrap());
        self.lots.hits(probability)
    }

    /// To the server and back.
    fn cross(&self, request: &Outgoing, is_late: bool) -> Result<Incoming, WireError> {
        let memory = self.memory.lock().unwrap().clone();
        let verb = if request.method == Method::Get { "GET" } else { "POST" };
        let bearer = request.bearer.as_ref().map(|token| token.expose_secret().to_owned());
        let changed = self.planted.lock().unwrap().request(
            &request.path_and_query,
            request.body.as_deref(),
            memory.as_ref(),
            &self.now_here(),
        );
        let (path, body) = changed.unwrap_or_else(|| (request.path_and_query.clone(), request.body.clone()));
        let journal = |subject: &str| memory.as_ref().map_or_else(String::new, |store| history_of(store, subject));
        if !is_late {
            self.check_write(&path, body.as_deref(), memory.as_ref());
        }
        let asked = (verb, path.as_str(), bearer.as_deref(), body.as_deref());
        let told = self.office.watch.exchange(&self.office.server, (self.desk, is_late), asked, &journal);
        let mut told = incoming(told);
        if let Ok(incoming) = &mut told {
            if self.has_no_date.load(Ordering::SeqCst) {
                incoming.date = None;
            }
            self.planted.lock().unwrap().answer(&path, incoming, self.time.now() + self.skew.get());
            self.note_strange(&path, incoming);
            self.note_pull(&path, incoming);
        }
        let mut trace = self.trace.lock().unwrap();
        if trace.is_some() || self.is_told {
            let outcome = told.as_ref().map_or_else(|error| format!("{error:?}"), |answer| answer.status.to_string());
            let body = body.as_deref().filter(|_| !path.contains("Account")).unwrap_or("");
            let line = format!("{verb} {path} {body} -> {outcome}");
            if self.is_told {
                eprintln!("{} desk {}: {line}", self.time.now(), self.desk);
            }
            trace.iter_mut().for_each(|trace| trace.push(line.clone()));
        }
        told
    }

    /// I6: what nobody knows in the read before a write, to be found in that write.
    fn note_strange(&self, path: &str, incoming: &Incoming) {
        let Some(number) = path.strip_prefix("/api/TruckingBids/Get/") else { return };
        let Ok(Value::Object(fields)) = serde_json::from_slice(&incoming.body) else { return };
        let strange = fields.into_iter().filter(|(name, _)| name.starts_with("novelty")).collect();
        self.strange.lock().unwrap().insert(number.to_owned(), strange);
    }

    /// I14: the last page of a pull has been seen.
    fn note_pull(&self, path: &str, incoming: &Incoming) {
        let is_page = path.contains("GetListForExternal") && path.contains("orderby") && incoming.status == 200;
        let rows = || serde_json::from_slice::<Vec<serde::de::IgnoredAny>>(&incoming.body);
        if is_page && rows().is_ok_and(|rows| rows.len() < 50) {
            self.must_pull.store(false, Ordering::SeqCst);
        }
    }

    /// What must never leave a desk.
    fn check_write(&self, path: &str, body: Option<&str>, memory: Option<&Store>) {
        let (Some(body), Some(memory)) = (body, memory) else { return };
        let fault = |what: String| self.office.watch.notes().faults.push(what);
        let is_write = !path.contains("/Account/") && !path.contains("GetAddresses");
        if is_write && self.must_pull.load(Ordering::SeqCst) {
            fault(format!("I14: {path} before a restored database has seen everything"));
        }
        let Some(subject) = subject_of_write(path, body) else { return };
        let Some(number) = subject.strip_prefix("bid ") else { return };
        let record = memory.bid_by_remote(RemoteId(number.parse().unwrap())).unwrap();
        if record.is_some_and(|record| memory.conflict(&record.meta.id).unwrap().is_some()) {
            fault(format!("I5: {subject} is written while it waits for a person's decision"));
        }
        if path.ends_with("Apply") {
            let sent: Value = serde_json::from_str(body).unwrap();
            for (name, value) in self.strange.lock().unwrap().get(number).into_iter().flatten() {
                if sent.get(name) != Some(value) {
                    fault(format!("I6: {name} of {subject} came as {value} and went as {:?}", sent.get(name)));
                }
            }
        }
    }

    async fn carry(&self, request: Outgoing) -> Result<Incoming, WireError> {
        self.requests.fetch_add(1, Ordering::SeqCst);
        let line = format!("{} {}", request.method, request.path_and_query);
        self.sent.lock().unwrap().push((line.clone(), request.body.clone().unwrap_or_default()));
        (self.witness.lock().unwrap())(&line);
        if let Some(token) = &request.bearer {
            self.tokens.lock().unwrap().insert(token.expose_secret().to_owned());
        }
        if self.dies(false) {
            self.died.notify_one();
            return std::future::pending().await;
        }
        if self.broken.lock().unwrap().iter().any(|path| line.contains(path.as_str())) {
            return Ok(unavailable());
        }
        let is_write = request.body.is_some() && !line.contains("/Account/");
        if is_write && self.weather_hits(|weather| weather.delayed_write) {
            // Less than the desk's limit: a request does not outlive it on the way.
            let later = TimeDelta::seconds(i64::try_from(10 + self.lots.below(19)).unwrap());
            self.on_the_way.lock().unwrap().push((self.time.now() + later, request));
            return Err(WireError::Broken("reset".to_owned()));
        }
        // Two desks take turns at the line.
        tokio::task::yield_now().await;
        let answer = self.cross(&request, false);
        if self.dies(true) {
            self.died.notify_one();
            return std::future::pending().await;
        }
        if self.weather_hits(|weather| weather.no_answer) {
            self.office.pass(TimeDelta::from_std(TIMEOUT).unwrap());
            return Err(WireError::Late);
        }
        answer
    }
}

fn count_down(left: &mut usize) -> bool {
    *left = left.saturating_sub(1);
    *left == 0
}

fn unavailable() -> Incoming {
    let page = b"<html><body>503</body></html>".to_vec();
    Incoming { status: 503, retry_after: None, total: None, date: None, location: None, body: page, shortfall: None }
}

impl Wire for TestWire {
    fn exchange(&self, request: Outgoing) -> WireFuture<'_, Result<Incoming, WireError>> {
        Box::pin(self.carry(request))
    }

    fn pause(&self, duration: Duration) -> WireFuture<'_, ()> {
        self.office.pass(TimeDelta::from_std(duration).unwrap());
        Box::pin(std::future::ready(()))
    }
}

fn incoming(told: Told) -> Result<Incoming, WireError> {
    let Told::Answer { status, headers, body, whole } = told else {
        return Err(WireError::Broken("reset".to_owned()));
    };
    let header = |name: &str| headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone());
    Ok(Incoming {
        status,
        retry_after: header("retry-after"),
        total: header("x-metacount"),
        date: header("date"),
        location: None,
        body,
        shortfall: if whole { None } else { Some(Shortfall::Cut("reset".to_owned())) },
    })
}

/// All that a desk keeps of replaced values of a record, a person's decisions aside: of those the person knows.
pub(crate) fn history_of(store: &Store, subject: &str) -> String {
    let (kind, number) = subject.split_once(' ').unwrap();
    let number = RemoteId(number.parse().unwrap_or_default());
    let of = |kind: RecordKind| store.book_by_remote(kind, number).unwrap().map(|record| (kind, record.meta.id));
    let found = match kind {
        "bid" => store.bid_by_remote(number).unwrap().map(|record| (RecordKind::Bid, record.meta.id)),
        "driver" => of(RecordKind::Driver),
        _ => of(RecordKind::Counterparty),
    };
    found.map_or_else(String::new, |(kind, id)| {
        let mut kept = store.history(kind, &id).unwrap();
        kept.retain(|entry| entry.cause != Cause::Resolved);
        format!("{kept:?}")
    })
}
