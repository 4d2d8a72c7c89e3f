//! Tables on the command line, against the training server over TCP: out, in again, and on to the platform.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that meets the unexpected has failed")]

#[path = "support/desk.rs"]
#[expect(dead_code, reason = "the window's half of the support is for its own tests")]
mod desk;

use std::fs;

use desk::{Desk, Server};
use serde_json::{Value, json};

fn number(value: &Value, key: &str) -> i64 {
    value[key].as_i64().unwrap_or_else(|| panic!("{key} in {value}"))
}

#[test]
fn every_book_comes_back_from_its_own_export_without_a_change() {
    let dir = tempfile::tempdir().unwrap();
    let server = Server::start();
    let desk = Desk::new(dir.path(), &server);
    for kind in ["drivers", "cars", "trailers", "counterparties", "organisations"] {
        for ending in ["xlsx", "csv"] {
            let file = dir.path().join(format!("{kind}.{ending}"));
            let file = file.to_str().unwrap();
            let written = desk.run(&["book", kind, "export", file]);
            assert_eq!(written.code, 0, "{}", written.words);
            let rows = number(&written.json, "rows");
            assert!(rows > 0 && written.json["path"] == file, "{}", written.json);
            let read = desk.run(&["book", kind, "import", file, "--dry-run"]);
            assert_eq!((read.code, number(&read.json, "skipped")), (0, rows), "{kind} {ending}: {}", read.json);
            assert_eq!(read.json["problems"], json!([]));
        }
    }
}

#[test]
fn a_file_makes_and_changes_records_and_they_reach_the_platform() {
    let dir = tempfile::tempdir().unwrap();
    let server = Server::start();
    let desk = Desk::new(dir.path(), &server);
    let file = dir.path().join("drivers.csv");
    let text = "\u{feff}ФИО;Телефон;Примечание\r\nИмпортов Пётр Петрович;'+7 999 000-11-22;новый\r\n\
        Абрамцев Ярослав Павлович;+79001234567;из файла\r\nНеверных Олег;12;\r\n";
    fs::write(&file, text).unwrap();
    let file = file.to_str().unwrap();
    let dry = desk.run(&["book", "drivers", "import", file, "--dry-run"]);
    assert_eq!(dry.code, 3, "a wrong row waits for a person: {}", dry.words);
    assert_eq!(dry.json["dry_run"], true);
    let columns: Vec<&str> =
        dry.json["columns"].as_array().unwrap().iter().filter_map(|column| column["field"].as_str()).collect();
    assert_eq!(columns, ["full_name", "phone", "comment"]);
    let problem = &dry.json["problems"][0];
    assert_eq!((number(problem, "row"), &problem["problem"], &problem["value"]), (4, &json!("phone"), &json!("12")));

    let counts = |json: &Value| ["created", "changed", "skipped", "wrong"].map(|key| number(json, key));
    let done = desk.run(&["book", "drivers", "import", file]);
    assert_eq!((done.code, counts(&done.json)), (3, [1, 1, 0, 1]), "{}", done.words);
    let listed = desk.run(&["book", "drivers", "list"]);
    let by_phone = |phone: &str| {
        let all = listed.json.as_array().unwrap();
        all.iter().find(|driver| driver["phone"] == phone).unwrap_or_else(|| panic!("{phone}")).clone()
    };
    let made = by_phone("+79990001122");
    assert!(made["remote_id"].is_i64(), "it was sent: {made}");
    assert_eq!(
        (&made["last_name"], &made["comment"], &made["state"]),
        (&json!("Импортов"), &json!("новый"), &json!("clean"))
    );
    assert_eq!(by_phone("+79001234567")["comment"], "из файла");

    let again = desk.run(&["book", "drivers", "import", file]);
    assert_eq!(counts(&again.json), [0, 0, 2, 1], "nothing twice");
}

#[test]
fn wrong_arguments_are_told() {
    let dir = tempfile::tempdir().unwrap();
    let server = Server::start();
    let desk = Desk::new(dir.path(), &server);
    let picture = dir.path().join("picture.csv");
    fs::write(&picture, b"\x89PNG\r\n\x1a\n\0\0\0").unwrap();
    for (arguments, words) in [
        (vec!["book", "drivers", "import", "none.xlsx"], "does not open"),
        (vec!["book", "drivers", "import", picture.to_str().unwrap()], "is no table"),
        (vec!["book", "drivers", "export", "drivers.pdf"], ".xlsx or .csv"),
    ] {
        let answer = desk.run(&arguments);
        assert_eq!(answer.code, 2, "{arguments:?}: {}", answer.words);
        assert!(answer.words.contains(words), "{arguments:?}: {}", answer.words);
    }
    let sample = dir.path().join("sample.xlsx");
    let sample = sample.to_str().unwrap();
    let written = desk.run(&["book", "cars", "export", sample, "--sample"]);
    assert_eq!((written.code, number(&written.json, "rows")), (0, 0), "{}", written.words);
    let sheet = desk.run(&["book", "cars", "import", sample, "--sheet", "Нет такого", "--dry-run"]);
    assert_eq!(sheet.code, 2, "{}", sheet.words);
    let empty = desk.run(&["book", "cars", "import", sample, "--dry-run"]);
    assert_eq!((empty.code, number(&empty.json, "created")), (0, 0), "{}", empty.words);
}
