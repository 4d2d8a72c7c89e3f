//! The label of a groupage pre-order: a barcode and a few lines, as a PNG picture and as a PDF to print.
//!
//! Both say the same in the same place: a sheet of 100 × 70 mm, laid out here in millimetres from its upper left corner.
//! Bars follow [`Code128`]: whole steps of one module, ten modules free at both ends, the text below them unshortened.

mod pdf;
mod png;

use thiserror::Error;

use super::print::{Font, FontError};
use crate::domain::code128::{Code128, QUIET_MODULES};

pub use pdf::pdf;
pub use png::png;

/// Width of the sheet, mm.
pub const WIDTH: f32 = 100.0;
/// Height of the sheet, mm.
pub const HEIGHT: f32 = 70.0;
const MARGIN: f32 = 5.0;
/// Width of a module, mm (partners' documents ask for 0.33); narrower only where the sheet ends.
const MODULE: f32 = 0.33;
/// Height of the bars, mm: well above 15 % of their length.
const BARS: f32 = 18.0;
const BARS_TOP: f32 = 42.0;

/// What a label says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The barcode.
    pub code: Code128,
    /// The heading.
    pub title: String,
    /// Lines below it.
    pub lines: Vec<String>,
    /// What marks it as practice.
    pub mark: Option<String>,
}

/// Why there is no label.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum LabelError {
    /// The program's font could not be read.
    #[error("the font of the label can't be read")]
    Font,
    /// The picture could not be made.
    #[error("the picture of the label can't be made")]
    Picture,
}

impl From<FontError> for LabelError {
    fn from(FontError: FontError) -> Self {
        Self::Font
    }
}

/// A piece of text: its place in millimetres, the height of its letters in points, whether it is centred there.
struct Piece {
    text: String,
    x: f32,
    baseline: f32,
    size: f32,
    centred: bool,
}

/// Bars as millimetres from the left edge: where each begins and how wide it is.
struct Bars {
    dark: Vec<(f32, f32)>,
    /// Modules with the free ends.
    modules: u16,
    /// Width of a module, mm.
    module: f32,
}

impl Label {
    fn bars(&self) -> Bars {
        let modules = u16::try_from(self.code.modules() + 2 * QUIET_MODULES).unwrap_or(u16::MAX);
        let module = MODULE.min(WIDTH / f32::from(modules));
        let mut at = (WIDTH - f32::from(modules) * module) / 2.0 + module * 10.0;
        let mut dark = Vec::new();
        for (place, width) in self.code.widths().into_iter().enumerate() {
            let width = f32::from(width) * module;
            if place % 2 == 0 {
                dark.push((at, width));
            }
            at += width;
        }
        Bars { dark, modules, module }
    }

    /// All texts, lines broken to the width of the sheet.
    fn pieces(&self, font: &Font) -> Vec<Piece> {
        let room = WIDTH - 2.0 * MARGIN;
        let piece = |text: &str, baseline: f32, size: f32| Piece {
            text: text.to_owned(),
            x: MARGIN,
            baseline,
            size,
            centred: false,
        };
        // A heading is never broken: a long one is written smaller.
        let heading = 14.0 * (room / font.width(&self.title, 14.0)).min(1.0);
        let mut pieces = vec![piece(&self.title, 10.0, heading)];
        if let Some(mark) = &self.mark {
            pieces.push(piece(mark, 15.0, 10.0));
        }
        let mut baseline = if self.mark.is_some() { 20.0 } else { 16.5 };
        for line in &self.lines {
            for part in font.broken(line, 8.0, room) {
                // What has no room above the bars is left out rather than printed over them.
                if baseline <= BARS_TOP - 2.0 {
                    pieces.push(piece(&part, baseline, 8.0));
                }
                baseline += 3.6;
            }
        }
        let below = Piece {
            text: self.code.text().to_owned(),
            x: WIDTH / 2.0,
            baseline: BARS_TOP + BARS + 4.5,
            size: 10.0,
            centred: true,
        };
        pieces.push(below);
        pieces
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PREORDER: &str = "41508460D0905400400000014";

    pub(super) fn label() -> Label {
        Label {
            code: Code128::new(PREORDER).unwrap(),
            title: "Деловые Линии · предзаказ № 9000001".into(),
            lines: vec![
                "Казань → Уфа".into(),
                "3 места, 110 кг, 0,96 м³".into(),
                "Получатель: ООО «Василёк», +7 900 123-45-67, вход со двора, спросить кладовщика, звонить за час"
                    .into(),
            ],
            mark: Some("УЧЕБНАЯ".into()),
        }
    }

    #[test]
    fn the_bars_of_the_document_fit_the_sheet_at_their_usual_width() {
        let bars = label().bars();
        assert_eq!((bars.modules, bars.module), (220, MODULE), "66 mm and the free ends");
        let (first, last) = (bars.dark.first().unwrap(), bars.dark.last().unwrap());
        assert!(first.0 >= 10.0 * MODULE && last.0 + last.1 <= WIDTH - 10.0 * MODULE);
        let drawn: f32 = last.0 + last.1 - first.0;
        assert!((drawn - 66.0).abs() < 0.01, "{drawn}");
        let long = Label { code: Code128::new(&"AB1".repeat(20)).unwrap(), ..label() };
        assert!(long.bars().module < MODULE, "a longer one is narrower, and never cut");
    }

    #[test]
    fn no_text_lies_on_the_bars_and_none_leaves_the_sheet() {
        let font = Font::of(super::super::print::Face::Medium).unwrap();
        for piece in label().pieces(&font) {
            assert!(piece.baseline <= BARS_TOP - 2.0 || piece.baseline > BARS_TOP + BARS, "{}", piece.text);
            let width = font.width(&piece.text, piece.size);
            assert!(width <= WIDTH - MARGIN, "{}: {width}", piece.text);
        }
    }
}
