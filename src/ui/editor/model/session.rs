//! An open editor: the form with everything that surrounds it from opening to closing.
//!
//! One frame is [`Session::follow`] (take in what the program knows), painting, [`Session::act`] for each intent, and
//! [`Session::report`] (tell the program what it must know).

use std::sync::Arc;

use super::busy::{Busy, Disagreement, crossings, occupation};
use super::choices::Choices;
use super::edit::Step;
use super::form::Form;
use super::notes::{Notes, Tone, Visited};
use super::reading::unread;
use super::report::Reports;
use super::spot::Spot;
use crate::app::book_warnings::against;
use crate::app::command::AfterSave;
use crate::app::exchange_rules::PlatformBids;
use crate::app::state::{AppState, Collisions, EditorStart, EditorTarget};
use crate::app::trouble_words::sentence;
use crate::domain::bid::Bid;
use crate::domain::id::LocalId;
use crate::domain::minimal_set::Tracking;
use crate::domain::overlap::{Occupation, OverlapIndex};
use crate::domain::trouble::TroubleKind;
use crate::store::model::BidRecord;
use crate::words::{Lang, Message};

/// An open editor.
#[derive(Debug)]
pub struct Session {
    number: u64,
    /// The stored bid; `None` until a new one has been saved.
    pub id: Option<LocalId>,
    /// The record it was opened on.
    pub record: Option<Arc<BidRecord>>,
    /// What is typed.
    pub form: Form,
    kept: Kept,
    /// What the pickers offer.
    pub choices: Choices,
    /// Where the person has been.
    pub visited: Visited,
    /// Which field holds the keyboard.
    pub focused: Option<Spot>,
    /// Which field held it last.
    pub was_focused: Option<Spot>,
    /// Which field shall hold the keyboard next.
    pub focus: Option<Focus>,
    /// The person wants to leave, but something is unsaved.
    pub leaving: Option<Leaving>,
    /// What this frame shows.
    pub view: View,
    /// The bid as the store has it; `None` when the form came from a crash and the stored bid isn't known.
    pub(super) stored: Option<Bid>,
    /// The bid that is being stored; nothing more is sent until it is known how that went.
    pub(super) saving: Option<Bid>,
    /// Asked for while one was being stored.
    pub(super) save_next: Option<AfterSave>,
    /// Where to go as soon as the form is stored.
    pub(super) leave_when_stored: Option<Leaving>,
    saved: Option<Result<i64, Message>>,
    pub(super) steps: Vec<Step>,
    pub(super) typed_since_step: bool,
    pub(super) reports: Reports,
    busy_of: Option<(Occupation, Arc<OverlapIndex>)>,
}

/// Did a crash leave a form behind?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kept {
    No,
    Restored,
    /// It could not be read: an empty form is shown instead, and the screen says so.
    Unreadable,
}

/// A wish for the keyboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Focus {
    /// The field.
    pub spot: Spot,
    /// Its list opens at once.
    pub open: bool,
}

/// Where to go once the unsaved form is settled.
#[derive(Debug, Clone, PartialEq)]
pub enum Leaving {
    /// Just away.
    Close,
    /// To another bid.
    To(LocalId),
}

/// Is the form stored?
#[derive(Debug, Clone, PartialEq, Default)]
pub enum SaveState {
    /// New, and nothing typed.
    #[default]
    Fresh,
    /// Typed but not stored.
    Unsaved,
    /// As the store has it.
    Saved,
    /// The last saving failed.
    Failed(Message),
}

/// What a frame shows beside the form itself; worked out before painting.
#[derive(Debug, Default)]
pub struct View {
    /// The bid that the form means.
    pub bid: Bid,
    /// Words beside the fields, and what sending lacks.
    pub notes: Notes,
    /// Other bids in the way.
    pub busy: Vec<Busy>,
    /// Where the platform's check differs from ours.
    pub disagreement: Disagreement,
    /// Is the form stored?
    pub save_state: SaveState,
    /// What else there is to know of this bid.
    pub news: Vec<(Tone, Message)>,
    /// The action that one key takes back, when it changed rows or dates: the key of its words.
    pub undoable: Option<&'static str>,
}

