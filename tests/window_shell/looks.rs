//! Every screen, both languages, several sizes of window and text: whatever can be pressed or typed into has a name and
//! a role, nothing that can be pressed lies over another such thing, and nothing hangs out of the window.

use cargorun_desk::app::command::Screen;
use cargorun_desk::app::state::{AppState, EditorStart, EditorTarget};
use cargorun_desk::domain::report::Grouping;
use cargorun_desk::ui::settings_panel::Section;
use cargorun_desk::words::Lang;
use egui::accesskit::{Action, Role};
use egui_kittest::kittest::NodeT as _;

use crate::{Desk, data};

/// Width and height in pixels, size of text, language. English is the longer of the two where room is scarce, and rarer.
type Window = (f32, f32, f32, Lang);

/// Folds the navigation.
const FOLDS: [&str; 2] = ["Свернуть или развернуть меню", "Fold or unfold the navigation"];

/// A thing of the window that a person can act upon.
#[derive(Debug, Clone)]
struct Thing {
    role: Role,
    name: String,
    at: egui::Rect,
}

/// `packaging/pictures` draws what people look at before a release: a screen that it doesn't name would be seen by nobody.
#[test]
fn every_screen_has_its_picture() {
    let script =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/packaging/pictures")).expect("the script");
    let list = script.split_once("screens=(").and_then(|(_, rest)| rest.split_once("\n)")).map(|(list, _)| list);
    let drawn: Vec<&str> = list.expect("its list").split_whitespace().collect();
    let sections = Section::ALL.map(|section| format!("settings-{}", section.name()));
    let screens = Screen::ALL.into_iter().map(|screen| screen.name().to_owned());
    let named = screens.filter(|name| name != Screen::Settings.name()).chain(sections);
    let missing: Vec<String> = named.filter(|name| !drawn.contains(&name.as_str())).collect();
    assert!(missing.is_empty(), "packaging/pictures draws no {missing:?}");
}

/// The states that are looked at: every screen with rows, the same without any, and what opens over them.
fn states() -> Vec<(String, AppState, Option<Section>)> {
    let mut found: Vec<_> = opened().into_iter().map(|(name, state)| (name, state, None)).collect();
    for section in Section::ALL {
        let mut state = data::state(3);
        state.screen = Screen::Settings;
        state.connection.training = section != Section::Connection;
        state.settings.alerts.enabled = true;
        found.push((format!("settings, {}", section.name()), state, Some(section)));
    }
    for (_, state, _) in &mut found {
        state.folder = "profile".into();
    }
    found
}

fn opened() -> Vec<(String, AppState)> {
    let mut found = Vec::new();
    for screen in Screen::ALL {
        let mut full = data::state(40);
        full.screen = screen;
        found.push((screen.name().to_owned(), full));
        let mut empty = data::state(0);
        empty.screen = screen;
        empty.books = std::sync::Arc::default();
        found.push((format!("{}, empty", screen.name()), empty));
    }
    for (name, grouping) in [("reports, trucks", Grouping::Car), ("reports, trips", Grouping::None)] {
        found.push((name.to_owned(), super::reports::state(grouping, Lang::Ru)));
    }
    let mut card = data::state(40);
    let line = card.bids.lines.as_ref().and_then(|lines| lines.first().cloned());
    card.card = line.as_ref().map(|line| std::sync::Arc::new(data::record(line)));
    card.bids.selected = line.map(|line| line.id);
    found.push(("card".to_owned(), card));
    let mut editor = data::state(40);
    editor.editor = Some(EditorTarget { session: 1, id: None, start: EditorStart::Blank, saved: None });
    found.push(("editor".to_owned(), editor));
    let mut first = data::state(0);
    first.first_start = true;
    found.push(("first start".to_owned(), first));
    let mut tour = data::state(40);
    tour.tour = Some(0);
    found.push(("tour".to_owned(), tour));
    found
}

fn is_control(role: Role) -> bool {
    matches!(
        role,
        Role::Button
            | Role::TextInput
            | Role::MultilineTextInput
            | Role::CheckBox
            | Role::ComboBox
            | Role::RadioButton
            | Role::Slider
            | Role::SpinButton
            | Role::Link
            | Role::Tab
            | Role::MenuItem
            | Role::ColumnHeader
    )
}

/// The 8 px strip by which egui_extras lets the pointer widen a column: it gives it no role, and keys have no use for it.
fn is_edge_of_column(node: &egui_kittest::Node<'_>) -> bool {
    node.accesskit_node().role() == Role::Unknown && node.rect().width() <= 8.0
}

