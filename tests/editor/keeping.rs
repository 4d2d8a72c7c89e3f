//! Saving, leaving, and what survives a crash.

use std::sync::Arc;

use cargorun_desk::app::command::{AfterSave, Command};
use cargorun_desk::app::exchange_rules::PlatformBids;
use cargorun_desk::app::state::EditorStart;
use cargorun_desk::domain::bid::Bid;
use cargorun_desk::domain::id::RecordKind;
use cargorun_desk::domain::money::Money;
use egui::{Key, Modifiers};

use crate::at;
use cargorun_desk::words::Message;

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
    desk.stored();
    assert!(desk.sees("сохранено") && !desk.sees("не сохранено"));
    assert!(desk.sees("Черновик заявки"));
    desk.sent();
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
    assert_eq!(discard.sent(), [Command::CloseEditor]);

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
    desk.stored();
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

#[test]
fn a_new_bid_is_never_stored_twice_however_often_the_key_is_pressed() {
    let mut desk = Desk::open(EditorStart::Blank);
    desk.focus("Цена");
    desk.type_text("500");
    desk.press_with(Modifiers::COMMAND, Key::S);
    desk.press_with(Modifiers::COMMAND, Key::S);
    desk.type_text("0");
    desk.press_with(Modifiers::COMMAND, Key::S);
    let savings = |desk: &mut Desk| {
        let of = |command| if let Command::SaveBid { id, bid, .. } = command { Some((id, bid.price)) } else { None };
        desk.sent().into_iter().filter_map(of).collect::<Vec<_>>()
    };
    let roubles = |text| Money::parse_typed(text).ok();
    assert_eq!(savings(&mut desk), [(None, roubles("500"))]);
    desk.stored();
    let stored = Some(id(RecordKind::Bid, 1));
    assert_eq!(savings(&mut desk), [(stored, roubles("5000"))], "what was typed since goes to the same bid");
}

#[test]
fn a_failed_saving_is_told_and_can_be_tried_again() {
    let mut desk = Desk::open(EditorStart::Blank);
    desk.focus("Цена");
    desk.type_text("500");
    for _ in 0..2 {
        desk.press_with(Modifiers::COMMAND, Key::S);
        assert_eq!(desk.saved().1, AfterSave::Stay);
        desk.not_stored(Message::new("editor-nothing-found"));
        assert!(desk.sees("не сохранилось: Ничего не найдено"));
    }
    desk.press_with(Modifiers::COMMAND, Key::S);
    desk.stored();
    assert!(desk.sees("сохранено") && !desk.sees("не сохранилось"));
}

#[test]
fn a_form_of_a_bid_made_in_cargo_run_is_closed_where_the_setting_says_so() {
    for (rule, may_save) in [(PlatformBids::Lock, false), (PlatformBids::Warn, true), (PlatformBids::Free, true)] {
        let record = office::stored(Bid::default(), String::new());
        let mut state = office::desk(EditorStart::Record(Arc::new(record)));
        state.settings.rules.platform_bids = rule;
        if let Some(target) = &mut state.editor {
            target.id = Some(id(RecordKind::Bid, 48300));
        }
        let mut desk = Desk::with(state);
        let words = "Заявка создана в Cargo.Run, и настройка запрещает менять такие здесь. Измените её в Cargo.Run или \
                     снимите запрет в настройках.";
        assert_eq!(desk.sees(words), !may_save, "{rule:?}");
        assert_eq!(desk.is_enabled("Сохранить"), may_save, "{rule:?}");
        desk.sent();
        desk.press_with(Modifiers::COMMAND, Key::S);
        let is_saved = desk.sent().iter().any(|command| matches!(command, Command::SaveBid { .. }));
        assert_eq!(is_saved, may_save, "{rule:?}: its key does the same");
    }
}
