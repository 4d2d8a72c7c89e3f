//! What may be asked of new bids, what is slow of it, what is told, and what the window shows.

use std::sync::Arc;

use crate::domain::bid::Bid;
use crate::domain::entry::{Pasted, Quick};
use crate::domain::id::LocalId;

/// A wish about new bids.
#[derive(Debug, Clone, PartialEq)]
pub enum EntryCommand {
    /// Read a line.
    ReadLine(String),
    /// Read rows of a spreadsheet.
    ReadRows(String),
    /// Make drafts of these.
    Make(Vec<Bid>),
    /// Read a line and make its draft at once.
    MakeLine(String),
    /// Delete drafts that were just made.
    Unmake(Vec<LocalId>),
}

/// Slow work on new bids.
#[derive(Debug, Clone, PartialEq)]
pub enum EntryEffect {
    /// Read a line; true: make its draft too.
    Line(String, bool),
    /// Read rows.
    Rows(String),
    /// Store drafts.
    Make(Vec<Bid>),
    /// Delete drafts.
    Unmake(Vec<LocalId>),
}

/// What the worker tells of new bids.
#[derive(Debug, Clone, PartialEq)]
pub enum EntryEvent {
    /// What a line says.
    Line(String, Arc<Quick>),
    /// What rows say.
    Rows(String, Arc<Pasted>),
    /// Drafts were made.
    Made(Vec<LocalId>),
}

/// New bids as the window shows them.
#[derive(Debug, Clone, Default)]
pub struct EntryDesk {
    /// The line that was read last, and what it says.
    pub line: Option<(String, Arc<Quick>)>,
    /// The rows that were read last.
    pub rows: Option<(String, Arc<Pasted>)>,
}
