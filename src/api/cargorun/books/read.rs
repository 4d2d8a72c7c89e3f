//! Rows of the reference books and of the lists beside them.

use super::details;
use crate::api::cargorun::bids::contact;
use crate::api::cargorun::json::{Fields, Row};
use crate::api::cargorun::places;
use crate::domain::book::{
    BookEntry, Car, Counterparty, CounterpartyStatus, Driver, Employee, Organisation, SavedPoint, Tracker, Trailer,
};
use crate::domain::book_field::Details;
use crate::domain::id::RecordKind;
use crate::domain::phone::Phone;
use crate::domain::plate::Plate;
use crate::domain::pulled::PulledBook;

/// Reads a row of a book; `None` when it has no id, or the kind is no book.
pub(crate) fn book(kind: RecordKind, row: Row) -> Option<PulledBook> {
    let fields = row.fields();
    let mut entry = entry(kind, fields)?;
    *entry.details_mut() = details::read(kind, fields);
    let remote_id = fields.id(&["id"])?;
    let deleted = fields.flag(&["isDeleted"]).unwrap_or(false);
    let active = fields.flag(&["isActive"]).unwrap_or(true);
    Some(PulledBook { remote_id, entry, deleted, active, raw: row.raw })
}

fn entry(kind: RecordKind, fields: Fields<'_>) -> Option<BookEntry> {
    match kind {
        RecordKind::Driver => Some(BookEntry::Driver(driver(fields))),
        RecordKind::Car => Some(BookEntry::Car(car(fields))),
        RecordKind::Trailer => Some(BookEntry::Trailer(trailer(fields))),
        RecordKind::Counterparty => Some(BookEntry::Counterparty(counterparty(fields))),
        RecordKind::Organisation => Some(BookEntry::Organisation(organisation(fields))),
        RecordKind::Bid => None,
    }
}

/// Names stand under `user` in the list and flat in the edit shape; a full name alone is split as Russian names are written.
fn driver(fields: Fields<'_>) -> Driver {
    let last_name = fields.text(&["user.lastName", "lastName"]);
    let first_name = fields.text(&["user.firstName", "firstName"]);
    let mut driver = Driver {
        patronymic: fields.text(&["user.patronymic", "patronymic"]),
        phone: fields.text(&["user.phoneNumber", "phoneNumber"]).and_then(|text| Phone::parse(&text).ok()),
        comment: fields.text(&["comment"]),
        ..Driver::default()
    };
    if last_name.is_none() && first_name.is_none() {
        let full = fields.text(&["user.fullName", "fullName", "user.shortName", "shortName"]).unwrap_or_default();
        let mut words = full.split_whitespace().map(str::to_owned);
        driver.last_name = words.next().unwrap_or_default();
        driver.first_name = words.next().unwrap_or_default();
        let rest = words.collect::<Vec<_>>().join(" ");
        driver.patronymic = driver.patronymic.or(Some(rest)).filter(|text| !text.is_empty());
    } else {
        driver.last_name = last_name.unwrap_or_default();
        driver.first_name = first_name.unwrap_or_default();
    }
    driver
}

fn plate(fields: Fields<'_>) -> Option<Plate> {
    Plate::parse(&fields.text(&["number"])?).ok()
}

fn car(fields: Fields<'_>) -> Car {
    Car {
        number: plate(fields),
        type_id: fields.id(&["typeId", "type.id"]),
        brand_id: fields.id(&["brandTypeId", "brandType.id"]),
        comment: fields.text(&["comment"]),
        tracker: fields.text(&["trackerDeviceNumber"]),
        first_fixed_at: fields.instant(&["firstFixedAt"]),
        last_fixed_at: fields.instant(&["lastFixedAt"]),
        details: Details::default(),
    }
}

fn trailer(fields: Fields<'_>) -> Trailer {
    Trailer {
        number: plate(fields),
        type_id: fields.id(&["typeId", "type.id"]),
        brand_id: fields.id(&["brandTypeId", "brandType.id"]),
        comment: fields.text(&["comment"]),
        tracker: fields.text(&["trackerDeviceNumber"]),
        details: Details::default(),
    }
}

fn counterparty(fields: Fields<'_>) -> Counterparty {
    let status = fields.text(&["status"]).unwrap_or_default().to_ascii_lowercase();
    Counterparty {
        name: fields.text(&["name"]).unwrap_or_default(),
        inn: fields.text(&["inn"]),
        kpp: fields.text(&["kpp"]),
        status: match status.as_str() {
            "priority" => CounterpartyStatus::Priority,
            "suspended" => CounterpartyStatus::Suspended,
            _ => CounterpartyStatus::None,
        },
        comment: fields.text(&["comment"]),
        points: fields.objects(&["points"]).into_iter().filter_map(saved_point).collect(),
        details: Details::default(),
    }
}

fn saved_point(fields: Fields<'_>) -> Option<SavedPoint> {
    let place = fields.object(&["geozone"]).map(places::read).unwrap_or_default();
    Some(SavedPoint {
        id: fields.id(&["id"])?,
        name: fields.text(&["name"]).unwrap_or_else(|| place.address.clone()),
        place,
        contact: fields.object(&["contactPerson"]).and_then(contact),
        last_used_at: fields.instant(&["lastUsedAt"]),
    })
}

fn organisation(fields: Fields<'_>) -> Organisation {
    Organisation {
        name: fields.text(&["name"]).unwrap_or_default(),
        inn: fields.text(&["inn"]),
        kpp: fields.text(&["kpp"]),
        payment_type: fields.id(&["paymentTypeId"]),
        vat_type: fields.id(&["ndsTypeId"]),
        details: Details::default(),
    }
}

