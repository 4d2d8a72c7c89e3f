//! What is left of a file once it has been read: rows of cells.

/// A cell, as the person who made the file would read it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Cell {
    /// Nothing, or only spaces.
    #[default]
    Empty,
    /// Text.
    Text(String),
    /// A number: its shortest writing, with a point.
    Number(String),
    /// A number of more than fifteen digits: the spreadsheet has rounded it, what was meant is lost.
    Rounded(String),
    /// A date or a time: `01.12.2026`, `01.12.2026 10:00`, `10:00`.
    Date(String),
    /// Yes or no.
    Flag(bool),
    /// An error of the spreadsheet: `#N/A`.
    Error(String),
}

impl Cell {
    /// A cell of text; spaces around it are no part of it, lines end in one way, and signs that nobody sees are gone.
    #[must_use]
    pub fn text(text: &str) -> Self {
        let is_seen = |c: char| !c.is_control() || matches!(c, '\n' | '\t');
        let whole = if text.chars().all(is_seen) {
            text.trim().to_owned()
        } else {
            let seen: String = text.replace("\r\n", "\n").replace('\r', "\n").chars().filter(|c| is_seen(*c)).collect();
            seen.trim().to_owned()
        };
        if whole.is_empty() { Self::Empty } else { Self::Text(whole) }
    }

    /// As it is shown.
    #[must_use]
    pub fn shown(&self) -> &str {
        match self {
            Self::Empty => "",
            Self::Text(text) | Self::Number(text) | Self::Rounded(text) | Self::Date(text) | Self::Error(text) => text,
            Self::Flag(true) => "true",
            Self::Flag(false) => "false",
        }
    }

    /// True for a cell without anything in it.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        matches!(self, Self::Empty)
    }
}

/// A row with something in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GridRow {
    /// Its number in the file, from 1, as a spreadsheet counts.
    pub line: usize,
    /// Its cells; those after the last may be absent.
    pub cells: Vec<Cell>,
}

impl GridRow {
    /// A cell; one that is absent is empty.
    #[must_use]
    pub fn cell(&self, column: usize) -> &Cell {
        self.cells.get(column).unwrap_or(&Cell::Empty)
    }
}

/// A table of cells; rows with nothing in them are left out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Grid {
    /// The rows.
    pub rows: Vec<GridRow>,
}

impl Grid {
    /// How many columns the widest row has.
    #[must_use]
    pub fn width(&self) -> usize {
        self.rows.iter().map(|row| row.cells.len()).max().unwrap_or_default()
    }

    /// A grid of texts, for tests and for text that was pasted.
    #[must_use]
    pub fn of_texts(rows: &[&[&str]]) -> Self {
        let row = |(place, cells): (usize, &&[&str])| GridRow {
            line: place.saturating_add(1),
            cells: cells.iter().map(|text| Cell::text(text)).collect(),
        };
        let rows = rows.iter().enumerate().map(row);
        Self { rows: rows.filter(|row| row.cells.iter().any(|cell| !cell.is_empty())).collect() }
    }
}
