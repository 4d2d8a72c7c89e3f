//! The arguments, exactly as `cli.md` names them.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use super::ati_args::{AtiVerb, ReceiveArgs};
use super::bid_args::BidVerb;
use super::book_args::{BookKind, BookVerb, CatalogVerb, ListVerb, TrackerVerb};
use super::sync_args::{ConflictVerb, JournalVerb, LinkVerb, SyncArgs};
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
