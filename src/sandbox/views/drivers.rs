//! Shapes of a driver: the list (names and phone under `user`, and the PIN in clear), the form (flat), and the driver
//! inside a bid.

use serde_json::{Value, json};

use super::super::model::book::{Driver, Inactivity};
use super::Shape;
use super::value;

/// `DriverListViewModel`.
pub(crate) const LIST: &Shape<Driver> = &[
    ("id", |_, driver| json!(driver.id)),
    ("user", |_, driver| user_with_full_name(driver)),
    ("isOnline", |_, _| json!(false)),
    ("isDeleted", |_, driver| json!(driver.deleted)),
    ("lastSignInAt", |_, _| Value::Null),
    ("isSmsSent", |_, _| json!(true)),
    ("comment", |_, driver| json!(driver.comment)),
    ("isActive", |_, driver| json!(driver.inactivity.is_none())),
    ("isMessengerActive", |_, _| json!(false)),
    ("resourceInactivityInfo", |_, driver| inactivity(driver.inactivity.as_ref())),
    ("transportColumn", |_, _| Value::Null),
    ("password", |_, driver| json!(driver.pin)),
    ("accessPermitIds", |_, driver| driver.kept.get("accessPermitIds", json!([]))),
];

/// `DriverEditModel`, as `GetForEdit` gives it.
pub(crate) const FORM: &Shape<Driver> = &[
    ("id", |_, driver| json!(driver.id)),
    ("firstName", |_, driver| json!(driver.first_name)),
    ("lastName", |_, driver| json!(driver.last_name)),
    ("patronymic", |_, driver| json!(driver.patronymic)),
    ("phoneNumber", |_, driver| json!(driver.phone)),
    ("isDeleted", |_, driver| json!(driver.deleted)),
    ("comment", |_, driver| json!(driver.comment)),
    ("needsShiftChangeComment", |_, driver| json!(driver.shift_comment)),
    ("needsUrgentShiftChange", |_, driver| json!(driver.urgent_shift)),
    ("transportColumnId", |_, _| Value::Null),
    ("fuelCards", |_, driver| driver.kept.get("fuelCards", json!([]))),
    ("accessPermitIds", |_, driver| driver.kept.get("accessPermitIds", json!([]))),
    ("deviceInfo", |_, _| Value::Null),
];

/// `DriverViewModel`: the driver of a bid that is looked at.
pub(crate) fn in_view(driver: &Driver) -> Value {
    json!({
        "id": driver.id,
        "user": user(driver),
        "lastSignInAt": null,
        "isOnline": false,
        "comment": driver.comment,
        "accessPermitIds": [],
    })
}

/// `DriverModel`: the driver of a bid that is edited.
pub(crate) fn in_form(driver: &Driver) -> Value {
    json!({ "id": driver.id, "user": user(driver) })
}

/// When and why someone or something is out of work, or null.
pub(crate) fn inactivity(inactivity: Option<&Inactivity>) -> Value {
    inactivity.map_or(Value::Null, |why| {
        json!({
            "inactivityReason": why.reason,
            "inactiveSince": value::utc(Some(why.since)),
            "inactiveUntil": value::utc(Some(why.until)),
        })
    })
}

fn user_with_full_name(driver: &Driver) -> Value {
    json!({
        "id": driver.user_id,
        "email": null,
        "phoneNumber": driver.phone,
        "fullName": driver.full_name(),
        "firstName": driver.first_name,
        "lastName": driver.last_name,
        "patronymic": driver.patronymic,
        "deviceInfo": null,
    })
}

fn user(driver: &Driver) -> Value {
    json!({
        "id": driver.user_id,
        "email": null,
        "firstName": driver.first_name,
        "lastName": driver.last_name,
        "patronymic": driver.patronymic,
        "phoneNumber": driver.phone,
        "phoneNumberExtension": null,
        "lastSignInAt": null,
        "connectionState": "Offline",
    })
}
