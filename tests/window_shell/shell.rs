//! What stands around the screens: server band, state of the exchange, navigation, sign-in, toasts.

use cargorun_desk::app::bid_list::{BidFilter, BidView};
use cargorun_desk::app::command::{Command, Screen};
use cargorun_desk::app::settings::Theme;
use cargorun_desk::app::state::{Link, Toast, ToastLevel};
use cargorun_desk::words::{Arg, Lang, Message};
use chrono::TimeDelta;
use egui::Key;
use egui::accesskit::Role;
use egui_kittest::kittest::Queryable as _;
use secrecy::ExposeSecret as _;

use crate::{Desk, data};

#[test]
fn the_training_server_can_not_be_mistaken() {
    let mut desk = Desk::open(data::state(3));
    assert!(desk.sees("УЧЕБНЫЙ СЕРВЕР") && desk.sees("http://127.0.0.1:8085"));
    desk.state().connection.training = false;
    desk.harness.run();
    assert!(!desk.sees("УЧЕБНЫЙ СЕРВЕР"));
}

#[test]
fn the_bar_says_where_the_exchange_stands() {
    let mut desk = Desk::open(data::state(3));
    assert!(desk.sees("10 с назад · всё отправлено"));

    desk.state().sync.unsent = 3;
    desk.state().sync.rejected = 1;
    desk.harness.run();
    assert!(desk.sees("10 с назад"), "nothing is called sent while something waits");
    let sent = desk.press("ждут отправки: 3");
    assert_eq!(sent, [Command::View(BidView { filter: BidFilter::Unsent, ..BidView::default() })]);
    let sent = desk.press("требует внимания: 1");
    assert_eq!(sent, [Command::View(BidView { filter: BidFilter::Attention, ..BidView::default() })]);

    desk.state().sync.running = Some(Message::new("card-km").with("km", Arg::Text("7".into())));
    desk.harness.run();
    assert!(desk.sees("7\u{a0}км"), "what goes on is said in the app's own words, with their arguments");
    assert_eq!(desk.press("Остановить синхронизацию"), [Command::CancelSync]);

    desk.state().sync.running = None;
    desk.state().connection.link = Link::Offline(Message::new("shell-never-synced"));
    desk.harness.run();
    assert!(desk.sees("ещё не синхронизировано"), "the reason in words");
    assert_eq!(desk.press("Синхронизировать сейчас"), [Command::SyncNow]);
}

#[test]
fn counts_take_the_forms_of_the_language() {
    for (count, words) in [(1, "ждёт отправки: 1"), (2, "ждут отправки: 2"), (21, "ждёт отправки: 21")]
    {
        assert_eq!(Lang::Ru.text_with("shell-unsent", &[("n", Arg::from(count))]), words);
    }
    for (count, words) in [(1, "1 день назад"), (3, "3 дня назад"), (11, "11 дней назад"), (22, "22 дня назад")]
    {
        assert_eq!(Lang::Ru.text_with("shell-ago-days", &[("n", Arg::from(count))]), words);
    }
    assert_eq!(Lang::En.text_with("shell-ago-days", &[("n", Arg::from(1_usize))]), "1 day ago");
}

#[test]
fn the_navigation_leads_everywhere_in_both_languages() {
    let mut desk = Desk::open(data::state(3));
    assert_eq!(desk.press("Водители"), [Command::Open(Screen::Drivers)]);
    assert_eq!(desk.press("Switch to English"), [Command::SetLang(Lang::En)]);
    assert_eq!(desk.press("Catalogs"), [Command::Open(Screen::Catalogs)]);
    assert_eq!(desk.press("Switch the theme"), [Command::SetTheme(Theme::Dark)]);
    desk.press("Fold or unfold the navigation");
    assert_eq!(desk.press("Bids"), [Command::Open(Screen::Bids)], "folded to icons, the names are still there");
}

#[test]
fn the_menu_is_the_same_list_as_the_keys() {
    let mut desk = Desk::open(data::state(3));
    desk.press("Меню");
    assert_eq!(desk.press("Отменить последнее действие"), [Command::Undo]);
    assert!(!desk.sees("Отменить последнее действие"), "a choice closes the menu");
    desk.press("Меню");
    assert_eq!(desk.press("Выйти из программы"), [Command::Quit]);
}

