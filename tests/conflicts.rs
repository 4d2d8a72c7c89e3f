//! Conflicts from end to end: two dispatchers on one training server, the window and the command line.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that meets the unexpected has failed")]

#[path = "support/desk.rs"]
#[expect(dead_code, reason = "each binary uses a part of the support")]
mod desk_support;

#[path = "support/window.rs"]
#[expect(dead_code, reason = "each binary uses a part of the support")]
mod window_support;

#[path = "conflicts/states.rs"]
mod states;

use std::path::Path;

use cargorun_desk::domain::id::{LocalId, RecordKind};
use cargorun_desk::domain::money::Money;
use cargorun_desk::domain::record::RecordState;
use cargorun_desk::store::Store;
use cargorun_desk::store::model::OpKind;
use desk_support::{Desk, Server};
use egui::{Key, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use serde_json::{Value, json};
use window_support::{Place, Window};

/// A bid of the demo data that both dispatchers know: its number and its present price.
fn shared_bid(desk: &Desk<'_>) -> i64 {
    assert_eq!(desk.run(&["sync", "--once"]).code, 0);
    let bids = desk.run(&["bid", "list", "--status", "New"]).json;
    let fits =
        |bid: &&Value| bid["state"] == "clean" && bid["points"].as_array().is_some_and(|points| points.len() > 1);
    bids.as_array().unwrap().iter().find(fits).unwrap()["remote_id"].as_i64().unwrap()
}

/// Changes a bid from a file; `send`: on the platform too.
fn change(desk: &Desk<'_>, dir: &Path, number: i64, mut fields: Value, send: bool) -> Value {
    fields["id"] = json!(format!("cr:{number}"));
    let file = dir.join("change.json");
    std::fs::write(&file, fields.to_string()).unwrap();
    let answer = desk.run(&["bid", "apply", file.to_str().unwrap()]);
    assert_eq!(answer.code, 0, "{}", answer.words);
    if send {
        let sent = desk.run(&["sync", "--once"]);
        assert_eq!(sent.json["conflicts"], 0, "{} {}", sent.json, sent.words);
    }
    answer.json
}

fn price_of(desk: &Desk<'_>, number: i64) -> Value {
    desk.run(&["sync", "--once"]);
    desk.run(&["bid", "show", &format!("cr:{number}")]).json["price"].clone()
}

#[test]
fn the_command_line_lists_shows_and_decides() {
    let (dir, other_dir) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let server = Server::start();
    let desk = Desk::new(dir.path(), &server);
    let colleague = Desk::new(other_dir.path(), &server);
    let number = shared_bid(&desk);
    shared_bid(&colleague);
    assert_eq!((desk.run(&["conflict", "list"]).code, desk.run(&["conflict", "list"]).json), (0, json!([])));

    change(&desk, dir.path(), number, json!({"price": "140000.00", "contract_number": "Д-1"}), false);
    change(&colleague, other_dir.path(), number, json!({"price": "150000.00", "contract_number": "Д-2"}), true);
    let synced = desk.run(&["sync", "--once"]);
    assert_eq!((synced.code, &synced.json["conflicts"]), (3, &json!(1)), "{}", synced.json);

    let listed = desk.run(&["conflict", "list"]);
    let fields = json!(["price_and_vat", "contract_number"]);
    assert_eq!((listed.code, &listed.json[0]["fields"]), (3, &fields), "{}", listed.json);
    let entry = &listed.json[0];
    assert_eq!((&entry["kind"], &entry["remote_id"]), (&json!("bid"), &json!(number)));
    let id = entry["id"].as_str().unwrap().to_owned();
    let shown = desk.run(&["conflict", "show", &id]);
    assert_eq!(shown.code, 3);
    let item = |field: &str| {
        let items = shown.json["items"].as_array().unwrap();
        items.iter().find(|item| item["field"] == field).unwrap().clone()
    };
    assert_eq!((&item("contract_number")["ours"], &item("contract_number")["remote"]), (&json!("Д-1"), &json!("Д-2")));

    assert_eq!(desk.run(&["conflict", "resolve", &id]).code, 2, "a side or a field is needed");
    assert_eq!(desk.run(&["conflict", "resolve", "nobody", "--take", "ours"]).code, 1);
    let half = desk.run(&["conflict", "resolve", &id, "--field", "price_and_vat=ours"]);
    assert_eq!(half.code, 2, "nothing is decided by halves");
    assert!(half.words.contains("contract_number"), "{}", half.words);
    let wrong = desk.run(&["conflict", "resolve", &id, "--field", "price_and_vat='a lot'"]);
    assert_eq!(wrong.code, 2);
    assert_eq!(desk.run(&["conflict", "list"]).code, 3, "still undecided");

    let fields = ["--field", "price_and_vat=145 000", "--field", "contract_number=remote"];
    let done = desk.run(&[&["conflict", "resolve", &id][..], &fields[..]].concat());
    assert_eq!(
        (done.code, &done.json["state"], &done.json["price"]),
        (0, &json!("clean"), &json!("145000.00")),
        "{}",
        done.words
    );
    assert_eq!(price_of(&colleague, number), json!("145000.00"), "the platform has it");
    assert_eq!(desk.run(&["conflict", "list"]).json, json!([]));
}

#[test]
fn a_bid_deleted_here_and_changed_there_is_a_question_of_its_own() {
    for (take, state, there) in [("ours", "deleted", true), ("remote", "clean", false)] {
        let (dir, other_dir) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let server = Server::start();
        let desk = Desk::new(dir.path(), &server);
        let colleague = Desk::new(other_dir.path(), &server);
        let number = shared_bid(&desk);
        shared_bid(&colleague);
        change(&colleague, other_dir.path(), number, json!({"price": "150000.00"}), true);
        let deleted = desk.run(&["bid", "delete", &format!("cr:{number}")]);
        assert_eq!(deleted.code, 3, "not deleted unseen: {} {}", deleted.json, deleted.words);
        let listed = desk.run(&["conflict", "list"]);
        assert_eq!(
            (listed.code, &listed.json[0]["reason"], &listed.json[0]["fields"]),
            (3, &json!("deleted_here"), &json!(["deleted"])),
        );
        let shown = desk.run(&["conflict", "show", &format!("cr:{number}")]);
        let price = |item: &&Value| item["field"] == "price_and_vat" && item["conflict"] == false;
        assert!(shown.json["items"].as_array().unwrap().iter().any(|item| price(&item)), "{}", shown.json);
        assert_eq!(
            desk.run(&["conflict", "resolve", &format!("cr:{number}"), "--field", "price_and_vat=ours"]).code,
            2
        );
        let done = desk.run(&["conflict", "resolve", &format!("cr:{number}"), "--take", take]);
        assert_eq!((done.code, &done.json["state"]), (0, &json!(state)), "{} {}", done.json, done.words);
        assert_eq!(desk.run(&["conflict", "list"]).json, json!([]));
        desk.run(&["sync", "--once"]);
        colleague.run(&["sync", "--once"]);
        let seen = colleague.run(&["bid", "show", &format!("cr:{number}")]).json;
        assert_eq!(seen["state"] == "deleted", there, "{seen}");
    }
}

#[test]
fn a_book_record_is_decided_too() {
    let (dir, other_dir) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let mut server = Server::start();
    let desk = Desk::new(dir.path(), &server);
    let colleague = Desk::new(other_dir.path(), &server);
    for one in [&desk, &colleague] {
        assert_eq!(one.run(&["sync", "--once"]).code, 0);
    }
    let phone = "+79001234567";
    let drivers = desk.run(&["book", "drivers", "list"]).json;
    let driver = drivers.as_array().unwrap().iter().find(|driver| driver["phone"] == phone).unwrap();
    let apply = |desk: &Desk<'_>, dir: &Path, comment: &str| {
        let file = dir.join("driver.json");
        let text = json!({"id": format!("cr:{}", driver["remote_id"]), "comment": comment}).to_string();
        std::fs::write(&file, text).unwrap();
        desk.run(&["book", "drivers", "apply", file.to_str().unwrap()])
    };
    assert_eq!(apply(&colleague, other_dir.path(), "Отпуск с 7 декабря").code, 0);
    // Read again right before writing: the colleague's word is not overwritten unseen.
    let crossed = apply(&desk, dir.path(), "Отпуск с 5 декабря");
    assert_eq!((crossed.code, &crossed.json["state"]), (3, &json!("conflict")), "{} {}", crossed.json, crossed.words);
    let id = crossed.json["id"].as_str().unwrap();
    let done = desk.run(&["conflict", "resolve", id, "--take", "remote"]);
    assert_eq!((done.code, &done.json["comment"]), (0, &json!("Отпуск с 7 декабря")), "{}", done.words);
    server.stop();
}

