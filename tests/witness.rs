//! The witness itself: what is right by the vendor's file passes, planted mistakes don't, and no exception is idle.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a helper of a test may fail as loudly as the test")]

#[path = "support/witness.rs"]
mod witness;
#[path = "support/witness_examples.rs"]
mod witness_examples;

use serde_json::{Value, json};

use self::witness::{EXCEPTIONS, Exchange, Mistakes, Witness};
use self::witness_examples::{Example, Side, bid_row, bid_to_apply, right};

fn check(witness: &Witness, example: &Example) -> Result<(), Mistakes> {
    let Example { method, path, side, body } = example;
    match side {
        Side::Request { query } => witness.check_request(method, path, query, body),
        Side::Response { status } => witness.check_response(method, path, *status, body),
    }
}

/// The mistakes in an example when `pointer` holds `value` instead; a pointer into nothing adds a property.
fn spoiled(witness: &Witness, example: &Example, pointer: &str, value: Value) -> Mistakes {
    let mut spoiled = example.clone();
    let (holder, name) = pointer.rsplit_once('/').unwrap();
    match spoiled.body.pointer_mut(holder) {
        Some(Value::Object(properties)) => drop(properties.insert(name.to_owned(), value)),
        Some(Value::Array(elements)) => elements[name.parse::<usize>().unwrap()] = value,
        _ => panic!("there is nothing at {holder}"),
    }
    check(witness, &spoiled).err().unwrap_or_default()
}

fn list_of_bids() -> Example {
    let side = Side::Response { status: 200 };
    Example { method: "GET", path: "/api/bids/GetListForExternal", side, body: json!([bid_row()]) }
}

#[test]
fn what_is_right_passes() {
    let Some(witness) = Witness::load() else { return };
    for example in right() {
        assert_eq!(check(&witness, &example), Ok(()), "{example:?}");
    }
}

