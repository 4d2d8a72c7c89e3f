//! What may be asked of papers, what is slow of it, what is told, and what the window shows.

use std::path::PathBuf;

use super::templates::Known;
use crate::domain::id::LocalId;
use crate::domain::paperwork::{Document, Picture};
use crate::words::Message;

/// A wish about papers.
#[derive(Debug, Clone, PartialEq)]
pub enum PaperCommand {
    /// Make a paper of each bid: by the name of its template.
    Make(String, Vec<LocalId>),
    /// Stop making them.
    Stop,
    /// Put the words of a paper onto the clipboard.
    Copy(String, Vec<LocalId>),
    /// Read which templates there are.
    List,
    /// Show the folder of templates, with the shipped ones in it.
    OpenTemplates,
    /// Choose the file of a picture in the system's dialog.
    ChoosePicture(Picture),
    /// Use no such picture any more.
    DropPicture(Picture),
    /// The organisation of bids that name none.
    Organisation(Option<LocalId>),
    /// Whether a paper is opened once it is made.
    OpenAfter(bool),
    /// Print the sheet of a change of shift.
    HandOver,
    /// Put its words onto the clipboard.
    CopyHandOver,
}

/// Slow work on papers.
#[derive(Debug, Clone, PartialEq)]
pub enum PaperEffect {
    /// Make them: the run, the template, the bids.
    Make(u64, String, Vec<LocalId>),
    /// Stop a run.
    Stop,
    /// Fill a template in for the clipboard.
    Copy(String, Vec<LocalId>),
    /// Read which templates there are.
    List,
    /// Show their folder.
    OpenTemplates,
    /// Ask for the file of a picture.
    ChoosePicture(Picture),
    /// Write a paper that is filled already: its file's name without the ending.
    Print(Box<Document>, String),
}

/// What the worker tells of papers.
#[derive(Debug, Clone, PartialEq)]
pub enum PaperEvent {
    /// The templates.
    Templates(Vec<Known>),
    /// How many of a run are made.
    Progress(u64, usize),
    /// A run ended.
    Made(u64, Made),
    /// Words for the clipboard.
    Text(String),
    /// A picture was read and can be used: its file.
    Picture(Picture, String),
}

/// What came of a run.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Made {
    /// Papers that were written.
    pub count: usize,
    /// The file, or the folder of several.
    pub place: PathBuf,
    /// Bids without a paper: number or route, and why.
    pub failed: Vec<(String, Message)>,
    /// A person stopped it.
    pub stopped: bool,
}

/// A run that goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Running {
    /// Which.
    pub run: u64,
    /// Made so far.
    pub done: usize,
    /// Of so many.
    pub of: usize,
}

/// Papers as the window shows them.
#[derive(Debug, Clone, Default)]
pub struct PaperDesk {
    /// Templates; `None` until they were read.
    pub templates: Option<Vec<Known>>,
    /// The run that goes on.
    pub running: Option<Running>,
    /// What came of the last one.
    pub made: Option<Made>,
    /// Words for the clipboard, with a number that grows.
    pub clip: Option<(u64, String)>,
    /// Runs and clips so far.
    pub asked: u64,
}
