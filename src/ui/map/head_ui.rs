//! The head of the map's screen and the legend under it.

use egui::{Align, Layout, RichText, Stroke, Ui, vec2};

use super::MapPanel;
use super::marks;
use crate::app::bid_list::BidView;
use crate::app::command::{Command, Screen};
use crate::app::map::points::Tint;
use crate::app::state::AppState;
use crate::domain::bid::{BidStatus, PointKind};
use crate::ui::bids::model::{spaced, status_face};
use crate::ui::card::points::kind_key;
use crate::ui::theme::{text, tokens};
use crate::ui::widgets::search;
use crate::ui::{Sink, keys};

/// Title, counts, search.
pub(super) fn head(ui: &mut Ui, typed: &mut String, state: &AppState, sink: &mut Sink) {
    let lang = state.settings.lang;
    let colors = tokens(ui.ctx());
    let id = MapPanel::search_id();
    if !ui.memory(|memory| memory.has_focus(id)) {
        // The view can be changed from elsewhere: the list, the strip, a saved view.
        typed.clone_from(&state.bids.view.search);
    }
    ui.horizontal(|ui| {
        ui.add_space(12.0);
        ui.label(RichText::new(lang.text(keys::screen_key(Screen::Map))).font(text::heading()).color(colors.text[0]));
        if let Some(scene) = &state.map.scene {
            let counts = [("bids", spaced(scene.bids).into()), ("points", spaced(scene.points).into())];
            let words = lang.text_with("map-shown", &counts);
            ui.label(RichText::new(words).font(text::table()).color(colors.text[2]));
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(12.0);
            let width = (ui.available_width() - 16.0).clamp(80.0, 340.0);
            let field = search::search(ui, id, typed, &lang.text("bids-search"), width);
            if field.on_hover_text(lang.text("bids-search-about")).changed() {
                sink.send(Command::View(BidView { search: typed.clone(), ..state.bids.view.clone() }));
            }
        });
    });
    ui.add_space(4.0);
}

/// In a narrower window the legend has two lines, points.
const ONE_LINE: f32 = 780.0;
/// Height of a line of it.
const LINE: f32 = 26.0;

/// Height of the legend.
pub(super) fn legend_height(ui: &Ui) -> f32 {
    if ui.available_width() < ONE_LINE { 2.0 * LINE } else { LINE }
}

/// What shapes and colours mean.
pub(super) fn legend(ui: &mut Ui, state: &AppState) {
    let lang = state.settings.lang;
    let colors = tokens(ui.ctx());
    let whole = ui.max_rect();
    ui.painter().rect_filled(whole, 0.0, colors.surface[1]);
    ui.painter().hline(whole.x_range(), whole.top(), Stroke::new(1.0, colors.line));
    let word = |ui: &mut Ui, words: &str| {
        ui.add(egui::Label::new(RichText::new(words).font(text::note()).color(colors.text[1])).extend());
    };
    ui.set_clip_rect(whole.intersect(ui.clip_rect()));
    let inner = whole.shrink2(vec2(12.0, 0.0));
    let (first, second) = inner.split_top_bottom_at_y(inner.top() + LINE);
    let row = |rect| egui::UiBuilder::new().max_rect(rect).layout(Layout::left_to_right(Align::Center));
    let mut line = ui.new_child(row(first));
    line.spacing_mut().item_spacing.x = 5.0;
    for kind in [PointKind::Load, PointKind::Unload, PointKind::Custom] {
        let (place, _) = line.allocate_exact_size(vec2(12.0, 12.0), egui::Sense::hover());
        line.painter().add(marks::shape(place.center(), 5.0, kind, colors.text[1], Stroke::NONE));
        word(&mut line, &lang.text(kind_key(kind)));
        line.add_space(6.0);
    }
    if second.height() > 1.0 {
        line = ui.new_child(row(second));
        line.spacing_mut().item_spacing.x = 5.0;
    } else {
        line.separator();
    }
    let statuses = [BidStatus::Draft, BidStatus::Planned, BidStatus::Started, BidStatus::Done, BidStatus::Cancelled];
    for status in statuses {
        let (place, _) = line.allocate_exact_size(vec2(12.0, 12.0), egui::Sense::hover());
        line.painter().circle_filled(place.center(), 5.0, marks::tint_color(Tint::of(&status), colors));
        word(&mut line, &lang.text(status_face(&status, colors).key));
        line.add_space(6.0);
    }
}
