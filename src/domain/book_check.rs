//! Checks of a book record while it is typed: what the platform won't take, and what is probably mistyped.
//!
//! A wrong check digit warns and never blocks: foreign numbers and new rules exist. It knows no words; each finding is
//! named for the one who says it.

use super::book_field::{Input, parse_number};
use super::inn::{is_valid_account, is_valid_bic, is_valid_correspondent_account, is_valid_inn, is_valid_kpp};
use super::phone::Phone;
use super::plate::Plate;

/// What is wrong with a typed value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Flaw {
    /// Required and empty: can't be saved.
    Missing,
    /// No Russian phone: can't be saved.
    NoPhone,
    /// No plate: can't be saved.
    NoPlate,
    /// No number: can't be saved.
    NoNumber,
    /// A plate, but of no Russian truck.
    UnusualTruck,
    /// A plate, but of no Russian trailer.
    UnusualTrailer,
    /// Not 10 or 12 digits.
    InnLength,
    /// Check digits of the INN are wrong.
    InnDigits,
    /// Not of the shape of a KPP.
    KppShape,
    /// A person's INN has no KPP.
    KppOfPerson,
    /// Not nine digits.
    BicShape,
    /// Not twenty digits.
    AccountLength,
    /// Not an account of the bank with this BIC.
    AccountDigits,
}

impl Flaw {
    /// True when the record can't be saved with it.
    #[must_use]
    pub const fn blocks(self) -> bool {
        matches!(self, Self::Missing | Self::NoPhone | Self::NoPlate | Self::NoNumber)
    }
}

/// What stands in the fields that a check looks at beside its own.
#[derive(Debug, Clone, Copy, Default)]
pub struct Beside<'a> {
    /// The INN.
    pub inn: &'a str,
    /// The BIC.
    pub bic: &'a str,
    /// The plate is a trailer's.
    pub trailer: bool,
}

/// Finds the flaw of a typed value; empty text has none but being required.
#[must_use]
pub fn flaw(input: Input, required: bool, typed: &str, beside: Beside<'_>) -> Option<Flaw> {
    let typed = typed.trim();
    if typed.is_empty() {
        return required.then_some(Flaw::Missing);
    }
    match input {
        Input::Phone => Phone::parse(typed).err().map(|_| Flaw::NoPhone),
        Input::Plate => plate(typed, beside.trailer),
        Input::Number => parse_number(typed).is_none().then_some(Flaw::NoNumber),
        Input::Whole => typed.parse::<u32>().is_err().then_some(Flaw::NoNumber),
        Input::Inn => inn(typed),
        Input::Kpp if !is_valid_kpp(typed) => Some(Flaw::KppShape),
        Input::Kpp => (beside.inn.trim().chars().count() == 12).then_some(Flaw::KppOfPerson),
        Input::Bic => (!is_valid_bic(typed)).then_some(Flaw::BicShape),
        Input::Account => account(typed, beside.bic, is_valid_account),
        Input::CorrespondentAccount => account(typed, beside.bic, is_valid_correspondent_account),
        Input::Text
        | Input::Flag
        | Input::Catalog(_)
        | Input::Employee
        | Input::Driver
        | Input::Standing
        | Input::Items
        | Input::Shown => None,
    }
}

fn plate(typed: &str, trailer: bool) -> Option<Flaw> {
    let Ok(plate) = Plate::parse(typed) else { return Some(Flaw::NoPlate) };
    match trailer {
        true if !plate.is_russian_trailer() => Some(Flaw::UnusualTrailer),
        false if !plate.is_russian_truck() => Some(Flaw::UnusualTruck),
        _ => None,
    }
}

fn inn(typed: &str) -> Option<Flaw> {
    let length = typed.chars().count();
    if !typed.chars().all(|c| c.is_ascii_digit()) || (length != 10 && length != 12) {
        Some(Flaw::InnLength)
    } else {
        (!is_valid_inn(typed)).then_some(Flaw::InnDigits)
    }
}

fn account(typed: &str, bic: &str, is_right: fn(&str, &str) -> bool) -> Option<Flaw> {
    if typed.chars().count() != 20 || !typed.chars().all(|c| c.is_ascii_digit()) {
        return Some(Flaw::AccountLength);
    }
    // Without a BIC nothing can be said of it.
    let bic = bic.trim();
    (is_valid_bic(bic) && !is_right(typed, bic)).then_some(Flaw::AccountDigits)
}

