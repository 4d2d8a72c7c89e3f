//! Commands and events of papers → changes of state and effects.

use super::ask::{PaperCommand, PaperEffect, PaperEvent, Running};
use crate::app::effect::Effect;
use crate::app::handle::{set, toast};
use crate::app::handover;
use crate::app::state::{AppState, ToastLevel};
use crate::words::Message;

/// Handles a command.
pub fn handle(state: &mut AppState, command: PaperCommand) -> Vec<Effect> {
    let desk = &mut state.paperwork;
    let effect = match command {
        PaperCommand::Make(template, bids) => {
            if bids.is_empty() || desk.running.is_some() {
                return Vec::new();
            }
            desk.asked = desk.asked.saturating_add(1);
            desk.running = Some(Running { run: desk.asked, done: 0, of: bids.len() });
            desk.made = None;
            PaperEffect::Make(desk.asked, template, bids)
        }
        PaperCommand::Stop => PaperEffect::Stop,
        PaperCommand::Copy(template, bids) => PaperEffect::Copy(template, bids),
        PaperCommand::List => PaperEffect::List,
        PaperCommand::OpenTemplates => PaperEffect::OpenTemplates,
        PaperCommand::ChoosePicture(which) => PaperEffect::ChoosePicture(which),
        PaperCommand::DropPicture(which) => {
            return set(state, |settings| settings.paperwork.set_picture(which, String::new()));
        }
        PaperCommand::Organisation(id) => return set(state, |settings| settings.paperwork.organisation = id),
        PaperCommand::HandOver => {
            let stem = state.settings.lang.text("handover-file");
            PaperEffect::Print(Box::new(handover::sheet(state)), stem)
        }
        PaperCommand::CopyHandOver => {
            let text = handover::sheet(state).plain();
            return apply(state, PaperEvent::Text(text));
        }
        PaperCommand::OpenAfter(open) => return set(state, |settings| settings.paperwork.open = open),
    };
    vec![Effect::Paperwork(effect)]
}

/// Applies an event.
pub fn apply(state: &mut AppState, event: PaperEvent) -> Vec<Effect> {
    let desk = &mut state.paperwork;
    match event {
        PaperEvent::Templates(templates) => desk.templates = Some(templates),
        PaperEvent::Progress(run, done) => {
            if let Some(running) = desk.running.as_mut().filter(|running| running.run == run) {
                running.done = done;
            }
        }
        PaperEvent::Made(run, made) => {
            desk.running = desk.running.filter(|running| running.run != run);
            let path = made.place.display().to_string();
            let (level, message) = match (made.count, made.failed.first()) {
                (0, Some((_, why))) => (ToastLevel::Error, why.clone()),
                (1, None) => (ToastLevel::Ok, Message::new("paperwork-made-one").with("path", path)),
                (count, failed) => {
                    let level = if failed.is_some() || made.stopped { ToastLevel::Warn } else { ToastLevel::Ok };
                    let message = Message::new("paperwork-made").with("count", count).with("path", path);
                    (level, message.with("failed", made.failed.len()))
                }
            };
            desk.made = Some(made);
            toast(state, level, message, None);
        }
        PaperEvent::Text(text) => {
            desk.asked = desk.asked.saturating_add(1);
            desk.clip = Some((desk.asked, text));
            toast(state, ToastLevel::Ok, Message::new("paperwork-copied"), None);
        }
        PaperEvent::Picture(which, file) => return set(state, |settings| settings.paperwork.set_picture(which, file)),
    }
    Vec::new()
}
