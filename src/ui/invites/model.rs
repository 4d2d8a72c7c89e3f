//! What the inbox shows, as a person filters and sorts it; the countdown in words. Pure.

use std::cmp::Ordering;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use egui::Color32;

use crate::app::invites::rows::InviteRow;
use crate::domain::invite::{Direction, InviteState};
use crate::domain::search_key::Query;
use crate::ui::icons;
use crate::ui::theme::Tokens;
use crate::words::{Arg, Lang};

/// Less than this is urgent.
const URGENT: TimeDelta = TimeDelta::minutes(15);
/// Less than this is soon.
const SOON: TimeDelta = TimeDelta::hours(2);

/// By what rows are sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// The last heard of first.
    #[default]
    Heard,
    /// Time that is left.
    Left,
    /// Day of loading.
    Loading,
    /// Length of the way.
    Distance,
    /// Price.
    Price,
    /// Roubles a kilometre.
    PerKm,
}

/// What is to be seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View {
    /// Which side.
    pub direction: Direction,
    /// Only those that stand so.
    pub state: Option<InviteState>,
    /// Text of the search, as typed.
    pub search: String,
    /// Order.
    pub sort: Sort,
    /// The largest first.
    pub descending: bool,
}

impl Default for View {
    fn default() -> Self {
        Self {
            direction: Direction::Received,
            state: None,
            search: String::new(),
            sort: Sort::default(),
            descending: false,
        }
    }
}

impl View {
    /// The same after a click on the title of a column: sorted by it, the other way round, not sorted.
    pub fn sort_by(&mut self, sort: Sort) {
        (self.sort, self.descending) = match (self.sort == sort, self.descending) {
            (false, _) => (sort, false),
            (true, false) => (sort, true),
            (true, true) => (Sort::Heard, false),
        };
    }
}

/// Rows of a view and how many stand how, made once a second or when something changes.
#[derive(Debug, Default)]
pub struct Shown {
    made_of: Option<(Arc<Vec<InviteRow>>, View, i64)>,
    /// Places among all rows.
    pub places: Vec<usize>,
    /// All of the direction, then by state in the order of [`InviteState::ALL`].
    pub counts: [usize; 7],
}

impl Shown {
    /// Makes it anew when it is made of something else.
    pub fn refresh(&mut self, rows: &Arc<Vec<InviteRow>>, view: &View, now: DateTime<Utc>) {
        let second = now.timestamp();
        let is_same = self
            .made_of
            .as_ref()
            .is_some_and(|(known, of, at)| Arc::ptr_eq(known, rows) && of == view && *at == second);
        if !is_same {
            self.places = places(rows, view, now);
            self.counts = counts(rows, view.direction, now);
            self.made_of = Some((Arc::clone(rows), view.clone(), second));
        }
    }

    /// The row at a place of the view.
    #[must_use]
    pub fn row<'a>(&self, rows: &'a [InviteRow], place: usize) -> Option<&'a InviteRow> {
        rows.get(*self.places.get(place)?)
    }
}

/// Places of the rows that are seen, in their order.
#[must_use]
pub fn places(rows: &[InviteRow], view: &View, now: DateTime<Utc>) -> Vec<usize> {
    let query = Query::new(&view.search);
    let is_seen = |row: &InviteRow| {
        row.key.direction == view.direction
            && view.state.is_none_or(|state| row.state_at(now) == state)
            && query.matches(&row.search)
    };
    let mut places: Vec<usize> = rows.iter().enumerate().filter(|(_, row)| is_seen(row)).map(|(at, _)| at).collect();
    if view.sort != Sort::Heard {
        places.sort_by(|a, b| match (rows.get(*a), rows.get(*b)) {
            (Some(a), Some(b)) => order(a, b, view),
            _ => Ordering::Equal,
        });
    }
    places
}

/// What has no value stands last, whichever way round.
fn by<T>(a: Option<T>, b: Option<T>, compare: impl Fn(&T, &T) -> Ordering) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) => compare(&a, &b),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    }
}

fn order(a: &InviteRow, b: &InviteRow, view: &View) -> Ordering {
    let way = |order: Ordering| if view.descending { order.reverse() } else { order };
    match view.sort {
        Sort::Heard => Ordering::Equal,
        Sort::Left => by(a.cancels_at, b.cancels_at, |a, b| way(a.cmp(b))),
        Sort::Loading => by(a.loading_day, b.loading_day, |a, b| way(a.cmp(b))),
        Sort::Distance => by(a.distance_km, b.distance_km, |a, b| way(a.total_cmp(b))),
        Sort::Price => by(a.price, b.price, |a, b| way(a.as_decimal().cmp(&b.as_decimal()))),
        Sort::PerKm => by(a.per_km, b.per_km, |a, b| way(a.as_decimal().cmp(&b.as_decimal()))),
    }
}

fn counts(rows: &[InviteRow], direction: Direction, now: DateTime<Utc>) -> [usize; 7] {
    let mut counts = [0_usize; 7];
    for row in rows.iter().filter(|row| row.key.direction == direction) {
        let state = row.state_at(now);
        let at = InviteState::ALL.iter().position(|known| *known == state).map_or(0, |at| at + 1);
        for place in [0, at] {
            if let Some(count) = counts.get_mut(place) {
                *count += 1;
            }
        }
    }
    counts
}

