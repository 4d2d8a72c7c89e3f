//! A change of 1,000 bids among 100,000 in a database on the disk: worked out with its crossings, written in one transaction
//! with what has to be sent, read again for the list. Beside it the same bids saved one after another.

use cargorun_desk::app::books::Books;
use cargorun_desk::app::exchange_rules::ExchangeRules;
use cargorun_desk::app::life::plan::{Edit, Ground, PlannedRow, plan};
use cargorun_desk::app::lines::{self, OwnClock};
use cargorun_desk::domain::bid::BidStatus;
use cargorun_desk::domain::bid_change::BidChange;
use cargorun_desk::domain::id::{LocalId, RecordKind};
use cargorun_desk::domain::overlap::OverlapIndex;
use cargorun_desk::store::Store;
use cargorun_desk::store::model::OpKind;
use cargorun_desk::words::Lang;
use chrono::{TimeDelta, Utc};

use crate::measure::{Row, Rows, time};
use crate::population;

const BIDS: usize = 100_000;
const CHANGED: usize = 1_000;

/// The rows of this group.
pub(crate) fn rows() -> Rows {
    let dir = tempfile::tempdir()?;
    let database = dir.path().join("desk.db");
    population::fill(&database, BIDS)?;
    let store = Store::open(&database)?.store;
    let all = store.bid_rows()?;
    let drafts = all.iter().filter(|row| row.status == BidStatus::Draft).take(CHANGED);
    let ids: Vec<LocalId> = drafts.map(|row| row.meta.id.clone()).collect();
    let index = OverlapIndex::build(all.iter().filter_map(lines::occupation));
    let mut failed = None;
    let mut hours = 0;
    let bulk = time(5, || {
        hours += 1;
        bulk(&store, &index, &ids, hours).map_err(|error| failed = Some(error))
    });
    let single = time(3, || {
        hours += 1;
        one_by_one(&store, &ids, hours).map_err(|error| failed = Some(error))
    });
    match failed {
        Some(error) => Err(error),
        None => Ok(vec![
            Row::new("a change of the dates of 1,000 bids among 100,000, with crossings and what is queued", bulk)
                .beside("the bids saved one after another", single),
        ]),
    }
}

type Done = Result<usize, Box<dyn std::error::Error>>;

fn bulk(store: &Store, index: &OverlapIndex, ids: &[LocalId], hours: i64) -> Done {
    let by = BidChange::Shift(TimeDelta::hours(if hours % 2 == 0 { -3 } else { 3 }));
    let edits: Vec<Edit> = ids.iter().map(|id| Edit { id: id.clone(), changes: vec![by.clone()] }).collect();
    let records = store.bids(ids)?;
    let ground = Ground { index, others: &|_| None, rules: &ExchangeRules::default(), lang: Lang::Ru };
    let writes: Vec<_> = plan(&records, &edits, &ground).iter().filter_map(PlannedRow::write).collect();
    if writes.len() != CHANGED {
        return Err("every bid changes".into());
    }
    store.write_bids(&writes, Utc::now())?;
    let books = Books::default();
    let rows = store.bid_rows_by_id(ids)?;
    let shown: Vec<_> = rows.iter().map(|row| lines::line(row, &books, OwnClock { offset_minutes: 180 })).collect();
    Ok(shown.len())
}

fn one_by_one(store: &Store, ids: &[LocalId], hours: i64) -> Done {
    let by = TimeDelta::hours(if hours % 2 == 0 { -3 } else { 3 });
    for id in ids {
        let mut bid = store.bid(id)?.ok_or("the bid is gone")?.bid;
        for point in &mut bid.points {
            point.plan_enter = point.plan_enter.map(|at| at + by);
        }
        let now = Utc::now();
        store.save_bid(Some(id), &bid, now)?;
        store.queue(RecordKind::Bid, id, OpKind::Update, now)?;
    }
    Ok(ids.len())
}
