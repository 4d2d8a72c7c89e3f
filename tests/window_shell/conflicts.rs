//! The conflict screen: decided by keyboard alone in both languages, by clicks, and what it refuses to do.

use std::sync::Arc;

use cargorun_desk::app::command::{Command, Screen};
use cargorun_desk::app::conflicts::Case;
use cargorun_desk::app::state::AppState;
use cargorun_desk::domain::bid::Bid;
use cargorun_desk::domain::id::{LocalId, RecordKind};
use cargorun_desk::domain::money::Money;
use cargorun_desk::domain::record::RecordState;
use cargorun_desk::domain::sync_case::ConflictKind;
use cargorun_desk::merge::Pick;
use cargorun_desk::store::model::{BidBase, BidConflict, BookConflict};
use cargorun_desk::words::Lang;
use egui::Key;
use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use crate::{Desk, data};

/// Price and the driver's note of the unloading point on both sides, the truck only there.
fn case(place: usize) -> Case {
    let mut line = data::line(place);
    line.state = RecordState::Conflict;
    let mut record = data::record(&line);
    record.meta.remote_id = Some(cargorun_desk::domain::id::RemoteId(48_213 + i64::try_from(place).unwrap()));
    let agreed = record.bid.clone();
    let change = |price: &str, note: &str| {
        let mut bid: Bid = agreed.clone();
        bid.price = Money::parse_typed(price).ok();
        bid.points[2].comment = Some(note.into());
        bid
    };
    record.bid = change("140500", "Звонить за час");
    let mut theirs = change("150000", "Въезд с улицы");
    theirs.car = Some(LocalId::new("car-2"));
    record.base = Some(BidBase { list_raw: None, edit_raw: None, bid: agreed });
    let conflict = BidConflict { id: record.meta.id.clone(), since: data::now(), fields: Vec::new(), theirs };
    Case::of_bid(record, conflict)
}

fn state(cases: Vec<Case>, lang: Lang) -> AppState {
    let mut state = data::state(5);
    state.settings.lang = lang;
    state.screen = Screen::Conflicts;
    state.conflicts.cases = Arc::new(cases);
    state
}

fn save(desk: &Desk, name: &str) -> bool {
    let button = desk.harness.get_by_role_and_label(Role::Button, name);
    !button.accesskit_node().is_disabled()
}

fn by_keys_alone(lang: Lang, left: [&str; 2], ready: &str, sentence: &str) {
    let mut desk = Desk::open(state(vec![case(1), case(2)], lang));
    assert!(desk.sent().is_empty(), "opening changes nothing");
    assert!(!save(&desk, left[0]), "off until everything is decided, and says how many remain");
    assert_eq!(desk.ctrl(Key::S), [], "nor by its key");
    let id = case(1).id().clone();
    let pick = |unit: &str, pick| Command::PickConflict { id: id.clone(), unit: unit.into(), pick };
    assert_eq!(desk.key(Key::ArrowLeft), [pick("price_and_vat", Some(Pick::Ours))]);
    assert!(!save(&desk, left[1]));
    assert_eq!(desk.key(Key::Backspace), [pick("price_and_vat", None)], "one key back to undecided");
    desk.key(Key::ArrowLeft);
    assert_eq!(desk.key(Key::ArrowDown), []);
    assert_eq!(desk.key(Key::ArrowRight), [pick("points/3/comment", Some(Pick::Theirs))]);
    assert!(desk.sees(sentence), "{sentence}");
    assert!(save(&desk, ready));
    // A third value by hand, over what was picked.
    desk.key(Key::Enter);
    desk.harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::A);
    desk.type_text("Со двора");
    let typed = Some(Pick::Typed(serde_json::json!("Со двора")));
    assert_eq!(desk.key(Key::Enter), [pick("points/3/comment", typed)]);
    assert_eq!(desk.ctrl(Key::S), [Command::ResolveConflict(id)]);
    assert!(desk.state().conflicts.saving.is_some());
}

#[test]
fn it_is_decided_by_keyboard_alone_in_russian() {
    let sentence = "В Cargo.Run изменится: цена, НДС. У нас изменится: выгрузка, Уфа: комментарий; машина.";
    // The order of the sentence is that of the form.
    let sentence = sentence.replace("выгрузка, Уфа: комментарий; машина", "машина; выгрузка, Уфа: комментарий");
    by_keys_alone(Lang::Ru, ["Сохранить: осталось 2", "Сохранить: осталось 1"], "Сохранить решение", &sentence);
}

