//! Long lists: a page costs what it holds.

use std::cell::Cell;

use serde_json::{Value, json};

use super::super::{Query, Row};

/// As many properties as a bid of `GetListForExternal` has, and points.
fn bid(id: i64) -> Value {
    let mut bid = json!({
        "id": id,
        "status": (["New", "Planned", "Started", "Done"].get(usize::try_from(id % 4).unwrap_or(0))),
        "price": 1000.5,
        "updatedAt": format!("2026-01-{:02}T{:02}:{:02}:00.1234567Z", 1 + id % 28, id % 24, id % 60),
        "car": {"id": id % 40, "number": "А123ВС/45"},
        "bidPoints": [{"type": "LoadPoint", "order": 0}, {"type": "UnloadPoint", "order": 1}],
    });
    for extra in 0..40 {
        bid[format!("property{extra}")] = Value::Null;
    }
    bid
}

/// Counts how often a row is given out.
struct Counted<'c>(&'c Value, &'c Cell<usize>);

impl Row for Counted<'_> {
    fn value(&self) -> &Value {
        self.0
    }

    fn into_value(self) -> Value {
        self.1.set(self.1.get() + 1);
        self.0.clone()
    }
}

#[test]
fn only_the_rows_of_the_page_are_cloned() {
    let rows: Vec<Value> = (0..500).map(bid).collect();
    let given = Cell::new(0);
    let query = Query::parse("$filter=Status eq 'Done'&$orderby=updatedAt desc,id&$top=5&$skip=10").unwrap();
    let page = query.apply(rows.iter().map(|row| Counted(row, &given))).unwrap();
    assert_eq!((page.rows.len(), page.total, given.get()), (5, 125, 5));
}
