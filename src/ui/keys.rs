//! One list of what the window can do: it feeds the keys, the menu and the palette.
//!
//! Keys are compared by their place on the keyboard where the layout has no Latin letters, so Ctrl+N works under a
//! Russian layout too (egui falls back to the physical key).

use egui::{Context, Key, KeyboardShortcut, Modifiers};

use super::card::steps::Subject;
use super::{icons, key_map};
use crate::app::command::Screen;
use crate::app::state::{AppState, Link};
use crate::domain::action::{self, Action};

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
    pub const ALL: [Self; 77] = [
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
            Self::ChangeBids => icons::PENCIL_SIMPLE,
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

    /// The key that it comes with; a person may set another ([`key_map`]). Enter on a row of the list opens the editor: that key belongs to the list.
    #[must_use]
    pub fn shortcut(self) -> Option<KeyboardShortcut> {
        let ctrl = |key| Some(KeyboardShortcut::new(Modifiers::COMMAND, key));
        let bare = |key| Some(KeyboardShortcut::new(Modifiers::NONE, key));
        let ctrl_shift = |key| Some(KeyboardShortcut::new(Modifiers::COMMAND | Modifiers::SHIFT, key));
        match self {
            Self::NewBid => ctrl(Key::N),
            Self::Palette => ctrl(Key::K),
            Self::Find => ctrl(Key::F),
            Self::Sync => bare(Key::F5),
            Self::Undo => ctrl(Key::Z),
            Self::Redo => ctrl(Key::Y),
            Self::Step(Action::Send) => ctrl(Key::Enter),
            Self::ChangeBids => ctrl(Key::E),
            Self::MarkAll => ctrl(Key::A),
            Self::BurningNext => bare(Key::F8),
            Self::BurningBefore => Some(KeyboardShortcut::new(Modifiers::SHIFT, Key::F8)),
            Self::UseView(place) => digit(place).map(|key| KeyboardShortcut::new(Modifiers::ALT, key)),
            Self::CloseCard => bare(Key::Escape),
            Self::Show(Screen::Map) => ctrl(Key::M),
            Self::Show(Screen::Plan) => ctrl(Key::P),
            Self::Show(Screen::Reports) => ctrl(Key::G),
            Self::Show(screen) => screen_digit(screen).and_then(ctrl),
            Self::Larger => ctrl(Key::Plus),
            Self::Smaller => ctrl(Key::Minus),
            Self::UsualSize => ctrl(Key::Num0),
            Self::FoldNavigation => ctrl(Key::B),
            Self::Keys => bare(Key::F1),
            Self::Quit => ctrl(Key::Q),
            Self::Groupage => ctrl(Key::D),
            Self::TransportOrder => ctrl(Key::T),
            Self::Papers => ctrl_shift(Key::T),
            Self::Repeat => ctrl(Key::R),
            Self::Line => ctrl_shift(Key::N),
            Self::Templates => ctrl_shift(Key::M),
            Self::Rows => ctrl_shift(Key::I),
            Self::ShiftSheet => ctrl(Key::H),
            Self::CopyShiftSheet => ctrl_shift(Key::H),
            Self::KeepTemplate
            | Self::StopSync
            | Self::PauseSync
            | Self::ResumeSync
            | Self::SeeAll
            | Self::Step(
                Action::Edit
                | Action::Start
                | Action::Revert
                | Action::Cancel
                | Action::Delete
                | Action::Restore
                | Action::Complete
                | Action::Clone,
            )
            | Self::HandOver
            | Self::Mine
            | Self::ShowUnsent
            | Self::SignIn
            | Self::SwitchLang
            | Self::SwitchTheme
            | Self::Faults
            | Self::About => None,
        }
    }

    /// Where it stands on the sheet of keys.
    #[must_use]
    pub const fn group(self) -> Group {
        match self {
            Self::NewBid
            | Self::Step(_)
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

    /// Its key as it is written on this system; empty without one.
    #[must_use]
    pub fn key_text(self, ctx: &Context) -> String {
        let key = key_map::key_of(self, &key_map::in_force(ctx));
        key.map(|key| ctx.format_shortcut(&key)).unwrap_or_default()
    }

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
            Self::NewBid
            | Self::Palette
            | Self::Find
            | Self::Undo
            | Self::Redo
            | Self::Show(_)
            | Self::ShowUnsent
            | Self::SwitchLang
            | Self::SwitchTheme
            | Self::Larger
            | Self::Smaller
            | Self::UsualSize
            | Self::FoldNavigation
            | Self::Keys
            | Self::About
            | Self::Quit => true,
        }
    }
}

