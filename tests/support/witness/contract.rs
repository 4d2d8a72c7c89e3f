//! The methods of an OpenAPI file, found by verb and path without regard to case.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

pub(super) struct Contract {
    operations: Vec<Operation>,
}

/// One method of the service.
pub(super) struct Operation {
    /// `POST`.
    pub(super) method: String,
    /// As the contract writes it: `/api/bids/Get/{bidId}`.
    pub(super) path: String,
    /// Query and path parameters.
    pub(super) parameters: Vec<Parameter>,
    /// The schema of the body, when it takes one.
    pub(super) request: Option<Value>,
    /// The schemas of its answers by status; `None` where the contract is silent.
    pub(super) responses: BTreeMap<u16, Option<Value>>,
}

pub(super) struct Parameter {
    pub(super) name: String,
    /// `query` or `path`.
    pub(super) place: String,
    pub(super) required: bool,
    pub(super) schema: Value,
}

/// The values in the braces of a path, by name.
pub(super) type PathValues = Vec<(String, String)>;

impl Contract {
    pub(super) fn read(document: &Value) -> Result<Self, String> {
        let mut operations = Vec::new();
        for (path, methods) in object(document, "/paths")? {
            for (method, operation) in methods.as_object().into_iter().flatten() {
                let operation = Operation::read(method, path, operation);
                operations.push(operation.map_err(|error| format!("{method} {path}: {error}"))?);
            }
        }
        // A path without braces is nearer than one whose braces would take it in.
        operations.sort_by_key(|operation: &Operation| operation.path.contains('{'));
        Ok(Self { operations })
    }

    pub(super) fn find(&self, method: &str, path: &str) -> Result<(&Operation, PathValues), String> {
        let mut here = self.operations.iter().filter_map(|one| Some((one, values(&one.path, path)?))).peekable();
        if here.peek().is_none() {
            return Err(format!("{method} {path}: the contract has no such path"));
        }
        here.find(|(one, _)| one.method.eq_ignore_ascii_case(method))
            .ok_or_else(|| format!("{method} {path}: the contract has this path, but not with this verb"))
    }
}

impl Operation {
    fn read(method: &str, path: &str, operation: &Value) -> Result<Self, String> {
        let parameters = operation.get("parameters").and_then(Value::as_array);
        let mut responses = BTreeMap::new();
        for (status, response) in object(operation, "/responses")? {
            let number = status.parse().map_err(|_not_number| format!("status '{status}' is not a number"))?;
            responses.insert(number, content(response).cloned());
        }
        Ok(Self {
            method: method.to_uppercase(),
            path: path.to_owned(),
            parameters: parameters.into_iter().flatten().map(Parameter::read).collect::<Result<_, _>>()?,
            request: operation.get("requestBody").and_then(content).cloned(),
            responses,
        })
    }
}

impl Parameter {
    fn read(parameter: &Value) -> Result<Self, String> {
        let text = |key: &str| parameter.get(key).and_then(Value::as_str).map(str::to_owned);
        Ok(Self {
            name: text("name").ok_or("a parameter has no name")?,
            place: text("in").ok_or("a parameter has no place")?,
            required: parameter.get("required").and_then(Value::as_bool).unwrap_or(false),
            schema: parameter.get("schema").cloned().ok_or("a parameter has no schema")?,
        })
    }
}

fn content(holder: &Value) -> Option<&Value> {
    holder.pointer("/content/application~1json/schema")
}

pub(super) fn object<'v>(value: &'v Value, pointer: &str) -> Result<&'v Map<String, Value>, String> {
    value.pointer(pointer).and_then(Value::as_object).ok_or_else(|| format!("there is no object at {pointer}"))
}

/// What stands in the braces of `template` when `path` is of its form.
fn values(template: &str, path: &str) -> Option<PathValues> {
    let (wanted, given): (Vec<_>, Vec<_>) = (template.split('/').collect(), path.split('/').collect());
    if wanted.len() != given.len() {
        return None;
    }
    let mut values = Vec::new();
    for (wanted, given) in wanted.into_iter().zip(given) {
        match wanted.split_once('{').and_then(|(before, rest)| Some((before, rest.split_once('}')?))) {
            Some((before, (name, after))) => values.push((name.to_owned(), between(given, before, after)?)),
            None if wanted.eq_ignore_ascii_case(given) => {}
            None => return None,
        }
    }
    Some(values)
}

/// `5` of `Get(5)`, between `Get(` and `)`.
fn between(given: &str, before: &str, after: &str) -> Option<String> {
    let (start, rest) = given.split_at_checked(before.len())?;
    let (middle, end) = rest.split_at_checked(rest.len().checked_sub(after.len())?)?;
    (start.eq_ignore_ascii_case(before) && end.eq_ignore_ascii_case(after) && !middle.is_empty())
        .then(|| middle.to_owned())
}
