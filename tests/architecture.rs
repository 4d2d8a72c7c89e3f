//! The house has walls: a module may know only the modules listed for it here.
//!
//! The test reads every `crate::…` (and, in the binary, `cargorun_desk::…`) path under `src/` and fails with a sentence
//! that names the arrow. It also keeps `std::os` in the one module that holds what differs by platform, and SQL and
//! egui behind their own doors.

#![expect(clippy::unwrap_used, reason = "a test that can't read the sources has failed")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Who may know whom, and why the wall stands where it does.
const ARROWS: &[(&str, &[&str], &str)] = &[
    ("domain", &[], "the trade is pure: it knows nothing but itself"),
    ("words", &[], "texts know keys, not the program"),
    ("platform", &[], "what differs by system stands alone"),
    ("merge", &["domain"], "merging is pure"),
    ("geo", &["domain"], "places and zones are pure data"),
    ("files", &["domain"], "spreadsheets are bytes in and bytes out"),
    ("api", &["domain"], "a client speaks to one server and knows nothing of the desk"),
    ("store", &["domain", "merge", "platform"], "the memory knows records, not servers"),
    ("sync", &["domain", "geo", "merge", "api", "store"], "the engine stands between a client and the store"),
    ("sandbox", &["domain", "geo"], "the training server must not see our client, or it would be wrong with it"),
    ("receiver", &["api"], "it keeps what ATI.SU sends and knows neither the desk's store nor bids"),
    (
        "app",
        &["domain", "files", "merge", "geo", "api", "store", "sync", "words", "platform", "receiver"],
        "the application without pixels",
    ),
    ("ui", &["domain", "app", "words", "store", "platform"], "the window reads state and sends commands"),
    (
        "cli",
        &["domain", "files", "merge", "geo", "api", "store", "sync", "app", "words", "platform", "receiver", "sandbox"],
        "the headless verbs may start the training server and the receiver",
    ),
    (
        "main",
        &["domain", "store", "sync", "app", "ui", "cli", "words", "platform", "sandbox"],
        "the binary puts the parts together",
    ),
];

fn sources(dir: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<_> = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|ext| ext == "rs") {
            found.push(path);
        }
    }
}

/// Every source file with its top-level module and its text without comments.
fn house() -> Vec<(PathBuf, String, String)> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&src, &mut files);
    files
        .into_iter()
        .map(|path| {
            let inner = path.strip_prefix(&src).unwrap().to_path_buf();
            let first = inner.components().next().unwrap().as_os_str().to_string_lossy().into_owned();
            let module = first.trim_end_matches(".rs").to_owned();
            let text = fs::read_to_string(&path).unwrap();
            let code: Vec<_> = text.lines().map(|line| line.split("//").next().unwrap_or_default()).collect();
            (inner, module, code.join("\n"))
        })
        .collect()
}

/// Top-level modules named after `crate::` or `cargorun_desk::`, those in braces too.
fn known_modules(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    for root in ["crate::", "cargorun_desk::"] {
        for tail in code.split(root).skip(1) {
            let names: Vec<&str> = match tail.strip_prefix('{') {
                Some(list) => {
                    let mut depth = 1_usize;
                    let end = list
                        .char_indices()
                        .find(|(_, c)| {
                            match c {
                                '{' => depth += 1,
                                '}' => depth -= 1,
                                _ => {}
                            }
                            depth == 0
                        })
                        .map_or(list.len(), |(at, _)| at);
                    let (inside, _) = list.split_at(end);
                    inside.split(',').map(str::trim).collect()
                }
                None => vec![tail],
            };
            for name in names {
                let module: String = name.chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect();
                if !module.is_empty() {
                    found.push(module);
                }
            }
        }
    }
    found
}

#[test]
fn no_back_arrows() {
    let rules: BTreeMap<_, _> = ARROWS.iter().map(|(from, to, why)| (*from, (*to, *why))).collect();
    let mut wrong = Vec::new();
    for (path, module, code) in house() {
        if module == "lib" {
            continue;
        }
        let Some((allowed, why)) = rules.get(module.as_str()) else {
            wrong.push(format!(
                "{}: module `{module}` has no place in the house; give it one in ARROWS",
                path.display()
            ));
            continue;
        };
        for target in known_modules(&code) {
            if target != module && rules.contains_key(target.as_str()) && !allowed.contains(&target.as_str()) {
                wrong.push(format!("{}: `{module}` must not know `{target}`: {why}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "back arrows:\n{}", wrong.join("\n"));
}

fn reaches(rules: &BTreeMap<&str, &[&str]>, from: &str, to: &str, depth: usize) -> bool {
    depth > 0
        && rules
            .get(from)
            .is_some_and(|next| next.iter().any(|step| *step == to || reaches(rules, step, to, depth - 1)))
}

#[test]
fn the_arrows_have_no_cycle() {
    let rules: BTreeMap<_, _> = ARROWS.iter().map(|(from, to, _)| (*from, *to)).collect();
    for module in rules.keys() {
        assert!(!reaches(&rules, module, module, rules.len()), "`{module}` knows itself through others");
    }
}

#[test]
fn each_door_has_one_keeper() {
    // What, who may, and why.
    let doors: [(&str, &[&str], &str); 9] = [
        ("std::os::", &["platform"], "what differs by system lives in `platform`"),
        (
            "rusqlite::",
            &["store", "receiver", "sandbox"],
            "SQL lives in the store and in the own files of the receiver and of the training server",
        ),
        ("egui", &["ui", "main"], "only the window knows egui"),
        ("reqwest::", &["api"], "HTTP goes out through a client of `api`"),
        ("lettre::", &["api"], "letters go out through a client of `api`"),
        ("calamine::", &["files"], "only `files` knows spreadsheets"),
        ("rust_xlsxwriter::", &["files"], "only `files` knows spreadsheets"),
        ("csv::", &["files"], "only `files` knows spreadsheets"),
        ("v2/request.json", &["api", "sandbox"], "a groupage order is sent in one place, once"),
    ];
    let mut wrong = Vec::new();
    for (path, module, code) in house() {
        for (what, keepers, why) in doors {
            if code.contains(what) && !keepers.contains(&module.as_str()) {
                wrong.push(format!("{}: `{what}`: {why}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_check_sees_what_it_must() {
    assert_eq!(known_modules("use crate::domain::bid::Bid;"), ["domain"]);
    assert!(known_modules("use crate::{app::{state, x}, ui::Sink};").contains(&"ui".to_owned()));
    assert_eq!(known_modules("let x = crate::api::Client::new();"), ["api"]);
}
