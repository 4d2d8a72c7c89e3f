//! A virtual table: only rows in sight are made, one accessible node a row, one Tab stop for the whole, columns that
//! can be dragged and stay as they were left.
//!
//! Columns, scrolling and virtualisation are those of `egui_extras`; cells are painted without a widget each.

use egui::{
    Align, Id, PopupCloseBehavior, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo, vec2,
};
use egui_extras::{TableBuilder, TableRow};

use super::table_cell::Cell;
use super::{table_keys, table_titles};
use crate::ui::theme::{row_height, tokens};

/// A column.
#[derive(Debug, Clone)]
pub struct Column {
    /// Title, in the language of the screen.
    pub title: String,
    /// Width until it is dragged; `None`: whatever the others leave.
    pub width: Option<f32>,
    /// Least width.
    pub least: f32,
    /// Where its cells stand.
    pub align: Align,
    /// A click on the title sorts by it.
    pub sortable: bool,
    /// Its title can be dragged to another place, or moved by Alt and an arrow.
    pub movable: bool,
    /// What the title means, beside the pointer; empty where it says all. Of sortable columns alone.
    pub about: String,
}

impl Column {
    /// A column of a width, aligned left, not sortable.
    #[must_use]
    pub fn new(title: String, width: f32) -> Self {
        Self {
            title,
            width: Some(width),
            least: (width * 0.6).round(),
            align: Align::Min,
            sortable: false,
            movable: false,
            about: String::new(),
        }
    }

    /// A column that takes what the others leave.
    #[must_use]
    pub fn filling(title: String, least: f32) -> Self {
        Self { title, width: None, least, align: Align::Min, sortable: false, movable: false, about: String::new() }
    }

    /// Can't be dragged narrower than this.
    #[must_use]
    pub fn at_least(mut self, least: f32) -> Self {
        self.least = least;
        self
    }

    /// Sortable.
    #[must_use]
    pub fn sortable(mut self) -> Self {
        self.sortable = true;
        self
    }

    /// May be put elsewhere.
    #[must_use]
    pub fn movable(mut self) -> Self {
        self.movable = true;
        self
    }

    /// Says what the title means.
    #[must_use]
    pub fn about(mut self, words: String) -> Self {
        self.about = words;
        self
    }

    /// Aligned right: numbers and money.
    #[must_use]
    pub fn right(mut self) -> Self {
        self.align = Align::Max;
        self
    }
}

/// What a table shows.
pub trait Rows {
    /// How many rows.
    fn len(&self) -> usize;
    /// True without rows.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }
    /// What a screen reader says of a row.
    fn name(&self, row: usize) -> String;
    /// Paints a cell.
    fn cell(&self, row: usize, column: usize, cell: &mut Cell<'_>);
    /// Fills the menu of a row; no menu by default.
    fn menu(&mut self, row: usize, ui: &mut Ui) {
        let _ = (row, ui);
    }
    /// Is a row marked for a bulk action?
    fn is_marked(&self, row: usize) -> bool {
        let _ = row;
        false
    }
    /// May rows be marked?
    fn may_mark(&self) -> bool {
        false
    }
    /// Do rows have a menu?
    fn has_menu(&self) -> bool {
        false
    }
}

/// How a table is shown this time.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// Names the table among others.
    pub id: &'a str,
    /// Widths that were dragged are remembered under this.
    pub widths: &'a str,
    /// What a screen reader calls it.
    pub name: &'a str,
    /// Its columns.
    pub columns: &'a [Column],
    /// The selected row.
    pub selected: Option<usize>,
    /// The column it is sorted by, and whether descending.
    pub sort: Option<(usize, bool)>,
    /// Bring this row into sight.
    pub reveal: Option<usize>,
}

/// What a person did with a table.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Done {
    /// A row was chosen, by click or by key.
    pub chosen: Option<usize>,
    /// A row was opened, by double click or by Enter.
    pub opened: Option<usize>,
    /// The title of this column was clicked.
    pub sort: Option<usize>,
    /// A column goes to the place of another one.
    pub moved: Option<(usize, usize)>,
    /// A row is to be marked, or its mark to go: by Ctrl and a click, or by the space bar.
    pub toggled: Option<usize>,
    /// Everything up to this row is to be marked: by Shift and a click, or by Shift and an arrow.
    pub marked_to: Option<usize>,
}

