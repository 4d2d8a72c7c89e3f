//! The content of an invitation's card as sections of names and values. Pure.

use chrono::{DateTime, Utc};

use super::rows::{kilometres, to_f64};
use crate::app::invites::card::{Handling, InviteCard};
use crate::app::invites::rows::InviteRow;
use crate::ui::card::format::{self, decimal};
use crate::ui::card::model::{Field, Section};
use crate::words::{Arg, Lang};

struct Maker<'a> {
    row: &'a InviteRow,
    card: &'a InviteCard,
    lang: Lang,
    own_offset: i32,
    now: DateTime<Utc>,
}

/// The sections of a card. `own_offset`: minutes east of UTC of the dispatcher's own clock.
pub(super) fn sections(
    row: &InviteRow,
    card: &InviteCard,
    lang: Lang,
    own_offset: i32,
    now: DateTime<Utc>,
) -> Vec<Section> {
    let make = Maker { row, card, lang, own_offset, now };
    let all = [
        ("invites-section-way", make.way()),
        ("invites-section-money", make.money()),
        ("invites-section-cargo", make.cargo()),
        ("invites-section-invitation", make.invitation()),
        ("invites-section-said", make.said()),
    ];
    let full = all.into_iter().filter(|(_, fields)| !fields.is_empty());
    full.map(|(title, fields)| Section { title: lang.text(title), fields }).collect()
}

impl Maker<'_> {
    fn field(&self, key: &str, value: String) -> Field {
        Field { name: self.lang.text(key), value, ..Field::default() }
    }

    fn km(&self, km: String) -> String {
        self.lang.text_with("card-km", &[("km", Arg::Text(km))])
    }

    fn way(&self) -> Vec<Field> {
        let (row, lang) = (self.row, self.lang);
        let mut fields = Vec::new();
        if row.distance_km.is_some() {
            let mut field = self.field("invites-distance", self.km(kilometres(row, lang)));
            // Ours beside theirs: both are shown, theirs counts.
            let ours = self.card.picture.as_ref().filter(|_| !row.distance_is_ours);
            field.note = ours
                .map(|picture| lang.text_with("invites-by-roads", &[("km", decimal(picture.km, 0, lang).into())]))
                .unwrap_or_default();
            fields.push(field);
        }
        let part = |key, km: Option<f64>| km.map(|km| self.field(key, self.km(decimal(km, 0, lang))));
        fields.extend(part("invites-platon", row.platon_km));
        fields.extend(part("invites-toll", row.toll_km));
        if let Some(run) = &self.card.empty_run {
            let mut field = self.field("invites-empty-run", self.km(format!("≈ {}", decimal(run.km, 0, lang))));
            let is_free = run.free_at <= self.now;
            let key = if is_free { "invites-truck-free" } else { "invites-truck-free-from" };
            let at = format::moment(run.free_at, self.own_offset);
            let told = [("truck", run.truck.clone().into()), ("place", run.place.clone().into()), ("at", at.into())];
            field.note = lang.text_with(key, &told);
            fields.push(field);
        } else if !row.route.is_empty() {
            let mut field = self.field("invites-empty-run", String::new());
            field.note = lang.text("invites-no-truck");
            fields.push(field);
        }
        fields
    }

    fn money(&self) -> Vec<Field> {
        let row = self.row;
        let mut fields: Vec<Field> = row.rates.iter().map(|rate| self.field("invites-rate", rate.clone())).collect();
        if let Some(price) = row.price {
            let mut field = self.field("invites-price", price.shown());
            field.note = row
                .per_km
                .map(|price| {
                    let price = decimal(to_f64(price.as_decimal()), 1, self.lang);
                    self.lang.text_with("invites-per-km", &[("price", price.into())])
                })
                .unwrap_or_default();
            fields.push(field);
        }
        if !row.pay.is_empty() {
            fields.push(self.field("invites-pay", row.pay.join(", ")));
        }
        fields
    }

    fn cargo(&self) -> Vec<Field> {
        let row = self.row;
        let mut fields = Vec::new();
        let mut add = |key: &str, value: &str| {
            if !value.is_empty() {
                fields.push(self.field(key, value.to_owned()));
            }
        };
        add("invites-cargo", &row.cargo);
        add("invites-body", &row.body);
        for (what, ways) in &self.card.handling {
            let key = match what {
                Handling::Loading => "ati-field-loading-type",
                Handling::Unloading => "ati-field-unloading-type",
            };
            add(key, ways);
        }
        if row.trucks > 1 {
            add("ati-field-trucks-quantity", &row.trucks.to_string());
        }
        fields
    }

    fn invitation(&self) -> Vec<Field> {
        let row = self.row;
        let moment = |at: Option<DateTime<Utc>>| at.map(|at| format::moment(at, self.own_offset)).unwrap_or_default();
        let tracking = self.lang.text(if row.tracking { "settings-on" } else { "settings-off" });
        let all = [
            ("invites-number", row.number.clone()),
            ("invites-deal", row.deal.clone()),
            ("invites-tracking", tracking),
            ("invites-sent-at", moment(row.sent_at)),
            ("invites-cancels-at", moment(row.cancels_at)),
        ];
        all.into_iter().filter(|(_, value)| !value.is_empty()).map(|(key, value)| self.field(key, value)).collect()
    }

    /// What the card has no place for, as it was written.
    fn said(&self) -> Vec<Field> {
        let line = |said: &String| match said.split_once(": ") {
            Some((name, value)) => Field { name: name.to_owned(), value: value.to_owned(), ..Field::default() },
            None => Field { value: said.clone(), ..Field::default() },
        };
        self.card.said.iter().map(line).collect()
    }
}
