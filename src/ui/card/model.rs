//! The content of the card, computed from a record and the books: texts only, nothing is decided while painting.

use super::advice::{Advice, advice};
use super::points::{Outlook, PointModel, point_with};
use super::steps::Subject;
use super::{format, mileage};
use crate::app::books::Books;
use crate::app::life::in_place;
use crate::app::map::ways::Way;
use crate::app::plan::expected::Expected;
use crate::app::report::told;
use crate::domain::bid::{Bid, BidFacts, BidPoint, BidStatus, Cargo, PaymentPeriodKind, PointKind};
use crate::domain::catalog::CatalogKind;
use crate::domain::id::LocalId;
use crate::domain::payment::due;
use crate::domain::record::RecordMeta;
use crate::domain::report::Told;
use crate::domain::report::trip::left_last;
use crate::domain::upkeep::shown_day;
use crate::store::model::BidRecord;
use crate::ui::exchange_dates;
use crate::words::{Arg, Lang};

/// The card, ready to be painted.
#[derive(Debug, Clone, PartialEq)]
pub struct CardModel {
    /// What steps are offered for.
    pub subject: Subject,
    /// `№ 48213`, or the words for a bid without a number.
    pub title: String,
    /// `Казань → Уфа`.
    pub route: String,
    /// What stands in the way.
    pub advice: Option<Advice>,
    /// The route.
    pub points: Vec<PointModel>,
    /// Everything else, in the order of the card.
    pub sections: Vec<Section>,
}

/// A titled part of the card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Its title.
    pub title: String,
    /// Its fields; never empty.
    pub fields: Vec<Field>,
}

/// A field: name, value, and what is said under it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Field {
    /// Name; empty where the value speaks for itself.
    pub name: String,
    /// Value.
    pub value: String,
    /// Faint line under it; may be empty.
    pub note: String,
    /// A number to dial, where the value is somebody who has one.
    pub phone: Option<String>,
    /// What of the bid is changed here in place.
    pub edit: Option<in_place::Field>,
}

/// Builds the card. `own_offset`: minutes east of UTC of the dispatcher's own clock.
#[must_use]
pub fn build(record: &BidRecord, books: &Books, lang: Lang, own_offset: i32) -> CardModel {
    build_with(record, books, Beside::default(), lang, own_offset)
}

/// What is known of a bid beside its record.
#[derive(Debug, Clone, Copy, Default)]
pub struct Beside<'a> {
    /// Its way along the roads: it says the kilometres that the platform doesn't.
    pub way: Option<&'a Way>,
    /// When its truck will arrive, while it is in work.
    pub expected: Option<&'a Expected>,
}

/// The same with what is known beside the record.
#[must_use]
pub fn build_with(record: &BidRecord, books: &Books, beside: Beside<'_>, lang: Lang, own_offset: i32) -> CardModel {
    let meta = Some(&record.meta);
    let told = told(record);
    let make = Maker { facts: &record.facts, told: &told, meta, bid: &record.bid, books, beside, lang, own_offset };
    let subject = Subject::of_record(record);
    let title = if subject.number.is_empty() {
        lang.text("card-title-new")
    } else {
        lang.text_with("card-title", &[("number", subject.number.as_str().into())])
    };
    CardModel {
        subject,
        title,
        route: make.route(),
        advice: advice(&record.meta, lang),
        points: make.points(),
        sections: make.sections(),
    }
}

/// The route and the sections of a bid that is not stored yet.
#[must_use]
pub fn of_draft(bid: &Bid, books: &Books, lang: Lang, own_offset: i32) -> (Vec<PointModel>, Vec<Section>) {
    let (facts, told) = (BidFacts::default(), Told::default());
    let make =
        Maker { facts: &facts, told: &told, meta: None, bid, books, beside: Beside::default(), lang, own_offset };
    (make.points(), make.sections())
}

struct Maker<'a> {
    facts: &'a BidFacts,
    told: &'a Told,
    meta: Option<&'a RecordMeta>,
    bid: &'a Bid,
    books: &'a Books,
    beside: Beside<'a>,
    lang: Lang,
    own_offset: i32,
}

