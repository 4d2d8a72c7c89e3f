//! Prices: a moment after the last keystroke, one question at a time, and nothing asked for what is old.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use super::{Desk, carrier, complaints, failure, forms, locked, tell};
use crate::app::event::Event;
use crate::app::groupage::desk::{Asked, GroupageEvent, OwnWay, WaySource, When};
use crate::app::groupage::{Carrier, GroupageError};
use crate::app::state::ToastLevel;
use crate::domain::ltl::{self, Address, DeliveryType, Level, Shipment, Side};
use crate::domain::place::GeoPoint;
use crate::geo::geocoder;
use crate::geo::roads::{Exactness, Roads};
use crate::store::offers::Offer;
use crate::words::Message;

/// A form that has stood still so long is asked about.
const PAUSE: Duration = Duration::from_millis(700);

/// Checks a form, then asks for its price.
pub(super) async fn check(desk: Desk, asked: Asked, price: When) {
    let Some((may, shipment)) = checked(&desk, &asked).await else { return };
    if asked.touched && price != When::Never {
        let what = asked.clone();
        super::blocking(&desk, move |desk| forms::keep(desk, &what));
    }
    if price == When::Never || !may {
        return;
    }
    if price == When::Soon {
        tokio::time::sleep(PAUSE).await;
    }
    if is_old(&desk, &asked) {
        return;
    }
    let _one_at_a_time = desk.groupage.call.lock().await;
    if is_old(&desk, &asked) {
        return;
    }
    let carrier = match carrier(&desk) {
        Ok(carrier) => carrier,
        Err(message) => return tell(&desk, GroupageEvent::NoPrice(asked.session, asked.edition, message, Vec::new())),
    };
    tell(&desk, GroupageEvent::Asking(asked.edition));
    match offer(&desk, &carrier, &asked, &shipment).await {
        Ok(offer) => {
            let own = own_way(&desk, &asked, &shipment).await;
            tell(&desk, GroupageEvent::Price(asked.session, asked.edition, Arc::new(offer), own));
            tell_offers(&desk, &asked);
            if read_days(&desk, &carrier, &shipment).await && !is_old(&desk, &asked) {
                checked(&desk, &asked).await;
            }
        }
        Err(error) => {
            let (message, notes) = (failure(&error), complaints(&error));
            tell(&desk, GroupageEvent::NoPrice(asked.session, asked.edition, message, notes));
        }
    }
}

fn is_old(desk: &Desk, asked: &Asked) -> bool {
    desk.groupage.newest.load(Ordering::Relaxed) != asked.edition
}

/// Checks on the blocking pool and tells; `None` when it could not be done.
async fn checked(desk: &Desk, asked: &Asked) -> Option<(bool, Shipment)> {
    let (here, what) = (desk.clone(), asked.clone());
    let done = tokio::task::spawn_blocking(move || forms::checked(&here, &what));
    match done.await.ok()? {
        Ok((checked, shipment)) => {
            let may = checked.may_price();
            tell(desk, GroupageEvent::Checked(Box::new(checked)));
            Some((may, shipment))
        }
        Err(message) => {
            tell(desk, GroupageEvent::NoPrice(asked.session, asked.edition, message, Vec::new()));
            None
        }
    }
}

/// Asks, and puts the answer in the place of the one of the same form and kind.
async fn offer(desk: &Desk, carrier: &Carrier, asked: &Asked, shipment: &Shipment) -> Result<Offer, GroupageError> {
    let key = (asked.session, shipment.delivery.unwrap_or(DeliveryType::Auto));
    let instead_of = locked(&desk.groupage.offers).get(&key).copied();
    let offer = carrier.offer(asked.bid.as_ref(), shipment, instead_of).await?;
    locked(&desk.groupage.offers).insert(key, offer.id);
    Ok(offer)
}

fn tell_offers(desk: &Desk, asked: &Asked) {
    let Some(bid) = &asked.bid else { return };
    match desk.store.offers(bid) {
        Ok(offers) => tell(desk, GroupageEvent::Offers(Arc::new(offers))),
        Err(error) => desk.out.tell(Event::Notice(ToastLevel::Error, super::words::store_error(&error))),
    }
}

/// Every kind of delivery, one question each. What can't go this way says why.
pub(super) async fn compare(desk: Desk, asked: Asked) {
    let Some((_, shipment)) = checked(&desk, &asked).await else { return };
    let _one_at_a_time = desk.groupage.call.lock().await;
    for kind in DeliveryType::ALL.iter().copied() {
        let answer = of_kind(&desk, &asked, kind).await;
        tell(&desk, GroupageEvent::Compared(asked.session, kind, answer));
    }
    let own = own_way(&desk, &asked, &shipment).await;
    tell(&desk, GroupageEvent::AllCompared(asked.session, own));
    tell_offers(&desk, &asked);
}

