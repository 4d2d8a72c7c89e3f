//! The trip card: what it says, what it offers, what it asks first.

use std::sync::Arc;

use cargorun_desk::app::command::Command;
use cargorun_desk::app::life::ask::LifeCommand;
use cargorun_desk::app::trail::lines::{Call, Line};
use cargorun_desk::app::trail::{self, Stamp, Trail, TrailCommand};
use cargorun_desk::domain::bid::BidStatus;
use cargorun_desk::domain::id::LocalId;
use cargorun_desk::domain::record::RecordState;
use cargorun_desk::domain::trouble::{Trouble, TroubleKind};
use cargorun_desk::store::model::{BidBase, BidRecord};
use cargorun_desk::ui::card::model::build;
use cargorun_desk::words::Lang;
use egui::OutputCommand;
use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use crate::{Desk, data};

/// A desk with the card of the line at this place open.
fn with_card(place: usize) -> Desk {
    let mut state = data::state(30);
    data::select(&mut state, place);
    Desk::open(state)
}

#[test]
fn the_model_says_everything_of_a_bid() {
    let record = data::record(&data::line(1));
    let model = build(&record, &data::books(), Lang::Ru, 180);
    assert_eq!(model.title, "№ 48214");
    assert_eq!(model.route, "Казань → Набережные Челны → Уфа");
    assert_eq!(model.advice, None);
    let flat: Vec<_> = model
        .sections
        .iter()
        .flat_map(|section| &section.fields)
        .map(|field| (field.name.as_str(), field.value.as_str(), field.note.as_str()))
        .collect();
    for expected in [
        ("Заказчик", "ООО «Лазурит» 1", "ИНН 7701234568"),
        ("Машина", "А123ВС77", "КАМАЗ"),
        ("Водитель", "Петров Олег Иванович", "+7 (900) 000-00-01"),
        ("Цена", "140\u{a0}000,00\u{a0}₽", "Безналичный, НДС 22%, НДС сверху"),
        ("Срок оплаты", "21 банковский день", ""),
        ("", "Полиэтилен в мешках", "Полимеры · 20,5\u{a0}т · 82\u{a0}м³"),
        ("План", "560\u{a0}км", ""),
        ("Обновлена в Cargo.Run", "01.12.2026 09:04", ""),
        ("Обновлена у нас", "01.12.2026 09:05", ""),
        ("Последняя синхронизация", "01.12.2026 09:05", ""),
        ("Состояние", "Случай 1 из 4: с обеих сторон одинаково", ""),
    ] {
        assert!(flat.contains(&expected), "{expected:?} is not among {flat:#?}");
    }
    let points: Vec<_> = model.points.iter().map(|point| (point.plan.as_str(), point.zone.as_str())).collect();
    assert_eq!(
        points,
        [("01.12.2026 10:00 – 12:00", "+03:00"), ("01.12.2026 18:00", "+03:00"), ("02.12.2026 14:00", "+05:00")]
    );
}

#[test]
fn a_deleted_bid_is_in_the_bin_and_comes_back_by_one_press() {
    let mut state = data::state(30);
    let mut line = data::line(1);
    line.state = RecordState::Tombstone;
    let record = data::record(&line);
    state.bids.counts.bin = 1;
    state.bids.selected = Some(record.meta.id.clone());
    state.card = Some(Arc::new(record.clone()));
    let mut desk = Desk::open(state);
    assert!(desk.sees("Корзина: 1"));
    assert_eq!(desk.press("Восстановить"), [Command::Life(LifeCommand::Restore(record.meta.id.clone()))]);
    // What is deleted there may be refused: then it is made anew.
    let mut there = record.clone();
    there.facts.deleted = true;
    desk.state().card = Some(Arc::new(there));
    desk.harness.run();
    assert_eq!(desk.press("Создать заново черновиком"), [Command::TakeOutOfBin(record.meta.id)]);
}

#[test]
fn a_bid_that_names_an_unread_record_still_has_a_card() {
    let mut record = data::record(&data::line(1));
    record.bid.driver = Some(LocalId::new("drv-777"));
    record.bid.trailer = None;
    let model = build(&record, &data::books(), Lang::En, 180);
    let transport = model.sections.first().expect("transport comes first");
    let field = |name: &str| transport.fields.iter().find(|field| field.name == name);
    let driver = field("Driver").expect("a driver");
    assert_eq!((driver.value.as_str(), driver.note.as_str()), ("drv-777", "the book has not been read yet"));
    assert_eq!(field("Trailer").map(|field| field.value.as_str()), Some(""));
}

