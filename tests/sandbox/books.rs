//! Reference books and catalogs: what they hold, what they take, what they refuse.

use serde_json::{Value, json};

use crate::desk::{Crew, Desk};

#[tokio::test]
async fn the_catalogs_answer_the_documents_own_queries() {
    let desk = Desk::open().await;
    // Integration document, 3.2.1, letter for letter.
    let all = desk
        .get(
            "Catalogs/Get?$select=id,type,propertyName,displayName&$expand=entityOptions($select=id,displayName),\
             items($filter=isDeleted%20eq%20false;$expand=itemEntityOptions($expand=entityOption($select=id,propertyName,\
             displayName,valueCatalogType,valueClrType);$select=id);$select=id,propertyName,displayName)&$orderby=id%20desc",
        )
        .await
        .rows();
    let names: Vec<&str> = all.iter().map(|catalog| catalog["type"].as_str().unwrap()).collect();
    for name in ["CarType", "TrailerType", "CargoType", "NDSType", "PaymentType", "CarBrandType", "TrailerBrandType"] {
        assert!(names.contains(&name), "{name} is missing among {names:?}");
    }
    let ids: Vec<i64> = all.iter().map(|catalog| catalog["id"].as_i64().unwrap()).collect();
    assert!(ids.is_sorted_by(|a, b| a > b), "by number, the greatest first: {ids:?}");
    assert!(all.iter().flat_map(|c| c["items"].as_array().unwrap()).all(|item| item["isDeleted"] == false));

    let filtered =
        desk.get("catalogs/get?$filter=type eq 'NDSType'&$expand=items($filter=isDeleted eq false)").await.rows();
    let rates: Vec<&str> =
        filtered[0]["items"].as_array().unwrap().iter().map(|item| item["displayName"].as_str().unwrap()).collect();
    assert_eq!(rates, ["Без НДС", "НДС 0%", "НДС 5%", "НДС 7%", "НДС 10%", "НДС 20%", "НДС 22%"]);
    let whole = desk.row("Catalogs/GetSimple", "propertyName eq 'NDSType'").await;
    assert!(whole["items"].as_array().unwrap().iter().any(|item| item["isDeleted"] == true), "unless asked otherwise");
    let items = desk.list("Catalogs/GetItems", &[("$filter", "propertyName eq 'PaymentType'")]).await;
    assert_eq!(items.total(), 4);
}

#[tokio::test]
async fn a_driver_is_made_changed_deleted_and_restored() {
    let desk = Desk::open().await;
    let new = json!({ "id": 0, "firstName": "Пётр", "lastName": "Тестов", "patronymic": "Ильич", "phoneNumber": "+79110000001",
                      "comment": "Допуск", "isValid": true, "bookFieldsLoading": {} });
    let id = desk.done("Driver/Apply", &new).await;
    let row = desk.row("Driver/GetList", &format!("id eq {id}")).await;
    assert_eq!(row["user"]["fullName"], "Тестов Пётр Ильич");
    assert!(row["password"].as_str().is_some_and(|pin| pin.len() == 4), "the real list shows it in clear too");

    // Null leaves a comment as it is, an empty text clears it; names are matched in any case, ids come as strings.
    let renamed = json!({ "ID": id.to_string(), "FirstName": "Пётр", "lastname": "Тестовский", "phoneNumber": "+79110000001", "comment": null });
    assert_eq!(desk.done("Driver/Apply", &renamed).await, id);
    let form = desk.get(&format!("Driver/GetForEdit?Id={id}")).await.json();
    assert_eq!(
        (&form["lastName"], &form["patronymic"], &form["comment"]),
        (&json!("Тестовский"), &Value::Null, &json!("Допуск"))
    );
    let cleared = json!({ "id": id, "firstName": "Пётр", "lastName": "Тестовский", "phoneNumber": "+79110000001", "comment": "" });
    desk.done("Driver/Apply", &cleared).await;
    assert_eq!(desk.row("Driver/GetList", &format!("id eq {id}")).await["comment"], Value::Null);

    desk.done("Driver/Delete", &json!({ "id": id })).await;
    let shown = desk.list("Driver/GetList", &[("$filter", &format!("id eq {id}"))]).await;
    assert_eq!(shown.total(), 0);
    let with_deleted =
        desk.list("Driver/GetList", &[("withDeleted", "true"), ("$filter", &format!("id eq {id}"))]).await;
    assert_eq!(with_deleted.rows()[0]["isDeleted"], true);
    assert!(desk.refused("Driver/Delete", &json!({ "id": id })).await.contains("удалена"));
    assert!(desk.refused("Driver/Apply", &cleared).await.contains("удалена"));
    let again = desk
        .done(
            "Driver/Apply",
            &json!({ "id": 0, "firstName": "Иван", "lastName": "Новый", "phoneNumber": "+79110000001" }),
        )
        .await;
    assert_ne!(again, id, "a phone of a deleted driver is free");
    assert!(desk.refused("Driver/Restore", &json!({ "id": id })).await.contains("+79110000001"), "and no longer his");
    desk.done("Driver/Delete", &json!({ "id": again })).await;
    desk.done("Driver/Restore", &json!({ "id": id })).await;
    assert_eq!(desk.list("Driver/GetList", &[("$filter", &format!("id eq {id}"))]).await.total(), 1);
}

