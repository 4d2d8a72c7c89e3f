//! What can go wrong with a call, and the carrier's complaints with the fields that they are about.

use std::cell::RefCell;
use std::time::Duration;

use serde_json::Value;
use thiserror::Error;

use super::fields::{Fields, Notes, text, within};

/// One complaint of the carrier.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Complaint {
    /// Its number, e.g. 130009.
    pub code: Option<i64>,
    /// One line.
    pub title: String,
    /// What exactly.
    pub detail: String,
    /// Paths of fields, as this desk names them: without `request.` in front.
    pub fields: Vec<String>,
    /// A page about it.
    pub link: Option<String>,
    /// Values that would be right.
    pub valid: Vec<String>,
    /// Values that are wrong.
    pub bad: Vec<String>,
}

/// Why a call failed. No text holds a secret.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum DellinError {
    /// The carrier can't be reached, or the connection broke.
    #[error("the carrier can't be reached: {reason}")]
    Offline {
        /// What the network said.
        reason: String,
        /// The request may have reached it.
        sent: bool,
    },
    /// No whole answer came in time.
    #[error("no answer came in time")]
    Timeout,
    /// The carrier refused, in its own words.
    #[error("the carrier refused: {}", summary(.0))]
    Refused(Vec<Complaint>),
    /// No key of the application is known.
    #[error("no application key is known")]
    NoKey,
    /// A session is needed and nobody has said who signs in.
    #[error("nobody has said who signs in")]
    NoAccount,
    /// Too many requests, by the carrier's word or by our own limit.
    #[error("too many requests")]
    TooManyRequests {
        /// How long to wait, when it is known.
        retry_after: Option<Duration>,
    },
    /// The carrier failed (5xx).
    #[error("the carrier failed with {status}")]
    Server {
        /// HTTP code.
        status: u16,
    },
    /// A success came that can't be read.
    #[error("the answer can't be read: {what}")]
    Malformed {
        /// What is wrong with it; never its content.
        what: String,
    },
    /// The address can't be used.
    #[error("the carrier's address is wrong: {reason}")]
    BadAddress {
        /// Why.
        reason: String,
    },
}

impl DellinError {
    /// True when an order may have been made although no success was seen: it is looked up, never sent again by itself.
    #[must_use]
    pub const fn outcome_unknown(&self) -> bool {
        match self {
            Self::Offline { sent, .. } => *sent,
            Self::Timeout | Self::Server { .. } | Self::Malformed { .. } => true,
            Self::Refused(_)
            | Self::NoKey
            | Self::NoAccount
            | Self::TooManyRequests { .. }
            | Self::BadAddress { .. } => false,
        }
    }

    /// True when a read may be asked again soon.
    #[must_use]
    pub const fn is_passing(&self) -> bool {
        match self {
            // Malformed: a page in place of an answer, or half of one.
            Self::Offline { .. }
            | Self::Timeout
            | Self::Server { .. }
            | Self::TooManyRequests { .. }
            | Self::Malformed { .. } => true,
            Self::Refused(_) | Self::NoKey | Self::NoAccount | Self::BadAddress { .. } => false,
        }
    }

    /// True when the session is not taken any more.
    #[must_use]
    pub fn session_is_bad(&self) -> bool {
        matches!(self, Self::Refused(complaints) if complaints.iter().any(|one| one.code == Some(101_003)))
    }

    /// The carrier's complaints.
    #[must_use]
    pub fn complaints(&self) -> &[Complaint] {
        match self {
            Self::Refused(complaints) => complaints,
            _ => &[],
        }
    }
}

fn summary(complaints: &[Complaint]) -> String {
    let line = |one: &Complaint| {
        let code = one.code.map(|code| format!("{code} ")).unwrap_or_default();
        let detail = if one.detail.is_empty() { String::new() } else { format!(": {}", one.detail) };
        format!("{code}{}{detail}", one.title)
    };
    complaints.iter().map(line).collect::<Vec<_>>().join("; ")
}

/// The complaints of an answer in any shape that was seen (`partners.md` §3.1); empty: it complains of nothing.
pub(super) fn complaints(answer: &Value) -> Vec<Complaint> {
    let notes = RefCell::new(Notes::default());
    within(answer, "", &notes, |root| match root.get("errors").or_else(|| root.get("error")) {
        None => Vec::new(),
        Some(Value::Array(items)) => items.iter().map(one).collect(),
        // A map of fields to sentences, as the first generation of methods answers, or one complaint.
        Some(value @ Value::Object(map)) => {
            let is_one = ["code", "title", "description", "detail"].iter().any(|key| map.contains_key(*key));
            if is_one {
                return vec![one(value)];
            }
            let of_field =
                |(field, text): (&String, &Value)| Complaint { fields: vec![field_path(field)], ..one(text) };
            map.iter().map(of_field).collect()
        }
        Some(other) => text(other).map(sentence).into_iter().collect(),
    })
}

fn one(value: &Value) -> Complaint {
    let notes = RefCell::new(Notes::default());
    match value {
        Value::Object(_) => within(value, "", &notes, complaint),
        Value::Array(items) => sentence(items.iter().filter_map(text).collect::<Vec<_>>().join(", ")),
        other => sentence(text(other).unwrap_or_default()),
    }
}

fn sentence(title: String) -> Complaint {
    Complaint { title, ..Complaint::default() }
}

fn complaint(fields: &Fields<'_>) -> Complaint {
    let detail = fields.text("detail").unwrap_or_default();
    let title = fields.text("title").or_else(|| fields.text("description")).or_else(|| fields.text("message"));
    Complaint {
        code: fields.int("code"),
        title: title.unwrap_or_else(|| detail.clone()),
        detail,
        fields: fields.texts("fields").iter().map(|field| field_path(field)).collect(),
        link: fields.text("link"),
        valid: fields.texts("validValues"),
        bad: fields.texts("badValues"),
    }
}

/// `request.delivery.packages.0.uid` → `delivery.packages[0].uid`: the path that a finding of ours has.
fn field_path(field: &str) -> String {
    let bare = field.trim().strip_prefix("request.").unwrap_or_else(|| field.trim());
    let mut path = String::with_capacity(bare.len());
    for part in bare.split('.') {
        if !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()) {
            path.push('[');
            path.push_str(part);
            path.push(']');
            continue;
        }
        if !path.is_empty() {
            path.push('.');
        }
        path.push_str(part);
    }
    path
}