async fn of_kind(desk: &Desk, asked: &Asked, kind: DeliveryType) -> Result<Arc<Offer>, Message> {
    let mut asked = asked.clone();
    asked.form.set("delivery.deliveryType.type", kind.word());
    let (here, what) = (desk.clone(), asked.clone());
    let done = tokio::task::spawn_blocking(move || forms::checked(&here, &what)).await;
    let (checked, shipment) = done.map_err(|_gone| Message::new("dellin-too-many"))??;
    if let Some(note) = checked.price.iter().find(|note| note.level == Some(Level::Blocks)) {
        return Err(note.words.clone());
    }
    let carrier = carrier(desk)?;
    offer(desk, &carrier, &asked, &shipment).await.map(Arc::new).map_err(|error| failure(&error))
}

/// Asks for the days of a way that is not known yet; true when they are new. A failure is no one's business: what is known
/// of the days is as it was, and the way is not asked for again until another was.
async fn read_days(desk: &Desk, carrier: &Carrier, shipment: &Shipment) -> bool {
    let way = Some(ltl::way(shipment));
    if std::mem::replace(&mut *locked(&desk.groupage.way), way.clone()) == way {
        return false;
    }
    let is_new = carrier.read_days(shipment).await.unwrap_or(false);
    if is_new {
        super::directories::tell_days(desk);
    }
    is_new
}

/// The way of an own truck: the platform's mileage of a bid with no other points, else by road between the two ends.
async fn own_way(desk: &Desk, asked: &Asked, shipment: &Shipment) -> Option<OwnWay> {
    let (here, what, sent) = (desk.clone(), asked.clone(), shipment.clone());
    tokio::task::spawn_blocking(move || found_way(&here, &what, &sent)).await.ok().flatten()
}

fn found_way(desk: &Desk, asked: &Asked, shipment: &Shipment) -> Option<OwnWay> {
    let settings = desk.settings().dellin;
    let made = asked.bid.as_ref().and_then(|bid| {
        let (now, here) = (desk.now(), super::here(desk));
        crate::app::groupage::opening::of_bid(&desk.store, bid, asked.sides, &settings, now, here).ok().flatten()
    });
    let same = |side: fn(&Shipment) -> &Side| {
        made.as_ref().is_some_and(|made| side(&made.shipment).address == side(shipment).address)
    };
    let untouched = same(|shipment| &shipment.derival) && same(|shipment| &shipment.arrival);
    if let Some(made) = made.as_ref().filter(|_| untouched && asked.sides.is_none())
        && let Some(metres) = made.record.facts.plan_mileage_m.filter(|metres| *metres > 0.0)
    {
        return Some(OwnWay { km: metres / 1000.0, source: WaySource::Platform });
    }
    let ends = made.and_then(|made| made.ends).filter(|_| untouched);
    let (from, to) = match ends {
        Some(ends) => ends,
        None => (spot(desk, &shipment.derival)?, spot(desk, &shipment.arrival)?),
    };
    let route = Roads::shared().route(from, to)?;
    let source = match route.exactness {
        Exactness::ByRoads => WaySource::Roads,
        Exactness::Estimated => WaySource::Estimated,
    };
    Some(OwnWay { km: route.km, source })
}

/// Where a side is: its coordinates, or the town that its text or its terminal names.
fn spot(desk: &Desk, side: &Side) -> Option<GeoPoint> {
    let named = |text: &str| geocoder::towns(text, 1).into_iter().next().and_then(|place| place.location);
    if let Some(Address { search: Some(text), .. }) = &side.address {
        let pair = text.split_once(',').and_then(|(latitude, longitude)| {
            let number = |text: &str| text.trim().parse::<f64>().ok();
            Some(GeoPoint { latitude: number(latitude)?, longitude: number(longitude)? })
        });
        return pair.filter(|point| point.is_usable()).or_else(|| named(text));
    }
    let sources = super::sources(desk).ok()?;
    let terminals = sources.all().get(&ltl::Directory::Terminals)?;
    let wanted = |entry: &&ltl::Entry| {
        side.terminal.as_ref() == Some(&entry.key)
            || side.city.is_some() && side.city.as_deref() == entry.fact("city_code")
    };
    named(terminals.iter().find(wanted)?.fact("city")?)
}
