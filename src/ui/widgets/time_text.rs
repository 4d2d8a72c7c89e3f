//! A date and time as it is typed, and the moment read from it. Pure: no egui, no clock of its own.

use chrono::{NaiveDateTime, TimeDelta};
use serde::{Deserialize, Serialize};

use crate::domain::typed_time::{parse, shown};

/// What typed text is read against, all in the local time of the point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clock {
    /// The point's clock now.
    pub now: NaiveDateTime,
    /// The moment that relative text counts from: the point before, or the beginning of a window.
    pub before: Option<NaiveDateTime>,
}

/// Typed text with the moment it means, local time of the point.
///
/// The moment is read when the text changes and then kept, so that `+1д` doesn't move while the clock runs on.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct TimeText {
    /// As typed; after the field is left, as the screen writes it.
    pub text: String,
    /// What it means; `None` while it can't be read.
    pub value: Option<NaiveDateTime>,
}

impl TimeText {
    /// A moment as the screen writes it.
    #[must_use]
    pub fn of(value: Option<NaiveDateTime>) -> Self {
        Self { text: value.map(shown).unwrap_or_default(), value }
    }

    /// Reads the text again after typing.
    pub fn reread(&mut self, clock: Clock) {
        self.value = if self.text.trim().is_empty() { None } else { parse(&self.text, clock.now, clock.before) };
    }

    /// The field is left: what was read is written out in full.
    pub fn settle(&mut self) {
        if self.value.is_some() {
            *self = Self::of(self.value);
        } else if self.text.trim().is_empty() {
            self.text.clear();
        }
    }

    /// Moves the moment; nothing happens while there is none.
    pub fn nudge(&mut self, by: TimeDelta) {
        if let Some(moved) = self.value.and_then(|value| value.checked_add_signed(by)) {
            *self = Self::of(Some(moved));
        }
    }

    /// True when something is typed that can't be read.
    #[must_use]
    pub fn is_unread(&self) -> bool {
        self.value.is_none() && !self.text.trim().is_empty()
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;

    fn at(day: u32, hour: u32) -> NaiveDateTime {
        NaiveDate::from_ymd_opt(2026, 12, day).and_then(|date| date.and_hms_opt(hour, 0, 0)).unwrap()
    }

    #[test]
    fn what_was_read_is_written_out_when_the_field_is_left() {
        let mut time = TimeText { text: "завтра 8".to_owned(), value: None };
        time.reread(Clock { now: at(1, 15), before: None });
        assert_eq!(time.value, Some(at(2, 8)));
        time.settle();
        assert_eq!(time.text, "02.12.2026 08:00");
    }

    #[test]
    fn unreadable_text_stays_as_typed() {
        let mut time = TimeText { text: "когда-нибудь".to_owned(), value: Some(at(1, 1)) };
        time.reread(Clock { now: at(1, 15), before: None });
        time.settle();
        assert!(time.is_unread());
        assert_eq!(time.text, "когда-нибудь");
    }

    #[test]
    fn only_a_known_moment_can_be_nudged() {
        let mut time = TimeText::of(Some(at(31, 23)));
        time.nudge(TimeDelta::minutes(75));
        assert_eq!(time.text, "01.01.2027 00:15");
        let mut empty = TimeText::default();
        empty.nudge(TimeDelta::minutes(15));
        assert_eq!(empty, TimeText::default());
    }
}
