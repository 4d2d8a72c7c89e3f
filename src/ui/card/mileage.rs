//! Kilometres of a bid in words: the platform's figures when it has them, else those of the roads that the program carries.

use crate::app::map::ways::{Kilometres, Way};
use crate::domain::bid::BidFacts;
use crate::words::Lang;

use super::format;

/// Name and value: planned, empty and driven kilometres, as far as they are known.
#[must_use]
pub fn fields(facts: &BidFacts, way: Option<&Way>, lang: Lang) -> Vec<(String, String)> {
    let planned = facts.plan_mileage_m.map(|metres| format::kilometres(metres, lang));
    let by_roads = |km: Option<Kilometres>| km.map(|km| own(km, lang));
    let planned = planned.or_else(|| by_roads(way.and_then(|way| way.loaded)));
    let driven = facts.fact_mileage_m.map(|metres| format::kilometres(metres, lang));
    [
        ("card-field-plan-mileage", planned),
        ("card-field-empty-mileage", by_roads(way.and_then(|way| way.empty))),
        ("card-field-fact-mileage", driven),
    ]
    .into_iter()
    .filter_map(|(key, value)| Some((lang.text(key), value?)))
    .collect()
}

/// Our own figure says that it is one.
fn own(km: Kilometres, lang: Lang) -> String {
    let value = format::kilometres(km.km * 1000.0, lang);
    let key = if km.estimated { "card-mileage-estimated" } else { "card-mileage-by-roads" };
    lang.text_with(key, &[("km", value.into())])
}
