//! What holds for every query: it is answered, never with a panic, and an expression says what it prints.

use chrono::DateTime;
use proptest::prelude::*;

use super::super::expression::{Comparison, Expression, Function, Lambda, Literal, Quantifier};
use super::super::number::Number;
use super::super::parser;
use super::super::path::{Name, Path, Root};
use super::{bids, run};

fn literal() -> impl Strategy<Value = Literal> {
    prop_oneof![
        Just(Literal::Null),
        any::<bool>().prop_map(Literal::Bool),
        any::<i64>().prop_map(|whole| Literal::Number(Number::Whole(whole))),
        "-?[0-9]{1,12}\\.[0-9]{1,12}".prop_filter_map("a number", |text| Number::parse(&text).map(Literal::Number)),
        "[ a-zа-я'\\(\\),;:%&/]{0,8}".prop_map(Literal::Text),
        (0_i64..4_000_000_000, 0_u32..1_000_000_000)
            .prop_filter_map("a date", |(seconds, part)| DateTime::from_timestamp(seconds, part).map(Literal::Moment)),
    ]
}

fn path() -> impl Strategy<Value = Path> {
    // The letter keeps clear of the words of the language and of the variables below.
    prop::collection::vec("[w-z][a-zA-Z0-9_]{0,6}", 1..4)
        .prop_map(|names| Path { root: Root::Row, names: names.iter().map(|name| Name::new(name)).collect() })
}

fn operand() -> impl Strategy<Value = Expression> {
    prop_oneof![literal().prop_map(Expression::Literal), path().prop_map(Expression::Path)]
}

fn comparison() -> impl Strategy<Value = Comparison> {
    prop::sample::select(vec!["eq", "ne", "gt", "ge", "lt", "le"]).prop_filter_map("a comparison", Comparison::named)
}

/// Any expression without variables.
fn expression() -> impl Strategy<Value = Expression> {
    operand().prop_recursive(6, 40, 4, |inner| {
        let boxed = inner.clone().prop_map(Box::new);
        let parts = prop::collection::vec(inner.clone(), 2..4);
        prop_oneof![
            (boxed.clone(), comparison(), boxed.clone()).prop_map(|(a, how, b)| Expression::Compare(a, how, b)),
            (boxed.clone(), prop::collection::vec(literal(), 1..4)).prop_map(|(a, items)| Expression::In(a, items)),
            boxed.clone().prop_map(Expression::Not),
            boxed.clone().prop_map(Expression::CastToText),
            parts.clone().prop_map(Expression::And),
            parts.prop_map(Expression::Or),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| Expression::Call(Function::Contains, vec![a, b])),
            inner.prop_map(|a| Expression::Call(Function::ToLower, vec![a])),
            path().prop_map(|collection| lambda(collection, None)),
            (path(), boxed).prop_map(|(collection, test)| lambda(collection, Some(Box::new(about_variable(*test))))),
        ]
    })
}

fn lambda(collection: Path, test: Option<Box<Expression>>) -> Expression {
    let test = test.map(|test| ("v".to_owned(), test));
    Expression::Lambda(Lambda { collection, quantifier: Quantifier::Any, test })
}

/// `v/… eq v and …`; lambdas inside would take the variable again, so they are left out.
fn about_variable(test: Expression) -> Expression {
    let variable = |names: &[&str]| {
        let root = Root::Variable { level: 1, name: "v".to_owned() };
        Box::new(Expression::Path(Path { root, names: names.iter().map(|name| Name::new(name)).collect() }))
    };
    let own = Expression::Compare(variable(&["x", "y"]), Comparison::Equal, variable(&[]));
    if test.to_string().contains("(v:") { own } else { Expression::And(vec![own, test]) }
}

/// Valid queries to spoil.
const VALID: [&str; 6] = [
    "$filter=Status eq 'Done' and updatedAt gt 2019-11-20T06:00:00Z",
    "$filter=not (id in (1,2) or price ge 99.99) and contains(tolower(contractNumber),'рейс')",
    "$filter=bidPoints/any(p:p/geozone/city eq 'Уфа' and p/type ne null)&$orderby=car/id desc,id",
    "$expand=bidPoints($filter=type eq 'LoadPoint';$select=type),car($expand=a)&$top=2&$skip=1",
    "$select=id,car/id&$count=true&$orderby=updatedAt",
    "$filter=contains(cast(id,Model.String),'12')&withDeleted=true",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn a_printed_expression_is_read_back(expression in expression()) {
        let printed = expression.to_string();
        prop_assert_eq!(parser::expression(&printed, 1), Ok(expression), "{}", printed);
    }

    #[test]
    fn any_text_is_answered(text in ".{0,60}") {
        for option in ["", "$filter=", "$orderby=", "$expand=", "$select=", "$top="] {
            let _ = run(&format!("{option}{text}"), &bids());
        }
    }

    #[test]
    fn any_words_of_the_language_are_answered(words in prop::collection::vec(prop::sample::select(vec![
        "id", "status", "car/id", "bidPoints", "accessPermitIds", "price", "updatedAt", "isDeleted", "eq", "ne", "gt", "in", "and", "or", "not",
        "(", ")", ",", "/", ":", "any(", "all(", "/any(x:", "x", "null", "true", "5", "-1.5", "'a'", "2019-11-20", "contains(", "tolower(",
        "cast(", "Edm.String", " ", " ", " ", "'", ";", "desc", "$filter=", "$expand=",
    ]), 0..14)) {
        let text = words.concat();
        for option in ["$filter=", "$orderby=", "$expand=", "$select="] {
            let _ = run(&format!("{option}{text}"), &bids());
        }
    }

    #[test]
    fn a_spoiled_query_is_answered(query in prop::sample::select(VALID.to_vec()), place in any::<prop::sample::Index>(), with in ".?", cut in 0_usize..4) {
        prop_assert!(run(query, &bids()).is_ok(), "{}", query);
        let mut characters: Vec<char> = query.chars().collect();
        let place = place.index(characters.len());
        let end = characters.len().min(place + cut);
        characters.splice(place..end, with.chars());
        let _ = run(&characters.into_iter().collect::<String>(), &bids());
    }

    #[test]
    fn a_filter_and_its_opposite_part_the_rows_that_have_values(id in 0_i64..15, comparison in comparison()) {
        let count = |filter: String| run(&format!("$filter={filter}"), &bids()).map(|page| page.total);
        let kept = count(format!("id {} {id}", comparison.word()));
        let others = count(format!("not (id {} {id})", comparison.word()));
        prop_assert_eq!(kept.and_then(|kept| others.map(|others| kept + others)), Ok(4));
    }
}
