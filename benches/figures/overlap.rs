//! Crossing dates among 1,000,000 bids of 300 trucks, 300 drivers and 300 trailers, beside SQLite in memory with a
//! covering index.
//!
//! SQLite gets its best: whole numbers for ids, prepared statements, one transaction to fill it, and the longest bid told
//! in advance, so that it reads a short range of the index and not all earlier bids of the truck.

use std::collections::HashSet;

use cargorun_desk::domain::id::LocalId;
use cargorun_desk::domain::overlap::{Occupation, OverlapIndex, ResourceKind};
use chrono::{DateTime, TimeDelta, Utc};
use rusqlite::{Connection, params};

use crate::measure::{Figure, Row, Rows, time, time_each, time_prepared};

const BIDS: u32 = 1_000_000;
const CREWS: u32 = 300;
/// Every this many bids begin before the one before them has ended.
const CROSSES_EVERY: u32 = 50;
const LONGEST_MINUTES: i64 = 96 * 60;

pub(crate) fn rows() -> Rows {
    let bids: Vec<Plan> = plans(BIDS);
    let occupations: Vec<Occupation> = bids.iter().map(Plan::occupation).collect();
    let sqlite = sqlite(&bids)?;
    let index = OverlapIndex::build(occupations.iter().cloned());

    let mut rows = vec![
        Row::new(
            "overlap: build the index of 1,000,000 bids",
            time_prepared(5, || occupations.clone(), OverlapIndex::build),
        )
        .beside("SQLite", sqlite.filling),
        Row::new("overlap: memory of the index", Figure::Bytes(index.heap_bytes())).beside("SQLite", sqlite.size),
    ];
    rows.extend(checks(&index, &bids, &sqlite.connection)?);
    rows.push(change(index, &occupations));
    rows.push(crossing(&occupations));
    Ok(rows)
}

/// Asks for one truck at one time, 10,000 different ones a pass: where it is free, and where a bid is in the way.
fn checks(index: &OverlapIndex, bids: &[Plan], sqlite: &Connection) -> Rows {
    let mut statement = sqlite.prepare(
        "SELECT bid FROM held WHERE resource = ?1 AND starts > ?2 - ?4 AND starts < ?3 AND ends > ?2 ORDER BY starts",
    )?;
    let mut row = |what: &str, asked: &[Plan]| -> Result<Row, rusqlite::Error> {
        let asked: Vec<(LocalId, &Plan)> = asked.iter().map(|plan| (plan.car(), plan)).collect();
        let ours = time_each(101, &asked, |(car, plan)| {
            index.check((ResourceKind::Car, car), minute(plan.from), minute(plan.to), None)
        });
        let mut failed = None;
        let theirs = time_each(11, &asked, |(_, plan)| {
            let found = statement
                .query_map(params![plan.crew, plan.from, plan.to, LONGEST_MINUTES], |row| row.get::<_, u32>(0))
                .and_then(Iterator::collect::<Result<Vec<u32>, _>>);
            found.map_err(|error| failed = Some(error))
        });
        failed.map_or(Ok(Row::new(what, ours).beside("SQLite", theirs)), Err)
    };
    let some = || bids.iter().step_by(97).take(10_000);
    // Bids of a crew follow one another with at least an hour between them, unless they cross.
    let free: Vec<Plan> = some().map(|plan| Plan { from: plan.from - 45, to: plan.from - 15, ..*plan }).collect();
    let busy: Vec<Plan> = some().copied().collect();
    Ok(vec![
        row("overlap: check a truck, nothing in the way", &free)?,
        row("overlap: check a truck, one bid in the way", &busy)?,
    ])
}

/// A pull or an edit moves a bid by an hour: out of its three timelines and in again.
fn change(mut index: OverlapIndex, occupations: &[Occupation]) -> Row {
    let mut moved: Vec<Occupation> = occupations.iter().step_by(997).take(1_000).cloned().collect();
    for occupation in &mut moved {
        occupation.to += TimeDelta::hours(1);
    }
    Row::new("overlap: replace a bid among 1,000,000", time_each(21, &moved, |occupation| index.put(occupation)))
}

