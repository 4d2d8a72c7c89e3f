//! Fields of a bid that are changed where they stand: in the row of the list and on the card.

use std::sync::Arc;

use cargorun_desk::app::command::Command;
use cargorun_desk::app::life::ask::{Done, LifeCommand, RowResult};
use cargorun_desk::app::life::plan::Outcome;
use cargorun_desk::app::state::AppState;
use cargorun_desk::domain::bid::BidStatus;
use cargorun_desk::domain::bid_change::{ArriveAt, BidChange};
use cargorun_desk::domain::id::LocalId;
use cargorun_desk::domain::money::Money;
use cargorun_desk::domain::overlap::{Occupation, OverlapIndex, ResourceKind};
use cargorun_desk::store::model::BidRecord;
use cargorun_desk::words::Message;
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use crate::{Desk, data};

const KEYS: &str = "Enter — сохранить, Tab — следующее поле, Esc — оставить как было";

/// The changes of the one bid that were sent.
fn changes(commands: Vec<Command>) -> Vec<BidChange> {
    let of = |command| match command {
        Command::Life(LifeCommand::Change(edits)) => {
            assert_eq!(edits.rows.len(), 1);
            edits.rows.into_iter().next().map(|row| row.changes)
        }
        _ => None,
    };
    commands.into_iter().filter_map(of).flatten().collect()
}

/// A morning with the second bid open, as it stands. Its truck has not been anywhere.
fn state(status: BidStatus) -> AppState {
    let mut state = data::state(30);
    let mut lines: Vec<_> = (0..30).map(data::line).collect();
    lines[1].status = status;
    state.bids.lines = Some(Arc::new(lines));
    data::select(&mut state, 1);
    with_record(&mut state, |record| record.facts.points.clear());
    state
}

fn with_record(state: &mut AppState, change: impl FnOnce(&mut BidRecord)) {
    let mut record = BidRecord::clone(state.card.as_ref().unwrap());
    change(&mut record);
    state.card = Some(Arc::new(record));
}

/// Another bid holds a truck on all days of the open one.
fn busy(state: &mut AppState, car: &str) {
    let other = state.bids.lines.as_ref().unwrap()[2].id.clone();
    let (from, to) = (data::day(1, 0, 0).and_utc(), data::day(4, 0, 0).and_utc());
    let resources = vec![(ResourceKind::Car, LocalId::new(car))];
    state.overlaps = Some(Arc::new(OverlapIndex::build([Occupation { bid: other, resources, from, to }])));
}

impl Desk {
    /// Opens a field by its pencil on the card, however far down that stands.
    fn edit(&mut self, name: &str) -> Vec<Command> {
        let name = format!("Изменить здесь: {name}");
        self.harness.get_by_role_and_label(Role::Button, &name).click_accesskit();
        self.sent()
    }

    fn back(&mut self) -> Vec<Command> {
        self.harness.key_press_modifiers(Modifiers::SHIFT, Key::Tab);
        self.sent()
    }

    /// Round the row backwards until the price is reached.
    fn go_to_price(&mut self) {
        for _ in 0..9 {
            if self.typed().is_some_and(|typed| typed.ends_with(",00")) {
                return;
            }
            self.back();
        }
        panic!("no price in the row");
    }

    fn says(&self, part: &str) -> bool {
        self.harness.query_all_by_label_contains(part).next().is_some()
    }

    /// What the open field holds; `None` while none is open.
    fn typed(&self) -> Option<String> {
        let is_field = |role| matches!(role, Role::TextInput | Role::EditableComboBox);
        let mut nodes =
            self.harness.query_all(egui_kittest::kittest::By::new().predicate(move |node| is_field(node.role())));
        nodes.find(egui_kittest::Node::is_focused).and_then(|node| node.value())
    }
}

fn price(text: &str) -> BidChange {
    BidChange::Price(Money::parse_typed(text).ok())
}

#[test]
fn f2_opens_the_row_a_price_is_typed_over_the_old_one_and_enter_saves() {
    let mut desk = Desk::open(state(BidStatus::Draft));
    desk.key(Key::F2);
    assert_eq!(desk.typed().as_deref(), Some("А123ВС77"), "the first field of the row");
    desk.go_to_price();
    assert!(desk.sees(KEYS));
    assert_eq!(desk.typed().as_deref(), Some("140\u{a0}000,00"));
    desk.type_text("145 000");
    assert_eq!(changes(desk.key(Key::Enter)), [price("145000")]);
    assert!(!desk.sees(KEYS));
    let table = desk.harness.get_by_role_and_label(Role::Table, "Список заявок");
    assert!(table.is_focused(), "the keyboard is back in the list");
    // The next F2 begins where the last one was.
    desk.key(Key::F2);
    assert_eq!(desk.typed().as_deref(), Some("140\u{a0}000,00"));
}

