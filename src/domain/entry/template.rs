//! What of a bid makes a template: the lane, the terms and the crew, without what belongs to that one trip.

use crate::domain::bid::{Bid, PointKind};
use crate::domain::bid_more::OwnField;

/// The bid without dates, without the platform's numbers, and without the customer's papers of that trip.
#[must_use]
pub fn template_of(bid: &Bid) -> Bid {
    let mut bid = bid.clone();
    bid.points.retain(|point| point.kind != PointKind::Start);
    for point in &mut bid.points {
        point.remote_id = None;
        point.place.geozone_id = None;
        (point.plan_enter, point.window_end, point.plan_leave) = (None, None, None);
    }
    for cargo in &mut bid.cargos {
        cargo.remote_id = None;
    }
    bid.own.customer_number = None;
    bid.own.customer_date = None;
    let of_the_trip =
        |name: &str| matches!(OwnField::meant_by(name), Some(OwnField::CustomerNumber | OwnField::CustomerDate));
    for property in bid.properties.iter_mut().filter(|one| of_the_trip(&one.name)) {
        property.value.clear();
    }
    bid
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::bid::{BidPoint, Cargo};
    use crate::domain::bid_more::{OwnTerms, Property};

    #[test]
    fn what_belongs_to_one_trip_stays_out_of_its_template() {
        let property = |name: &str, value: &str| Property { name: name.to_owned(), value: value.to_owned() };
        let mut point = BidPoint::new(PointKind::Load);
        point.remote_id = Some(7);
        point.plan_enter = chrono::DateTime::from_timestamp(1_800_000_000, 0).map(|at| at.naive_utc());
        point.comment = Some("ворота 3".to_owned());
        let bid = Bid {
            contract_number: Some("Д-17".to_owned()),
            cargos: vec![Cargo { remote_id: Some(8), name: "ТНП".to_owned(), ..Cargo::default() }],
            points: vec![BidPoint::new(PointKind::Start), point],
            properties: vec![property("Номер заявки клиента", "A-1"), property("Рампа", "4")],
            own: OwnTerms {
                customer_number: Some("A-1".to_owned()),
                comment: Some("звонить".to_owned()),
                ..OwnTerms::default()
            },
            ..Bid::default()
        };
        let made = template_of(&bid);
        let [point] = made.points.as_slice() else { panic!("where the truck stood is no part of the lane") };
        assert_eq!((point.remote_id, point.plan_enter, point.comment.as_deref()), (None, None, Some("ворота 3")));
        assert_eq!((made.cargos[0].remote_id, made.cargos[0].name.as_str()), (None, "ТНП"));
        assert_eq!(made.properties, [property("Номер заявки клиента", ""), property("Рампа", "4")]);
        assert_eq!((made.own.customer_number, made.own.comment.as_deref()), (None, Some("звонить")));
        assert_eq!(made.contract_number, bid.contract_number);
    }
}
