//! The demo's drivers.

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};

use super::super::handlers::drivers::pin_of;
use super::super::model::book::{Driver, Inactivity, Kept};
use super::super::world::World;
use super::assets::Assets;
use super::put;
use super::rng::Rng;

/// The driver of the example in the command line's manual.
const FIRST_PHONE: &str = "+79001234567";

/// Adds the drivers; no two of them share a name or a phone.
pub(crate) fn add_drivers(world: &mut World, assets: &Assets, (count, rng): (usize, &mut Rng), now: DateTime<Utc>) {
    let names = &assets.names;
    let mut phones = BTreeSet::from([FIRST_PHONE.to_owned()]);
    for number in 0..count {
        let (id, user_id) = (world.numbers.record(), world.numbers.record());
        let phone = if number == 0 { FIRST_PHONE.to_owned() } else { new_phone(rng, &mut phones) };
        let note = if rng.chance(0.2) { rng.pick(&names.driver_notes).cloned() } else { None };
        // The last of the drivers left the company.
        let deleted = number + 1 == count;
        let on_leave = number + 2 == count;
        let driver = Driver {
            id,
            user_id,
            last_name: names.surnames.get(number % names.surnames.len().max(1)).cloned().unwrap_or_default(),
            first_name: rng.pick(&names.forenames).cloned().unwrap_or_default(),
            patronymic: rng.pick(&names.patronymics).cloned(),
            phone,
            pin: pin_of(id),
            comment: note,
            shift_comment: None,
            urgent_shift: false,
            inactivity: on_leave.then(|| Inactivity {
                reason: names.leave.clone(),
                since: now - TimeDelta::days(3),
                until: now + TimeDelta::days(11),
            }),
            kept: Kept::default(),
            deleted,
        };
        put(world, driver);
    }
}

/// A phone that nobody of the demo has yet.
pub(crate) fn new_phone(rng: &mut Rng, taken: &mut BTreeSet<String>) -> String {
    loop {
        let phone = format!("+7900{:07}", rng.between(2_000_000, 9_999_999));
        if taken.insert(phone.clone()) {
            return phone;
        }
    }
}
