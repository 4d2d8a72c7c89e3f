//! The conflict screen as data: the list, and the open record with its rows. Pure; painting decides nothing.

use std::collections::HashSet;

use super::checks::findings;
use crate::app::conflicts::titles::kind_key;
use crate::app::conflicts::{Case, Choices, DELETED, Speaker, alike, effect};
use crate::app::conflicts::{Moved, Pick, Unit};
use crate::app::state::AppState;
use crate::domain::id::{LocalId, RecordKind};
use crate::domain::sync_case::ConflictKind;
use crate::ui::card::format::moment;
use crate::ui::exchange_dates;
use crate::words::{Arg, Lang};

/// A line of the list of records in conflict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The record.
    pub id: LocalId,
    /// `№ 48213`, a plate, a name.
    pub name: String,
    /// `заявка · Казань → Уфа`.
    pub kind: String,
    /// The disputed fields.
    pub fields: String,
    /// `12 мин`: since when it is known.
    pub age: String,
    /// `решено` or how many fields are left.
    pub state: String,
    /// Everything is decided, only saving is left.
    pub solved: bool,
    /// It is the open one.
    pub open: bool,
}

/// Kinds of record in conflict with their counts, in a fixed order.
#[must_use]
pub fn kinds(cases: &[Case]) -> Vec<(RecordKind, usize)> {
    [
        RecordKind::Bid,
        RecordKind::Driver,
        RecordKind::Car,
        RecordKind::Trailer,
        RecordKind::Counterparty,
        RecordKind::Organisation,
    ]
    .into_iter()
    .map(|kind| (kind, cases.iter().filter(|case| case.kind == kind).count()))
    .filter(|(_, count)| *count > 0)
    .collect()
}

/// The lines of the list, of one kind or of all.
#[must_use]
pub fn lines(state: &AppState, only: Option<RecordKind>) -> Vec<Line> {
    let lang = state.settings.lang;
    let conflicts = &state.conflicts;
    let open = conflicts.open().map(Case::id);
    let listed = conflicts.cases.iter().filter(|case| only.is_none_or(|kind| case.kind == kind));
    listed
        .map(|case| {
            let speaker = speaker(case, state);
            let left = conflicts.choices_of(case.id()).left(case);
            let kind = lang.text(kind_key(case.kind));
            let route = case.route();
            Line {
                id: case.id().clone(),
                name: case.name(lang),
                kind: if route.is_empty() { kind } else { format!("{kind} · {route}") },
                fields: case.asked().map(|unit| speaker.title(unit)).collect::<Vec<_>>().join("; "),
                age: age((state.now - case.since).num_minutes(), lang),
                state: if left == 0 {
                    lang.text("conflicts-solved")
                } else {
                    lang.text_with("conflicts-left", &[("n", Arg::from(left))])
                },
                solved: left == 0,
                open: open == Some(case.id()),
            }
        })
        .collect()
}

/// A value in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// The words.
    pub text: String,
    /// Nothing is there: shown faintly.
    pub empty: bool,
    /// It is what the result has.
    pub chosen: bool,
}

/// Where the value of the result comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// From this desk.
    Ours,
    /// From the platform.
    Theirs,
    /// Typed by hand.
    Typed,
    /// Both have the same.
    Both,
    /// Undecided.
    Open,
}

/// A unit as a row.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts of a row, each painted in its own place")]
pub struct Row {
    /// Its name in commands.
    pub unit: String,
    /// What it is called.
    pub title: String,
    /// Who changed it, in plain words.
    pub about: String,
    /// This desk's value.
    pub ours: Value,
    /// The platform's.
    pub theirs: Value,
    /// What both started from.
    pub base: String,
    /// What comes out; empty while undecided.
    pub result: String,
    /// Where that comes from.
    pub origin: Origin,
    /// A person has to decide it.
    pub asked: bool,
    /// A side can be picked.
    pub may_pick: bool,
    /// A third value can be typed.
    pub may_type: bool,
    /// A pick by hand stands and can be taken back.
    pub picked: bool,
    /// The platform changed it after it was picked.
    pub moved: bool,
    /// How many other records ask for the same field; 0 unless a side was picked here.
    pub alike: usize,
}

