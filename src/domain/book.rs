//! The reference books: drivers, trucks, trailers, counterparties, and what the platform lists beside them.
//!
//! Source: seed 000 chapters 2.1 and 3.3–3.9. One struct a book: the fields that this version edits or shows.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::bid::Contact;
use super::book_field::Details;
use super::id::RemoteId;
use super::phone::Phone;
use super::place::Place;
use super::plate::Plate;

/// A driver. The platform's list also carries the driver's password; it is dropped by the parser and has no place here.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Driver {
    /// Family name.
    pub last_name: String,
    /// First name.
    pub first_name: String,
    /// Patronymic.
    pub patronymic: Option<String>,
    /// Phone, `+7XXXXXXXXXX`.
    pub phone: Option<Phone>,
    /// Note. `None` leaves the platform's as it is, empty text clears it.
    pub comment: Option<String>,
    /// What is known of the fields that lists don't show.
    #[serde(skip_serializing_if = "Details::is_empty")]
    pub details: Details,
}

impl Driver {
    /// `Петров Олег Иванович`.
    #[must_use]
    pub fn full_name(&self) -> String {
        let parts = [Some(self.last_name.as_str()), Some(self.first_name.as_str()), self.patronymic.as_deref()];
        parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    }

    /// `Петров О. И.`, for rows and cards.
    #[must_use]
    pub fn short_name(&self) -> String {
        let initial = |name: &str| name.chars().next().map(|letter| format!(" {letter}."));
        let first = initial(&self.first_name).unwrap_or_default();
        let second = self.patronymic.as_deref().and_then(initial).unwrap_or_default();
        format!("{}{first}{second}", self.last_name)
    }
}

/// A truck or tractor.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Car {
    /// Plate.
    pub number: Option<Plate>,
    /// Item of the catalog `CarType`.
    pub type_id: Option<RemoteId>,
    /// Item of the catalog `CarBrandType`; required by the platform.
    pub brand_id: Option<RemoteId>,
    /// Note.
    pub comment: Option<String>,
    /// Number of the tracker attached to it.
    pub tracker: Option<String>,
    /// First fix of its tracker: bids planned before it can't be tracked.
    pub first_fixed_at: Option<DateTime<Utc>>,
    /// Last fix of its tracker.
    pub last_fixed_at: Option<DateTime<Utc>>,
    /// What is known of the fields that lists don't show.
    #[serde(skip_serializing_if = "Details::is_empty")]
    pub details: Details,
}

/// A trailer or semi-trailer.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Trailer {
    /// Plate.
    pub number: Option<Plate>,
    /// Item of the catalog `TrailerType`; required by the platform.
    pub type_id: Option<RemoteId>,
    /// Item of the catalog `TrailerBrandType`; required by the platform.
    pub brand_id: Option<RemoteId>,
    /// Note.
    pub comment: Option<String>,
    /// Number of the tracker attached to it.
    pub tracker: Option<String>,
    /// What is known of the fields that lists don't show.
    #[serde(skip_serializing_if = "Details::is_empty")]
    pub details: Details,
}

/// Standing of a counterparty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CounterpartyStatus {
    /// Nothing special.
    #[default]
    None,
    /// Served first.
    Priority,
    /// Suspended.
    Suspended,
}

impl CounterpartyStatus {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::None, Self::Priority, Self::Suspended];

    /// Its name in documents and files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Priority => "priority",
            Self::Suspended => "suspended",
        }
    }

    /// The standing of a name, letter case aside.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.name().eq_ignore_ascii_case(name))
    }
}

/// A place that a counterparty loads or unloads at, kept by the platform.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SavedPoint {
    /// The platform's id (`counterpartyPointId`).
    pub id: RemoteId,
    /// Name ("Склад на Оренбургском").
    pub name: String,
    /// Where it is.
    pub place: Place,
    /// Whom to call, when known.
    pub contact: Option<Contact>,
    /// When it was last used.
    pub last_used_at: Option<DateTime<Utc>>,
}

