//! The shell around the panels: server band, top bar, navigation, palette, dialogs, toasts, and the keys of all.

mod act;
mod cheat;
mod confirm;
mod damaged;
mod exchange_ui;
mod held_ui;
mod links_ui;
mod nav;
mod palette;
mod palette_model;
mod sign_in;
pub mod sync_face;
mod top_bar;

use std::sync::Arc;

use egui::{CentralPanel, Frame, Margin, Panel, Stroke, Ui};

use self::cheat::CheatSheet;
use self::confirm::Confirm;
use self::palette::Palette;
use self::sign_in::SignIn;
use super::about::About;
use super::bids::BidsPanel;
use super::books::BooksPanel;
use super::card::Card;
use super::changes::ChangesPanel;
use super::conflicts::ConflictsPanel;
use super::editor::Editor;
use super::entry::Entry;
use super::first::tour::tour;
use super::first::welcome::Welcome;
use super::groupage::GroupagePanel;
use super::invites::InvitesPanel;
use super::journal::JournalPanel;
use super::life::LifePanel;
use super::links::LinksPanel;
use super::map::MapPanel;
use super::paperwork::Papers;
use super::plan::PlanPanel;
use super::reports::ReportsPanel;
use super::settings_panel::{Section, SettingsPanel};
use super::theme::tokens;
use super::training::TrainingPanel;
use super::{Sink, key_map, keys, toasts};
use crate::app::book_desk::book_of;
use crate::app::command::{Command, Screen};
use crate::app::state::AppState;
use crate::domain::id::RecordKind;
use crate::store::model::BidRecord;

/// With less room than this for both, large text for one, the card stands in the place of the list.
const CARD_BESIDE_LIST: f32 = 720.0;
const CARD_MARGIN: Margin = Margin { left: 16, right: 16, top: 12, bottom: 0 };

/// The whole window: the panels' own state and nothing of the application's.
#[derive(Debug, Default)]
pub struct Shell {
    bids: BidsPanel,
    card: Card,
    editor: Editor,
    books: BooksPanel,
    changes: ChangesPanel,
    conflicts: ConflictsPanel,
    journal: JournalPanel,
    links: LinksPanel,
    map: MapPanel,
    plan: PlanPanel,
    reports: ReportsPanel,
    settings: SettingsPanel,
    palette: Palette,
    confirm: Confirm,
    sign_in: SignIn,
    welcome: Welcome,
    training: TrainingPanel,
    about: About,
    invites: InvitesPanel,
    groupage: GroupagePanel,
    papers: Papers,
    entry: Entry,
    life: LifePanel,
    cheat: CheatSheet,
}

impl Shell {
    /// Shows the window and puts what the person asked for into the sink.
    pub fn ui(&mut self, ui: &mut Ui, state: &AppState, sink: &mut Sink) {
        key_map::install(ui.ctx(), &state.settings.list.keys);
        if state.first_start {
            self.welcome.ui(ui, state, sink);
            return toasts::toasts(ui, state, sink);
        }
        self.keys(ui, state, sink);
        if let Some(action) = top_bar::band(ui, state) {
            self.act(ui.ctx(), action, state, sink);
        }
        for action in top_bar::top_bar(ui, state, sink) {
            self.act(ui.ctx(), action, state, sink);
        }
        held_ui::held(ui, state, sink);
        links_ui::unseen(ui, state, sink);
        damaged::band(ui, state, sink);
        for action in nav::nav(ui, state) {
            self.act(ui.ctx(), action, state, sink);
        }
        let beside = ui.available_width() >= CARD_BESIDE_LIST;
        if beside {
            self.side_card(ui, state, sink);
        }
        let fill = tokens(ui.ctx()).surface[1];
        CentralPanel::default().frame(Frame::new().fill(fill)).show(ui, |ui| match open_card(state) {
            Some(record) if !beside => {
                Frame::new().inner_margin(CARD_MARGIN).show(ui, |ui| self.card.ui(ui, record, state, sink));
            }
            _ => self.screen(ui, state, sink),
        });

        if let Some(action) = self.palette.ui(ui, state, sink) {
            self.act(ui.ctx(), action, state, sink);
        }
        if let Some(action) = sink.take_action().filter(|action| action.is_available(state)) {
            self.act(ui.ctx(), action, state, sink);
        }
        if let Some(question) = sink.take_question() {
            self.confirm.ask(question);
        }
        self.confirm.ui(ui, state, sink);
        if let Some(dialog) = sink.take_life() {
            self.life.open(dialog);
        }
        self.life.ui(ui, state, sink);
        if sink.take_sign_in() {
            self.sign_in.open();
        }
        self.sign_in.ui(ui, state, sink);
        if let Some(section) = sink.take_settings() {
            self.settings.open(section);
            sink.send(Command::Open(Screen::Settings));
        }
        self.training.ui(ui, state, sink);
        self.about.ui(ui, state, sink);
        self.papers.ui(ui, state, sink);
        self.entry.ui(ui, state, sink);
        self.cheat.ui(ui, state, sink);
        tour(ui, state, sink);
        toasts::toasts(ui, state, sink);
    }