/// The actions whose keys were pressed in this frame, each at most once.
///
/// `editing`: the editor is open and has its own Ctrl+Enter, Ctrl+Z and Escape. While text is being typed, Ctrl+Z and Escape
/// are the field's.
#[must_use]
pub fn pressed(ctx: &Context, editing: bool) -> Vec<UiAction> {
    let typing = ctx.text_edit_focused();
    let busy = egui::Popup::is_any_open(ctx);
    let keys = key_map::in_force(ctx);
    let mut chosen: Vec<_> = UiAction::ALL
        .into_iter()
        .filter(|action| match action {
            UiAction::Undo | UiAction::Redo | UiAction::MarkAll => !typing && !editing,
            UiAction::CloseCard => !typing && !editing && !busy,
            // In forms F8 goes to the next field that is lacking.
            UiAction::Step(_) | UiAction::ChangeBids | UiAction::BurningNext | UiAction::BurningBefore => !editing,
            _ => true,
        })
        .filter_map(|action| Some((key_map::key_of(action, &keys)?, action)))
        .collect();
    // The more particular key goes first: Ctrl+Z would be heard in Ctrl+Shift+Z.
    chosen.sort_by_key(|(key, _)| std::cmp::Reverse(held(key.modifiers)));
    if !typing && !editing {
        // Before Ctrl+Z, which is pressed with it: the more particular key goes first.
        let redo = KeyboardShortcut::new(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
        chosen.insert(0, (redo, UiAction::Redo));
    }
    // Plus stands above the equals sign: people press it without Shift.
    chosen.push((KeyboardShortcut::new(Modifiers::COMMAND, Key::Equals), UiAction::Larger));
    // A key without Shift is heard with it too: the one that asks for it goes first.
    chosen.sort_by_key(|(shortcut, _)| !shortcut.modifiers.shift);
    ctx.input_mut(|input| {
        chosen.into_iter().filter(|(shortcut, _)| input.consume_shortcut(shortcut)).map(|(_, action)| action).collect()
    })
}

/// How many keys are held beside the main one.
fn held(modifiers: Modifiers) -> usize {
    [modifiers.command || modifiers.ctrl, modifiers.alt, modifiers.shift].into_iter().filter(|held| *held).count()
}

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

/// The digit of a saved view.
const fn digit(place: u8) -> Option<Key> {
    Some(match place {
        0 => Key::Num1,
        1 => Key::Num2,
        2 => Key::Num3,
        3 => Key::Num4,
        4 => Key::Num5,
        5 => Key::Num6,
        6 => Key::Num7,
        7 => Key::Num8,
        8 => Key::Num9,
        _ => return None,
    })
}

/// Key of a screen's name.
#[must_use]
pub const fn screen_key(screen: Screen) -> &'static str {
    match screen {
        Screen::Bids => "screen-bids",
        Screen::Drivers => "screen-drivers",
        Screen::Cars => "screen-cars",
        Screen::Trailers => "screen-trailers",
        Screen::Counterparties => "screen-counterparties",
        Screen::Organisations => "screen-organisations",
        Screen::Trackers => "screen-trackers",
        Screen::Employees => "screen-employees",
        Screen::Mileage => "screen-mileage",
        Screen::Catalogs => "screen-catalogs",
        Screen::Links => "screen-links",
        Screen::Changes => "screen-changes",
        Screen::Conflicts => "screen-conflicts",
        Screen::Journal => "screen-journal",
        Screen::Settings => "screen-settings",
        Screen::Invites => "screen-invites",
        Screen::Map => "screen-map",
        Screen::Plan => "screen-plan",
        Screen::Groupage => "screen-groupage",
        Screen::Reports => "screen-reports",
    }
}

/// Icon of a screen.
#[must_use]
pub const fn screen_icon(screen: Screen) -> &'static str {
    match screen {
        Screen::Bids => icons::CLIPBOARD_TEXT,
        Screen::Drivers => icons::STEERING_WHEEL,
        Screen::Cars => icons::TRUCK,
        Screen::Trailers => icons::TRUCK_TRAILER,
        Screen::Counterparties => icons::BUILDINGS,
        Screen::Organisations => icons::BANK,
        Screen::Trackers => icons::BROADCAST,
        Screen::Employees => icons::USERS,
        Screen::Mileage => icons::PATH,
        Screen::Catalogs => icons::BOOKS,
        Screen::Links => icons::LINK,
        Screen::Changes => icons::BELL,
        Screen::Conflicts => icons::ARROWS_SPLIT,
        Screen::Journal => icons::PULSE,
        Screen::Settings => icons::GEAR_SIX,
        Screen::Invites => icons::ENVELOPE,
        Screen::Map => icons::MAP_TRIFOLD,
        Screen::Plan => icons::CALENDAR_BLANK,
        Screen::Groupage => icons::PACKAGE,
        Screen::Reports => icons::CHART_BAR,
    }
}

/// The screens that came first have a digit; the others are a few letters away in the palette.
const fn screen_digit(screen: Screen) -> Option<Key> {
    Some(match screen {
        Screen::Bids => Key::Num1,
        Screen::Drivers => Key::Num2,
        Screen::Cars => Key::Num3,
        Screen::Trailers => Key::Num4,
        Screen::Counterparties => Key::Num5,
        Screen::Catalogs => Key::Num6,
        Screen::Journal => Key::Num7,
        Screen::Settings => Key::Num8,
        Screen::Conflicts => Key::Num9,
        Screen::Organisations
        | Screen::Trackers
        | Screen::Employees
        | Screen::Mileage
        | Screen::Links
        | Screen::Changes
        | Screen::Invites
        | Screen::Map
        | Screen::Plan
        | Screen::Groupage
        | Screen::Reports => return None,
    })
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
