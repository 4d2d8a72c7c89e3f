//! Saved views, columns, my trucks, and stepping through what burns.

use std::collections::HashSet;
use std::sync::Arc;

use super::ask::LifeEffect;
use crate::app::bid_list::{BidFilter, BidView};
use crate::app::books::Books;
use crate::app::command::{Command, Screen};
use crate::app::effect::Effect;
use crate::app::handle::{self, set, toast};
use crate::app::settings_list::{ListSettings, SavedView, put_views};
use crate::app::state::{AppState, ToastLevel};
use crate::app::view;
use crate::domain::book::BookEntry;
use crate::domain::book_field::{BookField, FieldValue};
use crate::domain::id::{LocalId, RecordKind};
use crate::words::Message;

/// What is wished of the list.
#[derive(Debug, Clone, PartialEq)]
pub enum ViewCommand {
    /// Keep what is on the screen under a name.
    Save(String),
    /// Show a saved view, by its place.
    Use(usize),
    /// Forget a saved view.
    Forget(usize),
    /// Write all saved views to a file.
    Export,
    /// Take views from a file.
    Import,
    /// The columns that are not shown.
    Hide(Vec<String>),
    /// The columns in this order; none: the usual one.
    Order(Vec<String>),
    /// My trucks are those of these columns and of this logist.
    Mine(Vec<String>, Option<i64>),
    /// To the next bid of what burns; `false`: to the one before.
    Step(bool),
}

/// Groups that burn, in the order of the strip.
pub const BURNING: [BidFilter; 8] = [
    BidFilter::Late,
    BidFilter::Standing,
    BidFilter::Overlapping,
    BidFilter::NoCar,
    BidFilter::NotAccepted,
    BidFilter::NoGps,
    BidFilter::Unsent,
    BidFilter::Attention,
];

/// Handles a wish.
pub(crate) fn handle(state: &mut AppState, command: ViewCommand) -> Vec<Effect> {
    match command {
        ViewCommand::Save(name) => save(state, &name),
        ViewCommand::Use(place) => show(state, place),
        ViewCommand::Forget(place) => set(state, |settings| {
            if place < settings.list.views.len() {
                settings.list.views.remove(place);
            }
        }),
        ViewCommand::Export => vec![Effect::Life(LifeEffect::ExportViews(state.settings.list.views.clone()))],
        ViewCommand::Import => vec![Effect::Life(LifeEffect::ImportViews)],
        ViewCommand::Hide(hidden) => set(state, |settings| settings.list.hidden = hidden),
        ViewCommand::Order(order) => set(state, |settings| settings.list.order = order),
        ViewCommand::Mine(columns, logist) => {
            let effects = set(state, |settings| {
                settings.list.columns = columns;
                settings.list.logist = logist;
            });
            take_mine(state);
            handle::refresh_view(state);
            effects
        }
        ViewCommand::Step(forward) => step(state, forward),
    }
}

/// Views that came from a file.
pub(crate) fn imported(state: &mut AppState, views: Vec<SavedView>) -> Vec<Effect> {
    let said = Message::new("views-imported").with("count", views.len());
    toast(state, ToastLevel::Ok, said, None);
    set(state, |settings| put_views(&mut settings.list.views, views))
}

fn save(state: &mut AppState, name: &str) -> Vec<Effect> {
    let view = SavedView::of(name, &state.bids.view, &state.settings);
    if view.name.is_empty() {
        return Vec::new();
    }
    toast(state, ToastLevel::Ok, Message::new("views-saved").with("name", view.name.as_str()), None);
    set(state, |settings| put_views(&mut settings.list.views, vec![view]))
}

fn show(state: &mut AppState, place: usize) -> Vec<Effect> {
    let Some(saved) = state.settings.list.views.get(place).cloned() else { return Vec::new() };
    state.screen = Screen::Bids;
    let mut effects = set(state, |settings| {
        settings.list.hidden.clone_from(&saved.hidden);
        settings.list.order.clone_from(&saved.order);
        settings.density = saved.density;
    });
    effects.extend(handle::handle(state, Command::View(saved.view())));
    effects
}

/// Works out anew which trucks are mine.
pub(crate) fn take_mine(state: &mut AppState) {
    state.bids.mine = Arc::new(mine(&state.books, &state.settings.list));
}

/// The trucks of the columns and of the logist that are set.
#[must_use]
pub fn mine(books: &Books, list: &ListSettings) -> HashSet<LocalId> {
    let cars = books.of_kind(RecordKind::Car).iter();
    cars.filter(|car| is_mine(&car.entry, list)).map(|car| car.meta.id.clone()).collect()
}

fn is_mine(entry: &BookEntry, list: &ListSettings) -> bool {
    let (column, logist) = (column_of(entry), logist_of(entry));
    column.is_some_and(|column| list.columns.contains(&column)) || (logist.is_some() && logist == list.logist)
}

/// Names of all columns that trucks belong to.
#[must_use]
pub fn columns(books: &Books) -> Vec<String> {
    let mut names: Vec<_> = books.of_kind(RecordKind::Car).iter().filter_map(|car| column_of(&car.entry)).collect();
    names.sort();
    names.dedup();
    names
}

fn column_of(entry: &BookEntry) -> Option<String> {
    match entry.value(BookField::TransportColumn) {
        Some(FieldValue::Text(name)) if !name.trim().is_empty() => Some(name),
        _ => None,
    }
}