#[tokio::test]
async fn a_driver_that_is_wrong_is_refused() {
    let desk = Desk::open().await;
    let right = json!({ "id": 0, "firstName": "Пётр", "lastName": "Тестов", "phoneNumber": "+79110000001" });
    for (field, value, word) in [
        ("firstName", json!(""), "firstName"),
        ("lastName", Value::Null, "lastName"),
        ("phoneNumber", Value::Null, "phoneNumber"),
        ("phoneNumber", json!("89110000001"), "+7XXXXXXXXXX"),
        ("phoneNumber", json!("+7911000000"), "+7XXXXXXXXXX"),
        ("phoneNumber", json!("+7 911 000-00-01"), "+7XXXXXXXXXX"),
        ("phoneNumber", json!("+79001234567"), "уже существует"),
        ("phoneNumber", json!(79_110_000_001_i64), "ожидается строка"),
        ("transportColumnId", json!(5), "не найдена"),
        ("id", json!(999_999), "не найдена"),
        ("id", json!("abc"), "целое число"),
    ] {
        let sentence =
            desk.refused("Driver/Apply", &crate::desk::changed(&right, &format!("/{field}"), value.clone())).await;
        assert!(sentence.contains(word), "{field} {value}: {sentence}");
    }
    assert!(desk.refused("Driver/Delete", &json!({})).await.contains("не найдена"));
    assert_eq!(desk.get("Driver/GetForEdit?Id=77").await.status, 400, "never 404");
}

#[tokio::test]
async fn a_truck_is_known_by_its_plate_whatever_the_alphabet() {
    let desk = Desk::open().await;
    let brand = desk.item("CarBrandType", "КАМАЗ").await;
    let kind = desk.item("CarType", "Седельный тягач").await;
    let new = json!({ "id": 0, "number": "o777oo 16", "brandTypeId": brand, "typeId": kind, "comment": "Новая" });
    let id = desk.done("Car/Apply", &new).await;
    let row = desk.row("Car/GetList", &format!("id eq {id}")).await;
    assert_eq!((&row["number"], &row["typeId"]), (&json!("О777ОО/16"), &json!(kind)));
    assert!(
        desk.refused("Car/Apply", &json!({ "id": 0, "number": "О777ОО/16", "brandTypeId": brand }))
            .await
            .contains("уже существует")
    );

    let without_type =
        json!({ "id": id, "number": "О777ОО16", "brandTypeId": brand, "needsMaintenanceComment": "Масло" });
    desk.done("Car/Apply", &without_type).await;
    let form = desk.get(&format!("Car/GetForEdit?id={id}")).await.json();
    assert_eq!(form["typeId"], Value::Null, "what isn't sent is reset");
    assert_eq!((&form["comment"], &form["needsMaintenanceComment"]), (&json!("Новая"), &json!("Масло")));

    for (field, value, word) in [
        ("number", Value::Null, "number"),
        ("number", json!("грузовик"), "номер"),
        ("brandTypeId", Value::Null, "brandTypeId"),
        ("brandTypeId", json!(kind), "не найдена"),
        ("typeId", json!(brand), "не найдена"),
        ("logistId", json!(id), "не найдена"),
    ] {
        let other = crate::desk::changed(&new, "/number", json!("О778ОО16"));
        let sentence = desk.refused("Car/Apply", &crate::desk::changed(&other, &format!("/{field}"), value)).await;
        assert!(sentence.contains(word), "{field}: {sentence}");
    }
    desk.done("Car/Delete", &json!({ "id": id })).await;
    let row = desk.row("Car/GetList", &format!("id eq {id}")).await;
    assert_eq!(row["isDeleted"], true, "the list of trucks has no withDeleted and shows all");
    assert!(row["deletedAt"].as_str().is_some_and(|moment| moment.ends_with('Z')));
    desk.done("Car/Restore", &json!({ "id": id })).await;
}

