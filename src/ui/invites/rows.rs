//! Rows of the inbox for the table.

use chrono::{DateTime, Utc};
use egui::Ui;

use super::model::{Shown, Sort, countdown, face, state_word};
use crate::app::command::Command;
use crate::app::invites::ask::InviteCommand;
use crate::app::invites::rows::InviteRow;
use crate::app::invites::words::warning;
use crate::domain::invite::{Direction, InviteState};
use crate::ui::card::format::decimal;
use crate::ui::widgets::button;
use crate::ui::widgets::table::{Column, Rows};
use crate::ui::widgets::table_cell::Cell;
use crate::ui::{Sink, icons};
use crate::words::Lang;

/// A column of the inbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum InviteColumn {
    State,
    Left,
    Route,
    Loading,
    Km,
    Price,
    PerKm,
    Other,
}

/// With less room than this the card says what has no room in the list.
const ALL_FIT: f32 = 860.0;

impl InviteColumn {
    const ALL: [Self; 8] =
        [Self::State, Self::Left, Self::Route, Self::Loading, Self::Km, Self::Price, Self::PerKm, Self::Other];
    const FEW: [Self; 6] = [Self::State, Self::Left, Self::Route, Self::Km, Self::Price, Self::PerKm];

    /// Those that there is room for.
    pub(super) fn fitting(room: f32) -> &'static [Self] {
        if room >= ALL_FIT { &Self::ALL } else { &Self::FEW }
    }

    /// The order that a click on its title gives.
    pub(super) const fn sort(self) -> Option<Sort> {
        match self {
            Self::Left => Some(Sort::Left),
            Self::Loading => Some(Sort::Loading),
            Self::Km => Some(Sort::Distance),
            Self::Price => Some(Sort::Price),
            Self::PerKm => Some(Sort::PerKm),
            Self::State | Self::Route | Self::Other => None,
        }
    }

    /// The column as the table wants it.
    pub(super) fn titled(self, lang: Lang, direction: Direction) -> Column {
        let titled = |key: &str, width| Column::new(lang.text(key), width);
        let column = match self {
            Self::State => titled("invites-column-state", 136.0),
            Self::Left => titled("invites-column-left", 100.0),
            Self::Route => Column::filling(lang.text("invites-column-route"), 150.0),
            Self::Loading => titled("invites-column-loading", 78.0),
            Self::Km => titled("invites-column-km", 72.0).right(),
            Self::Price => titled("invites-column-price", 122.0).right(),
            Self::PerKm => titled("invites-column-per-km", 70.0).right(),
            Self::Other if direction == Direction::Sent => titled("invites-column-to", 150.0),
            Self::Other => titled("invites-column-from", 150.0),
        };
        if self.sort().is_some() { column.sortable() } else { column }
    }
}

/// The view as the table asks for it.
pub(super) struct InviteRows<'a> {
    pub(super) rows: &'a [InviteRow],
    pub(super) shown: &'a Shown,
    pub(super) columns: &'a [InviteColumn],
    pub(super) now: DateTime<Utc>,
    pub(super) lang: Lang,
    pub(super) sink: &'a mut Sink,
}

impl InviteRows<'_> {
    fn row(&self, place: usize) -> Option<&InviteRow> {
        self.shown.row(self.rows, place)
    }

    fn text(&self, row: &InviteRow, column: InviteColumn) -> String {
        match column {
            InviteColumn::State => state_word(row, self.now, self.lang),
            InviteColumn::Left => countdown(row, self.now, self.lang).map(|(words, _)| words).unwrap_or_default(),
            InviteColumn::Route => route(row),
            InviteColumn::Loading => row.loading_day.map(|day| day.format("%d.%m").to_string()).unwrap_or_default(),
            InviteColumn::Km => kilometres(row, self.lang),
            InviteColumn::Price => price(row),
            InviteColumn::PerKm => {
                row.per_km.map(|price| decimal(to_f64(price.as_decimal()), 1, self.lang)).unwrap_or_default()
            }
            InviteColumn::Other => row.from.clone(),
        }
    }

    fn warnings(&self, row: &InviteRow) -> Vec<String> {
        row.warnings_at(self.now).into_iter().map(|one| self.lang.say(&warning(one))).collect()
    }
}

