//! The command line against the training server over TCP: a bid from file to "Started", and nothing twice.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that meets the unexpected has failed")]

#[path = "support/desk.rs"]
mod desk;

use std::fs;
use std::path::Path;

use cargorun_desk::app::profile::Profile;
use cargorun_desk::domain::bid::Bid;
use cargorun_desk::domain::id::RecordKind;
use cargorun_desk::platform::lock_profile;
use cargorun_desk::sandbox::Fault;
use cargorun_desk::store::Store;
use cargorun_desk::store::model::{OpKind, OpState};
use desk::{Desk, Server};
use serde_json::{Value, json};

/// The example of the design, with dates of the test's own.
fn bid_file(dir: &Path, days_ahead: i64) -> String {
    let day = (chrono::Utc::now() + chrono::TimeDelta::days(days_ahead)).date_naive();
    let next = day.succ_opt().unwrap();
    let bid = json!({
        "customer": "9999000013", "payment_type": "Безналичный с НДС", "vat_type": "НДС 22%", "price": "120000.00",
        "driver": "+79001234567", "car": "А123ВС77", "trailer": "АВ1234 77",
        "cargos": [{"name": "ТНП", "type": "ТНП", "weight_t": 18.5}],
        "points": [
            {"type": "load", "address": "Казань, Оренбургский тракт, 5", "plan_enter": format!("{day}T10:00")},
            {"type": "unload", "address": "Уфа, Сарапульская, 35", "plan_enter": format!("{next}T14:00")},
        ],
    });
    let file = dir.join(format!("bid-{days_ahead}.json"));
    fs::write(&file, bid.to_string()).unwrap();
    file.to_str().unwrap().to_owned()
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_else(|| panic!("{key} in {value}"))
}

#[test]
fn a_bid_goes_from_a_file_to_started_and_is_there_after_a_restart() {
    let dir = tempfile::tempdir().unwrap();
    let server = Server::start();
    let desk = Desk::new(dir.path(), &server);
    let file = bid_file(dir.path(), 120);

    let made = desk.run(&["bid", "apply", &file]);
    assert_eq!(made.code, 0, "{}", made.words);
    assert_eq!(made.json["state"], "new");
    assert_eq!(made.json["remote_id"], Value::Null, "a draft does not leave this machine");
    assert_eq!(made.json["points"][0]["city"], "Казань");
    assert_eq!(made.json["points"][1]["city"], "Уфа");
    assert_eq!(made.json["price"], "120000.00");
    let id = text(&made.json, "id").to_owned();
    let utc = text(&made.json["points"][0], "plan_enter_utc");
    assert!(utc.contains("T07:00"), "10:00 in Казань is 07:00 UTC: {utc}");

    let sent = desk.run(&["bid", "send", &id]);
    assert_eq!((sent.code, text(&sent.json, "state")), (0, "clean"), "{} {}", sent.words, sent.json);
    assert_eq!(sent.json["status"], "New");
    let number = sent.json["remote_id"].as_i64().unwrap();

    let started = desk.run(&["bid", "start", &format!("cr:{number}")]);
    assert_eq!((started.code, text(&started.json, "status")), (0, "Started"), "{} {}", started.words, started.json);

    let shown = desk.run(&["bid", "show", &id]);
    assert_eq!(text(&shown.json, "status"), "Started");
    assert_eq!(shown.json["driver"], "+79001234567");
    assert_eq!(shown.json["car"], "А123ВС77");
}

#[test]
fn a_crossing_bid_is_named_by_check_and_refused_by_start() {
    let dir = tempfile::tempdir().unwrap();
    let server = Server::start();
    let desk = Desk::new(dir.path(), &server);
    let file = bid_file(dir.path(), 130);
    let first = desk.run(&["bid", "apply", &file]);
    let started = desk.run(&["bid", "start", text(&first.json, "id")]);
    assert_eq!(text(&started.json, "status"), "Started", "{}", started.words);
    let number = started.json["remote_id"].as_i64().unwrap().to_string();

    let found = desk.run(&["bid", "check", &file]);
    assert_eq!(found.code, 3);
    let overlaps: Vec<_> = found.json.as_array().unwrap().iter().filter(|one| one["kind"] == "overlap").collect();
    assert_eq!(overlaps.len(), 3, "truck, driver and trailer: {}", found.json);
    assert!(overlaps.iter().all(|one| one["other_bid"] == first.json["id"]));

    let second = desk.run(&["bid", "apply", &file]);
    let refused = desk.run(&["bid", "start", text(&second.json, "id")]);
    assert_eq!(refused.code, 3);
    assert!(refused.words.contains(&number), "the blocking bid is named: {}", refused.words);
}

