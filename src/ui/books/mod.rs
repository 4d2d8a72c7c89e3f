//! The reference books and the catalogs: search and a virtual table. They are read here; the platform keeps them.

pub mod model;

use std::sync::Arc;

use egui::{Id, RichText, Ui};

use self::model::{Sheet, Source, found, sheet};
use super::bids::model::spaced;
use super::theme::{text, tokens};
use super::widgets::table::{self, Column, Rows, View};
use super::widgets::table_cell::Cell;
use super::widgets::{button, chip, empty, search};
use super::{Sink, icons};
use crate::app::books::Books;
use crate::app::command::{Command, Screen};
use crate::app::state::AppState;
use crate::domain::catalog::CatalogKind;
use crate::domain::id::RecordKind;
use crate::ui::keys;
use crate::words::{Arg, Lang};

/// What the book screens remember.
#[derive(Debug)]
pub struct BooksPanel {
    typed: String,
    sort: Option<(usize, bool)>,
    selected: Option<usize>,
    catalog: CatalogKind,
    made: Option<Made>,
}

/// A sheet, what it was made from, and what the search leaves of it.
#[derive(Debug)]
struct Made {
    source: Source,
    books: Arc<Books>,
    lang: Lang,
    own_offset: i32,
    sheet: Sheet,
    asked: (String, Option<(usize, bool)>),
    found: Vec<usize>,
}

impl Default for BooksPanel {
    fn default() -> Self {
        Self { typed: String::new(), sort: None, selected: None, catalog: CatalogKind::CarType, made: None }
    }
}

impl BooksPanel {
    /// Id of the search field.
    #[must_use]
    pub fn search_id() -> Id {
        Id::unique("books-search")
    }

    /// Shows a book.
    pub fn book(&mut self, ui: &mut Ui, screen: Screen, kind: RecordKind, state: &AppState, sink: &mut Sink) {
        self.show(ui, screen, Source::Book(kind), state, sink);
    }

    /// Shows the catalogs.
    pub fn catalogs(&mut self, ui: &mut Ui, state: &AppState, sink: &mut Sink) {
        self.show(ui, Screen::Catalogs, Source::Catalog(self.catalog), state, sink);
    }

    fn show(&mut self, ui: &mut Ui, screen: Screen, source: Source, state: &AppState, sink: &mut Sink) {
        let lang = state.settings.lang;
        self.prepare(source, state);
        ui.add_space(8.0);
        self.head(ui, screen, lang);
        conflicts_button(ui, source, state, sink);
        if screen == Screen::Catalogs {
            self.catalog_chips(ui, state);
        }
        ui.add_space(4.0);
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
        let columns: Vec<_> = made
            .sheet
            .columns
            .iter()
            .map(|column| {
                let title = lang.text(column.key);
                column
                    .width
                    .map_or_else(|| Column::filling(title.clone(), 120.0), |width| Column::new(title.clone(), width))
                    .sortable()
            })
            .collect();
        let name = lang.text(keys::screen_key(screen));
        let id = format!("{source:?}");
        let asked = View {
            id: &id,
            widths: &id,
            name: &name,
            columns: &columns,
            selected: self.selected,
            sort: self.sort,
            reveal: None,
        };
        let done = table::table(ui, asked, &mut SheetRows { made, lang, sink });
        self.selected = done.chosen.or(self.selected);
        if let Some(by) = done.sort {
            let again = self.sort.is_some_and(|(sorted, descending)| sorted == by && !descending);
            self.sort = Some((by, again));
        }
    }

    /// Makes the sheet when its source has changed, and searches it when the question has.
    fn prepare(&mut self, source: Source, state: &AppState) {
        let (lang, own_offset) = (state.settings.lang, state.own_offset_minutes);
        let old = self.made.take();
        if old.as_ref().is_some_and(|made| made.source != source) {
            self.typed.clear();
            self.sort = None;
            self.selected = None;
        }
        let fresh = old.filter(|made| {
            made.source == source
                && Arc::ptr_eq(&made.books, &state.books)
                && (made.lang, made.own_offset) == (lang, own_offset)
        });
        let asked = (self.typed.clone(), self.sort);
        let mut made = fresh.unwrap_or_else(|| {
            let sheet = sheet(source, &state.books, lang, own_offset);
            let found = found(&sheet, &asked.0, asked.1);
            Made { source, books: Arc::clone(&state.books), lang, own_offset, sheet, asked: asked.clone(), found }
        });
        if made.asked != asked {
            made.found = found(&made.sheet, &asked.0, asked.1);
            made.asked = asked;
            self.selected = None;
        }
        self.made = Some(made);
    }

