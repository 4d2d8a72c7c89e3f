//! Changes of many bids as one step, there and back, against the training server.

use cargorun_desk::app::command::Command;
use cargorun_desk::app::life::ask::{Edits, LifeCommand};
use cargorun_desk::domain::bid::BidStatus;
use cargorun_desk::domain::bid_change::BidChange;
use cargorun_desk::domain::id::LocalId;
use cargorun_desk::domain::money::Money;
use cargorun_desk::domain::record::RecordState;
use cargorun_desk::words::{Lang, Message};
use egui::{Key, Modifiers};

use super::desk_support::Server;
use super::{Window, open};

impl Window {
    fn ids_in(&self, status: &BidStatus) -> Vec<LocalId> {
        let lines = self.state().bids.lines.clone().unwrap_or_default();
        lines
            .iter()
            .filter(|line| line.status == *status && line.remote.is_some())
            .map(|line| line.id.clone())
            .collect()
    }

    fn prices(&self, ids: &[LocalId]) -> Vec<i64> {
        let lines = self.state().bids.lines.clone().unwrap_or_default();
        let price = |id: &LocalId| lines.iter().find(|line| line.id == *id).map(|line| line.price_kopecks);
        ids.iter().filter_map(price).collect()
    }

    fn all_clean(&self, ids: &[LocalId]) -> bool {
        let lines = self.state().bids.lines.clone().unwrap_or_default();
        lines.iter().filter(|line| ids.contains(&line.id)).all(|line| line.state == RecordState::Clean && !line.queued)
    }
}

#[test]
fn many_bids_change_as_one_step_go_to_the_platform_and_come_back() {
    let dir = tempfile::tempdir().unwrap();
    let server = Server::start();
    let mut window = open(dir.path(), &server, Lang::Ru);
    let drafts = window.ids_in(&BidStatus::Draft);
    let cancelled = window.ids_in(&BidStatus::Cancelled);
    assert!(drafts.len() > 2 && !cancelled.is_empty(), "the training server has some of each");
    let before = window.prices(&drafts);
    let mut ids = drafts.clone();
    ids.push(cancelled[0].clone());
    let price = Some(Money::parse_typed("77777").unwrap());
    let edits = Edits::alike(Message::new("screen-bids"), &ids, &[BidChange::Price(price)]);
    window.harness.state_mut().desk.command(Command::Life(LifeCommand::Change(edits)));
    window.until("the new prices there", |window| {
        window.prices(&drafts).iter().all(|price| *price == 7_777_700) && window.all_clean(&drafts)
    });
    let results = window.state().life.results.clone().unwrap();
    assert_eq!((results.changed(), results.refused().count()), (drafts.len(), 1), "a cancelled bid is refused alone");

    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    window.until("the prices of before", |window| window.prices(&drafts) == before && window.all_clean(&drafts));
    window.harness.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    window.until("the new prices again", |window| window.prices(&drafts).iter().all(|price| *price == 7_777_700));
}
