//! Commands and events of the life of bids.

use std::sync::Arc;

use super::ask::{Done, LifeCommand, LifeEffect, LifeEvent, Lines};
use super::back::{self, StepTaken};
use super::desk::STEPS;
use super::views;
use super::wish::{Preview, Wish};
use crate::app::command::{Command, Screen};
use crate::app::effect::Effect;
use crate::app::handle::{refresh_view, set, toast};
use crate::app::state::{AppState, ToastLevel, Undo};
use crate::app::{apply, map, plan};
use crate::domain::id::{LocalId, RemoteId};
use crate::domain::undoing::Taken;
use crate::store::model::BidRecord;
use crate::words::Message;

/// Handles a command.
pub(crate) fn handle(state: &mut AppState, command: LifeCommand) -> Vec<Effect> {
    match command {
        LifeCommand::Change(edits) if edits.rows.is_empty() => Vec::new(),
        LifeCommand::Change(edits) => vec![Effect::Life(LifeEffect::Change(edits))],
        LifeCommand::Preview(wish) => {
            state.life.results = None;
            state.life.preview = Some(Preview { wish: wish.clone(), rows: None, running: false });
            vec![Effect::Life(LifeEffect::Preview(wish))]
        }
        LifeCommand::Confirm => confirm(state),
        LifeCommand::ClosePreview => {
            if let Some(Preview { wish: Wish::Back(step), .. }) = state.life.preview.take() {
                back::kept(state, &step);
            }
            Vec::new()
        }
        LifeCommand::Restore(id) => vec![Effect::Life(LifeEffect::Restore(id))],
        LifeCommand::Clone(id) => vec![Effect::Life(LifeEffect::Clone(id))],
        LifeCommand::EmptyRun(id) => vec![Effect::Life(LifeEffect::EmptyRun(id))],
        LifeCommand::Complete(id, completion) => vec![Effect::Life(LifeEffect::Complete(id, completion))],
        LifeCommand::OpenNumber(number) => open_number(state, number),
        LifeCommand::Mark(mark) => {
            state.life.marks.take(&mark, &state.bids);
            Vec::new()
        }
        LifeCommand::SetKey(action, key) => set(state, |settings| match key {
            Some(key) => drop(settings.list.keys.insert(action, key)),
            None => drop(settings.list.keys.remove(&action)),
        }),
        LifeCommand::ResetKeys => set(state, |settings| settings.list.keys.clear()),
        LifeCommand::View(command) => views::handle(state, command),
        LifeCommand::Redo => back::redo(state),
        LifeCommand::CloseResults => {
            state.life.results = None;
            Vec::new()
        }
    }
}

/// Takes in news.
pub(crate) fn apply(state: &mut AppState, event: LifeEvent) -> Vec<Effect> {
    match event {
        LifeEvent::Views(found) => return views::imported(state, found),
        LifeEvent::Lines(lines) => return take_lines(state, lines),
        LifeEvent::Changed(done) => changed(state, done),
        LifeEvent::PutBack { done, again } => put_back(state, done, again),
        LifeEvent::Previewed(wish, rows) => {
            if let Some(preview) = state.life.preview.as_mut().filter(|preview| preview.wish == wish) {
                preview.rows = Some(rows);
            }
        }
        LifeEvent::Stepped(done, step) => {
            state.life.preview = None;
            let undo = step.is_some().then_some(("action-undo", Command::Undo));
            if let Some(step) = step {
                remember(state, Undo::Step(step));
            }
            tell(state, done, "life-changed", undo);
        }
        LifeEvent::Took(step) => {
            if step.taken == Taken::Made {
                state.life.just_saved = step.rows.first().map(|row| row.id.clone());
            }
            remember(state, Undo::Step(step));
        }
        LifeEvent::AskBack(step, rows) => back::asked(state, &step, rows),
        LifeEvent::Turned(step, news) => return back::turned(state, &step, news),
        LifeEvent::NotTurned(step, why) => back::failed(state, &step, why),
        LifeEvent::Failed(why) => {
            state.life.preview = None;
            state.life.answer_failed(&why);
            toast(state, ToastLevel::Error, why, None);
        }
        LifeEvent::Saved(step) => {
            state.life.just_saved = step.swaps.first().map(|swap| swap.id.clone());
            remember(state, Undo::Edits(step));
        }
    }
    Vec::new()
}

/// Remembers a deletion by a person's hand.
pub(crate) fn deleted(state: &mut AppState, id: &LocalId) {
    remember(state, Undo::Step(Arc::new(StepTaken::plain(Taken::Deleted, [id.clone()]))));
}

