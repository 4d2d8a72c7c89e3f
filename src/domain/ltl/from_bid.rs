//! A bid as a shipment (`partners.md` §6.2): what the bid says is taken over, what it can't say is asked for.
//!
//! Nothing is guessed: a bid has no measures of places, no kind of freight by the carrier's directory and no declared value.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use rust_decimal::Decimal;
use rust_decimal::prelude::FromPrimitive as _;
use serde::{Deserialize, Serialize};

use super::member::{ContactPerson, Counteragent, Member, PhoneNumber, Requester};
use super::shipment::{Address, Cargo, Payment, Shipment, Side, Window};
use super::words::{DeliveryType, Payer, PaymentType, Role, Variant};
use crate::domain::bid::{Bid, BidPoint, PointKind};
use crate::domain::book::Counterparty;
use crate::domain::phone::Phone;
use crate::domain::place::Place;

/// Which points of the bid are the two ends; a groupage order has no others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct BidSides {
    /// Index of the point where it is taken.
    pub derival: usize,
    /// Index of the point where it is brought.
    pub arrival: usize,
}

/// What the desk's settings say for every shipment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Defaults {
    /// How it travels.
    pub delivery: DeliveryType,
    /// How it is handed over at both ends.
    pub variant: Variant,
    /// Hours of an address whose point says none.
    pub hours: (NaiveTime, NaiveTime),
    /// Part of the one who orders.
    pub role: Role,
    /// Uid of the account's own counteragent.
    pub requester: Option<String>,
    /// Who pays.
    pub payer: Payer,
    /// Cash or transfer.
    pub payment: PaymentType,
    /// The day by the clocks of the sender's town: what was planned before it is asked for today.
    pub today: NaiveDate,
}

/// What must be asked of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Missing {
    /// The bid has no loading or no unloading.
    Ends,
    /// It has more points than an order can have: which two?
    WhichEnds,
    /// Where it is taken.
    DerivalAddress,
    /// Where it is brought.
    ArrivalAddress,
    /// The day; today stands there until it is chosen.
    Date,
    /// All its weight.
    Weight,
    /// Its volume; it follows from the measures and the count when these are given.
    Volume,
    /// Length, width and height of the largest place.
    Measures,
    /// How many places; the number of cargos stands there until it is said.
    Quantity,
    /// Weight of the heaviest place.
    HeaviestPlace,
    /// What it is, by the carrier's directory.
    Freight,
    /// Who sends: legal form and papers.
    Sender,
    /// Who receives: legal form and papers.
    Receiver,
}

impl Missing {
    /// Path of the field in the carrier's documents.
    #[must_use]
    pub const fn field(self) -> &'static str {
        match self {
            Self::Ends | Self::WhichEnds => "delivery",
            Self::DerivalAddress => "delivery.derival.address",
            Self::ArrivalAddress => "delivery.arrival.address",
            Self::Date => "delivery.derival.produceDate",
            Self::Weight => "cargo.totalWeight",
            Self::Volume => "cargo.totalVolume",
            Self::Measures => "cargo.length",
            Self::Quantity => "cargo.quantity",
            Self::HeaviestPlace => "cargo.weight",
            Self::Freight => "cargo.freightUID",
            Self::Sender => "members.sender",
            Self::Receiver => "members.receiver",
        }
    }
}

