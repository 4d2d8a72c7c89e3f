//! Steps of bids go back with Ctrl+Z: here alone while they wait, through the platform once they came through, and what has no way
//! back says so.

use cargorun_desk::app::bid_list::BidLine;
use cargorun_desk::app::command::Command;
use cargorun_desk::app::inform::ask::InformCommand;
use cargorun_desk::app::life::ask::LifeCommand;
use cargorun_desk::app::life::wish::Wish;
use cargorun_desk::domain::action::Action;
use cargorun_desk::domain::bid::BidStatus;
use cargorun_desk::domain::id::LocalId;
use cargorun_desk::domain::record::RecordState;
use cargorun_desk::words::Lang;
use egui::{Event, Key, Modifiers, Role};
use egui_kittest::kittest::Queryable as _;

use super::desk_support::{Desk, Server};
use super::{Window, open};

impl Window {
    fn undo(&mut self) {
        self.harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
        self.harness.run_steps(3);
    }

    fn redo(&mut self) {
        self.harness.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
        self.harness.run_steps(3);
    }

    fn command(&mut self, command: Command) {
        self.harness.state_mut().desk.command(command);
        self.harness.run_steps(2);
    }

    fn line(&self, id: &LocalId) -> Option<BidLine> {
        self.state().bids.lines.iter().flat_map(|lines| lines.iter()).find(|line| line.id == *id).cloned()
    }

    fn is(&self, id: &LocalId, status: &BidStatus, state: RecordState) -> bool {
        self.line(id).is_some_and(|line| line.status == *status && line.state == state && !line.queued)
    }

    /// Takes a step of many bids as a person does: by its preview.
    fn take(&mut self, action: Action, ids: &[LocalId]) {
        self.command(Command::Life(LifeCommand::Preview(Wish::Steps(action, ids.to_vec()))));
        self.until("the preview", |window| window.state().life.preview.as_ref().is_some_and(|one| one.rows.is_some()));
        self.press(Key::Enter);
        self.until("the end of it", |window| window.state().life.preview.is_none());
    }

    /// Drafts that the platform has and that can be started side by side: each truck once, none busy.
    fn startable(&mut self, count: usize) -> Vec<LocalId> {
        let lines = self.state().bids.lines.clone().unwrap_or_default();
        let drafts = lines.iter().filter(|line| line.status == BidStatus::Draft && line.remote.is_some());
        let all: Vec<LocalId> =
            drafts.filter(|line| line.state == RecordState::Clean).map(|line| line.id.clone()).collect();
        self.command(Command::Life(LifeCommand::Preview(Wish::Steps(Action::Start, all))));
        self.until("the preview", |window| window.state().life.preview.as_ref().is_some_and(|one| one.rows.is_some()));
        let rows = self.state().life.preview.as_ref().and_then(|one| one.rows.clone()).unwrap();
        let mut cars = std::collections::BTreeSet::new();
        let can = rows.iter().filter(|row| row.outcome == cargorun_desk::app::life::plan::Outcome::Done);
        let mut alone: Vec<LocalId> = can.map(|row| row.id.clone()).collect();
        alone.retain(|id| self.line(id).is_some_and(|line| !line.car.is_empty() && cars.insert(line.car)));
        alone.truncate(count);
        self.command(Command::Life(LifeCommand::ClosePreview));
        assert_eq!(alone.len(), count, "the training server has as many");
        alone
    }
}

/// What a colleague at another desk reads of a bid.
fn seen_there(server: &Server, line: &BidLine) -> serde_json::Value {
    let dir = tempfile::tempdir().unwrap();
    let colleague = Desk::new(dir.path(), server);
    assert_eq!(colleague.run(&["sync", "--once"]).code, 0);
    colleague.run(&["bid", "show", &format!("cr:{}", line.remote.unwrap())]).json
}

