//! What an expression says of one row. Null follows OData: `eq` and `ne` know it, an order with it is false, a function
//! of it is null, and a null condition keeps no row.

use std::borrow::Cow;
use std::cmp::Ordering;

use chrono::{DateTime, Utc};
use serde_json::Value;

use super::error::Fault;
use super::expression::{Comparison, Expression, Function, Lambda, Literal, Quantifier};
use super::moment;
use super::number::Number;
use super::path::{Path, Reached};

/// The row, and around it the elements that the lambdas stand at.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scope<'s, 'v> {
    value: &'v Value,
    level: usize,
    outer: Option<&'s Self>,
}

impl<'v> Scope<'_, 'v> {
    pub(super) const fn row(value: &'v Value) -> Self {
        Self { value, level: 0, outer: None }
    }

    fn at(&self, level: usize) -> &'v Value {
        let mut scope = self;
        while let (true, Some(outer)) = (scope.level > level, scope.outer) {
            scope = outer;
        }
        scope.value
    }
}

/// A value as an expression sees it. The order of the members is the order in which a list sorts them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Seen<'v> {
    Null,
    Bool(bool),
    Number(Cow<'v, Number>),
    Moment(DateTime<Utc>),
    Text(Cow<'v, str>),
    Object,
    Collection,
}

impl<'v> Seen<'v> {
    pub(super) fn of(value: &'v Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Bool(value) => Self::Bool(*value),
            // JSON allows no spelling of a number that the reader doesn't know.
            Value::Number(number) => Number::parse(number.as_str()).map_or(Self::Null, |n| Self::Number(Cow::Owned(n))),
            Value::String(text) => Self::Text(Cow::Borrowed(text)),
            Value::Object(_) => Self::Object,
            Value::Array(_) => Self::Collection,
        }
    }

    pub(super) const fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "true or false",
            Self::Number(_) => "a number",
            Self::Moment(_) => "a date",
            Self::Text(_) => "a string",
            Self::Object => "an object",
            Self::Collection => "a collection",
        }
    }

    /// A string that reads as a date becomes one.
    pub(super) fn dated(self) -> Self {
        match &self {
            Self::Text(text) => moment::parse(text).map_or(self, Self::Moment),
            Self::Null | Self::Bool(_) | Self::Number(_) | Self::Moment(_) | Self::Object | Self::Collection => self,
        }
    }
}

impl Literal {
    pub(super) fn seen(&self) -> Seen<'_> {
        match self {
            Self::Null => Seen::Null,
            Self::Bool(value) => Seen::Bool(*value),
            Self::Number(number) => Seen::Number(Cow::Borrowed(number)),
            Self::Text(text) => Seen::Text(Cow::Borrowed(text)),
            Self::Moment(moment) => Seen::Moment(*moment),
        }
    }
}

/// The value of an expression.
pub(super) fn value<'v>(expression: &'v Expression, scope: &Scope<'_, 'v>) -> Result<Seen<'v>, Fault> {
    let truth = match expression {
        Expression::Literal(literal) => return Ok(literal.seen()),
        Expression::Path(path) => return at_path(path, scope).map(|found| found.map_or(Seen::Null, Seen::of)),
        Expression::Call(function, arguments) => return call(*function, arguments, scope),
        Expression::CastToText(inner) => return as_text(inner, value(inner, scope)?),
        Expression::Compare(left, comparison, right) => {
            Some(outcome((left, value(left, scope)?), *comparison, (right, value(right, scope)?))?)
        }
        Expression::In(inner, items) => Some(is_among(inner, &value(inner, scope)?, items)?),
        Expression::Not(inner) => truth(inner, scope)?.map(|truth| !truth),
        Expression::And(parts) => until(parts, false, scope)?,
        Expression::Or(parts) => until(parts, true, scope)?,
        Expression::Lambda(lambda) => Some(quantify(lambda, scope)?),
    };
    Ok(truth.map_or(Seen::Null, Seen::Bool))
}

