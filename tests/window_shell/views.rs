//! The view of the list, the sheet of keys and keys of a person's own.

use cargorun_desk::app::command::Command;
use cargorun_desk::app::life::ask::LifeCommand;
use cargorun_desk::app::life::views::ViewCommand;
use cargorun_desk::app::settings_list::SavedView;
use cargorun_desk::ui::settings_panel::Section;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

use crate::{Desk, data};

fn views(commands: Vec<Command>) -> Vec<ViewCommand> {
    let of = |command| match command {
        Command::Life(LifeCommand::View(command)) => Some(command),
        _ => None,
    };
    commands.into_iter().filter_map(of).collect()
}

fn keys(commands: Vec<Command>) -> Vec<LifeCommand> {
    let of = |command| match command {
        Command::Life(command @ (LifeCommand::SetKey(..) | LifeCommand::ResetKeys)) => Some(command),
        _ => None,
    };
    commands.into_iter().filter_map(of).collect()
}

#[test]
fn a_view_is_saved_under_a_name_and_comes_back_by_its_key() {
    let mut state = data::state(30);
    let saved = SavedView { name: "Моя смена".into(), ..SavedView::default() };
    state.settings.list.views.push(saved);
    let mut desk = Desk::open(state);
    desk.press("Вид списка");
    assert!(desk.sees("Моя смена"));
    desk.harness.get_by_label("Название вида").focus();
    desk.harness.run();
    desk.type_text("Горит");
    assert_eq!(views(desk.press("Сохранить")), [ViewCommand::Save("Горит".into())]);
    assert_eq!(views(desk.press("Удалить вид «Моя смена»")), [ViewCommand::Forget(0)]);
    desk.key(Key::Escape);
    desk.harness.key_press_modifiers(Modifiers::ALT, Key::Num1);
    assert_eq!(views(desk.sent()), [ViewCommand::Use(0)]);
    desk.harness.key_press_modifiers(Modifiers::ALT, Key::Num2);
    assert_eq!(views(desk.sent()), [], "there is no second one");
}

#[test]
fn a_column_is_hidden_and_the_list_does_without_it() {
    let mut desk = Desk::open(data::state(30));
    desk.press("Вид списка");
    desk.harness.get_by_role_and_label(egui::accesskit::Role::CheckBox, "Статус").click();
    assert_eq!(views(desk.sent()), [ViewCommand::Hide(vec!["status".into()])]);
    desk.key(Key::Escape);
    desk.state().settings.list.hidden = vec!["price".into(), "customer".into()];
    desk.harness.run();
    let titles = desk.harness.query_all_by_role(egui::accesskit::Role::ColumnHeader).count();
    assert_eq!(titles, 8, "without price and customer");
}

#[test]
fn a_column_goes_elsewhere_by_the_menu_and_by_its_title() {
    let mut desk = Desk::open(data::state(30));
    desk.press("Вид списка");
    let sent = views(desk.press("Столбец «Маршрут» левее"));
    let [ViewCommand::Order(order)] = sent.as_slice() else { panic!("{sent:?}") };
    assert_eq!(order[..4], ["number", "status", "route", "exchange"]);
    desk.key(Key::Escape);
    desk.state().settings.list.order.clone_from(order);
    desk.harness.run();
    let lefts = |desk: &Desk| {
        ["Статус", "Маршрут"].map(|title| {
            let title = desk.harness.get_by_role_and_label(egui::accesskit::Role::ColumnHeader, title);
            title.rect().left()
        })
    };
    assert!(lefts(&desk)[0] < lefts(&desk)[1]);
    desk.harness.get_by_role_and_label(egui::accesskit::Role::ColumnHeader, "Маршрут").focus();
    desk.harness.run();
    desk.harness.key_press_modifiers(Modifiers::ALT, Key::ArrowLeft);
    let sent = views(desk.sent());
    let [ViewCommand::Order(order)] = sent.as_slice() else { panic!("{sent:?}") };
    assert_eq!(order[..3], ["number", "route", "status"]);
}

#[test]
fn what_burns_is_walked_by_keys_and_by_arrows() {
    let mut desk = Desk::open(data::state(30));
    assert_eq!(views(desk.key(Key::F8)), [ViewCommand::Step(true)]);
    desk.harness.key_press_modifiers(Modifiers::SHIFT, Key::F8);
    assert_eq!(views(desk.sent()), [ViewCommand::Step(false)]);
    assert_eq!(views(desk.press("Следующая горящая")), [ViewCommand::Step(true)]);
}

#[test]
fn the_sheet_says_the_keys_in_force() {
    let mut state = data::state(30);
    state.settings.list.keys.insert("shell-action-sync".into(), "Ctrl+J".into());
    let mut desk = Desk::open(state);
    desk.key(Key::F1);
    assert!(desk.sees("Новая заявка") && desk.sees("Ctrl+J"));
    assert!(!desk.sees("F5"), "the usual key is no longer one");
    desk.type_text("новая");
    assert!(desk.sees("Новая заявка") && !desk.sees("Ctrl+J"));
    desk.key(Key::Escape);
    assert!(!desk.sees("Новая заявка") || desk.sees("Вид списка"));
    assert!(desk.ctrl(Key::J).contains(&Command::SyncNow), "and it does what it says");
    assert!(!desk.key(Key::F5).contains(&Command::SyncNow));
}

#[test]
fn a_key_is_changed_a_taken_one_is_named_and_all_go_back() {
    let mut desk = Desk::settings(data::state(30), Section::Keys);
    desk.click("Синхронизировать сейчас: клавиша F5");
    assert!(desk.harness.query_by_label_contains("Нажмите клавишу…").is_some());
    assert_eq!(keys(desk.ctrl(Key::K)), [], "the palette has it");
    assert!(desk.harness.query_by_label_contains("Занято действием «Найти или выполнить»").is_some());
    let sent = keys(desk.ctrl(Key::J));
    assert_eq!(sent, [LifeCommand::SetKey("shell-action-sync".into(), Some("Ctrl+J".into()))]);
    desk.state().settings.list.keys.insert("shell-action-sync".into(), "Ctrl+J".into());
    desk.harness.run();
    assert!(desk.sees("Синхронизировать сейчас: клавиша Ctrl+J"));
    let back = keys(desk.press("Вернуть обычную клавишу: Синхронизировать сейчас"));
    assert_eq!(back, [LifeCommand::SetKey("shell-action-sync".into(), None)]);
    assert_eq!(keys(desk.press("Вернуть все")), [LifeCommand::ResetKeys]);
}
