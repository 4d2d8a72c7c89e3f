//! Order, pages, parameters, expansions.

use std::borrow::Cow;

use serde_json::{Value, json};

use super::super::{Filter, Query};
use super::{bids, ids, page, refusal};

#[test]
fn a_page_is_cut_after_the_filter_and_the_order() {
    let page = page("$filter=not isDeleted&$orderby=price desc&$top=1&$skip=1&$count=true", &bids());
    assert_eq!((ids(&page), page.total), (vec![2], 3));
}

#[test]
fn pages_cover_the_list_once() {
    let bids = bids();
    for order in ["", "&$orderby=status", "&$orderby=status desc,price"] {
        let whole = page(&format!("$skip=0{order}"), &bids);
        assert_eq!((whole.rows.len(), whole.total), (4, 4));
        for size in 1..6 {
            let mut together = Vec::new();
            for skip in (0..6).step_by(size) {
                together.extend(page(&format!("$top={size}&$skip={skip}{order}"), &bids).rows);
            }
            assert_eq!(together, whole.rows, "pages of {size}{order}");
        }
    }
    assert_eq!(page("$top=0", &bids).rows, [] as [Value; 0]);
    assert_eq!(page("$skip=99999999999999999999999", &bids).rows, [] as [Value; 0]);
    assert_eq!(page("$top=99999999999999999999999&$skip=3", &bids).rows.len(), 1);
}

#[test]
fn the_order_is_stable_with_null_before_all() {
    let bids = bids();
    for (order, wanted) in [
        ("price", [3, 12, 2, 1]),
        ("price asc", [3, 12, 2, 1]),
        ("PRICE DESC", [1, 2, 12, 3]),
        ("car/id", [3, 1, 12, 2]),
        ("car/id desc,id desc", [2, 12, 1, 3]),
        ("updatedAt,id", [1, 3, 2, 12]),
        ("updatedAt desc", [12, 2, 1, 3]),
        ("isDeleted desc , status", [3, 1, 12, 2]),
        ("tolower(trim(contractNumber)),id desc", [2, 1, 12, 3]),
        ("contains(status,'t') desc", [2, 1, 3, 12]),
    ] {
        assert_eq!(ids(&page(&format!("$orderby={order}"), &bids)), wanted, "{order}");
    }
}

#[test]
fn the_methods_own_parameters_are_left_to_it() {
    let query = Query::parse("WithDeleted=true&$top=5&ID=5&id=6&name=%D0%90+%26&flag").unwrap();
    assert_eq!(query.param("withDeleted"), Some("true"));
    assert_eq!(query.param("Id"), Some("5"));
    assert_eq!(query.param("name"), Some("А &"));
    assert_eq!(query.param("flag"), Some(""));
    assert_eq!(query.param("$top"), None);
    assert_eq!(query.param("top"), None);
}

#[test]
fn rows_may_be_lent() {
    let bids = bids();
    let query = Query::parse("$filter=id lt 3&$orderby=id desc").unwrap();
    let owned = query.apply(bids.clone()).unwrap();
    assert_eq!(ids(&owned), [2, 1]);
    assert_eq!(query.apply(&bids).unwrap(), owned);
    assert_eq!(query.apply(bids.iter().map(Cow::Borrowed)).unwrap(), owned);
}

#[test]
fn one_row_can_be_asked_alone() {
    let filter = Filter::parse("Car/Id eq 5").unwrap();
    let answers: Vec<_> = bids().iter().map(|bid| filter.matches(bid).unwrap()).collect();
    assert_eq!(answers, [true, false, false, true]);
    assert_eq!(filter.matches(&json!({})), Ok(false));
    assert!(filter.matches(&json!({"car": {"id": "5"}})).is_err());
    let query = Query::parse("$filter=id eq 1").unwrap();
    assert_eq!(query.filter().map(|filter| filter.matches(&json!({"ID": 1}))), Some(Ok(true)));
}

#[test]
fn expansions_narrow_at_every_depth() {
    let rows = [json!({
        "id": 1,
        "Points": [
            {"kind": "a", "marks": [{"n": 1}, {"n": 2}]},
            {"kind": "b", "marks": [{"n": 2}]},
        ],
        "car": {"marks": [{"n": 1}, {"n": 3}]},
    })];
    let query = "$expand=points($filter=kind eq 'a' or kind eq ');,(';$expand=marks($filter=n gt 1;$top=1)),car($expand=marks($filter=n lt 2)),absent";
    assert_eq!(
        page(query, &rows).rows,
        [json!({"id": 1, "Points": [{"kind": "a", "marks": [{"n": 2}]}], "car": {"marks": [{"n": 1}]}})]
    );
    assert!(refusal("$expand=points($filter=colour eq 'a')", &rows).contains("'colour'"));
}
