//! What a check has to say, by the number of the check.

use serde::{Deserialize, Serialize};

/// How much it weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// It can't be sent so.
    Blocks,
    /// A person should look at it.
    Warns,
}

/// A finding of a check of `partners.md` §2.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Finding {
    /// Number of the check.
    pub rule: u8,
    /// How much it weighs.
    pub level: Level,
    /// Path of the field in the carrier's documents.
    pub field: String,
    /// What exceeds, differs or is expected, where the sentence needs it.
    pub detail: String,
}

impl Finding {
    /// It can't be sent so.
    #[must_use]
    pub fn blocks(rule: u8, field: impl Into<String>) -> Self {
        Self { rule, level: Level::Blocks, field: field.into(), detail: String::new() }
    }

    /// A person should look at it.
    #[must_use]
    pub fn warns(rule: u8, field: impl Into<String>) -> Self {
        Self { rule, level: Level::Warns, field: field.into(), detail: String::new() }
    }

    /// With what the sentence needs.
    #[must_use]
    #[expect(clippy::needless_pass_by_value, reason = "limits, texts and words alike are said in place")]
    pub fn with(mut self, detail: impl ToString) -> Self {
        self.detail = detail.to_string();
        self
    }
}
