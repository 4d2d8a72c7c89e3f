//! Arguments of `ati …` and `receive`.

use std::net::SocketAddr;

use clap::{Args, Subcommand, ValueEnum};

use crate::domain::invite::InviteState;

/// What to do with personal invitations of ATI.SU.
#[derive(Debug, Clone, Subcommand)]
pub enum AtiVerb {
    /// Invitations that are here, the last heard of first.
    List {
        /// Those that we sent; else those that we received.
        #[arg(long)]
        sent: bool,
        /// Only of this state.
        #[arg(long, value_enum)]
        state: Option<StateArg>,
        /// Only those in which all these words stand.
        #[arg(long, value_name = "WORDS")]
        search: Option<String>,
    },
    /// One invitation with all that it says.
    Show {
        /// Its id; `sent:ID` of one that we sent.
        id: String,
    },
    /// Makes a draft bid of it, or gives the one that is there.
    Draft {
        /// Its id.
        id: String,
        /// For which of its trucks, counted from one.
        #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(i64).range(1..=1000))]
        truck: i64,
    },
    /// Declines it at this desk; ATI.SU is not told.
    Decline {
        /// Its id.
        id: String,
        /// Takes that back.
        #[arg(long)]
        undo: bool,
    },
    /// Takes in what the receiver has.
    Fetch {
        /// Waits so many seconds when there is nothing new.
        #[arg(long, default_value_t = 0, value_name = "S", value_parser = clap::value_parser!(u64).range(0..=25))]
        wait: u64,
    },
    /// Subscribes the receiver to both topics and gives it their keys.
    Subscribe,
    /// Subscriptions and where they stand.
    Subscriptions,
    /// Ends a subscription.
    Unsubscribe {
        /// Its id.
        id: String,
    },
    /// Takes in events that ATI.SU could not bring to the receiver.
    Missed {
        /// Since this moment (`2026-12-01` or RFC 3339).
        #[arg(long)]
        since: String,
    },
}

/// A state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum StateArg {
    /// Nobody has looked at it.
    New,
    /// Looked at.
    Seen,
    /// Became a bid.
    Drafted,
    /// Declined here.
    Declined,
    /// Its time is over.
    Expired,
    /// Taken back.
    Withdrawn,
}

impl StateArg {
    /// The state.
    #[must_use]
    pub const fn state(self) -> InviteState {
        match self {
            Self::New => InviteState::New,
            Self::Seen => InviteState::Seen,
            Self::Drafted => InviteState::Drafted,
            Self::Declined => InviteState::Declined,
            Self::Expired => InviteState::Expired,
            Self::Withdrawn => InviteState::Withdrawn,
        }
    }
}

/// Options of the receiver. Its token comes from `ATI_RECEIVER_TOKEN` or the key store, keys from `ATI_HOOK_KEYS` or the desk.
#[derive(Debug, Clone, Args)]
pub struct ReceiveArgs {
    /// Address to listen on, behind a proxy that speaks HTTPS; port 0 takes a free one.
    #[arg(long)]
    pub addr: SocketAddr,
    /// Address by which ATI.SU and the desk call it.
    #[arg(long, value_name = "URL")]
    pub public_url: String,
}
