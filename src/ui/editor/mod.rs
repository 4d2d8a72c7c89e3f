//! The bid editor: a form for the keyboard, that says beside each field what it lacks and whose time it would take.
//!
//! [`model`] is the editor without pixels; the `*_ui` files paint it. One frame: take in what the program knows, paint,
//! do what the person wants, report.

mod busy_ui;
mod cargo_ui;
mod frame_ui;
mod keys;
pub mod model;
mod more_ui;
mod pane;
mod place_ui;
mod point_more_ui;
mod point_ui;
mod route_ui;
mod terms_ui;
mod transport_ui;

use std::time::Duration;

use egui::{Margin, Rect, ScrollArea, Stroke, Ui, UiBuilder, vec2};

use self::model::addresses::Offer;
use self::model::form::RowKey;
use self::model::intent::Intent;
use self::model::session::Session;
use self::model::spot::Spot;
use self::pane::Pane;
use super::Sink;
use super::map::picker::{Picked, Picker};
use super::theme::tokens;
use crate::app::exchange_rules::PlatformBids;
use crate::app::state::AppState;

/// Height of the title line.
const HEADER: f32 = 52.0;
/// Room around the form.
const MARGIN: f32 = 16.0;
/// Widths of the left column.
const LEFT: std::ops::RangeInclusive<f32> = 320.0..=440.0;
/// Room between two sections.
const SECTION_GAP: f32 = 16.0;
/// In a narrower panel the two columns stand one under another.
const TWO_COLUMNS: f32 = 820.0;

/// The panel.
#[derive(Debug, Default)]
pub struct Editor {
    session: Option<Session>,
    /// Height of the foot as it was painted last.
    foot: f32,
    /// It was another one in the frame before.
    foot_changed: bool,
    /// A point gets its place on the map.
    picking: Option<Picking>,
}

impl Editor {
    /// Shows the editor when it is open.
    pub fn show(&mut self, ui: &mut Ui, state: &AppState, sink: &mut Sink) {
        let Some(target) = &state.editor else {
            self.session = None;
            self.picking = None;
            return;
        };
        let mut session = match self.session.take().filter(|session| session.is_of(target)) {
            Some(mut session) => {
                session.follow(target, state);
                session
            }
            None => Session::open(target, state),
        };
        let before = session.form.clone();
        let intents = self.frame(ui, &mut session, state);
        if session.form != before {
            session.typed();
        }
        let locked = is_locked(state);
        for intent in intents.into_iter().filter(|intent| !locked || intent.only_looks()) {
            if let Intent::PickOnMap(key) = intent {
                self.picking = Some(Picking::of(&session, key, state));
            }
            session.act(intent, state, sink);
        }
        if let Some(intent) = self.pick(ui, state, sink) {
            session.act(intent, state, sink);
        }
        if session.form != before || session.focus.is_some() {
            // What stands beside the fields was worked out before the change.
            ui.ctx().request_repaint();
        }
        if let Some(wait) = session.report(state, sink).and_then(|wait| wait.to_std().ok()) {
            ui.ctx().request_repaint_after(wait.max(Duration::from_millis(1)));
        }
        self.session = Some(session);
    }

    /// Shows the dialog of the map while it is open.
    fn pick(&mut self, ui: &Ui, state: &AppState, sink: &mut Sink) -> Option<Intent> {
        let picking = self.picking.as_mut()?;
        let picked = picking.dialog.ui(ui, state, sink)?;
        let key = picking.key;
        self.picking = None;
        Some(match picked {
            Picked::Place(place) => Intent::ChooseAddress(key, Box::new(Offer::Found(*place))),
            Picked::Nothing => Intent::GoTo(Spot::Address(key)),
        })
    }

    /// Paints a frame and gives what the person wanted in it.
    fn frame(&mut self, ui: &mut Ui, session: &mut Session, state: &AppState) -> Vec<Intent> {
        let lang = state.settings.lang;
        let mut intents = Vec::new();
        let is_picking = self.picking.is_some();
        if is_picking || frame_ui::leaving(ui, session, lang, &mut intents) {
            // The form stands behind the question, and no key reaches it.
            ui.disable();
        } else {
            intents = keys::before(ui, session);
        }
        // A dialog takes the keyboard from everything under it for one frame more than it is seen.
        let after_dialog = ui.memory(|memory| memory.top_modal_layer().is_some());
        let focus = if after_dialog { None } else { session.focus.take() };
        let title = session.title(lang);
        let quiet = session.leaving.is_none() && !is_picking;
        let mut pane = Pane {
            session: session.number(),
            focus,
            form: &mut session.form,
            choices: &session.choices,
            view: &session.view,
            state,
            lang,
            reveal: self.foot_changed,
            focused: None,
            intents,
        };
        self.paint(ui, &mut pane, &title);
        let Pane { focused, mut intents, .. } = pane;
        if quiet {
            session.focused = focused;
            session.visited.be_at(focused);
            session.was_focused = focused.or(session.was_focused);
            intents.extend(keys::after(ui));
        }
        intents
    }

