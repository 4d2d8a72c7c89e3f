//! What stands in the way of a bid, and what a person can do about it: what happened, what is safe, what next.

use crate::app::trouble_words::sentence;
use crate::domain::record::{RecordMeta, RecordState};
use crate::words::Lang;

/// How serious.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// To know.
    Info,
    /// To look at.
    Warn,
    /// Wrong: a person must act.
    Danger,
}

/// A box of advice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Advice {
    /// How serious.
    pub level: Level,
    /// What happened.
    pub title: String,
    /// The server's own sentence; empty when it gave none.
    pub said: String,
    /// What is safe and what to do.
    pub next: String,
}

/// The advice for a record; none while all is well.
#[must_use]
pub fn advice(meta: &RecordMeta, lang: Lang) -> Option<Advice> {
    let (level, title, next) = match meta.state {
        RecordState::Rejected => (Level::Danger, "errors-bid-rejected", "errors-bid-rejected-next"),
        RecordState::Conflict => (Level::Danger, "errors-bid-conflict", "errors-bid-conflict-next"),
        RecordState::RemoteGone => (Level::Danger, "errors-bid-gone", "errors-bid-gone-next"),
        RecordState::Quarantine => (Level::Warn, "errors-bid-quarantine", "errors-bid-quarantine-next"),
        RecordState::CreateUnknown | RecordState::PushUnknown => {
            (Level::Warn, "errors-bid-unknown", "errors-bid-unknown-next")
        }
        RecordState::Tombstone if meta.error.is_some() => {
            (Level::Warn, "errors-bid-not-restored", "errors-bid-not-restored-next")
        }
        RecordState::LocalNew | RecordState::Dirty | RecordState::Clean | RecordState::DeletePending
            if meta.error.is_some() =>
        {
            (Level::Info, "errors-bid-retry", "errors-bid-retry-next")
        }
        RecordState::LocalNew
        | RecordState::Dirty
        | RecordState::Clean
        | RecordState::CreateInflight
        | RecordState::PushInflight
        | RecordState::DeletePending
        | RecordState::Tombstone => return None,
    };
    let said = meta.error.as_ref().map(|trouble| lang.say(&sentence(trouble))).unwrap_or_default();
    Some(Advice { level, title: lang.text(title), said, next: lang.text(next) })
}
