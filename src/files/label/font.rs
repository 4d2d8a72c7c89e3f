//! The program's own font on paper: which glyph a sign has, how wide a text is, its outlines.

use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{FontRef, GlyphId, MetadataProvider as _};

use super::LabelError;

/// The font that the program carries, Cyrillic included.
pub(super) const BYTES: &[u8] = include_bytes!("../../../assets/fonts/Inter-Medium.otf");
const POINT_MM: f32 = 25.4 / 72.0;

/// A font that can be measured and drawn.
pub(super) struct Font<'a> {
    font: FontRef<'a>,
}

impl Font<'static> {
    pub(super) fn of_the_program() -> Result<Self, LabelError> {
        FontRef::new(BYTES).map(|font| Self { font }).map_err(|_broken| LabelError::Font)
    }
}

impl Font<'_> {
    /// The glyph of a sign; that of nothing where the font has none.
    pub(super) fn glyph(&self, sign: char) -> GlyphId {
        self.font.charmap().map(sign).unwrap_or_default()
    }

    /// Width of a glyph in thousandths of its size.
    pub(super) fn advance(&self, glyph: GlyphId) -> f32 {
        let metrics = self.font.glyph_metrics(Size::new(1000.0), LocationRef::default());
        metrics.advance_width(glyph).unwrap_or_default()
    }

    /// Width of a text, mm, at a size in points.
    pub(super) fn width(&self, text: &str, size: f32) -> f32 {
        let thousandths: f32 = text.chars().map(|sign| self.advance(self.glyph(sign))).sum();
        thousandths / 1000.0 * size * POINT_MM
    }

    /// A text in lines that fit a room, broken between words; a word that is too long alone is cut.
    pub(super) fn broken(&self, text: &str, size: f32, room: f32) -> Vec<String> {
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
    pub(super) fn draw(&self, glyph: GlyphId, size: f32, pen: &mut impl OutlinePen) {
        if let Some(outline) = self.font.outline_glyphs().get(glyph) {
            let settings = DrawSettings::unhinted(Size::new(size), LocationRef::default());
            // A glyph that can't be drawn is missing; the others stand.
            let _drawn = outline.draw(settings, pen);
        }
    }
}
