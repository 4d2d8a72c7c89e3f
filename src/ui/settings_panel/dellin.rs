//! "Деловые Линии": keys of the account, which go into the key store and are never shown, what holds for every shipment, and
//! what a kilometre of an own truck costs.

use egui::{TextEdit, Ui};

use super::named::{Field, Named, Typed};
use super::{row, section};
use crate::app::command::{Command, Secret};
use crate::app::groupage::desk::{CarrierSecrets, GroupageCommand, KeysState, KeysTest};
use crate::app::state::AppState;
use crate::domain::ltl::field::Words;
use crate::ui::theme::tokens;
use crate::ui::widgets::segmented::segmented;
use crate::ui::widgets::{button, field_note};
use crate::ui::{Sink, icons};

/// What is being typed.
#[derive(Debug, Default)]
pub(super) struct DellinSection {
    appkey: String,
    token: String,
    login: String,
    password: String,
    asked: bool,
}

/// More words than these have no room beside each other with large text.
const BESIDE: usize = 3;
const OUT: &str = "settings-number-out";
const WIDE: f32 = 260.0;

const OWN: Field = Field::new("dellin.own_rub_per_km", "settings-dellin-own", "settings-dellin-own-unit", OUT, 72.0);
const USUAL: [Field; 3] = [
    Field::new(
        "dellin.hours_from",
        "settings-dellin-hours-from",
        "settings-dellin-hours-hint",
        "settings-dellin-hours-wrong",
        72.0,
    ),
    Field::new(
        "dellin.hours_to",
        "settings-dellin-hours-to",
        "settings-dellin-hours-hint",
        "settings-dellin-hours-wrong",
        72.0,
    ),
    Field::new(
        "dellin.requester",
        "settings-dellin-requester",
        "settings-dellin-requester-hint",
        "settings-dellin-requester-hint",
        WIDE,
    ),
];
const CALLS: [Field; 4] = [
    Field::new(
        "dellin.address",
        "settings-dellin-address",
        "settings-dellin-address-wrong",
        "settings-dellin-address-wrong",
        WIDE,
    ),
    Field::new("dellin.per_minute", "settings-dellin-per-minute", "settings-unit-none", OUT, 72.0),
    Field::new("dellin.per_hour", "settings-dellin-per-hour", "settings-unit-none", OUT, 72.0),
    Field::new("dellin.directory_days", "settings-dellin-days", "settings-unit-days", OUT, 72.0),
];

impl DellinSection {
    /// Shows the section.
    pub(super) fn ui(&mut self, ui: &mut Ui, state: &AppState, typed: &mut Typed, sink: &mut Sink) {
        let lang = state.settings.lang;
        if !std::mem::replace(&mut self.asked, true) {
            // Nothing new to keep: the answer says what is known.
            sink.send(Command::Groupage(GroupageCommand::Keys(CarrierSecrets::default())));
        }
        section(ui, &lang.text("settings-section-dellin"));
        self.keys(ui, state, sink);
        known(ui, state, sink);
        let mut rows = Named::new(state, typed, sink);
        rows.field(ui, &OWN);
        let dellin = &state.settings.dellin;
        for (setting, name, words, now) in [
            ("dellin.delivery", "settings-dellin-delivery", Words::Delivery, dellin.delivery.word()),
            ("dellin.variant", "settings-dellin-variant", Words::DerivalVariant, dellin.variant.word()),
            ("dellin.payer", "settings-dellin-payer", Words::Payer, dellin.payer.word()),
            ("dellin.payment", "settings-dellin-payment", Words::PaymentType, dellin.payment.word()),
            ("dellin.role", "settings-dellin-role", Words::Role, dellin.role.word()),
        ] {
            word(ui, state, &mut rows, setting, name, (words, now));
        }
        for one in USUAL.iter().chain(&CALLS) {
            rows.field(ui, one);
        }
    }

    fn keys(&mut self, ui: &mut Ui, state: &AppState, sink: &mut Sink) {
        let mut send = |secrets: CarrierSecrets| sink.send(Command::Groupage(GroupageCommand::Keys(secrets)));
        if let Some(appkey) = secret(ui, state, "settings-dellin-appkey", &mut self.appkey) {
            send(CarrierSecrets { appkey: Some(appkey), ..CarrierSecrets::default() });
        }
        if let Some(token) = secret(ui, state, "settings-dellin-token", &mut self.token) {
            send(CarrierSecrets { token: Some(token), ..CarrierSecrets::default() });
        }
        let lang = state.settings.lang;
        let name = lang.text("settings-dellin-login");
        row(ui, &name, |ui| {
            let edit = TextEdit::singleline(&mut self.login).align(egui::Align2::LEFT_CENTER).desired_width(WIDE);
            ui.add(edit.hint_text(lang.text("settings-dellin-login-hint"))).accessible_name(name.clone());
        });
        if let Some(password) = secret(ui, state, "settings-dellin-password", &mut self.password)
            && !self.login.trim().is_empty()
        {
            let login = Some((self.login.trim().to_owned(), password));
            send(CarrierSecrets { login, ..CarrierSecrets::default() });
        }
    }
}

