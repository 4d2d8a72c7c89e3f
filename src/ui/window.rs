//! The contents of the window of a desk: the shell, the desks it is switched to, and what the bench is told.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use chrono::Utc;
use egui::ViewportCommand;
use thiserror::Error;

use super::Sink;
use super::keys::{Group, UiAction};
use super::picture::Picture;
pub use super::picture::Taken;
use super::settings_panel::Section;
use super::shell::Shell;
use super::theme;
use crate::app::book_desk::{BookCommand, book_of};
use crate::app::command::{Command, Screen, Way};
use crate::app::desk::Desk;
use crate::app::import::ImportCommand;
use crate::app::invites::ask::InviteCommand;
use crate::app::state::ToastLevel;
use crate::app::switch::{self, Open, Switching};
use crate::domain::action::Action;
use crate::domain::id::RecordKind;
use crate::words::Message;

/// How the window begins.
#[derive(Clone)]
pub struct Opening {
    /// Title.
    pub title: String,
    /// Where size, place and columns are remembered; `None`: nowhere (pictures, tests).
    pub memory: Option<PathBuf>,
    /// Size in points, when asked for.
    pub size: Option<(f32, f32)>,
    /// The screen to open.
    pub screen: Opened,
    /// Draw once into this file and end.
    pub screenshot: Option<PathBuf>,
    /// Tell on stdout when the first frame and the list are drawn, then end.
    pub measure: bool,
    /// How another desk is opened in this window; `None`: it isn't.
    pub open: Option<Open>,
}

/// What to show first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Opened {
    /// A screen.
    Screen(Screen),
    /// The map with the first bid that is on the road.
    MapBid,
    /// The bids with the first bid's card.
    Card,
    /// The editor on a new bid.
    Editor,
    /// The editor on the first bid.
    Edit,
    /// A book with the form of its first record.
    BookForm(RecordKind),
    /// A section of the settings.
    Settings(Section),
    /// A book with the import of a file.
    Import(RecordKind, PathBuf),
    /// The page of the first start.
    Welcome,
    /// The same at the form of the connection.
    Connect,
    /// The tour.
    Tour,
    /// What an action opens over the bids: a dialog of the first bid for which it makes sense, or one of the window.
    Act(UiAction),
    /// The groupage shipment of the first bid.
    Groupage,
    /// As usual.
    #[default]
    Usual,
    /// The inbox with the first invitation's card.
    Invite,
    /// The inbox with the first invitation's draft beside it.
    InviteDraft,
}

impl Opened {
    /// The screen of a `--screen` name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "card" => Some(Self::Card),
            "map-bid" => Some(Self::MapBid),
            "editor" => Some(Self::Editor),
            "edit" => Some(Self::Edit),
            "driver" => Some(Self::BookForm(RecordKind::Driver)),
            "car" => Some(Self::BookForm(RecordKind::Car)),
            "trailer" => Some(Self::BookForm(RecordKind::Trailer)),
            "counterparty" => Some(Self::BookForm(RecordKind::Counterparty)),
            "organisation" => Some(Self::BookForm(RecordKind::Organisation)),
            "welcome" => Some(Self::Welcome),
            "connect" => Some(Self::Connect),
            "tour" => Some(Self::Tour),
            "faults" => Some(Self::Act(UiAction::Faults)),
            "about" => Some(Self::Act(UiAction::About)),
            "papers" => Some(Self::Act(UiAction::Papers)),
            "keys" => Some(Self::Act(UiAction::Keys)),
            "palette" => Some(Self::Act(UiAction::Palette)),
            "line" => Some(Self::Act(UiAction::Line)),
            "rows" => Some(Self::Act(UiAction::Rows)),
            "repeat" => Some(Self::Act(UiAction::Repeat)),
            "templates" => Some(Self::Act(UiAction::Templates)),
            "change" => Some(Self::Act(UiAction::ChangeBids)),
            "later" => Some(Self::Act(UiAction::HandOver)),
            "complete" => Some(Self::Act(UiAction::Step(Action::Complete))),
            "invite" => Some(Self::Invite),
            "invite-draft" => Some(Self::InviteDraft),
            "groupage-bid" => Some(Self::Groupage),
            _ if name.starts_with("settings-") => {
                name.strip_prefix("settings-").and_then(Section::named).map(Self::Settings)
            }
            _ => Screen::ALL.into_iter().find(|screen| screen.name() == name).map(Self::Screen),
        }
    }

    /// The same with the import of a file, on the screen of a book.
    #[must_use]
    pub fn importing(self, file: Option<PathBuf>) -> Self {
        match (&self, file) {
            (Self::Screen(screen), Some(file)) => match book_of(*screen) {
                Some(kind) => Self::Import(kind, file),
                None => self,
            },
            _ => self,
        }
    }
}

