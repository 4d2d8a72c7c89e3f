//! "Exchange": how often, how long, how far back, through what.

use std::collections::HashMap;

use egui::{RichText, TextEdit, Ui};

use super::{row, section};
use crate::app::command::{Change, Command};
use crate::app::setting_text;
use crate::app::state::AppState;
use crate::ui::theme::{text, tokens};
use crate::ui::widgets::field_note;
use crate::ui::{Sink, icons};
use crate::words::{Arg, Lang};

const MIDDLE: egui::Align2 = egui::Align2::LEFT_CENTER;

/// What is being typed, with the value that it was made from.
#[derive(Debug, Default)]
pub(super) struct ExchangeSection {
    numbers: HashMap<&'static str, (u64, String)>,
    proxy: Option<(String, String)>,
}

/// A number among the settings.
struct Number {
    /// Its name in the settings.
    setting: &'static str,
    /// Key of its name on screen.
    name: &'static str,
    /// Key of its unit.
    unit: &'static str,
    /// As it is.
    value: u64,
    /// What a new value sends.
    change: fn(u64) -> Change,
}

impl ExchangeSection {
    /// Shows the section.
    pub(super) fn ui(&mut self, ui: &mut Ui, state: &AppState, sink: &mut Sink) {
        let (settings, lang) = (&state.settings, state.settings.lang);
        section(ui, &lang.text("settings-section-exchange"));
        let number = |setting, name, unit, value, change| Number { setting, name, unit, value, change };
        let days = u64::try_from(settings.first_pull_days).unwrap_or_default();
        let (seconds, day) = ("settings-unit-seconds", "settings-unit-days");
        let numbers = [
            number(
                "bids_interval_s",
                "settings-bids-interval",
                seconds,
                settings.bids_interval_s,
                Change::BidsInterval as fn(u64) -> Change,
            ),
            number(
                "books_interval_s",
                "settings-books-interval",
                seconds,
                settings.books_interval_s,
                Change::BooksInterval,
            ),
            number("timeout_s", "settings-timeout", seconds, settings.timeout_s, Change::Timeout),
            number("first_pull_days", "settings-first-pull", day, days, Change::FirstPullDays),
            number("journal_days", "settings-journal-days", day, settings.journal_days, Change::JournalDays),
            number("backups_kept", "settings-backups-kept", "settings-unit-pieces", settings.backups_kept, |count| {
                Change::BackupsKept(count)
            }),
        ];
        for number in numbers {
            self.number(ui, &number, lang, sink);
        }
        self.proxy(ui, state, sink);
    }

    fn number(&mut self, ui: &mut Ui, number: &Number, lang: Lang, sink: &mut Sink) {
        let colors = tokens(ui.ctx());
        let (known, typed) = self.numbers.entry(number.setting).or_default();
        if *known != number.value || typed.is_empty() && *known == 0 {
            *known = number.value;
            *typed = number.value.to_string();
        }
        let (least, most) = setting_text::bounds(number.setting).unwrap_or((0, u64::MAX));
        let read = |typed: &str| typed.trim().parse().ok().filter(|value| (least..=most).contains(value));
        let name = lang.text(number.name);
        row(ui, &name, |ui| {
            ui.vertical(|ui| {
                ui.horizontal(|ui| {
                    let field = TextEdit::singleline(typed).align(egui::Align2::RIGHT_CENTER).desired_width(72.0);
                    let field = ui.add(field).accessible_name(name.clone());
                    ui.label(RichText::new(lang.text(number.unit)).font(text::body()).color(colors.text[2]));
                    if field.changed()
                        && let Some(value) = read(typed)
                        && value != number.value
                    {
                        *known = value;
                        sink.send(Command::Change((number.change)(value)));
                    }
                });
                if read(typed).is_none() {
                    let bounds = [("least", Arg::from(least.to_string())), ("most", Arg::from(most.to_string()))];
                    let words = lang.text_with("settings-number-wrong", &bounds);
                    field_note::field_note(ui, icons::WARNING, &words, colors.danger);
                }
            });
        });
    }

    fn proxy(&mut self, ui: &mut Ui, state: &AppState, sink: &mut Sink) {
        let lang = state.settings.lang;
        let colors = tokens(ui.ctx());
        let present = &state.settings.proxy;
        let (known, typed) = self.proxy.get_or_insert_with(|| (present.clone(), present.clone()));
        if known != present {
            known.clone_from(present);
            typed.clone_from(present);
        }
        let name = lang.text("settings-proxy");
        row(ui, &name, |ui| {
            ui.vertical(|ui| {
                let hint = lang.text("settings-proxy-hint");
                let field = TextEdit::singleline(typed).align(MIDDLE).desired_width(320.0).hint_text(hint);
                let field = ui.add(field).accessible_name(name.clone());
                let is_good = setting_text::is_proxy(typed);
                if field.lost_focus() && is_good && typed.trim() != known.as_str() {
                    typed.trim().clone_into(known);
                    sink.send(Command::Change(Change::Proxy(typed.trim().to_owned())));
                }
                let (icon, key, color) = if is_good {
                    ("", "settings-proxy-note", colors.text[2])
                } else {
                    (icons::WARNING, "settings-proxy-wrong", colors.danger)
                };
                field_note::field_note(ui, icon, &lang.text(key), color);
            });
        });
    }
}
