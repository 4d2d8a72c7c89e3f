//! The command line.

use std::fs;
use std::path::Path;

use cargorun_desk::sandbox::Fault;
use serde_json::{Value, json};

use super::desk::{Desk, Server};
use super::{next_day, shipment};

struct Told {
    code: i32,
    json: Value,
    words: String,
}

/// Runs `dellin …` with the keys of the training carrier.
fn dellin(desk: &Desk<'_>, server: &Server, arguments: &[&str]) -> Told {
    let (appkey, token) = server.running().carrier_keys();
    let mut all = vec!["dellin"];
    all.extend(arguments);
    let output = desk.command(&all).env("DELLIN_APPKEY", appkey).env("DELLIN_TOKEN", token).output().unwrap();
    let words = String::from_utf8(output.stderr).unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    for secret in [appkey, token, "TRAINING-SESSION"] {
        assert!(!words.contains(secret) && !text.contains(secret), "a secret is shown: {words} {text}");
    }
    let json = text.lines().next().map_or(Value::Null, |line| serde_json::from_str(line).unwrap());
    Told { code: output.status.code().unwrap(), json, words }
}

fn file(dir: &Path, name: &str, document: &Value) -> String {
    let path = dir.join(name);
    fs::write(&path, document.to_string()).unwrap();
    path.to_str().unwrap().to_owned()
}

fn kopecks(value: &Value) -> i64 {
    value.as_str().unwrap().parse::<i64>().unwrap()
}

#[test]
fn a_price_comes_with_terms_and_says_that_it_is_for_training() {
    let dir = tempfile::tempdir().unwrap();
    let server = Server::start();
    let desk = Desk::new(dir.path(), &server);
    let path = file(dir.path(), "shipment.json", &shipment("цена"));
    let told = dellin(&desk, &server, &["quote", &path, "--delivery", "auto", "--delivery", "express"]);
    assert_eq!(told.code, 0, "{} {}", told.words, told.json);
    let offers = told.json["offers"].as_array().unwrap();
    assert_eq!(offers.len(), 2);
    for offer in offers {
        let sum: i64 = offer["parts"].as_array().unwrap().iter().map(|part| kopecks(&part["price"])).sum();
        assert_eq!(kopecks(&offer["price"]), sum, "the parts are all of it: {offer}");
        assert!(offer["term_from"].is_string() && offer["training"] == true, "{offer}");
        assert!(offer["information"][0].as_str().unwrap().contains("Учебная"), "{offer}");
        assert!(offer["found"][0]["result"].as_str().unwrap().contains("Казань"), "{offer}");
    }
    assert!(kopecks(&offers[1]["price"]) > kopecks(&offers[0]["price"]), "express costs more");
    assert!(told.words.contains("training"), "{}", told.words);
}

#[test]
fn what_is_wrong_is_said_before_anything_is_asked() {
    let dir = tempfile::tempdir().unwrap();
    let server = Server::start();
    let desk = Desk::new(dir.path(), &server);
    let mut wrong = shipment("x");
    wrong["cargo"]["length"] = json!(0);
    wrong["delivery"]["deliveryType"]["type"] = json!("truck");
    wrong["delivry"] = json!({});
    let told = dellin(&desk, &server, &["quote", &file(dir.path(), "wrong.json", &wrong)]);
    assert_eq!(told.code, 3, "{}", told.words);
    let checks: Vec<_> =
        told.json["findings"].as_array().unwrap().iter().map(|one| one["check"].as_i64().unwrap()).collect();
    assert_eq!(checks, [5, 56], "{}", told.json);
    assert!(told.json["findings"][0]["text"].as_str().unwrap().contains("truck"));
    assert!(told.words.contains("delivry"), "mistyped names are told: {}", told.words);
    assert_eq!(told.json["offers"], json!([]));

    let mut past = shipment("x");
    past["delivery"]["derival"]["produceDate"] = json!("2020-01-01");
    let told = dellin(&desk, &server, &["quote", &file(dir.path(), "past.json", &past)]);
    assert_eq!(told.code, 3);
    assert_eq!(told.json["findings"][0]["check"], 17, "a warning does not hold it back");
    let complaint = &told.json["errors"][0];
    assert_eq!(
        (&complaint["code"], &complaint["fields"][0]),
        (&json!(180_012), &json!("delivery.derival.produceDate"))
    );
    assert!(!complaint["valid"].as_array().unwrap().is_empty(), "days that would do are named");
}

