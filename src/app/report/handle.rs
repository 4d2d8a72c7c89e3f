//! Commands and events of reports → changes of state and effects.

use std::collections::HashSet;
use std::sync::Arc;

use super::desk::{ReportCommand, ReportEffect, ReportEvent};
use crate::app::bid_list::{BidFilter, BidView, Picked};
use crate::app::command::{Command, Screen};
use crate::app::effect::Effect;
use crate::app::handle::{handle as go, set};
use crate::app::lines::{OwnClock, own_local};
use crate::app::settings_report::ReportSettings;
use crate::app::state::AppState;
use crate::domain::id::LocalId;
use crate::domain::report::{Column, Grouping, Period, PeriodKind, Wanted};

/// What the settings ask for, as of today.
#[must_use]
pub fn wanted(state: &AppState) -> Wanted {
    let ReportSettings { period, first, last, grouping, sort, descending, measure, chart: _ } = state.settings.report;
    let own = OwnClock { offset_minutes: state.own_offset_minutes };
    let today = own_local(state.now, own).date();
    Wanted {
        period: Period::of(period, today, first.zip(last)),
        grouping,
        sort,
        descending,
        measure,
        own_offset_minutes: state.own_offset_minutes,
    }
}

/// Handles a command.
pub fn handle(state: &mut AppState, command: ReportCommand) -> Vec<Effect> {
    let mut effects = match command {
        ReportCommand::Period(kind) => set(state, |settings| settings.report.period = kind),
        ReportCommand::Days(first, last) => set(state, |settings| {
            settings.report.period = PeriodKind::Own;
            (settings.report.first, settings.report.last) = (Some(first), Some(last));
        }),
        ReportCommand::Group(grouping) => set(state, |settings| settings.report.grouping = grouping),
        ReportCommand::Sort(column) => {
            let (present, descending) = wanted(state).order();
            // Figures are looked at from the greatest on, words from the first.
            let descending = if present == column { !descending } else { begins_high(column) };
            set(state, |settings| (settings.report.sort, settings.report.descending) = (column, descending))
        }
        ReportCommand::Measure(measure) => set(state, |settings| settings.report.measure = measure),
        ReportCommand::Chart(shown) => return set(state, |settings| settings.report.chart = shown),
        ReportCommand::Drill(row, name) => return drill(state, row, name),
    };
    effects.extend(rearranged(state));
    effects
}

/// Figures and the day of the end; names are read from A on.
const fn begins_high(column: Column) -> bool {
    column.is_figure() || matches!(column, Column::Ended)
}

/// Bids have changed: they are read anew. Nothing is done while nobody looks.
pub fn changed(state: &mut AppState) -> Vec<Effect> {
    if state.screen != Screen::Reports {
        return Vec::new();
    }
    if state.report.turn.begin() { vec![Effect::Report(ReportEffect::Read(wanted(state)))] } else { Vec::new() }
}

/// Other rows of the same days, or names that have changed: what was read is arranged anew.
pub fn rearranged(state: &mut AppState) -> Vec<Effect> {
    let wanted = wanted(state);
    let read = state.report.trips.clone().filter(|trips| trips.period == wanted.period);
    match read {
        Some(trips) if state.screen == Screen::Reports && !state.report.turn.is_running() => {
            state.report.turn.go_on();
            vec![Effect::Report(ReportEffect::Arrange(trips, wanted, Arc::clone(&state.books)))]
        }
        _ => changed(state),
    }
}

/// Applies an event.
pub fn apply(state: &mut AppState, event: ReportEvent) -> Vec<Effect> {
    let again = state.report.turn.end();
    match event {
        ReportEvent::Made(trips, table) => {
            state.report.trips = Some(trips);
            state.report.table = Some(table);
            state.report.trouble = None;
        }
        ReportEvent::Failed(why) => state.report.trouble = Some(why),
    }
    if again { changed(state) } else { Vec::new() }
}

