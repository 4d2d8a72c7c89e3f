//! The editor in a window without pixels: keys go in, commands and the accessibility tree come out.

use cargorun_desk::app::command::{AfterSave, Command};
use cargorun_desk::app::state::{AddressAnswer, AppState, Collisions, EditorStart};
use cargorun_desk::domain::bid::Bid;
use cargorun_desk::domain::id::RecordKind;
use cargorun_desk::ui::Sink;
use cargorun_desk::ui::editor::Editor;
use cargorun_desk::ui::theme;
use chrono::TimeDelta;
use egui::{Event, Key, Modifiers, Role};
use egui_kittest::kittest::{AccessKitNode, By, NodeT as _, Queryable as _};
use egui_kittest::{Harness, Node};

use crate::office;

struct Inside {
    state: AppState,
    editor: Editor,
    sink: Sink,
    sent: Vec<Command>,
}

/// A window with the editor alone.
pub(crate) struct Desk {
    harness: Harness<'static, Inside>,
}

impl Desk {
    /// Opens the editor in Russian.
    pub(crate) fn open(start: EditorStart) -> Self {
        Self::with(office::desk(start))
    }

    /// Opens the editor of a desk.
    pub(crate) fn with(state: AppState) -> Self {
        let inside = Inside { state, editor: Editor::default(), sink: Sink::default(), sent: Vec::new() };
        let mut harness = Harness::builder()
            .with_size([1100.0, 700.0])
            .with_theme(egui::Theme::Light)
            .with_context_setup(theme::install)
            .build_ui_state(
                |ui, inside: &mut Inside| {
                    theme::apply(ui.ctx(), &inside.state.settings);
                    inside.editor.show(ui, &inside.state, &mut inside.sink);
                    for command in inside.sink.take() {
                        handle(&mut inside.state, &command);
                        inside.sent.push(command);
                    }
                },
                inside,
            );
        harness.run();
        Self { harness }
    }

    pub(crate) fn state(&mut self) -> &mut AppState {
        &mut self.harness.state_mut().state
    }

    /// What was sent since the last time, kept forms aside.
    pub(crate) fn sent(&mut self) -> Vec<Command> {
        let all = std::mem::take(&mut self.harness.state_mut().sent);
        all.into_iter().filter(|command| !matches!(command, Command::KeepForm { .. })).collect()
    }

    /// How many times the form was kept.
    pub(crate) fn count_kept(&self) -> usize {
        let sent = &self.harness.state().sent;
        sent.iter().filter(|command| matches!(command, Command::KeepForm { .. })).count()
    }

    /// The last kept form.
    pub(crate) fn kept(&self) -> Option<String> {
        let kept = |command: &Command| match command {
            Command::KeepForm { form, .. } => Some(form.clone()),
            _ => None,
        };
        self.harness.state().sent.iter().rev().find_map(kept)
    }

    /// The bid of the last saving.
    pub(crate) fn saved(&mut self) -> (Bid, AfterSave) {
        let sent = self.sent();
        let saving = sent.iter().rev().find_map(|command| match command {
            Command::SaveBid { bid, then, .. } => Some((bid.as_ref().clone(), *then)),
            _ => None,
        });
        saving.unwrap_or_else(|| panic!("nothing was saved: {sent:?}"))
    }

    /// Lets the clock run and draws the frames that follow.
    pub(crate) fn wait(&mut self, millis: i64) {
        let state = self.state();
        state.now += TimeDelta::milliseconds(millis);
        self.harness.run();
    }

    /// Types into the field that holds the keyboard.
    pub(crate) fn type_text(&mut self, text: &str) {
        self.harness.event(Event::Text(text.to_owned()));
        self.harness.run();
        self.wait(200);
    }

    pub(crate) fn press(&mut self, key: Key) {
        self.press_with(Modifiers::NONE, key);
    }

    pub(crate) fn press_with(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.harness.run();
    }

    /// Types and presses Enter twice: choose, then on to the next field.
    pub(crate) fn choose(&mut self, text: &str) {
        self.type_text(text);
        self.press(Key::Enter);
        self.press(Key::Enter);
    }

    /// Types and presses Enter: on to the next field.
    pub(crate) fn fill(&mut self, text: &str) {
        self.type_text(text);
        self.press(Key::Enter);
    }

    /// Leaves a field as it is.
    pub(crate) fn pass(&mut self) {
        self.press(Key::Enter);
    }

    /// Puts the keyboard into a field.
    pub(crate) fn focus(&mut self, name: &str) {
        self.field(name).focus();
        self.harness.run();
    }

    /// Clicks a button, a link or a row of a list.
    pub(crate) fn click(&mut self, name: &str) {
        self.node(name, &[Role::Button, Role::Link, Role::ListBoxOption, Role::CheckBox]).click();
        self.harness.run();
    }

    /// What a field shows.
    pub(crate) fn value(&self, name: &str) -> String {
        self.field(name).value().unwrap_or_default()
    }

    /// What a screen reader adds to a field: the note beside it.
    pub(crate) fn note(&self, name: &str) -> String {
        self.field(name).accesskit_node().data().description().unwrap_or_default().to_owned()
    }

    /// The name of what holds the keyboard.
    pub(crate) fn focused(&self) -> String {
        let focused = self.harness.query_all(By::new().predicate(|node: &AccessKitNode<'_>| (*node).is_focused())).next();
        focused.and_then(|node| node.accesskit_node().label()).unwrap_or_default()
    }

    /// True when text with these words is seen anywhere.
    pub(crate) fn sees(&self, words: &str) -> bool {
        self.harness.query_all_by_label_contains(words).next().is_some()
    }

    /// The titles of the open list.
    pub(crate) fn listed(&self) -> Vec<String> {
        let rows = self.harness.query_all_by_role(Role::ListBoxOption);
        rows.filter_map(|row| row.accesskit_node().label()).collect()
    }

    pub(crate) fn is_enabled(&self, name: &str) -> bool {
        !self.node(name, &[Role::Button]).accesskit_node().is_disabled()
    }

    fn field<'a>(&'a self, name: &'a str) -> Node<'a> {
        self.node(name, &[Role::EditableComboBox, Role::TextInput])
    }

    fn node<'a>(&'a self, name: &'a str, roles: &'a [Role]) -> Node<'a> {
        self.harness.get(By::new().label(name).predicate(|node| roles.contains(&node.role())))
    }
}

/// What the application would do with the commands that the editor waits for.
fn handle(state: &mut AppState, command: &Command) {
    match command {
        Command::SuggestAddress(text) => {
            state.addresses.insert(text.clone(), AddressAnswer::Waiting);
        }
        Command::AskCollisions { .. } => state.collisions = Collisions::Waiting,
        Command::SaveBid { then: AfterSave::Stay, .. } => {
            if let Some(target) = &mut state.editor {
                target.id = Some(office::id(RecordKind::Bid, 1));
                target.saved = Some(Ok(1));
            }
        }
        Command::SaveBid { .. } | Command::CloseEditor => state.editor = None,
        _ => {}
    }
}
