//! Where passwords and tokens live: what was typed into this process wins, then the environment, then the OS key store. Never
//! a file.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use chrono::{DateTime, Utc};
use secrecy::{ExposeSecret as _, SecretString};
use serde::{Deserialize, Serialize};

use crate::api::cargorun::{Credentials, Session, Tokens};
use crate::store::Store;

const SERVICE: &str = "cargorun-desk";
const COOLDOWN: &str = "login-not-before";

/// Told when a sign-in waits for the platform's cooldown.
pub type OnWait = Arc<dyn Fn(Duration) + Send + Sync>;

/// The secrets of one server and user.
pub struct Secrets {
    server: String,
    key_store: bool,
    memory: Mutex<Memory>,
    /// The cooldown of sign-ins is no secret; it must survive a restart, so it lives in the store.
    store: Store,
    on_wait: OnWait,
}

#[derive(Default)]
struct Memory {
    user: Option<String>,
    password: Option<SecretString>,
    tokens: Option<Tokens>,
}

/// Tokens in the key store: one entry, so that both change together.
#[derive(Serialize, Deserialize)]
struct KeptTokens {
    access: String,
    refresh: Option<String>,
    expires_at: DateTime<Utc>,
}

impl Secrets {
    /// Secrets of a server. `user` is the one who acts; `key_store` is what [`key_store_works`] said.
    #[must_use]
    pub fn new(server: &str, user: Option<String>, key_store: bool, store: Store, on_wait: OnWait) -> Self {
        let memory = Memory { user, ..Memory::default() };
        Self { server: server.to_owned(), key_store, memory: Mutex::new(memory), store, on_wait }
    }

    /// Takes a typed password: into the key store when there is one, else into memory only.
    pub fn sign_in(&self, user: &str, password: SecretString) {
        if self.key_store {
            self.write_entry("password", user, password.expose_secret());
        }
        let mut memory = self.memory();
        *memory = Memory { user: Some(user.to_owned()), password: Some(password), tokens: None };
    }

    /// The server that they are for.
    #[must_use]
    pub fn server(&self) -> &str {
        &self.server
    }

    /// Takes what another connection to the same server as the same user knows.
    pub fn take_over(&self, other: &Self) {
        let known = {
            let theirs = other.memory();
            Memory { user: theirs.user.clone(), password: theirs.password.clone(), tokens: theirs.tokens.clone() }
        };
        *self.memory() = known;
    }

    /// The user that will sign in, when known.
    #[must_use]
    pub fn user(&self) -> Option<String> {
        self.memory().user.clone()
    }

    fn memory(&self) -> std::sync::MutexGuard<'_, Memory> {
        // A panic elsewhere leaves the memory whole: each change of it is one assignment.
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn entry(&self, what: &str, user: &str) -> Option<keyring::Entry> {
        keyring::Entry::new(SERVICE, &format!("{what} {user} {}", self.server)).ok()
    }

    fn write_entry(&self, what: &str, user: &str, secret: &str) {
        let written = self.entry(what, user).map(|entry| entry.set_password(secret));
        if !matches!(written, Some(Ok(()))) {
            tracing::warn!(what, "the key store did not take an entry; it stays in memory");
        }
    }

    fn read_entry(&self, what: &str, user: &str) -> Option<String> {
        if !self.key_store {
            return None;
        }
        self.entry(what, user)?.get_password().ok()
    }
}

impl Session for Secrets {
    fn credentials(&self) -> Option<Credentials> {
        let user = self.user()?;
        let typed = self.memory().password.clone();
        let given = || env("CARGORUN_PASSWORD").filter(|_| is_of_environment(&user));
        let kept = || self.read_entry("password", &user);
        let password = typed.or_else(|| given().or_else(kept).map(SecretString::from))?;
        Some(Credentials { user, password })
    }

    fn tokens(&self) -> Option<Tokens> {
        if let Some(tokens) = self.memory().tokens.clone() {
            return Some(tokens);
        }
        let user = self.user()?;
        let kept: KeptTokens = serde_json::from_str(&self.read_entry("tokens", &user)?).ok()?;
        let tokens = Tokens {
            access: kept.access.into(),
            refresh: kept.refresh.map(SecretString::from),
            expires_at: kept.expires_at,
        };
        self.memory().tokens = Some(tokens.clone());
        Some(tokens)
    }

    fn keep_tokens(&self, tokens: &Tokens) {
        if let Some(user) = self.user().filter(|_| self.key_store) {
            let kept = KeptTokens {
                access: tokens.access.expose_secret().to_owned(),
                refresh: tokens.refresh.as_ref().map(|token| token.expose_secret().to_owned()),
                expires_at: tokens.expires_at,
            };
            if let Ok(text) = serde_json::to_string(&kept) {
                self.write_entry("tokens", &user, &text);
            }
        }
        self.memory().tokens = Some(tokens.clone());
    }

