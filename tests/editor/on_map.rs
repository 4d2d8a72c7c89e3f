//! The place of a point, chosen on the map.

use cargorun_desk::app::command::Command;
use cargorun_desk::app::map::ask::MapCommand;
use cargorun_desk::app::state::{AddressAnswer, EditorStart};
use cargorun_desk::domain::place::Place;
use egui::Key;

use crate::desk::Desk;
use crate::office;

#[test]
fn a_point_gets_its_place_on_the_map_without_a_mouse() {
    let mut desk = Desk::open(EditorStart::Blank);
    desk.focus("Адрес, точка 2");
    desk.press(Key::F4);
    assert!(desk.sees("Место точки 2") && desk.sees("Место не выбрано"));
    desk.sent();
    desk.press(Key::Space);
    let asked = desk.sent().into_iter().find_map(|command| match command {
        Command::Map(MapCommand::Name(place)) => Some(place),
        _ => None,
    });
    let asked = asked.unwrap();
    let found = Place { location: Some(asked), ..office::kazan() };
    desk.state().map.named = Some((asked, AddressAnswer::Found(vec![found])));
    desk.wait(0);
    assert!(desk.sees("Казань, Оренбургский тракт, 5"));
    desk.click("Взять это место");
    assert_eq!(desk.value("Адрес, точка 2"), "Казань, Оренбургский тракт, 5");
    assert!(!desk.sees("Место точки 2"));
}

#[test]
fn escape_leaves_the_map_and_not_the_form() {
    let mut desk = Desk::open(EditorStart::Blank);
    desk.focus("Адрес, точка 1");
    desk.press(Key::F4);
    desk.sent();
    desk.press(Key::Escape);
    assert!(!desk.sees("Место точки 1"));
    assert!(!desk.sent().contains(&Command::CloseEditor));
}