#[test]
fn planted_mistakes_in_a_request_are_named_with_their_place() {
    let Some(witness) = Witness::load() else { return };
    let bid = bid_to_apply();
    for (pointer, value, sentence) in [
        ("/cargoOwnerId", json!(77), "/cargoOwnerId: unknown property"),
        ("/carId", json!(41), "/carId: unknown property"),
        ("/bidId", json!(0), "/bidId: read-only, a request must not hold it"),
        ("/id", json!("0"), r#"/id: "0" is not of type "integer""#),
        ("/driver/id", json!(5.0), r#"/driver/id: 5.0 is not of type "integer""#),
        ("/price", json!("120000.50"), r#"/price: "120000.50" is not of types "null", "number""#),
        ("/carOption", Value::Null, r#"/carOption: null is not of type "object""#),
        ("/bidPoints/1/geozone/lat", json!(54.9), "/bidPoints/1/geozone/lat: unknown property"),
        (
            "/bidPoints/0/geozone/location/coordinates/0",
            json!("73.368"),
            "/bidPoints/0/geozone/location/coordinates/0: ",
        ),
        ("/bidPoints/0/geozone/location/type", json!("LineString"), "/bidPoints/0/geozone/location/type: "),
        ("/bidPoints/0/planEnterDate", json!("2026-12-01T10:00:00Z"), "/bidPoints/0/planEnterDate: "),
        ("/bidPoints/0/planEnterDate", json!("01.12.2026 10:00"), "/bidPoints/0/planEnterDate: "),
        ("/bidPoints/0/planEnterDateOffset", json!("2026-12-01T10:00:00"), "/bidPoints/0/planEnterDateOffset: "),
        ("/externalUpdatedAt", json!("2026-11-20T06:00:00"), "/externalUpdatedAt: "),
        ("/status", json!("Cancelled"), "/status: \"Cancelled\" is not one of "),
        ("/bidPoints/0/order", json!(3_000_000_000_u32), "/bidPoints/0/order: "),
    ] {
        let mistakes = spoiled(&witness, &bid, pointer, value.clone());
        let wanted = format!("POST /api/TruckingBids/Apply, request: {sentence}");
        assert!(mistakes.len() == 1 && mistakes[0].starts_with(&wanted), "{pointer} {value}: {mistakes:?}");
    }
}

#[test]
fn planted_mistakes_in_an_answer_are_named_with_their_place() {
    let Some(witness) = Witness::load() else { return };
    for (pointer, value, sentence) in [
        ("/0/updatedAt", json!("2026-12-03T12:00:00"), "/0/updatedAt: "),
        ("/0/status", json!("Cancelled"), "/0/status: "),
        ("/0/version", json!("3f2504e0-4f89-41d3-9a0c-0305e82c3301"), "/0/version: unknown property"),
        ("/0/payment", json!({}), "/0/payment: unknown property"),
        ("/0/bidPoints/0/planEnterDate", json!("2026-12-01T10:00:00+06:00"), "/0/bidPoints/0/planEnterDate: "),
        ("/0/bidPoints/0/planEnterDateOffset", json!("2026-12-01T10:00:00"), "/0/bidPoints/0/planEnterDateOffset: "),
        ("/0/bidPoints/0/geozone/location", Value::Null, "/0/bidPoints/0/geozone/location: "),
        ("/0/isDeleted", Value::Null, "/0/isDeleted: "),
        ("/0/car/typeId", Value::Null, "/0/car/typeId: "),
        ("/0/cargos/0/unitOfMeasure", json!("tonne"), "/0/cargos/0/unitOfMeasure: "),
    ] {
        let mistakes = spoiled(&witness, &list_of_bids(), pointer, value.clone());
        let wanted = format!("GET /api/bids/GetListForExternal, answer 200: {sentence}");
        assert!(mistakes.len() == 1 && mistakes[0].starts_with(&wanted), "{pointer} {value}: {mistakes:?}");
    }
}

/// Every pointer of a body, with what stands there.
fn places(body: &Value, pointer: &str, found: &mut Vec<(String, Value)>) {
    let inner: Vec<(String, &Value)> = match body {
        Value::Object(properties) => properties.iter().map(|(name, value)| (name.clone(), value)).collect(),
        Value::Array(elements) => elements.iter().enumerate().map(|(at, value)| (at.to_string(), value)).collect(),
        _ => Vec::new(),
    };
    for (name, value) in inner {
        let pointer = format!("{pointer}/{name}");
        places(value, &pointer, found);
        found.push((pointer, value.clone()));
    }
}

#[test]
fn no_property_of_a_right_body_may_be_renamed_or_change_its_type() {
    let Some(witness) = Witness::load() else { return };
    for example in [bid_to_apply(), list_of_bids()] {
        let mut found = Vec::new();
        places(&example.body, "", &mut found);
        assert!(found.len() > 50);
        for (pointer, value) in found {
            let renamed = format!("{pointer}x");
            if !pointer.ends_with(|last: char| last.is_ascii_digit()) {
                assert!(!spoiled(&witness, &example, &renamed, value.clone()).is_empty(), "{renamed}");
            }
            let other = match value {
                Value::Array(_) => json!(5),
                Value::Number(number) => json!(number.to_string()),
                _ => json!([true]),
            };
            assert!(!spoiled(&witness, &example, &pointer, other.clone()).is_empty(), "{pointer} as {other}");
        }
    }
}

#[test]
fn a_missing_property_is_named() {
    let Some(witness) = Witness::load() else { return };
    for (path, body, missing) in [
        ("/api/TruckingBids/SetStatus", json!({"bidId": 901, "status": "Started"}), "/id: missing"),
        ("/api/Bids/Cancel", json!({"id": 901}), "/bidId: missing"),
        ("/api/Bids/Restore", json!({"bidId": 901}), "/id: missing"),
        ("/api/TruckingBids/Patch", json!({"driverId": 6}), "/id: missing"),
        ("/api/Car/Apply", json!({"id": 0, "number": "А123ВС/45"}), "/brandTypeId: missing"),
    ] {
        let mistakes = witness.check_request("POST", path, "", &body).unwrap_err();
        assert!(mistakes.contains(&format!("POST {path}, request: {missing}")), "{mistakes:?}");
    }
    let mut bid = bid_to_apply();
    bid.body.pointer_mut("/bidPoints/1/geozone").and_then(Value::as_object_mut).unwrap().remove("id");
    assert_eq!(
        check(&witness, &bid),
        Err(vec!["POST /api/TruckingBids/Apply, request: /bidPoints/1/geozone/id: missing".to_owned()])
    );
    let mistakes = witness.check_request("POST", "/api/Driver/Apply", "", &Value::Null).unwrap_err();
    assert_eq!(mistakes, [r#"POST /api/Driver/Apply, request: /: null is not of type "object""#]);
}

#[test]
fn paths_queries_and_statuses_are_held_to_the_contract() {
    let Some(witness) = Witness::load() else { return };
    let body = Value::Null;
    for (method, path, query, mistake) in [
        ("GET", "/api/bids/GetAll", "", "no such path"),
        ("GET", "/api/bids/GetListForExternal/", "", "no such path"),
        ("POST", "/api/bids/GetListForExternal", "", "not with this verb"),
        ("GET", "/api/bids/get/abc", "", "path parameter 'bidId': 'abc' is not"),
        ("GET", "/api/CargoOwnerDictionary/Get(x)", "", "path parameter 'id': 'x' is not"),
        ("GET", "/api/CargoOwnerDictionary/Get()", "", "no such path"),
        ("GET", "/api/Driver/GetList", "deleted=true", "query parameter 'deleted' is unknown"),
        ("GET", "/api/Driver/GetList", "withDeleted=1", "query parameter 'withDeleted': '1' is not"),
        ("GET", "/api/Car/GetList", "withDeleted=true", "query parameter 'withDeleted' is unknown"),
        ("GET", "/api/Car/GetForEdit", "id=4.0", "query parameter 'Id': '4.0' is not"),
        ("GET", "/api/Driver/GetList", "$top=5&%24TOP=6", "query parameter '$TOP' is given twice"),
        ("GET", "/api/Driver/GetList", "$top=%zz", "'$top=%zz' is not percent-encoded"),
        ("GET", "/api/Car/GetCarMileageForPeriod", "start=2025-10-31T21:00:00Z", "query parameter 'Start': "),
        (
            "GET",
            "/api/TruckingBids/GetActiveBidsByCar",
            "StartedAt=2025-10-31T21:00:00",
            "query parameter 'StartedAt': ",
        ),
    ] {
        let mistakes = witness.check_request(method, path, query, &body).unwrap_err();
        assert!(mistakes.len() == 1 && mistakes[0].contains(mistake), "{method} {path}?{query}: {mistakes:?}");
    }
    assert!(witness.check_request("GET", "/api/Driver/GetList", "", &json!({})).is_err(), "a body where none is taken");
    for (path, status, body) in [
        ("/api/Driver/GetList", 404, json!("нет")),
        ("/api/Driver/GetList", 422, json!("нет")),
        ("/api/Driver/GetList", 429, json!("нет")),
        ("/api/Driver/GetList", 400, Value::Null),
        ("/api/Driver/GetList", 400, json!({"error": "нет"})),
        ("/api/Driver/GetList", 200, json!({})),
        ("/api/Driver/GetList", 200, Value::Null),
    ] {
        assert!(witness.check_response("GET", path, status, &body).is_err(), "{path} {status} {body}");
    }
    for body in [json!({}), json!({"id": "5"}), json!({"id": 0}), Value::Null, json!(5)] {
        assert!(witness.check_response("POST", "/api/Driver/Apply", 200, &body).is_err(), "{body}");
    }
}

#[test]
fn a_recorded_exchange_is_judged_on_both_sides() {
    let Some(witness) = Witness::load() else { return };
    let exchange = Exchange {
        method: "POST".to_owned(),
        path_and_query: "/api/TruckingBids/SetStatus".to_owned(),
        request_body: r#"{"id": 901, "bidId": 901, "status": "Started"}"#.to_owned(),
        status: 400,
        response_body: "Машина занята заявкой №900123".to_owned(),
    };
    assert_eq!(witness.check_exchange(&exchange), Ok(()));
    let wrong = Exchange { request_body: r#"{"bidId": "901"}"#.to_owned(), response_body: String::new(), ..exchange };
    let mistakes = witness.check_exchange(&wrong).unwrap_err();
    assert_eq!(mistakes.len(), 3, "{mistakes:?}");
    let listing = Exchange {
        method: "GET".to_owned(),
        path_and_query: "/api/CargoOwnerDictionary/GetList?$top=50".to_owned(),
        request_body: String::new(),
        status: 200,
        response_body: "[]".to_owned(),
    };
    assert_eq!(witness.check_exchange(&listing), Ok(()));
}

#[test]
fn every_exception_is_needed() {
    let Some(document) = Witness::document() else { return };
    for exception in EXCEPTIONS {
        let others = EXCEPTIONS.iter().filter(|other| other.name != exception.name);
        let witness = Witness::with(document.clone(), others).unwrap();
        let refused = right().iter().any(|example| check(&witness, example).is_err());
        assert!(refused, "'{}' changes nothing for what is right: {}", exception.name, exception.why);
    }
}

#[test]
fn exceptions_do_not_outlive_what_they_except() {
    let elsewhere = json!({"paths": {}, "components": {"schemas": {}}});
    assert!(Witness::with(elsewhere.clone(), []).is_ok());
    let idle = EXCEPTIONS.iter().filter(|exception| Witness::with(elsewhere.clone(), [*exception]).is_ok());
    // These speak of every method or every schema, so they have nothing to miss.
    assert_eq!(idle.count(), 5);
}

/// The witness of one method whose body is `schema`, beside a named schema.
fn witness_of(schema: &Value, named: &Value) -> Result<Witness, String> {
    let content = json!({"content": {"application/json": {"schema": schema}}});
    let operation = json!({"requestBody": content, "responses": {"200": content}});
    Witness::with(json!({"paths": {"/x": {"post": operation}}, "components": {"schemas": {"Named": named}}}), [])
}

fn takes(witness: &Witness, json: &str) -> bool {
    witness.check_request("POST", "/x", "", &serde_json::from_str(json).unwrap()).is_ok()
}

#[test]
fn numbers_are_judged_by_how_they_are_written() {
    for (format, right, wrong) in [
        (
            json!({"type": "integer", "format": "int64"}),
            vec!["0", "-5", "9223372036854775807", "-9223372036854775808"],
            vec![
                "5.0",
                "1e2",
                "9223372036854775808",
                "-9223372036854775809",
                "1e30",
                "99999999999999999999999999",
                "\"5\"",
                "null",
            ],
        ),
        (json!({"type": "integer", "format": "int32"}), vec!["2147483647"], vec!["2147483648", "-2147483649", "0.5"]),
        (
            json!({"type": "number", "format": "double"}),
            vec!["5", "5.0", "120000.50", "1e2", "0.1000000000000000000000000001"],
            vec!["\"5\"", "null", "true"],
        ),
    ] {
        let witness = witness_of(&format, &json!({})).unwrap();
        assert_eq!(right.iter().find(|json| !takes(&witness, json)), None, "{format}");
        assert_eq!(wrong.iter().find(|json| takes(&witness, json)), None, "{format}");
    }
}

#[test]
fn formats_are_held() {
    for (format, right, wrong) in [
        (
            "date-time",
            vec!["2026-12-01T10:00:00Z", "2026-12-01T10:00:00.1234567+03:00"],
            vec![
                "2026-12-01T10:00:00",
                "2026-12-01",
                "2026-12-01 10:00:00Z",
                "2026-12-01T10:00Z",
                "2026-13-01T10:00:00Z",
                "",
            ],
        ),
        (
            "local-date-time",
            vec!["2026-12-01T10:00", "2026-12-01T10:00:00", "2026-12-01T10:00:00.5"],
            vec![
                "2026-12-01T10:00:00Z",
                "2026-12-01T10:00:00+03:00",
                "2026-12-01 10:00",
                "2026-12-01",
                "2026-12-1T10:00:00",
                "",
            ],
        ),
        ("date", vec!["2026-12-01"], vec!["2026-12-01T00:00:00Z", "2026-2-30", "01.12.2026", ""]),
        (
            "date-span",
            vec!["00:15:00", "-1.02:30:00", "10.00:00:00.1234567"],
            vec!["15", "00:15", "24:00:00", "0:15:00", "PT15M", "1.:00:00", ""],
        ),
        (
            "uuid",
            vec!["3f2504e0-4f89-41d3-9a0c-0305e82c3301"],
            vec!["3f2504e04f8941d39a0c0305e82c3301", "{3f2504e0-4f89-41d3-9a0c-0305e82c3301}", "3f2504e0", ""],
        ),
    ] {
        let witness = witness_of(&json!({"type": "string", "format": format}), &json!({})).unwrap();
        let quoted = |text: &&&str| takes(&witness, &json!(text).to_string());
        assert_eq!(right.iter().find(|text| !quoted(text)), None, "{format}");
        assert_eq!(wrong.iter().find(|text| quoted(text)), None, "{format}");
    }
}

#[test]
fn null_is_taken_where_the_contract_allows_it_and_nowhere_else() {
    let named = json!({"type": "string", "enum": ["A", "B"]});
    let reference = json!({"$ref": "#/components/schemas/Named"});
    for (schema, allowed) in [
        (reference.clone(), false),
        (json!({"$ref": "#/components/schemas/Named", "nullable": true}), true),
        (json!({"allOf": [reference.clone()], "nullable": true}), true),
        (json!({"allOf": [reference], "description": "any"}), false),
        (json!({"type": "string", "enum": ["A"], "nullable": true}), true),
        (json!({"type": "string", "enum": ["A"]}), false),
    ] {
        let witness = witness_of(&schema, &named).unwrap();
        assert_eq!(takes(&witness, "null"), allowed, "{schema}");
        assert!(takes(&witness, r#""A""#) && !takes(&witness, r#""C""#) && !takes(&witness, "5"), "{schema}");
    }
}

#[test]
fn what_the_witness_does_not_understand_stops_it() {
    for schema in [
        json!({"type": "string", "pattern": "^a"}),
        json!({"type": "string", "format": "email"}),
        json!({"$ref": "other.json#/Named"}),
        json!({"type": "object", "properties": {"a": {"type": "integer", "format": "int16"}}}),
    ] {
        assert!(witness_of(&json!({}), &schema).is_err(), "{schema}");
    }
}
