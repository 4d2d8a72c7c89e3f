//! The shell around the panels: server band, top bar, navigation, palette, dialogs, toasts, and the keys of all.

mod act;
mod confirm;
mod nav;
mod palette;
mod palette_model;
mod sign_in;
pub mod sync_face;
mod top_bar;

use egui::{CentralPanel, Frame, Margin, Panel, Stroke, Ui};

use self::confirm::Confirm;
use self::palette::Palette;
use self::sign_in::SignIn;
use super::bids::BidsPanel;
use super::books::BooksPanel;
use super::card::Card;
use super::editor::Editor;
use super::journal::JournalPanel;
use super::settings_panel::SettingsPanel;
use super::theme::tokens;
use super::{Sink, keys, toasts};
use crate::app::command::Screen;
use crate::app::state::AppState;
use crate::domain::id::RecordKind;

/// The whole window: the panels' own state and nothing of the application's.
#[derive(Debug, Default)]
pub struct Shell {
    bids: BidsPanel,
    card: Card,
    editor: Editor,
    books: BooksPanel,
    journal: JournalPanel,
    settings: SettingsPanel,
    palette: Palette,
    confirm: Confirm,
    sign_in: SignIn,
}

impl Shell {
    /// Shows the window and puts what the person asked for into the sink.
    pub fn ui(&mut self, ui: &mut Ui, state: &AppState, sink: &mut Sink) {
        self.keys(ui, state, sink);
        top_bar::band(ui, state);
        for action in top_bar::top_bar(ui, state, sink) {
            self.act(ui.ctx(), action, state, sink);
        }
        for action in nav::nav(ui, state) {
            self.act(ui.ctx(), action, state, sink);
        }
        self.side_card(ui, state, sink);
        let fill = tokens(ui.ctx()).surface[1];
        CentralPanel::default().frame(Frame::new().fill(fill)).show(ui, |ui| self.screen(ui, state, sink));

        if let Some(action) = self.palette.ui(ui, state, sink) {
            self.act(ui.ctx(), action, state, sink);
        }
        if let Some(question) = sink.take_question() {
            self.confirm.ask(question);
        }
        self.confirm.ui(ui, state, sink);
        if sink.take_sign_in() {
            self.sign_in.open();
        }
        self.sign_in.ui(ui, state, sink);
        toasts::toasts(ui, state, sink);
    }

    fn keys(&mut self, ui: &Ui, state: &AppState, sink: &mut Sink) {
        let ctx = ui.ctx();
        if ctx.memory(egui::Memory::top_modal_layer).is_some() {
            // A dialog has the keyboard to itself.
            return;
        }
        let editing = state.editor.is_some() && state.screen == Screen::Bids;
        for action in keys::pressed(ctx, editing) {
            if action.is_available(state) {
                self.act(ctx, action, state, sink);
            }
        }
    }

    fn side_card(&mut self, ui: &mut Ui, state: &AppState, sink: &mut Sink) {
        let open = state.card.as_ref().filter(|_| state.screen == Screen::Bids && state.editor.is_none());
        let Some(record) = open else { return };
        let colors = tokens(ui.ctx());
        let frame =
            Frame::new().fill(colors.surface[1]).inner_margin(Margin { left: 16, right: 16, top: 12, bottom: 0 });
        let usual = (ui.available_width() * 0.345).clamp(350.0, 440.0);
        Panel::right("card")
            .default_size(usual)
            .size_range(340.0..=620.0)
            .frame(frame)
            .show(ui, |ui| self.card.ui(ui, record, state, sink));
    }

    fn screen(&mut self, ui: &mut Ui, state: &AppState, sink: &mut Sink) {
        if state.screen != Screen::Journal {
            self.journal.closed();
        }
        match state.screen {
            Screen::Bids if state.editor.is_some() => self.editor.show(ui, state, sink),
            Screen::Bids => self.bids.ui(ui, state, sink),
            Screen::Drivers => self.books.book(ui, state.screen, RecordKind::Driver, state),
            Screen::Cars => self.books.book(ui, state.screen, RecordKind::Car, state),
            Screen::Trailers => self.books.book(ui, state.screen, RecordKind::Trailer, state),
            Screen::Counterparties => self.books.book(ui, state.screen, RecordKind::Counterparty, state),
            Screen::Catalogs => self.books.catalogs(ui, state),
            Screen::Journal => self.journal.ui(ui, state, sink),
            Screen::Settings => self.settings.ui(ui, state, sink),
        }
    }
}

/// The frame of what stands around the screens.
fn around(ui: &Ui, margin: Margin) -> Frame {
    Frame::new().fill(tokens(ui.ctx()).surface[0]).inner_margin(margin)
}

/// A thin line of the theme.
fn line(ui: &Ui) -> Stroke {
    Stroke::new(1.0, tokens(ui.ctx()).line)
}
