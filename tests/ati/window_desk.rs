//! A desk and a receiver on a server of its own: asked in the background with the desk's own token, through restarts of either.

use std::path::Path;
use std::time::{Duration, Instant};

use cargorun_desk::app::command::{Command, Screen, Secret};
use cargorun_desk::app::desk::Desk;
use cargorun_desk::app::inform::ask::InformCommand;
use cargorun_desk::app::invites::ask::InviteCommand;
use cargorun_desk::app::invites::site::TRAINING_TOKEN;
use cargorun_desk::app::invites::state::Post as Stand;
use cargorun_desk::app::lines::OwnClock;
use cargorun_desk::app::profile::Profile;
use cargorun_desk::app::secrets::AtiSecret;
use cargorun_desk::app::settings::Settings;
use cargorun_desk::app::state::AppState;
use cargorun_desk::app::worker::{Start, Worker};
use cargorun_desk::sandbox::ATI_TOKEN;
use cargorun_desk::store::Store;
use cargorun_desk::sync::Timing;
use cargorun_desk::words::Lang;
use serde_json::json;

use crate::support::{Post, TOKEN, event, options};

/// A desk of real work with a receiver in its settings, and no platform chosen yet.
fn desk(dir: &Path, receiver: &str) -> Desk {
    let mut settings = Settings::default();
    settings.ati.receiver_url = receiver.to_owned();
    settings.ati.fetch_interval_s = 2;
    let profile = Profile::open(Some(dir), false).unwrap();
    let state = AppState { settings: settings.clone(), ..AppState::default() };
    let worker = Worker::start(Start {
        store: Store::open(&dir.join("desk.db")).unwrap().store,
        profile,
        settings,
        server: None,
        training: false,
        sign_in: None,
        own: OwnClock { offset_minutes: 180 },
        timing: Timing::system(),
        by_interval: false,
        use_key_store: false,
    });
    let mut desk = Desk::new(state, worker.unwrap());
    desk.command(Command::Open(Screen::Invites));
    desk
}

fn until(desk: &mut Desk, what: &str, done: impl Fn(&AppState) -> bool) {
    let began = Instant::now();
    loop {
        desk.poll(chrono::Utc::now());
        if done(&desk.state) {
            return;
        }
        assert!(began.elapsed() < Duration::from_mins(1), "waited in vain for {what}: {:?}", desk.state.invites.post);
        std::thread::yield_now();
    }
}

fn give_token(desk: &mut Desk) {
    let secret = Secret(TOKEN.to_owned().into());
    desk.command(Command::Invites(InviteCommand::Secret(AtiSecret::Receiver, secret)));
}

fn has(state: &AppState, name: &str) -> bool {
    state.invites.rows.iter().flat_map(|rows| rows.iter()).any(|row| row.key.entity == name)
}

#[test]
fn who_trains_uses_the_training_servers_token() {
    assert_eq!(TRAINING_TOKEN, ATI_TOKEN);
}

#[test]
fn the_desk_says_what_it_lacks_and_loses_nothing_over_restarts_of_either_side() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let (dir, profile) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let receiving = options(dir.path());
    let post = runtime.block_on(Post::with(receiving.clone()));
    let base = post.caller.base.clone();
    let send = |post: &Post, name: &str, second| {
        let events = [event(name, second, &json!({ "deal_kind": 4, "load": { "load_number": name } }))];
        assert_eq!(runtime.block_on(post.caller.send(&events)), 200);
    };

    let mut nowhere = desk(&profile.path().join("other"), "");
    until(&mut nowhere, "that there is no receiver", |state| state.invites.post == Stand::NoReceiver);
    drop(nowhere);
    let mut first = desk(profile.path(), &base);
    until(&mut first, "that the token is missing", |state| state.invites.post == Stand::NoToken);
    give_token(&mut first);
    until(&mut first, "the receiver", |state| matches!(state.invites.post, Stand::Listening(_)));
    assert!(first.state.invites.has_receiver_token);
    send(&post, "one", 1);
    until(&mut first, "the first", |state| has(state, "one"));

    // The receiver goes and comes; what it had taken in while the desk was looking elsewhere is there.
    runtime.block_on(post.running.stop());
    first.command(Command::Invites(InviteCommand::Fetch));
    until(&mut first, "that nobody answers", |state| matches!(state.invites.post, Stand::Trouble(_)));
    let post = runtime.block_on(Post::with(receiving));
    send(&post, "two", 2);
    first.command(Command::Invites(InviteCommand::Fetch));
    until(&mut first, "the second", |state| has(state, "two"));

    // The desk is closed, and opened again.
    drop(first);
    send(&post, "three", 3);
    let mut again = desk(profile.path(), &base);
    give_token(&mut again);
    until(&mut again, "all three", |state| ["one", "two", "three"].into_iter().all(|name| has(state, name)));
    assert_eq!(again.state.invites.rows.as_ref().map(|rows| rows.len()), Some(3));
    drop(again);
    runtime.block_on(post.running.stop());
}

#[test]
fn news_waits_for_the_end_of_quiet_hours_and_is_told_once() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let (dir, profile) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let post = runtime.block_on(Post::with(options(dir.path())));
    let mut desk = desk(profile.path(), &post.caller.base.clone());
    give_token(&mut desk);
    let set = |desk: &mut Desk, name, value: &str| {
        desk.command(Command::Inform(InformCommand::Set(name, value.to_owned())));
    };
    // All day but for a minute that is not now.
    let now = chrono::Utc::now() + chrono::TimeDelta::minutes(180);
    let clock = |hours| (now + chrono::TimeDelta::hours(hours)).format("%H:%M").to_string();
    set(&mut desk, "notices.quiet_from", &clock(-1));
    set(&mut desk, "notices.quiet_to", &clock(20));
    desk.command(Command::Open(Screen::Bids));
    let send = |name: &str, second| {
        let events = [event(name, second, &json!({ "deal_kind": 4, "load": { "load_number": name } }))];
        assert_eq!(runtime.block_on(post.caller.send(&events)), 200);
    };
    send("one", 1);
    send("two", 2);
    until(&mut desk, "both", |state| has(state, "one") && has(state, "two"));
    let rounds = |state: &AppState| matches!(state.invites.post, Stand::Listening(at) if at > chrono::Utc::now() - chrono::TimeDelta::seconds(1));
    until(&mut desk, "another round", rounds);
    assert!(desk.state.toasts.is_empty(), "{:?}", desk.state.toasts);
    set(&mut desk, "notices.quiet_to", "");
    until(&mut desk, "the notice", |state| !state.toasts.is_empty());
    let said: Vec<String> = desk.state.toasts.iter().map(|toast| Lang::Ru.say(&toast.message)).collect();
    assert_eq!(said, ["2 новых приглашения: one; two"], "one for both");
    desk.state.toasts.clear();
    send("one", 3);
    send("three", 4);
    until(&mut desk, "the third", |state| !state.toasts.is_empty());
    let said: Vec<String> = desk.state.toasts.iter().map(|toast| Lang::Ru.say(&toast.message)).collect();
    assert_eq!(said, ["Новое приглашение: three"], "what was told is not told again");
    drop(desk);
    runtime.block_on(post.running.stop());
}
