//! Blocks → marks on A4 pages. All lengths in millimetres from the upper left corner of the sheet.

use super::flow::{Broken, Fonts, Measure, What};
use super::picture::Pictures;
use crate::domain::paperwork::{Align, Block, Document, Part, Picture, Row, Size, TextLine};

/// Width of the sheet.
pub(super) const WIDTH: f32 = 210.0;
/// Height of the sheet.
pub(super) const HEIGHT: f32 = 297.0;
const LEFT: f32 = 20.0;
const RIGHT: f32 = 12.0;
const TOP: f32 = 14.0;
const BOTTOM: f32 = 16.0;
const ROOM: f32 = WIDTH - LEFT - RIGHT;
/// Room of a cell between its border and its words.
const PAD_X: f32 = 1.6;
const PAD_Y: f32 = 1.0;
/// Height of an empty line.
const GAP: f32 = 2.6;
/// Where the number of a page stands, and its size in points.
const FOOT: f32 = HEIGHT - 8.0;
const FOOT_SIZE: f32 = 7.5;

/// Something on a page.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Mark {
    /// Words, at their baseline; size in points.
    Words { x: f32, y: f32, size: f32, bold: bool, text: String },
    /// A thin line.
    Line { from: (f32, f32), to: (f32, f32) },
    /// A picture, at its upper left corner.
    Picture { which: Picture, x: f32, y: f32, width: f32, height: f32 },
}

/// A page.
pub(super) type Page = Vec<Mark>;

/// Lays a paper out; at least one page.
pub(super) fn pages(document: &Document, fonts: &Fonts, pictures: &Pictures) -> Vec<Page> {
    let mut sheet = Sheet { fonts, pictures, done: Vec::new(), page: Vec::new(), y: TOP, head: None };
    for (place, block) in document.blocks.iter().enumerate() {
        match block {
            Block::Row(row) => sheet.row(row),
            Block::Line(line) => {
                let followed = document.blocks.get(place.saturating_add(1));
                sheet.line(line, matches!(line.size, Size::Heading | Size::Title) && followed.is_some());
            }
            Block::Gap => sheet.down(GAP),
            Block::Rule => sheet.rule(),
            Block::NewPage => sheet.turn(),
        }
        if !matches!(block, Block::Row(_)) {
            sheet.head = None;
        }
    }
    let mut pages = sheet.done;
    if !sheet.page.is_empty() || pages.is_empty() {
        pages.push(sheet.page);
    }
    numbered(pages, fonts)
}

/// Says on each of several pages which it is.
fn numbered(mut pages: Vec<Page>, fonts: &Fonts) -> Vec<Page> {
    let count = pages.len();
    if count > 1 {
        for (place, page) in pages.iter_mut().enumerate() {
            let text = format!("{} / {count}", place.saturating_add(1));
            let x = WIDTH - RIGHT - fonts.regular.width(&text, FOOT_SIZE);
            page.push(Mark::Words { x, y: FOOT, size: FOOT_SIZE, bold: false, text });
        }
    }
    pages
}

/// Points of letters of a size.
const fn points(size: Size) -> f32 {
    match size {
        Size::Title => 13.0,
        Size::Heading => 10.5,
        Size::Body => 9.0,
        Size::Small => 7.5,
    }
}

/// Millimetres from one baseline to the next.
fn leading(size: f32) -> f32 {
    size * super::super::print::POINT_MM * 1.32
}

struct Sheet<'a> {
    fonts: &'a Fonts,
    pictures: &'a Pictures,
    done: Vec<Page>,
    page: Page,
    /// Where the next block begins.
    y: f32,
    /// Head of the table that goes on.
    head: Option<Row>,
}

