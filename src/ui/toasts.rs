//! Short notices in the corner: they go by themselves, by the clock of the state, unless the pointer rests on them.

use chrono::TimeDelta;
use egui::{Align2, Area, CornerRadius, Frame, Id, Margin, Order, RichText, Role, Stroke, Ui, WidgetInfo, vec2};

use super::theme::{text, tokens};
use super::widgets::button;
use super::{Sink, icons};
use crate::app::command::Command;
use crate::app::state::{AppState, Toast, ToastLevel};

/// How long a notice of a level stays.
#[must_use]
pub fn stays(level: ToastLevel) -> TimeDelta {
    TimeDelta::seconds(match level {
        ToastLevel::Ok | ToastLevel::Info => 6,
        ToastLevel::Warn => 12,
        ToastLevel::Error => 30,
    })
}

/// Shows the notices, newest lowest, and closes those whose time is over.
pub fn toasts(ui: &Ui, state: &AppState, sink: &mut Sink) {
    if state.toasts.is_empty() {
        return;
    }
    let rest = Id::unique("toasts-rest");
    let held = ui.data(|data| data.get_temp::<bool>(rest)).unwrap_or(false);
    let area =
        Area::new(Id::unique("toasts")).order(Order::Foreground).anchor(Align2::RIGHT_BOTTOM, vec2(-16.0, -16.0));
    let shown = area.show(ui, |ui| {
        ui.set_max_width(420.0);
        for toast in &state.toasts {
            one(ui, toast, state, sink);
            ui.add_space(4.0);
        }
    });
    let pointer = shown.response.contains_pointer();
    ui.data_mut(|data| data.insert_temp(rest, pointer));
    if held || pointer {
        return;
    }
    for toast in &state.toasts {
        let left = toast.at + stays(toast.level) - state.now;
        match left.to_std() {
            Ok(left) if !left.is_zero() => ui.ctx().request_repaint_after(left),
            _ => sink.send(Command::DismissToast(toast.id)),
        }
    }
}

fn one(ui: &mut Ui, toast: &Toast, state: &AppState, sink: &mut Sink) {
    let lang = state.settings.lang;
    let colors = tokens(ui.ctx());
    let (icon, color) = match toast.level {
        ToastLevel::Ok => (icons::CHECK_CIRCLE, colors.ok),
        ToastLevel::Info => (icons::INFO, colors.info),
        ToastLevel::Warn => (icons::WARNING, colors.warn),
        ToastLevel::Error => (icons::WARNING_CIRCLE, colors.danger),
    };
    let words = lang.say(&toast.message);
    let frame = Frame::new()
        .fill(colors.surface[1])
        .stroke(Stroke::new(1.0, colors.edge))
        .shadow(ui.visuals().popup_shadow)
        .corner_radius(CornerRadius::same(8))
        .inner_margin(Margin::symmetric(12, 8));
    let response = frame
        .show(ui, |ui| {
            ui.set_width(380.0);
            ui.horizontal(|ui| {
                ui.label(RichText::new(icon).size(18.0).color(color));
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    if button::icon(ui, icons::X, &lang.text("shell-toast-close"), "").clicked() {
                        sink.send(Command::DismissToast(toast.id));
                    }
                    if let Some((key, command)) = &toast.action
                        && button::quiet(ui, "", &lang.text(key)).clicked()
                    {
                        sink.send(command.clone());
                        sink.send(Command::DismissToast(toast.id));
                    }
                    ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                        ui.add(egui::Label::new(RichText::new(&words).font(text::table())).wrap());
                    });
                });
            });
        })
        .response;
    let spoken = ui.interact(response.rect, response.id.with("spoken"), egui::Sense::hover());
    spoken.widget_info(|| WidgetInfo::labeled(Role::Alert, true, &words));
}
