//! The planning board over a real database and the training server: a bid carried by keys is stored, sent and taken back; what bars
//! say, empty runs and forecasts come.

use cargorun_desk::app::command::Command;
use cargorun_desk::app::plan::board::Board;
use cargorun_desk::domain::bid::BidStatus;
use cargorun_desk::domain::id::LocalId;
use cargorun_desk::domain::record::RecordState;
use cargorun_desk::store::plan_rows::PlanRow;
use cargorun_desk::words::Lang;
use chrono::TimeDelta;
use egui::{Key, Modifiers};

use super::desk_support::Server;
use super::{Window, open};

impl Window {
    fn board(&self) -> &Board {
        self.state().plan.board.as_ref().unwrap()
    }

    fn on_board(&self, id: &LocalId) -> PlanRow {
        let data = &self.board().data;
        data.place_of(id).and_then(|bid| data.bid(bid)).unwrap().clone()
    }

    /// A draft of the platform that is the last of its row.
    fn last_draft(&self) -> LocalId {
        let board = self.board();
        let last = board.lanes.iter().filter_map(|lane| lane.bars.last()).filter_map(|bar| board.data.bid(bar.bid));
        let is_draft = |bid: &&PlanRow| bid.status == BidStatus::Draft && bid.remote.is_some();
        last.filter(is_draft).map(|bid| bid.id.clone()).next().unwrap()
    }

    fn is_sent(&self, id: &LocalId) -> bool {
        let lines = self.state().bids.lines.clone().unwrap_or_default();
        lines.iter().any(|line| line.id == *id && line.state == RecordState::Clean && !line.queued)
    }
}

#[test]
fn a_bid_is_carried_by_keys_stored_sent_and_taken_back() {
    let dir = tempfile::tempdir().unwrap();
    let server = Server::start();
    let mut window = open(dir.path(), &server, Lang::Ru);
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::P);
    window.until("the board", |window| window.state().plan.is_settled() && !window.state().plan.expected.is_empty());
    assert!(window.board().lanes.len() > 10 && window.state().plan.details.len() > 3);
    let id = window.last_draft();
    let before = window.on_board(&id);

    window.harness.state_mut().desk.command(Command::SelectBid(id.clone()));
    window.until("its card", |window| window.state().card.as_ref().is_some_and(|card| card.meta.id == id));
    window.press(Key::Enter);
    window.harness.key_press_modifiers(Modifiers::SHIFT, Key::ArrowRight);
    window.harness.run_steps(2);
    window.press(Key::Enter);
    let day_later = |at: Option<chrono::DateTime<chrono::Utc>>| at.map(|at| at + TimeDelta::days(1));
    window.until("the moved bid", |window| window.on_board(&id).from == day_later(before.from));
    let after = window.on_board(&id);
    assert_eq!(after.to, day_later(before.to), "all points move together");
    assert_eq!((&after.car, &after.driver), (&before.car, &before.driver), "along the time nobody changes places");
    window.sync();
    window.until("the sent change", |window| window.is_sent(&id));

    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    window.until("the way back", |window| window.on_board(&id).from == before.from);
    window.sync();
    window.until("the way back there", |window| window.is_sent(&id));
}
