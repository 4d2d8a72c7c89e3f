//! The trace of the open bid: what changed and who did it, which calls of the platform named it, and what the server said word for
//! word. Read when a person unfolds it, never before; [`lines`] makes its words on the worker.

pub mod lines;

use std::sync::Arc;

use chrono::{DateTime, Utc};

use self::lines::{Call, Line};
use super::effect::Effect;
use super::state::AppState;
use crate::domain::id::LocalId;
use crate::domain::record::RecordState;
use crate::store::model::BidRecord;
use crate::words::Lang;

/// Which state of which bid a trace is of, in which language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    /// The bid.
    pub bid: LocalId,
    revision: i64,
    state: RecordState,
    synced_at: Option<DateTime<Utc>>,
    lang: Lang,
}

impl Stamp {
    /// Of a bid as it stands.
    #[must_use]
    pub fn of(record: &BidRecord, lang: Lang) -> Self {
        let meta = &record.meta;
        let (state, synced_at) = (meta.state, meta.synced_at);
        Self { bid: meta.id.clone(), revision: record.local_revision, state, synced_at, lang }
    }

    /// The language of its words.
    #[must_use]
    pub const fn lang(&self) -> Lang {
        self.lang
    }
}

/// The trace of a bid.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Trail {
    /// What changed, newest first.
    pub changes: Vec<Line>,
    /// Calls of the platform that named the bid, newest first.
    pub calls: Vec<Call>,
}

/// A wish about the trace of a bid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TrailCommand {
    /// Read it.
    Read(Stamp),
    /// Call this number: the system's own program for it is opened.
    Dial(String),
}

/// Slow work on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TrailEffect {
    /// Read it.
    Read(Stamp),
    /// Open the system's program for calls.
    Dial(String),
    /// Changes that are made here are this person's from now on.
    Author(String),
}

/// What is known of the trace of the open bid.
#[derive(Debug, Clone, Default)]
pub struct TrailDesk {
    read: Option<(Stamp, Arc<Trail>)>,
    asked: Option<Stamp>,
}

impl TrailDesk {
    /// The trace of a bid: the one that was read last, be it a little older than the bid; `None` until one was read.
    #[must_use]
    pub fn of(&self, bid: &LocalId) -> Option<&Arc<Trail>> {
        self.read.as_ref().filter(|(stamp, _)| stamp.bid == *bid).map(|(_, trail)| trail)
    }

    /// True when it has neither been read nor asked for as it stands.
    #[must_use]
    pub fn lacks(&self, stamp: &Stamp) -> bool {
        self.asked.as_ref() != Some(stamp)
    }
}

/// Handles a command.
pub fn handle(state: &mut AppState, command: TrailCommand) -> Vec<Effect> {
    match command {
        TrailCommand::Read(stamp) => {
            state.trail.asked = Some(stamp.clone());
            vec![Effect::Trail(TrailEffect::Read(stamp))]
        }
        TrailCommand::Dial(phone) => vec![Effect::Trail(TrailEffect::Dial(phone))],
    }
}

/// Takes a trace in, unless another one is asked for by now.
pub fn apply(state: &mut AppState, stamp: Stamp, trail: Trail) {
    if state.trail.asked.as_ref() == Some(&stamp) {
        state.trail.read = Some((stamp, Arc::new(trail)));
    }
}

/// The digits of a number with its plus, as programs for calls take them; `None` when it has none.
#[must_use]
pub fn dialled(phone: &str) -> Option<String> {
    let number = crate::domain::phone::Phone::parse(phone).map_or_else(
        |_foreign| {
            let plus = if phone.trim_start().starts_with('+') { "+" } else { "" };
            format!("{plus}{}", phone.chars().filter(char::is_ascii_digit).collect::<String>())
        },
        |phone| phone.to_string(),
    );
    (number.chars().filter(char::is_ascii_digit).count() >= 3).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stamp(bid: &str, revision: i64) -> Stamp {
        let state = RecordState::Clean;
        Stamp { bid: LocalId::new(bid), revision, state, synced_at: None, lang: Lang::Ru }
    }

    #[test]
    fn a_late_answer_about_another_bid_is_not_shown() {
        let mut state = AppState::default();
        let (one, other) = (stamp("a", 1), stamp("b", 1));
        assert!(state.trail.lacks(&one));
        assert_eq!(handle(&mut state, TrailCommand::Read(one.clone())).len(), 1);
        assert!(!state.trail.lacks(&one) && state.trail.lacks(&stamp("a", 2)), "once, until it changes");
        handle(&mut state, TrailCommand::Read(other.clone()));
        apply(&mut state, one.clone(), Trail::default());
        assert_eq!(state.trail.of(&one.bid), None);
        apply(&mut state, other.clone(), Trail::default());
        assert!(state.trail.of(&other.bid).is_some());
    }

    #[test]
    fn numbers_are_dialled_by_their_digits() {
        for (typed, dialled_as) in [
            ("+7 (900) 123-45-67", Some("+79001234567")),
            ("8 900 123 45 67", Some("+79001234567")),
            ("+375 29 111-22-33", Some("+375291112233")),
            ("доб. 112", Some("112")),
            ("склад", None),
            ("", None),
        ] {
            assert_eq!(dialled(typed).as_deref(), dialled_as, "{typed}");
        }
    }
}
