//! Checks 16–33: both ends of the way.

use chrono::{Datelike as _, NaiveTime, Timelike as _, Weekday};
use rust_decimal::Decimal;

use super::super::{DeliveryType, Finding, Known, Pickup, Shipment, Side, Variant, Window};
use super::{has, length, repeated};

/// Load types that can't be asked for together: at the side and from above (a report of the field, not of the document).
const SIDE_LOADING: &str = "0xb83b7589658a3851440a853325d1bf69";
const TOP_LOADING: &str = "0xabb9c63c596b08f94c3664c930e77778";

pub(super) fn check(shipment: &Shipment, known: &Known, found: &mut Vec<Finding>) {
    date(shipment, known, found);
    for (name, side) in shipment.sides() {
        let is_start = name == "derival";
        let path = |field: &str| format!("delivery.{name}.{field}");
        place(shipment, side, is_start, &path, found);
        time(side, &path, found);
        express(shipment, side, is_start, known, &path, found);
        handling(side, &path, found);
        requirements(side, known, &path, found);
        if let Some(additional) = &side.additional {
            let one = additional.address_id.is_some() != additional.address.is_some();
            if !is_start || !one {
                found.push(Finding::blocks(30, path("additionalAddress")));
            }
        }
        if let Some(pickup) = &side.pickup {
            if !is_start {
                found.push(Finding::blocks(31, path("pickupParams")));
            } else if side.variant != Some(Variant::Address) {
                found.push(Finding::warns(31, path("pickupParams")));
            }
            fetching(pickup, known, &path, found);
        }
    }
}

/// 16–19.
fn date(shipment: &Shipment, known: &Known, found: &mut Vec<Finding>) {
    const FIELD: &str = "delivery.derival.produceDate";
    if shipment.arrival.produce_date.is_some() {
        found.push(Finding::blocks(16, "delivery.arrival.produceDate"));
    }
    let Some(day) = shipment.derival.produce_date else {
        found.push(Finding::blocks(16, FIELD));
        return;
    };
    if day < known.now.date() {
        found.push(Finding::warns(17, FIELD));
    }
    if let Some(dates) = &known.dates
        && !dates.contains(&day)
    {
        let next = dates.iter().filter(|date| **date > day).min();
        found.push(Finding::warns(18, FIELD).with(next.map_or_else(String::new, ToString::to_string)));
    }
    if day == known.now.date() && shipment.derival.variant == Some(Variant::Address) {
        same_day(shipment, known, found);
    }
}

/// 19: what may be fetched on the very day.
fn same_day(shipment: &Shipment, known: &Known, found: &mut Vec<Finding>) {
    const FIELD: &str = "delivery.derival.produceDate";
    let is_weekend = matches!(known.now.weekday(), Weekday::Sat | Weekday::Sun);
    let too_late = known.now.hour() >= 16;
    let closes_soon = known.terminal_works_minutes.is_some_and(|minutes| minutes < 120);
    if is_weekend || too_late || closes_soon {
        found.push(Finding::blocks(19, FIELD).with("16:00"));
    }
    let Some(cargo) = &shipment.cargo else { return };
    let limits = [
        ("cargo.totalWeight", cargo.total_weight, Decimal::from(4999)),
        ("cargo.totalVolume", cargo.total_volume, Decimal::new(2199, 2)),
        ("cargo.length", cargo.length, Decimal::from(6)),
        ("cargo.width", cargo.width, Decimal::from(2)),
        ("cargo.height", cargo.height, Decimal::new(22, 1)),
    ];
    for (field, value, limit) in limits {
        if value.is_some_and(|value| value > limit) {
            found.push(Finding::blocks(19, field).with(limit));
        }
    }
}

/// 20–24.
fn place(shipment: &Shipment, side: &Side, is_start: bool, path: &dyn Fn(&str) -> String, found: &mut Vec<Finding>) {
    let Some(variant) = side.variant else {
        found.push(Finding::blocks(20, path("variant")));
        return;
    };
    let given = [
        ("terminalID", side.terminal.is_some()),
        ("addressID", side.address_id.is_some()),
        ("address", side.address.is_some()),
        ("city", side.city.is_some()),
    ];
    let count = given.iter().filter(|(_, is_given)| *is_given).count();
    if variant == Variant::Airport {
        if is_start || shipment.delivery != Some(DeliveryType::Avia) {
            found.push(Finding::blocks(20, path("variant")));
        }
        if side.city.is_none() {
            found.push(Finding::blocks(21, path("city")));
        }
        let forbidden = given.iter().filter(|(field, is_given)| *is_given && *field != "city");
        found.extend(forbidden.map(|(field, _)| Finding::blocks(21, path(field))));
        return;
    }
    if count != 1 {
        let named = given.iter().filter(|(_, is_given)| *is_given).map(|(field, _)| *field).collect::<Vec<_>>();
        let field =
            named.last().copied().unwrap_or(if variant == Variant::Terminal { "terminalID" } else { "address" });
        found.push(Finding::blocks(22, path(field)).with(count));
    }
    if side.city.is_some() && (is_start || variant == Variant::Address) {
        found.push(Finding::blocks(23, path("city")));
    }
    let fits = match variant {
        Variant::Terminal => side.terminal.is_some() || (!is_start && side.city.is_some()),
        Variant::Address | Variant::Airport => side.address.is_some() || side.address_id.is_some(),
    };
    if !fits && count > 0 {
        found.push(Finding::blocks(24, path("variant")));
    }
}

