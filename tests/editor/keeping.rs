//! Saving, leaving, and what survives a crash.

use std::sync::Arc;

use cargorun_desk::app::command::{AfterSave, Command};
use cargorun_desk::app::state::EditorStart;
use cargorun_desk::domain::bid::Bid;
use cargorun_desk::domain::id::RecordKind;
use cargorun_desk::domain::money::Money;
use egui::{Key, Modifiers};

use crate::at;
use crate::desk::Desk;
use crate::office;
use crate::office::id;

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
fn a_half_typed_form_survives_a_crash() {
    let mut desk = Desk::open(EditorStart::Blank);
    desk.choose("ромаш");
    desk.focus("Водитель");
    desk.type_text("петр");
    desk.focus("Адрес, точка 1");
    desk.choose("оренбургском");
    desk.type_text("завт");
    desk.focus("Адрес, точка 2");
    desk.type_text("где-то в Уфе");
    desk.wait(1100);
    let kept = desk.kept().expect("the form was kept");

    let mut restored = Desk::open(EditorStart::Kept(kept));
    assert!(restored.sees("Восстановлено то, что вы не успели сохранить."));
    assert_eq!(restored.value("Заказчик"), "ООО «Ромашка»");
    assert_eq!(restored.value("Водитель"), "петр", "two drivers fit, so it is still only text");
    assert_eq!(restored.value("Приезд, точка 1"), "завт");
    assert_eq!(restored.value("Адрес, точка 2"), "где-то в Уфе");
    assert!(restored.sees("55.7558") && restored.sees("Ирина"));
    restored.press(Key::Escape);
    assert!(restored.sees("Заявка не сохранена"), "what was restored is not stored yet");

    let broken = Desk::open(EditorStart::Kept("{".to_owned()));
    assert!(broken.sees("восстановить не удалось"));
    assert!(broken.sees("Новая заявка"));
}

#[test]
fn a_form_is_kept_at_most_once_a_second_and_forgotten_when_saved() {
    let mut desk = Desk::open(EditorStart::Blank);
    desk.focus("Номер договора");
    for _ in 0..8 {
        desk.type_text("1");
    }
    // Eight keys, 200 ms apart: at once, after a second, and the last one later.
    assert_eq!(desk.count_kept(), 2);
    desk.wait(1000);
    assert_eq!(desk.count_kept(), 3);
    desk.wait(5000);
    assert_eq!(desk.count_kept(), 3, "nothing changed, nothing is written");
    desk.sent();
    desk.press_with(Modifiers::COMMAND, Key::S);
    let dropped = desk.sent().into_iter().filter(|command| *command == Command::DropForm).count();
    assert_eq!(dropped, 1);
}

#[test]
fn a_refused_bid_shows_the_platforms_words_and_keeps_what_the_form_does_not_show() {
    let mut bid = Bid::blank();
    bid.second_driver = Some(id(RecordKind::Driver, 2));
    bid.payment_days = Some(14);
    bid.points[0].plan_leave = at(1, 12, 0);
    bid.points[0].remote_id = Some(9);
    bid.cargos[0].comment = Some("не кантовать".to_owned());
    let error = "Водитель не найден".to_owned();
    let mut desk = Desk::open(EditorStart::Record(Arc::new(office::stored(bid.clone(), error))));
    assert!(desk.sees("Заявка №48300"));
    assert!(desk.sees("Cargo.Run отклонил заявку: Водитель не найден"));
    assert_eq!(desk.value("Срок, дней"), "14");

    desk.focus("Номер договора");
    desk.type_text("Д-7");
    desk.press_with(Modifiers::COMMAND, Key::S);
    bid.contract_number = Some("Д-7".to_owned());
    assert_eq!(desk.saved().0, bid);
}
