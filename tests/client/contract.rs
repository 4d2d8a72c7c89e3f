//! The vendor's own contract judges every request that the client makes.

use std::ops::ControlFlow;
use std::sync::Arc;

use cargorun_desk::api::cargorun::{AfterBid, Client, CollisionQuery, WriteMethod};
use cargorun_desk::domain::bid::{Bid, BidPoint, Cargo, Contact, PaymentPeriodKind, PointKind};
use cargorun_desk::domain::bid_more::{CustomType, Property, Temperature};
use cargorun_desk::domain::book::{BookEntry, Car, Counterparty, Driver, Trailer};
use cargorun_desk::domain::completion::{Completion, PointTimes};
use cargorun_desk::domain::id::{LocalId, RecordKind, RemoteId};
use cargorun_desk::domain::money::Money;
use cargorun_desk::domain::phone::Phone;
use cargorun_desk::domain::place::{GeoPoint, Place, Precision};
use cargorun_desk::domain::plate::Plate;
use cargorun_desk::sandbox::odata::Query;
use chrono::DateTime;
use serde_json::{Map, Value, json};

use super::desk::Desk;
use super::server::{Reply, Seen, Server};
use super::witness::Witness;

const ID: RemoteId = RemoteId(7);

/// A record of a schema with everything that it may hold.
fn whole(document: &Value, name: &str, schema: &Value, depth: usize) -> Value {
    if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
        let target = document.pointer(reference.trim_start_matches('#')).unwrap();
        return if depth > 8 { json!({}) } else { whole(document, name, target, depth + 1) };
    }
    if let Some(first) = schema.pointer("/enum/0") {
        return first.clone();
    }
    let word = |key: &str| schema.get(key).and_then(Value::as_str).unwrap_or_default();
    match (word("type"), word("format")) {
        ("object", _) => {
            let properties = schema.get("properties").and_then(Value::as_object).cloned().unwrap_or_default();
            properties.iter().map(|(name, schema)| (name.clone(), whole(document, name, schema, depth))).collect()
        }
        ("array", _) => json!([whole(document, name, &schema["items"], depth)]),
        ("integer", _) => json!(ID.0),
        ("number", _) => json!(1.5),
        ("boolean", _) => json!(true),
        (_, "date-time")
            if name.starts_with("plan") && name.ends_with("Date")
                || name.starts_with("secondary") && name.ends_with("Date") =>
        {
            json!("2026-12-01T10:00:00")
        }
        (_, "date-time") if name == "fromPointPlanEnterTime" => json!("2026-12-01T10:00:00"),
        (_, "date-time") => json!("2026-12-01T10:00:00+03:00"),
        (_, "date") => json!("2026-12-01"),
        (_, "date-span") => json!("01:00:00"),
        (_, "uuid") => json!("7c9e6679-7425-40de-944b-e07fc1f90ae7"),
        _ => json!("А123ВС/45"),
    }
}

fn of(document: &Value, schema: &str) -> Value {
    whole(document, "", &json!({"$ref": format!("#/components/schemas/{schema}")}), 0)
}

