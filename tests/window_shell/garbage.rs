//! Whatever is typed or pasted into the form: it never panics, never stalls, and nothing is sent by it.

use cargorun_desk::app::command::{AfterSave, Command, Screen};
use cargorun_desk::app::state::{Connection, EditorStart, EditorTarget};
use cargorun_desk::ui::settings_panel::Section;
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use crate::{Desk, data};

/// Typed texts of a dispatcher's bad day.
fn garbage() -> Vec<String> {
    vec![
        "я".repeat(3_000),
        "'; DROP TABLE bids; --\u{0}\u{7}\u{1b}[2J".to_owned(),
        "\u{202e}\u{feff}👩‍👩‍👧‍👦🚛\u{301}\u{301}\u{301}é\r\n\tстрока".to_owned(),
        "-99999999999999999999999999,999".to_owned(),
        "31.02.2026 25:99 +1д завтра".to_owned(),
        "%s%n{}\\{ $x }<b>&amp;</b>".to_owned(),
    ]
}

/// Characters of the window's own words that a frame may lay out.
const OWN_WORDS: usize = 15_000;

const FIELDS: [Role; 5] =
    [Role::TextInput, Role::EditableComboBox, Role::MultilineTextInput, Role::PasswordInput, Role::SearchInput];

fn names(desk: &Desk) -> Vec<(Role, String)> {
    let fields = FIELDS.into_iter().flat_map(|role| desk.harness.query_all_by_role(role));
    fields.filter_map(|node| Some((node.accesskit_node().role(), node.accesskit_node().label()?))).collect()
}

/// Two rounds, and each field meets another text in each: every text meets fields of every kind.
const ROUNDS: [usize; 2] = [0, 3];

/// Pastes a text into every field that is seen, and gives the commands that followed.
fn paste_everywhere(desk: &mut Desk, round: usize, at_least: usize) -> Vec<Command> {
    // As in the real window: a sign that no font has is drawn as a box. The harness would fail on it.
    desk.harness.ctx.set_missing_glyph_policy(egui::MissingGlyphPolicy::Tofu);
    let fields = names(desk);
    assert!(fields.len() >= at_least, "the screen has its fields: {fields:?}");
    let texts = garbage();
    let mut most = OWN_WORDS;
    for ((role, name), text) in fields.iter().zip(texts.iter().cycle().skip(round)) {
        // A field holds its text once, and says it once more at most: not again for each frame or each key.
        most += 2 * text.chars().count();
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
        let shown: String = text.chars().take(12).collect();
        let laid_out = characters(desk);
        assert!(laid_out < most, "{name} with {shown:?}: a frame lays {laid_out} characters out");
    }
    desk.key(Key::Enter);
    desk.harness.run_steps(4);
    desk.sent()
}

#[test]
fn garbage_in_any_field_sends_nothing_and_stalls_nothing() {
    for round in ROUNDS {
        let mut state = data::state(3);
        state.editor = Some(EditorTarget { session: 1, id: None, start: EditorStart::Blank, saved: None });
        let mut desk = Desk::open(state);
        let sent = paste_everywhere(&mut desk, round, 11);
        let wrong: Vec<_> = sent
            .iter()
            .filter(|command| match command {
                Command::KeepForm { .. }
                | Command::SuggestAddress(_)
                | Command::AskCollisions { .. }
                | Command::DropForm => false,
                Command::SaveBid { then, .. } => *then != AfterSave::Stay,
                _ => true,
            })
            .collect();
        assert!(wrong.is_empty(), "{wrong:?}");
    }
}

#[test]
fn garbage_in_the_settings_and_the_form_of_a_connection_changes_nothing() {
    for round in ROUNDS {
        let mut state = data::state(3);
        state.connection.training = false;
        let before = state.settings.clone();
        let mut desk = Desk::settings(state, Section::Connection);
        desk.press("Сменить сервер или пользователя…");
        desk.click("Другой адрес");
        let mut sent = paste_everywhere(&mut desk, round, 3);
        for (section, fields) in [(Section::Look, 1), (Section::Work, 1), (Section::Exchange, 7), (Section::Notices, 4)]
        {
            desk.section(section);
            sent.extend(paste_everywhere(&mut desk, round, fields));
        }
        let wrong: Vec<_> = sent.iter().filter(|command| !matches!(command, Command::ForgetCheck)).collect();
        assert!(wrong.is_empty(), "{wrong:?}");
        assert_eq!(desk.state().settings, before);

        let mut state = data::state(0);
        state.first_start = true;
        state.connection = Connection::default();
        let mut desk = Desk::of_size(state, [1400.0, 1400.0]);
        desk.press("Ввести логин и пароль");
        desk.click("Другой адрес");
        let sent = paste_everywhere(&mut desk, round, 4);
        let wrong: Vec<_> = sent.iter().filter(|command| !matches!(command, Command::ForgetCheck)).collect();
        assert!(wrong.is_empty(), "{wrong:?}");
    }
}

#[test]
fn garbage_in_searches_and_filters_only_looks() {
    for round in ROUNDS {
        // The books share one panel.
        for screen in [Screen::Bids, Screen::Drivers] {
            let mut state = data::state(40);
            state.screen = screen;
            let mut desk = Desk::open(state);
            let sent = paste_everywhere(&mut desk, round, 1);
            // Enter on what was found opens it; nothing else may follow a search.
            let looks = |command: &Command| {
                matches!(command, Command::View(_) | Command::SelectBid(_) | Command::EditBid(_) | Command::CloseCard)
            };
            let wrong: Vec<_> = sent.iter().filter(|command| !looks(command)).collect();
            assert!(wrong.is_empty(), "{screen:?}: {wrong:?}");
        }
        let mut desk = Desk::open(data::state(40));
        desk.ctrl(Key::K);
        let sent = paste_everywhere(&mut desk, round, 1);
        assert!(sent.iter().all(|command| matches!(command, Command::View(_))), "the palette: {sent:?}");
    }
}

/// Characters that the last frame laid out for painting.
fn characters(desk: &Desk) -> usize {
    fn of(shape: &egui::Shape) -> usize {
        match shape {
            egui::Shape::Text(text) => text.galley.job.text.chars().count(),
            egui::Shape::Vec(shapes) => shapes.iter().map(of).sum(),
            _ => 0,
        }
    }
    desk.harness.output().shapes.iter().map(|clipped| of(&clipped.shape)).sum()
}
