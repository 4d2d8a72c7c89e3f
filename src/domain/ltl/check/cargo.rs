//! Checks 55–65: the cargo. A letter has measures of its own and is not asked for any.

use rust_decimal::Decimal;

use super::super::{Cargo, DeliveryType, Finding, Known, Method, PackageKind, Shipment};
use super::{has, is_blank, length};

pub(super) fn check(shipment: &Shipment, known: &Known, found: &mut Vec<Finding>) {
    let Some(cargo) = &shipment.cargo else { return };
    let is_letter = shipment.delivery == Some(DeliveryType::Letter);
    if !is_letter {
        measures(cargo, found);
        weights(cargo, found);
        volumes(cargo, found);
        oversize(shipment, cargo, known, found);
        freight(cargo, known, found);
    }
    danger(cargo, found);
    value(cargo, known, found);
}

/// 55, 56.
fn measures(cargo: &Cargo, found: &mut Vec<Finding>) {
    if cargo.quantity.is_some_and(|quantity| quantity < 1) {
        found.push(Finding::blocks(55, "cargo.quantity"));
    }
    let needed = [
        ("cargo.length", cargo.length),
        ("cargo.width", cargo.width),
        ("cargo.height", cargo.height),
        ("cargo.totalVolume", cargo.total_volume),
        ("cargo.totalWeight", cargo.total_weight),
    ];
    for (field, value) in needed {
        if value.is_none_or(|value| value <= Decimal::ZERO) {
            found.push(Finding::blocks(56, field));
        }
    }
}

/// 57, 58.
fn weights(cargo: &Cargo, found: &mut Vec<Finding>) {
    const FIELD: &str = "cargo.weight";
    let quantity = cargo.quantity.unwrap_or(1);
    match (cargo.weight, cargo.total_weight) {
        (None, _) if quantity > 1 => found.push(Finding::blocks(57, FIELD)),
        (Some(weight), Some(total)) if quantity == 1 && weight != total => found.push(Finding::blocks(57, FIELD)),
        (Some(weight), Some(total)) => {
            if weight > total {
                found.push(Finding::blocks(58, FIELD).with(total));
            }
            if weight.checked_mul(Decimal::from(quantity)).is_some_and(|most| total > most) {
                found.push(Finding::warns(58, "cargo.totalWeight").with(weight));
            }
        }
        (None, _) | (Some(_), None) => {}
    }
    if let (Some(weight), Some(total)) = (cargo.weight, cargo.total_weight)
        && quantity == 1
        && weight > total
    {
        found.push(Finding::blocks(58, FIELD).with(total));
    }
}

/// 59.
fn volumes(cargo: &Cargo, found: &mut Vec<Finding>) {
    const FIELD: &str = "cargo.totalVolume";
    let (Some(length), Some(width), Some(height), Some(total)) =
        (cargo.length, cargo.width, cargo.height, cargo.total_volume)
    else {
        return;
    };
    let Some(one) = length.checked_mul(width).and_then(|area| area.checked_mul(height)) else { return };
    if one <= Decimal::ZERO {
        return;
    }
    let quantity = cargo.quantity.unwrap_or(1);
    let differs = (one - total).abs() > one * Decimal::new(5, 2);
    let is_more = one.checked_mul(Decimal::from(quantity)).is_some_and(|most| total > most);
    if (quantity == 1 && differs) || is_more {
        found.push(Finding::warns(59, FIELD).with((one * Decimal::from(quantity)).round_dp(3).normalize()));
    }
}

/// 60, 61.
fn oversize(shipment: &Shipment, cargo: &Cargo, known: &Known, found: &mut Vec<Finding>) {
    let is_rigid =
        shipment.packages.iter().any(|package| known.package(&package.uid).is_some_and(PackageKind::is_rigid));
    let by_air = shipment.delivery == Some(DeliveryType::Avia) && is_rigid;
    let heaviest = cargo.weight.or(cargo.total_weight);
    let exceeds = |value: Option<Decimal>, limit: Option<Decimal>| value.zip(limit).is_some_and(|(v, l)| v > l);
    let is_oversized = if by_air {
        let mut sides = [cargo.length, cargo.width, cargo.height];
        sides.sort_by_key(|side| std::cmp::Reverse(*side));
        let limits = [Decimal::new(12, 1), Decimal::new(9, 1), Decimal::new(65, 2)];
        exceeds(heaviest, Some(Decimal::from(53)))
            || sides.into_iter().zip(limits).any(|(side, limit)| exceeds(side, Some(limit)))
    } else {
        known.thresholds.is_some_and(|limits| {
            exceeds(cargo.length, limits.length)
                || exceeds(cargo.width, limits.width)
                || exceeds(cargo.height, limits.height)
                || exceeds(heaviest, limits.weight)
        })
    };
    let rule = if by_air { 61 } else { 60 };
    let parts = [
        ("cargo.oversizedWeight", cargo.oversized_weight, cargo.total_weight),
        ("cargo.oversizedVolume", cargo.oversized_volume, cargo.total_volume),
    ];
    for (field, part, whole) in parts {
        if is_oversized && part.is_none_or(|part| part <= Decimal::ZERO) {
            found.push(Finding::blocks(rule, field));
        }
        if exceeds(part, whole) {
            found.push(Finding::blocks(60, field));
        }
    }
}

/// 62.
fn freight(cargo: &Cargo, known: &Known, found: &mut Vec<Finding>) {
    const FIELD: &str = "cargo.freightUID";
    let Some(uid) = cargo.freight.as_deref().filter(|uid| !is_blank(Some(uid))) else {
        if known.method == Method::Order {
            found.push(Finding::blocks(62, FIELD));
        }
        return;
    };
    if length(uid) > 34 || known.freights.as_ref().is_some_and(|list| !has(list, uid)) {
        found.push(Finding::blocks(62, FIELD).with(uid));
    }
}

/// 63.
fn danger(cargo: &Cargo, found: &mut Vec<Finding>) {
    if let Some(class) = cargo.hazard_class {
        let is_class = class.is_zero() || (Decimal::ONE..Decimal::TEN).contains(&class);
        if !is_class || class.normalize().scale() > 1 {
            found.push(Finding::warns(63, "cargo.hazardClass"));
        }
    }
}

/// 64, 65.
fn value(cargo: &Cargo, known: &Known, found: &mut Vec<Finding>) {
    const FIELD: &str = "cargo.insurance.statedValue";
    let Some(insurance) = &cargo.insurance else { return };
    match insurance.stated_value {
        None if known.method == Method::Quote => found.push(Finding::blocks(64, FIELD)),
        None => {}
        Some(value) => {
            if value < Decimal::ZERO || length(&value.round_dp(2).normalize().to_string()) > 12 {
                found.push(Finding::blocks(64, FIELD).with(12));
            }
            if known.method == Method::Order && known.quoted_value.is_some_and(|quoted| quoted != value) {
                found.push(Finding::warns(65, FIELD).with(known.quoted_value.unwrap_or_default()));
            }
        }
    }
    if known.method == Method::Quote && insurance.term.is_none() {
        found.push(Finding::blocks(64, "cargo.insurance.term"));
    }
}
