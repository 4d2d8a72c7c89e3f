//! What a profile holds after a day of work: no secret anywhere, and what the person chose.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that meets the unexpected has failed")]

#[path = "profile/canary.rs"]
mod canary;
#[path = "profile/choices.rs"]
mod choices;
#[path = "support/desk.rs"]
#[expect(dead_code, reason = "a part of the support is for other tests")]
mod desk_support;
#[path = "profile/leaky.rs"]
mod leaky;

use std::path::Path;
use std::time::{Duration, Instant};

use cargorun_desk::app::desk::Desk;
use cargorun_desk::app::lines::OwnClock;
use cargorun_desk::app::profile::Profile;
use cargorun_desk::app::settings::Settings;
use cargorun_desk::app::state::{AppState, Connection};
use cargorun_desk::app::worker::{Start, Worker};
use cargorun_desk::store::Store;
use cargorun_desk::sync::Timing;

const PATIENCE: Duration = Duration::from_mins(2);

/// A desk on a profile, connected to an address, signed in by nobody yet.
fn open(dir: &Path, server: Option<&str>) -> Desk {
    let profile = Profile::open(Some(dir), false).unwrap();
    let settings = Settings { timeout_s: 5, ..profile.settings().unwrap() };
    let own = OwnClock { offset_minutes: 180 };
    let connection = Connection { server: server.unwrap_or_default().to_owned(), ..Connection::default() };
    let state = AppState { settings: settings.clone(), connection, now: chrono::Utc::now(), ..AppState::default() };
    let worker = Worker::start(Start {
        store: Store::open(&profile.database()).unwrap().store,
        profile,
        settings,
        server: server.map(str::to_owned),
        training: false,
        sign_in: None,
        own,
        timing: Timing::system(),
        by_interval: false,
        use_key_store: false,
    });
    Desk::new(state, worker.unwrap())
}

/// Takes events in until a state has come.
fn until(desk: &mut Desk, what: &str, done: impl Fn(&AppState) -> bool) {
    let began = Instant::now();
    loop {
        desk.poll(chrono::Utc::now());
        if done(&desk.state) {
            return;
        }
        let state = &desk.state;
        assert!(began.elapsed() < PATIENCE, "waited in vain for {what}: {:?} {:?}", state.sync, state.toasts);
        std::thread::yield_now();
    }
}
