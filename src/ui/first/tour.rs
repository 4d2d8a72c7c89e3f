//! The tour: five short cards at the foot of the window. Work goes on around them; one key skips them all.

use egui::{Align, Align2, Area, CornerRadius, Frame, Id, Layout, Margin, Order, RichText, Stroke, Ui, vec2};

use crate::app::command::Command;
use crate::app::state::AppState;
use crate::ui::theme::{text, tokens};
use crate::ui::widgets::button;
use crate::ui::{Sink, icons};
use crate::words::Arg;

const WIDTH: f32 = 440.0;

/// Icon, title and words of each step.
const STEPS: [(&str, &str, &str); 5] = [
    (icons::LIST_BULLETS, "first-tour-list", "first-tour-list-words"),
    (icons::NOTE_PENCIL, "first-tour-new", "first-tour-new-words"),
    (icons::COMMAND, "first-tour-keys", "first-tour-keys-words"),
    (icons::CLOUD_CHECK, "first-tour-sync", "first-tour-sync-words"),
    (icons::GEAR_SIX, "first-tour-settings", "first-tour-settings-words"),
];

/// Shows the step, unless a form or a dialog is open: then the tour waits.
pub fn tour(ui: &Ui, state: &AppState, sink: &mut Sink) {
    let Some(step) = state.tour else { return };
    if state.editor.is_some() || ui.memory(|memory| memory.top_modal_layer().is_some()) {
        return;
    }
    let Some((icon, title, words)) = STEPS.get(step) else { return };
    let lang = state.settings.lang;
    let colors = tokens(ui.ctx());
    let area = Area::new(Id::unique("tour")).order(Order::Foreground).anchor(Align2::CENTER_BOTTOM, vec2(0.0, -24.0));
    area.show(ui, |ui| {
        Frame::new()
            .fill(colors.surface[1])
            .stroke(Stroke::new(1.0, colors.edge))
            .shadow(ui.visuals().popup_shadow)
            .corner_radius(CornerRadius::same(12))
            .inner_margin(Margin::symmetric(20, 16))
            .show(ui, |ui| {
                ui.set_width(WIDTH.min(ui.ctx().content_rect().width() - 80.0));
                ui.horizontal(|ui| {
                    ui.label(RichText::new(*icon).size(20.0).color(colors.accent));
                    ui.label(RichText::new(lang.text(title)).font(text::medium()));
                    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                        let place = [("step", Arg::from(step + 1)), ("of", Arg::from(STEPS.len()))];
                        let place = lang.text_with("first-tour-step", &place);
                        ui.label(RichText::new(place).font(text::note()).color(colors.text[2]));
                    });
                });
                ui.add_space(4.0);
                let words = RichText::new(lang.text(words)).font(text::body()).color(colors.text[1]);
                ui.add(egui::Label::new(words).wrap());
                ui.add_space(12.0);
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    let last = step + 1 == STEPS.len();
                    let next = if last { "first-tour-done" } else { "first-tour-next" };
                    if button::primary(ui, "", &lang.text(next)).clicked() {
                        sink.send(Command::Tour((!last).then_some(step + 1)));
                    }
                    if step > 0 && button::plain(ui, "", &lang.text("first-tour-back")).clicked() {
                        sink.send(Command::Tour(Some(step - 1)));
                    }
                    if !last && button::quiet(ui, "", &lang.text("first-tour-skip")).clicked() {
                        sink.send(Command::Tour(None));
                    }
                });
            });
    });
}
