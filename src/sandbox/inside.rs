//! The server without a network and without time of its own, for simulations: a request goes in, what would arrive at the
//! other end of the line comes out, and what the server does later is done when its clock has come that far.
//!
//! Routes, tokens, faults and records are those of the server that listens; only the line between is missing.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::body::Bytes;
use axum::http::Method;
use chrono::{DateTime, TimeDelta, Utc};
use tokio::sync::mpsc;

use super::clock::Clock;
use super::faults::FaultPanel;
use super::http::dispatch::LATE;
use super::http::reply::{Asked, Fate, Late, reply};
use super::mishaps::Deed;
use super::options::Options;
use super::running::SandboxError;
use super::seed;
use super::server::{Due, Server};
use super::world::World;

/// What arrives at the other end of the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    /// The connection broke before an answer.
    Nothing,
    /// An answer.
    Answer {
        /// HTTP code.
        status: u16,
        /// Headers by their names in lower case.
        headers: Vec<(String, String)>,
        /// The body, or as much of it as came.
        body: Vec<u8>,
        /// False when the connection broke in the middle of it.
        whole: bool,
    },
}

enum Later {
    /// The server's own calculations of a bid.
    Calculation(i64),
    /// A creation that nobody waits for.
    Creation(Late),
}

struct Agenda {
    calculations: mpsc::UnboundedReceiver<Due>,
    later: Vec<(DateTime<Utc>, Later)>,
}

/// A server in this process.
pub struct Inside {
    server: Arc<Server>,
    options: Options,
    agenda: Mutex<Agenda>,
}

impl Inside {
    /// A server with the demo data of its options, in memory; address and folder of the options mean nothing here.
    ///
    /// # Errors
    /// [`SandboxError::DemoData`] when the built-in data can't be read.
    pub fn open(options: Options) -> Result<Self, SandboxError> {
        let world = seed::world(Clock::new(Arc::clone(&options.now)), &options)?;
        Ok(Self::of(world, options))
    }

    /// Another server that begins with a copy of this one's records; its faults and its clock are those of `options`.
    #[must_use]
    pub fn branch(&self, options: Options) -> Self {
        Self::of(self.server.copy_of_world(Clock::new(Arc::clone(&options.now))), options)
    }

    fn of(world: World, options: Options) -> Self {
        let (calculations, due) = mpsc::unbounded_channel();
        let server = Arc::new(Server::new(world, &options, calculations));
        Self { server, options, agenda: Mutex::new(Agenda { calculations: due, later: Vec::new() }) }
    }

    /// One request, by verb (`GET`, `POST`), path with query, token and JSON body. What is due is done first.
    pub fn exchange(&self, verb: &str, path_and_query: &str, bearer: Option<&str>, body: Option<&str>) -> Told {
        self.ask(verb, path_and_query, bearer, body, false)
    }

    /// The same for somebody with whom nothing goes wrong, and around whom nothing happens.
    pub fn exchange_calmly(&self, verb: &str, path_and_query: &str, bearer: Option<&str>, body: Option<&str>) -> Told {
        self.ask(verb, path_and_query, bearer, body, true)
    }

    fn ask(&self, verb: &str, path_and_query: &str, bearer: Option<&str>, body: Option<&str>, calm: bool) -> Told {
        self.catch_up();
        let (path, query) = path_and_query.split_once('?').unwrap_or((path_and_query, ""));
        let asked = Asked {
            method: Method::from_bytes(verb.as_bytes()).unwrap_or(Method::GET),
            path: path.to_owned(),
            query: query.to_owned(),
            bearer: bearer.map(str::to_owned),
            host: None,
            body: Bytes::from(body.unwrap_or_default().to_owned()),
            calm,
        };
        let (answer, fate) = reply(&self.server, asked);
        let told = |whole: bool| {
            let (parts, body) = (answer.headers(), answer.body());
            let headers =
                parts.iter().filter_map(|(name, value)| Some((name.to_string(), value.to_str().ok()?.to_owned())));
            let length = if whole { body.len() } else { body.len() / 2 };
            let body = body.get(..length).unwrap_or_default().to_vec();
            Told::Answer { status: answer.status().as_u16(), headers: headers.collect(), body, whole }
        };
        let told = match fate {
            Fate::Whole | Fate::Slow => told(true),
            Fate::Half => told(false),
            Fate::Cut => Told::Nothing,
            Fate::Late(late) => {
                let at = self.now() + TimeDelta::from_std(LATE).unwrap_or_default();
                self.agenda().later.push((at, Later::Creation(late)));
                Told::Nothing
            }
        };
        self.plan();
        told
    }

    /// Does what the server does by itself and what is due by now: calculations, creations that came late.
    pub fn catch_up(&self) {
        loop {
            self.plan();
            let now = self.now();
            let due = {
                let later = &mut self.agenda().later;
                later.sort_by_key(|(at, _)| *at);
                if later.first().is_some_and(|(at, _)| *at <= now) { Some(later.remove(0).1) } else { None }
            };
            match due {
                Some(Later::Calculation(bid)) => self.server.calculate(bid),
                Some(Later::Creation(late)) => late.carry_out(&self.server),
                None => return,
            }
        }
    }

    /// Notes calculations that were asked for since, each at its time.
    fn plan(&self) {
        let at = self.now() + TimeDelta::from_std(self.options.recalculation_delay).unwrap_or_default();
        let mut agenda = self.agenda();
        while let Ok((_, bid)) = agenda.calculations.try_recv() {
            agenda.later.push((at, Later::Calculation(bid)));
        }
    }

    /// The handle by which faults are shown and set.
    #[must_use]
    pub fn faults(&self) -> FaultPanel {
        self.server.fault_panel()
    }

    /// What other dispatchers did, oldest first; the last thousand.
    #[must_use]
    pub fn deeds(&self) -> Vec<Deed> {
        self.server.misfortune().others.deeds().cloned().collect()
    }

    /// How often the server was put back to an earlier copy of its world.
    #[must_use]
    pub fn restores(&self) -> usize {
        self.server.misfortune().restores
    }

    /// The name to sign in with.
    #[must_use]
    pub fn user(&self) -> &'static str {
        super::auth::USER
    }

    /// The password to sign in with: the same for every training server, and no secret.
    #[must_use]
    pub fn password(&self) -> &'static str {
        super::auth::PASSWORD
    }

    fn now(&self) -> DateTime<Utc> {
        (self.options.now)()
    }

    fn agenda(&self) -> MutexGuard<'_, Agenda> {
        self.agenda.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl std::fmt::Debug for Inside {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Inside").field("options", &self.options).finish_non_exhaustive()
    }
}
