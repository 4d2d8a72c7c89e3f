//! Arguments of the books, catalogs and trackers.

use std::path::PathBuf;

use clap::{Subcommand, ValueEnum};

use crate::domain::id::RecordKind;

/// A reference book.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum BookKind {
    /// Drivers.
    Drivers,
    /// Trucks.
    Cars,
    /// Trailers.
    Trailers,
    /// Counterparties.
    Counterparties,
    /// The carrier's own organisations.
    Organisations,
}

impl BookKind {
    /// The kind of record in it.
    #[must_use]
    pub const fn record(self) -> RecordKind {
        match self {
            Self::Drivers => RecordKind::Driver,
            Self::Cars => RecordKind::Car,
            Self::Trailers => RecordKind::Trailer,
            Self::Counterparties => RecordKind::Counterparty,
            Self::Organisations => RecordKind::Organisation,
        }
    }
}

/// What to do with a book.
#[derive(Debug, Clone, Subcommand)]
pub enum BookVerb {
    /// Usable records.
    List {
        /// Deleted and inactive ones too.
        #[arg(long)]
        all: bool,
    },
    /// One record.
    Show {
        /// Our id, or `cr:12345`.
        id: String,
    },
    /// Makes or changes a record from a file (`-`: stdin).
    Apply {
        /// The file.
        file: PathBuf,
    },
    /// Deletes a record.
    Delete {
        /// Our id, or `cr:12345`.
        id: String,
    },
    /// Brings a deleted record back.
    Restore {
        /// Our id, or `cr:12345`.
        id: String,
    },
    /// Makes and changes records from a table, XLSX or CSV; rows with a mistake are left out.
    Import {
        /// The file.
        file: PathBuf,
        /// Name of the sheet; without it the first one with anything in it.
        #[arg(long)]
        sheet: Option<String>,
        /// Only says what would be done.
        #[arg(long)]
        dry_run: bool,
    },
    /// Writes the records with all their fields into a table, XLSX or CSV by its name.
    Export {
        /// The file.
        file: PathBuf,
        /// Deleted and inactive ones too.
        #[arg(long, conflicts_with = "sample")]
        all: bool,
        /// An empty table to be filled in.
        #[arg(long)]
        sample: bool,
    },
}

/// What to do with catalogs.
#[derive(Debug, Clone, Subcommand)]
pub enum CatalogVerb {
    /// All catalogs, or one by the platform's name (`NDSType`).
    List {
        /// The platform's name.
        kind: Option<String>,
    },
}

/// What to do with trackers.
#[derive(Debug, Clone, Subcommand)]
pub enum TrackerVerb {
    /// All trackers.
    List {
        /// Only the one with this number.
        #[arg(long)]
        device: Option<String>,
    },
    /// Attaches a tracker to a truck or a trailer.
    Attach {
        /// The tracker: its number on the device, or `cr:12345`.
        tracker: String,
        /// What it is attached to.
        kind: VehicleKind,
        /// Our id of the truck or trailer, its plate, or `cr:12345`.
        id: String,
    },
    /// Detaches a tracker.
    Detach {
        /// The tracker: its number on the device, or `cr:12345`.
        tracker: String,
    },
}

/// What carries a tracker.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum VehicleKind {
    /// A truck.
    Car,
    /// A trailer.
    Trailer,
}

impl VehicleKind {
    /// The kind of record.
    #[must_use]
    pub const fn record(self) -> RecordKind {
        match self {
            Self::Car => RecordKind::Car,
            Self::Trailer => RecordKind::Trailer,
        }
    }
}

/// What to do with a list that is only read.
#[derive(Debug, Clone, Subcommand)]
pub enum ListVerb {
    /// All of them.
    List,
}
