//! A desk works while the network fails, the process dies and a colleague edits; then calm, and the invariants.
//!
//! `ENGINE_SEEDS=N` runs seeds 0…N−1 (60 without it), `ENGINE_SEED=n` one alone.

use std::collections::VecDeque;

use cargorun_desk::domain::bid::BidStatus;
use cargorun_desk::domain::id::{LocalId, RecordKind, RemoteId};
use cargorun_desk::domain::record::RecordState;
use cargorun_desk::sandbox::Fault;
use cargorun_desk::store::model::OpKind;
use cargorun_desk::sync::References;
use chrono::TimeDelta;
use serde_json::json;
use tokio::task::JoinHandle;

use crate::colleague::Office;
use crate::desk::{Desk, money};
use crate::lots::Lots;
use crate::wire::{Death, Weather};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_seed_keeps_the_invariants() {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    let seeds = match number("ENGINE_SEED") {
        Some(seed) => seed..seed + 1,
        None => 0..number("ENGINE_SEEDS").unwrap_or(60),
    };
    let mut failed = Vec::new();
    let mut running = VecDeque::new();
    for seed in seeds {
        running.push_back((seed, tokio::spawn(async move { Story::begin(seed).await.tell().await })));
        if running.len() >= AT_ONCE {
            failed.extend(ended(running.pop_front()).await);
        }
    }
    while let Some(last) = running.pop_front() {
        failed.extend(ended(Some(last)).await);
    }
    assert!(failed.is_empty(), "run them alone with ENGINE_SEED=n: {failed:?}");
}

/// Stories wait for disk and network most of the time.
const AT_ONCE: usize = 4;

/// The seed, when its story failed.
async fn ended(story: Option<(u64, JoinHandle<()>)>) -> Option<u64> {
    let (seed, story) = story?;
    let error = story.await.err()?;
    eprintln!("seed {seed} failed: {error}");
    Some(seed)
}

/// A bid of this desk and what its person did with it last.
struct Ours {
    id: LocalId,
    external_id: String,
    price: String,
    contract: Option<String>,
    started: bool,
    /// The platform must refuse it.
    bad: bool,
}

struct Story {
    seed: u64,
    lots: Lots,
    office: Office,
    desk: Desk,
    bids: Vec<Ours>,
    wanted: usize,
    tokens: usize,
    deaths: usize,
}

const STEPS: usize = 16;

impl Story {
    async fn begin(seed: u64) -> Self {
        let lots = Lots::new(seed);
        let office = Office::open(seed).await;
        let skew = [TimeDelta::zero(), TimeDelta::hours(1), TimeDelta::hours(-1)];
        let desk = Desk::at(&office, &lots, skew[usize::try_from(seed % 3).unwrap()]).await;
        let wanted = 3 + lots.below(4);
        Self { seed, lots, office, desk, bids: Vec::new(), wanted, tokens: 0, deaths: 0 }
    }

    async fn tell(mut self) {
        self.spoil();
        for _ in 0..STEPS {
            self.step().await;
            let longest = if self.lots.hits(0.5) { 6 } else { 60 };
            self.office.time.pass(TimeDelta::seconds(i64::try_from(self.lots.below(longest)).unwrap()));
            self.desk.wire.deliver().await;
        }
        while self.bids.len() < self.wanted {
            self.create();
        }
        self.calm().await;
        self.settle().await;
        self.judge().await;
    }

    /// One seed in ten has good weather throughout.
    fn spoil(&self) {
        if self.seed % 10 == 9 {
            return;
        }
        let kinds = [
            Fault::DropBefore,
            Fault::DropAfter,
            Fault::Error500,
            Fault::Html,
            Fault::TooMany,
            Fault::TooManyBare,
            Fault::Unauthorised401Mid,
            Fault::Truncate,
        ];
        let drawn = kinds.into_iter().filter(|_| self.lots.hits(0.4)).map(|fault| (fault, 0.15 * self.lots.chance()));
        self.office.set_faults(drawn.collect());
        self.desk.wire.set_weather(Weather {
            delayed_write: if self.lots.hits(0.5) { 0.4 } else { 0.0 },
            no_answer: if self.lots.hits(0.3) { 0.1 } else { 0.0 },
        });
    }

    async fn step(&mut self) {
        match self.lots.below(12) {
            0..=2 if self.bids.len() < self.wanted => self.create(),
            3 | 4 => self.edit(),
            5 => self.start(),
            6 => self.colleague().await,
            7 | 8 => {
                // Impatient: pressed again while what was sent may still be on its way.
                self.cycle(false).await;
                self.office.time.pass(TimeDelta::seconds(2));
                self.cycle(true).await;
            }
            _ => {
                let person = self.lots.hits(0.3);
                self.cycle(person).await;
            }
        }
    }

    fn token(&mut self, base: usize) -> String {
        self.tokens += 1;
        format!("{}", base + self.tokens)
    }

    fn create(&mut self) {
        let price = self.token(100_000);
        let mut bid = self.desk.new_bid(self.bids.len(), &price);
        let bad = self.bids.len() == 1 && self.seed.is_multiple_of(3);
        if bad {
            bid.cargos[0].type_id = Some(RemoteId(99_999_999));
        }
        let id = self.desk.send_new(&bid);
        let external_id = self.desk.bid(&id).external_id;
        self.bids.push(Ours { id, external_id, price, contract: None, started: false, bad });
    }

    fn some_bid(&self) -> Option<usize> {
        let good: Vec<usize> = (0..self.bids.len()).filter(|at| !self.bids[*at].bad).collect();
        if good.is_empty() { None } else { Some(good[self.lots.below(good.len())]) }
    }

