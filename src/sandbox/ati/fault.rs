//! What goes wrong with events on their way.

use std::str::FromStr;

use crate::sandbox::UnknownFault;

/// A fault of events.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum AtiFault {
    /// An event that was taken in is sent again.
    Repeat,
    /// Events overtake each other.
    Disorder,
    /// Beside an event comes one that somebody else has signed.
    Forged,
    /// An invitation is taken back soon after it was sent.
    Withdrawn,
}

impl AtiFault {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Repeat, Self::Disorder, Self::Forged, Self::Withdrawn];

    /// The name on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Repeat => "ati-repeat",
            Self::Disorder => "ati-disorder",
            Self::Forged => "ati-forged",
            Self::Withdrawn => "ati-withdrawn",
        }
    }
}

impl FromStr for AtiFault {
    type Err = UnknownFault;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|fault| fault.name() == text).ok_or_else(|| UnknownFault(text.to_owned()))
    }
}
