//! How a change of a bid reaches the platform: by `Patch` where it can, else by a full `Apply` built on a fresh read.
//!
//! A full `Apply` overwrites everything, so it starts from the bid as the platform holds it now. `Patch` takes fewer
//! fields, and can't be relied on to clear one: for both cases there is the full `Apply`.

use serde_json::{Value, json};

use super::read::{payment_period_name, status_name};
use super::write::{cargos, held_point, number, options, points, properties, reference, temperature};
use crate::api::cargorun::error::ApiError;
use crate::api::cargorun::json::{Fields, Object, Row, money_number};
use crate::api::cargorun::session::References;
use crate::api::cargorun::shape::BID;
use crate::domain::bid::Bid;
use crate::domain::id::RecordKind;
use crate::domain::pulled::PulledBid;

/// Which method carried a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WriteMethod {
    /// `TruckingBids/Patch`: only what changed.
    Patch,
    /// `TruckingBids/Apply`: the whole bid.
    Apply,
}

/// The units of change of a bid: the top-level fields of [`Bid`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    Customer,
    Organisation,
    Responsible,
    SalesManager,
    PaymentType,
    VatType,
    VatOnTop,
    Price,
    ContractNumber,
    PaymentDays,
    PaymentPeriod,
    Driver,
    SecondDriver,
    Car,
    Trailer,
    Cargos,
    Points,
    EmptyRun,
    Temperature,
    Options,
    Properties,
}

impl Field {
    fn named(name: &str) -> Result<Self, ApiError> {
        Ok(match name {
            "customer" => Self::Customer,
            "organisation" => Self::Organisation,
            "responsible" => Self::Responsible,
            "sales_manager" => Self::SalesManager,
            "payment_type" => Self::PaymentType,
            "vat_type" => Self::VatType,
            "vat_on_top" => Self::VatOnTop,
            "price" => Self::Price,
            "contract_number" => Self::ContractNumber,
            "payment_days" => Self::PaymentDays,
            "payment_period" => Self::PaymentPeriod,
            "driver" => Self::Driver,
            "second_driver" => Self::SecondDriver,
            "car" => Self::Car,
            "trailer" => Self::Trailer,
            "cargos" => Self::Cargos,
            "points" => Self::Points,
            "empty_run" => Self::EmptyRun,
            "temperature" => Self::Temperature,
            "options" => Self::Options,
            "properties" => Self::Properties,
            unknown => return Err(ApiError::Unsendable { what: format!("a bid has no field “{unknown}”") }),
        })
    }

    /// `Patch` knows the field, and the bid has a value for it.
    fn patchable(self, bid: &Bid) -> bool {
        match self {
            Self::Responsible => bid.responsible.is_some(),
            Self::SalesManager => bid.sales_manager.is_some(),
            Self::Temperature => bid.temperature.is_some_and(|regime| regime.min.is_some() && regime.max.is_some()),
            Self::Options => !bid.options.is_empty(),
            Self::Properties => !bid.properties.is_empty(),
            Self::PaymentType => bid.payment_type.is_some(),
            Self::VatType => bid.vat_type.is_some(),
            Self::Price => bid.price.is_some(),
            Self::Driver => bid.driver.is_some(),
            Self::SecondDriver => bid.second_driver.is_some(),
            Self::Car => bid.car.is_some(),
            Self::Trailer => bid.trailer.is_some(),
            Self::VatOnTop | Self::Cargos | Self::Points => true,
            Self::Customer
            | Self::Organisation
            | Self::ContractNumber
            | Self::PaymentDays
            | Self::PaymentPeriod
            | Self::EmptyRun => false,
        }
    }
}

/// The request that makes `changed` of what the platform holds: method and body.
pub(crate) fn request(
    fresh: &PulledBid,
    changed: &Bid,
    fields: &[&str],
    refs: &dyn References,
) -> Result<(WriteMethod, Value), ApiError> {
    let unreadable = || ApiError::Unsendable { what: "the bid was not read for editing before".to_owned() };
    let fields = fields.iter().map(|name| Field::named(name)).collect::<Result<Vec<_>, _>>()?;
    let held = fresh.edit_raw.as_deref().and_then(Row::read).ok_or_else(unreadable)?.into_object();
    let change = Change { fresh, changed, held: &held, refs };
    if fields.iter().all(|field| field.patchable(changed)) {
        Ok((WriteMethod::Patch, change.patch(&fields)?))
    } else {
        Ok((WriteMethod::Apply, change.apply(&fields)?))
    }
}

struct Change<'a> {
    fresh: &'a PulledBid,
    changed: &'a Bid,
    held: &'a Object,
    refs: &'a dyn References,
}

