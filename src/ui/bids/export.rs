//! What is on the screen, as a table for a file: the columns that fit, in their order, of the rows that the filter leaves.

use chrono::NaiveDateTime;
use egui::Ui;
use rust_decimal::Decimal;

use super::columns::{BidColumn, arranged};
use super::model::{exchange_face, status_word};
use crate::app::bid_list::BidLine;
use crate::app::book_desk::BookCommand;
use crate::app::book_tables::{Table, Value, column};
use crate::app::command::Command;
use crate::app::state::AppState;
use crate::ui::Sink;
use crate::ui::books::export::{Asked, menu};
use crate::ui::theme::{Tokens, tokens};
use crate::words::Lang;

/// The button that writes what is on the screen. `width`: of the list, which decides its columns.
pub(super) fn button(ui: &mut Ui, width: f32, state: &AppState, sink: &mut Sink) {
    if state.bids.shown.is_empty() {
        return;
    }
    if let Some(Asked::Table(format)) = menu(ui, false, true, state.settings.lang) {
        let table =
            table(&arranged(width, &state.settings.list.hidden, &state.settings.list.order), state, tokens(ui.ctx()));
        sink.send(Command::Book(BookCommand::Export(Box::new(table), format)));
    }
}

/// The list as it is shown.
fn table(columns: &[BidColumn], state: &AppState, colors: &Tokens) -> Table {
    let lang = state.settings.lang;
    let lines = (0..state.bids.shown.len()).filter_map(|place| state.bids.shown_line(place));
    let rows = lines.map(|line| columns.iter().map(|one| value(line, *one, lang, colors)).collect()).collect();
    let columns = columns.iter().map(|one| column(lang.text(one.key()))).collect();
    Table { title: lang.text("bids-export-title"), columns, rows }.fitted()
}

/// Numbers and moments are written as what they are, shapes as the words that hover over them.
fn value(line: &BidLine, column: BidColumn, lang: Lang, colors: &Tokens) -> Value {
    match column {
        BidColumn::Number => line.remote.map_or(Value::Empty, |number| Value::Number(Decimal::from(number))),
        BidColumn::Status | BidColumn::StatusMark => Value::Text(status_word(&line.status, lang, colors)),
        BidColumn::Exchange | BidColumn::ExchangeMark => {
            Value::Text(lang.text(exchange_face(line.state, line.queued, colors).key))
        }
        BidColumn::Route => Value::text(&line.route),
        BidColumn::Car => Value::text(&line.car),
        BidColumn::Trailer => Value::text(&line.trailer),
        BidColumn::Driver => Value::text(&line.driver),
        BidColumn::Customer => Value::text(&line.customer),
        BidColumn::Load => load(line),
        BidColumn::Price if line.price.is_empty() => Value::Empty,
        BidColumn::Price => Value::Number(Decimal::new(line.price_kopecks, 2)),
    }
}

/// A moment of another zone keeps its zone, and so is text.
fn load(line: &BidLine) -> Value {
    let moment = NaiveDateTime::parse_from_str(&line.load_time, "%d.%m.%Y %H:%M");
    match moment {
        Ok(moment) if line.load_zone.is_empty() => Value::Moment(moment),
        _ => Value::text(format!("{} {}", line.load_time, line.load_zone).trim()),
    }
}
