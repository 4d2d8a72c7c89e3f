//! What the board writes on bars, beside rows and into the ear of a screen reader.

use chrono::{DateTime, Datelike as _, NaiveDate, NaiveDateTime, TimeDelta, Utc, Weekday};

use crate::app::books::Books;
use crate::app::lines::offset_label;
use crate::app::plan::board::{GroupOf, Lane, RowsBy, Run};
use crate::app::plan::desk::{Found, PlanDesk, run_key};
use crate::app::plan::details::Details;
use crate::app::plan::short;
use crate::app::state::AppState;
use crate::domain::id::LocalId;
use crate::store::plan_rows::PlanRow;
use crate::ui::bids::model::{late_words, status_word};
use crate::ui::card::format;
use crate::ui::theme::Tokens;
use crate::words::{Arg, Lang};

/// The two lines of a bar in words that grow shorter: towns in few signs, the plate alone, the towns alone; the beginning alone.
pub(super) fn bar_variants(
    bid: &PlanRow,
    details: Option<&Details>,
    books: &Books,
    state: &AppState,
) -> (Vec<String>, Vec<String>) {
    let (first, second) = bar(bid, details, books, state);
    let car = plate(bid.car.as_ref(), books);
    let towns = short_route(bid, details);
    let both = if car.is_empty() || towns.is_empty() { String::new() } else { format!("{car} · {towns}") };
    let number = number(bid, state.settings.lang);
    let alone = if bid.remote.is_some() && car.is_empty() { number } else { String::new() };
    let times = times(bid, details, state.own_offset_minutes);
    let begins = bid.from.map(|from| local(from, bid.offset_minutes.unwrap_or(state.own_offset_minutes)));
    let day = |pattern: &str| begins.map(|begins| begins.format(pattern).to_string()).unwrap_or_default();
    (vec![first, both, car, alone, towns], vec![second, times, day("%d.%m %H:%M"), day("%d.%m")])
}

/// The ends of the route in few signs.
fn short_route(bid: &PlanRow, details: Option<&Details>) -> String {
    let mut names: Vec<&str> = details
        .map(|details| details.stops.iter().map(|stop| stop.name.as_str()).filter(|name| !name.is_empty()).collect())
        .unwrap_or_default();
    if names.is_empty() {
        names = bid.ends.iter().map(String::as_str).filter(|name| !name.is_empty()).collect();
    }
    names.dedup();
    short::route(&names)
}

/// The two lines of a bar.
pub(super) fn bar(bid: &PlanRow, details: Option<&Details>, books: &Books, state: &AppState) -> (String, String) {
    let lang = state.settings.lang;
    let car = plate(bid.car.as_ref(), books);
    let car = if car.is_empty() { lang.text("plan-no-car") } else { car };
    let number = number(bid, lang);
    let route = route(bid, details);
    let first = if route.is_empty() { format!("{car} · {number}") } else { format!("{car} · {route}") };
    let times = times(bid, details, state.own_offset_minutes);
    let second = if route.is_empty() || times.is_empty() { times } else { format!("{times} · {number}") };
    (first, second)
}

/// `№ 48213`, or the words for a bid without a number.
pub(super) fn number(bid: &PlanRow, lang: Lang) -> String {
    bid.remote.map_or_else(|| lang.text("bids-number-none"), |number| format!("№\u{a0}{number}"))
}

/// `Казань → Уфа`.
pub(super) fn route(bid: &PlanRow, details: Option<&Details>) -> String {
    let all = details.map(|details| {
        let mut names: Vec<&str> = details.stops.iter().map(|stop| stop.name.as_str()).collect();
        names.retain(|name| !name.is_empty());
        names.dedup();
        names.join(" → ")
    });
    match (&bid.ends, all) {
        (_, Some(all)) if !all.is_empty() => all,
        ([first, last], _) if first == last => first.clone(),
        ([first, last], _) => format!("{first} → {last}"),
    }
}

/// `01.12 10:00 – 02.12 14:00 (+05:00)`: each end on the clock of its place, whose zone is said where it isn't the dispatcher's.
pub(super) fn times(bid: &PlanRow, details: Option<&Details>, own_offset: i32) -> String {
    let Some(from) = bid.from else { return String::new() };
    let offset = bid.offset_minutes.unwrap_or(own_offset);
    let begins = local(from, offset);
    let first = format!("{}{}", begins.format("%d.%m %H:%M"), zone(offset, own_offset));
    match details.and_then(|details| details.ends).filter(|_| bid.to.is_some_and(|to| to > from)) {
        None => first,
        Some((ends, offset)) => {
            let ends = format::beside(ends, Some(begins));
            format!("{first} – {ends}{}", zone(offset, own_offset))
        }
    }
}

