//! The inbox: personal invitations of ATI.SU, their card beside the list, and the draft that becomes a bid.

mod card_model;
mod card_ui;
mod draft_ui;
mod keys;
pub mod model;
mod post_ui;
mod route_ui;
mod rows;

use egui::{Frame, Id, Margin, Panel, RichText, Ui};

use self::draft_ui::DraftPage;
use self::model::{Shown, View as Wanted, changes_after, states_key};
use self::route_ui::Ground;
use self::rows::{InviteColumn, InviteRows};
use super::bids::model::spaced;
use super::settings_panel::Section;
use super::theme::{text, tokens};
use super::widgets::segmented::segmented;
use super::widgets::table::{self, View};
use super::widgets::{button, chip, empty, search};
use super::{Sink, icons};
use crate::app::command::Command;
use crate::app::invites::ask::InviteCommand;
use crate::app::invites::rows::InviteRow;
use crate::app::invites::state::Post;
use crate::app::state::AppState;
use crate::domain::invite::{Direction, InviteState};
use crate::store::invites::InviteKey;
use crate::words::Arg;

/// With less room than this for both the card stands in the place of the list.
const CARD_BESIDE_LIST: f32 = 820.0;

/// What the inbox remembers.
#[derive(Debug, Default)]
pub struct InvitesPanel {
    wanted: Wanted,
    shown: Shown,
    /// The selected invitation that has been brought into sight.
    revealed: Option<InviteKey>,
    ground: Ground,
    draft: DraftPage,
}

impl InvitesPanel {
    /// Id of the search field, so that a key can put the cursor there.
    #[must_use]
    pub fn search_id() -> Id {
        Id::unique("invites-search")
    }

    /// Shows the screen.
    pub fn ui(&mut self, ui: &mut Ui, state: &AppState, sink: &mut Sink) {
        keys::handle(ui, state, sink);
        if let Some(draft) = &state.invites.draft {
            Self::tick(ui, state);
            return self.draft.ui(ui, &mut self.ground, draft, state, sink);
        }
        let selected = state.invites.selected.as_ref().and_then(|key| state.invites.row(key));
        if let Some(row) = selected {
            let colors = tokens(ui.ctx());
            let margin = Margin { left: 16, right: 16, top: 12, bottom: 0 };
            let frame = Frame::new().fill(colors.surface[1]).inner_margin(margin);
            if ui.available_width() < CARD_BESIDE_LIST {
                Self::tick(ui, state);
                frame.show(ui, |ui| card_ui::card(ui, &mut self.ground, row, state, sink));
                return;
            }
            let usual = (ui.available_width() * 0.36).clamp(350.0, 460.0);
            Panel::right("invite-card").default_size(usual).size_range(340.0..=640.0).frame(frame).show(ui, |ui| {
                card_ui::card(ui, &mut self.ground, row, state, sink);
            });
        }
        ui.add_space(8.0);
        self.head(ui, state, sink);
        post_ui::post(ui, state, sink);
        match &state.invites.rows {
            None => {
                let lang = state.settings.lang;
                let (title, hint) = (lang.text("invites-loading-title"), lang.text("invites-loading-hint"));
                empty::empty(ui, icons::ENVELOPE, &title, &hint, None);
            }
            Some(rows) if rows.is_empty() => nobody(ui, state, sink),
            Some(rows) => {
                self.shown.refresh(rows, &self.wanted, state.now);
                Self::tick(ui, state);
                self.chips(ui, state);
                if self.shown.places.is_empty() {
                    self.nothing_found(ui, state);
                } else {
                    self.list(ui, rows, state, sink);
                }
            }
        }
    }

    /// Countdowns move by themselves, and only while they are seen.
    fn tick(ui: &Ui, state: &AppState) {
        let rows = state.invites.rows.iter().flat_map(|rows| rows.iter());
        if let Some(after) = changes_after(rows, state.now) {
            ui.ctx().request_repaint_after(after);
        }
    }

