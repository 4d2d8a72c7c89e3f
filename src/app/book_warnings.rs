//! What this desk knows against a trip: a truck in repair, a driver on leave, a paper that ends before the trip does.

use chrono::{DateTime, TimeDelta, Utc};

use super::books::Books;
use crate::domain::bid::Bid;
use crate::domain::id::LocalId;
use crate::domain::upkeep::{AbsenceKind, PaperKind, shown_day};
use crate::words::{Lang, Message};

/// Something that stands against a trip.
#[derive(Debug, Clone, PartialEq)]
pub struct Against {
    /// The truck, trailer or driver.
    pub record: LocalId,
    /// The sentence.
    pub message: Message,
}

/// Everything that stands against a bid, in the order of its form; nothing for a bid without dates.
#[must_use]
pub fn against(bid: &Bid, books: &Books, own_offset_minutes: i32, lang: Lang) -> Vec<Against> {
    let Some((from, to)) = bid.first_utc().zip(bid.last_utc()) else { return Vec::new() };
    let resources = [bid.car.as_ref(), bid.trailer.as_ref(), bid.driver.as_ref(), bid.second_driver.as_ref()];
    resources.into_iter().flatten().flat_map(|id| of_record(id, books, (from, to), own_offset_minutes, lang)).collect()
}

fn of_record(
    id: &LocalId,
    books: &Books,
    (from, to): (DateTime<Utc>, DateTime<Utc>),
    own_offset_minutes: i32,
    lang: Lang,
) -> Vec<Against> {
    let name = books.record(id).map(|record| record.entry.title()).unwrap_or_default();
    let last_day = (to + TimeDelta::minutes(i64::from(own_offset_minutes))).date_naive();
    let absent = books.absences_of(id).iter().filter(|absence| absence.meets(from, to, own_offset_minutes));
    let absent = absent.map(|absence| {
        Message::new("against-absence")
            .with("name", name.as_str())
            .with("what", lang.text(absence_key(absence.kind)))
            .with("from", shown_day(absence.from))
            .with("to", shown_day(absence.to))
    });
    let ended = books.papers_of(id).iter().filter(|paper| paper.until < last_day);
    let ended = ended.map(|paper| {
        Message::new("against-paper")
            .with("name", name.as_str())
            .with("what", lang.text(paper_key(paper.kind)))
            .with("day", shown_day(paper.until))
    });
    absent.chain(ended).map(|message| Against { record: id.clone(), message }).collect()
}

/// Key of a paper's name.
#[must_use]
pub const fn paper_key(kind: PaperKind) -> &'static str {
    match kind {
        PaperKind::Licence => "paper-licence",
        PaperKind::Medical => "paper-medical",
        PaperKind::TachographCard => "paper-tachograph-card",
        PaperKind::Insurance => "paper-insurance",
        PaperKind::Inspection => "paper-inspection",
        PaperKind::Pass => "paper-pass",
    }
}

/// Key of the name of a kind of absence.
#[must_use]
pub const fn absence_key(kind: AbsenceKind) -> &'static str {
    match kind {
        AbsenceKind::Repair => "absence-repair",
        AbsenceKind::Leave => "absence-leave",
        AbsenceKind::Illness => "absence-illness",
        AbsenceKind::Rest => "absence-rest",
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use chrono::NaiveDate;

    use super::*;
    use crate::domain::bid::{BidPoint, PointKind};
    use crate::domain::place::Zone;
    use crate::domain::upkeep::{Absence, Paper};

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 12, day).unwrap()
    }

    #[test]
    fn a_trip_is_warned_of_what_stands_against_it_and_of_nothing_else() {
        let car = LocalId::new("car-1");
        let driver = LocalId::new("drv-1");
        let repair = Absence {
            id: 1,
            record: car.clone(),
            kind: AbsenceKind::Repair,
            from: day(5),
            to: day(6),
            note: String::new(),
        };
        let paper = Paper { record: driver.clone(), kind: PaperKind::Medical, until: day(4) };
        let books = Books::new(Vec::new(), Vec::new(), Vec::new(), HashMap::new(), HashMap::new())
            .with_upkeep(vec![repair], vec![paper]);
        let bid = |first: u32, last: u32| {
            let point = |kind, at: u32| {
                let mut point = BidPoint::new(kind);
                point.place.zone = Some(Zone::Fixed(180));
                point.plan_enter = day(at).and_hms_opt(10, 0, 0);
                point
            };
            Bid {
                car: Some(car.clone()),
                driver: Some(driver.clone()),
                points: vec![point(PointKind::Load, first), point(PointKind::Unload, last)],
                ..Bid::default()
            }
        };
        let keys = |first, last| -> Vec<LocalId> {
            against(&bid(first, last), &books, 180, Lang::Ru).into_iter().map(|one| one.record).collect()
        };
        assert_eq!(keys(1, 3), Vec::<LocalId>::new());
        assert_eq!(keys(3, 5), [car.clone(), driver.clone()]);
        assert_eq!(keys(7, 8), [driver]);
    }
}
