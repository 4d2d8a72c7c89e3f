//! Buttons: one look for each weight. Every one has an accessible name without its icon.

use std::sync::Arc;

use egui::containers::menu::SubMenuButton;
use egui::{Button, Color32, Response, RichText, Stroke, TextWrapMode, Ui, vec2};

use crate::ui::icons;
use crate::ui::theme::{size, text, tokens};

/// How loudly a button speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// The main button of a place: at most one is seen at a time.
    Primary,
    /// The main button where it takes something away.
    Danger,
    /// An ordinary button.
    Plain,
}

/// The main button of a place.
pub fn primary(ui: &mut Ui, icon: &str, name: &str) -> Response {
    button(ui, Look::Primary, true, icon, name)
}

/// The main button where it takes something away.
pub fn danger(ui: &mut Ui, icon: &str, name: &str) -> Response {
    button(ui, Look::Danger, true, icon, name)
}

/// An ordinary button.
pub fn plain(ui: &mut Ui, icon: &str, name: &str) -> Response {
    button(ui, Look::Plain, true, icon, name)
}

/// A button that can be off.
pub fn button(ui: &mut Ui, look: Look, enabled: bool, icon: &str, name: &str) -> Response {
    let colors = tokens(ui.ctx());
    let fills = match look {
        Look::Plain => return ui.add_enabled(enabled, content(icon, name, None)).accessible_name(name),
        Look::Primary => (colors.accent, colors.accent_hover),
        Look::Danger => (colors.danger, colors.danger),
    };
    // Not a scope: in a wrapping row a scope would take the rest of the line.
    let style = Arc::clone(ui.style());
    let widgets = &mut ui.visuals_mut().widgets;
    for (look, fill) in
        [(&mut widgets.inactive, fills.0), (&mut widgets.hovered, fills.1), (&mut widgets.active, fills.1)]
    {
        look.weak_bg_fill = fill;
        look.bg_stroke = Stroke::new(1.0, fill);
        look.fg_stroke.color = colors.on_accent;
    }
    // The accent's own ring would not be seen on it.
    widgets.active.bg_stroke = Stroke::new(2.0, colors.text[0]);
    widgets.noninteractive.weak_bg_fill = fills.0;
    widgets.noninteractive.fg_stroke.color = colors.on_accent;
    let response = ui.add_enabled(enabled, content(icon, name, None)).accessible_name(name);
    ui.set_style(style);
    response
}

/// A quiet button: no frame until the pointer or the focus is on it.
pub fn quiet(ui: &mut Ui, icon: &str, name: &str) -> Response {
    let color = tokens(ui.ctx()).text[1];
    ui.add(content(icon, name, Some(color)).frame_when_inactive(false)).accessible_name(name)
}

/// A square button with an icon only. `name` says what it does, for screen readers and in the tooltip, with `key` after it.
pub fn icon(ui: &mut Ui, icon: &str, name: &str, key: &str) -> Response {
    let color = tokens(ui.ctx()).text[1];
    let side = vec2(size::CONTROL, size::CONTROL);
    let padding = ui.spacing().button_padding;
    ui.spacing_mut().button_padding = vec2(6.0, 4.0);
    let button = Button::new(RichText::new(icon).font(text::icon()).color(color)).min_size(side);
    let response = ui.add(button.frame_when_inactive(false)).accessible_name(name);
    ui.spacing_mut().button_padding = padding;
    response.on_hover_text(tip(name, key))
}

/// `Name (Key)`, or the name alone.
#[must_use]
pub fn tip(name: &str, key: &str) -> String {
    if key.is_empty() { name.to_owned() } else { format!("{name}  {key}") }
}

/// A line of a menu: icon, name, key at the right.
pub fn menu_line(ui: &mut Ui, icon: &str, name: &str, key: &str) -> Response {
    let faint = tokens(ui.ctx()).text[2];
    let button = content(icon, name, None).right_text(RichText::new(key).font(text::note()).color(faint));
    ui.add(button.min_size(vec2(200.0, size::CONTROL))).accessible_name(name)
}

/// A line of a menu with a menu of its own beside it.
pub fn sub_menu(ui: &mut Ui, icon: &str, name: &str, contents: impl FnOnce(&mut Ui)) {
    let line = content(icon, name, None).min_size(vec2(200.0, size::CONTROL));
    let (response, _) =
        SubMenuButton::from_button(line.right_text(RichText::new(icons::CARET_RIGHT).font(text::icon())))
            .ui(ui, contents);
    response.accessible_name(name);
}

/// A small sign beside a value, as quiet as a note. `name` says what it does, for screen readers and in the tooltip.
pub fn sign(ui: &mut Ui, icon: &str, name: &str) -> Response {
    let color = tokens(ui.ctx()).text[2];
    let padding = ui.spacing().button_padding;
    ui.spacing_mut().button_padding = vec2(4.0, 1.0);
    let button = Button::new(RichText::new(icon).font(text::note()).color(color));
    let response = ui.add(button.frame_when_inactive(false)).accessible_name(name);
    ui.spacing_mut().button_padding = padding;
    response.on_hover_text(name)
}

fn content<'a>(icon: &str, name: &str, color: Option<Color32>) -> Button<'a> {
    let paint = |part: RichText| if let Some(color) = color { part.color(color) } else { part };
    let name = paint(RichText::new(name).font(text::medium()));
    if icon.is_empty() {
        Button::new(name)
    } else {
        Button::new((paint(RichText::new(icon).font(text::icon())), name)).gap(6.0).wrap_mode(TextWrapMode::Extend)
    }
}
