//! Reports over a real database and the training server: what the table sums is what the list holds, a row leads to its bids; the
//! trace of a bid that was changed here says who did it and what went over the wire.

use std::collections::HashSet;
use std::sync::Arc;

use cargorun_desk::app::command::{Command, Screen};
use cargorun_desk::app::report::desk::ReportCommand;
use cargorun_desk::app::trail::{Stamp, TrailCommand};
use cargorun_desk::domain::bid::BidStatus;
use cargorun_desk::domain::id::LocalId;
use cargorun_desk::domain::report::{Grouping, Table};
use cargorun_desk::words::Lang;
use chrono::TimeDelta;
use egui::{Key, Modifiers};

use super::desk_support::Server;
use super::{Window, open};

impl Window {
    fn report(&self) -> Arc<Table> {
        Arc::clone(self.state().report.table.as_ref().unwrap())
    }

    fn has_report(&self, grouping: Grouping) -> bool {
        let report = &self.state().report;
        !report.turn.is_running() && report.table.as_ref().is_some_and(|table| table.wanted.grouping == grouping)
    }

    /// Done bids of the list whose plan ends in the last two months, by this desk's clock.
    fn done(&self) -> HashSet<LocalId> {
        let (from, until) = self.report().wanted.period.moments(self.state().own_offset_minutes);
        let lines = self.state().bids.lines.clone().unwrap_or_default();
        let done = lines.iter().filter(|line| line.status == BidStatus::Done && !line.is_binned());
        done.filter(|line| line.last_utc.is_some_and(|at| at >= from && at < until))
            .map(|line| line.id.clone())
            .collect()
    }
}

fn ids(table: &Table) -> HashSet<LocalId> {
    table.rows.iter().flat_map(|row| row.trips.clone()).collect()
}

#[test]
fn a_report_sums_the_done_bids_of_the_list_and_leads_back_to_them() {
    let dir = tempfile::tempdir().unwrap();
    let server = Server::start();
    let mut window = open(dir.path(), &server, Lang::Ru);
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::G);
    window.until("the report", |window| window.has_report(Grouping::Car));
    // The training bids lie around today: two months hold them all, whatever the day of the month.
    let today = window.state().now.date_naive();
    let days = ReportCommand::Days(today - TimeDelta::days(60), today + TimeDelta::days(2));
    window.harness.state_mut().desk.command(Command::Report(days));
    window.until("the longer report", |window| {
        window.has_report(Grouping::Car) && window.report().wanted.period.days() == 63
    });
    let table = window.report();
    assert!(table.rows.len() > 3 && table.total.figures.bids > 10, "{:?}", table.total);
    let in_list = window.done();
    let told = ids(&table);
    assert!(told.is_subset(&in_list), "no other bid is counted: {:?}", told.difference(&in_list));
    // Only empty runs are done bids and no trips.
    assert!(in_list.len() - told.len() <= in_list.len() / 4, "{} of {}", told.len(), in_list.len());
    assert!(table.total.figures.driven_m > 0 && table.total.figures.stays > 0 && table.total.figures.judged > 0);

    window.harness.state_mut().desk.command(Command::Report(ReportCommand::Group(Grouping::Customer)));
    window.until("the customers", |window| window.has_report(Grouping::Customer));
    assert_eq!(window.report().total.figures, table.total.figures, "other rows, the same trips");
    assert_eq!(ids(&window.report()), told);

    let row = window.report().rows[0].clone();
    window.harness.state_mut().desk.command(Command::Report(ReportCommand::Drill(Some(0), "заказчик".into())));
    window.until("the list", |window| window.state().screen == Screen::Bids);
    let shown = window.state().bids.shown.len();
    assert_eq!(shown, row.trips.len(), "the list shows the bids of the row");
    window.click("Показать все заявки");
    window.until("all bids", |window| window.state().bids.shown.len() > shown);
}

#[test]
fn the_trace_of_a_bid_says_who_changed_it_and_what_went_over_the_wire() {
    let dir = tempfile::tempdir().unwrap();
    let server = Server::start();
    let user = server.running().user().to_owned();
    let mut window = open(dir.path(), &server, Lang::Ru);
    let lines = window.state().bids.lines.clone().unwrap_or_default();
    let draft = lines.iter().find(|line| line.status == BidStatus::Draft && line.remote.is_some()).unwrap();
    let id = draft.id.clone();
    window.harness.state_mut().desk.command(Command::SelectBid(id.clone()));
    window.until("its card", |window| window.state().card.as_ref().is_some_and(|card| card.meta.id == id));
    let mut bid = window.state().card.as_ref().unwrap().bid.clone();
    bid.payment_days = Some(bid.payment_days.unwrap_or_default() + 7);
    let then = cargorun_desk::app::command::AfterSave::Send;
    window.harness.state_mut().desk.command(Command::SaveBid { id: Some(id.clone()), bid: Box::new(bid), then });
    window.sync();
    window.until("the sent change", |window| {
        let card = window.state().card.as_ref().filter(|card| card.meta.id == id);
        card.is_some_and(|card| card.acked_revision == card.local_revision && card.local_revision > 0)
    });
    let stamp = Stamp::of(window.state().card.as_ref().unwrap(), Lang::Ru);
    window.harness.state_mut().desk.command(Command::Trail(TrailCommand::Read(stamp)));
    window.until("the trace", |window| window.state().trail.of(&id).is_some());
    let trail = Arc::clone(window.state().trail.of(&id).unwrap());
    let own = trail.changes.iter().find(|line| line.ours).unwrap();
    assert_eq!((own.who.as_str(), own.field.as_str()), (user.as_str(), "Срок оплаты, дней"), "{:?}", trail.changes);
    let number = draft.number.clone();
    assert!(trail.calls.iter().any(|call| call.request.contains(&number) && call.went_well), "{:?}", trail.calls);
}