#[test]
fn two_started_bids_go_back_to_drafts_on_the_platform_and_are_started_again() {
    let dir = tempfile::tempdir().unwrap();
    let server = Server::start();
    let mut window = open(dir.path(), &server, Lang::Ru);
    let ids = window.startable(2);
    window.take(Action::Start, &ids);
    window.until("both at work", |window| {
        ids.iter().all(|id| window.line(id).is_some_and(|line| line.status != BidStatus::Draft && !line.queued))
    });

    window.undo();
    window.until("the question", |window| window.sees("Отменить: запуск 2 заявок?"));
    window.shows("Вернётся в черновик");
    window.shows("Изменится 2 из 2 заявок");
    window.press(Key::Escape);
    window.until("no question", |window| window.state().life.preview.is_none());
    assert!(!window.is(&ids[0], &BidStatus::Draft, RecordState::Clean), "a no does nothing");
    window.undo();
    window.until("the question again", |window| window.sees("Отменить: запуск 2 заявок?"));
    window.press(Key::Enter);
    window.until("the notice", |window| window.sees("Отменено: запуск 2 заявок"));
    window.until("two drafts", |window| ids.iter().all(|id| window.is(id, &BidStatus::Draft, RecordState::Clean)));
    for id in &ids {
        assert_eq!(seen_there(&server, &window.line(id).unwrap())["status"], "New", "a draft on the platform too");
    }
    window.redo();
    window.until("both at work again", |window| {
        ids.iter().all(|id| window.line(id).is_some_and(|line| line.status != BidStatus::Draft && !line.queued))
    });
    window.until("the notice", |window| window.sees("Повторено: запуск 2 заявок"));
}

#[test]
fn the_card_tells_the_steps_of_the_bid_and_every_call_about_it() {
    let dir = tempfile::tempdir().unwrap();
    let server = Server::start();
    let mut window = open(dir.path(), &server, Lang::Ru);
    let id = window.startable(1).remove(0);
    window.command(Command::SelectBid(id.clone()));
    window.until("the card", |window| window.state().card.as_ref().is_some_and(|card| card.meta.id == id));
    window.command(Command::StartBid(id.clone()));
    window.until("it at work", |window| {
        window.line(&id).is_some_and(|line| line.status != BidStatus::Draft && !line.queued)
    });
    for fold in ["Показать: История изменений", "Показать: Обмен с Cargo.Run"] {
        // The end of the card may be out of sight.
        window.harness.get_by_role_and_label(Role::Button, fold).click_accesskit();
        window.harness.run_steps(3);
    }
    window.until("the step", |window| window.sees("Запущена, Черновик, "));
    window.shows(server.running().user());
    window.shows("POST /api/TruckingBids/SetStatus");
}

#[test]
fn a_start_that_waits_goes_back_unasked_and_nothing_of_it_goes_out() {
    let dir = tempfile::tempdir().unwrap();
    let server = Server::start();
    let mut window = open(dir.path(), &server, Lang::Ru);
    let ids = window.startable(2);
    window.command(Command::Inform(InformCommand::Pause(true)));
    window.take(Action::Start, &ids);
    window.until("two that wait", |window| ids.iter().all(|id| window.line(id).is_some_and(|line| line.queued)));
    window.undo();
    window.until("the notice", |window| window.sees("Отменено: запуск 2 заявок"));
    assert!(window.state().life.preview.is_none(), "nothing went out: nothing is asked");
    assert!(ids.iter().all(|id| window.is(id, &BidStatus::Draft, RecordState::Clean)));
    window.command(Command::Inform(InformCommand::Pause(false)));
    window.sync();
    assert!(ids.iter().all(|id| window.is(id, &BidStatus::Draft, RecordState::Clean)));
}

#[test]
fn deletions_come_back_before_and_after_they_reached_the_platform() {
    let dir = tempfile::tempdir().unwrap();
    let server = Server::start();
    let mut window = open(dir.path(), &server, Lang::Ru);
    let ids = window.startable(2);
    window.take(Action::Delete, &ids);
    let gone = |window: &Window| {
        ids.iter().all(|id| window.line(id).is_some_and(|line| line.state == RecordState::Tombstone && !line.queued))
    };
    window.until("two deleted bids", gone);
    window.undo();
    window.until("the question", |window| window.sees("Отменить: удаление 2 заявок?"));
    window.shows("Будет восстановлена в Cargo.Run");
    window.press(Key::Enter);
    window.until("both back", |window| ids.iter().all(|id| window.is(id, &BidStatus::Draft, RecordState::Clean)));
    assert_eq!(seen_there(&server, &window.line(&ids[0]).unwrap())["status"], "New");

    window.command(Command::Inform(InformCommand::Pause(true)));
    window.command(Command::DeleteBid(ids[0].clone()));
    window.until("one to be deleted", |window| {
        window.line(&ids[0]).is_some_and(|line| line.state == RecordState::DeletePending)
    });
    window.undo();
    window.until("the notice", |window| window.sees("Отменено: удаление 1 заявки"));
    assert!(window.is(&ids[0], &BidStatus::Draft, RecordState::Clean));
}