/// The open record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// The record.
    pub id: LocalId,
    /// Its kind.
    pub kind: RecordKind,
    /// `№ 48213`.
    pub name: String,
    /// `заявка · Казань → Уфа`.
    pub about: String,
    /// `2 из 5`.
    pub counter: String,
    /// One side deletes: there is one question.
    pub deletion: bool,
    /// Which of the four cases it is.
    pub case: String,
    /// Who, when and from where: ours, theirs.
    pub sides: [String; 2],
    /// The three dates, named.
    pub dates: [(String, String); 3],
    /// Rows: those to be decided first, then what only one side changed, then the rest when all are asked for.
    pub rows: Vec<Row>,
    /// How many rows are not shown.
    pub hidden: usize,
    /// How many have to be decided yet.
    pub left: usize,
    /// What will change on each side.
    pub sentence: String,
    /// What the platform may object to.
    pub findings: Vec<String>,
    /// The decision is being carried out.
    pub saving: bool,
    /// The platform changed it again while it was being decided.
    pub moved: bool,
}

/// The open record as a sheet; `all`: rows that nobody changed too.
#[must_use]
pub fn sheet(state: &AppState, all: bool) -> Option<Sheet> {
    let case = state.conflicts.open()?;
    let lang = state.settings.lang;
    let choices = state.conflicts.choices_of(case.id());
    let speaker = speaker(case, state);
    let place = state.conflicts.cases.iter().position(|other| other.id() == case.id()).unwrap_or(0);
    let count = |n: usize| Arg::Text(n.to_string());
    let units = in_order(case);
    let shown: Vec<_> = units.iter().filter(|unit| all || unit.moved != Moved::Nobody).collect();
    let kind = lang.text(kind_key(case.kind));
    let route = case.route();
    Some(Sheet {
        id: case.id().clone(),
        kind: case.kind,
        name: case.name(lang),
        about: if route.is_empty() { kind } else { format!("{kind} · {route}") },
        counter: lang.text_with(
            "conflicts-counter",
            &[("n", count(place.saturating_add(1))), ("all", count(state.conflicts.cases.len()))],
        ),
        deletion: case.is_deletion(),
        case: lang.text(case_key(case)),
        sides: sides(case, state),
        dates: exchange_dates::dates(&case.meta, lang, state.own_offset_minutes),
        hidden: units.len().saturating_sub(shown.len()),
        rows: shown.into_iter().map(|unit| row(unit, choices, &speaker, state)).collect(),
        left: choices.left(case),
        sentence: speaker.sentence(&effect(case, choices), choices),
        findings: findings(case, choices, state),
        saving: state.conflicts.saving.is_some(),
        moved: state.conflicts.moved.as_ref() == Some(case.id()) || choices.any_moved(case),
    })
}

fn speaker<'a>(case: &'a Case, state: &'a AppState) -> Speaker<'a> {
    Speaker { case, books: &state.books, lang: state.settings.lang, own_offset: state.own_offset_minutes }
}

/// Disputed first, then what one side changed, then the rest; each in the order of the form.
fn in_order(case: &Case) -> Vec<&Unit> {
    let rank = |unit: &Unit| match unit.moved {
        Moved::Apart => 0,
        Moved::Here | Moved::There => 1,
        Moved::Alike => 2,
        Moved::Nobody => 3,
    };
    let mut units: Vec<_> = case.units.iter().collect();
    units.sort_by_key(|unit| rank(unit));
    units
}

fn row(unit: &Unit, choices: &Choices, speaker: &Speaker<'_>, state: &AppState) -> Row {
    let case = speaker.case;
    let pick = choices.of(unit);
    let origin = match pick {
        None => Origin::Open,
        Some(Pick::Typed(_)) => Origin::Typed,
        Some(_) if matches!(unit.moved, Moved::Nobody | Moved::Alike) => Origin::Both,
        Some(Pick::Ours) => Origin::Ours,
        Some(Pick::Theirs) => Origin::Theirs,
    };
    let value = |value, chosen| {
        let shown = speaker.shown(unit, value);
        Value { text: shown.text, empty: shown.empty, chosen }
    };
    let is_side = |side| pick == Some(side);
    let picked = choices.picks.get(&unit.name);
    Row {
        unit: unit.name.clone(),
        title: speaker.title(unit),
        about: speaker.lang.text(about_key(unit, case.conflict)),
        ours: value(&unit.ours, is_side(&Pick::Ours)),
        theirs: value(&unit.theirs, is_side(&Pick::Theirs)),
        base: speaker.shown(unit, &unit.base).text,
        result: pick.map(|pick| speaker.shown(unit, pick.value(unit)).text).unwrap_or_default(),
        origin,
        asked: unit.moved == Moved::Apart,
        may_pick: case.may_pick(unit),
        may_type: speaker.may_type(unit),
        picked: picked.is_some(),
        moved: choices.is_moved(unit),
        alike: match picked {
            Some(Pick::Ours | Pick::Theirs) => others_alike(case, unit, state),
            Some(Pick::Typed(_)) | None => 0,
        },
    }
}

