//! The part of the settings that is about the groupage carrier. Its keys are secrets and never here.

use chrono::NaiveTime;
use serde::{Deserialize, Serialize};

use crate::domain::ltl::{Defaults, DeliveryType, Payer, PaymentType, Role, Variant};

/// Where the carrier is and what holds for every shipment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DellinSettings {
    /// Its address. On a training server the training carrier is asked, whatever stands here.
    pub address: String,
    /// Requests in any minute. The carrier publishes no limit.
    pub per_minute: u64,
    /// Requests in any hour.
    pub per_hour: u64,
    /// How often a question is asked again after a passing failure. An order never is.
    pub retries: u64,
    /// Days after which directories are compared again.
    pub directory_days: u64,
    /// How a shipment travels.
    pub delivery: DeliveryType,
    /// How it is handed over.
    pub variant: Variant,
    /// Hours of an address: from (`09:00`).
    pub hours_from: String,
    /// Hours of an address: to.
    pub hours_to: String,
    /// Part of the one who orders.
    pub role: Role,
    /// Uid of the account's own counteragent; empty: none.
    pub requester: String,
    /// Who pays.
    pub payer: Payer,
    /// Cash or transfer.
    pub payment: PaymentType,
    /// What a kilometre of an own truck costs, roubles; 0: nobody has said.
    pub own_rub_per_km: u64,
}

impl Default for DellinSettings {
    fn default() -> Self {
        Self {
            address: "https://api.dellin.ru".to_owned(),
            per_minute: 30,
            per_hour: 1_000,
            retries: 2,
            directory_days: 1,
            delivery: DeliveryType::Auto,
            variant: Variant::Address,
            hours_from: "09:00".to_owned(),
            hours_to: "18:00".to_owned(),
            role: Role::Sender,
            requester: String::new(),
            payer: Payer::Sender,
            payment: PaymentType::Noncash,
            own_rub_per_km: 0,
        }
    }
}

impl DellinSettings {
    /// Hours of an address; nine to six where the settings say none.
    #[must_use]
    pub fn hours(&self) -> (NaiveTime, NaiveTime) {
        let clock = |text: &str, hour: u32| {
            let read = NaiveTime::parse_from_str(text.trim(), "%H:%M").ok();
            read.or_else(|| NaiveTime::from_hms_opt(hour, 0, 0)).unwrap_or_default()
        };
        (clock(&self.hours_from, 9), clock(&self.hours_to, 18))
    }

    /// True when the hours are hours.
    #[must_use]
    pub fn is_good(&self) -> bool {
        let is_clock = |text: &str| NaiveTime::parse_from_str(text.trim(), "%H:%M").is_ok();
        is_clock(&self.hours_from) && is_clock(&self.hours_to)
    }

    /// What holds for every shipment, on a day by the clocks of the sender's town.
    #[must_use]
    pub fn defaults(&self, today: chrono::NaiveDate) -> Defaults {
        Defaults {
            delivery: self.delivery,
            variant: self.variant,
            hours: self.hours(),
            role: self.role,
            requester: Some(self.requester.trim().to_owned()).filter(|uid| !uid.is_empty()),
            payer: self.payer,
            payment: self.payment,
            today,
        }
    }
}
