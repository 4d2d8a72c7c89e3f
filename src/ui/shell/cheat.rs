//! The sheet of keys (F1): made of the one list of actions, so that it can't say anything else than what the keys do.

use egui::{Frame, Id, Margin, Modal, RichText, ScrollArea, Ui};

use crate::app::state::AppState;
use crate::domain::search_key;
use crate::ui::keys::{Group, UiAction};
use crate::ui::settings_panel::Section;
use crate::ui::theme::{text, tokens};
use crate::ui::widgets::{button, key_cap, search};
use crate::ui::{Sink, icons};
use crate::words::Lang;

const WIDTH: f32 = 760.0;

/// Keys of lists and fields: they belong to the place, not to an action. Key of the words, and the keys.
const OF_PLACES: [(&str, &str); 6] = [
    ("cheat-list-walk", "↑ ↓"),
    ("cheat-list-open", "Enter"),
    ("cheat-list-mark", "Space"),
    ("cheat-list-mark-range", "Shift+↑ ↓"),
    ("cheat-form-save", "Ctrl+S"),
    ("cheat-form-close", "Esc"),
];

/// The sheet, while it is open.
#[derive(Debug, Default)]
pub(super) struct CheatSheet {
    open: bool,
    typed: String,
}

impl CheatSheet {
    pub(super) fn toggle(&mut self) {
        self.open = !self.open;
        self.typed.clear();
    }

    /// Shows it while it is open.
    pub(super) fn ui(&mut self, ui: &Ui, state: &AppState, sink: &mut Sink) {
        if !self.open {
            return;
        }
        let lang = state.settings.lang;
        let colors = tokens(ui.ctx());
        let frame = Frame::popup(ui.style()).inner_margin(Margin::same(20));
        let modal = Modal::new(Id::unique("cheat-sheet")).backdrop_color(colors.veil).frame(frame);
        let shown = modal.show(ui.ctx(), |ui| {
            let room = ui.ctx().content_rect();
            ui.set_width(WIDTH.min(room.width() - 80.0));
            let close = self.head(ui, lang, sink);
            ui.add_space(8.0);
            let height = (room.height() - 220.0).max(160.0);
            ScrollArea::vertical().max_height(height).auto_shrink([false, true]).show(ui, |ui| {
                // The bar of the area must not lie over the keys.
                ui.set_width(ui.available_width() - 14.0);
                let columns = if ui.available_width() > 560.0 { 2 } else { 1 };
                self.groups(ui, columns, lang);
            });
            close
        });
        let again = ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, egui::Key::F1));
        if shown.inner || shown.should_close() || again {
            self.open = false;
        }
    }

    fn head(&mut self, ui: &mut Ui, lang: Lang, sink: &mut Sink) -> bool {
        let mut close = false;
        ui.horizontal(|ui| {
            ui.label(RichText::new(lang.text("cheat-title")).font(text::heading()));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                close = button::icon(ui, icons::X, &lang.text("life-close"), "Esc").clicked();
                if button::quiet(ui, icons::GEAR_SIX, &lang.text("cheat-change")).clicked() {
                    sink.open_settings(Section::Keys);
                    close = true;
                }
                let id = Id::unique("cheat-search");
                let field = search::search(ui, id, &mut self.typed, &lang.text("keys-search"), 200.0);
                if ui.memory(|memory| memory.focused().is_none()) {
                    field.request_focus();
                }
            });
        });
        close
    }

    fn groups(&self, ui: &mut Ui, columns: usize, lang: Lang) {
        let query = search_key::fold(&self.typed);
        let fits = |name: &str| query.trim().is_empty() || search_key::matches(&search_key::fold(name), query.trim());
        ui.columns(columns, |sides| {
            for (place, group) in Group::ALL.into_iter().enumerate() {
                let Some(ui) = sides.get_mut(place % columns) else { continue };
                let lines = UiAction::ALL.into_iter().filter(|action| action.group() == group).filter_map(|action| {
                    let (name, key) = (lang.text(action.name_key()), action.key_text(ui.ctx()));
                    (!key.is_empty() && fits(&name)).then_some((name, key))
                });
                let lines: Vec<_> = lines.collect();
                part(ui, &lang.text(group.key()), &lines);
            }
            if let Some(ui) = sides.last_mut() {
                let lines = OF_PLACES.iter().map(|(key, keys)| (lang.text(key), (*keys).to_owned()));
                let lines: Vec<_> = lines.filter(|(name, _)| fits(name)).collect();
                part(ui, &lang.text("cheat-places"), &lines);
            }
        });
    }
}

fn part(ui: &mut Ui, title: &str, lines: &[(String, String)]) {
    if lines.is_empty() {
        return;
    }
    let colors = tokens(ui.ctx());
    ui.label(RichText::new(title).font(text::section()).color(colors.text[2]));
    for (name, key) in lines {
        ui.horizontal(|ui| {
            let words = RichText::new(name).font(text::body()).color(colors.text[0]);
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                key_cap::key_cap(ui, key);
                ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                    ui.add(egui::Label::new(words).truncate());
                });
            });
        });
    }
    ui.add_space(10.0);
}
