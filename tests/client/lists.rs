//! Lists: what is asked, page by page, and what is remembered of the server.

use std::ops::ControlFlow;

use cargorun_desk::api::cargorun::{AfterBid, ApiError, CollisionQuery, Reading};
use cargorun_desk::domain::catalog::CatalogKind;
use cargorun_desk::domain::id::{RecordKind, RemoteId};
use cargorun_desk::domain::place::GeoPoint;
use serde_json::{Value, json};

use super::desk::Desk;
use super::server::{Reply, Seen, Server};

const BIDS: &str = "/api/bids/GetListForExternal";

/// The queries that came for a path, as people read them.
fn queries(server: &Server, path: &str) -> Vec<String> {
    server.seen().iter().filter(|seen| seen.path == path).map(Seen::readable).collect()
}

/// The number that an option holds.
fn option(seen: &Seen, name: &str) -> usize {
    let readable = seen.readable();
    let value = readable.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='));
    value.map_or(0, |value| value.parse().unwrap())
}

/// A page of rows `{"id": n}`.
fn rows(of: usize, seen: &Seen) -> Reply {
    let (top, skip) = (option(seen, "$top"), option(seen, "$skip"));
    let page: Vec<Value> = (1..=of).skip(skip).take(top).map(|id| json!({"id": id})).collect();
    Reply::json(&json!(page)).with("X-MetaCount", &of.to_string())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_book_is_read_to_its_end_in_pages_of_fifty() {
    let server = Server::start(|seen| rows(120, seen)).await;
    let client = Desk::new().client(&server.base_url);
    let mut sizes = Vec::new();
    let read = client
        .book_all(RecordKind::Trailer, &mut |page| {
            sizes.push((page.rows.len(), page.total));
            ControlFlow::Continue(())
        })
        .await;
    assert_eq!(read, Ok(Reading::Whole));
    assert_eq!(sizes, [(50, Some(120)), (50, Some(120)), (20, Some(120))]);
    assert_eq!(
        queries(&server, "/api/Trailer/GetList"),
        [
            "withDeleted=true&$orderby=id&$top=50&$count=true",
            "withDeleted=true&$orderby=id&$top=50&$skip=50&$count=true",
            "withDeleted=true&$orderby=id&$top=50&$skip=100&$count=true",
        ]
    );
    let read = client.book_all(RecordKind::Car, &mut |_| ControlFlow::Break(())).await;
    assert_eq!(read, Ok(Reading::Stopped));
    assert_eq!(queries(&server, "/api/Car/GetList"), ["$orderby=id&$top=50&$count=true"], "trucks have no withDeleted");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_seeds_name_of_the_counterparties_is_asked_first_and_todays_is_remembered() {
    let server =
        Server::start(|seen| if seen.path.ends_with("/GetList") { Reply::new(404, "") } else { rows(1, seen) });
    let server = server.await;
    let client = Desk::new().client(&server.base_url);
    for _ in 0..3 {
        assert_eq!(client.book(RecordKind::Counterparty, 50, 0).await.unwrap().rows.len(), 1);
    }
    assert_eq!(server.count("/api/CargoOwnerDictionary/GetList"), 1);
    assert_eq!(server.count("/api/CargoOwnerDictionary/Get"), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn catalogs_are_asked_as_the_seed_does_and_less_when_it_is_refused() {
    let server = Server::start(|seen| {
        if seen.query.contains("$expand") || seen.query.contains("$filter") {
            return Reply::new(400, "не поддерживается");
        }
        Reply::json(&json!([{"id": 1, "type": "CargoType", "items": [
            {"id": 712, "displayName": "ТНП", "isDeleted": false}, {"id": 713, "displayName": "Лес", "isDeleted": true}]}]))
    });
    let server = server.await;
    let catalogs = Desk::new().client(&server.base_url).catalogs().await.unwrap();
    let cargo = catalogs.iter().find(|catalog| catalog.kind == CatalogKind::CargoType).unwrap();
    let items: Vec<_> = cargo.items.iter().map(|item| (item.name.as_str(), item.deleted)).collect();
    assert_eq!(items, [("ТНП", false), ("Лес", true)], "deleted ones too: old bids refer to them");
    assert_eq!(catalogs.len(), CatalogKind::ALL.len());
    let asked = queries(&server, "/api/Catalogs/Get");
    assert_eq!(asked.len(), 3);
    assert!(asked[0].starts_with("$filter=type eq 'CarType' or ") && asked[0].ends_with("&$expand=items"), "{asked:?}");
    assert_eq!(asked[2], "");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pull_goes_on_after_the_last_row() {
    let server =
        Server::start(|_| Reply::ok(r#"[{"id": 8, "updatedAt": "2026-11-20T06:00:00.1234567Z"}, 5, {"id": null}]"#));
    let (server, desk) = (server.await, Desk::new());
    let client = desk.client(&server.base_url);
    let since = "2026-11-06T00:00:00Z".parse().unwrap();
    let page = client.bids_page(None, since, 50, &*desk).await.unwrap();
    assert_eq!((page.rows.len(), page.came), (1, 3), "one bad row does not stop the others");
    let last = page.rows.last().unwrap();
    let raw = last.facts.updated_at_raw.as_deref().unwrap();
    let after = AfterBid { updated_at: raw, id: last.remote_id.0 };
    client.bids_page(Some(after), since, 50, &*desk).await.unwrap();
    let spaced = AfterBid { updated_at: "2026-11-20 06:00:00.12", id: 8 };
    client.bids_page(Some(spaced), since, 50, &*desk).await.unwrap();
    assert_eq!(
        queries(&server, BIDS),
        [
            "$filter=updatedAt ge 2026-11-06T00:00:00Z&$orderby=updatedAt,id&$top=50&$count=true",
            "$filter=(updatedAt gt 2026-11-20T06:00:00.1234567Z or (updatedAt eq 2026-11-20T06:00:00.1234567Z and id gt 8))\
             &$orderby=updatedAt,id&$top=50&$count=true",
            "$filter=(updatedAt gt 2026-11-20T06:00:00.12Z or (updatedAt eq 2026-11-20T06:00:00.12Z and id gt 8))\
             &$orderby=updatedAt,id&$top=50&$count=true",
        ]
    );
    let unread = client.bid_rows(None, since, 50).await.unwrap();
    let (updated_at, id) = unread.last().unwrap();
    assert_eq!(
        (updated_at.as_str(), id),
        (raw, 8),
        "the next page begins behind the last bid, before this one is read"
    );
    let broken = AfterBid { updated_at: "x' or 1 eq 1", id: 8 };
    let refused = client.bids_page(Some(broken), since, 50, &*desk).await;
    assert!(matches!(refused, Err(ApiError::Unsendable { .. })), "nothing that is no date gets into a filter");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_refuses_or_gives_the_same_page() {
    // 130 bids of one moment: more than two pages of equal timestamps.
    let server = Server::start(|seen| {
        if seen.readable().contains(" or ") {
            return Reply::new(400, "or не поддерживается");
        }
        let (top, skip) = (option(seen, "$top"), option(seen, "$skip"));
        let row = |id: usize| json!({"id": id, "updatedAt": "2026-11-20T06:00:00Z"});
        Reply::json(&json!((1..=130).skip(skip).take(top).map(row).collect::<Vec<_>>()))
    });
    let (server, desk) = (server.await, Desk::new());
    let client = desk.client(&server.base_url);
    let since = "2026-11-06T00:00:00Z".parse().unwrap();
    let mut ids = Vec::new();
    let mut after = 0;
    loop {
        let position = AfterBid { updated_at: "2026-11-20T06:00:00Z", id: after };
        let page = client.bids_page(Some(position).filter(|_| after > 0), since, 50, &*desk).await.unwrap();
        ids.extend(page.rows.iter().map(|bid| bid.remote_id.0));
        after = ids.last().copied().unwrap();
        if page.came < 50 {
            break;
        }
    }
    assert_eq!(ids, (1..=130).collect::<Vec<i64>>(), "each once, none left out");
    assert_eq!(queries(&server, BIDS).iter().filter(|query| query.contains(" or ")).count(), 1, "remembered");
}

#[tokio::test(flavor = "multi_thread")]
async fn done_bids_are_asked_with_the_documents_own_query() {
    let server = Server::start(|seen| rows(60, seen)).await;
    let desk = Desk::new();
    let since = "2019-11-20T06:00:00Z".parse().unwrap();
    let done = desk.client(&server.base_url).done_bids_since(since, &*desk).await.unwrap();
    assert_eq!(done.len(), 60);
    let asked = queries(&server, BIDS);
    assert!(asked[0].starts_with("$filter=Status eq 'Done' and updatedAt gt 2019-11-20T06:00:00Z&"), "{asked:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bid_is_found_by_our_handle_and_by_nothing_else() {
    let server = Server::start(|seen| {
        let readable = seen.readable();
        match () {
            () if readable.contains("'ours'") => Reply::ok(r#"[{"id": 5, "externalId": "ours", "isDeleted": true}]"#),
            () if readable.contains("'none'") => Reply::ok("[]"),
            () => Reply::ok(r#"[{"id": 6, "externalId": "theirs"}]"#),
        }
    });
    let (server, desk) = (server.await, Desk::new());
    let client = desk.client(&server.base_url);
    let found = client.find_bids_by_external_id("ours", &*desk).await.unwrap();
    assert_eq!(found.rows.iter().map(|bid| bid.remote_id).collect::<Vec<_>>(), [RemoteId(5)]);
    assert_eq!(client.find_bids_by_external_id("none", &*desk).await.unwrap().rows, []);
    let deaf = client.find_bids_by_external_id("deaf", &*desk).await;
    assert!(
        matches!(deaf, Err(ApiError::Malformed { .. })),
        "“not found” of a server that ignores the filter: {deaf:?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_book_row_is_found_by_what_it_is() {
    let server = Server::start(|seen| match seen.path.as_str() {
        "/api/Driver/GetList" => Reply::json(&json!([
            {"id": 1, "user": {"phoneNumber": "8 964 781-40-98"}},
            {"id": 2, "user": {"phoneNumber": "+79647814098"}, "isDeleted": true}])),
        "/api/Car/GetList" => Reply::json(&json!([{"id": 3, "number": "a123bc/45"}])),
        "/api/Trailer/GetList" => Reply::json(&json!([{"id": 9, "number": "ВВ9999/77"}])),
        _ => Reply::json(
            &json!([{"id": 4, "inn": "9999000013", "kpp": "770101001"}, {"id": 5, "inn": 9_999_000_013_i64, "kpp": null}]),
        ),
    });
    let (server, desk) = (server.await, Desk::new());
    let client = desk.client(&server.base_url);
    let found = async |kind: RecordKind, key: &str| {
        client.find_book(kind, key).await.map(|found| found.rows.iter().map(|row| row.remote_id.0).collect::<Vec<_>>())
    };
    assert_eq!(found(RecordKind::Driver, "+79647814098").await, Ok(vec![1]), "not the deleted one");
    assert_eq!(found(RecordKind::Car, "А123ВС45").await, Ok(vec![3]));
    assert_eq!(found(RecordKind::Counterparty, "9999000013/").await, Ok(vec![5]), "INN with KPP");
    assert!(
        matches!(found(RecordKind::Trailer, "АВ123477").await, Err(ApiError::Malformed { .. })),
        "another trailer came"
    );
    let asked = queries(&server, "/api/Car/GetList");
    assert!(asked[0].contains("'А123ВС/45'") && asked[0].contains("'A123BC/45'"), "{asked:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_platforms_overlap_check_is_asked_in_utc() {
    let server = Server::start(|seen| {
        if seen.readable().contains("CarId=12") {
            return Reply::ok("");
        }
        Reply::ok(
            r#"{"collisionBidIds": [7, "5", null], "collisionEmptyMileageBidId": 5, "approvingServiceWorkLogistTaskIds": []}"#,
        )
    });
    let server = server.await;
    let client = Desk::new().client(&server.base_url);
    let question = CollisionQuery {
        bid: Some(RemoteId(4)),
        car: RemoteId(11),
        first: "2026-12-01T07:00:00Z".parse().ok(),
        last: "2026-12-02T09:00:00Z".parse().ok(),
        empty_run: false,
    };
    assert_eq!(client.collisions(question).await, Ok(vec![RemoteId(5), RemoteId(7)]));
    let new = CollisionQuery { bid: None, car: RemoteId(12), first: None, last: None, empty_run: true };
    assert_eq!(client.collisions(new).await, Ok(vec![]));
    assert_eq!(
        queries(&server, "/api/TruckingBids/GetBidCollisions"),
        [
            "Id=4&CarId=11&FirstPointPlanEnterDate=2026-12-01T07:00:00Z&LastPointPlanEnterDate=2026-12-02T09:00:00Z\
             &IsEmptyMileageBid=false&ByPlanAndFactDates=false",
            "Id=0&CarId=12&IsEmptyMileageBid=true&ByPlanAndFactDates=false",
        ]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn another_bid_than_the_asked_one_is_not_taken() {
    let server = Server::start(|_| Reply::ok(r#"{"id": 6, "version": "v"}"#)).await;
    let desk = Desk::new();
    let client = desk.client(&server.base_url);
    assert_eq!(client.bid_view(RemoteId(6), &*desk).await.unwrap().version.as_deref(), Some("v"));
    assert!(client.bid_for_edit(RemoteId(6), &*desk).await.unwrap().edit_raw.is_some());
    for wrong in
        [client.bid_view(RemoteId(5), &*desk).await.map(drop), client.bid_for_edit(RemoteId(5), &*desk).await.map(drop)]
    {
        assert!(matches!(wrong, Err(ApiError::Malformed { .. })), "{wrong:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn addresses_come_from_the_platforms_geocoder() {
    let server = Server::start(|seen| {
        assert_eq!(seen.body, json!({"address": "Казань, Оренбургский тракт, 5", "count": 2}));
        let suggestion = |name: &str| json!({"displayName": name, "location": {"coordinates": [49.1, 55.7]}, "address": {"city": "Казань"}});
        Reply::json(&json!({"suggestions": [suggestion("первая"), suggestion("вторая"), suggestion("лишняя")]}))
    });
    let server = server.await;
    let places = Desk::new().client(&server.base_url).geocode("Казань, Оренбургский тракт, 5", 2).await.unwrap();
    assert_eq!(places.iter().map(|place| place.address.as_str()).collect::<Vec<_>>(), ["первая", "вторая"]);
    assert!(places.iter().all(|place| place.has_coordinates() && place.settlement() == "Казань"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_of_truck_places_is_tried_once_and_a_trail_is_asked_of_a_tracker() {
    let server = Server::start(|seen| match seen.path.as_str() {
        "/api/Map/GetLastCarsLocations" => Reply::new(404, ""),
        _ => Reply::json(&json!({"distance": 12.5, "trackerLogs": [
            {"trackerId": 5, "fixedAt": "2026-12-01T07:00:00Z", "location": {"x": 37.7, "y": 55.8}},
            {"trackerId": 5, "fixedAt": "2026-12-01T06:30:00Z", "location": {"x": 37.6, "y": 55.7}},
        ]})),
    });
    let server = server.await;
    let client = Desk::new().client(&server.base_url);
    assert_eq!(client.car_places().await, Ok(None));
    assert_eq!(client.car_places().await, Ok(None));
    assert_eq!(server.count("/api/Map/GetLastCarsLocations"), 1, "a server that has no such method is not asked again");
    let since = "2026-12-01T06:00:00Z".parse().unwrap();
    let trail = client.trail(RemoteId(5), since).await.unwrap();
    assert_eq!(trail.iter().map(|fix| fix.location.longitude).collect::<Vec<_>>(), [37.6, 37.7], "oldest first");
    assert_eq!(
        queries(&server, "/api/Map/GetTrackerLogs"),
        ["$filter=trackerId eq 5 and fixedAt ge 2026-12-01T06:00:00Z&$orderby=fixedAt&$top=2000"]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clicked_place_is_named_where_it_was_clicked() {
    let server = Server::start(|seen| {
        assert_eq!(seen.body, json!({"latitude": 55.75, "longitude": 49.125}));
        Reply::json(&json!({"displayName": "Казань, Портовая улица, 12", "geocoderSourceType": "Yandex",
            "location": {"coordinates": [49.2, 55.8]}, "address": {"city": "Казань", "street": "Портовая улица"}}))
    });
    let server = server.await;
    let clicked = GeoPoint { longitude: 49.125, latitude: 55.75 };
    let place = Desk::new().client(&server.base_url).address_at(clicked).await.unwrap().unwrap();
    assert_eq!((place.address.as_str(), place.settlement()), ("Казань, Портовая улица, 12", "Казань"));
    assert_eq!(place.location, Some(clicked), "the house that it was named after may lie elsewhere");
}
