//! The client itself: one connection to one server, and how a call goes.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use chrono::{DateTime, Utc};
use serde_json::Value;

use super::config::Config;
use super::error::{ApiError, SignInReason};
use super::json::{Listed, Row};
use super::odata::Query;
use super::session::{CallLog, Clock, Session};
use super::transport::{Answer, Flight, HttpWire, Line, Request, Wire};
use crate::domain::id::{BidKey, RemoteId};

/// A connection to one Cargo.Run server. Cheap to clone; clones share tokens and connections.
///
/// Every method is one call (a page, a record, an action) unless it says otherwise, and repeats itself only once: after
/// a 401, with a fresh token. Futures may be dropped at any time; what was sent by then is sent.
#[derive(Clone)]
pub struct Client {
    line: Line,
    flight: Flight,
    pub(crate) known: Arc<Known>,
}

/// What was learnt of this server on the way.
#[derive(Default)]
pub(crate) struct Known {
    /// It has no `CargoOwnerDictionary/GetList`, only today's `/Get`.
    pub(crate) counterparties_by_get: AtomicBool,
    /// It refuses `or` in the filter of the pull.
    pub(crate) no_keyset: AtomicBool,
    /// It has no `Map/GetLastCarsLocations`: no contract names it.
    pub(crate) no_car_places: AtomicBool,
}

/// A list that came.
pub(crate) struct List {
    /// Rows that are objects.
    pub(crate) rows: Vec<Row>,
    /// How many rows came, readable or not.
    pub(crate) came: usize,
    /// How many there are in all (`X-MetaCount`).
    pub(crate) total: Option<u64>,
    /// The server's clock when it answered.
    pub(crate) date: Option<DateTime<Utc>>,
}

/// What a look-up found: an answer that may be that there is nothing.
#[derive(Debug, Clone, PartialEq)]
pub struct Found<T> {
    /// The records.
    pub rows: Vec<T>,
    /// The server's own clock when it said so, to the second; `None` when it doesn't tell.
    pub at: Option<DateTime<Utc>>,
}

impl Client {
    /// A client over real HTTP. Nothing is sent before the first call.
    ///
    /// # Errors
    /// [`ApiError::BadAddress`] when the address can't be used: no `https://` (or `http://` to anything but this
    /// machine), a password in it, an unusable name for the program.
    pub fn new(
        config: &Config,
        session: Arc<dyn Session>,
        log: Arc<dyn CallLog>,
        clock: Clock,
    ) -> Result<Self, ApiError> {
        Ok(Self::over(Arc::new(HttpWire::new(config)?), session, log, clock))
    }

    /// A client over any wire.
    #[must_use]
    pub fn over(wire: Arc<dyn Wire>, session: Arc<dyn Session>, log: Arc<dyn CallLog>, clock: Clock) -> Self {
        let line = Line { wire, log, clock };
        Self { flight: Flight::new(line.clone(), session), line, known: Arc::default() }
    }

    /// Signs in with the user name and password of the session, whatever tokens there are: what a person asks for after
    /// [`ApiError::SignInNeeded`]. Other calls sign in by themselves as long as nothing was refused.
    ///
    /// # Errors
    /// [`ApiError::SignInNeeded`] when the platform refuses or nobody is known; [`ApiError::TooManyRequests`] when a
    /// sign-in isn't allowed within a minute; those of the network.
    pub async fn sign_in(&self) -> Result<(), ApiError> {
        self.flight.sign_in().await
    }

    /// Asks, without signing in, whether a server is there at all; gives its clock, when it tells.
    ///
    /// # Errors
    /// Those of the network.
    pub async fn server_clock(&self) -> Result<Option<DateTime<Utc>>, ApiError> {
        self.line.knock().await
    }

    /// One request with a token. A 401 is answered by a renewed token; a token that was kept by somebody else may be dead
    /// too, so only one that was just given ends the tries.
    pub(crate) async fn call(&self, request: Request) -> Result<Answer, ApiError> {
        let mut refused = None;
        for refusals in 0.. {
            let bearer = self.flight.bearer(refused).await.map_err(ApiError::before_sending)?;
            let answer = self.line.send(&request, Some(&bearer.access), &[&bearer.access]).await;
            if !matches!(answer, Err(ApiError::SignInNeeded { .. })) {
                return answer;
            }
            if (refusals > 0 && bearer.is_given_here()) || refusals > 1 {
                self.flight.stop(&bearer).await;
                break;
            }
            refused = Some(bearer.generation);
        }
        Err(ApiError::SignInNeeded { reason: SignInReason::FreshTokenRefused })
    }

    /// Reads a list.
    pub(crate) async fn list(&self, path: &str, query: Query) -> Result<List, ApiError> {
        self.listed(Request::get(path, query)).await
    }

    /// Reads a list by a request that says more of itself.
    pub(crate) async fn listed(&self, request: Request) -> Result<List, ApiError> {
        let path = request.path.clone();
        let answer = self.call(request).await?;
        let Listed { rows, came } = Listed::read(&answer.text).ok_or_else(|| answer.malformed(&path))?;
        Ok(List { rows, came, total: answer.total, date: answer.date })
    }

    /// Reads one object.
    pub(crate) async fn one(&self, path: &str, query: Query) -> Result<Row, ApiError> {
        let answer = self.call(Request::get(path, query)).await?;
        Row::read(&answer.text).ok_or_else(|| answer.malformed(path))
    }

    /// Sends a change whose answer holds nothing that we need (it is often empty).
    pub(crate) async fn act(&self, path: &str, body: Value) -> Result<(), ApiError> {
        self.done(Request::post(path, body)).await
    }

    /// The same of a bid, which the journal notes: its number stands in the body alone.
    pub(crate) async fn act_on(&self, bid: RemoteId, path: &str, body: Value) -> Result<(), ApiError> {
        self.done(Request::post(path, body).about(BidKey::Number(bid))).await
    }

    async fn done(&self, request: Request) -> Result<(), ApiError> {
        let path = request.path.clone();
        let answer = self.call(request).await?;
        // A web page in place of an answer comes from something between us and the server.
        if answer.is_web_page() { Err(answer.malformed(&path)) } else { Ok(()) }
    }

    /// Tries the first path until the server has answered 404 to it once, then the other one.
    pub(crate) async fn list_either(
        &self,
        [first, other]: [&str; 2],
        remembered: &AtomicBool,
        query: Query,
    ) -> Result<List, ApiError> {
        if !remembered.load(Ordering::Relaxed) {
            match self.list(first, query.clone()).await {
                Err(ApiError::NotFound) => {}
                answer => return answer,
            }
        }
        let answer = self.list(other, query).await;
        if answer.is_ok() {
            remembered.store(true, Ordering::Relaxed);
        }
        answer
    }
}
