//! The part of the settings that is about papers of bids.

use serde::{Deserialize, Serialize};

use crate::domain::id::LocalId;
use crate::domain::paperwork::Picture;

/// Papers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PaperworkSettings {
    /// The organisation of bids that name none; without it the only one of the book.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organisation: Option<LocalId>,
    /// File of the stamp; empty: none.
    pub stamp: String,
    /// File of the signature; empty: none.
    pub signature: String,
    /// A paper is opened in the system's viewer once it is made.
    pub open: bool,
}

impl Default for PaperworkSettings {
    fn default() -> Self {
        Self { organisation: None, stamp: String::new(), signature: String::new(), open: true }
    }
}

impl PaperworkSettings {
    /// File of a picture; empty: none.
    #[must_use]
    pub fn picture(&self, which: Picture) -> &str {
        match which {
            Picture::Stamp => &self.stamp,
            Picture::Signature => &self.signature,
        }
    }

    /// Chooses the file of a picture; empty: none.
    pub fn set_picture(&mut self, which: Picture, file: String) {
        match which {
            Picture::Stamp => self.stamp = file,
            Picture::Signature => self.signature = file,
        }
    }
}