#[test]
fn a_refusal_shows_the_platforms_own_words_and_what_to_do() {
    let mut desk = with_card(11);
    assert!(desk.sees("Cargo.Run не принял заявку"));
    assert!(desk.sees("Не заполнено поле «Вид оплаты»"));
    assert!(desk.sees("Всё введённое сохранено здесь. Исправьте, что названо, и отправьте снова."));
    assert_eq!(desk.press("Отправить"), [Command::SendBid(LocalId::new("bid-48224"))]);
}

#[test]
fn what_can_not_be_done_is_off_and_says_why() {
    // In work and equal on both sides.
    let desk = with_card(1);
    let off = |name: &str| desk.harness.get_by_role_and_label(Role::Button, name).accesskit_node().is_disabled();
    assert!(off("Отправить") && off("Запустить") && !off("Изменить"));
    let mut desk = desk;
    desk.harness.get_by_role_and_label(Role::Button, "Запустить").hover();
    // A tooltip waits for the pointer to rest.
    for _ in 0..8 {
        desk.harness.step();
    }
    assert!(desk.sees("В этом статусе так нельзя"), "the reason is under the pointer");
}

#[test]
fn what_the_platform_would_lose_is_asked_first() {
    let mut desk = with_card(1);
    let id = LocalId::new("bid-48214");
    desk.press("Другие действия");
    assert!(desk.press("Отменить заявку").is_empty(), "nothing is sent before the answer");
    assert!(desk.sees("Отменить заявку № 48214?"));
    assert!(desk.key(egui::Key::Escape).is_empty(), "Escape is a no, and doesn't close the card");
    assert!(!desk.sees("Отменить заявку № 48214?"));

    desk.press("Другие действия");
    desk.press("Отменить заявку");
    assert!(desk.key(egui::Key::Enter).is_empty(), "the safe answer is under Enter");
    assert!(!desk.sees("Отменить заявку № 48214?"));

    desk.press("Другие действия");
    desk.press("Вернуть в черновик");
    assert!(desk.sees("Вернуть заявку № 48214 в черновик?"));
    assert_eq!(desk.press("Вернуть в черновик"), [Command::RevertBid(id)]);
}

#[test]
fn a_draft_of_ours_goes_at_once_for_undo_brings_it_back() {
    let mut desk = with_card(0);
    desk.press("Другие действия");
    assert_eq!(desk.press("Удалить"), [Command::DeleteBid(LocalId::new("local-0"))]);
}

#[test]
fn the_card_follows_its_record_and_its_language() {
    let mut desk = with_card(1);
    assert!(desk.sees("Транспорт и люди"));
    let mut record = data::record(&data::line(1));
    record.meta.state = RecordState::Conflict;
    desk.state().card = Some(Arc::new(record));
    desk.state().settings.lang = Lang::En;
    desk.harness.run();
    assert!(desk.sees("Changed both here and in Cargo.Run"), "the model was built anew");
    assert!(desk.sees("Transport and people") && !desk.sees("Транспорт и люди"));
    assert_eq!(desk.press("Close the card"), [Command::CloseCard]);
}

#[test]
fn what_the_platform_tells_of_payment_and_empty_kilometres_is_on_the_card() {
    let mut record = data::record(&data::line(1));
    let list_raw = r#"{"id": 1, "planEmptyMileageBefore": 45000, "factEmptyMileageBefore": 40000,
        "factEmptyMileageFromStartPoint": 9000, "payment": {"paymentStatus": "PartiallyPaid", "invoiceDate": "2026-12-03",
        "planPaymentDate": "2026-12-20", "remainingPayment": 40000, "comment": "по акту"}}"#;
    let base = BidBase { list_raw: Some(list_raw.to_owned()), edit_raw: None, bid: record.bid.clone() };
    record.base = Some(base);
    let fields = |record: &BidRecord| -> Vec<[String; 3]> {
        let model = build(record, &data::books(), Lang::Ru, 180);
        let all = model.sections.into_iter().flat_map(|section| section.fields);
        all.map(|field| [field.name, field.value, field.note]).collect()
    };
    let found = fields(&record);
    for expected in [
        ["Порожний пробег", "45\u{a0}км", ""],
        ["Порожний пробег, факт", "49\u{a0}км", ""],
        ["Состояние оплаты", "оплачена частично", "по акту"],
        ["Счёт от", "03.12.2026", ""],
        ["Не оплачено", "40\u{a0}000,00\u{a0}₽", ""],
        ["Оплатить до", "20.12.2026", ""],
    ] {
        let expected = expected.map(str::to_owned);
        assert!(found.contains(&expected), "{expected:?} is not among {found:#?}");
    }
    record.base = None;
    record.facts.status = BidStatus::Started;
    assert!(!fields(&record).iter().any(|field| field[0] == "Оплатить до"), "the term counts from the unloading");
    record.facts.status = BidStatus::Done;
    let counted = fields(&record).into_iter().find(|field| field[0] == "Оплатить до").unwrap();
    assert_eq!(counted[1], "≈ 31.12.2026", "21 banking days from 2 December");
}

