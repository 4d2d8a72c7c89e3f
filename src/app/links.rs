//! Links between records made here and those of the platform: the reports of a first meeting, and the table of ids.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::domain::id::{LocalId, RecordKind, RemoteId};
use crate::domain::search_key::{fold, matches};
use crate::files::csv_line;
use crate::store::{Link, LinkCase, LinkChoice, LinkDecision, LinkHow, LinkReport, Meeting};
use crate::words::Lang;

/// What the screen of links shows.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct LinksView {
    /// Books that wait for a person's word.
    pub reports: Arc<Vec<LinkReport>>,
    /// The table; `None` until it was read.
    pub lines: Option<Arc<Vec<LinkLine>>>,
}

impl LinksView {
    /// Reports that nobody has looked at: nothing of these books is sent.
    pub fn unseen(&self) -> impl Iterator<Item = &LinkReport> {
        self.reports.iter().filter(|report| report.is_unseen())
    }
}

/// A row of the table of ids.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkLine {
    /// The link.
    pub link: Link,
    /// What the record is called: full name, plate, name, or the route of a bid.
    pub name: String,
    /// Folded, for the search.
    search: String,
}

impl LinkLine {
    /// A row with its name.
    #[must_use]
    pub fn new(link: Link, name: String) -> Self {
        let search = fold(&format!("{name} {} {}", link.id, link.remote_id));
        Self { link, name, search }
    }

    /// True when the row is of this kind (`None`: any) and has every word of a folded question.
    #[must_use]
    pub fn answers(&self, kind: Option<RecordKind>, folded: &str) -> bool {
        kind.is_none_or(|kind| kind == self.link.kind) && (folded.is_empty() || matches(&self.search, folded))
    }
}

/// The rows of all links, with the names that records have.
#[must_use]
pub fn lines(links: Vec<Link>, names: &HashMap<LocalId, String>) -> Vec<LinkLine> {
    let name = |link: &Link| names.get(&link.id).cloned().unwrap_or_default();
    links.into_iter().map(|link| LinkLine::new(link.clone(), name(&link))).collect()
}

/// What is proposed for a record while a person has said nothing: what is surely the same is linked, what may be is put
/// off, what stands only here goes its way (`None`).
#[must_use]
pub fn proposed(case: &LinkCase) -> Option<LinkChoice> {
    match (case.meeting, case.decision) {
        (Meeting::OnlyHere, None) => None,
        (Meeting::Matched, None) => {
            case.candidates.first().and_then(|one| one.record.meta.remote_id).map(LinkChoice::Link)
        }
        (Meeting::Ambiguous, _) | (_, Some(LinkDecision::Later)) => Some(LinkChoice::Later),
        (_, Some(LinkDecision::Apart)) => Some(LinkChoice::Apart),
    }
}

/// Key of the name of a kind of record, in the plural.
#[must_use]
pub const fn kind_key(kind: RecordKind) -> &'static str {
    match kind {
        RecordKind::Bid => "screen-bids",
        RecordKind::Driver => "screen-drivers",
        RecordKind::Car => "screen-cars",
        RecordKind::Trailer => "screen-trailers",
        RecordKind::Counterparty => "screen-counterparties",
        RecordKind::Organisation => "screen-organisations",
    }
}

/// Key of how a link came.
#[must_use]
pub const fn how_key(how: LinkHow) -> &'static str {
    match how {
        LinkHow::Created => "links-how-created",
        LinkHow::Pulled => "links-how-pulled",
        LinkHow::ByKey => "links-how-key",
        LinkHow::ByHand => "links-how-hand",
        LinkHow::Unrecorded => "links-how-unrecorded",
    }
}

/// The name of a way in files and answers of the command line.
#[must_use]
pub const fn how_name(how: LinkHow) -> &'static str {
    match how {
        LinkHow::Created => "created",
        LinkHow::Pulled => "pulled",
        LinkHow::ByKey => "by_key",
        LinkHow::ByHand => "by_hand",
        LinkHow::Unrecorded => "unrecorded",
    }
}

/// The table as a CSV file that a spreadsheet opens with a double click: UTF-8 with its mark, semicolons.
#[must_use]
pub fn csv<'a>(rows: impl Iterator<Item = &'a LinkLine>, own_offset_minutes: i32, lang: Lang) -> String {
    let heads = ["kind", "name", "own", "theirs", "when", "how"].map(|name| lang.text(&format!("links-column-{name}")));
    let mut out = String::from("\u{feff}");
    out.push_str(&csv_line(&heads));
    for line in rows {
        out.push_str(&csv_line(&[
            lang.text(kind_key(line.link.kind)),
            line.name.clone(),
            line.link.id.to_string(),
            line.link.remote_id.to_string(),
            line.link.linked_at.map(|at| moment(at, own_offset_minutes)).unwrap_or_default(),
            lang.text(how_key(line.link.how)),
        ]));
    }
    out
}

fn moment(at: DateTime<Utc>, own_offset_minutes: i32) -> String {
    let local = at.naive_utc() + chrono::TimeDelta::minutes(i64::from(own_offset_minutes));
    local.format("%d.%m.%Y %H:%M").to_string()
}

/// The number of a record there, as a choice of a picker.
#[must_use]
pub fn linked_to(choice: Option<LinkChoice>) -> Option<RemoteId> {
    if let Some(LinkChoice::Link(remote)) = choice { Some(remote) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(name: &str, kind: RecordKind, number: i64) -> LinkLine {
        let remote_id = RemoteId(number);
        let link = Link {
            kind,
            id: LocalId::of_remote(kind, remote_id),
            remote_id,
            linked_at: DateTime::from_timestamp(1_780_000_000, 0),
            how: LinkHow::Pulled,
        };
        LinkLine::new(link, name.to_owned())
    }

    #[test]
    fn the_table_is_found_by_name_and_by_both_ids() {
        let row = line("Петров Олег", RecordKind::Driver, 48_213);
        for (kind, typed, found) in [
            (None, "петров", true),
            (Some(RecordKind::Driver), "48213", true),
            (None, "drv-48213", true),
            (Some(RecordKind::Car), "", false),
            (None, "иванов", false),
        ] {
            assert_eq!(row.answers(kind, &fold(typed)), found, "{typed}");
        }
    }

    #[test]
    fn a_file_has_no_formulas_and_keeps_its_columns() {
        let rows = [line("=1+1;\"x\"", RecordKind::Car, 3), line("ООО «Пример»", RecordKind::Counterparty, 4)];
        let file = csv(rows.iter(), 180, Lang::Ru);
        let lines: Vec<&str> = file.trim_start_matches('\u{feff}').lines().collect();
        assert_eq!(lines.len(), 3);
        assert_eq!(lines[1], "Машины;\"'=1+1;\"\"x\"\"\";car-3;3;28.05.2026 23:26;Прочитано из Cargo.Run");
    }
}