#[test]
fn esc_leaves_it_as_it_was_and_so_does_enter_on_the_same() {
    let mut desk = Desk::open(state(BidStatus::Draft));
    desk.key(Key::F2);
    desk.go_to_price();
    desk.type_text("1");
    let sent = desk.key(Key::Escape);
    assert!(sent.is_empty() && desk.typed().is_none(), "{sent:?}: the card stays open too");
    desk.key(Key::F2);
    assert_eq!(changes(desk.key(Key::Enter)), []);
    assert!(desk.typed().is_none());
    // One Esc is enough though the list of trucks is open.
    desk.edit("Машина");
    assert!(desk.typed().is_some());
    desk.key(Key::Escape);
    assert!(desk.typed().is_none());
}

#[test]
fn tab_saves_and_goes_on() {
    let mut desk = Desk::open(state(BidStatus::Draft));
    desk.edit("Цена");
    desk.type_text("90000");
    let sent = desk.key(Key::Tab);
    assert_eq!(changes(sent), [price("90000")]);
    // On the card the route comes first, and behind the price it begins anew.
    assert_eq!(desk.typed().as_deref(), Some("01.12.2026 10:00"));
    assert_eq!(changes(desk.key(Key::Tab)), [], "nothing was typed there");
    assert_eq!(desk.typed().as_deref(), Some("01.12.2026 18:00"));
    desk.back();
    desk.back();
    assert_eq!(desk.typed().as_deref(), Some("140\u{a0}000,00"));
}

#[test]
fn what_can_not_be_read_is_said_and_stays() {
    let mut desk = Desk::open(state(BidStatus::Draft));
    desk.edit("Цена");
    desk.type_text("много");
    assert_eq!(changes(desk.key(Key::Enter)), []);
    assert!(desk.says("Это не похоже на цену"));
    assert_eq!(desk.typed().as_deref(), Some("много"));
    desk.key(Key::Escape);
    desk.edit("Время точки 1");
    desk.type_text("когда-нибудь");
    assert_eq!(changes(desk.key(Key::Tab)), []);
    assert!(desk.says("Не понимаю дату и время"));
    assert_eq!(desk.typed().as_deref(), Some("когда-нибудь"));
    desk.key(Key::Escape);
    desk.edit("Машина");
    desk.type_text("Я999");
    assert_eq!(changes(desk.key(Key::Enter)), []);
    assert!(desk.says("В справочнике такого нет"));
    assert_eq!(desk.typed().as_deref(), Some("Я999"));
    desk.key(Key::Escape);
    // What Cargo.Run would not take is said while it is typed.
    desk.edit("Цена");
    desk.type_text("0");
    assert!(desk.says("Cargo.Run не примет"));
    assert_eq!(changes(desk.key(Key::Enter)), []);
    assert_eq!(desk.typed().as_deref(), Some("0"));
}

#[test]
fn a_status_that_allows_no_change_says_why() {
    let mut desk = Desk::open(state(BidStatus::Cancelled));
    desk.key(Key::F2);
    assert!(desk.sees("Заявка отменена. Сначала верните её в черновик"));
    assert_eq!(changes(desk.key(Key::Enter)), []);
    assert!(!desk.sees("Заявка отменена. Сначала верните её в черновик"));
    let mut desk = Desk::open(state(BidStatus::Done));
    desk.edit("Водитель");
    assert!(desk.says("Рейс выполнен"));
    desk.key(Key::Escape);
    desk.edit("Цена");
    desk.type_text("100");
    assert_eq!(changes(desk.key(Key::Enter)), [price("100")], "terms of a done bid are changed");
}

#[test]
fn the_loading_moves_the_route_and_a_point_moves_alone() {
    let mut desk = Desk::open(state(BidStatus::Draft));
    desk.key(Key::F2);
    for _ in 0..9 {
        if desk.says("Остальные точки сдвинутся") {
            break;
        }
        desk.key(Key::Tab);
    }
    assert_eq!(desk.typed().as_deref(), Some("01.12.2026 10:00"));
    desk.type_text("01.12 1300");
    assert!(desk.says("вт, 01.12.2026 13:00 (+03:00)"), "in the point's own time");
    let arrival = |point, was, at, along| BidChange::ArriveAt(ArriveAt { point, was: Some(was), at, along });
    let loading = arrival(0, data::day(1, 10, 0), data::day(1, 13, 0), true);
    assert_eq!(changes(desk.key(Key::Enter)), [loading]);
    desk.edit("Время точки 3");
    desk.type_text("03.12 0800");
    assert!(desk.says("чт, 03.12.2026 08:00 (+05:00)"));
    let unloading = arrival(2, data::day(2, 14, 0), data::day(3, 8, 0), false);
    assert_eq!(changes(desk.key(Key::Enter)), [unloading]);
    // Before the point before it: Cargo.Run would not take that.
    desk.edit("Время точки 3");
    desk.type_text("01.12 0800");
    assert!(desk.says("Cargo.Run не примет"));
    assert_eq!(changes(desk.key(Key::Enter)), []);
}

#[test]
fn a_point_that_the_truck_has_reached_stays() {
    let mut reached = state(BidStatus::Started);
    with_record(&mut reached, |record| record.facts.points = data::record(&data::line(1)).facts.points);
    let mut desk = Desk::open(reached);
    desk.edit("Время точки 1");
    assert!(desk.says("Машина уже была в этой точке"));
    desk.key(Key::Escape);
    desk.edit("Время точки 3");
    assert_eq!(desk.typed().as_deref(), Some("02.12.2026 14:00"));
}

