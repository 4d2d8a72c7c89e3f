//! The steps of a bid's life as the window offers them: which, under what name, why not, and what is asked first.

use crate::app::command::Command;
use crate::app::life::ask::LifeCommand;
use crate::app::life::wish::step_key;
use crate::app::state::AppState;
use crate::domain::action::{self, Action, Refusal};
use crate::domain::bid::BidStatus;
use crate::domain::id::LocalId;
use crate::domain::record::RecordState;
use crate::store::model::BidRecord;
use crate::ui::life::Dialog;
use crate::ui::{Question, Sink, icons};
use crate::words::Message;

/// What must be known of a bid to offer a step.
#[derive(Debug, Clone, PartialEq)]
pub struct Subject {
    /// The bid.
    pub id: LocalId,
    /// The platform's number as text; empty while it has none.
    pub number: String,
    /// Status on the platform.
    pub status: BidStatus,
    /// State of the exchange.
    pub state: RecordState,
    /// An operation of it waits.
    pub queued: bool,
}

impl Subject {
    /// Of a stored bid.
    #[must_use]
    pub fn of_record(record: &BidRecord) -> Self {
        let meta = &record.meta;
        Self {
            id: meta.id.clone(),
            number: meta.remote_id.map(|id| id.to_string()).unwrap_or_default(),
            status: record.facts.status.clone(),
            state: meta.state,
            queued: meta.queued,
        }
    }

    /// Of the selected bid: the open card, else its line of the list.
    #[must_use]
    pub fn selected(state: &AppState) -> Option<Self> {
        if let Some(card) = &state.card {
            return Some(Self::of_record(card));
        }
        let id = state.bids.selected.as_ref()?;
        let line = state.bids.lines.as_ref()?.iter().find(|line| line.id == *id)?;
        Some(Self::of_line(line))
    }

    /// Of a line of the list.
    #[must_use]
    pub fn of_line(line: &crate::app::bid_list::BidLine) -> Self {
        Self {
            id: line.id.clone(),
            number: line.number.clone(),
            status: line.status.clone(),
            state: line.state,
            queued: line.queued,
        }
    }

    /// Why a step can't be taken; `None` when it can.
    #[must_use]
    pub fn refusal(&self, step: Action) -> Option<Refusal> {
        action::allowed(step, &self.status, self.state, self.queued).err()
    }

    /// Takes a step, or asks first when the platform would lose something by it.
    pub fn take(&self, step: Action, sink: &mut Sink) {
        let id = self.id.clone();
        let (command, keys) = match step {
            Action::Edit => (Command::EditBid(id), None),
            Action::Send => (Command::SendBid(id), None),
            Action::Start => (Command::StartBid(id), None),
            Action::Revert => (Command::RevertBid(id), Some(("card-ask-revert", "card-ask-revert-about"))),
            Action::Cancel => (Command::CancelBid(id), Some(("card-ask-cancel", "card-ask-cancel-about"))),
            Action::Delete => (Command::DeleteBid(id), Some(("card-ask-delete", "card-ask-delete-about"))),
            Action::Restore => (Command::Life(LifeCommand::Restore(id)), None),
            Action::Clone => (Command::Life(LifeCommand::Clone(id)), None),
            Action::Complete => return sink.open_life(Dialog::Complete(id)),
        };
        match keys {
            // What only this desk has goes at once: undo brings it back.
            Some((title, about)) if !self.number.is_empty() => sink.ask(Question {
                title: Message::new(title).with("number", self.number.as_str()),
                about: Message::new(about),
                yes: step_key(step),
                command,
            }),
            _ => sink.send(command),
        }
    }
}

/// Icon of a step.
#[must_use]
pub const fn icon(step: Action) -> &'static str {
    match step {
        Action::Edit => icons::PENCIL_SIMPLE,
        Action::Send => icons::PAPER_PLANE_TILT,
        Action::Start => icons::PLAY_CIRCLE,
        Action::Revert => icons::ARROW_COUNTER_CLOCKWISE,
        Action::Cancel => icons::PROHIBIT,
        Action::Delete => icons::TRASH,
        Action::Restore => icons::ARROW_U_UP_LEFT,
        Action::Complete => icons::CHECK_SQUARE,
        Action::Clone => icons::COPY,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bid(number: &str) -> Subject {
        Subject {
            id: LocalId::new("bid-1"),
            number: number.to_owned(),
            status: BidStatus::Draft,
            state: RecordState::Clean,
            queued: false,
        }
    }

    #[test]
    fn what_the_platform_has_is_asked_for_what_is_ours_goes_at_once() {
        for step in [Action::Revert, Action::Cancel, Action::Delete] {
            let mut sink = Sink::default();
            bid("48213").take(step, &mut sink);
            assert!(sink.take().is_empty(), "{step:?} is asked for first");
            let question = sink.take_question();
            assert_eq!(question.map(|q| q.title.args.len()), Some(1), "{step:?} names the bid");
        }
        let mut sink = Sink::default();
        bid("").take(Action::Delete, &mut sink);
        bid("48213").take(Action::Send, &mut sink);
        let id = LocalId::new("bid-1");
        assert_eq!(sink.take(), [Command::DeleteBid(id.clone()), Command::SendBid(id)]);
        assert!(sink.take_question().is_none());
    }
}
