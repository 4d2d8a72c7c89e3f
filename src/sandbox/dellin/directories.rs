//! Directories of the training carrier: short, of the shapes that the documents give, with uids of their own.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use super::Question;
use super::answers::{Complaint, Outcome, Reply, refuse};
use super::rules;
use super::towns::TOWNS;

/// Uid, word, title, counted, incompatible with.
const PACKAGES: [(&str, &str, &str, bool, &str); 6] = [
    (
        "0x838fc70baeb49b564426b45b1d216c15",
        "crate",
        "Деревянная обрешётка",
        false,
        "0xa20000000000000000000000000000b1",
    ),
    ("0xa20000000000000000000000000000b1", "crate_plus", "Жёсткий короб", false, "0x838fc70baeb49b564426b45b1d216c15"),
    ("0xa20000000000000000000000000000b2", "box", "Картонная коробка", true, ""),
    ("0xa20000000000000000000000000000b3", "bag", "Упаковка мешок", true, ""),
    ("0xa20000000000000000000000000000b4", "bubble", "Воздушно-пузырьковая плёнка", false, ""),
    ("0xa20000000000000000000000000000b5", "protect_auto_glass", "Спец. упаковка для автостекол", true, ""),
];
const LOADS: [(&str, &str); 4] = [
    ("0xb83b7589658a3851440a853325d1bf69", "Боковая загрузка"),
    ("0xabb9c63c596b08f94c3664c930e77778", "Верхняя загрузка"),
    ("0x92fce2284f000b0241dad7c2e88b1655", "Гидроборт"),
    ("0x818e8ff1eda1abc349318a478659af08", "Растентовка"),
];
const SERVICES: [(&str, &str); 2] =
    [("0x88f93a2c37f106d94ff9f7ada8efe886", "Открытая машина"), ("0x9951e0ff97188f6b4b1b153dfde3cfec", "Манипулятор")];
const FREIGHTS: [(&str, &str); 8] = [
    ("0xa3000000000000000000000000000001", "Товары народного потребления"),
    ("0xa3000000000000000000000000000002", "Продукты питания"),
    ("0xa3000000000000000000000000000003", "Мебель"),
    ("0xa3000000000000000000000000000004", "Запчасти"),
    ("0xa3000000000000000000000000000005", "Оборудование"),
    ("0xa3000000000000000000000000000006", "Стройматериалы"),
    ("0xa3000000000000000000000000000007", "Документы"),
    ("0xa3000000000000000000000000000008", "Бытовая техника"),
];
const PAPERS: [(&str, &str, bool); 2] = [
    ("0x90bc42c2d8cf7c1c47a40fc1ccfb54d5", "Доверенность, форма М-2", true),
    ("0x9c65f346435836584a8345ade132df00", "Паспорт", false),
];
const FORMS: [(&str, &str, bool, &str); 4] = [
    ("0x8F51001438C4D49511DBD774581EDB80", "ООО", true, "10"),
    ("0x8F51001438C4D49511DBD774581EDB81", "АО", true, "10"),
    ("0x8F51001438C4D49511DBD774581EDB82", "ИП", true, "12"),
    ("0xAB91FEEA04F6D4AD48DF42161B6C2E7A", "Физическое лицо", false, "12"),
];

/// True for a uid of a directory.
pub(super) fn has(directory: &str, uid: &str) -> bool {
    let same = |known: &str| known.eq_ignore_ascii_case(uid);
    match directory {
        "packages" => PACKAGES.iter().any(|(known, ..)| same(known)),
        "requirements" => LOADS.iter().chain(&SERVICES).any(|(known, _)| same(known)),
        "freights" => FREIGHTS.iter().any(|(known, _)| same(known)),
        _ => false,
    }
}

