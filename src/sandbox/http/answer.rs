//! What a method answers, and how that looks on the wire.

use axum::body::Bytes;
use axum::http::{HeaderName, HeaderValue, Response, StatusCode, header};
use serde::Serialize;
use serde_json::Value;

use super::super::sentences;
use super::super::views::drawn::Drawn;

/// Body of a successful answer.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Answer {
    /// 200 with nothing in it: usual for deeds.
    Done,
    /// 200 with a document.
    Document(Drawn),
    /// 200 with rows; the count goes into `X-MetaCount`.
    Rows {
        /// The rows of this page.
        rows: Vec<Drawn>,
        /// How many rows the filter leaves.
        total: usize,
    },
}

impl Answer {
    /// 200 with a document that is one already.
    pub(crate) fn plain(document: Value) -> Self {
        Self::Document(Drawn::Plain(document))
    }
}

/// Why a method did nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// 400 with a sentence in Russian: a rule of the business or of the shapes.
    Sentence(String),
    /// 401 without a word.
    Unauthorised,
    /// 429; seconds to wait.
    TooMany(u64),
    /// 500: our own failure, told in the log.
    Broken,
}

/// What every handler returns.
pub(crate) type Outcome = Result<Answer, Refusal>;

/// A refusal with a sentence.
pub(crate) fn refuse<T>(sentence: String) -> Result<T, Refusal> {
    Err(Refusal::Sentence(sentence))
}

/// The response of an outcome.
pub(crate) fn response(outcome: Outcome) -> Response<Bytes> {
    match outcome {
        Ok(Answer::Done) => bare(StatusCode::OK),
        Ok(Answer::Document(document)) => json(&document),
        Ok(Answer::Rows { rows, total }) => {
            let mut response = json(&rows);
            response.headers_mut().insert(HeaderName::from_static("x-metacount"), HeaderValue::from(total));
            response
        }
        Err(Refusal::Sentence(sentence)) => text(StatusCode::BAD_REQUEST, sentence),
        Err(Refusal::Unauthorised) => bare(StatusCode::UNAUTHORIZED),
        Err(Refusal::TooMany(seconds)) => {
            let mut response = text(StatusCode::TOO_MANY_REQUESTS, sentences::too_many_requests());
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
            response
        }
        Err(Refusal::Broken) => text(StatusCode::INTERNAL_SERVER_ERROR, sentences::server_failed()),
    }
}

/// A response without a body.
pub(crate) fn bare(status: StatusCode) -> Response<Bytes> {
    with_body(status, None, Bytes::new())
}

/// A response of plain text.
pub(crate) fn text(status: StatusCode, text: String) -> Response<Bytes> {
    with_body(status, Some("text/plain; charset=utf-8"), Bytes::from(text))
}

/// A page, as a proxy on the way puts in place of an answer.
pub(crate) fn html(page: &'static str) -> Response<Bytes> {
    with_body(StatusCode::OK, Some("text/html; charset=utf-8"), Bytes::from(page))
}

fn json<T: Serialize + ?Sized>(document: &T) -> Response<Bytes> {
    match serde_json::to_vec(document) {
        Ok(text) => with_body(StatusCode::OK, Some("application/json; charset=utf-8"), Bytes::from(text)),
        Err(error) => {
            tracing::error!(%error, "an answer was not written");
            text(StatusCode::INTERNAL_SERVER_ERROR, sentences::server_failed())
        }
    }
}

fn with_body(status: StatusCode, content_type: Option<&'static str>, body: Bytes) -> Response<Bytes> {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    if let Some(content_type) = content_type {
        response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    }
    response
}
