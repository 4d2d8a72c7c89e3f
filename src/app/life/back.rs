//! Steps of bids' lives that were taken in one go, as values: what they are called, and how the window takes them back and again.
//!
//! One goes back at a time. While the worker works out how, or a person is asked, what is pressed meanwhile waits its turn, and what
//! can't be taken back is said in words: an older step never goes in its stead.

use std::sync::Arc;

use super::ask::{Done, LifeCommand, LifeEffect, RowResult};
use super::handle::{push, say};
use super::plan::Outcome;
use super::wish::{Preview, PreviewRow, Wish};
use crate::app::command::Command;
use crate::app::deciding;
use crate::app::effect::Effect;
use crate::app::handle::toast;
use crate::app::state::{AppState, ToastLevel, Undo};
use crate::domain::action::{Action, Refusal};
use crate::domain::bid::BidStatus;
use crate::domain::completion::Completion;
use crate::domain::id::LocalId;
use crate::domain::undoing::{NoWay, Taken};
use crate::store::QueuedOp;
use crate::words::{Lang, Message};

/// A step that was taken of one bid or of many in one go.
#[derive(Debug, Clone, PartialEq)]
pub struct StepTaken {
    /// What was done.
    pub taken: Taken,
    /// Of what was made: as what.
    pub made: MadeAs,
    /// The bids, each once.
    pub rows: Vec<TakenRow>,
    /// What was said of the ending of a bid by hand, for making it again.
    pub completion: Option<Box<Completion>>,
}

/// A bid of a step.
#[derive(Debug, Clone, PartialEq)]
pub struct TakenRow {
    /// The bid.
    pub id: LocalId,
    /// Its status before.
    pub before: BidStatus,
    /// What was put into the outbox.
    pub queued: Vec<QueuedOp>,
}

/// As what bids were made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum MadeAs {
    /// By a form or a line.
    #[default]
    Drafts,
    /// Copies of others.
    Copies,
    /// One bid on several days.
    Series,
    /// Rows of a spreadsheet.
    Rows,
}

impl StepTaken {
    /// Of these bids.
    #[must_use]
    pub fn of(taken: Taken, rows: Vec<TakenRow>) -> Self {
        Self { taken, made: MadeAs::default(), rows, completion: None }
    }

    /// Bids that were made.
    #[must_use]
    pub fn made(made: MadeAs, ids: impl IntoIterator<Item = LocalId>) -> Self {
        Self { made, ..Self::plain(Taken::Made, ids) }
    }

    /// Of bids whose operations are known by their kind, or that have none.
    #[must_use]
    pub fn plain(taken: Taken, ids: impl IntoIterator<Item = LocalId>) -> Self {
        let row = |id| TakenRow { id, before: BidStatus::Draft, queued: Vec::new() };
        Self::of(taken, ids.into_iter().map(row).collect())
    }

    /// The same of some of its bids; `None` when none is left.
    fn only(&self, keep: impl Fn(&LocalId) -> bool) -> Option<Arc<Self>> {
        let rows: Vec<_> = self.rows.iter().filter(|row| keep(&row.id)).cloned().collect();
        (!rows.is_empty()).then(|| Arc::new(Self { rows, ..self.clone() }))
    }

    /// What it is called: `запуск 3 заявок`.
    #[must_use]
    pub fn name(&self) -> Message {
        let key = match (self.taken, self.made) {
            (Taken::Made, MadeAs::Drafts) => "undo-step-made",
            (Taken::Made, MadeAs::Copies) => "undo-step-copies",
            (Taken::Made, MadeAs::Series) => "undo-step-series",
            (Taken::Made, MadeAs::Rows) => "undo-step-rows",
            (Taken::Sent, _) => "undo-step-sent",
            (Taken::Started, _) => "undo-step-started",
            (Taken::Reverted, _) => "undo-step-reverted",
            (Taken::Cancelled, _) => "undo-step-cancelled",
            (Taken::Completed, _) => "undo-step-completed",
            (Taken::Deleted, _) => "undo-step-deleted",
            (Taken::Restored, _) => "undo-step-restored",
        };
        Message::new(key).with("count", self.rows.len())
    }
}

/// A step on its way back, or on its way to be taken again.
#[derive(Debug, Clone, PartialEq)]
pub struct Turn {
    /// The step.
    pub step: Arc<StepTaken>,
    /// It is being taken again.
    pub again: bool,
    /// How often a person has asked for the one before it meanwhile.
    pub more: usize,
}

