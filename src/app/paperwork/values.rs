//! A bid and the books → what the placeholders of its papers put in. Papers are Russian whatever the window speaks.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};

use crate::app::books::Books;
use crate::domain::bid::{Bid, BidPoint, Cargo, PaymentPeriodKind, PointKind};
use crate::domain::book::{BookEntry, Counterparty, Driver, Organisation};
use crate::domain::book_field::BookField;
use crate::domain::catalog::CatalogKind;
use crate::domain::id::{LocalId, RecordKind, RemoteId};
use crate::domain::money::Money;
use crate::domain::paperwork::{CargoField, Field, Picture, PointField, Values, in_words, month_of};
use crate::domain::phone::Phone;
use crate::domain::place::Place;
use crate::domain::typed_time::shown;
use crate::store::model::BidRecord;
use crate::words::{Arg, Lang};

/// The language of papers.
const PAPERS: Lang = Lang::Ru;

/// What is needed beside the bid.
#[derive(Debug, Clone)]
pub struct Around<'a> {
    /// The books.
    pub books: &'a Books,
    /// Today, on the dispatcher's own clock.
    pub today: NaiveDate,
    /// The organisation of bids that name none.
    pub organisation: Option<&'a LocalId>,
    /// Pictures that are there.
    pub pictures: Vec<Picture>,
}

/// Everything that a paper of this bid may say.
#[must_use]
pub fn values(record: &BidRecord, around: &Around<'_>) -> Values {
    let maker = Maker { record, bid: &record.bid, around, ours: ours(&record.bid, around) };
    let route: Vec<&BidPoint> = record.bid.points.iter().filter(|point| point.kind != PointKind::Start).collect();
    Values {
        bid: Field::ALL.iter().map(|field| (*field, maker.field(*field))).collect(),
        points: route.iter().enumerate().map(|(place, point)| maker.point(place, point)).collect(),
        cargos: record.bid.cargos.iter().enumerate().map(|(place, cargo)| maker.cargo(place, cargo)).collect(),
        pictures: around.pictures.clone(),
    }
}

/// Our organisation in a bid: its own, that of the settings, the only one.
#[must_use]
pub fn organisation_of(bid: &Bid, around: &Around<'_>) -> Option<LocalId> {
    let living: Vec<_> = around.books.of_kind(RecordKind::Organisation).iter().filter(|one| !one.deleted).collect();
    let only = if let [only] = living.as_slice() { Some(&only.meta.id) } else { None };
    bid.organisation.as_ref().or(around.organisation).or(only).cloned()
}

fn ours<'a>(bid: &Bid, around: &Around<'a>) -> Option<&'a Organisation> {
    around.books.organisation(&organisation_of(bid, around)?)
}

struct Maker<'a> {
    record: &'a BidRecord,
    bid: &'a Bid,
    around: &'a Around<'a>,
    ours: Option<&'a Organisation>,
}

