//! Whatever is typed or pasted into the form: it never panics, never stalls, and nothing is sent by it.

use std::time::{Duration, Instant};

use cargorun_desk::app::command::{AfterSave, Command};
use cargorun_desk::app::state::{EditorStart, EditorTarget};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use crate::{Desk, data};

/// Typed texts of a dispatcher's bad day.
fn garbage() -> Vec<String> {
    vec![
        "я".repeat(10_000),
        "'; DROP TABLE bids; --\u{0}\u{7}\u{1b}[2J".to_owned(),
        "\u{202e}\u{feff}👩‍👩‍👧‍👦🚛\u{301}\u{301}\u{301}é\r\n\tстрока".to_owned(),
        "-99999999999999999999999999,999".to_owned(),
        "31.02.2026 25:99 +1д завтра".to_owned(),
        "%s%n{}\\{ $x }<b>&amp;</b>".to_owned(),
    ]
}

const FIELDS: [Role; 3] = [Role::TextInput, Role::EditableComboBox, Role::MultilineTextInput];

fn names(desk: &Desk) -> Vec<(Role, String)> {
    let fields = FIELDS.into_iter().flat_map(|role| desk.harness.query_all_by_role(role));
    fields.filter_map(|node| Some((node.accesskit_node().role(), node.accesskit_node().label()?))).collect()
}

fn may_follow_typing(command: &Command) -> bool {
    match command {
        Command::KeepForm { .. } | Command::SuggestAddress(_) | Command::AskCollisions { .. } | Command::DropForm => {
            true
        }
        Command::SaveBid { then, .. } => *then == AfterSave::Stay,
        _ => false,
    }
}

#[test]
fn garbage_in_any_field_sends_nothing_and_stalls_nothing() {
    for text in garbage() {
        let mut state = data::state(3);
        state.editor = Some(EditorTarget { session: 1, id: None, start: EditorStart::Blank, saved: None });
        let mut desk = Desk::open(state);
        // As in the real window: a sign that no font has is drawn as a box. The harness would fail on it.
        desk.harness.ctx.set_missing_glyph_policy(egui::MissingGlyphPolicy::Tofu);
        let fields = names(&desk);
        assert!(fields.len() > 10, "the form has its fields: {fields:?}");
        for (role, name) in &fields {
            // A field may have gone with the choice that it belonged to.
            let Some(field) =
                desk.harness.query_all_by_role(*role).find(|node| node.accesskit_node().label().as_ref() == Some(name))
            else {
                continue;
            };
            field.focus();
            desk.harness.run_steps(1);
            desk.harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
            desk.harness.event(egui::Event::Paste(text.clone()));
            desk.harness.run_steps(1);
            let quickest = (0..2).map(|_| frame(&mut desk)).min().unwrap_or_default();
            let shown: String = text.chars().take(12).collect();
            assert!(quickest < Duration::from_millis(700), "{name} with {shown:?}: a frame takes {quickest:?}");
        }
        desk.key(Key::Enter);
        desk.harness.run_steps(4);
        let sent = desk.sent();
        let wrong: Vec<_> = sent.iter().filter(|command| !may_follow_typing(command)).collect();
        assert!(wrong.is_empty(), "{wrong:?}");
    }
}

fn frame(desk: &mut Desk) -> Duration {
    let began = Instant::now();
    desk.harness.run_steps(1);
    began.elapsed()
}
