//! Groupage shipments by Деловые Линии: a price with terms, an order that is made once, directories at hand without a network.
//!
//! The same functions serve the window's worker and the command line. Everything here may wait for the network; nothing
//! here decides what only a person may: whether an order of unknown outcome was made.

mod days;
pub mod desk;
mod directories;
pub mod form;
pub(super) mod handle;
mod keys;
pub mod opening;
mod ordering;
pub mod papers;
pub mod sources;
pub mod words;

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, NaiveDateTime, Utc};

use super::connect::journal_of;
use super::settings_dellin::DellinSettings;
use crate::api::cargorun::Config as HttpConfig;
use crate::api::dellin::{Client, Config, DellinError, Keys, Pace};
use crate::domain::id::LocalId;
use crate::domain::ltl::{Finding, Known, Method, Quote, Shipment, check};
use crate::store::offers::Offer;
use crate::store::{Store, StoreError};

pub use directories::Refreshed;
pub use keys::CarrierKeys;
pub use ordering::{Ordered, order_key};
pub use sources::Sources;

/// What the training server has under its address.
const TRAINING_PATH: &str = "/dellin";

/// Why something did not come about.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum GroupageError {
    /// The carrier.
    #[error(transparent)]
    Carrier(#[from] DellinError),
    /// The store: nothing was sent.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The carrier for one profile.
#[derive(Clone)]
pub struct Carrier {
    /// The connection.
    pub client: Client,
    /// The memory.
    pub store: Store,
    /// It is the training carrier: every price and order says so.
    pub training: bool,
    now: Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>,
}

/// Address of the carrier: on a training server always its own, so that practice never orders anything.
#[must_use]
pub fn carrier_address(settings: &DellinSettings, server: Option<&str>) -> String {
    match server.filter(|server| is_training(server)) {
        Some(server) => format!("{}{TRAINING_PATH}", server.trim().trim_end_matches('/').trim_end_matches("/api")),
        None => settings.address.trim().to_owned(),
    }
}

fn is_training(address: &str) -> bool {
    super::settings::is_here(address)
}

impl Carrier {
    /// Puts the parts together, with the keys of the environment, the key store and memory; speaks with nobody yet.
    ///
    /// # Errors
    /// [`DellinError::BadAddress`].
    pub fn new(
        store: &Store,
        settings: &DellinSettings,
        server: Option<&str>,
        timeout: Duration,
        proxy: &str,
        key_store: bool,
    ) -> Result<Self, DellinError> {
        let keys = Arc::new(CarrierKeys::new(&carrier_address(settings, server), key_store));
        Self::with_keys(store, settings, server, timeout, proxy, keys)
    }

    /// The same with keys from elsewhere.
    ///
    /// # Errors
    /// [`DellinError::BadAddress`].
    pub fn with_keys(
        store: &Store,
        settings: &DellinSettings,
        server: Option<&str>,
        timeout: Duration,
        proxy: &str,
        keys: Arc<dyn Keys>,
    ) -> Result<Self, DellinError> {
        let address = carrier_address(settings, server);
        let now: Arc<dyn Fn() -> DateTime<Utc> + Send + Sync> = Arc::new(Utc::now);
        let config = Config {
            http: HttpConfig {
                base_url: address.clone(),
                timeout,
                user_agent: concat!("cargorun-desk/", env!("CARGO_PKG_VERSION")).to_owned(),
                proxy: Some(proxy.trim().to_owned()).filter(|proxy| !proxy.is_empty()),
            },
            read_retries: u32::try_from(settings.retries).unwrap_or(2),
        };
        let limit = |count: u64| usize::try_from(count).unwrap_or(usize::MAX).max(1);
        let pace = Arc::new(Pace::new(limit(settings.per_minute), limit(settings.per_hour)));
        let client = Client::new(config, keys, journal_of(store), Arc::clone(&now), pace)?;
        Ok(Self { client, store: store.clone(), training: is_training(&address), now })
    }

    /// What the checks may know: the session, the moment in the sender's town, the directories and days at hand.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub fn known(&self, shipment: &Shipment, method: Method, local: NaiveDateTime) -> Result<Known, StoreError> {
        let mut known = Sources::read(&self.store)?.known(shipment, method, local);
        known.has_appkey = self.client.has_appkey();
        known.session = self.client.has_account();
        known.dates = self.kept_days(shipment)?;
        Ok(known)
    }

    /// The findings before a price is asked for or an order is made.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub fn check(
        &self,
        shipment: &Shipment,
        method: Method,
        local: NaiveDateTime,
        key: Option<&str>,
        bid: Option<&LocalId>,
    ) -> Result<Vec<Finding>, StoreError> {
        let mut known = self.known(shipment, method, local)?;
        known.sent_before = key.map(|key| self.store.order_in_the_way(key)).transpose()?.flatten().is_some();
        if let Some(bid) = bid {
            known.quoted_value = self.quoted_value(bid)?;
        }
        Ok(check::check(shipment, &known))
    }

    /// The declared value that a bid's last price was asked with, roubles.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub fn quoted_value(&self, bid: &LocalId) -> Result<Option<rust_decimal::Decimal>, StoreError> {
        let offers = self.store.offers(bid)?;
        let insurance = offers.first().and_then(|offer| offer.shipment.cargo.as_ref()?.insurance);
        Ok(insurance.and_then(|insurance| insurance.stated_value))
    }

    /// Asks for a price and keeps it with the bid.
    ///
    /// # Errors
    /// [`GroupageError`].
    pub async fn quote(&self, bid: Option<&LocalId>, shipment: &Shipment) -> Result<Quote, GroupageError> {
        self.offer(bid, shipment, None).await.map(|offer| offer.quote)
    }

    /// The same as an offer. `instead_of`: the number of an offer of the same form, which the new one replaces: a form that
    /// is typed leaves one offer and not one a keystroke.
    ///
    /// # Errors
    /// [`GroupageError`].
    pub async fn offer(
        &self,
        bid: Option<&LocalId>,
        shipment: &Shipment,
        instead_of: Option<i64>,
    ) -> Result<Offer, GroupageError> {
        let quote = self.client.quote(shipment).await?.answer;
        let (at, training) = ((self.now)(), self.training);
        let renewed = match instead_of {
            Some(id) => self.store.renew_offer(id, shipment, &quote, at)?.then_some(id),
            None => None,
        };
        let id = match renewed {
            Some(id) => id,
            None => self.store.keep_offer(bid, shipment, &quote, training, at)?,
        };
        Ok(Offer { id, bid: bid.cloned(), at, training, shipment: shipment.clone(), quote })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn practice_never_reaches_the_real_carrier() {
        let settings = DellinSettings::default();
        let address = |server: Option<&str>| carrier_address(&settings, server);
        assert_eq!(address(Some("http://127.0.0.1:8085/")), "http://127.0.0.1:8085/dellin");
        assert_eq!(address(Some("http://localhost:1/api")), "http://localhost:1/dellin");
        assert_eq!(address(Some("https://api.app.cargorun.ru")), "https://api.dellin.ru");
        assert_eq!(address(None), "https://api.dellin.ru");
        assert!(is_training("http://127.0.0.1:1/dellin") && !is_training("https://api.dellin.ru"));
    }
}