#[test]
fn without_a_network_a_bid_waits_and_goes_later_once() {
    let dir = tempfile::tempdir().unwrap();
    let data = tempfile::tempdir().unwrap();
    let mut server = Server::with(|options| options.data_dir = Some(data.path().to_path_buf()));
    let mut desk = Desk::new(dir.path(), &server);
    let file = bid_file(dir.path(), 140);
    let made = desk.run(&["bid", "apply", &file]);
    let id = text(&made.json, "id").to_owned();
    server.stop();

    let waits = desk.run(&["bid", "send", &id]);
    assert_eq!(waits.code, 1, "the network is gone");
    assert_eq!((text(&waits.json, "state"), waits.json["queued"].as_bool()), ("new", Some(true)));

    let server = Server::with(|options| options.data_dir = Some(data.path().to_path_buf()));
    desk.server = server.running().base_url().to_owned();
    let cycle = desk.run(&["sync", "--once"]);
    assert_eq!((cycle.code, cycle.json["pushed"].as_i64()), (0, Some(1)), "{} {}", cycle.words, cycle.json);
    assert_eq!(text(&desk.run(&["bid", "show", &id]).json, "state"), "clean");
    assert_eq!(desk.run(&["sync", "--once"]).json["pushed"], 0, "once is enough");
}

#[test]
fn beside_a_window_a_command_writes_and_sends_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let server = Server::start();
    let desk = Desk::new(dir.path(), &server);
    let hold = lock_profile(dir.path()).unwrap();
    assert!(hold.is_some());
    // The window has a creation on the wire, and has not read the books yet.
    let profile = Profile::open(Some(dir.path()), false).unwrap();
    let store = Store::open(&profile.database()).unwrap().store;
    let now = chrono::Utc::now();
    let waiting = store.save_bid(None, &Bid::blank(), now).unwrap().meta.id;
    store.queue(RecordKind::Bid, &waiting, OpKind::Create, now).unwrap();
    let operation = store.operations().unwrap().remove(0);
    store.begin_operation(operation.seq, 1, now).unwrap();

    let made = desk.run(&["bid", "apply", &bid_file(dir.path(), 160)]);
    assert_eq!(made.code, 0, "{}", made.words);
    let sent = desk.run(&["bid", "send", text(&made.json, "id")]);
    assert_eq!((text(&sent.json, "state"), sent.json["queued"].as_bool()), ("new", Some(true)), "{}", sent.words);
    let states: Vec<OpState> = store.operations().unwrap().iter().map(|operation| operation.state).collect();
    assert_eq!(states, [OpState::InFlight, OpState::Queued], "what the window has on the wire is the window's");
    let calls = store.journal(usize::MAX, false, None).unwrap();
    assert!(!calls.iter().any(|call| call.path.contains("TruckingBids")), "nothing was sent");
    assert_eq!(desk.run(&["sync", "--once"]).code, 1, "one holder at a time");
    drop(hold);
    let cycle = desk.run(&["sync", "--once"]);
    assert_eq!(cycle.json["pushed"], 1, "{} {}", cycle.words, cycle.json);
    assert_eq!(cycle.code, 3, "the other's outcome has to be looked up again: {}", cycle.json);
}

