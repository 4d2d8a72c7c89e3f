//! How an exception is worked into the vendor's file before it is read. A change that finds nothing to change is an
//! error: the list of exceptions must not outlive the file.

use serde_json::{Map, Value, json};

use super::exceptions::{Change, NULL_IN_ANSWERS};

impl Change {
    /// Works the change into the file.
    pub(super) fn make(&self, document: &mut Value) -> Result<(), String> {
        match self {
            Self::Alias { path, of } => {
                let paths = object(document, &["paths"])?;
                let methods = paths.get(*of).cloned().ok_or_else(|| format!("there is no path {of}"))?;
                paths.insert((*path).to_owned(), methods);
                Ok(())
            }
            Self::Property { schema, property, shape } => {
                let properties = object(document, &["components", "schemas", schema, "properties"])?;
                let before = properties.insert((*property).to_owned(), parsed(shape)?);
                if before.is_none() { Ok(()) } else { Err(format!("{schema} has {property} already")) }
            }
            Self::Optional { schema, properties } => optional(document, schema, properties),
            Self::Answer { paths, status, shape } => answer(document, paths, status, &parsed(shape)?),
            Self::Format { properties, format } => {
                let mut changed = 0;
                each_property(document, &mut |name, schema, _| {
                    let meant = properties.contains(&name) && schema.get("format") == Some(&json!("date-time"));
                    if let (true, Some(written)) = (meant, schema.get_mut("format")) {
                        *written = json!(format);
                        changed += 1;
                    }
                })?;
                if changed > 0 { Ok(()) } else { Err("no property has such a name".to_owned()) }
            }
            Self::QueryFormat { path, parameters, format } => query_format(document, path, parameters, format),
            Self::NullReferences => each_property(document, &mut |_, schema, required| {
                if let (false, true, Some(schema)) = (required, schema.get("$ref").is_some(), schema.as_object_mut()) {
                    schema.insert(NULL_IN_ANSWERS.to_owned(), Value::Bool(true));
                }
            }),
        }
    }
}

fn parsed(shape: &str) -> Result<Value, String> {
    serde_json::from_str(shape).map_err(|error| error.to_string())
}

fn object<'d>(document: &'d mut Value, names: &[&str]) -> Result<&'d mut Map<String, Value>, String> {
    let found = names.iter().try_fold(document, |value, name| value.get_mut(*name));
    found.and_then(Value::as_object_mut).ok_or_else(|| format!("there is no object at {}", names.join("/")))
}

fn optional(document: &mut Value, schema: &str, properties: &[&str]) -> Result<(), String> {
    let schema = object(document, &["components", "schemas", schema])?;
    let names = schema.get_mut("required").and_then(Value::as_array_mut).ok_or("nothing is required")?;
    let before = names.len();
    names.retain(|name| !name.as_str().is_some_and(|name| properties.contains(&name)));
    if before - names.len() == properties.len() { Ok(()) } else { Err("not all of them were required".to_owned()) }
}

/// Gives the answers a shape; none of them may have one already.
fn answer(document: &mut Value, paths: &[&str], status: &str, shape: &Value) -> Result<(), String> {
    let all = object(document, &["paths"])?;
    if let Some(path) = paths.iter().find(|path| !all.contains_key(**path)) {
        return Err(format!("there is no path {path}"));
    }
    for (path, methods) in all.iter_mut().filter(|(path, _)| paths.is_empty() || paths.contains(&path.as_str())) {
        for operation in methods.as_object_mut().into_iter().flat_map(Map::values_mut) {
            let responses = object(operation, &["responses"])?;
            let response = responses.entry(status).or_insert_with(|| json!({}));
            if response.get("content").is_some_and(Value::is_object) {
                return Err(format!("{path} has a shape for {status} already"));
            }
            *response = json!({"content": {"application/json": {"schema": shape}}});
        }
    }
    Ok(())
}

fn query_format(document: &mut Value, path: &str, parameters: &[&str], format: &str) -> Result<(), String> {
    let written = object(document, &["paths", path, "get"])?.get_mut("parameters").and_then(Value::as_array_mut);
    let written = written.ok_or("there are no parameters")?;
    for name in parameters {
        let parameter = written.iter_mut().find(|one| one.get("name") == Some(&json!(name)));
        let schema = parameter.and_then(|parameter| parameter.get_mut("schema"));
        *schema.and_then(|schema| schema.get_mut("format")).ok_or_else(|| format!("there is no date {name}"))? =
            json!(format);
    }
    Ok(())
}

/// Shows every property of every named schema: its name, its schema, whether it is required.
fn each_property(document: &mut Value, see: &mut dyn FnMut(&str, &mut Value, bool)) -> Result<(), String> {
    for schema in object(document, &["components", "schemas"])?.values_mut() {
        let required = schema.get("required").and_then(Value::as_array).cloned().unwrap_or_default();
        let properties = schema.get_mut("properties").and_then(Value::as_object_mut);
        for (name, property) in properties.into_iter().flatten() {
            see(name, property, required.contains(&json!(name)));
        }
    }
    Ok(())
}
