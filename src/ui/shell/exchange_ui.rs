//! The state of the exchange in the top bar: what goes on or how long ago, what waits, what was refused.

use egui::{Button, Color32, Label, RichText, Role, Stroke, Ui, WidgetInfo, vec2};

use super::act::show;
use super::sync_face::{Mood, SyncFace, sync_face};
use crate::app::bid_list::BidFilter;
use crate::app::state::{AppState, Link};
use crate::ui::keys::UiAction;
use crate::ui::theme::{family, size, text, tokens};
use crate::ui::widgets::button;
use crate::ui::{Sink, icons};
use crate::words::Arg;

/// From right to left: the button, what needs a person, what waits, and in the room that is left the words. `tight`:
/// counts without words.
pub(super) fn exchange(ui: &mut Ui, state: &AppState, tight: bool, asked: &mut Vec<UiAction>, sink: &mut Sink) {
    let lang = state.settings.lang;
    let colors = tokens(ui.ctx());
    let action = if state.sync.running.is_some() { UiAction::StopSync } else { UiAction::Sync };
    let key = action.key_text(ui.ctx());
    if button::icon(ui, action.icon(), &lang.text(action.name_key()), &key).clicked() {
        asked.push(action);
    }
    if state.settings.paused_since.is_none() && !tight {
        let pause = UiAction::PauseSync;
        if button::icon(ui, pause.icon(), &lang.text(pause.name_key()), "").clicked() {
            asked.push(pause);
        }
    }
    if state.settings.paused_since.is_some() {
        let name = lang.text(UiAction::ResumeSync.name_key());
        if alarm(ui, icons::PLAY, &name, None, colors.warn) {
            asked.push(UiAction::ResumeSync);
        }
    }
    let sync = &state.sync;
    let count = |n: usize| [("n", Arg::from(n))];
    let troubled = sync.rejected + sync.conflicts;
    if troubled > 0 {
        let name = lang.text_with("shell-attention", &count(troubled));
        if alarm(ui, icons::WARNING_CIRCLE, &name, tight.then_some(troubled), colors.danger) {
            show(state, BidFilter::Attention, sink);
        }
    }
    if sync.unsent > 0 {
        let name = lang.text_with("shell-unsent", &count(sync.unsent));
        if alarm(ui, icons::TRAY_ARROW_UP, &name, tight.then_some(sync.unsent), colors.info) {
            asked.push(UiAction::ShowUnsent);
        }
    }
    if matches!(state.connection.link, Link::SignIn(_)) {
        let name = lang.text(UiAction::SignIn.name_key());
        if alarm(ui, icons::KEY, &name, None, colors.warn) {
            asked.push(UiAction::SignIn);
        }
    }
    words(ui, sync_face(state, lang), proof(state).as_deref());
}

/// When both sides were last proven equal.
fn proof(state: &AppState) -> Option<String> {
    let at = state.engine.proven_equal_at?;
    let when = crate::ui::card::format::moment(at, state.own_offset_minutes);
    Some(state.settings.lang.text_with("proof-equal", &[("when", Arg::from(when))]))
}

/// How far a long reading has come, as a thin line along the bar: seen from the corner of the eye, in the way of nothing.
pub(super) fn progress(ui: &Ui, state: &AppState, bar: egui::Rect) {
    let Some((read, Some(total))) = state.inform.progress.filter(|_| state.sync.running.is_some()) else { return };
    if total <= read || total == 0 {
        return;
    }
    let colors = tokens(ui.ctx());
    #[expect(clippy::cast_precision_loss, reason = "a share of a line on the screen")]
    let share = read as f32 / total as f32;
    let mut line = bar.with_min_y(bar.bottom() - 3.0);
    line.set_width(bar.width() * share.clamp(0.0, 1.0));
    ui.painter().rect_filled(line, 0.0, colors.info);
    let name = state.settings.lang.text_with("progress-name", &[("count", read.into()), ("total", total.into())]);
    let said = ui.interact(line, egui::Id::unique("progress"), egui::Sense::hover());
    said.widget_info(|| WidgetInfo::labeled(Role::ProgressIndicator, true, &name));
}

fn words(ui: &mut Ui, face: SyncFace, proof: Option<&str>) {
    let colors = tokens(ui.ctx());
    if let Some(after) = face.changes_after {
        ui.ctx().request_repaint_after(after);
    }
    let color = match face.mood {
        Mood::Calm => colors.text[1],
        Mood::Busy => colors.info,
        Mood::Warn => colors.warn,
    };
    let words = match face.queue {
        Some(queue) => format!("{} · {queue}", face.words),
        None => face.words,
    };
    // In calm there is room for the last proof; in a narrow bar it is under the pointer.
    let words = match proof {
        Some(proof) if face.mood == Mood::Calm => format!("{words} · {proof}"),
        _ => words,
    };
    let mut shown = words.clone();
    if face.mood != Mood::Calm {
        shown = format!("{} {words}", face.icon);
    }
    let said = ui.add(Label::new(RichText::new(shown).font(text::table()).color(color)).truncate());
    let said = proof.map_or_else(|| said.clone(), |proof| said.clone().on_hover_text(proof));
    said.widget_info(|| WidgetInfo::labeled(Role::Status, true, &words));
}

/// A small coloured button that leads to what it names; where room is short, its number alone is seen.
fn alarm(ui: &mut Ui, icon: &str, name: &str, number: Option<usize>, color: Color32) -> bool {
    let colors = tokens(ui.ctx());
    let seen = number.map_or_else(|| name.to_owned(), |number| number.to_string());
    let parts = (
        RichText::new(icon).size(15.0).color(color),
        RichText::new(seen).font(egui::FontId::new(size::TABLE, family::medium())).color(color),
    );
    let padding = ui.spacing().button_padding;
    ui.spacing_mut().button_padding = vec2(8.0, 2.0);
    let button = Button::new(parts)
        .gap(5.0)
        .corner_radius(egui::CornerRadius::same(12))
        .fill(colors.wash(color))
        .stroke(Stroke::new(1.0, colors.wash_edge(color)))
        .min_size(vec2(0.0, 24.0));
    let mut answer = ui.add(button).accessible_name(name);
    ui.spacing_mut().button_padding = padding;
    if number.is_some() {
        answer = answer.on_hover_text(name);
    }
    answer.clicked()
}
