//! The shapes in which a list may hold its rows.

use std::borrow::Cow;

use serde_json::Value;

/// A row of a list, owned or borrowed: a borrowed one is cloned only when it gets onto the page.
pub trait Row {
    /// The row, to look at.
    fn value(&self) -> &Value;

    /// The row, to give out.
    fn into_value(self) -> Value;
}

impl Row for Value {
    fn value(&self) -> &Value {
        self
    }

    fn into_value(self) -> Value {
        self
    }
}

impl Row for &Value {
    fn value(&self) -> &Value {
        self
    }

    fn into_value(self) -> Value {
        self.clone()
    }
}

impl Row for Cow<'_, Value> {
    fn value(&self) -> &Value {
        self
    }

    fn into_value(self) -> Value {
        self.into_owned()
    }
}
