//! One done bid as a report counts it.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use rust_decimal::Decimal;

use super::figures::Figures;
use crate::domain::bid::{Bid, BidFacts, BidPoint, PointFacts, PointKind};
use crate::domain::id::{LocalId, RemoteId};
use crate::domain::payment::{Due, Payment, PaymentState, due, state_on};

/// A truck that is said to have stood longer at a point than this was not seen leaving: the mark is no stay.
const LONGEST_STAY: TimeDelta = TimeDelta::days(14);

/// What the platform tells of a bid beside its facts.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Told {
    /// Metres without cargo that are planned before it.
    pub plan_empty_m: Option<f64>,
    /// Metres without cargo that were driven before its first point and within it.
    pub fact_empty_m: Option<f64>,
    /// Payment.
    pub payment: Option<Payment>,
}

/// A done bid, reduced to what reports need.
#[derive(Debug, Clone, PartialEq)]
pub struct Trip {
    /// Which.
    pub id: LocalId,
    /// The platform's number.
    pub remote: Option<RemoteId>,
    /// When it counts as done, UTC: the end of its plan.
    pub ended: DateTime<Utc>,
    /// Settlements of the route, each once in a row.
    pub route: Vec<String>,
    /// Truck.
    pub car: Option<LocalId>,
    /// Driver.
    pub driver: Option<LocalId>,
    /// Who pays.
    pub customer: Option<LocalId>,
    /// Its figures.
    pub figures: Figures,
    /// How it is paid.
    pub payment: Option<PaymentState>,
    /// By when it is to be paid.
    pub due: Option<Due>,
}

/// Reduces a bid. `today`: on the dispatcher's own clock.
#[must_use]
pub fn trip(
    (id, remote, ended): (LocalId, Option<RemoteId>, DateTime<Utc>),
    (bid, facts): (&Bid, &BidFacts),
    told: &Told,
    today: NaiveDate,
) -> Trip {
    let mut figures = Figures { bids: 1, ..Figures::default() };
    if let Some(metres) = facts.fact_mileage_m.and_then(whole).filter(|metres| *metres > 0) {
        (figures.driven_m, figures.driven_of) = (metres, 1);
    }
    if let Some(metres) = told.fact_empty_m.and_then(whole) {
        (figures.empty_m, figures.empty_of) = (metres, 1);
    }
    let seen = |point: &BidPoint| point.remote_id.and_then(|id| facts.points.iter().find(|seen| seen.point == id));
    let stops = || bid.points.iter().filter(|point| !matches!(point.kind, PointKind::Start | PointKind::Service));
    for (point, seen) in stops().filter_map(|point| Some((point, seen(point)?))) {
        if let Some(minutes) = stay(seen) {
            figures.stay_min = figures.stay_min.saturating_add(minutes);
            figures.stays = figures.stays.saturating_add(1);
        }
        if let Some(minutes) = late(point, seen) {
            figures.late_min = figures.late_min.max(minutes);
            figures.judged = 1;
        }
    }
    figures.late = u64::from(figures.late_min > 0);
    if let Some(price) = bid.price.filter(|price| price.is_positive()) {
        (figures.price, figures.priced) = (price.as_decimal(), 1);
        if figures.driven_of > 0 {
            (figures.rate_price, figures.rate_m) = (price.as_decimal(), figures.driven_m);
        }
    }
    let payment = state_on(told.payment.as_ref(), today);
    if let Some(state) = payment {
        figures.payment_known = 1;
        figures.overdue = u64::from(state == PaymentState::Overdue);
        figures.remaining = remaining(state, told.payment.as_ref(), figures.price);
    }
    let unloaded = left_last(bid, facts);
    let mut route: Vec<String> = stops().map(|point| point.place.settlement().to_owned()).collect();
    route.retain(|name| !name.is_empty());
    route.dedup();
    Trip {
        id,
        remote,
        ended,
        route,
        car: bid.car.clone(),
        driver: bid.driver.clone(),
        customer: bid.customer.clone(),
        figures,
        payment,
        due: due(told.payment.as_ref(), (bid.payment_days, bid.payment_period), unloaded),
    }
}

