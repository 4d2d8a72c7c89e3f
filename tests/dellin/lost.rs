//! Orders over a bad network: whatever is lost, none is made twice.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use cargorun_desk::api::dellin::{Account, DellinError, KeptSession, Keys, read_shipment};
use cargorun_desk::app::groupage::{Carrier, GroupageError, Ordered};
use cargorun_desk::app::settings_dellin::DellinSettings;
use cargorun_desk::domain::ltl::{Directory, Shipment};
use cargorun_desk::sandbox::{self, Fault, Running};
use cargorun_desk::store::Store;
use cargorun_desk::store::groupage::OrderState;
use chrono::TimeDelta;
use secrecy::SecretString;

use super::shipment;

/// Keys in memory.
struct Typed {
    appkey: SecretString,
    token: SecretString,
    session: Mutex<Option<KeptSession>>,
}

impl Keys for Typed {
    fn appkey(&self) -> Option<SecretString> {
        Some(self.appkey.clone())
    }

    fn account(&self) -> Option<Account> {
        Some(Account::Token(self.token.clone()))
    }

    fn session(&self) -> Option<KeptSession> {
        self.session.lock().unwrap().clone()
    }

    fn keep_session(&self, session: &KeptSession) {
        *self.session.lock().unwrap() = Some(session.clone());
    }

    fn forget_session(&self) {
        *self.session.lock().unwrap() = None;
    }
}

pub(super) fn carrier(server: &Running, store: &Store) -> Carrier {
    let (appkey, token) = server.carrier_keys();
    let keys = Typed { appkey: appkey.to_owned().into(), token: token.to_owned().into(), session: Mutex::default() };
    let settings =
        DellinSettings { per_minute: 1_000_000, per_hour: 1_000_000, retries: 0, ..DellinSettings::default() };
    let url = Some(server.base_url());
    Carrier::with_keys(store, &settings, url, Duration::from_secs(10), "", Arc::new(keys)).unwrap()
}

pub(super) fn typed(comment: &str) -> Shipment {
    read_shipment(&shipment(comment)).shipment
}

pub(super) async fn start(seed: u64) -> Running {
    sandbox::start(sandbox::Options { seed, bids: 4, ..sandbox::Options::default() }).await.unwrap()
}

