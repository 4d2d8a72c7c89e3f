//! The part of the settings about ATI.SU: addresses, rules of drafts, and everything that no official page says (design:
//! `partners.md` §7) with its default. Tokens are never here.

use serde::{Deserialize, Serialize};

pub use crate::api::ati::config::Customs;
use crate::api::cargorun::Config;
use crate::domain::bid::PaymentPeriodKind;

/// The longest that the receiver is asked to hold a question, seconds: proxies cut what stands open for longer.
pub const LONGEST_HOLD_S: u64 = 25;

/// Settings of personal invitations.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[expect(clippy::struct_excessive_bools, reason = "a switch each; every mix of them makes sense")]
pub struct AtiSettings {
    /// Address of ATI.SU's API.
    pub api_url: String,
    /// Our own code on ATI.SU; goes into the name by which we call.
    pub own_code: String,
    /// Public address of our receiver; empty: no invitations come.
    pub receiver_url: String,
    /// Seconds between questions to the receiver; up to [`LONGEST_HOLD_S`] it is asked to hold the question until there is news.
    pub fetch_interval_s: u64,
    /// Where an invitation is answered; `{load}` is the id of its load.
    pub open_url: String,
    /// Paths and words of the API.
    #[serde(flatten)]
    pub customs: Customs,
    /// Weights of invitations are kilograms; else tonnes.
    pub weights_kg: bool,
    /// Lengths of roads are metres; else kilometres.
    pub lengths_m: bool,
    /// Dates of loads are UTC; else they are what the clocks of the place show.
    pub dates_utc: bool,
    /// A rate "with VAT" is a price before VAT.
    pub vat_on_top: bool,
    /// Catalog item for rates with VAT; empty: the one that names the rate of the day.
    pub vat_with: String,
    /// Catalog item for rates without VAT; empty: found by its name.
    pub vat_without: String,
    /// Payment type of rates with VAT; empty: found by its name.
    pub pay_with_vat: String,
    /// Payment type of rates without VAT; empty: found by its name.
    pub pay_without_vat: String,
    /// Payment type of cash; empty: found by its name.
    pub pay_cash: String,
    /// Payment type of money to a card; empty: asked.
    pub pay_card: String,
    /// How days of payment are counted.
    pub pay_days: PaymentPeriodKind,
}

impl Default for AtiSettings {
    fn default() -> Self {
        Self {
            api_url: "https://api.ati.su".to_owned(),
            own_code: String::new(),
            receiver_url: String::new(),
            fetch_interval_s: 20,
            open_url: "https://loads.ati.su/loadinfo/{load}".to_owned(),
            customs: Customs::default(),
            weights_kg: false,
            lengths_m: false,
            dates_utc: false,
            vat_on_top: false,
            vat_with: String::new(),
            vat_without: String::new(),
            pay_with_vat: String::new(),
            pay_without_vat: String::new(),
            pay_cash: String::new(),
            pay_card: String::new(),
            pay_days: PaymentPeriodKind::Banking,
        }
    }
}

impl AtiSettings {
    /// True when every address can be one.
    #[must_use]
    pub fn is_good(&self) -> bool {
        let is_path = |path: &String| path.starts_with('/');
        Config::check_address(&self.api_url).is_ok()
            && (self.receiver_url.is_empty() || Config::check_address(&self.receiver_url).is_ok())
            && (self.open_url.is_empty() || self.open_url.starts_with("https://"))
            && [&self.customs.webhooks_path, &self.customs.cities_path, &self.customs.cargo_types_path]
                .into_iter()
                .all(is_path)
            && is_path(&self.customs.firm_path)
            && !self.customs.topic_received.trim().is_empty()
            && !self.customs.topic_sent.trim().is_empty()
    }
}

#[cfg(test)]
mod tests {
    use crate::app::setting_text::{SettingError, all, with};
    use crate::app::settings::Settings;

    #[test]
    fn they_stand_as_one_group_and_survive_the_file() {
        let mut settings = Settings::default();
        for (key, value) in [
            ("ati.receiver_url", "https://desk.example/hooks"),
            ("ati.topic_received", "orders-invites"),
            ("ati.vat_on_top", "true"),
            ("ati.pay_days", "calendar"),
            ("ati.own_code", "12345"),
        ] {
            settings = with(&settings, key, value).unwrap_or_else(|error| panic!("{key}: {error:?}"));
        }
        assert_eq!(all(&settings)["ati.own_code"], "12345");
        let kept = toml::from_str::<Settings>(&toml::to_string_pretty(&settings).unwrap()).unwrap();
        assert_eq!(kept, settings);
        assert_eq!(toml::from_str::<Settings>("lang = \"en\"").unwrap().ati, super::AtiSettings::default());
        for (key, value) in [
            ("ati.receiver_url", "http://desk.example"),
            ("ati.api_url", ""),
            ("ati.webhooks_path", "webhooks"),
            ("ati.pay_days", "moon"),
            ("ati.open_url", "javascript:x"),
        ] {
            assert_eq!(with(&settings, key, value), Err(SettingError::Wrong), "{key} = {value}");
        }
    }
}
