//! Wishes, work and news of the life of bids: each a group of its own inside the application's commands, effects and events.

use std::sync::Arc;

use super::back::{StepTaken, Turned};
use super::marks::Mark;
use super::plan::{Edit, Outcome};
use super::step::Step;
use super::views::ViewCommand;
use super::wish::{PreviewRow, Wish};
use crate::app::bid_list::BidLine;
use crate::app::event::Crossings;
use crate::app::settings_list::SavedView;
use crate::domain::completion::Completion;
use crate::domain::id::{LocalId, RemoteId};
use crate::store::model::BidRecord;
use crate::words::Message;

/// Changes of one bid or of many that a person asks for in one go: one transaction, one step of undo.
#[derive(Debug, Clone, PartialEq)]
pub struct Edits {
    /// What it is called in the history of undo and in notices: a key without arguments needed, or with them.
    pub what: Message,
    /// The bids and their changes.
    pub rows: Vec<Edit>,
}

impl Edits {
    /// The same changes of several bids.
    #[must_use]
    pub fn alike(what: Message, ids: &[LocalId], changes: &[crate::domain::bid_change::BidChange]) -> Self {
        let rows = ids.iter().map(|id| Edit { id: id.clone(), changes: changes.to_vec() }).collect();
        Self { what, rows }
    }
}

/// What a person asks.
#[derive(Debug, Clone, PartialEq)]
pub enum LifeCommand {
    /// Make the changes at once: what can't be changed is told, the rest is done.
    Change(Edits),
    /// Work out what would come of it, and show that.
    Preview(Wish),
    /// Carry out what is shown.
    Confirm,
    /// Close the preview.
    ClosePreview,
    /// Bring a deleted bid back.
    Restore(LocalId),
    /// Make a draft with the content of a bid and open its form.
    Clone(LocalId),
    /// Make a draft of the empty run to the loading of a bid and open its form.
    EmptyRun(LocalId),
    /// End a bid by hand.
    Complete(LocalId, Box<Completion>),
    /// Open the bid of a number of the platform.
    OpenNumber(RemoteId),
    /// Mark bids for a bulk action.
    Mark(Mark),
    /// Set the key of an action, by its name: empty for none, `None` for the one it comes with.
    SetKey(String, Option<String>),
    /// All actions have the keys again that they come with.
    ResetKeys,
    /// Something about the view of the list.
    View(ViewCommand),
    /// Make again what was taken back last.
    Redo,
    /// Close the results of a bulk action.
    CloseResults,
}

/// What the worker is to do.
#[derive(Debug, Clone, PartialEq)]
pub enum LifeEffect {
    /// Make changes.
    Change(Edits),
    /// Work out what would come of a wish.
    Preview(Wish),
    /// Carry a wish out.
    Carry(Wish),
    /// Bring a deleted bid back.
    Restore(LocalId),
    /// Make a copy.
    Clone(LocalId),
    /// Make the empty run to a bid.
    EmptyRun(LocalId),
    /// End a bid by hand.
    Complete(LocalId, Box<Completion>),
    /// Ask for a file and write views into it.
    ExportViews(Vec<SavedView>),
    /// Ask for a file and read views from it.
    ImportViews,
    /// Take a step of bids' lives back, unless the platform has to be asked for it.
    TakeBack(Arc<StepTaken>),
    /// Take it again.
    TakeAgain(Arc<StepTaken>),
    /// Send a bid whose form was just stored: that is one step with the storing.
    SendSaved(LocalId),
    /// Take changes back (`again`: make them again, the step being the one that takes it back).
    PutBack {
        /// The step whose way back is gone.
        step: Arc<Step>,
        /// It is a redo.
        again: bool,
    },
}

/// What the worker tells.
#[derive(Debug, Clone)]
pub enum LifeEvent {
    /// Several bids changed at once.
    Lines(Lines),
    /// Changes were made, as far as they could be.
    Changed(Done),
    /// A step was taken back or made again; the step that undoes that.
    PutBack {
        /// What was done.
        done: Done,
        /// It was a redo.
        again: bool,
    },
    /// What would come of a wish.
    Previewed(Wish, Arc<Vec<PreviewRow>>),
    /// A step was asked of many bids, and what came of each; the step, as far as it was taken.
    Stepped(Done, Option<Arc<StepTaken>>),
    /// A step was taken of one bid, or of those that the screen already knows of.
    Took(Arc<StepTaken>),
    /// To take a step back, the platform has to be asked: what would come of each bid.
    AskBack(Arc<StepTaken>, Arc<Vec<PreviewRow>>),
    /// A step was taken back or again, as far as it could be.
    Turned(Arc<StepTaken>, Turned),
    /// A step could not be taken back or again, and why: it stays as it is.
    NotTurned(Arc<StepTaken>, Message),
    /// Views came from a file.
    Views(Vec<SavedView>),
    /// Nothing could be done.
    Failed(Message),
    /// A form was saved: the way back.
    Saved(Arc<Step>),
}

/// Several bids as they are now.
#[derive(Debug, Clone)]
pub struct Lines {
    /// Their lines; `None` for one that is no longer listed.
    pub lines: Vec<(LocalId, Option<BidLine>)>,
    /// Occupations.
    pub crossings: Crossings,
    /// Those of them that a card may show.
    pub records: Vec<Arc<BidRecord>>,
}

/// What came of changes.
#[derive(Debug, Clone)]
pub struct Done {
    /// What was asked for.
    pub what: Message,
    /// The way back; `None` when nothing was changed.
    pub step: Option<Arc<Step>>,
    /// What came of each row, in the order asked for.
    pub rows: Arc<Vec<RowResult>>,
}

impl Done {
    /// How many rows were changed.
    #[must_use]
    pub fn changed(&self) -> usize {
        self.rows.iter().filter(|row| row.outcome == Outcome::Done).count()
    }

    /// The rows that could not be changed.
    pub fn refused(&self) -> impl Iterator<Item = (&RowResult, &Message)> {
        self.rows.iter().filter_map(|row| match &row.outcome {
            Outcome::Refused(why) => Some((row, why)),
            Outcome::Done | Outcome::Same => None,
        })
    }
}

/// What came of one row.
#[derive(Debug, Clone, PartialEq)]
pub struct RowResult {
    /// The bid.
    pub id: LocalId,
    /// What it is called: the platform's number and the route.
    pub name: String,
    /// What came of it.
    pub outcome: Outcome,
    /// The bid that stands in the way, to be opened.
    pub other: Option<LocalId>,
}