    fn head(&mut self, ui: &mut Ui, screen: Screen, lang: Lang) {
        let colors = tokens(ui.ctx());
        let counts = self.made.as_ref().map_or((0, 0), |made| (made.found.len(), made.sheet.rows.len()));
        ui.horizontal(|ui| {
            ui.add_space(12.0);
            ui.label(RichText::new(lang.text(keys::screen_key(screen))).font(text::heading()));
            let args: [(_, Arg); 2] = [("shown", spaced(counts.0).into()), ("all", spaced(counts.1).into())];
            let shown = RichText::new(lang.text_with("bids-shown", &args)).font(text::table()).color(colors.text[2]);
            ui.label(shown);
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                ui.add_space(12.0);
                let width = (ui.available_width() - 16.0).clamp(80.0, 340.0);
                search::search(ui, Self::search_id(), &mut self.typed, &lang.text("books-search"), width);
            });
        });
        ui.add_space(4.0);
    }

    fn catalog_chips(&mut self, ui: &mut Ui, state: &AppState) {
        let lang = state.settings.lang;
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = egui::vec2(2.0, 2.0);
            ui.add_space(6.0);
            for kind in CatalogKind::ALL {
                let count = state.books.catalog(kind).len();
                let name = lang.text(catalog_key(kind));
                if chip::counted(ui, &name, count, self.catalog == kind, None).clicked() {
                    self.catalog = kind;
                }
            }
        });
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

const fn catalog_key(kind: CatalogKind) -> &'static str {
    match kind {
        CatalogKind::CarType => "books-catalog-car-type",
        CatalogKind::TrailerType => "books-catalog-trailer-type",
        CatalogKind::CargoType => "books-catalog-cargo-type",
        CatalogKind::VatType => "books-catalog-vat-type",
        CatalogKind::PaymentType => "books-catalog-payment-type",
        CatalogKind::CarBrand => "books-catalog-car-brand",
        CatalogKind::TrailerBrand => "books-catalog-trailer-brand",
    }
}

struct SheetRows<'a> {
    made: &'a Made,
    lang: Lang,
    sink: &'a mut Sink,
}

impl SheetRows<'_> {
    fn row(&self, place: usize) -> Option<&model::SheetRow> {
        self.made.sheet.rows.get(*self.made.found.get(place)?)
    }
}

impl Rows for SheetRows<'_> {
    fn len(&self) -> usize {
        self.made.found.len()
    }

    fn name(&self, row: usize) -> String {
        let parts = self.row(row).map(|row| row.cells.iter().filter(|cell| !cell.is_empty()));
        parts.map(|parts| parts.map(String::as_str).collect::<Vec<_>>().join(", ")).unwrap_or_default()
    }

    fn cell(&self, row: usize, column: usize, cell: &mut Cell<'_>) {
        let Some(row) = self.row(row) else { return };
        let words = row.cells.get(column).map_or("", String::as_str);
        match (row.faint, column) {
            (true, _) => cell.faint(words),
            (false, 0) => cell.strong(words),
            (false, _) => cell.text_or_dash(words),
        }
    }

    fn has_menu(&self) -> bool {
        true
    }

    fn menu(&mut self, row: usize, ui: &mut Ui) {
        let Some(row) = self.row(row) else { return };
        if let Some(id) = &row.conflict
            && button::menu_line(ui, icons::ARROWS_SPLIT, &self.lang.text("conflicts-open"), "").clicked()
        {
            let id = id.clone();
            return self.sink.send(Command::OpenConflict(id));
        }
        if button::menu_line(ui, icons::COPY, &self.lang.text("bids-menu-copy-row"), "").clicked() {
            ui.copy_text(row.cells.join("\t"));
        }
    }
}
