//! What changed on the platform since a person last looked, as a list; a row opens its bid, which clears its mark.

use std::collections::HashMap;
use std::sync::Arc;

use egui::{RichText, Ui};

use super::card::spoken;
use super::theme::{text, tokens};
use super::widgets::table::{self, Column, Rows, View};
use super::widgets::table_cell::Cell;
use super::widgets::{button, empty};
use super::{Sink, icons, keys};
use crate::app::books::Books;
use crate::app::command::{Command, Screen};
use crate::app::inform::ask::InformCommand;
use crate::app::inform::change_words::{ChangeLine, line};
use crate::app::state::AppState;
use crate::domain::id::LocalId;
use crate::store::model::OutsideChange;
use crate::words::Lang;

/// What the screen remembers: lines that were made once, not once a frame.
#[derive(Debug, Default)]
pub struct ChangesPanel {
    selected: Option<usize>,
    made: Option<Made>,
}

#[derive(Debug)]
struct Made {
    of: (Arc<Vec<OutsideChange>>, Arc<Books>, Lang),
    lines: Vec<(LocalId, String, ChangeLine)>,
}

impl ChangesPanel {
    /// Shows the screen.
    pub fn ui(&mut self, ui: &mut Ui, state: &AppState, sink: &mut Sink) {
        let lang = state.settings.lang;
        ui.add_space(8.0);
        head(ui, state, sink);
        if state.inform.unseen.is_empty() {
            let (title, hint) = (lang.text("changes-none-title"), lang.text("changes-none-hint"));
            empty::empty(ui, icons::CHECKS, &title, &hint, None);
            return;
        }
        let columns = [
            Column::new(lang.text("changes-column-bid"), 220.0),
            Column::new(lang.text("changes-column-field"), 170.0),
            Column::new(lang.text("changes-column-before"), 260.0),
            Column::filling(lang.text("changes-column-after"), 180.0),
            Column::new(lang.text("changes-column-when"), 140.0),
        ];
        let name = lang.text(keys::screen_key(Screen::Changes));
        let selected = self.selected;
        let made = self.made(state);
        let view = View {
            id: "changes",
            widths: "changes",
            name: &name,
            columns: &columns,
            selected,
            sort: None,
            reveal: None,
        };
        let done = table::table(ui, view, &mut ChangeRows { lines: &made.lines });
        let opened = done.opened.and_then(|row| made.lines.get(row)).map(|(id, _, _)| id.clone());
        self.selected = done.chosen.or(self.selected);
        if let Some(id) = opened {
            self.selected = None;
            sink.send(Command::Open(Screen::Bids));
            sink.send(Command::SelectBid(id));
        }
    }

    fn made(&mut self, state: &AppState) -> &Made {
        let lang = state.settings.lang;
        let fresh = self.made.take().filter(|made| {
            Arc::ptr_eq(&made.of.0, &state.inform.unseen) && Arc::ptr_eq(&made.of.1, &state.books) && made.of.2 == lang
        });
        let made = fresh.unwrap_or_else(|| Made {
            of: (Arc::clone(&state.inform.unseen), Arc::clone(&state.books), lang),
            lines: lines(state, lang),
        });
        self.made.insert(made)
    }
}

fn head(ui: &mut Ui, state: &AppState, sink: &mut Sink) {
    let lang = state.settings.lang;
    let colors = tokens(ui.ctx());
    ui.horizontal(|ui| {
        ui.add_space(12.0);
        ui.label(RichText::new(lang.text("changes-title")).font(text::heading()));
        let count = state.inform.unseen.len();
        if count > 0 {
            let words = lang.text_with("changes-count", &[("n", count.into())]);
            ui.label(RichText::new(words).font(text::table()).color(colors.text[2]));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                ui.add_space(12.0);
                if button::plain(ui, icons::CHECKS, &lang.text("changes-see-all")).clicked() {
                    sink.send(Command::Inform(InformCommand::SeeAll));
                }
            });
        }
    });
    ui.add_space(8.0);
}

/// A bid is called by its number and route where the list knows them.
fn lines(state: &AppState, lang: Lang) -> Vec<(LocalId, String, ChangeLine)> {
    let known = state.bids.lines.as_deref().map(Vec::as_slice).unwrap_or_default();
    let wanted = &state.inform.unseen_records;
    let names: HashMap<&LocalId, String> = known
        .iter()
        .filter(|line| wanted.contains(&line.id))
        .map(|line| (&line.id, format!("{} {}", line.number, line.route)))
        .collect();
    let made = state.inform.unseen.iter().map(|change| {
        let name = names.get(&change.id).cloned().unwrap_or_else(|| change.id.to_string());
        (change.id.clone(), name, line(change, &state.books, lang, state.own_offset_minutes))
    });
    made.collect()
}

struct ChangeRows<'a> {
    lines: &'a [(LocalId, String, ChangeLine)],
}

impl Rows for ChangeRows<'_> {
    fn len(&self) -> usize {
        self.lines.len()
    }

    fn name(&self, row: usize) -> String {
        self.lines.get(row).map(|(_, bid, line)| format!("{bid}, {}", spoken(line))).unwrap_or_default()
    }

    fn cell(&self, row: usize, column: usize, cell: &mut Cell<'_>) {
        let Some((_, bid, line)) = self.lines.get(row) else { return };
        match column {
            0 => {
                cell.dot(cell.colors.info);
                cell.strong(bid);
            }
            1 => cell.text(&line.field),
            2 => cell.faint(&line.before),
            3 => cell.text(&line.after),
            _ => cell.faint(&line.when),
        }
    }
}
