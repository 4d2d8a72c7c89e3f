//! The faults of the training server, as a window beside the work: each by name with what it does, presets, all off. Seen on
//! the embedded training server only.

use egui::{Align, Frame, Id, Layout, Margin, Response, RichText, ScrollArea, Slider, Ui, Window, vec2};

use crate::app::command::Command;
use crate::app::state::AppState;
use crate::app::training::{Preset, Training, Wish};
use crate::ui::theme::{size, text, tokens};
use crate::ui::widgets::button::Look;
use crate::ui::widgets::{button, field_note};
use crate::ui::{Sink, icons};
use crate::words::{Arg, Lang};

const WIDTH: f32 = 460.0;

/// The window, while it is open.
#[derive(Debug, Default)]
pub struct TrainingPanel {
    open: bool,
}

impl TrainingPanel {
    /// Opens or closes it.
    pub fn toggle(&mut self) {
        self.open = !self.open;
    }

    /// Shows it while it is open and this is a training.
    pub fn ui(&mut self, ui: &Ui, state: &AppState, sink: &mut Sink) {
        let Some(training) = &state.training else {
            self.open = false;
            return;
        };
        if !self.open {
            return;
        }
        let lang = state.settings.lang;
        let screen = ui.ctx().content_rect();
        let frame = Frame::window(ui.style()).inner_margin(Margin::same(16));
        let window = Window::new(RichText::new(lang.text("training-title")).font(text::medium()))
            .id(Id::unique("training-faults"))
            .frame(frame)
            .default_pos([screen.right() - WIDTH - 60.0, screen.top() + 90.0])
            .default_size([WIDTH, 640.0])
            .min_height((screen.height() - 180.0).clamp(200.0, 600.0))
            .max_height((screen.height() - 140.0).max(200.0))
            .resizable(true)
            .collapsible(false);
        let mut open = true;
        window.open(&mut open).show(ui.ctx(), |ui| {
            ui.set_width(WIDTH);
            let about = RichText::new(lang.text("training-about")).font(text::table());
            ui.add(egui::Label::new(about.color(tokens(ui.ctx()).text[1])).wrap());
            ui.add_space(8.0);
            presets(ui, training, lang, sink);
            ui.add_space(8.0);
            ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
                for (name, chance) in &training.faults {
                    fault(ui, name, *chance, lang, sink);
                }
                speed(ui, training, lang, sink);
            });
        });
        self.open = open;
    }
}

fn presets(ui: &mut Ui, training: &Training, lang: Lang, sink: &mut Sink) {
    ui.horizontal_wrapped(|ui| {
        for preset in Preset::ALL {
            let (icon, key) = match preset {
                Preset::BadLine => (icons::CLOUD_SLASH, "training-preset-bad-line"),
                Preset::SickServer => (icons::CLOUD_WARNING, "training-preset-sick-server"),
            };
            if button::plain(ui, icon, &lang.text(key)).clicked() {
                sink.send(Command::Train(Wish::Preset(preset)));
            }
        }
        let some = training.active() > 0;
        if button::button(ui, Look::Plain, some, icons::X_CIRCLE, &lang.text("training-all-off")).clicked() {
            sink.send(Command::Train(Wish::AllOff));
        }
    });
    let colors = tokens(ui.ctx());
    let words = match training.active() {
        0 => (icons::CHECK_CIRCLE, lang.text("training-none-active"), colors.ok),
        active => (icons::WARNING, lang.text_with("training-active", &[("count", Arg::from(active))]), colors.warn),
    };
    field_note::field_note(ui, words.0, &words.1, words.2);
}

/// The name of a fault on screen; one that has no text yet is called as on the command line.
fn title(name: &str, lang: Lang) -> String {
    let key = format!("training-fault-{name}");
    let text = lang.text(&key);
    if text == key { name.to_owned() } else { text }
}

fn fault(ui: &mut Ui, name: &'static str, chance: f64, lang: Lang, sink: &mut Sink) {
    let colors = tokens(ui.ctx());
    let shown = title(name, lang);
    let about_key = format!("training-fault-{name}-about");
    let about = lang.text(&about_key);
    ui.add_space(6.0);
    ui.horizontal(|ui| {
        let color = if chance > 0.0 { colors.warn } else { colors.text[0] };
        ui.label(RichText::new(&shown).font(text::medium()).color(color));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let mut percent = (chance * 100.0).round();
            let slider = Slider::new(&mut percent, 0.0..=100.0).step_by(5.0).fixed_decimals(0).suffix(" %");
            if slide(ui, slider).accessible_name(&shown).changed() {
                sink.send(Command::Train(Wish::Fault(name, percent / 100.0)));
            }
        });
    });
    if about != about_key {
        let words = RichText::new(about).font(text::note()).color(colors.text[2]);
        ui.add(egui::Label::new(words).wrap());
    }
}

/// A slider with its number after it, in a place of one width, its rail seen on any ground.
fn slide(ui: &mut Ui, slider: Slider<'_>) -> Response {
    let rail = tokens(ui.ctx()).surface[3];
    let place = vec2(190.0, size::CONTROL);
    let placed = ui.allocate_ui_with_layout(place, Layout::left_to_right(Align::Center), |ui| {
        ui.spacing_mut().slider_width = 120.0;
        ui.visuals_mut().widgets.inactive.bg_fill = rail;
        ui.add(slider)
    });
    placed.inner
}

fn speed(ui: &mut Ui, training: &Training, lang: Lang, sink: &mut Sink) {
    let Some(mut speed) = training.speed else { return };
    ui.add_space(12.0);
    ui.horizontal(|ui| {
        let name = lang.text("training-speed");
        ui.label(RichText::new(&name).font(text::medium()));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let slider = Slider::new(&mut speed, 0.0..=600.0).logarithmic(true).smallest_positive(1.0);
            if slide(ui, slider.fixed_decimals(0).suffix("×")).accessible_name(&name).changed() {
                sink.send(Command::Train(Wish::Speed(speed.round())));
            }
        });
    });
    let colors = tokens(ui.ctx());
    field_note::field_note(ui, "", &lang.text("training-speed-about"), colors.text[2]);
}
