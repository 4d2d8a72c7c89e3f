//! The sheet of a change of shift: where each truck is, with what, when and where it will be free, and what burns. A paper like all
//! others, in the language of the screen; made of what the list knows, so that it says what the screen says.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};

use super::bid_list::BidLine;
use super::state::AppState;
use crate::domain::bid::BidStatus;
use crate::domain::id::RecordKind;
use crate::domain::paperwork::{Align, Block, Document, Part, Row, Size, TextLine};
use crate::domain::record::RecordState;
use crate::domain::typed_time::shown;
use crate::words::{Arg, Lang};

/// How near a loading without a truck has to be to burn.
const SOON: TimeDelta = TimeDelta::hours(24);
/// Widths of the columns to each other: truck, with what, free, next, what burns.
const WIDTHS: [usize; 5] = [13, 30, 22, 22, 17];

/// The sheet as things stand.
#[must_use]
pub fn sheet(state: &AppState) -> Document {
    let lang = state.settings.lang;
    let at = local(state.now, state);
    let title = lang.text_with("handover-title", &[("at", Arg::Text(at))]);
    let mut blocks = vec![line(Size::Title, Align::Middle, title.clone(), false), Block::Gap];
    let by_plate = by_plate(state);
    let cars = state.books.of_kind(RecordKind::Car).iter().filter(|record| !record.deleted && record.active);
    let mut plates: Vec<String> = cars.map(|record| record.entry.title()).filter(|plate| !plate.is_empty()).collect();
    plates.sort();
    let heads = ["handover-car", "handover-now", "handover-free", "handover-next", "handover-burns"];
    blocks.push(row(heads.map(|key| lang.text(key)), true));
    for plate in plates {
        let lines = by_plate.get(plate.as_str()).map_or(&[][..], Vec::as_slice);
        blocks.push(row(truck(&plate, lines, state), false));
    }
    blocks.push(Block::Gap);
    blocks.push(line(Size::Heading, Align::Left, lang.text("handover-burning"), false));
    let burning = burning(state);
    if burning.is_empty() {
        blocks.push(line(Size::Body, Align::Left, lang.text("handover-nothing"), false));
    }
    blocks.extend(burning.into_iter().map(|words| line(Size::Body, Align::Left, words, false)));
    Document { title, blocks }
}

/// Bids ahead by the plate of their truck, the earliest first.
fn by_plate(state: &AppState) -> BTreeMap<&str, Vec<&BidLine>> {
    let mut found: BTreeMap<&str, Vec<&BidLine>> = BTreeMap::new();
    for line in state.bids.lines.iter().flat_map(|lines| lines.iter()) {
        let ahead = matches!(line.status, BidStatus::Started | BidStatus::Planned | BidStatus::Draft);
        if ahead && !line.is_binned() && !line.car.is_empty() {
            found.entry(line.car.as_str()).or_default().push(line);
        }
    }
    for lines in found.values_mut() {
        lines.sort_by_key(|line| (line.status != BidStatus::Started, line.first_utc));
    }
    found
}

fn truck(plate: &str, lines: &[&BidLine], state: &AppState) -> [String; 5] {
    let lang = state.settings.lang;
    let now = lines.iter().find(|line| line.status == BidStatus::Started);
    let next = lines.iter().find(|line| line.status != BidStatus::Started && line.first_utc >= Some(state.now));
    let with = now.map_or_else(
        || lang.text("handover-idle"),
        |line| [number(line, lang), line.route.clone(), line.customer.clone(), line.driver.clone()].join("\n"),
    );
    let free = now.map_or_else(String::new, |line| {
        let place = line.route.rsplit(" → ").next().unwrap_or_default();
        let at = line.last_utc.map(|at| local(at, state)).unwrap_or_default();
        format!("{at}\n{place}")
    });
    let next =
        next.map_or_else(String::new, |line| format!("{}\n{}\n{}", number(line, lang), line.route, line.load_time));
    let burns = lines.iter().flat_map(|line| troubles(line, state)).collect::<Vec<_>>().join("\n");
    [plate.to_owned(), with, free, next, burns]
}

/// What burns of a bid.
fn troubles(line: &BidLine, state: &AppState) -> Vec<String> {
    let lang = state.settings.lang;
    let mut found = Vec::new();
    if let Some(minutes) = line.late_min.filter(|minutes| *minutes > 0) {
        let hours = format!("{}:{:02}", minutes / 60, minutes % 60);
        found.push(lang.text_with("handover-late", &[("time", Arg::Text(hours))]));
    }
    if line.status == BidStatus::Planned && line.first_utc.is_some_and(|at| at < state.now) {
        found.push(lang.text("handover-not-started"));
    }
    if state.bids.crossing.contains(&line.id) {
        found.push(lang.text("handover-crossing"));
    }
    match line.state {
        RecordState::Conflict | RecordState::RemoteGone => found.push(lang.text("handover-conflict")),
        RecordState::Rejected => found.push(lang.text("handover-rejected")),
        _ => {}
    }
    found
}

/// All that burns, bid by bid: of every truck, and loadings that have none.
fn burning(state: &AppState) -> Vec<String> {
    let lang = state.settings.lang;
    let mut found = Vec::new();
    for line in state.bids.lines.iter().flat_map(|lines| lines.iter()).filter(|line| !line.is_binned()) {
        if !matches!(line.status, BidStatus::Started | BidStatus::Planned | BidStatus::Draft) {
            continue;
        }
        let mut troubles = troubles(line, state);
        let soon = line.first_utc.is_some_and(|at| at > state.now && at - state.now < SOON);
        if line.car.is_empty() && soon {
            troubles.push(lang.text_with("handover-no-car", &[("time", Arg::Text(line.load_time.clone()))]));
        }
        if !troubles.is_empty() {
            let name = [number(line, lang), line.route.clone(), line.car.clone()];
            let name: Vec<String> = name.into_iter().filter(|part| !part.is_empty()).collect();
            found.push((line.first_utc, format!("{}: {}", name.join(", "), troubles.join(", "))));
        }
    }
    found.sort();
    found.into_iter().map(|(_, words)| words).collect()
}

fn number(line: &BidLine, lang: Lang) -> String {
    if line.number.is_empty() { lang.text("handover-new") } else { format!("№ {}", line.number) }
}

fn local(at: DateTime<Utc>, state: &AppState) -> String {
    shown((at + TimeDelta::minutes(i64::from(state.own_offset_minutes))).naive_utc())
}

fn line(size: Size, align: Align, text: String, bold: bool) -> Block {
    Block::Line(TextLine { align, size, parts: vec![Part::Text { text, bold }] })
}

fn row(cells: [String; 5], head: bool) -> Block {
    let part = |text: String| {
        let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
        vec![Part::Text { text: lines.join("\n"), bold: false }]
    };
    Block::Row(Row { cells: cells.into_iter().map(part).collect(), widths: WIDTHS.to_vec(), borders: true, head })
}