/// Shows the table in all the space there is.
pub fn table(ui: &mut Ui, view: View<'_>, rows: &mut dyn Rows) -> Done {
    let whole = ui.available_rect_before_wrap();
    let id = Id::unique(("table", view.id));
    let focus = ui.interact(whole, id, Sense::focusable_noninteractive());
    focus.widget_info(|| WidgetInfo::labeled(Role::Table, true, view.name));
    let height = row_height(ui.ctx());
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count of rows on a screen")]
    let page = ((whole.height() / height).max(0.0) as usize).saturating_sub(2).max(1);
    let mut done = table_keys::handle(ui, &focus, (rows.len(), view.selected, page), rows.may_mark());
    let reveal = done.chosen.or(view.reveal);

    // Another arrangement of columns is another table to egui: it would begin at the top.
    let scroll_id = id.with("scroll");
    let arrangement = Id::unique(view.widths);
    let kept = ui.data(|data| data.get_temp::<(Id, f32)>(scroll_id));
    let kept_offset = kept.filter(|(last, _)| *last != arrangement).map(|(_, offset)| offset);
    let scrolled = egui::ScrollArea::horizontal().id_salt(view.id).auto_shrink(false).show(ui, |ui| {
        // Lines between columns come from these; rows have lines of their own.
        ui.visuals_mut().widgets.noninteractive.bg_stroke = Stroke::NONE;
        ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
        let mut builder = TableBuilder::new(ui)
            .id_salt(view.widths)
            .auto_shrink(false)
            .animate_scrolling(false)
            .sense(Sense::hover())
            .min_scrolled_height(0.0);
        for column in view.columns {
            builder = builder.column(layout(column));
        }
        if let Some(row) = reveal {
            builder = builder.scroll_to_row(row, None);
        }
        if let Some(offset) = kept_offset {
            builder = builder.vertical_scroll_offset(offset);
        }
        let scrolled = builder.header(30.0, |row| header(row, view, &mut done)).body(|mut body| {
            let area = body.ui_mut().clip_rect();
            let painter = RowPainter { view, area, width: body.widths().iter().sum(), focus: &focus };
            body.rows(height, rows.len(), |row| painter.row(row, rows, &mut done));
        });
        scrolled.state.clamped_offset().y
    });
    ui.data_mut(|data| data.insert_temp(scroll_id, (arrangement, scrolled.inner)));
    if focus.has_focus() && !pointed(ui, &focus, done) {
        let ring = Stroke::new(1.5, tokens(ui.ctx()).accent);
        ui.painter().rect_stroke(whole.shrink(1.0), 4.0, ring, StrokeKind::Inside);
    }
    done
}

/// True while the focus came by the pointer and no key has been used since: then the selected row says enough.
fn pointed(ui: &Ui, focus: &Response, done: Done) -> bool {
    let pressed = ui.input(|input| input.pointer.any_click());
    let keyed = ui.input(|input| input.events.iter().any(|event| matches!(event, egui::Event::Key { .. })));
    let id = focus.id.with("pointed");
    ui.data_mut(|data| {
        let pointed = data.get_temp_mut_or_default::<bool>(id);
        *pointed = (*pointed || (pressed && done.chosen.is_some())) && !keyed;
        *pointed
    })
}

fn layout(column: &Column) -> egui_extras::Column {
    column
        .width
        .map_or_else(egui_extras::Column::remainder, |width| egui_extras::Column::initial(width).resizable(true))
        .at_least(column.least)
        .clip(true)
}