    fn edit(&mut self) {
        let Some(at) = self.some_bid() else { return };
        let by_price = self.lots.hits(0.6);
        let token = self.token(200_000);
        let id = self.bids[at].id.clone();
        let mut bid = self.desk.bid(&id).bid;
        if by_price {
            bid.price = Some(money(&token));
        } else {
            bid.contract_number = Some(token.clone());
        }
        if self.desk.store.save_bid(Some(&id), &bid, self.desk.now()).is_err() {
            return; // In conflict: the person has to decide first.
        }
        if by_price {
            self.bids[at].price = token;
        } else {
            self.bids[at].contract = Some(token);
        }
        self.desk.queue(&id, OpKind::Update);
    }

    fn start(&mut self) {
        let Some(at) = self.some_bid() else { return };
        let id = self.bids[at].id.clone();
        if self.desk.store.queue(RecordKind::Bid, &id, OpKind::Start, self.desk.now()).is_ok() {
            self.bids[at].started = true;
        }
    }

    async fn colleague(&mut self) {
        let Some(at) = self.some_bid() else { return };
        let Some(number) = self.desk.bid(&self.bids[at].id).meta.remote_id else { return };
        if self.lots.hits(0.5) {
            let price: f64 = self.token(500_000).parse().unwrap();
            self.office.patch(number.0, json!({ "price": price })).await;
        } else {
            self.office.patch(number.0, json!({ "isVatTop": self.lots.hits(0.5) })).await;
        }
    }

    async fn cycle(&mut self, person: bool) {
        if self.lots.hits(0.25) {
            let nth = 1 + self.lots.below(12);
            self.desk.wire.die(Some(if self.lots.hits(0.5) { Death::Before(nth) } else { Death::After(nth) }));
        }
        let waiting = self.desk.store.operations().unwrap().len();
        let before = self.desk.wire.requests();
        let died = self.desk.mortal_cycle(person).await;
        self.deaths += usize::from(died);
        self.desk.wire.die(None);
        let requests = self.desk.wire.requests() - before;
        assert!(requests <= 16 + 16 * waiting, "I10: {requests} requests for {waiting} operations");
    }

    /// The weather clears; what was on its way arrives.
    async fn calm(&mut self) {
        self.office.set_faults(Vec::new());
        self.desk.wire.set_weather(Weather::default());
        self.office.time.pass(TimeDelta::minutes(10));
        self.desk.wire.deliver().await;
        // Two dead tokens in a row stop everything until a person signs in again.
        self.desk.connected.client.sign_in().await.unwrap();
    }

    async fn settle(&self) {
        for _ in 0..3 {
            self.desk.good_cycle().await;
            self.office.time.pass(TimeDelta::minutes(6));
        }
        for conflict in self.desk.store.conflicts().unwrap() {
            assert!(!conflict.fields.is_empty(), "a conflict names its fields");
            let ours = self.desk.bid(&conflict.id).bid;
            self.desk.store.resolve_conflict(&conflict.id, &ours, self.desk.now()).unwrap();
            self.desk.queue(&conflict.id, OpKind::Update);
        }
        for _ in 0..2 {
            self.desk.good_cycle().await;
        }
    }

    async fn judge(&self) {
        let references = References::read(&self.desk.store).unwrap();
        for ours in &self.bids {
            let record = self.desk.bid(&ours.id);
            let what = format!("{} {:?} {:?}", ours.id, record.meta, self.desk.operations(&ours.id));
            let there = self.office.with_handle(&ours.external_id).await;
            if ours.bad {
                assert_eq!((record.meta.state, there.len()), (RecordState::Rejected, 0), "I13: {what}");
                assert!(record.meta.error.is_some(), "the platform's sentence is kept");
                continue;
            }
            assert_eq!(there.len(), 1, "I3: {what}");
            assert_eq!(record.meta.state, RecordState::Clean, "I4: {what}");
            assert_eq!(there[0]["id"].as_i64(), record.meta.remote_id.map(|number| number.0), "{what}");
            let row = self.desk.connected.client.bid_row(record.meta.remote_id.unwrap(), &references).await.unwrap();
            assert_eq!(row.unwrap().bid, record.bid, "I4: {what}");
            self.judge_edits(ours, &what);
            if ours.started {
                assert!(matches!(record.facts.status, BidStatus::Started | BidStatus::Planned), "{what}");
            }
        }
        assert!(self.desk.store.conflicts().unwrap().is_empty());
        self.judge_journal();
    }

    /// I1: what was written last here is what stands, or the history says what replaced it.
    fn judge_edits(&self, ours: &Ours, what: &str) {
        let record = self.desk.bid(&ours.id);
        let history = self.desk.store.history(RecordKind::Bid, &ours.id).unwrap();
        let is_kept =
            |field: &str, value: &str| history.iter().any(|entry| entry.field == field && entry.old.contains(value));
        let stands = record.bid.price == Some(money(&ours.price));
        assert!(stands || is_kept("price", &ours.price), "I1: price {} of {what}: {:?}", ours.price, record.bid.price);
        if let Some(contract) = &ours.contract {
            assert_eq!(record.bid.contract_number.as_ref(), Some(contract), "I1: nobody else writes it: {what}");
        }
    }

    fn judge_journal(&self) {
        let calls = self.desk.store.journal(usize::MAX, false, None).unwrap();
        assert!(calls.len() > 10);
        let text = format!("{calls:?}");
        for token in &*self.desk.wire.tokens.lock().unwrap() {
            assert!(!text.contains(token.as_str()), "a token is in the journal");
        }
        assert!(!text.to_lowercase().contains("password"), "a password is in the journal");
    }
}
