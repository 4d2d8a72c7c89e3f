//! The window driven by its accessibility tree, without pixels: what is seen, what is said, which commands are sent.
//!
//! The state is invented and stands still; commands are only collected, except those that the window itself must see
//! the effect of (a view, a screen, settings), which [`Desk`] carries out the simple way.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails loudly")]

mod aside;
mod books;
mod card;
mod conflicts;
mod data;
mod export;
mod first;
mod garbage;
mod groupage;
mod in_place;
mod invites;
mod keyboard;
mod life;
mod links;
mod list;
mod looks;
mod map;
mod plan;
mod reports;
mod screens;
mod settings;
mod shell;
mod takers;
mod templates;
mod undo;
mod views;
mod words;

use std::sync::Arc;

use cargorun_desk::app::command::{Command, Screen};
use cargorun_desk::app::life::ask::LifeCommand;
use cargorun_desk::app::state::AppState;
use cargorun_desk::ui::Sink;
use cargorun_desk::ui::settings_panel::Section;
use cargorun_desk::ui::shell::Shell;
use cargorun_desk::ui::theme;
use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

/// What stands behind the window in a test.
struct World {
    state: AppState,
    shell: Shell,
    sent: Vec<Command>,
}

/// A window over a state.
struct Desk {
    harness: Harness<'static, World>,
}

impl Desk {
    /// Opens the window, 1400 × 900.
    fn open(state: AppState) -> Self {
        Self::of_size(state, [1400.0, 900.0])
    }

    fn of_size(state: AppState, size: [f32; 2]) -> Self {
        Self::with(state, size, 0.25)
    }

    /// `step`: seconds between frames.
    fn with(state: AppState, size: [f32; 2], step: f32) -> Self {
        let world = World { state, shell: Shell::default(), sent: Vec::new() };
        let harness = Harness::builder().with_size(size).with_step_dt(step).with_max_steps(20);
        let harness = harness.with_context_setup(theme::install);
        let mut harness = harness.build_ui_state(frame, world);
        harness.run();
        Self { harness }
    }

    /// Runs frames until nothing moves, and returns the commands that were sent since the last call.
    fn sent(&mut self) -> Vec<Command> {
        self.harness.run();
        std::mem::take(&mut self.harness.state_mut().sent)
    }

    fn state(&mut self) -> &mut AppState {
        &mut self.harness.state_mut().state
    }

    /// The settings at one of their sections, 1400 × 900.
    fn settings(mut state: AppState, section: Section) -> Self {
        state.screen = Screen::Settings;
        let mut desk = Self::open(state);
        desk.section(section);
        desk
    }

    /// Goes to a section of the settings.
    fn section(&mut self, section: Section) {
        self.harness.state_mut().shell.show_settings(section);
        self.harness.run();
    }

    /// Clicks what has this name, whatever it is.
    fn click(&mut self, name: &str) -> Vec<Command> {
        self.harness.get_by_label(name).click();
        self.sent()
    }

    /// Clicks the button of this name.
    fn press(&mut self, name: &str) -> Vec<Command> {
        self.harness.get_by_role_and_label(Role::Button, name).click();
        self.sent()
    }

    fn key(&mut self, key: egui::Key) -> Vec<Command> {
        self.harness.key_press(key);
        self.sent()
    }

    fn ctrl(&mut self, key: egui::Key) -> Vec<Command> {
        self.harness.key_press_modifiers(egui::Modifiers::COMMAND, key);
        self.sent()
    }

    fn type_text(&mut self, text: &str) -> Vec<Command> {
        self.harness.event(egui::Event::Text(text.to_owned()));
        self.sent()
    }

    /// Is something of this name to be found?
    fn sees(&self, name: &str) -> bool {
        self.harness.query_all_by_label(name).next().is_some()
    }

    /// Names of the rows of the table, from the top.
    fn rows(&self) -> Vec<String> {
        self.harness.query_all_by_role(Role::Row).filter_map(|row| row.accesskit_node().label()).collect()
    }
}

fn frame(ui: &mut egui::Ui, world: &mut World) {
    theme::apply(ui.ctx(), &world.state.settings);
    let mut sink = Sink::default();
    world.shell.ui(ui, &world.state, &mut sink);
    for command in sink.take() {
        carry_out(&mut world.state, &command);
        world.sent.push(command);
    }
}

fn carry_out(state: &mut AppState, command: &Command) {
    match command {
        Command::Open(screen) => state.screen = *screen,
        Command::SelectBid(id) => {
            let line = state.bids.lines.as_ref().and_then(|lines| lines.iter().find(|line| line.id == *id));
            state.card = line.map(|line| Arc::new(data::record(line)));
            state.bids.selected = Some(id.clone());
        }
        Command::CloseCard => {
            state.card = None;
            state.bids.selected = None;
        }
        Command::View(view) => data::apply(&mut state.bids, view.clone()),
        Command::Life(LifeCommand::Mark(mark)) => state.life.marks.take(mark, &state.bids),
        Command::SetTheme(theme) => state.settings.theme = *theme,
        Command::SetLang(lang) => state.settings.lang = *lang,
        Command::SetDensity(density) => state.settings.density = *density,
        Command::SetScale(scale) => state.settings.scale = *scale,
        Command::SetPilotStart(day) => state.settings.pilot_start = *day,
        Command::Map(_)
        | Command::Plan(_)
        | Command::Trail(_)
        | Command::OpenConflict(_)
        | Command::PickConflict { .. }
        | Command::PickConflictSide { .. }
        | Command::PickConflictAlike { .. }
        | Command::ResolveConflict(_)
        | Command::Invites(_) => drop(cargorun_desk::app::handle::handle(state, command.clone())),
        Command::DismissToast(id) => state.toasts.retain(|toast| toast.id != *id),
        _ => {}
    }
}
