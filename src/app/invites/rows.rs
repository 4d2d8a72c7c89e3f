//! An invitation as a row of the inbox and as the head of its card: all that is needed to decide, worked out once.

use chrono::{DateTime, TimeDelta, Utc};

use super::names::AtiNames;
use super::words::{self, InviteWords};
use super::{drafting::Drafting, invitation};
use crate::app::settings::Settings;
use crate::domain::id::LocalId;
use crate::domain::invite::{
    Dictionary, Invitation, InviteState, Speaker as _, Warning, Worth, state, warnings, worth,
};
use crate::domain::money::Money;
use crate::domain::search_key::{Query, fold};
use crate::geo::roads::Roads;
use crate::store::invites::{InviteKey, InviteRecord};
use crate::words::Lang;

/// A row.
#[derive(Debug, Clone, PartialEq)]
pub struct InviteRow {
    /// Which.
    pub key: InviteKey,
    /// Where it stood when the row was made.
    pub state: InviteState,
    /// The other side: its name, else its code.
    pub from: String,
    /// The name of the other side was asked for.
    pub has_name: bool,
    /// Number of the load that people see.
    pub number: String,
    /// Stops in their order.
    pub route: Vec<String>,
    /// Length of the way as written, else by our own roads; kilometres.
    pub distance_km: Option<f64>,
    /// The length is our own.
    pub distance_is_ours: bool,
    /// Of it by roads of the Platon toll.
    pub platon_km: Option<f64>,
    /// Of it by toll roads.
    pub toll_km: Option<f64>,
    /// Day of loading, by the clocks of the place.
    pub loading_day: Option<chrono::NaiveDate>,
    /// Day of unloading.
    pub unloading_day: Option<chrono::NaiveDate>,
    /// The cargo in one line.
    pub cargo: String,
    /// What the truck must be.
    pub body: String,
    /// All rates in their own currencies.
    pub rates: Vec<String>,
    /// The price that a draft would take, roubles.
    pub price: Option<Money>,
    /// Roubles a kilometre.
    pub per_km: Option<Money>,
    /// Terms of payment.
    pub pay: Vec<String>,
    /// Kind of deal.
    pub deal: String,
    /// To be tracked with ATI's app.
    pub tracking: bool,
    /// Sent at.
    pub sent_at: Option<DateTime<Utc>>,
    /// Ends at.
    pub cancels_at: Option<DateTime<Utc>>,
    /// What must be seen.
    pub warnings: Vec<Warning>,
    /// Bids that were made of it, by the number of the truck, counted from one.
    pub bids: Vec<(i64, LocalId)>,
    /// How many trucks are wanted.
    pub trucks: i64,
    /// Where it is answered.
    pub link: Option<String>,
    /// What a search looks through.
    pub search: String,
    facts: Facts,
}

/// What the state is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Facts {
    is_withdrawn: bool,
    is_declined: bool,
    is_seen: bool,
}

impl InviteRow {
    /// Where it stands now: time passes without news.
    #[must_use]
    pub fn state_at(&self, now: DateTime<Utc>) -> InviteState {
        let Facts { is_withdrawn, is_declined, is_seen } = self.facts;
        state(is_withdrawn, self.bids.len(), is_declined, is_seen, self.cancels_at, now)
    }

    /// The first truck, counted from one, of which no bid was made; `None` when each has its own.
    #[must_use]
    pub fn next_truck(&self) -> Option<i64> {
        (1..=self.trucks.max(1)).find(|truck| !self.bids.iter().any(|(number, _)| number == truck))
    }

    /// `Казань → Уфа`: where it begins and ends; without a route the number or the name of the load.
    #[must_use]
    pub fn short_route(&self) -> String {
        match self.route.as_slice() {
            [first, .., last] => format!("{first} → {last}"),
            [only] => only.clone(),
            [] if self.number.is_empty() => self.from.clone(),
            [] => self.number.clone(),
        }
    }

