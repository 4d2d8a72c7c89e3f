//! A list request: which rows a query leaves, and those rows drawn in full.
//!
//! A query is answered in two steps, so that lists of a hundred thousand bids stay quick: every record is drawn with only
//! the properties that the query names, the query picks and sorts, and only the rows of the page are drawn whole.

use std::collections::BTreeSet;

use serde_json::Value;

use super::super::http::answer::{Answer, Outcome, Refusal};
use super::super::http::query_string;
use super::super::http::request::Call;
use super::super::model::Record;
use super::super::odata::{Query, QueryError};
use super::super::world::World;
use super::super::world::shelf::Shelf;
use super::drawn::Drawn;
use super::{Field, Shape, draw};

/// Answers a list request over a shelf; `keep` says which records the method shows at all.
pub(crate) fn list<T: Record>(
    world: &World,
    call: &Call,
    shelf: &Shelf<T>,
    shape: &Shape<T>,
    keep: impl Fn(&T) -> bool,
) -> Outcome {
    let query = Query::parse(&call.query).map_err(sentence)?;
    let named = named_properties(&call.query);
    let light: Vec<&Field<T>> =
        shape.iter().filter(|(name, _)| *name == "id" || named.contains(&name.to_ascii_lowercase())).collect();
    let candidates: Vec<Value> = shelf
        .iter()
        .filter(|record| keep(record))
        .map(|record| draw(world, record, light.iter().copied()).into())
        .collect();
    let page = query.apply(candidates).map_err(sentence)?;
    let records = page.rows.iter().filter_map(|row| shelf.get(row.get("id")?.as_i64()?));
    Ok(Answer::Rows { rows: records.map(|record| draw(world, record, shape)).collect(), total: page.total })
}

/// Answers a list request over rows that are drawn already; for lists that `$expand` may change.
pub(crate) fn list_drawn(call: &Call, rows: Vec<Value>) -> Outcome {
    let page = Query::parse(&call.query).and_then(|query| query.apply(rows)).map_err(sentence)?;
    Ok(Answer::Rows { rows: page.rows.into_iter().map(Drawn::Plain).collect(), total: page.total })
}

fn sentence(error: QueryError) -> Refusal {
    Refusal::Sentence(error.0)
}

/// Every word of a query that might be a property, in lower case: too many is harmless, too few is not.
fn named_properties(query: &str) -> BTreeSet<String> {
    let is_part_of_name = |c: char| c.is_alphanumeric() || c == '_';
    query_string::pairs(query)
        .flat_map(|(_, value)| value.split(|c| !is_part_of_name(c)).map(str::to_ascii_lowercase).collect::<Vec<_>>())
        .collect()
}
