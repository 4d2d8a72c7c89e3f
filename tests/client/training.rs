//! The client against the training server, which was written without knowledge of it: the whole way of a bid.

use std::collections::HashSet;
use std::ops::ControlFlow;
use std::sync::Arc;

use cargorun_desk::api::cargorun::{AfterBid, ApiError, BookPage, Client, CollisionQuery, Credentials, WriteMethod};
use cargorun_desk::domain::bid::{Bid, BidPoint, BidStatus, Cargo, Contact, PointKind};
use cargorun_desk::domain::book::{BookEntry, Driver};
use cargorun_desk::domain::catalog::{Catalog, CatalogKind};
use cargorun_desk::domain::id::{LocalId, RecordKind, RemoteId};
use cargorun_desk::domain::money::Money;
use cargorun_desk::domain::phone::Phone;
use cargorun_desk::domain::pulled::{PulledBid, PulledBook};
use cargorun_desk::sandbox::{LoginLimit, Options, Running, start};
use chrono::{TimeDelta, Utc};

use super::desk::Desk;

async fn training() -> (Running, Arc<Desk>, Client) {
    let server = start(Options { login_limit: LoginLimit::none(), ..Options::default() }).await.unwrap();
    let who = Credentials { user: server.user().to_owned(), password: server.password().to_owned().into() };
    let desk = Desk::of(who, Utc::now());
    let client = desk.client(server.base_url());
    (server, desk, client)
}

async fn book(client: &Client, kind: RecordKind) -> Vec<PulledBook> {
    let mut rows = Vec::new();
    let mut on_page = |page: BookPage| {
        rows.extend(page.rows);
        ControlFlow::Continue(())
    };
    client.book_all(kind, &mut on_page).await.unwrap();
    rows
}

fn choice(catalogs: &[Catalog], kind: CatalogKind) -> Option<RemoteId> {
    let catalog = catalogs.iter().find(|catalog| catalog.kind == kind)?;
    catalog.items.iter().find(|item| !item.deleted).map(|item| item.id)
}

async fn pull(client: &Client, desk: &Desk) -> Vec<PulledBid> {
    let since = desk.now() - TimeDelta::days(400);
    let mut all: Vec<PulledBid> = Vec::new();
    loop {
        let last = all.last().map(|bid| (bid.facts.updated_at_raw.clone().unwrap(), bid.remote_id.0));
        let after = last.as_ref().map(|(updated_at, id)| AfterBid { updated_at, id: *id });
        let page = client.bids_page(after, since, 50, desk).await.unwrap();
        let came = page.came;
        assert_eq!(page.rows.len(), came, "every row was read");
        all.extend(page.rows);
        if came < 50 {
            return all;
        }
    }
}

async fn point(client: &Client, kind: PointKind, address: &str, hours: i64) -> BidPoint {
    let place = client.geocode(address, 1).await.unwrap().remove(0);
    let enter = (Utc::now() + TimeDelta::days(200) + TimeDelta::hours(hours)).naive_utc();
    let contact = Some(Contact { name: "Кладовщик".to_owned(), phone: "+79000000001".to_owned() });
    let plan_enter = enter.date().and_hms_opt(10, 30, 0);
    BidPoint { place, plan_enter, contact, comment: Some("ворота 3".to_owned()), ..BidPoint::new(kind) }
}