#[test]
fn it_is_decided_by_keyboard_alone_in_english() {
    let sentence = "In Cargo.Run this will change: price, VAT. Here this will change: truck; unloading, Уфа: comment.";
    by_keys_alone(Lang::En, ["Save: 2 left", "Save: 1 left"], "Save the decision", sentence);
}

#[test]
fn clicks_do_the_same_and_one_side_can_be_taken_whole() {
    let mut desk = Desk::open(state(vec![case(1), case(2)], Lang::Ru));
    let cell = "Цена, НДС: В Cargo.Run: 150\u{a0}000,00\u{a0}₽ · НДС 22% · НДС сверху";
    desk.harness.get_by_role_and_label(Role::RadioButton, cell).click();
    let id = case(1).id().clone();
    let picked = Command::PickConflict { id: id.clone(), unit: "price_and_vat".into(), pick: Some(Pick::Theirs) };
    assert_eq!(desk.sent(), [picked]);
    assert!(desk.sees("из Cargo.Run"), "a word says where it is from, not colour alone");
    let alike = Command::PickConflictAlike { id: id.clone(), unit: "price_and_vat".into() };
    assert_eq!(desk.press("То же для 1 остального"), [alike]);
    assert_eq!(desk.press("Всё спорное: наше"), [Command::PickConflictSide { id: id.clone(), pick: Pick::Ours }]);
    assert!(save(&desk, "Сохранить решение"));
    // Away and back: the picks stand.
    desk.press("Водители");
    desk.press("Конфликты");
    assert!(save(&desk, "Сохранить решение"));
    let other = case(2).id().clone();
    assert_eq!(desk.key(Key::PageDown), [Command::OpenConflict(other)], "the next that is undecided");
    assert!(!save(&desk, "Сохранить: осталось 1"), "one was decided by the same pick");
}

#[test]
fn a_value_that_cannot_be_read_stays_and_says_so() {
    let mut desk = Desk::open(state(vec![case(1)], Lang::Ru));
    desk.key(Key::Enter);
    desk.harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::A);
    desk.type_text("дорого");
    assert_eq!(desk.key(Key::Enter), []);
    assert!(desk.sees("Такое значение не понять: проверьте написание"));
    assert_eq!(desk.key(Key::Escape), []);
    assert!(!save(&desk, "Сохранить: осталось 2"));
}

#[test]
fn a_record_deleted_there_has_its_own_words_and_choices() {
    let mut line = data::line(1);
    line.state = RecordState::RemoteGone;
    let mut record = data::record(&line);
    record.base = Some(BidBase { list_raw: None, edit_raw: None, bid: Bid::default() });
    let mut desk = Desk::open(state(vec![Case::of_gone_bid(record)], Lang::Ru));
    assert!(desk.sees("Случай 4 из 4: удалена в Cargo.Run, а у нас изменена"));
    assert!(!desk.sees("Всё спорное: наше"), "there is one question");
    desk.key(Key::ArrowRight);
    assert!(desk.sees("Запись уйдёт в корзину и у нас, с нашими изменениями."));
    desk.key(Key::ArrowLeft);
    assert!(desk.sees("Запись с нашими изменениями будет создана в Cargo.Run заново, под новым номером."));
    assert!(save(&desk, "Сохранить решение"));
}

/// To be deleted here; there it got another price and another truck.
fn deleted_here(theirs: &str) -> Case {
    let mut line = data::line(1);
    line.state = RecordState::Conflict;
    let mut record = data::record(&line);
    record.base = Some(BidBase { list_raw: None, edit_raw: None, bid: record.bid.clone() });
    let mut bid = record.bid.clone();
    bid.price = Money::parse_typed(theirs).ok();
    let id = record.meta.id.clone();
    Case::of_deleted_bid(record, BidConflict { id, since: data::now(), fields: Vec::new(), theirs: bid })
}

