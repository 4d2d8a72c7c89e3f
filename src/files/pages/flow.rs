//! Words of a line, or of a cell, in lines of a width.

use super::super::print::Font;
use super::picture::Pictures;
use crate::domain::paperwork::{Part, Picture};

/// The two faces of a paper.
pub(super) struct Fonts {
    pub(super) regular: Font,
    pub(super) bold: Font,
}

impl Fonts {
    pub(super) const fn face(&self, bold: bool) -> &Font {
        if bold { &self.bold } else { &self.regular }
    }
}

/// Something in a broken line, mm from its left end.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Piece {
    pub(super) x: f32,
    pub(super) width: f32,
    pub(super) what: What,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum What {
    Words { text: String, bold: bool },
    Picture { which: Picture, height: f32 },
}

/// A line that fits.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Broken {
    pub(super) pieces: Vec<Piece>,
    pub(super) width: f32,
    /// Height of its tallest picture, mm; 0 without.
    pub(super) tall: f32,
}

/// Height of a picture on paper, mm.
pub(super) const fn picture_height(which: Picture) -> f32 {
    match which {
        Picture::Stamp => 38.0,
        Picture::Signature => 14.0,
    }
}

/// What is measured: faces, pictures, size of letters in points, room in mm.
pub(super) struct Measure<'a> {
    pub(super) fonts: &'a Fonts,
    pub(super) pictures: &'a Pictures,
    pub(super) size: f32,
    pub(super) room: f32,
    /// All words are bold.
    pub(super) all_bold: bool,
}

/// A word, a picture, or a line end.
enum Atom {
    Word { text: String, bold: bool, spaced: bool },
    Picture { which: Picture, spaced: bool },
    End,
}

impl Measure<'_> {
    /// Breaks parts into lines; at least one.
    pub(super) fn broken(&self, parts: &[Part]) -> Vec<Broken> {
        let mut lines = vec![Broken::default()];
        for atom in self.atoms(parts) {
            match atom {
                Atom::End => lines.push(Broken::default()),
                Atom::Picture { which, spaced } => self.picture(which, spaced, &mut lines),
                Atom::Word { text, bold, spaced } => self.word(text, bold, spaced, &mut lines),
            }
        }
        lines
    }

    fn atoms(&self, parts: &[Part]) -> Vec<Atom> {
        let mut atoms = Vec::new();
        // A space stands before the next word, wherever one part ends and another begins.
        let mut spaced = false;
        for part in parts {
            match part {
                Part::Picture(which) => {
                    atoms.push(Atom::Picture { which: *which, spaced });
                    spaced = false;
                }
                Part::Text { text, bold } => {
                    let bold = *bold || self.all_bold;
                    let mut word = String::new();
                    for sign in text.chars() {
                        // A space that must not break holds its words together.
                        if sign.is_whitespace() && sign != '\u{a0}' && sign != '\u{202f}' {
                            take(&mut word, bold, &mut spaced, &mut atoms);
                            if sign == '\n' {
                                atoms.push(Atom::End);
                                spaced = false;
                            } else {
                                spaced = true;
                            }
                        } else if !sign.is_control() {
                            word.push(if sign == '\u{202f}' { '\u{a0}' } else { sign });
                        }
                    }
                    take(&mut word, bold, &mut spaced, &mut atoms);
                }
            }
        }
        atoms
    }

    fn width(&self, text: &str, bold: bool) -> f32 {
        self.fonts.face(bold).width(text, self.size)
    }

    /// Where the next piece would begin in a line.
    fn next_x(&self, line: &Broken, spaced: bool) -> f32 {
        let bold = matches!(line.pieces.last().map(|piece| &piece.what), Some(What::Words { bold: true, .. }));
        let space = if spaced && !line.pieces.is_empty() { self.width(" ", bold) } else { 0.0 };
        line.width + space
    }

    fn picture(&self, which: Picture, spaced: bool, lines: &mut Vec<Broken>) {
        let Some(stamp) = self.pictures.get(which) else { return };
        let mut height = picture_height(which);
        let mut width = height * stamp.shape();
        if width > self.room {
            height *= self.room / width;
            width = self.room;
        }
        self.put(What::Picture { which, height }, width, spaced, lines);
        if let Some(line) = lines.last_mut() {
            line.tall = line.tall.max(height);
        }
    }

    fn word(&self, text: String, bold: bool, spaced: bool, lines: &mut Vec<Broken>) {
        let width = self.width(&text, bold);
        if width <= self.room {
            return self.put(What::Words { text, bold }, width, spaced, lines);
        }
        // Too long for any line: cut where the line ends.
        let mut part = String::new();
        let mut spaced = spaced;
        for sign in text.chars() {
            part.push(sign);
            let x = lines.last().map_or(0.0, |line| self.next_x(line, spaced));
            if x + self.width(&part, bold) > self.room && part.chars().count() > 1 {
                part.pop();
                let width = self.width(&part, bold);
                self.put(What::Words { text: std::mem::take(&mut part), bold }, width, spaced, lines);
                spaced = false;
                part.push(sign);
                lines.push(Broken::default());
            }
        }
        let width = self.width(&part, bold);
        self.put(What::Words { text: part, bold }, width, spaced, lines);
    }

    fn put(&self, what: What, width: f32, spaced: bool, lines: &mut Vec<Broken>) {
        let x = lines.last().map_or(0.0, |line| self.next_x(line, spaced));
        let full = x + width > self.room + 0.01 && lines.last().is_some_and(|line| !line.pieces.is_empty());
        if full {
            lines.push(Broken::default());
        }
        let x = if full { 0.0 } else { x };
        let Some(line) = lines.last_mut() else { return };
        // Words of one face are one piece, with their spaces: so they are found and copied as they are read.
        if let (What::Words { text, bold }, Some(last)) = (&what, line.pieces.last_mut())
            && let What::Words { text: before, bold: same } = &mut last.what
            && bold == same
        {
            if spaced {
                before.push(' ');
            }
            before.push_str(text);
            last.width = self.width(before, *bold);
            line.width = last.x + last.width;
            return;
        }
        line.pieces.push(Piece { x, width, what });
        line.width = x + width;
    }
}

fn take(word: &mut String, bold: bool, spaced: &mut bool, atoms: &mut Vec<Atom>) {
    if !word.is_empty() {
        atoms.push(Atom::Word { text: std::mem::take(word), bold, spaced: *spaced });
        *spaced = false;
    }
}