/// A platform whose records hold everything that the contract knows.
async fn full_platform(document: Value) -> Server {
    let document = Arc::new(document);
    Server::start(move |seen| {
        let schema = match seen.path.as_str() {
            "/api/TruckingBids/Get/7" => "BidTruckingGetModel",
            "/api/bids/Get/7" => "BidViewModel",
            "/api/Driver/GetForEdit" => "DriverEditModel",
            "/api/Car/GetForEdit" => "CarGetModel",
            "/api/Trailer/GetForEdit" => "TrailerGetModel",
            "/api/CargoOwnerDictionary/Get(7)" => "CounterpartyModel",
            "/api/Map/GetAddresses" => "AddressSuggestionsModel",
            "/api/Map/GetAddress" => "AddressViewModel",
            "/api/Map/GetTrackerLogs" => "TrackerLogsViewModel",
            "/api/TruckingBids/GetBidCollisions" => "CheckBidCollisionsResultModel",
            _ if seen.method == "POST" => return Reply::ok(r#"{"id": 7, "isRouteBuilt": true}"#),
            _ => return Reply::ok("[]"),
        };
        Reply::json(&of(&document, schema))
    })
    .await
}

fn judge(witness: &Witness, requests: &[Seen]) {
    for seen in requests {
        let judged = witness.check_request(&seen.method, &seen.path, &seen.query, &seen.body);
        assert_eq!(judged, Ok(()), "{} {}?{}\n{}", seen.method, seen.path, seen.readable(), seen.body);
    }
}

/// The contract takes any text for a filter; that it can be read, and names what rows have, another reader must say.
fn judge_queries(document: &Value, requests: &[Seen]) {
    for seen in requests.iter().filter(|seen| seen.query.contains('$')) {
        let path = seen.path.replace("CargoOwnerDictionary/GetList", "CargoOwnerDictionary/Get");
        let model = if path.ends_with("/GetTrackerLogs") {
            // The one list that stands inside an object.
            document["components"]["schemas"]["TrackerLogViewModel"].clone()
        } else {
            document["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]["items"].clone()
        };
        let row = whole(document, "", &model, 0);
        let query = Query::parse(&seen.query);
        let page = query
            .as_ref()
            .map_err(ToString::to_string)
            .and_then(|query| query.apply([row]).map_err(|error| error.to_string()));
        assert!(page.is_ok(), "{}?{}: {page:?}", seen.path, seen.readable());
    }
}

fn named(kind: RecordKind) -> LocalId {
    LocalId::of_remote(kind, ID)
}

fn point(kind: PointKind, enter: &str) -> BidPoint {
    let place = Place {
        address: "Россия, Казань".to_owned(),
        city: Some("Казань".to_owned()),
        location: Some(GeoPoint { longitude: 49.1, latitude: 55.7 }),
        radius_m: Some(500.0),
        precision: Precision::Confirmed,
        ..Place::default()
    };
    let plan_enter = enter.parse().ok();
    let contact = Some(Contact { name: "Кладовщик".to_owned(), phone: "+79000000001".to_owned() });
    BidPoint {
        place,
        plan_enter,
        window_end: plan_enter,
        plan_leave: plan_enter,
        contact,
        custom_type: Some(CustomType { id: ID, name: String::new() }),
        load_options: vec![ID],
        options: vec![ID],
        properties: vec![Property { name: "Рампа".to_owned(), value: "4".to_owned() }],
        ..BidPoint::new(kind)
    }
}

/// A bid with every field set.
fn full_bid() -> Bid {
    Bid {
        customer: Some(named(RecordKind::Counterparty)),
        organisation: Some(named(RecordKind::Organisation)),
        responsible: Some(ID),
        payment_type: Some(ID),
        vat_type: Some(ID),
        vat_on_top: true,
        price: Money::parse_typed("120000,50").ok(),
        contract_number: Some("Д-17".to_owned()),
        payment_days: Some(14),
        payment_period: Some(PaymentPeriodKind::Banking),
        driver: Some(named(RecordKind::Driver)),
        second_driver: Some(named(RecordKind::Driver)),
        car: Some(named(RecordKind::Car)),
        trailer: Some(named(RecordKind::Trailer)),
        cargos: vec![Cargo {
            name: "ТНП".to_owned(),
            type_id: Some(ID),
            weight_t: Some(18.5),
            length_m: Some(13.6),
            width_m: Some(2.45),
            height_m: Some(2.7),
            packing: Some("паллеты".to_owned()),
            loading_type: Some(ID),
            unloading_type: Some(ID),
            ..Cargo::default()
        }],
        points: vec![point(PointKind::Load, "2026-12-01T10:00:00"), point(PointKind::Unload, "2026-12-02T10:00:00")],
        empty_run: false,
        sales_manager: Some(ID),
        temperature: Temperature::of(Some(-18.5), Some(-15.0)),
        options: vec![ID],
        properties: vec![Property {
            name: "Номер заявки клиента".to_owned(), value: "A-1".to_owned()
        }],
        ..Bid::default()
    }
}

async fn read_everything(client: &Client, desk: &Desk) {
    let since = "2026-11-06T00:00:00Z".parse().unwrap();
    let after = AfterBid { updated_at: "2026-11-20T06:00:00.1234567Z", id: 8 };
    client.bids_page(None, since, 50, desk).await.unwrap();
    client.bids_page(Some(after), since, 50, desk).await.unwrap();
    client.done_bids_since(since, desk).await.unwrap();
    client.find_bids_by_external_id("0197-ours", desk).await.unwrap();
    client.bid_view(ID, desk).await.unwrap();
    client.catalogs().await.unwrap();
    client.employees().await.unwrap();
    client.trackers(Some("3001")).await.unwrap();
    client.geocode("Казань", 5).await.unwrap();
    client.address_at(GeoPoint { longitude: 49.1221, latitude: 55.7887 }).await.unwrap();
    client.trail(ID, since).await.unwrap();
    let question = CollisionQuery { bid: Some(ID), car: ID, first: Some(since), last: Some(since), empty_run: false };
    client.collisions(question).await.unwrap();
    for (kind, key) in [
        (RecordKind::Driver, "+79001234567"),
        (RecordKind::Car, "А123ВС45"),
        (RecordKind::Trailer, "АВ123416"),
        (RecordKind::Counterparty, "9999000013/"),
        (RecordKind::Organisation, "9999000013/"),
    ] {
        client.book_all(kind, &mut |_| ControlFlow::Continue(())).await.unwrap();
        client.find_book(kind, key).await.unwrap();
    }
}

async fn change_everything(client: &Client, desk: &Desk) {
    client.create_bid(&full_bid(), "0197-ours", desk).await.unwrap();
    let blank = Bid { points: full_bid().points, ..Bid::blank() };
    client.create_bid(&blank, "0197-blank", desk).await.unwrap();
    client.set_started(ID).await.unwrap();
    client.revert(ID).await.unwrap();
    client.cancel(ID).await.unwrap();
    client.delete_bid(ID).await.unwrap();
    client.restore_bid(ID).await.unwrap();
    client.force_complete(ID, &completion()).await.unwrap();
    for entry in book_entries() {
        client.apply_book(&entry, None).await.unwrap();
        client.apply_book(&entry, Some(ID)).await.unwrap();
        client.delete_book(entry.kind(), ID).await.unwrap();
    }
}

fn completion() -> Completion {
    let at = DateTime::from_timestamp(1_780_000_000, 0);
    let times = |point, kind| PointTimes { point, kind, entered: at, left: at };
    Completion {
        reason: "Геозона не сработала".into(),
        mileage_km: Some(712.5),
        odometer: false,
        points: vec![times(5, PointKind::Load), times(6, PointKind::Unload), times(7, PointKind::Custom)],
    }
}

fn book_entries() -> [BookEntry; 4] {
    let (number, brand_id, type_id) = (Plate::parse("А123ВС45").ok(), Some(ID), Some(ID));
    [
        BookEntry::Driver(Driver {
            last_name: "Примеров".to_owned(),
            first_name: "Олег".to_owned(),
            phone: Phone::parse("+79001234567").ok(),
            ..Driver::default()
        }),
        BookEntry::Car(Car { number: number.clone(), brand_id, comment: Some(String::new()), ..Car::default() }),
        BookEntry::Trailer(Trailer { number, brand_id, type_id, ..Trailer::default() }),
        BookEntry::Counterparty(Counterparty { name: "ООО Пример".to_owned(), ..Counterparty::default() }),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn every_request_is_right_by_the_contract() {
    let (Some(witness), Some(document)) = (Witness::load(), Witness::document()) else { return };
    let (server, desk) = (full_platform(document.clone()).await, Desk::new());
    let client = desk.client(&server.base_url);
    client.sign_in().await.unwrap();
    server.kill_tokens();
    read_everything(&client, &desk).await;
    change_everything(&client, &desk).await;
    let seen = server.seen();
    judge(&witness, &seen);
    let mut paths: Vec<&str> = seen.iter().map(|seen| seen.path.as_str()).collect();
    paths.sort_unstable();
    paths.dedup();
    assert_eq!(paths.len(), 35, "every method but those of a change was heard: {paths:#?}");
    judge_queries(&document, &seen);
}

/// One field after another, and all at once, by both methods.
#[tokio::test(flavor = "multi_thread")]
async fn every_change_of_a_full_bid_is_right_by_the_contract() {
    const FIELDS: [&str; 21] = [
        "customer",
        "organisation",
        "responsible",
        "payment_type",
        "vat_type",
        "vat_on_top",
        "price",
        "contract_number",
        "payment_days",
        "payment_period",
        "driver",
        "second_driver",
        "car",
        "trailer",
        "cargos",
        "points",
        "empty_run",
        "sales_manager",
        "temperature",
        "options",
        "properties",
    ];
    let (Some(witness), Some(document)) = (Witness::load(), Witness::document()) else { return };
    let (server, desk) = (full_platform(document).await, Desk::new());
    let client = desk.client(&server.base_url);
    let fresh = client.bid_for_edit(ID, &*desk).await.unwrap();
    let mut patched = Vec::new();
    for field in FIELDS {
        for changed in [full_bid(), Bid { points: full_bid().points, ..Bid::default() }] {
            let updated = client.update_bid(&fresh, &changed, &[field], &*desk).await.unwrap();
            if updated.method == WriteMethod::Patch && changed.price.is_some() {
                patched.push(field);
            }
        }
    }
    client.update_bid(&fresh, &full_bid(), &FIELDS, &*desk).await.unwrap();
    judge(&witness, &server.seen());
    let patchable = [
        "responsible",
        "payment_type",
        "vat_type",
        "vat_on_top",
        "price",
        "driver",
        "second_driver",
        "car",
        "trailer",
        "cargos",
        "points",
        "sales_manager",
        "temperature",
        "options",
        "properties",
    ];
    assert_eq!(patched, patchable);
}

/// Names that both the model of reading and the model of writing have, here and in everything within.
fn assert_kept(document: &Value, read: &Value, schema: &Value, written: &Value, place: &str) {
    let schema = match schema.get("$ref").and_then(Value::as_str) {
        Some(reference) => document.pointer(reference.trim_start_matches('#')).unwrap(),
        None => schema,
    };
    if let (Some(read), Some(properties)) = (read.as_object(), schema.get("properties").and_then(Value::as_object)) {
        let empty = Map::new();
        let written = written.as_object().unwrap_or(&empty);
        for (name, schema) in properties.iter().filter(|(name, _)| read.contains_key(*name)) {
            let place = format!("{place}/{name}");
            let kept = written.get(name).unwrap_or_else(|| panic!("{place} is lost"));
            assert_kept(document, &read[name], schema, kept, &place);
        }
    } else if let (Some(read), Some(written)) = (read.as_array(), written.as_array()) {
        assert_eq!(read.len(), written.len(), "{place}");
        for (read, written) in read.iter().zip(written) {
            assert_kept(document, read, &schema["items"], written, place);
        }
    } else {
        assert_eq!(read, written, "{place}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_apply_sends_back_all_that_was_read() {
    let (Some(witness), Some(document)) = (Witness::load(), Witness::document()) else { return };
    let (server, desk) = (full_platform(document.clone()).await, Desk::new());
    let client = desk.client(&server.base_url);
    let fresh = client.bid_for_edit(ID, &*desk).await.unwrap();
    let same = client.update_bid(&fresh, &fresh.bid, &["contract_number"], &*desk).await.unwrap();
    assert_eq!(same.method, WriteMethod::Apply);
    let read = of(&document, "BidTruckingGetModel");
    let body = server.seen().pop().unwrap().body;
    assert_kept(&document, &read, &json!({"$ref": "#/components/schemas/BidTruckingEditModel"}), &body, "");
    for renamed in ["cargoOwnerDictionaryItemId", "contractId", "secondaryDriverId"] {
        assert_eq!(body[renamed], json!(ID.0), "{renamed}");
    }
    assert_eq!(body["bidPoints"][0]["customPointTypeId"], json!(ID.0));

    for (schema, model, entry) in [
        (
            "DriverEditModel",
            "DriverEditModel",
            BookEntry::Driver(Driver {
                last_name: "А123ВС/45".into(),
                first_name: "А123ВС/45".into(),
                patronymic: Some("А123ВС/45".into()),
                ..Driver::default()
            }),
        ),
        ("CarGetModel", "CarEditModel", BookEntry::Car(Car { type_id: Some(ID), ..Car::default() })),
        ("TrailerGetModel", "TrailerEditModel", BookEntry::Trailer(Trailer::default())),
        (
            "CounterpartyModel",
            "CounterpartyEditModel",
            BookEntry::Counterparty(Counterparty {
                name: "А123ВС/45".into(),
                inn: Some("А123ВС/45".into()),
                kpp: Some("А123ВС/45".into()),
                ..Counterparty::default()
            }),
        ),
    ] {
        client.apply_book(&entry, Some(ID)).await.unwrap();
        let body = server.seen().pop().unwrap().body;
        let model = json!({"$ref": format!("#/components/schemas/{model}")});
        assert_kept(&document, &of(&document, schema), &model, &body, schema);
    }
    judge(&witness, &server.seen());
}
