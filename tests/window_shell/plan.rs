//! The planning board: bars by name, drags by pointer and keys, the tray, what may not be moved, the view shared with the list.

use std::sync::Arc;

use cargorun_desk::app::bid_list::BidFilter;
use cargorun_desk::app::command::{Command, Screen};
use cargorun_desk::app::life::ask::LifeCommand;
use cargorun_desk::app::plan;
use cargorun_desk::app::plan::ask::{PlanCommand, PlanEvent};
use cargorun_desk::app::plan::board::{Board, PlanData, RowsBy, Wanted};
use cargorun_desk::app::state::AppState;
use cargorun_desk::domain::bid::BidStatus;
use cargorun_desk::domain::bid_change::BidChange;
use cargorun_desk::domain::id::{LocalId, RecordKind, RemoteId};
use cargorun_desk::domain::place::GeoPoint;
use cargorun_desk::domain::record::RecordState;
use cargorun_desk::store::plan_rows::PlanRow;
use chrono::TimeDelta;
use egui::accesskit::Role;
use egui::{Key, PointerButton, Pos2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use crate::{Desk, data};

const KAZAN: GeoPoint = GeoPoint { longitude: 49.12, latitude: 55.79 };
const UFA: GeoPoint = GeoPoint { longitude: 55.96, latitude: 54.73 };

fn car(number: i64) -> LocalId {
    LocalId::of_remote(RecordKind::Car, RemoteId(number))
}

/// The first lines of the list on the board: bids of the trucks 1 to 6, half a day each, from the beginning of this day on.
fn rows(state: &AppState) -> Vec<PlanRow> {
    let lines = state.bids.lines.clone().unwrap();
    let row = |(line, place): (&cargorun_desk::app::bid_list::BidLine, i64)| {
        let from = data::now() + TimeDelta::hours(-6 + 14 * (place / 6));
        PlanRow {
            id: line.id.clone(),
            remote: line.remote.map(RemoteId),
            state: RecordState::Clean,
            status: BidStatus::Draft,
            car: (place % 7 != 6).then(|| car(1 + place % 6)),
            trailer: None,
            driver: None,
            second_driver: None,
            ends: ["Казань".into(), "Уфа".into()],
            from: Some(from),
            to: Some(from + TimeDelta::hours(12)),
            offset_minutes: Some(180),
            places: Some([KAZAN, UFA]),
        }
    };
    lines.iter().zip(0_i64..).map(row).collect()
}

fn board(state: &mut AppState, rows: Vec<PlanRow>, by: RowsBy) {
    let data = Arc::new(PlanData::of(rows));
    let shown = vec![true; data.bids().len()];
    let wanted = Wanted { by, own_offset_minutes: 180, ..Wanted::default() };
    let board = Board::build(Arc::clone(&data), &shown, &state.books, &wanted, state.now);
    plan::apply(state, PlanEvent::Data(data));
    plan::apply(state, PlanEvent::Board(Arc::new(board)));
}

fn planned(change: impl Fn(&mut Vec<PlanRow>)) -> AppState {
    let mut state = data::state(20);
    state.screen = Screen::Plan;
    state.settings.plan.span_hours = 72;
    let mut rows = rows(&state);
    change(&mut rows);
    board(&mut state, rows, RowsBy::Cars);
    state
}

fn open() -> Desk {
    Desk::open(planned(|_| {}))
}

/// The middle of a bar or a card of the tray.
fn middle(desk: &Desk, number: &str) -> Pos2 {
    bar(desk, number).unwrap_or_else(|| panic!("{number} is on the board")).0
}

fn bar(desk: &Desk, number: &str) -> Option<(Pos2, String)> {
    let all = desk.harness.query_all_by_role(Role::Button);
    let found = all.filter(|node| node.accesskit_node().label().is_some_and(|name| name.contains(number)));
    found.map(|node| (node.rect().center(), node.accesskit_node().label().unwrap_or_default())).next()
}

/// The middle of the row of a truck, at this x.
fn row_of(desk: &Desk, plate: &str, x: f32) -> Pos2 {
    let all = desk.harness.query_all_by_role(Role::RowHeader);
    let mut found = all.filter(|node| node.accesskit_node().label().is_some_and(|name| name.starts_with(plate)));
    let rect = found.find(|node| node.rect().height() > 40.0).unwrap_or_else(|| panic!("no row {plate}")).rect();
    Pos2::new(x, rect.top() + 20.0)
}

fn plate(desk: &mut Desk, number: i64) -> String {
    desk.state().books.record(&car(number)).unwrap().entry.title()
}

/// Presses at one place, goes to another by steps; released by [`release`].
fn drag(desk: &mut Desk, from: Pos2, to: Pos2) -> Vec<Command> {
    desk.harness.event(egui::Event::PointerMoved(from));
    desk.harness.run_steps(1);
    button(desk, from, true);
    for step in 1..=4_u8 {
        let part = f32::from(step) / 4.0;
        desk.harness.event(egui::Event::PointerMoved(from + (to - from) * part));
        desk.harness.run_steps(1);
    }
    desk.sent()
}

fn button(desk: &mut Desk, at: Pos2, pressed: bool) {
    let modifiers = egui::Modifiers::NONE;
    desk.harness.event(egui::Event::PointerButton { pos: at, button: PointerButton::Primary, pressed, modifiers });
    desk.harness.run_steps(1);
}

fn release(desk: &mut Desk, at: Pos2) -> Vec<Command> {
    button(desk, at, false);
    desk.sent()
}

fn changes(sent: &[Command]) -> Vec<(LocalId, Vec<BidChange>)> {
    let edits = sent.iter().filter_map(|command| match command {
        Command::Life(LifeCommand::Change(edits)) => Some(edits.rows.clone()),
        _ => None,
    });
    edits.flatten().map(|edit| (edit.id, edit.changes)).collect()
}

fn held(sent: &[Command]) -> Vec<&'static str> {
    let told = sent.iter().filter_map(|command| match command {
        Command::Plan(PlanCommand::Held(why)) => Some(why.key),
        _ => None,
    });
    told.collect()
}