/// The shipment of a bid and what must still be asked. `customer` is the bid's, `parties` those of its points (by index).
#[must_use]
pub fn from_bid(
    bid: &Bid,
    chosen: Option<BidSides>,
    parties: &dyn Fn(usize) -> Option<Counterparty>,
    defaults: &Defaults,
) -> (Shipment, Vec<Missing>) {
    let mut missing = Vec::new();
    let ends = chosen.or_else(|| ends(bid));
    let stops = bid.points.iter().filter(|point| point.kind != PointKind::Start).count();
    if ends.is_none() {
        missing.push(Missing::Ends);
    } else if chosen.is_none() && stops > 2 {
        missing.push(Missing::WhichEnds);
    }
    let at = |index: Option<usize>| index.and_then(|index| bid.points.get(index));
    let (from, to) = (at(ends.map(|ends| ends.derival)), at(ends.map(|ends| ends.arrival)));
    let mut derival = side(from, defaults);
    let arrival = side(to, defaults);
    if derival.address.is_none() {
        missing.push(Missing::DerivalAddress);
    }
    if arrival.address.is_none() {
        missing.push(Missing::ArrivalAddress);
    }
    let planned = from.and_then(|point| point.plan_enter).map(|time| time.date());
    if planned.is_none_or(|day| day < defaults.today) {
        missing.push(Missing::Date);
    }
    derival.produce_date = Some(planned.filter(|day| *day >= defaults.today).unwrap_or(defaults.today));
    let cargo = cargo(bid, &mut missing);
    let member = |index: Option<usize>| index.map(|index| member(at(Some(index)), parties(index)));
    missing.extend([Missing::Freight, Missing::Sender, Missing::Receiver]);
    let town = arrival.address.as_ref().and(to).map(|point| town_of(&point.place)).filter(|town| !town.is_empty());
    let shipment = Shipment {
        delivery: Some(defaults.delivery),
        derival,
        arrival,
        requester: Some(Requester { role: Some(defaults.role), uid: defaults.requester.clone(), email: None }),
        sender: member(ends.map(|ends| ends.derival)),
        receiver: member(ends.map(|ends| ends.arrival)),
        cargo: Some(cargo),
        payment: Some(Payment {
            kind: Some(defaults.payment),
            primary_payer: Some(defaults.payer),
            // The calculator wants the town of payment, a bid has none: it is where the payer is, else where it is brought.
            city_search: match defaults.payer {
                Payer::Sender => from.map(|point| town_of(&point.place)).filter(|town| !town.is_empty()).or(town),
                Payer::Receiver | Payer::Third => town,
            },
            ..Payment::default()
        }),
        ..Shipment::default()
    };
    (shipment, missing)
}

/// The first loading and the last unloading.
fn ends(bid: &Bid) -> Option<BidSides> {
    let derival = bid.points.iter().position(|point| point.kind == PointKind::Load)?;
    let arrival = bid.points.iter().rposition(|point| point.kind == PointKind::Unload)?;
    Some(BidSides { derival, arrival })
}

fn side(point: Option<&BidPoint>, defaults: &Defaults) -> Side {
    let address = point.and_then(|point| address(&point.place));
    let time = (defaults.variant == Variant::Address).then(|| window(point, defaults));
    Side { variant: Some(defaults.variant), address, time, ..Side::default() }
}

/// Text with region, town, street and house; coordinates (latitude first, the bid has longitude first) without a house.
fn address(place: &Place) -> Option<Address> {
    let text = written(place);
    let spot = place.location.filter(|point| point.is_usable());
    let search = match (place.house.is_some(), spot) {
        (false, Some(spot)) if place.street.is_none() => format!("{:.6}, {:.6}", spot.latitude, spot.longitude),
        _ if text.is_empty() => return None,
        _ => text,
    };
    Some(Address { search: Some(search), ..Address::default() })
}

fn written(place: &Place) -> String {
    let settlement = place.settlement();
    let region = place.region.as_deref().filter(|region| *region != settlement);
    let parts = [region, Some(settlement), place.street.as_deref(), place.house.as_deref()];
    let parts: Vec<&str> = parts.into_iter().flatten().map(str::trim).filter(|part| !part.is_empty()).collect();
    if settlement.is_empty() || place.street.is_none() {
        return place.address.trim().to_owned();
    }
    parts.join(", ")
}

fn town_of(place: &Place) -> String {
    let settlement = place.settlement();
    match place.region.as_deref().filter(|region| *region != settlement) {
        Some(region) if !settlement.is_empty() => format!("{region}, {settlement}"),
        _ => settlement.to_owned(),
    }
}

/// Hours of the plan within its first day, or those of the settings.
fn window(point: Option<&BidPoint>, defaults: &Defaults) -> Window {
    let from = point.and_then(|point| point.plan_enter);
    let to = point.and_then(|point| point.window_end.or(point.plan_leave));
    let same_day = |to: NaiveDateTime| from.is_some_and(|from| from.date() == to.date() && from < to);
    let (start, end) = match (from, to.filter(|to| same_day(*to))) {
        (Some(from), Some(to)) => (from.time(), to.time()),
        (Some(_) | None, _) => defaults.hours,
    };
    Window { start: Some(start), end: Some(end), ..Window::default() }
}

