//! `$select` and `$expand`. The platform's lists come formed already, so neither changes which properties a row has
//! (the OpenAPI file says so); but they must be written right, and `items($filter=…)` does narrow the items of each row,
//! as the document's own requests for catalogs need. The other options inside the parentheses are read and set aside.

use std::mem;

use serde_json::Value;

use super::error::Fault;
use super::filter::Filter;
use super::options::ListOption;
use super::parser::{self, DEPTH_LIMIT};
use super::path::Name;

/// One expanded property.
#[derive(Debug, Clone)]
pub(super) struct Expansion {
    name: Name,
    filter: Option<Filter>,
    nested: Vec<Self>,
}

/// A piece of an option and the place of its first character, from 1.
#[derive(Debug, Clone, Copy)]
struct Piece<'t> {
    text: &'t str,
    at: usize,
}

/// Checks `$select`.
pub(super) fn check_select(text: &str) -> Result<(), Fault> {
    select(Piece { text, at: 1 })
}

/// Reads `$expand`.
pub(super) fn parse(text: &str) -> Result<Vec<Expansion>, Fault> {
    expansions(Piece { text, at: 1 }, 0)
}

/// Leaves in the collections of the rows what the filters of the expansions let through.
pub(super) fn narrow(expansions: &[Expansion], rows: &mut [&mut Value]) -> Result<(), Fault> {
    for expansion in expansions {
        let mut found: Vec<&mut Value> = rows
            .iter_mut()
            .filter_map(|row| row.as_object_mut())
            .filter_map(|row| expansion.name.of_mut(row))
            .collect();
        if let Some(filter) = &expansion.filter {
            let elements: Vec<&Value> = found.iter().filter_map(|value| value.as_array()).flatten().collect();
            filter.check(&elements, None)?;
            for collection in found.iter_mut().filter_map(|value| value.as_array_mut()) {
                for element in mem::take(collection) {
                    if filter.holds(&element)? {
                        collection.push(element);
                    }
                }
            }
        }
        let mut inner: Vec<&mut Value> = Vec::new();
        for value in found {
            match value {
                Value::Array(elements) => inner.extend(elements),
                single => inner.push(single),
            }
        }
        narrow(&expansion.nested, &mut inner)?;
    }
    Ok(())
}

fn select(list: Piece<'_>) -> Result<(), Fault> {
    list.split(',')?
        .into_iter()
        .try_for_each(|piece| if piece.text == "*" { Ok(()) } else { property(piece).map(drop) })
}

fn expansions(list: Piece<'_>, depth: usize) -> Result<Vec<Expansion>, Fault> {
    if depth == DEPTH_LIMIT {
        return Err(Fault::TooDeep { at: list.at, limit: DEPTH_LIMIT });
    }
    list.split(',')?.into_iter().map(|piece| expansion(piece, depth)).collect()
}

/// `name` or `name(option;option)`.
fn expansion(piece: Piece<'_>, depth: usize) -> Result<Expansion, Fault> {
    let Some((name, options)) = piece.cut('(') else {
        return Ok(Expansion { name: property(piece)?, filter: None, nested: Vec::new() });
    };
    let mut expansion = Expansion { name: property(name)?, filter: None, nested: Vec::new() };
    // The split into pieces has counted the parentheses, so only something after the last one can be wrong.
    let Some(inner) = options.text.strip_suffix(')') else {
        let (at, found) = (piece.end(), "another character".to_owned());
        return Err(Fault::Syntax { at, expected: "')' at the end of the expansion", found });
    };
    for option in (Piece { text: inner, at: options.at }).split(';')? {
        expansion.read(option, depth)?;
    }
    Ok(expansion)
}

impl Expansion {
    fn read(&mut self, option: Piece<'_>, depth: usize) -> Result<(), Fault> {
        let (name, value) = option.cut('=').ok_or_else(|| option.expected("'='"))?;
        match ListOption::of(name.text.trim()) {
            Some(ListOption::Filter) => self.filter = Some(Filter::new(parser::expression(value.text, value.at)?)),
            Some(ListOption::Expand) => self.nested = expansions(value, depth + 1)?,
            Some(ListOption::Select) => select(value)?,
            Some(ListOption::OrderBy) => parser::order(value.text, value.at).map(drop)?,
            Some(ListOption::Top | ListOption::Skip) => super::count(value.text.trim()).map(drop)?,
            Some(ListOption::Count) => super::flag(value.text.trim()).map(drop)?,
            None => return Err(Fault::Option { at: name.at, name: name.text.to_owned() }),
        }
        Ok(())
    }
}

/// A name or a path of names; the last one is what an expansion opens.
fn property(piece: Piece<'_>) -> Result<Name, Fault> {
    let is_name = |name: &str| {
        name.starts_with(|first: char| first.is_alphabetic() || first == '_')
            && name.chars().all(|character| character.is_alphanumeric() || character == '_')
    };
    let mut names = piece.text.split('/');
    if let (true, Some(last)) = (names.clone().all(is_name), names.next_back()) {
        return Ok(Name::new(last));
    }
    Err(piece.expected("a property name"))
}

impl Piece<'_> {
    fn end(&self) -> usize {
        self.at + self.text.chars().count()
    }

    fn expected(&self, expected: &'static str) -> Fault {
        let found = if self.text.is_empty() { "nothing".to_owned() } else { format!("'{}'", self.text) };
        Fault::Syntax { at: self.at, expected, found }
    }

    /// Both sides of the first `sign`.
    fn cut(&self, sign: char) -> Option<(Self, Self)> {
        let (before, after) = self.text.split_once(sign)?;
        let at = self.at + before.chars().count() + 1;
        Some((Self { text: before, at: self.at }, Self { text: after, at }))
    }

    /// The parts between separators that stand outside of quotes and parentheses, without the spaces around them.
    fn split(&self, separator: char) -> Result<Vec<Self>, Fault> {
        let (mut pieces, mut opened, mut quoted_at) = (Vec::new(), Vec::new(), None);
        let (mut from, mut from_at) = (0, self.at);
        for ((index, character), at) in self.text.char_indices().zip(self.at..) {
            match character {
                '\'' => quoted_at = if quoted_at.is_some() { None } else { Some(at) },
                _ if quoted_at.is_some() => {}
                '(' => opened.push(at),
                ')' => opened.pop().map(drop).ok_or(Fault::UnopenedParenthesis { at })?,
                _ if character == separator && opened.is_empty() => {
                    pieces.push(Piece { text: self.text.get(from..index).unwrap_or_default(), at: from_at }.trimmed());
                    (from, from_at) = (index + character.len_utf8(), at + 1);
                }
                _ => {}
            }
        }
        match (quoted_at, opened.pop()) {
            (Some(at), _) => Err(Fault::UnclosedText { at }),
            (None, Some(at)) => Err(Fault::UnclosedParenthesis { at }),
            (None, None) => {
                pieces.push(Piece { text: self.text.get(from..).unwrap_or_default(), at: from_at }.trimmed());
                Ok(pieces)
            }
        }
    }

    fn trimmed(&self) -> Self {
        let text = self.text.trim_start();
        let skipped = self.text.chars().count() - text.chars().count();
        Self { text: text.trim_end(), at: self.at + skipped }
    }
}