/// Other records of the kind that ask for the same field and are undecided in it.
fn others_alike(case: &Case, unit: &Unit, state: &AppState) -> usize {
    let others = state.conflicts.cases.iter().filter(|other| other.kind == case.kind && other.id() != case.id());
    let asks = |other: &&Case| {
        let choices = state.conflicts.choices_of(other.id());
        other.asked().any(|asked| alike(&asked.name, &unit.name) && choices.of(asked).is_none())
    };
    others.filter(asks).map(Case::id).collect::<HashSet<_>>().len()
}

fn about_key(unit: &Unit, conflict: ConflictKind) -> &'static str {
    if unit.name == DELETED {
        return match conflict {
            ConflictKind::DeletedHere => "conflicts-about-deleted-here",
            ConflictKind::Fields | ConflictKind::GoneThere => "conflicts-about-deleted",
        };
    }
    let (base, ours, theirs) = (unit.base.is_null(), unit.ours.is_null(), unit.theirs.is_null());
    match (unit.moved, unit.is_presence()) {
        (Moved::Nobody, _) => "conflicts-about-nobody",
        (Moved::Here, _) if conflict == ConflictKind::GoneThere => "conflicts-about-here",
        (Moved::Here, true) if base => "conflicts-about-added-here",
        (Moved::Here, true) if ours => "conflicts-about-removed-here",
        (Moved::There, true) if base => "conflicts-about-added-there",
        (Moved::There, true) if theirs => "conflicts-about-removed-there",
        (Moved::Apart, true) if theirs => "conflicts-about-changed-removed",
        (Moved::Apart, true) if ours => "conflicts-about-removed-changed",
        (Moved::Apart, true) => "conflicts-about-added-both",
        (Moved::Here, _) => "conflicts-about-here",
        (Moved::There, _) => "conflicts-about-there",
        (Moved::Alike, _) => "conflicts-about-alike",
        (Moved::Apart, _) if unit.name.ends_with("/order") => "conflicts-about-order",
        (Moved::Apart, _) => "conflicts-about-both",
    }
}

/// Who, when and from where. The platform does not say who changed a record there.
fn sides(case: &Case, state: &AppState) -> [String; 2] {
    let lang = state.settings.lang;
    let own = state.own_offset_minutes;
    let user = state.connection.user.clone().or_else(|| state.settings.acting_user());
    let here = lang.text_with("conflicts-side-ours", &[("when", moment(case.meta.updated_here, own).into())]);
    let ours = user.map_or(here.clone(), |user| format!("{here} · {user}"));
    let theirs = match case.meta.updated_there {
        Some(at) => lang.text_with("conflicts-side-theirs", &[("when", moment(at, own).into())]),
        None => lang.text_with("conflicts-side-theirs-seen", &[("when", moment(case.since, own).into())]),
    };
    [ours, theirs]
}

/// Which case of the exchange it is.
fn case_key(case: &Case) -> &'static str {
    match case.conflict {
        ConflictKind::Fields => exchange_dates::case_key(case.meta.sync_case()),
        ConflictKind::GoneThere => "conflicts-case-gone",
        ConflictKind::DeletedHere => "conflicts-case-deleted-here",
    }
}

/// `12 мин`, `3 ч`, `2 дня`.
fn age(minutes: i64, lang: Lang) -> String {
    let minutes = minutes.max(0).unsigned_abs();
    let (key, n) = match minutes {
        0..60 => ("conflicts-age-minutes", minutes),
        60..1_440 => ("conflicts-age-hours", minutes / 60),
        _ => ("conflicts-age-days", minutes / 1_440),
    };
    lang.text_with(key, &[("n", Arg::Count(n))])
}

#[cfg(test)]
#[path = "model_tests.rs"]
mod tests;
