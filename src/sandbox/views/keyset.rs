//! The one query that a synchronisation asks thousands of times, read for what it is: everything changed since a place,
//! in the order of changes. It is answered from the index of changes, so that pages of a hundred thousand bids cost what
//! they hold and not what they leave out.
//!
//! Whatever isn't exactly such a query is none of this module's business: the list engine answers it.

use std::ops::Bound;

use chrono::{DateTime, Utc};

use super::super::http::query_string;
use super::super::world::changes::Change;

/// A page of changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Keyset {
    /// Where it begins.
    pub(crate) from: Bound<Change>,
    /// The most rows.
    pub(crate) top: usize,
}

/// Reads a query string; None when it asks for something else.
pub(crate) fn read(query: &str) -> Option<Keyset> {
    let (mut filter, mut order, mut top) = (None, None, None);
    for (name, value) in query_string::pairs(query) {
        let place = match name.to_ascii_lowercase().as_str() {
            "$filter" => &mut filter,
            "$orderby" => &mut order,
            "$top" => &mut top,
            "$count" if value.eq_ignore_ascii_case("true") => continue,
            _ => return None,
        };
        if place.replace(value).is_some() {
            return None;
        }
    }
    let order = order?.to_ascii_lowercase();
    let keys: Vec<&str> = order.split(',').map(str::trim).collect();
    if keys != ["updatedat", "id"] {
        return None;
    }
    Some(Keyset { from: place(&filter?)?, top: top?.trim().parse().ok()? })
}

/// `updatedAt ge T`, or `(updatedAt gt T or (updatedAt eq T and id gt I))` with its outer parentheses or without.
fn place(filter: &str) -> Option<Bound<Change>> {
    let spaced = filter.to_ascii_lowercase().replace('(', " ( ").replace(')', " ) ");
    let mut words: Vec<&str> = spaced.split_whitespace().collect();
    if let ["(", .., ")", ")"] = words[..] {
        words = words.get(1..words.len() - 1)?.to_vec();
    }
    match words[..] {
        ["updatedat", "ge", at] => Some(Bound::Included((moment(at)?, i64::MIN))),
        ["updatedat", "gt", at, "or", "(", "updatedat", "eq", same, "and", "id", "gt", id, ")"] if at == same => {
            Some(Bound::Excluded((moment(at)?, id.parse().ok()?)))
        }
        _ => None,
    }
}

/// A moment that says its zone, as the server writes it itself.
fn moment(text: &str) -> Option<DateTime<Utc>> {
    text.strip_suffix('z')?;
    DateTime::parse_from_rfc3339(text).ok().map(|moment| moment.to_utc())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bound(filter: &str) -> Option<Bound<Change>> {
        read(&format!("$filter={filter}&$orderby=updatedAt,id&$top=50")).map(|keyset| keyset.from)
    }

    #[test]
    fn the_pages_of_a_synchronisation_are_known() {
        let at = "2026-11-21T10:00:00.1234567Z".parse().unwrap();
        let after = Some(Bound::Excluded((at, 48213)));
        let text = "2026-11-21T10:00:00.1234567Z";
        assert_eq!(bound(&format!("(updatedAt gt {text} or (updatedAt eq {text} and id gt 48213))")), after);
        assert_eq!(bound(&format!("UpdatedAt gt {text} or (updatedAt eq {text} and id gt 48213)")), after);
        assert_eq!(bound(&format!("updatedAt ge {text}")), Some(Bound::Included((at, i64::MIN))));
    }

    #[test]
    fn every_other_query_is_left_to_the_engine() {
        let text = "2026-11-21T10:00:00Z";
        for filter in [
            "id eq 5".to_owned(),
            format!("updatedAt gt {text}"),
            format!("updatedAt ge {text} and status eq 'Done'"),
            format!("(updatedAt gt {text} or (updatedAt eq 2026-11-21T10:00:01Z and id gt 5))"),
            format!("not (updatedAt gt {text} or (updatedAt eq {text} and id gt 5))"),
            "updatedAt ge yesterday".to_owned(),
            "updatedAt ge 2026-11-21T10:00:00".to_owned(),
        ] {
            assert_eq!(bound(&filter), None, "{filter}");
        }
        let filter = format!("$filter=updatedAt ge {text}");
        for rest in [
            "&$top=5",
            "&$orderby=id&$top=5",
            "&$orderby=updatedAt desc,id&$top=5",
            "&$orderby=updatedAt,id",
            "&$orderby=updatedAt,id&$top=5&$skip=5",
            "&$orderby=updatedAt,id&$top=x",
            "&$orderby=updatedAt,id&$top=5&$top=6",
        ] {
            assert_eq!(read(&format!("{filter}{rest}")), None, "{rest}");
        }
    }
}