#[test]
fn a_record_to_be_deleted_here_and_changed_there_has_its_own_words_and_choices() {
    let mut desk = Desk::open(state(vec![deleted_here("150000")], Lang::Ru));
    assert!(desk.sees("Случай 4 из 4: изменена в Cargo.Run, а у нас удалена"));
    assert!(!desk.sees("Всё спорное: наше"), "there is one question");
    let price = desk.rows().into_iter().find(|row| row.starts_with("Цена, НДС.")).unwrap();
    assert!(price.contains("В Cargo.Run: 150\u{a0}000,00\u{a0}₽"), "what was changed there is seen: {price}");
    assert!(!save(&desk, "Сохранить: осталось 1"), "nothing is decided by itself");
    desk.key(Key::ArrowLeft);
    assert!(desk.sees("Запись будет удалена и в Cargo.Run, вместе с тем, что там изменили."));
    desk.key(Key::ArrowRight);
    let keep = "Удаление отменяется: запись останется и здесь, и в Cargo.Run такой, какой её сделали там.";
    assert!(desk.sees(keep));
    assert!(save(&desk, "Сохранить решение"));
    // Changed there once more: the answer was about something else.
    let choices = desk.state().conflicts.choices_of(deleted_here("150000").id()).clone();
    assert!(!choices.any_moved(&deleted_here("150000")));
    assert!(choices.any_moved(&deleted_here("170000")));
}

#[test]
fn the_list_is_filtered_by_kind_and_a_book_shows_its_conflict() {
    let books = data::books();
    let driver = (**books.of_kind(RecordKind::Driver).first().unwrap()).clone();
    let with = |comment: &str| {
        let cargorun_desk::domain::book::BookEntry::Driver(known) = driver.entry.clone() else { unreachable!() };
        cargorun_desk::domain::book::BookEntry::Driver(cargorun_desk::domain::book::Driver {
            comment: Some(comment.into()),
            ..known
        })
    };
    let mut record = driver.clone();
    record.entry = with("наш");
    let mut conflict = BookConflict {
        record,
        base: driver.entry.clone(),
        since: data::now(),
        kind: ConflictKind::Fields,
        fields: Vec::new(),
        theirs: with("их"),
    };
    // To be deleted here and changed there: the question of a bid, in the same words.
    conflict.kind = ConflictKind::DeletedHere;
    let mut desk = Desk::open(state(vec![Case::of_book(conflict.clone())], Lang::Ru));
    assert!(desk.sees("Случай 4 из 4: изменена в Cargo.Run, а у нас удалена"));
    desk.key(Key::ArrowLeft);
    assert!(desk.sees("Запись будет удалена и в Cargo.Run, вместе с тем, что там изменили."));
    conflict.kind = ConflictKind::Fields;
    let mut desk = Desk::open(state(vec![case(1), Case::of_book(conflict)], Lang::Ru));
    let lines = |desk: &Desk| desk.harness.query_all_by_role(Role::ListBoxOption).count();
    assert_eq!(lines(&desk), 2);
    desk.click("Водители: 1");
    assert_eq!(lines(&desk), 1);
    desk.press("Водители");
    assert_eq!(desk.press("Решить 1 конфликт"), [Command::OpenConflict(driver.meta.id.clone())]);
    assert!(desk.rows().iter().any(|row| row.starts_with("Комментарий. У нас: наш. В Cargo.Run: их.")));
}

#[test]
fn bids_lead_here_from_the_strip_and_the_card() {
    let mut state = state(vec![case(1)], Lang::Ru);
    state.screen = Screen::Bids;
    let mut line = data::line(13);
    line.state = RecordState::Conflict;
    let record = data::record(&line);
    state.card = Some(Arc::new(record.clone()));
    state.bids.selected = Some(record.meta.id.clone());
    let mut desk = Desk::open(state);
    assert_eq!(desk.press("Решить конфликт"), [Command::OpenConflict(record.meta.id)]);
    desk.press("Заявки");
    assert_eq!(desk.click("Конфликты: 1"), [Command::Open(Screen::Conflicts)]);
}

#[test]
fn without_conflicts_it_says_what_it_is_for() {
    let desk = Desk::open(state(Vec::new(), Lang::Ru));
    assert!(desk.sees("Конфликтов нет"));
    assert!(
        desk.harness.query_all_by_label_contains("Обмен: 10 с назад").next().is_some(),
        "and where the exchange stands"
    );
}