    fn forget_tokens(&self) {
        let user = self.user();
        self.memory().tokens = None;
        if let Some(entry) = user.filter(|_| self.key_store).and_then(|user| self.entry("tokens", &user)) {
            // An entry that isn't there needs no deleting.
            let _gone = entry.delete_credential();
        }
    }

    fn login_not_before(&self) -> Option<DateTime<Utc>> {
        let text = self.store.setting(&format!("{COOLDOWN} {}", self.server)).ok()??;
        DateTime::parse_from_rfc3339(&text).ok().map(|moment| moment.with_timezone(&Utc))
    }

    fn set_login_not_before(&self, moment: DateTime<Utc>) {
        let kept = self.store.set_setting(&format!("{COOLDOWN} {}", self.server), &moment.to_rfc3339());
        if let Err(error) = kept {
            tracing::warn!(%error, "the sign-in cooldown was not kept");
        }
    }

    fn waiting(&self, wait: Duration) {
        (self.on_wait)(wait);
    }
}

/// Asks the system once whether it has a key store that works. May take a moment: not on the window's thread.
#[must_use]
pub fn key_store_works() -> bool {
    keyring::Entry::store_status().is_ok()
}

/// The password of the environment is this user's: of nobody else, when it names somebody.
fn is_of_environment(user: &str) -> bool {
    user_of_environment().is_none_or(|named| named.trim().to_lowercase() == user.trim().to_lowercase())
}

/// The user that the environment names; it wins over the settings.
#[must_use]
pub fn user_of_environment() -> Option<String> {
    env("CARGORUN_USER")
}

/// The password of the mail server, when the environment names one.
#[must_use]
pub fn mail_password_of_environment() -> Option<SecretString> {
    env("SMTP_PASSWORD").map(SecretString::from)
}

/// The password of a user of a mail server in the OS key store.
#[must_use]
pub fn mail_password(host: &str, user: &str) -> Option<SecretString> {
    if host.is_empty() || user.is_empty() {
        return None;
    }
    mail_entry(host, user)?.get_password().ok().map(SecretString::from)
}

/// Keeps the password of a user of a mail server in the OS key store.
pub fn keep_mail_password(host: &str, user: &str, password: &SecretString) {
    let written = mail_entry(host, user).map(|entry| entry.set_password(password.expose_secret()));
    if !matches!(written, Some(Ok(()))) {
        tracing::warn!("the key store did not take the mail password; it stays in memory");
    }
}

fn mail_entry(host: &str, user: &str) -> Option<keyring::Entry> {
    keyring::Entry::new(SERVICE, &format!("smtp {} {}", user.trim(), host.trim())).ok()
}

/// A secret of the exchange with ATI.SU.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AtiSecret {
    /// The token of ATI.SU's own API.
    Token,
    /// The token that the desk shows to the receiver.
    Receiver,
    /// Keys that events are signed with, commas between.
    HookKeys,
}

impl AtiSecret {
    const fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Token => ("ATI_TOKEN", "ati token"),
            Self::Receiver => ("ATI_RECEIVER_TOKEN", "ati receiver"),
            Self::HookKeys => ("ATI_HOOK_KEYS", "ati hook keys"),
        }
    }

    /// The secret of the environment, else of the OS key store.
    #[must_use]
    pub fn read(self) -> Option<SecretString> {
        self.of_environment().or_else(|| self.of_key_store())
    }

    /// The secret of the environment.
    #[must_use]
    pub fn of_environment(self) -> Option<SecretString> {
        let (variable, _) = self.names();
        env(variable).filter(|secret| !secret.trim().is_empty()).map(SecretString::from)
    }

    /// The secret of the OS key store.
    #[must_use]
    pub fn of_key_store(self) -> Option<SecretString> {
        let (_, entry) = self.names();
        let kept = keyring::Entry::new(SERVICE, entry).ok()?.get_password().ok();
        kept.filter(|secret| !secret.trim().is_empty()).map(SecretString::from)
    }

    /// Keeps the secret in the OS key store; false when there is none.
    #[must_use]
    pub fn keep(self, secret: &SecretString) -> bool {
        let (_, entry) = self.names();
        let written = keyring::Entry::new(SERVICE, entry).map(|entry| entry.set_password(secret.expose_secret()));
        matches!(written, Ok(Ok(())))
    }
}

fn env(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}
