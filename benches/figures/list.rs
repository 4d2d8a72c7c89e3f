//! The list of 100,000 bids: a click on a group, a click on a title, a card that opens. Beside each the same asked of SQLite
//! over the desk's own database.

use std::sync::Arc;

use cargorun_desk::app::bid_list::{BidFilter, BidSort, BidView};
use cargorun_desk::app::books::Books;
use cargorun_desk::app::command::Command;
use cargorun_desk::app::handle::handle;
use cargorun_desk::app::lines::{self, OwnClock};
use cargorun_desk::app::state::AppState;
use cargorun_desk::domain::id::LocalId;
use cargorun_desk::store::Store;
use cargorun_desk::ui::{Sink, shell::Shell, theme};
use egui::{Pos2, RawInput, Rect, Vec2};
use rusqlite::Connection;

use crate::measure::{Figure, Row, Rows, time};
use crate::population;

const BIDS: usize = 100_000;
const FILTERS: [(BidFilter, &str); 3] = [
    (BidFilter::Started, "status = 'started'"),
    (BidFilter::Drafts, "status = 'draft'"),
    (BidFilter::NoCar, "car IS NULL AND status IN ('draft', 'planned', 'started')"),
];
const SORTS: [(BidSort, &str); 3] =
    [(BidSort::Price, "price_kopecks"), (BidSort::LoadTime, "first_utc"), (BidSort::Route, "route")];

/// The rows of this group.
pub(crate) fn rows() -> Rows {
    let dir = tempfile::tempdir()?;
    let database = dir.path().join("desk.db");
    population::fill(&database, BIDS)?;
    let store = Store::open(&database)?.store;
    let books = Books::default();
    let rows = store.bid_rows()?;
    let own = OwnClock { offset_minutes: 180 };
    let mut state = AppState { now: chrono::Utc::now(), own_offset_minutes: 180, ..AppState::default() };
    state.bids.lines = Some(Arc::new(rows.iter().map(|row| lines::line(row, &books, own)).collect()));
    let sqlite = Connection::open(&database)?;

    let mut turn = 0_usize;
    let filter = time(60, || {
        turn += 1;
        let filter = FILTERS[turn % FILTERS.len()].0;
        handle(&mut state, Command::View(BidView { filter, ..BidView::default() }));
        state.bids.shown.len()
    });
    let filtered = asked(
        &sqlite,
        &FILTERS
            .map(|(_, condition)| format!("SELECT row FROM bids WHERE deleted = 0 AND {condition} ORDER BY first_utc")),
    )?;
    let sort = time(60, || {
        turn += 1;
        let sort = SORTS[turn % SORTS.len()].0;
        handle(&mut state, Command::View(BidView { filter: BidFilter::All, sort, ..BidView::default() }));
        state.bids.shown.len()
    });
    let sorted =
        asked(&sqlite, &SORTS.map(|(_, column)| format!("SELECT row FROM bids WHERE deleted = 0 ORDER BY {column}")))?;
    let ids: Vec<LocalId> = rows.iter().step_by(997).take(40).map(|row| row.meta.id.clone()).collect();
    Ok(vec![
        Row::new("a click on a group of 100,000 bids, found and sorted", filter).beside("SQLite, rows alone", filtered),
        Row::new("100,000 bids sorted by another title", sort).beside("SQLite, rows alone", sorted),
        Row::new("the card of another bid beside 100,000: read, built and drawn", card(&store, state, &ids)?),
    ])
}

/// The numbers of the rows that SQLite finds, read to the end.
fn asked<const N: usize>(sqlite: &Connection, queries: &[String; N]) -> Result<Figure, Box<dyn std::error::Error>> {
    let mut failed = None;
    let mut turn = 0_usize;
    let figure = time(15, || {
        turn += 1;
        let query = &queries[turn % N];
        let found = sqlite.prepare_cached(query).and_then(|mut statement| {
            let rows = statement.query_map([], |row| row.get::<_, i64>(0))?;
            rows.collect::<Result<Vec<_>, _>>()
        });
        found.map(|rows| rows.len()).map_err(|error| failed = Some(error))
    });
    failed.map_or(Ok(figure), |error| Err(error.into()))
}

fn card(store: &Store, mut state: AppState, ids: &[LocalId]) -> Result<Figure, Box<dyn std::error::Error>> {
    let ctx = egui::Context::default();
    theme::install(&ctx);
    theme::apply(&ctx, &state.settings);
    let (mut shell, mut sink) = (Shell::default(), Sink::default());
    let mut turn = 0_usize;
    let mut failed = None;
    let mut draw = || {
        turn += 1;
        let id = &ids[turn % ids.len()];
        match store.bid(id) {
            Ok(record) => state.card = record.map(Arc::new),
            Err(error) => failed = Some(error),
        }
        state.bids.selected = Some(id.clone());
        #[expect(clippy::cast_precision_loss, reason = "a few hundred frames")]
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, Vec2::new(1400.0, 900.0))),
            time: Some(turn as f64 / 60.0),
            ..RawInput::default()
        };
        let out = ctx.run_ui(input, |ui| shell.ui(ui, &state, &mut sink));
        drop(sink.take());
        ctx.tessellate(out.shapes, out.pixels_per_point).len()
    };
    for _ in 0..30 {
        draw();
    }
    let figure = time(120, draw);
    failed.map_or(Ok(figure), |error| Err(error.into()))
}
