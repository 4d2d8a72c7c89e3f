//! Addresses: asked for, chosen, edited, confirmed.

use cargorun_desk::app::command::Command;
use cargorun_desk::app::state::{AddressAnswer, EditorStart};
use cargorun_desk::domain::place::Precision;
use egui::{Key, Modifiers};

use crate::desk::Desk;
use crate::office;

#[test]
fn an_address_is_asked_for_at_a_measured_pace_and_its_parts_are_shown() {
    let mut desk = Desk::open(EditorStart::Blank);
    desk.focus("Адрес, точка 1");
    desk.type_text("ка");
    assert_eq!(desk.sent(), []);
    desk.type_text("з");
    assert_eq!(desk.sent(), [Command::SuggestAddress("каз".to_owned())]);
    assert!(desk.sees("Ищу…"));
    let found = AddressAnswer::Found(vec![office::kazan()]);
    desk.state().addresses.insert("каз".to_owned(), found);
    desk.wait(0);
    assert_eq!(desk.listed(), ["Казань, Оренбургский тракт, 5"]);
    desk.press(Key::Enter);
    assert_eq!(desk.value("Адрес, точка 1"), "Казань, Оренбургский тракт, 5");
    for part in ["Республика Татарстан", "Казань", "д. 5", "Приволжский федеральный округ", "55.7558", "+03:00"]
    {
        assert!(desk.sees(part), "{part}");
    }

    desk.type_text(" литер А");
    assert!(desk.sees("Адрес изменён, координаты сняты."));
    desk.press_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(desk.value("Адрес, точка 1"), "Казань, Оренбургский тракт, 5");
    assert!(desk.sees("55.7558"));
}

#[test]
fn an_approximate_place_is_marked_and_holds_sending_back_until_it_is_confirmed() {
    let mut desk = Desk::open(EditorStart::Blank);
    let town = |precision| {
        let mut town =
            office::place("Пенза", "Пенза", "Пензенская область", chrono_tz::Tz::Europe__Moscow, (53.2, 45.0));
        town.precision = precision;
        town
    };
    desk.focus("Адрес, точка 1");
    desk.type_text("пенза");
    desk.state().addresses.insert("пенза".to_owned(), AddressAnswer::Offline(vec![town(Precision::Approximate)]));
    desk.wait(0);
    assert!(desk.sees("Нет связи"));
    desk.press(Key::Enter);
    assert_eq!(desk.note("Адрес, точка 1"), "адрес примерный, его нужно подтвердить");

    desk.sent();
    desk.click("подтвердить адрес");
    assert_eq!(desk.sent(), [Command::SuggestAddress("Пенза".to_owned())]);
    let found = AddressAnswer::Found(vec![town(Precision::Confirmed)]);
    desk.state().addresses.insert("Пенза".to_owned(), found);
    desk.wait(0);
    assert_eq!(desk.listed(), ["Пенза"]);
    desk.click("Пенза");
    assert_eq!(desk.note("Адрес, точка 1"), "");
    assert!(!desk.sees("≈ примерно"));
}
