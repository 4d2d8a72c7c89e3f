//! The training server's ATI.SU, a receiver and a store: subscribed, sent, fetched, named, drafted; and a flood.

use std::collections::BTreeMap;
use std::time::Duration;

use cargorun_desk::api::ati::client::{Client, SubscriptionState};
use cargorun_desk::api::ati::config::{Config, Customs};
use cargorun_desk::api::ati::envelope::Topic;
use cargorun_desk::api::ati::relay::Relay;
use cargorun_desk::app::invites::drafting::Drafting;
use cargorun_desk::app::invites::fetch::{self, Fetched};
use cargorun_desk::app::invites::{invitation, names, rows};
use cargorun_desk::app::settings::Settings;
use cargorun_desk::domain::invite::{Ask, InviteState};
use cargorun_desk::domain::place::Precision;
use cargorun_desk::receiver::callback;
use cargorun_desk::sandbox::{self, ATI_TOKEN, AtiFault, AtiPanel, Options, Running};
use cargorun_desk::store::Store;
use chrono::Utc;
use secrecy::SecretString;
use serde_json::{Value, json};

use crate::support::{Call, Post, envelope, event, options, token, until};

async fn take(relay: &Relay, store: &Store) -> Fetched {
    fetch::fetch(relay, store, &Customs::default(), Duration::ZERO, &Utc::now).await.unwrap()
}

/// The training server with both subscriptions to a receiver.
struct Scene {
    server: Running,
    post: Post,
    client: Client,
    store: Store,
    _dir: tempfile::TempDir,
}

