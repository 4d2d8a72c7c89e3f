//! The window: egui and nothing else. Panels read [`AppState`](crate::app::state::AppState), own only their own panel
//! state, and send [`Command`]s, which are handled after drawing. A panel is `model.rs` (pure) beside its paint code.

pub mod about;
pub mod bids;
pub mod books;
pub mod card;
pub mod changes;
pub mod conflicts;
pub mod connect_form;
pub mod editor;
pub mod entry;
pub mod exchange_dates;
pub mod first;
pub mod groupage;
pub mod icon;
pub mod icons;
pub mod in_place;
pub mod invites;
pub mod journal;
pub mod key_map;
pub mod keys;
pub mod life;
pub mod links;
pub mod map;
mod notes;
pub mod paperwork;
mod picture;
pub mod plan;
pub mod reports;
pub mod settings_panel;
pub mod shell;
pub mod theme;
pub mod toasts;
pub mod training;
pub mod trouble;
pub mod whole;
pub mod widgets;
pub mod window;

use crate::app::command::Command;
use crate::words::Message;

/// Where panels put what a person asked for in a frame.
#[derive(Debug, Default)]
pub struct Sink {
    commands: Vec<Command>,
    question: Option<Question>,
    sign_in: bool,
    settings: Option<settings_panel::Section>,
    action: Option<keys::UiAction>,
    life: Option<life::Dialog>,
    in_place: Option<in_place::Wish>,
    anchors: Vec<in_place::Anchor>,
}

/// Something to ask before a command goes: what the platform would lose by it.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// The question.
    pub title: Message,
    /// What follows from a yes.
    pub about: Message,
    /// Key of the button that says yes.
    pub yes: &'static str,
    /// What a yes sends.
    pub command: Command,
}

impl Sink {
    /// Sends a command; it is handled after the frame is drawn.
    pub fn send(&mut self, command: Command) {
        self.commands.push(command);
    }

    /// Asks before a command goes.
    pub fn ask(&mut self, question: Question) {
        self.question = Some(question);
    }

    /// Opens the sign-in dialog.
    pub fn open_sign_in(&mut self) {
        self.sign_in = true;
    }

    /// Opens a dialog about bids.
    pub fn open_life(&mut self, dialog: life::Dialog) {
        self.life = Some(dialog);
    }

    /// Opens a field of a bid where it stands.
    pub fn edit_here(&mut self, wish: in_place::Wish) {
        self.in_place = Some(wish);
    }

    /// Tells where a field of the open bid stands in this frame.
    pub fn stand(&mut self, anchor: in_place::Anchor) {
        self.anchors.push(anchor);
    }

    /// Opens a section of the settings.
    pub fn open_settings(&mut self, section: settings_panel::Section) {
        self.settings = Some(section);
    }

    /// Does what the same action does from its key.
    pub fn do_action(&mut self, action: keys::UiAction) {
        self.action = Some(action);
    }

    fn take_action(&mut self) -> Option<keys::UiAction> {
        self.action.take()
    }

    /// Takes all commands of the frame.
    #[must_use]
    pub fn take(&mut self) -> Vec<Command> {
        std::mem::take(&mut self.commands)
    }

    /// Takes the question of the frame.
    #[must_use]
    pub fn take_question(&mut self) -> Option<Question> {
        self.question.take()
    }

    /// Takes the dialog that was asked for.
    #[must_use]
    pub fn take_life(&mut self) -> Option<life::Dialog> {
        self.life.take()
    }

    fn take_in_place(&mut self) -> Option<in_place::Wish> {
        self.in_place.take()
    }

    fn take_anchors(&mut self) -> Vec<in_place::Anchor> {
        std::mem::take(&mut self.anchors)
    }

    fn take_settings(&mut self) -> Option<settings_panel::Section> {
        self.settings.take()
    }

    fn take_sign_in(&mut self) -> bool {
        std::mem::take(&mut self.sign_in)
    }
}
