//! The vendor's OpenAPI file as a witness: it checks requests and answers, whoever made them.
//!
//! It must not know our client or our training server, not even their types: a field name that both have wrong would pass between
//! them and be refused by the real service. It works on methods, paths, queries and JSON alone.
//!
//! The file is the one that `CARGORUN_OPENAPI` names, else `../shared/contract/cargorun-openapi.json` beside the
//! package; without it there is no witness and the test says so. Where the file is silent or contradicted by what is known of the
//! service, [`EXCEPTIONS`] say it by name; nothing is loosened anywhere else.

#![allow(dead_code, reason = "each test binary that includes the witness asks it only a part of what it can tell")]

#[path = "witness/changes.rs"]
mod changes;
#[path = "witness/contract.rs"]
mod contract;
#[path = "witness/exceptions.rs"]
mod exceptions;
#[path = "witness/formats.rs"]
mod formats;
#[path = "witness/query.rs"]
mod query;
#[path = "witness/shapes.rs"]
mod shapes;

use std::path::PathBuf;
use std::{env, fs};

use serde_json::Value;

use self::contract::{Contract, Operation};
pub(crate) use self::exceptions::{EXCEPTIONS, Exception};
use self::shapes::{Direction, Shapes};

/// What is wrong, one sentence for each mistake: where, its JSON pointer, what.
pub(crate) type Mistakes = Vec<String>;

/// The vendor's contract, ready to judge.
pub(crate) struct Witness {
    contract: Contract,
    shapes: Shapes,
}

/// A request and its answer as they went over the wire.
#[derive(Debug, Clone)]
pub(crate) struct Exchange {
    pub(crate) method: String,
    /// `/api/Driver/GetList?$top=50`.
    pub(crate) path_and_query: String,
    /// Empty when there is none.
    pub(crate) request_body: String,
    pub(crate) status: u16,
    /// Empty when there is none; JSON, or a bare sentence.
    pub(crate) response_body: String,
}

impl Witness {
    /// The witness of the vendor's file with all the exceptions, or `None` when the file is not on this machine.
    ///
    /// # Panics
    /// As [`Witness::document`], and when the file is not the contract that the exceptions were written for.
    pub(crate) fn load() -> Option<Self> {
        Self::document().map(|document| Self::with(document, EXCEPTIONS).unwrap_or_else(|error| broken(&error)))
    }

    /// The vendor's file as it is, or `None` when it is not on this machine.
    ///
    /// # Panics
    /// When the file is there, or `CARGORUN_OPENAPI` says that it is, and can't be read: a test must not pass because its
    /// witness was deaf.
    pub(crate) fn document() -> Option<Value> {
        let named = env::var_os("CARGORUN_OPENAPI").map(PathBuf::from);
        let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/contract/cargorun-openapi.json");
        let path = named.clone().unwrap_or_else(beside);
        if named.is_none() && !path.exists() {
            eprintln!("SKIPPED: no OpenAPI file at {}; name one in CARGORUN_OPENAPI", path.display());
            return None;
        }
        let text = fs::read_to_string(&path).map_err(|error| error.to_string());
        let document = text.and_then(|text| serde_json::from_str(&text).map_err(|error| error.to_string()));
        Some(document.unwrap_or_else(|error| broken(&format!("{}: {error}", path.display()))))
    }

    /// The witness of a contract, read with the given exceptions.
    ///
    /// # Errors
    /// A sentence, when the contract isn't OpenAPI 3.0, uses a keyword that the witness doesn't understand, or has nothing that an
    /// exception could change.
    pub(crate) fn with<'e>(
        mut document: Value,
        exceptions: impl IntoIterator<Item = &'e Exception>,
    ) -> Result<Self, String> {
        for exception in exceptions {
            let made = exception.change.make(&mut document);
            made.map_err(|error| format!("exception '{}': {error}", exception.name))?;
        }
        Ok(Self { contract: Contract::read(&document)?, shapes: Shapes::read(&document)? })
    }

    /// Checks what a client sends: `query` is raw, without its `?`; `body` is null when there is none.
    ///
    /// # Errors
    /// Every mistake found.
    pub(crate) fn check_request(&self, method: &str, path: &str, query: &str, body: &Value) -> Result<(), Mistakes> {
        let (operation, values) = self.contract.find(method, path).map_err(|mistake| vec![mistake])?;
        let mut mistakes = query::check(operation, &values, query);
        match &operation.request {
            Some(schema) => mistakes.extend(self.shapes.mistakes(schema, Direction::Request, body)),
            None if body.is_null() => {}
            None => mistakes.push("the method takes no body".to_owned()),
        }
        report(operation, "request", mistakes)
    }

    /// Checks what a server answers: `body` is null when there is none, a string when it is not JSON.
    ///
    /// # Errors
    /// Every mistake found.
    pub(crate) fn check_response(&self, method: &str, path: &str, status: u16, body: &Value) -> Result<(), Mistakes> {
        let (operation, _) = self.contract.find(method, path).map_err(|mistake| vec![mistake])?;
        let mistakes = match operation.responses.get(&status) {
            Some(Some(schema)) => self.shapes.mistakes(schema, Direction::Response, body),
            Some(None) => vec!["the contract is silent about this answer, and so are the exceptions".to_owned()],
            None => vec!["the contract knows no such status".to_owned()],
        };
        report(operation, &format!("answer {status}"), mistakes)
    }

    /// Checks both sides of an exchange. A request that the server refused must be written right too: the contract knows
    /// nothing of the rules that it was refused by.
    ///
    /// # Errors
    /// Every mistake found.
    pub(crate) fn check_exchange(&self, exchange: &Exchange) -> Result<(), Mistakes> {
        let Exchange { method, path_and_query, request_body, status, response_body } = exchange;
        let (path, query) = path_and_query.split_once('?').unwrap_or((path_and_query, ""));
        let request = self.check_request(method, path, query, &read_body(request_body));
        let response = self.check_response(method, path, *status, &read_body(response_body));
        let mistakes: Mistakes = [request, response].into_iter().filter_map(Result::err).flatten().collect();
        if mistakes.is_empty() { Ok(()) } else { Err(mistakes) }
    }
}

/// JSON, or the text itself when it is none.
fn read_body(text: &str) -> Value {
    if text.is_empty() {
        return Value::Null;
    }
    serde_json::from_str(text).unwrap_or_else(|_not_json| Value::String(text.to_owned()))
}

fn report(operation: &Operation, side: &str, mistakes: Mistakes) -> Result<(), Mistakes> {
    if mistakes.is_empty() {
        return Ok(());
    }
    let Operation { method, path, .. } = operation;
    Err(mistakes.into_iter().map(|mistake| format!("{method} {path}, {side}: {mistake}")).collect())
}

#[allow(clippy::panic, reason = "a test that asked for a witness must not go on without one")]
fn broken(why: &str) -> ! {
    panic!("the contract can't witness: {why}")
}