fn cargo(bid: &Bid, missing: &mut Vec<Missing>) -> Cargo {
    let kilograms = |tonnes: f64| Decimal::from_f64(tonnes).map(|tonnes| tonnes * Decimal::from(1000));
    let weights: Vec<Decimal> =
        bid.cargos.iter().filter_map(|cargo| cargo.weight_t).filter_map(kilograms).map(|w| w.round_dp(3)).collect();
    let volumes: Vec<Decimal> =
        bid.cargos.iter().filter_map(|cargo| cargo.volume_m3).filter_map(Decimal::from_f64).collect();
    let all = |values: &[Decimal]| {
        (!values.is_empty() && values.len() == bid.cargos.len())
            .then(|| values.iter().copied().sum::<Decimal>().normalize())
    };
    let quantity = i64::try_from(bid.cargos.len()).unwrap_or(i64::MAX).max(1);
    let total_weight = all(&weights);
    if total_weight.is_none() {
        missing.push(Missing::Weight);
    }
    let total_volume = all(&volumes);
    if total_volume.is_none() {
        missing.push(Missing::Volume);
    }
    missing.extend([Missing::Measures, Missing::Quantity]);
    let heaviest = weights.iter().copied().max().map(|weight| weight.normalize());
    if quantity > 1 && heaviest.is_none() {
        missing.push(Missing::HeaviestPlace);
    }
    Cargo {
        quantity: Some(quantity),
        weight: heaviest.filter(|_| quantity > 1),
        total_weight,
        total_volume,
        hazard_class: Some(Decimal::ZERO),
        ..Cargo::default()
    }
}

/// The counterparty of a point by name and number, the point's own contact.
fn member(point: Option<&BidPoint>, party: Option<Counterparty>) -> Member {
    let contact = point.and_then(|point| point.contact.as_ref());
    let digits = contact.and_then(|contact| Phone::parse(&contact.phone).ok()).map(|phone| phone.to_string());
    let phones = digits.map(|number| PhoneNumber { number: number.replace('+', ""), ..PhoneNumber::default() });
    let name = contact.map(|contact| contact.name.trim().to_owned()).filter(|name| !name.is_empty());
    Member {
        counteragent: party.map(|party| Counteragent {
            name: Some(party.name),
            inn: party.inn,
            ..Counteragent::default()
        }),
        contacts: name.into_iter().map(|name| ContactPerson { name, save: None }).collect(),
        phones: phones.into_iter().collect(),
        ..Member::default()
    }
}

