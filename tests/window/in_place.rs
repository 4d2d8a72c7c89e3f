//! Fields typed in place, from the key to the server and back by undo, against the training server.

use cargorun_desk::app::command::Command;
use cargorun_desk::app::state::Undo;
use cargorun_desk::domain::bid::BidStatus;
use cargorun_desk::domain::id::LocalId;
use cargorun_desk::domain::record::RecordState;
use cargorun_desk::store::Store;
use cargorun_desk::store::model::JournalFilter;
use cargorun_desk::words::Lang;
use egui::{Key, Modifiers, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::desk_support::Server;
use super::{Window, open};

impl Window {
    /// The price of a bid in kopecks as the list knows it, once nothing of it waits any more.
    fn settled_price(&self, id: &LocalId) -> Option<i64> {
        let lines = self.state().bids.lines.clone()?;
        let line = lines.iter().find(|line| line.id == *id)?;
        (line.state == RecordState::Clean && !line.queued).then_some(line.price_kopecks)
    }

    fn first_of(&self, status: &BidStatus) -> LocalId {
        let lines = self.state().bids.lines.clone().unwrap_or_default();
        lines.iter().find(|line| line.status == *status && line.remote.is_some()).map(|line| line.id.clone()).unwrap()
    }

    /// Chooses a row and waits for its card.
    fn select(&mut self, id: &LocalId) {
        self.harness.state_mut().desk.command(Command::SelectBid(id.clone()));
        self.until("the card", |window| window.state().card.as_ref().is_some_and(|card| card.meta.id == *id));
    }

    /// F2, and on by Tab until a field of this name has the keyboard.
    fn go_to_field(&mut self, name: &str) {
        self.press(Key::F2);
        let has = |window: &Self| {
            let named = window.harness.query_all_by_label(name);
            let is_field = |role| matches!(role, Role::TextInput | Role::EditableComboBox);
            named.into_iter().any(|node| node.is_focused() && is_field(node.accesskit_node().role()))
        };
        for _ in 0..12 {
            if has(self) {
                return;
            }
            self.press(Key::Tab);
            self.harness.run_steps(4);
        }
        panic!("no field «{name}»: {:#?}", self.labels());
    }

    fn type_over(&mut self, text: &str) {
        self.harness.event(egui::Event::Text(text.to_owned()));
        self.harness.run_steps(3);
    }
}

/// Calls of a kind that the desk has made so far.
fn calls(store: &Store, of: &str) -> usize {
    let page = store.journal_page(&JournalFilter::default(), 0, 500).unwrap();
    page.entries.iter().filter(|entry| entry.path.contains(of) && entry.status == Some(200)).count()
}

#[test]
fn a_price_typed_in_its_cell_arrives_by_patch_and_undo_takes_it_back() {
    let dir = tempfile::tempdir().unwrap();
    let server = Server::start();
    let mut window = open(dir.path(), &server, Lang::Ru);
    let store = Store::open(&dir.path().join("desk.db")).unwrap().store;
    let id = window.first_of(&BidStatus::Draft);
    let before = window.settled_price(&id).unwrap();
    let (patches, applies) = (calls(&store, "TruckingBids/Patch"), calls(&store, "TruckingBids/Apply"));
    window.select(&id);
    window.go_to_field("Цена");
    window.type_over("77 777");
    window.press(Key::Enter);
    window.until("the new price there", |window| window.settled_price(&id) == Some(7_777_700));
    assert_eq!(calls(&store, "TruckingBids/Patch"), patches + 1, "one field is one Patch");
    assert_eq!(calls(&store, "TruckingBids/Apply"), applies);
    assert!(matches!(window.state().undo.last(), Some(Undo::Edits(step)) if step.swaps.len() == 1));

    // What the server has is what a desk without a memory reads.
    let other = tempfile::tempdir().unwrap();
    let fresh = open(other.path(), &server, Lang::Ru);
    assert_eq!(fresh.settled_price(&id), Some(7_777_700));
    drop(fresh);

    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    window.until("the price of before", |window| window.settled_price(&id) == Some(before));
}

#[test]
fn a_started_bid_is_given_another_truck_in_its_row() {
    let dir = tempfile::tempdir().unwrap();
    let server = Server::start();
    let mut window = open(dir.path(), &server, Lang::Ru);
    let id = window.first_of(&BidStatus::Started);
    window.select(&id);
    let card = window.state().card.clone().unwrap();
    let (from, to) = card.bid.first_utc().zip(card.bid.last_utc()).unwrap();
    let lines = window.state().bids.lines.clone().unwrap();
    // A truck of another started bid of those days, and one that no bid has at all.
    let holds = |line: &&cargorun_desk::app::bid_list::BidLine| {
        line.id != id
            && line.status == BidStatus::Started
            && line.first_utc.is_some_and(|first| first < to)
            && line.last_utc.is_some_and(|last| last > from)
    };
    let busy = lines.iter().find(holds).map(|line| line.car.clone()).unwrap();
    window.go_to_field("Машина");
    window.type_over(&busy);
    window.press(Key::Enter);
    window.shows("Машина в эти даты занята заявкой");
    assert_eq!(window.state().card.as_ref().unwrap().bid.car, card.bid.car);

    let free = window.state().books.of_kind(cargorun_desk::domain::id::RecordKind::Car).iter().find_map(|record| {
        let title = record.entry.title();
        let is_held = lines.iter().any(|line| line.car == title);
        (!is_held && record.active && !record.deleted).then(|| (record.meta.id.clone(), title))
    });
    let (car, title) = free.unwrap();
    window.type_over(&title);
    window.press(Key::Enter);
    if window.sees("Всё равно сохранить") {
        window.press(Key::Enter);
    }
    window.until("the other truck there", |window| {
        let card = window.state().card.clone();
        card.is_some_and(|card| {
            card.bid.car.as_ref() == Some(&car) && card.meta.state == RecordState::Clean && !card.meta.queued
        })
    });
}