/// Why the window could not be opened or its picture taken.
#[derive(Debug, Error)]
pub enum WindowError {
    /// No display, no OpenGL, or the system refused.
    #[error("the window can't be opened: {0}")]
    NotOpened(String),
    /// The picture was not taken or not written.
    #[error("the picture was not written: {0}")]
    NoPicture(String),
}

/// The window's contents; tests drive it without a window.
pub struct DeskWindow {
    /// State and worker.
    pub desk: Desk,
    shell: Shell,
    sink: Sink,
    opened: Opened,
    picture: Option<Picture>,
    measure: Option<Measure>,
    open: Option<Open>,
    switching: Option<Switching>,
}

/// What the bench has been told so far.
#[derive(Default)]
struct Measure {
    frames: u32,
    told_list: bool,
}

impl DeskWindow {
    /// Around a desk.
    #[must_use]
    pub fn new(ctx: &egui::Context, desk: Desk, opening: Opening, result: Taken) -> Self {
        theme::install(ctx);
        let wake = ctx.clone();
        desk.wake_with(Arc::new(move || wake.request_repaint()));
        let picture = opening.screenshot.map(|file| Picture::of(file, result));
        let measure = opening.measure.then(Measure::default);
        Self {
            desk,
            shell: Shell::default(),
            sink: Sink::default(),
            opened: opening.screen,
            picture,
            measure,
            open: opening.open,
            switching: None,
        }
    }

    /// Begins to open another desk. One of the same profile can only be opened after this one has let go of it.
    fn switch(&mut self, way: Way, ctx: &egui::Context) {
        let Some(open) = self.open.clone().filter(|_| self.switching.is_none()) else {
            self.desk.state.switching = false;
            return;
        };
        if way == Way::TrainingAfresh {
            self.desk.close();
        }
        let wake = ctx.clone();
        let settings = self.desk.state.settings.clone();
        match Switching::begin(open, way, settings, Arc::new(move || wake.request_repaint())) {
            Ok(switching) => self.switching = Some(switching),
            Err(message) => self.not_switched(message),
        }
    }

    fn finish_switch(&mut self, ctx: &egui::Context) {
        let Some(switching) = self.switching.take_if(|switching| switching.is_ready()) else { return };
        match switching.take() {
            Ok(desk) => {
                let wake = ctx.clone();
                desk.wake_with(Arc::new(move || wake.request_repaint()));
                switch::end(std::mem::replace(&mut self.desk, desk));
                self.shell = Shell::default();
            }
            Err(message) => self.not_switched(message),
        }
    }

    fn not_switched(&mut self, message: Message) {
        self.desk.state.switching = false;
        self.desk.tell(ToastLevel::Error, message);
    }

    /// One frame: drain events, draw, handle what was asked.
    pub fn frame(&mut self, ui: &mut egui::Ui) {
        let ctx = ui.ctx().clone();
        self.finish_switch(&ctx);
        self.desk.poll(Utc::now());
        self.open_first(&ctx);
        theme::apply(&ctx, &self.desk.state.settings);
        theme::apply_font(&ctx, self.desk.state.font.as_ref());
        self.shell.ui(ui, &self.desk.state, &mut self.sink);
        for command in self.sink.take() {
            if command == Command::Quit {
                ctx.send_viewport_cmd(ViewportCommand::Close);
            }
            let way = if let Command::Switch(way) = &command { Some(*way) } else { None };
            self.desk.command(command);
            if let Some(way) = way {
                self.switch(way, &ctx);
            }
        }
        self.next_frame(&ctx);
    }