/// The truth of a condition; `None` when it is null.
pub(super) fn truth(expression: &Expression, scope: &Scope<'_, '_>) -> Result<Option<bool>, Fault> {
    match value(expression, scope)? {
        Seen::Bool(truth) => Ok(Some(truth)),
        Seen::Null => Ok(None),
        other => Err(Fault::NotBoolean { expression: expression.to_string(), kind: other.kind() }),
    }
}

/// `and` is decided by the first false part, `or` by the first true one; else a null part makes null.
fn until(parts: &[Expression], decisive: bool, scope: &Scope<'_, '_>) -> Result<Option<bool>, Fault> {
    let mut result = Some(!decisive);
    for part in parts {
        match truth(part, scope)? {
            Some(truth) if truth == decisive => return Ok(Some(decisive)),
            Some(_) => {}
            None => result = None,
        }
    }
    Ok(result)
}

fn at_path<'v>(path: &Path, scope: &Scope<'_, 'v>) -> Result<Option<&'v Value>, Fault> {
    match path.reach(scope.at(path.root.level())) {
        Reached::Value(value) => Ok(Some(value)),
        Reached::Null { .. } | Reached::Missing { .. } => Ok(None),
        Reached::Blocked => Err(Fault::NotAnObject { path: path.to_string() }),
    }
}

/// Both sides as the comparison sees them. A string beside a date is read as one; so are two properties (`both_read`)
/// that hold dates, for nothing else tells them from strings.
fn aligned<'v>(left: Seen<'v>, right: Seen<'v>, both_read: bool) -> (Seen<'v>, Seen<'v>) {
    let is_date = |seen: &Seen<'_>| matches!(seen, Seen::Moment(_));
    if is_date(&left) || is_date(&right) {
        return (left.dated(), right.dated());
    }
    if both_read {
        let (left_dated, right_dated) = (left.clone().dated(), right.clone().dated());
        if is_date(&left_dated) && is_date(&right_dated) {
            return (left_dated, right_dated);
        }
    }
    (left, right)
}

