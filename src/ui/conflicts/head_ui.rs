//! Above the rows: which record, which of how many, who and when on each side, the three dates.

use egui::{Align, Label, Layout, RichText, Ui};

use super::keys::step;
use super::model::Sheet;
use super::{ConflictsPanel, icons};
use crate::app::command::{Command, Screen};
use crate::app::state::AppState;
use crate::domain::id::RecordKind;
use crate::ui::Sink;
use crate::ui::theme::{text, tokens};
use crate::ui::widgets::{badge, button, field_note};

impl ConflictsPanel {
    pub(super) fn head(&mut self, ui: &mut Ui, sheet: &Sheet, state: &AppState, sink: &mut Sink) {
        let lang = state.settings.lang;
        let colors = tokens(ui.ctx());
        ui.horizontal(|ui| {
            ui.label(RichText::new(&sheet.name).font(text::heading()));
            badge::badge(ui, icons::ARROWS_SPLIT, &sheet.counter, colors.danger);
            // From the right, so that the route gives way and not the buttons.
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if button::icon(ui, icons::CARET_RIGHT, &lang.text("conflicts-next"), "Page Down").clicked() {
                    step(sheet, state, sink, false);
                }
                if button::icon(ui, icons::CARET_LEFT, &lang.text("conflicts-previous"), "Page Up").clicked() {
                    step(sheet, state, sink, true);
                }
                if sheet.kind == RecordKind::Bid
                    && button::quiet(ui, icons::ARROW_SQUARE_OUT, &lang.text("conflicts-open-card")).clicked()
                {
                    sink.send(Command::Open(Screen::Bids));
                    sink.send(Command::SelectBid(sheet.id.clone()));
                }
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    let about = RichText::new(&sheet.about).font(text::table()).color(colors.text[1]);
                    ui.add(Label::new(about).truncate());
                });
            });
        });
        ui.add_space(2.0);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            ui.spacing_mut().interact_size.y = 0.0;
            ui.label(RichText::new(&sheet.case).font(text::table()).color(colors.text[0]));
            for (name, date) in &sheet.dates {
                // A date is never broken over two lines.
                let date = RichText::new(format!("· {name}: {date}")).font(text::note()).color(colors.text[1]);
                ui.add(Label::new(date).extend());
            }
        });
        if sheet.moved {
            ui.add_space(4.0);
            let (title, next) = (lang.text("conflicts-moved-title"), lang.text("conflicts-moved-next"));
            field_note::notice(ui, icons::WARNING, colors.warn, &title, &[&next]);
        }
        ui.add_space(4.0);
        ui.horizontal(|ui| {
            let name = lang.text_with("conflicts-show-all", &[("n", sheet.hidden.into())]);
            let name = if self.all { lang.text("conflicts-show-differing") } else { name };
            if (self.all || sheet.hidden > 0) && button::quiet(ui, icons::ROWS, &name).clicked() {
                self.all = !self.all;
            }
            ui.add(
                Label::new(RichText::new(lang.text("conflicts-keys")).font(text::note()).color(colors.text[2]))
                    .truncate(),
            );
        });
        ui.add_space(4.0);
    }
}