#[test]
fn an_answer_that_got_lost_makes_no_second_bid() {
    let dir = tempfile::tempdir().unwrap();
    let server = Server::start();
    let desk = Desk::new(dir.path(), &server);
    let made = desk.run(&["bid", "apply", &bid_file(dir.path(), 150)]);
    let id = text(&made.json, "id").to_owned();
    server.running().set_fault(Fault::DropAfter, 1.0);
    let lost = desk.run(&["bid", "send", &id]);
    assert_ne!(text(&lost.json, "state"), "clean", "nobody answered");
    server.running().set_fault(Fault::DropAfter, 0.0);
    let cycle = desk.run(&["sync", "--once"]);
    assert_ne!(cycle.code, 1, "{}", cycle.words);
    let shown = desk.run(&["bid", "show", &id]);
    assert_eq!(text(&shown.json, "state"), "clean", "{}", shown.json);
    let all = desk.run(&["bid", "list"]).json;
    let same = all.as_array().unwrap().iter().filter(|bid| bid["car"] == "А123ВС77" && bid["price"] == "120000.00");
    assert_eq!(same.count(), 1, "created once");
}

#[test]
fn a_killed_send_loses_and_doubles_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let server = Server::start();
    let desk = Desk::new(dir.path(), &server);
    // Each kill comes a little later than the one before: before, during and after the request.
    let mut ids = Vec::new();
    for step in 0..8_u64 {
        let file = bid_file(dir.path(), 200 + 3 * i64::try_from(step).unwrap());
        let made = desk.run(&["bid", "apply", &file]);
        assert_eq!(made.code, 0, "{}", made.words);
        let id = text(&made.json, "id").to_owned();
        let mut child = desk.spawn(&["bid", "send", &id]);
        std::thread::sleep(std::time::Duration::from_millis(20 * step));
        child.kill().unwrap();
        child.wait().unwrap();
        ids.push(id);
    }
    // An unknown outcome is looked up twice, at least two request timeouts apart.
    for _ in 0..2 {
        desk.run(&["sync", "--once"]);
    }
    for id in &ids {
        let sent = desk.run(&["bid", "send", id]);
        assert!(matches!(text(&sent.json, "state"), "clean" | "unknown"), "{} {}", sent.words, sent.json);
    }
    let all = desk.run(&["bid", "list"]).json;
    let ours = all.as_array().unwrap().iter().filter(|bid| ids.iter().any(|id| bid["id"] == id.as_str()));
    assert_eq!(ours.count(), ids.len(), "nothing lost");
    let numbers: Vec<i64> = all.as_array().unwrap().iter().filter_map(|bid| bid["remote_id"].as_i64()).collect();
    let mut once = numbers.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!(once.len(), numbers.len(), "no number twice");
    assert_eq!(
        all.as_array().unwrap().iter().filter(|bid| bid["price"] == "120000.00" && bid["car"] == "А123ВС77").count(),
        ids.len(),
        "nothing doubled"
    );
}

#[test]
fn books_are_listed_changed_and_refused_in_words() {
    let dir = tempfile::tempdir().unwrap();
    let server = Server::start();
    let desk = Desk::new(dir.path(), &server);
    assert_eq!(desk.run(&["sync", "--once"]).code, 0);
    let drivers = desk.run(&["book", "drivers", "list"]).json;
    assert!(drivers.as_array().unwrap().len() >= 40);
    assert!(!drivers.to_string().to_lowercase().contains("password"), "the driver's password is dropped");

    let file = dir.path().join("driver.json");
    fs::write(&file, json!({"last_name": "Учебный", "first_name": "Пётр", "phone": "8 900 555-44-33"}).to_string())
        .unwrap();
    let made = desk.run(&["book", "drivers", "apply", file.to_str().unwrap()]);
    assert_eq!((made.code, text(&made.json, "phone")), (0, "+79005554433"), "{}", made.words);
    assert!(made.json["remote_id"].is_i64(), "{}", made.json);
    let gone = desk.run(&["book", "drivers", "delete", text(&made.json, "id")]);
    assert_eq!((gone.code, text(&gone.json, "state")), (0, "deleted"), "{}", gone.words);
}

