//! What a dispatcher must see before he takes an invitation: rules 80–86 of the design (`partners.md` §2).

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;

use super::draft_money::{RateKind, has_currency};
use super::{Invitation, InvitePoint};
use crate::domain::bid::PointKind;

/// Something to be seen. Points are counted from zero in the order of the route.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Warning {
    /// Its time is over (80).
    Expired,
    /// There is no cargo yet, a rate is asked for (81).
    NoCargo,
    /// ATI.SU says that no order can come of it (82).
    DealImpossible,
    /// The first day is after the last (83).
    DaysReversed,
    /// Unloading ends before loading begins (83).
    UnloadsBeforeLoading,
    /// Two points between stand at one place of the route (83).
    SameOrdinal,
    /// No rate at all (84).
    NoRate,
    /// A rate says nothing of VAT (84).
    RateWithoutKind,
    /// A currency that the program doesn't know (84).
    UnknownCurrency(i64),
    /// A rate of nothing or less (84).
    RateNotPositive,
    /// Nothing says where it is loaded (85).
    NoLoading,
    /// Nothing says where it is unloaded (85).
    NoUnloading,
    /// A point has neither city nor address (85).
    NoPlace(usize),
    /// A point has no coordinates (85).
    NoCoordinates(usize),
    /// A dangerous cargo of this class (86).
    Danger(i64),
    /// A temperature is demanded; reversed bounds are put right (86).
    Temperature {
        /// Lowest, °C.
        from: Option<i64>,
        /// Highest, °C.
        to: Option<i64>,
    },
    /// TIR, CMR or T1 (86).
    CustomsPapers,
}

impl Warning {
    /// Number of the rule.
    #[must_use]
    pub const fn rule(self) -> u8 {
        match self {
            Self::Expired => 80,
            Self::NoCargo => 81,
            Self::DealImpossible => 82,
            Self::DaysReversed | Self::UnloadsBeforeLoading | Self::SameOrdinal => 83,
            Self::NoRate | Self::RateWithoutKind | Self::UnknownCurrency(_) | Self::RateNotPositive => 84,
            Self::NoLoading | Self::NoUnloading | Self::NoPlace(_) | Self::NoCoordinates(_) => 85,
            Self::Danger(_) | Self::Temperature { .. } | Self::CustomsPapers => 86,
        }
    }
}

/// All that is to be seen of an invitation, in the order of the rules.
#[must_use]
pub fn warnings(invitation: &Invitation, now: DateTime<Utc>) -> Vec<Warning> {
    let mut found = Vec::new();
    let mut add = |warning: Warning, is_so: bool| {
        if is_so && !found.contains(&warning) {
            found.push(warning);
        }
    };
    add(Warning::Expired, invitation.cancels_at.is_some_and(|end| end < now));
    add(Warning::NoCargo, invitation.date_type == Some(3));
    add(Warning::DealImpossible, invitation.deal_kind == Some(0));
    dates(invitation, &mut add);
    rates(invitation, &mut add);
    // An invitation that we sent names its load by id alone: its route is no finding.
    if invitation.direction == super::Direction::Received {
        places(invitation, &mut add);
    }
    let demands = &invitation.demands;
    let (from, to) = demands.temperature;
    let (from, to) = if from.zip(to).is_some_and(|(from, to)| from > to) { (to, from) } else { (from, to) };
    add(Warning::Danger(demands.danger.unwrap_or_default()), demands.danger.is_some_and(|class| class > 0));
    add(Warning::Temperature { from, to }, from.is_some() || to.is_some());
    add(Warning::CustomsPapers, demands.customs_papers);
    found
}

fn dates(invitation: &Invitation, add: &mut impl FnMut(Warning, bool)) {
    let points = &invitation.points;
    let reversed = |point: &InvitePoint| point.first_day.zip(point.last_day).is_some_and(|(first, last)| first > last);
    add(Warning::DaysReversed, points.iter().any(reversed));
    let begins = points.first().and_then(|point| point.first_day);
    let ends = points.last().filter(|_| points.len() > 1).and_then(|point| point.last_day.or(point.first_day));
    add(Warning::UnloadsBeforeLoading, begins.zip(ends).is_some_and(|(begins, ends)| ends < begins));
    let mut seen = HashSet::new();
    let twice = points.iter().filter_map(|point| point.ordinal).any(|ordinal| !seen.insert(ordinal));
    add(Warning::SameOrdinal, twice);
}

