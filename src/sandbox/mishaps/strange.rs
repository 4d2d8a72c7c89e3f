//! An answer of a server that is newer than its document: fields that nobody knows, known ones in another type.
//!
//! What a field says stays the same: a number may become a string of its digits, never another number.

use serde_json::{Value, json};

use super::super::seed::rng::Rng;

/// Name of the fields that are added; a digit follows.
const NEW_FIELD: &str = "novelty";
/// Longer numbers in strings are no numbers to anybody.
const LONGEST_NUMBER: usize = 12;

/// Makes an answer strange. Coordinates stay numbers: they are a standard of their own (GeoJSON).
pub(crate) fn estrange(value: &mut Value, rng: &mut Rng) {
    match value {
        Value::Array(rows) => rows.iter_mut().filter(|row| row.is_object()).for_each(|row| estrange(row, rng)),
        Value::Object(fields) => {
            for (name, field) in fields.iter_mut() {
                match field {
                    Value::Number(number) if rng.chance(0.15) => *field = Value::String(number.to_string()),
                    Value::String(text) if is_number(text) && name != "number" && rng.chance(0.15) => {
                        *field = serde_json::from_str(text).unwrap_or(Value::Null);
                    }
                    Value::Array(_) | Value::Object(_) => estrange(field, rng),
                    Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
                }
            }
            if rng.chance(0.3) {
                let (digit, content) = (rng.below(3), novelty(rng));
                fields.insert(format!("{NEW_FIELD}{digit}"), content);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// A text that is a number written as such: no sign, no leading zero that would get lost.
fn is_number(text: &str) -> bool {
    text.len() <= LONGEST_NUMBER
        && !text.starts_with('0')
        && !text.is_empty()
        && text.bytes().all(|b| b.is_ascii_digit())
}

fn novelty(rng: &mut Rng) -> Value {
    match rng.below(5) {
        0 => Value::Null,
        1 => json!(rng.between(0, 9999)),
        2 => json!({ "kind": "new", "parts": [1.10, "два", null] }),
        3 => json!([]),
        _ => json!("новое"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_stays_the_same_in_other_types() {
        let plain = json!({ "id": 48213, "price": 1200.50, "kpp": "012345678", "inn": "9999000013", "name": null,
            "geozone": { "location": { "coordinates": [49.1, 55.7] } }, "rows": [{ "id": 1 }, { "id": 2 }] });
        let mut rng = Rng::new(5, "strange");
        let mut changed = 0;
        for _ in 0..50 {
            let mut strange = plain.clone();
            estrange(&mut strange, &mut rng);
            changed += i32::from(strange != plain);
            let said = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            for (name, field) in plain.as_object().unwrap() {
                if !field.is_array() && !field.is_object() {
                    assert_eq!(said(&strange[name]), said(field), "{name}");
                }
            }
            assert_eq!(strange["geozone"]["location"]["coordinates"], json!([49.1, 55.7]));
        }
        assert!(changed > 40);
    }
}
