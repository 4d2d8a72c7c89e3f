//! Rows of a spreadsheet, pasted → drafts, each with what could not be read of it.

use chrono::NaiveDateTime;

use super::Names;
use super::values::{moment, number};
use crate::domain::bid::{Bid, BidPoint, Cargo, PointKind};
use crate::domain::money::Money;

/// Most rows of one paste.
const MOST_ROWS: usize = 1_000;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Column {
    /// Who pays.
    Customer,
    /// Where it is loaded.
    From,
    /// Where it is unloaded.
    To,
    /// When it is loaded.
    Load,
    /// When it is unloaded.
    Unload,
    /// What is carried.
    Cargo,
    /// Tonnes.
    Weight,
    /// Cubic metres.
    Volume,
    /// Roubles.
    Price,
    /// Truck.
    Car,
    /// Trailer.
    Trailer,
    /// Driver.
    Driver,
    /// Note.
    Comment,
}

impl Column {
    /// All, in the order that is taken for granted where nothing names the columns.
    pub const ALL: [Self; 13] = [
        Self::Customer,
        Self::From,
        Self::To,
        Self::Load,
        Self::Unload,
        Self::Cargo,
        Self::Weight,
        Self::Volume,
        Self::Price,
        Self::Car,
        Self::Trailer,
        Self::Driver,
        Self::Comment,
    ];

    /// Beginnings of titles that name it, in small letters; the first that fits is taken.
    const fn titles(self) -> &'static [&'static str] {
        match self {
            Self::Customer => &["заказчик", "клиент", "контрагент", "customer"],
            Self::From => &["откуда", "адрес загрузки", "место загрузки", "пункт загрузки", "from"],
            Self::To => &["куда", "адрес выгрузки", "место выгрузки", "пункт выгрузки", "to"],
            Self::Load => &["загрузка", "дата загрузки", "погрузка", "дата погрузки", "load"],
            Self::Unload => &["выгрузка", "дата выгрузки", "разгрузка", "unload"],
            Self::Cargo => &["груз", "наименование", "cargo"],
            Self::Weight => &["вес", "масса", "тонн", "weight"],
            Self::Volume => &["объем", "м3", "м³", "куб", "volume"],
            Self::Price => &["цена", "ставка", "стоимость", "сумма", "price"],
            Self::Car => &["машина", "тягач", "тс", "авто", "truck"],
            Self::Trailer => &["прицеп", "полуприцеп", "trailer"],
            Self::Driver => &["водитель", "driver"],
            Self::Comment => &["комментарий", "примечание", "note"],
        }
    }

    fn of_title(title: &str) -> Option<Self> {
        let small = title.trim().to_lowercase().replace('ё', "е");
        let exact = Self::ALL.into_iter().find(|column| column.titles().contains(&small.as_str()));
        let begins = |column: &Self| column.titles().iter().any(|known| small.starts_with(known));
        exact.or_else(|| Self::ALL.into_iter().find(begins))
    }
}

/// A cell that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// Its column.
    pub column: Column,
    /// What stands in it.
    pub text: String,
}

/// A row as a draft.
#[derive(Debug, Clone, PartialEq)]
pub struct PastedRow {
    /// The draft of what could be read.
    pub bid: Bid,
    /// What could not.
    pub unread: Vec<Unread>,
    /// A date was written without a time: nine o'clock was put in.
    pub guessed_time: bool,
}

/// A paste that was read.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Pasted {
    /// Its columns; `None`: one that is not known and was left out.
    pub columns: Vec<Option<Column>>,
    /// The first row named them.
    pub named: bool,
    /// Its rows.
    pub rows: Vec<PastedRow>,
    /// There were more rows than are taken at once.
    pub cut: bool,
}

/// Reads rows: cells apart by tabs, lines in quotes as spreadsheets copy them.
#[must_use]
pub fn read_rows(text: &str, now: NaiveDateTime, names: &dyn Names) -> Pasted {
    let mut cells = grid(text);
    cells.retain(|row| row.iter().any(|cell| !cell.trim().is_empty()));
    let Some(first) = cells.first() else { return Pasted::default() };
    let titled: Vec<Option<Column>> = first.iter().map(|title| Column::of_title(title)).collect();
    let named = titled.iter().flatten().count() >= 2;
    let columns = if named { titled } else { first.iter().zip(Column::ALL).map(|(_, column)| Some(column)).collect() };
    let body = cells.iter().skip(usize::from(named));
    let cut = body.len() > MOST_ROWS;
    let rows = body.take(MOST_ROWS).map(|row| read_row(row, &columns, now, names)).collect();
    Pasted { columns, named, rows, cut }
}

