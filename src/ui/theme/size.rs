//! Sizes on a 4 px grid.

/// The grid.
pub const GRID: f32 = 4.0;
/// Body text, px.
pub const BODY: f32 = 14.0;
/// Table text, px.
pub const TABLE: f32 = 13.0;
/// Headings, px.
pub const HEADING: f32 = 18.0;
/// Headings of sections, px.
pub const SECTION: f32 = 12.0;
/// Small notes under fields, px.
pub const NOTE: f32 = 12.0;
/// Icons beside text, px.
pub const ICON: f32 = 16.0;
/// Height of fields and buttons, px.
pub const CONTROL: f32 = 28.0;
/// Rounding of fields and buttons, px.
pub const RADIUS: u8 = 6;
/// Smallest size of text: 80 %.
pub const SCALE_MIN: f32 = 0.8;
/// Largest size of text: 200 %.
pub const SCALE_MAX: f32 = 2.0;
/// One step of the size of text.
pub const SCALE_STEP: f32 = 0.1;
