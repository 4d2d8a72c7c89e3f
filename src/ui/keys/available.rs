//! What can be done now: an action that can't is shown faint and its key does nothing.

use super::{Group, UiAction};
use crate::app::command::Screen;
use crate::app::state::{AppState, Link};
use crate::domain::action;
use crate::ui::card::steps::Subject;

impl UiAction {
    /// Can it be done now?
    #[must_use]
    pub fn is_available(self, state: &AppState) -> bool {
        match self {
            Self::Sync => state.sync.running.is_none(),
            Self::StopSync => state.sync.running.is_some(),
            Self::PauseSync => state.settings.paused_since.is_none(),
            Self::ResumeSync => state.settings.paused_since.is_some(),
            Self::SeeAll => !state.inform.unseen.is_empty(),
            Self::Step(step) => Subject::selected(state)
                .is_some_and(|bid| action::allowed(step, &bid.status, bid.state, bid.queued).is_ok()),
            Self::CloseCard => match state.screen {
                Screen::Bids => state.card.is_some() || !state.life.marks.is_empty(),
                Screen::Plan => state.card.is_some(),
                Screen::Map => state.card.is_some() || state.map.named.is_some(),
                _ => false,
            },
            Self::SignIn => matches!(state.connection.link, Link::SignIn(_)),
            Self::Faults => state.training.is_some(),
            Self::TransportOrder => Subject::selected(state).is_some() && state.paperwork.running.is_none(),
            Self::Repeat | Self::KeepTemplate => state.card.is_some(),
            Self::Templates => state.editor.is_none(),
            Self::Papers => !state.bids.shown.is_empty() || Subject::selected(state).is_some(),
            Self::Line | Self::Rows | Self::ShiftSheet | Self::CopyShiftSheet => state.bids.lines.is_some(),
            Self::Groupage | Self::HandOver => Subject::selected(state).is_some(),
            Self::ChangeBids => !state.life.marks.is_empty() || Subject::selected(state).is_some(),
            Self::MarkAll => state.screen == Screen::Bids && !state.bids.shown.is_empty(),
            Self::BurningNext | Self::BurningBefore => {
                state.editor.is_none() && matches!(state.screen, Screen::Bids | Screen::Plan | Screen::Map)
            }
            Self::UseView(place) => state.settings.list.views.len() > usize::from(place),
            Self::Mine => !state.bids.mine.is_empty() || state.bids.view.mine,
            Self::NewBid | Self::Find | Self::Undo | Self::Redo | Self::Show(_) | Self::ShowUnsent => true,
            // What is done to the window itself can be done at any time.
            of_window => of_window.group() == Group::Window,
        }
    }
}
