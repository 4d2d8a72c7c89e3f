//! What each operator and function means.

use serde_json::json;

use super::{bids, left};

#[test]
fn and_binds_tighter_than_or_and_not_looser_than_a_comparison() {
    let bids = bids();
    assert_eq!(left("id eq 1 or id eq 2 and id eq 3", &bids), [1]);
    assert_eq!(left("(id eq 1 or id eq 2) and id eq 3", &bids), [0; 0]);
    assert_eq!(left("not id eq 1 and not (id eq 2)", &bids), [3, 12]);
    assert_eq!(left("not (id eq 1 or id eq 2)", &bids), [3, 12]);
    assert_eq!(left("not not isDeleted", &bids), [3]);
    assert_eq!(left("NOT isDeleted AND Id GT 1", &bids), [2, 12]);
}

#[test]
fn numbers_are_compared_by_value() {
    let bids = bids();
    assert_eq!(left("price eq 120000.50", &bids), [1]);
    assert_eq!(left("price eq 1.2e5", &bids), [2]);
    assert_eq!(left("price gt 120000", &bids), [1]);
    assert_eq!(left("price ge 120000", &bids), [1, 2]);
    assert_eq!(left("price lt 100", &bids), [12]);
    assert_eq!(left("price le 99.990", &bids), [12]);
    assert_eq!(left("price gt -5", &bids), [1, 2, 12]);
    let big: Vec<_> = ["9007199254740992", "9007199254740993"]
        .iter()
        .filter_map(|id| serde_json::from_str(&format!(r#"{{"id":{id}}}"#)).ok())
        .collect();
    assert_eq!(left("id eq 9007199254740993", &big), [9_007_199_254_740_993]);
}

#[test]
fn dates_are_instants() {
    let bids = bids();
    assert_eq!(left("updatedAt eq 2019-11-20T09:00:00+03:00", &bids), [1, 3]);
    assert_eq!(left("updatedAt gt 2019-11-20T06:00:00Z", &bids), [2, 12]);
    assert_eq!(left("updatedAt gt 2019-11-20T06:00:00.0000001Z", &bids), [12]);
    assert_eq!(left("updatedAt ge 2026-01-15", &bids), [12]);
    assert_eq!(left("updatedAt eq 2026-01-15T10:30:00.5Z", &bids), [12], "without a zone it is UTC");
    assert_eq!(left("updatedAt in (2026-01-15T13:30:00.5+03:00)", &bids), [12]);
    let pairs = [
        json!({"id": 1, "from": "2026-01-01T10:00:00+03:00", "to": "2026-01-01T08:00:00Z", "name": "b", "other": "a"}),
    ];
    assert_eq!(left("from lt to", &pairs), [1], "two properties with dates are dates too");
    assert_eq!(left("name gt other", &pairs), [1], "two properties with strings are strings");
}

#[test]
fn strings_are_compared_exactly() {
    let bids = bids();
    assert_eq!(left("status eq 'done'", &bids), [0; 0]);
    assert_eq!(left("tolower(status) eq 'done'", &bids), [1, 12]);
    assert_eq!(left("contractNumber eq 'О''Нил-1'", &bids), [1]);
    assert_eq!(left("status gt 'Done' and status lt 'Started'", &bids), [3]);
    assert_eq!(left("status ne 'Done'", &bids), [2, 3]);
}

#[test]
fn functions_of_strings() {
    let bids = bids();
    for (filter, wanted) in [
        ("contains(contractNumber,'12')", vec![3, 12]),
        ("startswith(contractNumber,'Рейс')", vec![3]),
        ("endswith(contractNumber,'12')", vec![3]),
        ("endswith(trim(contractNumber),'12')", vec![3, 12]),
        ("startswith(toupper(contractNumber),'РЕЙС')", vec![3, 12]),
        ("length(contractNumber) eq 8", vec![12]),
        ("contains('Started Planned',status)", vec![2, 3]),
        ("contains(contractNumber,'12') eq false", vec![1]),
        ("startswith(cast(id,Edm.String),'1')", vec![1, 12]),
        ("cast(price,Edm.String) eq '120000.5'", vec![1]),
        ("cast(isDeleted,edm.string) eq 'true'", vec![3]),
    ] {
        assert_eq!(left(filter, &bids), wanted, "{filter}");
    }
}

#[test]
fn null_is_equal_to_null_alone() {
    let bids = bids();
    assert_eq!(left("price eq null", &bids), [3]);
    assert_eq!(left("price ne null", &bids), [1, 2, 12]);
    assert_eq!(left("null eq contractNumber", &bids), [2]);
    assert_eq!(left("car eq null", &bids), [3]);
    assert_eq!(left("car/id ne 5", &bids), [2, 3], "null is not five");
    assert_eq!(left("price gt 0 or price le 0", &bids), [1, 2, 12], "null has no place in an order");
    assert_eq!(left("contractNumber in (null,'О''Нил-1')", &bids), [1, 2]);
    assert_eq!(
        left("not contains(contractNumber,'12')", &bids),
        [1],
        "of null, neither a condition nor its opposite holds"
    );
    assert_eq!(left("contains(contractNumber,'12') or id eq 2", &bids), [2, 3, 12]);
    assert_eq!(left("not (contains(contractNumber,'12') and id eq 1)", &bids), [1, 2, 3, 12].as_slice());
}

#[test]
fn collections_are_asked_with_any_and_all() {
    let bids = bids();
    for (filter, wanted) in [
        ("bidPoints/any(p:p/type eq 'LoadPoint')", vec![1, 2]),
        ("bidPoints/all(p:p/type eq 'LoadPoint')", vec![2, 3]),
        ("bidPoints/any()", vec![1, 2, 12]),
        ("not bidPoints/any()", vec![3]),
        ("bidPoints/any(p:p/geozone/city eq 'Уфа' and p/type eq 'LoadPoint')", vec![2]),
        ("bidPoints/any(p:p/geozone eq null)", vec![12]),
        ("bidPoints/any(p:p/planEnterDateOffset ge 2025-12-31T20:00:00.000Z)", vec![2]),
        ("accessPermitIds/all(x:x gt 5)", vec![2, 3, 12]),
        ("accessPermitIds/any(x:x eq car/id)", vec![1]),
        ("bidPoints/any(p:accessPermitIds/any(x:x eq 6 and p/type eq 'UnloadPoint'))", vec![1, 12]),
    ] {
        assert_eq!(left(filter, &bids), wanted, "{filter}");
    }
    let nested = [
        json!({"id": 1, "points": [{"min": 3, "marks": [1, 2]}, {"min": 0, "marks": [1]}]}),
        json!({"id": 2, "points": [{"min": 3, "marks": [1, 2]}]}),
    ];
    assert_eq!(left("points/any(p:p/marks/any(m:m gt p/min))", &nested), [1]);
    assert_eq!(left("points/all(p:p/marks/all(m:m lt p/min))", &nested), [2]);
}

#[test]
fn a_variable_hides_a_property_of_the_same_name() {
    let rows = [json!({"id": 1, "x": "row", "marks": ["mark"]})];
    assert_eq!(left("marks/any(x:x eq 'mark')", &rows), [1]);
    assert_eq!(left("marks/any(X:x eq 'row')", &rows), [1], "variables keep their case");
}
