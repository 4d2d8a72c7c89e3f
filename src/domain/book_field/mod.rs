//! The fields of the reference books as values: which book has which, how each is typed, and who fills it.
//!
//! Forms, the command line and the merge walk these tables instead of naming every field again. Source: the `…EditModel`s
//! of the OpenAPI file. It knows no screen and no wire: names here are the desk's own.

mod access;
mod details;
pub mod items;
pub(in crate::domain) mod named;
mod table;

use rust_decimal::Decimal;

pub use details::{Details, FieldValue};
pub use items::{Item, ItemField, ItemInput, list_of};
use named::named_fields;
pub use table::{FieldRow, Group, Input, fields_of, row_of};

named_fields! {
    /// A field of a reference book.
    BookField

    /// Family name.
    LastName = "last_name",
    /// First name.
    FirstName = "first_name",
    /// Patronymic.
    Patronymic = "patronymic",
    /// Phone.
    Phone = "phone",
    /// Plate.
    Number = "number",
    /// Type, of the catalog of its book.
    Type = "type",
    /// Make, of the catalog of its book.
    Brand = "brand",
    /// Name of a company.
    Name = "name",
    /// Taxpayer number.
    Inn = "inn",
    /// Registration reason code.
    Kpp = "kpp",
    /// Standing of a counterparty.
    Status = "status",
    /// Usual payment type of an organisation.
    PaymentType = "payment_type",
    /// Usual VAT of an organisation.
    VatType = "vat_type",
    /// Note. Absent leaves the platform's as it is, empty text clears it.
    Comment = "comment",
    /// Why a driver needs a change of shift.
    ShiftComment = "shift_comment",
    /// A driver needs a change of shift urgently.
    UrgentShift = "urgent_shift",
    /// Why a truck needs repair or maintenance.
    MaintenanceComment = "maintenance_comment",
    /// A truck needs repair or maintenance urgently.
    UrgentMaintenance = "urgent_maintenance",
    /// The dispatcher of a truck: the platform's number of an employee.
    Logist = "logist",
    /// The mechanic.
    MechanicName = "mechanic_name",
    /// The mechanic's phone; the platform knows people by it.
    MechanicPhone = "mechanic_phone",
    /// The dispatcher of the column.
    DispatcherName = "dispatcher_name",
    /// Phone of the dispatcher of the column.
    DispatcherPhone = "dispatcher_phone",
    /// Consumption mode of winter, as the platform counts it.
    WinterFuel = "winter_fuel",
    /// Consumption mode of summer.
    SummerFuel = "summer_fuel",
    /// Takes part in the planning of refuelling.
    RefuelingList = "refueling_list",
    /// Driver of a trailer: the platform's number. The platform takes it and never shows it.
    TrailerDriver = "trailer_driver",
    /// Carrying capacity.
    Carrying = "carrying",
    /// Volume.
    Volume = "volume",
    /// Length.
    Length = "length",
    /// Height.
    Height = "height",
    /// Width.
    Width = "width",
    /// Number of compartments.
    Containers = "containers",
    /// Mass with its load.
    GrossWeight = "gross_weight",
    /// Mass of the equipped vehicle.
    CurbWeight = "curb_weight",
    /// Load on an axle.
    AxleLoad = "axle_load",
    /// Load on the fifth wheel.
    FifthWheelLoad = "fifth_wheel_load",
    /// Distance between axles.
    AxesDistance = "axes_distance",
    /// Wheel base.
    WheelBase = "wheel_base",
    /// Wheel formula.
    WheelFormula = "wheel_formula",
    /// Description of the wheels.
    Wheels = "wheels",
    /// Contact: family name.
    ContactLastName = "contact_last_name",
    /// Contact: first name.
    ContactFirstName = "contact_first_name",
    /// Contact: patronymic.
    ContactPatronymic = "contact_patronymic",
    /// Contact: phone.
    ContactPhone = "contact_phone",
    /// Contact: e-mail.
    ContactEmail = "contact_email",
    /// Phone of an organisation.
    CompanyPhone = "company_phone",
    /// E-mail of an organisation.
    Email = "email",
    /// Name of the bank.
    BankName = "bank_name",
    /// BIC.
    Bic = "bic",
    /// Settlement account.
    Account = "account",
    /// Correspondent account of the bank.
    CorrespondentAccount = "correspondent_account",
    /// What drivers should know of a counterparty.
    DriversNote = "drivers_note",
    /// Hours around the plan in which a visit counts.
    StrictOffset = "strict_offset_hours",
    /// Does not pay.
    Insolvent = "insolvent",
    /// Why it is held for insolvent.
    InsolvencyComment = "insolvency_comment",
    /// Manager: position.
    ManagerPosition = "manager_position",
    /// Manager: family name.
    ManagerLastName = "manager_last_name",
    /// Manager: first name.
    ManagerFirstName = "manager_first_name",
    /// Manager: patronymic.
    ManagerPatronymic = "manager_patronymic",
    /// Accountant: family name.
    AccountantLastName = "accountant_last_name",
    /// Accountant: first name.
    AccountantFirstName = "accountant_first_name",
    /// Accountant: patronymic.
    AccountantPatronymic = "accountant_patronymic",
    /// Transport column, by name.
    TransportColumn = "transport_column",
    /// How many permits.
    Permits = "permits",
    /// Fuel cards: a list.
    FuelCards = "fuel_cards",
    /// Fuel tanks: a list.
    FuelTanks = "fuel_tanks",
    /// How many ways of loading.
    LoadOptions = "load_options",
    /// Group of counterparties, by name.
    CounterpartyGroup = "counterparty_group",
    /// Documents and how many of each: a list.
    Documents = "documents",
    /// Trading platforms: a list.
    Platforms = "platforms",
    /// Address of an organisation.
    Address = "address",
    /// Main state registration number.
    Ogrn = "ogrn",
    /// When a driver opened the app last.
    LastSignIn = "last_sign_in",
    /// Why it is out of work, in the platform's words.
    InactiveReason = "inactive_reason",
    /// Out of work since.
    InactiveSince = "inactive_since",
    /// Out of work until.
    InactiveUntil = "inactive_until",
}

