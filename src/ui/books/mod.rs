//! The reference books, the catalogs and the lists beside them: filters, search, a virtual table, and beside it the form
//! of the selected record.

mod bulk_ui;
mod columns;
mod export;
pub mod form;
mod head_ui;
pub mod import;
mod mileage;
mod sheet_rows;
mod trackers;

use std::collections::BTreeSet;
use std::sync::Arc;

use egui::{CentralPanel, Frame, Id, Key, Margin, Modifiers, Panel, Ui};

use self::form::BookForm;
use self::form::upkeep_ui::today;
use self::sheet_rows::SheetRows;
use super::theme::tokens;
use super::widgets::table::{self, Column, View};
use super::widgets::{button, empty};
use super::{Sink, icons};
use crate::app::book_desk::BookCommand;
use crate::app::book_sheet::filter::Filter;
use crate::app::book_sheet::{Sheet, Shown, Source, found};
use crate::app::books::Books;
use crate::app::command::{Command, Screen};
use crate::app::state::AppState;
use crate::domain::catalog::CatalogKind;
use crate::domain::id::{LocalId, RecordKind};
use crate::ui::keys;

/// With less room than this for both the form stands in the place of the list.
const FORM_BESIDE_LIST: f32 = 820.0;

/// What the book screens remember.
#[derive(Debug)]
pub struct BooksPanel {
    typed: String,
    filter: Filter,
    sort: Option<(usize, bool)>,
    selected: Option<usize>,
    marked: BTreeSet<LocalId>,
    catalog: CatalogKind,
    made: Option<Made>,
    form: BookForm,
    trackers: trackers::Trackers,
    mileage: mileage::MileagePanel,
    import: import::ImportPanel,
}

/// A sheet, what it was made from, and what the filter and the search leave of it.
#[derive(Debug)]
struct Made {
    source: Source,
    books: Arc<Books>,
    shown: Shown,
    sheet: Arc<Sheet>,
    asked: Asked,
    found: Vec<usize>,
}

/// What the rows were chosen by.
type Asked = (Option<Filter>, String, Option<(usize, bool)>);

impl Default for BooksPanel {
    fn default() -> Self {
        Self {
            typed: String::new(),
            filter: Filter::default(),
            sort: None,
            selected: None,
            marked: BTreeSet::new(),
            catalog: CatalogKind::CarType,
            made: None,
            form: BookForm::default(),
            trackers: trackers::Trackers::default(),
            mileage: mileage::MileagePanel::default(),
            import: import::ImportPanel::default(),
        }
    }
}

impl BooksPanel {
    /// Id of the search field.
    #[must_use]
    pub fn search_id() -> Id {
        Id::unique("books-search")
    }

    /// Shows a book with the form that is open on it.
    pub fn book(&mut self, ui: &mut Ui, kind: RecordKind, state: &AppState, sink: &mut Sink) {
        import::dropped(ui, kind, state.settings.lang, sink);
        if let Some(import) = state.book.import.open.as_ref().filter(|import| import.kind == kind) {
            self.form.closed();
            return self.import.show(ui, import, state, sink);
        }
        let target = state.book.form.as_ref().filter(|form| form.kind == kind);
        let Some(target) = target else {
            self.form.closed();
            return self.show(ui, state.screen, Source::Book(kind), state, sink);
        };
        let fill = tokens(ui.ctx()).surface[1];
        let margin = Margin { left: 14, right: 6, top: 0, bottom: 0 };
        if ui.available_width() < FORM_BESIDE_LIST {
            Frame::new().inner_margin(margin).show(ui, |ui| self.form.show(ui, target, state, sink));
            return;
        }
        let usual = (ui.available_width() * 0.42).clamp(380.0, 540.0);
        let panel = Panel::right("book-form").default_size(usual).size_range(360.0..=720.0);
        panel
            .frame(Frame::new().fill(fill).inner_margin(margin))
            .show(ui, |ui| self.form.show(ui, target, state, sink));
        CentralPanel::default().frame(Frame::new().fill(fill)).show(ui, |ui| {
            self.show(ui, state.screen, Source::Book(kind), state, sink);
        });
    }

    /// Shows the catalogs.
    pub fn catalogs(&mut self, ui: &mut Ui, state: &AppState, sink: &mut Sink) {
        self.show(ui, Screen::Catalogs, Source::Catalog(self.catalog), state, sink);
    }

