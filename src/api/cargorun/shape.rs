//! From what the platform reads out to what it takes in: the same record, other names.
//!
//! A record that is written back goes back **whole**: what the write schema knows, and what neither schema knows, as it
//! came. Left out is only what the read schema has for reading alone, and a `null` where the write schema takes none.
//! Source: the pairs `…GetModel` / `…EditModel` of the OpenAPI file; a test holds these tables against it.

use serde_json::Value;

use super::json::{Fields, Object};

/// How one model of reading becomes its model of writing.
#[derive(Debug)]
pub(crate) struct Shape {
    /// Only for reading.
    pub(crate) dropped: &'static [&'static str],
    /// Not nullable for writing: left out when it came as `null`.
    pub(crate) not_null: &'static [&'static str],
    /// An object for reading whose `id` alone is written, under another name.
    pub(crate) ids: &'static [(&'static str, &'static str)],
    /// Objects, or arrays of objects, with a shape of their own.
    pub(crate) nested: &'static [(&'static str, &'static Shape)],
    /// Required for writing, absent for reading.
    pub(crate) zero_id: bool,
}

impl Shape {
    /// Nothing differs.
    pub(crate) const SAME: Self = Self { dropped: &[], not_null: &[], ids: &[], nested: &[], zero_id: false };

    /// The record as it may be written.
    pub(crate) fn writable(&self, read: &Object) -> Object {
        let mut out = Object::new();
        for (name, value) in read {
            let name = name.as_str();
            let unwritable = self.dropped.contains(&name)
                || self.ids.iter().any(|(from, _)| *from == name)
                || (value.is_null() && self.not_null.contains(&name));
            if !unwritable {
                out.insert(name.to_owned(), self.nested_writable(name, value));
            }
        }
        for (from, to) in self.ids {
            if read.contains_key(*from) {
                let id = read.get(*from).and_then(Value::as_object).and_then(|object| Fields::of(object).id(&["id"]));
                out.insert((*to).to_owned(), id.map_or(Value::Null, |id| Value::from(id.0)));
            }
        }
        if self.zero_id && !out.contains_key("id") {
            out.insert("id".to_owned(), Value::from(0));
        }
        out
    }

    fn nested_writable(&self, name: &str, value: &Value) -> Value {
        let Some((_, shape)) = self.nested.iter().find(|(nested, _)| *nested == name) else {
            return value.clone();
        };
        match value {
            Value::Object(object) => Value::Object(shape.writable(object)),
            Value::Array(items) => Value::Array(
                items
                    .iter()
                    .map(|item| item.as_object().map_or_else(|| item.clone(), |object| shape.writable(object).into()))
                    .collect(),
            ),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => value.clone(),
        }
    }
}

/// `Point` → `PointEditModel`.
const LOCATION: Shape = Shape { dropped: &["type"], ..Shape::SAME };
/// `MapObjectModel` → `MapObjectEditModel`.
const GEOZONE: Shape = Shape { nested: &[("location", &LOCATION)], ..Shape::SAME };
/// `DriverModel`, both ways.
const DRIVER: Shape = Shape { not_null: &["user"], ..Shape::SAME };
/// `BidPointGetModel` → `BidPointEditModel`.
pub(crate) const POINT: Shape = Shape {
    dropped: &["createdById", "factLoadUnloadedAt", "factEnteredAt", "hasLogistOrAutoDates"],
    not_null: &["options", "geozone", "contactPerson", "servicePoint"],
    ids: &[("customPointType", "customPointTypeId")],
    nested: &[("geozone", &GEOZONE)],
    zero_id: false,
};
/// `CargoModel`, both ways.
pub(crate) const CARGO: Shape = Shape { not_null: &["unitOfMeasure"], ..Shape::SAME };
/// `TrailerOptionModel` → `TrailerOptionTrailerIdModel`.
const TRAILER_OPTION: Shape = Shape {
    dropped: &[
        "typeId",
        "number",
        "carrying",
        "volume",
        "length",
        "height",
        "width",
        "axleLoad",
        "wheelBase",
        "curbWeight",
        "grossWeight",
        "axesDistance",
        "fifthWheelLoad",
        "containerCount",
        "wheelFormula",
        "wheelsDescription",
        "brandTypeId",
    ],
    ..Shape::SAME
};
/// `BidLogistTaskSettingViewModel` → `BidLogistTaskSettingEditModel`.
const TASK_SETTING: Shape =
    Shape { dropped: &["name", "groupName"], not_null: &["notificationType", "bidRole"], ..Shape::SAME };
