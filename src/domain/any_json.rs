//! Documents of any shape, for tests of what reads or rewrites them.

use proptest::prelude::*;
use serde_json::Value;

/// Any JSON that is not too deep. `texts`: what its strings are; `names`: of its members, as a regular expression.
pub(crate) fn any_json(
    texts: impl Strategy<Value = String> + 'static,
    names: &'static str,
) -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        texts.prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 40, 5, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::btree_map(names, inner, 0..5)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}
