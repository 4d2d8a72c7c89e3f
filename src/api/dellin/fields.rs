//! Tolerant reading of an object: keys in any spelling that was seen, values in any type that was seen.

use std::cell::RefCell;

use chrono::{NaiveDate, NaiveTime};
use rust_decimal::Decimal;
use serde_json::{Map, Value};

use crate::domain::ltl::Finding;

/// What reading has to say.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// Words, days and hours that are none, by the number of the check.
    pub(super) findings: Vec<Finding>,
    /// Paths that nobody asked for.
    pub(super) unknown: Vec<String>,
}

/// An object with its path. Keys that were asked for are remembered.
pub(super) struct Fields<'a> {
    map: Option<&'a Map<String, Value>>,
    path: String,
    asked: RefCell<Vec<&'a str>>,
    notes: &'a RefCell<Notes>,
}

/// A key without what spellings differ in: letter case, joining signs, Cyrillic letters that look Latin, a doubled `r`.
fn plain(key: &str) -> String {
    let latin =
        key.chars().filter(|sign| !matches!(sign, '_' | '-')).flat_map(char::to_lowercase).map(|sign| match sign {
            'а' => 'a',
            'е' => 'e',
            'о' => 'o',
            'р' => 'p',
            'с' => 'c',
            'у' => 'y',
            'х' => 'x',
            other => other,
        });
    latin.collect::<String>().replace("rr", "r")
}

impl<'a> Fields<'a> {
    pub(super) fn new(value: &'a Value, path: &str, notes: &'a RefCell<Notes>) -> Self {
        Self { map: value.as_object(), path: path.to_owned(), asked: RefCell::default(), notes }
    }

    /// A value that is there and not null.
    pub(super) fn get(&self, key: &str) -> Option<&'a Value> {
        let map = self.map?;
        let (name, value) = match map.get_key_value(key) {
            Some(exact) => exact,
            None => map.iter().find(|(name, _)| plain(name) == plain(key))?,
        };
        self.asked.borrow_mut().push(name);
        Some(value).filter(|value| !value.is_null())
    }

    /// Path of a field.
    pub(super) fn at(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) }
    }

    pub(super) fn text(&self, key: &str) -> Option<String> {
        text(self.get(key)?)
    }

    pub(super) fn number(&self, key: &str) -> Option<Decimal> {
        decimal(self.get(key)?)
    }

    pub(super) fn int(&self, key: &str) -> Option<i64> {
        int(self.get(key)?)
    }

    pub(super) fn flag(&self, key: &str) -> Option<bool> {
        match self.get(key)? {
            Value::Bool(flag) => Some(*flag),
            Value::String(text) => match text.trim().to_ascii_lowercase().as_str() {
                "true" | "1" => Some(true),
                "false" | "0" => Some(false),
                _ => None,
            },
            Value::Number(number) => Some(number.as_f64() != Some(0.0)),
            Value::Null | Value::Array(_) | Value::Object(_) => None,
        }
    }

    /// A word of a closed list; another word is a finding of the check with this number.
    pub(super) fn word<T>(&self, key: &str, rule: u8, from_word: impl Fn(&str) -> Option<T>) -> Option<T> {
        let text = self.text(key)?;
        let found = from_word(text.trim());
        if found.is_none() {
            self.notes.borrow_mut().findings.push(Finding::blocks(rule, self.at(key)).with(text));
        }
        found
    }

    /// A day; anything else is a finding of the check with this number.
    pub(super) fn day(&self, key: &str, rule: u8) -> Option<NaiveDate> {
        self.word(key, rule, |text| {
            let is_plain = text.len() == 10;
            NaiveDate::parse_from_str(text, "%Y-%m-%d").ok().filter(|_| is_plain)
        })
    }

    /// An hour, `9:30` or `09:30`.
    pub(super) fn clock(&self, key: &str, rule: u8) -> Option<NaiveTime> {
        self.word(key, rule, |text| NaiveTime::parse_from_str(text, "%H:%M").ok())
    }

    /// An object inside.
    pub(super) fn node<T>(&self, key: &str, read: impl FnOnce(&Fields<'a>) -> T) -> Option<T> {
        let value = self.get(key)?;
        value.is_object().then(|| within(value, &self.at(key), self.notes, read))
    }

    /// Objects of a list; one object alone is a list of it.
    pub(super) fn list<T>(&self, key: &str, mut read: impl FnMut(&Fields<'a>) -> T) -> Vec<T> {
        let Some(value) = self.get(key) else { return Vec::new() };
        let items = match value {
            Value::Array(items) => items.iter().collect(),
            Value::Object(_) => vec![value],
            _ => Vec::new(),
        };
        let objects = items.into_iter().enumerate().filter(|(_, item)| item.is_object());
        objects.map(|(at, item)| within(item, &format!("{}[{at}]", self.at(key)), self.notes, &mut read)).collect()
    }

    /// Texts of a list; one text alone is a list of it.
    pub(super) fn texts(&self, key: &str) -> Vec<String> {
        self.get(key)
            .map(|value| match value {
                Value::Array(items) => items.iter().filter_map(text).collect(),
                other => text(other).into_iter().collect(),
            })
            .unwrap_or_default()
    }

    pub(super) fn ints(&self, key: &str) -> Vec<i64> {
        let Some(Value::Array(items)) = self.get(key) else { return Vec::new() };
        items.iter().filter_map(int).collect()
    }

    /// Notes what nobody asked for.
    fn finish(&self) {
        let asked = self.asked.borrow();
        let Some(map) = self.map else { return };
        let left = map.keys().filter(|key| !asked.contains(&key.as_str())).map(|key| self.at(key));
        self.notes.borrow_mut().unknown.extend(left);
    }
}

/// Reads an object and notes what of it nobody asked for.
pub(super) fn within<'a, T>(
    value: &'a Value,
    path: &str,
    notes: &'a RefCell<Notes>,
    read: impl FnOnce(&Fields<'a>) -> T,
) -> T {
    let fields = Fields::new(value, path, notes);
    let result = read(&fields);
    fields.finish();
    result
}

/// Text; numbers and flags as they are written. Empty text is none.
pub(super) fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if text.trim().is_empty() => None,
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(flag) => Some(flag.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

/// A number, or a text that is one, with a point or a comma.
pub(super) fn decimal(value: &Value) -> Option<Decimal> {
    let text = text(value)?.replace(',', ".").replace([' ', '\u{a0}'], "");
    text.parse().ok().or_else(|| Decimal::from_scientific(&text).ok())
}

fn int(value: &Value) -> Option<i64> {
    use rust_decimal::prelude::ToPrimitive as _;
    decimal(value).filter(|number| number.fract().is_zero()).and_then(|number| number.to_i64())
}
