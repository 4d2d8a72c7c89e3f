//! The tray under the board: bids of the view without a row, to be dragged onto one; dropping a bid here takes it from its row.

use egui::{Align2, CursorIcon, Id, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::bar_ui::{self, Look};
use super::lanes_ui::Answer;
use super::{Frame, points, words};
use crate::app::plan::board::{Board, RowsBy};
use crate::app::plan::drag::Target;
use crate::app::state::AppState;
use crate::domain::id::LocalId;
use crate::ui::bids::model::{spaced, status_face};
use crate::ui::icons;
use crate::ui::theme::{text, tokens};
use crate::ui::widgets::one_line::one_line;

const HEAD: f32 = 24.0;
const CARD: egui::Vec2 = vec2(216.0, 44.0);
const GAP: f32 = 6.0;

/// Height of the tray: a line when it is empty.
pub(super) fn height(board: &Board) -> f32 {
    if board.tray.is_empty() { HEAD + 12.0 } else { HEAD + CARD.y + 14.0 }
}

/// Paints the tray; says what was asked of a bid in it.
pub(super) fn tray(
    ui: &mut Ui,
    frame: &Frame<'_>,
    moving: Option<&LocalId>,
    over: Option<Target>,
    state: &AppState,
) -> Option<Answer> {
    let lang = state.settings.lang;
    let colors = tokens(ui.ctx());
    let is_target = over == Some(Target::Tray);
    let ground = if is_target { colors.surface[3] } else { colors.surface[0] };
    ui.painter().rect_filled(frame.tray, 0.0, ground);
    ui.painter().hline(frame.tray.x_range(), frame.tray.top() + 0.5, Stroke::new(1.0, colors.edge));
    let key = match frame.board.wanted.by {
        RowsBy::Cars => "plan-tray-cars",
        RowsBy::Drivers => "plan-tray-drivers",
        RowsBy::Trailers => "plan-tray-trailers",
    };
    let words = lang.text_with(key, &[("n", spaced(frame.board.tray.len()).into())]);
    let at = pos2(frame.tray.left() + 12.0, frame.tray.top() + HEAD / 2.0 + 2.0);
    ui.painter().text(at, Align2::LEFT_CENTER, words, text::table_medium(), colors.text[1]);
    if frame.board.tray.is_empty() {
        return None;
    }
    let room = frame.tray.with_min_y(frame.tray.top() + HEAD).shrink2(vec2(12.0, 2.0));
    let mut part = ui.new_child(egui::UiBuilder::new().max_rect(room).id_salt("plan-tray"));
    let mut answer = None;
    egui::ScrollArea::horizontal().id_salt("plan-tray-scroll").auto_shrink(false).show_viewport(
        &mut part,
        |ui, seen| {
            let step = CARD.x + GAP;
            let count = f64::from(u32::try_from(frame.board.tray.len()).unwrap_or(u32::MAX));
            ui.set_width(points(count * f64::from(step)));
            let origin = ui.min_rect().min;
            // Only the cards in sight are touched.
            let first = whole(seen.left() / step);
            let last = whole(seen.right() / step) + 1;
            for (nth, place) in frame.board.tray.iter().enumerate().take(last).skip(first) {
                let left = origin.x + place_of(nth) * step;
                let rect = Rect::from_min_size(pos2(left, origin.y), CARD);
                answer = answer.take().or(card(ui, rect, *place, frame, moving, state));
            }
        },
    );
    answer
}

fn card(
    ui: &Ui,
    rect: Rect,
    place: u32,
    frame: &Frame<'_>,
    moving: Option<&LocalId>,
    state: &AppState,
) -> Option<Answer> {
    let colors = tokens(ui.ctx());
    let bid = frame.board.data.bid(place)?;
    let lang = state.settings.lang;
    let selected = state.bids.selected.as_ref() == Some(&bid.id);
    let look = Look { selected, crosses: false, faint: false, moving: moving == Some(&bid.id) };
    let response = ui.interact(rect, Id::unique(("plan-tray-card", bid.id.as_str())), Sense::click_and_drag());
    response.widget_info(|| {
        let name = words::name(bid, false, state, colors);
        WidgetInfo::selected(Role::Button, true, selected, format!("{name}, {}", lang.text("plan-in-tray")))
    });
    let painter = ui.painter().with_clip_rect(rect.expand(3.0).intersect(ui.clip_rect()));
    painter.rect_filled(rect, 4.0, colors.surface[1]);
    bar_ui::body(&painter, rect, &bid.status, look, colors);
    if response.has_focus() {
        painter.rect_stroke(rect.expand(1.0), 5.0, Stroke::new(2.0, colors.accent), StrokeKind::Outside);
    }
    if response.hovered() {
        ui.ctx().set_cursor_icon(CursorIcon::Grab);
    }
    let painter = painter.with_clip_rect(rect.shrink2(vec2(4.0, 1.0)).intersect(painter.clip_rect()));
    let face = status_face(&bid.status, colors);
    let details = state.plan.details.get(&bid.id).map(AsRef::as_ref);
    let route = words::route(bid, details);
    let times = words::times(bid, details, state.own_offset_minutes);
    let times = if times.is_empty() { lang.text("plan-no-dates") } else { times };
    let at = rect.min + vec2(9.0, 6.0);
    painter.text(at, Align2::LEFT_TOP, face.icon, text::note(), face.color);
    let title = if route.is_empty() { words::number(bid, lang) } else { route };
    let line = |at: egui::Pos2, words: String, font: egui::FontId, color: egui::Color32| {
        painter.galley(at, one_line(&painter, words, font, color, rect.right() - 6.0 - at.x), color);
    };
    line(at + vec2(18.0, 0.0), title, text::table_medium(), colors.text[0]);
    let second = format!("{times} · {}", words::number(bid, lang));
    line(at + vec2(0.0, 17.0), second, text::note(), colors.text[1]);
    let answer = if response.double_clicked() {
        Some(Answer::Edit(bid.id.clone()))
    } else if response.drag_started() {
        Some(Answer::Take(bid.id.clone()))
    } else {
        response.clicked().then(|| Answer::Select(bid.id.clone()))
    };
    if moving.is_none() {
        response.on_hover_ui(|ui| {
            let words = format!("{} {}", icons::TRUCK, lang.text("plan-tray-about"));
            ui.label(egui::RichText::new(words).font(text::note()));
        });
    }
    answer
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count of cards, held above nothing")]
fn whole(cards: f32) -> usize {
    cards.max(0.0) as usize
}

#[expect(clippy::cast_precision_loss, reason = "a count of cards")]
fn place_of(nth: usize) -> f32 {
    nth as f32
}