fn logist_of(entry: &BookEntry) -> Option<i64> {
    match entry.value(BookField::Logist) {
        Some(FieldValue::Whole(id)) => Some(id),
        _ => None,
    }
}

/// The next bid of the group that is shown, or the first of the next group that isn't empty.
fn step(state: &mut AppState, forward: bool) -> Vec<Effect> {
    let shown = state.bids.shown.len();
    let is_it = |place: &usize| state.bids.shown_line(*place).map(|line| &line.id) == state.bids.selected.as_ref();
    let at = (0..shown).find(is_it);
    let group = BURNING.iter().position(|filter| *filter == state.bids.view.filter);
    let next = match at {
        _ if group.is_none() => None,
        None if forward => Some(0),
        None => shown.checked_sub(1),
        Some(at) if forward => at.checked_add(1),
        Some(at) => at.checked_sub(1),
    };
    if let Some(line) = next.and_then(|place| state.bids.shown_line(place)) {
        let id = line.id.clone();
        return handle::handle(state, Command::SelectBid(id));
    }
    let count = BURNING.len();
    let begin = group.unwrap_or(if forward { count.saturating_sub(1) } else { 0 });
    let turn = |step: usize| if forward { (begin + step) % count } else { (begin + count - step % count) % count };
    let full = (1..=count).map(turn).filter_map(|place| BURNING.get(place).copied());
    let Some(filter) = full.into_iter().find(|filter| view::count_of(&state.bids.counts, *filter) > 0) else {
        toast(state, ToastLevel::Ok, Message::new("views-nothing-burns"), None);
        return Vec::new();
    };
    state.screen = Screen::Bids;
    let wanted = BidView { filter, search: String::new(), ..state.bids.view.clone() };
    let mut effects = handle::handle(state, Command::View(wanted));
    let place = if forward { 0 } else { state.bids.shown.len().saturating_sub(1) };
    if let Some(id) = state.bids.shown_line(place).map(|line| line.id.clone()) {
        effects.extend(handle::handle(state, Command::SelectBid(id)));
    }
    effects
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::bid_list::BidLine;
    use crate::domain::bid::BidStatus;
    use crate::domain::book::Car;
    use crate::domain::record::RecordState;

    fn line(id: &str, car: &str, state: RecordState) -> BidLine {
        BidLine { status: BidStatus::Draft, state, car: car.into(), ..BidLine::blank(LocalId::new(id)) }
    }

    /// Two without a truck, one refused.
    fn state() -> AppState {
        let lines = vec![
            line("a", "", RecordState::Clean),
            line("b", "А123ВС77", RecordState::Clean),
            line("c", "", RecordState::Clean),
            line("d", "А123ВС77", RecordState::Rejected),
        ];
        let mut state = AppState::default();
        state.bids.lines = Some(Arc::new(lines));
        handle::refresh_view(&mut state);
        state
    }

    #[test]
    fn a_step_goes_from_bid_to_bid_and_from_group_to_group_and_round() {
        let mut state = state();
        let mut walk = |forward| {
            handle(&mut state, ViewCommand::Step(forward));
            (state.bids.view.filter, state.bids.selected.as_ref().map(ToString::to_string).unwrap_or_default())
        };
        let seen: Vec<_> = (0..5).map(|_| walk(true)).collect();
        let (no_car, attention) = (BidFilter::NoCar, BidFilter::Attention);
        let of = |filter, id: &str| (filter, id.to_owned());
        let expected = [of(no_car, "c"), of(no_car, "a"), of(attention, "d"), of(no_car, "c"), of(no_car, "a")];
        assert_eq!(seen, expected);
        assert_eq!(walk(false), of(no_car, "c"));
        assert_eq!(walk(false), of(attention, "d"));
    }

    #[test]
    fn a_saved_view_brings_its_columns_and_its_height_of_rows() {
        let mut state = state();
        state.settings.list.hidden = vec!["price".into()];
        state.settings.list.order = vec!["route".into(), "number".into()];
        handle(&mut state, ViewCommand::Save("Горит".into()));
        handle(&mut state, ViewCommand::Save("  ".into()));
        assert_eq!(state.settings.list.views.len(), 1, "a view without a name is none");
        handle(&mut state, ViewCommand::Hide(Vec::new()));
        handle(&mut state, ViewCommand::Use(0));
        assert_eq!(state.settings.list.hidden, ["price"]);
        assert_eq!(state.settings.list.order, ["route", "number"], "the order of the columns belongs to the view");
        handle(&mut state, ViewCommand::Forget(0));
        handle(&mut state, ViewCommand::Use(0));
        assert!(state.settings.list.views.is_empty());
    }

    #[test]
    fn trucks_are_mine_by_their_column_or_by_their_logist() {
        let car = |column: &str, logist: Option<i64>| {
            let mut entry = BookEntry::Car(Car::default());
            entry.set_value(BookField::TransportColumn, &FieldValue::text(column));
            if let Some(logist) = logist {
                entry.set_value(BookField::Logist, &FieldValue::Whole(logist));
            }
            entry
        };
        let of = |entry: &BookEntry, list: &ListSettings| is_mine(entry, list);
        let mut list = ListSettings::default();
        assert!(!of(&car("Первая", Some(7)), &list), "nothing is chosen");
        list.columns.push("Первая".into());
        assert!(of(&car("Первая", None), &list) && !of(&car("Вторая", Some(7)), &list));
        list.logist = Some(7);
        assert!(of(&car("Вторая", Some(7)), &list));
    }
}
