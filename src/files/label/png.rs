//! The label as a picture: at twelve dots a millimetre (305 dpi) a module is four dots exactly.

use image::codecs::png::PngEncoder;
use image::{ExtendedColorType, ImageEncoder as _};
use skrifa::outline::OutlinePen;
use tiny_skia::{Color, FillRule, Paint, Path, PathBuilder, Pixmap, Rect, Transform};

use super::super::print::{Face, Font, POINT_MM};
use super::{BARS, BARS_TOP, HEIGHT, Label, LabelError, WIDTH};

/// Dots of a millimetre.
const DOTS: f32 = 12.0;

/// Draws a label as a PNG.
///
/// # Errors
/// [`LabelError`].
pub fn png(label: &Label) -> Result<Vec<u8>, LabelError> {
    let font = Font::of(Face::Medium)?;
    let (width, height) = (dots(WIDTH), dots(HEIGHT));
    let mut sheet = Pixmap::new(width, height).ok_or(LabelError::Picture)?;
    sheet.fill(Color::WHITE);
    let mut ink = Paint::default();
    ink.set_color(Color::BLACK);
    // Edges of bars fall between dots, never inside one.
    ink.anti_alias = false;
    bars(label, &mut sheet, &ink);
    ink.anti_alias = true;
    for piece in label.pieces(&font) {
        let size = piece.size * POINT_MM * DOTS;
        let wide = font.width(&piece.text, piece.size);
        let mut x = (if piece.centred { piece.x - wide / 2.0 } else { piece.x }) * DOTS;
        for sign in piece.text.chars() {
            let glyph = font.glyph(sign);
            let mut pen = Pen { path: PathBuilder::new(), x, baseline: piece.baseline * DOTS };
            font.draw(glyph, size, &mut pen);
            if let Some(path) = pen.path.finish() {
                fill(&mut sheet, &path, &ink);
            }
            x += font.advance(glyph) / 1000.0 * size;
        }
    }
    let pixels: Vec<u8> = sheet.pixels().iter().map(|pixel| pixel.red()).collect();
    let mut bytes = Vec::new();
    let encoder = PngEncoder::new(&mut bytes);
    encoder.write_image(&pixels, width, height, ExtendedColorType::L8).map_err(|_unlikely| LabelError::Picture)?;
    Ok(bytes)
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a sheet of a few hundred millimetres")]
fn dots(millimetres: f32) -> u32 {
    (millimetres * DOTS) as u32
}

/// Each module is the same whole number of dots.
fn bars(label: &Label, sheet: &mut Pixmap, ink: &Paint<'_>) {
    let bars = label.bars();
    let most = (WIDTH * DOTS / f32::from(bars.modules)).floor();
    let module = (bars.module * DOTS).round().min(most).max(1.0);
    let begin = ((WIDTH * DOTS - f32::from(bars.modules) * module) / 2.0).floor().max(0.0);
    let left = bars.dark.first().map_or(0.0, |(at, _)| *at);
    for (at, width) in &bars.dark {
        let place = ((at - left) / bars.module).round() * module + begin + 10.0 * module;
        let wide = (width / bars.module).round() * module;
        if let Some(bar) = Rect::from_xywh(place, BARS_TOP * DOTS, wide, BARS * DOTS) {
            sheet.fill_rect(bar, ink, Transform::identity(), None);
        }
    }
}

fn fill(sheet: &mut Pixmap, path: &Path, ink: &Paint<'_>) {
    sheet.fill_path(path, ink, FillRule::Winding, Transform::identity(), None);
}

/// Outlines with y upwards → dots with y downwards.
struct Pen {
    path: PathBuilder,
    x: f32,
    baseline: f32,
}

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.path.move_to(self.x + x, self.baseline - y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.path.line_to(self.x + x, self.baseline - y);
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.path.quad_to(self.x + cx, self.baseline - cy, self.x + x, self.baseline - y);
    }

    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        let (left, base) = (self.x, self.baseline);
        self.path.cubic_to(left + cx0, base - cy0, left + cx1, base - cy1, left + x, base - y);
    }

    fn close(&mut self) {
        self.path.close();
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::label;
    use super::*;

    /// A scanner's line through the bars: widths of dark and light in turn, in modules.
    #[test]
    fn a_scanner_reads_the_bars_of_the_picture() {
        let label = label();
        let picture = image::load_from_memory(&png(&label).unwrap()).unwrap().into_luma8();
        assert_eq!((picture.width(), picture.height()), (1200, 840));
        let row = dots(BARS_TOP + BARS / 2.0);
        let line: Vec<bool> = (0..picture.width()).map(|x| picture.get_pixel(x, row).0[0] < 128).collect();
        let first = line.iter().position(|dark| *dark).unwrap();
        let last = line.iter().rposition(|dark| *dark).unwrap();
        assert!(first >= 30 && line.len() - last > 30, "free ends");
        let mut runs: Vec<usize> = vec![0];
        for pair in line[first..=last].windows(2) {
            *runs.last_mut().unwrap() += 1;
            if pair[0] != pair[1] {
                runs.push(0);
            }
        }
        *runs.last_mut().unwrap() += 1;
        let module = runs.iter().min().unwrap();
        let widths: Vec<u8> = runs.iter().map(|run| u8::try_from(run / module).unwrap()).collect();
        assert_eq!(*module, 4, "a third of a millimetre");
        assert!(runs.iter().all(|run| run % module == 0), "whole dots a module");
        assert_eq!(widths, label.code.widths());
    }
}
