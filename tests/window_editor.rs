//! The bid editor, driven by keyboard and read by the accessibility tree, in both languages.

#[path = "editor/desk.rs"]
mod desk;
#[path = "editor/office.rs"]
mod office;

use cargorun_desk::app::command::{AfterSave, Command};
use cargorun_desk::app::state::{AddressAnswer, Collisions, EditorStart};
use cargorun_desk::domain::bid::{Contact, PointKind};
use cargorun_desk::domain::id::{RecordKind, RemoteId};
use cargorun_desk::domain::money::Money;
use cargorun_desk::domain::place::Precision;
use chrono::{NaiveDate, NaiveDateTime};
use desk::Desk;
use egui::{Key, Modifiers};
use office::id;

fn at(day: u32, hour: u32, minute: u32) -> Option<NaiveDateTime> {
    NaiveDate::from_ymd_opt(2026, 12, day).and_then(|date| date.and_hms_opt(hour, minute, 0))
}

/// A whole bid from an empty form, no mouse: truck В456ОР116 is free.
fn type_whole_bid(desk: &mut Desk, truck: &str) {
    desk.choose("ромаш");
    desk.choose("колёса");
    desk.pass();
    desk.pass();
    desk.fill("120000");
    desk.pass();
    desk.pass();
    desk.pass();
    desk.choose("иванова");
    desk.choose(truck);
    desk.choose("ав1234");
    desk.choose("8 900 222");
    desk.fill("Молоко");
    desk.choose("продукты");
    desk.fill("20");
    desk.fill("82,5");
    desk.pass();
    desk.choose("склад");
    desk.fill("завтра 8");
    desk.fill("+2ч");
    desk.pass();
    desk.choose("менделеева");
    desk.type_text("+1д 14");
}