    /// Opens the page of the first start at the form of the connection (pictures).
    pub fn welcome_at_form(&mut self) {
        self.welcome.at_form();
    }

    /// Opens a section of the settings (pictures).
    pub fn show_settings(&mut self, section: Section) {
        self.settings.open(section);
    }

    /// True when the screen has all that it is to show (pictures).
    #[must_use]
    pub fn is_settled(&self, state: &AppState) -> bool {
        match state.screen {
            Screen::Map => self.map.is_settled(state),
            Screen::Plan => self.plan.is_settled(state),
            Screen::Reports => ReportsPanel::is_settled(state),
            _ => true,
        }
    }

    /// Opens what is said about the program (pictures).
    pub fn show_about(&mut self) {
        self.about.open();
    }

    fn keys(&mut self, ui: &Ui, state: &AppState, sink: &mut Sink) {
        let ctx = ui.ctx();
        // A key that is being chosen is no order.
        let is_chosen = key_map::is_waited_for(ctx);
        if is_chosen || ctx.memory(egui::Memory::top_modal_layer).is_some() {
            // A dialog has the keyboard to itself.
            return;
        }
        // These have an Esc and a Ctrl+Enter of their own.
        let own_keys = book_of(state.screen).is_some()
            || matches!(state.screen, Screen::Invites | Screen::Groupage)
            || self.plan.holds();
        let editing = (state.editor.is_some() && state.screen == Screen::Bids) || own_keys;
        if state.screen == Screen::Bids && state.editor.is_none() {
            self.entry.take_paste(ui);
        }
        for action in keys::pressed(ctx, editing) {
            if action.is_available(state) {
                self.act(ctx, action, state, sink);
            }
        }
    }

    fn side_card(&mut self, ui: &mut Ui, state: &AppState, sink: &mut Sink) {
        let Some(record) = open_card(state) else { return };
        let colors = tokens(ui.ctx());
        let frame = Frame::new().fill(colors.surface[1]).inner_margin(CARD_MARGIN);
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
        if state.screen != Screen::Map {
            self.map.closed();
        }
        if state.screen != Screen::Plan {
            self.plan.closed();
        }
        match state.screen {
            Screen::Bids if state.editor.is_some() => self.editor.show(ui, state, sink),
            Screen::Bids => self.bids.ui(ui, state, sink),
            Screen::Drivers => self.books.book(ui, RecordKind::Driver, state, sink),
            Screen::Cars => self.books.book(ui, RecordKind::Car, state, sink),
            Screen::Trailers => self.books.book(ui, RecordKind::Trailer, state, sink),
            Screen::Counterparties => self.books.book(ui, RecordKind::Counterparty, state, sink),
            Screen::Organisations => self.books.book(ui, RecordKind::Organisation, state, sink),
            Screen::Trackers => self.books.trackers(ui, state, sink),
            Screen::Employees => self.books.employees(ui, state, sink),
            Screen::Mileage => self.books.mileage(ui, state, sink),
            Screen::Catalogs => self.books.catalogs(ui, state, sink),
            Screen::Links => self.links.ui(ui, state, sink),
            Screen::Changes => self.changes.ui(ui, state, sink),
            Screen::Conflicts => self.conflicts.ui(ui, state, sink),
            Screen::Journal => self.journal.ui(ui, state, sink),
            Screen::Settings => self.settings.ui(ui, state, sink),
            Screen::Invites => self.invites.ui(ui, state, sink),
            Screen::Map => self.map.ui(ui, state, sink),
            Screen::Plan => self.plan.ui(ui, state, sink),
            Screen::Groupage => self.groupage.ui(ui, state, sink),
            Screen::Reports => self.reports.ui(ui, state, sink),
        }
    }
}

/// The record whose card is to be seen.
fn open_card(state: &AppState) -> Option<&Arc<BidRecord>> {
    let beside =
        (state.screen == Screen::Bids && state.editor.is_none()) || matches!(state.screen, Screen::Map | Screen::Plan);
    state.card.as_ref().filter(|_| beside)
}

/// The frame of what stands around the screens.
fn around(ui: &Ui, margin: Margin) -> Frame {
    Frame::new().fill(tokens(ui.ctx()).surface[0]).inner_margin(margin)
}

/// A thin line of the theme.
fn line(ui: &Ui) -> Stroke {
    Stroke::new(1.0, tokens(ui.ctx()).line)
}
