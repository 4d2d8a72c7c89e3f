//! `$filter`: a condition that a row meets or not.

use serde_json::Value;

use super::check::{self, Known};
use super::error::{Fault, QueryError};
use super::evaluate::{self, Scope};
use super::expression::Expression;
use super::options::ListOption;
use super::parser;

/// A condition of `$filter`, read.
#[derive(Debug, Clone)]
pub struct Filter {
    expression: Expression,
}

impl Filter {
    /// Reads an expression: `status in ('Started','Planned') and car/id eq 5`.
    ///
    /// # Errors
    /// A sentence that says what is wrong and at which character.
    pub fn parse(text: &str) -> Result<Self, QueryError> {
        Self::read(text).map_err(|fault| fault.of(ListOption::Filter))
    }

    pub(super) fn read(text: &str) -> Result<Self, Fault> {
        parser::expression(text, 1).map(Self::new)
    }

    pub(super) const fn new(expression: Expression) -> Self {
        Self { expression }
    }

    /// Whether a row meets the condition. A property that the row lacks is null here: whether it exists at all, only the
    /// whole list can tell.
    ///
    /// # Errors
    /// A sentence, when the row's values can't be compared as the expression asks.
    pub fn matches(&self, row: &Value) -> Result<bool, QueryError> {
        self.holds(row).map_err(|fault| fault.of(ListOption::Filter))
    }

    pub(super) fn holds(&self, row: &Value) -> Result<bool, Fault> {
        Ok(evaluate::truth(&self.expression, &Scope::row(row))? == Some(true))
    }

    pub(super) fn check(&self, rows: &[&Value], known: Option<Known<'_>>) -> Result<(), Fault> {
        check::condition(&self.expression, rows, known)
    }
}