/// A field whose text goes when it is left, and is not seen again.
fn secret(ui: &mut Ui, state: &AppState, key: &str, typed: &mut String) -> Option<Secret> {
    let lang = state.settings.lang;
    let name = lang.text(key);
    row(ui, &name, |ui| {
        let edit = TextEdit::singleline(typed).password(true).align(egui::Align2::LEFT_CENTER).desired_width(WIDE);
        let answer = ui.add(edit.hint_text(lang.text("settings-dellin-secret-hint"))).accessible_name(name.clone());
        (answer.lost_focus() && !typed.trim().is_empty())
            .then(|| Secret(std::mem::take(typed).trim().to_owned().into()))
    })
}

/// What is known of the keys, and a trial.
fn known(ui: &mut Ui, state: &AppState, sink: &mut Sink) {
    let lang = state.settings.lang;
    let colors = tokens(ui.ctx());
    let KeysState { has_appkey, has_account, training, test } = &state.groupage.keys;
    row(ui, "", |ui| {
        ui.vertical(|ui| {
            let line = |ui: &mut Ui, good: bool, keys: [&str; 2]| {
                let (icon, color, key) = if good {
                    (icons::CHECK_CIRCLE, colors.ok, keys[0])
                } else {
                    (icons::WARNING, colors.warn, keys[1])
                };
                field_note::field_note(ui, icon, &lang.text(key), color);
            };
            line(ui, *has_appkey, ["settings-dellin-has-key", "settings-dellin-has-no-key"]);
            line(ui, *has_account, ["settings-dellin-has-account", "settings-dellin-has-no-account"]);
            let kept =
                if state.connection.key_store { "settings-dellin-kept-safely" } else { "settings-dellin-kept-memory" };
            field_note::field_note(ui, "", &lang.text(kept), colors.text[2]);
            if *training {
                field_note::field_note(ui, icons::GRADUATION_CAP, &lang.text("settings-dellin-training"), colors.warn);
            }
            if button::plain(ui, icons::KEY, &lang.text("settings-dellin-try")).clicked() {
                sink.send(Command::Groupage(GroupageCommand::TestKeys));
            }
            match test {
                KeysTest::NotAsked => {}
                KeysTest::Running => {
                    field_note::field_note(
                        ui,
                        icons::HOURGLASS_MEDIUM,
                        &lang.text("settings-dellin-trying"),
                        colors.info,
                    );
                }
                KeysTest::Good => {
                    field_note::field_note(ui, icons::CHECK_CIRCLE, &lang.text("settings-dellin-good"), colors.ok);
                }
                KeysTest::Failed(why) => {
                    field_note::field_note(ui, icons::WARNING_CIRCLE, &lang.say(why), colors.danger);
                }
            }
        });
    });
}

fn word(
    ui: &mut Ui,
    state: &AppState,
    rows: &mut Named<'_>,
    setting: &'static str,
    name: &str,
    (words, now): (Words, &str),
) {
    let lang = state.settings.lang;
    let name = lang.text(name);
    let places: Vec<(usize, String)> = words
        .all()
        .iter()
        .enumerate()
        .map(|(at, word)| (at, lang.text(&format!("ltl-word-{}-{word}", words.name()))))
        .collect();
    let current = words.all().iter().position(|word| *word == now).unwrap_or_default();
    row(ui, &name, |ui| {
        let chosen = if places.len() > BESIDE {
            listed(ui, setting, &name, current, &places)
        } else {
            segmented(ui, &name, current, &places)
        };
        if let Some(word) = chosen.and_then(|chosen| words.all().get(chosen)) {
            rows.send(setting, (*word).to_owned());
        }
    });
}

/// One choice of many, in a list that opens.
fn listed(ui: &mut Ui, setting: &str, name: &str, current: usize, places: &[(usize, String)]) -> Option<usize> {
    let shown = places.get(current).map(|(_, word)| word.clone()).unwrap_or_default();
    let mut chosen = current;
    let list = egui::ComboBox::from_id_salt(setting).width(WIDE).selected_text(&shown);
    let answer = list.show_ui(ui, |ui| {
        for (at, word) in places {
            ui.selectable_value(&mut chosen, *at, word);
        }
    });
    answer.response.accessible_name(format!("{name}: {shown}"));
    (chosen != current).then_some(chosen)
}
