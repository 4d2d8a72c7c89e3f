//! Values of units as people read them: names instead of ids, times of the point, roubles.

use chrono::NaiveDateTime;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::case::{Case, Content, DELETED, REMOVED};
use crate::app::bid_more_words;
use crate::app::book_items::list_words;
use crate::app::books::Books;
use crate::domain::bid::{Bid, BidPoint, Cargo, Contact, PaymentPeriodKind, PointKind};
use crate::domain::bid_more::{CustomType, Property};
use crate::domain::book::CounterpartyStatus;
use crate::domain::book_field::{BookField, FieldRow, FieldValue, Input, row_of};
use crate::domain::catalog::CatalogKind;
use crate::domain::id::{LocalId, RecordKind, RemoteId};
use crate::domain::money::Money;
use crate::domain::phone::Phone;
use crate::domain::place::{Place, Zone};
use crate::domain::plate::Plate;
use crate::domain::typed_time;
use crate::merge::Unit;
use crate::words::{Arg, Lang};

/// Says values and names of one case in one language.
#[derive(Debug, Clone, Copy)]
pub struct Speaker<'a> {
    /// The case.
    pub case: &'a Case,
    /// Names of references.
    pub books: &'a Books,
    /// The language.
    pub lang: Lang,
    /// Minutes east of UTC of the dispatcher's own clock: a zone is said only where it differs.
    pub own_offset: i32,
}

/// A value as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// The words.
    pub text: String,
    /// Nothing is there: cleared, or never set.
    pub empty: bool,
}

