//! Import of a file into a reference book as a person works on it: what may be asked, what follows, what has come of it.

mod handle;
pub mod read;
pub mod words;

use std::path::PathBuf;
use std::sync::Arc;

pub(super) use handle::{apply, handle};

use crate::domain::id::RecordKind;
use crate::domain::import::{Counts, Layout, Plan, Target};
use crate::files::ReadFile;
use crate::store::{ImportUndone, Imported};
use crate::words::Message;

/// A wish about an import.
#[derive(Debug, Clone, PartialEq)]
pub enum ImportCommand {
    /// Ask for a file.
    Choose(RecordKind),
    /// Look into this file.
    Open(RecordKind, PathBuf),
    /// Look into another sheet of it.
    Sheet(usize),
    /// The first row of the table holds names, or doesn't.
    Header(bool),
    /// Give a column a meaning.
    Map(usize, Option<Target>),
    /// Import what the plan says.
    Write,
    /// Stop the work that goes on.
    Stop,
    /// Take the import back.
    Undo,
    /// Close it.
    Close,
}

/// Slow work of an import. `run` numbers what was asked: answers to older questions are no longer wanted.
#[derive(Debug, Clone, PartialEq)]
pub enum ImportEffect {
    /// Ask for a file and look into it.
    Choose(u64, RecordKind),
    /// Look into a file.
    Read(u64, RecordKind, PathBuf, Option<usize>),
    /// Plan anew with another layout.
    Plan(u64, RecordKind, Arc<ReadFile>, Layout),
    /// Write.
    Write(u64, RecordKind, Arc<Plan>),
    /// Stop what goes on.
    Stop,
    /// Take an import back.
    Undo(Arc<Vec<Imported>>),
}

/// What a file holds and what would come of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Looked {
    /// The file.
    pub file: Arc<ReadFile>,
    /// What its columns mean.
    pub layout: Layout,
    /// What would come of its rows.
    pub plan: Arc<Plan>,
}

/// What happened.
#[derive(Debug, Clone)]
pub enum ImportEvent {
    /// A file was chosen and is being read.
    Begun(u64, RecordKind, PathBuf),
    /// It was read, or why not.
    Read(u64, Result<Box<Looked>, Message>),
    /// The plan for another layout.
    Planned(u64, Arc<Plan>),
    /// So many rows of the work are done.
    Progress(u64, usize),
    /// Written; `None`: it was stopped and nothing was written.
    Written(u64, Result<Option<Arc<Vec<Imported>>>, Message>),
    /// An import was taken back, or why not.
    Undone(Arc<Vec<Imported>>, Result<ImportUndone, Message>),
}

/// What an import has come to.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// Written.
    Written {
        /// How many of each sort, as written: what could not be written any more counts as skipped.
        counts: Counts,
        /// The records, for taking them back.
        records: Arc<Vec<Imported>>,
    },
    /// Stopped: nothing was written.
    Stopped,
    /// Failed: nothing was written.
    Failed(Message),
    /// Taken back.
    Undone(ImportUndone),
}

/// An import that is open.
#[derive(Debug, Clone, PartialEq)]
pub struct Import {
    /// Number of the last question.
    pub run: u64,
    /// The book.
    pub kind: RecordKind,
    /// The file.
    pub path: PathBuf,
    /// What it holds, or why it can't be read; `None` while it is read.
    pub looked: Option<Result<Looked, Message>>,
    /// The plan is being made anew.
    pub planning: bool,
    /// Rows that have been written, while it is written.
    pub writing: Option<usize>,
    /// What has come of it.
    pub outcome: Option<Outcome>,
}

impl Import {
    /// What the file holds.
    #[must_use]
    pub fn looked(&self) -> Option<&Looked> {
        self.looked.as_ref()?.as_ref().ok()
    }

    /// Something goes on that can be stopped.
    #[must_use]
    pub const fn is_busy(&self) -> bool {
        self.looked.is_none() || self.planning || self.writing.is_some()
    }
}

/// Imports: the one that is open, and how many questions there have been.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ImportDesk {
    /// Number of the last question.
    pub run: u64,
    /// The open one.
    pub open: Option<Import>,
}
