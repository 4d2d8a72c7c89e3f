//! Rows exactly as the server wrote them, without the passwords that it should not have written.
//!
//! The platform's list of drivers carries each driver's password in clear. It is taken out here, before anything else sees
//! the row; whatever is beside it stays as it came.

use std::fmt;

use memchr::memchr2_iter;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::Value;
use serde_json::value::RawValue;

use super::flat::{self, Index};
use super::{Fields, Object};

/// An object with its text.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    /// The text as the server wrote it, without passwords.
    pub(crate) raw: String,
    content: Content,
}

/// How the text was read.
#[derive(Debug, Clone)]
enum Content {
    Tree(Object),
    InPlace(Index),
}

impl Row {
    /// Reads a row; `None` when it is no JSON object.
    pub(crate) fn read(raw: &str) -> Option<Self> {
        let mut object: Object = serde_json::from_str(raw).ok()?;
        let raw = if drop_passwords(&mut object) { without_passwords(raw)? } else { raw.trim().to_owned() };
        Some(Self { raw, content: Content::Tree(object) })
    }

    /// The same, looked at in place where that will do.
    pub(crate) fn in_place(raw: &str) -> Option<Self> {
        let raw = raw.trim();
        match Index::of(raw) {
            Some(index) => Some(Self::indexed(raw, index)),
            None => Self::read(raw),
        }
    }

    fn indexed(raw: &str, index: Index) -> Self {
        Self { raw: raw.to_owned(), content: Content::InPlace(index) }
    }

    /// Its fields.
    pub(crate) fn fields(&self) -> Fields<'_> {
        match &self.content {
            Content::Tree(object) => Fields::Tree(object),
            Content::InPlace(index) => Fields::InPlace(index.members(&self.raw)),
        }
    }

    /// The object itself.
    pub(crate) fn into_object(self) -> Object {
        match self.content {
            Content::Tree(object) => object,
            // It was read before: it can be read again.
            Content::InPlace(_) => serde_json::from_str(&self.raw).unwrap_or_default(),
        }
    }
}

/// The rows of a list, and how many items came: what is no row is one of them too.
#[derive(Debug)]
pub(crate) struct Listed {
    pub(crate) rows: Vec<Row>,
    pub(crate) came: usize,
}

impl Listed {
    /// Reads a bare array, or an array under `value` or `items`. `None` when it is neither.
    pub(crate) fn read(body: &str) -> Option<Self> {
        // Most lists are read in one look; what it does not take is split and read row by row.
        let rows: Vec<Row> = match flat::rows(body) {
            Some(rows) => rows.into_iter().map(|(raw, index)| Row::indexed(raw, index)).collect(),
            None => return Self::split(body),
        };
        Some(Self { came: rows.len(), rows })
    }

    fn split(body: &str) -> Option<Self> {
        let array = if body.trim_start().starts_with('[') {
            body
        } else {
            let Members(members) = serde_json::from_str(body).ok()?;
            members.iter().find(|(name, _)| matches!(name.as_str(), "value" | "items"))?.1.get()
        };
        let items: Vec<&RawValue> = serde_json::from_str(array).ok()?;
        let rows = items.iter().filter_map(|item| Row::in_place(item.get())).collect();
        Some(Self { rows, came: items.len() })
    }
}

const PASSWORD: &[u8] = b"password";

/// The word stands somewhere in a text, as a name or otherwise. Looked for by its rarest letter: a pull reads hundreds of
/// megabytes.
pub(super) fn has_password(text: &str) -> bool {
    const BEFORE: usize = 4;
    memchr2_iter(b'w', b'W', text.as_bytes()).any(|at| {
        let start = at.checked_sub(BEFORE);
        let word = start.and_then(|start| text.as_bytes().get(start..start.checked_add(PASSWORD.len())?));
        word.is_some_and(|word| word.eq_ignore_ascii_case(PASSWORD))
    })
}

/// Removes passwords at any depth; true when there were any.
fn drop_passwords(object: &mut Object) -> bool {
    let before = object.len();
    object.retain(|name, _| !has_password(name));
    let mut found = object.len() < before;
    for value in object.values_mut() {
        found |= drop_within(value);
    }
    found
}

fn drop_within(value: &mut Value) -> bool {
    match value {
        Value::Object(object) => drop_passwords(object),
        Value::Array(items) => items.iter_mut().fold(false, |found, item| drop_within(item) | found),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => false,
    }
}

