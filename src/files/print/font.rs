//! The program's own fonts on paper: which glyph a sign has, how wide a text is, its outlines.

use skrifa::charmap::Charmap;
use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::GlyphMetrics;
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{FontRef, GlyphId, MetadataProvider as _};

use super::FontError;

/// Millimetres of a typographic point.
pub(in crate::files) const POINT_MM: f32 = 25.4 / 72.0;

/// A face that the program carries, Cyrillic included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::files) enum Face {
    /// Of running text.
    Regular,
    /// Of labels.
    Medium,
    /// Bold.
    SemiBold,
}

impl Face {
    /// Its file.
    pub(super) const fn bytes(self) -> &'static [u8] {
        match self {
            Self::Regular => include_bytes!("../../../assets/fonts/Inter-Regular.otf"),
            Self::Medium => include_bytes!("../../../assets/fonts/Inter-Medium.otf"),
            Self::SemiBold => include_bytes!("../../../assets/fonts/Inter-SemiBold.otf"),
        }
    }

    /// Its name in a document; six letters before it say that it is a part of the font.
    pub(super) const fn name(self) -> &'static [u8] {
        match self {
            Self::Regular => b"DESKPR+Inter-Regular",
            Self::Medium => b"DESKPM+Inter-Medium",
            Self::SemiBold => b"DESKPB+Inter-SemiBold",
        }
    }
}

/// A font that can be measured and drawn.
pub(in crate::files) struct Font {
    /// Which.
    pub(in crate::files) face: Face,
    file: FontRef<'static>,
    // Asked for each letter of each line: looked up once.
    charmap: Charmap<'static>,
    metrics: GlyphMetrics<'static>,
}

impl Font {
    pub(in crate::files) fn of(face: Face) -> Result<Self, FontError> {
        let file = FontRef::new(face.bytes()).map_err(|_broken| FontError)?;
        let metrics = file.glyph_metrics(Size::new(1000.0), LocationRef::default());
        Ok(Self { face, charmap: file.charmap(), metrics, file })
    }

    /// The glyph of a sign; that of nothing where the font has none.
    pub(in crate::files) fn glyph(&self, sign: char) -> GlyphId {
        self.charmap.map(sign).unwrap_or_default()
    }

    /// Width of a glyph in thousandths of its size.
    pub(in crate::files) fn advance(&self, glyph: GlyphId) -> f32 {
        self.metrics.advance_width(glyph).unwrap_or_default()
    }

    /// Width of a text, mm, at a size in points.
    pub(in crate::files) fn width(&self, text: &str, size: f32) -> f32 {
        let thousandths: f32 = text.chars().map(|sign| self.advance(self.glyph(sign))).sum();
        thousandths / 1000.0 * size * POINT_MM
    }

    /// A text in lines that fit a room, broken between words; a word that is too long alone is cut.
    pub(in crate::files) fn broken(&self, text: &str, size: f32, room: f32) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        let mut line = String::new();
        for word in text.split_whitespace() {
            let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
            if self.width(&longer, size) <= room {
                line = longer;
                continue;
            }
            if !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            for sign in word.chars() {
                line.push(sign);
                if self.width(&line, size) > room {
                    line.pop();
                    lines.push(std::mem::replace(&mut line, sign.to_string()));
                }
            }
        }
        if !line.is_empty() {
            lines.push(line);
        }
        lines
    }

    /// Outlines of a glyph at a size of so many units, y upwards.
    pub(in crate::files) fn draw(&self, glyph: GlyphId, size: f32, pen: &mut impl OutlinePen) {
        if let Some(outline) = self.file.outline_glyphs().get(glyph) {
            let settings = DrawSettings::unhinted(Size::new(size), LocationRef::default());
            // A glyph that can't be drawn is missing; the others stand.
            let _drawn = outline.draw(settings, pen);
        }
    }
}