impl BookField {
    /// The field of a name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|field| field.name() == name)
    }

    /// True for what only the platform fills: shown, never written.
    #[must_use]
    pub const fn is_platforms_own(self) -> bool {
        matches!(
            self,
            Self::TransportColumn
                | Self::Permits
                | Self::LoadOptions
                | Self::CounterpartyGroup
                | Self::Address
                | Self::Ogrn
                | Self::LastSignIn
                | Self::InactiveReason
                | Self::InactiveSince
                | Self::InactiveUntil
        )
    }

    /// True for fields that stand in no book's own columns: lists don't show them.
    #[must_use]
    pub const fn is_detail(self) -> bool {
        !matches!(
            self,
            Self::LastName
                | Self::FirstName
                | Self::Patronymic
                | Self::Phone
                | Self::Number
                | Self::Type
                | Self::Brand
                | Self::Name
                | Self::Inn
                | Self::Kpp
                | Self::Status
                | Self::PaymentType
                | Self::VatType
                | Self::Comment
        )
    }

    /// True for notes of which the platform leaves the old one when none is sent, and clears it for empty text.
    #[must_use]
    pub const fn is_kept_when_absent(self) -> bool {
        matches!(self, Self::Comment | Self::ShiftComment | Self::MaintenanceComment)
    }
}

/// Reads a number as typed: comma or point, spaces between thousands.
#[must_use]
pub fn parse_number(text: &str) -> Option<Decimal> {
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).map(|c| if c == ',' { '.' } else { c }).collect();
    let is_plain = plain.chars().all(|c| c.is_ascii_digit() || c == '.');
    if is_plain { plain.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::RecordKind;

    #[test]
    fn every_field_has_a_name_of_its_own_and_stands_in_a_book() {
        for field in BookField::ALL {
            assert_eq!(BookField::named(field.name()), Some(*field));
            let kinds = [
                RecordKind::Driver,
                RecordKind::Car,
                RecordKind::Trailer,
                RecordKind::Counterparty,
                RecordKind::Organisation,
            ];
            assert!(kinds.into_iter().any(|kind| row_of(kind, *field).is_some()), "{field:?} stands in no book");
        }
    }

    #[test]
    fn numbers_are_read_as_people_type_them() {
        for (typed, read) in
            [("20,5", Some("20.5")), ("1 200", Some("1200")), ("0", Some("0")), ("-1", None), ("x", None)]
        {
            assert_eq!(parse_number(typed).map(|number| number.to_string()).as_deref(), read, "{typed}");
        }
    }
}