fn id_of(desk: &mut Desk, place: usize) -> LocalId {
    desk.state().bids.lines.as_ref().unwrap()[place].id.clone()
}

fn number_of(desk: &mut Desk, place: usize) -> String {
    desk.state().bids.lines.as_ref().unwrap()[place].number.clone()
}

#[test]
fn bars_say_plate_places_and_times_and_a_click_selects_the_bid_for_the_list_too() {
    let mut desk = open();
    let (number, plate) = (number_of(&mut desk, 1), plate(&mut desk, 2));
    let (at, name) = bar(&desk, &number).unwrap();
    for part in [plate.as_str(), "Казань → Уфа", &number, "Черновик"] {
        assert!(name.contains(part), "{part} in {name}");
    }
    button(&mut desk, at, true);
    let sent = release(&mut desk, at);
    let id = id_of(&mut desk, 1);
    assert!(sent.contains(&Command::SelectBid(id)), "{sent:?}");
    assert!(desk.sees(&format!("№ {number}")), "the card stands beside the board");
}

#[test]
fn a_bid_is_dragged_to_another_truck_and_keeps_its_time() {
    let mut desk = open();
    let number = number_of(&mut desk, 1);
    let (id, target) = (id_of(&mut desk, 1), plate(&mut desk, 4));
    let from = middle(&desk, &number);
    let to = row_of(&desk, &target, from.x + 3.0);
    drag(&mut desk, from, to);
    assert!(desk.harness.query_all_by_label_contains("пересекается:").next().is_some(), "truck 4 is busy then");
    let sent = release(&mut desk, to);
    assert_eq!(changes(&sent), [(id, vec![BidChange::Car(Some(car(4)))])]);
}

#[test]
fn along_the_time_all_its_points_move_by_whole_steps() {
    let mut desk = open();
    let number = number_of(&mut desk, 1);
    let id = id_of(&mut desk, 1);
    let from = middle(&desk, &number);
    let to = from + egui::vec2(150.0, 0.0);
    drag(&mut desk, from, to);
    let sent = release(&mut desk, to);
    let moved = changes(&sent);
    let [(moved_id, change)] = moved.as_slice() else { panic!("{sent:?}") };
    let [BidChange::Shift(by)] = change.as_slice() else { panic!("{change:?}") };
    assert_eq!(*moved_id, id);
    assert!(*by > TimeDelta::hours(5) && *by < TimeDelta::hours(14), "{by}");
    assert_eq!(by.num_minutes() % 15, 0);
}

#[test]
fn from_the_tray_onto_a_truck_and_back() {
    let mut desk = open();
    let waiting = number_of(&mut desk, 6);
    let (id, target) = (id_of(&mut desk, 6), plate(&mut desk, 5));
    let from = middle(&desk, &waiting);
    let to = row_of(&desk, &target, 900.0);
    drag(&mut desk, from, to);
    let sent = release(&mut desk, to);
    assert_eq!(changes(&sent), [(id, vec![BidChange::Car(Some(car(5)))])]);

    // A draft of this desk alone may lose its truck again.
    let mut desk = open();
    let tray = number_of(&mut desk, 6);
    let id = id_of(&mut desk, 0);
    let (from, to) = (middle(&desk, "новая"), middle(&desk, &tray));
    drag(&mut desk, from, to);
    assert!(desk.sees("Снять с назначения"));
    let sent = release(&mut desk, to);
    let none = vec![BidChange::Car(None), BidChange::Driver(None), BidChange::Trailer(None)];
    assert_eq!(changes(&sent), [(id, none)]);
}

