//! Keys of what is said of a book's fields.

use crate::domain::book_check::Flaw;
use crate::domain::book_field::BookField;

/// Key of a field's name.
#[must_use]
pub fn field_key(field: BookField) -> String {
    format!("field-{}", field.name().replace('_', "-"))
}

/// Key of the words of a flaw.
#[must_use]
pub const fn flaw_key(flaw: Flaw) -> &'static str {
    match flaw {
        Flaw::Missing => "book-flaw-missing",
        Flaw::NoPhone => "book-flaw-phone",
        Flaw::NoPlate => "book-flaw-plate",
        Flaw::NoNumber => "book-flaw-number",
        Flaw::UnusualTruck => "book-flaw-truck",
        Flaw::UnusualTrailer => "book-flaw-trailer",
        Flaw::InnLength => "book-flaw-inn-length",
        Flaw::InnDigits => "book-flaw-inn-digits",
        Flaw::KppShape => "book-flaw-kpp",
        Flaw::KppOfPerson => "book-flaw-kpp-person",
        Flaw::BicShape => "book-flaw-bic",
        Flaw::AccountLength => "book-flaw-account-length",
        Flaw::AccountDigits => "book-flaw-account-digits",
    }
}

/// A name of a flaw for scripts.
#[must_use]
pub const fn flaw_name(flaw: Flaw) -> &'static str {
    match flaw {
        Flaw::Missing => "missing",
        Flaw::NoPhone => "phone",
        Flaw::NoPlate => "plate",
        Flaw::NoNumber => "number",
        Flaw::UnusualTruck => "unusual-truck",
        Flaw::UnusualTrailer => "unusual-trailer",
        Flaw::InnLength => "inn-length",
        Flaw::InnDigits => "inn-digits",
        Flaw::KppShape => "kpp",
        Flaw::KppOfPerson => "kpp-of-person",
        Flaw::BicShape => "bic",
        Flaw::AccountLength => "account-length",
        Flaw::AccountDigits => "account-digits",
    }
}
