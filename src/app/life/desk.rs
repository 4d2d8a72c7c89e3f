//! The state of the window about the life of bids.

use super::ask::Done;
use super::back::Turn;
use super::marks::Marks;
use super::plan::Outcome;
use super::wish::Preview;
use crate::app::state::Undo;
use crate::domain::id::LocalId;
use crate::words::Message;

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
    /// What came of the last changes of single bids, latest last: a field that is typed in place waits for it.
    pub answers: Vec<Answer>,
    /// How many answers came so far.
    pub answered: u64,
}

/// What came of a change of one bid.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// Grows with each answer.
    pub number: u64,
    /// The bid and what was changed of it; `None`: nothing could be written at all.
    pub of: Option<(LocalId, Message)>,
    /// Why it could not be done; `None`: it is done, or was so already.
    pub refused: Option<Message>,
}

/// Answers that are remembered.
const ANSWERS: usize = 16;

impl LifeDesk {
    /// Remembers what came of a change, where it was of a single bid.
    pub fn answer(&mut self, done: &Done) {
        let [row] = done.rows.as_slice() else { return };
        let refused = match &row.outcome {
            Outcome::Refused(why) => Some(why.clone()),
            Outcome::Done | Outcome::Same => None,
        };
        self.push_answer(Some((row.id.clone(), done.what.clone())), refused);
    }

    /// Remembers that nothing could be written.
    pub fn answer_failed(&mut self, why: &Message) {
        self.push_answer(None, Some(why.clone()));
    }

    fn push_answer(&mut self, of: Option<(LocalId, Message)>, refused: Option<Message>) {
        self.answered = self.answered.saturating_add(1);
        self.answers.push(Answer { number: self.answered, of, refused });
        let over = self.answers.len().saturating_sub(ANSWERS);
        self.answers.drain(..over);
    }
}
