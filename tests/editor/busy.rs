//! Other bids in the way, and the platform's own check.

use cargorun_desk::app::command::{AfterSave, Command};
use cargorun_desk::app::state::{Collisions, EditorStart};
use cargorun_desk::domain::id::{RecordKind, RemoteId};
use egui::{Key, Modifiers};

use crate::at;
use crate::desk::Desk;
use crate::office::id;
use crate::type_whole_bid;

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
