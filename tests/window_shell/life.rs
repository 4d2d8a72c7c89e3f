//! Bulk work in the window: marks, the bar, the dialog of changes, the preview, what came of it, ending by hand.

use std::sync::Arc;

use cargorun_desk::app::command::Command;
use cargorun_desk::app::life::ask::{Done, LifeCommand, RowResult};
use cargorun_desk::app::life::marks::Mark;
use cargorun_desk::app::life::plan::Outcome;
use cargorun_desk::app::life::wish::{Preview, PreviewRow, Wish};
use cargorun_desk::domain::action::Action;
use cargorun_desk::domain::bid::BidStatus;
use cargorun_desk::domain::bid_change::BidChange;
use cargorun_desk::domain::id::LocalId;
use cargorun_desk::words::Message;
use chrono::TimeDelta;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

use crate::{Desk, data};

fn marks(commands: &[Command]) -> Vec<Mark> {
    let of = |command: &Command| match command {
        Command::Life(LifeCommand::Mark(mark)) => Some(*mark),
        _ => None,
    };
    commands.iter().filter_map(of).collect()
}

fn life(commands: Vec<Command>) -> Vec<LifeCommand> {
    let of = |command| match command {
        Command::Life(command) => Some(command),
        _ => None,
    };
    commands.into_iter().filter_map(of).collect()
}

#[test]
fn rows_are_marked_by_keys_and_the_bar_says_what_they_are_worth() {
    let mut desk = Desk::open(data::state(30));
    desk.key(Key::ArrowDown);
    assert_eq!(marks(&desk.key(Key::Space)), [Mark::Toggle(0)]);
    desk.harness.key_press_modifiers(Modifiers::SHIFT, Key::ArrowDown);
    assert_eq!(marks(&desk.sent()), [Mark::To(1)]);
    assert!(desk.harness.query_by_label_contains("Выбрано: 2").is_some_and(|_| true));
    assert!(desk.harness.query_by_label_contains("₽/км").is_some(), "roubles a kilometre of the marked ones");
    desk.ctrl(Key::A);
    assert!(desk.harness.query_by_label_contains("Выбрано: 30").is_some());
    desk.press("Снять выбор");
    assert!(desk.harness.query_by_label_contains("Выбрано").is_none());
}

#[test]
fn the_marked_bids_are_changed_by_keyboard_alone() {
    let mut desk = Desk::open(data::state(30));
    desk.ctrl(Key::A);
    desk.ctrl(Key::E);
    assert!(desk.sees("Изменить 30 заявок"));
    desk.harness.get_by_label("Что изменить").click();
    desk.sent();
    desk.click("Сдвиг всех дат");
    desk.type_text("+2");
    let sent = life(desk.ctrl(Key::Enter));
    let [LifeCommand::Preview(Wish::Edits(edits))] = sent.as_slice() else { panic!("{sent:?}") };
    assert_eq!(edits.rows.len(), 30);
    assert_eq!(edits.rows[0].changes, [BidChange::Shift(TimeDelta::hours(2))]);
}

#[test]
fn a_preview_is_confirmed_with_enter_and_says_why_not() {
    let mut state = data::state(30);
    let refused = Outcome::Refused(Message::new("life-refused-cancelled"));
    let row = |id: &str, outcome| PreviewRow {
        id: LocalId::new(id),
        name: format!("№ {id}"),
        change: "Машина: А123ВС → В456ОР".into(),
        outcome,
        warnings: Vec::new(),
        other: None,
    };
    let rows = vec![row("1", Outcome::Done), row("2", refused)];
    let wish = Wish::Steps(Action::Start, vec![LocalId::new("1"), LocalId::new("2")]);
    state.life.preview = Some(Preview { wish, rows: Some(Arc::new(rows)), running: false });
    let mut desk = Desk::open(state);
    assert!(desk.sees("Изменится 1 из 2 заявок"));
    assert!(desk.sees("Заявка отменена. Сначала верните её в черновик"));
    assert!(desk.sees("Машина: А123ВС → В456ОР"));
    assert_eq!(life(desk.key(Key::Enter)), [LifeCommand::Confirm]);
}

#[test]
fn results_say_what_was_refused_first_and_open_what_stands_in_the_way() {
    let mut state = data::state(30);
    let row = |id: &str, outcome, other| RowResult { id: LocalId::new(id), name: id.to_owned(), outcome, other };
    let refused = Outcome::Refused(Message::new("life-crosses-car").with("bid", "№ 48214"));
    let other = Some(LocalId::new("bid-48214"));
    let rows = vec![row("первая", Outcome::Done, None), row("вторая", refused, other)];
    state.life.results = Some(Done { what: Message::new("life-what-car"), step: None, rows: Arc::new(rows) });
    let mut desk = Desk::open(state);
    assert!(desk.sees("Сделано: 1. Не получилось: 1"));
    let sent = desk.click("Открыть мешающую");
    assert!(sent.contains(&Command::SelectBid(LocalId::new("bid-48214"))), "{sent:?}");
}

#[test]
fn a_bid_on_the_road_is_ended_by_hand_only_with_a_reason() {
    let mut state = data::state(30);
    let started = (0..30).map(data::line).find(|line| line.status == BidStatus::Started && line.remote.is_some());
    let line = started.unwrap();
    // The truck has been at two points of its plan by then.
    state.now = data::day(2, 20, 0).and_utc();
    state.bids.selected = Some(line.id.clone());
    state.card = Some(Arc::new(data::record(&line)));
    let mut desk = Desk::open(state);
    desk.click("Другие действия");
    desk.click("Завершить вручную…");
    assert!(desk.sees("Завершить заявку вручную"));
    assert!(life(desk.press("Завершить")).is_empty());
    assert!(desk.sees("Напишите, почему заявку завершают вручную"));
    desk.harness.get_by_label("Причина").focus();
    desk.harness.run();
    desk.type_text("Геозона не сработала");
    let sent = life(desk.press("Завершить"));
    let [LifeCommand::Complete(id, completion)] = sent.as_slice() else { panic!("{sent:?}") };
    assert_eq!((id, completion.reason.as_str()), (&line.id, "Геозона не сработала"));
}
