//! The look through a text of JSON that makes its index. What it takes is sound; it leaves to the strict parser what is not,
//! and what is rare.

use std::ops::Range;

use memchr::memchr2;

use super::super::has_password;
use super::{Entry, Index, Kind, mark, wide};

/// Values that a row is taken to have before one was seen.
const USUAL_VALUES: usize = 256;

/// Deeper rows are read by the strict parser, which refuses them.
const DEEPEST: usize = 100;

impl Index {
    /// Looks through the text of an object. `None` for what is better read by the strict parser: the word "password" anywhere,
    /// names with escapes, halves of surrogate pairs, great depth, anything that is no sound JSON.
    pub(in super::super) fn of(text: &str) -> Option<Self> {
        if has_password(text) {
            return None;
        }
        let mut look = Look::new(text, has_control(text), USUAL_VALUES);
        let root = look.object()?;
        look.is_at_end().then(|| look.index(root))
    }
}

/// The rows of a text that is an array of objects, each with its own text: looked through once, for where a row ends is seen
/// when its index is made. `None` as for [`Index::of`], and for items that are no objects.
pub(in super::super) fn rows(text: &str) -> Option<Vec<(&str, Index)>> {
    if has_password(text) {
        return None;
    }
    let has_control = has_control(text);
    let mut rows = Vec::new();
    let mut list = Look::new(text, has_control, 0);
    list.blank();
    if !list.takes(b'[') {
        return None;
    }
    list.blank();
    if !list.takes(b']') {
        let mut values = USUAL_VALUES;
        loop {
            list.blank();
            let rest = text.get(list.at..)?;
            let mut row = Look::new(rest, has_control, values);
            let root = row.object()?;
            list.at += row.at;
            let raw = rest.get(..row.at)?;
            values = row.entries.len();
            rows.push((raw, row.index(root)));
            list.blank();
            if list.takes(b']') {
                break;
            }
            if !list.takes(b',') {
                return None;
            }
        }
    }
    list.is_at_end().then_some(rows)
}

/// A sign that has no place in a string stands somewhere, as line ends between members do. Most texts have none, which the
/// processor sees many signs at once; only in others is each string looked through.
fn has_control(text: &str) -> bool {
    text.bytes().fold(false, |has, byte| has | is_control(byte))
}

const fn is_control(byte: u8) -> bool {
    byte < b' '
}

struct Look<'a> {
    bytes: &'a [u8],
    has_control: bool,
    at: usize,
    /// What was found of the arrays and objects that are not closed yet.
    open: Vec<(u32, Entry)>,
    marks: Vec<u32>,
    entries: Vec<Entry>,
}

impl<'a> Look<'a> {
    /// At the beginning of a text, with room for so many values.
    fn new(text: &'a str, has_control: bool, values: usize) -> Self {
        let (marks, entries) = (Vec::with_capacity(values), Vec::with_capacity(values));
        Self { bytes: text.as_bytes(), has_control, at: 0, open: Vec::with_capacity(values / 2), marks, entries }
    }

    fn index(self, root: Range<u32>) -> Index {
        Index { marks: self.marks, entries: self.entries, root }
    }

    /// An object, with what is blank before it.
    fn object(&mut self) -> Option<Range<u32>> {
        self.blank();
        if self.peek()? == b'{' { self.inside(true, 0) } else { None }
    }

    /// Nothing but blanks is left.
    fn is_at_end(&mut self) -> bool {
        self.blank();
        self.at == self.bytes.len()
    }

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
    fn string(&mut self) -> Option<Kind> {
        if !self.takes(b'"') {
            return None;
        }
        let start = self.at;
        let mut kind: fn(Range<u32>) -> Kind = Kind::Plain;
        loop {
            let rest = self.bytes.get(self.at..)?;
            self.at += memchr2(b'"', b'\\', rest)?;
            if self.takes(b'"') {
                break;
            }
            kind = Kind::Text;
            self.at += escaped(self.bytes.get(self.at..)?)?;
        }
        let end = self.at.saturating_sub(1);
        if self.has_control && self.bytes.get(start..end)?.iter().any(|byte| is_control(*byte)) {
            return None;
        }
        place(start, end).map(kind)
    }

    fn value(&mut self, depth: usize) -> Option<Kind> {
        Some(match self.peek()? {
            b'{' => Kind::Object(self.inside(true, depth)?),
            b'[' => Kind::Array(self.inside(false, depth)?),
            b'"' => self.string()?,
            b'n' => self.word("null").map(|()| Kind::Null)?,
            b't' => self.word("true").map(|()| Kind::Flag(true))?,
            b'f' => self.word("false").map(|()| Kind::Flag(false))?,
            b'-' | b'0'..=b'9' => Kind::Number(self.number()?),
            _ => return None,
        })
    }

    /// What stands between the brackets, and both of them; which entries it became.
    fn inside(&mut self, is_object: bool, depth: usize) -> Option<Range<u32>> {
        if depth >= DEEPEST {
            return None;
        }
        self.at += 1;
        let end = if is_object { b'}' } else { b']' };
        let first = self.open.len();
        self.blank();
        if !self.takes(end) {
            loop {
                self.blank();
                let name = if is_object { self.name()? } else { 0..0 };
                let mark = mark(self.bytes.get(wide(&name))?);
                let value = self.value(depth.saturating_add(1))?;
                self.open.push((mark, Entry { name, value }));
                self.blank();
                if self.takes(end) {
                    break;
                }
                if !self.takes(b',') {
                    return None;
                }
            }
        }
        let start = self.entries.len();
        for (mark, entry) in self.open.drain(first..) {
            self.marks.push(mark);
            self.entries.push(entry);
        }
        place(start, self.entries.len())
    }

    fn name(&mut self) -> Option<Range<u32>> {
        let Kind::Plain(name) = self.string()? else { return None };
        self.blank();
        if !self.takes(b':') {
            return None;
        }
        self.blank();
        Some(name)
    }

    fn number(&mut self) -> Option<Range<u32>> {
        let start = self.at;
        self.takes(b'-');
        if !self.takes(b'0') {
            self.digits()?;
        }
        if self.takes(b'.') {
            self.digits()?;
        }
        if self.takes(b'e') || self.takes(b'E') {
            let _signed = self.takes(b'+') || self.takes(b'-');
            self.digits()?;
        }
        place(start, self.at)
    }

    /// One digit or more.
    fn digits(&mut self) -> Option<()> {
        let start = self.at;
        while matches!(self.peek(), Some(b'0'..=b'9')) {
            self.at += 1;
        }
        (self.at > start).then_some(())
    }
}

/// How long the escape is that a text begins with.
fn escaped(text: &[u8]) -> Option<usize> {
    match text.get(1)? {
        b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => Some(2),
        b'u' => {
            let digits = text.get(2..6)?;
            let is_half = matches!(digits.first(), Some(b'd' | b'D'));
            (!is_half && digits.iter().all(u8::is_ascii_hexdigit)).then_some(6)
        }
        _ => None,
    }
}

fn place(start: usize, end: usize) -> Option<Range<u32>> {
    Some(u32::try_from(start).ok()?..u32::try_from(end).ok()?)
}