impl Maker<'_> {
    fn field(&self, field: Field) -> String {
        match field {
            Field::Number => self.record.meta.remote_id.map(|id| id.to_string()).unwrap_or_default(),
            Field::Today => day(Some(self.around.today)),
            Field::TodayInWords => month_of(self.around.today),
            Field::FirstDay => day(self.bid.points.iter().find_map(|point| point.plan_enter).map(|at| at.date())),
            Field::LastDay => day(self.bid.points.iter().filter_map(last).max().map(|at| at.date())),
            Field::Route => self.route(),
            Field::Kilometres => number(self.record.facts.plan_mileage_m.map(|metres| metres / 1000.0), 0),
            Field::Customer
            | Field::CustomerInn
            | Field::CustomerKpp
            | Field::CustomerBank
            | Field::CustomerBic
            | Field::CustomerAccount
            | Field::CustomerCorrespondent
            | Field::CustomerContact
            | Field::CustomerPhone
            | Field::CustomerEmail => self.customer(field),
            Field::Carrier
            | Field::CarrierInn
            | Field::CarrierKpp
            | Field::CarrierOgrn
            | Field::CarrierAddress
            | Field::CarrierBank
            | Field::CarrierBic
            | Field::CarrierAccount
            | Field::CarrierCorrespondent
            | Field::CarrierPhone
            | Field::CarrierEmail
            | Field::ManagerPosition
            | Field::Manager
            | Field::Accountant => self.carrier(field),
            Field::Responsible => self.responsible(),
            Field::Price => self.bid.price.map(Money::shown).unwrap_or_default(),
            Field::PriceInWords => self.bid.price.map(in_words).unwrap_or_default(),
            Field::Vat => self.vat(),
            Field::PaymentType => self.item(CatalogKind::PaymentType, self.bid.payment_type),
            Field::PaymentTerm => self.term(),
            Field::Contract => self.bid.contract_number.clone().unwrap_or_default(),
            Field::Driver => self.driver(self.bid.driver.as_ref()).map(Driver::full_name).unwrap_or_default(),
            Field::DriverShort => self.driver(self.bid.driver.as_ref()).map(Driver::short_name).unwrap_or_default(),
            Field::DriverPhone => phone(self.driver(self.bid.driver.as_ref())),
            Field::DriverComment => {
                self.driver(self.bid.driver.as_ref()).and_then(|driver| driver.comment.clone()).unwrap_or_default()
            }
            Field::SecondDriver => {
                self.driver(self.bid.second_driver.as_ref()).map(Driver::full_name).unwrap_or_default()
            }
            Field::SecondDriverPhone => phone(self.driver(self.bid.second_driver.as_ref())),
            Field::Car
            | Field::CarBrand
            | Field::CarType
            | Field::Trailer
            | Field::TrailerBrand
            | Field::TrailerType => self.transport(field),
            Field::Cargo => self.cargos(),
            Field::Weight => number(sum(self.bid.cargos.iter().filter_map(|cargo| cargo.weight_t)), 3),
            Field::Volume => number(sum(self.bid.cargos.iter().filter_map(|cargo| cargo.volume_m3)), 3),
            Field::From => self.load().map(|point| point.place.settlement().to_owned()).unwrap_or_default(),
            Field::FromAddress => self.load().map(|point| address(&point.place)).unwrap_or_default(),
            Field::To => self.unload().map(|point| point.place.settlement().to_owned()).unwrap_or_default(),
            Field::ToAddress => self.unload().map(|point| address(&point.place)).unwrap_or_default(),
            Field::LoadPlan => self.load().map(plan).unwrap_or_default(),
            Field::UnloadPlan => self.unload().map(plan).unwrap_or_default(),
            Field::Sender => self.load().map(|point| self.company(point)).unwrap_or_default(),
            Field::Receiver => self.unload().map(|point| self.company(point)).unwrap_or_default(),
        }
    }

    fn customer(&self, field: Field) -> String {
        let Some(id) = self.bid.customer.as_ref() else { return String::new() };
        let Some(customer) = self.around.books.counterparty(id) else { return String::new() };
        let entry = BookEntry::Counterparty(customer.clone());
        let detail = |field| plain(&entry, field);
        match field {
            Field::Customer => customer.name.clone(),
            Field::CustomerInn => customer.inn.clone().unwrap_or_default(),
            Field::CustomerKpp => customer.kpp.clone().unwrap_or_default(),
            Field::CustomerBank => detail(BookField::BankName),
            Field::CustomerBic => detail(BookField::Bic),
            Field::CustomerAccount => detail(BookField::Account),
            Field::CustomerCorrespondent => detail(BookField::CorrespondentAccount),
            Field::CustomerContact => joined(&[
                detail(BookField::ContactLastName),
                detail(BookField::ContactFirstName),
                detail(BookField::ContactPatronymic),
            ]),
            Field::CustomerPhone => shown_phone(&detail(BookField::ContactPhone)),
            Field::CustomerEmail => detail(BookField::ContactEmail),
            _ => String::new(),
        }
    }

    fn carrier(&self, field: Field) -> String {
        let Some(ours) = self.ours else { return String::new() };
        let entry = BookEntry::Organisation(ours.clone());
        let detail = |field| plain(&entry, field);
        let short = |last, first, patronymic| {
            let patronymic = detail(patronymic);
            let driver = Driver {
                last_name: detail(last),
                first_name: detail(first),
                patronymic: (!patronymic.is_empty()).then_some(patronymic),
                ..Driver::default()
            };
            driver.short_name()
        };
        match field {
            Field::Carrier => ours.name.clone(),
            Field::CarrierInn => ours.inn.clone().unwrap_or_default(),
            Field::CarrierKpp => ours.kpp.clone().unwrap_or_default(),
            Field::CarrierOgrn => detail(BookField::Ogrn),
            Field::CarrierAddress => detail(BookField::Address),
            Field::CarrierBank => detail(BookField::BankName),
            Field::CarrierBic => detail(BookField::Bic),
            Field::CarrierAccount => detail(BookField::Account),
            Field::CarrierCorrespondent => detail(BookField::CorrespondentAccount),
            Field::CarrierPhone => shown_phone(&detail(BookField::CompanyPhone)),
            Field::CarrierEmail => detail(BookField::Email),
            Field::ManagerPosition => detail(BookField::ManagerPosition),
            Field::Manager => {
                short(BookField::ManagerLastName, BookField::ManagerFirstName, BookField::ManagerPatronymic)
            }
            Field::Accountant => {
                short(BookField::AccountantLastName, BookField::AccountantFirstName, BookField::AccountantPatronymic)
            }
            _ => String::new(),
        }
    }

    fn transport(&self, field: Field) -> String {
        let books = self.around.books;
        let car = self.bid.car.as_ref().and_then(|id| books.car(id));
        let trailer = self.bid.trailer.as_ref().and_then(|id| books.trailer(id));
        let plate = |number: Option<&crate::domain::plate::Plate>| number.map(ToString::to_string).unwrap_or_default();
        match field {
            Field::Car => plate(car.and_then(|car| car.number.as_ref())),
            Field::CarBrand => self.item(CatalogKind::CarBrand, car.and_then(|car| car.brand_id)),
            Field::CarType => self.item(CatalogKind::CarType, car.and_then(|car| car.type_id)),
            Field::Trailer => plate(trailer.and_then(|trailer| trailer.number.as_ref())),
            Field::TrailerBrand => self.item(CatalogKind::TrailerBrand, trailer.and_then(|trailer| trailer.brand_id)),
            Field::TrailerType => self.item(CatalogKind::TrailerType, trailer.and_then(|trailer| trailer.type_id)),
            _ => String::new(),
        }
    }

    fn route(&self) -> String {
        let names = self.bid.points.iter().filter(|point| point.kind != PointKind::Start);
        let mut names: Vec<&str> =
            names.map(|point| point.place.settlement()).filter(|name| !name.is_empty()).collect();
        names.dedup();
        names.join(" → ")
    }

    fn responsible(&self) -> String {
        let employees = self.around.books.employees();
        let found = self.bid.responsible.and_then(|id| employees.iter().find(|employee| employee.id == id));
        found.map(|employee| employee.name.clone()).unwrap_or_default()
    }

    fn vat(&self) -> String {
        let name = self.item(CatalogKind::VatType, self.bid.vat_type);
        if self.bid.vat_on_top { joined(&[name, PAPERS.text("card-vat-on-top")]) } else { name }
    }

    fn term(&self) -> String {
        let Some(days) = self.bid.payment_days else { return String::new() };
        let key = match self.bid.payment_period {
            Some(PaymentPeriodKind::Banking) => "card-term-banking",
            Some(PaymentPeriodKind::Calendar) => "card-term-calendar",
            None => "card-term-days",
        };
        PAPERS.text_with(key, &[("days", Arg::Count(u64::try_from(days).unwrap_or(0)))])
    }

    fn driver(&self, id: Option<&LocalId>) -> Option<&Driver> {
        self.around.books.driver(id?)
    }

    fn cargos(&self) -> String {
        let names = self.bid.cargos.iter().map(|cargo| cargo.name.trim()).filter(|name| !name.is_empty());
        names.collect::<Vec<_>>().join(", ")
    }

    fn load(&self) -> Option<&BidPoint> {
        self.bid.points.iter().find(|point| point.kind == PointKind::Load)
    }

    fn unload(&self) -> Option<&BidPoint> {
        self.bid.points.iter().rfind(|point| point.kind == PointKind::Unload)
    }

    fn company(&self, point: &BidPoint) -> String {
        let id = point.counterparty.as_ref().or(self.bid.customer.as_ref());
        let company: Option<&Counterparty> = id.and_then(|id| self.around.books.counterparty(id));
        let inn = company.and_then(|company| company.inn.as_deref());
        let inn = inn.map(|inn| PAPERS.text_with("card-inn", &[("inn", inn.into())]));
        let name = company.map(|company| company.name.clone());
        [name, inn].into_iter().flatten().collect::<Vec<_>>().join(", ")
    }

    fn item(&self, kind: CatalogKind, id: Option<RemoteId>) -> String {
        id.map(|id| self.around.books.item_name(kind, id).to_owned()).unwrap_or_default()
    }

    fn point(&self, place: usize, point: &BidPoint) -> BTreeMap<PointField, String> {
        let contact = point.contact.as_ref();
        let value = |field: PointField| match field {
            PointField::Place => place.saturating_add(1).to_string(),
            PointField::Kind => PAPERS.text(match point.kind {
                PointKind::Start => "card-point-start",
                PointKind::Load => "card-point-load",
                PointKind::Unload => "card-point-unload",
                PointKind::Custom => "card-point-custom",
                PointKind::Service => "card-point-service",
            }),
            PointField::Settlement => point.place.settlement().to_owned(),
            PointField::Address => address(&point.place),
            PointField::Plan => plan(point),
            PointField::Day => day(point.plan_enter.map(|at| at.date())),
            PointField::Time => point.plan_enter.map(|at| at.format("%H:%M").to_string()).unwrap_or_default(),
            PointField::Leave => point.plan_leave.map(shown).unwrap_or_default(),
            PointField::Contact => contact.map(|contact| contact.name.clone()).unwrap_or_default(),
            PointField::Phone => contact.map(|contact| shown_phone(&contact.phone)).unwrap_or_default(),
            PointField::Company => {
                let company = point.counterparty.as_ref().and_then(|id| self.around.books.counterparty(id));
                company.map(|company| company.name.clone()).unwrap_or_default()
            }
            PointField::Comment => point.comment.clone().unwrap_or_default(),
        };
        PointField::ALL.iter().map(|field| (*field, value(*field))).collect()
    }

    fn cargo(&self, place: usize, cargo: &Cargo) -> BTreeMap<CargoField, String> {
        let value = |field: CargoField| match field {
            CargoField::Place => place.saturating_add(1).to_string(),
            CargoField::Name => cargo.name.clone(),
            // Many a cargo is named after its kind: said once.
            CargoField::Kind => {
                let kind = self.item(CatalogKind::CargoType, cargo.type_id);
                if kind.trim().to_lowercase() == cargo.name.trim().to_lowercase() { String::new() } else { kind }
            }
            CargoField::Weight => number(cargo.weight_t, 3),
            CargoField::Volume => number(cargo.volume_m3, 3),
            CargoField::Comment => cargo.comment.clone().unwrap_or_default(),
        };
        CargoField::ALL.iter().map(|field| (*field, value(*field))).collect()
    }
}

