//! The bids panel: triage strip, search, virtual list. The card stands beside it ([`super::card`]).

mod columns;
mod export;
pub mod model;
mod rows;
pub(in crate::ui) mod strip;
mod views_ui;

use std::sync::Arc;

use egui::{Id, RichText, Ui};

use self::columns::{BidColumn, arranged, moved, widths_for};
use self::model::{sorted_by, spaced};
use self::rows::BidRows;
use super::card::steps::Subject;
use super::life::bar_ui;
use super::theme::{text, tokens};
use super::widgets::table::{self, Column, View};
use super::widgets::{button, empty, search};
use super::{Sink, icons};
use crate::app::bid_list::{BidFilter, BidView};
use crate::app::command::Command;
use crate::app::life::ask::LifeCommand;
use crate::app::life::marks::Mark;
use crate::app::life::views::ViewCommand;
use crate::app::state::AppState;
use crate::domain::action::Action;
use crate::domain::id::LocalId;
use crate::store::model::BidRecord;
use crate::words::Arg;

/// What the panel remembers between frames.
#[derive(Debug, Default)]
pub struct BidsPanel {
    /// Text of the search field, as typed.
    typed: String,
    /// Name being typed for a view.
    view_name: String,
    /// Place of the selected bid in the view, while it still is there.
    place: Option<usize>,
    /// The selected bid that has been brought into sight.
    revealed: Sight,
}

/// A bid that was brought into sight, and how much room the list had then.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
struct Sight {
    bid: Option<LocalId>,
    beside_card: bool,
}

impl BidsPanel {
    /// Id of the search field, so that a key can put the cursor there.
    #[must_use]
    pub fn search_id() -> Id {
        Id::unique("bids-search")
    }

    /// Shows the panel.
    pub fn ui(&mut self, ui: &mut Ui, state: &AppState, sink: &mut Sink) {
        ui.add_space(8.0);
        self.head(ui, state, sink);
        strip::strip(ui, state, sink);
        picked(ui, state, sink);
        ui.add_space(4.0);
        match &state.bids.lines {
            None => {
                let lang = state.settings.lang;
                let (title, hint) = (lang.text("bids-loading-title"), lang.text("bids-loading-hint"));
                empty::empty(ui, icons::HARD_DRIVES, &title, &hint, None);
            }
            Some(lines) if lines.is_empty() => no_bids(ui, state, sink),
            Some(_) if state.bids.shown.is_empty() => self.nothing_found(ui, state, sink),
            Some(_) => self.marked_list(ui, state, sink),
        }
    }

