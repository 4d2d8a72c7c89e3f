//! An import in the place of the list: the file, what its columns mean, what would come of every row, what is wrong.

mod columns_ui;
mod foot_ui;
pub mod model;
mod problems;
mod rows;

use std::sync::Arc;

use egui::{CentralPanel, Frame, Margin, Panel, RichText, Ui};

use self::columns_ui::Columns;
use self::model::{Shown, Sort};
use self::problems::ProblemRows;
use self::rows::ImportRows;
use crate::app::book_desk::BookCommand;
use crate::app::book_tables::book_key;
use crate::app::command::Command;
use crate::app::import::{Import, ImportCommand, Looked};
use crate::app::state::AppState;
use crate::domain::id::RecordKind;
use crate::domain::import::Plan;
use crate::ui::theme::{text, tokens};
use crate::ui::widgets::table::{self, Column, View};
use crate::ui::widgets::{button, chip, empty, field_note};
use crate::ui::{Sink, icons};
use crate::words::Lang;

/// Cells that show how wide a column of the file should be.
const LOOKED_AT: usize = 60;

/// What the page remembers.
#[derive(Debug, Default)]
pub(super) struct ImportPanel {
    sort: Sort,
    selected: Option<usize>,
    problem: Option<usize>,
    reveal: Option<usize>,
    columns: Columns,
    made: Option<Made>,
}

/// What was worked out of a plan.
#[derive(Debug)]
struct Made {
    plan: Arc<Plan>,
    sort: Sort,
    shown: Shown,
}

/// Sends a wish.
fn send(sink: &mut Sink, command: ImportCommand) {
    sink.send(Command::Book(BookCommand::Import(command)));
}

/// The button that asks for a file.
pub(super) fn ask_button(ui: &mut Ui, kind: RecordKind, narrow: bool, lang: Lang, sink: &mut Sink) {
    let name = lang.text("import-button");
    let asked = if narrow {
        button::icon(ui, icons::ROWS_PLUS_BOTTOM, &name, "")
    } else {
        button::plain(ui, icons::ROWS_PLUS_BOTTOM, &name)
    };
    if asked.clicked() {
        send(sink, ImportCommand::Choose(kind));
    }
}

/// A file over the window says what will be done with it; let go, it is looked into.
pub(super) fn dropped(ui: &Ui, kind: RecordKind, lang: Lang, sink: &mut Sink) {
    let (hovered, dropped) = ui.input(|input| {
        let dropped = input.raw.dropped_files.first().map(|file| file.path().to_path_buf());
        (!input.raw.hovered_files.is_empty(), dropped)
    });
    if let Some(path) = dropped {
        send(sink, ImportCommand::Open(kind, path));
    } else if hovered {
        let colors = tokens(ui.ctx());
        let area = ui.max_rect();
        let painter =
            ui.ctx().layer_painter(egui::LayerId::new(egui::Order::Foreground, egui::Id::unique("import-drop")));
        painter.rect_filled(area, 0.0, colors.veil);
        painter.rect_stroke(area.shrink(8.0), 8.0, egui::Stroke::new(2.0, colors.accent), egui::StrokeKind::Inside);
        let words = lang.text_with("import-drop", &[("book", lang.text(book_key(kind)).into())]);
        let galley = painter.layout(words, text::heading(), colors.text[0], area.width() - 80.0);
        let box_of = egui::Rect::from_center_size(area.center(), galley.size() + egui::vec2(48.0, 32.0));
        painter.rect_filled(box_of, 8.0, colors.surface[1]);
        painter.galley(box_of.center() - galley.size() / 2.0, galley, colors.text[0]);
    }
}

