//! Changes of many bids as one step, there and back, against the training server.

use cargorun_desk::app::command::Command;
use cargorun_desk::app::life::ask::{Edits, LifeCommand};
use cargorun_desk::app::life::wish::Wish;
use cargorun_desk::domain::action::Action;
use cargorun_desk::domain::bid::BidStatus;
use cargorun_desk::domain::bid_change::BidChange;
use cargorun_desk::domain::completion::Completion;
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
    window.harness.state_mut().desk.command(Command::Life(LifeCommand::CloseResults));
    window.harness.run_steps(2);

    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    window.until("the prices of before", |window| window.prices(&drafts) == before && window.all_clean(&drafts));
    window.harness.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    window.until("the new prices again", |window| window.prices(&drafts).iter().all(|price| *price == 7_777_700));
}

impl Window {
    fn status(&self, id: &LocalId) -> Option<(BidStatus, RecordState, bool)> {
        let lines = self.state().bids.lines.clone().unwrap_or_default();
        lines.iter().find(|line| line.id == *id).map(|line| (line.status.clone(), line.state, line.queued))
    }

    fn wish(&mut self, command: LifeCommand) {
        self.harness.state_mut().desk.command(Command::Life(command));
    }
}

#[test]
fn a_bid_is_ended_by_hand_and_a_deleted_one_comes_back_through_the_platform() {
    let dir = tempfile::tempdir().unwrap();
    let server = Server::start();
    let mut window = open(dir.path(), &server, Lang::Ru);
    let started = window.ids_in(&BidStatus::Started);
    let id = started[0].clone();
    window.harness.state_mut().desk.command(Command::SelectBid(id.clone()));
    window.until("the card", |window| window.state().card.as_ref().is_some_and(|card| card.meta.id == id));
    let card = window.state().card.clone().unwrap();
    let mut completion = Completion::of(&card.bid, &card.facts);
    completion.reason = "Геозона не сработала".into();
    completion.mileage_km = Some(812.0);
    completion.points.clear();
    window.wish(LifeCommand::Complete(id.clone(), Box::new(completion)));
    let done = Some((BidStatus::Done, RecordState::Clean, false));
    window.until("the done bid", |window| window.status(&id) == done);
    window.until("its mileage", |window| {
        window.state().card.as_ref().is_some_and(|card| card.facts.fact_mileage_m == Some(812_000.0))
    });

    let draft = window.ids_in(&BidStatus::Draft)[0].clone();
    window.harness.state_mut().desk.command(Command::DeleteBid(draft.clone()));
    window.sync();
    let gone = |window: &Window| window.status(&draft).is_some_and(|(_, state, _)| state == RecordState::Tombstone);
    window.until("the deleted bid", gone);
    window.wish(LifeCommand::Restore(draft.clone()));
    let back = Some((BidStatus::Draft, RecordState::Clean, false));
    window.until("the restored bid", |window| window.status(&draft) == back);

    window.wish(LifeCommand::Clone(id.clone()));
    window.until("the form of the copy", |window| {
        window.state().editor.as_ref().is_some_and(|editor| editor.id.as_ref().is_some_and(|copy| *copy != id))
    });
    let copy = window.state().editor.as_ref().unwrap().id.clone().unwrap();
    assert_eq!(window.status(&copy), Some((BidStatus::Draft, RecordState::LocalNew, false)), "a draft of ours");
}

#[test]
fn a_bulk_step_is_previewed_and_tells_what_came_of_each() {
    let dir = tempfile::tempdir().unwrap();
    let server = Server::start();
    let mut window = open(dir.path(), &server, Lang::Ru);
    let mut ids = window.ids_in(&BidStatus::Done);
    ids.truncate(2);
    ids.push(window.ids_in(&BidStatus::Draft)[0].clone());
    window.wish(LifeCommand::Preview(Wish::Steps(Action::Delete, ids.clone())));
    window.until("the preview", |window| window.state().life.preview.as_ref().is_some_and(|it| it.rows.is_some()));
    assert_eq!(window.state().life.preview.as_ref().unwrap().would_change(), 1, "only a draft is deleted");
    window.wish(LifeCommand::Confirm);
    window.until("the results", |window| window.state().life.results.is_some());
    let results = window.state().life.results.clone().unwrap();
    assert_eq!((results.changed(), results.refused().count()), (1, 2));
    window.wish(LifeCommand::CloseResults);
}
