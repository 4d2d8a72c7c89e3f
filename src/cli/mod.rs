//! The headless verbs: the same operations as the window, JSON on stdout, words on stderr (design: `cli.md`).
//!
//! Every command answers one JSON value on one line. Exit codes: 0 done, 1 failed, 2 wrong arguments, 3 done but
//! something waits for a person.

pub mod args;
mod ati;
pub mod ati_args;
mod ati_json;
mod backup;
mod bid;
pub mod bid_args;
mod bid_file;
mod bid_json;
mod book;
pub mod book_args;
mod book_file;
mod book_items;
mod book_json;
mod conflict;
mod context;
pub mod dellin;
mod doctor;
mod link;
mod lists;
mod output;
mod places;
mod receive;
mod resolve;
mod sandbox;
mod settings;
mod sync;
pub mod sync_args;
mod trackers;

use args::{Cli, Verb};
use context::Context;
pub use output::{Exit, Failure};

/// Runs a headless command. The window is not one of them.
#[must_use]
pub fn run(cli: &Cli, verb: &Verb) -> Exit {
    let result = match verb {
        // The server alone needs no profile.
        Verb::Sandbox(options) => sandbox::serve(options, cli.lang),
        Verb::Receive(options) => receive::serve(cli, options),
        Verb::Doctor => doctor::run(cli),
        // These must work on a profile whose database can't be opened.
        Verb::Settings(verb) => settings::run(cli, verb),
        Verb::Restore { file } => backup::restore(cli, file),
        _ => Context::open(cli).and_then(|context| dispatch(&context, verb)),
    };
    result.unwrap_or_else(|failure| {
        output::words(&failure.message, cli.lang);
        failure.exit
    })
}

fn dispatch(context: &Context, verb: &Verb) -> Result<Exit, Failure> {
    match verb {
        Verb::Sync(options) => sync::run(context, options),
        Verb::Bid(verb) => bid::run(context, verb),
        Verb::Book { kind, verb } => book::run(context, *kind, verb),
        Verb::Catalog { verb } => lists::catalogs(context, verb),
        Verb::Employee { .. } => lists::employees(context),
        Verb::Tracker { verb } => trackers::run(context, verb),
        Verb::Mileage { car, from, to } => trackers::mileage(context, car, *from, *to),
        Verb::Geocode { text, limit } => places::geocode(context, text, *limit),
        Verb::Conflict(verb) => conflict::run(context, verb),
        Verb::Link(verb) => link::run(context, verb),
        Verb::Dellin(verb) => dellin::run(context, verb),
        Verb::Journal { verb } => lists::journal(context, verb),
        Verb::Ati(verb) => ati::run(context, verb),
        Verb::Backup { file } => backup::make(context, file.as_deref()),
        Verb::Sandbox(_) | Verb::Receive(_) | Verb::Doctor | Verb::Settings(_) | Verb::Restore { .. } => Ok(Exit::Done),
    }
}
