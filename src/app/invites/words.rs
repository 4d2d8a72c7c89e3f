//! Words of invitations: fields, codes of ATI.SU's dictionaries, rates, warnings.

use chrono::DateTime;

use crate::app::invites::names::AtiNames;
use crate::domain::invite::{Ask, Dictionary, Left, LeftValue, Rate, RateKind, Speaker, Warning};
use crate::words::{Lang, Message};

/// Fields that are moments, not days of the trade.
const MOMENTS: [&str; 2] = ["date", "cancellation_date"];

/// `22.11.2026 07:30 UTC`; what is no moment as it came.
fn moment(text: &str) -> String {
    let read = DateTime::parse_from_rfc3339(text);
    read.map_or_else(|_as_it_came| text.to_owned(), |at| at.to_utc().format("%d.%m.%Y %H:%M UTC").to_string())
}

/// Says what stands in an invitation.
#[derive(Debug, Clone, Copy)]
pub struct InviteWords<'a> {
    /// Language.
    pub lang: Lang,
    /// Names of numbers.
    pub names: &'a AtiNames,
}

impl InviteWords<'_> {
    /// A code of a dictionary; one that nobody knows is said as its number.
    #[must_use]
    pub fn code(&self, dictionary: Dictionary, code: i64) -> String {
        if dictionary.codes().contains(&code) {
            return self.lang.text(&format!("ati-{}-{code}", dictionary.name()));
        }
        self.lang.text_with("ati-code", &[("code", code.to_string().into())])
    }

    fn codes(&self, dictionary: Dictionary, codes: &[i64]) -> String {
        codes.iter().map(|code| self.code(dictionary, *code)).collect::<Vec<_>>().join(", ")
    }

    fn field(&self, left: &Left) -> String {
        if left.known {
            self.lang.text(&format!("ati-field-{}", left.field.replace('_', "-")))
        } else {
            left.field.clone()
        }
    }
}

impl Speaker for InviteWords<'_> {
    fn left(&self, left: &Left) -> String {
        let field = self.field(left);
        let said = match &left.value {
            LeftValue::Yes => return field,
            LeftValue::Text(text) if left.known && left.field == "cargo_type_id" => {
                let name = text.parse().ok().and_then(|id| self.names.cargo_type(id));
                name.map_or_else(|| text.clone(), str::to_owned)
            }
            LeftValue::Text(text) if left.known && MOMENTS.contains(&left.field.as_str()) => moment(text),
            LeftValue::Text(text) => text.clone(),
            LeftValue::Codes(dictionary, codes) => self.codes(*dictionary, codes),
        };
        format!("{field}: {said}")
    }

    fn rate(&self, rate: &Rate) -> String {
        let amount = rate.amount.map_or_else(|| "—".to_owned(), |amount| amount.normalize().to_string());
        let currency = rate.currency.map(|code| self.code(Dictionary::Currency, code)).unwrap_or_default();
        let vat = match RateKind::of(rate.kind) {
            Some(RateKind::WithVat) => self.lang.text("ati-rate-with-vat"),
            Some(RateKind::WithoutVat) => self.lang.text("ati-rate-without-vat"),
            Some(RateKind::Any) => self.lang.text("ati-rate-any"),
            None => self.lang.text("ati-rate-unknown"),
        };
        format!("{amount} {currency} {vat}").split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn city(&self, id: i64) -> String {
        self.lang.text_with("ati-city", &[("id", id.to_string().into())])
    }

    fn cargo(&self) -> String {
        self.lang.text("ati-cargo")
    }
}