pub(super) fn answer(question: &Question, now: DateTime<Utc>) -> Outcome {
    let pairs = |list: &[(&str, &str)]| -> Value {
        list.iter().map(|(uid, title)| json!({ "uid": uid, "title": title, "name": title })).collect()
    };
    Ok(Reply::Plain(match question.path.as_str() {
        "/v1/references/packages.json" => {
            let one = |(uid, name, title, counted, against): &(&str, &str, &str, bool, &str)| {
                let against: Vec<&str> = Some(*against).filter(|uid| !uid.is_empty()).into_iter().collect();
                json!({ "uid": uid, "name": name, "title": title, "countable": counted, "incompatible": against })
            };
            json!({ "metadata": { "status": 200 }, "data": PACKAGES.iter().map(one).collect::<Vec<_>>() })
        }
        "/v1/references/services.json" => json!({ "data": pairs(&SERVICES) }),
        "/v1/references/load_types.json" => json!({ "data": pairs(&LOADS) }),
        "/v1/references/opf_list.json" => {
            let one = |(uid, name, juridical, length): &(&str, &str, bool, &str)| {
                // The carrier writes flags of this directory as texts.
                json!({ "uid": uid, "name": name, "title": name, "juridical": juridical.to_string(), "innLength": length })
            };
            json!({ "data": FORMS.iter().map(one).collect::<Vec<_>>() })
        }
        "/v1/references/countries.json" => {
            json!({ "data": [{ "countryUID": "0x8f51001438c4d49511dbd774581edb7a", "country": "Россия" }] })
        }
        "/v1/oversized_cargo_thresholds.json" => json!({ "data": [{
            "serviceKind": question.text("serviceKind"), "oversizedLength": 3, "oversizedWidth": 3, "oversizedHeight": 3,
            "oversizedWeight": 100, "oversizedVolume": 27,
        }] }),
        "/v2/counteragents.json" => json!({ "data": { "counteragents": [{
            "uid": "f969722a-cca3-49ed-85ff-b6be9e904b94", "name": "ООО «Учебный перевозчик»", "inn": "9999000013",
            "info": { "accessLevel": 2 },
        }] } }),
        "/v2/book/addresses.json" => json!({ "data": [{ "id": 457_824_578, "address": "Москва, Складская ул., 1" }] }),
        "/v2/request/address/dates.json" | "/v2/request/terminal/dates.json" => {
            let dates: Vec<String> = rules::dates(now.date_naive()).iter().map(ToString::to_string).collect();
            json!({ "metadata": { "status": 200 }, "data": { "dates": dates } })
        }
        path => {
            let name = FILES.iter().find(|(method, _)| *method == path).map(|(_, name)| *name);
            let Some(bytes) = name.and_then(file) else {
                return refuse(404, Complaint::new(100_001, "Метод не найден"));
            };
            let url = format!("{}/files/{}?sign=training", question.base, name.unwrap_or_default());
            json!({ "hash": super::super::digest(&bytes), "url": url })
        }
    }))
}

/// Methods that name a file.
const FILES: [(&str, &str); 6] = [
    ("/v3/public/terminals.json", "terminals.json"),
    ("/v1/public/freight_types.json", "freights.csv"),
    ("/v1/public/cities_cashless_only.json", "cashless.csv"),
    ("/v1/public/documents_for_receive.json", "documents.csv"),
    ("/v1/public/places.json", "places.csv"),
    ("/v1/public/streets.json", "streets.csv"),
];

/// Content of a file.
pub(super) fn file(name: &str) -> Option<Vec<u8>> {
    let table = |heading: &str, rows: Vec<String>| format!("{heading}\r\n{}\r\n", rows.join("\r\n"));
    let text = match name {
        "terminals.json" => terminals().to_string(),
        "freights.csv" => table("uid,name", FREIGHTS.iter().map(|(uid, name)| format!("{uid},\"{name}\"")).collect()),
        "documents.csv" => {
            let row = |(uid, name, daily): &(&str, &str, bool)| format!("{uid},\"{name}\",{}", u8::from(*daily));
            table("uid,name,day_to_day", PAPERS.iter().map(row).collect())
        }
        "cashless.csv" => {
            table("cityID,code", TOWNS.iter().skip(70).map(|town| format!("{},{}", town.number, town.code())).collect())
        }
        "places.csv" => {
            let row = |town: &super::towns::Town| {
                format!("{},{},\"{}, {}\"", town.number, town.code(), town.name, town.region)
            };
            table("cityID,code,name", TOWNS.iter().map(row).collect())
        }
        "streets.csv" => {
            let row = |town: &super::towns::Town| format!("{},{},Складская ул.", town.number, town.street_code());
            table("cityID,code,name", TOWNS.iter().map(row).collect())
        }
        _ => return None,
    };
    Some(text.into_bytes())
}

fn terminals() -> Value {
    let city = |town: &super::towns::Town| {
        json!({
            "id": town.number.to_string(), "name": town.name, "code": town.code(), "cityID": town.number,
            "latitude": town.location.latitude.to_string(), "longitude": town.location.longitude.to_string(),
            "terminals": { "terminal": [{
                "id": town.terminal(), "name": town.name, "address": town.terminal_address(), "receiveCargo": "true",
                "giveoutCargo": "true", "default": "true", "isPVZ": "false",
                "worktables": { "worktable": [
                    { "department": "Приём груза к экспресс-перевозке" }, { "department": "Выдача грузов экспресс-перевозки" },
                ] },
            }] },
        })
    };
    json!({ "city": TOWNS.iter().map(city).collect::<Vec<_>>() })
}