impl Shipment {
    /// Volume and weight that follow from the rest: length × width × height × places, and the one place's weight.
    pub fn complete(&mut self) {
        let Some(cargo) = &mut self.cargo else { return };
        let quantity = Decimal::from(cargo.quantity.unwrap_or(1));
        if cargo.total_volume.is_none()
            && let (Some(length), Some(width), Some(height)) = (cargo.length, cargo.width, cargo.height)
        {
            cargo.total_volume = [width, height, quantity]
                .into_iter()
                .try_fold(length, Decimal::checked_mul)
                .map(|volume| volume.round_dp(3).normalize());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::bid::{Cargo as BidCargo, Contact};
    use crate::domain::place::GeoPoint;

    fn day(text: &str) -> NaiveDateTime {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").unwrap()
    }

    fn defaults() -> Defaults {
        let hour = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
        Defaults {
            delivery: DeliveryType::Auto,
            variant: Variant::Address,
            hours: (hour(9), hour(18)),
            role: Role::Sender,
            requester: None,
            payer: Payer::Sender,
            payment: PaymentType::Noncash,
            today: day("2026-12-01T00:00").date(),
        }
    }

    fn place(town: &str, region: &str, street: Option<&str>) -> Place {
        Place {
            address: format!("{town}, где-то"),
            city: Some(town.into()),
            region: Some(region.into()),
            street: street.map(str::to_owned),
            house: street.map(|_| "5".to_owned()),
            location: Some(GeoPoint { longitude: 49.1, latitude: 55.8 }),
            ..Place::default()
        }
    }

    fn bid() -> Bid {
        let mut bid = Bid::blank();
        bid.cargos = vec![
            BidCargo { weight_t: Some(0.25), volume_m3: Some(1.2), ..BidCargo::default() },
            BidCargo { weight_t: Some(0.1), volume_m3: Some(0.4), ..BidCargo::default() },
        ];
        bid.points[0].place = place("Казань", "Республика Татарстан", Some("Оренбургский тракт"));
        bid.points[0].plan_enter = Some(day("2026-12-03T10:00"));
        bid.points[0].plan_leave = Some(day("2026-12-03T13:30"));
        bid.points[0].contact = Some(Contact { name: "Склад".into(), phone: "8 900 123-45-67".into() });
        bid.points[1].place = place("Уфа", "Республика Башкортостан", None);
        bid
    }

    fn party(index: usize) -> Option<Counterparty> {
        (index == 0).then(|| Counterparty {
            name: "Ромашка".into(),
            inn: Some("9999000013".into()),
            ..Default::default()
        })
    }

    #[test]
    fn what_the_bid_says_is_taken_over_and_the_rest_is_asked() {
        let (shipment, missing) = from_bid(&bid(), None, &party, &defaults());
        let search = |side: &Side| side.address.as_ref().unwrap().search.clone().unwrap();
        assert_eq!(search(&shipment.derival), "Республика Татарстан, Казань, Оренбургский тракт, 5");
        assert_eq!(search(&shipment.arrival), "55.800000, 49.100000", "no street: coordinates, latitude first");
        assert_eq!(shipment.derival.produce_date, Some(day("2026-12-03T00:00").date()));
        let time = shipment.derival.time.unwrap();
        assert_eq!(
            (time.start, time.end),
            (Some(day("2026-12-03T10:00").time()), Some(day("2026-12-03T13:30").time()))
        );
        let cargo = shipment.cargo.unwrap();
        assert_eq!(cargo.total_weight, Some(Decimal::from(350)), "tonnes become kilograms");
        assert_eq!((cargo.weight, cargo.quantity), (Some(Decimal::from(250)), Some(2)));
        assert_eq!(cargo.total_volume, Some(Decimal::new(16, 1)));
        let sender = shipment.sender.unwrap();
        assert_eq!(sender.phones[0].number, "79001234567");
        assert_eq!(sender.counteragent.unwrap().inn.as_deref(), Some("9999000013"));
        assert_eq!(shipment.payment.unwrap().city_search.as_deref(), Some("Республика Татарстан, Казань"));
        assert_eq!(
            missing,
            [Missing::Measures, Missing::Quantity, Missing::Freight, Missing::Sender, Missing::Receiver]
        );
    }

    #[test]
    fn a_third_point_a_past_day_and_a_bare_form_are_asked_about() {
        let mut bid = bid();
        bid.points.insert(1, BidPoint::new(PointKind::Load));
        bid.points[0].plan_enter = Some(day("2026-11-01T10:00"));
        bid.cargos[1].volume_m3 = None;
        let (shipment, missing) = from_bid(&bid, None, &party, &defaults());
        for one in [Missing::WhichEnds, Missing::Date, Missing::Volume] {
            assert!(missing.contains(&one), "{one:?} in {missing:?}");
        }
        assert_eq!(shipment.derival.produce_date, Some(defaults().today));
        let chosen = Some(BidSides { derival: 0, arrival: 2 });
        assert!(!from_bid(&bid, chosen, &party, &defaults()).1.contains(&Missing::WhichEnds));
        let (_, missing) = from_bid(&Bid::default(), None, &party, &defaults());
        assert!(missing.contains(&Missing::Ends) && missing.contains(&Missing::DerivalAddress));
    }

    #[test]
    fn volume_follows_from_measures_and_places() {
        let one = |number| Some(Decimal::new(number, 1));
        let mut shipment = Shipment {
            cargo: Some(Cargo {
                quantity: Some(3),
                length: one(12),
                width: one(8),
                height: one(5),
                ..Cargo::default()
            }),
            ..Shipment::default()
        };
        shipment.complete();
        assert_eq!(shipment.cargo.unwrap().total_volume, Some(Decimal::new(144, 2)));
    }
}
