//! Making and changing bids: three shapes to read, two ways to write, and everything that is refused.

use serde_json::{Value, json};

use crate::desk::{Crew, Desk, changed, point};

async fn desk_and_crew() -> (Desk, Crew) {
    let desk = Desk::open().await;
    let crew = Crew::of_the_example(&desk).await;
    (desk, crew)
}

#[tokio::test]
async fn the_example_of_the_manual_becomes_a_draft_with_three_faces() {
    let (desk, crew) = desk_and_crew().await;
    let mut bid = crew.bid("2026-12-01T10:00", "2026-12-02 14:00");
    bid["externalId"] = json!("01939f2c-aaaa-7bbb-8ccc-000000000001");
    bid["isVatTop"] = json!(true);
    let reply = desk.post("TruckingBids/Apply", &bid).await.json();
    assert_eq!(reply["isRouteBuilt"], true);
    let id = reply["id"].as_i64().unwrap();

    let row = desk.row("bids/GetListForExternal", "externalId eq '01939f2c-aaaa-7bbb-8ccc-000000000001'").await;
    assert_eq!((&row["id"], &row["status"], &row["isDeleted"]), (&json!(id), &json!("New"), &json!(false)));
    assert_eq!((&row["counterpartyId"], &row["driverId"]), (&json!(crew.customer), &json!(crew.driver)));
    assert_eq!((&row["car"]["id"], &row["trailer"]["id"]), (&json!(crew.car), &json!(crew.trailer)));
    assert_eq!(row["bidPoints"][0]["planEnterDate"], "2026-12-01T10:00:00");
    assert_eq!(row["bidPoints"][0]["planEnterDateOffset"], "2026-12-01T10:00:00+03:00", "Казань");
    assert_eq!(row["bidPoints"][1]["planEnterDateOffset"], "2026-12-02T14:00:00+05:00", "Уфа");
    assert!(row.get("version").is_none());

    let view = desk.get(&format!("bids/get/{id}")).await.json();
    assert_eq!(
        (&view["cargoOwnerDictionaryItem"]["id"], &view["car"]["carId"]),
        (&json!(crew.customer), &json!(crew.car))
    );
    assert_eq!((&view["driver"]["id"], &view["trailer"]["id"]), (&json!(crew.driver), &json!(crew.trailer)));
    assert_eq!(view["priceWithoutVatOnTop"].to_string(), "98361.07", "120000.50 less 22 %");

    let edit = desk.get(&format!("TruckingBids/Get/{id}")).await.json();
    assert_eq!((&edit["counterparty"]["id"], &edit["carOption"]["carId"]), (&json!(crew.customer), &json!(crew.car)));
    assert_eq!(
        (&edit["driver"]["id"], &edit["trailerOption"]["trailerId"]),
        (&json!(crew.driver), &json!(crew.trailer))
    );
    assert_eq!(edit["version"], view["version"]);
    assert!(edit.get("updatedAt").is_none() && edit.get("isDeleted").is_none());
    for text in [desk.get(&format!("TruckingBids/Get/{id}")).await.text, desk.get(&format!("bids/get/{id}")).await.text]
    {
        assert!(text.contains("\"price\":120000.5"), "a number, digit for digit: {text}");
    }
    assert_eq!(edit["cargos"][0]["weight"].as_f64(), Some(18.5));
    assert!(edit["bidPoints"][0]["id"].as_i64().unwrap() > 0 && edit["cargos"][0]["id"].as_i64().unwrap() > 0);
}

#[tokio::test]
async fn money_keeps_its_digits_and_comes_as_a_string_too() {
    let (desk, crew) = desk_and_crew().await;
    for (sent, kept) in
        [("123456789012.10", "123456789012.10"), ("\"234000\"", "234000"), ("0.01", "0.01"), ("1.5e3", "1500")]
    {
        let text = crew.bid("2026-12-01T10:00", "2026-12-02T14:00").to_string().replace("120000.5", sent);
        let reply =
            desk.send("POST", "TruckingBids/Apply", desk.http.post(desk.url("TruckingBids/Apply")).body(text)).await;
        let id = reply.json()["id"].as_i64().unwrap();
        let read = desk.get(&format!("TruckingBids/Get/{id}")).await.text;
        assert!(read.contains(&format!("\"price\":{kept},")), "{sent}: {read}");
    }
}

