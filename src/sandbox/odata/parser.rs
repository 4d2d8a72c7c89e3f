//! From tokens to an expression. From the loosest to the tightest: `or`, `and`, `not`, comparisons and `in`.

use super::error::Fault;
use super::expression::{Comparison, Expression, Function, Lambda, Literal, Quantifier};
use super::lexer::{self, Token, TokenKind};
use super::path::{Name, Path, Root};

/// Parentheses, functions, lambdas and `not` inside one another; the stack must hold them all.
pub(super) const DEPTH_LIMIT: usize = 50;

/// Reads a whole expression; `start` is the place of its first character in the option, from 1.
pub(super) fn expression(text: &str, start: usize) -> Result<Expression, Fault> {
    let mut parser = Parser::new(text, start)?;
    let expression = parser.disjunction()?;
    parser.end()?;
    Ok(expression)
}

/// Reads `a desc,car/id,tolower(name) asc`: keys, each with true when it sorts from the greatest down.
pub(super) fn order(text: &str, start: usize) -> Result<Vec<(Expression, bool)>, Fault> {
    let mut parser = Parser::new(text, start)?;
    let mut keys = Vec::new();
    loop {
        let key = parser.value()?;
        let descending = parser.word_is("desc");
        if descending || parser.word_is("asc") {
            parser.next += 1;
        }
        keys.push((key, descending));
        if !parser.accept(&TokenKind::Comma) {
            parser.end()?;
            return Ok(keys);
        }
    }
}

struct Parser {
    tokens: Vec<Token>,
    next: usize,
    /// The place after the last character.
    end: usize,
    depth: usize,
    variables: Vec<String>,
}

impl Parser {
    fn new(text: &str, start: usize) -> Result<Self, Fault> {
        let tokens = lexer::tokens(text, start)?;
        Ok(Self { tokens, next: 0, end: start + text.chars().count(), depth: 0, variables: Vec::new() })
    }

    fn peek(&self) -> Option<&TokenKind> {
        self.tokens.get(self.next).map(|token| &token.kind)
    }

    fn place(&self) -> usize {
        self.tokens.get(self.next).map_or(self.end, |token| token.at)
    }

    fn expected(&self, expected: &'static str) -> Fault {
        let found = self.tokens.get(self.next);
        let found = found.map_or_else(|| "the end".to_owned(), |token| format!("'{}'", token.text));
        Fault::Syntax { at: self.place(), expected, found }
    }

    fn accept(&mut self, wanted: &TokenKind) -> bool {
        let accepted = self.peek() == Some(wanted);
        self.next += usize::from(accepted);
        accepted
    }

    /// The word that stands next, if a word does.
    fn word(&self) -> Option<&str> {
        let token = self.tokens.get(self.next)?;
        (token.kind == TokenKind::Word).then_some(token.text.as_str())
    }

    fn word_is(&self, wanted: &str) -> bool {
        self.word().is_some_and(|word| word.eq_ignore_ascii_case(wanted))
    }

    fn accept_word(&mut self, wanted: &str) -> bool {
        let accepted = self.word_is(wanted);
        self.next += usize::from(accepted);
        accepted
    }

    fn take_word(&mut self, expected: &'static str) -> Result<String, Fault> {
        let word = self.word().map(str::to_owned).ok_or_else(|| self.expected(expected))?;
        self.next += 1;
        Ok(word)
    }

    fn close(&mut self, opened_at: usize) -> Result<(), Fault> {
        if self.accept(&TokenKind::Close) {
            return Ok(());
        }
        Err(match self.peek() {
            None => Fault::UnclosedParenthesis { at: opened_at },
            Some(_) => self.stray("')'"),
        })
    }

    fn end(&self) -> Result<(), Fault> {
        match self.peek() {
            None => Ok(()),
            Some(TokenKind::Close) => Err(Fault::UnopenedParenthesis { at: self.place() }),
            Some(_) => Err(self.stray("an operator")),
        }
    }

    /// What is wrong with a token after a whole value: a word there can only be meant as an operator.
    fn stray(&self, expected: &'static str) -> Fault {
        match self.word() {
            Some(word) if !self.is_operator() => Fault::Operator { at: self.place(), word: word.to_owned() },
            _ => self.expected(expected),
        }
    }

    /// Reads something one level deeper.
    fn deeper<T>(&mut self, read: impl FnOnce(&mut Self) -> Result<T, Fault>) -> Result<T, Fault> {
        if self.depth == DEPTH_LIMIT {
            return Err(Fault::TooDeep { at: self.place(), limit: DEPTH_LIMIT });
        }
        self.depth += 1;
        let result = read(self);
        self.depth -= 1;
        result
    }

    fn disjunction(&mut self) -> Result<Expression, Fault> {
        let mut parts = vec![self.conjunction()?];
        while self.accept_word("or") {
            parts.push(self.conjunction()?);
        }
        Ok(only(&mut parts).unwrap_or(Expression::Or(parts)))
    }

    fn conjunction(&mut self) -> Result<Expression, Fault> {
        let mut parts = vec![self.negation()?];
        while self.accept_word("and") {
            parts.push(self.negation()?);
        }
        Ok(only(&mut parts).unwrap_or(Expression::And(parts)))
    }

    fn negation(&mut self) -> Result<Expression, Fault> {
        if self.accept_word("not") {
            return self.deeper(Self::negation).map(|inner| Expression::Not(Box::new(inner)));
        }
        self.comparison()
    }

