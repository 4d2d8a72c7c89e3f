//! From a raw query string to pairs of name and value.

use super::error::QueryError;

words! {
    /// The options of a list; a name may stand without its `$`.
    ListOption {
        Filter = "$filter",
        OrderBy = "$orderby",
        Top = "$top",
        Skip = "$skip",
        Count = "$count",
        Select = "$select",
        Expand = "$expand",
    }
}

impl ListOption {
    /// By name in any case, with or without `$`.
    pub(super) fn of(name: &str) -> Option<Self> {
        Self::named(name).or_else(|| Self::named(&format!("${name}")))
    }
}

/// Longer queries are refused before anything reads them.
const LENGTH_LIMIT: usize = 16 * 1024;

/// The pairs of `name=value&…`, decoded, in order. A name without `=` has an empty value.
pub(super) fn split(query_string: &str) -> Result<Vec<(String, String)>, QueryError> {
    if query_string.len() > LENGTH_LIMIT {
        return Err(QueryError::too_long(LENGTH_LIMIT));
    }
    query_string
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            Ok((decode(name)?, decode(value)?))
        })
        .collect()
}

/// `%20` and `+` are spaces; a stray `%` or bytes that are no UTF-8 are an error.
fn decode(text: &str) -> Result<String, QueryError> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => match (rest.next().and_then(hex), rest.next().and_then(hex)) {
                (Some(high), Some(low)) => high * 16 + low,
                _ => return Err(QueryError::encoding(text)),
            },
            other => other,
        });
    }
    String::from_utf8(bytes).map_err(|_not_utf8| QueryError::encoding(text))
}

fn hex(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(query: &str) -> Vec<(String, String)> {
        split(query).unwrap_or_else(|error| panic!("{query}: {error}"))
    }

    #[test]
    fn names_and_values_are_decoded() {
        assert_eq!(
            pairs("%24filter=a%20eq+'%D0%90%26'&&$top=5&flag&x=a=b"),
            [("$filter", "a eq 'А&'"), ("$top", "5"), ("flag", ""), ("x", "a=b")]
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
        );
        assert_eq!(pairs(""), []);
    }

    #[test]
    fn what_is_not_percent_encoded_utf8_is_refused() {
        for query in ["a=100%", "a=%2", "a=%zz", "a=%FF", "%=a", "a=%D0"] {
            assert!(split(query).is_err(), "{query}");
        }
    }

    #[test]
    fn options_are_named_in_any_case_and_with_or_without_the_sign() {
        for name in ["$orderby", "$orderBy", "$ORDERBY", "orderby", "OrderBy"] {
            assert_eq!(ListOption::of(name), Some(ListOption::OrderBy), "{name}");
        }
        for name in ["", "$", "$$filter", "$search", "filters"] {
            assert_eq!(ListOption::of(name), None, "{name}");
        }
    }

    #[test]
    fn a_query_has_a_greatest_length() {
        let longest = format!("a={}", "x".repeat(LENGTH_LIMIT - 2));
        assert!(split(&longest).is_ok());
        assert!(split(&format!("{longest}x")).is_err());
    }
}