    /// Shows the employees.
    pub fn employees(&mut self, ui: &mut Ui, state: &AppState, sink: &mut Sink) {
        self.show(ui, Screen::Employees, Source::Employees, state, sink);
    }

    /// Shows the trackers.
    pub fn trackers(&mut self, ui: &mut Ui, state: &AppState, sink: &mut Sink) {
        self.trackers.show(ui, state, sink);
    }

    /// Shows the mileage.
    pub fn mileage(&mut self, ui: &mut Ui, state: &AppState, sink: &mut Sink) {
        self.mileage.show(ui, state, sink);
    }

    fn show(&mut self, ui: &mut Ui, screen: Screen, source: Source, state: &AppState, sink: &mut Sink) {
        let lang = state.settings.lang;
        self.prepare(source, state);
        ui.add_space(8.0);
        head_ui::head(ui, self, screen, state, sink);
        conflicts_button(ui, source, state, sink);
        match source {
            Source::Catalog(_) => head_ui::catalog_chips(ui, self, state),
            Source::Book(kind) => {
                head_ui::filters(ui, self, kind, lang);
                bulk_ui::marked(ui, self, state, sink);
                bulk_ui::outcomes(ui, state, sink);
            }
            Source::Employees => {}
        }
        ui.add_space(4.0);
        self.keys(ui, source, state, sink);
        let Some(made) = &self.made else { return };
        if made.found.is_empty() {
            let (title, hint) = if made.sheet.rows.is_empty() {
                ("books-empty-title", "books-empty-hint")
            } else {
                ("books-nothing-title", "books-nothing-hint")
            };
            empty::empty(ui, keys::screen_icon(screen), &lang.text(title), &lang.text(hint), None);
            return;
        }
        self.table(ui, screen, source, state, sink);
    }

    fn table(&mut self, ui: &mut Ui, screen: Screen, source: Source, state: &AppState, sink: &mut Sink) {
        let lang = state.settings.lang;
        let Some(made) = &self.made else { return };
        let chosen = columns::kept(ui.ctx(), source, &made.sheet.columns);
        let kept = columns::fitting(chosen, &made.sheet.columns, ui.available_width());
        let shown: Vec<_> = kept.iter().filter_map(|place| made.sheet.columns.get(*place)).collect();
        // The last column takes what the others leave, whichever it is.
        let last = shown.len().saturating_sub(1);
        let columns: Vec<_> = shown
            .iter()
            .enumerate()
            .map(|(place, column)| {
                let title = lang.text(column.key);
                let width = column.width.filter(|_| place != last);
                width
                    .map_or_else(
                        || Column::filling(title.clone(), columns::LAST),
                        |width| Column::new(title.clone(), width),
                    )
                    .sortable()
            })
            .collect();
        let sort =
            self.sort.and_then(|(by, descending)| Some((kept.iter().position(|place| *place == by)?, descending)));
        let (name, id) = (lang.text(keys::screen_key(screen)), format!("{source:?}"));
        let widths = format!("{id}{kept:?}");
        let asked = View {
            id: &id,
            widths: &widths,
            name: &name,
            columns: &columns,
            selected: self.selected,
            sort,
            reveal: None,
        };
        let mut rows = SheetRows { made, kept: &kept, marked: &self.marked, lang, wish: None };
        let done = table::table(ui, asked, &mut rows);
        let wish = rows.wish.take();
        if let Some(by) = done.sort.and_then(|shown| kept.get(shown).copied()) {
            let again = self.sort.is_some_and(|(sorted, descending)| sorted == by && !descending);
            self.sort = Some((by, again));
        }
        self.selected = done.chosen.or(self.selected);
        if let Source::Book(kind) = source {
            let id = done.chosen.or(done.opened).and_then(|place| self.id_at(place));
            let open = state.book.form.as_ref().and_then(|form| form.id.as_ref());
            if let Some(id) = id.filter(|id| Some(id) != open) {
                self.form.go_to(kind, Some(id), sink);
            }
            if let Some(wish) = wish {
                self.do_wish(wish, kind, state, sink);
            }
        }
    }

    fn id_at(&self, place: usize) -> Option<LocalId> {
        let made = self.made.as_ref()?;
        made.sheet.rows.get(*made.found.get(place)?)?.id.clone()
    }