#[test]
fn numbers_of_the_driver_and_of_contacts_are_copied_and_called() {
    let mut desk = with_card(1);
    for button in ["Скопировать номер +79000000001", "Позвонить +79000000001"] {
        let all = desk.harness.query_all_by_label(button).count();
        assert_eq!(all, 2, "{button}: of the contact and of the driver");
    }
    let calls: Vec<_> = desk.harness.query_all_by_label("Позвонить +79000000001").collect();
    calls[0].click();
    assert_eq!(desk.sent(), [Command::Trail(TrailCommand::Dial("+79000000001".into()))]);
    let copies: Vec<_> = desk.harness.query_all_by_label("Скопировать номер +79000000001").collect();
    copies[0].click();
    desk.harness.step();
    let commands = &desk.harness.output().platform_output.commands;
    let copied =
        commands.iter().any(|command| matches!(command, OutputCommand::CopyText(text) if text == "+79000000001"));
    assert!(copied, "{commands:?}");
}

#[test]
fn the_trace_is_read_when_it_is_unfolded_and_says_who_did_what() {
    let mut state = data::state(30);
    let mut line = data::line(1);
    line.state = RecordState::Rejected;
    let said = "Заявка не может быть запущена: {\"code\":7}";
    line.error = Some(Trouble { kind: TroubleKind::Refused, detail: said.to_owned() });
    let record = data::record(&line);
    state.bids.selected = Some(record.meta.id.clone());
    state.card = Some(Arc::new(record.clone()));
    // So high that the whole card is in sight.
    let mut desk = Desk::of_size(state, [1400.0, 2400.0]);
    let stamp = Stamp::of(&record, Lang::Ru);
    let read = Command::Trail(TrailCommand::Read(stamp.clone()));
    assert_eq!(desk.click("Показать: История изменений"), [read], "only now, and once");
    assert!(desk.sees("Читаем…"));
    let change = Line {
        when: "01.12.2026 09:00".into(),
        who: "petrova@example.test".into(),
        field: "Цена".into(),
        before: "130\u{a0}000,00\u{a0}₽".into(),
        after: "140\u{a0}000,00\u{a0}₽".into(),
        ours: true,
    };
    let call = Call {
        when: "01.12.2026 09:00:05".into(),
        request: "POST /api/TruckingBids/SetStatus?id=48214".into(),
        answer: "400 · 120 мс".into(),
        error: Some("Нельзя: \"car\" busy".into()),
        went_well: false,
    };
    trail::apply(desk.state(), stamp, Trail { changes: vec![change], calls: vec![call] });
    desk.sent();
    assert!(desk.sees("Цена, 130\u{a0}000,00\u{a0}₽, 140\u{a0}000,00\u{a0}₽, 01.12.2026 09:00, petrova@example.test"));
    assert!(!desk.sees("Нельзя: \"car\" busy"), "the exchange is folded");
    assert_eq!(desk.click("Показать: Обмен с Cargo.Run"), [], "it has been read with the history");
    assert!(desk.sees("POST /api/TruckingBids/SetStatus?id=48214") && desk.sees("Нельзя: \"car\" busy"));
    desk.click("Показать: Ответ сервера как пришёл");
    assert!(desk.sees(said), "word for word");
    desk.click("Свернуть: История изменений");
    assert!(desk.sees("Показать: История изменений"));
}
