//! Rows of a spreadsheet become drafts: what each became, and what could not be read, before anything is made.

use egui::{Grid, RichText, ScrollArea, TextEdit, Ui};

use super::{After, answers, said};
use crate::app::command::Command;
use crate::app::entry::EntryCommand;
use crate::app::life::back::MadeAs;
use crate::app::state::AppState;
use crate::domain::entry::{Column, Pasted, PastedRow};
use crate::ui::theme::{text, tokens};
use crate::ui::widgets::field_note;
use crate::ui::{Sink, icons};
use crate::words::Lang;

/// The dialog.
#[derive(Debug, Default)]
pub(super) struct Rows {
    typed: String,
    asked: Option<String>,
    focused: bool,
    /// Rows with something unread are made too.
    all: bool,
}

impl Rows {
    pub(super) fn of(pasted: String) -> Self {
        Self { typed: pasted, ..Self::default() }
    }

    pub(super) fn ui(&mut self, ui: &mut Ui, state: &AppState, sink: &mut Sink) -> After {
        let lang = state.settings.lang;
        let room = ui.ctx().content_rect().height();
        let name = lang.text("entry-rows-field");
        ScrollArea::vertical().id_salt("entry-rows-text").max_height(room * 0.18).show(ui, |ui| {
            let edit = TextEdit::multiline(&mut self.typed).desired_rows(3).desired_width(f32::INFINITY);
            let field = ui.add(edit.hint_text(lang.text("entry-rows-hint"))).accessible_name(&name);
            if !std::mem::replace(&mut self.focused, true) {
                field.request_focus();
            }
        });
        if self.asked.as_ref() != Some(&self.typed) {
            self.asked = Some(self.typed.clone());
            sink.send(Command::Entry(EntryCommand::ReadRows(self.typed.clone())));
        }
        ui.add_space(8.0);
        let read = state.entry.rows.as_ref().filter(|(text, _)| *text == self.typed).map(|(_, read)| read);
        let mut bids = Vec::new();
        if let Some(read) = read.filter(|read| !read.rows.is_empty()) {
            let whole = read.rows.iter().filter(|row| row.unread.is_empty()).count();
            preview(ui, read, state, room * 0.36);
            if whole < read.rows.len() {
                let args = [("count", (read.rows.len() - whole).into())];
                let words = lang.text_with("entry-rows-all", &args);
                ui.checkbox(&mut self.all, &words).accessible_name(&words);
            }
            let taken = read.rows.iter().filter(|row| self.all || row.unread.is_empty());
            bids.extend(taken.map(|row| row.bid.clone()));
        }
        ui.add_space(8.0);
        let make = lang.text_with("entry-rows-make", &[("count", bids.len().into())]);
        let (made, closed) = answers(ui, !bids.is_empty(), icons::PLUS, &make, lang);
        if made {
            sink.send(Command::Entry(EntryCommand::Make(bids, MadeAs::Rows)));
        }
        if made || closed { After::Close } else { After::Stay }
    }
}

fn preview(ui: &mut Ui, read: &Pasted, state: &AppState, height: f32) {
    let lang = state.settings.lang;
    let colors = tokens(ui.ctx());
    if !read.named {
        field_note::field_note(ui, icons::INFO, &lang.text("entry-rows-unnamed"), colors.info);
    }
    let unknown = read.columns.iter().filter(|column| column.is_none()).count();
    if unknown > 0 {
        let words = lang.text_with("entry-rows-unknown", &[("count", unknown.into())]);
        field_note::field_note(ui, icons::INFO, &words, colors.info);
    }
    if read.cut {
        field_note::field_note(ui, icons::WARNING, &lang.text("entry-rows-cut"), colors.warn);
    }
    ScrollArea::vertical().id_salt("entry-rows").max_height(height).auto_shrink([false, true]).show(ui, |ui| {
        Grid::new("entry-rows").num_columns(2).spacing([8.0, 6.0]).striped(true).show(ui, |ui| {
            for (row, number) in read.rows.iter().zip(1_usize..) {
                ui.label(RichText::new(number.to_string()).font(text::table()).color(colors.text[2]));
                ui.vertical(|ui| {
                    let words = RichText::new(said(&row.bid, state, lang)).font(text::table()).color(colors.text[0]);
                    ui.add(egui::Label::new(words).wrap());
                    if let Some(wrong) = wrong(row, lang) {
                        field_note::field_note(ui, icons::WARNING, &wrong, colors.danger);
                    }
                    if row.guessed_time {
                        field_note::field_note(ui, icons::CLOCK, &lang.text("entry-guessed"), colors.warn);
                    }
                });
                ui.end_row();
            }
        });
    });
    ui.add_space(6.0);
}

/// What could not be read of a row.
fn wrong(row: &PastedRow, lang: Lang) -> Option<String> {
    let one = |unread: &crate::domain::entry::Unread| format!("{}: «{}»", lang.text(title(unread.column)), unread.text);
    let all: Vec<String> = row.unread.iter().map(one).collect();
    (!all.is_empty()).then(|| lang.text_with("entry-rows-wrong", &[("text", all.join(", ").into())]))
}

const fn title(column: Column) -> &'static str {
    match column {
        Column::Customer => "entry-column-customer",
        Column::From => "entry-column-from",
        Column::To => "entry-column-to",
        Column::Load => "entry-column-load",
        Column::Unload => "entry-column-unload",
        Column::Cargo => "entry-column-cargo",
        Column::Weight => "entry-column-weight",
        Column::Volume => "entry-column-volume",
        Column::Price => "entry-column-price",
        Column::Car => "entry-column-car",
        Column::Trailer => "entry-column-trailer",
        Column::Driver => "entry-column-driver",
        Column::Comment => "entry-column-comment",
    }
}
