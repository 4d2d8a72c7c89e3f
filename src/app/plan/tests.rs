//! The board as a whole: rows, crossings, what lies under the pointer, what would come of a move.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::*;

use super::board::{Board, Grouping, Item, PlanData, RowsBy, Wanted, crosses};
use super::drag::{Move, Target, changes, preview};
use super::layout::{Hit, Layout, Metrics};
use super::time::TimeView;
use crate::app::books::{Books, Pairing};
use crate::app::exchange_rules::ExchangeRules;
use crate::domain::bid::BidStatus;
use crate::domain::bid_change::BidChange;
use crate::domain::id::{LocalId, RemoteId};
use crate::domain::place::GeoPoint;
use crate::domain::record::RecordState;
use crate::store::plan_rows::PlanRow;

const METRICS: Metrics = Metrics { bar: 36.0, gap: 4.0, foot: 8.0, group: 26.0 };
const KAZAN: GeoPoint = GeoPoint { longitude: 49.12, latitude: 55.79 };
const UFA: GeoPoint = GeoPoint { longitude: 55.96, latitude: 54.73 };

fn at(hour: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_796_000_400, 0).unwrap() + TimeDelta::hours(hour)
}

/// A bid of a truck (`None`: of none) from an hour to an hour.
fn row(number: i64, car: Option<&str>, from: i64, to: i64) -> PlanRow {
    PlanRow {
        id: LocalId::new(format!("b{number}")),
        remote: Some(RemoteId(number)),
        state: RecordState::Clean,
        status: BidStatus::Planned,
        car: car.map(LocalId::new),
        trailer: None,
        driver: Some(LocalId::new("petrov")),
        second_driver: None,
        ends: ["Казань".into(), "Уфа".into()],
        from: Some(at(from)),
        to: Some(at(to)),
        offset_minutes: Some(180),
        places: Some([KAZAN, UFA]),
    }
}

fn board(rows: Vec<PlanRow>) -> Board {
    let shown = vec![true; rows.len()];
    let data = Arc::new(PlanData::of(rows));
    Board::build(data, &shown, &Books::default(), &Wanted::default(), at(0))
}

fn lane<'a>(board: &'a Board, name: &str) -> &'a super::board::Lane {
    &board.lanes[board.lane_named(&LocalId::new(name)).unwrap()]
}

#[test]
fn bids_stand_on_their_rows_and_what_crosses_stands_below_and_is_counted() {
    let cancelled = PlanRow { status: BidStatus::Cancelled, ..row(5, Some("a"), 0, 100) };
    let board = board(vec![
        row(1, Some("a"), 0, 10),
        row(2, Some("a"), 8, 20),
        row(3, Some("a"), 20, 30),
        row(4, Some("b"), 5, 9),
        cancelled,
        row(6, None, 1, 2),
    ]);
    let a = lane(&board, "a");
    let said: Vec<_> = a.bars.iter().map(|bar| (bar.bid, bar.crosses)).collect();
    assert_eq!(said, [(0, true), (4, false), (1, true), (2, false)], "one that is cancelled crosses nobody");
    assert_eq!(a.clashes, [[at(8), at(10)]]);
    assert_eq!((board.crossing, a.tracks, lane(&board, "b").tracks), (2, 3, 1));
    assert_eq!(board.tray, [5]);
}

#[test]
fn what_the_view_hides_still_holds_its_truck() {
    let rows = vec![row(1, Some("a"), 0, 10), row(2, Some("a"), 8, 20), row(3, None, 0, 5)];
    let data = Arc::new(PlanData::of(rows));
    let built = Board::build(data, &[true, false, false], &Books::default(), &Wanted::default(), at(0));
    let bars = &lane(&built, "a").bars;
    assert_eq!(bars.iter().map(|bar| (bar.shown, bar.crosses)).collect::<Vec<_>>(), [(true, true), (false, true)]);
    assert!(built.tray.is_empty(), "the tray is of the view");
}

#[test]
fn a_bid_of_one_moment_is_drawn_and_crosses_only_by_its_plan() {
    let board =
        board(vec![row(1, Some("a"), 0, 0), row(2, Some("a"), 0, 3), row(3, Some("b"), 5, 5), row(4, Some("b"), 6, 7)]);
    assert!(lane(&board, "a").bars.iter().all(|bar| bar.crosses));
    assert!(lane(&board, "b").bars.iter().all(|bar| !bar.crosses));
    assert_eq!(lane(&board, "b").bars[0].to, at(6));
}

