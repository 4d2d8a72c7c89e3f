//! A row looked at in place: where its values stand in its text, one short entry each, nothing copied.
//!
//! A pull reads hundreds of megabytes of rows and needs a few dozen values of each. A tree of owned values costs more than
//! all that is done with them afterwards; this index is one allocation a row, and a value is copied only when it is asked for.

use std::borrow::Cow;
use std::ops::Range;

use serde_json::Value;

use super::is_password;

/// Deeper rows are read by the strict parser, which refuses them.
const DEEPEST: usize = 100;

/// The index of a text: its values in the order of the text, those inside an array or object right behind it.
#[derive(Debug, Clone)]
pub(super) struct Index(Vec<Entry>);

#[derive(Debug, Clone)]
struct Entry {
    /// The member's name between its quotes; empty for an item of an array.
    name: Range<u32>,
    /// What tells most names apart without looking into the text.
    mark: u32,
    value: Kind,
    /// Entries that this one takes up: itself and all inside it.
    span: u32,
}

#[derive(Debug, Clone)]
enum Kind {
    Null,
    Flag(bool),
    Number(Range<u32>),
    /// Between the quotes, escapes unread.
    Text(Range<u32>),
    Array,
    Object,
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
    /// Looks through the text of an object that is known to be sound JSON. `None` for what is better read by the strict
    /// parser: passwords (at any depth), names with escapes, halves of surrogate pairs, great depth, anything unexpected.
    pub(super) fn of(text: &str) -> Option<Self> {
        // Some twenty bytes a value is what the platform's rows have.
        let mut look = Look { text, bytes: text.as_bytes(), at: 0, entries: Vec::with_capacity(text.len() / 18) };
        look.blank();
        if look.peek()? != b'{' {
            return None;
        }
        look.value(0..0, 0)?;
        look.blank();
        (look.at == text.len()).then_some(Self(look.entries))
    }

    /// The members of the object. `text` is the one that was looked through.
    pub(super) fn members<'a>(&'a self, text: &'a str) -> Inside<'a> {
        Inside { text, entries: self.0.get(1..).unwrap_or_default() }
    }
}

impl<'a> Inside<'a> {
    /// The member of a name; of several, the last, as in a map.
    pub(super) fn get(self, name: &str) -> Option<Found<'a>> {
        let mut found = None;
        let mut at = 0;
        let mark = mark(name.as_bytes());
        while let Some(entry) = self.entries.get(at) {
            if entry.mark == mark && entry.is_named(self.text, name) {
                found = Some(at);
            }
            at = at.saturating_add(entry.step());
        }
        self.found(found?)
    }

    /// The items of an array, or the values of an object.
    pub(super) fn values(self) -> impl Iterator<Item = Found<'a>> {
        let mut at = 0;
        std::iter::from_fn(move || {
            let found = self.found(at)?;
            at = at.saturating_add(self.entries.get(at)?.step());
            Some(found)
        })
    }

    /// The members of an object by name.
    pub(super) fn named(self) -> impl Iterator<Item = (&'a str, Found<'a>)> {
        let mut at = 0;
        std::iter::from_fn(move || {
            let (entry, found) = (self.entries.get(at)?, self.found(at)?);
            at = at.saturating_add(entry.step());
            Some((slice(self.text, &entry.name), found))
        })
    }

    fn found(self, at: usize) -> Option<Found<'a>> {
        let entry = self.entries.get(at)?;
        let inside = || {
            let end = at.saturating_add(entry.step());
            Inside { text: self.text, entries: self.entries.get(at.saturating_add(1)..end).unwrap_or_default() }
        };
        Some(match &entry.value {
            Kind::Null => Found::Null,
            Kind::Flag(flag) => Found::Flag(*flag),
            Kind::Number(place) => Found::Number(slice(self.text, place)),
            Kind::Text(place) => Found::Text(unescaped(slice(self.text, place))),
            Kind::Array => Found::Array(inside()),
            Kind::Object => Found::Object(inside()),
        })
    }
}

impl Entry {
    /// Compared as bytes: both are whole names.
    fn is_named(&self, text: &str, name: &str) -> bool {
        let at = |place: u32| usize::try_from(place).unwrap_or(usize::MAX);
        let (start, end) = (at(self.name.start), at(self.name.end));
        end.wrapping_sub(start) == name.len() && text.as_bytes().get(start..end) == Some(name.as_bytes())
    }

    fn step(&self) -> usize {
        usize::try_from(self.span).unwrap_or(usize::MAX).max(1)
    }
}

fn slice<'a>(text: &'a str, place: &Range<u32>) -> &'a str {
    let at = |place: u32| usize::try_from(place).unwrap_or(usize::MAX);
    text.get(at(place.start)..at(place.end)).unwrap_or_default()
}