    /// True when the other row tells of another content of the invitation, not only of what was done about it here.
    #[must_use]
    pub fn has_other_content(&self, other: &Self) -> bool {
        let bare = |row: &Self| Self {
            state: InviteState::New,
            bids: Vec::new(),
            facts: Facts { is_withdrawn: row.facts.is_withdrawn, is_declined: false, is_seen: false },
            ..row.clone()
        };
        bare(self) != bare(other)
    }

    /// What must be seen at a moment: an invitation may have ended since its row was made.
    #[must_use]
    pub fn warnings_at(&self, now: DateTime<Utc>) -> Vec<Warning> {
        let has_ended = self.cancels_at.is_some_and(|end| end < now);
        let rest = self.warnings.iter().copied().filter(|warning| *warning != Warning::Expired);
        has_ended.then_some(Warning::Expired).into_iter().chain(rest).collect()
    }

    /// How long it can still be answered; `None` when nobody says or it is over.
    #[must_use]
    pub fn time_left(&self, now: DateTime<Utc>) -> Option<TimeDelta> {
        self.cancels_at.map(|end| end - now).filter(|left| *left > TimeDelta::zero())
    }

    /// True when all words of a search stand in it; typed under the other layout too.
    #[must_use]
    pub fn is_found(&self, search: &str) -> bool {
        Query::new(search).matches(&self.search)
    }
}

/// Makes the row of a record.
#[must_use]
pub fn row(record: &InviteRecord, settings: &Settings, drafting: &Drafting, now: DateTime<Utc>) -> InviteRow {
    let one = invitation(record, settings);
    let words = drafting.words(settings.lang);
    let facts = Facts {
        is_withdrawn: record.history.is_withdrawn(),
        is_declined: record.declined_at.is_some(),
        is_seen: record.seen_at.is_some(),
    };
    let today = now.date_naive();
    let price = drafting.draft(&one, settings, today).bid.price;
    let ours = if one.distance_km.is_none() { by_roads(&one) } else { None };
    let distance_km = one.distance_km.or(ours);
    let per_km = price.zip(distance_km).and_then(|(price, km)| {
        let km = rust_decimal::Decimal::try_from(km).ok().filter(|km| !km.is_zero())?;
        price.as_decimal().checked_div(km).map(Money::from_decimal)
    });
    let mut row = InviteRow {
        key: record.key.clone(),
        state: state(facts.is_withdrawn, record.bids.len(), facts.is_declined, facts.is_seen, one.cancels_at, now),
        from: from(&one, drafting.names()),
        has_name: one.other.code.as_deref().is_some_and(|code| drafting.names().firm(code).is_some()),
        number: one.load_number.clone().unwrap_or_default(),
        route: one.points.iter().map(|stop| drafting.names().place(stop, settings.lang)).collect(),
        distance_km,
        distance_is_ours: ours.is_some(),
        platon_km: one.platon_km,
        toll_km: one.toll_km,
        loading_day: one.points.first().and_then(|stop| stop.first_day),
        unloading_day: one.points.last().filter(|_| one.points.len() > 1).and_then(|stop| stop.first_day),
        cargo: cargo(&one, &words),
        body: one.demands.body.clone().unwrap_or_else(|| body(&one, &words)),
        rates: one.terms.rates.iter().map(|rate| words.rate(rate)).collect(),
        price,
        per_km,
        pay: pay(&one, &words),
        deal: one.deal_kind.map(|kind| words.code(Dictionary::Deal, kind)).unwrap_or_default(),
        tracking: one.tracking,
        sent_at: one.sent_at,
        cancels_at: one.cancels_at,
        warnings: warnings(&one, now),
        bids: record.bids.clone(),
        trucks: one.demands.trucks,
        link: link(&one, settings),
        search: String::new(),
        facts,
    };
    let parts = [&row.from, &row.number, &row.cargo, &row.body, &row.deal, &record.key.entity];
    let parts = parts.into_iter().chain(&row.route).chain(&row.rates);
    row.search = fold(&parts.map(String::as_str).collect::<Vec<_>>().join(" "));
    row
}

