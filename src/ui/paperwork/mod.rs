//! The choice of a paper: which template, of which bids, as a PDF or as words for a messenger.

use egui::{Frame, Id, Key, Label, Margin, Modal, Modifiers, ProgressBar, RichText, ScrollArea, Ui};

use super::bids::model::spaced;
use super::card::steps::Subject;
use super::theme::{text, tokens};
use super::widgets::button::Look;
use super::widgets::{button, field_note, segmented};
use super::{Sink, icons};
use crate::app::command::Command;
use crate::app::paperwork::PaperCommand;
use crate::app::paperwork::ask::Made;
use crate::app::paperwork::templates::{Known, TRANSPORT_ORDER};
use crate::app::state::AppState;
use crate::domain::id::LocalId;
use crate::words::Lang;

const WIDTH: f32 = 460.0;

/// What a single key makes.
#[must_use]
pub fn transport_order(bid: LocalId) -> Command {
    Command::Paperwork(PaperCommand::Make(TRANSPORT_ORDER.to_owned(), vec![bid]))
}

/// Of which bids.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Scope {
    /// The selected one.
    #[default]
    Selected,
    /// The marked ones.
    Marked,
    /// All that the list shows.
    Shown,
}

/// The dialog, while it is open.
#[derive(Debug, Default)]
pub struct Papers {
    open: bool,
    asked: bool,
    /// It was just opened: marked bids are meant, when there are any.
    fresh: bool,
    scope: Scope,
    chosen: String,
    /// The number of the words that were put onto the clipboard last.
    copied: u64,
}

impl Papers {
    /// Opens it.
    pub fn open(&mut self) {
        self.open = true;
        self.asked = false;
        self.fresh = true;
        self.scope = Scope::Selected;
        if self.chosen.is_empty() {
            TRANSPORT_ORDER.clone_into(&mut self.chosen);
        }
    }

    /// Shows it while it is open, and hands words to the clipboard.
    pub fn ui(&mut self, ui: &Ui, state: &AppState, sink: &mut Sink) {
        if let Some((number, words)) = state.paperwork.clip.as_ref().filter(|(number, _)| *number != self.copied) {
            self.copied = *number;
            ui.copy_text(words.clone());
        }
        if !self.open {
            return;
        }
        if !std::mem::replace(&mut self.asked, true) {
            sink.send(Command::Paperwork(PaperCommand::List));
        }
        let colors = tokens(ui.ctx());
        let lang = state.settings.lang;
        let frame = Frame::popup(ui.style()).inner_margin(Margin::same(20));
        let modal = Modal::new(Id::unique("paperwork")).backdrop_color(colors.veil).frame(frame);
        let shown = modal.show(ui.ctx(), |ui| {
            ui.set_width(WIDTH);
            ui.label(RichText::new(lang.text("paperwork-title")).font(text::heading()).color(colors.text[0]));
            ui.add_space(8.0);
            let bids = self.bids(ui, state);
            ui.add_space(8.0);
            let room = (ui.ctx().content_rect().height() - 300.0).max(96.0);
            ScrollArea::vertical().max_height(room).auto_shrink([false, true]).show(ui, |ui| {
                self.templates(ui, state);
            });
            ui.add_space(8.0);
            progress(ui, state, sink);
            if let Some(made) = &state.paperwork.made {
                outcome(ui, made, lang);
            }
            self.buttons(ui, bids, state, sink)
        });
        let escaped = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
        if shown.inner || shown.should_close() || escaped {
            self.open = false;
        }
    }

    /// The choice of bids, and the chosen ones.
    fn bids(&mut self, ui: &mut Ui, state: &AppState) -> Vec<LocalId> {
        let lang = state.settings.lang;
        let selected = Subject::selected(state);
        let count = state.bids.shown.len();
        if selected.is_none() && self.scope == Scope::Selected {
            self.scope = Scope::Shown;
        }
        let one = match &selected {
            Some(bid) if bid.number.is_empty() => lang.text("paperwork-scope-new"),
            Some(bid) => lang.text_with("paperwork-scope-one", &[("number", bid.number.as_str().into())]),
            None => String::new(),
        };
        let marked: Vec<LocalId> = state.life.marks.lines(&state.bids).iter().map(|line| line.id.clone()).collect();
        if std::mem::take(&mut self.fresh) && !marked.is_empty() {
            self.scope = Scope::Marked;
        }
        let all = lang.text_with("paperwork-scope-shown", &[("count", spaced(count).into())]);
        let mut choices = Vec::new();
        if selected.is_some() {
            choices.push((Scope::Selected, one));
        }
        if !marked.is_empty() {
            let words = lang.text_with("paperwork-scope-marked", &[("count", spaced(marked.len()).into())]);
            choices.push((Scope::Marked, words));
        }
        if count > 0 {
            choices.push((Scope::Shown, all));
        }
        let name = lang.text("paperwork-scope");
        if let Some(scope) = segmented::segmented(ui, &name, self.scope, &choices) {
            self.scope = scope;
        }
        match (self.scope, selected) {
            (Scope::Selected, Some(bid)) => vec![bid.id],
            (Scope::Selected, None) => Vec::new(),
            (Scope::Marked, _) => marked,
            (Scope::Shown, _) => {
                (0..count).filter_map(|place| state.bids.shown_line(place)).map(|line| line.id.clone()).collect()
            }
        }
    }

