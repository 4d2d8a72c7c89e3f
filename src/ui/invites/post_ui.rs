//! Whether invitations come: one line under the title, with the way out where there is one.

use chrono::TimeDelta;
use egui::{Margin, RichText, Ui};

use crate::app::invites::state::Post;
use crate::app::state::AppState;
use crate::ui::settings_panel::Section;
use crate::ui::theme::{text, tokens};
use crate::ui::widgets::button;
use crate::ui::{Sink, icons};

/// Shows the line; nothing before anything is known.
pub(super) fn post(ui: &mut Ui, state: &AppState, sink: &mut Sink) {
    let (lang, colors) = (state.settings.lang, tokens(ui.ctx()));
    let (icon, words, color, helps) = match &state.invites.post {
        Post::Unknown => return,
        Post::NoReceiver => (icons::INFO, lang.text("invites-post-no-receiver"), colors.text[1], true),
        Post::NoToken => (icons::KEY, lang.text("invites-post-no-token"), colors.warn, true),
        Post::NeedsKeys => (icons::KEY, lang.text("invites-post-needs-keys"), colors.warn, true),
        Post::Trouble(why) => (icons::CLOUD_SLASH, lang.say(why), colors.warn, true),
        Post::Listening(at) => {
            let at = *at + TimeDelta::minutes(i64::from(state.own_offset_minutes));
            let at = at.format("%H:%M").to_string();
            (icons::CHECK_CIRCLE, lang.text_with("invites-post-listening", &[("at", at.into())]), colors.text[2], false)
        }
    };
    egui::Frame::new().inner_margin(Margin { left: 12, right: 12, ..Margin::ZERO }).show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.label(RichText::new(icon).font(text::icon()).color(color));
            ui.label(RichText::new(words).font(text::table()).color(color));
            if helps && button::quiet(ui, icons::GEAR_SIX, &lang.text("invites-set-up")).clicked() {
                sink.open_settings(Section::Ati);
            }
        });
    });
    ui.add_space(4.0);
}
