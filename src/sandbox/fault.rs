//! Faults of the network and of the server by their names: what a desk has to live through.

use std::str::FromStr;

use thiserror::Error;

/// What goes wrong with a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Fault {
    /// The connection is cut before the request is looked at.
    DropBefore,
    /// The request is carried out, then the connection is cut without an answer.
    DropAfter,
    /// The connection is cut at once, and a creation is carried out a second or so later.
    LateCreate,
    /// 500 with a page of text; nothing is done.
    Error500,
    /// 200 with an HTML page; nothing is done.
    Html,
    /// 429 with `Retry-After`; nothing is done.
    TooMany,
    /// 429 without `Retry-After`; nothing is done.
    TooManyBare,
    /// 401 for a token that was good a moment ago; the token is dead from then on.
    Unauthorised401Mid,
    /// The request is carried out, its answer is cut in the middle.
    Truncate,
    /// The answer comes a few bytes at a time.
    Slow,
    /// A change is shown in lists later than its own date says: the copy that lists are read from lags behind.
    Lag,
    /// The server's clock jumps by up to two minutes, or stands: then changes share their moment.
    Clock,
    /// The server is put back to an earlier copy of its world: records vanish, changes are undone, numbers come again.
    Restore,
    /// An answer carries fields that nobody knows, and known ones in another type.
    UnknownFields,
    /// Somebody else edits, deletes, restores or starts something between two requests.
    OtherDispatchers,
}

/// The text is no name of a fault.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("no such fault: {0}")]
pub struct UnknownFault(pub String);

impl Fault {
    /// All of them: first those of the network, one of which at most befalls a request, in the order in which they are
    /// drawn; then those of the server's world, which come beside them and beside each other.
    pub const ALL: [Self; 15] = [
        Self::DropBefore,
        Self::DropAfter,
        Self::LateCreate,
        Self::Error500,
        Self::Html,
        Self::TooMany,
        Self::TooManyBare,
        Self::Unauthorised401Mid,
        Self::Truncate,
        Self::Slow,
        Self::Lag,
        Self::Clock,
        Self::Restore,
        Self::UnknownFields,
        Self::OtherDispatchers,
    ];

    /// The name on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::DropBefore => "drop-before",
            Self::DropAfter => "drop-after",
            Self::LateCreate => "late-create",
            Self::Error500 => "error-500",
            Self::Html => "html",
            Self::TooMany => "429",
            Self::TooManyBare => "429-bare",
            Self::Unauthorised401Mid => "401-mid",
            Self::Truncate => "truncate",
            Self::Slow => "slow",
            Self::Lag => "lag",
            Self::Clock => "clock",
            Self::Restore => "restore",
            Self::UnknownFields => "unknown-fields",
            Self::OtherDispatchers => "other-dispatchers",
        }
    }
}

impl FromStr for Fault {
    type Err = UnknownFault;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|fault| fault.name() == text).ok_or_else(|| UnknownFault(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_is_found_by_its_name() {
        for fault in Fault::ALL {
            assert_eq!(fault.name().parse(), Ok(fault));
        }
        assert_eq!("sunshine".parse::<Fault>(), Err(UnknownFault("sunshine".to_owned())));
    }
}