impl Scene {
    async fn open(faults: Vec<(AtiFault, f64)>) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let mut receiving = options(dir.path());
        receiving.keys.clear();
        let post = Post::with(receiving).await;
        let server = sandbox::start(Options { bids: 4, ati_faults: faults, ..Options::default() }).await.unwrap();
        let config = Config { base_url: format!("{}/ati", server.base_url()), ..Config::default() };
        let client = Client::new(config, SecretString::from(ATI_TOKEN)).unwrap();
        let store = Store::open_in_memory().unwrap();
        let scene = Self { server, post, client, store, _dir: dir };
        scene.subscribe().await;
        scene
    }

    async fn subscribe(&self) {
        for topic in Topic::ALL {
            let address = callback(&self.post.caller.base, topic.name(), &token());
            let id = self.client.subscribe(topic, &address).await.unwrap();
            loop {
                let known = self.client.subscription(&id).await.unwrap();
                match known.state {
                    SubscriptionState::Active => break,
                    SubscriptionState::Verification => tokio::task::yield_now().await,
                    other => panic!("the challenge was not answered: {other:?}"),
                }
            }
        }
        let known = self.client.subscriptions().await.unwrap();
        let keys: Vec<_> = known.into_iter().filter_map(|one| one.key).collect();
        assert_eq!(keys.len(), 2);
        self.post.relay().give_keys(&keys).await.unwrap();
    }

    fn ati(&self) -> AtiPanel {
        self.server.ati()
    }

    async fn deliver_all(&self) {
        let patience = tokio::time::Instant::now() + Duration::from_mins(1);
        while self.ati().waiting() > 0 {
            assert_eq!(self.ati().deliver().await.forged_taken, 0);
            assert!(tokio::time::Instant::now() < patience, "events wait for ever");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_invitation_comes_is_named_becomes_a_draft_and_is_taken_back() {
    let scene = Scene::open(Vec::new()).await;
    let id = scene.ati().invite();
    let waiting = {
        let (relay, store) = (scene.post.relay(), scene.store.clone());
        // The desk waits at the receiver: it hears of the event when it comes.
        tokio::spawn(async move {
            fetch::fetch(&relay, &store, &Customs::default(), Duration::from_secs(20), &Utc::now).await.unwrap()
        })
    };
    scene.deliver_all().await;
    let fetched = waiting.await.unwrap();
    assert_eq!(fetched.changed.iter().map(|key| key.entity.as_str()).collect::<Vec<_>>(), [id.as_str()]);
    let settings = Settings::default();
    let record = scene.store.invites().unwrap().remove(0);
    let one = invitation(&record, &settings);
    names::ask(&scene.client, &scene.store, std::slice::from_ref(&one), Utc::now()).await.unwrap();
    let drafting = Drafting::read(&scene.store).unwrap();
    let row = rows::row(&record, &settings, &drafting, Utc::now());
    assert_eq!(row.state, InviteState::New);
    assert!(row.from.starts_with("ООО «"), "{}", row.from);
    assert!(
        row.route.len() >= 2 && row.route.iter().all(|place| !place.contains("ATI") && !place.contains('≈')),
        "{:?}",
        row.route
    );
    assert!(row.is_found(&row.number) && !row.is_found("такого нет"));
    let draft = drafting.draft(&one, &settings, Utc::now().date_naive());
    assert!(draft.asks.contains(&Ask::Customer), "this store has no books: nobody is made silently");
    let exact = draft.bid.points.iter().filter(|point| point.place.precision == Precision::Confirmed);
    let asked = draft.asks.iter().filter(|ask| matches!(ask, Ask::Place(_)));
    assert_eq!(exact.count() + asked.count(), draft.bid.points.len());
    scene.store.draft_invite(&record.key, 1, &draft.bid, Utc::now()).unwrap();
    assert!(scene.ati().withdraw(&id));
    scene.deliver_all().await;
    take(&scene.post.relay(), &scene.store).await;
    let record = scene.store.invites().unwrap().remove(0);
    let row = rows::row(&record, &settings, &drafting, Utc::now());
    assert_eq!((row.state, row.bids.len()), (InviteState::Withdrawn, 1), "it says so, and the bid stays");
    scene.post.running.stop().await;
    scene.server.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn repeats_disorder_forgeries_and_withdrawals_end_in_the_right_state() {
    use AtiFault::{Disorder, Forged, Repeat, Withdrawn};
    let faults = vec![(Repeat, 0.3), (Disorder, 0.5), (Forged, 0.2), (Withdrawn, 0.3)];
    let scene = Scene::open(faults).await;
    let ati = scene.ati();
    for round in 0..60 {
        let id = if round % 5 == 0 { ati.invite_somebody() } else { ati.invite() };
        for note in 0..round % 4 {
            assert!(ati.change(&id, &format!("note {note}")) || !ati.living().iter().any(|(known, _)| *known == id));
        }
        if round % 7 == 0 {
            let _may_be_gone_already = ati.withdraw(&id);
        }
        if round % 20 == 19 {
            scene.deliver_all().await;
            take(&scene.post.relay(), &scene.store).await;
        }
    }
    let living: BTreeMap<String, Option<String>> = ati.living().into_iter().collect();
    let records = scene.store.invites().unwrap();
    assert_eq!(records.len(), 60);
    for record in records {
        let expected = living.get(&record.key.entity);
        assert_eq!(record.history.is_withdrawn(), expected.is_none(), "{}", record.key.entity);
        if let Some(Some(note)) = expected {
            let content: Value = serde_json::from_str(&record.history.content.unwrap().content).unwrap();
            assert_eq!(content["load"]["note"], note.as_str(), "the newest content counts");
        }
    }
    scene.post.running.stop().await;
    scene.server.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_the_receiver_missed_is_asked_for_and_nothing_is_lost_when_either_side_restarts() {
    let scene = Scene::open(Vec::new()).await;
    let ati = scene.ati();
    let first = ati.invite();
    scene.deliver_all().await;
    take(&scene.post.relay(), &scene.store).await;
    let Scene { server, post, client, store, _dir: dir } = scene;
    let mut again = options(dir.path());
    again.addr = post.running.addr();
    again.public_url.clone_from(&post.caller.base);
    again.keys = client.subscriptions().await.unwrap().into_iter().filter_map(|one| one.key).collect();
    post.running.stop().await;
    let second = ati.invite();
    let third = ati.invite();
    assert_eq!(ati.deliver().await.taken, 0, "nobody listens");
    // The desk may ask ATI.SU itself.
    let known = client.subscriptions().await.unwrap();
    let received = known.iter().find(|one| one.topic.as_deref() == Some("orders.invites")).unwrap();
    let missed = client.missed(&received.id, "orders.invites", Utc::now() - chrono::TimeDelta::hours(1)).await.unwrap();
    let changed = fetch::take_missed(
        &store,
        fetch::direction_of("orders.invites", &Customs::default()).unwrap(),
        missed,
        Utc::now(),
    );
    assert_eq!(changed.unwrap().len(), 2);
    let post = Post::with(again).await;
    until(|| {
        ati.waiting() == 0 || {
            let panel = ati.clone();
            tokio::task::block_in_place(|| tokio::runtime::Handle::current().block_on(panel.deliver())).refused == 0
        }
    })
    .await;
    let fetched = take(&post.relay(), &store).await;
    assert_eq!((fetched.events, fetched.changed.len()), (2, 0), "they were here already");
    let mut all: Vec<_> = store.invites().unwrap().into_iter().map(|record| record.key.entity).collect();
    let mut expected = vec![first, second, third];
    all.sort();
    expected.sort();
    assert_eq!(all, expected);
    // A receiver that lost its database begins anew, and the desk with it.
    let cursor = store.invite_cursor().unwrap().unwrap();
    post.running.stop().await;
    let mut fresh = options(dir.path());
    fresh.database = dir.path().join("another.db");
    let post = Post::with(fresh).await;
    assert_eq!(post.caller.send(&[event("late", 1, &json!({ "deal_kind": 4 }))]).await, 200);
    let fetched = take(&post.relay(), &store).await;
    assert_eq!(fetched.changed.len(), 1);
    assert_ne!(store.invite_cursor().unwrap().unwrap().epoch, cursor.epoch);
    post.running.stop().await;
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_flood_of_ten_thousand_events_ends_in_the_right_state() {
    const ENTITIES: usize = 500;
    const VERSIONS: i64 = 16;
    let dir = tempfile::tempdir().unwrap();
    let post = Post::open(dir.path()).await;
    // Version 15 of every third is its withdrawal; every fourth version of all is sent twice.
    let mut events: Vec<Value> = Vec::new();
    for entity in 0..ENTITIES {
        for version in 0..VERSIONS {
            let gone = entity % 3 == 0 && version == VERSIONS - 1;
            let content =
                if gone { Value::Null } else { json!({ "deal_kind": 4, "load": { "note": version.to_string() } }) };
            let one = event(&format!("e{entity}"), version, &content);
            if version % 4 == 0 {
                events.push(one.clone());
            }
            events.push(one);
        }
    }
    assert_eq!(events.len(), 10_000);
    let mut dice = 7_u64;
    for place in (1..events.len()).rev() {
        dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        events.swap(place, usize::try_from(dice >> 33).unwrap() % (place + 1));
    }
    let calls: Vec<String> = events.chunks(25).map(envelope).collect();
    let store = Store::open_in_memory().unwrap();
    let fetching = {
        let (relay, store) = (post.relay(), store.clone());
        tokio::spawn(async move {
            // The desk fetches while the flood comes.
            for _ in 0..20 {
                fetch::fetch(&relay, &store, &Customs::default(), Duration::from_secs(1), &Utc::now).await.unwrap();
            }
        })
    };
    let sending = calls.chunks(calls.len() / 4).map(|part| {
        let (caller, part) = (post.caller.clone(), part.to_vec());
        tokio::spawn(async move {
            for body in part {
                assert_eq!(caller.post(&body, Call::default()).await, 200);
            }
        })
    });
    for one in sending.collect::<Vec<_>>() {
        one.await.unwrap();
    }
    fetching.abort();
    let _ = fetching.await;
    take(&post.relay(), &store).await;
    let records = store.invites().unwrap();
    assert_eq!(records.len(), ENTITIES);
    for record in records {
        let number: usize = record.key.entity.trim_start_matches('e').parse().unwrap();
        let gone = number.is_multiple_of(3);
        assert_eq!(record.history.is_withdrawn(), gone, "{}", record.key.entity);
        let content: Value = serde_json::from_str(&record.history.content.unwrap().content).unwrap();
        let newest = if gone { VERSIONS - 2 } else { VERSIONS - 1 };
        assert_eq!(content["load"]["note"], newest.to_string(), "{}", record.key.entity);
    }
    let kept = post.relay().events(0, Duration::ZERO).await.unwrap();
    assert!(kept.more && kept.last == 8_000, "each event is kept once: {}", kept.last);
    post.running.stop().await;
}
