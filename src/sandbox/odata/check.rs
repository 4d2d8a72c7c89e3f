//! Whether an expression makes sense for a list, before it is asked of each row: its properties exist, and the kinds on
//! both sides of a comparison agree. A list has no schema here, so its rows are the witness: the first value of a
//! property that is not null stands for them all.

use std::borrow::Cow;
use std::ops::ControlFlow;

use serde_json::Value;

use super::error::Fault;
use super::evaluate::{self, Seen};
use super::expression::{Expression, Function, Lambda};
use super::number::Number;
use super::path::{Path, Reached, Root};

/// Tells whether the list has a property, by its full path as the query writes it (`car/id`; `bidPoints/type` inside a lambda). Rows
/// may then lack it: it is null there.
pub(super) type Known<'k> = &'k dyn Fn(&str) -> bool;

/// A condition about the rows.
pub(super) fn condition(expression: &Expression, rows: &[&Value], known: Option<Known<'_>>) -> Result<(), Fault> {
    Frame::rows(rows, known).condition(expression)
}

/// A key to sort the rows by.
pub(super) fn key(expression: &Expression, rows: &[&Value], known: Option<Known<'_>>) -> Result<(), Fault> {
    match Frame::rows(rows, known).sample(expression)? {
        seen @ (Seen::Object | Seen::Collection) => {
            Err(Fault::NotAValue { expression: expression.to_string(), kind: seen.kind(), purpose: "sorted by" })
        }
        Seen::Null | Seen::Bool(_) | Seen::Number(_) | Seen::Moment(_) | Seen::Text(_) => Ok(()),
    }
}

/// What a path starts from: the rows, or inside a lambda the elements of a collection of theirs.
struct Frame<'f> {
    level: usize,
    source: Source<'f>,
    known: Option<Known<'f>>,
}

#[derive(Clone, Copy)]
enum Source<'f> {
    Rows(&'f [&'f Value]),
    Elements { of: &'f Path, outer: &'f Frame<'f> },
}

impl<'f> Frame<'f> {
    fn rows(rows: &'f [&'f Value], known: Option<Known<'f>>) -> Self {
        Self { level: 0, source: Source::Rows(rows), known }
    }

    fn elements(of: &'f Path, outer: &'f Self) -> Self {
        Self { level: outer.level + 1, source: Source::Elements { of, outer }, known: outer.known }
    }

    fn at(&self, root: &Root) -> &Self {
        let mut frame = self;
        while let (true, Source::Elements { outer, .. }) = (frame.level > root.level(), frame.source) {
            frame = outer;
        }
        frame
    }

    /// Shows every value that the frame starts from, until told to stop.
    fn visit(&self, see: &mut dyn FnMut(&'f Value) -> ControlFlow<()>) -> ControlFlow<()> {
        match self.source {
            Source::Rows(rows) => rows.iter().try_for_each(|row| see(row)),
            Source::Elements { of, outer } => outer.at(&of.root).visit(&mut |start| match of.reach(start) {
                Reached::Value(Value::Array(elements)) => elements.iter().try_for_each(&mut *see),
                Reached::Value(_) | Reached::Null { .. } | Reached::Missing { .. } | Reached::Blocked => {
                    ControlFlow::Continue(())
                }
            }),
        }
    }

    /// `bidPoints/geozone/city` for `p/geozone/city`.
    fn full_path(&self, path: &Path) -> String {
        let mut parts = match self.at(&path.root).source {
            Source::Rows(_) => Vec::new(),
            Source::Elements { of, outer } => vec![outer.full_path(of)],
        };
        parts.extend(path.names.iter().map(ToString::to_string));
        parts.join("/")
    }

    fn at_path(&self, path: &Path) -> Result<Seen<'f>, Fault> {
        let full_path = self.full_path(path);
        if self.known.is_some_and(|known| !path.names.is_empty() && !known(&full_path)) {
            return Err(Fault::UnknownProperty { path: full_path });
        }
        let (mut sample, mut blocked) = (None, false);
        let (mut leads, mut lacks) = (0, None);
        // How the walk ended is told by what it found.
        let _ = self.at(&path.root).visit(&mut |start| {
            match path.reach(start) {
                Reached::Value(value) => sample = Some(value),
                Reached::Blocked => blocked = true,
                Reached::Null { names } => leads = leads.max(names),
                Reached::Missing { names } => {
                    leads = leads.max(names);
                    lacks = lacks.max(Some(names));
                }
            }
            if sample.is_some() || blocked { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        match sample {
            Some(value) => Ok(Seen::of(value)),
            None if blocked => Err(Fault::NotAnObject { path: full_path }),
            // An object lacks the next name, and no other row shows that there is such a name.
            None if lacks == Some(leads) && self.known.is_none() => Err(Fault::UnknownProperty { path: full_path }),
            None => Ok(Seen::Null),
        }
    }

    fn condition(&self, expression: &Expression) -> Result<(), Fault> {
        match self.sample(expression)? {
            Seen::Bool(_) | Seen::Null => Ok(()),
            other => Err(Fault::NotBoolean { expression: expression.to_string(), kind: other.kind() }),
        }
    }

    fn text(&self, expression: &Expression) -> Result<(), Fault> {
        match self.sample(expression)? {
            Seen::Text(_) | Seen::Null => Ok(()),
            other => Err(Fault::NotText { expression: expression.to_string(), kind: other.kind() }),
        }
    }

    /// A value such as the expression may have. Nothing is skipped on the way: `false and id eq 'a'` is wrong too.
    fn sample<'e>(&'e self, expression: &'e Expression) -> Result<Seen<'e>, Fault> {
        match expression {
            Expression::Literal(literal) => return Ok(literal.seen()),
            Expression::Path(path) => return self.at_path(path),
            Expression::Call(function, arguments) => {
                arguments.iter().try_for_each(|argument| self.text(argument))?;
                return Ok(result_of(*function));
            }
            Expression::CastToText(inner) => {
                evaluate::as_text(inner, self.sample(inner)?)?;
                return Ok(Seen::Text(Cow::Borrowed("")));
            }
            Expression::Compare(left, comparison, right) => {
                evaluate::outcome((left, self.sample(left)?), *comparison, (right, self.sample(right)?))?;
            }
            Expression::In(inner, items) => {
                let seen = self.sample(inner)?;
                // One by one: the first that equals the sample would hide the rest.
                for item in items {
                    evaluate::is_among(inner, &seen, std::slice::from_ref(item))?;
                }
            }
            Expression::Not(inner) => self.condition(inner)?,
            Expression::And(parts) | Expression::Or(parts) => {
                parts.iter().try_for_each(|part| self.condition(part))?;
            }
            Expression::Lambda(lambda) => self.lambda(lambda)?,
        }
        Ok(Seen::Bool(true))
    }

    fn lambda(&self, lambda: &Lambda) -> Result<(), Fault> {
        let Lambda { collection, test, .. } = lambda;
        match self.at_path(collection)? {
            Seen::Collection | Seen::Null => {}
            _ => return Err(Fault::NotACollection { path: collection.to_string() }),
        }
        test.as_ref().map_or(Ok(()), |(_, test)| Frame::elements(collection, self).condition(test))
    }
}

fn result_of(function: Function) -> Seen<'static> {
    match function {
        Function::Contains | Function::StartsWith | Function::EndsWith => Seen::Bool(true),
        Function::ToLower | Function::ToUpper | Function::Trim => Seen::Text(Cow::Borrowed("")),
        Function::Length => Seen::Number(Cow::Owned(Number::Whole(0))),
    }
}
