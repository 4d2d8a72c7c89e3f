//! The head of the board: counts, what the rows are and how they are gathered, how much time is shown, search.

use chrono::TimeDelta;
use egui::{Align, Layout, RichText, Ui};

use super::{PlanPanel, words};
use crate::app::bid_list::{BidFilter, BidView};
use crate::app::command::{Command, Screen};
use crate::app::plan::ask::PlanCommand;
use crate::app::plan::board::{Grouping, RowsBy};
use crate::app::plan::time::TimeView;
use crate::app::state::AppState;
use crate::ui::bids::model::spaced;
use crate::ui::theme::{text, tokens};
use crate::ui::widgets::{button, search, segmented};
use crate::ui::{Sink, icons, keys};

/// Spans that a press shows, hours.
const SPANS: [(i64, &str); 4] = [(24, "plan-day"), (72, "plan-three-days"), (168, "plan-week"), (744, "plan-month")];

impl PlanPanel {
    pub(super) fn head(&mut self, ui: &mut Ui, state: &AppState, sink: &mut Sink) {
        let lang = state.settings.lang;
        let colors = tokens(ui.ctx());
        let id = Self::search_id();
        if !ui.memory(|memory| memory.has_focus(id)) {
            // The view can be changed from elsewhere: the list, the strip, a saved view.
            self.typed.clone_from(&state.bids.view.search);
        }
        ui.horizontal(|ui| {
            ui.add_space(12.0);
            let title = lang.text(keys::screen_key(Screen::Plan));
            ui.label(RichText::new(title).font(text::heading()).color(colors.text[0]));
            counts(ui, state, sink);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.add_space(12.0);
                let width = (ui.available_width() - 16.0).clamp(80.0, 300.0);
                let field = search::search(ui, id, &mut self.typed, &lang.text("bids-search"), width);
                if field.on_hover_text(lang.text("bids-search-about")).changed() {
                    let view = BidView { search: self.typed.clone(), ..state.bids.view.clone() };
                    sink.send(Command::View(view));
                }
            });
        });
        ui.horizontal_wrapped(|ui| {
            ui.add_space(12.0);
            let by = RowsBy::ALL.map(|by| (by, lang.text(words::rows_key(by))));
            if let Some(by) = segmented::segmented(ui, &lang.text("plan-rows"), state.settings.plan.rows, &by) {
                sink.send(Command::Plan(PlanCommand::Rows(by)));
            }
            let of = |grouping| (grouping, lang.text(grouping_key(grouping)));
            let groupings: Vec<_> = Grouping::ALL.into_iter().filter(|one| has_grouping(state, *one)).map(of).collect();
            let now = state.settings.plan.grouping;
            if let Some(grouping) = segmented::segmented(ui, &lang.text("plan-grouping"), now, &groupings) {
                sink.send(Command::Plan(PlanCommand::Group(grouping)));
            }
            self.spans(ui, state);
        });
        ui.add_space(4.0);
    }

    fn spans(&mut self, ui: &mut Ui, state: &AppState) {
        let lang = state.settings.lang;
        let shown = self.view.map_or(0, |view| view.span.num_hours());
        let spans = SPANS.map(|(hours, key)| (hours, lang.text(key)));
        let chosen = segmented::segmented(ui, &lang.text("plan-span"), shown, &spans);
        let width = self.view.map_or(1_000.0, |view| view.width);
        if let Some(hours) = chosen {
            let middle = self.view.map_or(state.now, |view| view.at(view.width / 4.0));
            self.view = Some(TimeView::about(middle, TimeDelta::hours(hours), width));
        }
        let name = lang.text("plan-now");
        if button::plain(ui, icons::CLOCK, &name).on_hover_text(button::tip(&name, "Home")).clicked() {
            let span = self.view.map_or(TimeDelta::days(7), |view| view.span);
            self.view = Some(TimeView::about(state.now, span, width));
        }
    }
}

/// How many rows and bids there are, and how many of them cross: a press shows those.
fn counts(ui: &mut Ui, state: &AppState, sink: &mut Sink) {
    let lang = state.settings.lang;
    let colors = tokens(ui.ctx());
    let Some(board) = &state.plan.board else { return };
    let args = [("rows", spaced(board.lanes.len()).into()), ("tray", spaced(board.tray.len()).into())];
    let words = lang.text_with("plan-shown", &args);
    ui.label(RichText::new(words).font(text::table()).color(colors.text[2]));
    if board.crossing > 0 {
        let words = lang.text_with("plan-crossing", &[("n", board.crossing.into())]);
        let link = egui::Link::new(RichText::new(words).font(text::table_medium()).color(colors.danger));
        if ui.add(link).on_hover_text(lang.text("plan-crossing-about")).clicked() {
            sink.send(Command::View(BidView { filter: BidFilter::Overlapping, ..state.bids.view.clone() }));
        }
    }
}

/// Drivers have no kinds in the catalog.
fn has_grouping(state: &AppState, grouping: Grouping) -> bool {
    grouping != Grouping::Kind || state.settings.plan.rows != RowsBy::Drivers
}

const fn grouping_key(grouping: Grouping) -> &'static str {
    match grouping {
        Grouping::None => "plan-group-none",
        Grouping::Now => "plan-group-now",
        Grouping::Kind => "plan-group-kind",
    }
}
