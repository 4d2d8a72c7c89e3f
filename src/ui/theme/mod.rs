//! Design tokens: every colour, size and font of the window. Nobody else names a colour.

use egui::Color32;

/// Sizes on a 4 px grid.
pub mod size {
    /// The grid.
    pub const GRID: f32 = 4.0;
    /// Body text, px.
    pub const BODY: f32 = 14.0;
    /// Table text, px.
    pub const TABLE: f32 = 12.5;
    /// Headings, px.
    pub const HEADING: f32 = 18.0;
    /// Small notes under fields, px.
    pub const NOTE: f32 = 12.0;
    /// Height of fields and buttons, px.
    pub const CONTROL: f32 = 28.0;
}

/// All colours of one theme.
#[derive(Debug, Clone, PartialEq)]
pub struct Tokens {
    /// Dark theme.
    pub dark: bool,
    /// Surfaces: 0 window, 1 panel, 2 field or row under the pointer, 3 selected.
    pub surface: [Color32; 4],
    /// Text: 0 main, 1 secondary, 2 faint (still 4.5:1 on surfaces 0 and 1).
    pub text: [Color32; 3],
    /// Thin lines.
    pub line: Color32,
    /// The one accent: focus, selection, the main button.
    pub accent: Color32,
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
}

const fn rgb(hex: u32) -> Color32 {
    let bytes = hex.to_be_bytes();
    Color32::from_rgb(bytes[1], bytes[2], bytes[3])
}

/// The light theme.
pub static LIGHT: Tokens = Tokens {
    dark: false,
    surface: [rgb(0x00F6_F7F9), rgb(0x00FF_FFFF), rgb(0x00EE_F1F5), rgb(0x00DD_E8FB)],
    text: [rgb(0x001B_2430), rgb(0x0048_5464), rgb(0x0065_7080)],
    line: rgb(0x00DD_E2E9),
    accent: rgb(0x001F_5FD0),
    on_accent: rgb(0x00FF_FFFF),
    ok: rgb(0x0011_7A46),
    warn: rgb(0x008F_5600),
    danger: rgb(0x00B8_2430),
    info: rgb(0x001F_5FD0),
    training: (rgb(0x00FF_D54A), rgb(0x003B_2C00)),
    status_draft: rgb(0x0065_7080),
    status_planned: rgb(0x006A_3FB5),
    status_started: rgb(0x001F_5FD0),
    status_done: rgb(0x0011_7A46),
    status_cancelled: rgb(0x00A1_3A2A),
};

/// The dark theme.
pub static DARK: Tokens = Tokens {
    dark: true,
    surface: [rgb(0x0014_181D), rgb(0x001B_2027), rgb(0x0026_2D36), rgb(0x0023_3B60)],
    text: [rgb(0x00E7_ECF2), rgb(0x00B4_BECA), rgb(0x0092_9DAB)],
    line: rgb(0x0030_3843),
    accent: rgb(0x0066_A0FF),
    on_accent: rgb(0x000B_1B33),
    ok: rgb(0x0056_C98C),
    warn: rgb(0x00F0_B44C),
    danger: rgb(0x00FF_7B7B),
    info: rgb(0x0066_A0FF),
    training: (rgb(0x00FF_D54A), rgb(0x003B_2C00)),
    status_draft: rgb(0x0092_9DAB),
    status_planned: rgb(0x00B5_94F5),
    status_started: rgb(0x0066_A0FF),
    status_done: rgb(0x0056_C98C),
    status_cancelled: rgb(0x00F0_8A78),
};

/// The tokens of the theme in force.
#[must_use]
pub fn tokens(ctx: &egui::Context) -> &'static Tokens {
    if ctx.global_style().visuals.dark_mode { &DARK } else { &LIGHT }
}