#[test]
fn copies_and_pasted_rows_go_into_the_bin_and_come_back() {
    let dir = tempfile::tempdir().unwrap();
    let server = Server::start();
    let mut window = open(dir.path(), &server, Lang::Ru);
    let ours = |window: &Window| {
        let lines = window.state().bids.lines.clone().unwrap_or_default();
        lines.iter().filter(|line| line.remote.is_none() && line.state == RecordState::LocalNew).count()
    };
    let ids = window.startable(2);
    window.take(Action::Clone, &ids);
    window.until("two copies", |window| ours(window) == 2);
    let rows = "Откуда\tКуда\tЗагрузка\tВес\tЦена\nСамара\tПермь\t01.12.2026 0900\t20\t80 000\nКазань\tУфа\t02.12.2026 0900\t5\t10 000\n";
    window.harness.event(Event::Paste(rows.to_owned()));
    window.until("the rows", |window| window.sees("Создать черновики: 2"));
    window.click("Создать черновики: 2");
    window.until("their drafts", |window| ours(window) == 4);

    window.undo();
    window.until("the pasted ones gone", |window| ours(window) == 2);
    window.until("the notice", |window| window.sees("Отменено: вставка 2 заявок из таблицы"));
    window.undo();
    window.until("the copies gone", |window| ours(window) == 0);
    window.until("the notice", |window| window.sees("Отменено: создание 2 копий"));
    window.redo();
    window.until("the copies again", |window| ours(window) == 2 && window.state().life.turn.is_none());
    window.redo();
    window.until("all again", |window| ours(window) == 4 && window.state().life.turn.is_none());
    window.undo();
    window.until("gone again", |window| ours(window) == 2);
}

#[test]
fn a_sent_copy_is_deleted_on_the_platform_and_a_cancelled_bid_stays_cancelled() {
    let dir = tempfile::tempdir().unwrap();
    let server = Server::start();
    let mut window = open(dir.path(), &server, Lang::Ru);
    let original = window.startable(1);
    window.take(Action::Clone, &original);
    let is_ours = |line: &&BidLine| line.remote.is_none() && line.state == RecordState::LocalNew;
    window.until("the copy", |window| window.state().bids.lines.iter().flat_map(|all| all.iter()).any(|l| is_ours(&l)));
    let lines = window.state().bids.lines.clone().unwrap();
    let copy = lines.iter().find(is_ours).unwrap().id.clone();
    window.take(Action::Send, std::slice::from_ref(&copy));
    window.until("its number", |window| window.line(&copy).is_some_and(|line| line.remote.is_some() && !line.queued));

    window.undo();
    window.until("why not", |window| {
        window.sees("Нельзя вернуть: отправка 1 заявки. Cargo.Run уже получил отправленное")
    });
    window.shows("Следующее нажатие отменит: создание 1 копии");
    assert!(window.is(&copy, &BidStatus::Draft, RecordState::Clean), "nothing older went in its stead");
    window.undo();
    window.until("the question", |window| window.sees("Отменить: создание 1 копии?"));
    window.shows("Будет удалена в Cargo.Run");
    window.press(Key::Enter);
    window.until("the deleted copy", |window| {
        window.line(&copy).is_none_or(|line| line.state == RecordState::Tombstone && !line.queued)
    });

    window.take(Action::Start, &original);
    window.until("it at work", |window| {
        window.line(&original[0]).is_some_and(|line| line.status != BidStatus::Draft && !line.queued)
    });
    window.take(Action::Cancel, &original);
    window.until("it cancelled", |window| window.is(&original[0], &BidStatus::Cancelled, RecordState::Clean));
    window.undo();
    window.until("why not", |window| window.sees("Отмену начатой заявки Cargo.Run обратно не берёт"));
    assert!(window.is(&original[0], &BidStatus::Cancelled, RecordState::Clean));
}
