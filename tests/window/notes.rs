//! Notes on a bid: typed on its card, kept, settled; a time in one is a reminder that comes by itself.

use cargorun_desk::words::Lang;
use egui::{Event, Key, Role};
use egui_kittest::kittest::Queryable as _;

use super::desk_support::Server;
use super::open;

#[test]
fn a_note_is_typed_on_the_card_and_settled_there() {
    let dir = tempfile::tempdir().unwrap();
    let server = Server::start();
    let mut window = open(dir.path(), &server, Lang::Ru);
    let line = window.state().bids.shown_line(0).cloned().unwrap();
    window.harness.get_by_label_contains(&format!("Заявка {}, ", line.number)).click();
    window.until("the card", |window| window.state().card.is_some());
    window.harness.get_by_role_and_label(Role::TextInput, "Новая заметка").focus();
    window.harness.run_steps(2);
    window.harness.event(Event::Text("позвонить завтра в 9 про пропуск".to_owned()));
    window.harness.run_steps(2);
    window.shows("Напомним ");
    window.press(Key::Enter);
    window.until("the note", |window| window.sees("позвонить завтра в 9 про пропуск"));
    let notes = window.state().notes.of(&line.id).to_vec();
    assert!(notes[0].remind_at.is_some_and(|at| at > chrono::Utc::now()) && !notes[0].author.is_empty(), "{notes:?}");
    // The end of a card may lie below its window: pressed as a screen reader presses.
    let press = |window: &mut super::Window, name: &str| {
        window.harness.get_by_role_and_label(Role::Button, name).click_accesskit();
        window.harness.run_steps(3);
    };
    press(&mut window, "Сделано: позвонить завтра в 9 про пропуск");
    window.until("the settled note", |window| window.state().notes.of(&line.id).first().is_some_and(|note| note.done));
    press(&mut window, "Удалить: позвонить завтра в 9 про пропуск");
    window.until("no note", |window| window.state().notes.of(&line.id).is_empty());
}
