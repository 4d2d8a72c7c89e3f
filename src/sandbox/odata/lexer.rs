//! From the text of an expression to its tokens.

use chrono::{DateTime, Utc};

use super::error::Fault;
use super::moment;
use super::number::Number;

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Token {
    /// Which character it starts at, from 1.
    pub(super) at: usize,
    pub(super) kind: TokenKind,
    /// As it was written, for sentences.
    pub(super) text: String,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum TokenKind {
    /// A property, an operator, a function, `null`, `true`, `false`, a type.
    Word,
    Text(String),
    Number(Number),
    Moment(DateTime<Utc>),
    Open,
    Close,
    Comma,
    Slash,
    Colon,
}

/// Splits an expression. `start` is the place of its first character in the whole option, from 1.
pub(super) fn tokens(text: &str, start: usize) -> Result<Vec<Token>, Fault> {
    let mut lexer = Lexer { characters: text.chars().collect(), next: 0, start };
    let mut tokens = Vec::new();
    while let Some(token) = lexer.token()? {
        tokens.push(token);
    }
    Ok(tokens)
}

struct Lexer {
    characters: Vec<char>,
    next: usize,
    start: usize,
}

impl Lexer {
    fn peek(&self, ahead: usize) -> Option<char> {
        self.characters.get(self.next + ahead).copied()
    }

    fn token(&mut self) -> Result<Option<Token>, Fault> {
        while self.peek(0).is_some_and(char::is_whitespace) {
            self.next += 1;
        }
        let Some(first) = self.peek(0) else { return Ok(None) };
        let from = self.next;
        let at = self.start + from;
        let kind = match first {
            '(' => self.sign(TokenKind::Open),
            ')' => self.sign(TokenKind::Close),
            ',' => self.sign(TokenKind::Comma),
            '/' => self.sign(TokenKind::Slash),
            ':' => self.sign(TokenKind::Colon),
            '\'' => self.quoted(at)?,
            _ if is_literal_start(first, self.peek(1)) => self.literal(at)?,
            _ if first.is_alphabetic() || matches!(first, '_' | '$') => self.word(at)?,
            character => return Err(Fault::Character { at, character }),
        };
        let text = self.characters.get(from..self.next).unwrap_or_default().iter().collect();
        Ok(Some(Token { at, kind, text }))
    }

    fn sign(&mut self, kind: TokenKind) -> TokenKind {
        self.next += 1;
        kind
    }

    fn run(&mut self, belongs: impl Fn(char) -> bool) -> String {
        let mut run = String::new();
        while let Some(character) = self.peek(0).filter(|character| belongs(*character)) {
            run.push(character);
            self.next += 1;
        }
        run
    }

    fn quoted(&mut self, at: usize) -> Result<TokenKind, Fault> {
        self.next += 1;
        let mut text = String::new();
        loop {
            text.push_str(&self.run(|character| character != '\''));
            match (self.peek(0), self.peek(1)) {
                (Some(_), Some('\'')) => {
                    text.push('\'');
                    self.next += 2;
                }
                (Some(_), _) => {
                    self.next += 1;
                    return Ok(TokenKind::Text(text));
                }
                (None, _) => return Err(Fault::UnclosedText { at }),
            }
        }
    }

    /// Numbers and dates: both start with a digit and hold no space.
    fn literal(&mut self, at: usize) -> Result<TokenKind, Fault> {
        let text =
            self.run(|character| character.is_alphanumeric() || matches!(character, '.' | ':' | '+' | '-' | '_'));
        if let Some(number) = Number::parse(&text) {
            return Ok(TokenKind::Number(number));
        }
        moment::parse(&text).map(TokenKind::Moment).ok_or(Fault::Literal { at, text })
    }

    fn word(&mut self, at: usize) -> Result<TokenKind, Fault> {
        let word = self.run(|character| character.is_alphanumeric() || matches!(character, '_' | '.' | '$'));
        if self.peek(0) == Some('\'') {
            return Err(Fault::MissingSpace { at, word });
        }
        Ok(TokenKind::Word)
    }
}

fn is_literal_start(first: char, second: Option<char>) -> bool {
    first.is_ascii_digit() || (first == '-' && second.is_some_and(|second| second.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<TokenKind> {
        tokens(text, 1).unwrap_or_else(|fault| panic!("{text}: {fault}")).into_iter().map(|token| token.kind).collect()
    }

    #[test]
    fn a_quote_is_doubled_inside_a_string() {
        assert_eq!(kinds("'О''Нил'"), [TokenKind::Text("О'Нил".to_owned())]);
        assert_eq!(kinds("''"), [TokenKind::Text(String::new())]);
        assert_eq!(kinds("''''"), [TokenKind::Text("'".to_owned())]);
        assert_eq!(tokens("a 'b''", 1), Err(Fault::UnclosedText { at: 3 }));
    }

    #[test]
    fn places_are_counted_in_characters_of_the_whole_option() {
        let places: Vec<usize> = tokens("имя eq 'я'", 10).into_iter().flatten().map(|token| token.at).collect();
        assert_eq!(places, [10, 14, 17]);
    }

    #[test]
    fn words_and_literals_need_room_between_them() {
        assert_eq!(tokens("id eq'5'", 1), Err(Fault::MissingSpace { at: 4, word: "eq".to_owned() }));
        assert_eq!(tokens("5and", 1), Err(Fault::Literal { at: 1, text: "5and".to_owned() }));
        assert_eq!(tokens("id = 5", 1), Err(Fault::Character { at: 4, character: '=' }));
        assert_eq!(tokens("- 5", 1), Err(Fault::Character { at: 1, character: '-' }));
    }
}