    fn head(&mut self, ui: &mut Ui, state: &AppState, sink: &mut Sink) {
        let lang = state.settings.lang;
        let colors = tokens(ui.ctx());
        let id = Self::search_id();
        if !ui.memory(|memory| memory.has_focus(id)) {
            // The view can be changed from elsewhere: the queue button, the reset, a saved view.
            self.typed.clone_from(&state.bids.view.search);
        }
        let list_width = ui.available_width();
        ui.horizontal(|ui| {
            ui.add_space(12.0);
            ui.label(RichText::new(lang.text("bids-title")).font(text::heading()).color(colors.text[0]));
            if state.bids.lines.is_some() {
                let args: [(_, Arg); 2] =
                    [("shown", spaced(state.bids.shown.len()).into()), ("all", spaced(state.bids.counts.all).into())];
                let shown = lang.text_with("bids-shown", &args);
                ui.label(RichText::new(shown).font(text::table()).color(colors.text[2]));
            }
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                ui.add_space(12.0);
                let key = super::keys::UiAction::NewBid.key_text(ui.ctx());
                let name = lang.text("bids-new");
                if button::primary(ui, icons::PLUS, &name).on_hover_text(button::tip(&name, &key)).clicked() {
                    sink.send(Command::NewBid);
                }
                export::button(ui, list_width, state, sink);
                views_ui::button(ui, &mut self.view_name, state, sink);
                let width = (ui.available_width() - 16.0).clamp(80.0, 340.0);
                let field = search::search(ui, id, &mut self.typed, &lang.text("bids-search"), width);
                let field = field.on_hover_text(lang.text("bids-search-about"));
                if field.changed() {
                    let search = self.typed.clone();
                    sink.send(Command::View(BidView { search, ..state.bids.view.clone() }));
                }
            });
        });
        ui.add_space(4.0);
    }

    fn nothing_found(&mut self, ui: &mut Ui, state: &AppState, sink: &mut Sink) {
        let lang = state.settings.lang;
        let (title, hint) = (lang.text("bids-nothing-title"), lang.text("bids-nothing-hint"));
        let reset = lang.text("bids-nothing-reset");
        let answer = empty::empty(ui, icons::MAGNIFYING_GLASS, &title, &hint, Some((icons::FUNNEL_X, &reset)));
        if answer.is_some_and(|reset| reset.clicked()) {
            self.typed.clear();
            let view = BidView {
                filter: BidFilter::All,
                search: String::new(),
                mine: false,
                picked: None,
                ..state.bids.view.clone()
            };
            sink.send(Command::View(view));
        }
    }

    /// The list, and under it the bar of the marked bids.
    fn marked_list(&mut self, ui: &mut Ui, state: &AppState, sink: &mut Sink) {
        if !state.life.marks.is_empty() {
            let colors = tokens(ui.ctx());
            let frame = egui::Frame::new().fill(colors.surface[0]).inner_margin(egui::Margin::symmetric(4, 6));
            egui::Panel::bottom("bids-marked")
                .frame(frame)
                .show_separator_line(false)
                .show(ui, |ui| bar_ui::bar(ui, state, sink));
        }
        self.list(ui, state, sink);
    }

    fn list(&mut self, ui: &mut Ui, state: &AppState, sink: &mut Sink) {
        let lang = state.settings.lang;
        let shown = arranged(ui.available_width(), &state.settings.list.hidden, &state.settings.list.order);
        let widths = widths_for(&shown, ui.available_width());
        let columns: Vec<_> =
            shown.iter().zip(&widths).map(|(column, width)| titled(*column, *width, lang.text(column.key()))).collect();
        let view = &state.bids.view;
        let sorted = shown.iter().position(|column| column.sort() == Some(view.sort));
        self.find_place(state);
        let selected = self.place;
        // Once when the row is there, and once more when its card has taken room from the list: it may lie behind the edge now.
        let is_beside = |record: &Arc<BidRecord>| Some(&record.meta.id) == state.bids.selected.as_ref();
        let sight = Sight { bid: state.bids.selected.clone(), beside_card: state.card.as_ref().is_some_and(is_beside) };
        let has_left = !sight.beside_card && self.revealed.bid == sight.bid;
        let reveal = selected.filter(|_| self.revealed != sight && !has_left);
        if selected.is_some() || sight.bid.is_none() {
            self.revealed = sight;
        }
        // Each set of columns remembers widths of its own.
        let squeezed = widths.iter().zip(&shown).any(|(width, column)| *width < column.width());
        let remembered = format!("bids-{shown:?}-{squeezed}");
        let name = lang.text("bids-list-name");
        let sort = sorted.map(|column| (column, view.descending));
        let asked = View { id: "bids", widths: &remembered, name: &name, columns: &columns, selected, sort, reveal };
        let mut rows = BidRows::new(state, &shown, sink, tokens(ui.ctx())).watching(selected);
        let done = table::table(ui, asked, &mut rows);
        rows.tell();

        let mark = done.toggled.map(Mark::Toggle).or(done.marked_to.map(Mark::To));
        if let Some(mark) = mark {
            sink.send(Command::Life(LifeCommand::Mark(mark)));
        }
        if let Some(line) = done.chosen.and_then(|place| state.bids.shown_line(place)) {
            self.place = done.chosen;
            self.revealed = Sight { bid: Some(line.id.clone()), beside_card: false };
            sink.send(Command::SelectBid(line.id.clone()));
        }
        if let Some(line) = done.opened.and_then(|place| state.bids.shown_line(place)) {
            let bid = Subject::of_line(line);
            if bid.refusal(Action::Edit).is_none() {
                bid.take(Action::Edit, sink);
            }
        }
        if let Some((from, to)) = done.moved
            && let (Some(from), Some(to)) = (shown.get(from), shown.get(to))
        {
            let order = moved(&state.settings.list.order, *from, *to);
            sink.send(Command::Life(LifeCommand::View(ViewCommand::Order(order))));
        }
        if let Some(sort) = done.sort.and_then(|column| shown.get(column)).and_then(|column| column.sort()) {
            sink.send(Command::View(sorted_by(view, sort)));
        }
    }

    /// Finds the selected bid in the view. The last place is looked at first, so that a frame costs nothing.
    fn find_place(&mut self, state: &AppState) {
        let is_it = |place: usize| {
            state.bids.shown_line(place).is_some_and(|line| Some(&line.id) == state.bids.selected.as_ref())
        };
        if state.bids.selected.is_none() {
            self.place = None;
        } else if !self.place.is_some_and(is_it) {
            self.place = (0..state.bids.shown.len()).find(|place| is_it(*place));
        }
    }
}

fn titled(column: BidColumn, width: f32, title: String) -> Column {
    let made = match column {
        BidColumn::Route => Column::filling(title, width),
        BidColumn::Price => Column::new(title, width).right(),
        _ => Column::new(title, width),
    };
    let made = made.at_least(column.least()).movable();
    if column.sort().is_some() { made.sortable() } else { made }
}

/// Says that only bids which a report has led to are shown, and gives the way back to all.
fn picked(ui: &mut Ui, state: &AppState, sink: &mut Sink) {
    let Some(picked) = &state.bids.view.picked else { return };
    let lang = state.settings.lang;
    let color = tokens(ui.ctx()).info;
    ui.horizontal_wrapped(|ui| {
        ui.add_space(12.0);
        ui.label(RichText::new(icons::CHART_BAR).font(text::icon()).color(color));
        let words = lang.text_with("bids-picked", &[("name", picked.name.as_str().into())]);
        ui.label(RichText::new(words).font(text::table()).color(color));
        if button::quiet(ui, icons::X, &lang.text("bids-picked-drop")).clicked() {
            sink.send(Command::View(BidView { picked: None, ..state.bids.view.clone() }));
        }
    });
}

fn no_bids(ui: &mut Ui, state: &AppState, sink: &mut Sink) {
    let lang = state.settings.lang;
    let (title, hint, new) = (lang.text("bids-empty-title"), lang.text("bids-empty-hint"), lang.text("bids-new"));
    let answer = empty::empty(ui, icons::CLIPBOARD_TEXT, &title, &hint, Some((icons::PLUS, &new)));
    if answer.is_some_and(|new| new.clicked()) {
        sink.send(Command::NewBid);
    }
}
