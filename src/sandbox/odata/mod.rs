//! The part of OData that the platform's lists speak: `$filter`, `$orderby`, `$top`, `$skip`, `$count`.

use serde_json::Value;

/// Query options of a list request, read from the raw query string.
#[derive(Debug, Clone, Default)]
pub struct Query;

/// What a query leaves of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// The rows, in order.
    pub rows: Vec<Value>,
    /// How many rows the filter leaves before `$top` and `$skip`: the header `X-MetaCount`.
    pub total: usize,
}

/// A query that can't be read: the platform's answer is 400 with this sentence.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct QueryError(pub String);

impl Query {
    /// Reads percent-encoded `name=value&…`; option names without regard to case, with or without `$`; other names are
    /// left to the caller.
    ///
    /// # Errors
    /// A sentence that says what is wrong and where.
    pub fn parse(query_string: &str) -> Result<Self, QueryError> {
        let _ = query_string;
        Ok(Self)
    }

    /// Filters, sorts and cuts a list of JSON objects.
    ///
    /// # Errors
    /// A sentence, when an expression compares what can't be compared or names an unknown property.
    pub fn apply(&self, rows: Vec<Value>) -> Result<Page, QueryError> {
        let total = rows.len();
        Ok(Page { rows, total })
    }
}
