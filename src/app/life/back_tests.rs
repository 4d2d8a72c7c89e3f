//! Taking steps back and again, without a worker: what is asked of it, what is said, what stays to be taken back.

use std::sync::Arc;

use super::ask::{Done, LifeCommand, LifeEffect, LifeEvent, RowResult};
use super::back::{MadeAs, StepTaken, Turned};
use super::plan::Outcome;
use super::step::Step;
use super::wish::Wish;
use crate::app::apply::apply;
use crate::app::command::Command;
use crate::app::effect::Effect;
use crate::app::event::Event;
use crate::app::handle::handle;
use crate::app::state::{AppState, Undo};
use crate::domain::id::LocalId;
use crate::domain::undoing::Taken;
use crate::words::Message;

fn ids(names: &[&str]) -> Vec<LocalId> {
    names.iter().map(|name| LocalId::new(*name)).collect()
}

fn step(taken: Taken, names: &[&str]) -> Arc<StepTaken> {
    Arc::new(StepTaken::plain(taken, ids(names)))
}

fn took(state: &mut AppState, step: &Arc<StepTaken>) {
    apply(state, Event::Life(LifeEvent::Took(Arc::clone(step))));
}

fn rows(outcomes: &[(&str, Outcome)]) -> Done {
    let row = |(id, outcome): &(&str, Outcome)| RowResult {
        id: LocalId::new(*id),
        name: (*id).to_owned(),
        outcome: outcome.clone(),
        other: None,
    };
    Done { what: Message::new("screen-bids"), step: None, rows: Arc::new(outcomes.iter().map(row).collect()) }
}

fn turned(state: &mut AppState, step: &Arc<StepTaken>, outcomes: &[(&str, Outcome)], later: &[&str]) -> Vec<Effect> {
    let news = Turned { done: rows(outcomes), later: ids(later), again: None };
    apply(state, Event::Life(LifeEvent::Turned(Arc::clone(step), news)))
}

fn no(key: &'static str) -> Outcome {
    Outcome::Refused(Message::new(key))
}

fn said(state: &AppState) -> Vec<String> {
    state.toasts.iter().map(|toast| state.settings.lang.say(&toast.message)).collect()
}

fn back(step: &Arc<StepTaken>) -> [Effect; 1] {
    [Effect::Life(LifeEffect::TakeBack(Arc::clone(step)))]
}

fn redo() -> Command {
    Command::Life(LifeCommand::Redo)
}

#[test]
fn a_step_goes_back_is_named_and_can_be_taken_again() {
    let mut state = AppState::default();
    let start = step(Taken::Started, &["a", "b", "c"]);
    took(&mut state, &start);
    assert_eq!(handle(&mut state, Command::Undo), back(&start));
    turned(&mut state, &start, &[("a", Outcome::Done), ("b", Outcome::Done), ("c", Outcome::Done)], &[]);
    assert_eq!(said(&state), ["Отменено: запуск 3 заявок"]);
    assert!(state.undo.is_empty() && state.life.turn.is_none());
    assert_eq!(handle(&mut state, redo()), [Effect::Life(LifeEffect::TakeAgain(Arc::clone(&start)))]);
    let news = Turned {
        done: rows(&[("a", Outcome::Done), ("b", Outcome::Done), ("c", no("errors-step-wrong-status"))]),
        later: Vec::new(),
        again: Some(step(Taken::Started, &["a", "b"])),
    };
    apply(&mut state, Event::Life(LifeEvent::Turned(Arc::clone(&start), news)));
    assert!(said(&state).contains(&"Повторено: запуск 2 заявок".to_owned()), "{:?}", said(&state));
    assert_eq!(state.life.results.as_ref().map(|done| done.refused().count()), Some(1), "which one can't, and why");
    assert_eq!(handle(&mut state, Command::Undo), back(&step(Taken::Started, &["a", "b"])), "only what was done");
}

