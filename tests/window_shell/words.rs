//! Texts: every key that the window names exists in both languages, none is left over, and no key is ever shown.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use cargorun_desk::app::command::Screen;
use cargorun_desk::words::Lang;
use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use crate::{Desk, data};

/// The texts of this part of the window.
const AREAS: [&str; 9] = ["first", "shell", "bids", "card", "books", "journal", "settings", "status", "errors"];
/// Panels that bring texts of their own, tested with them.
const OTHERS: &str = "editor";

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn keys(lang: &str, areas: &[&str]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for area in areas {
        let path = root().join("assets/locales").join(lang).join(format!("{area}.ftl"));
        let text = fs::read_to_string(&path).expect("a locale file");
        for line in text.lines() {
            if let Some((key, _)) = line.split_once(" =")
                && line.starts_with(|c: char| c.is_ascii_lowercase())
            {
                assert!(found.insert(key.to_owned()), "{key} stands twice in {lang}");
            }
        }
    }
    found
}

fn sources(dir: &Path, found: &mut String) {
    for entry in fs::read_dir(dir).expect("a folder of sources") {
        let path = entry.expect("an entry").path();
        if path.is_dir() && path.file_name().is_some_and(|name| name != OTHERS) {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push_str(&fs::read_to_string(&path).expect("a source"));
        }
    }
}

/// Every quoted word of the sources in these folders.
fn literals(folders: &[&str]) -> BTreeSet<String> {
    let mut text = String::new();
    for folder in folders {
        sources(&root().join(folder), &mut text);
    }
    text.split('"').map(str::to_owned).collect()
}

#[test]
fn both_languages_have_the_same_keys_and_none_is_left_over() {
    let (ru, en) = (keys("ru", &AREAS), keys("en", &AREAS));
    assert_eq!(ru, en);
    // What the worker makes ready, it says too.
    let named = literals(&["src/ui", "src/app"]);
    let left_over: Vec<_> = ru
        .iter()
        // `…-about` explains the word of the key before it.
        .filter(|key| !named.contains(*key) && !key.strip_suffix("-about").is_some_and(|key| named.contains(key)))
        .collect();
    assert!(left_over.is_empty(), "keys that nobody names: {left_over:?}");
}

#[test]
fn every_key_that_the_window_names_has_its_text() {
    let is_key = |word: &str| {
        let area = word.split_once('-').map_or("", |(area, _)| area);
        (AREAS.contains(&area) || area == "screen")
            && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
            && !word.ends_with('-')
    };
    // Ids of fields and tables may look like keys.
    let ids = [
        "bids-marked",
        "bids-search",
        "books-search",
        "first-frame",
        "journal-narrow",
        "settings-section",
        "settings-sections",
        "settings-sections-focus",
    ];
    // Some texts stand where the application names them too.
    let files = fs::read_dir(root().join("assets/locales/ru")).expect("the locales");
    let names = files.filter_map(|file| file.expect("a file").file_name().into_string().ok());
    let areas: Vec<String> = names.filter_map(|name| name.strip_suffix(".ftl").map(str::to_owned)).collect();
    let areas: Vec<&str> = areas.iter().map(String::as_str).collect();
    let (ru, en) = (keys("ru", &areas), keys("en", &areas));
    for key in literals(&["src/ui"]).iter().filter(|word| is_key(word) && !ids.contains(&word.as_str())) {
        assert!(ru.contains(key) && en.contains(key), "{key} has no text");
    }
}

/// Name or value of everything in the tree, and of what can be pressed whether it has one.
fn said(desk: &Desk) -> (Vec<String>, Vec<String>) {
    let (mut words, mut nameless) = (Vec::new(), Vec::new());
    for node in desk.harness.root().query_all_by(|_| true) {
        let node = node.accesskit_node();
        let name = node.label().or_else(|| node.value()).unwrap_or_default();
        let pressed = matches!(node.role(), Role::Button | Role::CheckBox | Role::TextInput | Role::Row);
        if pressed && name.is_empty() {
            nameless.push(format!("{:?} at {:?}", node.role(), node.bounding_box()));
        }
        words.push(name);
    }
    (words, nameless)
}

/// Signs of the icon font have no business in what a screen reader says.
fn has_icon(words: &str) -> bool {
    words.chars().any(|sign| ('\u{e000}'..='\u{f8ff}').contains(&sign))
}

#[test]
fn no_screen_shows_a_key_and_no_control_is_nameless() {
    for lang in [Lang::Ru, Lang::En] {
        for screen in Screen::ALL {
            let mut state = data::state(60);
            state.settings.lang = lang;
            state.screen = screen;
            data::select(&mut state, 11);
            let desk = Desk::open(state);
            let (said, nameless) = said(&desk);
            assert!(said.len() > 20, "{screen:?} is empty");
            assert!(nameless.is_empty(), "{screen:?}: {nameless:?}");
            for words in &said {
                let area = words.split_once('-').map_or("", |(area, _)| area);
                let is_key = AREAS.contains(&area) || area == "screen";
                assert!(!is_key, "{screen:?} in {lang:?} shows the key {words}");
            }
            let buttons = desk.harness.query_all_by_role(Role::Button).filter_map(|node| node.accesskit_node().label());
            let named_by_icon: Vec<_> = buttons.filter(|name| has_icon(name)).collect();
            assert!(named_by_icon.is_empty(), "{screen:?}: {named_by_icon:?}");
        }
    }
}