/// An employee of `Employees/GetNamesList`.
pub(crate) fn employee(fields: Fields<'_>) -> Option<Employee> {
    let name = fields.text(&["fullNameOrEmail", "fullName", "shortName", "fullNameWithId", "email"]);
    Some(Employee { id: fields.id(&["id"])?, name: name.unwrap_or_default() })
}

/// A tracker of `Trackers/Get`.
pub(crate) fn tracker(fields: Fields<'_>) -> Option<Tracker> {
    let kind = fields.text(&["activeTrackerPeriod.type"]).unwrap_or_default().to_ascii_lowercase();
    let kind = match kind.as_str() {
        "car" => Some(RecordKind::Car),
        "trailer" => Some(RecordKind::Trailer),
        _ => None,
    };
    Some(Tracker {
        id: fields.id(&["id"])?,
        device_number: fields.text(&["deviceNumber"]).unwrap_or_default(),
        attached_to: kind.zip(fields.id(&["activeTrackerPeriod.entityId"])),
        last_fixed_at: fields.instant(&["lastTrackerLogFixedAt"]),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::RemoteId;

    fn read(kind: RecordKind, text: &str) -> PulledBook {
        book(kind, Row::read(text).expect("an object")).expect("a book row")
    }

    #[test]
    fn a_driver_is_read_from_the_list_and_from_the_edit_shape_without_his_password() {
        let listed = read(
            RecordKind::Driver,
            r#"{"id": 7, "user": {"id": 70, "lastName": "Примеров", "firstName": "Олег", "patronymic": "Ильич",
                "phoneNumber": "8 (900) 123-45-67"}, "comment": "", "password": "4821", "isActive": false, "new": 1.50}"#,
        );
        assert!(!listed.raw.contains("4821") && !listed.raw.contains("password"), "{}", listed.raw);
        assert!(listed.raw.contains(r#""new":1.50"#), "what isn't known survives");
        assert!(!listed.active && !listed.deleted);
        let flat = read(
            RecordKind::Driver,
            r#"{"id": "7", "lastName": "Примеров", "firstName": "Олег", "patronymic": "Ильич", "phoneNumber": "79001234567"}"#,
        );
        let named = read(
            RecordKind::Driver,
            r#"{"id": 7, "user": {"fullName": "Примеров Олег Ильич", "phoneNumber": "+79001234567"}}"#,
        );
        assert_eq!(listed.entry, flat.entry);
        assert_eq!(listed.entry, named.entry);
        assert_eq!(listed.entry.natural_key().as_deref(), Some("+79001234567"));
    }

    #[test]
    fn a_row_with_nothing_but_its_id_is_read() {
        for kind in RecordKind::BOOKS {
            assert_eq!(read(kind, r#"{"id": 1}"#).entry.kind(), kind);
        }
        assert!(book(RecordKind::Car, Row::read("{}").expect("an object")).is_none());
        assert!(book(RecordKind::Bid, Row::read(r#"{"id": 1}"#).expect("an object")).is_none());
    }

    #[test]
    fn trucks_and_counterparties_are_read() {
        let truck = read(
            RecordKind::Car,
            r#"{"id": 5, "number": "a123bc/77", "brandTypeId": "12", "typeId": 0, "isDeleted": true,
                "trackerDeviceNumber": "3001", "firstFixedAt": "2026-01-02T03:04:05.1234567Z"}"#,
        );
        let BookEntry::Car(car) = truck.entry else { panic!("a truck") };
        assert_eq!(car.number.map(|plate| plate.wire()).as_deref(), Some("А123ВС/77"));
        assert_eq!((car.brand_id, car.type_id, truck.deleted), (Some(RemoteId(12)), None, true));
        assert!(car.first_fixed_at.is_some());

        let customer = read(
            RecordKind::Counterparty,
            r#"{"id": 5, "name": "ООО Пример", "inn": 9999000013, "kpp": null, "status": "Suspended", "points": [
                {"id": 3, "counterpartyId": 5, "name": "Склад", "lastUsedAt": "2026-01-02T03:04:05Z",
                 "geozone": {"id": 4, "city": "Казань", "location": {"coordinates": [49.1, 55.8]}}}, {"name": "без номера"}]}"#,
        );
        let BookEntry::Counterparty(customer) = customer.entry else { panic!("a counterparty") };
        assert_eq!((customer.inn.as_deref(), customer.status), (Some("9999000013"), CounterpartyStatus::Suspended));
        assert_eq!(customer.points.len(), 1);
        assert!(customer.points.first().is_some_and(|point| point.place.has_coordinates() && point.id == RemoteId(3)));
    }

    #[test]
    fn a_tracker_says_what_it_is_attached_to() {
        let row = Row::read(
            r#"{"id": 9, "deviceNumber": "3001", "activeTrackerPeriod": {"entityId": 5, "type": "Car"},
                "lastTrackerLogFixedAt": "2026-01-02T03:04:05Z"}"#,
        );
        let tracker = row.as_ref().and_then(|row| tracker(row.fields())).expect("a tracker");
        assert_eq!(tracker.attached_to, Some((RecordKind::Car, RemoteId(5))));
        let free = Row::read(r#"{"id": 9, "deviceNumber": "3001", "activeTrackerPeriod": null}"#);
        let free = free.as_ref().and_then(|row| super::tracker(row.fields())).expect("a tracker");
        assert_eq!(free.attached_to, None);
    }
}