/// What came of a step's way back, or of taking it again.
#[derive(Debug, Clone)]
pub struct Turned {
    /// What came of each row.
    pub done: Done,
    /// Rows that may go back a little later.
    pub later: Vec<LocalId>,
    /// The step as it was taken again; `None` on the way back.
    pub again: Option<Arc<StepTaken>>,
}

/// What a way back would do, in words.
#[must_use]
pub const fn will_key(opposite: Option<Action>) -> &'static str {
    match opposite {
        Some(Action::Revert) => "undo-will-revert",
        Some(Action::Start) => "undo-will-start",
        Some(Action::Cancel) => "undo-will-cancel",
        Some(Action::Delete) => "undo-will-delete",
        Some(Action::Restore) => "undo-will-restore",
        Some(Action::Edit | Action::Send | Action::Complete | Action::Clone) | None => "undo-will-here",
    }
}

/// Why a step can't be taken back.
#[must_use]
pub const fn no_way(why: NoWay) -> Message {
    Message::new(match why {
        NoWay::OnTheWire | NoWay::Refused(Refusal::Busy) => "undo-no-on-the-wire",
        NoWay::Sent => "undo-no-sent",
        NoWay::Completed => "undo-no-completed",
        NoWay::Cancelled => "undo-no-cancelled",
        NoWay::WasDone => "undo-no-was-done",
        NoWay::MovedOn => "undo-no-moved-on",
        NoWay::NoDraft => "undo-no-draft",
        NoWay::Refused(refusal) => return super::words::step_refusal(refusal),
    })
}

/// What a step of the history is called.
fn name_of(step: &Undo, lang: Lang) -> String {
    match step {
        Undo::Step(step) => lang.say(&step.name()),
        Undo::Edits(step) => lang.say(&step.what),
        Undo::Decision { .. } => lang.text("undo-step-decision"),
    }
}

/// Takes back what was done last.
pub(crate) fn undo(state: &mut AppState) -> Vec<Effect> {
    if let Some(turn) = &mut state.life.turn {
        let is_asked = matches!(&state.life.preview, Some(Preview { wish: Wish::Back(_), .. }));
        if !turn.again && !is_asked {
            turn.more = turn.more.saturating_add(1);
        }
        return Vec::new();
    }
    let Some(last) = state.undo.pop() else {
        toast(state, ToastLevel::Info, Message::new("life-nothing-to-undo"), None);
        return Vec::new();
    };
    state.toasts.retain(|toast| !matches!(toast.action, Some((_, Command::Undo))));
    match last {
        Undo::Step(step) => {
            state.life.turn = Some(Turn { step: Arc::clone(&step), again: false, more: 0 });
            vec![Effect::Life(LifeEffect::TakeBack(step))]
        }
        Undo::Edits(step) => vec![Effect::Life(LifeEffect::PutBack { step, again: false })],
        Undo::Decision { kind, id, gone, choices } => deciding::undo(state, kind, id, gone, choices),
    }
}

/// Makes again what was taken back last.
pub(crate) fn redo(state: &mut AppState) -> Vec<Effect> {
    if state.life.turn.is_some() {
        return Vec::new();
    }
    match state.life.redo.pop() {
        Some(Undo::Edits(step)) => vec![Effect::Life(LifeEffect::PutBack { step, again: true })],
        Some(Undo::Step(step)) => {
            state.life.turn = Some(Turn { step: Arc::clone(&step), again: true, more: 0 });
            vec![Effect::Life(LifeEffect::TakeAgain(step))]
        }
        // A decision is asked again when it is taken back: there is nothing to make again.
        Some(Undo::Decision { .. }) | None => {
            toast(state, ToastLevel::Info, Message::new("life-nothing-to-redo"), None);
            Vec::new()
        }
    }
}

/// The way back asks something of the platform: a person is asked first.
pub(crate) fn asked(state: &mut AppState, step: &Arc<StepTaken>, rows: Arc<Vec<PreviewRow>>) {
    if is_turn(state, step) {
        state.life.results = None;
        state.life.preview = Some(Preview { wish: Wish::Back(Arc::clone(step)), rows: Some(rows), running: false });
    }
}

