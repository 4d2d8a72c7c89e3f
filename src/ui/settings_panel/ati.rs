//! "ATI.SU": the receiver, the subscriptions, the rules of drafts, and what no official page says. Tokens are typed and go.

use egui::{RichText, TextEdit, Ui};

use super::named::{Field, Named, Typed};
use super::{row, secret, section};
use crate::app::command::Command;
use crate::app::invites::ask::InviteCommand;
use crate::app::invites::state::{SubscriptionLine, Subscriptions};
use crate::app::secrets::AtiSecret;
use crate::app::state::AppState;
use crate::domain::bid::PaymentPeriodKind;
use crate::ui::theme::{text, tokens};
use crate::ui::widgets::segmented::segmented;
use crate::ui::widgets::{button, field_note};
use crate::ui::{Sink, icons};
use crate::words::Lang;

const WRONG: &str = "settings-ati-wrong";

const fn field(setting: &'static str, name: &'static str, about: &'static str, width: f32) -> Field {
    Field { setting, name, about, wrong: WRONG, width }
}

const RECEIVER: Field = field("ati.receiver_url", "settings-ati-receiver", "settings-ati-receiver-hint", 320.0);
const INTERVAL: Field = Field {
    wrong: "settings-number-out",
    ..field("ati.fetch_interval_s", "settings-ati-interval", "settings-unit-seconds", 72.0)
};
const CODE: Field = field("ati.own_code", "settings-ati-code", "settings-ati-code-hint", 120.0);
const RULES: [Field; 5] = [
    field("ati.vat_with", "settings-ati-vat-with", "settings-ati-item-hint", 260.0),
    field("ati.vat_without", "settings-ati-vat-without", "settings-ati-item-hint", 260.0),
    field("ati.pay_with_vat", "settings-ati-pay-with", "settings-ati-item-hint", 260.0),
    field("ati.pay_without_vat", "settings-ati-pay-without", "settings-ati-item-hint", 260.0),
    field("ati.pay_cash", "settings-ati-pay-cash", "settings-ati-item-hint", 260.0),
];
const CARD: Field = field("ati.pay_card", "settings-ati-pay-card", "settings-ati-card-hint", 260.0);
const CUSTOMS: [Field; 9] = [
    field("ati.api_url", "settings-ati-api", "settings-ati-address-hint", 320.0),
    field("ati.open_url", "settings-ati-open", "settings-ati-open-hint", 320.0),
    field("ati.topic_received", "settings-ati-topic-received", "settings-ati-topic-hint", 260.0),
    field("ati.topic_sent", "settings-ati-topic-sent", "settings-ati-topic-hint", 260.0),
    field("ati.subscription_type", "settings-ati-kind", "settings-ati-kind-hint", 120.0),
    field("ati.webhooks_path", "settings-ati-webhooks", "settings-ati-path-hint", 320.0),
    field("ati.cities_path", "settings-ati-cities", "settings-ati-path-hint", 320.0),
    field("ati.firm_path", "settings-ati-firm", "settings-ati-path-hint", 320.0),
    field("ati.cargo_types_path", "settings-ati-cargo-types", "settings-ati-path-hint", 320.0),
];

/// What the section remembers.
#[derive(Debug)]
pub(super) struct AtiSection {
    token: String,
    receiver: String,
    keys: String,
    days: String,
}

impl Default for AtiSection {
    fn default() -> Self {
        Self { token: String::new(), receiver: String::new(), keys: String::new(), days: "4".to_owned() }
    }
}

impl AtiSection {
    /// Shows the section.
    pub(super) fn ui(&mut self, ui: &mut Ui, state: &AppState, typed: &mut Typed, sink: &mut Sink) {
        let (lang, colors) = (state.settings.lang, tokens(ui.ctx()));
        section(ui, &lang.text("settings-section-ati"));
        if state.connection.training {
            field_note::field_note(ui, icons::GRADUATION_CAP, &lang.text("settings-ati-training"), colors.info);
        } else {
            field_note::field_note(ui, icons::INFO, &lang.text("settings-ati-about"), colors.text[2]);
            ui.add_space(4.0);
            Named::new(state, typed, sink).field(ui, &RECEIVER);
            self.secrets(ui, state, sink);
        }
        Named::new(state, typed, sink).field(ui, &INTERVAL);
        self.subscriptions(ui, state, typed, sink);
        drafts(ui, state, typed, sink);
        if !state.connection.training {
            section(ui, &lang.text("settings-section-ati-customs"));
            field_note::field_note(ui, icons::INFO, &lang.text("settings-ati-customs-about"), colors.text[2]);
            ui.add_space(4.0);
            let mut rows = Named::new(state, typed, sink);
            for one in &CUSTOMS {
                rows.field(ui, one);
            }
        }
    }

    fn secrets(&mut self, ui: &mut Ui, state: &AppState, sink: &mut Sink) {
        let lang = state.settings.lang;
        let hints = |known| (known, "settings-ati-secret-known", "settings-ati-secret-none");
        let all = [
            (AtiSecret::Receiver, "settings-ati-receiver-token", &mut self.receiver, state.invites.has_receiver_token),
            (AtiSecret::Token, "settings-ati-token", &mut self.token, state.invites.has_token),
            (AtiSecret::HookKeys, "settings-ati-keys", &mut self.keys, false),
        ];
        for (which, name, typed, known) in all {
            let given = secret::secret(ui, state, &lang.text(name), typed, hints(known));
            if let Some(given) = given {
                sink.send(Command::Invites(InviteCommand::Secret(which, given)));
            }
        }
    }

