//! One list of what the window can do: it feeds the keys, the menu and the palette.

mod available;
mod group;
mod pressed;
mod screens;

use super::icons;
use crate::app::command::Screen;
use crate::domain::action::Action;

pub use group::Group;
pub use pressed::pressed;
pub use screens::{screen_icon, screen_key};

/// Something that a person can ask of the window, by key, from the menu or from the palette.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum UiAction {
    /// Open the editor on a new bid.
    NewBid,
    /// Open the palette.
    Palette,
    /// Put the cursor into the search field of the list.
    Find,
    /// Exchange with the platform now.
    Sync,
    /// Stop the exchange that is running.
    StopSync,
    /// Pause the exchange: nothing goes by the clock or after a save.
    PauseSync,
    /// Go on with it.
    ResumeSync,
    /// All changes from outside have been looked at.
    SeeAll,
    /// Take back the last local deletion or edit.
    Undo,
    /// Make again what was taken back last.
    Redo,
    /// A step of the selected bid's life.
    Step(Action),
    /// Change fields of the marked bids, or of the selected one.
    ChangeBids,
    /// Change a field of the selected bid where it stands.
    EditHere,
    /// Give the selected bid and all later ones of its truck or driver to another.
    HandOver,
    /// Mark all bids that are shown.
    MarkAll,
    /// To the next bid of what burns.
    BurningNext,
    /// To the one before.
    BurningBefore,
    /// Only bids of my trucks, or all again.
    Mine,
    /// Show a saved view, by its place.
    UseView(u8),
    /// Close the card.
    CloseCard,
    /// Show a screen.
    Show(Screen),
    /// Show the bids that wait to be sent.
    ShowUnsent,
    /// Sign in.
    SignIn,
    /// The other language.
    SwitchLang,
    /// The other theme.
    SwitchTheme,
    /// Larger text.
    Larger,
    /// Smaller text.
    Smaller,
    /// Text of the usual size.
    UsualSize,
    /// Fold or unfold the navigation.
    FoldNavigation,
    /// The faults of the training server.
    Faults,
    /// The sheet of keys.
    Keys,
    /// About the program.
    About,
    /// Quit.
    Quit,
    /// The price of a groupage shipment of the selected bid.
    Groupage,
    /// The transport order of the selected bid as a PDF.
    TransportOrder,
    /// Which paper to make, of which bids.
    Papers,
    /// The bid of the open card again, with other dates.
    Repeat,
    /// One line of text becomes a draft.
    Line,
    /// A bid begun from a template.
    Templates,
    /// The bid of the open card becomes a template.
    KeepTemplate,
    /// Rows of a spreadsheet become drafts.
    Rows,
    /// Print the sheet of a change of shift.
    ShiftSheet,
    /// Copy its words.
    CopyShiftSheet,
}

