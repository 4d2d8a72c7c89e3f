//! Which fields a book has, in the order and the groups of its form.

use super::BookField as F;
use crate::domain::catalog::CatalogKind;
use crate::domain::id::RecordKind;

/// How a field is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Input {
    /// A line of text.
    Text,
    /// A Russian phone.
    Phone,
    /// A number plate.
    Plate,
    /// Taxpayer number.
    Inn,
    /// Registration reason code.
    Kpp,
    /// Code of a bank.
    Bic,
    /// Settlement account, checked with the BIC beside it.
    Account,
    /// Correspondent account, checked with the BIC beside it.
    CorrespondentAccount,
    /// A number, perhaps with a fraction, not negative.
    Number,
    /// A whole number, not negative.
    Whole,
    /// Yes or no.
    Flag,
    /// A choice of a catalog.
    Catalog(CatalogKind),
    /// An employee.
    Employee,
    /// A driver.
    Driver,
    /// Standing of a counterparty.
    Standing,
    /// A list of items, each with fields of its own ([`super::items`]).
    Items,
    /// Shown only.
    Shown,
}

impl Input {
    /// A person sets it, and it is one value: a cell of a table can hold it.
    #[must_use]
    pub const fn fits_a_cell(self) -> bool {
        !matches!(self, Self::Items | Self::Shown)
    }
}

/// A part of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Group {
    /// Who or what it is.
    Main,
    /// Whom to call.
    Contact,
    /// Bank.
    Bank,
    /// Sizes and weights.
    Sizes,
    /// Wheels and axles.
    Chassis,
    /// Repair, maintenance, change of shift.
    Service,
    /// Who cares for it.
    People,
    /// Manager and accountant.
    Management,
    /// Lists, each under its own name.
    Lists,
    /// What the platform keeps with it and this desk doesn't change.
    Platform,
}

/// A field of a book.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FieldRow {
    /// Which.
    pub field: F,
    /// Where it stands.
    pub group: Group,
    /// How it is typed.
    pub input: Input,
    /// The platform takes no record without it.
    pub required: bool,
}

const fn row(field: F, group: Group, input: Input) -> FieldRow {
    FieldRow { field, group, input, required: false }
}

const fn must(field: F, group: Group, input: Input) -> FieldRow {
    FieldRow { field, group, input, required: true }
}

const fn shown(field: F) -> FieldRow {
    row(field, Group::Platform, Input::Shown)
}

const fn list(field: F) -> FieldRow {
    row(field, Group::Lists, Input::Items)
}

const DRIVER: &[FieldRow] = &[
    must(F::LastName, Group::Main, Input::Text),
    must(F::FirstName, Group::Main, Input::Text),
    row(F::Patronymic, Group::Main, Input::Text),
    must(F::Phone, Group::Main, Input::Phone),
    row(F::Comment, Group::Main, Input::Text),
    row(F::UrgentShift, Group::Service, Input::Flag),
    row(F::ShiftComment, Group::Service, Input::Text),
    shown(F::TransportColumn),
    list(F::FuelCards),
    shown(F::Permits),
    shown(F::LastSignIn),
    shown(F::InactiveReason),
    shown(F::InactiveSince),
    shown(F::InactiveUntil),
];

const CAR: &[FieldRow] = &[
    must(F::Number, Group::Main, Input::Plate),
    must(F::Brand, Group::Main, Input::Catalog(CatalogKind::CarBrand)),
    row(F::Type, Group::Main, Input::Catalog(CatalogKind::CarType)),
    row(F::Comment, Group::Main, Input::Text),
    row(F::UrgentMaintenance, Group::Service, Input::Flag),
    row(F::MaintenanceComment, Group::Service, Input::Text),
    row(F::WinterFuel, Group::Service, Input::Whole),
    row(F::SummerFuel, Group::Service, Input::Whole),
    row(F::RefuelingList, Group::Service, Input::Flag),
    row(F::Logist, Group::People, Input::Employee),
    row(F::MechanicName, Group::People, Input::Text),
    row(F::MechanicPhone, Group::People, Input::Phone),
    row(F::DispatcherName, Group::People, Input::Text),
    row(F::DispatcherPhone, Group::People, Input::Phone),
    shown(F::TransportColumn),
    list(F::FuelTanks),
    shown(F::Permits),
    shown(F::InactiveReason),
    shown(F::InactiveSince),
    shown(F::InactiveUntil),
];

