//! The groups in which actions are listed: menu, sheet of keys and settings show the same.

use super::UiAction;

/// A group of actions on the sheet of keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// Bids.
    Bids,
    /// The list.
    List,
    /// The exchange.
    Exchange,
    /// Screens.
    Screens,
    /// The window.
    Window,
}

impl Group {
    /// All, in their order.
    pub const ALL: [Self; 5] = [Self::Bids, Self::Screens, Self::List, Self::Window, Self::Exchange];

    /// Key of its title.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Bids => "cheat-group-bids",
            Self::List => "cheat-group-list",
            Self::Exchange => "cheat-group-exchange",
            Self::Screens => "cheat-group-screens",
            Self::Window => "cheat-group-window",
        }
    }
}

impl UiAction {
    /// Where it stands on the sheet of keys.
    #[must_use]
    pub const fn group(self) -> Group {
        match self {
            Self::NewBid
            | Self::Step(_)
            | Self::EditHere
            | Self::ChangeBids
            | Self::HandOver
            | Self::Groupage
            | Self::TransportOrder
            | Self::Papers
            | Self::Repeat
            | Self::Templates
            | Self::KeepTemplate
            | Self::Line
            | Self::Rows
            | Self::ShiftSheet
            | Self::CopyShiftSheet
            | Self::Undo
            | Self::Redo => Group::Bids,
            Self::Find
            | Self::MarkAll
            | Self::BurningNext
            | Self::BurningBefore
            | Self::Mine
            | Self::UseView(_)
            | Self::CloseCard
            | Self::ShowUnsent => Group::List,
            Self::Sync
            | Self::StopSync
            | Self::PauseSync
            | Self::ResumeSync
            | Self::SeeAll
            | Self::SignIn
            | Self::Faults => Group::Exchange,
            Self::Show(_) => Group::Screens,
            Self::Palette
            | Self::SwitchLang
            | Self::SwitchTheme
            | Self::Larger
            | Self::Smaller
            | Self::UsualSize
            | Self::FoldNavigation
            | Self::Keys
            | Self::About
            | Self::Quit => Group::Window,
        }
    }
}