impl Sheet<'_> {
    fn turn(&mut self) {
        self.done.push(std::mem::take(&mut self.page));
        self.y = TOP;
    }

    fn fits(&self, height: f32) -> bool {
        self.y + height <= HEIGHT - BOTTOM
    }

    fn down(&mut self, by: f32) {
        // A page never begins with nothing.
        if self.y > TOP {
            self.y += by;
        }
    }

    fn rule(&mut self) {
        if !self.fits(2.0) {
            self.turn();
        }
        self.y += 1.0;
        self.page.push(Mark::Line { from: (LEFT, self.y), to: (WIDTH - RIGHT, self.y) });
        self.y += 1.6;
    }

    fn line(&mut self, line: &TextLine, stays_with_next: bool) {
        let size = points(line.size);
        let all_bold = matches!(line.size, Size::Title | Size::Heading);
        let measure = Measure { fonts: self.fonts, pictures: self.pictures, size, room: ROOM, all_bold };
        let broken = measure.broken(&line.parts);
        if all_bold {
            self.down(1.2);
        }
        // A heading at the foot of a page goes to the next with what it heads.
        if stays_with_next && !self.fits(leading(size) * 4.0) && self.y > TOP {
            self.turn();
        }
        for one in broken {
            let height = height_of(&one, size);
            if !self.fits(height) && self.y > TOP {
                self.turn();
            }
            let left = match line.align {
                Align::Left => LEFT,
                Align::Middle => LEFT + (ROOM - one.width) / 2.0,
                Align::Right => LEFT + ROOM - one.width,
            };
            let y = self.y;
            put(&mut self.page, &one, left, y, size);
            self.y += height;
        }
        if all_bold {
            self.y += 0.8;
        }
    }

    fn row(&mut self, row: &Row) {
        if row.head {
            self.head = Some(row.clone());
        }
        let mut lines = self.cells(row);
        let size = points(Size::Body);
        let whole = inner_height(&lines, size) + 2.0 * PAD_Y;
        let page = HEIGHT - BOTTOM - TOP;
        if !self.fits(whole) && self.y > TOP && whole <= page {
            self.turn_in_table(row);
        }
        // A row that no page holds is cut between its lines.
        loop {
            let room = HEIGHT - BOTTOM - self.y - 2.0 * PAD_Y;
            let (now, later) = cut(lines, size, room);
            self.part_of_row(row, &now, size);
            if later.iter().all(Vec::is_empty) {
                break;
            }
            lines = later;
            self.turn_in_table(row);
        }
    }

    fn turn_in_table(&mut self, row: &Row) {
        self.turn();
        if let Some(head) = self.head.clone().filter(|_| !row.head) {
            let lines = self.cells(&head);
            self.part_of_row(&head, &lines, points(Size::Body));
        }
    }

    fn cells(&self, row: &Row) -> Vec<Vec<Broken>> {
        let size = points(Size::Body);
        let cell = |(cell, width): (&Vec<Part>, f32)| {
            let room = (width - 2.0 * PAD_X).max(4.0);
            let all_bold = row.head;
            Measure { fonts: self.fonts, pictures: self.pictures, size, room, all_bold }.broken(cell)
        };
        row.cells.iter().zip(widths(row)).map(cell).collect()
    }

    fn part_of_row(&mut self, row: &Row, lines: &[Vec<Broken>], size: f32) {
        let height = inner_height(lines, size) + 2.0 * PAD_Y;
        let (top, bottom) = (self.y, self.y + height);
        let mut x = LEFT;
        for (cell, width) in lines.iter().zip(widths(row)) {
            let mut y = top + PAD_Y;
            let inset = if row.borders { PAD_X } else { 0.0 };
            for line in cell {
                put(&mut self.page, line, x + inset, y, size);
                y += height_of(line, size);
            }
            if row.borders {
                self.page.push(Mark::Line { from: (x, top), to: (x, bottom) });
            }
            x += width;
        }
        if row.borders {
            self.page.push(Mark::Line { from: (x, top), to: (x, bottom) });
            self.page.push(Mark::Line { from: (LEFT, top), to: (x, top) });
            self.page.push(Mark::Line { from: (LEFT, bottom), to: (x, bottom) });
        }
        self.y = bottom;
    }
}

fn widths(row: &Row) -> impl Iterator<Item = f32> + '_ {
    let part = |width: usize| f32::from(u16::try_from(width.max(1)).unwrap_or(u16::MAX));
    let all: f32 = row.widths.iter().map(|width| part(*width)).sum();
    row.widths.iter().map(move |width| part(*width) / all * ROOM)
}

fn height_of(line: &Broken, size: f32) -> f32 {
    leading(size).max(line.tall)
}

fn inner_height(lines: &[Vec<Broken>], size: f32) -> f32 {
    let cell = |cell: &Vec<Broken>| cell.iter().map(|line| height_of(line, size)).sum::<f32>();
    lines.iter().map(cell).fold(0.0, f32::max)
}

/// The lines of each cell that fit a height, and the rest; at least one line of each fits.
fn cut(cells: Vec<Vec<Broken>>, size: f32, room: f32) -> (Vec<Vec<Broken>>, Vec<Vec<Broken>>) {
    let one = |mut cell: Vec<Broken>| {
        let mut used = 0.0;
        let fitting = cell.iter().take_while(|line| {
            used += height_of(line, size);
            used <= room + 0.01
        });
        let count = fitting.count().max(1).min(cell.len());
        let later = cell.split_off(count);
        (cell, later)
    };
    cells.into_iter().map(one).unzip()
}

/// Puts a line on a page: words on its foot, pictures from its top.
fn put(page: &mut Page, line: &Broken, left: f32, top: f32, size: f32) {
    let height = height_of(line, size);
    let baseline = top + height - leading(size) * 0.27;
    for piece in &line.pieces {
        let x = left + piece.x;
        page.push(match &piece.what {
            What::Words { text, bold } => Mark::Words { x, y: baseline, size, bold: *bold, text: text.clone() },
            What::Picture { which, height: tall } => {
                Mark::Picture { which: *which, x, y: top + height - tall, width: piece.width, height: *tall }
            }
        });
    }
}
