//! Every way a query can be wrong, and its sentence. One place for the words; English, as the OData library that the
//! platform is built on answers.

use thiserror::Error;

use super::options::ListOption;

/// A query that can't be read: the platform's answer is 400 with this sentence.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{0}")]
pub struct QueryError(pub String);

/// What is wrong inside one option. `at` counts characters of the decoded value from 1.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub(super) enum Fault {
    #[error("character {at}: {expected} was expected, found {found}")]
    Syntax { at: usize, expected: &'static str, found: String },
    #[error("character {at}: '{character}' has no meaning here")]
    Character { at: usize, character: char },
    #[error("character {at}: the string has no closing quote")]
    UnclosedText { at: usize },
    #[error("character {at}: the parenthesis is never closed")]
    UnclosedParenthesis { at: usize },
    #[error("character {at}: ')' closes nothing")]
    UnopenedParenthesis { at: usize },
    #[error("character {at}: a space is missing between '{word}' and the string")]
    MissingSpace { at: usize, word: String },
    #[error("character {at}: '{text}' is neither a number nor a date")]
    Literal { at: usize, text: String },
    #[error("character {at}: unknown operator '{word}'")]
    Operator { at: usize, word: String },
    #[error("character {at}: unknown function '{word}'")]
    Function { at: usize, word: String },
    #[error("character {at}: values can be cast to Edm.String only, not to '{word}'")]
    CastTarget { at: usize, word: String },
    #[error("character {at}: '{function}' takes {wanted} argument(s), found {given}")]
    Arguments { at: usize, function: &'static str, wanted: usize, given: usize },
    #[error("character {at}: the variable '{name}' is already in use")]
    Variable { at: usize, name: String },
    #[error("character {at}: the expression is nested more than {limit} deep")]
    TooDeep { at: usize, limit: usize },
    #[error("character {at}: unknown option '{name}'")]
    Option { at: usize, name: String },

    #[error("could not find a property named '{path}'")]
    UnknownProperty { path: String },
    #[error("'{path}' goes through a property that is not an object")]
    NotAnObject { path: String },
    #[error("'{path}' is not a collection, so 'any' and 'all' can't look into it")]
    NotACollection { path: String },
    #[error("'{expression}' compares {left} with {right}")]
    Incompatible { expression: String, left: &'static str, right: &'static str },
    #[error("'{expression}' is {kind}, a true or false value was expected")]
    NotBoolean { expression: String, kind: &'static str },
    #[error("'{expression}' is {kind}, a string was expected")]
    NotText { expression: String, kind: &'static str },
    #[error("'{expression}' is {kind}, which can't be {purpose}")]
    NotAValue { expression: String, kind: &'static str, purpose: &'static str },

    #[error("a value was expected")]
    Empty,
    #[error("'{text}' is not a whole number from zero up")]
    Count { text: String },
    #[error("'{text}' is neither true nor false")]
    Flag { text: String },
}

impl Fault {
    /// The sentence about the option that holds the fault.
    pub(super) fn of(self, option: ListOption) -> QueryError {
        QueryError(format!("The query option '{}' is not valid: {self}.", option.word()))
    }
}

impl QueryError {
    pub(super) fn too_long(limit: usize) -> Self {
        Self(format!("The query is longer than {limit} bytes."))
    }

    pub(super) fn repeated(option: ListOption) -> Self {
        Self(format!("The query option '{}' is given more than once.", option.word()))
    }

    pub(super) fn unsupported(option: &str) -> Self {
        Self(format!("The query option '{option}' is not supported."))
    }

    pub(super) fn encoding(part: &str) -> Self {
        Self(format!("'{part}' is not percent-encoded UTF-8."))
    }
}
