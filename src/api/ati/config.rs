//! What is not officially documented of ATI.SU, each a parameter with its default (design: `partners.md` §7).

use std::time::Duration;

use serde::{Deserialize, Serialize};

/// Where ATI.SU is and how to talk to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// Its address.
    pub base_url: String,
    /// For one request.
    pub timeout: Duration,
    /// Goes into `User-Agent` (`ati_integrator_CODE`); our own code there, may be empty.
    pub own_code: String,
    /// Proxy between us and the server; `None`: as the system says. Never used for this machine itself.
    pub proxy: Option<String>,
    /// What is known from notes only.
    pub customs: Customs,
}

/// Paths and words that no official page shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Customs {
    /// Name of the topic of received invitations.
    pub topic_received: String,
    /// Name of the topic of sent invitations.
    pub topic_sent: String,
    /// `normal` or `complex`.
    pub subscription_type: String,
    /// What stands before `create`, `status`, `delete`, `distributions`.
    pub webhooks_path: String,
    /// Names of cities by their ids, POST `{ids}`.
    pub cities_path: String,
    /// Requisites of a firm; `{id}` is its code.
    pub firm_path: String,
    /// Types of cargo.
    pub cargo_types_path: String,
}

impl Default for Customs {
    fn default() -> Self {
        Self {
            topic_received: "orders.invites".to_owned(),
            topic_sent: "orders.invites.sent".to_owned(),
            subscription_type: "normal".to_owned(),
            webhooks_path: "/webhooks/v1".to_owned(),
            cities_path: "/gw/gis-dict/v1/cities/by-ids".to_owned(),
            firm_path: "/v1.0/firms/{id}/requisites".to_owned(),
            cargo_types_path: "/v1.0/dictionaries/cargoTypes".to_owned(),
        }
    }
}

impl Customs {
    /// The name under which a topic is subscribed to.
    #[must_use]
    pub fn topic(&self, topic: super::envelope::Topic) -> &str {
        match topic {
            super::envelope::Topic::Received => &self.topic_received,
            super::envelope::Topic::Sent => &self.topic_sent,
        }
    }
}

impl Default for Config {
    fn default() -> Self {
        Self {
            base_url: "https://api.ati.su".to_owned(),
            timeout: Duration::from_secs(30),
            own_code: String::new(),
            proxy: None,
            customs: Customs::default(),
        }
    }
}
