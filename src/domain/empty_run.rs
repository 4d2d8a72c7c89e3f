//! The empty run before a bid ("порожняя заявка"): from where the truck ends its bid before to where this one begins.

use super::bid::{Bid, BidPoint, PointKind};

/// Why no empty run can be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoRun {
    /// The bid has no truck, so nobody knows what drives.
    NoCar,
    /// The truck has no bid before this one: nobody knows where it stands.
    NothingBefore,
    /// The truck ends where this one begins.
    SamePlace,
    /// It is an empty run itself.
    IsEmptyRun,
}

/// The bid of the empty run: same truck, trailer and people, no customer and no cargo; it leaves when the bid before ends,
/// and is there when this one begins.
///
/// # Errors
/// Why there is nothing to drive.
pub fn between(before: Option<&Bid>, after: &Bid) -> Result<Bid, NoRun> {
    if after.empty_run {
        return Err(NoRun::IsEmptyRun);
    }
    if after.car.is_none() {
        return Err(NoRun::NoCar);
    }
    let stops =
        |bid: &Bid| bid.points.iter().filter(|point| point.kind != PointKind::Start).cloned().collect::<Vec<_>>();
    let from = before.and_then(|bid| stops(bid).pop()).ok_or(NoRun::NothingBefore)?;
    let to = stops(after).into_iter().next().ok_or(NoRun::NothingBefore)?;
    let is_same = match (from.place.location, to.place.location) {
        (Some(one), Some(other)) => one == other,
        _ => from.place.address.trim() == to.place.address.trim(),
    };
    if is_same {
        return Err(NoRun::SamePlace);
    }
    let leaves = [from.plan_enter, from.window_end, from.plan_leave].into_iter().flatten().max();
    let stop = |kind, of: &BidPoint, at| BidPoint { place: of.place.clone(), plan_enter: at, ..BidPoint::new(kind) };
    Ok(Bid {
        organisation: after.organisation.clone(),
        responsible: after.responsible,
        payment_type: after.payment_type,
        vat_type: after.vat_type,
        driver: after.driver.clone(),
        second_driver: after.second_driver.clone(),
        car: after.car.clone(),
        trailer: after.trailer.clone(),
        points: vec![stop(PointKind::Load, &from, leaves), stop(PointKind::Unload, &to, to.plan_enter)],
        empty_run: true,
        ..Bid::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::LocalId;
    use chrono::NaiveDate;

    fn bid(from: &str, to: &str, day: u32) -> Bid {
        let mut bid = Bid::blank();
        bid.car = Some(LocalId::new("car-1"));
        for (point, (address, hour)) in bid.points.iter_mut().zip([(from, 8), (to, 20)]) {
            address.clone_into(&mut point.place.address);
            point.plan_enter = NaiveDate::from_ymd_opt(2026, 12, day).and_then(|day| day.and_hms_opt(hour, 0, 0));
        }
        bid
    }

    #[test]
    fn it_leads_from_the_end_of_the_one_to_the_beginning_of_the_other() {
        let (before, after) = (bid("Казань", "Уфа", 1), bid("Пермь", "Москва", 3));
        let run = between(Some(&before), &after).unwrap();
        let route: Vec<_> = run.points.iter().map(|point| point.place.address.as_str()).collect();
        assert_eq!(route, ["Уфа", "Пермь"]);
        assert_eq!(
            (run.points[0].plan_enter, run.points[1].plan_enter),
            (before.points[1].plan_enter, after.points[0].plan_enter)
        );
        assert!(run.empty_run && run.cargos.is_empty() && run.customer.is_none() && run.car == after.car);
    }

    #[test]
    fn without_a_way_there_is_no_run() {
        let after = bid("Уфа", "Москва", 3);
        assert_eq!(between(Some(&bid("Казань", "Уфа", 1)), &after), Err(NoRun::SamePlace));
        assert_eq!(between(None, &after), Err(NoRun::NothingBefore));
        assert_eq!(between(Some(&after), &Bid { car: None, ..after.clone() }), Err(NoRun::NoCar));
        assert_eq!(between(None, &Bid { empty_run: true, ..after }), Err(NoRun::IsEmptyRun));
    }
}
