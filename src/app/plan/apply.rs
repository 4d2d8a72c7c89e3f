//! Events of planning → changes of state, and what follows.

use std::sync::Arc;

use super::ask::{PlanEffect, PlanEvent};
use super::desk::Expectations;
use super::handle::{build, changed, shown_changed};
use crate::app::effect::Effect;
use crate::app::handle::refresh_view;
use crate::app::state::AppState;
use crate::domain::bid::BidStatus;

/// More bars than this are not remembered at once.
const MOST_DETAILS: usize = 20_000;

/// Applies an event.
pub fn apply(state: &mut AppState, event: PlanEvent) -> Vec<Effect> {
    let plan = &mut state.plan;
    match event {
        PlanEvent::Expected(expected) => return take(state, expected),
        PlanEvent::Data(data) => {
            plan.data = Some(data);
            plan.trouble = None;
            plan.shown_again = false;
            // What bars say is read again once they are in sight; until then they say what they said.
            plan.asked.clear();
            return build(state).into_iter().collect();
        }
        PlanEvent::NoData(why) => {
            plan.trouble = Some(why);
            if plan.turn.end() {
                return changed(state);
            }
        }
        PlanEvent::Board(board) => {
            plan.board = Some(board);
            if plan.turn.end() {
                return changed(state);
            }
            if std::mem::take(&mut plan.shown_again) {
                return build(state).into_iter().collect();
            }
        }
        PlanEvent::Details(details) => {
            if plan.details.len() > MOST_DETAILS {
                plan.details.clear();
                plan.asked.clear();
            }
            plan.details.extend(details);
        }
        PlanEvent::Runs(runs) => {
            if plan.runs.len() > MOST_DETAILS {
                plan.runs.clear();
            }
            for (key, _) in &runs {
                plan.asked_runs.remove(key);
            }
            plan.runs.extend(runs);
        }
    }
    Vec::new()
}

/// Bids or trucks have moved: arrivals are counted anew.
#[must_use]
pub fn moved() -> Effect {
    Effect::Plan(PlanEffect::Forecast)
}

fn take(state: &mut AppState, expected: Expectations) -> Vec<Effect> {
    state.plan.expected = expected;
    // Positions may have seen trucks come and go: bars of started bids say it.
    let started: Vec<_> = state.plan.asked.iter().filter(|id| state.plan.expected.contains_key(*id)).cloned().collect();
    for id in started {
        state.plan.asked.remove(&id);
    }
    let Some(lines) = &mut state.bids.lines else { return Vec::new() };
    let late = |line: &crate::app::bid_list::BidLine| state.plan.late_min(&line.id);
    let may_be = |line: &crate::app::bid_list::BidLine| line.status == BidStatus::Started || line.late_min.is_some();
    if !lines.iter().any(|line| may_be(line) && line.late_min != late(line)) {
        return Vec::new();
    }
    for line in Arc::make_mut(lines).iter_mut().filter(|line| may_be(line)) {
        line.late_min = state.plan.expected.get(&line.id).and_then(|one| one.forecast.as_ref()?.late_min());
    }
    refresh_view(state);
    shown_changed(state)
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use chrono::{DateTime, TimeDelta, Utc};

    use super::*;
    use crate::app::bid_list::BidLine;
    use crate::app::event::Event;
    use crate::app::plan::expected::Expected;
    use crate::domain::forecast::{Arrival, Basis, Forecast};
    use crate::domain::id::LocalId;

    fn expectations(late: i64) -> Expectations {
        let due = DateTime::<Utc>::UNIX_EPOCH;
        let arrival = Arrival { point: 1, at: due + TimeDelta::minutes(late), due: Some(due) };
        let forecast = Some(Forecast { basis: Basis::Roads, arrivals: vec![arrival] });
        Arc::new(HashMap::from([(LocalId::new("a"), Arc::new(Expected { forecast, seen: Vec::new() }))]))
    }

    fn late(state: &AppState) -> Vec<Option<u32>> {
        state.bids.lines.iter().flat_map(|lines| lines.iter()).map(|line| line.late_min).collect()
    }

    #[test]
    fn lines_say_how_late_their_trucks_will_be_and_stop_saying_it() {
        let line = |id: &str, status| BidLine { status, ..BidLine::blank(LocalId::new(id)) };
        let lines = vec![line("a", BidStatus::Started), line("b", BidStatus::Started), line("c", BidStatus::Draft)];
        let mut state = AppState::default();
        state.bids.lines = Some(Arc::new(lines));
        crate::app::apply::apply(&mut state, Event::Plan(PlanEvent::Expected(expectations(80))));
        assert_eq!(late(&state), [Some(80), None, None]);
        assert_eq!(state.plan.late_min(&LocalId::new("a")), Some(80));
        apply(&mut state, PlanEvent::Expected(expectations(-5)));
        assert_eq!(late(&state), [None; 3], "it caught up");
        apply(&mut state, PlanEvent::Expected(expectations(10)));
        apply(&mut state, PlanEvent::Expected(Expectations::default()));
        assert_eq!(late(&state), [None; 3], "it is no longer in work");
    }
}