impl Speaker<'_> {
    /// A value of a unit. An empty one that the base had is "(empty)", one that nobody ever set says so.
    #[must_use]
    pub fn shown(&self, unit: &Unit, value: &Value) -> Shown {
        if let Some(text) = self.text(unit, value).filter(|text| !text.is_empty()) {
            return Shown { text, empty: false };
        }
        let had = self.text(unit, &unit.base).is_some_and(|text| !text.is_empty());
        let key = match (unit.is_presence(), had) {
            (true, true) => "conflicts-item-removed",
            (true, false) => "conflicts-item-absent",
            (false, true) => "conflicts-empty",
            (false, false) => "conflicts-never-set",
        };
        Shown { text: self.lang.text(key), empty: true }
    }

    /// The words of a value; `None` or empty when nothing is there.
    pub(super) fn text(&self, unit: &Unit, value: &Value) -> Option<String> {
        let mut parts = unit.name.split('/');
        let (field, item, part) = (parts.next()?, parts.next(), parts.next());
        match (field, item, part) {
            (DELETED, ..) => Some(self.lang.text(match (read(&value[REMOVED]), self.case.is_gone()) {
                (None, _) => "conflicts-was-there",
                (Some(true), _) => "conflicts-was-deleted",
                (Some(false), true) => "conflicts-was-kept",
                (Some(false), false) => "conflicts-stays-there",
            })),
            ("points", None, _) => self.list(value, Self::point_line),
            ("cargos", None, _) => self.list(value, |_, cargo| Self::cargo_line(cargo)),
            ("points", Some("order"), _) => Some(self.order(value)),
            ("cargos", Some("order"), _) => Some(self.cargo_order(value)),
            ("points", _, None) => read(value).map(|point| self.point_line(&point)),
            ("cargos", _, None) => read(value).map(|cargo| Self::cargo_line(&cargo)),
            ("points", Some(id), Some(part)) => self.point_part(unit, id, part, value),
            ("cargos", _, Some(part)) => self.cargo_part(part, value),
            _ if self.case.kind == RecordKind::Bid => self.bid_field(field, value),
            _ => self.book_field(field, value),
        }
    }

    fn list<T: DeserializeOwned>(&self, value: &Value, line: impl Fn(&Self, &T) -> String) -> Option<String> {
        let items: Vec<T> = read(value)?;
        Some(items.iter().map(|item| line(self, item)).collect::<Vec<_>>().join("; "))
    }

    fn bid_field(&self, field: &str, value: &Value) -> Option<String> {
        match field {
            "customer" | "organisation" | "driver" | "second_driver" | "car" | "trailer" => self.reference(value),
            "responsible" | "sales_manager" => {
                let id: RemoteId = read(value)?;
                let known = self.books.employees().iter().find(|employee| employee.id == id);
                Some(known.map_or_else(|| self.unread(), |employee| employee.name.clone()))
            }
            "payment_type" => self.item(CatalogKind::PaymentType, value),
            "price_and_vat" => {
                let price = read::<Money>(&value["price"]).map(Money::shown);
                let vat = self.item(CatalogKind::VatType, &value["vat_type"]);
                let top =
                    read::<bool>(&value["vat_on_top"]).filter(|top| *top).map(|_| self.lang.text("card-vat-on-top"));
                Some([price, vat, top].into_iter().flatten().collect::<Vec<_>>().join(" · "))
            }
            "payment_term" => {
                let days: i32 = read(&value["payment_days"])?;
                let key = match read(&value["payment_period"]) {
                    Some(PaymentPeriodKind::Banking) => "card-term-banking",
                    Some(PaymentPeriodKind::Calendar) => "card-term-calendar",
                    None => "card-term-days",
                };
                let days = Arg::Count(u64::try_from(days).unwrap_or(0));
                Some(self.lang.text_with(key, &[("days", days)]))
            }
            "temperature" => Some(bid_more_words::temperature(read(value)?, self.lang)),
            "options" => {
                Some(bid_more_words::items(CatalogKind::BidOption, &read::<Vec<RemoteId>>(value)?, self.books))
            }
            "properties" => Some(bid_more_words::properties(&read::<Vec<Property>>(value)?)),
            "empty_run" => Some(self.lang.text(if read(value)? { "conflicts-yes" } else { "conflicts-no" })),
            _ => read(value),
        }
    }

    /// The field of a book's form that no list shows, if it is one.
    pub(super) fn detail(&self, field: &str) -> Option<&'static FieldRow> {
        let field = BookField::named(field).filter(|field| field.is_detail())?;
        row_of(self.case.kind, field)
    }

    fn detail_text(&self, row: FieldRow, value: &Value) -> Option<String> {
        let value: FieldValue = read(value)?;
        Some(match (row.input, &value) {
            (Input::Flag, FieldValue::Flag(flag)) => {
                self.lang.text(if *flag { "conflicts-yes" } else { "conflicts-no" })
            }
            (Input::Phone, FieldValue::Text(text)) => {
                Phone::parse(text).map_or_else(|_| text.clone(), |phone| phone.shown())
            }
            (Input::Employee, FieldValue::Whole(id)) => {
                let known = self.books.employees().iter().find(|employee| employee.id.0 == *id);
                known.map_or_else(|| self.unread(), |employee| employee.name.clone())
            }
            (Input::Driver, FieldValue::Whole(id)) => {
                let mut drivers = self.books.of_kind(RecordKind::Driver).iter();
                let known = drivers.find(|driver| driver.meta.remote_id == Some(RemoteId(*id)));
                known.map_or_else(|| self.unread(), |driver| driver.entry.title())
            }
            (Input::Items, FieldValue::Items(items)) => list_words(row.field, items, self.books, self.lang),
            _ => value.plain(),
        })
    }

    fn book_field(&self, field: &str, value: &Value) -> Option<String> {
        if let Some(row) = self.detail(field) {
            return self.detail_text(*row, value);
        }
        book_value(self.case.kind, field, value, self.books, self.lang)
    }

    fn point_part(&self, unit: &Unit, id: &str, part: &str, value: &Value) -> Option<String> {
        match part {
            "kind" => Some(self.point_kind(read(value)?)),
            "place" => {
                let address = |value: &Value| read::<Place>(&value["place"]);
                let place = address(value)?;
                // Two spots under one address can only be told apart by their coordinates.
                let one_address = [&unit.ours, &unit.theirs]
                    .into_iter()
                    .all(|side| address(side).is_some_and(|other| other.address == place.address));
                let spot = place.location.filter(|_| one_address && unit.ours != unit.theirs);
                let spot = spot.map(|at| format!(" ({:.5}, {:.5})", at.latitude, at.longitude));
                Some(format!("{}{}", place.address, spot.unwrap_or_default()))
            }
            "times" => {
                let at = |name: &str| read::<NaiveDateTime>(&value[name]);
                self.times(at("plan_enter"), at("window_end"), at("plan_leave"), self.zone(id))
            }
            "contact" => {
                let contact: Contact = read(value)?;
                let parts = [contact.name, contact.phone].into_iter().filter(|part| !part.is_empty());
                Some(parts.collect::<Vec<_>>().join(", "))
            }
            "counterparty" => self.reference(value),
            "custom_type" => {
                let kind: CustomType = read(value)?;
                let known = self.books.item_name(CatalogKind::CustomPoint, kind.id).to_owned();
                Some(if kind.name.is_empty() { known } else { kind.name })
            }
            "load_options" => {
                Some(bid_more_words::items(CatalogKind::LoadUnload, &read::<Vec<RemoteId>>(value)?, self.books))
            }
            "options" => {
                Some(bid_more_words::items(CatalogKind::PointOption, &read::<Vec<RemoteId>>(value)?, self.books))
            }
            "properties" => Some(bid_more_words::properties(&read::<Vec<Property>>(value)?)),
            _ => read(value),
        }
    }

    fn cargo_part(&self, part: &str, value: &Value) -> Option<String> {
        let measure = |key: &str, name| {
            let number = number_text(read(value)?, self.lang);
            Some(self.lang.text_with(key, &[(name, Arg::Text(number))]))
        };
        match part {
            "type" => self.item(CatalogKind::CargoType, value),
            "weight" => measure("card-tonnes", "t"),
            "volume" => measure("card-cubic", "m"),
            "size" => {
                let sides = ["length_m", "width_m", "height_m"].map(|side| read::<f64>(&value[side]));
                let said = sides.map(|side| side.map_or_else(|| "—".to_owned(), |side| number_text(side, self.lang)));
                sides.iter().any(Option::is_some).then(|| said.join(" × "))
            }
            "loading" => {
                let item = |kind, side: &str| self.item(kind, &value[side]);
                let ways = [item(CatalogKind::Loading, "loading_type"), item(CatalogKind::Unloading, "unloading_type")];
                Some(ways.into_iter().flatten().collect::<Vec<_>>().join(" / "))
            }
            _ => read(value),
        }
    }

    /// Arrival, the end of its window, departure; the zone where it is not the dispatcher's own.
    fn times(
        &self,
        enter: Option<NaiveDateTime>,
        window: Option<NaiveDateTime>,
        leave: Option<NaiveDateTime>,
        zone: Option<Zone>,
    ) -> Option<String> {
        let first = enter.or(window).or(leave)?;
        let later = |at: NaiveDateTime| {
            if at.date() == first.date() { at.format("%H:%M").to_string() } else { typed_time::shown(at) }
        };
        let mut text = typed_time::shown(first);
        if let Some(window) = window.filter(|at| *at != first) {
            text = format!("{text} – {}", later(window));
        }
        if let Some(leave) = leave.filter(|at| *at != first) {
            text = format!("{text}, {} {}", self.lang.text("conflicts-leaves"), later(leave));
        }
        let zone = zone.filter(|zone| zone.offset_minutes(first) != self.own_offset);
        Some(zone.map_or(text.clone(), |zone| format!("{text} ({})", zone.label(first))))
    }

    /// A whole point in one line: what it is, where, when.
    fn point_line(&self, point: &BidPoint) -> String {
        let when = self.times(point.plan_enter, point.window_end, point.plan_leave, point.place.zone);
        let parts = [Some(self.point_kind(point.kind)), Some(point.place.address.clone()), when];
        parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
    }

    fn cargo_line(cargo: &Cargo) -> String {
        cargo.name.clone()
    }

    fn order(&self, value: &Value) -> String {
        let ids: Vec<i64> = read(value).unwrap_or_default();
        let names = ids.iter().filter_map(|id| self.point(*id)).map(|point| settlement(&point.place));
        names.collect::<Vec<_>>().join(" → ")
    }

    fn cargo_order(&self, value: &Value) -> String {
        let ids: Vec<i64> = read(value).unwrap_or_default();
        let find = |id: i64| {
            self.bids().into_iter().flat_map(|bid| &bid.cargos).find(move |cargo| cargo.remote_id == Some(id))
        };
        ids.iter().filter_map(|id| find(*id)).map(|cargo| cargo.name.clone()).collect::<Vec<_>>().join(", ")
    }

    pub(super) fn point_kind(&self, kind: PointKind) -> String {
        self.lang.text(match kind {
            PointKind::Start => "card-point-start",
            PointKind::Load => "card-point-load",
            PointKind::Unload => "card-point-unload",
            PointKind::Custom => "card-point-custom",
            PointKind::Service => "card-point-service",
        })
    }

    fn reference(&self, value: &Value) -> Option<String> {
        let id: LocalId = read(value)?;
        let title = self.books.record(&id).map(|record| record.entry.title()).filter(|title| !title.is_empty());
        Some(title.unwrap_or_else(|| self.unread()))
    }

    fn item(&self, kind: CatalogKind, value: &Value) -> Option<String> {
        item(kind, value, self.books, self.lang)
    }

    fn unread(&self) -> String {
        self.lang.text("conflicts-not-read")
    }

    /// A numbered point as any side has it, ours first.
    pub(super) fn point(&self, id: i64) -> Option<&BidPoint> {
        self.bids().into_iter().flat_map(|bid| &bid.points).find(|point| point.remote_id == Some(id))
    }

    pub(super) fn zone(&self, id: &str) -> Option<Zone> {
        let id: i64 = id.parse().ok()?;
        let mut points =
            self.bids().into_iter().flat_map(|bid| &bid.points).filter(|point| point.remote_id == Some(id));
        points.find_map(|point| point.place.zone)
    }

    /// The three versions of a bid, ours first.
    pub(super) fn bids(&self) -> Vec<&Bid> {
        match &self.case.content {
            Content::Bid { base, ours, theirs } => vec![ours, theirs, base],
            Content::Book { .. } => Vec::new(),
        }
    }
}

