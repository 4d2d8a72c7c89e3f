//! A process that dies at every request of a cycle, and at every page that the cycle writes into its log: what is left
//! is a prefix of whole transactions (I12), from which the desk goes on without loss or doubling.
//!
//! `CRASH_SEEDS=25` begins each scenario in 25 ways (`.ci/run`: in three, more than 8,000 points).

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use cargorun_desk::domain::id::RecordKind;
use cargorun_desk::domain::place::Precision;
use cargorun_desk::merge::Policy;
use cargorun_desk::store::model::OpKind;
use cargorun_desk::sync::Trigger;
use chrono::TimeDelta;
use rusqlite::types::ValueRef;
use serde_json::json;

use crate::colleague::Office;
use crate::desk::{Desk, Memory, money};
use crate::planted::Planted;
use crate::profile::Profile;
use crate::seeds::{in_parallel, number};
use crate::story::Story;
use crate::template::{Size, run};
use crate::watch::Author;
use crate::wire::{Death, Weather};

/// What waits when the cycle begins in which the process dies.
type Scenario = (&'static str, fn(&mut Story));

const SCENARIOS: [Scenario; 20] = [
    ("a new bid", |story| story.create(0)),
    ("a new bid that starts", |story| {
        story.create(0);
        ask(story, 1, OpKind::Start);
    }),
    ("two new bids", |story| {
        story.create(0);
        story.create(0);
    }),
    ("a new bid with an address to ask for", |story| {
        story.create(0);
        change(story, 1, |bid| bid.points[0].place.precision = Precision::Approximate);
    }),
    ("a price", |story| price(story)),
    ("a contract, which goes with the whole bid", |story| {
        change(story, 0, |bid| bid.contract_number = Some("Д-1".to_owned()));
    }),
    ("a note at a point", |story| change(story, 0, |bid| bid.points[0].comment = Some("звонить".to_owned()))),
    ("a price and a start", |story| {
        price(story);
        ask(story, 0, OpKind::Start);
    }),
    ("a start", |story| ask(story, 0, OpKind::Start)),
    ("a cancel", |story| ask(story, 0, OpKind::Cancel)),
    ("a start and a way back", |story| {
        ask(story, 0, OpKind::Start);
        ask(story, 0, OpKind::Revert);
    }),
    ("a deletion", |story| {
        story.deletions += 1;
        ask(story, 0, OpKind::Delete);
    }),
    ("a price here, VAT there", |story| {
        price(story);
        there(story, "TruckingBids/Patch", &json!({ "isVatTop": true }));
    }),
    ("a price on both sides", |story| {
        price(story);
        their_price(story);
    }),
    ("a price here, deleted there", |story| {
        price(story);
        story.deletions += 1;
        there(story, "Bids/Delete", &json!({}));
    }),
    ("a price there", their_price),
    ("notes in the books", |story| {
        for _ in 0..4 {
            story.write_book(0);
        }
    }),
    ("notes in the books on both sides", |story| {
        for _ in 0..3 {
            story.write_book(0);
            story.colleague_on_books();
        }
    }),
    ("much at once", |story| {
        story.create(0);
        price(story);
        story.write_book(0);
        story.create(0);
        their_price(story);
    }),
    ("changes of many days", |story| {
        for _ in 0..6 {
            story.colleague();
        }
    }),
];

fn ask(story: &Story, nth: usize, kind: OpKind) {
    let desk = &story.desks[0];
    desk.store.queue(RecordKind::Bid, &story.bids[nth].id, kind, desk.now()).unwrap();
}

fn change(story: &Story, nth: usize, change: impl FnOnce(&mut cargorun_desk::domain::bid::Bid)) {
    story.desks[0].edit(&story.bids[nth].id, change);
    ask(story, nth, OpKind::Update);
}

fn price(story: &mut Story) {
    let token = story.token(200_000);
    let id = story.bids[0].id.clone();
    let saw = crate::judge::said(&story.desks[0].bid(&id), "price");
    story.office.watch.notes().wrote(Author::Desk(0), id.as_str(), "price", &token, &[&saw]);
    change(story, 0, |bid| bid.price = Some(money(&token)));
}

fn there(story: &Story, path: &str, fields: &serde_json::Value) {
    let number = story.desks[0].number(&story.bids[0].id);
    let mut body = json!({ "id": number, "bidId": number, "type": "Private", "parallelPointBehavior": "Update",
        "forwardingOrderCarChangeBehaviour": "Update" });
    body.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    story.office.post_now(path, &body).unwrap();
}

fn their_price(story: &mut Story) {
    let token = story.token(500_000);
    let subject = format!("bid {}", story.desks[0].number(&story.bids[0].id));
    let saw = story.office.watch.look(&story.office.server, &subject)["price"].clone();
    there(story, "TruckingBids/Patch", &json!({ "price": token.parse::<i64>().unwrap() }));
    story.office.watch.notes().wrote(Author::Other, &subject, "price", &token, &[&saw]);
}

/// A story in good weather, with one bid that both sides have, and what the scenario adds. Seeds beyond the first begin
/// with more of what people do, on a desk whose clock is wrong.
async fn prepared(scenario: fn(&mut Story), seed: u64) -> Story {
    let skews = [0, 60, -7];
    let profile = Profile {
        seed: 7 + seed,
        faults: Vec::new(),
        weather: Weather::default(),
        size: Size::Small,
        desks: 1,
        skew: TimeDelta::minutes(skews[usize::try_from(seed).unwrap() % skews.len()]),
        jumps: 0.0,
        deaths: 0.0,
        backup: false,
        bad_bid: false,
        has_no_date: false,
        bids: Policy::default(),
        books: Policy::default(),
    };
    let mut story = Story::begin(profile, Planted::None);
    story.create(0);
    story.desks[0].good_cycle().await;
    for _ in 0..seed.min(3) {
        their_price(&mut story);
        story.colleague_on_books();
        story.desks[0].good_cycle().await;
        price(&mut story);
        story.desks[0].good_cycle().await;
    }
    story.office.time.pass(TimeDelta::minutes(1));
    scenario(&mut story);
    story
}

/// Where books have nothing to do with it, their many like readings would be most of the points.
fn with_books(name: &str) -> bool {
    name.contains("books")
}

async fn end(mut story: Story) {
    story.office.time.pass(TimeDelta::minutes(3));
    story.settle().await;
    story.judge().await;
}

/// Dies at one request; false when the cycle had none so late.
async fn dies_at((name, scenario): Scenario, seed: u64, death: Death) -> bool {
    let mut story = prepared(scenario, seed).await;
    story.desks[0].wire.die(Some(death));
    let died = story.desks[0].mortal_cycle_with(true, with_books(name)).await;
    if died {
        end(story).await;
    }
    died
}

/// Each scenario with each seed.
fn all_beginnings() -> Vec<(u64, Scenario)> {
    let seeds = number("CRASH_SEEDS").unwrap_or(SEEDS);
    (0..seeds).flat_map(|seed| SCENARIOS.into_iter().map(move |scenario| (seed, scenario))).collect()
}

/// So many beginnings of each scenario in every run.
const SEEDS: u64 = 1;

fn again((seed, (name, _)): &(u64, Scenario)) -> String {
    format!("{name}, seed {seed}: again by CRASH_SEEDS={} cargo test --test engine crash", seed + 1)
}

#[test]
fn a_process_that_dies_at_any_request_of_a_cycle_goes_on_without_loss() {
    let points = AtomicUsize::new(0);
    let failed = in_parallel(&all_beginnings(), &|beginning| {
        let (seed, (name, scenario)) = *beginning;
        for nth in 1.. {
            let died = told(beginning, async {
                let before = Box::pin(dies_at((name, scenario), seed, Death::Before(nth))).await;
                let after = Box::pin(dies_at((name, scenario), seed, Death::After(nth))).await;
                before || after
            });
            points.fetch_add(2, Ordering::SeqCst);
            if !died {
                return;
            }
            assert!(nth < 200, "{name}: no end");
        }
    });
    eprintln!("{} requests", points.into_inner());
    assert!(failed.is_empty(), "{failed:#?}");
}

/// Runs a piece of a scenario; a failure says which and how to see it again.
fn told<T>(beginning: &(u64, Scenario), work: impl Future<Output = T>) -> T {
    let guard = Blame(again(beginning));
    let done = run(Box::pin(work));
    std::mem::forget(guard);
    done
}

/// Speaks only when a failure unwinds past it.
struct Blame(String);

impl Drop for Blame {
    fn drop(&mut self) {
        eprintln!("{}", self.0);
    }
}

/// Bytes of a page in the log, with its head.
const FRAME: usize = 24 + 8192;
/// Bytes before the first page.
const LOG_HEAD: usize = 32;

fn log_of(file: &Path) -> PathBuf {
    file.with_extension("db-wal")
}

#[test]
fn a_process_that_dies_at_any_page_it_writes_leaves_whole_transactions() {
    let points = AtomicUsize::new(0);
    let ends = AtomicUsize::new(0);
    let failed = in_parallel(&all_beginnings(), &|beginning| {
        let (seed, (name, scenario)) = *beginning;
        let (tried, told) = told(beginning, cut_everywhere(seed, (name, scenario)));
        points.fetch_add(tried, Ordering::SeqCst);
        ends.fetch_add(told, Ordering::SeqCst);
    });
    let (points, ends) = (points.into_inner(), ends.into_inner());
    eprintln!("{points} torn logs, {ends} different survivors that went on to the end");
    assert!(failed.is_empty(), "{failed:#?}");
    assert!(points > 1_000, "{points} logs are not worth the name");
    assert!(ends > 100, "{ends}");
}

/// The platform as it was each time that a request was about to leave, and how long the log was.
type Moments = Arc<Mutex<Vec<(usize, Office)>>>;

/// How the end of a log may look after the power went: at the edge of a page, in the middle of one, with a page that was
/// half written over.
fn torn(log: &[u8], cut: usize) -> [Vec<u8>; 3] {
    let whole = log[..cut].to_vec();
    let half = log[..log.len().min(cut + FRAME / 2)].to_vec();
    let mut spoilt = log[..log.len().min(cut + FRAME)].to_vec();
    let middle = cut + FRAME / 3;
    if let Some(bytes) = spoilt.get_mut(middle..middle + 16) {
        for byte in bytes {
            *byte ^= 0x5a;
        }
    }
    [whole, half, spoilt]
}

/// All that a database says once it has been opened after a cut.
fn contents(main: &[u8], log: &[u8]) -> u64 {
    let dir = crate::desk::folder();
    let file = dir.path().join("desk.db");
    std::fs::write(&file, main).unwrap();
    std::fs::write(log_of(&file), log).unwrap();
    let database = rusqlite::Connection::open(&file).unwrap();
    let mut hasher = DefaultHasher::new();
    let mut names = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").unwrap();
    let names: Vec<String> = names.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    for name in names {
        name.hash(&mut hasher);
        let mut statement = database.prepare(&format!("SELECT * FROM \"{name}\"")).unwrap();
        let width = statement.column_count();
        let mut rows = statement.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            for place in 0..width {
                match row.get_ref(place).unwrap() {
                    ValueRef::Null => 0_u8.hash(&mut hasher),
                    ValueRef::Integer(number) => number.hash(&mut hasher),
                    ValueRef::Real(number) => number.to_bits().hash(&mut hasher),
                    ValueRef::Text(bytes) | ValueRef::Blob(bytes) => bytes.hash(&mut hasher),
                }
            }
        }
    }
    hasher.finish()
}

