//! Settings: what a person may change, what is known of the connection, and whose work the program carries.

mod about;

use chrono::NaiveDate;
use egui::{RichText, ScrollArea, TextEdit, Ui, vec2};

use super::theme::{size, text, tokens};
use super::widgets::segmented::segmented;
use super::widgets::{button, field_note};
use super::{Sink, icons, keys};
use crate::app::command::{Command, Screen};
use crate::app::settings::{Density, Theme};
use crate::app::state::{AppState, Link};
use crate::words::Lang;

const WIDTH: f32 = 720.0;
const NAME_WIDTH: f32 = 200.0;

/// What the settings screen remembers: the pilot start as it is being typed.
#[derive(Debug, Default)]
pub struct SettingsPanel {
    pilot: String,
    /// The day that the text was made from, once it was made.
    pilot_known: Option<NaiveDate>,
    pilot_made: bool,
}

impl SettingsPanel {
    /// Shows the screen.
    pub fn ui(&mut self, ui: &mut Ui, state: &AppState, sink: &mut Sink) {
        let lang = state.settings.lang;
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            ui.add_space(8.0);
            ui.horizontal_top(|ui| {
                ui.add_space(12.0);
                ui.vertical(|ui| {
                    ui.set_max_width(WIDTH.min(ui.available_width() - 12.0));
                    ui.label(RichText::new(lang.text(keys::screen_key(Screen::Settings))).font(text::heading()));
                    look(ui, state, sink);
                    self.work(ui, state, sink);
                    connection(ui, state, sink);
                    about::about(ui, lang);
                    ui.add_space(24.0);
                });
            });
        });
    }

    fn work(&mut self, ui: &mut Ui, state: &AppState, sink: &mut Sink) {
        let lang = state.settings.lang;
        if !self.pilot_made || self.pilot_known != state.settings.pilot_start {
            self.pilot_made = true;
            self.pilot_known = state.settings.pilot_start;
            self.pilot = state.settings.pilot_start.map(|day| day.format("%d.%m.%Y").to_string()).unwrap_or_default();
        }
        section(ui, &lang.text("settings-section-work"));
        let name = lang.text("settings-pilot-start");
        row(ui, &name, |ui| {
            ui.vertical(|ui| {
                ui.horizontal(|ui| {
                    let field =
                        TextEdit::singleline(&mut self.pilot).align(egui::Align2::LEFT_CENTER).desired_width(120.0);
                    let field = ui.add(field.hint_text(lang.text("settings-pilot-hint"))).accessible_name(name.clone());
                    if field.changed()
                        && let Ok(day) = typed_day(&self.pilot)
                        && day != state.settings.pilot_start
                    {
                        self.pilot_known = day;
                        sink.send(Command::SetPilotStart(day));
                    }
                });
                let colors = tokens(ui.ctx());
                if typed_day(&self.pilot).is_err() {
                    let words = lang.text("settings-pilot-wrong");
                    field_note::field_note(ui, icons::WARNING, &words, colors.danger);
                } else {
                    field_note::field_note(ui, "", &lang.text("settings-pilot-note"), colors.text[2]);
                }
            });
        });
    }
}

/// `01.12.2026` → that day; nothing typed → no day.
fn typed_day(text: &str) -> Result<Option<NaiveDate>, chrono::ParseError> {
    let text = text.trim();
    if text.is_empty() { Ok(None) } else { NaiveDate::parse_from_str(text, "%d.%m.%Y").map(Some) }
}

fn look(ui: &mut Ui, state: &AppState, sink: &mut Sink) {
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

fn connection(ui: &mut Ui, state: &AppState, sink: &mut Sink) {
    let lang = state.settings.lang;
    let colors = tokens(ui.ctx());
    let connection = &state.connection;
    section(ui, &lang.text("settings-section-connection"));
    let value = |ui: &mut Ui, words: String| {
        let words = if words.is_empty() { "—".to_owned() } else { words };
        ui.add(egui::Label::new(RichText::new(words).font(text::body())).wrap().selectable(true));
    };
    row(ui, &lang.text("settings-server"), |ui| value(ui, connection.server.clone()));
    let user = connection.user.clone().or_else(|| state.settings.user.clone()).unwrap_or_default();
    row(ui, &lang.text("settings-user"), |ui| value(ui, user));
    row(ui, &lang.text("settings-link"), |ui| {
        let (icon, words, color) = match &connection.link {
            Link::Unknown => (icons::QUESTION, lang.text("settings-link-unknown"), colors.text[1]),
            Link::Online => (icons::CHECK_CIRCLE, lang.text("settings-link-online"), colors.ok),
            Link::Offline(why) => (icons::CLOUD_SLASH, lang.say(why), colors.warn),
            Link::SignIn(why) => (icons::KEY, lang.say(why), colors.warn),
        };
        field_note::field_note(ui, icon, &words, color);
        if matches!(connection.link, Link::SignIn(_))
            && button::plain(ui, icons::SIGN_IN, &lang.text("shell-action-sign-in")).clicked()
        {
            sink.open_sign_in();
        }
    });
    row(ui, &lang.text("settings-password"), |ui| {
        let (icon, key, color) = if connection.key_store {
            (icons::LOCK, "settings-password-kept", colors.text[1])
        } else {
            (icons::WARNING, "settings-password-memory", colors.warn)
        };
        field_note::field_note(ui, icon, &lang.text(key), color);
    });
}

fn section(ui: &mut Ui, title: &str) {
    let colors = tokens(ui.ctx());
    ui.add_space(20.0);
    ui.label(RichText::new(title).font(text::section()).color(colors.text[2]));
    let line = egui::Stroke::new(1.0, colors.line);
    ui.add_space(2.0);
    ui.painter().hline(ui.max_rect().x_range(), ui.cursor().top(), line);
    ui.add_space(8.0);
}

fn row<R>(ui: &mut Ui, name: &str, inside: impl FnOnce(&mut Ui) -> R) -> R {
    let color = tokens(ui.ctx()).text[1];
    let inner = ui.horizontal(|ui| {
        ui.set_min_height(size::CONTROL + 4.0);
        let words = RichText::new(name).font(text::body()).color(color);
        ui.allocate_ui_with_layout(
            vec2(NAME_WIDTH, size::CONTROL),
            egui::Layout::left_to_right(egui::Align::Center),
            |ui| {
                ui.set_min_width(NAME_WIDTH);
                ui.add(egui::Label::new(words).wrap());
            },
        );
        inside(ui)
    });
    ui.add_space(2.0);
    inner.inner
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pilot_start_is_read_as_it_is_shown() {
        assert_eq!(typed_day(" 01.12.2026 "), Ok(NaiveDate::from_ymd_opt(2026, 12, 1)));
        assert_eq!(typed_day(""), Ok(None));
        assert!(typed_day("01.13.2026").is_err() && typed_day("1 дек").is_err());
    }
}
