//! Texts: both languages have the same keys with the same arguments, and every key that the code names exists.

#![expect(clippy::unwrap_used, reason = "a test that can't read the sources has failed")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// Keys of a language with the arguments that their texts use.
fn texts(lang: &str) -> BTreeMap<String, BTreeSet<String>> {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/locales").join(lang);
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        let mut current = None;
        for line in fs::read_to_string(&path).unwrap().lines() {
            if let Some((key, _)) = line.split_once('=').filter(|_| line.starts_with(|c: char| c.is_ascii_lowercase()))
            {
                let key = key.trim().to_owned();
                assert!(!found.contains_key(&key), "{lang}: {key} stands twice ({})", path.display());
                found.insert(key.clone(), BTreeSet::new());
                current = Some(key);
            }
            let arguments = line.split('$').skip(1).map(|tail| {
                tail.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_' || *c == '-').collect::<String>()
            });
            if let Some(known) = current.as_ref().and_then(|key| found.get_mut(key)) {
                known.extend(arguments);
            }
        }
    }
    found
}

/// Keys that the code names where a text is asked for.
fn named(dir: &Path, found: &mut BTreeSet<String>) {
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            named(&path, found);
            continue;
        }
        if path.extension().is_none_or(|extension| extension != "rs") {
            continue;
        }
        let code = fs::read_to_string(&path).unwrap();
        for asks in ["Message::new(\"", ".text(\"", ".text_with(\"", "Message::new(\n            \""] {
            for tail in code.split(asks).skip(1) {
                let key: String = tail.chars().take_while(|c| *c != '"').collect();
                if key.contains('-') && !key.contains(' ') {
                    found.insert(key);
                }
            }
        }
    }
}

#[test]
fn both_languages_say_the_same_things() {
    let (ru, en) = (texts("ru"), texts("en"));
    let keys = |texts: &BTreeMap<String, _>| texts.keys().cloned().collect::<BTreeSet<_>>();
    let only_ru: Vec<_> = keys(&ru).difference(&keys(&en)).cloned().collect();
    let only_en: Vec<_> = keys(&en).difference(&keys(&ru)).cloned().collect();
    assert!(only_ru.is_empty() && only_en.is_empty(), "only in Russian: {only_ru:?}, only in English: {only_en:?}");
    let differing: Vec<_> = ru.iter().filter(|(key, arguments)| en.get(*key) != Some(arguments)).collect();
    assert!(differing.is_empty(), "arguments differ: {differing:?}");
}

#[test]
fn every_key_that_the_code_names_has_a_text() {
    let texts = texts("ru");
    let mut keys = BTreeSet::new();
    named(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut keys);
    assert!(keys.len() > 100, "the code names its texts: {}", keys.len());
    let missing: Vec<_> = keys.into_iter().filter(|key| !texts.contains_key(key)).collect();
    assert!(missing.is_empty(), "no text for {missing:?}");
}