impl Session {
    /// Opens the editor.
    #[must_use]
    pub fn open(target: &EditorTarget, state: &AppState) -> Self {
        let (mut form, stored, record, kept) = match &target.start {
            EditorStart::Blank => (Form::default(), Some(Form::default().to_bid()), None, Kept::No),
            EditorStart::Like(bid) => (Form::of(bid), Some(Form::default().to_bid()), None, Kept::No),
            EditorStart::Record(record) => {
                let form = Form::of(&record.bid);
                let stored = form.to_bid();
                (form, Some(stored), Some(Arc::clone(record)), Kept::No)
            }
            EditorStart::Kept(json) => match serde_json::from_str::<Form>(json) {
                Ok(form) => (form, target.id.is_none().then(|| Form::default().to_bid()), None, Kept::Restored),
                Err(_unreadable) => (Form::default(), Some(Form::default().to_bid()), None, Kept::Unreadable),
            },
        };
        form.know(&state.books);
        let reports = Reports::new(form.clone(), matches!(target.start, EditorStart::Kept(_)));
        let mut session = Self {
            number: target.session,
            id: target.id.clone(),
            record,
            form,
            kept,
            choices: Choices::default(),
            visited: Visited::default(),
            focused: None,
            was_focused: None,
            focus: Some(Focus { spot: Spot::Customer, open: false }),
            leaving: None,
            view: View::default(),
            stored,
            saving: None,
            save_next: None,
            leave_when_stored: None,
            saved: target.saved.clone(),
            steps: Vec::new(),
            typed_since_step: false,
            reports,
            busy_of: None,
        };
        session.follow(target, state);
        session
    }

    /// True while the program means the same opening.
    #[must_use]
    pub fn is_of(&self, target: &EditorTarget) -> bool {
        self.number == target.session
    }

    /// Takes in what the program knows and works out what this frame shows.
    pub fn follow(&mut self, target: &EditorTarget, state: &AppState) {
        self.id.clone_from(&target.id);
        self.take_in_saving(target);
        self.choices.refresh(&state.books, state.settings.lang);
        self.form.know(&state.books);
        self.work_out(state);
    }

    /// Works out what stands beside the form as it is now.
    pub(super) fn work_out(&mut self, state: &AppState) {
        let bid = self.form.to_bid();
        self.find_busy(&bid, state);
        self.view.disagreement = self.disagreement(&bid, state);
        let car = bid.car.as_ref().and_then(|id| state.books.car(id));
        let tracking = Tracking {
            pilot_start: state.settings.pilot_start,
            first_fixed_at: car.and_then(|car| car.first_fixed_at),
        };
        self.view.notes = Notes::of(&self.form, &bid, tracking, &self.visited, state.settings.lang);
        self.view.notes.add_gone(&self.form, &state.books, state.settings.lang);
        self.view.bid = bid;
        self.view.news = self.news(state);
        self.view.undoable = self.steps.last().filter(|_| self.can_take_back()).and_then(Step::words_key);
        self.view.save_state = self.save_state();
    }

    /// True when leaving would lose something.
    #[must_use]
    pub fn is_dirty(&self) -> bool {
        self.stored.as_ref() != Some(&self.form.to_bid()) || !unread(&self.form).is_empty()
    }

    /// The form was changed by typing: the last action can no longer be taken back by one key.
    pub fn typed(&mut self) {
        self.typed_since_step = true;
    }

    /// The number of this opening.
    #[must_use]
    pub fn number(&self) -> u64 {
        self.number
    }

    /// What is being edited.
    #[must_use]
    pub fn title(&self, lang: Lang) -> String {
        match (&self.id, self.record.as_ref().and_then(|record| record.meta.remote_id)) {
            (_, Some(number)) => lang.text_with("editor-title-number", &[("number", number.to_string().into())]),
            (Some(_), None) => lang.text("editor-title-draft"),
            (None, None) => lang.text("editor-title-new"),
        }
    }

