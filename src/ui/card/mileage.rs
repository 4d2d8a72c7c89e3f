//! Kilometres of a bid in words: the platform's figures when it has them, else those of the roads that the program carries.

use crate::app::map::ways::{Kilometres, Way};
use crate::domain::bid::BidFacts;
use crate::domain::report::Told;
use crate::words::Lang;

use super::format;

/// Name and value: planned, empty and driven kilometres, as far as they are known.
#[must_use]
pub fn fields(facts: &BidFacts, told: &Told, way: Option<&Way>, lang: Lang) -> Vec<(String, String)> {
    let metres = |metres: Option<f64>| metres.map(|metres| format::kilometres(metres, lang));
    let by_roads = |km: Option<Kilometres>| km.map(|km| own(km, lang));
    let planned = metres(facts.plan_mileage_m).or_else(|| by_roads(way.and_then(|way| way.loaded)));
    // A plan of nothing is one that the platform has not made: our own road says more.
    let planned_empty = told.plan_empty_m.filter(|metres| *metres > 0.0);
    let empty = metres(planned_empty).or_else(|| by_roads(way.and_then(|way| way.empty)));
    [
        ("card-field-plan-mileage", planned),
        ("card-field-fact-mileage", metres(facts.fact_mileage_m)),
        ("card-field-empty-mileage", empty),
        ("card-field-fact-empty-mileage", metres(told.fact_empty_m)),
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
