//! Typed text as numbers and words: what stands together, what separates, what only fills.

use std::iter::Peekable;
use std::ops::RangeInclusive;
use std::str::Chars;

/// A piece of typed text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    /// A plus at the very beginning.
    Plus,
    /// Digits, or groups of digits with a separator between them.
    Number(Number),
    /// Letters, small.
    Word(String),
}

/// `15.07.2026`, `9:00`, `0900`. At least one group, none of them empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Number {
    /// Groups of digits.
    pub(super) groups: Vec<String>,
    /// What stands between them, the same everywhere; `None` while there is one group.
    pub(super) separator: Option<char>,
}

impl Number {
    /// The value of a single group with that many digits.
    pub(super) fn value(&self, digits: RangeInclusive<usize>) -> Option<u32> {
        let [group] = self.groups.as_slice() else { return None };
        if digits.contains(&group.len()) { group.parse().ok() } else { None }
    }

    /// The text of a single group with exactly that many digits.
    pub(super) fn whole(&self, digits: usize) -> Option<&str> {
        let [group] = self.groups.as_slice() else { return None };
        (group.len() == digits).then_some(group)
    }
}

/// Words that say nothing: `в пятницу в 8`, `on friday at 8`, `15 июля 2026 г.`, and the T of `2026-07-15T09:00`.
const FILLERS: [&str; 11] = ["в", "во", "к", "ко", "на", "г", "год", "года", "at", "on", "t"];

/// Splits text into tokens; `None` when something stands in it that no time is written with.
pub(super) fn read(text: &str) -> Option<Vec<Token>> {
    let small = text.trim().to_lowercase();
    let (plus, body) = small.strip_prefix('+').map_or((None, small.as_str()), |rest| (Some(Token::Plus), rest));
    let mut tokens: Vec<Token> = plus.into_iter().collect();
    let mut characters = body.chars().peekable();
    while let Some(c) = characters.peek().copied() {
        if c.is_ascii_digit() {
            tokens.push(Token::Number(number(&mut characters)?));
        } else if c.is_alphabetic() {
            let word = word(&mut characters);
            if !FILLERS.contains(&word.as_str()) {
                tokens.push(Token::Word(word));
            }
        } else if c.is_whitespace() || matches!(c, '.' | ',') {
            characters.next();
        } else {
            return None;
        }
    }
    Some(tokens)
}

fn word(characters: &mut Peekable<Chars<'_>>) -> String {
    let mut word = String::new();
    while let Some(letter) = characters.next_if(|c| c.is_alphabetic()) {
        word.push(letter);
    }
    word
}

/// A number up to where it ends: `15.07.` and `9:00,` end with a sign of punctuation, `9:` is half a time and no number.
fn number(characters: &mut Peekable<Chars<'_>>) -> Option<Number> {
    let mut number = Number { groups: vec![String::new()], separator: None };
    while let Some(c) = characters.next_if(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '/' | '-' | ':')) {
        if c.is_ascii_digit() {
            number.groups.last_mut()?.push(c);
            continue;
        }
        // The decimal key of a Russian keyboard gives a comma.
        let separator = if c == ',' { '.' } else { c };
        if characters.peek().is_some_and(char::is_ascii_digit) {
            if *number.separator.get_or_insert(separator) != separator {
                return None;
            }
            number.groups.push(String::new());
        } else {
            return (separator == '.').then_some(number);
        }
    }
    Some(number)
}
