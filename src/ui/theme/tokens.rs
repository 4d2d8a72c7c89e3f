//! The colours of both themes, and the proof that they can be read.

use egui::Color32;

/// All colours of one theme.
#[derive(Debug, Clone, PartialEq)]
pub struct Tokens {
    /// Dark theme.
    pub dark: bool,
    /// Surfaces: 0 window, 1 panel, 2 row under the pointer, 3 selected.
    pub surface: [Color32; 4],
    /// Text: 0 main, 1 secondary, 2 faint. All of them 4.5:1 on every surface.
    pub text: [Color32; 3],
    /// Thin lines between things.
    pub line: Color32,
    /// Edges of fields and buttons.
    pub edge: Color32,
    /// The one accent: focus, selection, the main button.
    pub accent: Color32,
    /// The main button under the pointer.
    pub accent_hover: Color32,
    /// Text on the accent.
    pub on_accent: Color32,
    /// Good.
    pub ok: Color32,
    /// To look at.
    pub warn: Color32,
    /// Wrong.
    pub danger: Color32,
    /// To know.
    pub info: Color32,
    /// Band of the training server: background and text.
    pub training: (Color32, Color32),
    /// Draft.
    pub status_draft: Color32,
    /// Waiting.
    pub status_planned: Color32,
    /// In work.
    pub status_started: Color32,
    /// Done.
    pub status_done: Color32,
    /// Cancelled.
    pub status_cancelled: Color32,
    /// Shadow under what floats.
    pub shadow: Color32,
    /// Veil over the window behind a dialog.
    pub veil: Color32,
}

impl Tokens {
    /// A wash of a colour over a panel: background of a box that warns.
    #[must_use]
    pub fn wash(&self, color: Color32) -> Color32 {
        self.surface[1].lerp_to_gamma(color, if self.dark { 0.13 } else { 0.07 })
    }

    /// The thin edge of such a box.
    #[must_use]
    pub fn wash_edge(&self, color: Color32) -> Color32 {
        self.surface[1].lerp_to_gamma(color, 0.35)
    }
}

const fn rgb(hex: u32) -> Color32 {
    let bytes = hex.to_be_bytes();
    Color32::from_rgb(bytes[1], bytes[2], bytes[3])
}

/// The light theme.
pub static LIGHT: Tokens = Tokens {
    dark: false,
    surface: [rgb(0x00F4_F5F7), rgb(0x00FF_FFFF), rgb(0x00ED_F0F4), rgb(0x00E1_EBFC)],
    text: [rgb(0x001A_212B), rgb(0x0043_4E5C), rgb(0x005A_6575)],
    line: rgb(0x00E4_E8ED),
    edge: rgb(0x00C9_D0DA),
    accent: rgb(0x001D_58C4),
    accent_hover: rgb(0x0018_4BA8),
    on_accent: rgb(0x00FF_FFFF),
    ok: rgb(0x000F_6B3C),
    warn: rgb(0x0083_5000),
    danger: rgb(0x00B3_202C),
    info: rgb(0x001D_58C4),
    training: (rgb(0x00FF_D23F), rgb(0x003B_2C00)),
    status_draft: rgb(0x005A_6575),
    status_planned: rgb(0x0062_37AB),
    status_started: rgb(0x001D_58C4),
    status_done: rgb(0x000F_6B3C),
    status_cancelled: rgb(0x0096_382A),
    shadow: Color32::from_rgba_premultiplied(2, 3, 5, 34),
    veil: Color32::from_rgba_premultiplied(8, 10, 14, 90),
};

/// The dark theme.
pub static DARK: Tokens = Tokens {
    dark: true,
    surface: [rgb(0x0010_1316), rgb(0x0017_1B20), rgb(0x0022_272E), rgb(0x001E_3354)],
    text: [rgb(0x00E6_EAF0), rgb(0x00B3_BCC8), rgb(0x0099_A4B2)],
    line: rgb(0x0029_2F37),
    edge: rgb(0x003B_434E),
    accent: rgb(0x007A_ACFF),
    accent_hover: rgb(0x0097_BEFF),
    on_accent: rgb(0x000A_1626),
    ok: rgb(0x005C_CB90),
    warn: rgb(0x00ED_B552),
    danger: rgb(0x00FF_8A86),
    info: rgb(0x007A_ACFF),
    training: (rgb(0x00FF_D23F), rgb(0x003B_2C00)),
    status_draft: rgb(0x0099_A4B2),
    status_planned: rgb(0x00BF_A3F7),
    status_started: rgb(0x007A_ACFF),
    status_done: rgb(0x005C_CB90),
    status_cancelled: rgb(0x00EE_9483),
    shadow: Color32::from_rgba_premultiplied(0, 0, 0, 120),
    veil: Color32::from_rgba_premultiplied(0, 0, 0, 150),
};

#[cfg(test)]
mod tests {
    use super::*;

    /// Contrast by WCAG 2.2: 1 for equal colours, 21 for black on white.
    fn contrast(a: Color32, b: Color32) -> f32 {
        let luminance = |color: Color32| {
            let channel = |byte: u8| {
                let value = f32::from(byte) / 255.0;
                if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
            };
            0.2126 * channel(color.r()) + 0.7152 * channel(color.g()) + 0.0722 * channel(color.b())
        };
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn every_text_can_be_read_on_every_surface() {
        assert!((contrast(Color32::BLACK, Color32::WHITE) - 21.0).abs() < 0.01);
        for theme in [&LIGHT, &DARK] {
            let texts = [
                theme.text[0],
                theme.text[1],
                theme.text[2],
                theme.accent,
                theme.ok,
                theme.warn,
                theme.danger,
                theme.info,
                theme.status_draft,
                theme.status_planned,
                theme.status_started,
                theme.status_done,
                theme.status_cancelled,
            ];
            let washes = [theme.wash(theme.warn), theme.wash(theme.danger), theme.wash(theme.info)];
            for text in texts {
                for surface in theme.surface {
                    let found = contrast(text, surface);
                    assert!(found >= 4.5, "{text:?} on {surface:?} is {found}, dark: {}", theme.dark);
                }
            }
            for wash in washes {
                for text in [theme.text[0], theme.text[1], theme.warn, theme.danger] {
                    assert!(contrast(text, wash) >= 4.5, "{text:?} on the wash {wash:?}, dark: {}", theme.dark);
                }
            }
            assert!(contrast(theme.on_accent, theme.accent) >= 4.5);
            assert!(contrast(theme.on_accent, theme.accent_hover) >= 4.5);
            assert!(contrast(theme.on_accent, theme.danger) >= 4.5);
            assert!(contrast(theme.training.0, theme.training.1) >= 4.5);
            // What marks focus must stand out from what is around it (WCAG 2.2, 1.4.11).
            assert!(theme.surface.into_iter().all(|surface| contrast(theme.accent, surface) >= 3.0));
        }
    }
}
