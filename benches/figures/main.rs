//! The figures of the README: `cargo bench` prints one Markdown table, `cargo bench -- overlap` one group of it.
//!
//! Why an own runner and not criterion: a figure alone says little, so each stands beside the other way to do the job,
//! measured in the same run on the same machine, and the ratio is what lasts. Criterion compares a benchmark with its
//! own past and has no such table; what is left is a median over samples, a page of code ([`measure`]).
//!
//! A group is a module with a `rows` function and a line in [`GROUPS`].

mod bare;
mod board;
mod book_tables;
mod books;
mod geocoder;
mod life;
mod list;
mod map;
mod map_screen;
mod measure;
mod overlap;
mod population;
mod pull;
mod sandbox;
mod search;
mod start;
mod table;
mod tape;

use std::io::Write as _;

use measure::{Rows, table};

type Group = fn() -> Rows;

/// Groups by the name to ask for.
const GROUPS: [(&str, Group); 14] = [
    ("start", start::rows),
    ("table", table::rows),
    ("overlap", overlap::rows),
    ("search", search::rows),
    ("geocoder", geocoder::rows),
    ("pull", pull::rows),
    ("sandbox", sandbox::rows),
    ("map", map::rows),
    ("screen of the map", map_screen::rows),
    ("board", board::rows),
    ("books: tables", book_tables::rows),
    ("books", books::rows),
    ("life", life::rows),
    ("list of bids", list::rows),
];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    if std::env::var_os(start::EMPTY_WINDOW).is_some() {
        return start::run_empty_window();
    }
    let mut out = std::io::stdout().lock();
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if !arguments.iter().any(|argument| argument == "--bench") {
        // `cargo test --all-targets` starts this too: that it builds is all that a test asks.
        writeln!(out, "figures are measured by `cargo bench`")?;
        return Ok(());
    }
    let asked: Vec<&String> = arguments.iter().filter(|argument| !argument.starts_with('-')).collect();
    let is_asked = |name: &str| asked.is_empty() || asked.iter().any(|asked| name.contains(asked.as_str()));
    let mut rows = Vec::new();
    for (name, group) in GROUPS.iter().filter(|(name, _)| is_asked(name)) {
        writeln!(std::io::stderr(), "measuring: {name}")?;
        rows.extend(group()?);
    }
    let cores = std::thread::available_parallelism().map_or(0, std::num::NonZero::get);
    writeln!(out, "{} {}, {cores} cores\n\n{}", std::env::consts::OS, std::env::consts::ARCH, table(&rows))?;
    Ok(())
}
