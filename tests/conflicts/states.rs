//! The states that only come when two desks work on one server, each reached by real programs and read off the window:
//! a hundred conflicts, a record deleted there and changed here, what a setting decided, many deletions at once, a form that
//! may not be changed. `STATES_PICTURES=FOLDER` draws each, in both languages and themes, at 100 % and 150 %.

use std::path::Path;
use std::process::Command;

use cargorun_desk::app::bid_list::BidFilter;
use cargorun_desk::app::settings::Settings;
use cargorun_desk::domain::id::RecordKind;
use cargorun_desk::domain::money::Money;
use cargorun_desk::domain::record::RecordState;
use cargorun_desk::store::Store;
use cargorun_desk::store::model::{BidRecord, OpKind};
use serde_json::json;

use super::desk_support::{Desk, Server};
use super::window_support::{Place, Window};

/// Draws a screen of a profile with the real program, when a folder for pictures is named.
fn draw(profile: &Path, server: &Server, screen: &str, name: &str) {
    let Ok(folder) = std::env::var("STATES_PICTURES") else { return };
    std::fs::create_dir_all(&folder).unwrap();
    let running = server.running();
    for (lang, theme, scale, size) in [
        ("ru", "light", "100", "1400x900"),
        ("en", "dark", "100", "1400x900"),
        ("ru", "dark", "150", "1280x720"),
        ("en", "light", "150", "1280x720"),
    ] {
        let file = Path::new(&folder).join(format!("{name}-{lang}-{theme}-{scale}.png"));
        let drawn = Command::new(env!("CARGO_BIN_EXE_cargorun-desk"))
            .args(["--server", running.base_url(), "--screen", screen, "--lang", lang, "--theme", theme])
            .args(["--scale", scale, "--size", size, "--profile"])
            .arg(profile)
            .arg("--screenshot")
            .arg(&file)
            .env("CARGORUN_USER", running.user())
            .env("CARGORUN_PASSWORD", running.password())
            .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
            .status();
        assert!(drawn.unwrap().success(), "{}", file.display());
    }
}

/// A desk that has read everything.
struct Side<'a> {
    dir: tempfile::TempDir,
    server: &'a Server,
}

impl<'a> Side<'a> {
    fn new(server: &'a Server) -> Self {
        let side = Self { dir: tempfile::tempdir().unwrap(), server };
        side.sync();
        side
    }

    fn desk(&self) -> Desk<'_> {
        Desk::new(self.dir.path(), self.server)
    }

    fn sync(&self) {
        let answer = self.desk().run(&["sync", "--once"]);
        assert!(matches!(answer.code, 0 | 3), "{} {}", answer.json, answer.words);
    }

    fn store(&self) -> Store {
        Store::open(&self.dir.path().join("desk.db")).unwrap().store
    }

    /// Drafts that both sides agree on, the same ones at every desk.
    fn drafts(&self) -> Vec<BidRecord> {
        let store = self.store();
        let rows = store.bid_rows().unwrap();
        let ids = rows.into_iter().filter(|row| row.meta.state == RecordState::Clean).map(|row| row.meta.id);
        let mut drafts: Vec<_> = ids.filter_map(|id| store.bid(&id).unwrap()).collect();
        drafts.retain(|record| record.facts.status == cargorun_desk::domain::bid::BidStatus::Draft);
        drafts.sort_by_key(|record| record.meta.remote_id);
        drafts
    }

    /// Sets prices of some bids and queues the changes.
    fn price(&self, bids: &[BidRecord], roubles: &str) {
        let (store, now) = (self.store(), chrono::Utc::now());
        for record in bids {
            let mut bid = record.bid.clone();
            bid.price = Money::parse_typed(roubles).ok();
            store.save_bid(Some(&record.meta.id), &bid, now).unwrap();
            store.queue(RecordKind::Bid, &record.meta.id, OpKind::Update, now).unwrap();
        }
    }

    fn delete(&self, bids: &[BidRecord]) {
        let store = self.store();
        for record in bids {
            store.delete_bid(&record.meta.id, chrono::Utc::now()).unwrap();
        }
    }

    fn window(&self, settings: Settings) -> Window {
        let running = self.server.running();
        let place = Place::training(self.dir.path(), running.base_url(), (running.user(), running.password()));
        Window::settled(Place { settings, ..place })
    }

    fn draw(&self, screen: &str, name: &str) {
        draw(self.dir.path(), self.server, screen, name);
    }
}

#[test]
fn more_conflicts_than_the_navigation_counts() {
    let server = Server::start();
    let (ours, colleague) = (Side::new(&server), Side::new(&server));
    let bids = ours.drafts();
    assert!(bids.len() > 30, "{}", bids.len());
    ours.price(&bids, "140000.11");
    colleague.price(&bids, "150000.22");
    colleague.sync();
    ours.sync();
    let mut window = ours.window(Settings::default());
    window.until("the conflicts", |window| window.state().conflicts.cases.len() == bids.len());
    window.shows(&bids.len().to_string());
    window.click("Конфликты");
    window.shows(&format!("1 из {}", bids.len()));
    ours.draw("conflicts", "conflict-fields");
    ours.draw("bids", "conflict-bids");
}

