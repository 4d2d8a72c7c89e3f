//! The sections of the settings: one at a time, found by eye, by Tab and by arrows, and open again where they were left.

use cargorun_desk::app::command::Screen;
use cargorun_desk::ui::settings_panel::Section;
use cargorun_desk::ui::shell::Shell;
use cargorun_desk::words::Lang;
use egui::Key;
use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use crate::{Desk, data};

fn title(section: Section) -> String {
    Lang::Ru.text(section.key())
}

fn is_focused(desk: &Desk, name: &str) -> bool {
    desk.harness.query_all_by_role_and_label(Role::Button, name).any(|node| node.accesskit_node().is_focused())
}

#[test]
fn one_section_is_seen_at_a_time_and_comes_again() {
    let mut state = data::state(3);
    state.screen = Screen::Settings;
    let mut desk = Desk::open(state);
    assert!(desk.sees("Тема: Тёмная") && !desk.sees("Прокси"), "it begins with the look");
    desk.press(&title(Section::Exchange));
    assert!(desk.sees("Прокси") && !desk.sees("Тема: Тёмная"));
    desk.state().screen = Screen::Bids;
    desk.harness.run();
    desk.state().screen = Screen::Settings;
    desk.harness.run();
    assert!(desk.sees("Прокси"), "it is where it was left");
    // Another shell over the same memory: as after a restart.
    desk.harness.state_mut().shell = Shell::default();
    desk.harness.run();
    assert!(desk.sees("Прокси"));
}

#[test]
fn tab_comes_to_the_sections_and_arrows_walk_them() {
    let mut desk = Desk::settings(data::state(3), Section::Look);
    let mut stops = 0;
    while !is_focused(&desk, &title(Section::Look)) {
        desk.key(Key::Tab);
        stops += 1;
        assert!(stops < 60, "Tab never comes to the sections");
    }
    desk.key(Key::ArrowUp);
    assert!(is_focused(&desk, &title(Section::Look)), "there is nothing above the first");
    for section in Section::ALL.into_iter().skip(1) {
        desk.key(Key::ArrowDown);
        assert!(is_focused(&desk, &title(section)), "{section:?}");
        desk.harness.get_by_role_and_label(Role::Button, &title(section));
    }
    assert!(desk.sees("GeoNames"), "the last one is shown");
    desk.key(Key::ArrowUp);
    assert!(desk.sees("Начать заново"), "and its neighbour");
}

#[test]
fn large_text_puts_the_sections_above_the_page() {
    let mut state = data::state(3);
    state.screen = Screen::Settings;
    let mut desk = Desk::of_size(state, [640.0, 480.0]);
    for section in Section::ALL {
        desk.press(&title(section));
        let list = desk.harness.get_by_role_and_label(Role::Button, &title(section)).rect();
        assert!(list.bottom() < 240.0, "{section:?} {list:?}");
    }
}