#[tokio::test]
async fn what_is_wrong_with_a_bid_is_said_in_a_sentence() {
    let (desk, crew) = desk_and_crew().await;
    let right = crew.bid("2026-12-01T10:00", "2026-12-02T14:00");
    for (pointer, value, words) in [
        ("/paymentTypeId", Value::Null, "тип оплаты"),
        ("/paymentTypeId", json!(crew.vat), "paymentTypeId"),
        ("/ndsTypeId", Value::Null, "НДС"),
        ("/ndsTypeId", json!(5), "ndsTypeId"),
        ("/price", json!(0), "больше нуля"),
        ("/price", Value::Null, "больше нуля"),
        ("/price", json!("много"), "число"),
        ("/price", json!(-5), "отрицательным"),
        ("/driver", Value::Null, "водитель"),
        ("/driver/id", json!(crew.car), "driverId"),
        ("/driver", json!(7), "объект"),
        ("/carOption/carId", json!(crew.driver), "carId"),
        ("/carOption", Value::Null, "автомобиль"),
        ("/trailerOption/trailerId", json!(1), "trailerId"),
        ("/cargoOwnerDictionaryItemId", json!(crew.car), "cargoOwnerDictionaryItemId"),
        ("/legalPersonId", json!(crew.car), "legalPersonId"),
        ("/responsibleId", json!(crew.car), "responsibleId"),
        ("/contractId", json!(1), "contractId"),
        ("/secondaryDriverId", json!(crew.driver), "разными"),
        ("/status", json!("Flying"), "status"),
        ("/isVatTop", json!("yes"), "isVatTop"),
        ("/paymentPeriodType", json!("InMoonDays"), "paymentPeriodType"),
        ("/externalId", json!("x".repeat(73)), "72"),
        ("/cargos", json!([]), "наименование груза"),
        ("/cargos/0/name", json!(" "), "наименование груза"),
        ("/cargos/0/typeId", Value::Null, "тип груза"),
        ("/cargos/0/typeId", json!(crew.payment), "cargos[0].typeId"),
        ("/cargos/0/id", json!(77), "cargos[0].id"),
        ("/bidPoints", Value::Null, "не менее двух точек"),
        ("/bidPoints/1", Value::Null, "не менее двух точек"),
        ("/bidPoints/0/type", json!("UnloadPoint"), "точку загрузки"),
        ("/bidPoints/1/type", json!("LoadPoint"), "точку выгрузки"),
        ("/bidPoints/1/type", json!("Landing"), "bidPoints[1].type"),
        ("/bidPoints/0/id", json!(77), "bidPoints[0].id"),
        ("/bidPoints/0/planEnterDate", Value::Null, "Точка №1"),
        ("/bidPoints/1/planEnterDate", json!("01.12.2026"), "bidPoints[1].planEnterDate"),
        ("/bidPoints/1/planEnterDate", json!("2026-12-01T12:00"), "позже"),
        ("/bidPoints/0/planLeaveDate", json!("2026-12-01T09:00"), "раньше"),
        ("/bidPoints/0/geozone", Value::Null, "адрес"),
        ("/bidPoints/0/geozone/address", json!(""), "адрес"),
        ("/bidPoints/0/geozone/city", Value::Null, "населённый пункт"),
        ("/bidPoints/1/geozone/location", Value::Null, "координаты"),
        ("/bidPoints/1/geozone/location/coordinates", json!([0, 0]), "координаты"),
        ("/bidPoints/1/geozone/location/coordinates", json!([55.97]), "координаты"),
        ("/bidPoints/1/geozone/location/coordinates", json!([155.97, 154.7]), "координаты"),
        ("/bidPoints/1/counterpartyPointId", json!(crew.car), "counterpartyPointId"),
        ("/bidPoints/1/customPointTypeId", json!(1), "customPointTypeId"),
        ("/id", json!(999_999), "999999"),
    ] {
        let sentence = desk.refused("TruckingBids/Apply", &changed(&right, pointer, value.clone())).await;
        assert!(sentence.contains(words), "{pointer} {value}: {sentence}");
    }
    let rows = desk.list("bids/GetListForExternal", &[("$filter", &format!("car/id eq {}", crew.car))]).await;
    assert_eq!(rows.total(), 0, "nothing of it was kept");
}

#[tokio::test]
async fn the_order_of_time_is_that_of_the_world_not_of_the_clocks() {
    let (desk, crew) = desk_and_crew().await;
    // 12:00 in Уфа is 10:00 in Казань: the clocks show two hours more, but it is the same moment.
    let refused = desk.refused("TruckingBids/Apply", &crew.bid("2026-12-01T10:00", "2026-12-01T12:00")).await;
    assert!(refused.contains("позже"), "{refused}");
    desk.done("TruckingBids/Apply", &crew.bid("2026-12-01T10:00", "2026-12-01T12:01")).await;
}

