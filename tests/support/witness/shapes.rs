//! From the schemas of OpenAPI 3.0 to JSON Schema, and the validators made of them.
//!
//! JSON Schema is of draft 4 here, which OpenAPI 3.0 grew from: it alone holds that `5.0` is not an integer, as the
//! service does of an identifier. What differs is translated: `nullable`, numeric formats, and `readOnly`, which a request must
//! not hold. A keyword that isn't known stops everything, so that none is passed over.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use jsonschema::error::ValidationErrorKind;
use jsonschema::{Draft, ValidationError, Validator};
use serde_json::{Map, Value, json};

use super::Mistakes;
use super::contract::object;
use super::formats;

/// Which way a body goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Direction {
    Request,
    Response,
}

pub(super) struct Shapes {
    /// Every named schema, and under `Name?` the same with null allowed.
    request: Map<String, Value>,
    response: Map<String, Value>,
    compiled: Mutex<HashMap<(Direction, String), Arc<Validator>>>,
}

const REFERENCE: &str = "#/components/schemas/";
const DEFINITIONS: &str = "#/definitions/";

/// What says nothing of a shape, or is dealt with by the holder.
const ANNOTATIONS: [&str; 8] = [
    "description",
    "title",
    "example",
    "default",
    "deprecated",
    "readOnly",
    "nullable",
    super::exceptions::NULL_IN_ANSWERS,
];

/// Keywords that mean the same on both sides.
const SHARED: [&str; 6] = ["type", "enum", "additionalProperties", "minLength", "minimum", "maximum"];

impl Shapes {
    pub(super) fn read(document: &Value) -> Result<Self, String> {
        let definitions = |direction| {
            let mut definitions = Map::new();
            for (name, schema) in object(document, "/components/schemas")? {
                let shape = shape(schema, direction).map_err(|error| format!("{name}: {error}"))?;
                definitions.insert(format!("{name}?"), or_null(shape.clone()));
                definitions.insert(name.clone(), shape);
            }
            Ok::<_, String>(definitions)
        };
        let (request, response) = (definitions(Direction::Request)?, definitions(Direction::Response)?);
        Ok(Self { request, response, compiled: Mutex::default() })
    }

    /// What is wrong with a body, each mistake with its JSON pointer.
    pub(super) fn mistakes(&self, schema: &Value, direction: Direction, body: &Value) -> Mistakes {
        match self.validator(schema, direction) {
            Ok(validator) => validator.iter_errors(body).flat_map(|error| sentences(&error)).collect(),
            Err(error) => vec![format!("the contract's schema can't be used: {error}")],
        }
    }

    fn validator(&self, schema: &Value, direction: Direction) -> Result<Arc<Validator>, String> {
        let key = (direction, schema.to_string());
        let mut compiled = self.compiled.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(validator) = compiled.get(&key) {
            return Ok(Arc::clone(validator));
        }
        let named = match direction {
            Direction::Request => &self.request,
            Direction::Response => &self.response,
        };
        let shape = shape(schema, direction)?;
        let mut definitions = Map::new();
        gather(&shape, named, &mut definitions)?;
        let root = json!({"definitions": definitions, "allOf": [shape]});
        let options = jsonschema::options().with_draft(Draft::Draft4).should_ignore_unknown_formats(false);
        let options = formats::ALL.into_iter().fold(options, |options, (name, check)| options.with_format(name, check));
        let validator = Arc::new(options.build(&root).map_err(|error| error.to_string())?);
        compiled.insert(key, Arc::clone(&validator));
        Ok(validator)
    }
}

/// A schema of OpenAPI as one of JSON Schema.
fn shape(schema: &Value, direction: Direction) -> Result<Value, String> {
    let schema = schema.as_object().ok_or("a schema is not an object")?;
    let mut shape = Map::new();
    for (keyword, value) in schema {
        let translated = match keyword.as_str() {
            "$ref" => reference(value)?.into(),
            "properties" => properties(value, direction)?,
            "required" => required(schema, direction),
            "items" => self::shape(value, direction)?,
            "additionalProperties" if value.is_object() => self::shape(value, direction)?,
            "allOf" | "anyOf" | "oneOf" => {
                let parts = value.as_array().into_iter().flatten();
                parts.map(|part| self::shape(part, direction)).collect::<Result<Value, _>>()?
            }
            "format" => {
                shape.extend(format(value)?);
                continue;
            }
            same if SHARED.contains(&same) => value.clone(),
            silent if ANNOTATIONS.contains(&silent) => continue,
            unknown => return Err(format!("the witness doesn't understand the keyword '{unknown}'")),
        };
        shape.insert(keyword.clone(), translated);
    }
    // An empty list of required names is not draft 4.
    if shape.get("required").is_some_and(|names| names.as_array().is_some_and(Vec::is_empty)) {
        shape.remove("required");
    }
    let says = |keyword: &str| schema.get(keyword) == Some(&Value::Bool(true));
    let in_answers = direction == Direction::Response && says(super::exceptions::NULL_IN_ANSWERS);
    let shape = Value::Object(shape);
    Ok(if says("nullable") || in_answers { or_null(shape) } else { shape })
}

