//! Rows of the list for the table: texts come ready from the lines, words of states are looked up once a frame.

use std::cell::RefCell;
use std::collections::HashSet;

use egui::Ui;

use super::columns::BidColumn;
use super::model::{exchange_about, exchange_face, late_words, line_name, line_text, status_face, status_word};
use crate::app::bid_list::{BidLine, BidList};
use crate::app::command::Command;
use crate::app::life::marks::Marks;
use crate::app::life::wish::step_key;
use crate::app::life::words::refusal_key;
use crate::app::state::AppState;
use crate::app::trouble_words::sentence;
use crate::domain::action::Action;
use crate::domain::id::LocalId;
use crate::domain::record::RecordState;
use crate::ui::card::format;
use crate::ui::card::steps::{self, Subject};
use crate::ui::in_place::{Anchor, FIELDS, Surface, Wish, named};
use crate::ui::theme::Tokens;
use crate::ui::widgets::button;
use crate::ui::widgets::table::Rows;
use crate::ui::widgets::table_cell::Cell;
use crate::ui::{Sink, icons, paperwork};
use crate::words::Lang;

/// The view of the list, as the table asks for it.
pub(super) struct BidRows<'a> {
    list: &'a BidList,
    columns: &'a [BidColumn],
    sink: &'a mut Sink,
    colors: &'static Tokens,
    lang: Lang,
    new: String,
    unseen: &'a HashSet<LocalId>,
    marks: &'a Marks,
    /// The row whose fields can be changed in place, and where they were painted.
    watched: Option<usize>,
    anchors: RefCell<Vec<Anchor>>,
}

impl<'a> BidRows<'a> {
    pub(super) fn new(
        state: &'a AppState,
        columns: &'a [BidColumn],
        sink: &'a mut Sink,
        colors: &'static Tokens,
    ) -> Self {
        let lang = state.settings.lang;
        let unseen = &*state.inform.unseen_records;
        let new = lang.text("bids-number-none");
        let marks = &state.life.marks;
        let (watched, anchors) = (None, RefCell::default());
        Self { list: &state.bids, columns, sink, colors, lang, new, unseen, marks, watched, anchors }
    }

    /// Notes where the fields of a row are painted.
    pub(super) fn watching(self, row: Option<usize>) -> Self {
        Self { watched: row, ..self }
    }

    /// Tells where the fields of the watched row stand, as far as they are in sight.
    pub(super) fn tell(self) {
        for anchor in self.anchors.into_inner() {
            self.sink.stand(anchor);
        }
    }

    /// The fields that can be changed in place.
    fn edit_menu(&mut self, ui: &mut Ui, id: &LocalId) {
        let lang = self.lang;
        button::sub_menu(ui, icons::PENCIL_SIMPLE, &lang.text("in-place-menu"), |ui| {
            for field in FIELDS {
                if button::menu_line(ui, "", &named(field, lang), "").clicked() {
                    let (bid, field) = (Some(id.clone()), Some(field));
                    self.sink.edit_here(Wish { bid, field, surface: Some(Surface::List) });
                }
            }
        });
    }

    fn exchange(&self, line: &BidLine, in_words: bool, cell: &mut Cell<'_>) {
        let face = exchange_face(line.state, line.queued, self.colors);
        cell.icon(face.icon, face.color);
        let word = self.lang.text(face.key);
        if in_words {
            cell.colored(&word, face.color);
        }
        cell.explain(|| {
            // The platform's own sentence says more than ours.
            let about = line.error.as_ref().map(|trouble| self.lang.say(&sentence(trouble)));
            let about = about.unwrap_or_else(|| self.lang.text(&exchange_about(face.key)));
            format!("{word}\n{about}")
        });
    }

    fn status(&self, line: &BidLine, in_words: bool, cell: &mut Cell<'_>) {
        let face = status_face(&line.status, self.colors);
        cell.icon(face.icon, face.color);
        let word = status_word(&line.status, self.lang, self.colors);
        if in_words {
            cell.colored(&word, face.color);
        }
        if let Some(late) = line.late_min {
            cell.icon(icons::CLOCK, self.colors.danger);
            if in_words {
                cell.colored(&format::late(late), self.colors.danger);
            }
            cell.explain(|| format!("{word}\n{}", late_words(late, self.lang)));
        } else if !in_words {
            cell.explain(|| word);
        }
    }
}

