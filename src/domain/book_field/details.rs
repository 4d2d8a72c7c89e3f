//! What is known of fields that the platform's lists don't show.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::BookField;

/// The value of a field that is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldValue {
    /// Known to be empty; a form clears a field with it.
    Empty,
    /// Text.
    Text(String),
    /// A number with a fraction.
    Number(Decimal),
    /// A whole number, or a number of the platform that names a record.
    Whole(i64),
    /// Yes or no.
    Flag(bool),
    /// A moment, UTC.
    Moment(DateTime<Utc>),
    /// A list, whole: never empty, an empty one is [`FieldValue::Empty`].
    Items(Vec<super::Item>),
}

impl FieldValue {
    /// A list, or [`FieldValue::Empty`] for one without items.
    #[must_use]
    pub fn items(items: Vec<super::Item>) -> Self {
        if items.is_empty() { Self::Empty } else { Self::Items(items) }
    }

    /// Text, or [`FieldValue::Empty`] for blank text.
    #[must_use]
    pub fn text(text: &str) -> Self {
        let text = text.trim();
        if text.is_empty() { Self::Empty } else { Self::Text(text.to_owned()) }
    }

    /// As it is typed and shown without words of a language; a moment in RFC 3339.
    #[must_use]
    pub fn plain(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => text.clone(),
            Self::Number(number) => number.normalize().to_string(),
            Self::Whole(number) => number.to_string(),
            Self::Flag(flag) => flag.to_string(),
            Self::Moment(at) => at.to_rfc3339(),
            Self::Items(items) => {
                let item = |item: &super::Item| {
                    item.values.values().map(Self::plain).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
                };
                items.iter().map(item).collect::<Vec<_>>().join("; ")
            }
        }
    }
}

/// Fields that a list of the platform leaves out. What is absent here has not been read yet: it is neither empty nor
/// changed, and a writing leaves it as the platform has it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Details(BTreeMap<BookField, FieldValue>);

impl Details {
    /// Nothing has been read.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What is known of a field.
    #[must_use]
    pub fn get(&self, field: BookField) -> Option<&FieldValue> {
        self.0.get(&field)
    }

    /// Knows a field from now on; `None` forgets it.
    pub fn set(&mut self, field: BookField, value: Option<FieldValue>) {
        match value {
            Some(value) => {
                self.0.insert(field, value);
            }
            None => {
                self.0.remove(&field);
            }
        }
    }

    /// Everything that is known.
    pub fn iter(&self) -> impl Iterator<Item = (BookField, &FieldValue)> {
        self.0.iter().map(|(field, value)| (*field, value))
    }

    /// Takes over what only `older` knows.
    #[must_use]
    pub fn over(&self, older: &Self) -> Self {
        let mut all = older.0.clone();
        all.extend(self.0.clone());
        Self(all)
    }

    /// The same without what `which` names.
    #[must_use]
    pub fn without(&self, which: impl Fn(BookField) -> bool) -> Self {
        Self(self.0.iter().filter(|(field, _)| !which(**field)).map(|(field, value)| (*field, value.clone())).collect())
    }
}
