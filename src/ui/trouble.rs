//! The page of a start that failed: what happened, what is safe, and each way out as a button. It opens nothing itself.

use std::path::PathBuf;

use egui::{CentralPanel, CornerRadius, Frame, Key, Margin, RichText, ScrollArea, Stroke, TextEdit, Ui};

use super::icons;
use super::theme::{family, text, tokens};
use super::widgets::button::Look;
use super::widgets::{button, field_note};
use crate::app::settings::Settings;
use crate::app::trouble::{Trouble, WayOut};
use crate::words::Lang;

const WIDTH: f32 = 620.0;

/// What was asked of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked {
    /// A way out.
    Way(WayOut),
    /// The system's own dialog for a folder.
    Choose,
    /// The end.
    Quit,
}

/// The page's own state.
#[derive(Debug)]
pub struct TroublePage {
    trouble: Trouble,
    folder: String,
    copied: bool,
    /// How often a way out led back here: the sentence alone would look as if nothing had happened.
    tries: u32,
}

impl TroublePage {
    /// Around a trouble.
    #[must_use]
    pub fn new(trouble: Trouble) -> Self {
        Self { trouble, folder: String::new(), copied: false, tries: 0 }
    }

    /// A way out was taken and led into this trouble.
    pub fn still(&mut self, trouble: Trouble) {
        self.trouble = trouble;
        self.copied = false;
        self.tries = self.tries.saturating_add(1);
    }

    /// The folder that the dialog gave, if any.
    pub fn chosen(&mut self, folder: Option<PathBuf>) {
        if let Some(folder) = folder {
            self.folder = folder.display().to_string();
        }
    }

    /// Language, theme and size of text of the page.
    #[must_use]
    pub fn look(&self) -> &Settings {
        &self.trouble.look
    }

    /// Shows the page; `busy`: a way out is being taken.
    pub fn ui(&mut self, ui: &mut Ui, busy: bool) -> Option<Asked> {
        let colors = tokens(ui.ctx());
        let frame = Frame::new().fill(colors.surface[0]).inner_margin(Margin::same(16));
        let shown = CentralPanel::default().frame(frame).show(ui, |ui| {
            let scrolled = ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
                let width = WIDTH.min(ui.available_width() - 50.0);
                let side = ((ui.available_width() - width - 50.0) / 2.0).max(0.0);
                ui.add_space((ui.available_height() * 0.12).clamp(8.0, 110.0));
                let placed = ui.horizontal_top(|ui| {
                    ui.add_space(side);
                    let card = Frame::new()
                        .fill(colors.surface[1])
                        .stroke(Stroke::new(1.0, colors.line))
                        .corner_radius(CornerRadius::same(12))
                        .inner_margin(Margin::same(24));
                    card.show(ui, |ui| ui.vertical(|ui| self.card(ui, width, busy)).inner).inner
                });
                placed.inner
            });
            scrolled.inner
        });
        shown.inner
    }

    fn card(&mut self, ui: &mut Ui, width: f32, busy: bool) -> Option<Asked> {
        ui.set_width(width);
        let lang = self.trouble.look.lang;
        let colors = tokens(ui.ctx());
        ui.horizontal(|ui| {
            ui.label(RichText::new(icons::WARNING).size(26.0).color(colors.warn));
            ui.label(RichText::new(lang.text("trouble-title")).font(egui::FontId::new(20.0, family::semibold())));
        });
        ui.add_space(8.0);
        let sentence = RichText::new(lang.say(&self.trouble.message)).font(text::body());
        ui.add(egui::Label::new(sentence).wrap().selectable(true));
        ui.add_space(4.0);
        field_note::field_note(ui, icons::INFO, &lang.text("trouble-safe"), colors.text[1]);
        if self.tries > 0 && !busy {
            let count = usize::try_from(self.tries).unwrap_or(usize::MAX);
            let again = lang.text_with("trouble-again-failed", &[("count", count.into())]);
            field_note::field_note(ui, icons::ARROW_CLOCKWISE, &again, colors.warn);
        }
        ui.add_space(16.0);
        let asked = Self::ways(ui, lang, busy);
        ui.add_space(16.0);
        let folder = self.folder_ui(ui, lang, busy);
        ui.add_space(16.0);
        self.copy_ui(ui, lang);
        asked.or(folder)
    }

    fn ways(ui: &mut Ui, lang: Lang, busy: bool) -> Option<Asked> {
        let ways = [
            (Look::Primary, icons::ARROW_CLOCKWISE, "trouble-again", Asked::Way(WayOut::Again)),
            (Look::Plain, icons::GRADUATION_CAP, "trouble-train", Asked::Way(WayOut::Training)),
            (Look::Plain, icons::SIGN_OUT, "trouble-quit", Asked::Quit),
        ];
        let mut chosen = None;
        ui.horizontal_wrapped(|ui| {
            for (look, icon, key, asked) in ways {
                let enabled = !busy || asked == Asked::Quit;
                if button::button(ui, look, enabled, icon, &lang.text(key)).clicked() {
                    chosen = Some(asked);
                }
            }
        });
        if busy {
            let words = lang.text("trouble-busy");
            field_note::field_note(ui, icons::HOURGLASS_MEDIUM, &words, tokens(ui.ctx()).text[1]);
        }
        chosen
    }

    fn folder_ui(&mut self, ui: &mut Ui, lang: Lang, busy: bool) -> Option<Asked> {
        let colors = tokens(ui.ctx());
        let caption = RichText::new(lang.text("trouble-folder")).font(text::table()).color(colors.text[1]);
        let name = ui.label(caption);
        let mut asked = None;
        ui.horizontal(|ui| {
            let room = (ui.available_width() - 240.0).max(160.0);
            let field = TextEdit::singleline(&mut self.folder).align(egui::Align2::LEFT_CENTER).desired_width(room);
            let field = ui.add(field.char_limit(4_000)).labelled_by(name.id);
            let entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
            let folder = self.folder.trim().to_owned();
            let ready = !busy && !folder.is_empty();
            let open = button::button(ui, Look::Plain, ready, "", &lang.text("trouble-folder-open")).clicked();
            if (open || entered) && ready {
                asked = Some(Asked::Way(WayOut::Folder(folder.into())));
            }
            if button::button(ui, Look::Plain, !busy, "", &lang.text("trouble-folder-choose")).clicked() {
                asked = Some(Asked::Choose);
            }
        });
        field_note::field_note(ui, "", &lang.text("trouble-folder-note"), colors.text[2]);
        asked
    }

    fn copy_ui(&mut self, ui: &mut Ui, lang: Lang) {
        let colors = tokens(ui.ctx());
        ui.horizontal(|ui| {
            if button::plain(ui, icons::COPY, &lang.text("trouble-copy")).clicked() {
                ui.copy_text(self.report());
                self.copied = true;
            }
            if self.copied {
                field_note::field_note(ui, icons::CHECK, &lang.text("trouble-copied"), colors.ok);
            }
        });
    }

    /// What a person can send to whoever helps: no secret is known this early.
    fn report(&self) -> String {
        let folder = self.trouble.folder.as_ref().map(|folder| folder.display().to_string()).unwrap_or_default();
        format!(
            "Cargo.Run Desk {} · {} {}\n{folder}\n{}",
            env!("CARGO_PKG_VERSION"),
            std::env::consts::OS,
            std::env::consts::ARCH,
            self.trouble.look.lang.say(&self.trouble.message)
        )
    }
}