/// The form that a value takes when its field is left: phones, plates and numbers have one way of writing.
#[must_use]
pub fn tidy(input: Input, typed: &str) -> String {
    let typed = typed.trim();
    match input {
        Input::Phone => Phone::parse(typed).map_or_else(|_| typed.to_owned(), |phone| phone.shown()),
        Input::Plate => Plate::parse(typed).map_or_else(|_| typed.to_owned(), |plate| plate.to_string()),
        Input::Inn | Input::Bic | Input::Account | Input::CorrespondentAccount | Input::Kpp => {
            typed.chars().filter(|c| !c.is_whitespace()).collect()
        }
        Input::Number => parse_number(typed)
            .map_or_else(|| typed.to_owned(), |number| number.normalize().to_string().replace('.', ",")),
        _ => typed.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const NOTHING: Beside<'static> = Beside { inn: "", bic: "", trailer: false };

    #[test]
    fn the_whole_table() {
        let bank = Beside { bic: "049999999", ..NOTHING };
        let trailer = Beside { trailer: true, ..NOTHING };
        let person = Beside { inn: "999900000160", ..NOTHING };
        for (input, typed, beside, expected) in [
            (Input::Phone, "8 900 123-45-67", NOTHING, None),
            (Input::Phone, "900", NOTHING, Some(Flaw::NoPhone)),
            (Input::Plate, "a123bc77", NOTHING, None),
            (Input::Plate, "ab1234 77", NOTHING, Some(Flaw::UnusualTruck)),
            (Input::Plate, "ab1234 77", trailer, None),
            (Input::Plate, "a123bc77", trailer, Some(Flaw::UnusualTrailer)),
            (Input::Plate, "нет", NOTHING, Some(Flaw::NoPlate)),
            (Input::Inn, "9999000013", NOTHING, None),
            (Input::Inn, "9999000014", NOTHING, Some(Flaw::InnDigits)),
            (Input::Inn, "99990000", NOTHING, Some(Flaw::InnLength)),
            (Input::Kpp, "999901001", NOTHING, None),
            (Input::Kpp, "9999", NOTHING, Some(Flaw::KppShape)),
            (Input::Kpp, "999901001", person, Some(Flaw::KppOfPerson)),
            (Input::Bic, "04999999", NOTHING, Some(Flaw::BicShape)),
            (Input::Account, "40702810600000000001", bank, None),
            (Input::Account, "40702810600000000010", bank, Some(Flaw::AccountDigits)),
            (Input::Account, "40702810600000000010", NOTHING, None),
            (Input::Account, "407", bank, Some(Flaw::AccountLength)),
            (Input::Number, "20,5", NOTHING, None),
            (Input::Number, "много", NOTHING, Some(Flaw::NoNumber)),
            (Input::Whole, "2,5", NOTHING, Some(Flaw::NoNumber)),
        ] {
            assert_eq!(flaw(input, false, typed, beside), expected, "{input:?} {typed}");
        }
        assert_eq!(flaw(Input::Text, true, "  ", NOTHING), Some(Flaw::Missing));
        assert_eq!(flaw(Input::Inn, false, "", NOTHING), None);
    }

    proptest! {
        #[test]
        fn tidying_changes_the_writing_and_not_the_judgement(typed in "[0-9A-Za-zа-я +()./,-]{0,24}") {
            for input in [Input::Phone, Input::Plate, Input::Number, Input::Whole, Input::Inn] {
                let tidied = tidy(input, &typed);
                prop_assert_eq!(tidy(input, &tidied), tidied.clone(), "once is enough");
                let before = flaw(input, false, &typed, NOTHING);
                if before.is_none() {
                    prop_assert_eq!(flaw(input, false, &tidied, NOTHING), None, "{:?} {} → {}", input, typed, tidied);
                }
            }
        }

        #[test]
        fn whatever_phone_is_typed_right_becomes_one_form(number in "9[0-9]{9}", start in "(\\+7|8|7)", gap in "[ -]?") {
            let typed = format!("{start}{gap}{number}");
            prop_assert_eq!(tidy(Input::Phone, &typed), tidy(Input::Phone, &number));
        }
    }
}