impl Change<'_> {
    fn patch(&self, fields: &[Field]) -> Result<Value, ApiError> {
        let mut body = Object::new();
        let id = number(self.fresh.remote_id);
        // Required, and not a change: the kind of the bid goes back as it came.
        let kind = Fields::of(self.held).text(&["type"]).unwrap_or_else(|| "Private".to_owned());
        for (name, value) in [
            ("id", id),
            ("type", json!(kind)),
            ("parallelPointBehavior", json!("Update")),
            ("forwardingOrderCarChangeBehaviour", json!("Update")),
        ] {
            body.insert(name.to_owned(), value);
        }
        for field in fields {
            for (name, value) in self.values(*field, WriteMethod::Patch)? {
                body.insert(name.to_owned(), value);
            }
        }
        Ok(Value::Object(body))
    }

    fn apply(&self, fields: &[Field]) -> Result<Value, ApiError> {
        let mut body = BID.writable(self.held);
        body.insert("id".to_owned(), number(self.fresh.remote_id));
        let points = self.held_objects("bidPoints");
        body.insert("bidPoints".to_owned(), points.iter().map(held_point).map(Value::Object).collect());
        for (name, value) in [
            ("status", json!(status_name(&self.fresh.facts.status))),
            ("parallelPointBehavior", json!("Update")),
            ("isEmptyMileageBid", json!(false)),
            ("isExpressBid", json!(false)),
            ("isPreBid", json!(false)),
            ("showDraftInPlanning", json!(false)),
            ("createDocumentAssignment", json!(false)),
        ] {
            let present = body.get(name).is_some_and(|value| !value.is_null());
            if !present {
                body.insert(name.to_owned(), value);
            }
        }
        for field in fields {
            for (name, value) in self.values(*field, WriteMethod::Apply)? {
                let cleared = value.is_null() && BID.not_null.contains(&name);
                if cleared {
                    body.remove(name);
                } else {
                    body.insert(name.to_owned(), value);
                }
            }
        }
        Ok(Value::Object(body))
    }

    /// The changed field under its names for writing, which differ between the two methods.
    fn values(&self, field: Field, method: WriteMethod) -> Result<Vec<(&'static str, Value)>, ApiError> {
        let bid = self.changed;
        let by_id = |kind, local| reference(kind, local, self.refs).map(|id| json!(id));
        let patch = method == WriteMethod::Patch;
        Ok(match field {
            // A contract belongs to its customer: that of the former one must not stay.
            Field::Customer => vec![
                ("cargoOwnerDictionaryItemId", by_id(RecordKind::Counterparty, bid.customer.as_ref())?),
                ("contractId", Value::Null),
            ],
            Field::Organisation => {
                vec![("legalPersonId", by_id(RecordKind::Organisation, bid.organisation.as_ref())?)]
            }
            Field::Responsible => vec![("responsibleId", json!(bid.responsible.map(number)))],
            Field::SalesManager => vec![("salesManagerId", json!(bid.sales_manager.map(number)))],
            Field::Temperature => vec![("temperatureRegime", bid.temperature.map_or(Value::Null, temperature))],
            Field::Options => vec![("typeOptions", options(self.held.get("typeOptions"), &bid.options))],
            Field::Properties => vec![("extendedProperties", properties(&bid.properties))],
            Field::PaymentType => vec![("paymentTypeId", json!(bid.payment_type.map(number)))],
            Field::VatType => vec![("ndsTypeId", json!(bid.vat_type.map(number)))],
            Field::VatOnTop => vec![("isVatTop", json!(bid.vat_on_top))],
            Field::Price => vec![("price", json!(bid.price.map(money_number)))],
            Field::ContractNumber => vec![("contractNumber", json!(bid.contract_number))],
            Field::PaymentDays => vec![("paymentPeriodInDays", json!(bid.payment_days))],
            Field::PaymentPeriod => {
                vec![("paymentPeriodType", json!(bid.payment_period.map(payment_period_name)))]
            }
            Field::Driver => {
                let id = by_id(RecordKind::Driver, bid.driver.as_ref())?;
                vec![if patch { ("driverId", id) } else { ("driver", within("id", &id)) }]
            }
            Field::SecondDriver => vec![("secondaryDriverId", by_id(RecordKind::Driver, bid.second_driver.as_ref())?)],
            Field::Car => {
                let id = by_id(RecordKind::Car, bid.car.as_ref())?;
                vec![if patch { ("carId", id) } else { ("carOption", within("carId", &id)) }]
            }
            Field::Trailer => {
                let id = by_id(RecordKind::Trailer, bid.trailer.as_ref())?;
                vec![if patch { ("trailerId", id) } else { ("trailerOption", within("trailerId", &id)) }]
            }
            Field::Cargos => {
                let before = Some(self.fresh.bid.cargos.as_slice());
                vec![("cargos", cargos(&self.held_objects("cargos"), before, &bid.cargos))]
            }
            Field::Points => {
                let before = Some(self.fresh.bid.points.as_slice());
                vec![("bidPoints", points(&self.held_objects("bidPoints"), before, &bid.points, self.refs)?)]
            }
            Field::EmptyRun if bid.empty_run => vec![("isEmptyMileageBid", json!(true))],
            Field::EmptyRun => vec![("isEmptyMileageBid", json!(false)), ("emptyMileageBid", Value::Null)],
        })
    }

    fn held_objects(&self, name: &str) -> Vec<Object> {
        let items = self.held.get(name).and_then(Value::as_array).into_iter().flatten();
        items.filter_map(Value::as_object).cloned().collect()
    }
}

/// `{"id": 5}`, or nothing at all for none.
fn within(name: &str, id: &Value) -> Value {
    if id.is_null() { Value::Null } else { json!({name: id}) }
}