/// The count of the triage strip, on 100,000 bids.
fn crossing(occupations: &[Occupation]) -> Row {
    let some: Vec<Occupation> = occupations.iter().take(100_000).cloned().collect();
    let index = OverlapIndex::build(some.iter().cloned());
    let one_by_one = || some.iter().filter(|occupation| !index.check_all(occupation).is_empty()).count();
    Row::new(
        "overlap: all crossing bids of 100,000",
        time(21, || index.crossing_bids().collect::<HashSet<&LocalId>>().len()),
    )
    .beside("a check of each bid", time(5, one_by_one))
}

/// A bid of the made-up fleet: everything in minutes, crews by number.
#[derive(Debug, Clone, Copy)]
struct Plan {
    bid: u32,
    crew: u32,
    from: i64,
    to: i64,
}

impl Plan {
    fn car(&self) -> LocalId {
        LocalId::new(format!("car-{}", self.crew))
    }

    fn occupation(&self) -> Occupation {
        Occupation {
            // As long as the ids of bids that are born at a desk.
            bid: LocalId::new(format!("019b0000-0000-7000-8000-{:012}", self.bid)),
            resources: vec![
                (ResourceKind::Car, self.car()),
                (ResourceKind::Driver, LocalId::new(format!("drv-{}", self.crew))),
                (ResourceKind::Trailer, LocalId::new(format!("trl-{}", self.crew))),
            ],
            from: minute(self.from),
            to: minute(self.to),
        }
    }
}

/// Trips of 6 to 96 hours, one after another for each crew with one to ten hours between, in the order of the crews'
/// lives mixed as years of work would mix them: bid by bid, crew by crew.
fn plans(count: u32) -> Vec<Plan> {
    let mut random = 0x2545_F491_4F6C_DD1D_u64;
    let mut draw = |below: u32| {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        i64::try_from(random % u64::from(below)).unwrap_or(0)
    };
    let mut free_from = vec![0_i64; usize::try_from(CREWS).unwrap_or(0)];
    let mut plans = Vec::new();
    for bid in 0..count {
        let crew = bid % CREWS;
        let Some(free) = usize::try_from(crew).ok().and_then(|crew| free_from.get_mut(crew)) else { continue };
        let lasts = 6 * 60 + draw(90 * 60);
        let gap = if draw(CROSSES_EVERY) == 0 { -120 } else { 60 + draw(9 * 60) };
        let from = *free + gap;
        *free = from + lasts;
        plans.push(Plan { bid, crew, from, to: from + lasts });
    }
    plans
}

fn minute(minutes: i64) -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::minutes(minutes)
}

struct Sqlite {
    connection: Connection,
    filling: Figure,
    size: Figure,
}

/// Three resources a bid, as in the index: crew `n` is truck `n`, driver `n + 1000` and trailer `n + 2000`.
fn sqlite(plans: &[Plan]) -> Result<Sqlite, rusqlite::Error> {
    let mut connection = Connection::open_in_memory()?;
    let mut failed = None;
    let filling = time(1, || failed = fill(&mut connection, plans).err());
    if let Some(error) = failed {
        return Err(error);
    }
    let pragma = |name: &str| connection.pragma_query_value(None, name, |row| row.get::<_, u32>(0));
    let bytes = u64::from(pragma("page_count")?).saturating_mul(u64::from(pragma("page_size")?));
    let size = Figure::Bytes(usize::try_from(bytes).unwrap_or(usize::MAX));
    Ok(Sqlite { connection, filling, size })
}

fn fill(connection: &mut Connection, plans: &[Plan]) -> Result<(), rusqlite::Error> {
    let transaction = connection.transaction()?;
    transaction.execute("CREATE TABLE held (resource INTEGER, starts INTEGER, ends INTEGER, bid INTEGER)", [])?;
    let mut insert = transaction.prepare("INSERT INTO held VALUES (?1, ?2, ?3, ?4)")?;
    for plan in plans {
        for kind in [0, 1000, 2000] {
            insert.execute(params![plan.crew + kind, plan.from, plan.to, plan.bid])?;
        }
    }
    drop(insert);
    transaction.execute("CREATE INDEX held_by_resource ON held (resource, starts, ends, bid)", [])?;
    transaction.commit()
}