fn zone(offset: i32, own: i32) -> String {
    if offset == own { String::new() } else { format!(" ({})", offset_label(offset)) }
}

/// A moment on the clock of an offset.
pub(super) fn local(at: DateTime<Utc>, offset_minutes: i32) -> NaiveDateTime {
    at.naive_utc() + TimeDelta::minutes(i64::from(offset_minutes))
}

/// A plate or a name; empty without one.
pub(super) fn plate(id: Option<&LocalId>, books: &Books) -> String {
    id.and_then(|id| books.record(id)).map(|record| record.entry.title()).unwrap_or_default()
}

/// What a screen reader and a tip say of a bar.
pub(super) fn name(bid: &PlanRow, crosses: bool, state: &AppState, colors: &Tokens) -> String {
    let lang = state.settings.lang;
    let details = state.plan.details.get(&bid.id).map(AsRef::as_ref);
    let (first, second) = bar(bid, details, &state.books, state);
    let mut parts = vec![first, second];
    parts.push(status_word(&bid.status, lang, colors));
    if crosses {
        parts.push(lang.text("plan-crosses"));
    }
    parts.extend(state.plan.late_min(&bid.id).map(|late| late_words(late, lang)));
    parts.retain(|part| !part.is_empty());
    parts.join(", ")
}

/// The way of an empty run: worked out along the roads, else the guess.
pub(super) fn way(run: &Run, plan: &PlanDesk) -> Found {
    let guess = Found { km: run.km, minutes: run.minutes, estimated: true };
    plan.runs.get(&run_key(run.places)).copied().flatten().unwrap_or(guess)
}

/// `порожний пробег ≈ 120 км, 2 ч 10 мин, есть 3 ч`.
pub(super) fn run(run: &Run, plan: &PlanDesk, lang: Lang) -> String {
    let way = way(run, plan);
    let km = format::kilometres(way.km * 1000.0, lang);
    let km = if way.estimated { format!("≈\u{a0}{km}") } else { km };
    let room = run.between[1] - run.between[0];
    let key = if room < drive(way) { "plan-run-short" } else { "plan-run" };
    let args = [
        ("km", Arg::Text(km)),
        ("time", Arg::Text(format::duration(drive(way), lang))),
        ("room", Arg::Text(format::duration(room.max(TimeDelta::zero()), lang))),
    ];
    lang.text_with(key, &args)
}

/// Time at the wheel.
#[expect(clippy::cast_possible_truncation, reason = "minutes of a way, held in bounds")]
pub(super) fn drive(way: Found) -> TimeDelta {
    TimeDelta::minutes(way.minutes.clamp(0.0, 1e6).round() as i64)
}

/// `вт 01.12`.
pub(super) fn day(date: NaiveDate, lang: Lang) -> String {
    let key = match date.weekday() {
        Weekday::Mon => "plan-mon",
        Weekday::Tue => "plan-tue",
        Weekday::Wed => "plan-wed",
        Weekday::Thu => "plan-thu",
        Weekday::Fri => "plan-fri",
        Weekday::Sat => "plan-sat",
        Weekday::Sun => "plan-sun",
    };
    format!("{} {}", lang.text(key), date.format("%d.%m"))
}

/// The title of a group.
pub(super) fn group(of: &GroupOf, lang: Lang) -> String {
    match of {
        GroupOf::Free => lang.text("plan-group-free"),
        GroupOf::Busy => lang.text("plan-group-busy"),
        GroupOf::Away => lang.text("plan-group-away"),
        GroupOf::Kind(name) if name.is_empty() => lang.text("plan-group-no-kind"),
        GroupOf::Kind(name) => name.clone(),
    }
}

/// Key of what the rows are.
pub(super) const fn rows_key(by: RowsBy) -> &'static str {
    match by {
        RowsBy::Cars => "screen-cars",
        RowsBy::Drivers => "screen-drivers",
        RowsBy::Trailers => "screen-trailers",
    }
}

/// What a screen reader says of a row.
pub(super) fn lane(lane: &Lane, lang: Lang) -> String {
    let count = lang.text_with("plan-row-bids", &[("n", lane.bars.len().into())]);
    let mut parts = vec![lane.title.clone(), lane.note.clone(), count];
    if !lane.clashes.is_empty() {
        parts.push(lang.text("plan-crosses"));
    }
    parts.retain(|part| !part.is_empty());
    parts.join(", ")
}
