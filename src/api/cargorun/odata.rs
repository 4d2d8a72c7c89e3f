//! Queries of the platform's lists: the part of OData that it speaks, with the literals quoted and escaped.
//!
//! Only what the platform is known to take: `$select` is never sent, `$expand` only where the integration document does.

use chrono::{DateTime, SecondsFormat, Utc};

/// A value in a filter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Literal {
    /// Text: single quotes around it, a quote within doubled.
    Text(String),
    /// A whole number.
    Number(i64),
    /// A moment, written in UTC, unquoted.
    Instant(DateTime<Utc>),
    /// A moment exactly as the server wrote it, checked by whoever makes it.
    ServerInstant(String),
}

impl From<&str> for Literal {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<i64> for Literal {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<DateTime<Utc>> for Literal {
    fn from(instant: DateTime<Utc>) -> Self {
        Self::Instant(instant)
    }
}

impl Literal {
    fn written(&self) -> String {
        match self {
            Self::Text(text) => format!("'{}'", text.replace('\'', "''")),
            Self::Number(number) => number.to_string(),
            Self::Instant(instant) => instant_text(*instant),
            Self::ServerInstant(text) => text.clone(),
        }
    }
}

/// `2019-11-20T06:00:00Z`: whole seconds, rounded down. The platform's own fractions have seven digits, ours would have
/// nine; where they matter, the server's own text is sent back.
pub(crate) fn instant_text(instant: DateTime<Utc>) -> String {
    instant.to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// How strongly the outermost operator of a filter binds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Binding {
    Term,
    And,
    Or,
}

/// A `$filter` expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Filter {
    text: String,
    binding: Binding,
}

impl Filter {
    /// `field eq value`.
    pub(crate) fn eq(field: &str, value: impl Into<Literal>) -> Self {
        Self::compare(field, "eq", value)
    }

    /// `field gt value`.
    pub(crate) fn gt(field: &str, value: impl Into<Literal>) -> Self {
        Self::compare(field, "gt", value)
    }

    /// `field ge value`.
    pub(crate) fn ge(field: &str, value: impl Into<Literal>) -> Self {
        Self::compare(field, "ge", value)
    }

    /// `field in (a,b)`.
    pub(crate) fn is_in<L: Into<Literal>>(field: &str, values: impl IntoIterator<Item = L>) -> Self {
        let list: Vec<String> = values.into_iter().map(|value| value.into().written()).collect();
        Self { text: format!("{field} in ({})", list.join(",")), binding: Binding::Term }
    }

    /// Both.
    pub(crate) fn and(self, other: Self) -> Self {
        let side = |filter: Self| if filter.binding == Binding::Or { filter.enclosed() } else { filter };
        Self { text: format!("{} and {}", side(self).text, side(other).text), binding: Binding::And }
    }

    /// Either. Mixed with `and`, parentheses are written although precedence would do without: not every reader of
    /// OData agrees on it.
    pub(crate) fn or(self, other: Self) -> Self {
        let side = |filter: Self| if filter.binding == Binding::And { filter.enclosed() } else { filter };
        Self { text: format!("{} or {}", side(self).text, side(other).text), binding: Binding::Or }
    }

    /// `(…)`.
    pub(crate) fn enclosed(self) -> Self {
        Self { text: format!("({})", self.text), binding: Binding::Term }
    }

    fn compare(field: &str, operator: &str, value: impl Into<Literal>) -> Self {
        Self { text: format!("{field} {operator} {}", value.into().written()), binding: Binding::Term }
    }
}

/// The query part of a request: options in the order they were asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Query(Vec<(&'static str, String)>);

impl Query {
    /// Nothing asked.
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// Any option.
    pub(crate) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.0.push((name, value.into()));
        self
    }

    /// `$filter`.
    pub(crate) fn filter(self, filter: Filter) -> Self {
        self.with("$filter", filter.text)
    }

    /// `$orderby`.
    pub(crate) fn order_by(self, fields: &str) -> Self {
        self.with("$orderby", fields)
    }

    /// `$expand`.
    pub(crate) fn expand(self, text: &str) -> Self {
        self.with("$expand", text)
    }

