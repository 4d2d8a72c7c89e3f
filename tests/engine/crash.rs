//! A process that dies at every request of a cycle, and at every page that the cycle writes into its log: what is left
//! is a prefix of whole transactions (I12), from which the desk goes on without loss or doubling.
//!
//! `CRASH_POINTS=all` tries every page of the log instead of a sample.

use std::path::Path;
use std::sync::{Arc, Mutex};

use cargorun_desk::domain::id::RecordKind;
use cargorun_desk::domain::place::Precision;
use cargorun_desk::merge::Policy;
use cargorun_desk::store::model::OpKind;
use cargorun_desk::sync::Trigger;
use chrono::TimeDelta;
use serde_json::json;

use crate::colleague::Office;
use crate::desk::{Desk, Memory, money};
use crate::planted::Planted;
use crate::profile::Profile;
use crate::seeds::in_parallel;
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

/// A story in good weather, with one bid that both sides have, and what the scenario adds.
async fn prepared(scenario: fn(&mut Story)) -> Story {
    let profile = Profile {
        seed: 7,
        faults: Vec::new(),
        weather: Weather::default(),
        size: Size::Small,
        desks: 1,
        skew: TimeDelta::zero(),
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
async fn dies_at((name, scenario): Scenario, death: Death) -> bool {
    let mut story = prepared(scenario).await;
    story.desks[0].wire.die(Some(death));
    let died = story.desks[0].mortal_cycle_with(true, with_books(name)).await;
    if died {
        end(story).await;
    }
    died
}

#[test]
fn a_process_that_dies_at_any_request_of_a_cycle_goes_on_without_loss() {
    let points = Mutex::new(0_usize);
    let failed = in_parallel(&SCENARIOS, &|(name, scenario)| {
        // Requests of reading the books are many and alike.
        for nth in (1..).step_by(if with_books(name) && !all_points() { 4 } else { 1 }) {
            let died = run(async {
                let before = Box::pin(dies_at((name, *scenario), Death::Before(nth))).await;
                let after = Box::pin(dies_at((name, *scenario), Death::After(nth))).await;
                before || after
            });
            *points.lock().unwrap() += 2;
            if !died {
                return;
            }
            assert!(nth < 200, "{name}: no end");
        }
    });
    eprintln!("{} requests", points.into_inner().unwrap());
    assert!(failed.is_empty(), "{failed:#?}");
}

/// Bytes of a page in the log, with its head.
const FRAME: usize = 24 + 8192;
/// Bytes before the first page.
const LOG_HEAD: usize = 32;
/// Of so many pages of the log one is tried, each scenario beginning at another.
const SAMPLE: usize = 4;

fn all_points() -> bool {
    std::env::var("CRASH_POINTS").as_deref() == Ok("all")
}

fn log_of(file: &Path) -> std::path::PathBuf {
    file.with_extension("db-wal")
}

#[test]
fn a_process_that_dies_at_any_page_it_writes_leaves_whole_transactions() {
    let points = Mutex::new(0_usize);
    let numbered: Vec<(usize, Scenario)> = SCENARIOS.into_iter().enumerate().collect();
    let failed = in_parallel(&numbered, &|(place, scenario)| {
        let tried = run(Box::pin(cut_everywhere(*place, *scenario)));
        *points.lock().unwrap() += tried;
    });
    let points = points.into_inner().unwrap();
    eprintln!("{points} pages");
    assert!(failed.is_empty(), "{failed:#?}");
    assert!(points > 60, "{points} pages are not worth the name");
}

/// The platform as it was each time that a request was about to leave, and how long the log was.
type Moments = Arc<Mutex<Vec<(usize, Office)>>>;

async fn cut_everywhere(place: usize, (name, scenario): Scenario) -> usize {
    let story = prepared(scenario).await;
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
    let mut tried = 0;
    let first = began.max(LOG_HEAD);
    let step = if all_points() { 1 } else { SAMPLE };
    for cut in (first..=log.len()).step_by(FRAME).skip(place % step).step_by(step) {
        let office = {
            let moments = moments.lock().unwrap();
            // The last request that had left before this page was written was answered.
            moments
                .iter()
                .find(|(length, _)| *length >= cut)
                .map_or_else(|| moments[0].1.snapshot(), |(_, office)| office.snapshot())
        };
        let memory = Memory { file: &main, log: &log[..cut] };
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
        tried += 1;
    }
    tried
}
