//! Reading what people set on a bid: whole, as `Apply` takes it, or the given fields, as `Patch` does.
//!
//! The names differ between the two (`carOption.carId` and `carId`), and some fields only `Apply` can change.

use rust_decimal::Decimal;

use super::super::http::answer::{Refusal, refuse};
use super::super::http::fields::Fields;
use super::super::model::bid::Terms;
use super::super::model::names::{CatalogKind, PaymentStatus};
use super::super::sentences;
use super::super::world::World;
use super::references::Reference;

/// The longest handle that an integration may give to a bid.
const EXTERNAL_ID_LENGTH: usize = 72;

/// Parts that are kept as they come.
const EXTRA_LISTS: [&str; 5] =
    ["documents", "extendedProperties", "accessPermitIds", "typeOptions", "logistTaskSettings"];
const EXTRA_DOCUMENTS: [&str; 4] = ["expressBid", "emptyMileageBid", "temperatureRegime", "payment"];
/// Those of them that `Patch` knows.
const PATCH_EXTRAS: [&str; 4] = ["extendedProperties", "accessPermitIds", "temperatureRegime", "typeOptions"];

/// `BidTruckingEditModel`: a field that isn't there is reset.
pub(crate) fn read_whole(fields: &Fields<'_>) -> Result<Terms, Refusal> {
    let inner = |name: &str, id: &str| fields.object(name)?.map_or(Ok(None), |inner| inner.reference(id));
    let mut terms = Terms {
        counterparty_id: fields.reference("cargoOwnerDictionaryItemId")?,
        contract_id: fields.reference("contractId")?,
        legal_person_id: fields.reference("legalPersonId")?,
        responsible_id: fields.reference("responsibleId")?,
        sales_manager_id: fields.reference("salesManagerId")?,
        car_id: inner("carOption", "carId")?,
        trailer_id: inner("trailerOption", "trailerId")?,
        driver_id: inner("driver", "id")?,
        second_driver_id: fields.reference("secondaryDriverId")?,
        payment_type_id: fields.reference("paymentTypeId")?,
        vat_type_id: fields.reference("ndsTypeId")?,
        price: fields.decimal("price")?,
        hourly_price: fields.decimal("hourlyPrice")?,
        route_cost: fields.decimal("routeCost")?,
        vat_on_top: fields.flag("isVatTop")?,
        external_id: external_id(fields)?,
        external_updated_at: fields.moment("externalUpdatedAt")?,
        contract_number: fields.words("contractNumber")?,
        payment_days: fields.small_integer("paymentPeriodInDays")?,
        payment_period: fields.name_of("paymentPeriodType")?,
        invoice_trigger: fields.name_of("invoiceTriggerType")?,
        empty_run: fields.flag("isEmptyMileageBid")?.unwrap_or_default() || fields.value("emptyMileageBid").is_some(),
        express: fields.flag("isExpressBid")?.unwrap_or_default(),
        show_draft: fields.flag("showDraftInPlanning")?.unwrap_or_default(),
        pre_bid: fields.flag("isPreBid")?.unwrap_or_default(),
        document_assignment: fields.flag("createDocumentAssignment")?.unwrap_or_default(),
        extras: serde_json::Map::new(),
    };
    for name in EXTRA_LISTS {
        keep(&mut terms, name, fields.list(name)?);
    }
    for name in EXTRA_DOCUMENTS {
        keep(&mut terms, name, fields.document(name)?);
    }
    Ok(terms)
}