/// True while an answer is still possible and nothing was done.
#[must_use]
pub const fn is_open(state: InviteState) -> bool {
    matches!(state, InviteState::New | InviteState::Seen)
}

/// The time that is left in words, and how urgent it is. `None`: nobody says, or it is over or decided.
#[must_use]
pub fn countdown(row: &InviteRow, now: DateTime<Utc>, lang: Lang) -> Option<(String, Haste)> {
    let left = row.time_left(now).filter(|_| is_open(row.state_at(now)))?;
    let haste = match left {
        left if left < URGENT => Haste::Urgent,
        left if left < SOON => Haste::Soon,
        _ => Haste::Calm,
    };
    Some((spoken(left, lang), haste))
}

/// `12:34` under an hour, `3 ч 12 мин` under a day, `2 д 4 ч`.
#[must_use]
pub fn spoken(left: TimeDelta, lang: Lang) -> String {
    let (days, hours, minutes) = (left.num_days(), left.num_hours() % 24, left.num_minutes() % 60);
    let say =
        |key, a: i64, b: i64| lang.text_with(key, &[("a", Arg::Text(a.to_string())), ("b", Arg::Text(b.to_string()))]);
    if days > 0 {
        say("invites-left-days", days, hours)
    } else if hours > 0 {
        say("invites-left-hours", hours, minutes)
    } else {
        format!("{minutes}:{:02}", left.num_seconds() % 60)
    }
}

/// When the countdowns of a view change by themselves: each second within an hour, else each minute.
#[must_use]
pub fn changes_after<'a>(rows: impl Iterator<Item = &'a InviteRow>, now: DateTime<Utc>) -> Option<Duration> {
    let open = rows.filter(|row| is_open(row.state_at(now))).filter_map(|row| row.time_left(now));
    let least = open.min()?;
    Some(if least.num_hours() == 0 { Duration::from_secs(1) } else { Duration::from_mins(1) })
}

/// How urgent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Haste {
    /// Not at all.
    Calm,
    /// Within two hours.
    Soon,
    /// Within a quarter of an hour.
    Urgent,
}

impl Haste {
    /// Its colour.
    #[must_use]
    pub const fn color(self, colors: &Tokens) -> Color32 {
        match self {
            Self::Calm => colors.text[0],
            Self::Soon => colors.warn,
            Self::Urgent => colors.danger,
        }
    }
}

/// Shape and colour of a state.
#[must_use]
pub const fn face(state: InviteState, colors: &Tokens) -> (&'static str, Color32) {
    match state {
        InviteState::New => (icons::ENVELOPE, colors.info),
        InviteState::Seen => (icons::EYE, colors.text[1]),
        InviteState::Drafted => (icons::CLIPBOARD_TEXT, colors.ok),
        InviteState::Declined => (icons::PROHIBIT, colors.text[2]),
        InviteState::Expired => (icons::HOURGLASS_MEDIUM, colors.text[2]),
        InviteState::Withdrawn => (icons::X_CIRCLE, colors.danger),
    }
}

/// The word of a state; with several trucks, of how many bids were made.
#[must_use]
pub fn state_word(row: &InviteRow, now: DateTime<Utc>, lang: Lang) -> String {
    let state = row.state_at(now);
    let word = lang.text(state_key(state));
    match (state, row.trucks) {
        (InviteState::Drafted, 2..) => format!("{word} {}/{}", row.bids.len(), row.trucks),
        _ => word,
    }
}

/// Key of the name of all that stand so.
#[must_use]
pub const fn states_key(state: InviteState) -> &'static str {
    match state {
        InviteState::New => "invites-states-new",
        InviteState::Seen => "invites-states-seen",
        InviteState::Drafted => "invites-states-drafted",
        InviteState::Declined => "invites-states-declined",
        InviteState::Expired => "invites-states-expired",
        InviteState::Withdrawn => "invites-states-withdrawn",
    }
}

/// Key of a state's word.
#[must_use]
pub const fn state_key(state: InviteState) -> &'static str {
    match state {
        InviteState::New => "ati-state-new",
        InviteState::Seen => "ati-state-seen",
        InviteState::Drafted => "ati-state-drafted",
        InviteState::Declined => "ati-state-declined",
        InviteState::Expired => "ati-state-expired",
        InviteState::Withdrawn => "ati-state-withdrawn",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_that_is_left_is_said_as_finely_as_it_matters() {
        for (left, said) in [
            (TimeDelta::seconds(65), "1:05"),
            (TimeDelta::minutes(59), "59:00"),
            (TimeDelta::minutes(192), "3\u{a0}ч 12\u{a0}мин"),
            (TimeDelta::hours(52), "2\u{a0}д 4\u{a0}ч"),
        ] {
            assert_eq!(spoken(left, Lang::Ru), said);
        }
    }

    #[test]
    fn a_title_sorts_reverses_and_lets_go() {
        let mut view = View::default();
        let mut seen = Vec::new();
        for _ in 0..3 {
            view.sort_by(Sort::Price);
            seen.push((view.sort, view.descending));
        }
        assert_eq!(seen, [(Sort::Price, false), (Sort::Price, true), (Sort::Heard, false)]);
    }
}