    fn head(&mut self, ui: &mut Ui, state: &AppState, sink: &mut Sink) {
        let lang = state.settings.lang;
        let colors = tokens(ui.ctx());
        ui.horizontal(|ui| {
            ui.add_space(12.0);
            ui.label(RichText::new(lang.text("invites-title")).font(text::heading()).color(colors.text[0]));
            if state.invites.rows.as_ref().is_some_and(|rows| !rows.is_empty()) {
                let all = self.shown.counts.first().copied().unwrap_or_default();
                let args: [(_, Arg); 2] =
                    [("shown", spaced(self.shown.places.len()).into()), ("all", spaced(all).into())];
                let shown = lang.text_with("bids-shown", &args);
                ui.label(RichText::new(shown).font(text::table()).color(colors.text[2]));
            }
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                ui.add_space(12.0);
                if button::icon(ui, icons::ARROW_CLOCKWISE, &lang.text("invites-fetch"), "").clicked() {
                    sink.send(Command::Invites(InviteCommand::Fetch));
                }
                if button::icon(ui, icons::GEAR_SIX, &lang.text("invites-open-settings"), "").clicked() {
                    sink.open_settings(Section::Ati);
                }
                let width = (ui.available_width() - 16.0).clamp(80.0, 300.0);
                let name = lang.text("invites-search");
                search::search(ui, Self::search_id(), &mut self.wanted.search, &name, width);
            });
        });
        ui.add_space(4.0);
    }

    fn chips(&mut self, ui: &mut Ui, state: &AppState) {
        let (lang, colors) = (state.settings.lang, tokens(ui.ctx()));
        Frame::new().inner_margin(Margin { left: 12, right: 4, ..Margin::ZERO }).show(ui, |ui| {
            ui.horizontal_wrapped(|ui| {
                let sides = [
                    (Direction::Received, lang.text("invites-received")),
                    (Direction::Sent, lang.text("invites-sent")),
                ];
                if let Some(side) = segmented(ui, &lang.text("invites-side"), self.wanted.direction, &sides) {
                    self.wanted.direction = side;
                    self.wanted.state = None;
                }
                ui.spacing_mut().item_spacing = egui::vec2(2.0, 2.0);
                let states = [None].into_iter().chain(InviteState::ALL.map(Some));
                for (state, count) in states.zip(self.shown.counts) {
                    let name = lang.text(state.map_or("invites-all", states_key));
                    let alarm = (state == Some(InviteState::New)).then_some(colors.info);
                    if chip::counted(ui, &name, count, self.wanted.state == state, alarm).clicked() {
                        self.wanted.state = state;
                    }
                }
            });
        });
        ui.add_space(4.0);
    }

    fn nothing_found(&mut self, ui: &mut Ui, state: &AppState) {
        let lang = state.settings.lang;
        let (title, hint) = (lang.text("bids-nothing-title"), lang.text("invites-nothing-hint"));
        let reset = lang.text("bids-nothing-reset");
        let answer = empty::empty(ui, icons::MAGNIFYING_GLASS, &title, &hint, Some((icons::FUNNEL_X, &reset)));
        if answer.is_some_and(|reset| reset.clicked()) {
            self.wanted = Wanted { direction: self.wanted.direction, ..Wanted::default() };
        }
    }

    fn list(&mut self, ui: &mut Ui, rows: &[InviteRow], state: &AppState, sink: &mut Sink) {
        let lang = state.settings.lang;
        let fitting = InviteColumn::fitting(ui.available_width());
        let columns: Vec<_> = fitting.iter().map(|column| column.titled(lang, self.wanted.direction)).collect();
        let chosen = state.invites.selected.as_ref();
        let is_chosen = |place: &usize| rows.get(*place).is_some_and(|row| Some(&row.key) == chosen);
        let selected = chosen.and_then(|_| self.shown.places.iter().position(is_chosen));
        let reveal = selected.filter(|_| self.revealed.as_ref() != chosen);
        self.revealed = chosen.cloned();
        let sorted = fitting.iter().position(|column| column.sort() == Some(self.wanted.sort));
        let name = lang.text("invites-list-name");
        let asked = View {
            id: "invites",
            // Each set of columns remembers widths of its own.
            widths: if fitting.len() < 8 { "invites-few" } else { "invites" },
            name: &name,
            columns: &columns,
            selected,
            sort: sorted.map(|column| (column, self.wanted.descending)),
            reveal,
        };
        let mut made = InviteRows { rows, shown: &self.shown, columns: fitting, now: state.now, lang, sink };
        let done = table::table(ui, asked, &mut made);
        let key = |place: Option<usize>| Some(self.shown.row(rows, place?)?.key.clone());
        if let Some(chosen) = key(done.chosen) {
            self.revealed = Some(chosen.clone());
            sink.send(Command::Invites(InviteCommand::Select(chosen)));
        }
        if let Some(opened) = key(done.opened).filter(|key| key.direction == Direction::Received) {
            sink.send(Command::Invites(InviteCommand::Draft(opened)));
        }
        if let Some(sort) = done.sort.and_then(|column| fitting.get(column)).and_then(|column| column.sort()) {
            self.wanted.sort_by(sort);
        }
    }
}

/// Nobody has invited yet: either nothing can come, or nothing came.
fn nobody(ui: &mut Ui, state: &AppState, sink: &mut Sink) {
    let lang = state.settings.lang;
    let title = lang.text("invites-empty-title");
    if matches!(state.invites.post, Post::NoReceiver | Post::NoToken | Post::NeedsKeys) {
        let (hint, open) = (lang.text("invites-empty-setup"), lang.text("invites-open-settings"));
        let answer = empty::empty(ui, icons::ENVELOPE, &title, &hint, Some((icons::GEAR_SIX, &open)));
        if answer.is_some_and(|open| open.clicked()) {
            sink.open_settings(Section::Ati);
        }
    } else {
        empty::empty(ui, icons::ENVELOPE, &title, &lang.text("invites-empty-hint"), None);
    }
}