impl Rows for BidRows<'_> {
    fn len(&self) -> usize {
        self.list.shown.len()
    }

    fn name(&self, row: usize) -> String {
        let Some(line) = self.list.shown_line(row) else { return String::new() };
        let name = line_name(line, self.lang, self.colors);
        if self.unseen.contains(&line.id) { format!("{name}, {}", self.lang.text("changes-row-mark")) } else { name }
    }

    fn cell(&self, row: usize, column: usize, cell: &mut Cell<'_>) {
        let (Some(line), Some(column)) = (self.list.shown_line(row), self.columns.get(column)) else { return };
        if let Some(field) = column.field().filter(|_| self.watched == Some(row)) {
            self.anchors.borrow_mut().push(Anchor { surface: Surface::List, field, rect: cell.rect() });
        }
        match column {
            BidColumn::Number if line.number.is_empty() => cell.faint(&self.new),
            BidColumn::Number => {
                if self.unseen.contains(&line.id) {
                    cell.dot(self.colors.info);
                }
                cell.strong(&line.number);
                if self.unseen.contains(&line.id) {
                    cell.explain(|| self.lang.text("changes-dot"));
                }
            }
            BidColumn::Status => self.status(line, true, cell),
            BidColumn::StatusMark => self.status(line, false, cell),
            BidColumn::Exchange => self.exchange(line, true, cell),
            BidColumn::ExchangeMark => self.exchange(line, false, cell),
            BidColumn::Route => cell.text_or_dash(&line.route),
            BidColumn::Car => cell.text_or_dash(&line.car),
            BidColumn::Trailer => cell.text_or_dash(&line.trailer),
            BidColumn::Driver => cell.text_or_dash(&line.driver),
            BidColumn::Customer => cell.text_or_dash(&line.customer),
            BidColumn::Load => {
                cell.text_or_dash(&line.load_time);
                if !cell.faint_if_it_fits(&line.load_zone) {
                    cell.explain(|| format!("{} {}", line.load_time, line.load_zone));
                }
            }
            BidColumn::Price => cell.text(&line.price),
        }
    }

    fn may_mark(&self) -> bool {
        true
    }

    fn is_marked(&self, row: usize) -> bool {
        !self.marks.is_empty() && self.list.shown_line(row).is_some_and(|line| self.marks.has(&line.id))
    }

    fn has_menu(&self) -> bool {
        true
    }

    fn menu(&mut self, row: usize, ui: &mut Ui) {
        let Some(line) = self.list.shown_line(row) else { return };
        if button::menu_line(ui, icons::SIDEBAR_SIMPLE, &self.lang.text("bids-menu-open"), "").clicked() {
            self.sink.send(Command::SelectBid(line.id.clone()));
        }
        if matches!(line.state, RecordState::Conflict | RecordState::RemoteGone)
            && button::menu_line(ui, icons::ARROWS_SPLIT, &self.lang.text("conflicts-open"), "").clicked()
        {
            self.sink.send(Command::OpenConflict(line.id.clone()));
        }
        let subject = Subject::of_line(line);
        self.edit_menu(ui, &subject.id);
        for step in [Action::Edit, Action::Send, Action::Start, Action::Complete, Action::Clone] {
            let refusal = subject.refusal(step);
            let name = self.lang.text(step_key(step));
            let key = if step == Action::Edit { "Enter" } else { "" };
            ui.add_enabled_ui(refusal.is_none(), |ui| {
                let mut answer = button::menu_line(ui, steps::icon(step), &name, key);
                if let Some(refusal) = refusal {
                    answer = answer.on_disabled_hover_text(self.lang.text(refusal_key(refusal)));
                }
                if answer.clicked() {
                    if step == Action::Complete {
                        // Its form stands on the record of the card.
                        self.sink.send(Command::SelectBid(subject.id.clone()));
                    }
                    subject.take(step, self.sink);
                }
            });
        }
        ui.separator();
        if button::menu_line(ui, icons::FILE_TEXT, &self.lang.text("paperwork-action-order"), "").clicked() {
            self.sink.send(paperwork::transport_order(line.id.clone()));
        }
        if button::menu_line(ui, icons::COPY, &self.lang.text("bids-menu-copy-number"), "").clicked() {
            ui.copy_text(line.number.clone());
        }
        if button::menu_line(ui, icons::ROWS, &self.lang.text("bids-menu-copy-row"), "").clicked() {
            ui.copy_text(line_text(line, self.lang, self.colors));
        }
    }
}