impl ImportPanel {
    /// Shows the page.
    pub(super) fn show(&mut self, ui: &mut Ui, import: &Import, state: &AppState, sink: &mut Sink) {
        let lang = state.settings.lang;
        ui.add_space(8.0);
        head(ui, import, lang, sink);
        let looked = match &import.looked {
            None => {
                waiting(ui, &lang.text("import-reading"));
                return;
            }
            Some(Err(why)) => {
                let hint = lang.say(why);
                let other = (icons::ROWS_PLUS_BOTTOM, lang.text("import-other-file"));
                let act = Some((other.0, other.1.as_str()));
                let title = lang.text("import-failed");
                if empty::empty(ui, icons::WARNING_CIRCLE, &title, &hint, act).is_some_and(|act| act.clicked()) {
                    send(sink, ImportCommand::Choose(import.kind));
                }
                return;
            }
            Some(Ok(looked)) => looked,
        };
        self.prepare(looked);
        let fill = tokens(ui.ctx()).surface[1];
        let margin = Margin::symmetric(12, 8);
        Panel::bottom("import-foot")
            .resizable(false)
            .frame(Frame::new().fill(fill).inner_margin(margin))
            .show(ui, |ui| foot_ui::foot(ui, import, looked, lang, sink));
        if import.outcome.is_none() && import.writing.is_none() {
            file_row(ui, import, looked, lang, sink);
            self.columns.show(ui, import, looked, lang, sink);
        }
        self.chips(ui, looked, import.planning, lang);
        ui.add_space(4.0);
        let has_problems = self.made.as_ref().is_some_and(|made| !made.shown.problems.is_empty());
        if has_problems {
            let height = (ui.available_height() * 0.32).clamp(84.0, 240.0);
            Panel::bottom("import-problems")
                .default_size(height)
                .size_range(64.0..=420.0)
                .frame(Frame::new().fill(fill))
                .show(ui, |ui| self.problems(ui, looked, lang));
        }
        CentralPanel::default().frame(Frame::new().fill(fill)).show(ui, |ui| self.table(ui, looked, state));
    }

    fn prepare(&mut self, looked: &Looked) {
        let is_fresh =
            self.made.as_ref().is_some_and(|made| Arc::ptr_eq(&made.plan, &looked.plan) && made.sort == self.sort);
        if !is_fresh {
            let another = self.made.as_ref().is_none_or(|made| !Arc::ptr_eq(&made.plan, &looked.plan));
            if another {
                (self.selected, self.problem) = (None, None);
            }
            let shown = Shown::of(&looked.plan, self.sort);
            self.made = Some(Made { plan: Arc::clone(&looked.plan), sort: self.sort, shown });
        }
    }

    fn chips(&mut self, ui: &mut Ui, looked: &Looked, planning: bool, lang: Lang) {
        let colors = tokens(ui.ctx());
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = egui::vec2(2.0, 2.0);
            ui.add_space(6.0);
            for sort in Sort::ALL {
                let alarm = (sort == Sort::Wrong).then_some(colors.danger);
                let count = sort.count(looked.plan.counts);
                if chip::counted(ui, &lang.text(sort.key()), count, self.sort == sort, alarm).clicked() {
                    self.sort = sort;
                    self.selected = None;
                }
            }
            if planning {
                ui.label(RichText::new(lang.text("import-planning")).font(text::note()).color(colors.text[2]));
            }
        });
    }

    fn table(&mut self, ui: &mut Ui, looked: &Looked, state: &AppState) {
        let lang = state.settings.lang;
        let Some(made) = &self.made else { return };
        if made.shown.rows.is_empty() {
            let key = if looked.plan.rows.is_empty() { "import-empty" } else { "books-nothing-title" };
            empty::empty(ui, icons::ROWS, &lang.text(key), "", None);
            return;
        }
        let columns = columns(looked, lang);
        let name = lang.text("import-filter-all");
        // Another file has other columns: widths belong to their names.
        let titles: Vec<&str> = columns.iter().map(|column| column.title.as_str()).collect();
        let widths = format!("import-{}", titles.join("|"));
        let reveal = self.reveal.take().and_then(|row| made.shown.rows.iter().position(|place| *place == row));
        let selected = reveal.or(self.selected);
        let view = View { id: "import", widths: &widths, name: &name, columns: &columns, selected, sort: None, reveal };
        let done = table::table(ui, view, &mut ImportRows { looked, shown: &made.shown, lang });
        self.selected = done.chosen.or(selected);
    }

    fn problems(&mut self, ui: &mut Ui, looked: &Looked, lang: Lang) {
        let colors = tokens(ui.ctx());
        let Some(made) = &self.made else { return };
        let args = [("errors", made.shown.errors.into()), ("warnings", made.shown.warnings.into())];
        ui.add_space(6.0);
        ui.horizontal(|ui| {
            ui.add_space(12.0);
            let color = if made.shown.errors > 0 { colors.danger } else { colors.warn };
            let words = lang.text_with("import-problems", &args);
            field_note::field_note(ui, icons::WARNING, &words, color);
        });
        let name = lang.text("import-problem-what");
        let columns = [
            Column::new(lang.text("import-column-line"), 76.0),
            Column::new(lang.text("import-problem-column"), 180.0),
            Column::new(lang.text("import-problem-value"), 200.0),
            Column::filling(name.clone(), 160.0),
        ];
        let view = View {
            id: "import-problems",
            widths: "import-problems",
            name: &name,
            columns: &columns,
            selected: self.problem,
            sort: None,
            reveal: None,
        };
        let done = table::table(ui, view, &mut ProblemRows { looked, shown: &made.shown, lang });
        if let Some(chosen) = done.chosen.or(done.opened) {
            self.problem = Some(chosen);
            let row = made.shown.problems.get(chosen).map(|(row, _)| *row);
            if row.is_some_and(|row| !made.shown.rows.contains(&row)) {
                self.sort = Sort::All;
            }
            self.reveal = row;
        }
    }
}