    /// Opens what was asked for once the bids are there.
    fn open_first(&mut self, ctx: &egui::Context) {
        if self.desk.state.bids.lines.is_none() {
            return;
        }
        let opened = std::mem::take(&mut self.opened);
        match opened.clone() {
            Opened::Usual => {}
            Opened::Screen(screen) => self.desk.command(Command::Open(screen)),
            Opened::MapBid => match self.desk.state.bids.first_started() {
                Some(id) => {
                    self.desk.command(Command::Open(Screen::Map));
                    self.desk.command(Command::SelectBid(id));
                }
                None => self.opened = Opened::MapBid,
            },
            Opened::Settings(section) => {
                self.shell.show_settings(section);
                self.desk.command(Command::Open(Screen::Settings));
            }
            Opened::Editor => self.desk.command(Command::NewBid),
            Opened::BookForm(kind) => match self.desk.state.books.of_kind(kind).first() {
                Some(record) => {
                    let id = Some(record.meta.id.clone());
                    self.desk.command(Command::Book(BookCommand::Open(kind, id)));
                }
                None => self.opened = Opened::BookForm(kind),
            },
            Opened::Import(kind, _) if self.desk.state.books.of_kind(kind).is_empty() => self.opened = opened,
            Opened::Import(kind, path) => {
                self.desk.command(Command::Book(BookCommand::Import(ImportCommand::Open(kind, path))));
            }
            Opened::Welcome => self.desk.state.first_start = true,
            Opened::Connect => {
                self.desk.state.first_start = true;
                self.shell.welcome_at_form();
            }
            Opened::Act(action) => self.open_action(ctx, action),
            Opened::Tour => self.desk.command(Command::Tour(Some(0))),
            opened @ (Opened::Invite | Opened::InviteDraft) => self.open_invite(opened),
            opened @ (Opened::Card | Opened::Edit | Opened::Groupage) => {
                match self.desk.state.bids.shown_line(0).map(|line| line.id.clone()) {
                    Some(id) if opened == Opened::Edit => self.desk.command(Command::EditBid(id)),
                    Some(id) if opened == Opened::Groupage => self.desk.command(super::groupage::of_bid(id)),
                    Some(id) => self.desk.command(Command::SelectBid(id)),
                    None => self.opened = opened,
                }
            }
        }
    }

    /// Does an action as soon as it can be done; what is done to bids is done to the first started one.
    fn open_action(&mut self, ctx: &egui::Context, action: UiAction) {
        let state = &self.desk.state;
        if action.group() == Group::Bids && state.card.is_none() {
            self.opened = Opened::Act(action);
            if let Some(id) = state.bids.first_started() {
                self.desk.command(Command::SelectBid(id));
            }
        } else if action.is_available(state) {
            self.shell.act(ctx, action, state, &mut self.sink);
        } else {
            self.opened = Opened::Act(action);
        }
    }

    /// The invitation that came last, once one has come and has been named.
    fn open_invite(&mut self, opened: Opened) {
        if self.desk.state.screen != Screen::Invites {
            self.desk.command(Command::Open(Screen::Invites));
        }
        let rows = self.desk.state.invites.rows.iter().flat_map(|rows| rows.iter());
        let first = rows.filter(|row| row.has_name).map(|row| row.key.clone()).next();
        match first {
            Some(key) if opened == Opened::Invite => {
                self.desk.command(Command::Invites(InviteCommand::Select(key)));
            }
            Some(key) => self.desk.command(Command::Invites(InviteCommand::Draft(key))),
            None => self.opened = opened,
        }
    }

    /// Nothing moves by itself but clocks and notices: the window sleeps between them.
    fn next_frame(&mut self, ctx: &egui::Context) {
        let busy = !self.desk.state.toasts.is_empty() || self.desk.state.editor.is_some();
        ctx.request_repaint_after(Duration::from_secs(if busy { 1 } else { 15 }));
        self.take_picture(ctx);
        self.tell_start(ctx);
    }

    /// The second call says that the first frame is on the screen; a call with the list drawn before says the same of it.
    fn tell_start(&mut self, ctx: &egui::Context) {
        let Some(measure) = &mut self.measure else { return };
        measure.frames = measure.frames.saturating_add(1);
        if measure.frames == 2 {
            tell("first-frame");
        }
        if measure.told_list && measure.frames > 2 {
            tell("list");
            ctx.send_viewport_cmd(ViewportCommand::Close);
            self.measure = None;
        } else {
            measure.told_list = self.desk.state.bids.lines.is_some();
        }
        ctx.request_repaint();
    }

    fn take_picture(&mut self, ctx: &egui::Context) {
        let Some(picture) = &mut self.picture else { return };
        let state = &self.desk.state;
        let settled = state.bids.lines.as_ref().is_some_and(|lines| !lines.is_empty())
            && state.sync.running.is_none()
            && state.sync.last_ok.is_some()
            && !state.book.import.open.as_ref().is_some_and(crate::app::import::Import::is_busy)
            && state.invites.has_settled(state.screen == Screen::Invites)
            && !(state.screen == Screen::Groupage && state.groupage.is_busy())
            && self.shell.is_settled(state);
        picture.step(ctx, (settled || state.first_start) && self.opened == Opened::Usual);
    }
}

impl eframe::App for DeskWindow {
    fn ui(&mut self, ui: &mut egui::Ui, _: &mut eframe::Frame) {
        self.frame(ui);
    }
}

fn tell(what: &str) {
    use std::io::Write as _;
    let mut out = std::io::stdout().lock();
    let _nobody_reads = writeln!(out, "{what}").and_then(|()| out.flush());
}
