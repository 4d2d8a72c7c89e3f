//! The bid editor, driven by keyboard and read by the accessibility tree, in both languages.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails loudly")]

#[path = "editor/addresses.rs"]
mod addresses;
#[path = "editor/busy.rs"]
mod busy;
#[path = "editor/desk.rs"]
mod desk;
#[path = "editor/fields.rs"]
mod fields;
#[path = "editor/keeping.rs"]
mod keeping;
#[path = "editor/more.rs"]
mod more;
#[path = "editor/office.rs"]
mod office;
#[path = "editor/on_map.rs"]
mod on_map;

use cargorun_desk::app::command::AfterSave;
use cargorun_desk::app::state::EditorStart;
use cargorun_desk::domain::bid::{Contact, PointKind};
use cargorun_desk::domain::id::{RecordKind, RemoteId};
use cargorun_desk::domain::money::Money;
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
fn the_whole_form_speaks_english_too() {
    let mut state = office::desk(EditorStart::Blank);
    state.settings.lang = cargorun_desk::words::Lang::En;
    let mut desk = Desk::with(state);
    assert!(desk.sees("New bid") && desk.sees("To send, this is missing:"));
    assert_eq!(desk.note("Price"), "not given");
    type_whole_bid(&mut desk, "a123");
    assert!(desk.sees("Overlap: truck А123ВС77"));
    assert!(desk.sees("Wed, 02.12.2026 14:00 (+05:00) · 12:00 your time"));
    assert!(desk.sees("can be sent, but not started"));
    desk.press(Key::Escape);
    assert!(desk.sees("The bid is not saved"));
    desk.press(Key::Escape);
    desk.press_with(Modifiers::COMMAND, Key::Enter);
    assert_eq!(desk.saved().1, AfterSave::Send);
}
