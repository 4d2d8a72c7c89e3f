//! What is refused, and with which sentence.

use serde_json::json;

use super::super::Query;
use super::{bids, refusal, run};

#[test]
fn the_sentence_names_the_option_the_place_and_the_mistake() {
    for (query, sentence) in [
        ("$filter=id eqq 5", "The query option '$filter' is not valid: character 4: unknown operator 'eqq'."),
        ("$filter=(id eqq 5)", "The query option '$filter' is not valid: character 5: unknown operator 'eqq'."),
        (
            "$filter=status eq",
            "The query option '$filter' is not valid: character 10: a value was expected, found the end.",
        ),
        ("$filter=(id eq 5", "The query option '$filter' is not valid: character 1: the parenthesis is never closed."),
        ("$filter=id eq 5)", "The query option '$filter' is not valid: character 8: ')' closes nothing."),
        (
            "$filter=status eq 'Done",
            "The query option '$filter' is not valid: character 11: the string has no closing quote.",
        ),
        (
            "$filter=id eq 'abc'",
            "The query option '$filter' is not valid: 'id eq 'abc'' compares a number with a string.",
        ),
        (
            "$filter=colour eq 'red'",
            "The query option '$filter' is not valid: could not find a property named 'colour'.",
        ),
        ("$top=-1", "The query option '$top' is not valid: '-1' is not a whole number from zero up."),
        ("$top=5&TOP=6", "The query option '$top' is given more than once."),
        ("$search=a", "The query option '$search' is not supported."),
    ] {
        assert_eq!(refusal(query, &bids()), sentence);
    }
}