#[test]
fn a_bid_that_was_deleted_there_and_changed_here() {
    let server = Server::start();
    let (ours, colleague) = (Side::new(&server), Side::new(&server));
    let bids = ours.drafts();
    ours.price(&bids[..2], "140000.11");
    colleague.delete(&bids[..2]);
    colleague.sync();
    ours.sync();
    let mut window = ours.window(Settings::default());
    window.until("the conflicts", |window| window.state().conflicts.cases.len() == 2);
    window.click("Конфликты");
    let names = [&bids[0], &bids[1]].map(|record| record.meta.remote_id.unwrap().to_string());
    for name in &names {
        window.shows(name);
    }
    window.shows("удалена");
    ours.draw("conflicts", "gone-bid");
}

#[test]
fn a_driver_who_was_deleted_there_and_changed_here() {
    let server = Server::start();
    let (ours, colleague) = (Side::new(&server), Side::new(&server));
    // Somebody whom no trip holds: the platform deletes no other.
    let new = colleague.dir.path().join("new.json");
    let driver = json!({"last_name": "Примеров", "first_name": "Олег", "patronymic": "Ильич", "phone": "+79991234567"});
    std::fs::write(&new, driver.to_string()).unwrap();
    let made = colleague.desk().run(&["book", "drivers", "apply", new.to_str().unwrap()]);
    let number = made.json["remote_id"].as_i64().unwrap_or_else(|| panic!("{} {}", made.json, made.words));
    ours.sync();
    let deleted = colleague.desk().run(&["book", "drivers", "delete", &format!("cr:{number}")]);
    assert_eq!(deleted.code, 0, "{}", deleted.words);
    let file = ours.dir.path().join("driver.json");
    std::fs::write(&file, json!({"id": format!("cr:{number}"), "comment": "Отпуск"}).to_string()).unwrap();
    ours.desk().run(&["book", "drivers", "apply", file.to_str().unwrap()]);
    ours.sync();
    let mut window = ours.window(Settings::default());
    window.until("the conflict", |window| window.state().conflicts.cases.len() == 1);
    assert_eq!(window.state().conflicts.cases[0].kind, RecordKind::Driver);
    window.click("Конфликты");
    assert!(window.sees("удал"), "{:#?}", window.labels());
    ours.draw("conflicts", "gone-driver");
}

#[test]
fn what_the_setting_decided_is_listed_and_comes_back_by_one_press() {
    let server = Server::start();
    let (ours, colleague) = (Side::new(&server), Side::new(&server));
    let set = ours.desk().run(&["settings", "set", "conflicts_bids", "theirs_first"]);
    assert_eq!(set.code, 0, "{}", set.words);
    let bids = ours.drafts();
    ours.price(&bids[..3], "140000.11");
    colleague.price(&bids[..3], "150000.22");
    colleague.sync();
    ours.sync();
    let mut settings = Settings::default();
    settings.rules.conflicts_bids = cargorun_desk::app::exchange_rules::Decider::TheirsFirst;
    let mut window = ours.window(settings);
    window.until("the list", |window| window.state().engine.settled.len() == 3);
    window.click("Журнал обмена");
    let number = bids[0].meta.remote_id.unwrap();
    ours.draw("journal", "settled");
    let button =
        window.labels().into_iter().find(|label| label.contains("Вернуть") && label.contains(&number.to_string()));
    assert!(button.is_some(), "{:#?}", window.labels());
}

#[test]
fn many_that_are_gone_at_once_are_asked_about() {
    let server = Server::start();
    let (ours, colleague) = (Side::new(&server), Side::new(&server));
    let bids = ours.drafts();
    colleague.delete(&bids[..24]);
    colleague.sync();
    ours.sync();
    let mut window = ours.window(Settings::default());
    window.until("the question", |window| !window.state().engine.held.is_empty());
    assert_eq!(window.state().engine.held[0].gone, 24);
    ours.draw("bids", "held");
    let before = window.state().bids.counts.all;
    window.click("Удалить и здесь");
    window.until("the deletions", |window| window.state().engine.held.is_empty());
    window.until("the list", |window| window.state().bids.counts.all + 24 == before);
}

#[test]
fn a_bid_of_the_platform_can_be_locked() {
    let server = Server::start();
    let ours = Side::new(&server);
    let set = ours.desk().run(&["settings", "set", "platform_bids", "lock"]);
    assert_eq!(set.code, 0, "{}", set.words);
    let refused = ours.dir.path().join("change.json");
    let number = ours.drafts()[0].meta.remote_id.unwrap();
    std::fs::write(&refused, json!({"id": format!("cr:{number}"), "price": "1.00"}).to_string()).unwrap();
    assert_ne!(ours.desk().run(&["bid", "apply", refused.to_str().unwrap()]).code, 0);
    ours.draw("edit", "locked-form");
    ours.draw("card", "locked-card");
    let mut settings = Settings::default();
    settings.rules.platform_bids = cargorun_desk::app::exchange_rules::PlatformBids::Lock;
    let mut window = ours.window(settings);
    window.until("the bids", |window| {
        window.state().bids.view.filter == BidFilter::Active && !window.state().bids.shown.is_empty()
    });
    window.press(egui::Key::ArrowDown);
    window.until("the card", |window| window.state().card.is_some());
    window.press(egui::Key::Enter);
    window.until("the form", |window| window.state().editor.is_some());
    assert!(window.sees("Заявка создана в Cargo.Run"), "{:#?}", window.labels());
    let fields = window.labels().into_iter().filter(|label| label.starts_with("TextInput"));
    let free: Vec<_> = fields.filter(|label| !label.ends_with("(disabled)")).collect();
    assert!(free.is_empty(), "{free:#?}");
}