#[tokio::test]
async fn a_full_write_resets_what_it_leaves_out_and_keeps_numbers() {
    let (desk, crew) = desk_and_crew().await;
    let mut bid = crew.bid("2026-12-01T10:00", "2026-12-02T14:00");
    for (field, value) in [
        ("externalId", json!("handle")),
        ("contractNumber", json!("15/26")),
        ("invoiceTriggerType", json!("ByScan")),
        ("routeCost", json!(1000.25)),
        ("expressBid", json!({ "settings": { "averageSpeed": 60.0, "workHours": 9.0, "dayStart": "08:00:00" } })),
        ("payment", json!({ "paymentStatus": "NotPaid", "planPaymentDate": "2026-12-20" })),
        ("temperatureRegime", json!({ "temperatureMinimum": 2.0, "temperatureMaximum": 6.0 })),
    ] {
        bid[field] = value;
    }
    bid["bidPoints"][0]["contactPerson"] = json!({ "id": 0, "name": "Анна", "phoneNumber": "8 912 000" });
    let id = desk.done("TruckingBids/Apply", &bid).await;
    let before = desk.get(&format!("TruckingBids/Get/{id}")).await.json();
    assert_eq!(before["expressBid"]["settings"]["dayStart"], "08:00:00");
    assert_eq!(before["payment"]["planPaymentDate"], "2026-12-20");

    let mut again = crew.bid("2026-12-01T11:00", "2026-12-02T14:00");
    again["id"] = json!(id);
    again["bidPoints"][0]["id"] = before["bidPoints"][0]["id"].clone();
    again["cargos"][0]["id"] = before["cargos"][0]["id"].clone();
    assert_eq!(desk.done("TruckingBids/Apply", &again).await, id);
    let after = desk.get(&format!("TruckingBids/Get/{id}")).await.json();
    for field in ["externalId", "contractNumber", "invoiceTriggerType", "expressBid", "payment", "temperatureRegime"] {
        assert_eq!(after[field], Value::Null, "{field}");
    }
    assert_eq!(after["bidPoints"][0]["id"], before["bidPoints"][0]["id"]);
    assert_eq!(after["bidPoints"][0]["geozone"]["id"], before["bidPoints"][0]["geozone"]["id"]);
    assert_eq!(after["bidPoints"][0]["contactPerson"], Value::Null);
    assert_ne!(after["bidPoints"][1]["id"], before["bidPoints"][1]["id"], "sent without a number it is another point");
    assert_eq!(after["cargos"][0]["id"], before["cargos"][0]["id"]);
    assert_ne!(after["version"], before["version"]);
}

#[tokio::test]
async fn a_patch_changes_what_it_names_and_nothing_else() {
    let (desk, crew) = desk_and_crew().await;
    let mut bid = crew.bid("2026-12-01T10:00", "2026-12-02T14:00");
    bid["contractNumber"] = json!("15/26");
    let id = desk.done("TruckingBids/Apply", &bid).await;
    let before = desk.get(&format!("TruckingBids/Get/{id}")).await.json();
    desk.done("TruckingBids/Patch", &json!({ "id": id, "price": 99_000.0, "trailerId": null, "isVatTop": true })).await;
    let mut expected = before.clone();
    expected["price"] = json!(99_000.0);
    expected["isVatTop"] = json!(true);
    let after = desk.get(&format!("TruckingBids/Get/{id}")).await.json();
    expected["priceWithoutVatOnTop"] = after["priceWithoutVatOnTop"].clone();
    expected["version"] = after["version"].clone();
    assert_eq!(after, expected);

    // Arrays come whole; a point put between two others by its place stands last in the array.
    let mut points = after["bidPoints"].as_array().unwrap().clone();
    points[1]["order"] = json!(2);
    points.push(point(
        "CustomPoint",
        1,
        "2026-12-01T20:00",
        "Набережные Челны, Складская, 1",
        "Набережные Челны",
        [52.406, 55.7436],
    ));
    desk.done("TruckingBids/Patch", &json!({ "id": id, "bidPoints": points })).await;
    let row = desk.bid(id).await;
    let order: Vec<i64> = row["bidPoints"].as_array().unwrap().iter().map(|p| p["order"].as_i64().unwrap()).collect();
    assert_eq!(order, [0, 2, 1]);
    for (body, word) in [
        (json!({ "id": id, "driverId": crew.car }), "driverId"),
        (json!({ "id": id, "price": 0 }), "больше нуля"),
        (json!({ "id": id, "bidPoints": [points[0]] }), "не менее двух точек"),
        (json!({ "price": 5 }), "№0"),
    ] {
        assert!(desk.refused("TruckingBids/Patch", &body).await.contains(word), "{body}");
    }
}