#[test]
fn a_whole_bid_is_typed_without_a_mouse() {
    let mut desk = Desk::open(EditorStart::Blank);
    assert_eq!(desk.focused(), "Заказчик");
    assert!(!desk.is_enabled("Сохранить и отправить"));

    type_whole_bid(&mut desk, "b456op");
    assert!(desk.sees("вт, 01.12.2026 08:00 (+03:00) · не позже 10:00"));
    assert!(desk.sees("ср, 02.12.2026 14:00 (+05:00) · у вас 12:00"));
    assert!(desk.sees("Республика Башкортостан"));
    assert!(desk.sees("Всё заполнено, можно отправлять"));

    desk.press_with(Modifiers::COMMAND, Key::Enter);
    let (bid, then) = desk.saved();
    assert_eq!(then, AfterSave::Send);
    assert_eq!(bid.customer, Some(id(RecordKind::Counterparty, 1)));
    assert_eq!((bid.payment_type, bid.vat_type), (Some(RemoteId(1)), Some(RemoteId(5))));
    assert_eq!(bid.price, Money::parse_typed("120000").ok());
    assert_eq!(bid.responsible, Some(RemoteId(1)));
    assert_eq!(bid.car, Some(id(RecordKind::Car, 2)));
    assert_eq!(bid.trailer, Some(id(RecordKind::Trailer, 1)));
    assert_eq!(bid.driver, Some(id(RecordKind::Driver, 2)));
    assert_eq!(
        bid.cargos.first().map(|cargo| (cargo.name.as_str(), cargo.type_id)),
        Some(("Молоко", Some(RemoteId(8))))
    );
    assert_eq!(bid.cargos.first().map(|cargo| (cargo.weight_t, cargo.volume_m3)), Some((Some(20.0), Some(82.5))));
    let [load, unload] = bid.points.as_slice() else { panic!("two points: {:?}", bid.points) };
    assert_eq!((load.kind, &load.place, load.saved_point), (PointKind::Load, &office::kazan(), Some(RemoteId(501))));
    assert_eq!((load.plan_enter, load.window_end), (at(1, 8, 0), at(1, 10, 0)));
    assert_eq!(load.contact, Some(Contact { name: "Ирина".to_owned(), phone: "+79005556677".to_owned() }));
    assert_eq!((unload.kind, &unload.place, unload.plan_enter), (PointKind::Unload, &office::ufa(), at(2, 14, 0)));
}

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
fn a_draft_is_saved_with_anything_missing_and_stays_open() {
    let mut desk = Desk::open(EditorStart::Blank);
    desk.choose("камск");
    assert!(desk.sees("не сохранено"));
    desk.press_with(Modifiers::COMMAND, Key::S);
    let (bid, then) = desk.saved();
    assert_eq!((bid.customer, then), (Some(id(RecordKind::Counterparty, 2)), AfterSave::Stay));
    desk.wait(0);
    assert!(desk.sees("сохранено") && !desk.sees("не сохранено"));
    assert!(desk.sees("Черновик заявки"));
    desk.press(Key::Escape);
    assert_eq!(desk.sent(), [], "the list of the next field was open: Esc closes it first");
    desk.press(Key::Escape);
    assert_eq!(desk.sent(), [Command::CloseEditor], "nothing is asked when nothing would be lost");
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
fn leaving_an_unsaved_form_asks_and_every_answer_is_kept() {
    let unsaved = || {
        let mut desk = Desk::open(EditorStart::Blank);
        desk.focus("Цена");
        desk.type_text("500");
        desk.press(Key::Escape);
        assert!(desk.sees("Заявка не сохранена"));
        assert_eq!((desk.focused(), desk.sent()), ("Сохранить".to_owned(), vec![]));
        desk
    };
    let mut stay = unsaved();
    stay.press(Key::Escape);
    assert_eq!((stay.sent(), stay.sees("Заявка не сохранена")), (vec![], false));
    assert_eq!((stay.focused(), stay.value("Цена")), ("Цена".to_owned(), "500,00".to_owned()));

    let mut discard = unsaved();
    discard.click("Не сохранять");
    assert_eq!(discard.sent(), [Command::DropForm, Command::CloseEditor]);

    let mut save = unsaved();
    save.press(Key::Enter);
    let (bid, then) = save.saved();
    assert_eq!((bid.price, then), (Money::parse_typed("500").ok(), AfterSave::Close));
}

#[test]
fn an_overlap_is_named_while_the_date_is_typed_and_the_plan_moves_behind_it() {
    let mut desk = Desk::open(EditorStart::Blank);
    desk.choose("ромаш");
    desk.focus("Машина");
    desk.choose("а123");
    desk.focus("Адрес, точка 1");
    desk.choose("менделеева");
    // 10:00 in Ufa is 08:00 in Moscow: two hours before the other bid begins.
    desk.type_text("01.12 10");
    assert!(!desk.sees("Пересечение"));
    desk.focus("Адрес, точка 2");
    desk.choose("оренбургском");
    desk.type_text("01.12 12:30");
    assert!(desk.sees("Пересечение: машина А123ВС77, водитель Петров О. И."));
    assert!(desk.sees("заявка №48213 · Казань → Уфа · 01.12 10:00 — 02.12 12:00 (+03:00)"));

    desk.click("Сдвинуть даты");
    assert!(!desk.sees("Пересечение"));
    // The other ends at 12:00 in Moscow; an hour later it is 15:00 in Ufa. Unloading stays four and a half hours behind.
    assert_eq!(desk.value("Приезд, точка 1"), "02.12.2026 15:00");
    assert_eq!(desk.value("Приезд, точка 2"), "02.12.2026 17:30");
    desk.press_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(desk.value("Приезд, точка 1"), "01.12.2026 10:00");
    assert!(desk.sees("Пересечение"));

    desk.sent();
    desk.click("Сохранить черновик всё равно");
    let (bid, then) = desk.saved();
    assert_eq!((bid.points.first().and_then(|point| point.plan_enter), then), (at(1, 10, 0), AfterSave::Close));
}

#[test]
fn the_other_bid_opens_only_after_the_form_is_settled() {
    let mut desk = Desk::open(EditorStart::Blank);
    desk.choose("ромаш");
    desk.focus("Машина");
    desk.choose("а123");
    desk.focus("Адрес, точка 1");
    desk.choose("оренбургском");
    desk.type_text("01.12 10");
    desk.sent();
    desk.click("Открыть");
    assert_eq!(desk.sent(), []);
    desk.click("Не сохранять");
    let other = Command::SelectBid(id(RecordKind::Bid, 48213));
    assert_eq!(desk.sent(), [Command::DropForm, Command::CloseEditor, other]);
}

#[test]
fn the_platforms_own_check_is_asked_once_and_only_a_difference_is_shown() {
    let mut desk = Desk::open(EditorStart::Blank);
    type_whole_bid(&mut desk, "b456op");
    let asked = |desk: &mut Desk| {
        desk.sent().into_iter().filter(|command| matches!(command, Command::AskCollisions { .. })).count()
    };
    assert_eq!(asked(&mut desk), 0, "not while the date is being typed");
    desk.wait(700);
    assert_eq!(asked(&mut desk), 1);
    desk.wait(5000);
    assert_eq!(asked(&mut desk), 0);

    desk.state().collisions = Collisions::Answered(vec![]);
    desk.wait(0);
    assert!(!desk.sees("Cargo.Run"), "agreement needs no words");
    desk.state().collisions = Collisions::Answered(vec![RemoteId(51)]);
    desk.wait(0);
    assert!(desk.sees("Cargo.Run видит пересечение с заявкой №51, которого нет у нас"));
}

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
