//! Dialogs of new bids without a form: repeat, line, rows. Each shows what it understood before anything is made.

mod line_ui;
mod repeat_ui;
mod rows_ui;
mod templates_ui;

use egui::{Align, Frame, Id, Key, Layout, Margin, Modal, Modifiers, RichText, Ui};

use self::line_ui::Line;
use self::repeat_ui::Repeat;
use self::rows_ui::Rows;
use self::templates_ui::{Keep, Templates};
use super::Sink;
use super::theme::{text, tokens};
use super::widgets::button;
use crate::app::state::AppState;
use crate::domain::bid::{Bid, PointKind};
use crate::domain::typed_time::shown;
use crate::words::Lang;

/// The dialog that is open.
#[derive(Debug)]
enum Open {
    Repeat(Box<Repeat>),
    Line(Line),
    Rows(Rows),
    Templates(Templates),
    Keep(Box<Keep>),
}

/// What a dialog wants after a frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum After {
    Stay,
    Close,
}

/// The dialogs.
#[derive(Debug, Default)]
pub struct Entry {
    open: Option<Open>,
}

impl Entry {
    /// Repeats the bid of the open card.
    pub fn repeat(&mut self, state: &AppState) {
        if let Some(record) = &state.card {
            self.open = Some(Open::Repeat(Box::new(Repeat::of(record.bid.clone()))));
        }
    }

    /// Begins a bid from a template.
    pub fn templates(&mut self) {
        self.open = Some(Open::Templates(Templates::default()));
    }

    /// Keeps the bid of the open card as a template.
    pub fn keep(&mut self, state: &AppState) {
        if let Some(record) = &state.card {
            self.open = Some(Open::Keep(Box::new(Keep::of(record.bid.clone()))));
        }
    }

    /// One line becomes a draft.
    pub fn line(&mut self) {
        self.open = Some(Open::Line(Line::default()));
    }

    /// Rows of a spreadsheet become drafts; what was pasted already comes along.
    pub fn rows(&mut self, pasted: String) {
        self.open = Some(Open::Rows(Rows::of(pasted)));
    }

    /// Rows that were pasted while nothing was being typed open their dialog.
    pub fn take_paste(&mut self, ui: &Ui) {
        if self.open.is_some() || ui.ctx().text_edit_focused() {
            return;
        }
        let pasted = ui.input_mut(|input| {
            let at = input.events.iter().position(
                |event| matches!(event, egui::Event::Paste(text) if text.contains('\t') && !text.trim().is_empty()),
            )?;
            match input.events.remove(at) {
                egui::Event::Paste(text) => Some(text),
                _ => None,
            }
        });
        if let Some(text) = pasted {
            self.rows(text);
        }
    }

    /// Shows the dialog that is open.
    pub fn ui(&mut self, ui: &Ui, state: &AppState, sink: &mut Sink) {
        let Some(open) = &mut self.open else { return };
        let lang = state.settings.lang;
        let colors = tokens(ui.ctx());
        let (title, about, width) = match open {
            Open::Repeat(_) => ("entry-repeat-title", "entry-repeat-about", 460.0),
            Open::Line(_) => ("entry-line-title", "entry-line-about", 560.0),
            Open::Rows(_) => ("entry-rows-title", "entry-rows-about", 760.0),
            Open::Templates(_) => ("templates-title", "templates-about", 460.0),
            Open::Keep(_) => ("templates-keep-title", "templates-keep-about", 460.0),
        };
        let frame = Frame::popup(ui.style()).inner_margin(Margin::same(20));
        let modal = Modal::new(Id::unique("entry")).backdrop_color(colors.veil).frame(frame);
        let shown = modal.show(ui.ctx(), |ui| {
            ui.set_width(f32::min(width, ui.ctx().content_rect().width() - 60.0));
            ui.label(RichText::new(lang.text(title)).font(text::heading()).color(colors.text[0]));
            let about = RichText::new(lang.text(about)).font(text::note()).color(colors.text[2]);
            ui.add(egui::Label::new(about).wrap());
            ui.add_space(8.0);
            match open {
                Open::Repeat(dialog) => dialog.ui(ui, state, sink),
                Open::Line(dialog) => dialog.ui(ui, state, sink),
                Open::Rows(dialog) => dialog.ui(ui, state, sink),
                Open::Templates(dialog) => dialog.ui(ui, state, sink),
                Open::Keep(dialog) => dialog.ui(ui, state, sink),
            }
        });
        let escaped = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
        if shown.inner == After::Close || shown.should_close() || escaped {
            self.open = None;
        }
    }
}

/// What a dialog is answered with, at its right edge like every other's: what it makes, and the way out. Which was pressed.
fn answers(ui: &mut Ui, ready: bool, icon: &str, make: &str, lang: Lang) -> (bool, bool) {
    ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
        let made = button::button(ui, button::Look::Primary, ready, icon, make).clicked();
        (made, button::plain(ui, "", &lang.text("entry-close")).clicked())
    })
    .inner
}

/// What a draft says, in one line: `Казань → Уфа · 26.11.2026 08:00 · 20 т · 95 000,00 ₽`.
fn said(bid: &Bid, state: &AppState, lang: Lang) -> String {
    let points = bid.points.iter().filter(|point| point.kind != PointKind::Start);
    let names: Vec<&str> = points
        .clone()
        .map(|point| point.place.settlement())
        .map(|name| if name.is_empty() { "?" } else { name })
        .collect();
    let plans = points.filter_map(|point| point.plan_enter).map(shown).collect::<Vec<_>>().join(" → ");
    let customer = bid.customer.as_ref().and_then(|id| state.books.counterparty(id)).map(|one| one.name.clone());
    let car = bid.car.as_ref().and_then(|id| state.books.record(id)).map(|one| one.entry.title());
    let cargo = bid.cargos.first();
    let number = |value: f64| crate::ui::card::format::decimal(value, 3, lang);
    let weight =
        cargo.and_then(|cargo| cargo.weight_t).map(|t| lang.text_with("card-tonnes", &[("t", number(t).into())]));
    let volume =
        cargo.and_then(|cargo| cargo.volume_m3).map(|m| lang.text_with("card-cubic", &[("m", number(m).into())]));
    let name = cargo.map(|cargo| cargo.name.clone());
    let price = bid.price.map(crate::domain::money::Money::shown);
    let parts = [Some(names.join(" → ")), Some(plans), customer, car, name, weight, volume, price];
    parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}
