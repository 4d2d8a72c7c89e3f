//! A row looked at in place: where its values stand in its text, one short entry each, nothing copied.
//!
//! A pull reads hundreds of megabytes of rows and needs a few dozen values of each. A tree of owned values costs more than
//! all that is done with them afterwards; this index is a few allocations a row, and a value is copied only when it is asked for.

mod look;

use std::borrow::Cow;
use std::ops::Range;

use serde_json::Value;

pub(super) use look::rows;

/// The index of a text: the members of each object, or items of each array, stand next to each other, those of an inner
/// one before those of the one around it.
#[derive(Debug, Clone)]
pub(super) struct Index {
    /// What tells most names apart without looking into the text, one for each entry: a name is looked for among these.
    marks: Vec<u32>,
    entries: Vec<Entry>,
    /// Where the members of the outermost object stand.
    root: Range<u32>,
}

#[derive(Debug, Clone)]
struct Entry {
    /// The member's name between its quotes; empty for an item of an array.
    name: Range<u32>,
    value: Kind,
}

#[derive(Debug, Clone)]
enum Kind {
    Null,
    Flag(bool),
    Number(Range<u32>),
    /// Between the quotes, escapes unread.
    Text(Range<u32>),
    /// The same of a text without escapes: most have none.
    Plain(Range<u32>),
    /// Which entries are its items.
    Array(Range<u32>),
    /// Which entries are its members.
    Object(Range<u32>),
}

/// A value in place.
#[derive(Debug, Clone)]
pub(super) enum Found<'a> {
    Null,
    Flag(bool),
    /// As it was written.
    Number(&'a str),
    Text(Cow<'a, str>),
    Array(Inside<'a>),
    Object(Inside<'a>),
}

/// What is inside an array or object.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Inside<'a> {
    text: &'a str,
    index: &'a Index,
    marks: &'a [u32],
    entries: &'a [Entry],
}

impl Found<'_> {
    /// The value as a tree.
    pub(super) fn grown(self) -> Value {
        match self {
            Self::Null => Value::Null,
            Self::Flag(flag) => Value::Bool(flag),
            Self::Number(number) => number.parse().map_or(Value::Null, Value::Number),
            Self::Text(text) => Value::String(text.into_owned()),
            Self::Array(items) => items.values().map(Found::grown).collect(),
            Self::Object(members) => {
                Value::Object(members.named().map(|(name, value)| (name.to_owned(), value.grown())).collect())
            }
        }
    }
}

impl Index {
    /// The members of the object. `text` is the one that was looked through.
    pub(super) fn members<'a>(&'a self, text: &'a str) -> Inside<'a> {
        Inside::of(text, self, &self.root)
    }
}

impl<'a> Inside<'a> {
    fn of(text: &'a str, index: &'a Index, place: &Range<u32>) -> Self {
        let place = wide(place);
        let (marks, entries) = (index.marks.get(place.clone()), index.entries.get(place));
        Self { text, index, marks: marks.unwrap_or_default(), entries: entries.unwrap_or_default() }
    }

    /// The member of a name; of several, the last, as in a map.
    pub(super) fn get(self, name: &str) -> Option<Found<'a>> {
        let mark = mark(name.as_bytes());
        let mut marks = self.marks;
        loop {
            let at = last_of(marks, mark)?;
            let entry = self.entries.get(at)?;
            if entry.is_named(self.text, name) {
                return Some(self.found(entry));
            }
            marks = marks.get(..at)?;
        }
    }

    /// The items of an array, or the values of an object.
    pub(super) fn values(self) -> impl Iterator<Item = Found<'a>> {
        self.entries.iter().map(move |entry| self.found(entry))
    }

    /// The members of an object by name.
    pub(super) fn named(self) -> impl Iterator<Item = (&'a str, Found<'a>)> {
        self.entries.iter().map(move |entry| (slice(self.text, &entry.name), self.found(entry)))
    }

    fn found(self, entry: &'a Entry) -> Found<'a> {
        match &entry.value {
            Kind::Null => Found::Null,
            Kind::Flag(flag) => Found::Flag(*flag),
            Kind::Number(place) => Found::Number(slice(self.text, place)),
            Kind::Text(place) => Found::Text(unescaped(slice(self.text, place))),
            Kind::Plain(place) => Found::Text(Cow::Borrowed(slice(self.text, place))),
            Kind::Array(place) => Found::Array(Self::of(self.text, self.index, place)),
            Kind::Object(place) => Found::Object(Self::of(self.text, self.index, place)),
        }
    }
}

impl Entry {
    /// Compared as bytes: both are whole names.
    fn is_named(&self, text: &str, name: &str) -> bool {
        text.as_bytes().get(wide(&self.name)) == Some(name.as_bytes())
    }
}

fn wide(place: &Range<u32>) -> Range<usize> {
    let at = |place: u32| usize::try_from(place).unwrap_or(usize::MAX);
    at(place.start)..at(place.end)
}

fn slice<'a>(text: &'a str, place: &Range<u32>) -> &'a str {
    text.get(wide(place)).unwrap_or_default()
}

/// Where the last of these marks is. Compared a few at a time without a way out between them, which the processor does at
/// once: most are not what is looked for.
fn last_of(marks: &[u32], mark: u32) -> Option<usize> {
    const TOGETHER: usize = 16;
    let mut end = marks.len();
    for few in marks.rchunks(TOGETHER) {
        end = end.saturating_sub(few.len());
        if few.iter().filter(|own| **own == mark).count() > 0 {
            return few.iter().rposition(|own| *own == mark).map(|at| end.saturating_add(at));
        }
    }
    None
}

/// Length, first and last bytes of a name.
fn mark(name: &[u8]) -> u32 {
    let length = u8::try_from(name.len()).unwrap_or(u8::MAX);
    let (first, last) = (name.first().copied().unwrap_or_default(), name.last().copied().unwrap_or_default());
    let middle = name.get(name.len() / 2).copied().unwrap_or_default();
    u32::from_le_bytes([length, first, middle, last])
}

fn unescaped(text: &str) -> Cow<'_, str> {
    // The text was sound before: it is here too.
    Cow::Owned(serde_json::from_str(&format!("\"{text}\"")).unwrap_or_default())
}

#[cfg(test)]
mod tests;
