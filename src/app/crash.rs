//! What a crash leaves behind: one text file beside the logs, so that it can be told without a console.
//!
//! It holds where it happened and the program's own words. Passwords and tokens can't be in it: they live in types that
//! print nothing.

use std::backtrace::Backtrace;
use std::fmt::Write as _;
use std::fs;
use std::panic::PanicHookInfo;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};

/// Crash texts that are kept.
const KEPT: usize = 10;
/// Signs of the program's own words that are written: they may hold what a person typed.
const LONGEST: usize = 400;

/// From now on a crash writes a text into this folder, and still says itself on stderr.
pub fn write_to(dir: PathBuf) {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        let now = Utc::now();
        let file = dir.join(format!("crash-{}.txt", now.format("%Y-%m-%d-%H%M%S")));
        // The program is falling: a text that can't be written is one trouble less than the other.
        let _unwritten = fs::create_dir_all(&dir).and_then(|()| fs::write(&file, text(panic, now)));
        give_up_old(&dir);
        usual(panic);
    }));
}

fn text(panic: &PanicHookInfo<'_>, now: DateTime<Utc>) -> String {
    let said = panic.payload();
    let said = said.downcast_ref::<&str>().map(|said| (*said).to_owned()).or_else(|| said.downcast_ref().cloned());
    let said: String = said.unwrap_or_default().chars().take(LONGEST).collect();
    let place = panic.location().map(ToString::to_string).unwrap_or_default();
    let mut text = format!(
        "Cargo.Run Desk {} · {} {}\n{}\n",
        env!("CARGO_PKG_VERSION"),
        std::env::consts::OS,
        std::env::consts::ARCH,
        now.format("%Y-%m-%d %H:%M:%S UTC")
    );
    let thread = std::thread::current();
    let backtrace = Backtrace::force_capture();
    // Writing into a string does not fail.
    let _written = write!(text, "{} @ {place}\n{said}\n\n{backtrace}", thread.name().unwrap_or("?"));
    text
}

/// The crash texts of a folder, oldest first.
#[must_use]
pub fn texts(dir: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(dir) else { return Vec::new() };
    let is_crash =
        |path: &PathBuf| path.file_name().and_then(|name| name.to_str()).is_some_and(|name| name.starts_with("crash-"));
    let mut found: Vec<_> = entries.filter_map(Result::ok).map(|entry| entry.path()).filter(is_crash).collect();
    found.sort();
    found
}

fn give_up_old(dir: &Path) {
    let all = texts(dir);
    let surplus = all.len().saturating_sub(KEPT);
    for old in all.into_iter().take(surplus) {
        let _stays = fs::remove_file(old);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crash_leaves_a_text_with_its_place_and_few_are_kept() {
        let dir = tempfile::tempdir().unwrap();
        for number in 0..12 {
            fs::write(dir.path().join(format!("crash-2020-01-01-0000{number:02}.txt")), "old").unwrap();
        }
        write_to(dir.path().to_path_buf());
        let fell = std::thread::Builder::new().name("faller".into()).spawn(|| panic!("{}", "я".repeat(9_000)));
        assert!(fell.unwrap().join().is_err());
        drop(std::panic::take_hook());
        let left = texts(dir.path());
        assert_eq!(left.len(), KEPT);
        // Another test of this process may fall at the same time: its text is none of ours.
        let ours = left.iter().map(|file| fs::read_to_string(file).unwrap()).find(|text| text.contains("faller @ "));
        let ours = ours.unwrap();
        assert!(ours.contains("crash.rs") && ours.contains("я"), "{ours:.600}");
        assert!(!ours.contains(&"я".repeat(LONGEST + 1)));
    }
}