    /// The program clears the outcome when it takes a saving in hand, so whatever stands there now is the answer to it.
    fn take_in_saving(&mut self, target: &EditorTarget) {
        self.saved.clone_from(&target.saved);
        match &self.saved {
            None => {}
            Some(Err(_reason)) => {
                self.saving = None;
                self.leave_when_stored = None;
            }
            Some(Ok(_revision)) => {
                if let Some(saved) = self.saving.take() {
                    self.stored = Some(saved);
                    self.kept = Kept::No;
                }
            }
        }
    }

    fn save_state(&self) -> SaveState {
        match (&self.saved, self.is_dirty()) {
            (Some(Err(reason)), true) => SaveState::Failed(reason.clone()),
            (_, true) => SaveState::Unsaved,
            (_, false) if self.id.is_none() => SaveState::Fresh,
            (_, false) => SaveState::Saved,
        }
    }

    /// Asks the index only when the form's occupation or the index is another than last time.
    fn find_busy(&mut self, bid: &Bid, state: &AppState) {
        let asked = occupation(bid, self.id.as_ref()).zip(state.overlaps.clone());
        let same = match (&self.busy_of, &asked) {
            (Some((was, old)), Some((is, new))) => was == is && Arc::ptr_eq(old, new),
            (None, None) => true,
            _ => false,
        };
        if same {
            return;
        }
        let lines = state.bids.lines.as_ref().map_or(&[][..], |lines| lines.as_slice());
        self.view.busy = asked.as_ref().map(|(held, index)| crossings(index, held, lines)).unwrap_or_default();
        self.busy_of = asked;
    }

    fn news(&self, state: &AppState) -> Vec<(Tone, Message)> {
        let refused = self.record.as_ref().and_then(|record| record.meta.error.clone());
        let unasked = match &state.collisions {
            Collisions::Failed(reason) if self.reports.asked_about(&self.view.bid) => Some(reason.clone()),
            Collisions::Failed(_) | Collisions::NotAsked | Collisions::Waiting | Collisions::Answered(_) => None,
        };
        let kept = match self.kept {
            Kept::No => None,
            Kept::Restored => Some((Tone::Proposed, Message::new("editor-kept"))),
            Kept::Unreadable => Some((Tone::Warn, Message::new("editor-kept-unreadable"))),
        };
        let refused = refused.filter(|_| self.saved.is_none());
        let refused = refused.map(|trouble| {
            let reason = state.settings.lang.say(&sentence(&trouble));
            // A failure that the program itself tries again is no refusal.
            match trouble.kind {
                TroubleKind::Refused | TroubleKind::Forbidden => {
                    (Tone::Danger, Message::new("editor-rejected").with("reason", reason))
                }
                _ => (Tone::Warn, Message::new("trouble-said").with("text", reason)),
            }
        });
        let unasked = unasked.map(|reason| {
            let reason = state.settings.lang.say(&reason);
            (Tone::Quiet, Message::new("editor-collision-failed").with("reason", reason))
        });
        let own = against(&self.view.bid, &state.books, state.own_offset_minutes, state.settings.lang);
        let own = own.into_iter().map(|one| (Tone::Warn, one.message));
        let born_there = state.settings.rules.about_bid(self.id.as_ref()).map(|rule| match rule {
            PlatformBids::Lock => (Tone::Danger, Message::new("born-there-locked")),
            PlatformBids::Warn | PlatformBids::Free => (Tone::Warn, Message::new("born-there-warn")),
        });
        [born_there, kept, refused, unasked].into_iter().flatten().chain(own).collect()
    }

    /// The occupation that is being checked, with the index.
    pub(super) fn busy_of(&self) -> Option<&(Occupation, Arc<OverlapIndex>)> {
        self.busy_of.as_ref()
    }

    /// Compares the platform's answer with ours, when it answers what the form says now.
    fn disagreement(&self, bid: &Bid, state: &AppState) -> Disagreement {
        let own = self.record.as_ref().and_then(|record| record.meta.remote_id);
        match &state.collisions {
            Collisions::Answered(theirs) if self.reports.asked_about(bid) => {
                let others: Vec<_> = theirs.iter().copied().filter(|id| Some(*id) != own).collect();
                Disagreement::between(&self.view.busy, &others)
            }
            Collisions::Answered(_) | Collisions::NotAsked | Collisions::Waiting | Collisions::Failed(_) => {
                Disagreement::default()
            }
        }
    }
}