/// A trip opens its card, a group the list of its bids.
fn drill(state: &mut AppState, row: Option<usize>, name: String) -> Vec<Effect> {
    let Some(table) = state.report.table.clone() else { return Vec::new() };
    let Some(found) = row.map_or(Some(&table.total), |row| table.rows.get(row)) else { return Vec::new() };
    let ids: HashSet<LocalId> = found.trips.iter().cloned().collect();
    let one = found.trips.first().filter(|_| row.is_some() && table.wanted.grouping == Grouping::None).cloned();
    let view = BidView {
        filter: BidFilter::All,
        search: String::new(),
        mine: false,
        picked: Some(Arc::new(Picked { name, ids })),
        ..state.bids.view.clone()
    };
    let mut effects = go(state, Command::Open(Screen::Bids));
    // A form that is open stays in sight; the list behind it shows what was asked for.
    effects.extend(go(state, Command::View(view)));
    effects.extend(one.into_iter().flat_map(|id| go(state, Command::SelectBid(id))));
    effects
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, Utc};

    use super::*;
    use crate::app::bid_list::BidLine;
    use crate::app::report::desk::Trips;
    use crate::domain::report::figures::Figures;
    use crate::domain::report::{Column, Trip, arrange};

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn trip(id: &str, car: &str) -> Trip {
        Trip {
            id: LocalId::new(id),
            remote: None,
            ended: at("2026-11-10T10:00:00Z"),
            route: Vec::new(),
            car: Some(LocalId::new(car)),
            driver: None,
            customer: None,
            figures: Figures { bids: 1, ..Figures::default() },
            payment: None,
            due: None,
        }
    }

    fn state() -> AppState {
        AppState {
            screen: Screen::Reports,
            now: at("2026-11-22T22:30:00Z"),
            own_offset_minutes: 180,
            ..AppState::default()
        }
    }

    fn made(state: &mut AppState) -> ReportEvent {
        let wanted = wanted(state);
        let trips = Arc::new(vec![trip("1", "a"), trip("2", "b"), trip("3", "a")]);
        let table = arrange(&trips, wanted, &|id| id.to_string());
        ReportEvent::Made(Trips { period: wanted.period, trips }, Arc::new(table))
    }

    #[test]
    fn days_are_those_of_the_dispatchers_clock() {
        let mut state = state();
        state.settings.report.period = PeriodKind::ThisWeek;
        // Sunday evening in UTC is Monday here.
        assert_eq!(wanted(&state).period.first.to_string(), "2026-11-23");
    }

    #[test]
    fn other_rows_of_the_same_days_are_not_read_again() {
        let mut state = state();
        assert!(matches!(changed(&mut state)[..], [Effect::Report(ReportEffect::Read(_))]));
        let event = made(&mut state);
        assert_eq!(apply(&mut state, event), []);
        let effects = handle(&mut state, ReportCommand::Group(Grouping::Driver));
        assert!(matches!(effects[..], [Effect::SaveSettings(_), Effect::Report(ReportEffect::Arrange(..))]));
        let event = made(&mut state);
        apply(&mut state, event);
        let effects = handle(&mut state, ReportCommand::Period(PeriodKind::LastMonth));
        assert!(matches!(effects[..], [Effect::SaveSettings(_), Effect::Report(ReportEffect::Read(_))]));
    }

    #[test]
    fn what_changes_meanwhile_is_read_afterwards_and_nothing_while_nobody_looks() {
        let mut state = state();
        changed(&mut state);
        assert_eq!(changed(&mut state), [], "one reading at a time");
        let event = made(&mut state);
        assert!(matches!(apply(&mut state, event)[..], [Effect::Report(ReportEffect::Read(_))]));
        state.screen = Screen::Bids;
        state.report.turn.end();
        assert_eq!(changed(&mut state), []);
    }

    #[test]
    fn the_same_column_turns_the_order_round() {
        let mut state = state();
        for (column, order) in [
            (Column::Driven, (Column::Driven, true)),
            (Column::Driven, (Column::Driven, false)),
            (Column::Subject, (Column::Subject, false)),
        ] {
            handle(&mut state, ReportCommand::Sort(column));
            assert_eq!(wanted(&state).order(), order);
        }
    }

    #[test]
    fn a_row_shows_its_bids_in_the_list_and_a_trip_its_card() {
        let mut state = state();
        let lines = ["1", "2", "3"].map(|id| BidLine::blank(LocalId::new(id)));
        state.bids.lines = Some(Arc::new(lines.to_vec()));
        state.settings.report.sort = Column::Subject;
        state.settings.report.descending = false;
        let event = made(&mut state);
        apply(&mut state, event);
        handle(&mut state, ReportCommand::Drill(Some(0), "а/м a".into()));
        assert_eq!(state.screen, Screen::Bids);
        let lines = (0..state.bids.shown.len()).filter_map(|place| state.bids.shown_line(place));
        let shown: HashSet<_> = lines.map(|line| line.id.as_str()).collect();
        assert_eq!(shown, HashSet::from(["1", "3"]));
        assert_eq!(state.bids.view.picked.as_ref().unwrap().name, "а/м a");
        state.screen = Screen::Reports;
        state.settings.report.grouping = Grouping::None;
        let event = made(&mut state);
        apply(&mut state, event);
        let effects = handle(&mut state, ReportCommand::Drill(Some(1), String::new()));
        assert!(effects.iter().any(|effect| matches!(effect, Effect::LoadCard(_))));
        assert!(handle(&mut state, ReportCommand::Drill(Some(9), String::new())).is_empty(), "no such row");
    }
}