fn read_row(row: &[String], columns: &[Option<Column>], now: NaiveDateTime, names: &dyn Names) -> PastedRow {
    let mut reading = Reading {
        bid: Bid {
            cargos: vec![Cargo::default()],
            points: vec![BidPoint::new(PointKind::Load), BidPoint::new(PointKind::Unload)],
            ..Bid::default()
        },
        guessed: false,
        now,
        names,
    };
    let mut unread = Vec::new();
    for (cell, column) in row.iter().zip(columns) {
        let text = cell.trim();
        let Some(column) = column.filter(|_| !text.is_empty()) else { continue };
        if reading.take(column, text).is_none() {
            unread.push(Unread { column, text: text.to_owned() });
        }
    }
    PastedRow { bid: reading.bid, unread, guessed_time: reading.guessed }
}

struct Reading<'a> {
    bid: Bid,
    guessed: bool,
    now: NaiveDateTime,
    names: &'a dyn Names,
}

impl Reading<'_> {
    /// Takes a cell; `None`: it can't be read.
    fn take(&mut self, column: Column, text: &str) -> Option<()> {
        match column {
            Column::Customer => self.bid.customer = Some(self.names.customer(text)?),
            Column::From => self.point(0)?.place = self.names.address(text)?,
            Column::To => self.point(1)?.place = self.names.address(text)?,
            Column::Load => {
                let (at, guessed) = moment(text, self.now, None)?;
                self.guessed |= guessed;
                self.point(0)?.plan_enter = Some(at);
            }
            Column::Unload => {
                let before = self.bid.points.first().and_then(|point| point.plan_enter);
                let (at, guessed) = moment(text, self.now, before)?;
                self.guessed |= guessed;
                self.point(1)?.plan_enter = Some(at);
            }
            Column::Cargo => text.clone_into(&mut self.cargo()?.name),
            Column::Weight => self.cargo()?.weight_t = Some(number(text.trim_end_matches(['т', ' ']))?),
            Column::Volume => self.cargo()?.volume_m3 = Some(number(text)?),
            Column::Price => self.bid.price = Some(Money::parse_typed(text).ok()?),
            Column::Car => self.bid.car = Some(self.names.car(text)?),
            Column::Trailer => self.bid.trailer = Some(self.names.trailer(text)?),
            Column::Driver => self.bid.driver = Some(self.names.driver(text)?),
            Column::Comment => self.cargo()?.comment = Some(text.to_owned()),
        }
        Some(())
    }

    fn point(&mut self, at: usize) -> Option<&mut BidPoint> {
        self.bid.points.get_mut(at)
    }

    fn cargo(&mut self) -> Option<&mut Cargo> {
        self.bid.cargos.first_mut()
    }
}

/// Cells as spreadsheets copy them: a cell with a line end or a quote stands in quotes.
fn grid(text: &str) -> Vec<Vec<String>> {
    let mut rows = vec![Vec::new()];
    let mut cell = String::new();
    let mut quoted = false;
    let mut signs = text.trim_end().chars().peekable();
    while let Some(sign) = signs.next() {
        match sign {
            '"' if quoted && signs.peek() == Some(&'"') => {
                signs.next();
                cell.push('"');
            }
            '"' if quoted => quoted = false,
            '"' if cell.is_empty() => quoted = true,
            '\t' if !quoted => push(&mut rows, &mut cell),
            '\n' if !quoted => {
                push(&mut rows, &mut cell);
                rows.push(Vec::new());
            }
            '\r' => {}
            '\n' => cell.push(' '),
            other => cell.push(other),
        }
    }
    push(&mut rows, &mut cell);
    rows
}

fn push(rows: &mut [Vec<String>], cell: &mut String) {
    if let Some(row) = rows.last_mut() {
        row.push(std::mem::take(cell));
    }
}
