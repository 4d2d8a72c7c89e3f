//! Days of dispatch: those that the carrier lets one choose for a way (`partners.md` §2 check 18, §7 "Dispatch dates"). The
//! carrier answers for one shipment at a time and gives no hash, so what it said last is kept by way.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde::Serialize;

use super::{DeliveryType, Shipment, Side, Variant};

/// So long what the carrier said is taken for its present word.
const FRESH_HOURS: i64 = 6;

/// Days that can be chosen, as the carrier said at a moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DispatchDays {
    /// The days, local to the place where the cargo is taken, in order.
    days: Vec<NaiveDate>,
    read_at: DateTime<Utc>,
}

impl DispatchDays {
    /// What was said at a moment.
    #[must_use]
    pub fn new(mut days: Vec<NaiveDate>, read_at: DateTime<Utc>) -> Self {
        days.sort_unstable();
        days.dedup();
        Self { days, read_at }
    }

    /// All of them, in order.
    #[must_use]
    pub fn days(&self) -> &[NaiveDate] {
        &self.days
    }

    /// When the carrier said so.
    #[must_use]
    pub const fn read_at(&self) -> DateTime<Utc> {
        self.read_at
    }

    /// There is no need to ask again. A moment to come was written by a clock that has been set back since.
    #[must_use]
    pub fn is_fresh(&self, now: DateTime<Utc>) -> bool {
        self.read_at <= now && now - self.read_at < TimeDelta::hours(FRESH_HOURS)
    }

    /// The days against which a day can be held; `None`: nothing is known of it. What was said some time ago knows
    /// nothing of the days after its last one.
    #[must_use]
    pub fn about(&self, day: NaiveDate, now: DateTime<Utc>) -> Option<&[NaiveDate]> {
        let last = *self.days.last()?;
        (day <= last || self.is_fresh(now)).then_some(&self.days)
    }
}

/// What the days depend on: the kind of delivery and where it goes from and to. Two shipments of one way have one name.
#[must_use]
pub fn way(shipment: &Shipment) -> String {
    #[derive(Serialize)]
    struct End<'a>(Option<Variant>, [Option<&'a str>; 2], Option<i64>, Option<[Option<&'a str>; 5]>, &'a [String]);
    fn end(side: &Side) -> End<'_> {
        let address = side.address.as_ref().map(|it| {
            let parts = [&it.search, &it.street, &it.house, &it.building, &it.structure];
            parts.map(|part| part.as_deref().map(str::trim))
        });
        End(
            side.variant,
            [side.terminal.as_deref(), side.city.as_deref()],
            side.address_id,
            address,
            &side.requirements,
        )
    }
    let parts: (Option<DeliveryType>, [End<'_>; 2]) =
        (shipment.delivery, [end(&shipment.derival), end(&shipment.arrival)]);
    // These have no shape that can't be written.
    serde_json::to_string(&parts).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ltl::Address;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn an_old_word_says_nothing_of_days_after_its_last() {
        let said = DispatchDays::new(
            vec![day("2026-12-08"), day("2026-12-04"), day("2026-12-04")],
            at("2026-12-03T08:00:00Z"),
        );
        assert_eq!(said.days(), [day("2026-12-04"), day("2026-12-08")]);
        let now = |text: &str| {
            (
                said.is_fresh(at(text)),
                said.about(day("2026-12-07"), at(text)).is_some(),
                said.about(day("2026-12-09"), at(text)).is_some(),
            )
        };
        assert_eq!(now("2026-12-03T13:59:59Z"), (true, true, true));
        assert_eq!(now("2026-12-03T14:00:00Z"), (false, true, false), "the copy is six hours old");
        assert_eq!(now("2026-12-03T07:00:00Z"), (false, true, false), "the clock was set back");
        assert_eq!(
            DispatchDays::new(Vec::new(), at("2026-12-03T08:00:00Z"))
                .about(day("2026-12-07"), at("2026-12-03T08:00:00Z")),
            None
        );
    }

    #[test]
    fn a_way_is_where_from_where_to_and_how_and_nothing_else() {
        let side = |text: &str| Side {
            variant: Some(Variant::Address),
            address: Some(Address { search: Some(text.into()), ..Address::default() }),
            ..Side::default()
        };
        let shipment = Shipment {
            delivery: Some(DeliveryType::Auto),
            derival: side("Казань, Баумана, 1"),
            arrival: side("Уфа, Ленина, 2"),
            ..Shipment::default()
        };
        let like = |change: fn(&mut Shipment)| {
            let mut other = shipment.clone();
            change(&mut other);
            way(&other) == way(&shipment)
        };
        assert!(like(|it| it.derival.produce_date = Some(day("2026-12-04"))));
        assert!(like(|it| it.comment = Some("осторожно".into())));
        assert!(!like(|it| it.delivery = Some(DeliveryType::Express)));
        assert!(!like(|it| it.arrival.variant = Some(Variant::Terminal)));
        assert!(!like(|it| it.derival.requirements.push("ramp".into())));
        assert!(!like(|it| std::mem::swap(&mut it.derival, &mut it.arrival)));
        let doubled = Shipment { derival: side(" Казань, Баумана, 1 "), ..shipment.clone() };
        assert_eq!(way(&doubled), way(&shipment));
    }
}
