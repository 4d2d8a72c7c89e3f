//! A template's text → what it asks for. What is wrong with it is said with its line.

use super::document::{Align, Picture, Size};
use super::field::{self, Named};

/// A template that was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    pub(super) nodes: Vec<Node>,
}

/// What is wrong with a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateError {
    /// The line, from 1.
    pub line: usize,
    /// What.
    pub wrong: Wrong,
}

/// What is wrong with a line of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wrong {
    /// Nothing has this name; perhaps the other was meant.
    Unknown {
        /// As it is written.
        name: String,
        /// The nearest one that is known.
        near: Option<&'static str>,
    },
    /// It belongs to a point or a cargo and stands outside of their list.
    OutsideOfList(String),
    /// A brace that is never closed.
    OpenBrace,
    /// A list that is never closed, or closed without being open.
    OpenList(String),
}

/// A list that lines are repeated for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum List {
    Points,
    Cargos,
}

impl List {
    const ALL: [Self; 2] = [Self::Points, Self::Cargos];

    const fn name(self) -> &'static str {
        match self {
            Self::Points => "точки",
            Self::Cargos => "грузы",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Node {
    Line {
        align: Align,
        size: Size,
        optional: bool,
        text: Vec<Token>,
    },
    Row {
        cells: Vec<Vec<Token>>,
        borders: bool,
        optional: bool,
    },
    /// Dashes under a head: how wide columns are.
    Widths(Vec<usize>),
    Gap,
    Rule,
    NewPage,
    Each(List, Vec<Self>),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    Text {
        text: String,
        bold: bool,
    },
    Put {
        what: Named,
        otherwise: String,
        bold: bool,
    },
    Picture(Picture),
    /// The line ends here, unless nothing stands in it.
    End,
}

impl Template {
    /// Reads a template.
    ///
    /// # Errors
    /// All that is wrong with it, by line.
    pub fn parse(text: &str) -> Result<Self, Vec<TemplateError>> {
        let mut reader = Reader::default();
        for (place, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
            reader.line = place.saturating_add(1);
            reader.read(line.trim());
        }
        if let Some((list, line, _)) = reader.open.take() {
            reader.line = line;
            reader.wrong(Wrong::OpenList(list.name().to_owned()));
        }
        if reader.errors.is_empty() { Ok(Self { nodes: reader.nodes }) } else { Err(reader.errors) }
    }

    /// True when it has no table, rule or picture: a text for a messenger.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        fn plain(node: &Node) -> bool {
            match node {
                Node::Line { text, .. } => !text.iter().any(|token| matches!(token, Token::Picture(_))),
                Node::Each(_, nodes) => nodes.iter().all(plain),
                Node::Gap => true,
                Node::Row { .. } | Node::Widths(_) | Node::Rule | Node::NewPage => false,
            }
        }
        self.nodes.iter().all(plain)
    }
}

#[derive(Default)]
struct Reader {
    line: usize,
    nodes: Vec<Node>,
    /// The list that is open, its line, and what is repeated.
    open: Option<(List, usize, Vec<Node>)>,
    errors: Vec<TemplateError>,
}

impl Reader {
    fn wrong(&mut self, wrong: Wrong) {
        self.errors.push(TemplateError { line: self.line, wrong });
    }

    fn push(&mut self, node: Node) {
        match &mut self.open {
            Some((_, _, nodes)) => nodes.push(node),
            None => self.nodes.push(node),
        }
    }

    fn read(&mut self, line: &str) {
        if let Some(list) = list_of(line, "{") {
            match &self.open {
                None => self.open = Some((list, self.line, Vec::new())),
                Some(_) => self.wrong(Wrong::OpenList(list.name().to_owned())),
            }
            return;
        }
        if let Some(list) = list_of(line, "{/") {
            match self.open.take() {
                Some((open, _, nodes)) if open == list => self.nodes.push(Node::Each(list, nodes)),
                other => {
                    self.open = other;
                    self.wrong(Wrong::OpenList(list.name().to_owned()));
                }
            }
            return;
        }
        let (optional, line) = line.strip_prefix('?').map_or((false, line), |rest| (true, rest.trim_start()));
        let node = match line {
            "" => Node::Gap,
            "===" => Node::NewPage,
            _ if line.len() >= 3 && line.chars().all(|c| c == '-') => Node::Rule,
            _ if line.starts_with("||") => {
                let cells = self.cells(line, "||");
                Node::Row { cells, borders: false, optional }
            }
            _ if line.starts_with('|') => {
                if let Some(widths) = widths(line) {
                    Node::Widths(widths)
                } else {
                    let cells = self.cells(line, "|");
                    Node::Row { cells, borders: true, optional }
                }
            }
            _ => {
                let (align, size, rest) = style(line);
                let text = self.tokens(rest);
                Node::Line { align, size, optional, text }
            }
        };
        self.push(node);
    }

