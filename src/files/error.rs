//! Why a file can't be read or written, by kind.

use thiserror::Error;

/// What is wrong with a file.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum FileError {
    /// Nothing in it.
    #[error("the file is empty")]
    Empty,
    /// Larger than any table of a book.
    #[error("the file is too large")]
    TooLarge,
    /// More rows or columns than are read.
    #[error("the table is too large")]
    TooManyCells,
    /// A password is needed.
    #[error("the file is protected by a password")]
    Locked,
    /// A workbook of the Excel before 2007, or another program's.
    #[error("not XLSX but another workbook")]
    OldWorkbook,
    /// No table at all.
    #[error("not a table")]
    NotATable,
    /// Torn, or not what it says it is.
    #[error("the file is damaged: {0}")]
    Damaged(String),
    /// A text that a cell of a workbook can't hold.
    #[error("a text is too long for a cell of a workbook")]
    TextTooLong,
    /// The file couldn't be made.
    #[error("the file was not made: {0}")]
    NotMade(String),
}