fn rates(invitation: &Invitation, add: &mut impl FnMut(Warning, bool)) {
    let rates = &invitation.terms.rates;
    add(Warning::NoRate, rates.is_empty());
    for rate in rates {
        add(Warning::RateWithoutKind, RateKind::of(rate.kind).is_none());
        add(Warning::UnknownCurrency(rate.currency.unwrap_or_default()), !rate.currency.is_some_and(has_currency));
        add(Warning::RateNotPositive, rate.amount.is_none_or(|amount| amount <= Decimal::ZERO));
    }
}

fn places(invitation: &Invitation, add: &mut impl FnMut(Warning, bool)) {
    let has = |kind| invitation.points.iter().any(|point| point.kind == kind);
    add(Warning::NoLoading, !has(PointKind::Load));
    add(Warning::NoUnloading, !has(PointKind::Unload));
    for (place, point) in invitation.points.iter().enumerate() {
        let is_named = point.city_id.is_some() || point.city_name.is_some() || point.street.is_some();
        add(Warning::NoPlace(place), !is_named && point.at.is_none());
        add(Warning::NoCoordinates(place), point.at.is_none());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::invite::Rate;
    use crate::domain::invite::draft::tests::invitation;
    use crate::domain::place::GeoPoint;

    fn now() -> DateTime<Utc> {
        "2026-11-22T08:00:00Z".parse().unwrap()
    }

    #[test]
    fn a_plain_invitation_has_nothing_to_warn_of() {
        assert_eq!(warnings(&invitation(), now()), []);
    }

    #[test]
    fn each_rule_finds_what_it_is_for() {
        type Spoil = fn(&mut Invitation);
        let cases: [(Spoil, Warning); 15] = [
            (|one| one.cancels_at = "2026-11-22T07:59:59Z".parse().ok(), Warning::Expired),
            (|one| one.date_type = Some(3), Warning::NoCargo),
            (|one| one.deal_kind = Some(0), Warning::DealImpossible),
            (|one| one.points[0].last_day = "2026-11-01".parse().ok(), Warning::DaysReversed),
            (|one| one.points[1].first_day = "2026-11-01".parse().ok(), Warning::UnloadsBeforeLoading),
            (|one| one.points.iter_mut().for_each(|point| point.ordinal = Some(1)), Warning::SameOrdinal),
            (|one| one.terms.rates.clear(), Warning::NoRate),
            (|one| one.terms.rates[0].kind = Some(0), Warning::RateWithoutKind),
            (|one| one.terms.rates[0].currency = Some(99), Warning::UnknownCurrency(99)),
            (|one| one.terms.rates[0].amount = Some(Decimal::ZERO), Warning::RateNotPositive),
            (|one| drop(one.points.pop()), Warning::NoUnloading),
            (|one| one.points[0].at = None, Warning::NoCoordinates(0)),
            (|one| one.demands.danger = Some(3), Warning::Danger(3)),
            (|one| one.demands.temperature = (Some(6), Some(2)), Warning::Temperature { from: Some(2), to: Some(6) }),
            (|one| one.demands.customs_papers = true, Warning::CustomsPapers),
        ];
        for (spoil, expected) in cases {
            let mut one = invitation();
            spoil(&mut one);
            assert_eq!(warnings(&one, now()), [expected], "{expected:?}");
            assert!((80..=86).contains(&expected.rule()));
        }
    }

    #[test]
    fn a_point_without_anything_is_named_and_a_rate_without_a_number_is_no_rate() {
        let mut one = invitation();
        one.points[1] = InvitePoint::new(PointKind::Unload);
        one.terms.rates.push(Rate { amount: None, kind: Some(2), currency: Some(1) });
        let found = warnings(&one, now());
        assert_eq!(found, [Warning::RateNotPositive, Warning::NoPlace(1), Warning::NoCoordinates(1)]);
        one.points[1].at = Some(GeoPoint { longitude: 56.0, latitude: 54.7 });
        assert_eq!(warnings(&one, now()), [Warning::RateNotPositive]);
    }
}
