//! A filled paper ([`Document`](crate::domain::paperwork::Document)) on A4 pages, as a PDF with the program's own fonts embedded.
//!
//! [`layout`] is pure: blocks in, marks in millimetres out, broken between words, rows and pages. [`pdf`] only writes them down.
//! Where a picture is kept is not known here: its bytes come with the call.

mod flow;
mod layout;
mod pdf;
mod picture;

#[cfg(test)]
mod tests;

use thiserror::Error;

use super::print::FontError;

pub use pdf::pdf;
pub use picture::{PictureError, Pictures, Stamp};

/// Why there is no PDF.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum PagesError {
    /// The program's font could not be read.
    #[error("the font of the paper can't be read")]
    Font,
    /// A picture could not be written.
    #[error("a picture of the paper can't be written")]
    Picture,
}

impl From<FontError> for PagesError {
    fn from(FontError: FontError) -> Self {
        Self::Font
    }
}
