//! Arguments of `dellin`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use crate::domain::ltl::DeliveryType;

/// What is shipped.
#[derive(Debug, Clone, Args)]
pub struct What {
    /// A file in the shape of the carrier's own documents (`-`: stdin), or a bid: our id, or `cr:12345`.
    pub what: String,
    /// A file of the same shape whose fields are put over those of the bid.
    #[arg(long, value_name = "FILE")]
    pub with: Option<PathBuf>,
    /// Which point of the bid it is taken from, counted from 1.
    #[arg(long, value_name = "N", requires = "to")]
    pub from: Option<usize>,
    /// Which point of the bid it is brought to.
    #[arg(long, value_name = "N", requires = "from")]
    pub to: Option<usize>,
}

/// Prices and orders of Деловые Линии.
#[derive(Debug, Clone, Subcommand)]
pub enum DellinVerb {
    /// A price with terms.
    Quote {
        /// What is shipped.
        #[command(flatten)]
        what: What,
        /// How it travels; several are compared.
        #[arg(long, value_name = "KIND", value_parser = kind)]
        delivery: Vec<DeliveryType>,
    },
    /// An order, sent once.
    Order {
        /// What is shipped.
        #[command(flatten)]
        what: What,
        /// Yes, order it.
        #[arg(long)]
        yes: bool,
        /// Another one, although one is made.
        #[arg(long)]
        again: bool,
    },
    /// All orders of this desk.
    Orders,
    /// Looks for an order by our number: made or not, and where it is.
    Look {
        /// Our number.
        number: String,
    },
    /// Decides that an order of unknown outcome was not made; it is looked for once more before.
    NotMade {
        /// Our number.
        number: String,
        /// Yes, it was not made.
        #[arg(long, required = true)]
        yes: bool,
    },
    /// Refreshes directories: all, or those named.
    Refresh {
        /// Names of directories.
        names: Vec<String>,
    },
    /// Writes the label of a pre-order: PNG or PDF, by the ending of the file.
    Label {
        /// Our number.
        number: String,
        /// The file.
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
    },
    /// Writes a printed form of an order as a PDF; the papers are those that the last `look` has shown.
    Print {
        /// Our number.
        number: String,
        /// The form: `order`, `bill`, `invoice`, `giveout`.
        #[arg(long, default_value = "order", value_name = "FORM")]
        form: String,
        /// The file.
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
    },
    /// Searches a directory without a network.
    Find {
        /// Its name.
        directory: String,
        /// Words of the name.
        text: String,
        /// At most so many.
        #[arg(long, default_value_t = 20, value_name = "N")]
        limit: usize,
    },
}

fn kind(text: &str) -> Result<DeliveryType, String> {
    DeliveryType::from_word(text).ok_or_else(|| "auto, express, letter, avia, small".to_owned())
}
