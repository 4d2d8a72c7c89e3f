//! A phone that can be copied, and called by the system's own program.

use egui::{Button, RichText, Ui};

use crate::app::command::Command;
use crate::app::trail::TrailCommand;
use crate::ui::theme::{text, tokens};
use crate::ui::{Sink, icons};
use crate::words::Lang;

/// Two small buttons beside a number. `phone`: as it is dialled.
pub(in crate::ui) fn buttons(ui: &mut Ui, phone: &str, lang: Lang, sink: &mut Sink) {
    let small = |ui: &mut Ui, icon: &str, key: &str| {
        let name = lang.text_with(key, &[("phone", phone.into())]);
        let color = tokens(ui.ctx()).text[1];
        let button = Button::new(RichText::new(icon).font(text::note()).color(color)).small();
        ui.add(button.frame_when_inactive(false)).accessible_name(&name).on_hover_text(name).clicked()
    };
    if small(ui, icons::COPY, "card-phone-copy") {
        ui.copy_text(phone.to_owned());
    }
    if small(ui, icons::PHONE, "card-phone-call") {
        sink.send(Command::Trail(TrailCommand::Dial(phone.to_owned())));
    }
}