impl UiAction {
    /// All of them, in the order of the palette.
    pub const ALL: [Self; 78] = [
        Self::NewBid,
        Self::Find,
        Self::Sync,
        Self::StopSync,
        Self::PauseSync,
        Self::ResumeSync,
        Self::ShowUnsent,
        Self::Step(Action::Edit),
        Self::Step(Action::Send),
        Self::Step(Action::Start),
        Self::Step(Action::Revert),
        Self::Step(Action::Cancel),
        Self::Step(Action::Delete),
        Self::Step(Action::Restore),
        Self::Step(Action::Complete),
        Self::Step(Action::Clone),
        Self::EditHere,
        Self::ChangeBids,
        Self::HandOver,
        Self::MarkAll,
        Self::BurningNext,
        Self::BurningBefore,
        Self::Mine,
        Self::UseView(0),
        Self::UseView(1),
        Self::UseView(2),
        Self::UseView(3),
        Self::UseView(4),
        Self::UseView(5),
        Self::UseView(6),
        Self::UseView(7),
        Self::UseView(8),
        Self::CloseCard,
        Self::Undo,
        Self::Redo,
        Self::Show(Screen::Bids),
        Self::Show(Screen::Invites),
        Self::Show(Screen::Drivers),
        Self::Show(Screen::Cars),
        Self::Show(Screen::Trailers),
        Self::Show(Screen::Counterparties),
        Self::Show(Screen::Organisations),
        Self::Show(Screen::Trackers),
        Self::Show(Screen::Employees),
        Self::Show(Screen::Mileage),
        Self::Show(Screen::Catalogs),
        Self::Show(Screen::Links),
        Self::Show(Screen::Changes),
        Self::SeeAll,
        Self::Show(Screen::Conflicts),
        Self::Show(Screen::Journal),
        Self::Show(Screen::Settings),
        Self::SignIn,
        Self::SwitchTheme,
        Self::SwitchLang,
        Self::Larger,
        Self::Smaller,
        Self::UsualSize,
        Self::FoldNavigation,
        Self::Palette,
        Self::Faults,
        Self::Keys,
        Self::About,
        Self::Quit,
        Self::Show(Screen::Map),
        Self::Show(Screen::Plan),
        Self::Show(Screen::Groupage),
        Self::Show(Screen::Reports),
        Self::Groupage,
        Self::TransportOrder,
        Self::Papers,
        Self::Repeat,
        Self::Line,
        Self::Templates,
        Self::KeepTemplate,
        Self::Rows,
        Self::ShiftSheet,
        Self::CopyShiftSheet,
    ];

    /// Those of the menu under the brand, in its order; the rest are a click away on the screen itself.
    pub const MENU: [Self; 15] = [
        Self::NewBid,
        Self::Palette,
        Self::Sync,
        Self::PauseSync,
        Self::ResumeSync,
        Self::Undo,
        Self::Redo,
        Self::SwitchTheme,
        Self::SwitchLang,
        Self::Larger,
        Self::Smaller,
        Self::Show(Screen::Settings),
        Self::Keys,
        Self::About,
        Self::Quit,
    ];