/// What can be acted upon, in the order of the tree.
fn things(desk: &Desk) -> Vec<Thing> {
    let root = desk.harness.root();
    let acts = |node: &egui_kittest::Node<'_>| {
        let data = node.accesskit_node();
        let data = data.data();
        let acts = data.supports_action(Action::Click) || data.supports_action(Action::Focus);
        (is_control(data.role()) || acts) && data.role() != Role::ScrollBar && !is_edge_of_column(node)
    };
    let found = root.children_recursive().filter(acts).map(|node| {
        let inner = node.accesskit_node();
        // A text says itself.
        let name = inner.label().or_else(|| inner.value()).unwrap_or_default();
        Thing { role: inner.role(), name, at: node.rect() }
    });
    found.collect()
}

/// Everything wrong with a window, in words.
fn faults(desk: &Desk, window: egui::Rect) -> Vec<String> {
    let things = things(desk);
    let mut faults = Vec::new();
    for thing in &things {
        if thing.name.trim().is_empty() {
            faults.push(format!("{:?} at {:?} has no name", thing.role, thing.at));
        }
        if matches!(thing.role, Role::Unknown | Role::GenericContainer) {
            faults.push(format!("«{}» has no role", thing.name));
        }
    }
    let solid: Vec<_> = things
        .iter()
        .filter(|thing| matches!(thing.role, Role::Button | Role::TextInput | Role::CheckBox | Role::ComboBox))
        .filter(|thing| window.contains_rect(thing.at.shrink(1.0)))
        // Screens that are scrolled away lie under the button that stands below them, and are cut off there.
        .filter(|thing| !FOLDS.contains(&thing.name.as_str()))
        .collect();
    for (place, one) in solid.iter().enumerate() {
        for other in solid.iter().skip(place + 1) {
            let common = one.at.intersect(other.at);
            let nested = one.at.expand(1.0).contains_rect(other.at) || other.at.expand(1.0).contains_rect(one.at);
            if common.width() > 2.0 && common.height() > 2.0 && !nested {
                faults.push(format!("«{}» {:?} lies over «{}» {:?}", one.name, one.at, other.name, other.at));
            }
        }
    }
    for thing in &things {
        let hangs = thing.at.left() < window.left() - 1.0 || thing.at.right() > window.right() + 1.0;
        if hangs && thing.at.intersects(window) && matches!(thing.role, Role::Button | Role::TextInput | Role::ComboBox)
        {
            faults.push(format!("«{}» {:?} hangs out of the window", thing.name, thing.at));
        }
    }
    faults
}

fn look_at_everything(windows: &[Window]) {
    let mut found = Vec::new();
    let mut seen = 0_usize;
    for (name, state, section) in states() {
        for (width, height, scale, lang) in windows.iter().copied() {
            let mut state = state.clone();
            state.settings.lang = lang;
            // What is scrolled away lies under the footer of the editor and is cut off there, which the tree does not
            // say: the editor is looked at unrolled.
            let height = if name == "editor" { 4_000.0 } else { height };
            let size = [width / scale, height / scale];
            let mut desk = Desk::of_size(state, size);
            if let Some(section) = section {
                desk.section(section);
            }
            let window = egui::Rect::from_min_size(egui::Pos2::ZERO, size.into());
            let place = format!("{name}, {lang:?}, {width} × {height} at {} %", scale * 100.0);
            found.extend(faults(&desk, window).into_iter().map(|fault| format!("{place}: {fault}")));
            seen += things(&desk).len();
        }
    }
    assert!(seen > 1_000, "only {seen} things were looked at");
    assert!(found.is_empty(), "{} faults:\n{}", found.len(), found.join("\n"));
}

#[test]
fn a_small_screen_holds_every_screen() {
    look_at_everything(&[(1280.0, 720.0, 1.0, Lang::Ru), (1280.0, 720.0, 1.0, Lang::En)]);
}

#[test]
fn a_small_screen_with_large_text_holds_every_screen() {
    look_at_everything(&[(1280.0, 720.0, 1.5, Lang::Ru), (1280.0, 720.0, 1.5, Lang::En)]);
}

#[test]
fn large_screens_hold_every_screen() {
    look_at_everything(&[(1920.0, 1080.0, 2.0, Lang::Ru), (3840.0, 2160.0, 1.0, Lang::Ru)]);
}