    fn cells(&mut self, line: &str, bar: &str) -> Vec<Vec<Token>> {
        let inside = line.strip_prefix(bar).unwrap_or(line);
        let inside = inside.strip_suffix(bar).unwrap_or(inside);
        let cells = split_outside_of_braces(inside, bar);
        cells.iter().map(|cell| self.tokens(cell.trim())).collect()
    }

    fn tokens(&mut self, text: &str) -> Vec<Token> {
        let mut tokens = Vec::new();
        let mut plain = String::new();
        let mut bold = false;
        let mut rest = text;
        while let Some(sign) = rest.chars().next() {
            if let Some(after) = rest.strip_prefix("**") {
                flush(&mut tokens, &mut plain, bold);
                bold = !bold;
                rest = after;
            } else if let Some(after) = rest.strip_prefix("\\n") {
                flush(&mut tokens, &mut plain, bold);
                tokens.push(Token::End);
                rest = after;
            } else if let Some(after) = rest.strip_prefix("{{") {
                plain.push('{');
                rest = after;
            } else if let Some(after) = rest.strip_prefix('{') {
                let Some((inside, after)) = after.split_once('}') else {
                    self.wrong(Wrong::OpenBrace);
                    return tokens;
                };
                flush(&mut tokens, &mut plain, bold);
                tokens.extend(self.placeholder(inside, bold));
                rest = after;
            } else if let Some((picture, after)) = picture(rest) {
                flush(&mut tokens, &mut plain, bold);
                tokens.push(Token::Picture(picture));
                rest = after;
            } else {
                plain.push(sign);
                rest = rest.strip_prefix(sign).unwrap_or_default();
            }
        }
        flush(&mut tokens, &mut plain, bold);
        tokens
    }

    fn placeholder(&mut self, inside: &str, bold: bool) -> Option<Token> {
        let (name, otherwise) = inside.split_once('|').unwrap_or((inside, ""));
        let Some(what) = field::named(name) else {
            self.wrong(Wrong::Unknown { name: name.trim().to_owned(), near: field::near(name) });
            return None;
        };
        let open = self.open.as_ref().map(|(list, _, _)| *list);
        let belongs = match what {
            Named::Bid(_) => true,
            Named::Point(_) => open == Some(List::Points),
            Named::Cargo(_) => open == Some(List::Cargos),
        };
        if !belongs {
            self.wrong(Wrong::OutsideOfList(name.trim().to_owned()));
            return None;
        }
        Some(Token::Put { what, otherwise: otherwise.trim().to_owned(), bold })
    }
}

fn flush(tokens: &mut Vec<Token>, plain: &mut String, bold: bool) {
    if !plain.is_empty() {
        tokens.push(Token::Text { text: std::mem::take(plain), bold });
    }
}

fn list_of(line: &str, opening: &str) -> Option<List> {
    let name = line.strip_prefix(opening)?.strip_suffix('}')?;
    List::ALL.into_iter().find(|list| field::folded(name) == list.name())
}

fn picture(rest: &str) -> Option<(Picture, &str)> {
    Picture::ALL.into_iter().find_map(|picture| {
        let after = rest.strip_prefix('[')?.strip_prefix(picture.name())?.strip_prefix(']')?;
        Some((picture, after))
    })
}

fn style(line: &str) -> (Align, Size, &str) {
    let styles = [
        ("## ", Align::Left, Size::Heading),
        ("# ", Align::Middle, Size::Title),
        ("^ ", Align::Middle, Size::Body),
        ("> ", Align::Right, Size::Body),
        ("~ ", Align::Left, Size::Small),
    ];
    let found = styles.into_iter().find_map(|(mark, align, size)| Some((align, size, line.strip_prefix(mark)?)));
    found.unwrap_or((Align::Left, Size::Body, line))
}

/// The dashes of each column; `None`: the row is none of dashes.
fn widths(line: &str) -> Option<Vec<usize>> {
    let inside = line.strip_prefix('|')?.strip_suffix('|')?;
    let dashes = |cell: &str| {
        let cell = cell.trim();
        (!cell.is_empty() && cell.chars().all(|c| c == '-')).then(|| cell.chars().count())
    };
    inside.split('|').map(dashes).collect()
}

/// The parts between bars; a bar inside of braces belongs to a placeholder.
fn split_outside_of_braces<'a>(text: &'a str, bar: &str) -> Vec<&'a str> {
    let mut cells = Vec::new();
    let mut depth = 0_usize;
    let mut begin = text;
    let mut rest = text;
    while let Some(sign) = rest.chars().next() {
        if depth == 0 && rest.starts_with(bar) {
            let (cell, _) = begin.split_at(begin.len().saturating_sub(rest.len()));
            cells.push(cell);
            rest = rest.strip_prefix(bar).unwrap_or_default();
            begin = rest;
            continue;
        }
        match sign {
            '{' => depth = depth.saturating_add(1),
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        rest = rest.strip_prefix(sign).unwrap_or_default();
    }
    cells.push(begin);
    cells
}
