//! A request as a handler sees it: the number in its path, its query, its body.

use serde_json::{Map, Value};

use super::super::sentences;
use super::answer::{Refusal, refuse};
use super::fields::Fields;
use super::query_string;

/// A request whose route and token are settled.
#[derive(Debug, Clone, Default)]
pub(crate) struct Call {
    /// What stands in the place of `{id}` of the path.
    pub(crate) path_id: Option<String>,
    /// The raw query string, for OData.
    pub(crate) query: String,
    /// The body: an object, empty when the request has none.
    pub(crate) body: Map<String, Value>,
    /// The token it came with.
    pub(crate) token: Option<String>,
}

impl Call {
    /// The body's fields.
    pub(crate) fn fields(&self) -> Fields<'_> {
        Fields::root(&self.body)
    }

    /// A query parameter by name, letter case aside; the last one when it is repeated.
    pub(crate) fn param(&self, name: &str) -> Option<String> {
        query_string::pairs(&self.query).filter(|(known, _)| known.eq_ignore_ascii_case(name)).last().map(|(_, v)| v)
    }

    /// A query parameter that says yes.
    pub(crate) fn flag_param(&self, name: &str) -> bool {
        self.param(name).is_some_and(|value| value.eq_ignore_ascii_case("true"))
    }

    /// A number among the query parameters; None when it is absent or empty.
    pub(crate) fn integer_param(&self, name: &str) -> Result<Option<i64>, Refusal> {
        match self.param(name).as_deref().map(str::trim) {
            None | Some("") => Ok(None),
            Some(text) => text.parse().map(Some).or_else(|_not_integer| refuse(sentences::not_an_integer(name))),
        }
    }

    /// The number of the path.
    pub(crate) fn number_in_path(&self) -> Result<i64, Refusal> {
        let text = self.path_id.as_deref().unwrap_or_default();
        text.parse().or_else(|_not_integer| refuse(sentences::not_an_integer("id")))
    }
}

/// Reads a body; none at all is an empty object.
pub(crate) fn read_body(bytes: &[u8]) -> Result<Map<String, Value>, Refusal> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Ok(Map::new());
    }
    match serde_json::from_slice(bytes) {
        Ok(Value::Object(map)) => Ok(map),
        Ok(_) => refuse(sentences::body_is_no_object()),
        Err(error) => refuse(sentences::body_is_no_json(error.line(), error.column())),
    }
}