#[test]
fn rows_are_gathered_by_what_they_do_now() {
    let rows = vec![row(1, Some("busy"), -5, 5), row(2, Some("free"), 5, 9)];
    let data = Arc::new(PlanData::of(rows));
    let wanted = Wanted { grouping: Grouping::Now, ..Wanted::default() };
    let built = Board::build(data, &[true, true], &Books::default(), &wanted, at(0));
    let names = built.items.iter().map(|item| match item {
        Item::Group(group) => format!("{:?}", built.groups[*group].of),
        Item::Lane(lane) => built.lanes[*lane].id.to_string(),
    });
    assert_eq!(names.collect::<Vec<_>>(), ["Free", "free", "Busy", "busy"]);
}

#[test]
fn a_driver_has_the_bids_where_he_is_second_too() {
    let second = PlanRow { second_driver: Some(LocalId::new("sidorov")), ..row(1, Some("a"), 0, 9) };
    let data = Arc::new(PlanData::of(vec![second, row(2, Some("b"), 8, 12)]));
    let wanted = Wanted { by: RowsBy::Drivers, ..Wanted::default() };
    let built = Board::build(data, &[true, true], &Books::default(), &wanted, at(0));
    assert_eq!(lane(&built, "sidorov").bars.len(), 1);
    assert!(lane(&built, "petrov").bars.iter().all(|bar| bar.crosses), "Petrov drives both");
}

#[test]
fn the_pointer_finds_bars_by_their_line_and_short_ones_by_their_least_width() {
    let board = board(vec![row(1, Some("a"), 0, 10), row(2, Some("a"), 5, 20), row(3, Some("b"), 30, 30)]);
    let layout = Layout::of(&board, METRICS);
    let view = TimeView { from: at(0), span: TimeDelta::hours(100), width: 1_000.0 };
    let a = board.lane_named(&LocalId::new("a")).unwrap();
    let b = board.lane_named(&LocalId::new("b")).unwrap();
    let top = layout.line_of(a).unwrap().top;
    let hit = |x, y| layout.hit(&board, &view, x, y);
    assert_eq!(hit(70.0, top + 10.0), Some(Hit::Bar(a, 0)), "seven o'clock, first line");
    assert_eq!(hit(70.0, top + 50.0), Some(Hit::Bar(a, 1)), "seven o'clock, second line");
    assert_eq!(hit(150.0, top + 10.0), Some(Hit::Lane(a)));
    let second = layout.line_of(b).unwrap().top;
    assert_eq!(hit(304.0, second + 10.0), Some(Hit::Bar(b, 0)));
    assert_eq!(hit(304.0, layout.height + 5.0), None);
    let far = TimeView { span: TimeDelta::days(42), ..view };
    let x = far.x(at(30));
    assert_eq!(layout.hit(&board, &far, x + 5.0, second + 10.0), Some(Hit::Bar(b, 0)), "an hour is a point wide here");
}

#[test]
fn a_move_says_whom_it_crosses_and_how_far_it_is_empty() {
    let board = board(vec![row(1, Some("a"), 0, 10), row(2, Some("b"), 0, 10), row(3, Some("b"), 30, 40)]);
    let to = Target::Lane(board.lane_named(&LocalId::new("b")).unwrap());
    let rules = ExchangeRules::default();
    let look = |by: i64| preview(&board, Move { bid: 0, to, by: TimeDelta::hours(by) }, &rules);
    assert_eq!(look(0).clashes, [1]);
    let free = look(12);
    assert!(free.clashes.is_empty() && free.refusal.is_none() && !free.is_same);
    assert_eq!(free.span, Some([at(12), at(22)]));
    let (before, after) = (free.before.unwrap(), free.after.unwrap());
    assert_eq!((before.bids, after.bids), ([1, 0], [0, 2]));
    assert_eq!((before.between, after.between), ([at(10), at(12)], [at(22), at(30)]));
    assert!((500.0..700.0).contains(&before.km), "from Ufa back to Kazan: {}", before.km);
    assert!(look(10).clashes.is_empty(), "back to back is no crossing");
    assert_eq!(look(25).clashes, [2]);
}