/// Wrong whatever the rows; a bar between them.
const WRONG_FILTERS: &str = r#"
    and | eq 5 | id eq | id eq eq | id eq 5 and | id eq 5 or or id eq 6 | id eq 5 id eq 6 | not | id eq 5 eq true
    id in | id in 5 | id in () | id in (5 | id in (5,) | id in (id) | id in (5) in (6) | id = 5 | id == 5
    id eq 5 && id eq 6 | id eq5 | id eq'5' | id eq 5x | id eq 2019-02-30 | id eq 1,5 | id eq 'a | id eq "a"
    contains(name) | contains(name,'a','b') | contains name,'a' | tolower() | substringof('a',name) | cast(id)
    cast(id,Edm.Int32) eq 5 | cast(id,'Edm.String') eq '5' | car/ eq 5 | /car eq 5 | car//id eq 5 | car.id eq 5)
    a/any(x) | a/any(x:) | a/all() | a/any(:x eq 5) | a/any(x:x eq 5 | a/any(x:x/any(x:x eq 5))
    a/any(x:x eq 5)/b eq 5 | updatedAt gt 2019-11-20T09:00:00 03:00 | (id eq 5)) | ((id eq 5) | () | )(
    id add 1 eq 2 | id eq - 5
"#;

const WRONG_OPTIONS: &str = "
    $filter= | $filter=%20 | $orderby= | $orderby=id down | $orderby=id, | $orderby=,id | $orderby=id desc asc | $orderby=id;price | $top=
    $top=1.5 | $top=a | $top=%2B1 | $skip=-1 | $skip=٣ | $count=yes | $count= | $select= | $select=id,
    $select=id name | $select=a(b) | $select=id/ | $expand= | $expand=items( | $expand=items) | $expand=items()
    $expand=items($filter) | $expand=items($filter=) | $expand=items($filter=id eq 5
    $expand=items($filter=id eqq 5) | $expand=items($foo=5) | $expand=items($top=x) | $expand=items($count=1)
    $expand=items($select=) | $expand=items($orderby=id sideways) | $expand=items($filter=id eq 5)x | $expand=5
    $expand=items($filter=name eq 'a) | $filter=id eq 5&$filter=id eq 6 | $FILTER=id eq 5&filter=id eq 6
    $apply=a | $filter=%zz | $=5
";

fn each(list: &str) -> impl Iterator<Item = &str> {
    list.lines().flat_map(|line| line.split('|')).map(str::trim).filter(|one| !one.is_empty())
}

#[test]
fn wrong_grammar_is_refused_even_without_rows() {
    for filter in each(WRONG_FILTERS) {
        let query = format!("$filter={}", filter.replace('&', "%26"));
        assert!(Query::parse(&query).is_err(), "{query}");
    }
    for query in each(WRONG_OPTIONS) {
        assert!(Query::parse(query).is_err(), "{query}");
    }
}

#[test]
fn places_inside_an_expansion_are_counted_from_the_start_of_the_option() {
    for (query, place) in [
        ("$expand=items($filter=id eqq 5)", "character 18:"),
        ("$expand=a, items( $select=id; $filter=id eqq 5)", "character 34:"),
        ("$expand=a($expand=b($foo=5))", "character 13:"),
        ("$select=id, a b", "character 5:"),
    ] {
        let sentence = refusal(query, &[]);
        assert!(sentence.contains(place), "{query}: {sentence}");
    }
}

/// Wrong for the bids of the tests.
const WRONG_TYPES: &str = "
    id eq 'abc' | '1' eq id | status eq 5 | isDeleted eq 'false' | isDeleted eq 0 | isDeleted gt false
    id eq true | status gt 2019-11-20 | id gt 2019-11-20 | id in (1,'2') | status in ('Done',5) | car eq 5
    bidPoints eq 5 | car eq 'a' | id | not status | price and isDeleted | contains(id,'1') | tolower(5) eq 'a'
    length(status) eq '4' | bidPoints/type eq 'LoadPoint' | id/any(x:x eq 5) | status/length eq 5
    bidPoints/any(p:p eq 5) | bidPoints/any(p:p/type) | accessPermitIds/any(x:x eq 'a')
    cast(car,Edm.String) eq 'a' | false and id eq 'a' | true or id eq 'a' | updatedAt eq 5
    accessPermitIds/any(x:x/id eq 5)
";

#[test]
fn what_can_not_be_compared_is_refused_whatever_the_order_of_the_rows() {
    for filter in each(WRONG_TYPES) {
        let sentence = refusal(&format!("$filter={filter}"), &bids());
        assert!(sentence.starts_with("The query option '$filter' is not valid: "), "{sentence}");
    }
    for order in ["car", "bidPoints", "colour", "car/colour", "id,colour", "length(id)"] {
        let sentence = refusal(&format!("$orderby={order}"), &bids());
        assert!(sentence.starts_with("The query option '$orderby' is not valid: "), "{sentence}");
    }
}

#[test]
fn a_property_exists_when_any_row_has_it() {
    let rows = [json!({"id": 1}), json!({"id": 2, "comment": null}), json!({"id": 3, "comment": "да", "car": null})];
    assert!(
        run("$filter=comment eq 'да' and car/id eq 5", &rows).is_ok(),
        "an object that is always null hides its properties"
    );
    assert!(run("$filter=comment/id eq 5", &[json!({"comment": null}), json!({})]).is_ok());
    assert!(run("$filter=comment/id eq 5", &[json!({"comment": null}), json!({"comment": {}})]).is_err());
    assert!(run("$filter=comment eq 'да'", rows.split_at(1).0).is_err());
    assert!(run("$filter=anything/at/all eq 5", &[]).is_ok(), "an empty list has nothing to be wrong about");
    assert!(run("$filter=bidPoints/any(p:p/colour eq 'red')", &bids()).is_err());
}

#[test]
fn known_properties_may_be_absent_and_others_may_not() {
    let known =
        |path: &str| ["id", "comment", "car/id", "bidpoints", "bidpoints/type"].contains(&path.to_lowercase().as_str());
    let ask = |filter: &str, rows: &[serde_json::Value]| {
        Query::parse(&format!("$filter={filter}"))
            .and_then(|query| query.apply_with(rows, &known))
            .map(|page| page.total)
    };
    let rows = [json!({"id": 1}), json!({"id": 2})];
    assert_eq!(ask("Comment eq null", &rows), Ok(2));
    assert_eq!(ask("comment eq 'a' or car/id eq 5", &rows), Ok(0));
    assert_eq!(ask("bidPoints/any(p:p/type eq 'LoadPoint')", &rows), Ok(0));
    assert!(ask("colour eq 'a'", &[]).is_err());
    assert!(ask("bidPoints/any(p:p/colour eq 'red')", &[]).is_err());
}

#[test]
fn depth_and_length_are_limited() {
    let nested = |depth: usize, open: &str, close: &str| {
        Query::parse(&format!("$filter={}id eq 5{}", open.repeat(depth), close.repeat(depth)))
    };
    for (open, close) in [("(", ")"), ("not ", ""), ("not (", ")")] {
        assert!(nested(25, open, close).is_ok(), "{open}");
        let error = nested(1000, open, close).unwrap_err().to_string();
        assert!(error.contains("nested more than 50 deep"), "{error}");
    }
    assert!(nested(16_000, "(", "").is_err());
    let functions = format!("$filter={}name{} eq 'a'", "trim(".repeat(1000), ")".repeat(1000));
    assert!(Query::parse(&functions).is_err());
    let expansions = format!("$expand={}a{}", "a($expand=".repeat(1000), ")".repeat(1000));
    assert!(Query::parse(&expansions).is_err());
    let long = format!("$filter=id in ({})", "1,".repeat(9000));
    assert_eq!(Query::parse(&long).unwrap_err().to_string(), "The query is longer than 16384 bytes.");
    let wide = vec!["id eq 1"; 1000].join(" or ");
    assert!(Query::parse(&format!("$filter={wide}")).is_ok());
}
