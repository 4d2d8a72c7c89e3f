//! The rows of a sheet as the table asks for them.

use std::collections::BTreeSet;

use egui::Ui;

use super::Made;
use crate::app::book_sheet::SheetRow;
use crate::app::book_sheet::filter::Filter;
use crate::domain::id::LocalId;
use crate::ui::icons;
use crate::ui::widgets::button;
use crate::ui::widgets::table::Rows;
use crate::ui::widgets::table_cell::Cell;
use crate::words::Lang;

/// What a person asked of a row in its menu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Wish {
    /// Open its form.
    Open(LocalId),
    /// Decide what stands on both sides.
    Decide(LocalId),
    /// Mark it, or take its mark away.
    Mark(LocalId),
    /// Delete it.
    Delete(LocalId),
    /// Bring it back.
    Restore(LocalId),
}

/// Rows of a sheet with the columns that are kept.
pub(super) struct SheetRows<'a> {
    pub(super) made: &'a Made,
    pub(super) kept: &'a [usize],
    pub(super) marked: &'a BTreeSet<LocalId>,
    pub(super) lang: Lang,
    pub(super) wish: Option<Wish>,
}

impl SheetRows<'_> {
    fn row(&self, place: usize) -> Option<&SheetRow> {
        self.made.sheet.rows.get(*self.made.found.get(place)?)
    }

    fn is_marked(&self, row: &SheetRow) -> bool {
        row.id.as_ref().is_some_and(|id| self.marked.contains(id))
    }
}

impl Rows for SheetRows<'_> {
    fn len(&self) -> usize {
        self.made.found.len()
    }

    fn name(&self, row: usize) -> String {
        let Some(row) = self.row(row) else { return String::new() };
        let mark = self.is_marked(row).then(|| self.lang.text("books-marked-row"));
        let cells = row.cells.iter().filter(|cell| !cell.is_empty()).cloned();
        mark.into_iter().chain(cells).collect::<Vec<_>>().join(", ")
    }

    fn cell(&self, row: usize, column: usize, cell: &mut Cell<'_>) {
        let Some(row) = self.row(row) else { return };
        let Some(place) = self.kept.get(column) else { return };
        let words = row.cells.get(*place).map_or("", String::as_str);
        let marked;
        let words = if column == 0 && self.is_marked(row) {
            marked = format!("{} {words}", icons::CHECK_SQUARE);
            &marked
        } else {
            words
        };
        let key = self.made.sheet.columns.get(*place).map_or("", |column| column.key);
        let tells = matches!(key, "books-column-upkeep" | "books-column-exchange");
        match (row.faint, column) {
            (true, _) => cell.faint(words),
            (false, 0) => cell.strong(words),
            (false, _) if tells && row.alarm => cell.colored(words, cell.colors.warn),
            (false, _) => cell.text_or_dash(words),
        }
    }

    fn has_menu(&self) -> bool {
        true
    }

    fn menu(&mut self, row: usize, ui: &mut Ui) {
        let Some(row) = self.row(row).cloned() else { return };
        let lang = self.lang;
        let line = |ui: &mut Ui, icon: &str, key: &str, shortcut: &str| {
            button::menu_line(ui, icon, &lang.text(key), shortcut).clicked()
        };
        if let Some(id) = row.id.clone() {
            if row.groups.contains(&Filter::Conflict) && line(ui, icons::ARROWS_SPLIT, "conflicts-open", "") {
                self.wish = Some(Wish::Decide(id.clone()));
            }
            if line(ui, icons::PENCIL_SIMPLE, "books-menu-open", "Enter") {
                self.wish = Some(Wish::Open(id.clone()));
            }
            if line(ui, icons::CHECK_SQUARE, "books-menu-mark", "") {
                self.wish = Some(Wish::Mark(id.clone()));
            }
            if row.groups.contains(&Filter::Deleted) {
                if line(ui, icons::ARROW_U_UP_LEFT, "book-restore", "") {
                    self.wish = Some(Wish::Restore(id));
                }
            } else if line(ui, icons::TRASH, "book-delete", "Delete") {
                self.wish = Some(Wish::Delete(id));
            }
        }
        if line(ui, icons::COPY, "bids-menu-copy-row", "") {
            ui.copy_text(row.cells.join("\t"));
        }
    }
}
