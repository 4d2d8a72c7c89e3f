//! Steps that go back, as the window says and asks it: a start, copies and a series, pasted rows, and what has no way back.

use std::sync::Arc;

use cargorun_desk::app::apply::apply;
use cargorun_desk::app::command::Command;
use cargorun_desk::app::effect::Effect;
use cargorun_desk::app::entry::EntryEvent;
use cargorun_desk::app::event::Event;
use cargorun_desk::app::handle::handle;
use cargorun_desk::app::life::ask::{Done, LifeCommand, LifeEffect, LifeEvent, RowResult};
use cargorun_desk::app::life::back::{MadeAs, StepTaken, Turned, no_way, will_key};
use cargorun_desk::app::life::plan::Outcome;
use cargorun_desk::app::life::wish::PreviewRow;
use cargorun_desk::domain::action::Action;
use cargorun_desk::domain::id::LocalId;
use cargorun_desk::domain::undoing::{NoWay, Taken};
use cargorun_desk::words::{Lang, Message};
use egui::Key;
use egui_kittest::kittest::Queryable as _;

use crate::{Desk, data};

fn ids(count: usize) -> Vec<LocalId> {
    (0..count).map(|place| data::line(place).id).collect()
}

/// The worker's answer: every bid of the step went.
fn went(desk: &mut Desk, step: &Arc<StepTaken>, outcome: &Outcome) {
    let row = |taken: &cargorun_desk::app::life::back::TakenRow| RowResult {
        id: taken.id.clone(),
        name: taken.id.to_string(),
        outcome: outcome.clone(),
        other: None,
    };
    let rows = Arc::new(step.rows.iter().map(row).collect());
    let done = Done { what: Message::new("undo-title").with("what", "—"), step: None, rows };
    let news = Turned { done, later: Vec::new(), again: None };
    apply(desk.state(), Event::Life(LifeEvent::Turned(Arc::clone(step), news)));
    desk.sent();
}

/// Presses Ctrl+Z and hands the command on; the step that goes back.
fn undo(desk: &mut Desk) -> Arc<StepTaken> {
    assert_eq!(desk.ctrl(Key::Z), [Command::Undo]);
    hand_on(desk)
}

fn hand_on(desk: &mut Desk) -> Arc<StepTaken> {
    let effects = handle(desk.state(), Command::Undo);
    let [Effect::Life(LifeEffect::TakeBack(step))] = effects.as_slice() else { panic!("{effects:?}") };
    desk.sent();
    Arc::clone(step)
}

fn took(desk: &mut Desk, step: StepTaken) {
    apply(desk.state(), Event::Life(LifeEvent::Took(Arc::new(step))));
}

#[test]
fn a_start_that_came_through_is_asked_about_and_says_of_each_bid_what_comes_of_it() {
    let mut desk = Desk::open(data::state(30));
    took(&mut desk, StepTaken::plain(Taken::Started, ids(3)));
    let step = undo(&mut desk);
    let row = |place: usize, outcome| PreviewRow {
        id: data::line(place).id,
        name: format!("№ {place}"),
        change: Lang::Ru.text(will_key(Some(Action::Revert))),
        outcome,
        warnings: Vec::new(),
        other: None,
    };
    let moved = Outcome::Refused(no_way(NoWay::MovedOn));
    let rows = Arc::new(vec![row(0, Outcome::Done), row(1, Outcome::Done), row(2, moved)]);
    apply(desk.state(), Event::Life(LifeEvent::AskBack(Arc::clone(&step), rows)));
    desk.sent();
    assert!(desk.sees("Отменить: запуск 3 заявок?"));
    assert!(desk.sees("Cargo.Run это уже получил, поэтому отмена — новая просьба к нему."));
    assert_eq!(desk.harness.query_all_by_label("Вернётся в черновик").count(), 2);
    assert!(desk.sees("После этого статус заявки изменился ещё раз"));
    assert!(desk.sees("Изменится 2 из 3 заявок") && desk.sees("Выполнить для 2 заявок"));
    assert_eq!(desk.key(Key::Escape), [Command::Life(LifeCommand::ClosePreview)], "a no is a key too");
    assert_eq!(desk.key(Key::Enter), [Command::Life(LifeCommand::Confirm)]);
}

#[test]
fn copies_and_a_series_go_back_and_again_by_the_buttons_of_their_notices() {
    let mut desk = Desk::open(data::state(30));
    for (made, count, gone) in
        [(MadeAs::Copies, 2, "Отменено: создание 2 копий"), (MadeAs::Series, 5, "Отменено: серия из 5 заявок")]
    {
        let event = EntryEvent::Made(ids(count), made);
        apply(desk.state(), Event::Entry(event));
        desk.sent();
        assert_eq!(desk.press("Вернуть").first(), Some(&Command::Undo));
        let step = hand_on(&mut desk);
        assert_eq!((step.made, step.rows.len()), (made, count));
        went(&mut desk, &step, &Outcome::Done);
        assert!(desk.sees(gone), "{gone}");
        assert_eq!(desk.press("Повторить").first(), Some(&Command::Life(LifeCommand::Redo)));
        let effects = handle(desk.state(), Command::Life(LifeCommand::Redo));
        assert_eq!(effects, [Effect::Life(LifeEffect::TakeAgain(Arc::clone(&step)))]);
        desk.state().toasts.clear();
        desk.state().life.turn = None;
    }
}

#[test]
fn pasted_rows_go_back_with_ctrl_z() {
    let mut desk = Desk::open(data::state(30));
    apply(desk.state(), Event::Entry(EntryEvent::Made(ids(3), MadeAs::Rows)));
    desk.sent();
    assert!(desk.sees("Создано 3 черновика"));
    let step = undo(&mut desk);
    went(&mut desk, &step, &Outcome::Done);
    assert!(desk.sees("Отменено: вставка 3 заявок из таблицы"));
    assert!(!desk.sees("Создано 3 черновика"), "what is no longer so isn't said any more");
}

#[test]
fn what_has_no_way_back_is_said_with_what_the_next_press_would_undo() {
    let mut desk = Desk::open(data::state(30));
    apply(desk.state(), Event::Entry(EntryEvent::Made(ids(4), MadeAs::Series)));
    took(&mut desk, StepTaken::plain(Taken::Completed, ids(1)));
    let step = undo(&mut desk);
    went(&mut desk, &step, &Outcome::Refused(no_way(NoWay::Completed)));
    let why = "Нельзя вернуть: ручное завершение 1 заявки. Ручное завершение в Cargo.Run обратно не берут. \
               Заявку можно только вернуть в черновик. Следующее нажатие отменит: серия из 4 заявок";
    assert!(desk.sees(why));
    assert_eq!(undo(&mut desk).made, MadeAs::Series);
}
