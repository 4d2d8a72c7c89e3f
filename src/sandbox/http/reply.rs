//! The way of a request: its route, its fault, its token, its work, its answer. It knows nothing of connections.

use axum::body::Bytes;
use axum::http::header::DATE;
use axum::http::{HeaderValue, Method, Response, StatusCode};

use super::super::dellin;
use super::super::fault::Fault;
use super::super::faults::Victim;
use super::super::sentences;
use super::super::server::Server;
use super::answer::{Refusal, bare, html, response, text};
use super::query_string::decode;
use super::request::{Call, read_body};
use super::routes::{Found, Work, find};

/// What a proxy says in the server's place.
pub(crate) const PAGE: &str =
    "<!DOCTYPE html><html><head><title>Service</title></head><body><h1>Service is being updated</h1></body></html>";

/// A request as it came.
pub(crate) struct Asked {
    pub(crate) method: Method,
    /// Percent-encoded, as the query.
    pub(crate) path: String,
    pub(crate) query: String,
    pub(crate) bearer: Option<String>,
    /// Host and port that it was sent to, when it came over a network.
    pub(crate) host: Option<String>,
    pub(crate) body: Bytes,
    /// Nothing goes wrong with it.
    pub(crate) calm: bool,
}

/// What becomes of the answer on its way back.
pub(crate) enum Fate {
    /// It arrives.
    Whole,
    /// The connection breaks before its first byte.
    Cut,
    /// The connection breaks in its middle.
    Half,
    /// It arrives a few bytes at a time.
    Slow,
    /// The connection breaks, and only some time later the request is carried out.
    Late(Late),
}

/// A request that is still to be carried out though nobody waits for it.
pub(crate) struct Late(LateWork);

enum LateWork {
    /// Of the platform.
    Platform(Work, Call),
    /// Of the training carrier.
    Carrier(Box<dellin::Question>),
}

impl Late {
    /// An order of the training carrier.
    pub(crate) fn carrier(question: dellin::Question) -> Self {
        Self(LateWork::Carrier(Box::new(question)))
    }

    /// Carries it out.
    pub(crate) fn carry_out(self, server: &Server) {
        match self.0 {
            LateWork::Platform(work, call) => {
                let outcome = server.perform(work, &call);
                tracing::debug!(?outcome, "a creation was carried out late");
            }
            LateWork::Carrier(question) => {
                let answer = dellin::carry_out(server, &question);
                tracing::debug!(status = %answer.status(), "an order was made late");
            }
        }
    }
}

/// Answers a request, with the moment of the server's own clock; blocks while the storage writes.
pub(crate) fn reply(server: &Server, asked: Asked) -> (Response<Bytes>, Fate) {
    let (mut answer, fate) = answer(server, asked);
    let date = server.now().format("%a, %d %b %Y %H:%M:%S GMT").to_string();
    if let Ok(date) = HeaderValue::from_str(&date) {
        answer.headers_mut().insert(DATE, date);
    }
    (answer, fate)
}

fn answer(server: &Server, asked: Asked) -> (Response<Bytes>, Fate) {
    if asked.path.starts_with(dellin::PREFIX) {
        return dellin::reply(server, &asked);
    }
    let whole = |answer| (answer, Fate::Whole);
    let (work, path_id) = match find(&asked.method, &decode(&asked.path)) {
        Found::Method(work, path_id) => (work, path_id),
        Found::OtherVerb => return whole(bare(StatusCode::METHOD_NOT_ALLOWED)),
        Found::Nothing => return whole(bare(StatusCode::NOT_FOUND)),
    };
    let call =
        read_body(&asked.body).map(|body| Call { path_id, query: asked.query, body, token: asked.bearer.clone() });
    let creates = call.as_ref().is_ok_and(|call| makes_a_record(&asked.path, call));
    let fault = if asked.calm { None } else { server.draw_fault(Victim { authorised: work.needs_token(), creates }) };
    match fault {
        Some(Fault::DropBefore) => return (bare(StatusCode::OK), Fate::Cut),
        Some(Fault::Error500) => return whole(response(Err(Refusal::Broken))),
        Some(Fault::Html) => return whole(html(PAGE)),
        Some(Fault::TooMany) => return whole(response(Err(Refusal::TooMany(2)))),
        Some(Fault::TooManyBare) => {
            return whole(text(StatusCode::TOO_MANY_REQUESTS, sentences::too_many_requests()));
        }
        Some(Fault::Unauthorised401Mid) => server.expire(asked.bearer.as_deref().unwrap_or_default()),
        Some(_) | None => {}
    }
    if work.needs_token() && !asked.bearer.is_some_and(|token| server.is_good(&token)) {
        return whole(response(Err(Refusal::Unauthorised)));
    }
    let call = match call {
        Ok(call) => call,
        Err(refusal) => return whole(response(Err(refusal))),
    };
    if fault == Some(Fault::LateCreate) {
        return (bare(StatusCode::OK), Fate::Late(Late(LateWork::Platform(work, call))));
    }
    let outcome = if asked.calm { server.work(work, &call) } else { server.perform(work, &call) };
    let answer = response(outcome);
    match fault {
        Some(Fault::DropAfter) => (bare(StatusCode::OK), Fate::Cut),
        Some(Fault::Truncate) => (answer, Fate::Half),
        Some(Fault::Slow) => (answer, Fate::Slow),
        Some(_) | None => whole(answer),
    }
}

fn makes_a_record(path: &str, call: &Call) -> bool {
    path.to_ascii_lowercase().ends_with("/apply") && matches!(call.fields().reference("id"), Ok(None))
}