/// The whole route; without one the number of the load.
fn route(row: &InviteRow) -> String {
    if row.route.is_empty() { row.number.clone() } else { row.route.join(" → ") }
}

/// `≈` before what is our own reckoning.
pub(super) fn kilometres(row: &InviteRow, lang: Lang) -> String {
    let mark = if row.distance_is_ours { "≈ " } else { "" };
    row.distance_km.map(|km| format!("{mark}{}", decimal(km, 0, lang))).unwrap_or_default()
}

/// The price of a draft, else the first rate as it is written.
fn price(row: &InviteRow) -> String {
    row.price.map_or_else(|| row.rates.first().cloned().unwrap_or_default(), crate::domain::money::Money::shown)
}

pub(super) fn to_f64(value: rust_decimal::Decimal) -> f64 {
    rust_decimal::prelude::ToPrimitive::to_f64(&value).unwrap_or_default()
}

impl Rows for InviteRows<'_> {
    fn len(&self) -> usize {
        self.shown.places.len()
    }

    fn name(&self, place: usize) -> String {
        let Some(row) = self.row(place) else { return String::new() };
        let texts = InviteColumn::ALL.map(|column| self.text(row, column)).into_iter().chain(self.warnings(row));
        texts.filter(|text| !text.is_empty()).collect::<Vec<_>>().join(", ")
    }

    fn cell(&self, place: usize, column: usize, cell: &mut Cell<'_>) {
        let Some(row) = self.row(place) else { return };
        let Some(column) = self.columns.get(column) else { return };
        let text = &self.text(row, *column);
        let state = row.state_at(self.now);
        match column {
            InviteColumn::State => {
                let (icon, color) = face(state, cell.colors);
                cell.icon(icon, color);
                cell.colored(text, color);
            }
            InviteColumn::Left => match countdown(row, self.now, self.lang) {
                Some((words, haste)) => cell.colored(&words, haste.color(cell.colors)),
                None => cell.faint("—"),
            },
            InviteColumn::Route => {
                let warnings = self.warnings(row);
                if !warnings.is_empty() {
                    cell.icon(icons::WARNING, cell.colors.warn);
                    cell.explain(|| warnings.join("\n"));
                }
                if state == InviteState::New { cell.strong(text) } else { cell.text_or_dash(text) }
            }
            InviteColumn::Price if row.price.is_none() => cell.faint(if text.is_empty() { "—" } else { text }),
            _ => cell.text_or_dash(text),
        }
    }

    fn has_menu(&self) -> bool {
        true
    }

    fn menu(&mut self, place: usize, ui: &mut Ui) {
        let Some(row) = self.row(place) else { return };
        let (key, link) = (row.key.clone(), row.link.clone());
        let name = draft_name(row, self.lang);
        let declined = row.state_at(self.now) == InviteState::Declined;
        if key.direction == Direction::Received && button::menu_line(ui, icons::PLUS, &name, "Enter").clicked() {
            self.sink.send(Command::Invites(InviteCommand::Draft(key.clone())));
        }
        let decline = self.lang.text(if declined { "invites-take-back" } else { "invites-decline" });
        if button::menu_line(ui, icons::PROHIBIT, &decline, "Del").clicked() {
            self.sink.send(Command::Invites(InviteCommand::Decline(key, !declined)));
        }
        if let Some(link) = link
            && button::menu_line(ui, icons::ARROW_SQUARE_OUT, &self.lang.text("invites-answer"), "Ctrl+O").clicked()
        {
            ui.ctx().open_url(egui::OpenUrl::new_tab(link));
        }
    }
}

/// What Enter does: a draft, the next truck's draft, or the bid that is there.
pub(super) fn draft_name(row: &InviteRow, lang: Lang) -> String {
    match row.next_truck() {
        None => lang.text("invites-open-bid"),
        Some(truck) if row.trucks > 1 => {
            let numbers = [("truck", truck.to_string().into()), ("trucks", row.trucks.to_string().into())];
            lang.text_with("invites-draft-of", &numbers)
        }
        Some(_) => lang.text("invites-draft"),
    }
}
