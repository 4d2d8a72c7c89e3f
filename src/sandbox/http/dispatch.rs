//! The way of a request: its route, its fault, its token, its work, its answer.

use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes, HttpBody as _, to_bytes};
use axum::extract::{ConnectInfo, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Response, StatusCode, header};

use super::super::fault::{Fault, Victim};
use super::super::sentences;
use super::super::server::Server;
use super::answer::{Outcome, Refusal, bare, html, refuse, response, text};
use super::connection::Line;
use super::query_string::decode;
use super::request::{Call, read_body};
use super::routes::{Found, Work, find};

/// The largest body that is read.
const LARGEST_BODY: usize = 10 * 1024 * 1024;
/// How long after the client has lost the connection a creation is carried out.
const LATE: Duration = Duration::from_millis(1200);
/// What a proxy says in the server's place.
const PAGE: &str =
    "<!DOCTYPE html><html><head><title>Service</title></head><body><h1>Service is being updated</h1></body></html>";

/// Answers every request.
pub(crate) async fn dispatch(
    State(server): State<Arc<Server>>,
    ConnectInfo(line): ConnectInfo<Line>,
    request: Request,
) -> Response<Body> {
    line.restore();
    let (parts, body) = request.into_parts();
    let (work, path_id) = match find(&parts.method, &decode(parts.uri.path())) {
        Found::Method(work, path_id) => (work, path_id),
        Found::OtherVerb => return bare(StatusCode::METHOD_NOT_ALLOWED),
        Found::Nothing => return bare(StatusCode::NOT_FOUND),
    };
    let call = read(&parts, path_id, body).await;
    let creates = call.as_ref().is_ok_and(|call| makes_a_record(&parts, call));
    let fault = server.draw_fault(Victim { authorised: work.needs_token(), creates });
    match fault {
        Some(Fault::DropBefore) => return dropped(&line),
        Some(Fault::Error500) => return response(Err(Refusal::Broken)),
        Some(Fault::Html) => return html(PAGE),
        Some(Fault::TooMany) => return response(Err(Refusal::TooMany(2))),
        Some(Fault::TooManyBare) => return text(StatusCode::TOO_MANY_REQUESTS, sentences::too_many_requests()),
        Some(Fault::Unauthorised401Mid) => server.expire(bearer(&parts.headers).unwrap_or_default()),
        Some(Fault::DropAfter | Fault::LateCreate | Fault::Truncate | Fault::Slow) | None => {}
    }
    if work.needs_token() && !bearer(&parts.headers).is_some_and(|token| server.is_good(token)) {
        return response(Err(Refusal::Unauthorised));
    }
    let call = match call {
        Ok(call) => call,
        Err(refusal) => return response(Err(refusal)),
    };
    if fault == Some(Fault::LateCreate) {
        tokio::spawn(late(server, work, call));
        return dropped(&line);
    }
    let answer = response(perform(server, work, call).await);
    spoil(fault, &line, answer)
}

/// Carries out a request after everybody has stopped waiting for it.
async fn late(server: Arc<Server>, work: Work, call: Call) {
    tokio::time::sleep(LATE).await;
    let outcome = perform(server, work, call).await;
    tracing::debug!(?outcome, "a creation was carried out late");
}

/// Carries out a request, whether or not the client still waits.
async fn perform(server: Arc<Server>, work: Work, call: Call) -> Outcome {
    let done = tokio::task::spawn_blocking(move || server.perform(work, &call)).await;
    done.unwrap_or_else(|error| {
        tracing::error!(%error, "a request was not carried out to its end");
        Err(Refusal::Broken)
    })
}

fn dropped(line: &Line) -> Response<Body> {
    line.cut();
    bare(StatusCode::OK)
}

fn spoil(fault: Option<Fault>, line: &Line, answer: Response<Body>) -> Response<Body> {
    match fault {
        Some(Fault::DropAfter) => dropped(line),
        Some(Fault::Truncate) => {
            // Less than the head and the body together, more than the head once the body is of some length.
            let body = answer.body().size_hint().exact().and_then(|size| usize::try_from(size).ok()).unwrap_or(0);
            line.cut_after(100 + body / 2);
            answer
        }
        Some(Fault::Slow) => {
            line.slow_down();
            answer
        }
        Some(_) | None => answer,
    }
}

async fn read(parts: &Parts, path_id: Option<String>, body: Body) -> Result<Call, Refusal> {
    let bytes: Bytes = match to_bytes(body, LARGEST_BODY).await {
        Ok(bytes) => bytes,
        Err(error) => {
            tracing::debug!(%error, "a body was not read");
            return refuse(sentences::body_is_too_large());
        }
    };
    Ok(Call {
        path_id,
        query: parts.uri.query().unwrap_or_default().to_owned(),
        body: read_body(&bytes)?,
        token: bearer(&parts.headers).map(str::to_owned),
    })
}

fn makes_a_record(parts: &Parts, call: &Call) -> bool {
    let applies = parts.uri.path().to_ascii_lowercase().ends_with("/apply");
    applies && matches!(call.fields().reference("id"), Ok(None))
}

/// The token of a request.
fn bearer(headers: &HeaderMap<HeaderValue>) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}
