//! An object of the platform being read, whichever way its text was looked at.

use std::borrow::Cow;

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use serde_json::Value;

use super::flat::{self, Inside};
use super::{Object, Written};
use crate::domain::id::RemoteId;
use crate::domain::money::Money;

/// An object being read. Fields are named by paths (`user.lastName`), several where the platform has several names:
/// the first that is there and not `null` counts.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Fields<'a> {
    /// Read whole.
    Tree(&'a Object),
    /// Looked at in its text.
    InPlace(Inside<'a>),
}

/// A value that was found.
#[derive(Debug, Clone)]
enum Found<'a> {
    Text(Cow<'a, str>),
    /// As it was written.
    Number(Cow<'a, str>),
    Flag(bool),
    Object(Fields<'a>),
    Array(Items<'a>),
}

#[derive(Debug, Clone, Copy)]
enum Items<'a> {
    Tree(&'a [Value]),
    InPlace(Inside<'a>),
}

impl<'a> Found<'a> {
    /// `null` is nothing.
    fn of(value: &'a Value) -> Option<Self> {
        Some(match value {
            Value::Null => return None,
            Value::Bool(flag) => Self::Flag(*flag),
            Value::Number(number) => Self::Number(number.to_string().into()),
            Value::String(text) => Self::Text(text.into()),
            Value::Array(items) => Self::Array(Items::Tree(items)),
            Value::Object(object) => Self::Object(Fields::Tree(object)),
        })
    }

    fn in_place(found: flat::Found<'a>) -> Option<Self> {
        Some(match found {
            flat::Found::Null => return None,
            flat::Found::Flag(flag) => Self::Flag(flag),
            flat::Found::Number(number) => Self::Number(number.into()),
            flat::Found::Text(text) => Self::Text(text),
            flat::Found::Array(items) => Self::Array(Items::InPlace(items)),
            flat::Found::Object(members) => Self::Object(Fields::InPlace(members)),
        })
    }

    /// Text without spaces around, or a number as it was written.
    fn plain(self) -> Option<Cow<'a, str>> {
        match self {
            Self::Text(Cow::Borrowed(text)) => Some(text.trim().into()),
            Self::Text(Cow::Owned(text)) => Some(text.trim().to_owned().into()),
            Self::Number(number) => Some(number),
            Self::Flag(_) | Self::Object(_) | Self::Array(_) => None,
        }
    }
}

impl<'a> Items<'a> {
    /// All that is not `null`.
    fn each(self) -> Vec<Found<'a>> {
        match self {
            Self::Tree(items) => items.iter().filter_map(Found::of).collect(),
            Self::InPlace(items) => items.values().filter_map(Found::in_place).collect(),
        }
    }
}

impl<'a> Fields<'a> {
    /// An object that was read whole.
    pub(crate) const fn of(object: &'a Object) -> Self {
        Self::Tree(object)
    }

    /// The value at the first path that has one.
    fn value(self, paths: &[&str]) -> Option<Found<'a>> {
        paths.iter().find_map(|path| {
            let (first, rest) = step(path);
            let found = match self {
                Self::Tree(object) => Found::of(object.get(first)?)?,
                Self::InPlace(members) => Found::in_place(members.get(first)?)?,
            };
            match (rest, found) {
                (None, found) => Some(found),
                (Some(rest), Found::Object(inner)) => inner.value(&[rest]),
                (Some(_), _) => None,
            }
        })
    }

    /// The object has the member, be it `null`; of an object that is `null` its members are there too, and empty.
    pub(crate) fn is_there(self, path: &str) -> bool {
        let (first, rest) = step(path);
        let found = match self {
            Self::Tree(object) => object.get(first).map(Found::of),
            Self::InPlace(members) => members.get(first).map(Found::in_place),
        };
        match (found, rest) {
            (Some(_), None) | (Some(None), Some(_)) => true,
            (Some(Some(Found::Object(inner))), Some(rest)) => inner.is_there(rest),
            (None, _) | (Some(Some(_)), Some(_)) => false,
        }
    }

    /// A member as a tree, be it `null`; `None` when it isn't there.
    pub(crate) fn tree(self, name: &str) -> Option<Value> {
        match self {
            Self::Tree(object) => object.get(name).cloned(),
            Self::InPlace(members) => members.get(name).map(flat::Found::grown),
        }
    }

    /// Text or a number, not empty, without spaces around.
    fn plain(self, paths: &[&str]) -> Option<Cow<'a, str>> {
        self.value(paths)?.plain().filter(|text| !text.is_empty())
    }

    /// Text that is not empty, without spaces around; a number counts as its text.
    pub(crate) fn text(self, paths: &[&str]) -> Option<String> {
        self.plain(paths).map(Cow::into_owned)
    }

    /// A whole number, also written as text or as `5.0`.
    pub(crate) fn integer(self, paths: &[&str]) -> Option<i64> {
        whole(&self.plain(paths)?)
    }

    /// A reference: a positive number; 0 is the platform's "none".
    pub(crate) fn id(self, paths: &[&str]) -> Option<RemoteId> {
        self.integer(paths).filter(|id| *id > 0).map(RemoteId)
    }

    /// A finite number that is no money.
    pub(crate) fn float(self, paths: &[&str]) -> Option<f64> {
        let text = self.plain(paths)?;
        let number = if text.contains(',') { text.replace(',', ".").parse() } else { text.parse::<f64>() };
        number.ok().filter(|number| number.is_finite())
    }

    /// Roubles, exact.
    pub(crate) fn money(self, paths: &[&str]) -> Option<Money> {
        let text = self.plain(paths)?;
        decimal(&text).map(Money::from_decimal).or_else(|| Money::parse_typed(&text).ok())
    }

    /// Yes or no, also as text.
    pub(crate) fn flag(self, paths: &[&str]) -> Option<bool> {
        match self.value(paths)? {
            Found::Flag(flag) => Some(flag),
            Found::Text(text) if text.eq_ignore_ascii_case("true") => Some(true),
            Found::Text(text) if text.eq_ignore_ascii_case("false") => Some(false),
            Found::Text(_) | Found::Number(_) | Found::Array(_) | Found::Object(_) => None,
        }
    }

    /// A moment.
    pub(crate) fn instant(self, paths: &[&str]) -> Option<DateTime<Utc>> {
        self.written(paths).map(Written::instant)
    }

    /// A date as it was written.
    pub(crate) fn written(self, paths: &[&str]) -> Option<Written> {
        Written::parse(&self.plain(paths)?)
    }

    /// An object.
    pub(crate) fn object(self, paths: &[&str]) -> Option<Self> {
        match self.value(paths)? {
            Found::Object(fields) => Some(fields),
            Found::Text(_) | Found::Number(_) | Found::Flag(_) | Found::Array(_) => None,
        }
    }

    fn items(self, paths: &[&str]) -> Option<Vec<Found<'a>>> {
        match self.value(paths)? {
            Found::Array(items) => Some(items.each()),
            Found::Text(_) | Found::Number(_) | Found::Flag(_) | Found::Object(_) => None,
        }
    }

    /// The objects of an array; empty when there is none.
    pub(crate) fn objects(self, paths: &[&str]) -> Vec<Self> {
        let object = |item| if let Found::Object(fields) = item { Some(fields) } else { None };
        self.items(paths).unwrap_or_default().into_iter().filter_map(object).collect()
    }

    /// Text and numbers of an array as text, the numbers as they were written; `None` when there is no array.
    pub(crate) fn plain_items(self, paths: &[&str]) -> Option<Vec<String>> {
        let texts = self.items(paths)?.into_iter().filter_map(Found::plain);
        Some(texts.map(Cow::into_owned).collect())
    }

    /// The numbers of the records that an array names, each in any form of [`answered_id`].
    pub(crate) fn ids(self, paths: &[&str]) -> Vec<RemoteId> {
        let id = |item| match item {
            Found::Object(fields) => fields.named_id(),
            other => whole(&other.plain()?).filter(|id| *id > 0).map(RemoteId),
        };
        self.items(paths).unwrap_or_default().into_iter().filter_map(id).collect()
    }

    fn named_id(self) -> Option<RemoteId> {
        self.id(&["id"]).or_else(|| self.id(&["entityId"]))
    }

    /// How many items an array has, those that are `null` too; `None` when there is no array.
    pub(crate) fn length(self, paths: &[&str]) -> Option<usize> {
        match self.value(paths)? {
            Found::Array(Items::Tree(items)) => Some(items.len()),
            Found::Array(Items::InPlace(items)) => Some(items.values().count()),
            Found::Text(_) | Found::Number(_) | Found::Flag(_) | Found::Object(_) => None,
        }
    }
}