    fn do_wish(&mut self, wish: sheet_rows::Wish, kind: RecordKind, state: &AppState, sink: &mut Sink) {
        match wish {
            sheet_rows::Wish::Open(id) => self.form.go_to(kind, Some(id), sink),
            sheet_rows::Wish::Decide(id) => sink.send(Command::OpenConflict(id)),
            sheet_rows::Wish::Mark(id) => self.mark(id),
            sheet_rows::Wish::Delete(id) => {
                let title = state.books.record(&id).map(|record| record.entry.title()).unwrap_or_default();
                sink.ask(form::head_ui::ask_deletion(vec![id], &title));
            }
            sheet_rows::Wish::Restore(id) => sink.send(Command::Book(BookCommand::Restore(vec![id]))),
        }
    }

    fn mark(&mut self, id: LocalId) {
        if !self.marked.remove(&id) {
            self.marked.insert(id);
        }
    }

    /// Keys of the list: Insert makes a record, the space bar marks one, Delete deletes, Ctrl+Z takes back.
    fn keys(&mut self, ui: &Ui, source: Source, state: &AppState, sink: &mut Sink) {
        let Source::Book(kind) = source else { return };
        if ui.ctx().text_edit_focused() || ui.memory(|memory| memory.top_modal_layer().is_some()) {
            return;
        }
        let on = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        if on(Key::Insert) {
            self.form.go_to(kind, None, sink);
        }
        if ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Z)) {
            sink.send(Command::Book(BookCommand::Undo));
        }
        let Some(id) = self.selected.and_then(|place| self.id_at(place)) else { return };
        let in_table = ui.memory(|memory| memory.has_focus(Id::unique(("table", format!("{source:?}").as_str()))));
        if in_table && on(Key::Space) {
            self.mark(id.clone());
        }
        if in_table && on(Key::Delete) {
            if self.marked.is_empty() {
                self.do_wish(sheet_rows::Wish::Delete(id), kind, state, sink);
            } else {
                sink.ask(form::head_ui::ask_deletion(self.marked.iter().cloned().collect(), ""));
            }
        }
    }

    /// Makes the sheet when its source has changed, and searches it when the question has.
    fn prepare(&mut self, source: Source, state: &AppState) {
        let own_offset = state.own_offset_minutes;
        let shown = Shown { lang: state.settings.lang, own_offset, today: today(state) };
        let old = self.made.take();
        if old.as_ref().is_some_and(|made| made.source != source) {
            self.typed.clear();
            self.filter = Filter::default();
            self.sort = None;
            self.selected = None;
            self.marked.clear();
        }
        let open = state.book.form.as_ref().and_then(|form| form.id.clone());
        let was_made = old.is_some();
        let fresh =
            old.filter(|made| made.source == source && Arc::ptr_eq(&made.books, &state.books) && made.shown == shown);
        let filter = matches!(source, Source::Book(_)).then_some(self.filter);
        let asked: Asked = (filter, self.typed.clone(), self.sort);
        let same_rows = fresh.is_some();
        let mut made = fresh.unwrap_or_else(|| {
            let sheet = state.sheets.sheet(source, &state.books, shown);
            let found = found(&sheet, asked.0, &asked.1, asked.2);
            Made { source, books: Arc::clone(&state.books), shown, sheet, asked: asked.clone(), found }
        });
        let asked_anew = made.asked != asked;
        if asked_anew {
            made.found = found(&made.sheet, asked.0, &asked.1, asked.2);
            made.asked = asked;
        }
        if asked_anew || !same_rows || !was_made {
            // The selection follows the record, not the place.
            let is_open =
                |place: &usize| made.sheet.rows.get(*place).is_some_and(|row| row.id.is_some() && row.id == open);
            self.selected = made.found.iter().position(is_open);
        }
        self.made = Some(made);
    }
}

/// Records of this book that were changed on both sides too: one press away.
fn conflicts_button(ui: &mut Ui, source: Source, state: &AppState, sink: &mut Sink) {
    let Source::Book(kind) = source else { return };
    let mut cases = state.conflicts.cases.iter().filter(|case| case.kind == kind);
    let Some(first) = cases.next() else { return };
    let count = cases.count().saturating_add(1);
    let name = state.settings.lang.text_with("books-conflicts", &[("n", count.into())]);
    ui.horizontal(|ui| {
        ui.add_space(12.0);
        if button::plain(ui, icons::ARROWS_SPLIT, &name).clicked() {
            sink.send(Command::OpenConflict(first.id().clone()));
        }
    });
}