#[test]
fn a_bid_becomes_an_offer_and_an_order_and_only_one() {
    let dir = tempfile::tempdir().unwrap();
    let server = Server::start();
    let desk = Desk::new(dir.path(), &server);
    let day = next_day();
    let bid = json!({
        "customer": "9999000013", "cargos": [{ "name": "ТНП", "type": "ТНП", "weight_t": 0.11 }],
        "points": [
            { "type": "load", "address": "Казань, Оренбургский тракт, 5", "plan_enter": format!("{day}T10:00"),
              "contact": { "name": "Склад", "phone": "+7 900 123-45-67" } },
            { "type": "unload", "address": "Уфа, Сарапульская, 35", "plan_enter": format!("{day}T23:00") },
        ],
    });
    let made = desk.run(&["bid", "apply", &file(dir.path(), "bid.json", &bid)]);
    assert_eq!(made.code, 0, "{}", made.words);
    let id = made.json["id"].as_str().unwrap().to_owned();

    let told = dellin(&desk, &server, &["quote", &id]);
    assert_eq!(told.code, 3, "a bid has no measures: {}", told.json);
    let asked: Vec<_> =
        told.json["missing"].as_array().unwrap().iter().map(|one| one["field"].as_str().unwrap()).collect();
    assert!(asked.contains(&"cargo.length") && asked.contains(&"cargo.totalVolume"), "{asked:?}");

    let over = json!({
        "cargo": { "length": 1.2, "width": 0.8, "height": 0.5, "freightUID": "0xa3000000000000000000000000000001" },
        "members": {
            "requester": { "uid": "f969722a-cca3-49ed-85ff-b6be9e904b94" },
            "sender": { "counteragent": { "form": "0x8F51001438C4D49511DBD774581EDB80" } },
            "receiver": super::member("Василёк"),
        },
    });
    let over = file(dir.path(), "over.json", &over);
    let told = dellin(&desk, &server, &["quote", &id, "--with", &over]);
    assert_eq!(told.code, 0, "{} {}", told.words, told.json);
    assert_eq!(told.json["missing"], json!([]));
    assert!(kopecks(&told.json["offers"][0]["price"]) > 0);

    let told = dellin(&desk, &server, &["order", &id, "--with", &over]);
    assert_eq!(told.code, 3, "without --yes nothing is sent: {}", told.words);
    assert!(server.running().carrier_orders().is_empty());
    let told = dellin(&desk, &server, &["order", &id, "--with", &over, "--yes"]);
    assert_eq!(told.code, 0, "{} {}", told.words, told.json);
    let number = told.json["order"]["number"].as_str().unwrap().to_owned();
    assert!(told.json["order"]["request_id"].is_string() && told.json["order"]["training"] == true);
    let told = dellin(&desk, &server, &["order", &id, "--with", &over, "--yes"]);
    assert_eq!((told.code, &told.json["in_the_way"]["number"]), (3, &json!(number)), "{}", told.words);
    assert_eq!(server.running().carrier_orders().len(), 1);
    let told = dellin(&desk, &server, &["order", &id, "--with", &over, "--yes", "--again"]);
    assert_eq!(told.code, 0, "a second one on a person's word: {}", told.words);
    assert_eq!(server.running().carrier_orders().len(), 2);

    let told = dellin(&desk, &server, &["look", &number]);
    assert_eq!((told.code, &told.json["found"][0]["state_name"]), (0, &json!("В обработке")), "{}", told.words);
    assert_eq!(dellin(&desk, &server, &["orders"]).json.as_array().unwrap().len(), 2);
}

#[test]
fn a_preorder_has_a_barcode() {
    let dir = tempfile::tempdir().unwrap();
    let server = Server::start();
    let desk = Desk::new(dir.path(), &server);
    let mut brought = shipment("предзаказ");
    let derival = brought["delivery"]["derival"].as_object_mut().unwrap();
    for gone in ["address", "time"] {
        derival.remove(gone);
    }
    derival.insert("variant".into(), json!("terminal"));
    derival.insert("terminalID".into(), json!("100"));
    let told = dellin(&desk, &server, &["order", &file(dir.path(), "pre.json", &brought), "--yes"]);
    assert_eq!(told.code, 0, "{} {}", told.words, told.json);
    let barcode = told.json["order"]["barcode"].as_str().unwrap();
    assert_eq!(barcode.chars().count(), 25, "{barcode}");
    assert!(cargorun_desk::domain::code128::Code128::new(barcode).is_ok());
}

