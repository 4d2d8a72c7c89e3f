//! Rates of ATI.SU → roubles for the whole transport. What can't be worked out is asked, never guessed.

use chrono::{Datelike as _, NaiveDate};
use rust_decimal::Decimal;
use rust_decimal::prelude::FromPrimitive as _;

use super::{Dictionary, Invitation, Rate};
use crate::domain::money::Money;

/// What a rate says of VAT.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RateKind {
    /// With VAT.
    WithVat,
    /// Without.
    WithoutVat,
    /// Either.
    Any,
}

impl RateKind {
    /// The kind of a code; `None` for "none" and for codes nobody knows.
    #[must_use]
    pub const fn of(code: Option<i64>) -> Option<Self> {
        match code {
            Some(1) => Some(Self::Any),
            Some(2) => Some(Self::WithVat),
            Some(3) => Some(Self::WithoutVat),
            _ => None,
        }
    }
}

/// True for a currency of the dictionary.
pub(super) fn has_currency(code: i64) -> bool {
    Dictionary::Currency.codes().contains(&code)
}

/// What a rate comes to for the whole transport.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Worth {
    /// Roubles.
    Roubles(Money),
    /// Not roubles, or a unit whose number nobody knows: a person must say.
    Unknown,
}

/// Roubles of a rate: as it is, by the thousand, or times the kilometres, tonnes or cubic metres of the invitation. Other
/// currencies are not converted.
#[must_use]
pub fn worth(rate: &Rate, invitation: &Invitation) -> Worth {
    let Some(amount) = rate.amount.filter(|amount| *amount > Decimal::ZERO) else { return Worth::Unknown };
    let cargos = || invitation.points.iter().flat_map(|point| &point.cargos);
    let total = |whole: Option<f64>, sum: f64| whole.or_else(|| (sum > 0.0).then_some(sum));
    let units = match rate.currency {
        Some(1) => Some(1.0),
        Some(12) => Some(1000.0),
        Some(8) => invitation.distance_km,
        Some(13) => total(invitation.cargo.weight_t, cargos().filter_map(|cargo| cargo.weight_t).sum()),
        Some(20) => total(invitation.cargo.volume_m3, cargos().filter_map(|cargo| cargo.volume_m3).sum()),
        _ => None,
    };
    let product = units
        .filter(|units| *units > 0.0)
        .and_then(Decimal::from_f64)
        .and_then(|units| units.checked_mul(amount))
        .filter(|product| *product < Decimal::from(1_000_000_000_000_i64));
    product.map_or(Worth::Unknown, |product| Worth::Roubles(Money::from_decimal(product)))
}

/// The rate that a draft takes: with VAT before without before any, those that come to roubles before the others.
pub(super) fn chosen(invitation: &Invitation) -> Option<(&Rate, Option<RateKind>, Money)> {
    let rates = invitation.terms.rates.iter();
    let usable = rates.filter_map(|rate| match worth(rate, invitation) {
        Worth::Roubles(price) => Some((rate, RateKind::of(rate.kind), price)),
        Worth::Unknown => None,
    });
    usable.min_by_key(|(_, kind, _)| {
        kind.map_or(3_u8, |kind| match kind {
            RateKind::WithVat => 0,
            RateKind::WithoutVat => 1,
            RateKind::Any => 2,
        })
    })
}

/// The base rate of VAT in Russia on a day, per cent (design: `partners.md` §8).
#[must_use]
pub fn vat_percent(day: NaiveDate) -> u32 {
    match day.year() {
        ..=2018 => 18,
        2019..=2025 => 20,
        _ => 22,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::invite::draft::tests::invitation;

    fn rate(amount: &str, kind: i64, currency: i64) -> Rate {
        Rate { amount: amount.parse().ok(), kind: Some(kind), currency: Some(currency) }
    }

    #[test]
    fn a_rate_comes_to_roubles_by_its_unit() {
        let one = invitation();
        for (rate, expected) in [
            (rate("120000", 2, 1), Some("120000.00")),
            (rate("120.5", 2, 12), Some("120500.00")),
            (rate("60", 2, 8), Some("31500.00")),
            (rate("1000", 2, 13), Some("18500.00")),
            (rate("1000", 2, 20), Some("82000.00")),
            (rate("1000", 2, 19), None),
            (rate("1000", 2, 32), None),
            (rate("0", 2, 1), None),
            (rate("-5", 2, 1), None),
            (rate("99999999999999999999", 2, 12), None),
        ] {
            let expected = expected.map_or(Worth::Unknown, |text| Worth::Roubles(Money::parse_typed(text).unwrap()));
            assert_eq!(worth(&rate, &one), expected, "{rate:?}");
        }
    }

    #[test]
    fn with_vat_goes_before_without_and_what_is_no_money_is_passed_over() {
        let mut one = invitation();
        one.terms.rates = vec![rate("1", 1, 1), rate("2", 3, 1), rate("3", 2, 32), rate("4", 2, 1)];
        assert_eq!(chosen(&one).map(|(rate, _, _)| rate.amount), Some("4".parse().ok()));
        one.terms.rates.truncate(3);
        assert_eq!(chosen(&one).map(|(_, kind, _)| kind), Some(Some(RateKind::WithoutVat)));
        one.terms.rates.clear();
        assert_eq!(chosen(&one), None);
    }

    #[test]
    fn vat_follows_the_day_of_the_service() {
        let of = |text: &str| vat_percent(text.parse().unwrap());
        assert_eq!([of("2018-12-31"), of("2019-01-01"), of("2025-12-31"), of("2026-01-01")], [18, 20, 20, 22]);
    }
}