    fn subscriptions(&mut self, ui: &mut Ui, state: &AppState, typed: &mut Typed, sink: &mut Sink) {
        let (lang, colors) = (state.settings.lang, tokens(ui.ctx()));
        section(ui, &lang.text("settings-section-ati-subscriptions"));
        let can_ask = state.connection.training || state.invites.has_token;
        if can_ask && state.invites.subscriptions == Subscriptions::NotAsked {
            sink.send(Command::Invites(InviteCommand::LoadSubscriptions));
        }
        if !state.connection.training {
            Named::new(state, typed, sink).field(ui, &CODE);
        }
        row(ui, &lang.text("settings-ati-subscriptions"), |ui| {
            ui.vertical(|ui| {
                ui.horizontal_wrapped(|ui| {
                    if button::plain(ui, icons::PLUS, &lang.text("settings-ati-subscribe")).clicked() {
                        sink.send(Command::Invites(InviteCommand::Subscribe));
                    }
                    if button::plain(ui, icons::ARROW_CLOCKWISE, &lang.text("settings-ati-refresh")).clicked() {
                        sink.send(Command::Invites(InviteCommand::LoadSubscriptions));
                    }
                });
                match &state.invites.subscriptions {
                    Subscriptions::NotAsked => {}
                    Subscriptions::Waiting => {
                        let words = lang.text("settings-ati-asking");
                        field_note::field_note(ui, icons::HOURGLASS_MEDIUM, &words, colors.info);
                    }
                    Subscriptions::Failed(why) => {
                        field_note::field_note(ui, icons::WARNING_CIRCLE, &lang.say(why), colors.danger);
                    }
                    Subscriptions::Known(lines) if lines.is_empty() => {
                        field_note::field_note(ui, icons::INFO, &lang.text("settings-ati-none"), colors.text[1]);
                    }
                    Subscriptions::Known(lines) => {
                        for line in lines {
                            subscription(ui, line, lang, sink);
                        }
                    }
                }
            });
        });
        self.missed(ui, lang, sink);
    }

    fn missed(&mut self, ui: &mut Ui, lang: Lang, sink: &mut Sink) {
        let name = lang.text("settings-ati-missed");
        row(ui, &name, |ui| {
            ui.horizontal(|ui| {
                let edit = TextEdit::singleline(&mut self.days).align(egui::Align2::RIGHT_CENTER).desired_width(48.0);
                let _named = ui.add(edit).accessible_name(name.clone());
                ui.label(RichText::new(lang.text("settings-unit-days")).font(text::body()));
                let days = self.days.trim().parse::<i64>().ok().filter(|days| (1..=30).contains(days));
                let ask = lang.text("settings-ati-missed-ask");
                let asked = button::button(ui, button::Look::Plain, days.is_some(), icons::TRAY_ARROW_UP, &ask);
                if let Some(days) = days.filter(|_| asked.clicked()) {
                    sink.send(Command::Invites(InviteCommand::Missed(days)));
                }
            });
        });
    }
}

fn subscription(ui: &mut Ui, line: &SubscriptionLine, lang: Lang, sink: &mut Sink) {
    let colors = tokens(ui.ctx());
    let (icon, color) = match line.state.as_str() {
        "active" => (icons::CHECK_CIRCLE, colors.ok),
        "created" | "verification" => (icons::HOURGLASS_MEDIUM, colors.info),
        _ => (icons::WARNING, colors.warn),
    };
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new(icon).font(text::icon()).color(color));
        let state = state_word(&line.state, lang);
        let whose = lang.text(if line.is_ours { "settings-ati-ours" } else { "settings-ati-foreign" });
        let words = format!("{}: {state}, {whose}", line.topic);
        ui.label(RichText::new(words).font(text::table()).color(colors.text[0]));
        let name = format!("{}: {}", lang.text("settings-ati-unsubscribe"), line.topic);
        if button::icon(ui, icons::TRASH, &name, "").clicked() {
            sink.send(Command::Invites(InviteCommand::Unsubscribe(line.id.clone())));
        }
    });
}

/// The state in words; one that nobody knows as it is written.
fn state_word(state: &str, lang: Lang) -> String {
    match state {
        "created" => lang.text("settings-ati-state-created"),
        "verification" => lang.text("settings-ati-state-verification"),
        "active" => lang.text("settings-ati-state-active"),
        "removed" => lang.text("settings-ati-state-removed"),
        "deactivated" => lang.text("settings-ati-state-deactivated"),
        other => other.to_owned(),
    }
}

fn drafts(ui: &mut Ui, state: &AppState, typed: &mut Typed, sink: &mut Sink) {
    let lang = state.settings.lang;
    section(ui, &lang.text("settings-section-ati-drafts"));
    let mut rows = Named::new(state, typed, sink);
    rows.switch(ui, "ati.vat_on_top", "settings-ati-vat-on-top");
    for one in &RULES {
        rows.field(ui, one);
    }
    rows.field(ui, &CARD);
    let name = lang.text("settings-ati-pay-days");
    let kinds = [
        (PaymentPeriodKind::Banking, lang.text("settings-ati-banking")),
        (PaymentPeriodKind::Calendar, lang.text("settings-ati-calendar")),
    ];
    row(ui, &name, |ui| {
        if let Some(kind) = segmented(ui, &name, state.settings.ati.pay_days, &kinds) {
            let word = match kind {
                PaymentPeriodKind::Banking => "banking",
                PaymentPeriodKind::Calendar => "calendar",
            };
            rows.send("ati.pay_days", word.to_owned());
        }
    });
    rows.switch(ui, "ati.weights_kg", "settings-ati-weights");
    rows.switch(ui, "ati.lengths_m", "settings-ati-lengths");
    rows.switch(ui, "ati.dates_utc", "settings-ati-dates");
}
