//! Dates and times as people type them: `15.07 0900`, `завтра 8`, `+1д`.

use chrono::NaiveDateTime;

/// Reads a typed date and time. `now` is the local time at the point (for `завтра`, `+1д` and the missing year);
/// `before` is the time of the point before it, from which `+2ч` and a bare `14:00` count when it is there.
///
/// `None` when it can't be read as one moment.
#[must_use]
pub fn parse(text: &str, now: NaiveDateTime, before: Option<NaiveDateTime>) -> Option<NaiveDateTime> {
    let _ = (text, now, before);
    None
}

/// `01.12.2026 10:00`.
#[must_use]
pub fn shown(time: NaiveDateTime) -> String {
    time.format("%d.%m.%Y %H:%M").to_string()
}