/// A value of a field of a book record in words; `None`: nothing is there.
pub(in crate::app) fn book_value(
    kind: RecordKind,
    field: &str,
    value: &Value,
    books: &Books,
    lang: Lang,
) -> Option<String> {
    let (types, brands) = match kind {
        RecordKind::Trailer => (CatalogKind::TrailerType, CatalogKind::TrailerBrand),
        _ => (CatalogKind::CarType, CatalogKind::CarBrand),
    };
    match field {
        "type_id" => item(types, value, books, lang),
        "brand_id" => item(brands, value, books, lang),
        "payment_type" => item(CatalogKind::PaymentType, value, books, lang),
        "vat_type" => item(CatalogKind::VatType, value, books, lang),
        "phone" => read::<Phone>(value).map(|phone| phone.shown()),
        "number" => read::<Plate>(value).map(|plate| plate.to_string()),
        "status" => Some(lang.text(match read(value)? {
            CounterpartyStatus::None => "status-counterparty-none",
            CounterpartyStatus::Priority => "status-counterparty-priority",
            CounterpartyStatus::Suspended => "status-counterparty-suspended",
        })),
        _ => match BookField::named(field).filter(|field| field.is_detail()) {
            Some(detail) => detail_value(detail, value, books, lang),
            None => read(value),
        },
    }
}

/// The same of a field that no list shows.
fn detail_value(field: BookField, value: &Value, books: &Books, lang: Lang) -> Option<String> {
    Some(match read::<FieldValue>(value)? {
        FieldValue::Flag(flag) => lang.text(if flag { "conflicts-yes" } else { "conflicts-no" }),
        FieldValue::Items(items) => list_words(field, &items, books, lang),
        other => other.plain(),
    })
}

fn item(kind: CatalogKind, value: &Value, books: &Books, lang: Lang) -> Option<String> {
    let name = books.item_name(kind, read(value)?);
    Some(if name.is_empty() { lang.text("conflicts-not-read") } else { name.to_owned() })
}

pub(super) fn read<T: DeserializeOwned>(value: &Value) -> Option<T> {
    serde_json::from_value(value.clone()).ok()
}

pub(super) fn settlement(place: &Place) -> String {
    let name = place.settlement();
    if name.is_empty() { place.address.clone() } else { name.to_owned() }
}

/// `18,5`.
fn number_text(number: f64, lang: Lang) -> String {
    let text = number.to_string();
    if lang == Lang::Ru { text.replace('.', ",") } else { text }
}
