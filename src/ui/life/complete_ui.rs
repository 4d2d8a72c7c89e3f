//! Painting of the form that ends a bid by hand.

use egui::{Align, Id, Layout, RichText, ScrollArea, Ui};

use super::complete_form::{CompleteForm, now_at};
use super::dialog;
use crate::app::command::Command;
use crate::app::life::ask::LifeCommand;
use crate::app::state::AppState;
use crate::domain::completion::CompletionFault;
use crate::ui::theme::{text, tokens};
use crate::ui::widgets::text_field::{Look, text_field};
use crate::ui::widgets::time_field::time_field;
use crate::ui::widgets::time_text::Clock;
use crate::ui::widgets::{button, caption, field_note};
use crate::ui::{Sink, icons};
use crate::words::{Arg, Lang};

const WIDTH: f32 = 520.0;
const GAP: f32 = 8.0;

/// Shows the form; false when it is to be closed.
pub(super) fn show(ui: &Ui, form: &mut CompleteForm, state: &AppState, sink: &mut Sink) -> bool {
    let lang = state.settings.lang;
    let record = state.card.as_ref().filter(|card| card.meta.id == form.bid);
    if let (Some(record), false) = (record, form.filled) {
        form.fill(&record.bid, &record.facts, state.own_offset_minutes);
    }
    let shown = contents(ui, form, state, lang);
    let (yes, no) = shown.inner;
    if yes {
        form.tried = true;
        if let (Some(completion), Some([])) = (form.completion(), form.faults(state.now).as_deref()) {
            let command = LifeCommand::Complete(form.bid.clone(), Box::new(completion));
            sink.send(Command::Life(command));
            return false;
        }
    }
    !(no || shown.should_close())
}

fn contents(ui: &Ui, form: &mut CompleteForm, state: &AppState, lang: Lang) -> egui::ModalResponse<(bool, bool)> {
    dialog(ui, "complete", WIDTH, |ui| {
        ui.label(RichText::new(lang.text("life-complete-title")).font(text::heading()));
        let about = RichText::new(lang.text("life-complete-about")).font(text::table());
        ui.add(egui::Label::new(about.color(tokens(ui.ctx()).text[1])).wrap());
        ui.add_space(GAP);
        let reason = lang.text("life-complete-reason");
        caption::caption(ui, &reason, None);
        let look = Look::wide(ui.available_width());
        let field = text_field(ui, Id::unique("life-complete-reason"), &mut form.reason, &look, false);
        if field.accessible_name(&reason).gained_focus() || ui.memory(|memory| memory.focused().is_none()) {
            ui.memory_mut(|memory| memory.request_focus(Id::unique("life-complete-reason")));
        }
        ui.add_space(GAP);
        mileage(ui, form, lang);
        ui.add_space(GAP);
        points(ui, form, state, lang);
        said(ui, form, state, lang);
        ui.add_space(12.0);
        ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
            let yes = button::danger(ui, icons::CHECK_CIRCLE, &lang.text("life-complete-do")).clicked();
            let no = button::plain(ui, "", &lang.text("card-ask-no")).clicked();
            (yes, no)
        })
        .inner
    })
}

fn mileage(ui: &mut Ui, form: &mut CompleteForm, lang: Lang) {
    let name = lang.text("life-complete-mileage");
    caption::caption(ui, &name, None);
    ui.horizontal(|ui| {
        let look = Look { number: true, ..Look::wide(110.0) };
        ui.add_enabled_ui(!form.odometer, |ui| {
            let field = text_field(ui, Id::unique("life-complete-mileage"), &mut form.mileage, &look, false);
            field.accessible_name(&name);
        });
        ui.checkbox(&mut form.odometer, lang.text("life-complete-odometer"));
    });
}

/// The times at the points, each in the local time of its address.
fn points(ui: &mut Ui, form: &mut CompleteForm, state: &AppState, lang: Lang) {
    let room = (ui.ctx().content_rect().height() - 360.0).clamp(90.0, 320.0);
    let width = (ui.available_width() - 2.0 * GAP) / 2.0;
    ScrollArea::vertical().max_height(room).auto_shrink([false, true]).show(ui, |ui| {
        for place in 0..form.points.len() {
            let (before_entered, before_left) = (form.before(place, false), form.before(place, true));
            let Some(point) = form.points.get_mut(place) else { continue };
            let now = now_at(point.zone, state.now);
            let title = format!("{}. {} ({})", place.saturating_add(1), point.name, point.zone.label(now));
            ui.label(RichText::new(&title).font(text::medium()));
            ui.horizontal(|ui| {
                for (key, time, before) in [
                    ("life-complete-entered", &mut point.entered, before_entered),
                    ("life-complete-left", &mut point.left, before_left),
                ] {
                    let hint = lang.text(key);
                    let id = Id::unique(("life-complete", key, place));
                    let edge = time.is_unread().then(|| tokens(ui.ctx()).danger);
                    let look = Look { edge, ..Look::wide(width - GAP).hint(&hint) };
                    let field = time_field(ui, id, time, Clock { now, before }, &look);
                    field.accessible_name(format!("{title}: {hint}"));
                }
            });
            ui.add_space(4.0);
        }
    });
}

/// What is wrong, once a person has tried.
fn said(ui: &mut Ui, form: &CompleteForm, state: &AppState, lang: Lang) {
    if !form.tried {
        return;
    }
    let color = tokens(ui.ctx()).danger;
    let Some(faults) = form.faults(state.now) else {
        field_note::field_note(ui, icons::WARNING_CIRCLE, &lang.text("life-complete-unread"), color);
        return;
    };
    for fault in faults {
        field_note::field_note(ui, icons::WARNING_CIRCLE, &sentence(fault, lang), color);
    }
}

fn sentence(fault: CompletionFault, lang: Lang) -> String {
    let of_point = |key: &str, place: usize| lang.text_with(key, &[("n", Arg::from(place.saturating_add(1)))]);
    match fault {
        CompletionFault::NoReason => lang.text("life-complete-no-reason"),
        CompletionFault::LongReason => lang.text("life-complete-long-reason"),
        CompletionFault::NoMileage => lang.text("life-complete-no-mileage"),
        CompletionFault::WrongMileage => lang.text("life-complete-wrong-mileage"),
        CompletionFault::Future(place) => of_point("life-complete-future", place),
        CompletionFault::LeftBefore(place) => of_point("life-complete-left-before", place),
        CompletionFault::OutOfOrder(place) => of_point("life-complete-out-of-order", place),
    }
}