/// The day the last point was left, local to it: as facts tell, else by plan.
#[must_use]
pub fn left_last(bid: &Bid, facts: &BidFacts) -> Option<NaiveDate> {
    let seen = |point: &BidPoint| point.remote_id.and_then(|id| facts.points.iter().find(|seen| seen.point == id));
    let stops = bid.points.iter().filter(|point| !matches!(point.kind, PointKind::Start | PointKind::Service));
    stops.filter_map(|point| left_on(point, seen(point))).next_back()
}

/// Whole minutes at a point, from the entry that counts to the leaving.
fn stay(seen: &PointFacts) -> Option<u64> {
    let length = seen.auto_left_at?.signed_duration_since(seen.entered_at()?);
    let is_sound = length >= TimeDelta::zero() && length <= LONGEST_STAY;
    u64::try_from(length.num_minutes()).ok().filter(|_| is_sound)
}

/// Whole minutes after the plan (the end of its window, where it has one); 0 in time, `None` where one of both isn't known.
fn late(point: &BidPoint, seen: &PointFacts) -> Option<u64> {
    let due = point.place.zone?.to_utc(point.window_end.or(point.plan_enter)?);
    let behind = seen.entered_at()?.signed_duration_since(due).num_minutes();
    Some(u64::try_from(behind).unwrap_or(0))
}

/// The day a point was left, local to the point, as far as facts tell; else by plan.
fn left_on(point: &BidPoint, seen: Option<&PointFacts>) -> Option<NaiveDate> {
    let fact = seen.and_then(|seen| seen.auto_left_at.or_else(|| seen.entered_at()));
    let by_fact = fact.zip(point.place.zone).map(|(at, zone)| zone.to_local(at).date());
    by_fact.or_else(|| point.plan_leave.or(point.window_end).or(point.plan_enter).map(|at| at.date()))
}

/// The platform's own figure; without one, all of the price until it is paid.
fn remaining(state: PaymentState, payment: Option<&Payment>, price: Decimal) -> Decimal {
    let told = payment.and_then(|payment| payment.remaining).map(crate::domain::money::Money::as_decimal);
    match state {
        PaymentState::Paid => told.unwrap_or_default(),
        PaymentState::NotPaid | PaymentState::PartlyPaid | PaymentState::Overdue => told.unwrap_or(price),
    }
}

