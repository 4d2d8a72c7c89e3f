//! Who decides when both sides changed the same thing, by kind of record.

use serde::{Deserialize, Serialize};

/// Who decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decider {
    /// A person, each time: nothing is resolved by itself.
    #[default]
    Manual,
    /// This desk has priority.
    OursFirst,
    /// Cargo.Run has priority.
    TheirsFirst,
}

/// How two sides that both changed are dealt with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct Policy {
    /// Who decides.
    pub decider: Decider,
    /// The seed's literal table: a record changed on both sides is a conflict as a whole, whatever its fields say. Without
    /// it fields that don't contradict each other are merged.
    pub whole_document: bool,
}

/// A side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// This desk.
    Ours,
    /// The platform.
    Theirs,
}

impl Decider {
    /// The side that wins by itself; `None`: a person decides.
    #[must_use]
    pub const fn winner(self) -> Option<Side> {
        match self {
            Self::Manual => None,
            Self::OursFirst => Some(Side::Ours),
            Self::TheirsFirst => Some(Side::Theirs),
        }
    }
}
