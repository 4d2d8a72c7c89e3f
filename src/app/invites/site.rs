//! Where ATI.SU and the receiver are for this desk, and with which secrets. On a training server always its own, so that
//! practice never touches a real subscription.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use secrecy::{ExposeSecret, SecretString};

use super::config;
use crate::api::ati::AtiError;
use crate::api::ati::client::Client;
use crate::api::ati::config::{Config, Customs};
use crate::api::ati::relay::Relay;
use crate::app::secrets::AtiSecret;
use crate::app::settings::{Settings, is_here};
use crate::app::settings_ati::LONGEST_HOLD_S;

/// What the training server has under its address.
const TRAINING_PATH: &str = "/ati";
/// The token of every training server's ATI.SU: no secret.
pub const TRAINING_TOKEN: &str = "training-token-of-ati";

/// True on a training server.
#[must_use]
pub fn is_training(server: Option<&str>) -> bool {
    server.is_some_and(is_here)
}

/// How to reach ATI.SU from this desk.
#[must_use]
pub fn config_at(settings: &Settings, server: Option<&str>) -> Config {
    let known = config(settings);
    match server.filter(|server| is_here(server)) {
        Some(server) => {
            let base = server.trim().trim_end_matches('/').trim_end_matches("/api");
            Config { base_url: format!("{base}{TRAINING_PATH}"), customs: Customs::default(), ..known }
        }
        None => known,
    }
}

/// Connects to ATI.SU; nothing is sent yet.
///
/// # Errors
/// [`AtiError::BadAddress`].
pub fn client(settings: &Settings, server: Option<&str>, token: SecretString) -> Result<Client, AtiError> {
    Client::new(config_at(settings, server), token)
}

/// Connects to a receiver; nothing is sent yet.
///
/// # Errors
/// [`AtiError::BadAddress`].
pub fn relay(settings: &Settings, address: &str, token: SecretString) -> Result<Relay, AtiError> {
    // The receiver may think for as long as it was told to wait.
    let timeout = Duration::from_secs(settings.timeout_s.saturating_add(LONGEST_HOLD_S));
    Relay::new(address, timeout, config(settings).proxy.as_deref(), token)
}

/// Keys that events are signed with, commas between.
#[must_use]
pub fn keys_of(all: Option<&SecretString>) -> Vec<SecretString> {
    let all = all.map(ExposeSecret::expose_secret).unwrap_or_default();
    all.split(',').map(str::trim).filter(|key| !key.is_empty()).map(SecretString::from).collect()
}

/// Secrets of ATI.SU for the window: the environment wins, then what was typed, then the key store, which is asked once.
#[derive(Default)]
pub struct AtiKeys {
    key_store: bool,
    known: Mutex<HashMap<AtiSecret, Option<SecretString>>>,
}

impl AtiKeys {
    /// `key_store`: the system has one that works.
    #[must_use]
    pub fn new(key_store: bool) -> Self {
        Self { key_store, known: Mutex::default() }
    }

    /// A secret, when it is known. The first question may wait for the key store.
    #[must_use]
    pub fn read(&self, which: AtiSecret) -> Option<SecretString> {
        if let Some(given) = which.of_environment() {
            return Some(given);
        }
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let ask = || if self.key_store { which.of_key_store() } else { None };
        known.entry(which).or_insert_with(ask).clone()
    }

    /// Takes a typed secret: into the key store when there is one, and into memory.
    pub fn keep(&self, which: AtiSecret, secret: SecretString) {
        if self.key_store && !which.keep(&secret) {
            tracing::warn!(?which, "the key store did not take an entry; it stays in memory");
        }
        self.known.lock().unwrap_or_else(PoisonError::into_inner).insert(which, Some(secret));
    }
}

impl std::fmt::Debug for AtiKeys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("AtiKeys").field("key_store", &self.key_store).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_trains_can_reach_no_other() {
        let mut settings = Settings::default();
        settings.ati.customs.webhooks_path = "/elsewhere".to_owned();
        let training = config_at(&settings, Some("http://127.0.0.1:8085/api"));
        assert_eq!((training.base_url.as_str(), &training.customs), ("http://127.0.0.1:8085/ati", &Customs::default()));
        let real = config_at(&settings, Some("https://app.cargorun.ru"));
        assert_eq!((real.base_url.as_str(), real.customs.webhooks_path.as_str()), ("https://api.ati.su", "/elsewhere"));
        assert_eq!(config_at(&settings, None).base_url, "https://api.ati.su");
    }

    #[test]
    fn a_typed_secret_is_known_at_once_and_never_shown() {
        let keys = AtiKeys::new(false);
        assert!(keys.read(AtiSecret::HookKeys).is_none());
        keys.keep(AtiSecret::HookKeys, SecretString::from("one, two,"));
        assert_eq!(keys_of(keys.read(AtiSecret::HookKeys).as_ref()).len(), 2);
        assert!(!format!("{keys:?}").contains("one"));
    }
}
