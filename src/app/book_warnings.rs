//! What this desk knows against a trip: a truck in repair, a driver on leave, a paper that ends before the trip does.

use chrono::{DateTime, TimeDelta, Utc};

use super::books::Books;
use crate::domain::bid::Bid;
use crate::domain::book_field::{BookField, FieldValue};
use crate::domain::id::LocalId;
use crate::domain::overlap::Away;
use crate::domain::upkeep::{AbsenceKind, PaperKind, PaperStanding, shown_day};
use crate::store::model::BookRecord;
use crate::words::{Lang, Message};

/// Something that stands against a trip.
#[derive(Debug, Clone, PartialEq)]
pub struct Against {
    /// The truck, trailer or driver.
    pub record: LocalId,
    /// The sentence.
    pub message: Message,
    /// Only soon after the trip: to be thought of, nothing is wrong with the trip itself.
    pub soon: bool,
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
    let papers = books.papers_of(id).iter().filter_map(|paper| {
        let key = match paper.on(last_day) {
            PaperStanding::Ended => "against-paper",
            PaperStanding::Ends => "against-paper-soon",
            PaperStanding::Valid => return None,
        };
        let message = Message::new(key)
            .with("name", name.as_str())
            .with("what", lang.text(paper_key(paper.kind)))
            .with("day", shown_day(paper.until));
        Some(Against { record: id.clone(), message, soon: key == "against-paper-soon" })
    });
    let inactive = books.record(id).and_then(|record| inactive(record, (from, to), own_offset_minutes, lang));
    let absent = absent.chain(inactive);
    absent.map(|message| Against { record: id.clone(), message, soon: false }).chain(papers).collect()
}

/// The platform itself says that the trip falls into a time out of work (`resourceInactivityInfo`): open ends are taken as
/// open, a record that is in work again before the trip is no word worth.
fn inactive(
    record: &BookRecord,
    (from, to): (DateTime<Utc>, DateTime<Utc>),
    own_offset_minutes: i32,
    lang: Lang,
) -> Option<Message> {
    let (since, until) = inactivity(record)?;
    if since.is_some_and(|since| since > to) || until.is_some_and(|until| until <= from) {
        return None;
    }
    let day = |at: Option<DateTime<Utc>>| {
        at.map(|at| shown_day((at + TimeDelta::minutes(i64::from(own_offset_minutes))).date_naive()))
    };
    let reason = record.entry.value(BookField::InactiveReason).map(|reason| reason.plain()).unwrap_or_default();
    let reason = if reason.is_empty() { lang.text("against-inactive-reason") } else { reason };
    Some(
        Message::new("against-inactive")
            .with("name", record.entry.title())
            .with("what", reason)
            .with("from", day(since).unwrap_or_else(|| "…".to_owned()))
            .with("to", day(until).unwrap_or_else(|| "…".to_owned())),
    )
}

/// From when and until when something lasts, as far as is known.
type Stretch = (Option<DateTime<Utc>>, Option<DateTime<Utc>>);

/// When the platform says that a record is out of work; `None` where it says neither since when nor until when.
fn inactivity(record: &BookRecord) -> Option<Stretch> {
    let moment = |field| match record.entry.value(field) {
        Some(FieldValue::Moment(at)) => Some(at),
        _ => None,
    };
    let (since, until) = (moment(BookField::InactiveSince), moment(BookField::InactiveUntil));
    (since.is_some() || until.is_some()).then_some((since, until))
}

/// Every time out of work of trucks, trailers and drivers, for the check of overlaps: the desk's own periods and the platform's.
#[must_use]
pub fn away(books: &Books, own_offset_minutes: i32) -> Vec<Away> {
    let own = books.absences().filter_map(|absence| {
        let (from, to) = absence.span(own_offset_minutes)?;
        Some(Away { record: absence.record.clone(), from, to })
    });
    let there = books.records().filter(|record| !record.deleted).filter_map(|record| {
        let (since, until) = inactivity(record)?;
        let (from, to) = (since.unwrap_or(DateTime::<Utc>::MIN_UTC), until.unwrap_or(DateTime::<Utc>::MAX_UTC));
        Some(Away { record: record.meta.id.clone(), from, to })
    });
    own.chain(there).collect()
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
    use crate::domain::book::BookEntry;
    use crate::domain::id::RecordKind;
    use crate::domain::place::Zone;
    use crate::domain::record::{RecordMeta, RecordState};
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
            against(&bid(first, last), &books, 180, Lang::Ru)
                .into_iter()
                .filter(|one| !one.soon)
                .map(|one| one.record)
                .collect()
        };
        assert_eq!(keys(1, 3), Vec::<LocalId>::new());
        assert_eq!(keys(3, 5), [car.clone(), driver.clone()]);
        assert_eq!(keys(7, 8), std::slice::from_ref(&driver));
        // Three days before its end the paper is worth a word; two months before it is not.
        let soon: Vec<_> =
            against(&bid(1, 2), &books, 180, Lang::Ru).into_iter().map(|one| (one.record, one.soon)).collect();
        assert_eq!(soon, [(driver, true)]);
    }

    #[test]
    fn what_the_platform_says_is_out_of_work_is_said_of_trips_in_that_time() {
        let hour = |day_number: u32, hour| day(day_number).and_hms_opt(hour, 0, 0).unwrap().and_utc();
        let meta =
            RecordMeta { state: RecordState::Clean, ..RecordMeta::new(LocalId::new("car-7"), DateTime::UNIX_EPOCH) };
        let record = |since: Option<DateTime<Utc>>, until: Option<DateTime<Utc>>| {
            let mut entry = BookEntry::blank(RecordKind::Car).unwrap();
            let moment = |at: Option<DateTime<Utc>>| at.map_or(FieldValue::Empty, FieldValue::Moment);
            entry.set_value(BookField::InactiveReason, &FieldValue::Text("В ремонте".to_owned()));
            entry.set_value(BookField::InactiveSince, &moment(since));
            entry.set_value(BookField::InactiveUntil, &moment(until));
            BookRecord { meta: meta.clone(), entry, deleted: false, active: false, revision: 0 }
        };
        let trip = (hour(10, 6), hour(12, 18));
        for (since, until, said) in [
            (Some(hour(1, 0)), Some(hour(9, 0)), false),
            (Some(hour(1, 0)), Some(hour(10, 6)), false),
            (Some(hour(1, 0)), Some(hour(10, 7)), true),
            (Some(hour(12, 18)), Some(hour(20, 0)), true),
            (Some(hour(12, 19)), Some(hour(20, 0)), false),
            (Some(hour(1, 0)), None, true),
            (None, Some(hour(11, 0)), true),
            (None, None, false),
        ] {
            let message = inactive(&record(since, until), trip, 180, Lang::Ru);
            assert_eq!(message.is_some(), said, "{since:?} – {until:?}");
            assert!(message.is_none_or(|message| Lang::Ru.say(&message).contains("В ремонте")));
        }
    }
}
