//! Shapes of a driver: the list (names and phone under `user`, and the PIN in clear), the form (flat), and the driver
//! inside a bid.

use super::super::model::book::{Driver, Inactivity};
use super::Shape;
use super::drawn::{Drawn, drawn};
use super::value;

/// `DriverListViewModel`.
pub(crate) const LIST: &Shape<Driver> = &[
    ("id", |_, driver| drawn!(driver.id)),
    ("user", |_, driver| user_with_full_name(driver)),
    ("isOnline", |_, _| drawn!(false)),
    ("isDeleted", |_, driver| drawn!(driver.deleted)),
    ("lastSignInAt", |_, _| Drawn::Null),
    ("isSmsSent", |_, _| drawn!(true)),
    ("comment", |_, driver| drawn!(&driver.comment)),
    ("isActive", |_, driver| drawn!(driver.inactivity.is_none())),
    ("isMessengerActive", |_, _| drawn!(false)),
    ("resourceInactivityInfo", |_, driver| inactivity(driver.inactivity.as_ref())),
    ("transportColumn", |_, _| Drawn::Null),
    ("password", |_, driver| drawn!(&driver.pin)),
    ("accessPermitIds", |_, driver| value::kept(&driver.kept, "accessPermitIds", Drawn::EMPTY)),
];

/// `DriverEditModel`, as `GetForEdit` gives it.
pub(crate) const FORM: &Shape<Driver> = &[
    ("id", |_, driver| drawn!(driver.id)),
    ("firstName", |_, driver| drawn!(&driver.first_name)),
    ("lastName", |_, driver| drawn!(&driver.last_name)),
    ("patronymic", |_, driver| drawn!(&driver.patronymic)),
    ("phoneNumber", |_, driver| drawn!(&driver.phone)),
    ("isDeleted", |_, driver| drawn!(driver.deleted)),
    ("comment", |_, driver| drawn!(&driver.comment)),
    ("needsShiftChangeComment", |_, driver| drawn!(&driver.shift_comment)),
    ("needsUrgentShiftChange", |_, driver| drawn!(driver.urgent_shift)),
    ("transportColumnId", |_, _| Drawn::Null),
    ("fuelCards", |_, driver| value::kept(&driver.kept, "fuelCards", Drawn::EMPTY)),
    ("accessPermitIds", |_, driver| value::kept(&driver.kept, "accessPermitIds", Drawn::EMPTY)),
    ("deviceInfo", |_, _| Drawn::Null),
];

/// `DriverViewModel`: the driver of a bid that is looked at.
pub(crate) fn in_view(driver: &Driver) -> Drawn {
    drawn!({
        "id": driver.id,
        "user": user(driver),
        "lastSignInAt": Drawn::Null,
        "isOnline": false,
        "comment": &driver.comment,
        "accessPermitIds": Drawn::EMPTY,
    })
}

/// `DriverModel`: the driver of a bid that is edited.
pub(crate) fn in_form(driver: &Driver) -> Drawn {
    drawn!({ "id": driver.id, "user": user(driver) })
}

/// When and why someone or something is out of work, or null.
pub(crate) fn inactivity(inactivity: Option<&Inactivity>) -> Drawn {
    inactivity.map_or(Drawn::Null, |why| {
        drawn!({
            "inactivityReason": &why.reason,
            "inactiveSince": value::utc(Some(why.since)),
            "inactiveUntil": value::utc(Some(why.until)),
        })
    })
}

fn user_with_full_name(driver: &Driver) -> Drawn {
    drawn!({
        "id": driver.user_id,
        "email": Drawn::Null,
        "phoneNumber": &driver.phone,
        "fullName": driver.full_name(),
        "firstName": &driver.first_name,
        "lastName": &driver.last_name,
        "patronymic": &driver.patronymic,
        "deviceInfo": Drawn::Null,
    })
}

fn user(driver: &Driver) -> Drawn {
    drawn!({
        "id": driver.user_id,
        "email": Drawn::Null,
        "firstName": &driver.first_name,
        "lastName": &driver.last_name,
        "patronymic": &driver.patronymic,
        "phoneNumber": &driver.phone,
        "phoneNumberExtension": Drawn::Null,
        "lastSignInAt": Drawn::Null,
        "connectionState": "Offline",
    })
}