/// `BidPaymentGetModel` → `BidPaymentModel`.
const PAYMENT: Shape = Shape { dropped: &["updatedAt"], ..Shape::SAME };
/// `ForwardingOrderGetModel` → `ForwardingOrderEditModel`.
const FORWARDING: Shape = Shape {
    dropped: &["externalId", "toPointExternalId", "fromPointPlanEnterTimeOffset"],
    not_null: &["toPoint"],
    nested: &[("toPoint", &GEOZONE)],
    ..Shape::SAME
};
/// `ExpressBidModel`, both ways.
const EXPRESS: Shape = Shape { not_null: &["settings"], ..Shape::SAME };
/// `BidTruckingGetModel` → `BidTruckingEditModel`.
pub(crate) const BID: Shape = Shape {
    dropped: &[
        "priceWithoutVatOnTop",
        "sourceType",
        "organizationId",
        "truckingOrganizationId",
        "type",
        "createdById",
        "approvedAt",
        "isCreatedByOperator",
        "isInternational",
        "isCompoundBid",
        "isHidden",
        "version",
        // Read-only by the contract, though it stands in the write model.
        "bidId",
    ],
    not_null: &[
        "paymentPeriodType",
        "expressBid",
        "emptyMileageBid",
        "status",
        "carOption",
        "driver",
        "temperatureRegime",
        "trailerOption",
        "parallelPointBehavior",
        "payment",
        "forwardingOrder",
        "invoiceTriggerType",
    ],
    ids: &[
        ("counterparty", "cargoOwnerDictionaryItemId"),
        ("contract", "contractId"),
        ("secondaryDriver", "secondaryDriverId"),
    ],
    nested: &[
        ("bidPoints", &POINT),
        ("cargos", &CARGO),
        ("driver", &DRIVER),
        ("trailerOption", &TRAILER_OPTION),
        ("logistTaskSettings", &TASK_SETTING),
        ("payment", &PAYMENT),
        ("forwardingOrder", &FORWARDING),
        ("expressBid", &EXPRESS),
    ],
    zero_id: false,
};

/// `MechanicViewModel` → `MechanicModel`; `ColumnDispatcherViewModel` → `ColumnDispatcherModel`: known by phone, no id.
const PERSON: Shape = Shape { zero_id: true, ..Shape::SAME };
/// `DriverEditModel`, both ways.
pub(crate) const DRIVER_BOOK: Shape = Shape { not_null: &["deviceInfo"], ..Shape::SAME };
/// `CarGetModel` → `CarEditModel`.
pub(crate) const CAR_BOOK: Shape = Shape {
    dropped: &["trackerId", "isActive", "resourceInactivityInfo", "fuelCards", "isDeleted"],
    not_null: &["mechanic", "columnDispatcher"],
    nested: &[("mechanic", &PERSON), ("columnDispatcher", &PERSON)],
    ..Shape::SAME
};
/// `TrailerGetModel` → `TrailerEditModel`.
pub(crate) const TRAILER_BOOK: Shape = Shape {
    dropped: &["trackerId", "isActive", "resourceInactivityInfo", "isDeleted"],
    not_null: &["mechanic"],
    nested: &[("mechanic", &PERSON)],
    ..Shape::SAME
};
/// `CounterpartyModel` → `CounterpartyEditModel`.
pub(crate) const COUNTERPARTY_BOOK: Shape = Shape {
    dropped: &[
        "isDeleted",
        "ogrn",
        "city",
        "street",
        "houseNumber",
        "address",
        "email",
        "management",
        "regionId",
        "flags",
        "type",
        "hasAccess",
        "linkedOrganizationId",
        "counterpartyGroupName",
        "points",
        "documentTemplates",
    ],
    not_null: &["status", "contactPerson"],
    ..Shape::SAME
};
