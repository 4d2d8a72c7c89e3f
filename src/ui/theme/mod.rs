//! Design tokens: every colour, size and font of the window. Nobody else names a colour.
//!
//! [`install`] once, [`apply`] each frame (it does nothing until a setting changes), [`tokens`] and [`row_height`] while
//! painting. The theme knows nothing of what is painted.

mod fonts;
pub mod size;
mod style;
mod tokens;

use std::sync::Arc;

use egui::Context;

use crate::app::fonts::LoadedFont;
use crate::app::settings::{Density, Settings, Theme};

pub use fonts::{family, text};
pub use tokens::{DARK, LIGHT, Tokens};

/// Loads the fonts and the styles of both themes. Call once, before the first frame.
pub fn install(ctx: &Context) {
    ctx.set_fonts(fonts::definitions(None));
    ctx.options_mut(|options| {
        // Text size is a setting of ours: egui's own Ctrl+Plus would fight with it.
        options.zoom_with_keyboard = false;
    });
    for (theme, tokens) in [(egui::Theme::Light, &LIGHT), (egui::Theme::Dark, &DARK)] {
        ctx.set_style_of(theme, style::style(tokens));
    }
}

/// Applies what the person has set: theme, size of text, density.
pub fn apply(ctx: &Context, settings: &Settings) {
    let theme = match settings.theme {
        Theme::Light => egui::Theme::Light,
        Theme::Dark => egui::Theme::Dark,
    };
    if ctx.theme() != theme {
        ctx.set_theme(theme);
    }
    let scale = settings.scale.clamp(size::SCALE_MIN, size::SCALE_MAX);
    if (ctx.zoom_factor() - scale).abs() > 0.001 {
        ctx.set_zoom_factor(scale);
    }
    ctx.data_mut(|data| data.insert_temp(density_id(), settings.density));
}

/// Draws with this font from the next frame on; `None`: with the program's own. Does nothing until it changes.
pub fn apply_font(ctx: &Context, font: Option<&Arc<LoadedFont>>) {
    let id = egui::Id::unique("theme-font");
    let known: Option<Arc<LoadedFont>> = ctx.data(|data| data.get_temp(id)).unwrap_or_default();
    let is_same = match (&known, font) {
        (None, None) => true,
        (Some(known), Some(font)) => Arc::ptr_eq(known, font),
        _ => false,
    };
    if !is_same {
        ctx.data_mut(|data| data.insert_temp(id, font.cloned()));
        ctx.set_fonts(fonts::definitions(font.map(Arc::as_ref)));
        ctx.request_repaint();
    }
}

/// The tokens of the theme in force.
#[must_use]
pub fn tokens(ctx: &Context) -> &'static Tokens {
    if ctx.global_style().visuals.dark_mode { &DARK } else { &LIGHT }
}

/// Height of a table row at the density in force.
#[must_use]
pub fn row_height(ctx: &Context) -> f32 {
    match ctx.data(|data| data.get_temp(density_id())).unwrap_or_default() {
        Density::Compact => 24.0,
        Density::Normal => 28.0,
        Density::Roomy => 34.0,
    }
}

fn density_id() -> egui::Id {
    egui::Id::unique("theme-density")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_change_theme_size_and_rows() {
        let ctx = Context::default();
        install(&ctx);
        apply(&ctx, &Settings::default());
        assert!(!tokens(&ctx).dark);
        assert!((row_height(&ctx) - 28.0).abs() < f32::EPSILON);
        let night = Settings { theme: Theme::Dark, density: Density::Compact, scale: 9.0, ..Settings::default() };
        apply(&ctx, &night);
        assert!((row_height(&ctx) - 24.0).abs() < f32::EPSILON);
        // Theme and zoom take effect with the next pass.
        ctx.run_ui(egui::RawInput::default(), |_| {}).drop_without_applying_deltas();
        assert!(tokens(&ctx).dark);
        assert!((ctx.zoom_factor() - size::SCALE_MAX).abs() < f32::EPSILON, "a wild scale is held in bounds");
    }
}
