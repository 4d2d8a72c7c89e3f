//! A book's fields by name: reading and setting them without knowing which book it is.

use super::{BookField as F, Details, FieldValue as V};
use crate::domain::book::{BookEntry, Car, Counterparty, CounterpartyStatus, Driver, Organisation, Trailer};
use crate::domain::id::RemoteId;
use crate::domain::phone::Phone;
use crate::domain::plate::Plate;

/// What an absent text means to the field.
fn text(value: Option<&String>) -> V {
    value.map_or(V::Empty, |text| V::text(text))
}

fn id(value: Option<RemoteId>) -> V {
    value.map_or(V::Empty, |id| V::Whole(id.0))
}

fn as_text(value: &V) -> Option<String> {
    let text = value.plain();
    (!text.is_empty()).then_some(text)
}

fn as_id(value: &V) -> Option<RemoteId> {
    if let V::Whole(number) = value { Some(RemoteId(*number)) } else { None }
}

/// A note: empty text stays a wish to clear, and no note stays no note.
fn note(value: &V, before: Option<&String>) -> Option<String> {
    as_text(value).or_else(|| before.map(|_| String::new()))
}

impl BookEntry {
    /// What is known of fields that lists don't show.
    #[must_use]
    pub const fn details(&self) -> &Details {
        match self {
            Self::Driver(driver) => &driver.details,
            Self::Car(car) => &car.details,
            Self::Trailer(trailer) => &trailer.details,
            Self::Counterparty(counterparty) => &counterparty.details,
            Self::Organisation(organisation) => &organisation.details,
        }
    }

    /// The same, to be changed.
    pub const fn details_mut(&mut self) -> &mut Details {
        match self {
            Self::Driver(driver) => &mut driver.details,
            Self::Car(car) => &mut car.details,
            Self::Trailer(trailer) => &mut trailer.details,
            Self::Counterparty(counterparty) => &mut counterparty.details,
            Self::Organisation(organisation) => &mut organisation.details,
        }
    }

    /// The value of a field; `None` when it hasn't been read yet.
    #[must_use]
    pub fn value(&self, field: F) -> Option<V> {
        let own = match (self, field) {
            (Self::Driver(driver), F::LastName) => V::text(&driver.last_name),
            (Self::Driver(driver), F::FirstName) => V::text(&driver.first_name),
            (Self::Driver(driver), F::Patronymic) => text(driver.patronymic.as_ref()),
            (Self::Driver(driver), F::Phone) => driver.phone.as_ref().map_or(V::Empty, |phone| V::Text(phone.shown())),
            (Self::Driver(driver), F::Comment) => text(driver.comment.as_ref()),
            (Self::Car(car), F::Number) => plate(car.number.as_ref()),
            (Self::Car(car), F::Type) => id(car.type_id),
            (Self::Car(car), F::Brand) => id(car.brand_id),
            (Self::Car(car), F::Comment) => text(car.comment.as_ref()),
            (Self::Trailer(trailer), F::Number) => plate(trailer.number.as_ref()),
            (Self::Trailer(trailer), F::Type) => id(trailer.type_id),
            (Self::Trailer(trailer), F::Brand) => id(trailer.brand_id),
            (Self::Trailer(trailer), F::Comment) => text(trailer.comment.as_ref()),
            (Self::Counterparty(counterparty), F::Name) => V::text(&counterparty.name),
            (Self::Counterparty(counterparty), F::Inn) => text(counterparty.inn.as_ref()),
            (Self::Counterparty(counterparty), F::Kpp) => text(counterparty.kpp.as_ref()),
            (Self::Counterparty(counterparty), F::Status) => V::Text(counterparty.status.name().to_owned()),
            (Self::Counterparty(counterparty), F::Comment) => text(counterparty.comment.as_ref()),
            (Self::Organisation(organisation), F::Name) => V::text(&organisation.name),
            (Self::Organisation(organisation), F::Inn) => text(organisation.inn.as_ref()),
            (Self::Organisation(organisation), F::Kpp) => text(organisation.kpp.as_ref()),
            (Self::Organisation(organisation), F::PaymentType) => id(organisation.payment_type),
            (Self::Organisation(organisation), F::VatType) => id(organisation.vat_type),
            _ => return self.details().get(field).cloned(),
        };
        Some(own)
    }

    /// Sets a field; what doesn't fit its kind (a phone that is none) empties it. Fields of other books are kept as
    /// details and have no effect.
    pub fn set_value(&mut self, field: F, value: &V) {
        match (&mut *self, field) {
            (Self::Driver(driver), F::LastName) => driver.last_name = value.plain(),
            (Self::Driver(driver), F::FirstName) => driver.first_name = value.plain(),
            (Self::Driver(driver), F::Patronymic) => driver.patronymic = as_text(value),
            (Self::Driver(driver), F::Phone) => driver.phone = Phone::parse(&value.plain()).ok(),
            (Self::Driver(driver), F::Comment) => driver.comment = note(value, driver.comment.as_ref()),
            (Self::Car(car), F::Number) => car.number = Plate::parse(&value.plain()).ok(),
            (Self::Car(car), F::Type) => car.type_id = as_id(value),
            (Self::Car(car), F::Brand) => car.brand_id = as_id(value),
            (Self::Car(car), F::Comment) => car.comment = note(value, car.comment.as_ref()),
            (Self::Trailer(trailer), F::Number) => trailer.number = Plate::parse(&value.plain()).ok(),
            (Self::Trailer(trailer), F::Type) => trailer.type_id = as_id(value),
            (Self::Trailer(trailer), F::Brand) => trailer.brand_id = as_id(value),
            (Self::Trailer(trailer), F::Comment) => trailer.comment = note(value, trailer.comment.as_ref()),
            (Self::Counterparty(counterparty), F::Name) => counterparty.name = value.plain(),
            (Self::Counterparty(counterparty), F::Inn) => counterparty.inn = as_text(value),
            (Self::Counterparty(counterparty), F::Kpp) => counterparty.kpp = as_text(value),
            (Self::Counterparty(counterparty), F::Status) => {
                counterparty.status = CounterpartyStatus::named(&value.plain()).unwrap_or_default();
            }
            (Self::Counterparty(counterparty), F::Comment) => {
                counterparty.comment = note(value, counterparty.comment.as_ref());
            }
            (Self::Organisation(organisation), F::Name) => organisation.name = value.plain(),
            (Self::Organisation(organisation), F::Inn) => organisation.inn = as_text(value),
            (Self::Organisation(organisation), F::Kpp) => organisation.kpp = as_text(value),
            (Self::Organisation(organisation), F::PaymentType) => organisation.payment_type = as_id(value),
            (Self::Organisation(organisation), F::VatType) => organisation.vat_type = as_id(value),
            _ => self.details_mut().set(field, Some(value.clone())),
        }
    }