    /// A page: `$top`, `$skip` (not written at 0), and `$count`, which brings the header `X-MetaCount`.
    pub(crate) fn page(self, top: usize, skip: usize) -> Self {
        let paged = self.with("$top", top.to_string());
        let paged = if skip == 0 { paged } else { paged.with("$skip", skip.to_string()) };
        paged.with("$count", "true")
    }

    /// As people read it, for the journal; empty when nothing is asked.
    pub(crate) fn readable(&self) -> String {
        self.joined(str::to_owned)
    }

    /// As the wire takes it.
    pub(crate) fn encoded(&self) -> String {
        self.joined(percent_encoded)
    }

    fn joined(&self, write: impl Fn(&str) -> String) -> String {
        let pairs: Vec<String> = self.0.iter().map(|(name, value)| format!("{name}={}", write(value))).collect();
        if pairs.is_empty() { String::new() } else { format!("?{}", pairs.join("&")) }
    }
}

/// Percent-encodes a query value: unreserved characters and those that OData's own syntax lives by stay readable.
fn percent_encoded(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~'(),:/$=;*".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            out.push(hex_digit(byte >> 4));
            out.push(hex_digit(byte & 15));
        }
    }
    out
}

fn hex_digit(value: u8) -> char {
    char::from_digit(u32::from(value), 16).unwrap_or('0').to_ascii_uppercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().expect("a moment")
    }

    #[test]
    fn the_documents_own_query_comes_out_letter_for_letter() {
        let done = Filter::eq("Status", "Done").and(Filter::gt("updatedAt", at("2019-11-20T06:00:00Z")));
        let query = Query::new().filter(done);
        assert_eq!(query.readable(), "?$filter=Status eq 'Done' and updatedAt gt 2019-11-20T06:00:00Z");
        let tracker = Query::new().filter(Filter::eq("deviceNumber", "1234567890"));
        assert_eq!(tracker.readable(), "?$filter=deviceNumber eq '1234567890'");
    }

    #[test]
    fn a_quote_in_a_text_cannot_end_it() {
        let filter = Filter::eq("externalId", "x' or '1' eq '1");
        assert_eq!(Query::new().filter(filter).readable(), "?$filter=externalId eq 'x'' or ''1'' eq ''1'");
    }

    #[test]
    fn mixed_operators_are_enclosed() {
        let raw = || Literal::ServerInstant("2026-11-20T06:00:00.1234567Z".to_owned());
        let keyset =
            Filter::gt("updatedAt", raw()).or(Filter::eq("updatedAt", raw()).and(Filter::gt("id", 7))).enclosed();
        assert_eq!(
            keyset.text,
            "(updatedAt gt 2026-11-20T06:00:00.1234567Z or (updatedAt eq 2026-11-20T06:00:00.1234567Z and id gt 7))"
        );
        assert_eq!(Filter::ge("a", at("2026-11-20T06:00:00.9Z")).text, "a ge 2026-11-20T06:00:00Z", "rounded down");
        let both = Filter::eq("a", 1).or(Filter::eq("b", 2)).and(Filter::is_in("c", ["x", "y'"]));
        assert_eq!(both.text, "(a eq 1 or b eq 2) and c in ('x','y''')");
    }

    #[test]
    fn the_wire_form_holds_nothing_that_a_query_splits_on() {
        let query = Query::new()
            .filter(Filter::eq("name", "ООО «Плюс+Минус» & Co #1 50%"))
            .with("at", "2026-01-01T00:00:00+03:00")
            .page(50, 100);
        assert_eq!(
            query.encoded(),
            "?$filter=name%20eq%20'%D0%9E%D0%9E%D0%9E%20%C2%AB%D0%9F%D0%BB%D1%8E%D1%81%2B%D0%9C%D0%B8%D0%BD%D1%83%D1%81%C2%BB\
             %20%26%20Co%20%231%2050%25'&at=2026-01-01T00:00:00%2B03:00&$top=50&$skip=100&$count=true"
        );
        assert_eq!(Query::new().encoded(), "");
    }
}
