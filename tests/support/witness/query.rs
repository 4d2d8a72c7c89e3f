//! Query and path parameters: names that the contract knows, values of the types that it says.

use serde_json::Value;

use super::Mistakes;
use super::contract::{Operation, Parameter, PathValues};
use super::formats;

pub(super) fn check(operation: &Operation, values: &PathValues, query: &str) -> Mistakes {
    let mut mistakes = Vec::new();
    for (name, value) in values {
        match find(operation, "path", name) {
            Some(parameter) => mistakes.extend(mistake(parameter, value)),
            None => mistakes.push(format!("the contract does not describe '{name}' of its own path")),
        }
    }
    let mut given: Vec<String> = Vec::new();
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let (Some(name), Some(value)) = (decoded(name), decoded(value)) else {
            mistakes.push(format!("query: '{pair}' is not percent-encoded UTF-8"));
            continue;
        };
        if given.contains(&name.to_lowercase()) {
            mistakes.push(format!("query parameter '{name}' is given twice"));
        }
        given.push(name.to_lowercase());
        match find(operation, "query", &name) {
            Some(parameter) => mistakes.extend(mistake(parameter, &value)),
            None => mistakes.push(format!("query parameter '{name}' is unknown")),
        }
    }
    let missing = operation.parameters.iter().filter(|parameter| {
        parameter.place == "query" && parameter.required && !given.contains(&parameter.name.to_lowercase())
    });
    mistakes.extend(missing.map(|parameter| format!("query parameter '{}' is missing", parameter.name)));
    mistakes
}

fn find<'o>(operation: &'o Operation, place: &str, name: &str) -> Option<&'o Parameter> {
    operation.parameters.iter().find(|one| one.place == place && one.name.eq_ignore_ascii_case(name))
}

fn mistake(parameter: &Parameter, value: &str) -> Option<String> {
    let word = |key: &str| parameter.schema.get(key).and_then(Value::as_str).unwrap_or_default();
    let fits = match (word("type"), word("format")) {
        ("integer", "int64") => value.parse::<i64>().is_ok() && !value.starts_with('+'),
        ("integer", "int32") => value.parse::<i32>().is_ok() && !value.starts_with('+'),
        ("boolean", "") => value.eq_ignore_ascii_case("true") || value.eq_ignore_ascii_case("false"),
        ("string", "") => true,
        ("string", format) => formats::check(format)?(value),
        _ => false,
    };
    let Parameter { name, place, schema, .. } = parameter;
    (!fits).then(|| format!("{place} parameter '{name}': '{value}' is not {schema}"))
}

/// `%20` and `+` are spaces.
fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => {
                let digits = [rest.next()?, rest.next()?];
                u8::from_str_radix(str::from_utf8(&digits).ok()?, 16).ok()?
            }
            other => other,
        });
    }
    String::from_utf8(bytes).ok()
}