    fn comparison(&mut self) -> Result<Expression, Fault> {
        let left = self.value()?;
        if self.accept_word("in") {
            return Ok(Expression::In(Box::new(left), self.literals()?));
        }
        let Some(comparison) = self.word().and_then(Comparison::named) else { return Ok(left) };
        self.next += 1;
        let right = self.value()?;
        if self.word().and_then(Comparison::named).is_some() || self.word_is("in") {
            return Err(self.expected("'and', 'or' or parentheses"));
        }
        Ok(Expression::Compare(Box::new(left), comparison, Box::new(right)))
    }

    fn literals(&mut self) -> Result<Vec<Literal>, Fault> {
        let opened_at = self.place();
        if !self.accept(&TokenKind::Open) {
            return Err(self.expected("'('"));
        }
        let mut literals = Vec::new();
        loop {
            literals.push(self.literal().ok_or_else(|| self.expected("a literal"))?);
            self.next += 1;
            if !self.accept(&TokenKind::Comma) {
                self.close(opened_at)?;
                return Ok(literals);
            }
        }
    }

    /// The literal that stands next; it is not taken.
    fn literal(&self) -> Option<Literal> {
        match self.peek()? {
            TokenKind::Text(text) => Some(Literal::Text(text.clone())),
            TokenKind::Number(number) => Some(Literal::Number(number.clone())),
            TokenKind::Moment(moment) => Some(Literal::Moment(*moment)),
            TokenKind::Word if self.word_is("null") => Some(Literal::Null),
            TokenKind::Word if self.word_is("true") => Some(Literal::Bool(true)),
            TokenKind::Word if self.word_is("false") => Some(Literal::Bool(false)),
            TokenKind::Word
            | TokenKind::Open
            | TokenKind::Close
            | TokenKind::Comma
            | TokenKind::Slash
            | TokenKind::Colon => None,
        }
    }

    /// A literal, a path, a call, or anything in parentheses.
    fn value(&mut self) -> Result<Expression, Fault> {
        let at = self.place();
        if let Some(literal) = self.literal() {
            self.next += 1;
            return Ok(Expression::Literal(literal));
        }
        if self.accept(&TokenKind::Open) {
            let inner = self.deeper(Self::disjunction)?;
            self.close(at)?;
            return Ok(inner);
        }
        if self.is_operator() {
            return Err(self.expected("a value"));
        }
        let word = self.take_word("a value")?;
        if self.peek() == Some(&TokenKind::Open) { self.call(at, word) } else { self.path(word) }
    }

    fn is_operator(&self) -> bool {
        ["and", "or", "in"].iter().any(|word| self.word_is(word)) || self.word().and_then(Comparison::named).is_some()
    }

    fn call(&mut self, at: usize, word: String) -> Result<Expression, Fault> {
        let opened_at = self.place();
        if word.eq_ignore_ascii_case("cast") {
            self.next += 1;
            let value = self.deeper(Self::value)?;
            self.cast_target()?;
            self.close(opened_at)?;
            return Ok(Expression::CastToText(Box::new(value)));
        }
        let Some(function) = Function::named(&word) else { return Err(Fault::Function { at, word }) };
        self.next += 1;
        let mut arguments = Vec::new();
        if self.peek() != Some(&TokenKind::Close) {
            arguments.push(self.deeper(Self::value)?);
            while self.accept(&TokenKind::Comma) {
                arguments.push(self.deeper(Self::value)?);
            }
        }
        self.close(opened_at)?;
        let (wanted, given) = (function.arguments(), arguments.len());
        if wanted != given {
            return Err(Fault::Arguments { at, function: function.word(), wanted, given });
        }
        Ok(Expression::Call(function, arguments))
    }

    /// `, Edm.String`; the platform's page writes `Model.String`.
    fn cast_target(&mut self) -> Result<(), Fault> {
        if !self.accept(&TokenKind::Comma) {
            return Err(self.expected("',' and a type"));
        }
        let at = self.place();
        let word = self.take_word("a type")?;
        let is_text = ["Edm.String", "Model.String"].iter().any(|name| name.eq_ignore_ascii_case(&word));
        if is_text { Ok(()) } else { Err(Fault::CastTarget { at, word }) }
    }

    fn path(&mut self, first: String) -> Result<Expression, Fault> {
        let variable = self.variables.iter().position(|name| *name == first);
        let mut path = match variable {
            Some(place) => Path { root: Root::Variable { level: place + 1, name: first }, names: Vec::new() },
            None => Path { root: Root::Row, names: vec![Name::new(&first)] },
        };
        while self.accept(&TokenKind::Slash) {
            let word = self.take_word("a property name")?;
            match Quantifier::named(&word) {
                Some(quantifier) if self.peek() == Some(&TokenKind::Open) => return self.lambda(path, quantifier),
                _ => path.names.push(Name::new(&word)),
            }
        }
        Ok(Expression::Path(path))
    }

    fn lambda(&mut self, collection: Path, quantifier: Quantifier) -> Result<Expression, Fault> {
        let opened_at = self.place();
        self.next += 1;
        if quantifier == Quantifier::Any && self.accept(&TokenKind::Close) {
            return Ok(Expression::Lambda(Lambda { collection, quantifier, test: None }));
        }
        let at = self.place();
        let name = self.take_word("a variable")?;
        if self.variables.contains(&name) {
            return Err(Fault::Variable { at, name });
        }
        if !self.accept(&TokenKind::Colon) {
            return Err(self.expected("':'"));
        }
        self.variables.push(name.clone());
        let test = self.deeper(Self::disjunction)?;
        self.variables.pop();
        self.close(opened_at)?;
        Ok(Expression::Lambda(Lambda { collection, quantifier, test: Some((name, Box::new(test))) }))
    }
}

/// The part itself when it is the only one.
fn only(parts: &mut Vec<Expression>) -> Option<Expression> {
    if parts.len() == 1 { parts.pop() } else { None }
}