/// Tears the log at each page that a cycle wrote. Every torn log must open as one of the states between two
/// transactions, in their order; each such state goes on to its end once.
async fn cut_everywhere(seed: u64, (name, scenario): Scenario) -> (usize, usize) {
    let story = prepared(scenario, seed).await;
    let (file, notes) = (story.desks[0].file.clone(), story.office.watch.notes().tokens.clone());
    let length = |file: &Path| usize::try_from(std::fs::metadata(log_of(file)).map_or(0, |meta| meta.len())).unwrap();
    let began = length(&file);
    let moments: Moments = Arc::new(Mutex::new(vec![(began, story.office.snapshot())]));
    story.desks[0].wire.before_request(Box::new({
        let (moments, office, file) = (Arc::clone(&moments), story.office.clone(), file.clone());
        move |_| moments.lock().unwrap().push((length(&file), office.snapshot()))
    }));
    let trigger = Trigger { books: with_books(name), ..Desk::trigger(true) };
    story.desks[0].cycle_with(trigger).await.1.unwrap();
    let (main, log) = (std::fs::read(&file).unwrap(), std::fs::read(log_of(&file)).unwrap());
    moments.lock().unwrap().push((log.len(), story.office.snapshot()));
    let (mut tried, mut told, mut last) = (0, 0, None);
    let mut seen = HashSet::new();
    for cut in (began.max(LOG_HEAD)..=log.len()).step_by(FRAME) {
        let logs = torn(&log, cut);
        let state = contents(&main, &logs[0]);
        for other in &logs[1..] {
            assert_eq!(contents(&main, other), state, "I12: {name}: what is torn off leaves a trace at {cut}");
        }
        tried += logs.len();
        // The last request that had left before this page was written was answered.
        let (nth, office) = {
            let moments = moments.lock().unwrap();
            let nth = moments.iter().position(|(length, _)| *length >= cut).unwrap_or(0);
            (nth, moments[nth].1.snapshot())
        };
        if last == Some((state, nth)) {
            continue;
        }
        assert!(seen.insert((state, nth)), "I12: {name}: at {cut} the memory stands where it stood before");
        last = Some((state, nth));
        let memory = Memory { file: &main, log: &logs[0] };
        let survivor = Desk::with_memory(&office, 0, &story.lots, TimeDelta::zero(), Some(memory));
        survivor.store.recover_in_flight(survivor.now()).unwrap();
        {
            let mut known = office.watch.notes();
            for token in &notes {
                known.tokens.push(token.clone());
            }
            known.inherit(&story.office.watch.notes());
        }
        let again = story.retold(office, survivor);
        end(again).await;
        told += 1;
    }
    (tried, told)
}
