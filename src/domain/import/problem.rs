//! What can be wrong with a cell of a file.

use crate::domain::book_check::Flaw;
use crate::domain::catalog::CatalogKind;

/// Something to say of a cell, or of a whole row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellNote {
    /// The column of the file; `None`: the row lacks a column for it.
    pub column: Option<usize>,
    /// What is wrong.
    pub problem: Problem,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// What a form would say of the value.
    Flaw(Flaw),
    /// Required for a new record, and the file has no such column.
    Lacks(crate::domain::book_field::BookField),
    /// An error of the spreadsheet stands in it.
    Broken,
    /// The spreadsheet has rounded a long number.
    Rounded,
    /// The spreadsheet took the text for a date, perhaps.
    BecameDate,
    /// A date where none belongs.
    DateHere,
    /// Longer than any such field.
    TooLong,
    /// No such item in the catalog.
    NoItem(CatalogKind),
    /// The item is no longer offered.
    OldItem(CatalogKind),
    /// Several items of the catalog have this name.
    SeveralItems(CatalogKind),
    /// No such employee.
    NoEmployee,
    /// Several employees have this name.
    SeveralEmployees,
    /// No such driver.
    NoDriver,
    /// Several drivers have this name.
    SeveralDrivers,
    /// Neither yes nor no.
    NoFlag,
    /// No standing of a counterparty.
    NoStanding,
    /// Initials in place of names.
    Initials,
    /// The same record stands in this row of the file already, with other values.
    Twice(usize),
    /// The same row stands here already.
    Repeated(usize),
    /// So many records have this phone, plate, or INN.
    Several(usize),
    /// The record waits for a decision or for its deletion.
    Closed,
    /// Such a record was deleted; a new one will be made.
    WasDeleted,
    /// A zero that the spreadsheet dropped was put back.
    ZeroPutBack,
}

impl Problem {
    /// True when the row can't be imported with it.
    #[must_use]
    pub const fn blocks(&self) -> bool {
        match self {
            Self::Flaw(flaw) => flaw.blocks(),
            Self::BecameDate | Self::Repeated(_) | Self::WasDeleted | Self::ZeroPutBack => false,
            Self::Lacks(_)
            | Self::Broken
            | Self::Rounded
            | Self::DateHere
            | Self::TooLong
            | Self::NoItem(_)
            | Self::OldItem(_)
            | Self::SeveralItems(_)
            | Self::NoEmployee
            | Self::SeveralEmployees
            | Self::NoDriver
            | Self::SeveralDrivers
            | Self::NoFlag
            | Self::NoStanding
            | Self::Initials
            | Self::Twice(_)
            | Self::Several(_)
            | Self::Closed => true,
        }
    }
}