/// `BidPatchModel`: what isn't given (or is null) stays as it was.
pub(crate) fn read_patch(fields: &Fields<'_>, before: &Terms) -> Result<Terms, Refusal> {
    let mut terms = before.clone();
    given(&mut terms.car_id, fields.reference("carId")?);
    given(&mut terms.trailer_id, fields.reference("trailerId")?);
    given(&mut terms.driver_id, fields.reference("driverId")?);
    given(&mut terms.second_driver_id, fields.reference("secondaryDriverId")?);
    given(&mut terms.responsible_id, fields.reference("responsibleId")?);
    given(&mut terms.sales_manager_id, fields.reference("salesManagerId")?);
    given(&mut terms.payment_type_id, fields.reference("paymentTypeId")?);
    given(&mut terms.vat_type_id, fields.reference("ndsTypeId")?);
    given(&mut terms.price, fields.decimal("price")?);
    given(&mut terms.route_cost, fields.decimal("routeCost")?);
    given(&mut terms.vat_on_top, fields.flag("isVatTop")?);
    given(&mut terms.external_id, external_id(fields)?);
    given(&mut terms.external_updated_at, fields.moment("externalUpdatedAt")?);
    terms.document_assignment = fields.flag("createDocumentAssignment")?.unwrap_or(terms.document_assignment);
    for name in PATCH_EXTRAS {
        let part = if EXTRA_LISTS.contains(&name) { fields.list(name)? } else { fields.document(name)? };
        if part.is_some() {
            keep(&mut terms, name, part);
        }
    }
    Ok(terms)
}

/// Everything the terms name must exist, and amounts must make sense.
pub(crate) fn check(world: &World, fields: &Fields<'_>, now: &Terms, before: &Terms) -> Result<(), Refusal> {
    let reference = |field, pick: fn(&Terms) -> Option<i64>| Reference { field, now: pick(now), before: pick(before) };
    reference("paymentTypeId", |t| t.payment_type_id).check_item(world, CatalogKind::PaymentType)?;
    reference("ndsTypeId", |t| t.vat_type_id).check_item(world, CatalogKind::NDSType)?;
    reference("cargoOwnerDictionaryItemId", |t| t.counterparty_id).check_counterparty(world)?;
    reference("legalPersonId", |t| t.legal_person_id).check_legal_person(world)?;
    reference("responsibleId", |t| t.responsible_id).check_employee(world)?;
    reference("salesManagerId", |t| t.sales_manager_id).check_employee(world)?;
    reference("carId", |t| t.car_id).check_car(world)?;
    reference("trailerId", |t| t.trailer_id).check_trailer(world)?;
    reference("driverId", |t| t.driver_id).check_driver(world)?;
    reference("secondaryDriverId", |t| t.second_driver_id).check_driver(world)?;
    let customer = now.counterparty_id.and_then(|id| world.counterparties.get(id));
    reference("contractId", |t| t.contract_id)
        .check(|id| customer?.contracts.iter().find(|contract| contract.id == id).map(|_| false))?;
    if now.second_driver_id.is_some() && now.second_driver_id == now.driver_id {
        return refuse(sentences::drivers_are_the_same());
    }
    if let Some(reason) = fields.object("emptyMileageBid")? {
        let now = reason.reference("logisticReasonTypeId")?;
        let reference = Reference { field: "logisticReasonTypeId", now, before: None };
        reference.check_item(world, CatalogKind::EmptyMileageBidReasonType)?;
    }
    if let Some(payment) = fields.object("payment")? {
        payment.name_of::<PaymentStatus>("paymentStatus")?;
    }
    let amounts = [("price", now.price), ("hourlyPrice", now.hourly_price), ("routeCost", now.route_cost)];
    let below_zero = amounts.iter().find(|(_, amount)| amount.is_some_and(|amount| amount < Decimal::ZERO));
    below_zero.map_or(Ok(()), |(field, _)| refuse(sentences::below_zero(field)))
}

fn external_id(fields: &Fields<'_>) -> Result<Option<String>, Refusal> {
    let id = fields.words("externalId")?;
    let too_long = id.as_ref().is_some_and(|id| id.chars().count() > EXTERNAL_ID_LENGTH);
    if too_long { refuse(sentences::too_long("externalId", EXTERNAL_ID_LENGTH)) } else { Ok(id) }
}

fn given<T>(field: &mut Option<T>, value: Option<T>) {
    if value.is_some() {
        *field = value;
    }
}

fn keep(terms: &mut Terms, name: &str, part: Option<serde_json::Value>) {
    if let Some(part) = part {
        terms.extras.insert(name.to_owned(), part);
    }
}
