//! "About": version, whose work the program carries, its folders, and the file for whoever helps.

use egui::{Frame, Id, Image, Key, Margin, Modal, Modifiers, RichText, ScrollArea, Ui, vec2};

use super::theme::{text, tokens};
use super::widgets::{button, field_note};
use super::{Sink, icon, icons};
use crate::app::command::Command;
use crate::app::diagnostics;
use crate::app::folders::Folder;
use crate::app::state::AppState;
use crate::words::Lang;

/// Whose work, and under what licence: proper names, the same in every language.
pub const CARRIED: [(&str, &str); 5] = [
    ("Inter", "SIL Open Font License 1.1 · © The Inter Project Authors"),
    ("Phosphor Icons", "MIT · © Phosphor Icons"),
    ("GeoNames", "CC BY 4.0 · geonames.org"),
    ("OpenStreetMap", "ODbL 1.0 · © OpenStreetMap contributors"),
    ("egui", "MIT / Apache-2.0 · © Emil Ernerfeldt"),
];

/// Folders that are named, with the keys of their names.
const FOLDERS: [(Folder, &str); 4] = [
    (Folder::Profile, "about-folder-profile"),
    (Folder::Backups, "about-folder-backups"),
    (Folder::Exports, "about-folder-exports"),
    (Folder::Logs, "about-folder-logs"),
];

/// Below this height the parts between the head and the button scroll, px.
const CONTENT: f32 = 520.0;

/// The dialog, while it is open.
#[derive(Debug, Default)]
pub struct About {
    open: bool,
    copied: bool,
}

impl About {
    /// Opens it.
    pub fn open(&mut self) {
        self.open = true;
        self.copied = false;
    }

    /// Shows it while it is open.
    pub fn ui(&mut self, ui: &Ui, state: &AppState, sink: &mut Sink) {
        if !self.open {
            return;
        }
        let lang = state.settings.lang;
        let colors = tokens(ui.ctx());
        let frame = Frame::popup(ui.style()).inner_margin(Margin::same(24));
        let modal = Modal::new(Id::unique("about")).backdrop_color(colors.veil).frame(frame);
        let shown = modal.show(ui.ctx(), |ui| {
            ui.set_width(520.0);
            head(ui, lang);
            let room = ui.ctx().content_rect().height() - 260.0;
            if room > CONTENT {
                self.content(ui, state, sink);
            } else {
                let scrolled = ScrollArea::vertical().max_height(room).min_scrolled_height(room.max(120.0));
                scrolled.auto_shrink([false, true]).show(ui, |ui| self.content(ui, state, sink));
            }
            ui.add_space(12.0);
            let close = button::primary(ui, "", &lang.text("about-close"));
            if ui.memory(|memory| memory.focused().is_none()) {
                close.request_focus();
            }
            close.clicked()
        });
        let escaped = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
        if shown.inner || shown.should_close() || escaped {
            self.open = false;
        }
    }

    fn content(&mut self, ui: &mut Ui, state: &AppState, sink: &mut Sink) {
        let lang = state.settings.lang;
        carried(ui, lang);
        folders(ui, lang, sink);
        self.help(ui, state, sink);
    }

    fn help(&mut self, ui: &mut Ui, state: &AppState, sink: &mut Sink) {
        let lang = state.settings.lang;
        let colors = tokens(ui.ctx());
        part(ui, &lang.text("about-help"));
        let note = RichText::new(lang.text("about-help-note")).font(text::note()).color(colors.text[1]);
        ui.add(egui::Label::new(note).wrap());
        ui.add_space(6.0);
        if button::plain(ui, icons::PACKAGE, &lang.text("about-diagnostics")).clicked() {
            self.copied = false;
            sink.send(Command::MakeDiagnostics);
        }
        let Some(path) = &state.diagnostics else { return };
        let path = path.display().to_string();
        ui.add_space(4.0);
        ui.add(egui::Label::new(RichText::new(&path).font(text::table())).wrap().selectable(true));
        ui.horizontal(|ui| {
            if button::quiet(ui, icons::COPY, &lang.text("about-copy-path")).clicked() {
                ui.copy_text(path);
                self.copied = true;
            }
            if self.copied {
                field_note::field_note(ui, icons::CHECK, &lang.text("trouble-copied"), colors.ok);
            }
        });
    }
}

fn head(ui: &mut Ui, lang: Lang) {
    let colors = tokens(ui.ctx());
    ui.horizontal(|ui| {
        if let Some(texture) = icon::texture(ui.ctx()) {
            ui.add(Image::new(&texture).fit_to_exact_size(vec2(56.0, 56.0)).alt_text(lang.text("app-name")));
            ui.add_space(8.0);
        }
        ui.vertical(|ui| {
            ui.label(RichText::new(lang.text("app-name")).font(text::heading()));
            let version = lang.text_with("settings-version", &[("version", diagnostics::version().into())]);
            ui.add(egui::Label::new(RichText::new(version).font(text::body())).selectable(true));
            let licence = RichText::new(env!("CARGO_PKG_LICENSE")).font(text::note()).color(colors.text[2]);
            ui.label(licence);
        });
    });
}

fn part(ui: &mut Ui, title: &str) {
    ui.add_space(14.0);
    ui.label(RichText::new(title).font(text::section()).color(tokens(ui.ctx()).text[2]));
    ui.add_space(4.0);
}

fn carried(ui: &mut Ui, lang: Lang) {
    let colors = tokens(ui.ctx());
    part(ui, &lang.text("about-carried"));
    for (name, terms) in CARRIED {
        ui.horizontal_wrapped(|ui| {
            ui.label(RichText::new(name).font(text::table_medium()));
            ui.label(RichText::new(terms).font(text::table()).color(colors.text[1]));
        });
    }
    let all = RichText::new(lang.text("about-licences")).font(text::note()).color(colors.text[2]);
    ui.add(egui::Label::new(all).wrap());
}

fn folders(ui: &mut Ui, lang: Lang, sink: &mut Sink) {
    part(ui, &lang.text("about-folders"));
    ui.horizontal_wrapped(|ui| {
        for (folder, key) in FOLDERS {
            if button::plain(ui, icons::ARROW_SQUARE_OUT, &lang.text(key)).clicked() {
                sink.send(Command::OpenFolder(folder));
            }
        }
    });
}
