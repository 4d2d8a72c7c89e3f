//! What is typed into the form that ends a bid by hand. Pure.

use chrono::{DateTime, TimeDelta, Utc};

use crate::domain::bid::{Bid, BidFacts, BidPoint, PointKind};
use crate::domain::completion::{Completion, CompletionFault, PointTimes};
use crate::domain::id::LocalId;
use crate::domain::place::Zone;
use crate::ui::widgets::time_text::TimeText;

/// A point with the times as typed, local time of its address.
#[derive(Debug, Clone)]
pub(super) struct PointForm {
    pub(super) name: String,
    pub(super) zone: Zone,
    pub(super) entered: TimeText,
    pub(super) left: TimeText,
    point: i64,
    kind: PointKind,
}

/// The form.
#[derive(Debug, Clone)]
pub(super) struct CompleteForm {
    pub(super) bid: LocalId,
    /// Filled from the record once it has been read.
    pub(super) filled: bool,
    pub(super) reason: String,
    pub(super) mileage: String,
    pub(super) odometer: bool,
    pub(super) points: Vec<PointForm>,
    /// Faults are said after the first try.
    pub(super) tried: bool,
}

impl CompleteForm {
    pub(super) fn of(bid: LocalId) -> Self {
        Self {
            bid,
            filled: false,
            reason: String::new(),
            mileage: String::new(),
            odometer: false,
            points: Vec::new(),
            tried: false,
        }
    }

    /// Fills in what is known.
    pub(super) fn fill(&mut self, bid: &Bid, facts: &BidFacts, own_offset_minutes: i32) {
        let known = Completion::of(bid, facts);
        self.mileage = known.mileage_km.map(|km| format!("{km:.0}")).unwrap_or_default();
        let of = |times: PointTimes| {
            let point = bid.points.iter().find(|point| point.remote_id == Some(times.point));
            let zone = point.and_then(|point| point.place.zone).unwrap_or(Zone::Fixed(own_offset_minutes));
            let local = |at: Option<DateTime<Utc>>| TimeText::of(at.map(|at| zone.to_local(at)));
            PointForm {
                name: point.map(name).unwrap_or_default(),
                zone,
                entered: local(times.entered),
                left: local(times.left),
                point: times.point,
                kind: times.kind,
            }
        };
        self.points = known.points.into_iter().map(of).collect();
        self.filled = true;
    }

    /// What is typed; `None` while a number or a time can't be read.
    pub(super) fn completion(&self) -> Option<Completion> {
        let typed = self.mileage.trim().replace(',', ".").replace([' ', '\u{a0}'], "");
        let mileage_km = if typed.is_empty() { None } else { Some(typed.parse().ok()?) };
        if self.points.iter().any(|point| point.entered.is_unread() || point.left.is_unread()) {
            return None;
        }
        let points = self.points.iter().map(|point| PointTimes {
            point: point.point,
            kind: point.kind,
            entered: point.entered.value.map(|local| point.zone.to_utc(local)),
            left: point.left.value.map(|local| point.zone.to_utc(local)),
        });
        let reason = self.reason.trim().to_owned();
        Some(Completion { reason, mileage_km, odometer: self.odometer, points: points.collect() })
    }

    /// What is wrong with it; `None` while it can't be read.
    pub(super) fn faults(&self, now: DateTime<Utc>) -> Option<Vec<CompletionFault>> {
        self.completion().map(|completion| completion.check(now))
    }

    /// The clock of a point, and what relative times count from: the last moment known before it.
    pub(super) fn before(&self, place: usize, of_leaving: bool) -> Option<chrono::NaiveDateTime> {
        let point = self.points.get(place)?;
        if of_leaving && point.entered.value.is_some() {
            return point.entered.value;
        }
        let earlier = self.points.get(place.checked_sub(1)?)?;
        let at = earlier.left.value.or(earlier.entered.value).map(|local| earlier.zone.to_utc(local))?;
        Some(point.zone.to_local(at))
    }
}

/// The dispatcher's clock at a point.
pub(super) fn now_at(zone: Zone, now: DateTime<Utc>) -> chrono::NaiveDateTime {
    let local = zone.to_local(now);
    // Whole minutes: nobody types seconds.
    local - TimeDelta::seconds(i64::from(chrono::Timelike::second(&local)))
}

fn name(point: &BidPoint) -> String {
    let settlement = point.place.settlement();
    if settlement.is_empty() { point.place.address.clone() } else { settlement.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::place::Place;
    use chrono::NaiveDate;

    #[test]
    fn local_times_of_a_point_become_utc_and_what_cant_be_read_is_no_completion() {
        let mut bid = Bid::blank();
        bid.points[0].remote_id = Some(5);
        bid.points[0].place = Place { zone: Some(Zone::Fixed(300)), ..Place::default() };
        let facts = BidFacts { plan_mileage_m: Some(1_500.0), ..BidFacts::default() };
        let mut form = CompleteForm::of(LocalId::new("b"));
        form.fill(&bid, &facts, 180);
        assert_eq!((form.mileage.as_str(), form.points.len()), ("2", 1));
        let noon = NaiveDate::from_ymd_opt(2026, 12, 1).and_then(|day| day.and_hms_opt(12, 0, 0)).unwrap();
        form.points[0].entered = TimeText::of(Some(noon));
        form.mileage = "1 250,5".into();
        let made = form.completion().unwrap();
        assert_eq!(made.mileage_km, Some(1250.5));
        assert_eq!(made.points[0].entered.map(|at| at.naive_utc()), Some(noon - TimeDelta::hours(5)));
        form.points[0].left.text = "когда-то".into();
        assert_eq!(form.completion(), None);
        form.points[0].left.text = String::new();
        form.mileage = "много".into();
        assert_eq!(form.completion(), None);
    }
}
