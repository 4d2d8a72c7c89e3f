//! `sync --watch`: a line a cycle, a clean end when it is told to, letters to the administrator on the way.

use std::io::{BufRead as _, BufReader};
use std::process::Command;

use cargorun_desk::app::profile::Profile;
use cargorun_desk::app::settings::Settings;
use cargorun_desk::app::settings_inform::{AlertSettings, Security};
use serde_json::Value;

use crate::desk_support::{Desk, Server};
use crate::post_office::{Manner, PostOffice};

#[test]
fn a_watch_tells_each_cycle_writes_when_nothing_works_and_ends_when_told() {
    let dir = tempfile::tempdir().unwrap();
    let mut server = Server::start();
    let office = PostOffice::open(Manner::Takes);
    let desk = Desk::new(dir.path(), &server);
    let alerts = AlertSettings {
        enabled: true,
        errors: 1,
        smtp_host: "127.0.0.1".into(),
        smtp_port: office.port,
        smtp_security: Security::Plain,
        mail_from: "desk@example.test".into(),
        mail_to: "admin@example.test".into(),
        ..AlertSettings::default()
    };
    let settings = Settings { bids_interval_s: 5, alerts, ..Settings::default() };
    Profile::open(Some(dir.path()), false).unwrap().save_settings(&settings).unwrap();

    let mut child = desk.spawn(&["sync", "--watch"]);
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut next = || -> Value { serde_json::from_str(&lines.next().unwrap().unwrap()).unwrap() };
    let first = next();
    assert!(first["pulled"].as_u64().unwrap() > 0, "{first}");
    assert_eq!(first["errors"].as_array().unwrap().len(), 0, "{first}");
    assert_eq!(office.letters(), 0, "all is well");
    server.stop();
    let second = next();
    assert!(!second["errors"].as_array().unwrap().is_empty(), "{second}");
    // The line comes before the letter: the next line comes after it.
    next();
    assert_eq!(office.letters(), 1, "one letter, however many cycles fail");

    let told = Command::new("kill").args(["-TERM", &child.id().to_string()]).status().unwrap();
    assert!(told.success());
    let ended = child.wait().unwrap();
    assert_eq!(ended.code(), Some(0), "a clean end");
    assert_eq!(lines.count(), 0, "and not a word after it");
}