#[test]
fn a_truck_is_chosen_by_typing_and_a_busy_one_says_so_before_it_is_saved() {
    let mut free = state(BidStatus::Draft);
    busy(&mut free, "car-3");
    let mut desk = Desk::open(free);
    desk.edit("Машина");
    desk.type_text("124");
    assert_eq!(changes(desk.key(Key::Enter)), [BidChange::Car(Some(LocalId::new("car-2")))], "a free one goes at once");
    desk.edit("Машина");
    desk.type_text("125");
    assert_eq!(changes(desk.key(Key::Enter)), []);
    assert!(desk.says("Пересечение: машина А125"), "the words of the form");
    assert!(desk.sees("Всё равно сохранить"));
    assert_eq!(
        changes(desk.key(Key::Enter)),
        [BidChange::Car(Some(LocalId::new("car-3")))],
        "the second time it is meant"
    );
    desk.edit("Прицеп");
    desk.harness.key_press(Key::Backspace);
    desk.sent();
    assert_eq!(changes(desk.key(Key::Enter)), [BidChange::Trailer(None)], "an emptied field is none");
}

#[test]
fn a_started_bid_takes_no_truck_that_another_started_one_holds() {
    let mut road = state(BidStatus::Started);
    busy(&mut road, "car-3");
    let mut lines = Vec::clone(road.bids.lines.as_ref().unwrap());
    lines[2].status = BidStatus::Started;
    road.bids.lines = Some(Arc::new(lines));
    let mut desk = Desk::open(road);
    desk.edit("Машина");
    desk.type_text("125");
    assert_eq!(changes(desk.key(Key::Enter)), []);
    assert!(desk.says("Машина в эти даты занята заявкой №"));
    assert_eq!(changes(desk.key(Key::Enter)), [], "however often");
    assert_eq!(desk.typed().as_deref(), Some("А125ВС102"));
    desk.type_text("124");
    assert_eq!(changes(desk.key(Key::Enter)), [BidChange::Car(Some(LocalId::new("car-2")))], "another one is free");
    desk.edit("Машина");
    desk.harness.key_press(Key::Backspace);
    desk.sent();
    assert_eq!(changes(desk.key(Key::Enter)), []);
    assert!(desk.says("Запущенная заявка не может остаться без машины"));
}

#[test]
fn what_is_refused_after_it_was_sent_is_open_again_with_what_was_typed() {
    let mut desk = Desk::open(state(BidStatus::Draft));
    desk.edit("Цена");
    desk.type_text("77000");
    assert_eq!(changes(desk.key(Key::Enter)), [price("77000")]);
    let id = desk.state().card.as_ref().unwrap().meta.id.clone();
    let answer = |outcome| {
        let row = RowResult { id: id.clone(), name: String::new(), outcome, other: None };
        Done { what: Message::new("life-what-price"), step: None, rows: Arc::new(vec![row]) }
    };
    let refused = Outcome::Refused(Message::new("life-refused-conflict"));
    desk.state().life.answer(&answer(refused));
    desk.sent();
    assert_eq!(desk.typed().as_deref(), Some("77000"));
    assert!(desk.sees("Сначала решите конфликт этой заявки"));
    assert_eq!(changes(desk.key(Key::Enter)), [price("77000")], "tried again");
    desk.state().life.answer(&answer(Outcome::Done));
    desk.sent();
    assert!(desk.typed().is_none());
}

#[test]
fn the_menu_of_a_row_offers_the_same_and_a_double_click_still_opens_the_form() {
    // Clicks of one double click are near in time: frames of 20 ms.
    let mut desk = Desk::with(state(BidStatus::Draft), [1400.0, 900.0], 0.02);
    let row = desk.rows()[1].clone();
    assert!(desk.typed().is_none());
    desk.harness.get_by_role_and_label(Role::Row, &row).click_secondary();
    desk.sent();
    desk.click("Изменить здесь");
    desk.harness.query_all_by_label("Цена").find(|node| node.accesskit_node().role() == Role::Button).unwrap().click();
    desk.sent();
    assert_eq!(desk.typed().as_deref(), Some("140\u{a0}000,00"));
    desk.key(Key::Escape);
    // Long after the clicks before.
    desk.harness.run_steps(60);
    let row = desk.harness.get_by_role_and_label(Role::Row, &row);
    row.click();
    row.click();
    let sent = desk.sent();
    assert!(sent.iter().any(|command| matches!(command, Command::EditBid(_))), "{sent:?}");
}

#[test]
fn a_press_beside_saves_what_was_typed() {
    let mut desk = Desk::open(state(BidStatus::Draft));
    desk.edit("Цена");
    desk.type_text("65000");
    desk.harness.get_by_role_and_label(Role::TextInput, "Поиск заявок").click();
    assert_eq!(changes(desk.sent()), [price("65000")]);
    assert!(!desk.sees(KEYS));
}
