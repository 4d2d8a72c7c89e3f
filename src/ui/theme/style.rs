//! The whole egui style of a theme, from its tokens: spacing on the grid, one look of fields and buttons, a focus ring
//! that is always seen.

use egui::style::{HandleShape, ScrollFadeStyle, ScrollStyle, Selection, TextCursorStyle, WidgetVisuals, Widgets};
use egui::{Color32, CornerRadius, FontFamily, FontId, Margin, Shadow, Stroke, Style, TextStyle, Visuals, vec2};

use super::tokens::Tokens;
use super::{family, size};

/// The style of a theme.
pub(super) fn style(tokens: &Tokens) -> Style {
    let mut style = Style { visuals: visuals(tokens), ..Style::default() };
    style.text_styles = [
        (TextStyle::Small, FontId::new(size::NOTE, FontFamily::Proportional)),
        (TextStyle::Body, FontId::new(size::BODY, FontFamily::Proportional)),
        (TextStyle::Button, FontId::new(size::BODY, FontFamily::Proportional)),
        (TextStyle::Monospace, FontId::new(size::TABLE, FontFamily::Monospace)),
        (TextStyle::Heading, FontId::new(size::HEADING, family::semibold())),
    ]
    .into();
    space(&mut style);
    style.interaction.tooltip_delay = 0.35;
    style.interaction.selectable_labels = false;
    style.interaction.resize_grab_radius_side = 4.0;
    style.animation_time = 0.08;
    style
}

fn space(style: &mut Style) {
    let spacing = &mut style.spacing;
    spacing.item_spacing = vec2(8.0, 4.0);
    spacing.button_padding = vec2(12.0, 4.0);
    spacing.interact_size = vec2(size::CONTROL, size::CONTROL);
    spacing.window_margin = Margin::same(16);
    spacing.menu_margin = Margin::same(4);
    spacing.menu_spacing = 4.0;
    spacing.menu_width = 320.0;
    spacing.tooltip_width = 360.0;
    spacing.indent = 16.0;
    spacing.icon_width = 16.0;
    spacing.icon_width_inner = 10.0;
    spacing.icon_spacing = 8.0;
    spacing.combo_width = 120.0;
    spacing.combo_height = 320.0;
    spacing.scroll = ScrollStyle {
        bar_width: 10.0,
        handle_min_length: 28.0,
        floating_width: 4.0,
        fade: ScrollFadeStyle { strength: 0.0, ..ScrollFadeStyle::default() },
        ..ScrollStyle::floating()
    };
}

fn visuals(tokens: &Tokens) -> Visuals {
    let base = if tokens.dark { Visuals::dark() } else { Visuals::light() };
    let radius = CornerRadius::same(size::RADIUS);
    let floating = CornerRadius::same(10);
    Visuals {
        widgets: widgets(tokens, radius),
        selection: Selection { bg_fill: tokens.surface[3], stroke: Stroke::new(1.5, tokens.accent) },
        weak_text_color: Some(tokens.text[2]),
        hyperlink_color: tokens.accent,
        faint_bg_color: tokens.surface[0],
        extreme_bg_color: if tokens.dark { tokens.surface[0] } else { tokens.surface[1] },
        code_bg_color: tokens.surface[2],
        warn_fg_color: tokens.warn,
        error_fg_color: tokens.danger,
        window_corner_radius: floating,
        window_shadow: shadow(tokens, 12, 32),
        window_fill: tokens.surface[1],
        window_stroke: Stroke::new(1.0, tokens.edge),
        menu_corner_radius: CornerRadius::same(8),
        popup_shadow: shadow(tokens, 6, 20),
        panel_fill: tokens.surface[1],
        text_cursor: TextCursorStyle { stroke: Stroke::new(1.5, tokens.accent), ..TextCursorStyle::default() },
        button_frame: true,
        striped: false,
        slider_trailing_fill: true,
        handle_shape: HandleShape::Circle,
        indent_has_left_vline: false,
        disabled_alpha: 0.55,
        ..base
    }
}

fn shadow(tokens: &Tokens, down: i8, blur: u8) -> Shadow {
    Shadow { offset: [0, down], blur, spread: 0, color: tokens.shadow }
}

fn widgets(tokens: &Tokens, radius: CornerRadius) -> Widgets {
    let look = |fill: Color32, edge: Stroke, text: Color32| WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: edge,
        corner_radius: radius,
        fg_stroke: Stroke::new(1.0, text),
        expansion: 0.0,
    };
    let edge = Stroke::new(1.0, tokens.edge);
    Widgets {
        noninteractive: look(tokens.surface[1], Stroke::new(1.0, tokens.line), tokens.text[0]),
        inactive: look(tokens.surface[1], edge, tokens.text[0]),
        hovered: look(tokens.surface[2], Stroke::new(1.0, tokens.text[2]), tokens.text[0]),
        // Pressed or focused: the ring.
        active: look(tokens.surface[2], Stroke::new(2.0, tokens.accent), tokens.text[0]),
        open: look(tokens.surface[2], edge, tokens.text[0]),
    }
}
