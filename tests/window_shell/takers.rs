//! Who can take a bid without a truck, on its card; and the sheet of a change of shift.

use std::sync::Arc;

use cargorun_desk::app::command::Command;
use cargorun_desk::app::handover;
use cargorun_desk::app::life::ask::LifeCommand;
use cargorun_desk::app::paperwork::PaperCommand;
use cargorun_desk::app::takers::{Taker, Takers};
use cargorun_desk::domain::bid::BidStatus;
use cargorun_desk::domain::bid_change::BidChange;
use cargorun_desk::domain::id::{LocalId, RecordKind};
use cargorun_desk::domain::paperwork::Block;
use cargorun_desk::words::{Lang, Message};
use chrono::TimeDelta;
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

use crate::{Desk, data};

fn taker(plate: &str, km: f64, against: Vec<Message>) -> Taker {
    Taker {
        car: LocalId::new(plate),
        plate: plate.to_owned(),
        driver: Some(LocalId::new("drv-1")),
        driver_name: "Петров О. И.".into(),
        trailer: None,
        place: "Пенза".into(),
        free_at: Some(data::now()),
        empty_km: Some(km),
        late: (km > 500.0).then(|| TimeDelta::minutes(90)),
        against,
    }
}

#[test]
fn a_bid_without_a_truck_asks_who_can_take_it_and_a_press_assigns() {
    let mut state = data::state(30);
    data::select(&mut state, 1);
    let mut record = (**state.card.as_ref().unwrap()).clone();
    record.bid.car = None;
    record.bid.driver = None;
    record.facts.status = BidStatus::Planned;
    let (id, revision) = (record.meta.id.clone(), record.local_revision);
    state.card = Some(Arc::new(record));
    let mut desk = Desk::open(state);
    assert!(desk.sees("Подбираем машины…"));

    let busy = vec![Message::new("takers-busy-car").with("until", "02.12 10:00")];
    let mut found = vec![taker("А001АА77", 40.0, Vec::new()), taker("А002АА77", 700.0, Vec::new())];
    found.extend((3..9).map(|place| taker(&format!("А00{place}АА77"), 10.0, busy.clone())));
    let answer = Takers { bid: id.clone(), revision, found: Ok(found) };
    desk.state().takers.asked = Some((id.clone(), revision));
    desk.state().takers.answer = Some(Arc::new(answer));
    desk.sent();
    assert!(desk.sees("свободна с 01.12.2026 09:30, Пенза · порожний пробег 40\u{a0}км"));
    assert!(desk.sees("опоздает на 1\u{a0}ч 30\u{a0}мин") && desk.sees("машина занята до 02.12 10:00"));
    assert!(!desk.sees("Назначить А008АА77"), "the first few");
    // The end of a card may lie below its window: pressed as a screen reader presses.
    desk.harness.get_by_role_and_label(Role::Button, "Показать все машины: 8").click_accesskit();
    desk.sent();
    assert!(desk.sees("Назначить А008АА77"));
    desk.harness.get_by_role_and_label(Role::Button, "Назначить А001АА77").click_accesskit();
    let sent = desk.sent();
    let Some(Command::Life(LifeCommand::Change(edits))) = sent.first() else { panic!("{sent:?}") };
    let car = BidChange::Car(Some(LocalId::new("А001АА77")));
    let driver = BidChange::Driver(Some(LocalId::new("drv-1")));
    assert_eq!((edits.rows.len(), &edits.rows[0].id), (1, &id));
    assert_eq!(edits.rows[0].changes, [car, driver], "the driver comes with the truck");
}

#[test]
fn the_sheet_of_a_shift_has_every_truck_and_says_what_burns() {
    let mut state = data::state(60);
    let plates: Vec<String> = state
        .books
        .of_kind(RecordKind::Car)
        .iter()
        .filter(|car| !car.deleted && car.active)
        .map(|car| car.entry.title())
        .collect();
    let mut lines = (**state.bids.lines.as_ref().unwrap()).clone();
    let started = lines.iter_mut().find(|line| line.status == BidStatus::Started && line.car == plates[0]);
    if let Some(line) = started {
        line.late_min = Some(95);
    }
    let idle = lines.iter_mut().find(|line| line.status == BidStatus::Draft).unwrap();
    idle.car = String::new();
    idle.first_utc = Some(data::now() + TimeDelta::hours(3));
    let route = idle.route.clone();
    state.bids.lines = Some(Arc::new(lines));
    let sheet = handover::sheet(&state);
    let rows: Vec<_> = sheet.blocks.iter().filter(|block| matches!(block, Block::Row(row) if !row.head)).collect();
    assert_eq!(rows.len(), plates.len());
    let words = sheet.plain();
    assert!(plates.iter().all(|plate| words.contains(plate.as_str())), "{words}");
    let burning: Vec<&str> = words.lines().skip_while(|line| *line != "Что горит").collect();
    assert!(burning.iter().any(|line| line.contains(&route) && line.contains("нет машины")), "{words}");
    assert!(words.starts_with("Где какая машина, 01.12.2026 09:30"));

    let mut desk = Desk::open(state);
    desk.harness.key_press_modifiers(Modifiers::COMMAND, Key::H);
    assert_eq!(desk.sent(), [Command::Paperwork(PaperCommand::HandOver)]);
    desk.harness.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::H);
    assert_eq!(desk.sent(), [Command::Paperwork(PaperCommand::CopyHandOver)]);
    assert_eq!(Lang::Ru.text("handover-action"), "Передача смены: напечатать");
}
