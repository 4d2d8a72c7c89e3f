//! The connection: made at the start, made anew when the server, the user or the manners change, tried on demand.

use std::path::PathBuf;
use std::sync::{Arc, PoisonError};
use std::time::Duration;

use secrecy::{ExposeSecret as _, SecretString};

use super::{Desk, Out, books, exchange, files, words};
use crate::api::cargorun::Session as _;
use crate::app::command::Secret;
use crate::app::connect::{Connected, Target, connect};
use crate::app::connect_words::{Check, trouble, works};
use crate::app::event::Event;
use crate::app::settings::Settings;
use crate::app::state::{Link, ToastLevel};
use crate::store::{Store, StoreError};
use crate::sync::Timing;
use crate::words::Message;

/// A connection that a test made: its tokens serve the real one, for the platform counts sign-ins.
pub(super) struct Tried {
    server: String,
    user: String,
    password: SecretString,
    connected: Connected,
}

fn target(settings: &Settings, server: String, key_store: bool, out: &Out) -> Target {
    let out = out.clone();
    Target {
        server,
        user: settings.acting_user(),
        timeout: Duration::from_secs(settings.timeout_s.max(1)),
        proxy: settings.proxy.clone(),
        key_store,
        on_wait: Arc::new(move |wait| {
            let seconds = usize::try_from(wait.as_secs()).unwrap_or(usize::MAX);
            out.tell(Event::SyncStage(Message::new("sync-waits-for-login").with("seconds", seconds)));
        }),
    }
}

/// Connects to a server, if there is one; a wrong address is said.
pub(super) fn make(
    store: &Store,
    settings: &Settings,
    server: Option<String>,
    key_store: bool,
    timing: &Timing,
    out: &Out,
) -> Option<Connected> {
    match connect(store, &target(settings, server?, key_store, out), timing.clone()) {
        Ok(connected) => Some(connected),
        Err(error) => {
            out.tell(Event::Link(Link::Offline(words::api_error(&error))));
            None
        }
    }
}

/// Connects as the settings now say, in the place of the present connection; with a typed password signs in with it.
pub(super) async fn renew(desk: Desk, password: Option<Secret>) {
    desk.turns.cancel();
    let turn = desk.exchange.lock().await;
    if desk.fixed_server.is_none()
        && let Err(error) = own_database(&desk).await
    {
        drop(turn);
        desk.out.notice(ToastLevel::Error, words::store_error(&error));
        return reread(&desk).await;
    }
    let settings = desk.settings();
    let server = desk.fixed_server.clone().or_else(|| settings.server.clone());
    desk.out.tell(Event::Link(Link::Unknown));
    let connected = make(&desk.store, &settings, server.clone(), desk.key_store, &desk.timing, &desk.out);
    if let (Some(connected), Some(user), Some(password)) = (&connected, &settings.user, password) {
        let tokens = tried_tokens(&desk, server.as_deref(), user, &password.0);
        connected.secrets.sign_in(user, password.0);
        if let Some(tokens) = tokens {
            connected.secrets.keep_tokens(&tokens);
        }
    } else if let (Some(fresh), Some(old)) = (&connected, desk.connected()) {
        // Only the manners changed: who was signed in stays so, also without a key store.
        if old.secrets.user() == fresh.secrets.user() && old.secrets.server() == fresh.secrets.server() {
            fresh.secrets.take_over(&old.secrets);
        }
    }
    *desk.link.lock().unwrap_or_else(PoisonError::into_inner) = connected;
    drop(turn);
    desk.out.tell(Event::Connected { server: server.unwrap_or_default(), user: settings.acting_user() });
    reread(&desk).await;
    exchange::run(desk, true).await;
}

/// Tells the screen everything of the open database.
async fn reread(desk: &Desk) {
    let desk = desk.clone();
    let _told = tokio::task::spawn_blocking(move || books::load_all(&desk)).await;
}

fn tried_tokens(
    desk: &Desk,
    server: Option<&str>,
    user: &str,
    password: &SecretString,
) -> Option<crate::api::cargorun::Tokens> {
    let tried = desk.tried.lock().unwrap_or_else(PoisonError::into_inner).take()?;
    let is_same = Some(tried.server.as_str()) == server
        && tried.user == user
        && tried.password.expose_secret() == password.expose_secret();
    if is_same { tried.connected.secrets.tokens() } else { None }
}

/// Records of two servers, or of two users of one, never mix: each have a database of their own.
async fn own_database(desk: &Desk) -> Result<(), StoreError> {
    let mut settings = desk.settings();
    if settings.claim_database() {
        files::save_settings(desk, &settings);
    }
    let wanted: PathBuf = desk.profile.database_for(&settings, settings.server.as_deref());
    let Some(present) = desk.store.file().filter(|present| *present != wanted) else { return Ok(()) };
    tracing::info!(from = %present.display(), to = %wanted.display(), "another server or user, another database");
    let there = desk.clone();
    let switched = tokio::task::spawn_blocking(move || {
        // Whoever reads records for the screen holds the model: what is read of this database is told before this.
        let _model = there.model();
        there.out.tell(Event::Leaving);
        let moved_aside = there.store.switch_to(&wanted)?;
        there.store.recover_in_flight(there.now())?;
        settings.rules.put_in_force(&there.store)?;
        Ok::<_, StoreError>(moved_aside)
    });
    if let Ok(Some(aside)) = switched.await.map_err(|error| StoreError::Other(error.to_string()))? {
        let path = aside.display().to_string();
        desk.out.notice(ToastLevel::Warn, Message::new("store-moved-aside").with("path", path));
    }
    Ok(())
}

/// Tries a server, a user and a password, and says in words what happened. Nothing is kept but the tokens, in memory.
pub(super) async fn check(desk: Desk, server: String, user: String, password: Secret) {
    desk.out.tell(Event::Check(Check::Running));
    let result = tried(&desk, &server, &user, &password).await;
    desk.out.tell(Event::Check(result));
}

async fn tried(desk: &Desk, server: &str, user: &str, password: &Secret) -> Check {
    let settings = Settings { user: None, given_user: None, ..desk.settings() };
    let target = target(&settings, server.to_owned(), false, &desk.out);
    let connected = match connect(&desk.store, &target, desk.timing.clone()) {
        Ok(connected) => connected,
        Err(error) => return Check::Bad(trouble(&error)),
    };
    let clock = match connected.client.server_clock().await {
        Ok(clock) => clock,
        Err(error) => return Check::Bad(trouble(&error)),
    };
    if user.is_empty() || password.0.expose_secret().is_empty() {
        return Check::Bad(Message::new("check-needs-user"));
    }
    connected.secrets.sign_in(user, password.0.clone());
    if let Err(error) = connected.client.sign_in().await {
        return Check::Bad(trouble(&error));
    }
    let ahead = clock.map(|there| desk.now().signed_duration_since(there).num_seconds());
    let tried = Tried { server: server.to_owned(), user: user.to_owned(), password: password.0.clone(), connected };
    *desk.tried.lock().unwrap_or_else(PoisonError::into_inner) = Some(tried);
    Check::Good(works(ahead))
}
