//! What of a demo bid the organisation has made up itself: properties, options, a temperature. By the bid's place in the
//! row alone, so that nothing else of the demo changes with it.

use serde_json::json;

use super::super::model::bid::Bid;
use super::super::model::names::PointKind;
use super::super::sentences::CUSTOM_POINT_TYPES;
use super::super::world::World;

/// Cargo that is kept cool, by the beginning of its name.
const COOL: [&str; 2] = ["Продукты", "Напитки"];

/// Every fourth bid names the customer's own papers, every third says how it is loaded, what is eaten is kept cool.
pub(super) fn dress(bid: &mut Bid, world: &World, serial: u32) {
    if serial.is_multiple_of(4) {
        let day = bid.life.created_at.format("%Y-%m-%d").to_string();
        let number = format!("КЗ-{:05}", serial.saturating_add(1));
        let papers = json!([
            {"propertyName": "Номер заявки клиента", "value": number},
            {"propertyName": "Дата заявки клиента", "value": day},
        ]);
        bid.terms.extras.insert("extendedProperties".to_owned(), papers);
    }
    let catalog = |entity: &str| world.catalogs.iter().find(|catalog| catalog.entity.as_deref() == Some(entity));
    if serial.is_multiple_of(3)
        && let Some(way) = catalog("BidPoint").and_then(|catalog| catalog.items.first())
    {
        for point in bid.points.iter_mut().filter(|point| point.kind == PointKind::LoadPoint) {
            point.extras.insert("loadOptions".to_owned(), json!([{"id": way.id}]));
        }
    }
    if bid.cargos.iter().any(|cargo| COOL.iter().any(|name| cargo.name.starts_with(name))) {
        let cool = json!({"temperatureMinimum": 2.0, "temperatureMaximum": 6.0});
        bid.terms.extras.insert("temperatureRegime".to_owned(), cool);
    }
    // Between the ends of a longer route: the customs post of the demo.
    let last = bid.points.len().saturating_sub(1);
    if serial % 9 == 5
        && last > 1
        && let Some(between) = bid.points.get_mut(1)
    {
        between.kind = PointKind::CustomPoint;
        between.custom_type_id = CUSTOM_POINT_TYPES.first().map(|(id, _)| *id);
    }
    if serial % 10 == 7
        && let Some(option) = catalog("TruckingBid").and_then(|catalog| catalog.options.first())
    {
        let row = i64::from(serial).saturating_add(1);
        let set = json!([{"id": row, "entityOptionId": option.id}]);
        bid.terms.extras.insert("typeOptions".to_owned(), set);
    }
}
