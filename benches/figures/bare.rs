//! The least that any client would do with the same pages: download them, parse of each row what the desk's own columns
//! need, insert rows and raw texts into the desk's own tables, with the same indexes, settings and durability.

use std::path::Path;

use cargorun_desk::api::cargorun::read_instant;
use cargorun_desk::store::Store;
use chrono::Utc;
use rusqlite::params;
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::measure::{Spent, bare_http};
use crate::tape::{Failure, Tape};

/// Pages in one transaction: as many as the desk writes together at most.
pub(crate) const TOGETHER: usize = 40;

/// What the columns of a bid are made of; the rest of the row stays text.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Head<'a> {
    id: i64,
    updated_at: Option<&'a str>,
    external_id: Option<&'a str>,
    status: Option<&'a str>,
    is_deleted: Option<bool>,
    is_empty_mileage_bid: Option<bool>,
    counterparty_id: Option<i64>,
    driver_id: Option<i64>,
    secondary_driver_id: Option<i64>,
    car: Option<Named>,
    trailer: Option<Named>,
    legal_person: Option<Named>,
    price: Option<f64>,
    plan_mileage: Option<f64>,
    #[serde(borrow, default)]
    bid_points: Vec<Point<'a>>,
}

#[derive(Deserialize)]
struct Named {
    id: i64,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Point<'a> {
    plan_enter_date: Option<&'a str>,
    plan_enter_date_offset: Option<&'a str>,
    #[serde(borrow)]
    geozone: Option<Zone<'a>>,
}

#[derive(Deserialize)]
struct Zone<'a> {
    city: Option<&'a str>,
}

type Rows<'a> = Vec<(&'a RawValue, Head<'a>)>;

pub(crate) async fn download(server: &str, tape: &Tape) -> Result<(), Failure> {
    let client = bare_http()?;
    let mut bytes = 0;
    for line in &tape.walk {
        bytes += client.get(format!("{server}{line}")).send().await?.bytes().await?.len();
    }
    if bytes == tape.bytes() { Ok(()) } else { Err(format!("{bytes} bytes came, not {}", tape.bytes()).into()) }
}

pub(crate) fn parse(tape: &Tape) -> Result<(), Failure> {
    for page in &tape.pages {
        std::hint::black_box(rows(page)?);
    }
    Ok(())
}

fn rows(page: &[u8]) -> Result<Rows<'_>, Failure> {
    let raws: Vec<&RawValue> = serde_json::from_slice(page)?;
    raws.into_iter().map(|raw| Ok((raw, serde_json::from_str(raw.get())?))).collect()
}

pub(crate) fn insert(tape: &Tape, file: &Path) -> Result<Spent, Failure> {
    let pages: Vec<Rows<'_>> = tape.pages.iter().map(|page| rows(page)).collect::<Result<_, _>>()?;
    // The tables of the desk, then nothing else of it.
    drop(Store::open(file)?);
    let mut connection = rusqlite::Connection::open(file)?;
    connection.execute_batch(
        "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA cache_size = -32768; PRAGMA temp_store = MEMORY;
         PRAGMA wal_autocheckpoint = 12000;",
    )?;
    Spent::of(|| {
        for pages in pages.chunks(TOGETHER) {
            let change = connection.transaction()?;
            let (mut bid, mut document) = (change.prepare_cached(BID)?, change.prepare_cached(DOCUMENT)?);
            for (raw, head) in pages.iter().flatten() {
                put(&mut bid, head)?;
                document.execute(params![change.last_insert_rowid(), raw.get()])?;
            }
            drop((bid, document));
            change.commit()?;
        }
        Ok(())
    })
}

const BID: &str = "INSERT INTO bids (id, remote_id, external_id, state, updated_here, updated_there, synced_at,
        deleted_here, local_revision, acked_revision, status, deleted, customer, car, trailer, driver, second_driver,
        organisation, price_kopecks, route, first_local, first_utc, last_utc, plan_mileage_m, empty_run, linked_at)
    VALUES (?1, ?2, ?3, 'clean', ?4, ?5, ?4, 0, 0, 0, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19,
        ?20, ?4)";
const DOCUMENT: &str = "INSERT INTO bid_documents (row, list_raw, patch, facts) VALUES (?1, ?2, '{}', '')";

fn put(statement: &mut rusqlite::Statement<'_>, head: &Head<'_>) -> Result<(), Failure> {
    let id = format!("bid-{}", head.id);
    let named = |prefix: &str, id: Option<i64>| id.map(|id| format!("{prefix}-{id}"));
    let of = |item: &Option<Named>| item.as_ref().map(|item| item.id);
    let moment = |text: Option<&str>| text.and_then(read_instant).map(|at| at.timestamp_micros());
    let (first, last) = (head.bid_points.first(), head.bid_points.last());
    let stops = head.bid_points.iter().filter_map(|point| point.geozone.as_ref()?.city);
    #[expect(clippy::cast_possible_truncation, reason = "a price of the training server")]
    let kopecks = head.price.map(|price| (price * 100.0).round() as i64);
    statement.execute(params![
        id,
        head.id,
        head.external_id.unwrap_or(&id),
        Utc::now().timestamp_micros(),
        moment(head.updated_at),
        head.status,
        head.is_deleted.unwrap_or_default(),
        named("cpt", head.counterparty_id),
        named("car", of(&head.car)),
        named("trl", of(&head.trailer)),
        named("drv", head.driver_id),
        named("drv", head.secondary_driver_id),
        named("org", of(&head.legal_person)),
        kopecks,
        stops.collect::<Vec<_>>().join("\u{1f}"),
        first.and_then(|point| moment(point.plan_enter_date)),
        first.and_then(|point| moment(point.plan_enter_date_offset)),
        last.and_then(|point| moment(point.plan_enter_date_offset)),
        head.plan_mileage,
        head.is_empty_mileage_bid.unwrap_or_default(),
    ])?;
    Ok(())
}