/// The named shapes that a shape needs, and those that they need.
fn gather(shape: &Value, named: &Map<String, Value>, found: &mut Map<String, Value>) -> Result<(), String> {
    match shape {
        Value::Object(inner) => {
            if let Some(name) =
                inner.get("$ref").and_then(Value::as_str).and_then(|text| text.strip_prefix(DEFINITIONS))
            {
                let definition = named.get(name).ok_or_else(|| format!("there is no schema '{name}'"))?;
                if found.insert(name.to_owned(), definition.clone()).is_none() {
                    gather(definition, named, found)?;
                }
            }
            inner.values().try_for_each(|value| gather(value, named, found))
        }
        Value::Array(parts) => parts.iter().try_for_each(|value| gather(value, named, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => Ok(()),
    }
}

fn reference(value: &Value) -> Result<String, String> {
    let name = value.as_str().and_then(|text| text.strip_prefix(REFERENCE));
    name.map(|name| format!("{DEFINITIONS}{name}")).ok_or_else(|| format!("{value} refers to no named schema"))
}

/// The same shape with null allowed, so that a mistake inside keeps its own sentence and pointer.
fn or_null(mut shape: Value) -> Value {
    if let Some(reference) = shape.get("$ref").and_then(Value::as_str) {
        return json!({"$ref": format!("{reference}?")});
    }
    // `allOf` around one reference is how OpenAPI 3.0 gives a reference company.
    let parts = shape.as_object().filter(|shape| shape.len() == 1).and_then(|shape| shape.get("allOf")?.as_array());
    if let Some([only]) = parts.map(Vec::as_slice) {
        return or_null(only.clone());
    }
    if let Some(types) = shape.get_mut("type") {
        *types = json!([types.take(), "null"]);
        if let Some(members) = shape.get_mut("enum").and_then(Value::as_array_mut) {
            members.push(Value::Null);
        }
        return shape;
    }
    if shape.as_object().is_some_and(Map::is_empty) { shape } else { json!({"anyOf": [shape, {"type": "null"}]}) }
}

fn properties(value: &Value, direction: Direction) -> Result<Value, String> {
    let mut properties = Map::new();
    for (name, schema) in value.as_object().ok_or("'properties' is not an object")? {
        let for_reading = schema.get("readOnly") == Some(&Value::Bool(true));
        let shape = if for_reading && direction == Direction::Request {
            // Nothing fits, so whatever is sent is a mistake.
            json!({"not": {}})
        } else {
            shape(schema, direction).map_err(|error| format!("{name}: {error}"))?
        };
        properties.insert(name.clone(), shape);
    }
    Ok(Value::Object(properties))
}

/// The names that must be there: in a request, without those that are only read.
fn required(schema: &Map<String, Value>, direction: Direction) -> Value {
    let for_reading = |name: &Value| {
        let property = name.as_str().and_then(|name| schema.get("properties")?.get(name)?.get("readOnly"));
        property == Some(&Value::Bool(true))
    };
    let names = schema.get("required").and_then(Value::as_array).into_iter().flatten();
    names.filter(|name| direction == Direction::Response || !for_reading(name)).cloned().collect()
}

fn format(value: &Value) -> Result<Vec<(String, Value)>, String> {
    let between = |least: Value, greatest: Value| vec![("minimum".to_owned(), least), ("maximum".to_owned(), greatest)];
    match value.as_str() {
        Some("int64") => Ok(between(i64::MIN.into(), i64::MAX.into())),
        Some("int32") => Ok(between(i32::MIN.into(), i32::MAX.into())),
        Some("double" | "float") => Ok(Vec::new()),
        Some(name) if formats::check(name).is_some() => Ok(vec![("format".to_owned(), value.clone())]),
        _ => Err(format!("the witness doesn't understand the format {value}")),
    }
}

/// One sentence for each property, with the pointer of the property itself where it is missing or unknown.
fn sentences(error: &ValidationError<'_>) -> Mistakes {
    let place = error.instance_path().as_str();
    match error.kind() {
        ValidationErrorKind::AdditionalProperties { unexpected } => {
            unexpected.iter().map(|name| format!("{place}/{name}: unknown property")).collect()
        }
        ValidationErrorKind::Required { property } => {
            vec![format!("{place}/{}: missing", property.as_str().unwrap_or_default())]
        }
        ValidationErrorKind::Not { .. } => vec![format!("{place}: read-only, a request must not hold it")],
        _ => vec![format!("{}: {error}", if place.is_empty() { "/" } else { place })],
    }
}