#[tokio::test]
async fn a_trailer_loses_what_a_full_write_leaves_out() {
    let desk = Desk::open().await;
    let brand = desk.item("TrailerBrandType", "Krone").await;
    let kind = desk.item("TrailerType", "Рефрижератор").await;
    let new = json!({ "id": 0, "number": "ММ9090 77", "typeId": kind, "brandTypeId": brand, "carrying": "20.5", "volume": 82 });
    let id = desk.done("Trailer/Apply", &new).await;
    let form = desk.get(&format!("Trailer/GetForEdit?Id={id}")).await.json();
    assert_eq!((form["carrying"].as_f64(), form["volume"].as_f64()), (Some(20.5), Some(82.0)));
    let row = desk.row("Trailer/GetList", &format!("id eq {id}")).await;
    assert!(row.get("carrying").is_none(), "sizes stand in the form only");
    desk.done("Trailer/Apply", &json!({ "id": id, "number": "ММ9090/77", "typeId": kind, "brandTypeId": brand })).await;
    assert_eq!(desk.get(&format!("Trailer/GetForEdit?Id={id}")).await.json()["carrying"], Value::Null);

    for field in ["number", "typeId", "brandTypeId"] {
        let other = crate::desk::changed(&new, "/number", json!("ММ9091 77"));
        let wrong = crate::desk::changed(&other, &format!("/{field}"), Value::Null);
        assert!(desk.refused("Trailer/Apply", &wrong).await.contains(field));
    }
    assert!(desk.refused("Trailer/Apply", &new).await.contains("уже существует"));
    desk.done("Trailer/Delete", &json!({ "id": id })).await;
    assert_eq!(desk.list("Trailer/GetList", &[("$filter", "number eq 'ММ9090/77'")]).await.total(), 0);
    desk.done("Trailer/Restore", &json!({ "id": id })).await;
}

#[tokio::test]
async fn a_counterparty_has_a_list_a_card_and_names() {
    let desk = Desk::open().await;
    let new = json!({ "id": 0, "name": "ООО «Проба»", "inn": "9999777773", "kpp": null, "status": "priority", "platforms": [],
                      "isInsolvent": false, "contactPerson": { "firstName": "Анна", "phoneNumber": "+79110000002" } });
    let id = desk.done("CargoOwnerDictionary/Apply", &new).await;
    for list in ["CargoOwnerDictionary/Get", "CargoOwnerDictionary/GetList"] {
        let row = desk.row(list, &format!("id eq {id}")).await;
        assert_eq!((&row["name"], &row["status"]), (&json!("ООО «Проба»"), &json!("Priority")), "{list}");
    }
    let card = desk.get(&format!("CargoOwnerDictionary/Get({id})")).await.json();
    assert_eq!(card["contactPerson"]["firstName"], "Анна");
    assert_eq!(desk.row("CargoOwnerDictionary/GetNamesList", &format!("id eq {id}")).await["name"], "ООО «Проба»");
    assert_eq!(desk.row("CargoOwnerDictionary/GetListForSelect", &format!("id eq {id}")).await["hasPoints"], false);
    for (field, value, word) in
        [("name", Value::Null, "name"), ("inn", json!("123"), "ИНН"), ("status", json!("Best"), "status")]
    {
        let wrong = crate::desk::changed(&new, &format!("/{field}"), value);
        assert!(desk.refused("CargoOwnerDictionary/Apply", &wrong).await.contains(word), "{field}");
    }
    assert_eq!(desk.get("CargoOwnerDictionary/Get(999999)").await.status, 400);
    assert_eq!(desk.get("CargoOwnerDictionary/Get(x)").await.status, 400);
    desk.done("CargoOwnerDictionary/Delete", &json!({ "id": id })).await;
    let query = [("withDeleted", "TRUE"), ("$filter", "isDeleted eq true")];
    assert_eq!(desk.list("CargoOwnerDictionary/Get", &query).await.total(), 1);
    desk.done("CargoOwnerDictionary/Restore", &json!({ "id": id })).await;
}