/// Metres, whole; none below zero or beyond the globe many times over.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "held to its bounds just before")]
fn whole(metres: f64) -> Option<u64> {
    (0.0..1e12).contains(&metres).then(|| metres.round() as u64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::money::Money;
    use crate::domain::place::{Place, Zone};

    fn at(minutes: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::minutes(minutes)
    }

    fn point(id: i64, kind: PointKind, town: &str, plan: i64) -> BidPoint {
        BidPoint {
            remote_id: Some(id),
            place: Place { city: Some(town.into()), zone: Some(Zone::Fixed(0)), ..Place::default() },
            plan_enter: Some(at(plan).naive_utc()),
            ..BidPoint::new(kind)
        }
    }

    fn bid() -> Bid {
        Bid {
            points: vec![
                point(0, PointKind::Start, "Пермь", 0),
                point(1, PointKind::Load, "Казань", 100),
                point(2, PointKind::Unload, "Уфа", 500),
            ],
            price: Money::parse_typed("50000").ok(),
            payment_days: Some(10),
            ..Bid::default()
        }
    }

    fn seen(point: i64, entered: i64, left: i64) -> PointFacts {
        PointFacts { point, auto_entered_at: Some(at(entered)), auto_left_at: Some(at(left)), ..PointFacts::default() }
    }

    fn of(bid: &Bid, facts: &BidFacts, told: &Told) -> Trip {
        trip((LocalId::new("a"), None, at(600)), (bid, facts), told, "1970-02-01".parse().unwrap())
    }

    #[test]
    fn a_trip_says_what_was_driven_how_long_it_stood_and_how_late_it_was() {
        let points = vec![seen(0, -50, 10), seen(1, 90, 210), seen(2, 530, 590)];
        let facts = BidFacts { fact_mileage_m: Some(500_400.4), points, ..BidFacts::default() };
        let told = Told { fact_empty_m: Some(20_000.0), ..Told::default() };
        let found = of(&bid(), &facts, &told);
        let figures = found.figures;
        assert_eq!((figures.driven_m, figures.empty_m), (500_400, 20_000));
        assert_eq!((figures.stay_min, figures.stays), (180, 2), "where the truck stood before is no point");
        assert_eq!((figures.late_min, figures.late, figures.judged), (30, 1, 1));
        assert_eq!(figures.per_km().unwrap().to_string(), "99.92");
        assert_eq!(found.route, ["Казань", "Уфа"]);
        assert_eq!(found.due.unwrap().day.to_string(), "1970-01-11");
        assert_eq!((found.payment, figures.payment_known), (None, 0));
    }

    #[test]
    fn the_dispatchers_word_counts_and_windows_forgive() {
        let mut bid = bid();
        bid.points[2].window_end = Some(at(540).naive_utc());
        let said = PointFacts { logist_entered_at: Some(at(560)), ..seen(2, 530, 590) };
        let facts = BidFacts { points: vec![said], ..BidFacts::default() };
        let figures = of(&bid, &facts, &Told::default()).figures;
        assert_eq!((figures.late_min, figures.stay_min), (20, 30));
        bid.points[2].place.zone = None;
        let unjudged = of(&bid, &facts, &Told::default()).figures;
        assert_eq!((unjudged.judged, unjudged.late_minutes()), (0, None), "no clock, no lateness");
    }

    #[test]
    fn what_is_not_known_is_not_counted_as_nothing() {
        let none = of(&Bid::default(), &BidFacts::default(), &Told::default());
        let figures = none.figures;
        assert_eq!(figures, Figures { bids: 1, ..Figures::default() });
        let all = [figures.driven_km(), figures.empty_km(), figures.stay_hours(), figures.per_km(), figures.roubles()];
        assert_eq!(all, [None; 5]);
        let odd = BidFacts { fact_mileage_m: Some(f64::NAN), points: vec![seen(1, 300, 200)], ..BidFacts::default() };
        let figures = of(&bid(), &odd, &Told::default()).figures;
        assert_eq!((figures.driven_of, figures.stays), (0, 0), "left before it came");
        assert_eq!(figures.rate_m, 0, "a price without kilometres is in no rate");
    }

    #[test]
    fn payment_is_what_the_platform_says() {
        let paid = |state, remaining: Option<&str>, due: Option<&str>| {
            let remaining = remaining.and_then(|text| Money::parse_typed(text).ok());
            let payment = Payment {
                state: Some(state),
                remaining,
                due: due.map(|day| day.parse().unwrap()),
                ..Payment::default()
            };
            of(&bid(), &BidFacts::default(), &Told { payment: Some(payment), ..Told::default() })
        };
        let unpaid = |trip: &Trip| trip.figures.unpaid().unwrap().to_string();
        assert_eq!(unpaid(&paid(PaymentState::NotPaid, None, None)), "50000.00");
        assert_eq!(unpaid(&paid(PaymentState::PartlyPaid, Some("200"), None)), "200.00");
        assert_eq!(unpaid(&paid(PaymentState::Paid, None, None)), "0");
        let late = paid(PaymentState::NotPaid, None, Some("1970-01-20"));
        assert_eq!((late.payment, late.figures.overdue), (Some(PaymentState::Overdue), 1));
    }
}