    fn templates(&mut self, ui: &mut Ui, state: &AppState) {
        let lang = state.settings.lang;
        let colors = tokens(ui.ctx());
        let Some(templates) = &state.paperwork.templates else {
            ui.label(RichText::new(lang.text("paperwork-reading")).font(text::body()).color(colors.text[2]));
            return;
        };
        if !templates.iter().any(|one| one.name == self.chosen) {
            TRANSPORT_ORDER.clone_into(&mut self.chosen);
        }
        for one in templates {
            let name = title(one, lang);
            let answer = ui.radio(self.chosen == one.name, RichText::new(&name).font(text::body()));
            if answer.accessible_name(&name).clicked() {
                self.chosen.clone_from(&one.name);
            }
            if let Some(why) = &one.wrong {
                field_note::field_note(ui, icons::WARNING, &lang.say(why), colors.danger);
            }
        }
    }

    /// The buttons; true: the dialog is to be closed.
    fn buttons(&self, ui: &mut Ui, bids: Vec<LocalId>, state: &AppState, sink: &mut Sink) -> bool {
        let lang = state.settings.lang;
        let templates = state.paperwork.templates.as_deref().unwrap_or_default();
        let known = templates.iter().find(|one| one.name == self.chosen);
        let usable = known.is_some_and(|one| one.wrong.is_none()) && !bids.is_empty();
        let plain = known.is_some_and(|one| one.plain);
        let idle = state.paperwork.running.is_none();
        let looks = if plain { (Look::Plain, Look::Primary) } else { (Look::Primary, Look::Plain) };
        ui.horizontal_wrapped(|ui| {
            let make = button::button(ui, looks.0, usable && idle, icons::FILE_TEXT, &lang.text("paperwork-make"));
            let copy = button::button(ui, looks.1, usable, icons::COPY, &lang.text("paperwork-copy"));
            let folder = button::plain(ui, icons::PENCIL_SIMPLE, &lang.text("paperwork-templates"));
            let close = button::plain(ui, "", &lang.text("paperwork-close"));
            if ui.memory(|memory| memory.focused().is_none()) {
                if plain { copy.request_focus() } else { make.request_focus() }
            }
            let command = if make.clicked() {
                PaperCommand::Make(self.chosen.clone(), bids)
            } else if copy.clicked() {
                PaperCommand::Copy(self.chosen.clone(), bids)
            } else if folder.clicked() {
                PaperCommand::OpenTemplates
            } else {
                return close.clicked();
            };
            sink.send(Command::Paperwork(command));
            false
        })
        .inner
    }
}

/// `Договор-заявка`; a changed or added one says so.
fn title(one: &Known, lang: Lang) -> String {
    let mut signs = one.name.chars();
    let first = signs.next().map(|sign| sign.to_uppercase().collect::<String>()).unwrap_or_default();
    let name = if one.name == TRANSPORT_ORDER {
        format!("{first}{}", signs.as_str())
    } else {
        format!("{first}{}", signs.as_str().replace('-', " "))
    };
    if one.own { format!("{name} · {}", lang.text("paperwork-own")) } else { name }
}

fn progress(ui: &mut Ui, state: &AppState, sink: &mut Sink) {
    let Some(running) = state.paperwork.running else { return };
    let lang = state.settings.lang;
    let part = |count: usize| f32::from(u16::try_from(count.min(60_000)).unwrap_or(60_000));
    let words = lang
        .text_with("paperwork-progress", &[("done", spaced(running.done).into()), ("of", spaced(running.of).into())]);
    ui.horizontal(|ui| {
        let room = (ui.available_width() - 130.0).max(120.0);
        ui.add(ProgressBar::new(part(running.done) / part(running.of).max(1.0)).desired_width(room).text(words));
        if button::plain(ui, icons::X, &lang.text("paperwork-stop")).clicked() {
            sink.send(Command::Paperwork(PaperCommand::Stop));
        }
    });
    ui.add_space(8.0);
}

/// Which bids have no paper, and why; the first few.
fn outcome(ui: &mut Ui, made: &Made, lang: Lang) {
    let colors = tokens(ui.ctx());
    for (mark, why) in made.failed.iter().take(4) {
        field_note::field_note(ui, icons::WARNING, &format!("{mark}: {}", lang.say(why)), colors.danger);
    }
    if made.count > 0 {
        let words = RichText::new(made.place.display().to_string()).font(text::table()).color(colors.text[2]);
        ui.add(Label::new(words).truncate().selectable(true));
    }
    ui.add_space(8.0);
}