/// Remembers a step that a person has just made: what was taken back before can't be made again.
pub(crate) fn remember(state: &mut AppState, step: Undo) {
    state.life.redo.clear();
    push(state, step);
}

pub(super) fn push(state: &mut AppState, step: Undo) {
    state.undo.push(step);
    let over = state.undo.len().saturating_sub(STEPS);
    state.undo.drain(..over);
}

fn confirm(state: &mut AppState) -> Vec<Effect> {
    let Some(preview) = state.life.preview.as_mut().filter(|preview| !preview.running) else { return Vec::new() };
    if preview.would_change() == 0 {
        return Vec::new();
    }
    preview.running = true;
    vec![Effect::Life(LifeEffect::Carry(preview.wish.clone()))]
}

fn open_number(state: &mut AppState, number: RemoteId) -> Vec<Effect> {
    let known = state.bids.lines.iter().flat_map(|lines| lines.iter()).find(|line| line.remote == Some(number.0));
    if let Some(id) = known.map(|line| line.id.clone()) {
        state.screen = Screen::Bids;
        return crate::app::handle::handle(state, Command::SelectBid(id));
    }
    let said = Message::new("life-number-unknown").with("number", number.to_string());
    toast(state, ToastLevel::Warn, said, None);
    Vec::new()
}

/// Several lines change in one walk over the list.
fn take_lines(state: &mut AppState, news: Lines) -> Vec<Effect> {
    apply::occupy(state, news.crossings);
    let mut lines = state.bids.lines.take().unwrap_or_default();
    let all = Arc::make_mut(&mut lines);
    let mut news_of: std::collections::HashMap<_, _> = news.lines.into_iter().collect();
    all.retain_mut(|line| match news_of.remove(&line.id) {
        Some(Some(new)) => {
            *line = new;
            true
        }
        Some(None) => false,
        None => true,
    });
    let mut added: Vec<_> = news_of.into_values().flatten().collect();
    added.sort_by(|a, b| a.id.cmp(&b.id));
    all.append(&mut added);
    state.bids.lines = Some(lines);
    let open = state.bids.selected.clone();
    let record: Option<Arc<BidRecord>> = news.records.into_iter().find(|record| Some(&record.meta.id) == open.as_ref());
    let mut effects = Vec::new();
    if let Some(record) = record {
        effects.extend(map::came(state, &record));
        state.card = Some(record);
    }
    refresh_view(state);
    effects.extend(map::changed(state));
    effects.extend(plan::changed(state));
    effects.push(plan::moved());
    effects
}

fn changed(state: &mut AppState, done: Done) {
    state.life.preview = None;
    state.life.answer(&done);
    if let Some(step) = &done.step {
        remember(state, Undo::Edits(Arc::clone(step)));
    }
    tell(state, done, "life-changed", Some(("action-undo", Command::Undo)));
}

fn put_back(state: &mut AppState, done: Done, again: bool) {
    if let Some(step) = &done.step {
        if again {
            push(state, Undo::Edits(Arc::clone(step)));
        } else {
            state.life.redo.push(Undo::Edits(Arc::clone(step)));
        }
    }
    let (key, action) = if again {
        ("life-redone", ("action-undo", Command::Undo))
    } else {
        ("life-undone", ("action-redo", Command::Life(LifeCommand::Redo)))
    };
    tell(state, done, key, Some(action));
}

/// Shows what came of each bid.
pub(super) fn say(state: &mut AppState, done: Done) {
    state.life.results = Some(done);
}

/// One sentence for all went well, or for a single refusal; a list for more.
fn tell(state: &mut AppState, done: Done, key: &'static str, action: Option<(&'static str, Command)>) {
    let what = state.settings.lang.say(&done.what);
    let (changed, refused) = (done.changed(), done.refused().count());
    if changed > 0 {
        let said = Message::new(key).with("what", what).with("count", changed);
        toast(state, ToastLevel::Ok, said, action);
    }
    if refused == 0 && changed == 0 {
        toast(state, ToastLevel::Info, Message::new("life-nothing-changed"), None);
    }
    if done.rows.len() > 1 && refused > 0 {
        say(state, done);
    } else if let Some((row, why)) = done.refused().next() {
        let open = row.other.clone().map(|other| ("action-open-bid", Command::SelectBid(other)));
        toast(state, ToastLevel::Error, why.clone(), open);
    }
}