#[tokio::test]
async fn what_a_launched_bid_uses_is_not_deleted() {
    let desk = Desk::open().await;
    let crew = Crew::of_the_example(&desk).await;
    let bid = desk.done("TruckingBids/Apply", &crew.bid("2026-12-01T10:00", "2026-12-02T14:00")).await;
    desk.done("TruckingBids/SetStatus", &json!({ "bidId": bid, "status": "Started" })).await;
    for (path, id) in [("Driver/Delete", crew.driver), ("Car/Delete", crew.car), ("Trailer/Delete", crew.trailer)] {
        assert!(desk.refused(path, &json!({ "id": id })).await.contains(&format!("№{bid}")), "{path}");
    }
    // The customer has launched bids of the demo too.
    let sentence = desk.refused("CargoOwnerDictionary/Delete", &json!({ "id": crew.customer })).await;
    assert!(sentence.contains("активной заявке №"), "{sentence}");
    desk.done("Bids/Cancel", &json!({ "bidId": bid })).await;
    for (path, id) in [("Driver/Delete", crew.driver), ("Car/Delete", crew.car), ("Trailer/Delete", crew.trailer)] {
        desk.done(path, &json!({ "id": id })).await;
    }
}

#[tokio::test]
async fn trackers_employees_and_organisations_are_listed() {
    let desk = Desk::open().await;
    let crew = Crew::of_the_example(&desk).await;
    // Integration document, 3.8.1.
    let tracker = desk.row("Trackers/Get", "deviceNumber eq '1234567890'").await;
    assert_eq!(tracker["activeTrackerPeriod"]["entityId"], crew.car);
    assert_eq!(tracker["activeTrackerPeriod"]["number"], "А123ВС/77");
    let attach = json!({ "Id": tracker["id"], "entityId": crew.trailer, "type": "Trailer" });
    desk.done("Trackers/Attach", &attach).await;
    assert_eq!(
        desk.row("Trailer/GetList", &format!("id eq {}", crew.trailer)).await["trackerDeviceNumber"],
        "1234567890"
    );
    assert_eq!(desk.row("Car/GetList", &format!("id eq {}", crew.car)).await["trackerDeviceNumber"], Value::Null);
    desk.done("Trackers/Attach", &json!({ "deviceNumber": "1234567890", "entityId": null, "type": "Trailer" })).await;
    assert_eq!(desk.row("Trackers/Get", "deviceNumber eq '1234567890'").await["activeTrackerPeriod"], Value::Null);
    assert!(desk.refused("Trackers/Attach", &json!({ "id": 5, "type": "Car" })).await.contains("Трекер"));
    let wrong = json!({ "id": tracker["id"], "entityId": crew.trailer, "type": "Car" });
    assert!(desk.refused("Trackers/Attach", &wrong).await.contains("не найдена"));

    assert_eq!(desk.get("Employees/GetNamesList").await.total(), 4);
    let organisations = desk.get("LegalPersons/GetList").await.rows();
    assert_eq!(organisations.len(), 2);
    assert_eq!(organisations[0]["ndsTypeId"], crew.vat, "choosing it fills VAT and payment type");
}

#[tokio::test]
async fn an_address_becomes_places_with_coordinates() {
    let desk = Desk::open().await;
    let body = json!({ "address": "Казань, Оренбургский тракт, 5", "count": 3 });
    let answer = desk.post("Map/GetAddresses", &body).await.json();
    let first = &answer["suggestions"][0];
    assert_eq!(first["address"]["city"], "Казань");
    assert_eq!(first["address"]["federalDistrict"], "Приволжский федеральный округ");
    let longitude = first["location"]["coordinates"][0].as_f64().unwrap();
    assert!((48.5..50.0).contains(&longitude), "longitude comes first: {longitude}");
    assert!(desk.refused("Map/GetAddresses", &json!({ "address": " " })).await.contains("address"));
    let nowhere = desk.post("Map/GetAddresses", &json!({ "address": "щщщщщщ" })).await.json();
    assert_eq!(nowhere["suggestions"], json!([]));
}