#[tokio::test]
async fn every_write_moves_the_date_of_change_and_the_version_and_calculations_only_the_date() {
    let options = cargorun_desk::sandbox::Options {
        recalculation_delay: std::time::Duration::from_millis(300),
        ..crate::desk::options()
    };
    let desk = Desk::with(options).await;
    let crew = Crew::of_the_example(&desk).await;
    let id = desk.done("TruckingBids/Apply", &crew.bid("2026-12-01T10:00", "2026-12-02T14:00")).await;
    let written = desk.bid(id).await;
    assert_eq!(written["planMileage"].as_f64(), Some(0.0), "the route is not worked out yet");
    let version = desk.get(&format!("bids/get/{id}")).await.json()["version"].clone();
    let worked_out = desk.wait_for_bid(id, |bid| bid["planMileage"].as_f64() > Some(0.0)).await;
    let metres = worked_out["planMileage"].as_f64().unwrap();
    assert!((500_000.0..600_000.0).contains(&metres), "Казань–Уфа is some 530 km: {metres}");
    assert!(worked_out["updatedAt"].as_str() > written["updatedAt"].as_str());
    let moment = worked_out["updatedAt"].as_str().unwrap();
    assert_eq!(moment.len(), "2026-11-21T21:30:16.1234567Z".len(), "{moment}");
    assert_eq!(desk.get(&format!("bids/get/{id}")).await.json()["version"], version, "nobody edited it");
    desk.done("TruckingBids/Patch", &json!({ "bidId": id, "price": 5 })).await;
    assert_ne!(desk.get(&format!("bids/get/{id}")).await.json()["version"], version);
}

#[tokio::test]
async fn no_road_leads_to_an_island() {
    let (desk, crew) = desk_and_crew().await;
    let mut bid = crew.bid("2026-12-01T10:00", "2026-12-12T14:00");
    bid["bidPoints"][1]["geozone"]["location"]["coordinates"] = json!([142.74, 46.96]);
    let reply = desk.post("TruckingBids/Apply", &bid).await.json();
    assert_eq!(reply["isRouteBuilt"], false);
    let row = desk.bid(reply["id"].as_i64().unwrap()).await;
    assert_eq!(row["bidPoints"][1]["planEnterDateOffset"], "2026-12-12T14:00:00+11:00", "Сахалин");
}

#[tokio::test]
async fn an_empty_run_needs_no_price_and_no_cargo() {
    let (desk, crew) = desk_and_crew().await;
    let mut bid = crew.bid("2026-12-01T10:00", "2026-12-02T14:00");
    for field in ["price", "paymentTypeId", "ndsTypeId", "cargos", "cargoOwnerDictionaryItemId"] {
        bid = changed(&bid, &format!("/{field}"), Value::Null);
    }
    bid["isEmptyMileageBid"] = json!(true);
    bid["emptyMileageBid"] = json!({ "logisticReasonTypeId": desk.item("EmptyMileageBidReasonType", "Ремонт").await });
    let id = desk.done("TruckingBids/Apply", &bid).await;
    assert_eq!(desk.bid(id).await["isEmptyMileageBid"], true);
    bid["emptyMileageBid"] = json!({ "logisticReasonTypeId": 1 });
    assert!(desk.refused("TruckingBids/Apply", &bid).await.contains("logisticReasonTypeId"));
}

#[tokio::test]
async fn a_copy_has_numbers_of_its_own_and_nobodys_handle() {
    let (desk, crew) = desk_and_crew().await;
    let mut bid = crew.bid("2026-12-01T10:00", "2026-12-02T14:00");
    bid["externalId"] = json!("handle");
    let id = desk.done("TruckingBids/Apply", &bid).await;
    let copy = desk.done("TruckingBids/Clone", &json!({ "id": id })).await;
    let (one, other) = (desk.bid(id).await, desk.bid(copy).await);
    assert_eq!((&other["externalId"], &other["status"]), (&Value::Null, &json!("New")));
    assert_eq!(one["price"], other["price"]);
    assert_ne!(one["bidPoints"][0]["id"], other["bidPoints"][0]["id"]);
}