    /// Key of its name.
    #[must_use]
    pub const fn name_key(self) -> &'static str {
        match self {
            Self::NewBid => "shell-action-new-bid",
            Self::Palette => "shell-action-palette",
            Self::Find => "shell-action-find",
            Self::Sync => "shell-action-sync",
            Self::StopSync => "shell-action-stop-sync",
            Self::PauseSync => "pause-exchange",
            Self::ResumeSync => "resume-exchange",
            Self::SeeAll => "changes-see-all",
            Self::Undo => "shell-action-undo",
            Self::Redo => "shell-action-redo",
            Self::Step(Action::Edit) => "shell-action-edit-bid",
            Self::Step(Action::Send) => "shell-action-send-bid",
            Self::Step(Action::Start) => "shell-action-start-bid",
            Self::Step(Action::Revert) => "shell-action-revert-bid",
            Self::Step(Action::Cancel) => "shell-action-cancel-bid",
            Self::Step(Action::Delete) => "shell-action-delete-bid",
            Self::Step(Action::Restore) => "shell-action-restore-bid",
            Self::Step(Action::Complete) => "shell-action-complete-bid",
            Self::Step(Action::Clone) => "shell-action-clone-bid",
            Self::EditHere => "shell-action-edit-here",
            Self::ChangeBids => "shell-action-change-bids",
            Self::HandOver => "shell-action-hand-over",
            Self::MarkAll => "shell-action-mark-all",
            Self::BurningNext => "shell-action-burning-next",
            Self::BurningBefore => "shell-action-burning-before",
            Self::Mine => "shell-action-mine",
            Self::UseView(place) => view_key(place),
            Self::CloseCard => "shell-action-close-card",
            Self::Show(screen) => screen_key(screen),
            Self::ShowUnsent => "shell-action-show-unsent",
            Self::SignIn => "shell-action-sign-in",
            Self::SwitchLang => "shell-action-switch-lang",
            Self::SwitchTheme => "shell-action-switch-theme",
            Self::Larger => "shell-action-larger",
            Self::Smaller => "shell-action-smaller",
            Self::UsualSize => "shell-action-usual-size",
            Self::FoldNavigation => "shell-action-fold-navigation",
            Self::Faults => "shell-action-faults",
            Self::Keys => "shell-action-keys",
            Self::About => "shell-action-about",
            Self::Quit => "shell-action-quit",
            Self::Groupage => "ltl-from-bid",
            Self::TransportOrder => "paperwork-action-order",
            Self::Papers => "paperwork-action",
            Self::Repeat => "entry-action-repeat",
            Self::Line => "entry-action-line",
            Self::Templates => "templates-action",
            Self::KeepTemplate => "templates-action-keep",
            Self::Rows => "entry-action-rows",
            Self::ShiftSheet => "handover-action",
            Self::CopyShiftSheet => "handover-action-copy",
        }
    }

    /// Its icon.
    #[must_use]
    pub const fn icon(self) -> &'static str {
        match self {
            Self::NewBid => icons::PLUS,
            Self::Palette | Self::Keys => icons::COMMAND,
            Self::Find => icons::MAGNIFYING_GLASS,
            Self::Sync => icons::ARROWS_CLOCKWISE,
            Self::StopSync => icons::X,
            Self::PauseSync => icons::PAUSE,
            Self::ResumeSync => icons::PLAY,
            Self::SeeAll | Self::MarkAll => icons::CHECKS,
            Self::Undo => icons::ARROW_U_UP_LEFT,
            Self::Redo => icons::ARROW_U_UP_RIGHT,
            Self::Step(step) => super::card::steps::icon(step),
            Self::EditHere | Self::ChangeBids => icons::PENCIL_SIMPLE,
            Self::HandOver => icons::ARROW_RIGHT,
            Self::BurningNext => icons::CARET_RIGHT,
            Self::BurningBefore => icons::CARET_LEFT,
            Self::Mine => icons::TRUCK,
            Self::UseView(_) => icons::SLIDERS_HORIZONTAL,
            Self::CloseCard => icons::X_CIRCLE,
            Self::Show(screen) => screen_icon(screen),
            Self::ShowUnsent => icons::TRAY_ARROW_UP,
            Self::SignIn => icons::SIGN_IN,
            Self::SwitchLang => icons::TRANSLATE,
            Self::SwitchTheme => icons::MOON,
            Self::Larger | Self::Smaller | Self::UsualSize => icons::TEXT_AA,
            Self::FoldNavigation => icons::SIDEBAR_SIMPLE,
            Self::Faults => icons::CLOUD_WARNING,
            Self::About => icons::INFO,
            Self::Quit => icons::SIGN_OUT,
            Self::Groupage => icons::PACKAGE,
            Self::TransportOrder => icons::FILE_TEXT,
            Self::Papers | Self::ShiftSheet => icons::PRINTER,
            Self::Repeat | Self::CopyShiftSheet => icons::COPY,
            Self::Line | Self::Templates => icons::NOTE_PENCIL,
            Self::KeepTemplate => icons::FLOPPY_DISK,
            Self::Rows => icons::ROWS_PLUS_BOTTOM,
        }
    }
}

/// Key of the name of a saved view's action.
const fn view_key(place: u8) -> &'static str {
    match place {
        0 => "shell-action-view-1",
        1 => "shell-action-view-2",
        2 => "shell-action-view-3",
        3 => "shell-action-view-4",
        4 => "shell-action-view-5",
        5 => "shell-action-view-6",
        6 => "shell-action-view-7",
        7 => "shell-action-view-8",
        _ => "shell-action-view-9",
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn no_two_actions_share_a_key_or_a_name() {
        let mut keys = HashSet::new();
        let mut names = HashSet::new();
        for action in UiAction::ALL {
            assert!(names.insert(action.name_key()), "{action:?} has the name of another");
            if let Some(shortcut) = action.shortcut() {
                assert!(keys.insert(shortcut), "{action:?} has the key of another");
            }
        }
        assert!(UiAction::MENU.iter().all(|action| UiAction::ALL.contains(action)));
        assert!(Screen::ALL.into_iter().all(|screen| UiAction::ALL.contains(&UiAction::Show(screen))));
    }
}
