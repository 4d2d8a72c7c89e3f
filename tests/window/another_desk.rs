//! Another user, another server: each has records of its own, and nothing of one is seen or sent by the other.

use std::path::Path;

use cargorun_desk::app::profile::Profile;
use cargorun_desk::app::settings::Settings;
use cargorun_desk::app::state::Link;
use cargorun_desk::domain::bid::{Bid, Cargo};
use cargorun_desk::domain::id::RecordKind;
use cargorun_desk::store::Store;
use cargorun_desk::store::model::OpKind;
use egui::{Key, Modifiers, Role};
use egui_kittest::kittest::Queryable as _;

use super::desk_support::Server;
use super::window_support::Place;
use super::{RU, Window};

/// The same account of the training server by its telephone: to this desk it is another user.
const PHONE: &str = "+79000000001";

fn place<'a>(profile: &'a Path, server: &'a Server) -> Place<'a> {
    let running = server.running();
    Place { training: false, ..Place::training(profile, running.base_url(), (running.user(), running.password())) }
}

fn databases(profile: &Path) -> usize {
    let files = std::fs::read_dir(profile).unwrap().map(|file| file.unwrap().path());
    files.filter(|file| file.extension().is_some_and(|ending| ending == "db")).count()
}

impl Window {
    fn never_sent_ids(&self) -> usize {
        let lines = self.state().bids.lines.clone().unwrap_or_default();
        lines.iter().filter(|line| line.remote.is_none()).count()
    }

    fn has_bids(&self) -> bool {
        self.state().bids.lines.as_ref().is_some_and(|lines| lines.len() > 100)
    }

    /// Types another user into the form of the settings and connects.
    fn connect_as(&mut self, user: &str, password: &str) {
        self.click("Настройки");
        self.click("Подключение");
        self.click("Сменить сервер или пользователя…");
        self.type_into(Role::TextInput, "Почта или телефон", user);
        self.type_into(Role::PasswordInput, "Пароль", password);
        self.click("Подключиться");
    }
}

#[test]
fn another_user_of_the_server_has_records_of_their_own() {
    let dir = tempfile::tempdir().unwrap();
    let server = Server::start();
    let (user, password) = (server.running().user().to_owned(), server.running().password().to_owned());
    let mut window = Window::settled(place(dir.path(), &server));
    window.until("the bids", Window::has_bids);
    window.click(RU.new_bid);
    window.until("the editor", |window| window.state().editor.is_some());
    window.type_into(Role::TextInput, RU.cargo_name, "Груз первого");
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::S);
    window.until("the draft", |window| window.never_sent_ids() == 1);
    window.press(Key::Escape);
    window.until("the closed form", |window| window.state().editor.is_none());
    assert_eq!(databases(dir.path()), 1);

    window.connect_as(PHONE, &password);
    window.until("the other user", |window| window.state().connection.user.as_deref() == Some(PHONE));
    window.until("their bids", Window::has_bids);
    assert_eq!(window.never_sent_ids(), 0, "a draft of the first user is not theirs");
    assert_eq!(databases(dir.path()), 2);
    window.sync();

    // A wrong password asks again, and whoever answers gets their own records.
    window.connect_as(PHONE, "не тот");
    window.until("the refusal", |window| matches!(window.state().connection.link, Link::SignIn(_)));
    window.until("the dialog", |window| window.sees("Вход в Cargo.Run"));
    window.type_into(Role::TextInput, "Почта или телефон", &user);
    window.type_into(Role::PasswordInput, "Пароль", &password);
    // The bar offers to sign in too; the dialog stands before it.
    window.harness.query_all_by_role_and_label(Role::Button, "Войти").last().unwrap().click();
    window.until("the first user", |window| window.state().connection.user.as_deref() == Some(&user));
    window.until("the draft again", |window| window.never_sent_ids() == 1);
    assert_eq!(databases(dir.path()), 2);
}

#[test]
fn whoever_leaves_the_user_of_the_environment_leaves_their_records_too() {
    let dir = tempfile::tempdir().unwrap();
    let server = Server::start();
    let (user, password) = (server.running().user().to_owned(), server.running().password().to_owned());
    let mut place = place(dir.path(), &server);
    place.settings.given_user = Some(user);
    let mut window = Window::settled(place);
    window.until("the bids", Window::has_bids);
    window.connect_as(PHONE, &password);
    window.until("the other user", |window| window.state().connection.user.as_deref() == Some(PHONE));
    window.until("their bids", Window::has_bids);
    assert_eq!(databases(dir.path()), 2);
    let kept = Profile::open(Some(dir.path()), false).unwrap().settings().unwrap();
    assert_eq!(kept.user.as_deref(), Some(PHONE));
}

#[test]
fn a_training_server_never_touches_the_records_of_a_real_one() {
    let dir = tempfile::tempdir().unwrap();
    let server = Server::start();
    let profile = Profile::open(Some(dir.path()), false).unwrap();
    let mut real = Settings {
        server: Some("https://api.app.cargorun.ru".into()),
        user: Some("dispatcher@carrier.example".into()),
        ..Settings::default()
    };
    assert!(real.claim_database());
    profile.save_settings(&real).unwrap();
    let waiting = {
        let store = Store::open(&profile.database_for(&real, real.server.as_deref())).unwrap().store;
        let cargo = Cargo { name: "Груз настоящего сервера".into(), ..Cargo::default() };
        let bid = Bid { cargos: vec![cargo], ..Bid::default() };
        let id = store.save_bid(None, &bid, chrono::Utc::now()).unwrap().meta.id;
        store.queue(RecordKind::Bid, &id, OpKind::Create, chrono::Utc::now()).unwrap();
        id
    };
    drop(profile);

    // As `--server` does: the address of this machine in the same profile.
    let mut window = Window::settled(Place { settings: real.clone(), ..place(dir.path(), &server) });
    window.until("the training's bids", Window::has_bids);
    window.sync();
    assert_eq!(window.never_sent_ids(), 0);
    drop(window);

    let store = Store::open(&dir.path().join("desk.db")).unwrap().store;
    let record = store.bid(&waiting).unwrap().unwrap();
    assert!(record.meta.queued && record.meta.remote_id.is_none(), "it waits for its own server: {:?}", record.meta);
    assert_eq!(store.counts().unwrap().unsent, 1);
    assert_eq!(store.bid_rows().unwrap().len(), 1, "nothing of the training came in");
}
