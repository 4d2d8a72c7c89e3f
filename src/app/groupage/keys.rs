//! Keys of the carrier's account: the environment wins, then the key store of the system, then this process's memory. Never a
//! file.

use std::sync::{Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, Utc};
use secrecy::{ExposeSecret as _, SecretString};
use serde::{Deserialize, Serialize};

use crate::api::dellin::{Account, KeptSession, Keys};

const SERVICE: &str = "cargorun-desk";

/// The keys of one carrier's address.
pub struct CarrierKeys {
    address: String,
    key_store: bool,
    memory: Mutex<Memory>,
}

#[derive(Default)]
struct Memory {
    appkey: Option<SecretString>,
    account: Option<Account>,
    session: Option<KeptSession>,
}

/// A session in the key store, with its day: it lives for thirty.
#[derive(Serialize, Deserialize)]
struct Entry {
    id: String,
    since: DateTime<Utc>,
}

impl CarrierKeys {
    /// Keys of an address; `key_store`: the system has one that works.
    #[must_use]
    pub fn new(address: &str, key_store: bool) -> Self {
        Self { address: address.to_owned(), key_store, memory: Mutex::default() }
    }

    /// Takes typed keys into the key store and into memory; what is absent stays as it was. Of a token and a login the one
    /// that was typed last signs in.
    pub fn keep(&self, appkey: Option<SecretString>, account: Option<Account>) {
        if let Some(appkey) = &appkey {
            self.write("appkey", appkey.expose_secret());
        }
        match &account {
            Some(Account::Token(token)) => {
                self.write("token", token.expose_secret());
                self.forget("login");
                self.forget("password");
            }
            Some(Account::Password { login, password }) => {
                self.write("login", login);
                self.write("password", password.expose_secret());
                self.forget("token");
            }
            None => {}
        }
        if account.is_some() {
            self.forget_session();
        }
        let mut memory = self.memory();
        memory.appkey = appkey.or(memory.appkey.take());
        memory.account = account.or(memory.account.take());
    }

    fn forget(&self, what: &str) {
        if let Some(entry) = self.entry(what) {
            // An entry that isn't there needs no deleting.
            let _gone = entry.delete_credential();
        }
    }

    fn memory(&self) -> MutexGuard<'_, Memory> {
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn entry(&self, what: &str) -> Option<keyring::Entry> {
        let wanted = self.key_store.then(|| format!("dellin {what} {}", self.address))?;
        keyring::Entry::new(SERVICE, &wanted).ok()
    }

    fn read(&self, what: &str) -> Option<String> {
        self.entry(what)?.get_password().ok()
    }

    fn write(&self, what: &str, secret: &str) {
        let Some(entry) = self.entry(what) else { return };
        if entry.set_password(secret).is_err() {
            tracing::warn!(what, "the key store did not take an entry; it stays in memory");
        }
    }
}

impl Keys for CarrierKeys {
    fn appkey(&self) -> Option<SecretString> {
        let typed = || self.memory().appkey.clone();
        env("DELLIN_APPKEY").or_else(typed).or_else(|| self.read("appkey").map(SecretString::from))
    }

    fn account(&self) -> Option<Account> {
        if let Some(token) = env("DELLIN_TOKEN") {
            return Some(Account::Token(token));
        }
        let login = std::env::var("DELLIN_LOGIN").ok().filter(|login| !login.is_empty());
        if let Some((login, password)) = login.zip(env("DELLIN_PASSWORD")) {
            return Some(Account::Password { login, password });
        }
        let typed = self.memory().account.clone();
        typed.or_else(|| self.read("token").map(|token| Account::Token(token.into()))).or_else(|| {
            let (login, password) = self.read("login").zip(self.read("password"))?;
            Some(Account::Password { login, password: password.into() })
        })
    }

    fn session(&self) -> Option<KeptSession> {
        if let Some(session) = self.memory().session.clone() {
            return Some(session);
        }
        let kept: Entry = serde_json::from_str(&self.read("session")?).ok()?;
        let session = KeptSession { id: kept.id.into(), since: kept.since };
        self.memory().session = Some(session.clone());
        Some(session)
    }

    fn keep_session(&self, session: &KeptSession) {
        let entry = Entry { id: session.id.expose_secret().to_owned(), since: session.since };
        if let Ok(text) = serde_json::to_string(&entry) {
            self.write("session", &text);
        }
        self.memory().session = Some(session.clone());
    }

    fn forget_session(&self) {
        self.memory().session = None;
        self.forget("session");
    }
}

fn env(name: &str) -> Option<SecretString> {
    std::env::var(name).ok().filter(|value| !value.is_empty()).map(SecretString::from)
}
