//! Fields: what they lack, offer, propose and understand; rows of cargos and points.

use cargorun_desk::app::state::EditorStart;
use chrono::NaiveDate;
use egui::{Key, Modifiers};

use crate::desk::Desk;
use crate::office;
use crate::type_whole_bid;

#[test]
fn what_is_missing_is_named_beside_its_field_and_the_next_one_is_a_key_away() {
    let mut desk = Desk::open(EditorStart::Blank);
    assert_eq!(desk.note("Цена"), "не указана");
    assert_eq!(desk.note("Адрес, точка 2"), "не указан");
    assert!(desk.sees("Чтобы отправить, не хватает:"));

    desk.press(Key::F8);
    assert_eq!(desk.focused(), "Тип оплаты");
    desk.click("машина");
    assert_eq!(desk.focused(), "Машина");
    desk.click("точка 2: время");
    assert_eq!(desk.focused(), "Приезд, точка 2");

    desk.focus("Цена");
    desk.fill("0");
    assert_eq!(desk.note("Цена"), "должна быть больше нуля");
    assert!(desk.sees("цена: должна быть больше нуля"));
    desk.focus("Цена");
    desk.fill("двести");
    assert_eq!(desk.note("Цена"), "не понимаю");
    desk.focus("Цена");
    desk.fill("200000");
    assert_eq!((desk.note("Цена"), desk.value("Цена")), (String::new(), "200\u{a0}000,00".to_owned()));

    desk.press_with(Modifiers::COMMAND, Key::Enter);
    assert_eq!(desk.sent(), [], "nothing is sent while something is missing");
    assert_eq!(desk.focused(), "Тип оплаты", "the first miss gets the keyboard");
}

#[test]
fn the_pair_of_a_truck_is_proposed_and_one_key_takes_it_back() {
    let mut desk = Desk::open(EditorStart::Blank);
    desk.focus("Машина");
    desk.type_text("f123");
    assert_eq!(desk.listed(), ["А123ВС77"], "the other keyboard layout is understood too");
    desk.press(Key::Enter);
    assert_eq!(desk.value("Водитель"), "Петров Олег Иванович");
    assert_eq!((desk.value("Прицеп"), desk.note("Прицеп")), ("АВ123477".to_owned(), "предложено".to_owned()));

    desk.press_with(Modifiers::COMMAND, Key::Z);
    assert_eq!((desk.value("Водитель"), desk.value("Прицеп")), (String::new(), String::new()));
    assert_eq!(desk.value("Машина"), "А123ВС77", "the truck stays");

    desk.focus("Водитель");
    desk.choose("сидоров");
    desk.focus("Машина");
    desk.choose("a123");
    assert_eq!(desk.value("Водитель"), "Сидоров Антон Павлович", "what a person chose is never replaced");
}

#[test]
fn lists_offer_what_works_and_mark_the_rest() {
    let mut desk = Desk::open(EditorStart::Blank);
    desk.focus("Машина");
    desk.press(Key::ArrowDown);
    assert_eq!(desk.listed(), ["А123ВС77", "В456ОР116"], "a deleted truck isn't offered");
    desk.press(Key::ArrowDown);
    desk.press(Key::ArrowDown);
    desk.press(Key::Enter);
    assert_eq!(desk.value("Машина"), "В456ОР116");
    desk.focus("Водитель");
    desk.press(Key::ArrowDown);
    assert_eq!(desk.listed().last().map(String::as_str), Some("Ёлкин Пётр Семёнович"), "who is inactive comes last");
    desk.press(Key::Escape);
    assert_eq!(desk.listed(), Vec::<String>::new());
    assert_eq!(desk.focused(), "Водитель", "Esc closes the list first");
}