fn plain(entry: &BookEntry, field: BookField) -> String {
    entry.value(field).map(|value| value.plain()).unwrap_or_default()
}

fn joined(parts: &[String]) -> String {
    let full: Vec<&str> = parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    full.join(" ")
}

fn day(day: Option<NaiveDate>) -> String {
    day.map(|day| day.format("%d.%m.%Y").to_string()).unwrap_or_default()
}

fn last(point: &BidPoint) -> Option<NaiveDateTime> {
    [point.plan_enter, point.window_end, point.plan_leave].into_iter().flatten().max()
}

/// `01.12.2026 10:00`, with the end of its window: `01.12.2026 10:00 – 12:00`.
fn plan(point: &BidPoint) -> String {
    let Some(enter) = point.plan_enter else { return String::new() };
    match point.window_end {
        Some(end) if end.date() == enter.date() => format!("{} – {}", shown(enter), end.format("%H:%M")),
        Some(end) => format!("{} – {}", shown(enter), shown(end)),
        None => shown(enter),
    }
}

fn address(place: &Place) -> String {
    if place.address.trim().is_empty() { place.settlement().to_owned() } else { place.address.trim().to_owned() }
}

fn phone(driver: Option<&Driver>) -> String {
    driver.and_then(|driver| driver.phone.as_ref()).map(Phone::shown).unwrap_or_default()
}

fn shown_phone(typed: &str) -> String {
    Phone::parse(typed).map_or_else(|_not_russian| typed.to_owned(), |phone| phone.shown())
}

fn sum(values: impl Iterator<Item = f64>) -> Option<f64> {
    values.fold(None, |all, value| Some(all.unwrap_or(0.0) + value))
}

/// With a comma, and no zeros at the end.
fn number(value: Option<f64>, places: usize) -> String {
    let Some(value) = value else { return String::new() };
    let text = format!("{value:.places$}");
    let text = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { text.as_str() };
    text.replace('.', ",")
}

/// Name of a bid in a file's name and in what is said of it: its number, else a part of our id.
#[must_use]
pub fn file_mark(record: &BidRecord) -> String {
    let own = || record.meta.id.as_str().chars().rev().take(6).collect::<Vec<_>>().into_iter().rev().collect();
    record.meta.remote_id.map_or_else(own, |id| id.to_string())
}

/// Today on a clock so many minutes east of UTC.
#[must_use]
pub fn today(now: DateTime<Utc>, offset_minutes: i32) -> NaiveDate {
    (now.naive_utc() + chrono::TimeDelta::minutes(i64::from(offset_minutes))).date()
}