/// A warning for a person. Points are counted from one.
#[must_use]
pub fn warning(warning: Warning) -> Message {
    let degrees = |bound: Option<i64>| bound.map_or_else(|| "…".to_owned(), |degrees| degrees.to_string());
    match warning {
        Warning::Expired => Message::new("ati-warning-expired"),
        Warning::NoCargo => Message::new("ati-warning-no-cargo"),
        Warning::DealImpossible => Message::new("ati-warning-deal"),
        Warning::DaysReversed => Message::new("ati-warning-days"),
        Warning::UnloadsBeforeLoading => Message::new("ati-warning-unloads-before"),
        Warning::SameOrdinal => Message::new("ati-warning-ordinal"),
        Warning::NoRate => Message::new("ati-warning-no-rate"),
        Warning::RateWithoutKind => Message::new("ati-warning-rate-kind"),
        Warning::UnknownCurrency(code) => Message::new("ati-warning-currency").with("code", code.to_string()),
        Warning::RateNotPositive => Message::new("ati-warning-rate-nought"),
        Warning::NoLoading => Message::new("ati-warning-no-loading"),
        Warning::NoUnloading => Message::new("ati-warning-no-unloading"),
        Warning::NoPlace(point) => Message::new("ati-warning-no-place").with("point", point.saturating_add(1)),
        Warning::NoCoordinates(point) => {
            Message::new("ati-warning-no-coordinates").with("point", point.saturating_add(1))
        }
        Warning::Danger(class) => Message::new("ati-warning-danger").with("class", class.to_string()),
        Warning::Temperature { from, to } => {
            Message::new("ati-warning-temperature").with("from", degrees(from)).with("to", degrees(to))
        }
        Warning::CustomsPapers => Message::new("ati-warning-customs"),
    }
}

/// What is still to be said of a draft. Points are counted from one.
#[must_use]
pub fn ask(ask: Ask) -> Message {
    match ask {
        Ask::Customer => Message::new("ati-ask-customer"),
        Ask::Price => Message::new("ati-ask-price"),
        Ask::Vat => Message::new("ati-ask-vat"),
        Ask::PaymentType => Message::new("ati-ask-payment"),
        Ask::Time(point) => Message::new("ati-ask-time").with("point", point.saturating_add(1)),
        Ask::AnyDay => Message::new("ati-ask-any-day"),
        Ask::Place(point) => Message::new("ati-ask-place").with("point", point.saturating_add(1)),
        Ask::Trucks(trucks) => Message::new("ati-ask-trucks").with("trucks", trucks.to_string()),
        Ask::Repeats => Message::new("ati-ask-repeats"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::ati::trade::said_fields;

    #[test]
    fn every_field_and_every_code_has_words_in_both_languages() {
        let names = AtiNames::default();
        for lang in [Lang::Ru, Lang::En] {
            let words = InviteWords { lang, names: &names };
            let missing: Vec<String> = said_fields()
                .into_iter()
                .map(|field| format!("ati-field-{}", field.replace('_', "-")))
                .filter(|key| lang.text(key) == *key)
                .collect();
            assert!(missing.is_empty(), "{lang:?}: {missing:?}");
            for dictionary in [
                Dictionary::Currency,
                Dictionary::Packing,
                Dictionary::Money,
                Dictionary::Loading,
                Dictionary::Body,
                Dictionary::Deal,
                Dictionary::DateType,
                Dictionary::Periodicity,
                Dictionary::PartLoad,
                Dictionary::PaymentSource,
                Dictionary::PointType,
            ] {
                for code in dictionary.codes() {
                    let said = words.code(dictionary, *code);
                    assert!(!said.starts_with("ati-"), "{lang:?}: {said}");
                }
            }
        }
    }

    #[test]
    fn what_nobody_knows_is_said_as_it_came() {
        let names = AtiNames::default();
        let words = InviteWords { lang: Lang::Ru, names: &names };
        let unknown = Left { field: "new_thing".into(), known: false, value: LeftValue::Text("7".into()) };
        assert_eq!(words.left(&unknown), "new_thing: 7");
        assert_eq!(words.code(Dictionary::Body, 1 << 56), "код 72057594037927936");
        let rate = Rate { amount: "120000.00".parse().ok(), kind: Some(2), currency: Some(32) };
        assert_eq!(words.rate(&rate), "120000 бел. руб. с НДС");
    }
}
