//! The state of the window about the life of bids.

use super::ask::Done;
use super::back::Turn;
use super::marks::Marks;
use super::wish::Preview;
use crate::app::state::Undo;
use crate::domain::id::LocalId;

/// Most steps that can be taken back.
pub const STEPS: usize = 100;

/// What the window knows of changes and steps.
#[derive(Debug, Clone, Default)]
pub struct LifeDesk {
    /// What was taken back and can be made again, latest last.
    pub redo: Vec<Undo>,
    /// Bids marked for a bulk action.
    pub marks: Marks,
    /// What a bulk action would do, while it is looked at.
    pub preview: Option<Preview>,
    /// The step that is being taken back or again now.
    pub turn: Option<Turn>,
    /// The bid whose form was just stored as a step of its own: its sending is no further one.
    pub(crate) just_saved: Option<LocalId>,
    /// What came of the last bulk action, while it is looked at.
    pub results: Option<Done>,
}
