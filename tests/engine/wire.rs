//! The program's own HTTP, with what a bad network and a dying process add to it, in the test's time.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use cargorun_desk::api::cargorun::{Config, HttpWire, Incoming, Outgoing, Wire, WireError, WireFuture};
use chrono::{DateTime, TimeDelta, Utc};
use secrecy::ExposeSecret as _;
use tokio::sync::Notify;

use crate::lots::Lots;
use crate::time::Time;

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
    http: HttpWire,
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
}

/// The desk's limit of one request.
pub(crate) const TIMEOUT: Duration = Duration::from_secs(30);

impl TestWire {
    pub(crate) fn new(base_url: &str, time: &Time, lots: &Lots) -> Arc<Self> {
        let config = Config {
            base_url: base_url.to_owned(),
            timeout: TIMEOUT,
            user_agent: "cargorun-desk/test".to_owned(),
            proxy: None,
        };
        Arc::new(Self {
            http: HttpWire::new(&config).unwrap(),
            time: time.clone(),
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
        })
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

    /// The network brings what is due.
    pub(crate) async fn deliver(&self) {
        let now = self.time.now();
        let due: Vec<Outgoing> = {
            let mut on_the_way = self.on_the_way.lock().unwrap();
            let (due, later) = on_the_way.drain(..).partition(|(at, _)| *at <= now);
            *on_the_way = later;
            Vec::into_iter(due).map(|(_, request)| request).collect()
        };
        for request in due {
            // Nobody waits for its answer.
            let _answer = self.http.exchange(request).await;
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
        let answer = self.http.exchange(request).await;
        if self.dies(true) {
            self.died.notify_one();
            return std::future::pending().await;
        }
        if self.weather_hits(|weather| weather.no_answer) {
            self.time.pass(TimeDelta::from_std(TIMEOUT).unwrap());
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
        self.time.pass(TimeDelta::from_std(duration).unwrap());
        Box::pin(std::future::ready(()))
    }
}