/// 25, 26.
fn time(side: &Side, path: &dyn Fn(&str) -> String, found: &mut Vec<Finding>) {
    let window = side.time.unwrap_or_default();
    let Window { start, end, break_start, break_end, .. } = window;
    if side.variant == Some(Variant::Address) {
        let needed = [("time.worktimeStart", start), ("time.worktimeEnd", end)];
        found.extend(needed.into_iter().filter(|(_, at)| at.is_none()).map(|(f, _)| Finding::blocks(25, path(f))));
    }
    if let (Some(start), Some(end)) = (start, end)
        && start >= end
    {
        found.push(Finding::warns(26, path("time.worktimeEnd")));
    }
    let inside = |at: NaiveTime| start.is_none_or(|start| start <= at) && end.is_none_or(|end| at <= end);
    let is_sound = match (break_start, break_end) {
        (None, None) => true,
        (Some(from), Some(to)) => from < to && inside(from) && inside(to),
        (Some(_), None) | (None, Some(_)) => false,
    };
    if !is_sound {
        found.push(Finding::warns(26, path("time.breakStart")));
    }
}

/// 27.
fn express(
    shipment: &Shipment,
    side: &Side,
    is_start: bool,
    known: &Known,
    path: &dyn Fn(&str) -> String,
    found: &mut Vec<Finding>,
) {
    if shipment.delivery != Some(DeliveryType::Express) || side.variant != Some(Variant::Terminal) {
        return;
    }
    let (Some(id), Some(terminals)) = (&side.terminal, &known.terminals) else { return };
    let serves = terminals
        .iter()
        .find(|terminal| terminal.id == *id)
        .is_some_and(|terminal| if is_start { terminal.express_in } else { terminal.express_out });
    if !serves {
        found.push(Finding::warns(27, path("terminalID")));
    }
}

/// 28.
fn handling(side: &Side, path: &dyn Fn(&str) -> String, found: &mut Vec<Finding>) {
    let Some(handling) = &side.handling else { return };
    for (field, value) in [("handling.toFloor", handling.to_floor), ("handling.carry", handling.carry)] {
        if value.is_some_and(|value| !(0..=99_999).contains(&value)) {
            found.push(Finding::blocks(28, path(field)));
        }
    }
}

/// 29.
fn requirements(side: &Side, known: &Known, path: &dyn Fn(&str) -> String, found: &mut Vec<Finding>) {
    let asked = &side.requirements;
    for (at, uid) in asked.iter().enumerate() {
        if known.requirements.as_ref().is_some_and(|list| !has(list, uid)) {
            found.push(Finding::blocks(29, path(&format!("requirements[{at}]"))).with(uid));
        }
    }
    if has(asked, SIDE_LOADING) && has(asked, TOP_LOADING) {
        found.push(Finding::blocks(29, path("requirements")));
    }
    for at in repeated(asked.iter().map(String::as_str)) {
        found.push(Finding::warns(29, path(&format!("requirements[{at}]"))));
    }
}

/// 32, 33.
fn fetching(pickup: &Pickup, known: &Known, path: &dyn Fn(&str) -> String, found: &mut Vec<Finding>) {
    if pickup.driver_pass.is_some_and(|hours| hours != 1 && hours != 24) {
        found.push(Finding::blocks(32, path("pickupParams.derivalDriverPass")));
    }
    if let Some(entry) = &pickup.paid_entry {
        if entry.kind.is_some_and(|kind| kind != 1 && kind != 2) {
            found.push(Finding::blocks(32, path("pickupParams.paidEntry.type")));
        }
        if entry.cost.is_some_and(|cost| cost < Decimal::ZERO) {
            found.push(Finding::blocks(32, path("pickupParams.paidEntry.cost")));
        }
    }
    if pickup.shipment_number.as_deref().is_some_and(|number| length(number) > 30) {
        found.push(Finding::blocks(32, path("pickupParams.shipmentDerival")).with(30));
    }
    for (at, uid) in pickup.documents.iter().enumerate() {
        if known.documents.as_ref().is_some_and(|list| !has(list, uid)) {
            found.push(Finding::blocks(33, path(&format!("pickupParams.documentsForReceive[{at}]"))).with(uid));
        }
    }
}