async fn new_bid(client: &Client) -> Bid {
    let catalogs = client.catalogs().await.unwrap();
    let first = async |kind| {
        let rows = book(client, kind).await;
        let usable = rows.iter().find(|row| row.active && !row.deleted).unwrap();
        Some(LocalId::of_remote(kind, usable.remote_id))
    };
    Bid {
        customer: first(RecordKind::Counterparty).await,
        organisation: first(RecordKind::Organisation).await,
        driver: first(RecordKind::Driver).await,
        car: first(RecordKind::Car).await,
        trailer: first(RecordKind::Trailer).await,
        payment_type: choice(&catalogs, CatalogKind::PaymentType),
        vat_type: choice(&catalogs, CatalogKind::VatType),
        price: Money::parse_typed("120000,10").ok(),
        cargos: vec![Cargo {
            name: "ТНП".to_owned(),
            type_id: choice(&catalogs, CatalogKind::CargoType),
            weight_t: Some(18.5),
            ..Cargo::default()
        }],
        points: vec![
            point(client, PointKind::Load, "Казань, Оренбургский тракт, 5", 0).await,
            point(client, PointKind::Unload, "Уфа, Сарапульская, 35", 48).await,
        ],
        ..Bid::default()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_whole_way_of_a_bid() {
    let (server, desk, client) = training().await;
    let bid = new_bid(&client).await;
    let created = client.create_bid(&bid, "0197-ours", &*desk).await.unwrap();
    let found = client.find_bids_by_external_id("0197-ours", &*desk).await.unwrap();
    assert_eq!(found.rows.iter().map(|bid| bid.remote_id).collect::<Vec<_>>(), [created.id]);

    let fresh = client.bid_for_edit(created.id, &*desk).await.unwrap();
    let listed = found.rows.first().unwrap();
    assert_eq!(fresh.bid, listed.bid, "the shapes differ, the document doesn't");
    assert_eq!((fresh.bid.price, &fresh.bid.car, &fresh.bid.customer), (bid.price, &bid.car, &bid.customer));
    let times = |bid: &Bid| bid.points.iter().map(|point| point.plan_enter).collect::<Vec<_>>();
    assert_eq!(times(&fresh.bid), times(&bid), "plan dates stay local");
    assert!(fresh.bid.points.iter().all(|point| point.place.zone.is_some()), "the platform knows the zones");

    let dearer = Bid { price: Money::parse_typed("130000").ok(), ..fresh.bid.clone() };
    assert_eq!(client.update_bid(&fresh, &dearer, &["price"], &*desk).await.unwrap().method, WriteMethod::Patch);
    let fresh = client.bid_for_edit(created.id, &*desk).await.unwrap();
    assert_eq!(fresh.bid, dearer);
    let mut other = Bid { contract_number: Some("Д-18".to_owned()), trailer: None, ..dearer };
    other.points.first_mut().unwrap().comment = Some("ворота 4".to_owned());
    let fields = ["contract_number", "trailer", "points"];
    assert_eq!(client.update_bid(&fresh, &other, &fields, &*desk).await.unwrap().method, WriteMethod::Apply);
    assert_eq!(client.bid_for_edit(created.id, &*desk).await.unwrap().bid, other, "only what was changed has changed");

    let status = async || client.bid_view(created.id, &*desk).await.unwrap().bid.facts.status;
    client.set_started(created.id).await.unwrap();
    assert!(matches!(status().await, BidStatus::Started | BidStatus::Planned));
    let refused = client.delete_bid(created.id).await;
    assert!(matches!(refused, Err(ApiError::Refused { .. })), "only drafts are deleted: {refused:?}");
    client.cancel(created.id).await.unwrap();
    assert_eq!(status().await, BidStatus::Cancelled);
    client.revert(created.id).await.unwrap();
    assert_eq!(status().await, BidStatus::Draft);
    client.delete_bid(created.id).await.unwrap();
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_is_pulled_once() {
    let (server, desk, client) = training().await;
    let all = pull(&client, &desk).await;
    let ids: HashSet<RemoteId> = all.iter().map(|bid| bid.remote_id).collect();
    assert_eq!((all.len(), ids.len()), (300, 300));
    assert!(all.iter().all(|bid| !matches!(bid.facts.status, BidStatus::Other(_))));
    assert!(all.iter().all(|bid| bid.bid.points.len() >= 2 && bid.bid.first_utc().is_some()));
    let done = client.done_bids_since(desk.now() - TimeDelta::days(400), &*desk).await.unwrap();
    assert!(!done.is_empty());
    assert!(done.iter().all(|bid| bid.facts.fact_mileage_m.is_some_and(|metres| metres > 0.0)));
    assert!(done.iter().all(|bid| bid.facts.points.iter().any(|point| point.auto_entered_at.is_some())));
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_overlap_is_seen_by_both_checks() {
    let (server, desk, client) = training().await;
    let bid = new_bid(&client).await;
    let first = client.create_bid(&bid, "0197-first", &*desk).await.unwrap();
    client.set_started(first.id).await.unwrap();
    let held = client.bid_for_edit(first.id, &*desk).await.unwrap().bid;
    let question = CollisionQuery {
        bid: None,
        car: desk_number(&desk, bid.car.as_ref()),
        first: held.first_utc(),
        last: held.last_utc(),
        empty_run: false,
    };
    assert!(client.collisions(question).await.unwrap().contains(&first.id));
    let itself = CollisionQuery { bid: Some(first.id), ..question };
    assert!(!client.collisions(itself).await.unwrap().contains(&first.id));
    let second = client.create_bid(&bid, "0197-second", &*desk).await.unwrap();
    let refused = client.set_started(second.id).await;
    let named = matches!(&refused, Err(ApiError::Refused { text }) if text.contains(&first.id.to_string()));
    assert!(named, "the refusal names the bid in the way: {refused:?}");
    server.stop().await;
}

fn desk_number(desk: &Desk, car: Option<&LocalId>) -> RemoteId {
    use cargorun_desk::api::cargorun::References as _;
    desk.remote(RecordKind::Car, car.unwrap()).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_books_are_read_and_changed() {
    let (server, _desk, client) = training().await;
    for kind in [RecordKind::Driver, RecordKind::Car, RecordKind::Trailer, RecordKind::Counterparty] {
        for row in book(&client, kind).await.iter().filter(|row| !row.deleted).take(3) {
            let key = row.entry.natural_key().unwrap();
            let found = client.find_book(kind, &key).await.unwrap();
            assert!(found.rows.iter().any(|same| same.remote_id == row.remote_id), "{key}");
            assert_eq!(client.apply_book(&row.entry, Some(row.remote_id)).await, Ok(row.remote_id), "{kind:?} {key}");
            let again = client.find_book(kind, &key).await.unwrap();
            let same = again.rows.iter().find(|same| same.remote_id == row.remote_id).unwrap();
            assert_eq!(same.entry, row.entry, "writing it unchanged changes nothing");
        }
    }
    let driver = Driver {
        last_name: "Новиков".to_owned(),
        first_name: "Пётр".to_owned(),
        phone: Phone::parse("+79005550001").ok(),
        ..Driver::default()
    };
    let id = client.apply_book(&BookEntry::Driver(driver), None).await.unwrap();
    let twice = client.find_book(RecordKind::Driver, "+79005550001").await.unwrap();
    assert_eq!(twice.rows.iter().map(|row| row.remote_id).collect::<Vec<_>>(), [id]);
    client.delete_book(RecordKind::Driver, id).await.unwrap();
    assert_eq!(
        client.find_book(RecordKind::Driver, "+79005550001").await.unwrap().rows,
        [],
        "deleted ones are not found"
    );
    assert_eq!(client.employees().await.unwrap().len(), 4);
    let trackers = client.trackers(None).await.unwrap();
    let tracker = trackers.first().unwrap();
    assert_eq!(client.trackers(Some(&tracker.device_number)).await.unwrap(), std::slice::from_ref(tracker));
    server.stop().await;
}