    /// The same record, knowing also the details that only `older` knows.
    #[must_use]
    pub fn knowing(&self, older: &Self) -> Self {
        let mut known = self.clone();
        *known.details_mut() = self.details().over(older.details());
        known
    }

    /// Takes over the numbers that the platform gave to items of lists that were new here: no change of anybody's. What the
    /// platform adds to such an item comes along.
    pub fn take_numbers(&mut self, theirs: &Self) {
        let lists = F::ALL.iter().filter(|field| super::list_of(**field).is_some());
        for field in lists {
            let (Some(V::Items(ours)), Some(V::Items(named))) = (self.value(*field), theirs.value(*field)) else {
                continue;
            };
            let numbered = super::items::numbered(&ours, &named);
            if numbered != ours {
                self.set_value(*field, &V::Items(numbered));
            }
        }
    }

    /// A record of a book with nothing in it; `None` for bids.
    #[must_use]
    pub fn blank(kind: crate::domain::id::RecordKind) -> Option<Self> {
        use crate::domain::id::RecordKind;
        match kind {
            RecordKind::Driver => Some(Self::Driver(Driver::default())),
            RecordKind::Car => Some(Self::Car(Car::default())),
            RecordKind::Trailer => Some(Self::Trailer(Trailer::default())),
            RecordKind::Counterparty => Some(Self::Counterparty(Counterparty::default())),
            RecordKind::Organisation => Some(Self::Organisation(Organisation::default())),
            RecordKind::Bid => None,
        }
    }
}

fn plate(value: Option<&Plate>) -> V {
    value.map_or(V::Empty, |plate| V::Text(plate.to_string()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::{Input, fields_of};
    use super::*;
    use crate::domain::id::RecordKind;

    fn sample(input: Input, number: i64) -> V {
        match input {
            Input::Phone => V::Text(Phone::parse(&format!("9{number:09}")).map(|p| p.shown()).unwrap_or_default()),
            Input::Plate => V::Text(format!("А{:03}ВС77", number % 1000)),
            Input::Flag => V::Flag(number % 2 == 0),
            Input::Whole | Input::Catalog(_) | Input::Employee | Input::Driver => V::Whole(number.max(1)),
            Input::Number => V::Number(number.into()),
            Input::Standing => V::Text("priority".to_owned()),
            Input::Items => V::Items(vec![super::super::Item { id: Some(number), ..super::super::Item::default() }]),
            _ => V::Text(format!("текст {number}")),
        }
    }

    proptest! {
        #[test]
        fn what_is_set_is_what_is_read(number in 1_i64..999_999_999) {
            for kind in RecordKind::BOOKS {
                for row in fields_of(kind) {
                    let mut entry = BookEntry::blank(kind).unwrap();
                    let value = sample(row.input, number);
                    entry.set_value(row.field, &value);
                    prop_assert_eq!(entry.value(row.field), Some(value), "{:?}", row.field);
                    entry.set_value(row.field, &V::Empty);
                    let empty = if row.input == Input::Standing { V::Text("none".to_owned()) } else { V::Empty };
                    prop_assert_eq!(entry.value(row.field), Some(empty), "{:?}", row.field);
                }
            }
        }
    }

    #[test]
    fn a_note_that_was_there_is_cleared_and_one_that_was_not_is_left_alone() {
        let mut entry = BookEntry::blank(RecordKind::Driver).unwrap();
        entry.set_value(F::Comment, &V::Empty);
        assert!(matches!(&entry, BookEntry::Driver(driver) if driver.comment.is_none()));
        entry.set_value(F::Comment, &V::Text("Допуск".to_owned()));
        entry.set_value(F::Comment, &V::Empty);
        assert!(matches!(&entry, BookEntry::Driver(driver) if driver.comment.as_deref() == Some("")));
    }

    #[test]
    fn older_knowledge_fills_gaps_and_replaces_nothing() {
        let mut old = BookEntry::blank(RecordKind::Trailer).unwrap();
        old.set_value(F::Volume, &V::Number(90.into()));
        old.set_value(F::Height, &V::Number(3.into()));
        let mut new = BookEntry::blank(RecordKind::Trailer).unwrap();
        new.set_value(F::Volume, &V::Number(92.into()));
        let known = new.knowing(&old);
        assert_eq!(known.value(F::Volume), Some(V::Number(92.into())));
        assert_eq!(known.value(F::Height), Some(V::Number(3.into())));
        assert_eq!(known.value(F::Width), None);
    }
}