/// A person said no: the step can be taken back another time.
pub(crate) fn kept(state: &mut AppState, step: &Arc<StepTaken>) {
    if let Some(turn) = state.life.turn.take_if(|turn| turn.step == *step) {
        if turn.again {
            state.life.redo.push(Undo::Step(turn.step));
        } else {
            push(state, Undo::Step(turn.step));
        }
    }
}

/// It came to nothing for a reason of the desk's own: the step stays.
pub(crate) fn failed(state: &mut AppState, step: &Arc<StepTaken>, why: Message) {
    kept(state, step);
    state.life.preview = None;
    toast(state, ToastLevel::Error, why, None);
}

fn is_turn(state: &AppState, step: &Arc<StepTaken>) -> bool {
    state.life.turn.as_ref().is_some_and(|turn| turn.step == *step)
}

/// What came of it: said, and remembered for the other direction as far as it was done.
pub(crate) fn turned(state: &mut AppState, step: &Arc<StepTaken>, news: Turned) -> Vec<Effect> {
    let Some(turn) = state.life.turn.take_if(|turn| turn.step == *step) else { return Vec::new() };
    if matches!(&state.life.preview, Some(Preview { wish: Wish::Back(_), .. })) {
        state.life.preview = None;
    }
    let lang = state.settings.lang;
    let done = &news.done;
    let is_done = |id: &LocalId| done.rows.iter().any(|row: &RowResult| row.id == *id && row.outcome == Outcome::Done);
    if let Some(left) = step.only(|id| news.later.contains(id)) {
        if turn.again {
            state.life.redo.push(Undo::Step(left));
        } else {
            push(state, Undo::Step(left));
        }
    }
    let (key, way_on) = if turn.again {
        ("undo-redone", ("action-undo", Command::Undo))
    } else {
        ("undo-done", ("action-redo", Command::Life(LifeCommand::Redo)))
    };
    let went = match news.again {
        Some(again) if turn.again => Some(again),
        Some(_) | None if turn.again => None,
        Some(_) | None => step.only(is_done),
    };
    if let Some(went) = &went {
        let said = Message::new(key).with("what", lang.say(&went.name()));
        toast(state, ToastLevel::Ok, said, Some(way_on));
        if turn.again {
            push(state, Undo::Step(Arc::clone(went)));
        } else {
            state.life.redo.push(Undo::Step(Arc::clone(went)));
        }
    }
    let refused = done.refused().count();
    if refused > 0 {
        refusal(state, step, news.done, turn.again);
        return Vec::new();
    }
    if went.is_none() {
        let said = Message::new("undo-already").with("what", lang.say(&step.name()));
        toast(state, ToastLevel::Info, said, None);
    }
    if turn.again { Vec::new() } else { undo_more(state, turn.more) }
}

/// What was asked for meanwhile, one after another.
fn undo_more(state: &mut AppState, more: usize) -> Vec<Effect> {
    let mut effects = Vec::new();
    for left in (0..more).rev() {
        effects.extend(undo(state));
        if let Some(next) = &mut state.life.turn {
            next.more = left;
            break;
        }
    }
    effects
}

/// One refusal is a sentence that names what the next press would take back; of several bids a list says which and why.
fn refusal(state: &mut AppState, step: &StepTaken, done: Done, again: bool) {
    let lang = state.settings.lang;
    if step.rows.len() == 1 {
        let why = done.refused().next().map(|(_, why)| lang.say(why)).unwrap_or_default();
        let other = done.refused().find_map(|(row, _)| row.other.clone());
        let open = other.map(|other| ("action-open-bid", Command::SelectBid(other)));
        toast(state, ToastLevel::Warn, cannot(state, step, why, again), open);
        return;
    }
    // The list says why of each; what is next is said beside it.
    if done.changed() == 0 && !again {
        let why = lang.text("undo-none");
        toast(state, ToastLevel::Warn, cannot(state, step, why, again), None);
    }
    say(state, done);
}

fn cannot(state: &AppState, step: &StepTaken, why: String, again: bool) -> Message {
    let lang = state.settings.lang;
    let what = lang.say(&step.name());
    let next = state.undo.last().filter(|_| !again).filter(|next| !matches!(next, Undo::Step(next) if **next == *step));
    let said = match next {
        _ if again => Message::new("redo-cannot"),
        Some(next) => Message::new("undo-cannot-next").with("next", name_of(next, lang)),
        None => Message::new("undo-cannot"),
    };
    said.with("what", what).with("why", why)
}
