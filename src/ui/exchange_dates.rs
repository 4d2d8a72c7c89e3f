//! The three dates of the exchange of a record and the case that it is in, in the same words on every screen.

use crate::domain::record::RecordMeta;
use crate::domain::sync_case::SyncCase;
use crate::ui::card::format::moment;
use crate::words::Lang;

/// The dates as name and value: updated there, updated here, last synchronisation. On the dispatcher's own clock
/// (`own_offset`: minutes east of UTC).
#[must_use]
pub fn dates(meta: &RecordMeta, lang: Lang, own_offset: i32) -> [(String, String); 3] {
    let dates = meta.dates();
    let unknown = if meta.remote_id.is_some() { "card-date-unknown" } else { "card-never" };
    let or = |at: Option<_>, key| at.map_or_else(|| lang.text(key), |at| moment(at, own_offset));
    [
        (lang.text("card-field-updated-there"), or(dates.there, unknown)),
        (lang.text("card-field-updated-here"), moment(dates.here, own_offset)),
        (lang.text("card-field-synced"), or(dates.synced, "card-never")),
    ]
}

/// The three dates and below them the case that follows, as name and value: what a card or a form shows of the exchange.
#[must_use]
pub fn lines(meta: &RecordMeta, lang: Lang, own_offset: i32) -> Vec<(String, String)> {
    let case = (lang.text("card-field-case"), lang.text(case_key(meta.sync_case())));
    dates(meta, lang, own_offset).into_iter().chain([case]).collect()
}

/// The case of the four in words.
#[must_use]
pub const fn case_key(case: SyncCase) -> &'static str {
    match case {
        SyncCase::Same => "sync-case-same",
        SyncCase::OursToSend => "sync-case-ours",
        SyncCase::TheirsToTake => "sync-case-theirs",
        SyncCase::Both => "sync-case-both",
    }
}