/// Length, first and last bytes of a name.
fn mark(name: &[u8]) -> u32 {
    let length = u8::try_from(name.len()).unwrap_or(u8::MAX);
    let (first, last) = (name.first().copied().unwrap_or_default(), name.last().copied().unwrap_or_default());
    let middle = name.get(name.len() / 2).copied().unwrap_or_default();
    u32::from_le_bytes([length, first, middle, last])
}

fn unescaped(text: &str) -> Cow<'_, str> {
    if text.contains('\\') {
        // The text was sound before: it is here too.
        Cow::Owned(serde_json::from_str(&format!("\"{text}\"")).unwrap_or_default())
    } else {
        Cow::Borrowed(text)
    }
}

struct Look<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
    entries: Vec<Entry>,
}

impl Look<'_> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn blank(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\n' | b'\r' | b'\t')) {
            self.at += 1;
        }
    }

    /// The next sign, if it is this one.
    fn takes(&mut self, sign: u8) -> bool {
        let is_there = self.peek() == Some(sign);
        self.at += usize::from(is_there);
        is_there
    }

    fn word(&mut self, word: &str) -> Option<()> {
        let end = self.at.checked_add(word.len())?;
        if self.bytes.get(self.at..end)? != word.as_bytes() {
            return None;
        }
        self.at = end;
        Some(())
    }

    /// A string's place between its quotes. Halves of surrogate pairs are for the strict parser.
    fn string(&mut self) -> Option<Range<u32>> {
        if !self.takes(b'"') {
            return None;
        }
        let start = self.at;
        loop {
            let rest = self.bytes.get(self.at..)?;
            self.at += rest.iter().position(|byte| matches!(byte, b'"' | b'\\'))?;
            if self.takes(b'"') {
                return place(start, self.at.saturating_sub(1));
            }
            let [escaped, digit] = [1, 2].map(|ahead| self.bytes.get(self.at.saturating_add(ahead)).copied());
            if escaped? == b'u' && matches!(digit?, b'd' | b'D') {
                return None;
            }
            self.at += 2;
        }
    }

    fn value(&mut self, name: Range<u32>, depth: usize) -> Option<()> {
        let own = self.entries.len();
        let first = self.peek()?;
        let value = match first {
            b'{' => Kind::Object,
            b'[' => Kind::Array,
            b'"' => Kind::Text(self.string()?),
            b'n' => self.word("null").map(|()| Kind::Null)?,
            b't' => self.word("true").map(|()| Kind::Flag(true))?,
            b'f' => self.word("false").map(|()| Kind::Flag(false))?,
            b'-' | b'0'..=b'9' => Kind::Number(self.number()?),
            _ => return None,
        };
        let holds = match value {
            Kind::Object => Some(true),
            Kind::Array => Some(false),
            Kind::Null | Kind::Flag(_) | Kind::Number(_) | Kind::Text(_) => None,
        };
        let mark = mark(slice(self.text, &name).as_bytes());
        self.entries.push(Entry { name, mark, value, span: 1 });
        if let Some(is_object) = holds {
            if depth >= DEEPEST {
                return None;
            }
            self.at += 1;
            self.inside(is_object, depth)?;
            let span = self.entries.len().checked_sub(own)?;
            self.entries.get_mut(own)?.span = u32::try_from(span).ok()?;
        }
        Some(())
    }

    /// What stands between the brackets, and the closing one.
    fn inside(&mut self, is_object: bool, depth: usize) -> Option<()> {
        let end = if is_object { b'}' } else { b']' };
        self.blank();
        if self.takes(end) {
            return Some(());
        }
        loop {
            self.blank();
            let name = if is_object { self.name()? } else { 0..0 };
            self.value(name, depth.saturating_add(1))?;
            self.blank();
            if self.takes(end) {
                return Some(());
            }
            if !self.takes(b',') {
                return None;
            }
        }
    }

    fn name(&mut self) -> Option<Range<u32>> {
        let name = self.string()?;
        let text = slice(self.text, &name);
        if text.contains('\\') || is_password(text) {
            return None;
        }
        self.blank();
        if !self.takes(b':') {
            return None;
        }
        self.blank();
        Some(name)
    }

    fn number(&mut self) -> Option<Range<u32>> {
        let start = self.at;
        while matches!(self.peek(), Some(b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E')) {
            self.at += 1;
        }
        place(start, self.at)
    }
}

fn place(start: usize, end: usize) -> Option<Range<u32>> {
    Some(u32::try_from(start).ok()?..u32::try_from(end).ok()?)
}

#[cfg(test)]
#[path = "flat_tests.rs"]
mod tests;
