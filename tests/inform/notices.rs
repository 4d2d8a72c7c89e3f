//! Notices of the worker: a first pull tells nothing, what a colleague does is told once, quiet hours hold it back.

use std::path::Path;
use std::time::{Duration, Instant};

use cargorun_desk::app::effect::Effect;
use cargorun_desk::app::event::Event;
use cargorun_desk::app::inform::ask::{InformEffect, InformEvent};
use cargorun_desk::app::inform::gather;
use cargorun_desk::app::lines::OwnClock;
use cargorun_desk::app::profile::Profile;
use cargorun_desk::app::settings::Settings;
use cargorun_desk::app::settings_inform::NoticeSettings;
use cargorun_desk::app::worker::{Start, Worker};
use cargorun_desk::domain::id::LocalId;
use cargorun_desk::store::Store;
use cargorun_desk::store::model::OutsideChange;
use cargorun_desk::sync::Timing;
use serde_json::json;

use crate::desk_support::{Desk, Server};

const PATIENCE: Duration = Duration::from_mins(1);

fn worker(dir: &Path, server: &Server) -> Worker {
    let running = server.running();
    let profile = Profile::open(Some(dir), false).unwrap();
    Worker::start(Start {
        store: Store::open(&profile.database()).unwrap().store,
        profile,
        settings: quiet(""),
        server: Some(running.base_url().to_owned()),
        training: true,
        sign_in: Some((running.user().to_owned(), running.password().into())),
        own: OwnClock { offset_minutes: 0 },
        timing: Timing::system(),
        by_interval: false,
        use_key_store: false,
    })
    .unwrap()
}

/// Settings in which cancellations alone are told; quiet all day but one minute, when asked for.
fn quiet(hours: &str) -> Settings {
    let mut notices = NoticeSettings { late: false, gps: false, desktop: false, ..NoticeSettings::default() };
    if !hours.is_empty() {
        // The whole day but the minute that is far from now.
        let now = chrono::Utc::now() + chrono::TimeDelta::hours(12);
        notices.quiet_from = (now + chrono::TimeDelta::minutes(1)).format("%H:%M").to_string();
        notices.quiet_to = now.format("%H:%M").to_string();
    }
    Settings { timeout_s: 5, notices, ..Settings::default() }
}

/// What one exchange told: notices, and the changes that nobody has looked at.
fn exchange(worker: &Worker) -> (Vec<(&'static str, Option<LocalId>)>, Vec<OutsideChange>) {
    worker.send(Effect::Sync { person: true });
    let (mut told, mut unseen, mut ended) = (Vec::new(), None, false);
    let began = Instant::now();
    // The report comes after the end of the cycle: its first word is the list of what is unseen.
    while !(ended && unseen.is_some()) {
        assert!(began.elapsed() < PATIENCE, "the worker did not answer");
        let Some(event) = worker.next() else {
            std::thread::yield_now();
            continue;
        };
        match event {
            Event::SyncEnded { error, .. } => {
                assert_eq!(error, None);
                (ended, unseen) = (true, None);
            }
            Event::Inform(InformEvent::Unseen(changes)) if ended => unseen = Some(changes),
            Event::Inform(InformEvent::Told(_, message, bid)) => told.push((message.key, bid)),
            _ => {}
        }
    }
    told.extend(rest(worker));
    (told, unseen.unwrap().to_vec())
}

/// Notices that come until the worker has answered something that was asked after the report began.
fn rest(worker: &Worker) -> Vec<(&'static str, Option<LocalId>)> {
    worker.send(Effect::Sync { person: true });
    let mut told = Vec::new();
    let began = Instant::now();
    loop {
        assert!(began.elapsed() < PATIENCE, "the worker did not answer");
        match worker.next() {
            Some(Event::Inform(InformEvent::Told(_, message, bid))) => told.push((message.key, bid)),
            // The next cycle begins only when the report of the one before has ended.
            Some(Event::SyncEnded { .. }) => return told,
            Some(_) => {}
            None => std::thread::yield_now(),
        }
    }
}

fn started(desk: &Desk<'_>) -> Vec<i64> {
    let listed = desk.run(&["bid", "list"]).json;
    let started = listed.as_array().unwrap().iter().filter(|bid| bid["status"] == "Started");
    started.map(|bid| bid["remote_id"].as_i64().unwrap()).collect()
}

#[test]
fn what_a_colleague_cancels_is_told_once_marked_and_cleared() {
    let (ours, theirs) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let server = Server::start();
    let colleague = Desk::new(theirs.path(), &server);
    assert_ne!(colleague.run(&["sync", "--once"]).code, 1);
    let numbers = started(&colleague);
    assert!(numbers.len() >= 4, "{numbers:?}");

    let worker = worker(ours.path(), &server);
    let (told, unseen) = exchange(&worker);
    assert_eq!((told, unseen), (vec![], vec![]), "a first pull is no news");

    let cancel = |number: i64| {
        let cancelled = colleague.run(&["bid", "cancel", &format!("cr:{number}")]);
        assert_eq!(cancelled.json["status"], "Canceled", "{}", cancelled.words);
    };
    cancel(numbers[0]);
    let first = LocalId::new(format!("bid-{}", numbers[0]));
    let (told, unseen) = exchange(&worker);
    assert_eq!(told, [("notice-cancelled", Some(first.clone()))]);
    let status: Vec<_> = unseen.iter().filter(|change| change.field == "status").collect();
    assert_eq!(status.len(), 1, "{unseen:?}");
    assert_eq!((&status[0].id, &status[0].old, &status[0].new), (&first, &json!("started"), &json!("cancelled")));
    let (told, _) = exchange(&worker);
    assert_eq!(told, [], "once");

    // Quiet hours hold back; then all of it comes as one notice.
    worker.send(Effect::SaveSettings(Box::new(quiet("all day"))));
    cancel(numbers[1]);
    cancel(numbers[2]);
    assert_eq!(exchange(&worker).0, []);
    worker.send(Effect::SaveSettings(Box::new(quiet(""))));
    assert_eq!(exchange(&worker).0, [("notice-cancelled", None)]);

    worker.send(Effect::Inform(InformEffect::Look(first.clone())));
    let (_, unseen) = exchange(&worker);
    assert!(!unseen.is_empty() && unseen.iter().all(|change| change.id != first), "opened is looked at");
    worker.send(Effect::Inform(InformEffect::SeeAll));
    assert_eq!(exchange(&worker).1, []);
}

#[test]
fn hundreds_of_old_causes_are_taken_as_known() {
    let dir = tempfile::tempdir().unwrap();
    let server = Server::start();
    let desk = Desk::new(dir.path(), &server);
    assert_ne!(desk.run(&["sync", "--once"]).code, 1);
    let profile = Profile::open(Some(dir.path()), false).unwrap();
    let store = Store::open(&profile.database()).unwrap().store;
    let all = NoticeSettings { late_minutes: 1, gps_minutes: 5, ..NoticeSettings::default() };
    let now = chrono::Utc::now() + chrono::TimeDelta::days(1);
    let there = gather::findings(&store, &all, now).unwrap().len();
    assert!(there > 0, "the demo data have something to tell of");
    assert_eq!(gather::fresh(&store, &all, true, now).unwrap(), [], "taking stock tells nothing");
    assert_eq!(gather::fresh(&store, &all, false, now).unwrap(), [], "and has been told with that");
}
