//! Places, measures, weights and value: checks 55 to 65.

use super::*;

fn with_cargo(change: impl FnOnce(&mut Cargo)) -> Vec<Finding> {
    order(|it| change(it.cargo.as_mut().unwrap()))
}

#[test]
fn check_55_at_least_one_place() {
    says(&with_cargo(|cargo| cargo.quantity = Some(0)), 55, Blocks, "cargo.quantity");
}

#[test]
fn check_56_measures_and_weights_are_above_zero() {
    says(&with_cargo(|cargo| cargo.length = None), 56, Blocks, "cargo.length");
    says(&with_cargo(|cargo| cargo.width = number("0")), 56, Blocks, "cargo.width");
    says(&with_cargo(|cargo| cargo.height = number("-1")), 56, Blocks, "cargo.height");
    says(&with_cargo(|cargo| cargo.total_volume = None), 56, Blocks, "cargo.totalVolume");
    says(&with_cargo(|cargo| cargo.total_weight = None), 56, Blocks, "cargo.totalWeight");
}

#[test]
fn check_57_the_heaviest_of_many_is_said_and_of_one_is_all() {
    only(&with_cargo(|cargo| cargo.weight = None), 57, Blocks, "cargo.weight");
    let one = with_cargo(|cargo| {
        (cargo.quantity, cargo.total_volume, cargo.weight) = (Some(1), number("0.48"), number("60"));
    });
    only(&one, 57, Blocks, "cargo.weight");
}

#[test]
fn check_58_a_part_is_not_heavier_than_the_whole() {
    only(&with_cargo(|cargo| cargo.weight = number("111")), 58, Blocks, "cargo.weight");
    only(&with_cargo(|cargo| cargo.weight = number("50")), 58, Warns, "cargo.totalWeight");
    // The document's own sample: a place of 25 kg in a total of 0.02 kg.
    let sample = with_cargo(|cargo| {
        (cargo.quantity, cargo.weight, cargo.total_weight) = (Some(1), number("25"), number("0.02"));
    });
    says(&sample, 58, Blocks, "cargo.weight");
}

#[test]
fn check_59_the_volume_agrees_with_the_measures() {
    only(&with_cargo(|cargo| cargo.total_volume = number("0.97")), 59, Warns, "cargo.totalVolume");
    let one = |volume: &'static str| {
        with_cargo(|cargo| {
            (cargo.quantity, cargo.weight, cargo.total_volume) = (Some(1), None, number(volume));
        })
    };
    assert_eq!(one("0.46"), [], "within a twentieth");
    only(&one("0.45"), 59, Warns, "cargo.totalVolume");
}

#[test]
fn check_60_what_is_oversized_is_said() {
    let thresholds = |known: &mut Known| {
        known.thresholds =
            Some(Thresholds { length: number("3"), width: number("3"), height: number("3"), weight: number("100") });
    };
    let with = |change: fn(&mut Cargo)| found_with(Method::Order, |it| change(it.cargo.as_mut().unwrap()), thresholds);
    assert_eq!(with(|_| {}), []);
    let heavy = with(|cargo| (cargo.weight, cargo.total_weight) = (number("101"), number("180")));
    only(&heavy, 60, Blocks, "cargo.oversizedWeight");
    only(&heavy, 60, Blocks, "cargo.oversizedVolume");
    only(&with(|cargo| cargo.oversized_weight = number("111")), 60, Blocks, "cargo.oversizedWeight");
}

#[test]
fn check_61_by_air_in_rigid_packages_other_limits_hold() {
    let by_air = |change: fn(&mut Cargo)| {
        order(|it| {
            it.delivery = Some(DeliveryType::Avia);
            it.packages = vec![package(CRATE, None)];
            let cargo = it.cargo.as_mut().unwrap();
            (cargo.width, cargo.length, cargo.height) = (number("1.2"), number("0.9"), number("0.65"));
            (cargo.weight, cargo.total_weight, cargo.total_volume) = (number("53"), number("100"), number("1.4"));
            change(cargo);
        })
    };
    assert_eq!(by_air(|_| {}), [], "at the limit, whichever side is the longest");
    let heavy = by_air(|cargo| cargo.weight = number("53.1"));
    only(&heavy, 61, Blocks, "cargo.oversizedWeight");
    only(&by_air(|cargo| cargo.height = number("0.66")), 61, Blocks, "cargo.oversizedVolume");
}

#[test]
fn check_62_the_kind_of_freight_is_of_the_directory() {
    only(&with_cargo(|cargo| cargo.freight = None), 62, Blocks, "cargo.freightUID");
    only(&with_cargo(|cargo| cargo.freight = some("0x0")), 62, Blocks, "cargo.freightUID");
    assert_eq!(quote(|it| it.cargo.as_mut().unwrap().freight = None), []);
    let long = found_with(
        Method::Order,
        |it| it.cargo.as_mut().unwrap().freight = Some("f".repeat(35)),
        |known| known.freights = None,
    );
    only(&long, 62, Blocks, "cargo.freightUID");
}

#[test]
fn check_63_a_class_of_danger_can_be_one() {
    for class in ["10", "0.5", "7.25", "-1"] {
        only(&with_cargo(|cargo| cargo.hazard_class = number(class)), 63, Warns, "cargo.hazardClass");
    }
    assert_eq!(with_cargo(|cargo| cargo.hazard_class = number("7.2")), []);
}

#[test]
fn check_64_the_declared_value_can_be_printed() {
    const FIELD: &str = "cargo.insurance.statedValue";
    let with = |value: Option<Decimal>, term| Some(Insurance { stated_value: value, payer: None, term });
    only(&with_cargo(|cargo| cargo.insurance = with(number("-1"), Some(true))), 64, Blocks, FIELD);
    only(&with_cargo(|cargo| cargo.insurance = with(number("1234567890123"), Some(true))), 64, Blocks, FIELD);
    let asked = quote(|it| it.cargo.as_mut().unwrap().insurance = with(None, None));
    only(&asked, 64, Blocks, FIELD);
    only(&asked, 64, Blocks, "cargo.insurance.term");
}

#[test]
fn check_65_the_value_of_the_order_is_that_of_the_price() {
    let found = found_with(Method::Order, |_| {}, |known| known.quoted_value = number("900"));
    only(&found, 65, Warns, "cargo.insurance.statedValue");
}
