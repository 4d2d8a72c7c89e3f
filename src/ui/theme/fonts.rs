//! Inter for text and Phosphor for icons, carried in the program: the window looks the same on every machine.

use std::sync::Arc;

use egui::{FontData, FontDefinitions, FontFamily, FontId, FontTweak};

use super::size;
use crate::app::fonts::LoadedFont;

/// What a font of the person's choice is called among the others.
const CHOSEN: &str = "chosen";

/// Weights of Inter beyond the regular one (which is [`FontFamily::Proportional`]).
pub mod family {
    use egui::FontFamily;

    /// Medium: buttons, names of fields, what is selected.
    #[must_use]
    pub fn medium() -> FontFamily {
        FontFamily::Name("medium".into())
    }

    /// Semi-bold: headings.
    #[must_use]
    pub fn semibold() -> FontFamily {
        FontFamily::Name("semibold".into())
    }
}

/// Ready-made fonts of the window's texts.
pub mod text {
    use super::{FontFamily, FontId, family, size};

    /// Body.
    #[must_use]
    pub fn body() -> FontId {
        FontId::new(size::BODY, FontFamily::Proportional)
    }

    /// Body that stands out: values that matter, buttons.
    #[must_use]
    pub fn medium() -> FontId {
        FontId::new(size::BODY, family::medium())
    }

    /// Cells of tables.
    #[must_use]
    pub fn table() -> FontId {
        FontId::new(size::TABLE, FontFamily::Proportional)
    }

    /// Cells of tables that stand out.
    #[must_use]
    pub fn table_medium() -> FontId {
        FontId::new(size::TABLE, family::medium())
    }

    /// Heading of a screen or a card.
    #[must_use]
    pub fn heading() -> FontId {
        FontId::new(size::HEADING, family::semibold())
    }

    /// Heading of a section.
    #[must_use]
    pub fn section() -> FontId {
        FontId::new(size::SECTION, family::semibold())
    }

    /// Small notes.
    #[must_use]
    pub fn note() -> FontId {
        FontId::new(size::NOTE, FontFamily::Proportional)
    }

    /// An icon beside text.
    #[must_use]
    pub fn icon() -> FontId {
        FontId::new(size::ICON, FontFamily::Proportional)
    }
}

/// All fonts and the order in which a missing glyph is looked for. A chosen font stands before the program's own, which
/// fill in for signs that it lacks.
pub(super) fn definitions(chosen: Option<&LoadedFont>) -> FontDefinitions {
    let mut fonts = FontDefinitions::empty();
    let inter: [(&str, &'static [u8]); 3] = [
        ("inter", include_bytes!("../../../assets/fonts/Inter-Regular.otf")),
        ("inter-medium", include_bytes!("../../../assets/fonts/Inter-Medium.otf")),
        ("inter-semibold", include_bytes!("../../../assets/fonts/Inter-SemiBold.otf")),
    ];
    for (name, bytes) in inter {
        fonts.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
    }
    // Phosphor's glyphs fill the em square; half of the difference to Inter's x-height puts them on its middle line.
    let tweak = FontTweak { y_offset_factor: 0.04, ..FontTweak::default() };
    let phosphor = FontData::from_static(include_bytes!("../../../assets/fonts/Phosphor.ttf")).tweak(tweak);
    fonts.font_data.insert("phosphor".to_owned(), Arc::new(phosphor));

    for (family, first) in [
        (FontFamily::Proportional, "inter"),
        (FontFamily::Monospace, "inter"),
        (family::medium(), "inter-medium"),
        (family::semibold(), "inter-semibold"),
    ] {
        let chosen = chosen.map(|_| CHOSEN.to_owned());
        let order = chosen.into_iter().chain([first.to_owned(), "phosphor".to_owned()]);
        fonts.families.insert(family, order.collect());
    }
    if let Some(font) = chosen {
        let data = FontData { index: font.index, ..FontData::from_owned(font.bytes.clone()) };
        fonts.font_data.insert(CHOSEN.to_owned(), Arc::new(data));
    }
    fonts
}

#[cfg(test)]
mod tests {
    use egui::Context;

    use super::*;

    #[test]
    fn every_sign_of_the_window_has_a_glyph_and_digits_are_of_one_width() {
        let ctx = Context::default();
        super::super::install(&ctx);
        ctx.run_ui(egui::RawInput::default(), |ui| {
            ui.ctx().fonts_mut(|fonts| {
                for font in [text::body(), text::medium(), text::heading(), text::table()] {
                    for sign in "АЯаяЁёўіҐ№₽→←↑↓…—–−×·•✓«»()+:/%\u{a0}\u{202f}".chars()
                    {
                        assert!(fonts.has_glyph(&font, sign), "{sign:?} has no glyph in {font:?}");
                    }
                    let width = fonts.glyph_width(&font, '0');
                    for digit in '1'..='9' {
                        let found = fonts.glyph_width(&font, digit);
                        assert!((found - width).abs() < 0.05, "{digit} is {found} wide in {font:?}, 0 is {width}");
                    }
                    for (name, icon) in crate::ui::icons::ALL {
                        assert!(icon.chars().all(|sign| fonts.has_glyph(&font, sign)), "the icon {name} has no glyph");
                    }
                }
            });
        })
        .drop_without_applying_deltas();
    }
}