    /// The form above, its foot under it, and the title line last of all: Tab goes through the fields first.
    fn paint(&mut self, ui: &mut Ui, pane: &mut Pane<'_>, title: &str) {
        let whole = ui.max_rect();
        let (head, rest) = whole.split_top_bottom_at_y(whole.top() + HEADER);
        let (body, foot) = rest.split_top_bottom_at_y(rest.bottom() - self.foot);
        let colors = tokens(ui.ctx());
        ui.painter().rect_filled(whole, 0.0, colors.surface[1]);

        let locked = is_locked(pane.state);
        part(ui, body, |ui| {
            if locked {
                ui.disable();
            }
            columns(ui, pane);
        });
        let painted = part(ui, foot, |ui| {
            ui.add_space(8.0);
            busy_ui::in_the_way(ui, pane);
            ui.scope(|ui| frame_ui::news(ui, pane));
            ui.add_space(4.0);
            frame_ui::lacks(ui, pane);
            ui.add_space(12.0);
        });
        self.foot_changed = (painted.height() - self.foot).abs() > 0.5;
        if self.foot_changed {
            self.foot = painted.height();
            ui.ctx().request_repaint();
        }
        part(ui, head, |ui| frame_ui::header(ui, pane, title));
        let line = Stroke::new(1.0, colors.line);
        ui.painter().hline(whole.x_range(), head.bottom(), line);
        ui.painter().hline(whole.x_range(), foot.top(), line);
        ui.advance_cursor_after_rect(whole);
    }
}

/// A point that gets its place on the map.
#[derive(Debug)]
struct Picking {
    key: RowKey,
    dialog: Picker,
}

impl Picking {
    fn of(session: &Session, key: RowKey, state: &AppState) -> Self {
        let points = session.form.points.iter().zip(1_u8..);
        let number = points.clone().find(|(point, _)| point.key == key).map_or(1, |(_, number)| number);
        let others = points.filter(|(point, _)| point.key != key).filter_map(|(point, number)| {
            let place = point.address.place.as_ref()?.location.filter(|at| at.is_usable())?;
            Some((number, point.kind(), place))
        });
        let title = state.settings.lang.text_with("map-pick-title", &[("n", usize::from(number).into())]);
        let known = session.form.point(key).and_then(|point| point.address.place.as_ref());
        Self { key, dialog: Picker::new(title, known, others.collect()) }
    }
}

/// The bid was made in Cargo.Run and the setting closes such forms.
fn is_locked(state: &AppState) -> bool {
    let id = state.editor.as_ref().and_then(|target| target.id.as_ref());
    state.settings.rules.about_bid(id) == Some(PlatformBids::Lock)
}

/// Paints into a part of the panel; gives the room that was needed.
fn part(ui: &mut Ui, rect: Rect, paint: impl FnOnce(&mut Ui)) -> Rect {
    let inner = rect.shrink2(vec2(MARGIN, 0.0));
    let mut part = ui.new_child(UiBuilder::new().max_rect(inner));
    part.set_clip_rect(rect.intersect(ui.clip_rect()));
    paint(&mut part);
    part.min_rect()
}

/// Terms, transport and cargo at the left, the route at the right; in a narrow panel one under another.
fn columns(ui: &mut Ui, pane: &mut Pane<'_>) {
    let whole = ui.max_rect();
    if whole.width() < TWO_COLUMNS {
        column(ui, whole, "whole", |ui| {
            left(ui, pane);
            ui.add_space(SECTION_GAP);
            right(ui, pane);
        });
        return;
    }
    let width = (whole.width() * 0.38).clamp(*LEFT.start(), *LEFT.end());
    let (first, second) = whole.split_left_right_at_x(whole.left() + width);
    column(ui, first, "terms", |ui| left(ui, pane));
    ui.painter().vline(first.right() + MARGIN, whole.y_range(), Stroke::new(1.0, tokens(ui.ctx()).line));
    let second = second.with_min_x(second.left() + 2.0 * MARGIN);
    column(ui, second, "route", |ui| right(ui, pane));
}

fn left(ui: &mut Ui, pane: &mut Pane<'_>) {
    terms_ui::terms(ui, pane);
    ui.add_space(SECTION_GAP);
    transport_ui::transport(ui, pane);
    ui.add_space(SECTION_GAP / 2.0);
    more_ui::more(ui, pane);
}

fn right(ui: &mut Ui, pane: &mut Pane<'_>) {
    transport_ui::cargos(ui, pane);
    ui.add_space(SECTION_GAP);
    route_ui::route(ui, pane);
}

fn column(ui: &mut Ui, rect: Rect, salt: &str, paint: impl FnOnce(&mut Ui)) {
    let mut part = ui.new_child(UiBuilder::new().max_rect(rect).id_salt(salt));
    ScrollArea::vertical().id_salt(salt).auto_shrink(false).show(&mut part, |ui| {
        // Focus rings reach over the edge of their fields.
        egui::Frame::new().inner_margin(Margin { left: 2, right: 6, top: 12, bottom: 16 }).show(ui, paint);
    });
}