#[test]
fn text_that_names_no_row_is_kept_told_and_can_be_given_up() {
    let mut desk = Desk::open(EditorStart::Blank);
    desk.choose("ромаш");
    desk.focus("Заказчик");
    desk.type_text("марс");
    assert!(desk.sees("Ничего не найдено"));
    desk.press(Key::Escape);
    assert_eq!(desk.value("Заказчик"), "ООО «Ромашка»");

    desk.type_text("о");
    desk.press(Key::Tab);
    desk.press(Key::Tab);
    desk.focus("Заказчик");
    desk.type_text("марс");
    desk.focus("Цена");
    assert_eq!((desk.value("Заказчик"), desk.note("Заказчик")), ("марс".to_owned(), "выберите".to_owned()));
    assert!(!desk.is_enabled("Сохранить и отправить"));
}

#[test]
fn arrows_move_a_time_and_its_meaning_is_told_while_typing() {
    let mut desk = Desk::open(EditorStart::Blank);
    desk.focus("Приезд, точка 1");
    desk.type_text("15.12 09");
    assert!(desk.sees("вт, 15.12.2026 09:00 — часовой пояс станет известен с адресом"));
    desk.press(Key::ArrowUp);
    desk.press(Key::ArrowUp);
    desk.press(Key::PageUp);
    assert_eq!(desk.value("Приезд, точка 1"), "16.12.2026 09:30");
    desk.fill("00000");
    assert_eq!(desk.note("Приезд, точка 1"), "не понимаю");
}

#[test]
fn a_bid_too_early_to_be_tracked_is_warned_of_and_can_be_sent() {
    let mut state = office::desk(EditorStart::Blank);
    state.settings.pilot_start = NaiveDate::from_ymd_opt(2026, 12, 20);
    let mut desk = Desk::with(state);
    type_whole_bid(&mut desk, "b456op");
    assert_eq!(desk.note("Приезд, точка 1"), "раньше запуска пилота (20.12.2026): рейс не отследить");
    assert!(desk.is_enabled("Сохранить и отправить"));
}

#[test]
fn points_are_added_moved_and_removed_by_keyboard() {
    let mut desk = Desk::open(EditorStart::Blank);
    desk.choose("ромаш");
    desk.focus("Адрес, точка 1");
    desk.choose("оренбургском");
    desk.focus("Адрес, точка 2");
    desk.choose("менделеева");
    assert!(!desk.is_enabled("Убрать точку 1"), "two points are the least");

    desk.click("Добавить точку");
    assert_eq!(desk.focused(), "Адрес, точка 3");
    desk.press(Key::Escape);
    desk.press_with(Modifiers::ALT, Key::ArrowUp);
    assert_eq!(desk.focused(), "Адрес, точка 2", "the keyboard goes with the point");
    assert_eq!(desk.value("Адрес, точка 3"), "Уфа, улица Менделеева, 130");
    desk.press_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(desk.value("Адрес, точка 2"), "Уфа, улица Менделеева, 130");

    desk.click("Убрать точку 1");
    assert_eq!(desk.value("Адрес, точка 1"), "Уфа, улица Менделеева, 130");
    assert!(desk.sees("нет точки загрузки"));
    assert!(desk.sees("Точка убрана."));
    desk.press_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(desk.value("Адрес, точка 1"), "Казань, Оренбургский тракт, 5");

    desk.focus("Вид точки, точка 3");
    desk.choose("произв");
    assert_eq!(desk.value("Вид точки, точка 3"), "Произвольная");
    desk.focus("Вид точки, точка 3");
    desk.type_text("таможня");
    desk.focus("Цена");
    assert_eq!(desk.value("Вид точки, точка 3"), "Произвольная", "a point is always of some kind");
}

#[test]
fn cargos_are_added_and_removed() {
    let mut desk = Desk::open(EditorStart::Blank);
    desk.focus("Наименование");
    desk.type_text("Молоко");
    desk.click("Добавить груз");
    assert_eq!(desk.focused(), "Наименование, груз 2");
    desk.fill("Сыр");
    assert!(desk.sees("груз 2: тип"));
    desk.click("Убрать груз 1");
    assert_eq!(desk.value("Наименование"), "Сыр");
    assert!(desk.sees("Груз убран."));
    desk.click("Вернуть (Ctrl+Z)");
    assert_eq!(desk.value("Наименование, груз 1"), "Молоко");
}