fn head(ui: &mut Ui, import: &Import, lang: Lang, sink: &mut Sink) {
    let colors = tokens(ui.ctx());
    ui.horizontal(|ui| {
        ui.add_space(12.0);
        let book = lang.text(book_key(import.kind));
        ui.label(RichText::new(lang.text_with("import-title", &[("book", book.into())])).font(text::heading()));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.add_space(12.0);
            let name = lang.text("import-close");
            // At the end the foot has a button of its own for it.
            let is_open = import.writing.is_none() && import.outcome.is_none();
            if is_open && button::icon(ui, icons::X, &name, "Esc").clicked() {
                send(sink, ImportCommand::Close);
            }
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                let file = import.path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
                let words = RichText::new(file).font(text::table()).color(colors.text[2]);
                ui.add(egui::Label::new(words).truncate()).on_hover_text(import.path.display().to_string());
            });
        });
    });
    let is_free = !ui.ctx().text_edit_focused() && ui.memory(|memory| memory.top_modal_layer().is_none());
    let escape = |input: &mut egui::InputState| input.consume_key(egui::Modifiers::NONE, egui::Key::Escape);
    if is_free && import.writing.is_none() && ui.input_mut(escape) {
        send(sink, ImportCommand::Close);
    }
    ui.add_space(4.0);
}

/// Sheet, row of names, another file.
fn file_row(ui: &mut Ui, import: &Import, looked: &Looked, lang: Lang, sink: &mut Sink) {
    ui.horizontal_wrapped(|ui| {
        ui.add_space(12.0);
        if looked.file.sheets.len() > 1 {
            let name = lang.text("import-sheet");
            ui.label(RichText::new(&name).font(text::note()));
            let shown = looked.file.sheets.get(looked.file.sheet).cloned().unwrap_or_default();
            let combo = egui::ComboBox::from_id_salt("import-sheet").selected_text(shown).show_ui(ui, |ui| {
                let sheets = looked.file.sheets.iter().enumerate();
                let chosen =
                    sheets.filter(|(place, sheet)| ui.selectable_label(*place == looked.file.sheet, *sheet).clicked());
                chosen.map(|(place, _)| place).last()
            });
            combo.response.accessible_name(name);
            if let Some(place) = combo.inner.flatten().filter(|place| *place != looked.file.sheet) {
                send(sink, ImportCommand::Sheet(place));
            }
            ui.add_space(8.0);
        }
        let mut header = looked.layout.header.is_some();
        if ui.checkbox(&mut header, lang.text("import-header")).changed() {
            send(sink, ImportCommand::Header(header));
        }
        ui.add_space(8.0);
        if button::plain(ui, icons::ROWS_PLUS_BOTTOM, &lang.text("import-other-file")).clicked() {
            send(sink, ImportCommand::Choose(import.kind));
        }
    });
    ui.add_space(4.0);
}

fn waiting(ui: &mut Ui, words: &str) {
    ui.vertical_centered(|ui| {
        ui.add_space(120.0);
        ui.spinner();
        ui.label(RichText::new(words).font(text::medium()));
    });
}

/// Columns of the preview: the row, what comes of it, and those of the file.
fn columns(looked: &Looked, lang: Lang) -> Vec<Column> {
    let mut columns = vec![
        Column::new(lang.text("import-column-line"), 76.0),
        Column::new(lang.text("import-column-verdict"), 130.0),
    ];
    let grid = &looked.file.grid;
    let count = grid.width();
    for place in 0..count {
        let title = columns_ui::title(looked, place, lang);
        let rows = grid.rows.iter().skip(looked.layout.first_row()).take(LOOKED_AT);
        let longest = rows.map(|row| row.cell(place).shown().chars().count()).max().unwrap_or_default();
        let letters = longest.max(title.chars().count()).clamp(6, 30);
        let width = f32::from(u16::try_from(letters).unwrap_or(30)) * 7.6 + 24.0;
        let is_last = place.saturating_add(1) == count;
        columns.push(if is_last { Column::filling(title, width.min(160.0)) } else { Column::new(title, width) });
    }
    columns
}
