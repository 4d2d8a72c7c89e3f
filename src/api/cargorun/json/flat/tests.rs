//! What is found in place is what the strict parser reads.

use proptest::prelude::*;
use serde_json::Value;

use super::*;
use crate::domain::any_json::any_json;

/// What is in place, as the strict parser would have it.
fn object(members: Inside<'_>) -> Value {
    Found::Object(members).grown()
}

fn value() -> impl Strategy<Value = Value> {
    any_json(".*", "[a-zA-Zё_. ]{0,8}")
}

proptest! {
    #[test]
    fn what_is_found_in_place_is_what_the_strict_parser_reads(value in value(), pretty in any::<bool>()) {
        let row = serde_json::json!({ "row": value });
        let text = if pretty { serde_json::to_string_pretty(&row) } else { serde_json::to_string(&row) }.expect("text");
        let index = Index::of(&text).expect("an index");
        prop_assert_eq!(object(index.members(&text)), row);
    }

    #[test]
    fn a_list_is_its_rows(values in prop::collection::vec(value(), 0..5), pretty in any::<bool>()) {
        let list: Value = values.into_iter().map(|value| serde_json::json!({ "row": value })).collect();
        let text = if pretty { serde_json::to_string_pretty(&list) } else { serde_json::to_string(&list) }.expect("text");
        let read: Value = rows(&text).expect("rows").iter().map(|(raw, index)| object(index.members(raw))).collect();
        prop_assert_eq!(read, list);
    }

    /// One sign of a sound text is another one, or it ends early: whatever is still taken is what the strict parser takes.
    #[test]
    fn nothing_is_taken_that_the_strict_parser_refuses(
        value in value(),
        at in any::<prop::sample::Index>(),
        sign in prop::sample::select(r#"{}[],:"\0123456789.-+eEutrnfalsd /"#.chars().chain(['\n', '\u{1}', 'я']).collect::<Vec<_>>()),
        instead in 0..3_usize,
    ) {
        let text = serde_json::to_string(&serde_json::json!([{ "n": [0, -1.5e-7, 10], "row": value }])).expect("text");
        let mut signs: Vec<char> = text.chars().collect();
        let at = at.index(signs.len());
        signs.splice(at..(at + instead).min(signs.len()), [sign]);
        let spoilt: String = signs.into_iter().collect();
        if let Some(rows) = rows(&spoilt) {
            let strict: Result<Value, _> = serde_json::from_str(&spoilt);
            prop_assert!(strict.is_ok(), "{spoilt}");
            let read: Value = rows.iter().map(|(raw, index)| object(index.members(raw))).collect();
            prop_assert_eq!(Some(read), strict.ok());
        }
    }
}

#[test]
fn numbers_and_escapes_stay_as_they_were_written() {
    let text = r#" { "a" : 1.10, "b":-2E+5 ,"c":"é\u041f\n\"\\", "d":[ ], "e":{ }, "a": 3 } "#;
    let index = Index::of(text).expect("an index");
    let members = index.members(text);
    assert!(matches!(members.get("a"), Some(Found::Number("3"))), "the last of two");
    assert!(matches!(members.get("b"), Some(Found::Number("-2E+5"))));
    assert!(matches!(members.get("c"), Some(Found::Text(text)) if text == "éП\n\"\\"));
    assert!(matches!(members.get("d"), Some(Found::Array(items)) if items.values().count() == 0));
    assert!(matches!(members.get("e"), Some(Found::Object(items)) if items.values().count() == 0));
    assert!(members.get("f").is_none());
}

#[test]
fn what_needs_the_strict_parser_is_left_to_it() {
    let deep = format!("{}{}", "{\"a\":[".repeat(60), "]}".repeat(60));
    for text in [
        r#"{"user":{"Password":"4821"}}"#,
        r#"{"p\u0061ssword":"4821"}"#,
        r#"{"a":"\ud83d"}"#,
        "[]",
        "5",
        "",
        "{",
        r#"{"a" 5}"#,
        r#"{"a":nul}"#,
        r#"{"a":5} x"#,
        r#"{"a":05}"#,
        r#"{"a":5.}"#,
        r#"{"a":-}"#,
        r#"{"a":1e}"#,
        r#"{"a":"\x"}"#,
        r#"{"a":"\u00g0"}"#,
        "{\"a\":\"\n\"}",
        &deep,
    ] {
        assert!(Index::of(text).is_none(), "{text}");
    }
}
