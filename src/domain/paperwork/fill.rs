//! A template and what is known of a bid → a filled paper.

use std::collections::BTreeMap;

use super::document::{Block, Document, Part, Picture, Row, TextLine};
use super::field::{CargoField, Field, Named, PointField};
use super::parse::{List, Node, Template, Token};

/// What placeholders put in. What is missing here is empty.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Values {
    /// Of the bid.
    pub bid: BTreeMap<Field, String>,
    /// Of each point, in the order of the route.
    pub points: Vec<BTreeMap<PointField, String>>,
    /// Of each cargo.
    pub cargos: Vec<BTreeMap<CargoField, String>>,
    /// Pictures that are there.
    pub pictures: Vec<Picture>,
}

impl Template {
    /// Fills it in.
    #[must_use]
    pub fn fill(&self, values: &Values, title: String) -> Document {
        let mut filler = Filler { values, blocks: Vec::new(), widths: Vec::new(), in_table: false };
        filler.nodes(&self.nodes, None);
        Document { title, blocks: filler.blocks }
    }
}

/// Which item of a list is being filled in.
type At = Option<(List, usize)>;

struct Filler<'a> {
    values: &'a Values,
    blocks: Vec<Block>,
    /// Widths of the table that is being filled.
    widths: Vec<usize>,
    in_table: bool,
}

impl Filler<'_> {
    fn nodes(&mut self, nodes: &[Node], at: At) {
        for (place, node) in nodes.iter().enumerate() {
            if !matches!(node, Node::Row { .. } | Node::Widths(_) | Node::Each(..)) {
                self.in_table = false;
                self.widths.clear();
            }
            match node {
                Node::Line { align, size, optional, text } => {
                    if !(*optional && self.is_empty(text, at)) {
                        let parts = self.parts(text, at);
                        self.blocks.push(Block::Line(TextLine { align: *align, size: *size, parts }));
                    }
                }
                Node::Row { cells, borders, optional } => {
                    if *optional && self.is_empty(cells.iter().flatten(), at) {
                        continue;
                    }
                    let widths = match nodes.get(place.saturating_add(1)) {
                        Some(Node::Widths(widths)) if at.is_none() => Some(widths),
                        _ => None,
                    };
                    self.row(cells, *borders, widths, at);
                }
                // Taken with the row above it; above all rows it is no head, only widths.
                Node::Widths(widths) => self.widths.clone_from(widths),
                Node::Gap => self.blocks.push(Block::Gap),
                Node::Rule => self.blocks.push(Block::Rule),
                Node::NewPage => self.blocks.push(Block::NewPage),
                Node::Each(list, inside) => self.each(*list, inside),
            }
        }
    }

    fn each(&mut self, list: List, inside: &[Node]) {
        let count = match list {
            List::Points => self.values.points.len(),
            List::Cargos => self.values.cargos.len(),
        };
        for place in 0..count {
            self.nodes(inside, Some((list, place)));
        }
    }

    fn row(&mut self, cells: &[Vec<Token>], borders: bool, widths: Option<&Vec<usize>>, at: At) {
        let head = widths.is_some() && !self.in_table;
        if let Some(widths) = widths {
            self.widths.clone_from(widths);
        }
        self.in_table = true;
        let filled: Vec<Vec<Part>> = cells.iter().map(|cell| self.parts(cell, at)).collect();
        let widths = if self.widths.len() == filled.len() { self.widths.clone() } else { vec![1; filled.len()] };
        self.blocks.push(Block::Row(Row { cells: filled, widths, borders, head }));
    }

    fn value(&self, what: Named, at: At) -> &str {
        let found = match (what, at) {
            (Named::Bid(field), _) => self.values.bid.get(&field),
            (Named::Point(field), Some((List::Points, place))) => {
                self.values.points.get(place).and_then(|point| point.get(&field))
            }
            (Named::Cargo(field), Some((List::Cargos, place))) => {
                self.values.cargos.get(place).and_then(|cargo| cargo.get(&field))
            }
            (Named::Point(_) | Named::Cargo(_), _) => None,
        };
        found.map_or("", |text| text.trim())
    }

    /// True when placeholders and pictures stand in it, and all of them are empty.
    fn is_empty<'t>(&self, tokens: impl IntoIterator<Item = &'t Token>, at: At) -> bool {
        let mut asked = false;
        for token in tokens {
            let filled = match token {
                Token::Text { .. } | Token::End => continue,
                Token::Put { what, .. } => !self.value(*what, at).is_empty(),
                Token::Picture(picture) => self.values.pictures.contains(picture),
            };
            if filled {
                return false;
            }
            asked = true;
        }
        asked
    }

    fn parts(&self, tokens: &[Token], at: At) -> Vec<Part> {
        let mut parts: Vec<Part> = Vec::new();
        // Something stands in the line since its last end.
        let mut said = false;
        let mut ends = false;
        for token in tokens {
            let part = match token {
                Token::Text { text, bold } => Part::Text { text: text.clone(), bold: *bold },
                Token::Put { what, otherwise, bold } => {
                    let value = self.value(*what, at);
                    let text = if value.is_empty() { otherwise.as_str() } else { value };
                    Part::Text { text: text.to_owned(), bold: *bold }
                }
                Token::Picture(picture) if self.values.pictures.contains(picture) => Part::Picture(*picture),
                Token::Picture(_) => continue,
                Token::End => {
                    ends |= said;
                    said = false;
                    continue;
                }
            };
            let blank = matches!(&part, Part::Text { text, .. } if text.trim().is_empty());
            if matches!(&part, Part::Text { text, .. } if text.is_empty()) || (blank && !said && ends) {
                continue;
            }
            if std::mem::take(&mut ends) && !blank {
                parts.push(Part::Text { text: "\n".to_owned(), bold: false });
            }
            said |= !blank;
            parts.push(part);
        }
        parts
    }
}