#[test]
fn what_can_not_go_back_is_said_and_names_what_the_next_press_would_undo() {
    let mut state = AppState::default();
    let (made, cancel) = (step(Taken::Made, &["x"]), step(Taken::Cancelled, &["a"]));
    took(&mut state, &made);
    took(&mut state, &cancel);
    handle(&mut state, Command::Undo);
    let effects = turned(&mut state, &cancel, &[("a", no("undo-no-cancelled"))], &[]);
    assert_eq!(effects, [], "nothing older goes in its stead");
    let all = said(&state);
    assert!(all[0].starts_with("Нельзя вернуть: отмена 1 заявки") && all[0].ends_with("создание 1 заявки"), "{all:?}");
    assert_eq!(state.undo, [Undo::Step(Arc::clone(&made))]);
    assert_eq!(handle(&mut state, redo()), [], "nothing was undone, so there is nothing to make again");
    assert_eq!(handle(&mut state, Command::Undo), back(&made));
    turned(&mut state, &made, &[("x", no("undo-no-draft"))], &[]);
    assert!(said(&state).iter().any(|said| said.ends_with("удаляют только черновики")), "the last one names no next");
}

#[test]
fn what_is_on_the_wire_stays_to_be_taken_back_later() {
    let mut state = AppState::default();
    let start = step(Taken::Started, &["a", "b"]);
    took(&mut state, &start);
    handle(&mut state, Command::Undo);
    turned(&mut state, &start, &[("a", Outcome::Done), ("b", no("undo-no-on-the-wire"))], &["b"]);
    assert_eq!(said(&state), ["Отменено: запуск 1 заявки"]);
    assert!(state.life.results.is_some(), "why the other one not yet");
    assert_eq!(handle(&mut state, Command::Undo), back(&step(Taken::Started, &["b"])));
}

#[test]
fn of_several_bids_none_of_which_can_go_back_a_list_says_why() {
    let mut state = AppState::default();
    let done = step(Taken::Sent, &["a", "b"]);
    took(&mut state, &done);
    handle(&mut state, Command::Undo);
    turned(&mut state, &done, &[("a", no("undo-no-sent")), ("b", no("undo-no-sent"))], &[]);
    assert_eq!(said(&state), ["Нельзя вернуть: отправка 2 заявок. Ни для одной заявки обратного действия нет"]);
    assert_eq!(state.life.results.as_ref().map(|done| done.refused().count()), Some(2));
    assert!(state.undo.is_empty() && state.life.redo.is_empty());
}

#[test]
fn what_the_platform_is_asked_for_is_asked_of_the_person_first() {
    let mut state = AppState::default();
    let start = step(Taken::Started, &["a", "b"]);
    took(&mut state, &start);
    handle(&mut state, Command::Undo);
    let preview = |id: &str| super::wish::PreviewRow {
        id: LocalId::new(id),
        name: id.to_owned(),
        change: "Вернётся в черновик".to_owned(),
        outcome: Outcome::Done,
        warnings: Vec::new(),
        other: None,
    };
    let rows = Arc::new(vec![preview("a"), preview("b")]);
    let asked = Event::Life(LifeEvent::AskBack(Arc::clone(&start), Arc::clone(&rows)));
    apply(&mut state, asked.clone());
    assert_eq!(state.life.preview.as_ref().map(|preview| preview.wish.clone()), Some(Wish::Back(Arc::clone(&start))));
    assert_eq!(handle(&mut state, Command::Undo), [], "it is being asked");
    handle(&mut state, Command::Life(LifeCommand::ClosePreview));
    assert!(state.life.preview.is_none() && state.life.turn.is_none());
    assert_eq!(handle(&mut state, Command::Undo), back(&start), "a no keeps it");
    apply(&mut state, asked);
    let carried = handle(&mut state, Command::Life(LifeCommand::Confirm));
    assert_eq!(carried, [Effect::Life(LifeEffect::Carry(Wish::Back(Arc::clone(&start))))]);
    turned(&mut state, &start, &[("a", Outcome::Done), ("b", Outcome::Done)], &[]);
    assert!(state.life.preview.is_none());
    assert_eq!(state.life.redo, [Undo::Step(start)]);
}

