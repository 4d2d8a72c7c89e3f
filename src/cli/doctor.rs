//! `doctor`: profile, database, server, clock difference, key store, one line each.

use std::sync::Arc;
use std::time::Duration;

use serde_json::{Value, json};

use super::args::Cli;
use super::context::runtime;
use super::output::{Exit, Failure, json as answer};
use crate::app::connect::{Target, connect};
use crate::app::profile::Profile;
use crate::app::secrets::key_store_works;
use crate::platform;
use crate::store::{Store, StoreError};
use crate::sync::Timing;
use crate::words::{Lang, Message};

struct Report {
    lang: Lang,
    checks: Vec<Value>,
    wrong: bool,
}

impl Report {
    fn add(&mut self, check: &str, ok: bool, message: &Message) {
        self.wrong |= !ok;
        self.checks.push(json!({ "check": check, "ok": ok, "text": self.lang.say(message) }));
    }
}

pub(super) fn run(cli: &Cli) -> Result<Exit, Failure> {
    let mut report = Report { lang: cli.lang.unwrap_or_default(), checks: Vec::new(), wrong: false };
    if let Some((profile, store)) = memory(cli, &mut report) {
        let key_store = key_store_works();
        // Without a key store the desk works on; the person must know that passwords live in memory only.
        report.add(
            "key_store",
            true,
            &Message::new(if key_store { "doctor-key-store" } else { "doctor-no-key-store" }),
        );
        // Without the desktop's service messages are seen in the window only: the desk works on.
        let notices = match platform::notifications_work() {
            Ok(()) => Message::new("doctor-notices"),
            Err(why) => Message::new("doctor-no-notices").with("text", why),
        };
        report.add("notifications", true, &notices);
        server(cli, &profile, &store, key_store, &mut report)?;
    }
    for check in &report.checks {
        answer(check)?;
    }
    Ok(if report.wrong { Exit::Failed } else { Exit::Done })
}

fn memory(cli: &Cli, report: &mut Report) -> Option<(Profile, Store)> {
    let profile = match Profile::open(cli.profile.as_deref(), false) {
        Ok(profile) => profile,
        Err(error) => {
            report.add("profile", false, &Message::new("cli-profile-failed").with("text", error.to_string()));
            return None;
        }
    };
    report.add("profile", true, &Message::new("doctor-profile").with("path", profile.dir().display().to_string()));
    let settings = profile.settings().unwrap_or_default();
    let server = cli.server.clone().or_else(|| settings.server.clone());
    match Store::open(&profile.database_for(&settings, server.as_deref())) {
        Ok(opened) => {
            report.add("database", true, &Message::new("doctor-database"));
            if let Err(error) = engine(&opened.store, report) {
                report.add("exchange", false, &Message::new("cli-store-failed").with("text", error.to_string()));
            }
            Some((profile, opened.store))
        }
        Err(error) => {
            report.add("database", false, &Message::new("cli-store-failed").with("text", error.to_string()));
            None
        }
    }
}

/// What the engine has found out by itself: the last proof, and what waits for a person.
fn engine(store: &Store, report: &mut Report) -> Result<(), StoreError> {
    match store.proven_equal_at()? {
        Some(at) => report.add("proof", true, &Message::new("doctor-proven").with("when", at.to_rfc3339())),
        None => report.add("proof", true, &Message::new("doctor-unproven")),
    }
    if let Some(proof) = store.last_proof()?.filter(|proof| !proof.is_equal()) {
        let message = Message::new("doctor-check-differs")
            .with("differing", proof.differing.to_string())
            .with("missing", proof.missing.to_string())
            .with("here", proof.here.to_string())
            .with("there", proof.there.map(|there| there.to_string()).unwrap_or_default());
        report.add("check", false, &message);
    }
    let old = store.count_old_operations(chrono::TimeDelta::days(1), chrono::Utc::now())?;
    let held: usize = store.held_deletions()?.iter().map(|held| held.gone).sum();
    let aside = store.counts()?.set_aside;
    let waits = [
        ("outbox", "doctor-old-operations", old),
        ("quarantine", "doctor-set-aside", aside),
        ("deletions", "doctor-held", held),
    ];
    for (check, key, count) in waits {
        if count > 0 {
            report.add(check, false, &Message::new(key).with("count", count.to_string()));
        }
    }
    Ok(())
}

fn server(cli: &Cli, profile: &Profile, store: &Store, key_store: bool, report: &mut Report) -> Result<(), Failure> {
    let settings = profile.settings()?;
    let Some(server) = cli.server.clone().or_else(|| settings.server.clone()) else {
        report.add("server", false, &Message::new("cli-no-server"));
        return Ok(());
    };
    let target = Target {
        server: server.clone(),
        user: settings.acting_user(),
        proxy: settings.proxy.clone(),
        timeout: Duration::from_secs(cli.timeout.unwrap_or(settings.timeout_s)),
        key_store,
        on_wait: Arc::new(|_| {}),
    };
    let runtime = runtime()?;
    let connected = match connect(store, &target, Timing::system()) {
        Ok(connected) => connected,
        Err(error) => {
            report.add("server", false, &Message::new("cli-server-failed").with("text", error.to_string()));
            return Ok(());
        }
    };
    match runtime.block_on(connected.client.server_clock()) {
        Ok(clock) => {
            report.add("server", true, &Message::new("doctor-server").with("server", server));
            match clock {
                Some(there) => {
                    let apart = chrono::Utc::now().signed_duration_since(there).num_seconds();
                    let message = Message::new("doctor-clock").with("seconds", apart.to_string());
                    report.add("clock", apart.abs() <= 120, &message);
                }
                None => report.add("clock", true, &Message::new("doctor-clock-unknown")),
            }
        }
        Err(error) => {
            report.add("server", false, &Message::new("cli-server-failed").with("text", error.to_string()));
        }
    }
    match runtime.block_on(connected.client.sign_in()) {
        Ok(()) => report.add("sign_in", true, &Message::new("doctor-signed-in")),
        Err(error) => report.add("sign_in", false, &Message::new("cli-sign-in-needed").with("text", error.to_string())),
    }
    Ok(())
}