#[test]
fn exit_codes_and_words_are_as_written() {
    let dir = tempfile::tempdir().unwrap();
    let server = Server::start();
    let desk = Desk::new(dir.path(), &server);
    assert_eq!(desk.run(&["bid", "show"]).code, 2, "wrong arguments");
    assert_eq!(desk.run(&["bid", "show", "нет-такой"]).code, 1);
    let file = dir.path().join("bad.json");
    fs::write(&file, r#"{"colour": "red"}"#).unwrap();
    let bad = desk.run(&["bid", "apply", file.to_str().unwrap()]);
    assert_eq!(bad.code, 2);
    assert!(bad.words.contains("colour"), "{}", bad.words);
    let nowhere = desk.run(&["geocode", "ъъъъъ"]);
    assert_eq!((nowhere.code, nowhere.json), (3, json!([])));
    let catalogs = desk.run(&["catalog", "list", "NDSType"]).json;
    assert!(catalogs.to_string().contains("НДС 22%"));
    let journal = desk.run(&["journal", "list"]);
    let text = journal.json.to_string();
    assert!(!text.contains(&desk.password), "no secret in the journal");
}

#[test]
fn a_backup_is_made_put_back_and_caught_up_and_the_bin_gives_back() {
    let dir = tempfile::tempdir().unwrap();
    let server = Server::start();
    let desk = Desk::new(dir.path(), &server);
    let made = desk.run(&["bid", "apply", &bid_file(dir.path(), 200)]);
    let id = text(&made.json, "id").to_owned();
    let copy = dir.path().join("copy.db");
    let backup = desk.run(&["backup", copy.to_str().unwrap()]);
    assert_eq!((backup.code, &backup.json["unsent"]), (0, &json!(0)), "{}", backup.words);
    assert_eq!(desk.run(&["backup", copy.to_str().unwrap()]).code, 2, "nobody's file is overwritten");
    assert_eq!(desk.run(&["bid", "send", &id]).code, 0);
    let number = desk.run(&["bid", "show", &id]).json["remote_id"].clone();

    assert_eq!(desk.run(&["restore", dir.path().join("bad.db").to_str().unwrap()]).code, 1);
    let restored = desk.run(&["restore", copy.to_str().unwrap()]);
    assert_eq!(restored.code, 0, "{}", restored.words);
    assert!(restored.json["moved_aside"].is_string(), "{}", restored.json);
    assert_eq!(text(&desk.run(&["bid", "show", &id]).json, "state"), "new");
    // The copy has never sent it; it is known again by its own number after the pull.
    assert_eq!(desk.run(&["sync", "--once"]).json["pushed"], 0);
    let shown = desk.run(&["bid", "show", &format!("cr:{number}")]);
    assert_eq!(text(&shown.json, "state"), "clean", "{}", shown.words);

    assert_eq!(desk.run(&["bid", "list", "--bin"]).json, json!([]));
    let gone = desk.run(&["bid", "delete", &format!("cr:{number}")]);
    assert_eq!((gone.code, text(&gone.json, "state")), (0, "deleted"), "{}", gone.words);
    assert_eq!(desk.run(&["bid", "list", "--bin"]).json[0]["remote_id"], number);
    let back = desk.run(&["bid", "restore", &format!("cr:{number}")]);
    assert_eq!((back.code, text(&back.json, "state")), (0, "new"), "{}", back.words);
    assert_eq!((&back.json["remote_id"], text(&back.json, "price")), (&Value::Null, text(&made.json, "price")));
    assert_eq!(desk.run(&["bid", "restore", text(&back.json, "id")]).code, 1, "it is not in the bin");

    let errors = desk.run(&["journal", "list", "--errors"]);
    let all = desk.run(&["journal", "list"]);
    assert_eq!((errors.code, all.code), (0, 0));
    assert!(errors.json.as_array().unwrap().len() < all.json.as_array().unwrap().len());
    assert_eq!(desk.run(&["journal", "list", "--since", "2999-01-01"]).json, json!([]));
    assert_eq!(desk.run(&["sync"]).code, 2, "once or watch");
}

#[test]
fn books_made_before_the_first_exchange_wait_for_a_word_and_never_hang_a_script() {
    use cargorun_desk::domain::book::{BookEntry, Driver};
    use cargorun_desk::domain::phone::Phone;
    let dir = tempfile::tempdir().unwrap();
    let server = Server::start();
    let desk = Desk::new(dir.path(), &server);
    let typed = |last_name: &str, phone: &str| {
        let entry = Driver {
            last_name: last_name.to_owned(),
            first_name: "Олег".to_owned(),
            phone: Phone::parse(phone).ok(),
            ..Driver::default()
        };
        let database = Profile::open(Some(dir.path()), false).unwrap().database();
        let store = Store::open(&database).unwrap().store;
        store.save_book(None, &BookEntry::Driver(entry), chrono::Utc::now()).unwrap().meta.id
    };
    // The demo's first driver has this phone; nobody has the other.
    let (same, new) = (typed("Известный", "+79001234567"), typed("Новый", "+79110000011"));

    let synced = desk.run(&["sync", "--once"]);
    assert_eq!((synced.code, &synced.json["links_waiting"], &synced.json["pushed"]), (3, &json!(2), &json!(0)));
    assert!(synced.words.contains("link report"), "{}", synced.words);
    let report = desk.run(&["link", "report"]);
    assert_eq!(report.code, 3);
    let book = &report.json[0];
    assert_eq!((&book["book"], &book["matched"], &book["only_here"]), (&json!("driver"), &json!(1), &json!(1)));
    let number = book["records"][0]["candidates"][0]["remote_id"].as_i64().unwrap();
    assert_eq!(book["records"][0]["id"], json!(same));
    assert_eq!(desk.run(&["link", "decide", "drivers", "nobody=later"]).code, 2);
    assert_eq!(desk.run(&["link", "decide", "cars"]).code, 2);

    let said = format!("{same}=cr:{number}");
    let decided = desk.run(&["link", "decide", "drivers", &said]);
    assert_eq!((decided.code, &decided.json), (0, &json!([])), "{}", decided.words);
    let links = desk.run(&["link", "list", "drivers"]);
    let row = |id: &str| links.json.as_array().unwrap().iter().find(|row| row["id"] == id).cloned().unwrap();
    assert_eq!((&row(same.as_str())["remote_id"], &row(same.as_str())["how"]), (&json!(number), &json!("by_key")));
    assert_eq!(row(new.as_str())["how"], "created");
    assert!(links.json.as_array().unwrap().iter().any(|row| row["how"] == "pulled"));

    let file = dir.path().join("links.csv");
    assert_eq!(desk.run(&["link", "export", file.to_str().unwrap()]).code, 0);
    let text = fs::read_to_string(file).unwrap();
    assert!(text.starts_with('\u{feff}') && text.contains("Известный"), "{text}");
}

#[test]
fn a_list_inside_a_record_is_read_and_written_whole() {
    let dir = tempfile::tempdir().unwrap();
    let server = Server::start();
    let desk = Desk::new(dir.path(), &server);
    assert_eq!(desk.run(&["sync", "--once"]).code, 0);
    let list = desk.run(&["book", "counterparties", "list"]);
    let id = text(&list.json[0], "id").to_owned();
    let apply = |platforms: Value| {
        let file = dir.path().join("counterparty.json");
        fs::write(&file, json!({"id": id, "platforms": platforms}).to_string()).unwrap();
        desk.run(&["book", "counterparties", "apply", file.to_str().unwrap()])
    };
    let platform = json!({"platform_name": "Биржа", "platform_phone": "8 900 000-00-03",
        "platform_payment": "Безналичный с НДС", "platform_period": "banking", "platform_method": "scan"});
    let made = apply(json!([platform]));
    assert_eq!(made.code, 0, "{}", made.words);
    assert_eq!(made.json["platforms"][0]["platform_name"], "Биржа");
    assert_eq!(made.json["platforms"][0]["platform_method"], "scan");
    let lacking = apply(json!([{"platform_name": "Биржа 2"}, {"platform_name": "Новая"}]));
    assert_eq!(lacking.code, 2, "the second lacks what the platform requires");
    let emptied = apply(json!([]));
    assert_eq!((emptied.code, &emptied.json["platforms"]), (0, &Value::Null), "{}", emptied.words);
}
