//! The bar under the list while bids are marked: how many, what they are worth, and what may be done with all of them.

use egui::{RichText, Ui};

use super::Dialog;
use crate::app::command::Command;
use crate::app::life::ask::LifeCommand;
use crate::app::life::marks::{Mark, Totals};
use crate::app::life::wish::Wish;
use crate::app::life::wish::step_key;
use crate::app::state::AppState;
use crate::domain::action::Action;
use crate::domain::id::LocalId;
use crate::domain::money::Money;
use crate::ui::bids::model::spaced;
use crate::ui::card::steps;
use crate::ui::theme::{text, tokens};
use crate::ui::widgets::button;
use crate::ui::{Sink, icons};
use crate::words::{Arg, Lang};

/// Steps that many bids may take at once.
const STEPS: [Action; 7] =
    [Action::Send, Action::Start, Action::Revert, Action::Cancel, Action::Delete, Action::Restore, Action::Clone];

/// Shows the bar when bids are marked.
pub fn bar(ui: &mut Ui, state: &AppState, sink: &mut Sink) {
    let lines = state.life.marks.lines(&state.bids);
    if lines.is_empty() {
        return;
    }
    let lang = state.settings.lang;
    let ids: Vec<LocalId> = lines.iter().map(|line| line.id.clone()).collect();
    let totals = Totals::of(lines.iter().copied());
    ui.horizontal_wrapped(|ui| {
        ui.add_space(8.0);
        let words = RichText::new(in_words(&totals, lang)).font(text::medium()).color(tokens(ui.ctx()).text[0]);
        ui.label(words);
        if button::primary(ui, icons::PENCIL_SIMPLE, &lang.text("life-bar-change")).clicked() {
            sink.open_life(Dialog::Change(ids.clone()));
        }
        let more = button::plain(ui, icons::CARET_UP, &lang.text("life-bar-steps"));
        egui::Popup::menu(&more).show(|ui| {
            for step in STEPS {
                if button::menu_line(ui, steps::icon(step), &lang.text(step_key(step)), "").clicked() {
                    sink.send(Command::Life(LifeCommand::Preview(Wish::Steps(step, ids.clone()))));
                }
            }
        });
        if button::quiet(ui, icons::X, &lang.text("life-bar-none")).clicked() {
            sink.send(Command::Life(LifeCommand::Mark(Mark::None)));
        }
    });
    ui.add_space(4.0);
}

/// `Выбрано: 12 · 1 200 000,00 ₽ · 12 300 км · 97,56 ₽/км`.
fn in_words(totals: &Totals, lang: Lang) -> String {
    let mut parts = vec![lang.text_with("life-marked", &[("count", Arg::from(totals.count))])];
    if totals.kopecks != 0 {
        parts.push(Money::from_decimal(rust_decimal::Decimal::new(totals.kopecks, 2)).shown());
    }
    if totals.metres > 0.0 {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "kilometres of a selection")]
        let km = (totals.metres / 1_000.0).round() as usize;
        parts.push(lang.text_with("life-km", &[("km", spaced(km).into())]));
    }
    if let Some(rate) = totals.roubles_per_km() {
        let shown = crate::ui::card::format::decimal(rate, 2, lang);
        parts.push(lang.text_with("life-rate", &[("rate", shown.into())]));
    }
    parts.join(" · ")
}