#[test]
fn a_lost_answer_is_looked_up_and_never_sent_again() {
    let dir = tempfile::tempdir().unwrap();
    let server = Server::start();
    let desk = Desk::new(dir.path(), &server);
    let path = file(dir.path(), "shipment.json", &shipment("потерян"));
    // Only creations are late: the sign-in before it and the look at its session are not.
    server.running().set_fault(Fault::LateCreate, 1.0);
    let told = dellin(&desk, &server, &["order", &path, "--yes"]);
    assert_eq!((told.code, &told.json["order"]["state"]), (3, &json!("unknown")), "{} {}", told.words, told.json);
    server.running().set_fault(Fault::LateCreate, 0.0);
    let number = told.json["order"]["number"].as_str().unwrap().to_owned();
    for again in [&["order", path.as_str(), "--yes"][..], &["order", path.as_str(), "--yes", "--again"][..]] {
        let told = dellin(&desk, &server, again);
        assert_eq!((told.code, &told.json["in_the_way"]["number"]), (3, &json!(number)), "{}", told.words);
    }
    // It shows up by itself: until then it is neither made nor not.
    let mut looked = dellin(&desk, &server, &["look", &number]);
    while looked.json["state"] != "made" {
        assert_eq!(looked.json["state"], "unknown", "not shown is not \"not made\"");
        looked = dellin(&desk, &server, &["look", &number]);
    }
    assert_eq!(server.running().carrier_orders().len(), 1);
    assert!(looked.json["request_id"].is_string());
    let told = dellin(&desk, &server, &["not-made", &number, "--yes"]);
    assert_eq!(told.json["state"], "made", "what is there can't be decided away");
}

#[test]
fn directories_are_read_once_and_searched_without_a_network() {
    let dir = tempfile::tempdir().unwrap();
    let mut server = Server::start();
    let profile = dir.path().join("profile");
    let desk = Desk::new(&profile, &server);
    let told = dellin(&desk, &server, &["refresh"]);
    assert_eq!(told.code, 0, "{} {}", told.words, told.json);
    let states = |told: &Told| -> Vec<String> {
        let lines = told.json["directories"].as_array().unwrap().clone();
        lines.iter().map(|line| line["state"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(states(&told), vec!["new"; 14]);
    assert_eq!(states(&dellin(&desk, &server, &["refresh"])), vec!["fresh"; 14]);
    assert_eq!(
        states(&dellin(&desk, &server, &["refresh", "terminals", "freights"])),
        ["same", "same"],
        "equal hashes"
    );
    let path = file(dir.path(), "shipment.json", &shipment("x"));
    let mut wrong = shipment("x");
    wrong["cargo"]["freightUID"] = json!("0x0");
    let wrong = file(dir.path(), "wrong.json", &wrong);
    assert_eq!(dellin(&desk, &server, &["quote", &path]).code, 0);
    assert_eq!(dellin(&desk, &server, &["quote", &wrong]).json["findings"][0]["check"], 62);
    let (appkey, token) = server.running().carrier_keys();
    server.stop();
    let found = desk
        .command(&["dellin", "find", "freights", "меб"])
        .env("DELLIN_APPKEY", appkey)
        .env("DELLIN_TOKEN", token)
        .output()
        .unwrap();
    let found: Value = serde_json::from_slice(&found.stdout).unwrap();
    assert_eq!(found[0]["name"], "Мебель");
}

#[test]
fn papers_of_a_preorder_are_written_and_its_order_outlives_the_server() {
    let (dir, world) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let data = world.path().to_path_buf();
    let begin = || {
        let data = data.clone();
        Server::with(move |options| options.data_dir = Some(data))
    };
    let mut server = begin();
    let mut preorder = shipment("на терминал");
    let derival = &mut preorder["delivery"]["derival"];
    derival["variant"] = json!("terminal");
    derival["terminalID"] = json!("100");
    for gone in ["address", "time"] {
        derival.as_object_mut().unwrap().remove(gone);
    }
    let path = file(dir.path(), "preorder.json", &preorder);
    let desk = Desk::new(dir.path(), &server);
    let told = dellin(&desk, &server, &["order", &path, "--yes"]);
    assert_eq!(told.code, 0, "{} {}", told.words, told.json);
    let number = told.json["order"]["number"].as_str().unwrap().to_owned();
    server.stop();

    let server = begin();
    let desk = Desk::new(dir.path(), &server);
    assert_eq!(dellin(&desk, &server, &["look", &number]).code, 0, "the training carrier still knows it");
    for (name, begins) in [("label.pdf", &b"%PDF-"[..]), ("label.png", b"\x89PNG")] {
        let out = dir.path().join(name);
        let told = dellin(&desk, &server, &["label", &number, "--out", out.to_str().unwrap()]);
        assert_eq!(told.code, 0, "{}", told.words);
        assert!(told.words.contains("учебн") || told.words.to_lowercase().contains("training"), "{}", told.words);
        assert!(fs::read(&out).unwrap().starts_with(begins), "{name}");
    }
    let out = dir.path().join("order.pdf");
    let told = dellin(&desk, &server, &["print", &number, "--out", out.to_str().unwrap()]);
    assert_eq!(told.code, 0, "{}", told.words);
    assert!(fs::read(&out).unwrap().starts_with(b"%PDF-"));
    assert_eq!(dellin(&desk, &server, &["print", &number, "--form", "bill", "--out", "x.pdf"]).code, 1);
    assert_eq!(dellin(&desk, &server, &["label", &number, "--out", "label.txt"]).code, 2);
}
