//! Cells of the list that are changed in place.

use cargorun_desk::app::command::Command;
use cargorun_desk::app::life::ask::LifeCommand;
use cargorun_desk::domain::bid::BidStatus;
use cargorun_desk::domain::bid_change::BidChange;
use cargorun_desk::domain::money::Money;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

use crate::{Desk, data};

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

/// The desk with its second bid selected, as it stands.
fn desk(status: BidStatus) -> Desk {
    let mut state = data::state(30);
    let mut lines: Vec<_> = (0..30).map(data::line).collect();
    if let Some(line) = lines.get_mut(1) {
        line.status = status;
    }
    state.bids.lines = Some(std::sync::Arc::new(lines));
    data::select(&mut state, 1);
    Desk::open(state)
}

#[test]
fn a_price_is_typed_into_its_cell_and_esc_leaves_it_as_it_was() {
    let mut desk = desk(BidStatus::Draft);
    desk.key(Key::F2);
    // From the truck on through the row: Tab goes on, Shift+Tab goes back round to the price.
    desk.harness.key_press_modifiers(Modifiers::SHIFT, Key::Tab);
    desk.harness.run_steps(3);
    assert!(desk.sees("Enter — сохранить, Tab — дальше, Esc — оставить"));
    desk.type_text("145 000");
    let sent = changes(desk.key(Key::Enter));
    assert_eq!(sent, [BidChange::Price(Money::parse_typed("145000").ok())]);
    assert!(!desk.sees("Enter — сохранить, Tab — дальше, Esc — оставить"));

    desk.key(Key::F2);
    desk.harness.key_press_modifiers(Modifiers::SHIFT, Key::Tab);
    desk.harness.run_steps(3);
    desk.type_text("много");
    assert_eq!(changes(desk.key(Key::Enter)), []);
    assert!(desk.harness.query_by_label_contains("Не понимаю").is_some(), "and nothing is lost");
    desk.key(Key::Escape);
    assert!(!desk.sees("Enter — сохранить, Tab — дальше, Esc — оставить"));
}

#[test]
fn a_bid_that_may_not_be_changed_says_why() {
    let mut desk = desk(BidStatus::Cancelled);
    desk.key(Key::F2);
    assert!(desk.sees("Tab — дальше, Esc — закрыть"), "no field, but the reason");
    assert_eq!(changes(desk.key(Key::Enter)), []);
}
