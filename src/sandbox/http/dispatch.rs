//! Requests from the network: read here, carried out by [`super::reply`], spoilt on their way back.

use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderMap, HeaderValue, Response, StatusCode, header};

use super::super::sentences;
use super::super::server::Server;
use super::answer::{Refusal, response, text};
use super::connection::Line;
use super::reply::{Asked, Fate, Late, reply};

/// The largest body that is read.
const LARGEST_BODY: usize = 10 * 1024 * 1024;
/// How long after the client has lost the connection a creation is carried out.
pub(crate) const LATE: Duration = Duration::from_millis(1200);

/// Answers every request.
pub(crate) async fn dispatch(
    State(server): State<Arc<Server>>,
    ConnectInfo(line): ConnectInfo<Line>,
    request: Request,
) -> Response<Body> {
    line.restore();
    let (parts, body) = request.into_parts();
    let body = match to_bytes(body, LARGEST_BODY).await {
        Ok(bytes) => bytes,
        Err(error) => {
            tracing::debug!(%error, "a body was not read");
            return text(StatusCode::BAD_REQUEST, sentences::body_is_too_large()).map(Body::from);
        }
    };
    let asked = Asked {
        path: parts.uri.path().to_owned(),
        query: parts.uri.query().unwrap_or_default().to_owned(),
        bearer: bearer(&parts.headers).map(str::to_owned),
        host: parts.headers.get(header::HOST).and_then(|host| host.to_str().ok()).map(str::to_owned),
        method: parts.method,
        body,
        calm: false,
    };
    let working = Arc::clone(&server);
    // Carried out to its end whether or not the client still waits.
    let done = tokio::task::spawn_blocking(move || reply(&working, asked)).await;
    let (answer, fate) = done.unwrap_or_else(|error| {
        tracing::error!(%error, "a request was not carried out to its end");
        (response(Err(Refusal::Broken)), Fate::Whole)
    });
    match fate {
        Fate::Whole => {}
        Fate::Cut => line.cut(),
        // Less than the head and the body together, more than the head once the body is of some length.
        Fate::Half => line.cut_after(100 + answer.body().len() / 2),
        Fate::Slow => line.slow_down(),
        Fate::Late(work) => {
            line.cut();
            tokio::spawn(late(server, work));
        }
    }
    answer.map(Body::from)
}

/// Carries out a request after everybody has stopped waiting for it.
async fn late(server: Arc<Server>, work: Late) {
    tokio::time::sleep(LATE).await;
    if let Err(error) = tokio::task::spawn_blocking(move || work.carry_out(&server)).await {
        tracing::error!(%error, "a late creation was not carried out to its end");
    }
}

/// The token of a request.
fn bearer(headers: &HeaderMap<HeaderValue>) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}
