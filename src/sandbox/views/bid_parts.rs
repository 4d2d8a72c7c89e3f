//! Parts that several shapes of a bid share: geozones, cargos, the truck, people.

use rust_decimal::{Decimal, RoundingStrategy};
use serde_json::Value;

use super::super::model::bid::{Bid, Cargo};
use super::super::model::geozone::Geozone;
use super::super::model::names::{BidStatus, Named as _};
use super::super::world::World;
use super::drawn::{Draw, Drawn, drawn};
use super::value;

/// `MapObjectModel`. Coordinates are longitude first.
pub(crate) fn geozone(geozone: &Geozone) -> Drawn {
    drawn!({
        "id": geozone.id,
        "city": &geozone.city,
        "address": &geozone.address,
        "village": &geozone.village,
        "state": &geozone.state,
        "county": &geozone.county,
        "street": &geozone.street,
        "houseNumber": &geozone.house_number,
        "federalDistrict": &geozone.federal_district,
        "radius": geozone.radius,
        "type": geozone.kind.name(),
        "coordinates": &geozone.outline,
        "location": drawn!({ "type": "Point", "coordinates": drawn!([geozone.location.longitude, geozone.location.latitude]) }),
    })
}

/// `CargoModel`s.
pub(crate) fn cargos(bid: &Bid) -> Drawn {
    bid.cargos.iter().map(cargo).collect()
}

fn cargo(cargo: &Cargo) -> Drawn {
    drawn!({
        "id": cargo.id,
        "name": &cargo.name,
        "weight": cargo.weight,
        "volume": cargo.volume,
        "length": cargo.length,
        "height": cargo.height,
        "width": cargo.width,
        "comment": &cargo.comment,
        "description": &cargo.description,
        "typeId": cargo.type_id,
        "loadingTypeId": cargo.loading_type_id,
        "unloadingTypeId": cargo.unloading_type_id,
        "packType": &cargo.pack_type,
        "unitOfMeasure": value::name(cargo.unit),
        "extendedProperties": value::extra_list(&cargo.extras, "extendedProperties"),
        "typeOptions": value::extra_list(&cargo.extras, "typeOptions"),
    })
}

/// `{id, shortName}` of an employee, or null.
pub(crate) fn employee(world: &World, id: Option<i64>) -> Drawn {
    id.and_then(|id| world.employees.get(id))
        .map_or(Drawn::Null, |employee| drawn!({ "id": employee.id, "shortName": short(&employee.full_name) }))
}

/// `Петров О. И.` of a full name.
pub(crate) fn short(full_name: &str) -> String {
    let mut parts = full_name.split_whitespace();
    let surname = parts.next().unwrap_or_default().to_owned();
    parts.filter_map(|part| part.chars().next()).fold(surname, |name, letter| format!("{name} {letter}."))
}

/// The price without VAT; filled only when VAT is on top. The rate stands in the name of the catalog's item.
pub(crate) fn price_without_vat(world: &World, bid: &Bid) -> Drawn {
    if bid.terms.vat_on_top != Some(true) {
        return Drawn::Null;
    }
    let item = bid
        .terms
        .vat_type_id
        .and_then(|id| world.catalogs.iter().flat_map(|catalog| &catalog.items).find(|item| item.id == id));
    let digits: String = item.iter().flat_map(|item| item.name.chars()).filter(char::is_ascii_digit).collect();
    let rate: Decimal = digits.parse().unwrap_or_default();
    let hundred = Decimal::ONE_HUNDRED;
    let net = bid.terms.price.and_then(|price| (price * hundred).checked_div(hundred + rate));
    value::money(net.map(|net| net.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero)))
}

/// What the platform calls the state of its calculations.
pub(crate) fn calculation_status(bid: &Bid) -> Drawn {
    let in_progress = bid.life.status == BidStatus::Started && !bid.figures.route_is_known;
    if in_progress { drawn!("InProgress") } else { Drawn::Null }
}

/// `BidPaymentGetModel`: what was set, and when. Null when nothing was.
pub(crate) fn payment(bid: &Bid) -> Drawn {
    let Some(Value::Object(payment)) = bid.terms.extras.get("payment") else { return Drawn::Null };
    let field = |name: &str| payment.get(name).drawn();
    drawn!({
        "invoiceDate": field("invoiceDate"),
        "planPaymentDate": field("planPaymentDate"),
        "factPaymentDate": field("factPaymentDate"),
        "paymentStatus": payment.get("paymentStatus").map_or_else(|| drawn!("NotPaid"), Draw::drawn),
        "remainingPayment": field("remainingPayment"),
        "comment": field("comment"),
        "updatedAt": value::utc(Some(bid.life.updated_at)),
    })
}
