//! Painting of the table of ids.

use std::sync::Arc;

use egui::{Align, Layout, RichText, Ui};

use super::{Found, LinksPanel};
use crate::app::book_desk::BookCommand;
use crate::app::command::Command;
use crate::app::links::{LinkLine, how_key, kind_key};
use crate::app::state::AppState;
use crate::domain::id::RecordKind;
use crate::domain::search_key::fold;
use crate::store::LinkHow;
use crate::ui::books::BooksPanel;
use crate::ui::card::format;
use crate::ui::theme::{text, tokens};
use crate::ui::widgets::table::{self, Column, Rows, View};
use crate::ui::widgets::table_cell::Cell;
use crate::ui::widgets::{button, chip, empty, search};
use crate::ui::{Sink, icons};
use crate::words::Lang;

impl LinksPanel {
    pub(super) fn table(&mut self, ui: &mut Ui, state: &AppState, sink: &mut Sink) {
        let lang = state.settings.lang;
        let Some(lines) = &state.book.links.lines else {
            empty::empty(ui, icons::LINK, &lang.text("links-reading"), "", None);
            return;
        };
        self.find(lines);
        self.head(ui, lines, lang, sink);
        let Some(found) = &self.found else { return };
        if found.places.is_empty() {
            let keys = if lines.is_empty() {
                ("links-empty-title", "links-empty-hint")
            } else {
                ("books-nothing-title", "books-nothing-hint")
            };
            empty::empty(ui, icons::LINK, &lang.text(keys.0), &lang.text(keys.1), None);
            return;
        }
        let columns = [
            Column::new(lang.text("links-column-kind"), 130.0),
            Column::new(lang.text("links-column-name"), 300.0),
            Column::new(lang.text("links-column-own"), 280.0),
            Column::new(lang.text("links-column-theirs"), 120.0).right(),
            Column::new(lang.text("links-column-when"), 150.0),
            Column::filling(lang.text("links-column-how"), 170.0),
        ];
        let name = lang.text("links-part-table");
        let selected = self.row.filter(|row| *row < found.places.len());
        let view =
            View { id: "links", widths: "links", name: &name, columns: &columns, selected, sort: None, reveal: None };
        let mut rows = LinkRows { lines, places: &found.places, own: state.own_offset_minutes, lang };
        let done = table::table(ui, view, &mut rows);
        self.row = done.chosen.or(self.row);
    }

    /// Searches only when the question or the table is another than last time.
    fn find(&mut self, lines: &Arc<Vec<LinkLine>>) {
        let of = (Arc::clone(lines), self.kind, fold(self.typed.trim()));
        let same = |found: &Found| Arc::ptr_eq(&found.of.0, &of.0) && (found.of.1, &found.of.2) == (of.1, &of.2);
        if self.found.as_ref().is_some_and(same) {
            return;
        }
        let hits = lines.iter().enumerate().filter(|(_, line)| line.answers(of.1, &of.2));
        let places = hits.map(|(place, _)| place).collect();
        self.row = None;
        self.found = Some(Found { of, places });
    }

    fn head(&mut self, ui: &mut Ui, lines: &[LinkLine], lang: Lang, sink: &mut Sink) {
        ui.horizontal(|ui| {
            ui.add_space(12.0);
            let shown = self.found.as_ref().map_or(0, |found| found.places.len());
            let args = [
                ("shown", format::decimal(count(shown), 0, lang).into()),
                ("all", format::decimal(count(lines.len()), 0, lang).into()),
            ];
            let faint = tokens(ui.ctx()).text[2];
            ui.label(RichText::new(lang.text_with("bids-shown", &args)).font(text::table()).color(faint));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.add_space(12.0);
                if button::plain(ui, icons::EXPORT, &lang.text("links-export")).clicked() {
                    sink.send(Command::Book(BookCommand::ExportLinks(self.kind, self.typed.clone())));
                }
                let width = (ui.available_width() - 16.0).clamp(80.0, 340.0);
                search::search(ui, BooksPanel::search_id(), &mut self.typed, &lang.text("links-search"), width);
            });
        });
        ui.add_space(4.0);
        ui.horizontal_wrapped(|ui| {
            ui.add_space(12.0);
            if chip::counted(ui, &lang.text("links-all"), lines.len(), self.kind.is_none(), None).clicked() {
                self.kind = None;
            }
            for kind in RecordKind::ALL {
                let all = lines.iter().filter(|line| line.link.kind == kind).count();
                let name = lang.text(kind_key(kind));
                if all > 0 && chip::counted(ui, &name, all, self.kind == Some(kind), None).clicked() {
                    self.kind = Some(kind);
                }
            }
        });
        ui.add_space(4.0);
    }
}

fn count(rows: usize) -> f64 {
    f64::from(u32::try_from(rows).unwrap_or(u32::MAX))
}

struct LinkRows<'a> {
    lines: &'a [LinkLine],
    places: &'a [usize],
    own: i32,
    lang: Lang,
}

impl LinkRows<'_> {
    fn line(&self, row: usize) -> Option<&LinkLine> {
        self.lines.get(*self.places.get(row)?)
    }

    fn words(&self, line: &LinkLine, column: usize) -> String {
        match column {
            0 => self.lang.text(kind_key(line.link.kind)),
            1 => line.name.clone(),
            2 => line.link.id.to_string(),
            3 => line.link.remote_id.to_string(),
            4 => line.link.linked_at.map(|at| format::moment(at, self.own)).unwrap_or_default(),
            _ => self.lang.text(how_key(line.link.how)),
        }
    }
}

impl Rows for LinkRows<'_> {
    fn len(&self) -> usize {
        self.places.len()
    }

    fn name(&self, row: usize) -> String {
        let Some(line) = self.line(row) else { return String::new() };
        let words = (0..6).map(|column| self.words(line, column)).filter(|words| !words.is_empty());
        words.collect::<Vec<_>>().join(", ")
    }

    fn cell(&self, row: usize, column: usize, cell: &mut Cell<'_>) {
        let Some(line) = self.line(row) else { return };
        let words = self.words(line, column);
        match column {
            1 => cell.strong(&words),
            2 => cell.faint(&words),
            5 if line.link.how == LinkHow::Unrecorded => cell.faint(&words),
            _ => cell.text_or_dash(&words),
        }
    }
}
