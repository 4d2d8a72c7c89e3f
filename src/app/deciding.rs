//! Commands and events of the conflict screen: picks change at once and are kept; a decision waits for the server.

use std::sync::Arc;

use super::command::{Command, Screen};
use super::conflicts::{Case, Choices, Speaker, alike, effect};
use super::effect::Effect;
use super::handle::toast;
use super::state::{AppState, ToastLevel, Undo};
use crate::domain::id::{LocalId, RecordKind};
use crate::merge::Pick;
use crate::words::Message;

pub(super) fn open(state: &mut AppState, id: LocalId) -> Vec<Effect> {
    state.screen = Screen::Conflicts;
    state.conflicts.selected = Some(id);
    Vec::new()
}

/// Changes the choices of a record and keeps them on disk.
fn change(state: &mut AppState, id: &LocalId, what: impl FnOnce(&Case, &mut Choices)) -> Vec<Effect> {
    let cases = Arc::clone(&state.conflicts.cases);
    let Some(case) = cases.iter().find(|case| case.id() == id) else { return Vec::new() };
    let choices = state.conflicts.choices.entry(id.clone()).or_default();
    what(case, choices);
    vec![Effect::KeepChoices(id.clone(), Box::new(choices.clone()))]
}

pub(super) fn pick(state: &mut AppState, id: &LocalId, unit: &str, pick: Option<Pick>) -> Vec<Effect> {
    change(state, id, |case, choices| {
        if let Some(unit) = case.unit(unit).filter(|unit| case.may_pick(unit) || matches!(pick, Some(Pick::Typed(_)))) {
            choices.set(unit, pick);
        }
    })
}

pub(super) fn pick_side(state: &mut AppState, id: &LocalId, pick: &Pick) -> Vec<Effect> {
    change(state, id, |case, choices| {
        for unit in case.asked() {
            choices.set(unit, Some(pick.clone()));
        }
    })
}

pub(super) fn pick_alike(state: &mut AppState, id: &LocalId, unit: &str) -> Vec<Effect> {
    let cases = Arc::clone(&state.conflicts.cases);
    let Some(from) = cases.iter().find(|case| case.id() == id) else { return Vec::new() };
    let side = state.conflicts.choices_of(id).picks.get(unit).cloned();
    // What was typed by hand belongs to one record.
    let Some(side) = side.filter(|pick| !matches!(pick, Pick::Typed(_))) else { return Vec::new() };
    let others = cases.iter().filter(|case| case.kind == from.kind && case.id() != id);
    let mut effects = Vec::new();
    for other in others {
        let same: Vec<_> = other.asked().filter(|asked| alike(&asked.name, unit)).collect();
        if !same.is_empty() {
            effects.extend(change(state, other.id(), |_, choices| {
                for unit in &same {
                    choices.set(unit, Some(side.clone()));
                }
            }));
        }
    }
    effects
}

pub(super) fn resolve(state: &mut AppState, id: &LocalId) -> Vec<Effect> {
    if state.conflicts.saving.is_some() {
        return Vec::new();
    }
    // What the screen showed when the person pressed is what the decision is about.
    let mut effects = change(state, id, |case, choices| choices.acknowledge(case));
    let Some(case) = state.conflicts.case(id) else { return Vec::new() };
    let choices = state.conflicts.choices_of(id);
    if choices.left(case) > 0 {
        return effects;
    }
    effects.push(Effect::Resolve(case.kind, id.clone(), Box::new(choices.clone())));
    state.conflicts.saving = Some(id.clone());
    state.conflicts.moved = None;
    effects
}

/// Takes a decision back: the question is asked again, with the picks as they were.
pub(super) fn undo(
    state: &mut AppState,
    kind: RecordKind,
    id: LocalId,
    gone: bool,
    choices: Box<Choices>,
) -> Vec<Effect> {
    state.conflicts.choices.insert(id.clone(), (*choices).clone());
    state.conflicts.selected = None;
    state.conflicts.reopened = Some(id.clone());
    vec![Effect::KeepChoices(id.clone(), choices), Effect::UndoDecision(kind, id, gone)]
}

pub(super) fn conflicts(
    state: &mut AppState,
    cases: Arc<Vec<Case>>,
    kept: Vec<(LocalId, Choices)>,
    settled: &[LocalId],
) {
    let known = &mut state.conflicts;
    for (id, choices) in kept {
        known.choices.entry(id).or_insert(choices);
    }
    known.choices.retain(|id, _| !settled.contains(id));
    if let Some(selected) = known.selected.take_if(|id| !cases.iter().any(|case| case.id() == id)) {
        // The one that was open is decided: the next unsolved one comes.
        known.selected = known.next_unsolved(&selected, false).map(|case| case.id().clone());
    }
    if known.reopened.as_ref().is_some_and(|id| cases.iter().any(|case| case.id() == id)) {
        known.selected = known.reopened.take();
    }
    known.cases = cases;
}

pub(super) fn decided(state: &mut AppState, case: &Case, choices: Box<Choices>) {
    state.conflicts.saving = None;
    let lang = state.settings.lang;
    let books = Arc::clone(&state.books);
    let speaker = Speaker { case, books: &books, lang, own_offset: state.own_offset_minutes };
    let done = speaker.sentence(&effect(case, &choices), &choices);
    let message = Message::new("conflicts-done").with("name", case.name(lang)).with("effect", done);
    let step = Undo::Decision { kind: case.kind, id: case.id().clone(), gone: case.is_gone(), choices };
    super::life::handle::remember(state, step);
    toast(state, ToastLevel::Ok, message, Some(("action-undo", Command::Undo)));
}

pub(super) fn not_decided(state: &mut AppState, id: &LocalId, message: Message) {
    if state.conflicts.saving.as_ref() == Some(id) {
        state.conflicts.saving = None;
    }
    toast(state, ToastLevel::Warn, message, None);
}

pub(super) fn moved(state: &mut AppState, id: LocalId) {
    state.conflicts.saving = None;
    state.conflicts.selected = Some(id.clone());
    state.conflicts.moved = Some(id);
    toast(state, ToastLevel::Warn, Message::new("conflicts-moved"), None);
}
