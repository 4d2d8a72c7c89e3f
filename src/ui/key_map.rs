//! Keys that a person has set over those that actions come with: how they are written, which are taken, and where the window
//! looks them up.
//!
//! A key is written as `Ctrl+Shift+Z`, in Latin letters whatever the layout. An empty text means that the action has no key.

use std::collections::BTreeMap;
use std::sync::Arc;

use egui::{Context, Id, Key, KeyboardShortcut, Modifiers};

use super::keys::UiAction;

/// Keys by the name of the action, as the settings keep them.
pub type Keys = BTreeMap<String, String>;

/// The key of an action: the person's own, else the one it comes with. What can't be read is not there.
#[must_use]
pub fn key_of(action: UiAction, keys: &Keys) -> Option<KeyboardShortcut> {
    match keys.get(action.name_key()) {
        Some(text) if text.is_empty() => None,
        Some(text) => parse(text).or_else(|| action.shortcut()),
        None => action.shortcut(),
    }
}

/// The other action that has this key.
#[must_use]
pub fn taken(wanted: KeyboardShortcut, by: UiAction, keys: &Keys) -> Option<UiAction> {
    UiAction::ALL.into_iter().find(|other| *other != by && key_of(*other, keys) == Some(wanted))
}

/// Writes a key: `Ctrl+Shift+Z`.
#[must_use]
pub fn write(key: KeyboardShortcut) -> String {
    let mut text = String::new();
    for (held, name) in [
        (key.modifiers.command || key.modifiers.ctrl, "Ctrl"),
        (key.modifiers.alt, "Alt"),
        (key.modifiers.shift, "Shift"),
    ] {
        if held {
            text.push_str(name);
            text.push('+');
        }
    }
    text.push_str(key.logical_key.name());
    text
}

/// Reads what [`write`] wrote.
#[must_use]
pub fn parse(text: &str) -> Option<KeyboardShortcut> {
    let mut modifiers = Modifiers::NONE;
    let mut rest = text.trim();
    while let Some((held, key)) = rest.split_once('+').filter(|(_, key)| !key.is_empty()) {
        match held {
            "Ctrl" => modifiers |= Modifiers::COMMAND,
            "Alt" => modifiers |= Modifiers::ALT,
            "Shift" => modifiers |= Modifiers::SHIFT,
            _ => return None,
        }
        rest = key;
    }
    Some(KeyboardShortcut::new(modifiers, Key::from_name(rest)?))
}

/// May this be the key of an action? Bare letters, digits and signs are typed, and the keys of moving belong to lists and
/// fields.
#[must_use]
pub fn may_be(key: KeyboardShortcut) -> bool {
    let held = key.modifiers.command || key.modifiers.ctrl || key.modifiers.alt;
    let is_function = matches!(
        key.logical_key,
        Key::F1
            | Key::F2
            | Key::F3
            | Key::F4
            | Key::F5
            | Key::F6
            | Key::F7
            | Key::F8
            | Key::F9
            | Key::F10
            | Key::F11
            | Key::F12
            | Key::Insert
    );
    let is_moving = matches!(
        key.logical_key,
        Key::ArrowUp
            | Key::ArrowDown
            | Key::ArrowLeft
            | Key::ArrowRight
            | Key::Home
            | Key::End
            | Key::PageUp
            | Key::PageDown
            | Key::Tab
    );
    let is_the_fields_own =
        held && !key.modifiers.alt && !key.modifiers.shift && matches!(key.logical_key, Key::C | Key::X | Key::V);
    is_function || (held && !is_moving && !is_the_fields_own)
}

fn place() -> Id {
    Id::unique("key-map")
}

fn waiting() -> Id {
    Id::unique("key-map-waiting")
}

/// A key is being chosen: the next one pressed is for that, and does nothing else. Said in each frame that waits.
pub fn wait(ctx: &Context) {
    ctx.data_mut(|data| data.insert_temp(waiting(), true));
}

/// Was a key being chosen in the frame before?
#[must_use]
pub fn is_waited_for(ctx: &Context) -> bool {
    ctx.data_mut(|data| data.remove_temp::<bool>(waiting())).unwrap_or(false)
}

/// Puts the person's keys in force for this frame.
pub fn install(ctx: &Context, keys: &Keys) {
    let known: Option<Arc<Keys>> = ctx.data(|data| data.get_temp(place()));
    if known.is_none_or(|known| *known != *keys) {
        ctx.data_mut(|data| data.insert_temp(place(), Arc::new(keys.clone())));
    }
}

/// The keys in force.
#[must_use]
pub fn in_force(ctx: &Context) -> Arc<Keys> {
    ctx.data(|data| data.get_temp(place())).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_that_an_action_comes_with_is_written_and_read_again() {
        for action in UiAction::ALL {
            let Some(key) = action.shortcut() else { continue };
            assert_eq!(parse(&write(key)), Some(key), "{action:?}: {}", write(key));
        }
        for wrong in ["", "Ctrl+", "Hyper+K", "Ctrl+Nothing"] {
            assert_eq!(parse(wrong), None, "«{wrong}»");
        }
    }

    #[test]
    fn a_persons_key_wins_and_a_taken_one_is_named() {
        let mut keys = Keys::new();
        assert_eq!(key_of(UiAction::Sync, &keys), UiAction::Sync.shortcut());
        keys.insert(UiAction::Sync.name_key().to_owned(), "Ctrl+J".into());
        let wanted = parse("Ctrl+J").unwrap();
        assert_eq!(key_of(UiAction::Sync, &keys), Some(wanted));
        assert_eq!(taken(wanted, UiAction::Find, &keys), Some(UiAction::Sync));
        assert_eq!(taken(wanted, UiAction::Sync, &keys), None, "its own key is free to it");
        let former = UiAction::Sync.shortcut().unwrap();
        assert_eq!(taken(former, UiAction::Find, &keys), None, "what was let go of is free");
        keys.insert(UiAction::Sync.name_key().to_owned(), String::new());
        assert_eq!(key_of(UiAction::Sync, &keys), None);
    }

    #[test]
    fn what_is_typed_or_moves_is_no_key_of_an_action() {
        let may = |text| may_be(parse(text).unwrap());
        for good in ["F6", "Ctrl+J", "Alt+1", "Shift+F8", "Ctrl+Shift+C"] {
            assert!(may(good), "{good}");
        }
        for bad in ["A", "Shift+A", "Enter", "Ctrl+C", "ArrowUp", "Alt+Tab", "Ctrl+Home"] {
            assert!(parse(bad).is_none() || !may(bad), "{bad}");
        }
    }
}
