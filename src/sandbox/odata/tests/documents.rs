//! The requests that the integration document and the platform's pages write, letter for letter.

use serde_json::{Value, json};

use super::{bids, ids, left, page};

/// Chapter 3.2.1, its line breaks joined.
const ALL_CATALOGS: &str = "$select=id,type,propertyName,displayName&$expand=entityOptions($select=id,displayName),items($filter=isDeleted%20eq%20false;$expand=itemEntityOptions($expand=entityOption($select=id,propertyName,displayName,valueCatalogType,valueClrType);$select=id);$select=id,propertyName,displayName)&$orderby=id%20desc";

fn catalogs() -> Vec<Value> {
    vec![
        json!({
            "id": 1, "type": "CarType", "propertyName": "CarType", "displayName": "Тип машины", "entityOptions": [],
            "items": [
                {"id": 10, "displayName": "Тягач", "isDeleted": false, "itemEntityOptions": [{"id": 1}]},
                {"id": 11, "displayName": "Фура", "isDeleted": true, "itemEntityOptions": null},
            ],
        }),
        json!({
            "id": 2, "type": "PaymentType", "propertyName": "PaymentType", "displayName": "Тип оплаты",
            "entityOptions": [{"id": 1, "displayName": "Срок"}], "items": [{"id": 20, "displayName": "Наличный", "isDeleted": true}],
        }),
        json!({"id": 3, "type": "CargoType", "propertyName": null, "displayName": "Тип груза", "items": null}),
    ]
}

fn item_ids(catalog: &Value) -> Vec<i64> {
    let items = catalog.get("items").and_then(Value::as_array);
    items.into_iter().flatten().filter_map(|item| item.get("id")?.as_i64()).collect()
}

#[test]
fn all_catalogs_come_with_their_living_items() {
    let catalogs = catalogs();
    let spellings = [
        ALL_CATALOGS.to_owned(),
        ALL_CATALOGS.replace("%20", "+"),
        ALL_CATALOGS.replace("$orderby", "$orderBy").replace(';', "%3B").replace('$', "%24"),
    ];
    for query in spellings {
        let page = page(&query, &catalogs);
        assert_eq!(ids(&page), [3, 2, 1], "{query}");
        assert_eq!(page.rows.iter().map(item_ids).collect::<Vec<_>>(), [vec![], vec![], vec![10]], "{query}");
        let car_types = page.rows.last().and_then(|row| row.get("displayName"));
        assert_eq!(car_types, Some(&json!("Тип машины")), "a selection takes nothing away");
    }
}

#[test]
fn one_catalog_is_found_by_its_type() {
    let page = page("$filter=type eq 'CarType'&$expand=items($filter=isDeleted eq false)", &catalogs());
    assert_eq!((ids(&page), page.total), (vec![1], 1));
    assert_eq!(page.rows.first().map(item_ids), Some(vec![10]));
    assert_eq!(left("propertyName eq 'PaymentType'", &catalogs()), [2]);
}

#[test]
fn a_tracker_is_found_by_its_number() {
    let trackers = [
        json!({"id": 1, "deviceNumber": "1234567890"}),
        json!({"id": 2, "deviceNumber": "01234567890"}),
        json!({"id": 3, "deviceNumber": "123456789"}),
    ];
    assert_eq!(left("deviceNumber eq '1234567890'", &trackers), [1]);
}

#[test]
fn done_bids_after_a_date_are_found() {
    assert_eq!(left("Status eq 'Done' and updatedAt gt 2019-11-20T06:00:00Z", &bids()), [12]);
    assert_eq!(left("Status eq 'Done' and updatedAt ge 2019-11-20T06:00:00Z", &bids()), [1, 12]);
}

/// `cargorun-api.md`, chapter 4.
#[test]
fn filters_of_the_platforms_own_testers_work() {
    let cars = [
        json!({"id": 5, "number": "А123ВС/45", "isDeleted": false, "lastFixedAt": "2026-01-01T00:00:00Z", "user": {"fullName": "Ёлкин"}}),
        json!({"id": 12, "number": "В777ОР/77", "isDeleted": true, "lastFixedAt": null, "user": {"fullName": "Белкин"}}),
    ];
    for (filter, wanted) in [
        ("isDeleted eq false", vec![5]),
        ("id eq 5", vec![5]),
        ("user/fullName eq 'Белкин'", vec![12]),
        ("contains(tolower(number),'вс')", vec![5]),
        ("contains(cast(id, Model.String),'12')", vec![12]),
        ("lastFixedAt le 2026-01-01T00:00:00.000Z", vec![5]),
        ("id in (5,12)", vec![5, 12]),
    ] {
        assert_eq!(left(filter, &cars), wanted, "{filter}");
    }
    assert_eq!(left("status in ('Started')", &bids()), [2]);
    assert_eq!(left("status in ('Started','Planned')", &bids()), [2, 3]);
    assert_eq!(left("accessPermitIds/any(x:x in (5))", &bids()), [1]);
    assert_eq!(left("accessPermitIds/any(carids:carids in (6))", &bids()), [1, 12]);
    let listed = [
        json!({"id": 1, "firstBidPoint": {"planEnterDateOffset": "2025-12-31T23:00:00+03:00"}}),
        json!({"id": 2, "firstBidPoint": {"planEnterDateOffset": "2025-12-31T22:59:59.9999999+03:00"}}),
    ];
    assert_eq!(left("firstBidPoint/planEnterDateOffset ge 2025-12-31T20:00:00.000Z", &listed), [1]);
}
