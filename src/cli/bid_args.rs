//! Arguments of the bids.

use std::path::PathBuf;

use clap::Subcommand;

/// What to do with bids.
#[derive(Debug, Clone, Subcommand)]
pub enum BidVerb {
    /// All bids.
    List {
        /// Only this status.
        #[arg(long)]
        status: Option<String>,
        /// Only this truck (plate).
        #[arg(long)]
        car: Option<String>,
        /// First planned moment not before this day.
        #[arg(long)]
        from: Option<chrono::NaiveDate>,
        /// First planned moment not after this day.
        #[arg(long)]
        to: Option<chrono::NaiveDate>,
        /// Only deleted ones that the bin still keeps, the last deleted first.
        #[arg(long, conflicts_with_all = ["status", "car", "from", "to"])]
        bin: bool,
    },
    /// One bid.
    Show {
        /// Our id, or `cr:12345`.
        id: String,
    },
    /// Makes or changes a bid from a file (`-`: stdin).
    Apply {
        /// The file.
        file: PathBuf,
        /// Refuse an address that was not found exactly.
        #[arg(long)]
        strict: bool,
    },
    /// Checks a file without storing it.
    Check {
        /// The file.
        file: PathBuf,
    },
    /// Sends a bid.
    Send {
        /// Our id, or `cr:12345`.
        id: String,
    },
    /// Starts a bid (sends it first when it has not been sent).
    Start {
        /// Our id, or `cr:12345`.
        id: String,
    },
    /// Cancels a bid.
    Cancel {
        /// Our id, or `cr:12345`.
        id: String,
    },
    /// Brings a bid back to a draft.
    Revert {
        /// Our id, or `cr:12345`.
        id: String,
    },
    /// Deletes a draft.
    Delete {
        /// Our id, or `cr:12345`.
        id: String,
    },
    /// Takes a bid out of the bin; one that is deleted in Cargo.Run comes back as a new draft.
    Restore {
        /// Our id, or `cr:12345`.
        id: String,
    },
}
