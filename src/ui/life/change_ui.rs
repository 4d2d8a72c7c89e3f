//! Painting of the dialog of changes: what, to what, and the way to the preview.

use egui::{Align, ComboBox, Id, Key, Layout, Modifiers, RichText, Ui};

use super::change_form::{self, ChangeForm, What};
use super::dialog;
use crate::app::command::Command;
use crate::app::life::ask::LifeCommand;
use crate::app::lines::{OwnClock, own_local};
use crate::app::state::AppState;
use crate::domain::bid::{Bid, PaymentPeriodKind};
use crate::domain::overlap::ResourceKind;
use crate::ui::Sink;
use crate::ui::editor::model::choices::Choices;
use crate::ui::theme::{text, tokens};
use crate::ui::widgets::button::{self, Look as ButtonLook};
use crate::ui::widgets::pick::{ChoiceList, Pick};
use crate::ui::widgets::picker::Picker;
use crate::ui::widgets::segmented::segmented;
use crate::ui::widgets::text_field::{Look, text_field};
use crate::ui::widgets::time_field::time_field;
use crate::words::{Arg, Lang};

const WIDTH: f32 = 460.0;

/// Shows the dialog; false when it is to be closed.
pub(super) fn show(ui: &Ui, form: &mut ChangeForm, choices: &Choices, state: &AppState, sink: &mut Sink) -> bool {
    let lang = state.settings.lang;
    let bid = form.bids.first().and_then(|id| state.card.as_ref().filter(|card| card.meta.id == *id));
    let shown = dialog_of(ui, form, choices, state, bid.map(|record| &record.bid), lang);
    let (go, no) = shown.inner;
    let wish = form.wish(&state.books, bid.map(|record| &record.bid));
    if let (true, Some(wish)) = (go, wish) {
        sink.send(Command::Life(LifeCommand::Preview(wish)));
        return false;
    }
    !(no || shown.should_close())
}

fn dialog_of(
    ui: &Ui,
    form: &mut ChangeForm,
    choices: &Choices,
    state: &AppState,
    bid: Option<&Bid>,
    lang: Lang,
) -> egui::ModalResponse<(bool, bool)> {
    dialog(ui, "change", WIDTH, |ui| {
        let title = match form.later {
            Some(_) => lang.text("life-later-title"),
            None => lang.text_with("life-change-title", &[("count", Arg::from(form.bids.len()))]),
        };
        ui.label(RichText::new(title).font(text::heading()));
        ui.add_space(8.0);
        match form.later {
            Some(kind) => later(ui, form, kind, choices, lang),
            None => fields(ui, form, choices, state, lang),
        }
        ui.add_space(16.0);
        let ready = form.wish(&state.books, bid).is_some();
        ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
            let name = lang.text("life-show-preview");
            let go = button::button(ui, ButtonLook::Primary, ready, "", &name).clicked();
            let no = button::plain(ui, "", &lang.text("card-ask-no")).clicked();
            let enter = ready && ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
            (go || enter, no)
        })
        .inner
    })
}

/// Whose later bids, and who takes them.
fn later(ui: &mut Ui, form: &mut ChangeForm, kind: ResourceKind, choices: &Choices, lang: Lang) {
    let kinds = [
        (ResourceKind::Car, lang.text("life-what-car")),
        (ResourceKind::Driver, lang.text("life-what-driver")),
        (ResourceKind::Trailer, lang.text("life-what-trailer")),
    ];
    if let Some(kind) = segmented(ui, &lang.text("life-later-whose"), kind, &kinds) {
        form.later = Some(kind);
        form.record = Pick::default();
        form.fresh = true;
    }
    ui.add_space(8.0);
    let about = RichText::new(lang.text("life-later-about")).font(text::table()).color(tokens(ui.ctx()).text[1]);
    ui.add(egui::Label::new(about).wrap());
    ui.add_space(8.0);
    let list = match kind {
        ResourceKind::Car => &choices.cars,
        ResourceKind::Driver => &choices.drivers,
        ResourceKind::Trailer => &choices.trailers,
    };
    let name = lang.text("life-later-to");
    picker(ui, (&name, form.fresh), list, &mut form.record, lang);
    form.fresh = false;
}

