//! The arguments, exactly as `cli.md` names them.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use super::ati_args::{AtiVerb, ReceiveArgs};
use crate::domain::id::RecordKind;
use crate::words::Lang;

/// The desk of a Cargo.Run dispatcher. Without a command: the window.
#[derive(Debug, Clone, Parser)]
#[command(name = "cargorun-desk", version, about, disable_help_subcommand = true)]
pub struct Cli {
    /// Folder that holds everything of one installation.
    #[arg(long, global = true, value_name = "DIR")]
    pub profile: Option<PathBuf>,
    /// Address of the Cargo.Run server.
    #[arg(long, global = true, value_name = "URL")]
    pub server: Option<String>,
    /// Language of words on screen and on stderr.
    #[arg(long, global = true, value_parser = lang)]
    pub lang: Option<Lang>,
    /// Time limit of one request, seconds.
    #[arg(long, global = true, value_name = "S", value_parser = clap::value_parser!(u64).range(1..=3600))]
    pub timeout: Option<u64>,
    /// The window on the embedded training server.
    #[arg(long)]
    pub sandbox: bool,
    /// Bids of the training server's demo data.
    #[arg(long, value_name = "N", requires = "sandbox", hide = true)]
    pub sandbox_bids: Option<usize>,
    /// Draws a screen once into this PNG file and ends.
    #[arg(long, value_name = "FILE")]
    pub screenshot: Option<PathBuf>,
    /// The screen to open.
    #[arg(long, value_name = "NAME")]
    pub screen: Option<String>,
    /// A file to be looked into on the screen of a book, as if it were dropped there.
    #[arg(long, value_name = "FILE", requires = "screen")]
    pub import: Option<PathBuf>,
    /// Theme of this run.
    #[arg(long, value_enum)]
    pub theme: Option<ThemeArg>,
    /// Size of the window in pixels.
    #[arg(long, value_name = "WxH", value_parser = size)]
    pub size: Option<(f32, f32)>,
    /// Size of text in percent.
    #[arg(long, value_name = "P", value_parser = clap::value_parser!(u16).range(80..=200))]
    pub scale: Option<u16>,
    /// Tells on stdout when the first frame and the list are drawn, then ends (for the bench).
    #[arg(long, hide = true)]
    pub measure_start: bool,
    /// The command.
    #[command(subcommand)]
    pub verb: Option<Verb>,
}

/// A headless command.
#[derive(Debug, Clone, Subcommand)]
pub enum Verb {
    /// Only the training server; prints its address and ends on SIGINT or SIGTERM.
    Sandbox(SandboxArgs),
    /// The exchange with Cargo.Run.
    Sync(SyncArgs),
    /// Bids.
    #[command(subcommand)]
    Bid(BidVerb),
    /// Reference books.
    Book {
        /// Which book.
        kind: BookKind,
        /// What to do.
        #[command(subcommand)]
        verb: BookVerb,
    },
    /// Catalogs.
    Catalog {
        /// What to do.
        #[command(subcommand)]
        verb: CatalogVerb,
    },
    /// Employees of the organisation.
    Employee {
        /// What to do.
        #[command(subcommand)]
        verb: ListVerb,
    },
    /// Trackers.
    Tracker {
        /// What to do.
        #[command(subcommand)]
        verb: TrackerVerb,
    },
    /// Mileage of a truck over whole days of this machine's clock.
    Mileage {
        /// Our id of the truck, its plate, or `cr:12345`.
        car: String,
        /// First day.
        #[arg(long)]
        from: chrono::NaiveDate,
        /// Last day.
        #[arg(long)]
        to: chrono::NaiveDate,
    },
    /// Finds an address.
    Geocode {
        /// The address as people write it.
        text: String,
        /// At most so many suggestions.
        #[arg(long, default_value_t = 5, value_name = "N")]
        limit: usize,
    },
    /// Records changed on both sides.
    #[command(subcommand)]
    Conflict(ConflictVerb),
    /// Links with records of the platform.
    #[command(subcommand)]
    Link(LinkVerb),
    /// Prices and orders of Деловые Линии.
    #[command(subcommand)]
    Dellin(super::dellin::args::DellinVerb),
    /// The exchange journal.
    Journal {
        /// What to do.
        #[command(subcommand)]
        verb: JournalVerb,
    },
    /// Personal invitations of ATI.SU.
    #[command(subcommand)]
    Ati(AtiVerb),
    /// Only the receiver of ATI.SU's webhooks; prints its address and ends on SIGINT or SIGTERM.
    Receive(ReceiveArgs),
    /// Settings of the profile.
    #[command(subcommand)]
    Settings(SettingsVerb),
    /// Writes a verified copy of the database.
    Backup {
        /// The file; without it, one in the profile's own folder of backups.
        file: Option<PathBuf>,
    },
    /// Puts a backup in the place of the database, which is moved aside.
    Restore {
        /// The backup.
        file: PathBuf,
    },
    /// Profile, database, server, clock, key store: is everything in order?
    Doctor,
}

/// Options of the training server.
#[derive(Debug, Clone, Args)]
pub struct SandboxArgs {
    /// Address to listen on; port 0 takes a free one.
    #[arg(long, default_value = "127.0.0.1:0")]
    pub addr: SocketAddr,
    /// Seed of the demo data.
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// How many bids.
    #[arg(long, default_value_t = 300)]
    pub bids: usize,
    /// Folder of its data; without it the data lives in memory.
    #[arg(long)]
    pub data: Option<PathBuf>,
    /// A fault and its probability, 0…1.
    #[arg(long = "fault", value_name = "NAME=P")]
    pub faults: Vec<String>,
    /// Life of a token, seconds.
    #[arg(long, default_value_t = 1800, value_name = "S")]
    pub token_ttl: u64,
    /// How many times as fast as the clock its trucks drive and its people work; 0 stands still.
    #[arg(long, default_value_t = 1.0, value_name = "X", value_parser = speed)]
    pub speed: f64,
}

/// `60`, `0.5`: from a world that stands still to a month in ten minutes.
fn speed(text: &str) -> Result<f64, String> {
    let speed: f64 = text.parse().map_err(|_not_a_number| "0…5000".to_owned())?;
    if (0.0..=5_000.0).contains(&speed) { Ok(speed) } else { Err("0…5000".to_owned()) }
}

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

/// What to do with settings.
#[derive(Debug, Clone, Subcommand)]
pub enum SettingsVerb {
    /// All of them.
    List,
    /// One of them.
    Get {
        /// Its name.
        key: String,
    },
    /// Changes one; an empty value takes it away.
    Set {
        /// Its name.
        key: String,
        /// Its value.
        value: String,
    },
}

/// Theme of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ThemeArg {
    /// Light.
    Light,
    /// Dark.
    Dark,
}

fn lang(text: &str) -> Result<Lang, String> {
    match text {
        "ru" => Ok(Lang::Ru),
        "en" => Ok(Lang::En),
        other => Err(format!("{other}: ru or en")),
    }
}

fn size(text: &str) -> Result<(f32, f32), String> {
    let wrong = || format!("{text}: width x height, like 1400x900");
    let (width, height) = text.split_once('x').ok_or_else(wrong)?;
    let side = |text: &str| text.parse::<u16>().ok().filter(|side| (200..=8000).contains(side)).map(f32::from);
    side(width).zip(side(height)).ok_or_else(wrong)
}