fn header(mut row: TableRow<'_, '_>, view: View<'_>, done: &mut Done) {
    let mut titles = table_titles::Titles::default();
    for (index, column) in view.columns.iter().enumerate() {
        row.col(|ui| {
            let colors = tokens(ui.ctx());
            let rect = ui.max_rect();
            let sorted = view.sort.filter(|(by, _)| *by == index).map(|(_, descending)| descending);
            if column.sortable || column.movable {
                let sense = if column.movable { Sense::click_and_drag() } else { Sense::click() };
                let title = ui.interact(rect, ui.scope_id().with("sort"), sense);
                title.widget_info(|| {
                    let mut info = WidgetInfo::labeled(Role::ColumnHeader, true, &column.title);
                    info.selected = Some(sorted.is_some());
                    info
                });
                if title.hovered() || title.has_focus() {
                    ui.painter().rect_filled(rect.shrink(2.0), 4.0, colors.surface[2]);
                }
                if title.has_focus() {
                    let ring = Stroke::new(1.5, colors.accent);
                    ui.painter().rect_stroke(rect.shrink(2.0), 4.0, ring, StrokeKind::Inside);
                }
                if title.clicked() && column.sortable {
                    done.sort = Some(index);
                }
                if column.movable {
                    titles.add(ui, index, &title);
                }
                if !column.about.is_empty() {
                    title.on_hover_text(&column.about);
                }
            }
            Cell::new(ui, rect, column.align, edges(index, view.columns)).title(&column.title, sorted);
            ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, colors.line));
        });
    }
    done.moved = done.moved.or_else(|| titles.moved());
}

fn edges(place: usize, columns: &[Column]) -> (bool, bool) {
    (place == 0, place + 1 == columns.len())
}

struct RowPainter<'a> {
    view: View<'a>,
    area: Rect,
    width: f32,
    focus: &'a Response,
}

impl RowPainter<'_> {
    fn row(&self, mut row: TableRow<'_, '_>, rows: &mut dyn Rows, done: &mut Done) {
        let index = row.index();
        let mut line = None;
        let mut tip = None;
        for (place, column) in self.view.columns.iter().enumerate() {
            row.col(|ui| {
                if place == 0 {
                    line = Some(self.line(ui, index, rows));
                }
                let mut cell = Cell::new(ui, ui.max_rect(), column.align, edges(place, self.view.columns));
                rows.cell(index, place, &mut cell);
                tip = tip.take().or_else(|| cell.tip());
            });
        }
        let Some(line) = line else { return };
        let held = row_modifiers(&line);
        if rows.may_mark() && line.clicked() && (held.command || held.shift) {
            if held.shift {
                done.marked_to = Some(index);
            } else {
                done.toggled = Some(index);
            }
            self.focus.request_focus();
        } else if line.clicked() || line.secondary_clicked() {
            done.chosen = Some(index);
            self.focus.request_focus();
        }
        if line.double_clicked() {
            done.opened = Some(index);
        }
        if rows.has_menu() {
            egui::Popup::context_menu(&line)
                .close_behavior(PopupCloseBehavior::CloseOnClick)
                .show(|ui| rows.menu(index, ui));
        }
        if let Some(tip) = tip {
            line.on_hover_text_at_pointer(tip);
        }
    }

    /// Makes the whole row one clickable, accessible thing and paints what lies under its cells.
    fn line(&self, ui: &mut Ui, index: usize, rows: &dyn Rows) -> Response {
        let colors = tokens(ui.ctx());
        let rect = Rect::from_min_size(ui.max_rect().min, vec2(self.width, ui.max_rect().height()));
        let mut whole = ui.new_child(UiBuilder::new().id_salt("line").max_rect(rect));
        whole.set_clip_rect(self.area.intersect(rect));
        let selected = self.view.selected == Some(index);
        // Not focusable: the table is one Tab stop, and arrows walk its rows.
        // Its id outlives a change of columns, or an open menu would close when the card opens beside the list.
        let response = whole.interact(rect, Id::unique(("table", self.view.id, index)), Sense::CLICK);
        response.widget_info(|| {
            let mut info = WidgetInfo::labeled(Role::Row, true, rows.name(index));
            info.selected = Some(selected || rows.is_marked(index));
            info
        });
        let painter = whole.painter();
        if rows.is_marked(index) {
            painter.rect_filled(rect, 0.0, colors.wash(colors.accent));
            painter.rect_filled(rect.with_max_x(rect.left() + 3.0), 0.0, colors.accent);
        } else if selected {
            painter.rect_filled(rect, 0.0, colors.surface[3]);
            painter.rect_filled(rect.with_max_x(rect.left() + 3.0), 0.0, colors.accent);
        } else if response.hovered() || response.context_menu_opened() {
            painter.rect_filled(rect, 0.0, colors.surface[2]);
        }
        painter.hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, colors.line));
        response
    }
}

fn row_modifiers(line: &Response) -> egui::Modifiers {
    line.ctx.input(|input| input.modifiers)
}