fn fields(ui: &mut Ui, form: &mut ChangeForm, choices: &Choices, state: &AppState, lang: Lang) {
    let mut chosen = form.what;
    let name = lang.text("life-what");
    let list =
        ComboBox::from_id_salt("life-what").width(ui.available_width()).selected_text(lang.text(form.what.key()));
    let answer = list.show_ui(ui, |ui| {
        for what in What::ALL {
            ui.selectable_value(&mut chosen, what, lang.text(what.key()));
        }
    });
    answer.response.accessible_name(&name);
    if chosen != form.what {
        form.choose(chosen);
    }
    ui.add_space(8.0);
    let fresh = std::mem::take(&mut form.fresh);
    let at = |name: &'static str| (lang.text(name), fresh && !form.clear);
    let (name, focus) = at(form.what.key());
    let place = (name.as_str(), focus);
    if !form.clear {
        match form.what {
            What::Car => picker(ui, place, &choices.cars, &mut form.record, lang),
            What::Driver | What::SecondDriver => picker(ui, place, &choices.drivers, &mut form.record, lang),
            What::Trailer => picker(ui, place, &choices.trailers, &mut form.record, lang),
            What::Organisation => picker(ui, place, &choices.organisations, &mut form.record, lang),
            What::Responsible => picker(ui, place, &choices.employees, &mut form.item, lang),
            What::VatType => picker(ui, place, &choices.vat_types, &mut form.item, lang),
            What::PaymentType => picker(ui, place, &choices.payment_types, &mut form.item, lang),
            What::Price | What::PaymentTerm | What::Shift => typed(ui, place, form, lang),
            What::LoadAt => {
                let own = OwnClock { offset_minutes: state.own_offset_minutes };
                let clock = change_form::clock(own_local(state.now, own));
                let id = Id::unique("life-change-value");
                let field = time_field(ui, id, &mut form.time, clock, &Look::wide(ui.available_width()));
                focused(&field.accessible_name(&name), focus);
            }
        }
    }
    if form.what == What::PaymentTerm {
        let kinds = [
            (Some(PaymentPeriodKind::Calendar), lang.text("change-calendar-days")),
            (Some(PaymentPeriodKind::Banking), lang.text("change-banking-days")),
        ];
        ui.add_space(4.0);
        if let Some(period) = segmented(ui, &lang.text("life-period"), form.period, &kinds) {
            form.period = period;
        }
    }
    if form.what == What::Car && !form.clear {
        ui.add_space(4.0);
        ui.checkbox(&mut form.with_pair, lang.text("life-with-pair"));
    }
    if form.what.may_be_cleared() {
        ui.add_space(4.0);
        ui.checkbox(&mut form.clear, lang.text("life-clear"));
    }
}

fn typed(ui: &mut Ui, (name, focus): (&str, bool), form: &mut ChangeForm, lang: Lang) {
    let hint = match form.what {
        What::Shift => lang.text("life-shift-hint"),
        What::PaymentTerm => lang.text("life-term-hint"),
        _ => String::new(),
    };
    let look = Look::wide(ui.available_width()).hint(&hint);
    let field = text_field(ui, Id::unique("life-change-value"), &mut form.text, &look, false);
    focused(&field.accessible_name(name), focus);
}

fn picker<K: Clone + Eq + std::hash::Hash>(
    ui: &mut Ui,
    (name, focus): (&str, bool),
    choices: &ChoiceList<K>,
    pick: &mut Pick<K>,
    lang: Lang,
) {
    let (nothing, unknown) = (lang.text("editor-nothing-found"), lang.text("editor-unknown"));
    let picker = Picker {
        id: Id::unique("life-change-value"),
        choices,
        look: Look::wide(ui.available_width()).hint(name),
        mandatory: false,
        open: false,
        nothing: &nothing,
        unknown: &unknown,
    };
    let field = picker.show(ui, pick).response.accessible_name(name);
    focused(&field, focus);
}

fn focused(field: &egui::Response, focus: bool) {
    if focus {
        field.request_focus();
    }
}
