//! Invitations that are drawn: shaped by the pages of ATI.SU, with the gaps that real ones have.

use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use serde_json::{Map, Value, json};

use crate::geo::places::{self, Settlement};
use crate::geo::sphere;
use crate::sandbox::seed::rng::Rng;

/// Towns of this size have numbers on the training ATI.SU.
const TOWN: u32 = 150_000;
/// Roads are longer than lines.
const WINDING: f64 = 1.25;

/// A town with its number.
pub(super) fn town(id: usize) -> Option<&'static Settlement> {
    towns().nth(id.checked_sub(1)?)
}

fn towns() -> impl Iterator<Item = &'static Settlement> {
    places::settlements().iter().filter(|town| town.population >= TOWN && town.is_city())
}

/// The entity of an invitation that comes to us.
pub(super) fn received(rng: &mut Rng, now: DateTime<Utc>) -> Value {
    let count = towns().count().max(2);
    let from = rng.below(count);
    let to = (from + 1 + rng.below(count - 1)) % count;
    let (from, to) = (from + 1, to + 1);
    let kilometres =
        town(from).zip(town(to)).map_or(500.0, |(a, b)| sphere::distance_m(a.location, b.location) / 1000.0);
    let kilometres = (kilometres * WINDING).round().max(1.0);
    let day = now + TimeDelta::days(rng.between(1, 6));
    let days_on_the_way = TimeDelta::days(1 + i64::from(kilometres > 700.0) + i64::from(kilometres > 1500.0));
    let refrigerated = rng.chance(0.2);
    let extra = if rng.chance(0.25) { json!([extra_point(rng, count, day)]) } else { json!([]) };
    let cancellation = rng.chance(0.9).then(|| moment(now + TimeDelta::minutes(rng.between(30, 4320))));
    let load = json!({
        "id": guid(rng), "load_number": format!("УЧБ{:04}", rng.below(10_000)),
        "distance": kilometres, "distance_type": 0,
        "platon_roads_length": (kilometres * 0.7).round(), "toll_roads_length": (kilometres * rng.real(0.0, 0.3)).round(),
        "travel_time": format!("{}:00:00", (kilometres / 60.0).round()),
        "true_price": 0, "true_currency_id": 1,
        "note": if rng.chance(0.3) { "Пропуск заказывается накануне до 16:00" } else { "" },
        "first_date": moment(day), "last_date": moment(day), "date_type": if rng.chance(0.9) { 1 } else { 2 },
        "periodicity_id": 0, "order_number": "", "krugoreis": rng.chance(0.05), "zimnik": false, "ferries": false,
        "loading": point(rng, from, true), "extra_points": extra, "unloading": point(rng, to, false),
        "cargo": cargo(rng, refrigerated),
        "transport": transport(rng, refrigerated),
        "unload_first_date": moment(day + days_on_the_way), "unload_last_date": null,
    });
    json!({
        "owner_ati_id": if rng.chance(0.7) { "1000001" } else { "1000002" },
        "owner_persistent_user_id": 71,
        "owner_contact_id": rng.chance(0.8).then_some(0),
        "taker_ati_id": "2000001",
        "taker_persistent_user_id": 72,
        "taker_contact_id": 1,
        "taker_contacts_list": [1],
        "date": moment(now),
        "cancellation_date": cancellation,
        "payment": payment(rng, kilometres),
        "load": load,
        "is_tracking": rng.chance(0.5),
        "deal_kind": 4,
    })
}

/// The entity of an invitation that we sent.
pub(super) fn sent(rng: &mut Rng, now: DateTime<Utc>) -> Value {
    json!({
        "load_id": guid(rng), "taker_ati_id": "3000001", "taker_persistent_user_id": 73, "taker_contacts_list": [0],
        "date": moment(now), "cancellation_date": moment(now + TimeDelta::hours(8)), "deal_kind": 4,
        "payment": payment(rng, 600.0), "is_tracking": false,
    })
}

fn cargo(rng: &mut Rng, refrigerated: bool) -> Value {
    json!({
        "weight": (rng.real(3.0, 21.0) * 10.0).round() / 10.0, "volume": rng.real(20.0, 92.0).round(), "adr": i64::from(rng.chance(0.05)) * 3,
        "cargo_type_id": 59, "cargo_type": if refrigerated { "Мясо охлаждённое" } else { "ТНП" },
        "pack_type": 4, "pallet_count": rng.between(10, 33), "belt_count": 0, "dogruz_type": 1, "sbor_gruz": false,
        "size": { "length": null, "width": null, "height": null, "diameter": null },
    })
}

