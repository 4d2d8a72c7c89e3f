//! What all printed papers share: the program's fonts, and how the used part of one is embedded into a PDF.

mod embed;
mod font;

use thiserror::Error;

pub(super) use embed::{Embedded, FONT_REFS};
pub(super) use font::{Face, Font, POINT_MM};

/// Points of a millimetre.
pub(super) const POINT: f32 = 72.0 / 25.4;

/// A font of the program could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("a font of the program can't be read")]
pub struct FontError;