/// The same text with the password members left out and the rest untouched. Only called on text that has been read whole,
/// so its depth is bounded.
fn without_passwords(raw: &str) -> Option<String> {
    let raw = raw.trim();
    if raw.starts_with('{') {
        let Members(members) = serde_json::from_str(raw).ok()?;
        let kept: Option<Vec<String>> = members
            .into_iter()
            .filter(|(name, _)| !has_password(name))
            .map(|(name, value)| Some(format!("{}:{}", Value::String(name), without_passwords(value.get())?)))
            .collect();
        Some(format!("{{{}}}", kept?.join(",")))
    } else if raw.starts_with('[') {
        let items: Vec<&RawValue> = serde_json::from_str(raw).ok()?;
        let kept: Option<Vec<String>> = items.into_iter().map(|item| without_passwords(item.get())).collect();
        Some(format!("[{}]", kept?.join(",")))
    } else {
        Some(raw.to_owned())
    }
}

/// The members of an object in their order, values unread.
struct Members<'a>(Vec<(String, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Members<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InOrder;
        impl<'de> Visitor<'de> for InOrder {
            type Value = Members<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }
        deserializer.deserialize_map(InOrder)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_keeps_the_servers_own_text() {
        let written = r#"{ "z": 1.10, "a" : "é\u0301", "unknown": {"deep": [1, 2.50]}, "id": 7 }"#;
        let row = Row::read(written).expect("a row");
        assert_eq!(row.raw, written);
        assert_eq!(row.fields().integer(&["id"]), Some(7));
    }

    #[test]
    fn no_password_survives_wherever_it_stands() {
        let written = r#"{"id": 1, "password":"4821", "user": {"Password": "4821", "name": "x"},
            "devices": [{"pinPassword": null, "n": 1.50}], "p\u0061ssword": "4821", "comment": "без password"}"#;
        let row = Row::read(written).expect("a row");
        assert!(!row.raw.contains("4821"), "{}", row.raw);
        assert_eq!(row.raw, r#"{"id":1,"user":{"name":"x"},"devices":[{"n":1.50}],"comment":"без password"}"#);
        assert!(!format!("{row:?}").contains("4821"));
    }

    #[test]
    fn a_row_in_place_is_the_same_row() {
        for written in [
            r#" { "z": 1.10, "a" : "é\u0301", "unknown": {"deep": [1, 2.50]}, "id": "7", "none": null, "on": true } "#,
            r#"{"id": 7, "user": {"Password": "4821", "name": "x"}, "z": 1.10}"#,
            r#"{"id": 7, "p\u0061ssword": "4821"}"#,
        ] {
            let (strict, listed) = (Row::read(written).expect("a row"), Row::in_place(written).expect("a row"));
            assert_eq!(listed.raw, strict.raw);
            for path in ["z", "a", "id", "none", "on", "user.name", "unknown.deep", "unknown.absent", "password"] {
                let read =
                    |row: &Row| (row.fields().text(&[path]), row.fields().id(&[path]), row.fields().flag(&[path]));
                assert_eq!(read(&listed), read(&strict), "{path} of {written}");
                assert_eq!(listed.fields().length(&[path]), strict.fields().length(&[path]), "{path} of {written}");
            }
            assert_eq!(listed.into_object(), strict.into_object());
        }
    }

    #[test]
    fn lists_come_bare_or_wrapped() {
        let read = |body: &str| {
            let listed = Listed::read(body)?;
            Some((listed.rows.into_iter().map(|row| row.raw).collect::<Vec<_>>(), listed.came))
        };
        let rows = |rows: &[&str]| rows.iter().map(|row| (*row).to_owned()).collect::<Vec<_>>();
        assert_eq!(read(r#" [ {"id":1}, 5 ] "#), Some((rows(&[r#"{"id":1}"#]), 2)));
        assert_eq!(read(" [ {\"id\": 1} ,\n{ } ] "), Some((rows(&[r#"{"id": 1}"#, "{ }"]), 2)));
        assert_eq!(
            read(r#"[{"id":1,"pinPassword":"4821"},{"id":2}]"#),
            Some((rows(&[r#"{"id":1}"#, r#"{"id":2}"#]), 2))
        );
        assert_eq!(read(r#"{"@odata.count": 1, "value": [{"id":1}]}"#), Some((rows(&[r#"{"id":1}"#]), 1)));
        assert_eq!(read(" [ ] "), Some((Vec::new(), 0)));
        for broken in ["", "{}", "null", "<html>", "[{\"id\":1}, {", "[{\"id\":1},]", "[{\"id\":1}", "[{}]]", "[,{}]"] {
            assert_eq!(read(broken), None, "{broken}");
        }
    }

    #[test]
    fn what_is_no_object_is_no_row() {
        for text in ["5", "null", "[]", "{", ""] {
            assert!(Row::read(text).is_none(), "{text}");
        }
    }
}