fn needs_password() -> Desk {
    let mut state = data::state(3);
    state.connection.link = Link::SignIn(Message::new("shell-never-synced"));
    // A training signs in by itself, and its password is no secret.
    state.connection.training = false;
    Desk::open(state)
}

#[test]
fn signing_in_sends_the_password_and_forgets_it() {
    let mut desk = needs_password();
    assert!(desk.sees("Вход в Cargo.Run"), "the dialog opens by itself");
    assert!(
        desk.harness.query_by_label_contains("Хранилища ключей в системе нет").is_some(),
        "it says where the password is kept"
    );
    let field = desk.harness.get_by_label("Почта или телефон");
    assert_eq!(field.value().unwrap_or_default(), "dispatcher@example.test", "who it was is remembered");
    desk.type_text("п@роль");
    let said = format!("{:?}", desk.harness.root());
    assert!(!said.contains("п@роль"), "the tree that a screen reader sees has no password");
    let sent = desk.key(Key::Enter);
    let [Command::SignIn { user, password }] = &sent[..] else { panic!("not signed in: {sent:?}") };
    assert_eq!((user.as_str(), password.0.expose_secret()), ("dispatcher@example.test", "п@роль"));
    assert!(!format!("{sent:?}").contains("п@роль"));
    assert!(!desk.sees("Вход в Cargo.Run"));
    let shell = format!("{:?}", desk.harness.state().shell);
    assert!(!shell.contains("п@роль"));

    // Wrong, says the server: another reason, and the field is empty.
    desk.state().connection.link = Link::SignIn(Message::new("settings-link-unknown"));
    desk.harness.run();
    assert!(desk.sees("Вход в Cargo.Run"));
    assert!(desk.key(Key::Enter).is_empty(), "an empty password isn't sent");
}

#[test]
fn signing_in_can_be_put_off() {
    let mut desk = needs_password();
    assert!(desk.press("Позже").is_empty());
    assert!(!desk.sees("Вход в Cargo.Run"));
    assert_eq!(desk.ctrl(Key::N), [Command::NewBid], "work goes on without it");
    desk.press("Войти");
    assert!(desk.sees("Вход в Cargo.Run"), "the bar leads back");
    desk.key(Key::Escape);
    assert!(!desk.sees("Вход в Cargo.Run"));
    desk.state().connection.key_store = true;
    desk.press("Войти");
    assert!(desk.harness.query_by_label_contains("Хранилища ключей в системе нет").is_none());
    desk.state().connection.link = Link::Online;
    desk.harness.run();
    assert!(!desk.sees("Вход в Cargo.Run") && !desk.sees("Войти"));
}

fn toast(id: u64, level: ToastLevel, action: Option<(&'static str, Command)>) -> Toast {
    Toast { id, level, message: Message::new("errors-bid-retry-next"), action, at: data::now() }
}

#[test]
fn notices_go_by_the_clock_and_serious_ones_stay_longer() {
    let mut state = data::state(3);
    state.toasts = vec![toast(1, ToastLevel::Ok, None), toast(2, ToastLevel::Error, None)];
    let mut desk = Desk::open(state);
    assert!(desk.harness.query_all_by_role(Role::Alert).count() == 2 && desk.sent().is_empty());
    desk.state().now = data::now() + TimeDelta::seconds(5);
    assert!(desk.sent().is_empty(), "not before its time");
    desk.state().now = data::now() + TimeDelta::seconds(7);
    assert_eq!(desk.sent(), [Command::DismissToast(1)]);
    desk.state().now = data::now() + TimeDelta::seconds(31);
    assert_eq!(desk.sent(), [Command::DismissToast(2)]);
}

#[test]
fn a_notice_has_a_way_out_and_a_way_on() {
    let mut state = data::state(3);
    state.toasts = vec![toast(5, ToastLevel::Warn, Some(("shell-action-undo", Command::Undo)))];
    let mut desk = Desk::open(state.clone());
    assert_eq!(desk.press("Отменить последнее действие"), [Command::Undo, Command::DismissToast(5)]);
    let mut desk = Desk::open(state);
    assert_eq!(desk.press("Закрыть сообщение"), [Command::DismissToast(5)]);
}
