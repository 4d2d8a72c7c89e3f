//! Settings: what a person may change, what is known of the connection, and whose work the program carries.

mod about;
mod alerts;
mod ati;
mod backups;
mod conflicts;
mod connection;
mod dellin;
mod exchange;
mod folders;
mod font;
mod keys;
mod look;
mod map;
mod named;
mod notices;
mod paperwork;
mod place;
mod plan;
mod secret;
mod sections;
mod training;

use chrono::NaiveDate;
use egui::{RichText, ScrollArea, TextEdit, Ui, vec2};

use self::alerts::AlertsSection;
use self::ati::AtiSection;
use self::connection::ConnectionSection;
use self::dellin::DellinSection;
use self::exchange::ExchangeSection;
use self::folders::FoldersSection;
use self::font::FontRow;
use self::keys::KeysSection;
use self::map::MapSection;
use self::named::Typed;
pub use self::sections::Section;
use super::theme::{size, text, tokens};
use super::widgets::field_note;
use super::{Sink, icons};
use crate::app::command::Command;
use crate::app::state::AppState;

const WIDTH: f32 = 720.0;
/// Names take a third of the room, within these.
const NAME_WIDTH: std::ops::RangeInclusive<f32> = 132.0..=220.0;

/// What the settings screen remembers: the section that is open, and what is being typed.
#[derive(Debug, Default)]
pub struct SettingsPanel {
    /// What is seen, once it has been looked up.
    section: Option<Section>,
    pilot: String,
    /// The day that the text was made from, once it was made.
    pilot_known: Option<NaiveDate>,
    pilot_made: bool,
    connection: ConnectionSection,
    exchange: ExchangeSection,
    typed: Typed,
    alerts: AlertsSection,
    folders: FoldersSection,
    font: FontRow,
    ati: AtiSection,
    dellin: DellinSection,
    keys: KeysSection,
    map: MapSection,
}

impl SettingsPanel {
    /// Shows the screen: the sections at the left, one of them at a time.
    pub fn ui(&mut self, ui: &mut Ui, state: &AppState, sink: &mut Sink) {
        let now = self.section.unwrap_or_else(|| Section::remembered(ui.ctx()));
        let section = sections::choose(ui, now, state.settings.lang);
        self.section = Some(section);
        ScrollArea::vertical().id_salt(("settings", section.name())).auto_shrink(false).show(ui, |ui| {
            ui.horizontal_top(|ui| {
                ui.add_space(16.0);
                ui.vertical(|ui| {
                    ui.set_max_width(WIDTH.min(ui.available_width() - 12.0));
                    self.page(ui, section, state, sink);
                    ui.add_space(24.0);
                });
            });
        });
    }

    /// Opens a section (pictures).
    pub fn open(&mut self, section: Section) {
        self.section = Some(section);
    }

    fn page(&mut self, ui: &mut Ui, section: Section, state: &AppState, sink: &mut Sink) {
        match section {
            Section::Look => {
                look::look(ui, state, sink);
                self.font.ui(ui, state, sink);
            }
            Section::Keys => self.keys.ui(ui, state, sink),
            Section::Connection => self.connection.ui(ui, state, sink),
            Section::Work => {
                self.work(ui, state, sink);
                plan::plan(ui, state, &mut self.typed, sink);
            }
            Section::Map => self.map.ui(ui, state, &mut self.typed, sink),
            Section::Exchange => self.exchange.ui(ui, state, sink),
            Section::Deciding => conflicts::conflicts(ui, state, sink),
            Section::Notices => notices::notices(ui, state, &mut self.typed, sink),
            Section::Alerts => self.alerts.ui(ui, state, &mut self.typed, sink),
            Section::Backups => backups::backups(ui, state, sink),
            Section::Folders => place::place(ui, &mut self.folders, state, sink),
            Section::Training => training::training(ui, state, sink),
            Section::About => about::about(ui, state.settings.lang),
            Section::Ati => self.ati.ui(ui, state, &mut self.typed, sink),
            Section::Dellin => self.dellin.ui(ui, state, &mut self.typed, sink),
            Section::Paperwork => paperwork::paperwork(ui, state, sink),
        }
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
    let width = (ui.available_width() / 3.0).clamp(*NAME_WIDTH.start(), *NAME_WIDTH.end()).round();
    let inner = ui.horizontal(|ui| {
        ui.set_min_height(size::CONTROL + 4.0);
        let words = RichText::new(name).font(text::body()).color(color);
        ui.allocate_ui_with_layout(
            vec2(width, size::CONTROL),
            egui::Layout::left_to_right(egui::Align::Center),
            |ui| {
                ui.set_min_width(width);
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
