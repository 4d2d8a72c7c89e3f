//! "Look": language, theme, density, size of text.

use egui::{RichText, Ui, vec2};

use super::{row, section};
use crate::app::command::Command;
use crate::app::settings::{Density, Theme};
use crate::app::state::AppState;
use crate::ui::theme::{size, text};
use crate::ui::widgets::button;
use crate::ui::widgets::segmented::segmented;
use crate::ui::{Sink, icons, keys};
use crate::words::Lang;

/// Shows the section.
pub(super) fn look(ui: &mut Ui, state: &AppState, sink: &mut Sink) {
    let settings = &state.settings;
    let lang = settings.lang;
    let choice = |ui: &mut Ui, name: &str, choices: &[(Command, String)], current: &Command| {
        row(ui, name, |ui| {
            let places: Vec<_> = choices.iter().enumerate().map(|(place, (_, word))| (place, word.clone())).collect();
            let now = choices.iter().position(|(command, _)| command == current).unwrap_or(usize::MAX);
            segmented(ui, name, now, &places).and_then(|place| choices.get(place).map(|(command, _)| command.clone()))
        })
    };
    section(ui, &lang.text("settings-section-look"));
    let langs = [Lang::Ru, Lang::En].map(|lang| (Command::SetLang(lang), lang.text("settings-lang-own-name")));
    let themes = [
        (Command::SetTheme(Theme::Light), lang.text("settings-theme-light")),
        (Command::SetTheme(Theme::Dark), lang.text("settings-theme-dark")),
    ];
    let densities = [
        (Command::SetDensity(Density::Compact), lang.text("settings-density-compact")),
        (Command::SetDensity(Density::Normal), lang.text("settings-density-normal")),
        (Command::SetDensity(Density::Roomy), lang.text("settings-density-roomy")),
    ];
    let chosen = [
        choice(ui, &lang.text("settings-lang"), &langs, &Command::SetLang(lang)),
        choice(ui, &lang.text("settings-theme"), &themes, &Command::SetTheme(settings.theme)),
        choice(ui, &lang.text("settings-density"), &densities, &Command::SetDensity(settings.density)),
    ];
    for command in chosen.into_iter().flatten() {
        sink.send(command);
    }
    scale(ui, state, sink);
}

fn scale(ui: &mut Ui, state: &AppState, sink: &mut Sink) {
    let lang = state.settings.lang;
    let now = state.settings.scale;
    row(ui, &lang.text("settings-scale"), |ui| {
        let smaller = keys::UiAction::Smaller;
        let larger = keys::UiAction::Larger;
        for (action, icon, to) in
            [(smaller, icons::MINUS, now - size::SCALE_STEP), (larger, icons::PLUS, now + size::SCALE_STEP)]
        {
            if action == larger {
                let percent = format!("{:.0} %", now * 100.0);
                let words = RichText::new(percent).font(text::medium());
                ui.add_sized(vec2(56.0, size::CONTROL), egui::Label::new(words));
            }
            let inside = (size::SCALE_MIN - 0.01..=size::SCALE_MAX + 0.01).contains(&to);
            let name = lang.text(action.name_key());
            ui.add_enabled_ui(inside, |ui| {
                if button::icon(ui, icon, &name, &action.key_text(ui.ctx())).clicked() {
                    sink.send(Command::SetScale(to.clamp(size::SCALE_MIN, size::SCALE_MAX)));
                }
            });
        }
    });
}
