//! Groupage shipments against the training carrier over TCP: prices, orders, directories, and nothing twice.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that meets the unexpected has failed")]

#[path = "support/desk.rs"]
#[expect(dead_code, reason = "a part of the support is for other tests")]
mod desk;

#[path = "dellin/commands.rs"]
mod commands;
#[path = "dellin/days.rs"]
mod days;
#[path = "dellin/lost.rs"]
mod lost;

use serde_json::{Value, json};

/// A working day some weeks ahead is too far for the carrier: one of the next days that is no Sunday.
fn next_day() -> String {
    use chrono::Datelike as _;
    let mut day = chrono::Utc::now().date_naive() + chrono::TimeDelta::days(3);
    while day.weekday() == chrono::Weekday::Sun {
        day = day.succ_opt().unwrap();
    }
    day.to_string()
}

fn member(name: &str) -> Value {
    json!({
        "counteragent": { "form": "0x8F51001438C4D49511DBD774581EDB80", "name": name, "inn": "9999000013" },
        "contactPersons": [{ "name": "Иван" }], "phoneNumbers": [{ "number": "79001234567" }],
    })
}

/// A shipment that the training carrier takes.
fn shipment(comment: &str) -> Value {
    json!({
        "delivery": {
            "deliveryType": { "type": "auto" },
            "derival": {
                "produceDate": next_day(), "variant": "address",
                "address": { "search": "Республика Татарстан, Казань, Оренбургский тракт, 5" },
                "time": { "worktimeStart": "9:00", "worktimeEnd": "18:00" },
            },
            "arrival": {
                "variant": "address", "address": { "search": "Республика Башкортостан, Уфа, Сарапульская, 35" },
                "time": { "worktimeStart": "09:00", "worktimeEnd": "18:00" },
            },
            "comment": comment,
        },
        "members": {
            "requester": { "role": "sender", "uid": "f969722a-cca3-49ed-85ff-b6be9e904b94" },
            "sender": member("Ромашка"), "receiver": member("Василёк"),
        },
        "cargo": {
            "quantity": 2, "length": 1.2, "width": 0.8, "height": 0.5, "weight": 60, "totalWeight": 110, "totalVolume": 0.96,
            "freightUID": "0xa3000000000000000000000000000001", "hazardClass": 0,
            "insurance": { "statedValue": 100_000, "term": true },
        },
        "payment": { "type": "noncash", "primaryPayer": "sender", "paymentCitySearch": { "search": "Казань" } },
    })
}
