//! The keys of actions: those they come with, and which were pressed.
//!
//! Keys are compared by their place on the keyboard where the layout has no Latin letters, so Ctrl+N works under a
//! Russian layout too (egui falls back to the physical key).

use egui::{Context, Key, KeyboardShortcut, Modifiers};

use super::UiAction;
use super::screens::screen_digit;
use crate::app::command::Screen;
use crate::domain::action::Action;
use crate::ui::key_map;

impl UiAction {
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
            Self::EditHere => bare(Key::F2),
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

    /// Its key as it is written on this system; empty without one.
    #[must_use]
    pub fn key_text(self, ctx: &Context) -> String {
        let key = key_map::key_of(self, &key_map::in_force(ctx));
        key.map(|key| ctx.format_shortcut(&key)).unwrap_or_default()
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
            UiAction::Step(_)
            | UiAction::EditHere
            | UiAction::ChangeBids
            | UiAction::BurningNext
            | UiAction::BurningBefore => !editing,
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
