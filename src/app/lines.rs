//! Store rows → list lines: every text a row shows is made here, once, on the worker.

use chrono::{NaiveDateTime, Utc};
use rust_decimal::prelude::ToPrimitive as _;

use super::bid_list::BidLine;
use super::books::Books;
use crate::domain::bid::BidStatus;
use crate::domain::book::Driver;
use crate::domain::id::LocalId;
use crate::domain::money::Money;
use crate::domain::overlap::Occupation;
use crate::domain::record::RecordState;
use crate::domain::search_key;
use crate::domain::typed_time;
use crate::store::model::BidRow;

/// What a line shows of the dispatcher's own clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OwnClock {
    /// Minutes east of UTC.
    pub offset_minutes: i32,
}

/// The line of a row.
#[must_use]
pub fn line(row: &BidRow, books: &Books, own: OwnClock) -> BidLine {
    let plate = |id: &Option<LocalId>| id.as_ref().and_then(|id| books.record(id)).map(|r| r.entry.title());
    let driver = row.driver.as_ref().and_then(|id| books.driver(id));
    let customer = row.customer.as_ref().and_then(|id| books.counterparty(id));
    let number = row.meta.remote_id.map(|id| id.to_string()).unwrap_or_default();
    let mut line = BidLine {
        id: row.meta.id.clone(),
        remote: row.meta.remote_id.map(|id| id.0),
        number,
        status: row.status.clone(),
        state: row.meta.state,
        queued: row.meta.queued,
        error: row.meta.error.clone(),
        route: route(&row.route),
        car: plate(&row.car).unwrap_or_default(),
        trailer: plate(&row.trailer).unwrap_or_default(),
        driver: driver.map(Driver::short_name).unwrap_or_default(),
        customer: customer.map(|c| c.name.clone()).unwrap_or_default(),
        load_time: row.first_local.map(typed_time::shown).unwrap_or_default(),
        load_zone: row
            .first_local
            .zip(row.first_offset_minutes)
            .filter(|(_, offset)| *offset != own.offset_minutes)
            .map(|(_, offset)| format!("({})", offset_label(offset)))
            .unwrap_or_default(),
        first_utc: row.first_utc,
        last_utc: row.last_utc,
        price: row.price.map(Money::shown).unwrap_or_default(),
        price_kopecks: row.price.map(kopecks).unwrap_or_default(),
        plan_mileage_m: row.plan_mileage_m,
        late_min: None,
        watched: None,
        car_id: row.car.clone(),
        search: String::new(),
    };
    let full_name = driver.map(Driver::full_name).unwrap_or_default();
    line.search = search_text(&line, &full_name, customer.and_then(|c| c.inn.as_deref()).unwrap_or_default());
    line
}

/// What a bid holds, for the overlap index; `None` when it holds nothing: deleted, cancelled, or without dates.
///
/// A done bid still counts: the check of dates looks at all stored bids that are neither cancelled nor deleted.
#[must_use]
pub fn occupation(row: &BidRow) -> Option<Occupation> {
    if row.deleted || !row.status.occupies_resources() || row.meta.state == RecordState::Tombstone {
        return None;
    }
    let drivers = [row.driver.as_ref(), row.second_driver.as_ref()];
    let resources = Occupation::resources(row.car.as_ref(), drivers, row.trailer.as_ref());
    if resources.is_empty() {
        return None;
    }
    Some(Occupation { bid: row.meta.id.clone(), resources, from: row.first_utc?, to: row.last_utc? })
}

/// True when the line belongs in lists: deleted ones live in the bin, but one that is gone on the platform while it was
/// changed here waits for a person.
#[must_use]
pub fn is_listed(row: &BidRow) -> bool {
    row.meta.state == RecordState::RemoteGone || (!row.deleted && row.meta.state != RecordState::Tombstone)
}

/// True when the row is listed, or lies in the bin.
#[must_use]
pub fn is_kept(row: &BidRow) -> bool {
    is_listed(row) || row.meta.state == RecordState::Tombstone
}

/// `+05:00`.
#[must_use]
pub fn offset_label(minutes: i32) -> String {
    chrono::FixedOffset::east_opt(minutes.saturating_mul(60)).map_or_else(String::new, |offset| offset.to_string())
}

/// The local clock of the dispatcher at this moment.
#[must_use]
pub fn own_local(now: chrono::DateTime<Utc>, own: OwnClock) -> NaiveDateTime {
    now.naive_utc() + chrono::TimeDelta::minutes(i64::from(own.offset_minutes))
}

fn route(settlements: &[String]) -> String {
    let mut ways: Vec<&str> = settlements.iter().map(String::as_str).filter(|name| !name.is_empty()).collect();
    ways.dedup();
    ways.join(" → ")
}

fn kopecks(price: Money) -> i64 {
    (price.as_decimal() * rust_decimal::Decimal::ONE_HUNDRED).to_i64().unwrap_or(i64::MAX)
}

fn search_text(line: &BidLine, driver: &str, inn: &str) -> String {
    let parts = [
        line.number.as_str(),
        line.route.as_str(),
        line.car.as_str(),
        line.trailer.as_str(),
        driver,
        line.customer.as_str(),
        inn,
        line.load_time.as_str(),
    ];
    search_key::fold(&parts.join(" "))
}

/// Statuses in the order a dispatcher cares: in work, waiting, draft, done, cancelled, unknown.
#[must_use]
pub fn status_rank(status: &BidStatus) -> u8 {
    match status {
        BidStatus::Started => 0,
        BidStatus::Planned => 1,
        BidStatus::Draft => 2,
        BidStatus::Done => 3,
        BidStatus::Cancelled => 4,
        BidStatus::Other(_) => 5,
    }
}