/// The outcome of a whole comparison, given the values of its sides.
pub(super) fn outcome(
    (left, left_seen): (&Expression, Seen<'_>),
    comparison: Comparison,
    (right, right_seen): (&Expression, Seen<'_>),
) -> Result<bool, Fault> {
    let both_read = matches!((left, right), (Expression::Path(_), Expression::Path(_)));
    let (left_seen, right_seen) = aligned(left_seen, right_seen, both_read);
    compare(&left_seen, comparison, &right_seen).ok_or_else(|| Fault::Incompatible {
        expression: format!("{left} {} {right}", comparison.word()),
        left: left_seen.kind(),
        right: right_seen.kind(),
    })
}

/// `None` when the two can't be compared.
fn compare(left: &Seen<'_>, comparison: Comparison, right: &Seen<'_>) -> Option<bool> {
    let order = match (left, right) {
        (Seen::Null, Seen::Null) => return Some(comparison == Comparison::Equal),
        (Seen::Null, _) | (_, Seen::Null) => return Some(comparison == Comparison::NotEqual),
        (Seen::Bool(left), Seen::Bool(right)) => match comparison {
            Comparison::Equal => return Some(left == right),
            Comparison::NotEqual => return Some(left != right),
            Comparison::Greater | Comparison::GreaterOrEqual | Comparison::Less | Comparison::LessOrEqual => {
                return None;
            }
        },
        (Seen::Number(left), Seen::Number(right)) => left.cmp(right),
        (Seen::Moment(left), Seen::Moment(right)) => left.cmp(right),
        (Seen::Text(left), Seen::Text(right)) => left.cmp(right),
        _ => return None,
    };
    Some(match comparison {
        Comparison::Equal => order == Ordering::Equal,
        Comparison::NotEqual => order != Ordering::Equal,
        Comparison::Greater => order == Ordering::Greater,
        Comparison::GreaterOrEqual => order != Ordering::Less,
        Comparison::Less => order == Ordering::Less,
        Comparison::LessOrEqual => order != Ordering::Greater,
    })
}

/// Whether a value is one of the literals.
pub(super) fn is_among(inner: &Expression, seen: &Seen<'_>, items: &[Literal]) -> Result<bool, Fault> {
    for item in items {
        let (left, right) = aligned(seen.clone(), item.seen(), false);
        let same = compare(&left, Comparison::Equal, &right).ok_or_else(|| Fault::Incompatible {
            expression: format!("{inner} in ({item})"),
            left: left.kind(),
            right: right.kind(),
        })?;
        if same {
            return Ok(true);
        }
    }
    Ok(false)
}

fn quantify(lambda: &Lambda, scope: &Scope<'_, '_>) -> Result<bool, Fault> {
    let elements = match at_path(&lambda.collection, scope)? {
        None => &[],
        Some(Value::Array(elements)) => elements.as_slice(),
        Some(_) => return Err(Fault::NotACollection { path: lambda.collection.to_string() }),
    };
    let Some((_, test)) = &lambda.test else { return Ok(!elements.is_empty()) };
    let decisive = lambda.quantifier == Quantifier::Any;
    for element in elements {
        let inner = Scope { value: element, level: scope.level + 1, outer: Some(scope) };
        if (truth(test, &inner)? == Some(true)) == decisive {
            return Ok(decisive);
        }
    }
    Ok(!decisive)
}

fn call<'v>(function: Function, arguments: &'v [Expression], scope: &Scope<'_, 'v>) -> Result<Seen<'v>, Fault> {
    let mut texts = arguments.iter().map(|argument| text(argument, scope));
    let Some(first) = texts.next().transpose()?.flatten() else { return Ok(Seen::Null) };
    let changed = |text: String| Seen::Text(Cow::Owned(text));
    let test = match function {
        Function::ToLower => return Ok(changed(first.to_lowercase())),
        Function::ToUpper => return Ok(changed(first.to_uppercase())),
        Function::Trim => return Ok(changed(first.trim().to_owned())),
        Function::Length => {
            // The platform counts in the units of its own strings, UTF-16.
            let length = i64::try_from(first.encode_utf16().count()).unwrap_or(i64::MAX);
            return Ok(Seen::Number(Cow::Owned(Number::Whole(length))));
        }
        Function::Contains => |text: &str, part: &str| text.contains(part),
        Function::StartsWith => |text: &str, part: &str| text.starts_with(part),
        Function::EndsWith => |text: &str, part: &str| text.ends_with(part),
    };
    let second = texts.next().transpose()?.flatten();
    Ok(second.map_or(Seen::Null, |part| Seen::Bool(test(&first, &part))))
}

fn text<'v>(argument: &'v Expression, scope: &Scope<'_, 'v>) -> Result<Option<Cow<'v, str>>, Fault> {
    match value(argument, scope)? {
        Seen::Text(text) => Ok(Some(text)),
        Seen::Null => Ok(None),
        other => Err(Fault::NotText { expression: argument.to_string(), kind: other.kind() }),
    }
}

/// A value as `cast(…, Edm.String)` spells it.
pub(super) fn as_text<'v>(inner: &Expression, seen: Seen<'v>) -> Result<Seen<'v>, Fault> {
    let text = match seen {
        Seen::Null => return Ok(Seen::Null),
        Seen::Text(text) => text,
        Seen::Bool(value) => Cow::Borrowed(if value { "true" } else { "false" }),
        Seen::Number(number) => Cow::Owned(number.to_string()),
        // Only a literal is a date at this point: properties are strings until they are compared.
        Seen::Moment(_) => Cow::Owned(inner.to_string()),
        Seen::Object | Seen::Collection => {
            let expression = inner.to_string();
            return Err(Fault::NotAValue { expression, kind: seen.kind(), purpose: "cast to a string" });
        }
    };
    Ok(Seen::Text(text))
}
