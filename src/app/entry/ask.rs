//! What may be asked of new bids, what is slow of it, what is told, and what the window shows.

use std::sync::Arc;

use crate::app::life::back::MadeAs;
use crate::domain::bid::Bid;
use crate::domain::entry::{Pasted, Quick};
use crate::domain::id::LocalId;
use crate::store::model::TemplateName;

/// A wish about new bids.
#[derive(Debug, Clone, PartialEq)]
pub enum EntryCommand {
    /// Read a line.
    ReadLine(String),
    /// Read rows of a spreadsheet.
    ReadRows(String),
    /// Make drafts of these.
    Make(Vec<Bid>, MadeAs),
    /// Read a line and make its draft at once.
    MakeLine(String),
    /// Read the names of the templates.
    ListTemplates,
    /// Keep a bid under a name, in the place of one that is called so.
    KeepTemplate(String, Box<Bid>),
    /// Open the form on a template.
    UseTemplate(i64),
    /// Call a template otherwise.
    RenameTemplate(i64, String),
    /// Take a template away.
    DropTemplate(i64),
}

/// Slow work on new bids.
#[derive(Debug, Clone, PartialEq)]
pub enum EntryEffect {
    /// Read a line; true: make its draft too.
    Line(String, bool),
    /// Read rows.
    Rows(String),
    /// Store drafts.
    Make(Vec<Bid>, MadeAs),
    /// Read the names of the templates.
    ListTemplates,
    /// Keep a bid under a name.
    KeepTemplate(String, Box<Bid>),
    /// Read a template.
    UseTemplate(i64),
    /// Call a template otherwise.
    RenameTemplate(i64, String),
    /// Take a template away.
    DropTemplate(i64),
}

/// What the worker tells of new bids.
#[derive(Debug, Clone, PartialEq)]
pub enum EntryEvent {
    /// What a line says.
    Line(String, Arc<Quick>),
    /// What rows say.
    Rows(String, Arc<Pasted>),
    /// Drafts were made.
    Made(Vec<LocalId>, MadeAs),
    /// The templates as they are now.
    Templates(Arc<Vec<TemplateName>>),
    /// A template to begin a bid from.
    Begin(Box<Bid>),
}

/// New bids as the window shows them.
#[derive(Debug, Clone, Default)]
pub struct EntryDesk {
    /// The line that was read last, and what it says.
    pub line: Option<(String, Arc<Quick>)>,
    /// The templates, those used last first.
    pub templates: Arc<Vec<TemplateName>>,
    /// The rows that were read last.
    pub rows: Option<(String, Arc<Pasted>)>,
}
