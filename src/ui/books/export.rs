//! What is on the screen, as a table for a file: the rows that the filter and the search leave, in their order, the
//! columns that are kept.

use chrono::NaiveDateTime;
use egui::{Popup, Ui};
use rust_decimal::Decimal;

use super::Made;
use super::columns;
use crate::app::book_desk::{BookCommand, book_of};
use crate::app::book_sheet::{SheetColumn, SheetRow, Source};
use crate::app::book_tables::{Table, TableColumn, TableFormat, Value, column};
use crate::app::command::{Command, Screen};
use crate::ui::widgets::button;
use crate::ui::{Sink, icons, keys};
use crate::words::Lang;

/// The table of a sheet as it is shown.
pub(super) fn table(made: &Made, kept: &[usize], screen: Screen, lang: Lang) -> Table {
    let shown: Vec<(usize, &SheetColumn)> =
        kept.iter().filter_map(|place| Some((*place, made.sheet.columns.get(*place)?))).collect();
    let rows = made.found.iter().filter_map(|place| made.sheet.rows.get(*place));
    let cell = |row: &SheetRow, (place, column): &(usize, &SheetColumn)| {
        value(column.key, row.cells.get(*place).map_or("", String::as_str))
    };
    let rows = rows.map(|row| shown.iter().map(|column| cell(row, column)).collect()).collect();
    let columns: Vec<TableColumn> = shown.iter().map(|(_, one)| column(lang.text(one.key))).collect();
    Table { title: lang.text(keys::screen_key(screen)), columns, rows }.fitted()
}

/// Numbers and moments are written as what they are; a taxpayer number is text.
pub(super) fn value(key: &str, text: &str) -> Value {
    match key {
        "books-column-id" | "books-column-points" => {
            text.parse::<i64>().map_or_else(|_| Value::text(text), |number| Value::Number(Decimal::from(number)))
        }
        "books-column-last-fix" => {
            NaiveDateTime::parse_from_str(text, "%d.%m.%Y %H:%M").map_or_else(|_| Value::text(text), Value::Moment)
        }
        _ => Value::text(text),
    }
}

/// The button that writes what is on the screen.
pub(super) fn export_button(ui: &mut Ui, made: &Made, screen: Screen, narrow: bool, lang: Lang, sink: &mut Sink) {
    let source: Source = made.source;
    let asked = menu(ui, book_of(screen).is_some(), narrow, lang);
    let command = match asked {
        Some(Asked::Table(format)) => {
            let kept = columns::kept(ui.ctx(), source, &made.sheet.columns);
            BookCommand::Export(Box::new(table(made, &kept, screen, lang)), format)
        }
        Some(Asked::Sample) => match book_of(screen) {
            Some(kind) => BookCommand::Sample(kind),
            None => return,
        },
        None => return,
    };
    sink.send(Command::Book(command));
}

/// What was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asked {
    /// What is on the screen, in a format.
    Table(TableFormat),
    /// An empty sample.
    Sample,
}

/// A button with what can be written.
pub(super) fn menu(ui: &mut Ui, has_sample: bool, narrow: bool, lang: Lang) -> Option<Asked> {
    let name = lang.text("export-button");
    let button =
        if narrow { button::icon(ui, icons::EXPORT, &name, "") } else { button::plain(ui, icons::EXPORT, &name) };
    let mut asked = None;
    Popup::menu(&button).show(|ui| {
        let formats = [(TableFormat::Xlsx, "export-xlsx"), (TableFormat::Csv, "export-csv")];
        for (format, key) in formats {
            if button::menu_line(ui, icons::EXPORT, &lang.text(key), "").clicked() {
                asked = Some(Asked::Table(format));
            }
        }
        if has_sample && button::menu_line(ui, icons::ROWS, &lang.text("export-sample"), "").clicked() {
            asked = Some(Asked::Sample);
        }
    });
    asked
}
