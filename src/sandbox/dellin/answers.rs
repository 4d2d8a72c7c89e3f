//! The carrier's answers: data with a head, complaints with fields, files.

use axum::body::Bytes;
use axum::http::{HeaderValue, Response, StatusCode, header};
use chrono::{DateTime, Utc};
use serde_json::{Value, json};

/// What a method answers.
pub(super) enum Reply {
    /// Data under a head.
    Data(Value),
    /// A document of another shape, as older methods answer.
    Plain(Value),
}

/// Why nothing was done.
pub(super) struct Refused {
    pub(super) status: u16,
    pub(super) complaints: Vec<Complaint>,
}

pub(super) type Outcome = Result<Reply, Refused>;

/// One complaint.
#[derive(Debug, Clone)]
pub(super) struct Complaint {
    code: i64,
    title: String,
    detail: String,
    fields: Vec<String>,
    bad: Vec<String>,
    valid: Vec<String>,
}

impl Complaint {
    pub(super) fn new(code: i64, title: &str) -> Self {
        let (title, detail) = (title.to_owned(), String::new());
        Self { code, title, detail, fields: Vec::new(), bad: Vec::new(), valid: Vec::new() }
    }

    pub(super) fn field(mut self, field: impl Into<String>) -> Self {
        self.fields.push(field.into());
        self
    }

    pub(super) fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = detail.into();
        self
    }

    pub(super) fn bad(mut self, value: impl Into<String>) -> Self {
        self.bad.push(value.into());
        self
    }

    pub(super) fn valid(mut self, values: impl IntoIterator<Item = String>) -> Self {
        self.valid.extend(values);
        self
    }

    fn document(self) -> Value {
        let link = format!("https://dev.dellin.ru/api/errors/#error_{}", self.code);
        let mut one = json!({
            "code": self.code, "title": self.title, "detail": self.detail, "fields": self.fields, "link": link,
        });
        if let Value::Object(one) = &mut one {
            for (name, list) in [("badValues", self.bad), ("validValues", self.valid)] {
                if !list.is_empty() {
                    one.insert(name.to_owned(), list.into());
                }
            }
        }
        one
    }
}

pub(super) fn refuse(status: u16, complaint: Complaint) -> Outcome {
    Err(Refused { status, complaints: vec![complaint] })
}

pub(super) fn data(data: &Value, now: DateTime<Utc>) -> Response<Bytes> {
    let generated_at = now.format("%Y-%m-%d %H:%M:%S").to_string();
    plain(&json!({ "metadata": { "status": 200, "generated_at": generated_at }, "data": data }))
}

pub(super) fn refused(status: u16, complaints: Vec<Complaint>) -> Response<Bytes> {
    let errors: Vec<Value> = complaints.into_iter().map(Complaint::document).collect();
    let mut response = plain(&json!({ "metadata": { "status": status }, "errors": errors }));
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_REQUEST);
    response
}

pub(super) fn plain(document: &Value) -> Response<Bytes> {
    typed("application/json; charset=utf-8", Bytes::from(document.to_string()))
}

pub(super) fn file(bytes: Vec<u8>) -> Response<Bytes> {
    typed("application/octet-stream", Bytes::from(bytes))
}

fn typed(kind: &'static str, body: Bytes) -> Response<Bytes> {
    let mut response = Response::new(body);
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    response
}
