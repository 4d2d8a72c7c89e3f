//! Stamp and signature: PNG in, colours and transparency apart, as a PDF wants them.

use image::codecs::png::PngEncoder;
use image::{ExtendedColorType, ImageEncoder as _, ImageFormat, ImageReader};
use thiserror::Error;

use super::PagesError;
use crate::domain::paperwork::Picture;

/// Most dots of a side; a larger picture is made smaller: paper shows no more of 45 mm.
const MOST: u32 = 600;
/// Largest side of a file's picture that is read at all.
const LARGEST: u32 = 12_000;

/// Why a picture can't be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum PictureError {
    /// It is no PNG.
    #[error("not a PNG picture")]
    NotPng,
    /// It is larger than anybody's stamp.
    #[error("the picture is too large")]
    TooLarge,
}

/// A picture that was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Stamp {
    pub(super) width: u32,
    pub(super) height: u32,
    /// Three bytes a dot.
    pub(super) colors: Vec<u8>,
    /// A byte a dot.
    pub(super) cover: Vec<u8>,
}

/// Pictures that papers may show.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Pictures {
    /// The stamp.
    pub stamp: Option<Stamp>,
    /// The signature.
    pub signature: Option<Stamp>,
}

impl Pictures {
    /// The picture of a name.
    #[must_use]
    pub const fn get(&self, which: Picture) -> Option<&Stamp> {
        match which {
            Picture::Stamp => self.stamp.as_ref(),
            Picture::Signature => self.signature.as_ref(),
        }
    }

    /// Those that are there.
    #[must_use]
    pub fn present(&self) -> Vec<Picture> {
        Picture::ALL.into_iter().filter(|which| self.get(*which).is_some()).collect()
    }
}

impl Stamp {
    /// Reads a PNG.
    ///
    /// # Errors
    /// [`PictureError`], by kind.
    pub fn read(png: &[u8]) -> Result<Self, PictureError> {
        let reader = || ImageReader::with_format(std::io::Cursor::new(png), ImageFormat::Png);
        let (width, height) = reader().into_dimensions().map_err(|_broken| PictureError::NotPng)?;
        if width > LARGEST || height > LARGEST || width == 0 || height == 0 {
            return Err(PictureError::TooLarge);
        }
        let read = reader().decode().map_err(|_broken| PictureError::NotPng)?;
        let read = if width > MOST || height > MOST { read.thumbnail(MOST, MOST) } else { read };
        let dots = read.into_rgba8();
        let (width, height) = dots.dimensions();
        let (mut colors, mut cover) = (Vec::new(), Vec::new());
        for dot in dots.pixels() {
            let [red, green, blue, alpha] = dot.0;
            colors.extend([red, green, blue]);
            cover.push(alpha);
        }
        Ok(Self { width, height, colors, cover })
    }

    /// Width in parts of the height.
    pub(super) fn shape(&self) -> f32 {
        let side = |side: u32| f32::from(u16::try_from(side).unwrap_or(u16::MAX)).max(1.0);
        side(self.width) / side(self.height)
    }

    /// Colours as a PNG packs them: what a PDF reads with the same filter, without another packer.
    pub(super) fn packed_colors(&self) -> Result<Vec<u8>, PagesError> {
        packed(&self.colors, self.width, self.height, ExtendedColorType::Rgb8)
    }

    /// Transparency, packed likewise.
    pub(super) fn packed_cover(&self) -> Result<Vec<u8>, PagesError> {
        packed(&self.cover, self.width, self.height, ExtendedColorType::L8)
    }
}

fn packed(dots: &[u8], width: u32, height: u32, kind: ExtendedColorType) -> Result<Vec<u8>, PagesError> {
    let mut png = Vec::new();
    PngEncoder::new(&mut png).write_image(dots, width, height, kind).map_err(|_broken| PagesError::Picture)?;
    let mut stream = Vec::new();
    // The signature of eight bytes, then parts: length, name, content, check sum.
    let mut rest = png.get(8..).unwrap_or_default();
    while let Some((length, after)) = rest.split_first_chunk::<4>() {
        let length = usize::try_from(u32::from_be_bytes(*length)).unwrap_or(usize::MAX);
        let (Some(name), Some(content)) = (after.get(..4), after.get(4..length.saturating_add(4))) else {
            return Err(PagesError::Picture);
        };
        if name == b"IDAT" {
            stream.extend_from_slice(content);
        }
        rest = after.get(length.saturating_add(8)..).unwrap_or_default();
    }
    Ok(stream)
}
