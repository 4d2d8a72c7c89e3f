//! The query language as a whole: what the documents ask, what each operator means, what is refused.

mod documents;
mod language;
mod paging;
mod properties;
mod refusals;
mod volume;

use serde_json::{Value, json};

use super::{Page, Query, QueryError};

fn run(query: &str, rows: &[Value]) -> Result<Page, QueryError> {
    Query::parse(query)?.apply(rows)
}

fn page(query: &str, rows: &[Value]) -> Page {
    run(query, rows).unwrap_or_else(|error| panic!("{query}: {error}"))
}

fn refusal(query: &str, rows: &[Value]) -> String {
    match run(query, rows) {
        Err(error) => error.to_string(),
        Ok(page) => panic!("{query} leaves {page:?}"),
    }
}

/// The ids of the rows that a filter leaves.
fn left(filter: &str, rows: &[Value]) -> Vec<i64> {
    let filter = filter.replace('%', "%25").replace('+', "%2B").replace('&', "%26");
    ids(&page(&format!("$filter={filter}"), rows))
}

fn ids(page: &Page) -> Vec<i64> {
    page.rows.iter().filter_map(|row| row.get("id")?.as_i64()).collect()
}

/// Four bids as `GetListForExternal` spells them, cut to what the tests ask about.
fn bids() -> Vec<Value> {
    vec![
        json!({
            "id": 1, "status": "Done", "price": 120_000.5, "updatedAt": "2019-11-20T06:00:00Z", "isDeleted": false,
            "contractNumber": "О'Нил-1", "car": {"id": 5, "number": "А123ВС/45"}, "accessPermitIds": [5, 6],
            "bidPoints": [
                {"type": "LoadPoint", "geozone": {"city": "Омск"}, "planEnterDateOffset": "2019-11-20T09:00:00+06:00"},
                {"type": "UnloadPoint", "geozone": {"city": "Уфа"}, "planEnterDateOffset": "2019-11-22T09:00:00+05:00"},
            ],
        }),
        json!({
            "id": 2, "status": "Started", "price": 120_000, "updatedAt": "2019-11-20T06:00:00.0000001Z", "isDeleted": false,
            "contractNumber": null, "car": {"id": 7, "number": "В777ОР/77"}, "accessPermitIds": [],
            "bidPoints": [{"type": "LoadPoint", "geozone": {"city": "Уфа"}, "planEnterDateOffset": "2025-12-31T23:00:00+03:00"}],
        }),
        json!({
            "id": 3, "status": "Planned", "price": null, "updatedAt": "2019-11-20T12:00:00+06:00", "isDeleted": true,
            "contractNumber": "Рейс 12", "car": null, "accessPermitIds": null, "bidPoints": [],
        }),
        json!({
            "id": 12, "status": "Done", "price": 99.99, "updatedAt": "2026-01-15T10:30:00.5", "isDeleted": false,
            "contractNumber": "рейс 12 ", "car": {"id": 5, "number": null}, "accessPermitIds": [6],
            "bidPoints": [{"type": "UnloadPoint", "geozone": null, "planEnterDateOffset": null}],
        }),
    ]
}
