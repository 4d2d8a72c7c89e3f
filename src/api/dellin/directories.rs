//! Directories: some come as an answer, some as a file that the answer names (`partners.md` §4).
//!
//! Files are fetched by their hash: an equal one is not fetched again, one that does not fit its hash is not taken.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::{Map, Value, json};

use super::client::Client;
use super::error::DellinError;
use super::fields::text;
use crate::domain::ltl::{Directory, Entry};

/// What came of a refresh.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fetched {
    /// The copy at hand is the present one.
    Same,
    /// A new copy.
    New {
        /// Hash of the file; empty for a directory that comes as an answer.
        hash: String,
        /// All entries.
        entries: Vec<Entry>,
    },
}

/// How a directory is asked for.
enum Source {
    /// A file: method, names of key and name columns.
    File(&'static str, &'static [&'static str], &'static [&'static str]),
    /// An answer: method, body, names of key and name.
    Answer(&'static str, Value, &'static [&'static str], &'static [&'static str]),
}

fn source(directory: Directory) -> Source {
    const UID: &[&str] = &["uid", "sqlUID"];
    const NAME: &[&str] = &["name", "value", "title"];
    match directory {
        Directory::Terminals => Source::File("/v3/public/terminals.json", &["id"], &["name"]),
        Directory::Packages => Source::Answer("/v1/references/packages.json", json!({}), UID, &["title", "name"]),
        Directory::Requirements => Source::Answer("/v1/references/services.json", json!({}), UID, &["title", "name"]),
        Directory::LoadTypes => Source::Answer("/v1/references/load_types.json", json!({}), UID, &["title", "name"]),
        Directory::Freights => Source::File("/v1/public/freight_types.json", UID, NAME),
        Directory::LegalForms => {
            // Russia's; those of other countries are asked for by name.
            let body = json!({ "countryUID": "0x8f51001438c4d49511dbd774581edb7a" });
            Source::Answer("/v1/references/opf_list.json", body, UID, &["name", "title"])
        }
        Directory::Countries => {
            Source::Answer("/v1/references/countries.json", json!({}), &["countryUID", "uid"], &["country", "name"])
        }
        Directory::Oversize => Source::Answer(
            "/v1/oversized_cargo_thresholds.json",
            json!({ "serviceKind": "auto" }),
            &["serviceKind"],
            &["serviceKind"],
        ),
        Directory::Cashless => {
            Source::File("/v1/public/cities_cashless_only.json", &["code", "cityID"], &["name", "cityID"])
        }
        Directory::Documents => Source::File("/v1/public/documents_for_receive.json", UID, NAME),
        Directory::Counteragents => Source::Answer("/v2/counteragents.json", json!({}), &["uid"], &["name"]),
        Directory::Addresses => {
            Source::Answer("/v2/book/addresses.json", json!({}), &["id", "addressID"], &["address", "name"])
        }
        Directory::Places => Source::File("/v1/public/places.json", &["code"], &["name", "searchString"]),
        Directory::Streets => Source::File("/v1/public/streets.json", &["code"], &["name", "searchString"]),
    }
}

impl Client {
    /// Asks for a directory. `known`: hash of the copy at hand. `day`: for the directories that depend on one.
    ///
    /// # Errors
    /// [`DellinError`]; then the copy at hand stays.
    pub async fn directory(
        &self,
        directory: Directory,
        known: Option<&str>,
        day: chrono::NaiveDate,
    ) -> Result<Fetched, DellinError> {
        match source(directory) {
            Source::File(method, keys, names) => self.file(directory, method, known, keys, names).await,
            Source::Answer(method, body, keys, names) => {
                let Value::Object(body) = body else { return Err(malformed(directory)) };
                let entries = if directory == Directory::Oversize {
                    self.limits(method, day).await?
                } else {
                    let answer = self.read(method, body, directory.is_of_account()).await?;
                    rows(&answer).iter().filter_map(|row| entry(row, keys, names)).collect()
                };
                Ok(Fetched::New { hash: String::new(), entries })
            }
        }
    }

    /// Oversize limits of each kind of delivery that has any.
    async fn limits(&self, method: &str, day: chrono::NaiveDate) -> Result<Vec<Entry>, DellinError> {
        let mut entries = Vec::new();
        for service in ["auto", "express", "avia"] {
            let mut body = Map::new();
            body.insert("serviceKind".to_owned(), service.into());
            body.insert("periodFrom".to_owned(), day.to_string().into());
            let answer = self.read(method, body, false).await?;
            let found = rows(&answer).into_iter().filter_map(|row| entry(row, &["serviceKind"], &["serviceKind"]));
            entries.extend(found.map(|entry| Entry { key: service.to_owned(), ..entry }).take(1));
        }
        Ok(entries)
    }

    async fn file(
        &self,
        directory: Directory,
        method: &str,
        known: Option<&str>,
        keys: &[&str],
        names: &[&str],
    ) -> Result<Fetched, DellinError> {
        let answer = self.read(method, Map::new(), false).await?;
        let field = |name: &str| answer.get(name).or_else(|| answer.get("data")?.get(name)).and_then(text);
        let (Some(hash), Some(url)) = (field("hash"), field("url")) else { return Err(malformed(directory)) };
        if known.is_some_and(|known| known.eq_ignore_ascii_case(&hash)) {
            return Ok(Fetched::Same);
        }
        let bytes = self.download(&url).await?;
        if !fits(&bytes, &hash) {
            return Err(DellinError::Malformed {
                what: format!("{}: the file does not fit its hash", directory.word()),
            });
        }
        let entries = match serde_json::from_slice::<Value>(&bytes) {
            Ok(document) if directory == Directory::Terminals => terminals(&document),
            Ok(document) => rows(&document).iter().filter_map(|row| entry(row, keys, names)).collect(),
            Err(_not_json) => csv(&bytes, keys, names),
        };
        if entries.is_empty() {
            return Err(malformed(directory));
        }
        Ok(Fetched::New { hash, entries })
    }
}

fn malformed(directory: Directory) -> DellinError {
    DellinError::Malformed { what: format!("directory {}", directory.word()) }
}

/// The documents say MD5, the value has the length of SHA-256: that one is checked. Of another length nothing is known.
fn fits(bytes: &[u8], hash: &str) -> bool {
    if hash.len() != 64 {
        return true;
    }
    sha256(bytes).is_none_or(|ours| ours.eq_ignore_ascii_case(hash))
}

/// By the hash of a cipher suite: the program has no other need of one.
fn sha256(bytes: &[u8]) -> Option<String> {
    let suite = rustls::crypto::ring::cipher_suite::TLS13_AES_128_GCM_SHA256.tls13()?;
    let sum = suite.common.hash_provider.hash(bytes);
    Some(sum.as_ref().iter().fold(String::with_capacity(64), |mut text, byte| {
        let _always_fits = write!(text, "{byte:02x}");
        text
    }))
}

/// Rows of an answer: the list itself, or the first list under a usual name.
fn rows(answer: &Value) -> Vec<&Value> {
    match answer {
        Value::Array(items) => items.iter().collect(),
        Value::Object(map) => {
            let named = ["data", "items", "counteragents", "addresses", "list"].iter().find_map(|name| map.get(*name));
            match named {
                Some(inner) => rows(inner),
                // One row alone, or a list under a name of its own.
                None => map.values().find_map(|value| value.as_array()).map_or_else(
                    || if map.is_empty() { Vec::new() } else { vec![answer] },
                    |items| items.iter().collect(),
                ),
            }
        }
        _ => Vec::new(),
    }
}

fn entry(row: &Value, keys: &[&str], names: &[&str]) -> Option<Entry> {
    let map = row.as_object()?;
    let first = |wanted: &[&str]| wanted.iter().find_map(|name| map.get(*name).and_then(text));
    let key = first(keys)?;
    let facts: BTreeMap<String, String> =
        map.iter().filter_map(|(name, value)| Some((name.clone(), flat(value)?))).collect();
    Some(Entry { name: first(names).unwrap_or_else(|| key.clone()), key, facts })
}

fn flat(value: &Value) -> Option<String> {
    match value {
        Value::Array(items) => Some(items.iter().filter_map(text).collect::<Vec<_>>().join(",")),
        Value::Object(_) => None,
        other => text(other),
    }
}

/// Terminals stand inside their towns.
fn terminals(document: &Value) -> Vec<Entry> {
    let list = |value: Option<&Value>| value.and_then(Value::as_array).cloned().unwrap_or_default();
    let mut entries = Vec::new();
    for city in list(document.get("city")) {
        let town = city.get("name").and_then(text).unwrap_or_default();
        let code = city.get("code").and_then(text).unwrap_or_default();
        let inside = city.get("terminals").map(|inside| inside.get("terminal").unwrap_or(inside));
        for terminal in list(inside) {
            let Some(mut one) = entry(&terminal, &["id"], &["name"]) else { continue };
            let works = terminal.get("worktables").map(ToString::to_string).unwrap_or_default();
            let (taken, given) = ("Приём груза к экспресс-перевозке", "Выдача грузов экспресс-перевозки");
            let facts = [
                ("city", town.clone()),
                ("city_code", code.clone()),
                ("timeshift", city.get("timeshift").and_then(text).unwrap_or_default()),
                ("express_in", works.contains(taken).to_string()),
                ("express_out", works.contains(given).to_string()),
            ];
            one.facts.extend(facts.map(|(name, value)| (name.to_owned(), value)));
            one.facts.extend(hours(&terminal));
            entries.push(one);
        }
    }
    entries
}

/// Hours by days of the week (`monday` → `09:00-20:00`): those of taking cargo in, where the table says which they are.
fn hours(terminal: &Value) -> BTreeMap<String, String> {
    const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let tables = terminal.get("worktables").and_then(|tables| tables.get("worktable")).and_then(Value::as_array);
    let tables = tables.map(Vec::as_slice).unwrap_or_default();
    let takes = |table: &&Value| {
        let department = table.get("department").and_then(text).unwrap_or_default();
        department.starts_with("Приём и выдача") || department.starts_with("Прием и выдача")
    };
    let Some(table) = tables.iter().find(takes).or_else(|| tables.first()) else { return BTreeMap::new() };
    DAYS.iter().filter_map(|day| Some(((*day).to_owned(), text(table.get(*day)?)?))).collect()
}

/// Comma-separated values with a heading; quotes double inside quotes, lines end either way, a byte order mark may stand.
fn csv(bytes: &[u8], keys: &[&str], names: &[&str]) -> Vec<Entry> {
    let text = String::from_utf8_lossy(bytes);
    let mut lines = cells(text.trim_start_matches('\u{feff}')).into_iter();
    let heading = lines.next().unwrap_or_default();
    let column = |wanted: &[&str]| {
        wanted.iter().find_map(|name| heading.iter().position(|cell| cell.trim().eq_ignore_ascii_case(name)))
    };
    let (Some(key), name) = (column(keys), column(names)) else { return Vec::new() };
    lines
        .filter_map(|row| {
            let key = row.get(key).map(|cell| cell.trim().to_owned()).filter(|cell| !cell.is_empty())?;
            let name = name.and_then(|at| row.get(at)).cloned().unwrap_or_else(|| key.clone());
            let facts = heading.iter().cloned().zip(row).filter(|(_, cell)| !cell.is_empty()).collect();
            Some(Entry { key, name, facts })
        })
        .collect()
}

fn cells(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell) = (Vec::new(), Vec::new(), String::new());
    let mut quoted = false;
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        match sign {
            '"' if quoted && signs.peek() == Some(&'"') => {
                signs.next();
                cell.push('"');
            }
            '"' => quoted = !quoted,
            ',' | ';' if !quoted => row.push(std::mem::take(&mut cell)),
            '\r' if !quoted => {}
            '\n' if !quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            other => cell.push(other),
        }
    }
    if !cell.is_empty() || !row.is_empty() {
        row.push(cell);
        rows.push(row);
    }
    rows.retain(|row: &Vec<String>| row.iter().any(|cell| !cell.is_empty()));
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sha_256_is_that_of_the_standard() {
        let sum = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(sha256(b"abc").as_deref(), Some(sum));
        assert!(fits(b"abc", &sum.to_uppercase()) && !fits(b"abd", sum));
        assert!(fits(b"abc", "900150983cd24fb0d6963f7d28e17f72"), "an MD5 is not checked");
    }

    #[test]
    fn a_table_is_read_with_quotes_marks_and_either_end_of_line() {
        let table = "\u{feff}uid,name,day_to_day\r\n0x1,\"Доверенность, \"\"М-2\"\"\",1\n0x2,Паспорт,\n,пусто,1\n";
        let entries = csv(table.as_bytes(), &["uid"], &["name"]);
        let read: Vec<_> = entries.iter().map(|entry| (entry.key.as_str(), entry.name.as_str())).collect();
        assert_eq!(read, [("0x1", "Доверенность, \"М-2\""), ("0x2", "Паспорт")]);
        assert_eq!(entries[0].fact("day_to_day"), Some("1"));
    }

    #[test]
    fn terminals_are_read_out_of_their_towns() {
        let document = json!({ "city": [{ "name": "Чита", "code": "75", "timeshift": "6", "terminals": { "terminal": [
            { "id": "104", "name": "Чита", "worktables": { "worktable": [
                { "department": "Выдача грузов экспресс-перевозки" } ] } } ] } }] });
        let entries = terminals(&document);
        assert_eq!((entries[0].key.as_str(), entries[0].fact("city")), ("104", Some("Чита")));
        assert!(entries[0].is("express_out") && !entries[0].is("express_in"));
    }

    #[test]
    fn rows_are_found_under_any_of_their_names() {
        for answer in [
            json!([{ "uid": "1" }]),
            json!({ "data": [{ "uid": "1" }] }),
            json!({ "data": { "counteragents": [{ "uid": "1" }] } }),
        ] {
            assert_eq!(rows(&answer).len(), 1, "{answer}");
        }
        assert!(rows(&json!({})).is_empty());
    }
}