fn from(one: &Invitation, names: &AtiNames) -> String {
    let code = one.other.code.clone().unwrap_or_default();
    let name = names.firm(&code).and_then(|firm| firm.name.clone());
    name.or_else(|| one.points.first().and_then(|stop| stop.organisation.clone())).unwrap_or(code)
}

fn cargo(one: &Invitation, words: &InviteWords<'_>) -> String {
    let named = one.cargo.name.clone();
    let listed = one.points.iter().flat_map(|stop| &stop.cargos).find_map(|cargo| cargo.name.clone());
    let mut parts: Vec<String> = named.or(listed).into_iter().collect();
    let lang = words.lang;
    let amount = |number: f64| {
        let text = number.to_string();
        if lang == Lang::Ru { text.replace('.', ",") } else { text }
    };
    parts.extend(one.cargo.weight_t.map(|weight| lang.text_with("ati-tonnes", &[("amount", amount(weight).into())])));
    parts.extend(one.cargo.volume_m3.map(|volume| lang.text_with("ati-cubic", &[("amount", amount(volume).into())])));
    parts.join(", ")
}

fn body(one: &Invitation, words: &InviteWords<'_>) -> String {
    let codes = one.demands.body_code.filter(|code| *code != 0).map(|code| Dictionary::Body.taken_apart(code));
    codes.into_iter().flatten().map(|code| words.code(Dictionary::Body, code)).collect::<Vec<_>>().join(", ")
}

fn pay(one: &Invitation, words: &InviteWords<'_>) -> Vec<String> {
    let (terms, lang) = (&one.terms, words.lang);
    let mut said = Vec::new();
    said.extend(terms.money_type.filter(|code| *code != 0).map(|code| words.code(Dictionary::Money, code)));
    said.extend(
        terms
            .prepay_percent
            .map(|percent| lang.text_with("ati-prepaid", &[("percent", percent.normalize().to_string().into())])),
    );
    said.extend(
        terms
            .pay_days
            .map(|days| lang.text_with("ati-in-days", &[("days", usize::try_from(days).unwrap_or(0).into())])),
    );
    said.extend(terms.in_fuel.then(|| lang.text("ati-field-in-fuel")));
    said.extend(terms.on_unloading.then(|| lang.text("ati-field-on-unloading")));
    said
}

/// Length of the way over our own roads, when every stop has a position.
fn by_roads(one: &Invitation) -> Option<f64> {
    let places: Vec<_> = one.points.iter().filter_map(|stop| stop.at).collect();
    if places.len() < 2 || places.len() != one.points.len() {
        return None;
    }
    places
        .windows(2)
        .map(|pair| match pair {
            [from, to] => Roads::shared().distance_km(*from, *to),
            _ => None,
        })
        .sum()
}

fn link(one: &Invitation, settings: &Settings) -> Option<String> {
    let load: String = one.load_id.as_ref()?.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
    let pattern = &settings.ati.open_url;
    (!load.is_empty() && !pattern.is_empty()).then(|| pattern.replace("{load}", &load))
}

/// What a rate comes to for the whole transport, roubles.
#[must_use]
pub fn roubles(one: &Invitation) -> Vec<Option<Money>> {
    one.terms
        .rates
        .iter()
        .map(|rate| match worth(rate, one) {
            Worth::Roubles(money) => Some(money),
            Worth::Unknown => None,
        })
        .collect()
}

/// Warnings in words.
#[must_use]
pub fn warning_texts(row: &InviteRow, settings: &Settings) -> Vec<String> {
    row.warnings.iter().map(|warning| settings.lang.say(&words::warning(*warning))).collect()
}
