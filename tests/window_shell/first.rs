//! The first hour: the page that asks where to work, the form of the connection, the tour.

use cargorun_desk::app::backups::BackupFile;
use cargorun_desk::app::command::{Change, Command, Way};
use cargorun_desk::app::connect_words::Check;
use cargorun_desk::app::state::{AppState, Connection, EditorStart, EditorTarget};
use cargorun_desk::store::BackupSummary;
use cargorun_desk::ui::settings_panel::Section;
use cargorun_desk::words::{Lang, Message};
use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use secrecy::ExposeSecret as _;

use crate::{Desk, data};

fn first_start() -> AppState {
    let mut state = data::state(0);
    state.first_start = true;
    state.connection = Connection::default();
    state.settings.server = None;
    state.settings.user = None;
    state
}

#[test]
fn the_first_page_offers_two_ways_and_nothing_else() {
    let mut desk = Desk::open(first_start());
    assert!(!desk.sees("Заявки") && desk.sees("Потренироваться") && desk.sees("Подключиться к Cargo.Run"));
    assert_eq!(desk.press("Начать тренировку"), [Command::Switch(Way::Training)]);
    desk.state().switching = true;
    desk.harness.run();
    assert!(desk.sees("Готовлю учебные данные…"));
    assert!(desk.press("Начать тренировку").is_empty(), "once is enough");
}

fn type_into(desk: &mut Desk, role: Role, name: &str, text: &str) {
    desk.harness.get_by_role_and_label(role, name).focus();
    desk.harness.run();
    desk.type_text(text);
}

#[test]
fn a_connection_is_tried_and_then_used() {
    let mut desk = Desk::open(first_start());
    desk.press("Ввести логин и пароль");
    assert!(desk.harness.query_by_label_contains("Само ничего не отправится").is_some(), "what will be read is said");
    desk.click("https://api.test.cargorun.ru");
    type_into(&mut desk, Role::TextInput, "Почта или телефон", "dispatcher@example.test");
    type_into(&mut desk, Role::PasswordInput, "Пароль", "п@роль");
    let sent = desk.press("Проверить связь");
    let [Command::CheckConnection { server, user, password }] = &sent[..] else { panic!("{sent:?}") };
    assert_eq!((server.as_str(), user.as_str()), ("https://api.test.cargorun.ru", "dispatcher@example.test"));
    assert_eq!(password.0.expose_secret(), "п@роль");
    desk.state().check = Check::Bad(Message::new("check-no-host"));
    desk.harness.run();
    assert!(desk.sees("Такого адреса нет или нет сети. Проверьте, как он написан."));
    assert!(desk.click("https://app.cargorun.ru").contains(&Command::ForgetCheck), "what was said is out of date");
    let sent = desk.press("Подключиться");
    let [Command::Connect { server, password, .. }] = &sent[..] else { panic!("{sent:?}") };
    assert_eq!((server.as_str(), password.0.expose_secret()), ("https://app.cargorun.ru", "п@роль"));
    assert!(!format!("{:?}", desk.harness.state().shell).contains("п@роль"), "the form has forgotten it");
    assert!(!format!("{:?}", desk.harness.root()).contains("п@роль"));
}

#[test]
fn the_tour_has_five_steps_is_skipped_at_once_and_waits_for_forms() {
    let mut desk = Desk::open(data::state(3));
    for lang in [Lang::Ru, Lang::En] {
        desk.state().settings.lang = lang;
        for step in 0..5 {
            desk.state().tour = Some(step);
            desk.harness.run();
            assert!(
                desk.sees(&lang.text_with("first-tour-step", &[("step", (step + 1).into()), ("of", 5_usize.into())]))
            );
        }
    }
    desk.state().settings.lang = Lang::Ru;
    desk.state().tour = Some(0);
    desk.harness.run();
    assert_eq!(desk.press("Далее"), [Command::Tour(Some(1))]);
    assert_eq!(desk.press("Пропустить"), [Command::Tour(None)]);
    desk.state().editor = Some(EditorTarget { session: 1, id: None, start: EditorStart::Blank, saved: None });
    desk.harness.run();
    assert!(!desk.sees("Пропустить"), "the tour never stands before a form");
}

#[test]
fn a_backup_is_looked_into_before_it_is_restored() {
    let mut state = data::state(3);
    let path = std::path::PathBuf::from("/profile/backups/desk-2026-11-30.db");
    let file = BackupFile { path: path.clone(), at: data::now(), size: 3_500_000, bids: Some(2) };
    state.backups.files = Some(vec![file]);
    let mut desk = Desk::settings(state, Section::Backups);
    assert!(desk.sees("3,3 МБ") && desk.sees("2 заявки"));
    desk.harness.query_all_by_label_contains("Посмотреть").next().unwrap().click();
    assert_eq!(desk.sent(), [Command::LookIntoBackup(path.clone())]);
    let summary = BackupSummary { bids: 2, book_records: 9, unsent: 1, newest_change: Some(data::now()) };
    desk.state().backups.preview = Some((path.clone(), Ok(summary)));
    desk.harness.run();
    assert!(desk.sees("Копия цела"));
    assert!(desk.press("Восстановить").is_empty(), "it asks first");
    assert!(desk.harness.query_by_label_contains("будет отложена рядом").is_some());
    let named = desk.harness.query_all_by_role(Role::Button);
    let mut named: Vec<_> =
        named.filter(|node| node.accesskit_node().label().as_deref() == Some("Восстановить")).collect();
    let yes = named.pop().unwrap();
    yes.click();
    assert_eq!(desk.sent(), [Command::Restore(path)]);
}

#[test]
fn numbers_of_the_settings_are_taken_only_in_their_bounds() {
    let mut desk = Desk::settings(data::state(3), Section::Exchange);
    let name = "Читать заявки каждые";
    desk.harness.get_by_role_and_label(Role::TextInput, name).focus();
    desk.harness.run();
    desk.ctrl(egui::Key::A);
    assert!(desk.type_text("2").is_empty());
    assert!(desk.sees("Нужно число от 5 до 86400"));
    assert_eq!(desk.type_text("0"), [Command::Change(Change::BidsInterval(20))]);
    desk.section(Section::Training);
    assert!(desk.press("Начать заново").is_empty(), "it asks before a training is thrown away");
}
