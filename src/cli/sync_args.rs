//! Arguments of the exchange: passes, conflicts, links, the journal.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::book_args::BookKind;

/// Options of the exchange.
#[derive(Debug, Clone, Args)]
pub struct SyncArgs {
    /// One cycle.
    #[arg(long, required_unless_present_any = ["watch", "check"], conflicts_with_all = ["watch", "check"])]
    pub once: bool,
    /// Only compares both sides: a few bids and the counts.
    #[arg(long, conflicts_with = "watch")]
    pub check: bool,
    /// Cycles by the intervals of the settings, until stopped.
    #[arg(long)]
    pub watch: bool,
}

/// What to do with links.
#[derive(Debug, Clone, Subcommand)]
pub enum LinkVerb {
    /// The table of ids: ours, the platform's, since when, how.
    List {
        /// Only this book.
        kind: Option<BookKind>,
    },
    /// Writes the table into a CSV file.
    Export {
        /// The file.
        file: PathBuf,
    },
    /// What books made here met on the server, and what waits for a decision.
    Report,
    /// Confirms the report of a book and sends what may go. Records that are not named go as proposed: matched ones are
    /// linked, ambiguous ones wait, the rest is created.
    Decide {
        /// The book.
        kind: BookKind,
        /// `ID=cr:12345` links, `ID=apart` makes another record, `ID=later` waits.
        #[arg(value_name = "ID=WHAT")]
        choices: Vec<String>,
    },
}

/// What to do with the exchange journal.
#[derive(Debug, Clone, Subcommand)]
pub enum JournalVerb {
    /// Newest first.
    List {
        /// Only failed calls.
        #[arg(long)]
        errors: bool,
        /// Not before this moment (`2026-12-01` or RFC 3339).
        #[arg(long)]
        since: Option<String>,
    },
}

/// What to do with conflicts.
#[derive(Debug, Clone, Subcommand)]
pub enum ConflictVerb {
    /// All that are undecided.
    List,
    /// One, field by field.
    Show {
        /// Its id, or `cr:12345`.
        id: String,
    },
    /// Decides one and sends what follows.
    Resolve {
        /// Its id, or `cr:12345`.
        id: String,
        /// One side for everything that is disputed.
        #[arg(long, value_enum, required_unless_present = "fields", conflicts_with = "fields")]
        take: Option<TakeArg>,
        /// A side or a value for one field: `NAME=ours`, `NAME=remote`, `NAME='value'`.
        #[arg(long = "field", value_name = "NAME=VALUE")]
        fields: Vec<String>,
    },
}

/// A side of a conflict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TakeArg {
    /// This desk's.
    Ours,
    /// The platform's.
    Remote,
}

impl TakeArg {
    /// The pick that it means.
    #[must_use]
    pub const fn pick(self) -> crate::merge::Pick {
        match self {
            Self::Ours => crate::merge::Pick::Ours,
            Self::Remote => crate::merge::Pick::Theirs,
        }
    }
}
