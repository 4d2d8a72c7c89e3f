//! The command line: fetched, listed, shown, drafted once, taken back.

use std::process::Command;

use cargorun_desk::sandbox::AtiPanel;
use serde_json::Value;

use crate::desk::{Answer, Desk, Server};
use crate::support::{Post, TOKEN, options};

fn run(desk: &Desk<'_>, arguments: &[&str]) -> Answer {
    let mut command: Command = desk.command(arguments);
    command.env("ATI_RECEIVER_TOKEN", TOKEN).env("ATI_TOKEN", cargorun_desk::sandbox::ATI_TOKEN);
    let output = command.output().unwrap();
    let words = String::from_utf8(output.stderr).unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let json = text.lines().next().map_or(Value::Null, |line| serde_json::from_str(line).unwrap());
    Answer { code: output.status.code().unwrap(), json, words }
}

#[test]
fn an_invitation_from_subscription_to_draft_and_withdrawal() {
    let dir = tempfile::tempdir().unwrap();
    let server = Server::start();
    let desk = Desk::new(dir.path(), &server);
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let mut receiving = options(dir.path());
    receiving.keys.clear();
    let post = runtime.block_on(Post::with(receiving));
    let none = run(&desk, &["ati", "fetch"]);
    assert_eq!(none.code, 2, "no receiver is named: {}", none.words);
    let api = format!("{}/ati", server.running().base_url());
    for (key, value) in [("ati.receiver_url", post.caller.base.as_str()), ("ati.api_url", api.as_str())] {
        assert_eq!(run(&desk, &["settings", "set", key, value]).code, 0);
    }
    let subscribed = run(&desk, &["ati", "subscribe"]);
    assert_eq!(subscribed.code, 0, "{}", subscribed.words);
    assert_eq!(subscribed.json.as_array().unwrap().len(), 2);
    assert!(!subscribed.json.to_string().contains("/ati/"), "the address is nobody's business");
    let again = run(&desk, &["ati", "subscribe"]);
    assert_eq!(
        again.json.as_array().unwrap().iter().map(|one| &one["id"]).collect::<Vec<_>>(),
        subscribed.json.as_array().unwrap().iter().map(|one| &one["id"]).collect::<Vec<_>>(),
        "once is enough"
    );

    let ati: AtiPanel = server.running().ati();
    let id = ati.invite();
    deliver(&runtime, &ati);
    let fetched = run(&desk, &["ati", "fetch"]);
    assert_eq!((fetched.code, &fetched.json["changed"][0]), (0, &Value::from(id.clone())), "{}", fetched.words);
    let list = run(&desk, &["ati", "list", "--state", "new"]);
    let row = &list.json[0];
    assert_eq!((row["id"].as_str(), row["state"].as_str()), (Some(id.as_str()), Some("new")));
    assert!(row["route"].as_array().unwrap().len() >= 2);
    assert_eq!(run(&desk, &["ati", "list", "--sent"]).json, Value::Array(Vec::new()));
    let shown = run(&desk, &["ati", "show", &id]);
    assert!(shown.json["content"]["load"]["load_number"].is_string());
    assert_eq!(run(&desk, &["ati", "show", "nothing"]).code, 2);

    let draft = run(&desk, &["ati", "draft", &id]);
    assert!(matches!(draft.code, 0 | 3), "{}", draft.words);
    assert_eq!((draft.json["created"].as_bool(), draft.json["bid"]["state"].as_str()), (Some(true), Some("new")));
    assert_eq!(draft.json["bid"]["remote_id"], Value::Null, "a draft does not leave this machine");
    let bid = draft.json["bid"]["id"].as_str().unwrap().to_owned();
    if shown.json["from"] == "ООО «Учебный грузовладелец»" {
        assert_eq!(draft.json["bid"]["customer"], "9999000013", "found by its taxpayer number");
    }
    let second = run(&desk, &["ati", "draft", &id]);
    assert_eq!(
        (second.json["created"].as_bool(), second.json["bid"]["id"].as_str()),
        (Some(false), Some(bid.as_str()))
    );
    let other_truck = run(&desk, &["ati", "draft", &id, "--truck", "2"]);
    assert_ne!(other_truck.json["bid"]["id"].as_str(), Some(bid.as_str()));
    assert_eq!(run(&desk, &["ati", "list"]).json[0]["state"], "drafted");

    assert!(ati.withdraw(&id));
    deliver(&runtime, &ati);
    run(&desk, &["ati", "fetch"]);
    let shown = run(&desk, &["ati", "show", &id]);
    assert_eq!(shown.json["state"], "withdrawn");
    assert_eq!(shown.json["bids"].as_array().unwrap().len(), 2, "the bids stay");
    assert_eq!(run(&desk, &["bid", "show", &bid]).code, 0);
    for words in [&fetched.words, &subscribed.words] {
        assert!(!words.contains(TOKEN) && !words.contains(cargorun_desk::sandbox::ATI_TOKEN));
    }
    runtime.block_on(post.running.stop());
}

fn deliver(runtime: &tokio::runtime::Runtime, ati: &AtiPanel) {
    runtime.block_on(async {
        while ati.waiting() > 0 {
            ati.deliver().await;
        }
    });
}