fn open(profile: &Path, server: &Server) -> Window {
    let running = server.running();
    Window::settled(Place::training(profile, running.base_url(), (running.user(), running.password())))
}

impl Window {
    fn save(&mut self) {
        self.harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::S);
        self.harness.run_steps(2);
    }
}

#[test]
fn the_server_moves_while_a_person_decides_and_the_decision_can_be_taken_back() {
    let (dir, other_dir) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let server = Server::start();
    let colleague = Desk::new(other_dir.path(), &server);
    let number = shared_bid(&colleague);
    let mut window = open(dir.path(), &server);
    let id = LocalId::new(format!("bid-{number}"));
    let store = Store::open(&dir.path().join("desk.db")).unwrap().store;
    let mut ours = store.bid(&id).unwrap().unwrap().bid;
    ours.price = Money::parse_typed("140000").ok();
    store.save_bid(Some(&id), &ours, chrono::Utc::now()).unwrap();
    store.queue(RecordKind::Bid, &id, OpKind::Update, chrono::Utc::now()).unwrap();
    change(&colleague, other_dir.path(), number, json!({"price": "150000.00"}), true);
    window.sync();
    window.until("the conflict", |window| window.state().conflicts.cases.len() == 1);
    assert_eq!(store.bid(&id).unwrap().unwrap().meta.state, RecordState::Conflict, "nothing is resolved by itself");

    window.harness.get_by_role_and_label(Role::Button, "Конфликты").click();
    window.harness.run_steps(3);
    window.press(Key::ArrowLeft);
    window.until("the kept choice", |_| !store.kept_forms("conflict:").unwrap().is_empty());
    // Half-made choices outlive the program.
    drop(window);
    let mut window = open(dir.path(), &server);
    window.until("the conflict", |window| window.state().conflicts.cases.len() == 1);
    window.harness.get_by_role_and_label(Role::Button, "Конфликты").click();
    window.harness.run_steps(3);
    assert!(!window.harness.get_by_role_and_label(Role::Button, "Сохранить решение").accesskit_node().is_disabled());

    // The colleague changes it once more between the look and the saving.
    change(&colleague, other_dir.path(), number, json!({"price": "170000.00"}), true);
    window.save();
    window.until("the warning", |window| window.state().conflicts.moved.is_some());
    window.until("the new value", |window| {
        window.harness.query_all_by_label_contains("170\u{a0}000,00\u{a0}₽").next().is_some()
    });
    assert!(window.harness.query_all_by_label("в Cargo.Run снова изменилось").next().is_some(), "the field is marked");
    assert_eq!(price_of(&colleague, number), json!("170000.00"), "nothing was overwritten");

    // Looked at and saved again; then taken back while it has not left.
    window.save();
    window.until("the decision", |window| window.state().conflicts.cases.is_empty());
    window.harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::Z);
    window.until("the conflict again", |window| window.state().conflicts.cases.len() == 1);
    assert_eq!(store.bid(&id).unwrap().unwrap().meta.state, RecordState::Conflict);

    window.save();
    window.until("the decision", |window| window.state().conflicts.cases.is_empty());
    window.sync();
    window.until("its sending", |_| store.bid(&id).unwrap().unwrap().meta.state == RecordState::Clean);
    assert_eq!(price_of(&colleague, number), json!("140000.00"));
    assert!(window.harness.query_all_by_label("Конфликтов нет").next().is_some());
}