#[test]
fn presses_that_come_meanwhile_wait_their_turn_and_stop_at_what_can_not_go_back() {
    let mut state = AppState::default();
    let steps = [Taken::Made, Taken::Cancelled, Taken::Deleted].map(|taken| step(taken, &["a"]));
    for step in &steps {
        took(&mut state, step);
    }
    let [made, cancel, delete] = steps;
    assert_eq!(handle(&mut state, Command::Undo), back(&delete));
    for _ in 0..3 {
        assert_eq!(handle(&mut state, Command::Undo), [], "one at a time");
    }
    assert_eq!(turned(&mut state, &delete, &[("a", Outcome::Done)], &[]), back(&cancel));
    assert_eq!(turned(&mut state, &cancel, &[("a", no("undo-no-cancelled"))], &[]), []);
    assert_eq!(state.undo, [Undo::Step(made)], "what was asked for behind it is not done in its stead");
}

#[test]
fn changes_and_steps_go_back_in_their_order_and_a_new_step_forgets_what_was_taken_back() {
    let mut state = AppState::default();
    let edits = Arc::new(Step { what: Message::new("life-what-price"), swaps: Vec::new() });
    apply(&mut state, Event::Life(LifeEvent::Saved(Arc::clone(&edits))));
    let start = step(Taken::Started, &["a"]);
    took(&mut state, &start);
    handle(&mut state, Command::Undo);
    handle(&mut state, Command::Undo);
    let effects = turned(&mut state, &start, &[("a", Outcome::Done)], &[]);
    assert_eq!(effects, [Effect::Life(LifeEffect::PutBack { step: edits, again: false })]);
    took(&mut state, &step(Taken::Made, &["b"]));
    handle(&mut state, redo());
    assert_eq!(said(&state).last().map(String::as_str), Some("Повторять нечего"));
}

#[test]
fn a_failure_of_the_desk_itself_keeps_the_step() {
    let mut state = AppState::default();
    let copies = Arc::new(StepTaken::made(MadeAs::Copies, ids(&["a"])));
    took(&mut state, &copies);
    handle(&mut state, Command::Undo);
    let failed = LifeEvent::NotTurned(Arc::clone(&copies), Message::new("error-not-found"));
    apply(&mut state, Event::Life(failed));
    assert_eq!(handle(&mut state, Command::Undo), back(&copies));
    turned(&mut state, &copies, &[("a", Outcome::Same)], &[]);
    assert!(said(&state).contains(&"Возвращать нечего, всё уже как было: создание 1 копии".to_owned()));
}

#[test]
fn every_step_has_a_name_that_counts() {
    let state = AppState::default();
    let named = |step: StepTaken| state.settings.lang.say(&step.name());
    let count = |taken, number: usize| {
        let ids = (0..number).map(|n| LocalId::new(n.to_string()));
        named(StepTaken::plain(taken, ids))
    };
    for (taken, one, two, many) in [
        (Taken::Made, "создание 1 заявки", "создание 2 заявок", "создание 21 заявки"),
        (Taken::Sent, "отправка 1 заявки", "отправка 2 заявок", "отправка 21 заявки"),
        (Taken::Started, "запуск 1 заявки", "запуск 2 заявок", "запуск 21 заявки"),
        (Taken::Reverted, "возврат 1 заявки в черновик", "возврат 2 заявок в черновик", "возврат 21 заявки в черновик"),
        (Taken::Completed, "ручное завершение 1 заявки", "ручное завершение 2 заявок", "ручное завершение 21 заявки"),
        (Taken::Deleted, "удаление 1 заявки", "удаление 2 заявок", "удаление 21 заявки"),
        (Taken::Restored, "восстановление 1 заявки", "восстановление 2 заявок", "восстановление 21 заявки"),
    ] {
        assert_eq!([count(taken, 1), count(taken, 2), count(taken, 21)], [one, two, many]);
    }
    let made = |made| named(StepTaken::made(made, ids(&["a", "b", "c", "d", "e"])));
    assert_eq!(made(MadeAs::Series), "серия из 5 заявок");
    assert_eq!(made(MadeAs::Rows), "вставка 5 заявок из таблицы");
    assert_eq!(made(MadeAs::Copies), "создание 5 копий");
}
