//! Commands of the board → changes of state and effects.

use std::sync::Arc;

use super::ask::{PlanCommand, PlanEffect};
use super::board::Wanted;
use super::desk::run_key;
use crate::app::command::Screen;
use crate::app::effect::Effect;
use crate::app::handle::{set, toast};
use crate::app::state::{AppState, ToastLevel};

/// Handles a command.
pub fn handle(state: &mut AppState, command: PlanCommand) -> Vec<Effect> {
    match command {
        PlanCommand::Rows(by) => {
            let mut effects = set(state, |settings| settings.plan.rows = by);
            effects.extend(shown_changed(state));
            effects
        }
        PlanCommand::Group(grouping) => {
            let mut effects = set(state, |settings| settings.plan.grouping = grouping);
            effects.extend(shown_changed(state));
            effects
        }
        PlanCommand::Held(why) => {
            toast(state, ToastLevel::Warn, why, None);
            Vec::new()
        }
        PlanCommand::Span(hours) => set(state, |settings| settings.plan.span_hours = hours),
        PlanCommand::Details(ids) => {
            state.plan.asked.extend(ids.iter().cloned());
            vec![Effect::Plan(PlanEffect::Details(ids))]
        }
        PlanCommand::Runs(places) => {
            state.plan.asked_runs.extend(places.iter().map(|places| run_key(*places)));
            vec![Effect::Plan(PlanEffect::Runs(places))]
        }
    }
}

/// Bids have changed. Nothing is done while nobody looks.
pub fn changed(state: &mut AppState) -> Vec<Effect> {
    if state.screen != Screen::Plan {
        return Vec::new();
    }
    if state.plan.turn.begin() { vec![Effect::Plan(PlanEffect::Load)] } else { Vec::new() }
}

/// The part of the bids that the list shows has changed, or how rows are made.
pub fn shown_changed(state: &mut AppState) -> Vec<Effect> {
    if state.screen != Screen::Plan {
        return Vec::new();
    }
    if state.plan.turn.is_running() {
        state.plan.shown_again = true;
        return Vec::new();
    }
    match state.plan.data.clone() {
        None => changed(state),
        Some(_) => build(state).into_iter().collect(),
    }
}

/// Builds the board of the data that is there.
pub(super) fn build(state: &mut AppState) -> Option<Effect> {
    let data = state.plan.data.clone()?;
    state.plan.turn.go_on();
    let mut shown = vec![false; data.bids().len()];
    let lines = state.bids.lines.as_deref().map(Vec::as_slice).unwrap_or_default();
    for place in state.bids.shown.iter() {
        let line = usize::try_from(*place).ok().and_then(|place| lines.get(place));
        let bid = line.and_then(|line| data.place_of(&line.id)).and_then(|bid| usize::try_from(bid).ok());
        if let Some(shown) = bid.and_then(|bid| shown.get_mut(bid)) {
            *shown = true;
        }
    }
    let wanted = Wanted {
        by: state.settings.plan.rows,
        grouping: state.settings.plan.grouping,
        search: state.bids.view.search.clone(),
        own_offset_minutes: state.own_offset_minutes,
    };
    Some(Effect::Plan(PlanEffect::Build(data, Arc::new(shown), wanted)))
}