#[test]
fn escape_lets_go_and_changes_nothing() {
    let mut desk = open();
    let number = number_of(&mut desk, 1);
    let target = plate(&mut desk, 4);
    let from = middle(&desk, &number);
    let to = row_of(&desk, &target, from.x);
    drag(&mut desk, from, to);
    let mut sent = desk.key(Key::Escape);
    sent.extend(release(&mut desk, to));
    assert_eq!(changes(&sent), []);
}

#[test]
fn what_may_not_be_moved_says_why() {
    let mut desk = Desk::open(planned(|rows| {
        rows[1].status = BidStatus::Done;
        rows[2].state = RecordState::Conflict;
        rows[3].status = BidStatus::Planned;
    }));
    for (place, why) in [(1, "life-refused-run-is-over"), (2, "life-refused-conflict")] {
        let number = number_of(&mut desk, place);
        let from = middle(&desk, &number);
        let to = from + egui::vec2(120.0, 0.0);
        let mut sent = drag(&mut desk, from, to);
        sent.extend(release(&mut desk, to));
        assert_eq!((changes(&sent), held(&sent)), (vec![], vec![why]));
    }
    // Neither a bid in work nor a draft that Cargo.Run has goes without a truck.
    for (place, why) in [(3, "life-refused-needs-car"), (4, "life-refused-there-needs-car")] {
        let (number, tray) = (number_of(&mut desk, place), number_of(&mut desk, 6));
        let (from, to) = (middle(&desk, &number), middle(&desk, &tray));
        drag(&mut desk, from, to);
        let sent = release(&mut desk, to);
        assert_eq!((changes(&sent), held(&sent)), (vec![], vec![why]));
    }
}

#[test]
fn the_keyboard_does_the_same() {
    let mut desk = open();
    // The first press selects what is in sight, Enter takes it, arrows carry it, Enter puts it down.
    let selected = desk.key(Key::ArrowDown);
    let id = id_of(&mut desk, 0);
    assert!(selected.contains(&Command::SelectBid(id.clone())), "{selected:?}");
    desk.key(Key::Enter);
    desk.key(Key::ArrowDown);
    desk.key(Key::ArrowRight);
    desk.key(Key::ArrowRight);
    let sent = desk.key(Key::Enter);
    let expected = vec![BidChange::Car(Some(car(2))), BidChange::Shift(TimeDelta::minutes(30))];
    assert_eq!(changes(&sent), [(id, expected)]);
    desk.key(Key::Enter);
    desk.key(Key::ArrowDown);
    let mut sent = desk.key(Key::Escape);
    assert!(desk.sees("План"), "Escape lets the bid go, not the board");
    sent.extend(desk.key(Key::Enter));
    sent.extend(desk.key(Key::Enter));
    assert_eq!(changes(&sent), [], "taken and put down where it stood");
}

#[test]
fn crossings_are_counted_and_a_press_shows_them_in_the_shared_view() {
    let mut desk = Desk::open(planned(|rows| rows[7].from = rows[1].from));
    let sent = desk.click("2 заявки в пересечении");
    let shown =
        sent.iter().any(|command| matches!(command, Command::View(view) if view.filter == BidFilter::Overlapping));
    assert!(shown, "{sent:?}");
    let number = number_of(&mut desk, 1);
    assert!(bar(&desk, &number).unwrap().1.contains("пересекается с другой заявкой"));
}

#[test]
fn rows_groups_and_spans_are_a_press_away_and_the_screen_has_a_key() {
    let mut desk = open();
    assert!(desk.press("Строки: Водители").contains(&Command::Plan(PlanCommand::Rows(RowsBy::Drivers))));
    assert!(
        desk.press("Масштаб: Месяц").contains(&Command::Plan(PlanCommand::Span(744))),
        "and the profile remembers it"
    );
    let mut desk = Desk::open(data::state(3));
    assert!(desk.ctrl(Key::P).contains(&Command::Open(Screen::Plan)));
}

#[test]
fn an_empty_board_says_what_to_do() {
    let mut state = data::state(0);
    state.books = Arc::default();
    state.screen = Screen::Plan;
    board(&mut state, Vec::new(), RowsBy::Cars);
    let desk = Desk::open(state);
    assert!(desk.sees("Рейсы появятся на плане, как только будет первая заявка с датами."));
}