/// What a dispatcher does until the order stands: looks up what is unknown, and sends again only what a look has not shown and
/// the carrier's own list, which the test can see, does not have.
async fn until_made(server: &Running, carrier: &Carrier, shipment: &Shipment) -> String {
    loop {
        match carrier.order(None, shipment, false).await {
            Ok(Ordered::Sent(order, _) | Ordered::InTheWay(order)) if order.state == OrderState::Made => {
                return order.number;
            }
            Ok(Ordered::Sent(order, _) | Ordered::InTheWay(order)) if order.state == OrderState::Unknown => {
                let is_there = server.carrier_orders().iter().any(|made| made.number == order.number);
                match carrier.look_up(&order.number).await {
                    Ok(looked) => assert_eq!(looked.state == OrderState::Made, is_there),
                    Err(_lost) => continue,
                }
                if !is_there {
                    // It is looked for once more inside: that may be lost too.
                    let _decided = carrier.not_made(&order.number).await;
                }
            }
            Ok(Ordered::Sent(order, error)) => assert_eq!(order.state, OrderState::Refused, "{error:?}"),
            Ok(other) => panic!("{other:?}"),
            Err(GroupageError::Carrier(_)) => {}
            Err(GroupageError::Store(error)) => panic!("{error}"),
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_order_is_made_twice_whatever_is_lost() {
    let mut lost = 0;
    for seed in 1..=6 {
        let server = start(seed).await;
        let store = Store::open_in_memory().unwrap();
        let carrier = carrier(&server, &store);
        for (fault, chance) in [
            (Fault::DropBefore, 0.1),
            (Fault::DropAfter, 0.25),
            (Fault::Error500, 0.1),
            (Fault::Html, 0.1),
            (Fault::TooManyBare, 0.05),
            (Fault::Truncate, 0.15),
            (Fault::Unauthorised401Mid, 0.1),
        ] {
            server.set_fault(fault, chance);
        }
        let mut numbers = Vec::new();
        for at in 0..20 {
            numbers.push(until_made(&server, &carrier, &typed(&format!("заказ {at}"))).await);
        }
        let mut there: Vec<String> = server.carrier_orders().into_iter().map(|order| order.number).collect();
        assert_eq!(there.len(), numbers.len(), "seed {seed}: as many as were ordered");
        there.sort();
        numbers.sort();
        assert_eq!(there, numbers, "seed {seed}: each of them once");
        lost += store.groupage_orders().unwrap().iter().filter(|order| !order.found.is_empty()).count();
        server.stop().await;
    }
    assert!(lost > 10, "answers were lost and found again: {lost}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_that_is_shown_late_stays_unknown_until_then() {
    let server = start(7).await;
    let store = Store::open_in_memory().unwrap();
    let carrier = carrier(&server, &store);
    carrier.client.session().await.unwrap();
    // The copy that is searched lags behind by a minute.
    server.set_fault(Fault::Lag, 0.001);
    server.set_fault(Fault::LateCreate, 1.0);
    let shipment = typed("поздний");
    let Ok(Ordered::Sent(order, Some(error))) = carrier.order(None, &shipment, false).await else {
        panic!("an answer")
    };
    assert!(order.state == OrderState::Unknown && error.outcome_unknown());
    server.set_fault(Fault::LateCreate, 0.0);
    while server.carrier_orders().is_empty() {
        assert_eq!(carrier.look_up(&order.number).await.unwrap().state, OrderState::Unknown);
    }
    assert_eq!(carrier.look_up(&order.number).await.unwrap().state, OrderState::Unknown, "made, and not shown yet");
    let again = carrier.order(None, &shipment, true).await.unwrap();
    assert!(matches!(again, Ordered::InTheWay(_)), "{again:?}");
    assert_eq!(server.carrier_orders().len(), 1);
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_samples_of_the_documents_are_one_fixed_case() {
    let server = start(8).await;
    let store = Store::open_in_memory().unwrap();
    let carrier = carrier(&server, &store);
    let read = |text: &str| read_shipment(&serde_json::from_str(text).unwrap()).shipment;
    let asked = read(include_str!("../../assets/demo/dellin/calculator.json"));
    let quote = carrier.quote(None, &asked).await.unwrap();
    assert_eq!(quote.price.map(|price| price.to_string()).as_deref(), Some("1680"));
    let ordered =
        carrier.order(None, &read(include_str!("../../assets/demo/dellin/request.json")), false).await.unwrap();
    let Ordered::Sent(order, None) = ordered else { panic!("{ordered:?}") };
    assert_eq!(order.barcode.as_deref(), Some("41508460D0905400400000014"));
    assert_eq!(
        (order.number.as_str(), order.request_id.as_deref()),
        ("123456", Some("3954004")),
        "its own number stays"
    );
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn printed_forms_and_last_good_copies() {
    let server = start(9).await;
    let store = Store::open_in_memory().unwrap();
    let carrier = carrier(&server, &store);
    let shipment = typed("печать");
    let number = until_made(&server, &carrier, &shipment).await;
    let order = carrier.look_up(&number).await.unwrap();
    let paper = order.found[0].papers[0].uid.clone().unwrap();
    let pdf = carrier.client.printed(&paper, "order").await.unwrap();
    assert!(pdf.starts_with(b"%PDF-1.4") && pdf.ends_with(b"%%EOF\n"));

    carrier.refresh(&[Directory::Freights], TimeDelta::zero(), |_, _| {}).await;
    let before = store.directory(Directory::Freights).unwrap().unwrap();
    server.set_fault(Fault::Html, 1.0);
    let mut failed = 0;
    carrier
        .refresh(&[Directory::Freights, Directory::Packages], TimeDelta::zero(), |_, outcome| {
            failed += usize::from(matches!(outcome, cargorun_desk::app::groupage::Refreshed::Failed(_)));
        })
        .await;
    assert_eq!(
        (failed, store.directory(Directory::Freights).unwrap().unwrap()),
        (2, before),
        "the last good copy stays"
    );
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_an_account_nothing_is_ordered_and_nothing_marked() {
    struct Nobody;
    impl Keys for Nobody {
        fn appkey(&self) -> Option<SecretString> {
            Some("key".to_owned().into())
        }
        fn account(&self) -> Option<Account> {
            None
        }
        fn session(&self) -> Option<KeptSession> {
            None
        }
        fn keep_session(&self, _: &KeptSession) {}
        fn forget_session(&self) {}
    }
    let server = start(10).await;
    let store = Store::open_in_memory().unwrap();
    let settings = DellinSettings::default();
    let url = Some(server.base_url());
    let carrier = Carrier::with_keys(&store, &settings, url, Duration::from_secs(5), "", Arc::new(Nobody)).unwrap();
    let refused = carrier.order(None, &typed("x"), false).await;
    assert_eq!(refused, Err(GroupageError::Carrier(DellinError::NoAccount)));
    assert!(store.groupage_orders().unwrap().is_empty() && server.carrier_orders().is_empty());
    server.stop().await;
}