impl Maker<'_> {
    fn route(&self) -> String {
        let names = self.bid.points.iter().map(|point| point.place.settlement()).filter(|name| !name.is_empty());
        let route = names.collect::<Vec<_>>().join(" → ");
        if route.is_empty() { self.lang.text("card-route-none") } else { route }
    }

    fn points(&self) -> Vec<PointModel> {
        let facts = &self.facts.points;
        let of = |id: Option<i64>| facts.iter().find(|facts| Some(facts.point) == id);
        let outlook = |place: usize| {
            let expected = self.beside.expected;
            let forecast = expected.and_then(|expected| expected.forecast.as_ref());
            Outlook {
                arrival: forecast.and_then(|forecast| Some((forecast.at(place)?, forecast.basis))),
                seen: expected.and_then(|expected| expected.seen.get(place).copied().flatten()),
            }
        };
        let points = self.bid.points.iter().enumerate();
        let point = |(place, one): (usize, &BidPoint)| {
            let model = point_with(one, of(one.remote_id), outlook(place), self.lang, self.own_offset);
            // Where the truck stood before is the platform's own point.
            let edit = self.meta.filter(|_| one.kind != PointKind::Start).map(|_| place);
            PointModel { edit, ..model }
        };
        points.map(point).collect()
    }

    fn sections(&self) -> Vec<Section> {
        let all = [
            ("card-section-transport", self.transport()),
            ("card-section-money", self.money()),
            ("card-section-cargo", self.bid.cargos.iter().filter_map(|cargo| self.cargo(cargo)).collect()),
            ("card-section-mileage", self.mileage()),
            ("card-section-exchange", self.exchange()),
        ];
        let full = all.into_iter().filter(|(_, fields)| !fields.is_empty());
        full.map(|(title, fields)| Section { title: self.lang.text(title), fields }).collect()
    }

    fn transport(&self) -> Vec<Field> {
        let bid = self.bid;
        let driver = |id: &LocalId| {
            let driver = self.books.driver(id)?;
            Some((
                driver.full_name(),
                driver.phone.as_ref().map(crate::domain::phone::Phone::shown).unwrap_or_default(),
            ))
        };
        let car = |id: &LocalId| {
            let car = self.books.car(id)?;
            Some((plate(car.number.as_ref()), self.item(CatalogKind::CarBrand, car.brand_id)))
        };
        let trailer = |id: &LocalId| {
            let trailer = self.books.trailer(id)?;
            Some((plate(trailer.number.as_ref()), self.item(CatalogKind::TrailerType, trailer.type_id)))
        };
        let customer = |id: &LocalId| {
            let customer = self.books.counterparty(id)?;
            let inn = customer.inn.as_deref().map(|inn| self.lang.text_with("card-inn", &[("inn", inn.into())]));
            Some((customer.name.clone(), inn.unwrap_or_default()))
        };
        let organisation = |id: &LocalId| self.books.organisation(id).map(|found| (found.name.clone(), String::new()));
        let phone = |id: Option<&LocalId>| self.books.driver(id?)?.phone.as_ref().map(ToString::to_string);
        let crew = |key: &str, id: Option<&LocalId>| Field { phone: phone(id), ..self.linked(key, id, driver) };
        let mut fields = vec![
            self.linked("card-field-customer", bid.customer.as_ref(), customer),
            self.edited(in_place::Field::Car, self.linked("card-field-car", bid.car.as_ref(), car)),
            self.edited(in_place::Field::Trailer, self.linked("card-field-trailer", bid.trailer.as_ref(), trailer)),
            self.edited(in_place::Field::Driver, crew("card-field-driver", bid.driver.as_ref())),
        ];
        if bid.second_driver.is_some() {
            fields.push(crew("card-field-second-driver", bid.second_driver.as_ref()));
        }
        if bid.organisation.is_some() {
            fields.push(self.linked("card-field-organisation", bid.organisation.as_ref(), organisation));
        }
        if let Some(responsible) = bid.responsible {
            let name = self.books.employees().iter().find(|employee| employee.id == responsible);
            let value = name.map_or_else(|| responsible.to_string(), |employee| employee.name.clone());
            fields.push(self.field("card-field-responsible", value));
        }
        fields
    }

    /// A field that names a record of a book. A record that hasn't been read yet shows under its id.
    fn linked(&self, key: &str, id: Option<&LocalId>, find: impl Fn(&LocalId) -> Option<(String, String)>) -> Field {
        let (value, note) = match id {
            None => (String::new(), String::new()),
            Some(id) => find(id).unwrap_or_else(|| (id.to_string(), self.lang.text("card-not-read-yet"))),
        };
        Field { name: self.lang.text(key), value, note, ..Field::default() }
    }

    /// A field that is changed in place, on the card of a stored bid.
    fn edited(&self, edit: in_place::Field, field: Field) -> Field {
        Field { edit: self.meta.map(|_| edit), ..field }
    }

    fn money(&self) -> Vec<Field> {
        let bid = self.bid;
        let vat = self.item(CatalogKind::VatType, bid.vat_type);
        let top = if bid.vat_on_top { self.lang.text("card-vat-on-top") } else { String::new() };
        let payment = self.item(CatalogKind::PaymentType, bid.payment_type);
        let terms: Vec<_> = [payment, vat, top].into_iter().filter(|term| !term.is_empty()).collect();
        let mut fields = Vec::new();
        // A stored bid without a price says so: it is typed there.
        if bid.price.is_some() || !terms.is_empty() || self.meta.is_some() {
            let price = bid.price.map(crate::domain::money::Money::shown).unwrap_or_default();
            let field = Field { note: terms.join(", "), ..self.field("card-field-price", price) };
            fields.push(self.edited(in_place::Field::Price, field));
        }
        if let Some(days) = bid.payment_days {
            let key = match bid.payment_period {
                Some(PaymentPeriodKind::Banking) => "card-term-banking",
                Some(PaymentPeriodKind::Calendar) => "card-term-calendar",
                None => "card-term-days",
            };
            let days = Arg::Count(u64::try_from(days).unwrap_or(0));
            fields.push(self.field("card-field-term", self.lang.text_with(key, &[("days", days)])));
        }
        if let Some(number) = bid.contract_number.as_ref().filter(|number| !number.is_empty()) {
            fields.push(self.field("card-field-contract", number.clone()));
        }
        fields.extend(self.payment());
        fields
    }

    /// What the platform says of the payment, and by when it is due; our own day says that it is one.
    fn payment(&self) -> Vec<Field> {
        let told = self.told.payment.as_ref();
        let mut fields = Vec::new();
        if let Some(state) = told.and_then(|told| told.state) {
            let note = told.and_then(|told| told.comment.clone()).unwrap_or_default();
            let value = self.lang.text(crate::ui::reports::cells::state_key(state));
            fields.push(Field { note, ..self.field("card-field-payment", value) });
        }
        if let Some(day) = told.and_then(|told| told.invoice) {
            fields.push(self.field("card-field-invoice", shown_day(day)));
        }
        if let Some(money) = told.and_then(|told| told.remaining) {
            fields.push(self.field("card-field-unpaid", money.shown()));
        }
        // Before the trip is done nobody knows from when the term counts.
        let unloaded = if self.facts.status == BidStatus::Done { left_last(self.bid, self.facts) } else { None };
        let term = (self.bid.payment_days, self.bid.payment_period);
        if let Some(due) = due(told, term, unloaded) {
            let day = shown_day(due.day);
            let counted = self.lang.text_with("card-due-counted", &[("day", day.as_str().into())]);
            let field = self.field("card-field-due", if due.counted { counted } else { day });
            let note = if due.counted { self.lang.text("card-due-counted-about") } else { String::new() };
            fields.push(Field { note, ..field });
        }
        fields
    }

    fn cargo(&self, cargo: &Cargo) -> Option<Field> {
        let number = |value: f64| Arg::Text(format::decimal(value, 3, self.lang));
        let weight = cargo.weight_t.map(|t| self.lang.text_with("card-tonnes", &[("t", number(t))]));
        let volume = cargo.volume_m3.map(|m3| self.lang.text_with("card-cubic", &[("m", number(m3))]));
        let kind = self.item(CatalogKind::CargoType, cargo.type_id);
        let about = [Some(kind), weight, volume, cargo.comment.clone()].into_iter().flatten();
        let note = about.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
        if cargo.name.is_empty() && note.is_empty() {
            return None;
        }
        Some(Field { value: cargo.name.clone(), note, ..Field::default() })
    }

    fn mileage(&self) -> Vec<Field> {
        let fields = mileage::fields(self.facts, self.told, self.beside.way, self.lang);
        fields.into_iter().map(|(name, value)| Field { name, value, ..Field::default() }).collect()
    }

    /// The three dates and the case that follows.
    fn exchange(&self) -> Vec<Field> {
        let Some(meta) = self.meta else { return Vec::new() };
        let lines = exchange_dates::lines(meta, self.lang, self.own_offset);
        lines.into_iter().map(|(name, value)| Field { name, value, ..Field::default() }).collect()
    }

    fn item(&self, kind: CatalogKind, id: Option<crate::domain::id::RemoteId>) -> String {
        id.map(|id| self.books.item_name(kind, id).to_owned()).unwrap_or_default()
    }

    fn field(&self, key: &str, value: String) -> Field {
        Field { name: self.lang.text(key), value, ..Field::default() }
    }
}

fn plate(number: Option<&crate::domain::plate::Plate>) -> String {
    number.map(ToString::to_string).unwrap_or_default()
}