fn transport(rng: &mut Rng, refrigerated: bool) -> Value {
    json!({
        "car_type": if refrigerated { 4 } else { 1 },
        "car_type_string": if refrigerated { "рефрижератор" } else { "тентованный" },
        "loading_type": 5, "loading_logical_operator": "or", "unloading_type": 4, "unloading_logical_operator": "or",
        "trucks_quantity": if rng.chance(0.1) { 2 } else { 1 },
        "temperature_from": refrigerated.then_some(2), "temperature_to": refrigerated.then_some(6),
        "stsepka": false, "pnevmohod": false, "koniki": false, "tir": false, "cmr": rng.chance(0.03), "t1": false,
        "san_passport": refrigerated, "is_tracking": rng.chance(0.5), "required_capacity": 20.0,
    })
}

fn payment(rng: &mut Rng, kilometres: f64) -> Value {
    let rouble = |rng: &mut Rng| (kilometres * rng.real(45.0, 95.0) / 500.0).round().max(1.0) * 500.0;
    let mut rates = vec![json!({ "rate": rouble(rng), "rate_type": 2, "currency": 1 })];
    if rng.chance(0.4) {
        rates.push(json!({ "rate": rouble(rng), "rate_type": 3, "currency": 1 }));
    }
    if rng.chance(0.05) {
        rates = vec![json!({ "rate": rng.between(2_000, 5_000), "rate_type": 1, "currency": 32 })];
    }
    json!({
        "rates": rates, "prepay_percent": 50, "prepay_percent_enabled": rng.chance(0.1), "on_unloading": false,
        "in_fuel": rng.chance(0.05), "pay_days_enabled": rng.chance(0.8), "pay_days": rng.between(3, 30),
        "fixed_rate": true, "torg": rng.chance(0.3), "direct_contract": true, "money_type": null, "payment_source": 4,
    })
}

fn point(rng: &mut Rng, city: usize, loads: bool) -> Value {
    let mut fields = place(rng, city);
    let start = rng.between(7, 14);
    let extra = json!({
        "fias_id": null, "time_start": clock(start), "time_end": rng.chance(0.5).then(|| clock(start + 4)),
        "is_round_the_clock": rng.chance(0.05), "large_cities": [city],
        "large_cities_with_distance": [{ "city_id": city, "distance": 3.5 }],
        "loading_cargos": if loads { json!([{
            "cargo_id": 1, "name_id": 0, "name": "ТНП", "packaging_type": 4, "packaging_quantity": 20, "weight": 10.0,
            "volume": 40.0, "sizes": { "length": null, "width": null, "height": null, "diameter": null },
            "packaging_type_name": "паллеты",
        }]) } else { json!([]) },
        "organization": {
            "organization_id": guid(rng), "firm_id": 7, "name": "ООО «Учебный склад»", "ownership": 1, "residency": null,
            "inn": "9999000013", "phone": "+79000000001", "extra_phone": null, "stocks": [],
            "contact_persons": [{ "contact_person_id": guid(rng), "name": "Кладовщик", "phone": "+7 900 000-00-02", "email": "" }],
            "ownership_name": "ООО",
        },
    });
    if let Value::Object(extra) = extra {
        fields.extend(extra);
    }
    Value::Object(fields)
}

fn extra_point(rng: &mut Rng, cities: usize, day: DateTime<Utc>) -> Value {
    let city = rng.below(cities) + 1;
    let mut fields = place(rng, city);
    let extra = json!({
        "route_point_id": guid(rng), "id": guid(rng), "load_id": guid(rng), "point_type": 2, "ordinal_id": 1, "distance": 0,
        "loading_date_start": moment(day + TimeDelta::days(1)), "loading_date_end": null, "loading_time_start": "09:00:00",
        "loading_time_end": "18:00:00", "is_round_the_clock": false,
        "city_name": town(city).map(|town| town.name), "loading_cargos": [],
        "unloading_cargos": [{ "cargo_id": 1, "weight": 4.0, "volume": 12.0, "packaging_quantity": 8, "is_defined_by_ttn": false }],
    });
    if let Value::Object(extra) = extra {
        fields.extend(extra);
    }
    Value::Object(fields)
}

fn place(rng: &mut Rng, city: usize) -> Map<String, Value> {
    let at = town(city).map(|town| town.location);
    // Some owners name a city alone.
    let at = at.filter(|_| rng.chance(0.85));
    let value = json!({
        "city_id": city, "latitude": at.map(|at| at.latitude), "longitude": at.map(|at| at.longitude),
        "street": if rng.chance(0.8) { format!("Складская, {}", rng.between(1, 90)) } else { String::new() },
        "organization_id": null, "address_id": null,
    });
    if let Value::Object(fields) = value { fields } else { Map::new() }
}

fn clock(hour: i64) -> String {
    format!("1970-01-01T{hour:02}:00:00.000Z")
}

pub(super) fn moment(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Micros, true)
}

pub(super) fn guid(rng: &mut Rng) -> String {
    uuid::Builder::from_random_bytes(rng.bytes()).into_uuid().to_string()
}