/// A counterparty: customer, sender, receiver.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Counterparty {
    /// Name.
    pub name: String,
    /// Taxpayer number, 10 or 12 digits.
    pub inn: Option<String>,
    /// Registration reason code, 9 characters.
    pub kpp: Option<String>,
    /// Standing.
    pub status: CounterpartyStatus,
    /// Note.
    pub comment: Option<String>,
    /// Saved points, from the platform.
    pub points: Vec<SavedPoint>,
    /// What is known of the fields that lists don't show.
    #[serde(skip_serializing_if = "Details::is_empty")]
    pub details: Details,
}

/// The carrier's own organisation (`LegalPersons`); choosing one fills VAT and payment type.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Organisation {
    /// Name.
    pub name: String,
    /// Taxpayer number.
    pub inn: Option<String>,
    /// Registration reason code.
    pub kpp: Option<String>,
    /// Usual payment type.
    pub payment_type: Option<RemoteId>,
    /// Usual VAT type.
    pub vat_type: Option<RemoteId>,
    /// What is known of the fields that lists don't show.
    #[serde(skip_serializing_if = "Details::is_empty")]
    pub details: Details,
}

/// An employee of the organisation, as `Employees/GetNamesList` has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Employee {
    /// The platform's number.
    pub id: RemoteId,
    /// Full name or e-mail.
    pub name: String,
}

/// A GPS tracker.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tracker {
    /// The platform's number.
    pub id: RemoteId,
    /// Number printed on the device.
    pub device_number: String,
    /// Truck or trailer it is attached to: kind and the platform's number.
    pub attached_to: Option<(super::id::RecordKind, RemoteId)>,
    /// Last fix.
    pub last_fixed_at: Option<DateTime<Utc>>,
}

/// A row of any reference book: what the four books and the organisations have in common for store, sync and pickers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BookEntry {
    /// Driver.
    Driver(Driver),
    /// Truck.
    Car(Car),
    /// Trailer.
    Trailer(Trailer),
    /// Counterparty.
    Counterparty(Counterparty),
    /// Organisation.
    Organisation(Organisation),
}

impl BookEntry {
    /// The kind of record.
    #[must_use]
    pub const fn kind(&self) -> super::id::RecordKind {
        use super::id::RecordKind;
        match self {
            Self::Driver(_) => RecordKind::Driver,
            Self::Car(_) => RecordKind::Car,
            Self::Trailer(_) => RecordKind::Trailer,
            Self::Counterparty(_) => RecordKind::Counterparty,
            Self::Organisation(_) => RecordKind::Organisation,
        }
    }

    /// What a list or a picker shows first: full name, plate or name.
    #[must_use]
    pub fn title(&self) -> String {
        match self {
            Self::Driver(driver) => driver.full_name(),
            Self::Car(car) => car.number.as_ref().map(ToString::to_string).unwrap_or_default(),
            Self::Trailer(trailer) => trailer.number.as_ref().map(ToString::to_string).unwrap_or_default(),
            Self::Counterparty(counterparty) => counterparty.name.clone(),
            Self::Organisation(organisation) => organisation.name.clone(),
        }
    }

    /// What makes two rows the same thing in the world: phone, plate, INN with KPP. `None` when the row lacks it.
    #[must_use]
    pub fn natural_key(&self) -> Option<String> {
        match self {
            Self::Driver(driver) => driver.phone.as_ref().map(ToString::to_string),
            Self::Car(car) => car.number.as_ref().map(ToString::to_string),
            Self::Trailer(trailer) => trailer.number.as_ref().map(ToString::to_string),
            Self::Counterparty(Counterparty { inn, kpp, .. }) | Self::Organisation(Organisation { inn, kpp, .. }) => {
                inn.as_ref().map(|inn| format!("{inn}/{}", kpp.as_deref().unwrap_or_default()))
            }
        }
    }
}