#[test]
fn what_may_not_be_moved_says_why() {
    let done = PlanRow { status: BidStatus::Done, ..row(1, Some("a"), 0, 10) };
    let undated = PlanRow { from: None, to: None, ..row(2, None, 0, 0) };
    let there = PlanRow { status: BidStatus::Draft, ..row(4, Some("a"), 40, 50) };
    let here = PlanRow { remote: None, status: BidStatus::Draft, ..row(5, Some("a"), 60, 70) };
    let board = board(vec![done, undated, row(3, Some("a"), 20, 30), there, here]);
    let rules = ExchangeRules::default();
    let lane = Target::Lane(0);
    let why = |bid, to, by: i64| {
        preview(&board, Move { bid, to, by: TimeDelta::hours(by) }, &rules).refusal.map(|message| message.key)
    };
    assert_eq!(why(0, lane, 5), Some("life-refused-run-is-over"));
    assert_eq!(why(1, lane, 0), None, "a truck needs no dates");
    assert_eq!(why(2, Target::Tray, 0), Some("life-refused-needs-car"), "it is launched");
    assert_eq!(why(3, Target::Tray, 0), Some("life-refused-there-needs-car"), "a draft that Cargo.Run has");
    assert_eq!(why(4, Target::Tray, 0), None, "a draft of ours alone");
}

#[test]
fn a_truck_brings_its_driver_and_trailer_and_the_tray_takes_all() {
    let pairs =
        [(LocalId::new("b"), Pairing { driver: Some(LocalId::new("ivanov")), trailer: Some(LocalId::new("t9")) })];
    let books = Books::new(Vec::new(), Vec::new(), Vec::new(), pairs.into(), std::collections::HashMap::default());
    let board = board(vec![row(1, Some("a"), 0, 10), row(2, Some("b"), 20, 30)]);
    let to = Target::Lane(board.lane_named(&LocalId::new("b")).unwrap());
    let id = |name: &str| Some(LocalId::new(name));
    let moved = changes(&board, Move { bid: 0, to, by: TimeDelta::hours(2) }, &books);
    let expected = [
        BidChange::Car(id("b")),
        BidChange::Driver(id("ivanov")),
        BidChange::Trailer(id("t9")),
        BidChange::Shift(TimeDelta::hours(2)),
    ];
    assert_eq!(moved, expected);
    let own = Target::Lane(board.lane_named(&LocalId::new("a")).unwrap());
    let later = changes(&board, Move { bid: 0, to: own, by: TimeDelta::hours(2) }, &books);
    assert_eq!(later, [BidChange::Shift(TimeDelta::hours(2))], "along the time nobody changes places");
    let tray = changes(&board, Move { bid: 0, to: Target::Tray, by: TimeDelta::zero() }, &books);
    assert_eq!(tray, [BidChange::Car(None), BidChange::Driver(None), BidChange::Trailer(None)]);
}

proptest! {
    #[test]
    fn a_row_finds_its_bars_its_lines_and_its_crossings(
        spans in prop::collection::vec((0_i64..200, 0_i64..30), 0..40),
        window in (0_i64..200, 0_i64..60),
    ) {
        let rows: Vec<PlanRow> =
            spans.iter().zip(1..).map(|((from, long), number)| row(number, Some("a"), *from, from + long)).collect();
        let board = board(rows);
        let Some(lane) = board.lanes.first() else { return Ok(()) };
        // Nothing of a line meets anything else of it.
        for (place, bar) in lane.bars.iter().enumerate() {
            for other in lane.bars.iter().skip(place + 1).filter(|other| other.track == bar.track) {
                prop_assert!(bar.to <= other.from || other.to <= bar.from);
            }
            prop_assert!(bar.track < lane.tracks);
            let span = |bid: u32| { let row = board.data.bid(bid).unwrap(); [row.from.unwrap(), row.to.unwrap()] };
            let is_crossed = lane.bars.iter().any(|other| other.bid != bar.bid && crosses(span(bar.bid), span(other.bid)));
            prop_assert_eq!(bar.crosses, is_crossed);
        }
        // What is in sight is found, and before what is found there is nothing in sight.
        let (from, to) = (at(window.0), at(window.0 + window.1));
        let found: Vec<u32> = lane.between(from, to).iter().map(|bar| bar.bid).collect();
        for bar in &lane.bars {
            if bar.from <= to && from <= bar.to {
                prop_assert!(found.contains(&bar.bid));
            }
        }
        for pair in lane.clashes.windows(2) {
            prop_assert!(pair[0][1] < pair[1][0]);
        }
    }

    #[test]
    fn every_height_belongs_to_one_line(lanes in 1_usize..40, y in 0.0..3_000.0_f64) {
        let rows = (0..lanes).zip(1..).map(|(lane, number)| row(number, Some(&format!("{lane:03}")), 0, 5)).collect();
        let board = board(rows);
        let layout = Layout::of(&board, METRICS);
        let found = layout.line_at(y);
        prop_assert_eq!(found.is_some(), y < layout.height);
        if let Some(line) = found {
            prop_assert!(line.top <= y && y < line.top + line.height);
            prop_assert_eq!(layout.between(y, y + 0.001).first(), Some(line));
        }
    }
}
