//! What an expression is, and how it is printed: a printed expression is read back as the same one.

use std::fmt;

use chrono::{DateTime, SecondsFormat, Utc};

use super::number::Number;
use super::path::Path;

/// An expression of `$filter` or `$orderby`.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Expression {
    Literal(Literal),
    Path(Path),
    Call(Function, Vec<Self>),
    /// `cast(…, Edm.String)`.
    CastToText(Box<Self>),
    Compare(Box<Self>, Comparison, Box<Self>),
    In(Box<Self>, Vec<Literal>),
    Not(Box<Self>),
    /// Two or more.
    And(Vec<Self>),
    /// Two or more.
    Or(Vec<Self>),
    Lambda(Lambda),
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Literal {
    Null,
    Bool(bool),
    Number(Number),
    Text(String),
    Moment(DateTime<Utc>),
}

/// `bidPoints/any(p:p/type eq 'LoadPoint')`.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Lambda {
    pub(super) collection: Path,
    pub(super) quantifier: Quantifier,
    /// The variable and the test; without them `any()` asks whether anything is there.
    pub(super) test: Option<(String, Box<Expression>)>,
}

words! {
    /// What a comparison asks.
    Comparison {
        Equal = "eq",
        NotEqual = "ne",
        Greater = "gt",
        GreaterOrEqual = "ge",
        Less = "lt",
        LessOrEqual = "le",
    }
}

words! {
    /// Of how many elements a lambda must be true.
    Quantifier {
        Any = "any",
        All = "all",
    }
}

words! {
    /// The functions of strings.
    Function {
        Contains = "contains",
        StartsWith = "startswith",
        EndsWith = "endswith",
        ToLower = "tolower",
        ToUpper = "toupper",
        Trim = "trim",
        Length = "length",
    }
}

impl Function {
    pub(super) const fn arguments(self) -> usize {
        match self {
            Self::Contains | Self::StartsWith | Self::EndsWith => 2,
            Self::ToLower | Self::ToUpper | Self::Trim | Self::Length => 1,
        }
    }
}

impl Expression {
    /// How tightly it holds together: an operand that holds less than its operator needs parentheses.
    const fn strength(&self) -> u8 {
        match self {
            Self::Or(_) => 0,
            Self::And(_) => 1,
            Self::Not(_) => 2,
            Self::Compare(..) | Self::In(..) => 3,
            Self::Literal(_) | Self::Path(_) | Self::Call(..) | Self::CastToText(_) | Self::Lambda(_) => 4,
        }
    }

    fn print(&self, f: &mut fmt::Formatter<'_>, needed: u8) -> fmt::Result {
        if self.strength() < needed { write!(f, "({self})") } else { fmt::Display::fmt(self, f) }
    }
}

fn print_joined(f: &mut fmt::Formatter<'_>, parts: &[Expression], between: &str, needed: u8) -> fmt::Result {
    for (place, part) in parts.iter().enumerate() {
        if place > 0 {
            f.write_str(between)?;
        }
        part.print(f, needed)?;
    }
    Ok(())
}

impl fmt::Display for Expression {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Literal(literal) => literal.fmt(f),
            Self::Path(path) => path.fmt(f),
            Self::Call(function, arguments) => {
                write!(f, "{}(", function.word())?;
                print_joined(f, arguments, ",", 4)?;
                f.write_str(")")
            }
            Self::CastToText(value) => {
                f.write_str("cast(")?;
                value.print(f, 4)?;
                f.write_str(",Edm.String)")
            }
            Self::Compare(left, comparison, right) => {
                left.print(f, 4)?;
                write!(f, " {} ", comparison.word())?;
                right.print(f, 4)
            }
            Self::In(value, items) => {
                value.print(f, 4)?;
                for (place, item) in items.iter().enumerate() {
                    write!(f, "{}{item}", if place == 0 { " in (" } else { "," })?;
                }
                f.write_str(")")
            }
            Self::Not(inner) => {
                f.write_str("not ")?;
                inner.print(f, 2)
            }
            Self::And(parts) => print_joined(f, parts, " and ", 2),
            Self::Or(parts) => print_joined(f, parts, " or ", 1),
            Self::Lambda(Lambda { collection, quantifier, test }) => {
                write!(f, "{collection}/{}(", quantifier.word())?;
                if let Some((variable, test)) = test {
                    write!(f, "{variable}:{test}")?;
                }
                f.write_str(")")
            }
        }
    }
}

impl fmt::Display for Literal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Bool(value) => value.fmt(f),
            Self::Number(number) => number.fmt(f),
            Self::Text(text) => write!(f, "'{}'", text.replace('\'', "''")),
            Self::Moment(moment) => f.write_str(&moment.to_rfc3339_opts(SecondsFormat::AutoSi, true)),
        }
    }
}