/// The first name of a path, and what is left. Names are short: a plain look from sign to sign is the fastest.
fn step(path: &str) -> (&str, Option<&str>) {
    let dot = path.bytes().position(|byte| byte == b'.').and_then(|at| path.split_at_checked(at));
    dot.map_or((path, None), |(first, rest)| (first, rest.get(1..)))
}

/// A whole number, also written as `5.0`.
fn whole(text: &str) -> Option<i64> {
    text.parse().ok().or_else(|| {
        let exact = decimal(text)?.normalize();
        if exact.scale() == 0 { exact.to_string().parse().ok() } else { None }
    })
}

/// A decimal of JSON, with or without an exponent.
fn decimal(text: &str) -> Option<Decimal> {
    text.parse().or_else(|_plain| Decimal::from_scientific(text)).ok()
}

/// The number of a record that an answer names: `{"id": 5}`, `{"entityId": 5}`, `5` or `"5"`.
pub(crate) fn answered_id(answer: &Value) -> Option<RemoteId> {
    match answer {
        Value::Object(object) => Fields::of(object).named_id(),
        Value::Number(_) | Value::String(_) => whole(&Found::of(answer)?.plain()?).filter(|id| *id > 0).map(RemoteId),
        Value::Null | Value::Bool(_) | Value::Array(_) => None,
    }
}
