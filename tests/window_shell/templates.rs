//! Templates of bids: the list by keys, and a bid that is kept as one.

use std::sync::Arc;

use cargorun_desk::app::command::Command;
use cargorun_desk::app::entry::EntryCommand;
use cargorun_desk::store::model::TemplateName;
use egui::{Key, Modifiers};

use crate::{Desk, data};

fn templates(commands: Vec<Command>) -> Vec<EntryCommand> {
    let of = |command| if let Command::Entry(command) = command { Some(command) } else { None };
    commands.into_iter().filter_map(of).collect()
}

fn desk() -> Desk {
    let mut state = data::state(30);
    let named = |(id, name): (i64, &str)| TemplateName { id, name: name.to_owned() };
    state.entry.templates = Arc::new([(7, "Казань – Уфа"), (8, "Москва – Пенза")].map(named).into());
    Desk::open(state)
}

fn press(desk: &mut Desk, key: Key) -> Vec<EntryCommand> {
    templates(desk.key(key))
}

#[test]
fn a_template_is_found_begun_renamed_and_taken_away_without_a_mouse() {
    let mut desk = desk();
    desk.harness.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::M);
    assert_eq!(templates(desk.sent()), [EntryCommand::ListTemplates]);
    assert!(desk.sees("Казань – Уфа") && desk.sees("Москва – Пенза"));
    assert_eq!(press(&mut desk, Key::ArrowDown), []);
    assert_eq!(press(&mut desk, Key::F2), []);
    desk.type_text("Пензенский");
    let renamed = press(&mut desk, Key::Enter);
    assert!(
        matches!(renamed.first(), Some(EntryCommand::RenameTemplate(8, name)) if name.contains("Пензенский")),
        "{renamed:?}"
    );
    assert_eq!(press(&mut desk, Key::Delete), [], "asked first");
    assert!(desk.sees("Нажмите Del ещё раз, чтобы удалить шаблон. Заявки, сделанные по нему, останутся."));
    assert_eq!(press(&mut desk, Key::Delete), [EntryCommand::DropTemplate(8)]);
    desk.type_text("казань");
    assert!(!desk.sees("Москва – Пенза"));
    assert_eq!(press(&mut desk, Key::Enter), [EntryCommand::UseTemplate(7)]);
    assert!(!desk.sees("Найти шаблон"), "the dialog is closed");
}

#[test]
fn the_bid_of_the_card_is_kept_under_a_name() {
    let mut state = data::state(30);
    let line = state.bids.lines.as_ref().and_then(|lines| lines.first().cloned()).unwrap();
    state.card = Some(Arc::new(data::record(&line)));
    state.bids.selected = Some(line.id);
    let mut desk = Desk::open(state);
    desk.ctrl(Key::K);
    desk.type_text("как шаблон");
    desk.key(Key::Enter);
    assert!(desk.sees("Сохранить как шаблон"));
    desk.type_text("Моя линия");
    let kept = press(&mut desk, Key::Enter);
    let [EntryCommand::KeepTemplate(name, bid)] = kept.as_slice() else { panic!("{kept:?}") };
    assert!(name.contains("Моя линия"));
    assert!(!bid.points.is_empty());
}
