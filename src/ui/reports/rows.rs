//! Rows of a report on the screen: the sum first, then the rows in their order.

use egui::Ui;

use super::cells;
use crate::domain::payment::PaymentState;
use crate::domain::report::table::Datum;
use crate::domain::report::{Column, Grouping, Row, Subject, Table};
use crate::ui::icons;
use crate::ui::widgets::button;
use crate::ui::widgets::table::{Column as Shown, Rows};
use crate::ui::widgets::table_cell::Cell;
use crate::words::Lang;

/// Columns of the table.
#[must_use]
pub(super) fn columns(grouping: Grouping, lang: Lang) -> Vec<Shown> {
    let made = grouping.columns().iter().map(|column| {
        let title = lang.text(cells::title_key(*column, grouping));
        let shown = match column {
            Column::Subject if grouping == Grouping::None => Shown::new(title, 70.0).at_least(60.0),
            Column::Subject if grouping == Grouping::Car => Shown::new(title, 118.0).at_least(96.0),
            Column::Subject => Shown::new(title, 190.0).at_least(110.0),
            Column::Route => Shown::new(title, 178.0).at_least(120.0),
            Column::Customer => Shown::new(title, 150.0).at_least(100.0),
            Column::Car | Column::Ended => Shown::new(title, 98.0).at_least(88.0),
            Column::Driver => Shown::new(title, 124.0).at_least(90.0),
            Column::Payment => Shown::new(title, 134.0).at_least(90.0),
            Column::Due => Shown::new(title, 112.0).at_least(96.0),
            Column::Bids => Shown::new(title, 76.0).at_least(60.0).right(),
            Column::Price | Column::Unpaid => Shown::new(title, 132.0).at_least(104.0).right(),
            Column::Driven | Column::LateBids => Shown::new(title, 96.0).at_least(80.0).right(),
            Column::Empty | Column::Stay | Column::StayMean | Column::Late | Column::PerKm | Column::Overdue => {
                Shown::new(title, 110.0).at_least(84.0).right()
            }
        };
        let about = cells::about_key(*column).map(|key| lang.text(key)).unwrap_or_default();
        shown.sortable().about(about)
    });
    made.collect()
}

/// The rows.
pub(super) struct ReportRows<'a> {
    pub(super) table: &'a Table,
    pub(super) lang: Lang,
    /// The row whose bids were asked for from its menu.
    pub(super) drilled: Option<usize>,
}

impl ReportRows<'_> {
    fn row(&self, place: usize) -> Option<&Row> {
        match place.checked_sub(1) {
            None => Some(&self.table.total),
            Some(place) => self.table.rows.get(place),
        }
    }
}

impl Rows for ReportRows<'_> {
    fn len(&self) -> usize {
        self.table.rows.len().saturating_add(1)
    }

    fn name(&self, row: usize) -> String {
        let Some(found) = self.row(row) else { return String::new() };
        let grouping = self.table.wanted.grouping;
        let said = grouping.columns().iter().enumerate().filter_map(|(place, column)| {
            let words = cells::words(found, place, grouping, self.lang);
            if words.is_empty() {
                return None;
            }
            // The first cell names the row; a figure without its column says nothing.
            Some(match place {
                0 => words,
                _ => format!("{}: {words}", self.lang.text(cells::title_key(*column, grouping))),
            })
        });
        said.collect::<Vec<_>>().join(", ")
    }

    fn cell(&self, row: usize, column: usize, cell: &mut Cell<'_>) {
        let Some(found) = self.row(row) else { return };
        let grouping = self.table.wanted.grouping;
        let words = cells::words(found, column, grouping, self.lang);
        let kind = grouping.columns().get(column).copied();
        if let Some(Datum::Day(_, true)) = found.cells.get(column) {
            cell.explain(|| self.lang.text("reports-about-due"));
        }
        match (found.subject, found.cells.get(column)) {
            (Subject::Total, _) if words.is_empty() => {}
            (Subject::Total, _) => cell.strong(&words),
            (_, Some(Datum::State(PaymentState::Overdue))) => cell.colored(&words, cell.colors.danger),
            (_, Some(Datum::State(PaymentState::Paid))) => cell.colored(&words, cell.colors.ok),
            (_, Some(Datum::Count(count))) if *count > 0 && kind == Some(Column::Overdue) => {
                cell.colored(&words, cell.colors.danger);
            }
            (_, Some(Datum::Count(count))) if *count > 0 && matches!(kind, Some(Column::Late | Column::LateBids)) => {
                cell.colored(&words, cell.colors.warn);
            }
            (Subject::Nobody, _) if column == 0 => cell.faint(&words),
            (Subject::Named | Subject::Trip | Subject::Nobody, _) if column == 0 && !words.is_empty() => {
                cell.strong(&words);
            }
            _ => cell.text_or_dash(&words),
        }
    }

    fn has_menu(&self) -> bool {
        true
    }

    fn menu(&mut self, row: usize, ui: &mut Ui) {
        if button::menu_line(ui, icons::LIST_BULLETS, &self.lang.text("reports-show-bids"), "Enter").clicked() {
            self.drilled = Some(row);
        }
    }
}