const TRAILER: &[FieldRow] = &[
    must(F::Number, Group::Main, Input::Plate),
    must(F::Brand, Group::Main, Input::Catalog(CatalogKind::TrailerBrand)),
    must(F::Type, Group::Main, Input::Catalog(CatalogKind::TrailerType)),
    row(F::Comment, Group::Main, Input::Text),
    row(F::Carrying, Group::Sizes, Input::Number),
    row(F::Volume, Group::Sizes, Input::Number),
    row(F::Length, Group::Sizes, Input::Number),
    row(F::Width, Group::Sizes, Input::Number),
    row(F::Height, Group::Sizes, Input::Number),
    row(F::Containers, Group::Sizes, Input::Whole),
    row(F::GrossWeight, Group::Chassis, Input::Number),
    row(F::CurbWeight, Group::Chassis, Input::Number),
    row(F::AxleLoad, Group::Chassis, Input::Number),
    row(F::FifthWheelLoad, Group::Chassis, Input::Number),
    row(F::AxesDistance, Group::Chassis, Input::Number),
    row(F::WheelBase, Group::Chassis, Input::Number),
    row(F::WheelFormula, Group::Chassis, Input::Text),
    row(F::Wheels, Group::Chassis, Input::Text),
    row(F::TrailerDriver, Group::People, Input::Driver),
    row(F::MechanicName, Group::People, Input::Text),
    row(F::MechanicPhone, Group::People, Input::Phone),
    row(F::RefuelingList, Group::Service, Input::Flag),
    shown(F::TransportColumn),
    list(F::FuelTanks),
    shown(F::LoadOptions),
    shown(F::Permits),
    shown(F::InactiveReason),
    shown(F::InactiveSince),
    shown(F::InactiveUntil),
];

const COUNTERPARTY: &[FieldRow] = &[
    must(F::Name, Group::Main, Input::Text),
    row(F::Inn, Group::Main, Input::Inn),
    row(F::Kpp, Group::Main, Input::Kpp),
    row(F::Status, Group::Main, Input::Standing),
    row(F::Insolvent, Group::Main, Input::Flag),
    row(F::InsolvencyComment, Group::Main, Input::Text),
    row(F::Comment, Group::Main, Input::Text),
    row(F::DriversNote, Group::Main, Input::Text),
    row(F::ContactLastName, Group::Contact, Input::Text),
    row(F::ContactFirstName, Group::Contact, Input::Text),
    row(F::ContactPatronymic, Group::Contact, Input::Text),
    row(F::ContactPhone, Group::Contact, Input::Phone),
    row(F::ContactEmail, Group::Contact, Input::Text),
    row(F::BankName, Group::Bank, Input::Text),
    row(F::Bic, Group::Bank, Input::Bic),
    row(F::Account, Group::Bank, Input::Account),
    row(F::CorrespondentAccount, Group::Bank, Input::CorrespondentAccount),
    row(F::StrictOffset, Group::Service, Input::Whole),
    shown(F::CounterpartyGroup),
    list(F::Documents),
    list(F::Platforms),
];

const ORGANISATION: &[FieldRow] = &[
    must(F::Name, Group::Main, Input::Text),
    row(F::Inn, Group::Main, Input::Inn),
    row(F::Kpp, Group::Main, Input::Kpp),
    row(F::PaymentType, Group::Main, Input::Catalog(CatalogKind::PaymentType)),
    row(F::VatType, Group::Main, Input::Catalog(CatalogKind::VatType)),
    row(F::CompanyPhone, Group::Contact, Input::Phone),
    row(F::Email, Group::Contact, Input::Text),
    row(F::BankName, Group::Bank, Input::Text),
    row(F::Bic, Group::Bank, Input::Bic),
    row(F::Account, Group::Bank, Input::Account),
    row(F::CorrespondentAccount, Group::Bank, Input::CorrespondentAccount),
    row(F::ManagerPosition, Group::Management, Input::Text),
    row(F::ManagerLastName, Group::Management, Input::Text),
    row(F::ManagerFirstName, Group::Management, Input::Text),
    row(F::ManagerPatronymic, Group::Management, Input::Text),
    row(F::AccountantLastName, Group::Management, Input::Text),
    row(F::AccountantFirstName, Group::Management, Input::Text),
    row(F::AccountantPatronymic, Group::Management, Input::Text),
    shown(F::Ogrn),
    shown(F::Address),
];

/// Fields of a book in the order of its form; none for bids.
#[must_use]
pub const fn fields_of(kind: RecordKind) -> &'static [FieldRow] {
    match kind {
        RecordKind::Driver => DRIVER,
        RecordKind::Car => CAR,
        RecordKind::Trailer => TRAILER,
        RecordKind::Counterparty => COUNTERPARTY,
        RecordKind::Organisation => ORGANISATION,
        RecordKind::Bid => &[],
    }
}

/// A field of a book.
#[must_use]
pub fn row_of(kind: RecordKind, field: F) -> Option<&'static FieldRow> {
    fields_of(kind).iter().find(|row| row.field == field)
}
