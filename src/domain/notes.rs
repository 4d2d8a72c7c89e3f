//! Notes of a desk on bids, trucks and customers, and the reminders that stand in them (`позвонить в 15:00`).

use chrono::{DateTime, NaiveDateTime, Utc};

use super::id::LocalId;
use super::typed_time::parse;

/// Longest note, signs.
pub const LONGEST: usize = 2_000;
/// Words that a time in a note may be made of.
const WORDS: usize = 4;

/// A note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Its number.
    pub id: i64,
    /// On which record.
    pub record: LocalId,
    /// When it was written, UTC.
    pub at: DateTime<Utc>,
    /// Who wrote it; may be empty.
    pub author: String,
    /// What it says.
    pub text: String,
    /// When to remind of it, UTC.
    pub remind_at: Option<DateTime<Utc>>,
    /// It has been reminded of.
    pub told: bool,
    /// It is settled.
    pub done: bool,
}

/// The moment that a note asks to be reminded at: the first time with minutes, or after `в`, that is still ahead. `now`: the
/// dispatcher's own clock, and so is the answer.
#[must_use]
pub fn reminder(text: &str, now: NaiveDateTime) -> Option<NaiveDateTime> {
    let words: Vec<String> =
        text.split_whitespace().map(|word| word.trim_matches(|c: char| ",;!?()".contains(c)).to_lowercase()).collect();
    for begin in 0..words.len() {
        for length in (1..=WORDS).rev() {
            let Some(part) = begin.checked_add(length).and_then(|end| words.get(begin..end)) else { continue };
            let phrase = part.join(" ");
            if !names_a_time(part, begin.checked_sub(1).and_then(|before| words.get(before))) {
                continue;
            }
            let meant = phrase.trim_end_matches('.');
            if let Some(at) = parse(meant, now, None).filter(|at| *at > now) {
                return Some(at);
            }
        }
    }
    None
}

/// `20` in a note is a weight or a gate: a time has a colon, a plus, or `в` before it.
fn names_a_time(part: &[String], before: Option<&String>) -> bool {
    let small = |word: &String| matches!(word.as_str(), "в" | "к" | "at");
    let colon = part.iter().any(|word| word.contains(':'));
    let later = part.first().is_some_and(|word| word.starts_with('+'));
    let after_small = before.is_some_and(small) || part.iter().skip(1).any(small);
    let begins_with_small = part.first().is_some_and(small);
    !begins_with_small && (colon || later || after_small)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Option<NaiveDateTime> {
        NaiveDateTime::parse_from_str(text, "%d.%m.%Y %H:%M").ok()
    }

    #[test]
    fn a_time_in_a_note_is_a_reminder_and_other_numbers_are_none() {
        let now = at("25.11.2026 11:00").unwrap();
        for (text, meant) in [
            ("позвонить в 15:00", at("25.11.2026 15:00")),
            ("Позвонить в 15 Ивану", at("25.11.2026 15:00")),
            ("завтра в 9 спросить про документы", at("26.11.2026 09:00")),
            ("26.11 в 08:30, ворота 5", at("26.11.2026 08:30")),
            ("перезвонить +2ч", at("25.11.2026 13:00")),
            ("звонил в 10:00, не ответили", None),
            ("груз 20 т, ворота 3", None),
            ("документы у водителя", None),
            ("", None),
        ] {
            assert_eq!(reminder(text, now), meant, "{text}");
        }
    }
}
