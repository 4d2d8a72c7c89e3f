//! An invitation → a draft bid (design: `partners.md` §6.1). Pure: the invitation, what is known around it and the
//! dispatcher's rules go in; a bid, and what a person must still say, come out. Driver and truck stay empty.

use chrono::{Days, NaiveDate, NaiveDateTime};

use super::draft_comments::{self, Speaker};
use super::draft_money::{RateKind, chosen};
use super::{Invitation, InviteCargo, InvitePoint};
use crate::domain::bid::{Bid, BidPoint, Cargo, PaymentPeriodKind, PointKind};
use crate::domain::id::{LocalId, RemoteId};
use crate::domain::place::{GeoPoint, Place, Precision, Zone};

/// How a dispatcher wants his drafts.
#[derive(Debug, Clone, PartialEq)]
pub struct Rules {
    /// A rate "with VAT" holds the VAT (else it comes on top).
    pub vat_included: bool,
    /// Catalog item of VAT on the day of loading.
    pub vat_with: Option<RemoteId>,
    /// Catalog item "without VAT".
    pub vat_without: Option<RemoteId>,
    /// Payment type of a rate with VAT.
    pub bank_with_vat: Option<RemoteId>,
    /// Payment type of a rate without VAT.
    pub bank_without_vat: Option<RemoteId>,
    /// Payment type of cash.
    pub cash: Option<RemoteId>,
    /// Payment type of money to a card.
    pub card: Option<RemoteId>,
    /// How days of payment are counted; ATI.SU doesn't say.
    pub pay_days: PaymentPeriodKind,
    /// Radius of geozones, metres.
    pub radius_m: Option<f64>,
    /// Today, by this machine's clocks.
    pub today: NaiveDate,
}

/// A city by its number.
#[derive(Debug, Clone, PartialEq)]
pub struct KnownCity {
    /// Name.
    pub name: String,
    /// Region.
    pub region: Option<String>,
    /// Where its middle is.
    pub at: Option<GeoPoint>,
}

/// What the desk knows around an invitation.
pub trait Known {
    /// The customer in our book.
    fn customer(&self) -> Option<LocalId>;
    /// A counterparty of our book by its taxpayer number.
    fn by_inn(&self, inn: &str) -> Option<LocalId>;
    /// A city of ATI's list, when it has been asked for.
    fn city(&self, id: i64) -> Option<KnownCity>;
    /// The town nearest to a position, with its parts.
    fn near(&self, at: GeoPoint) -> Option<Place>;
    /// The zone of a position.
    fn zone(&self, at: GeoPoint) -> Option<Zone>;
}

/// What a person must still say. Points are counted from zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Ask {
    /// The customer is not in the book; none is made silently.
    Customer,
    /// No rate comes to roubles.
    Price,
    /// The rate doesn't say whether VAT is in it, or our catalog has no such VAT.
    Vat,
    /// How it is paid.
    PaymentType,
    /// When to be at a point: the day, the time or both are not said.
    Time(usize),
    /// "Always ready": tomorrow was taken.
    AnyDay,
    /// A point's place is not known well enough to be sent.
    Place(usize),
    /// So many trucks are wanted: as many drafts.
    Trucks(i64),
    /// There and back, or again and again.
    Repeats,
}

/// A draft.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// The bid.
    pub bid: Bid,
    /// What is still to be said, in the order of the form.
    pub asks: Vec<Ask>,
}

/// Makes the draft.
#[must_use]
pub fn draft(invitation: &Invitation, known: &dyn Known, rules: &Rules, say: &dyn Speaker) -> Draft {
    let mut asks = Vec::new();
    let mut bid = Bid { customer: known.customer(), ..Bid::default() };
    if bid.customer.is_none() {
        asks.push(Ask::Customer);
    }
    let rate = money(invitation, rules, &mut bid, &mut asks);
    for (place, stop) in invitation.points.iter().enumerate() {
        bid.points.push(point(place, stop, invitation, known, rules, say, &mut asks));
    }
    if bid.points.is_empty() {
        bid.points = Bid::blank().points;
        asks.extend([Ask::Place(0), Ask::Place(1)]);
    }
    bid.cargos = cargos(invitation, say);
    if let Some(first) = bid.points.first_mut() {
        let mut lines = draft_comments::of_bid(invitation, rate, say);
        lines.extend(first.comment.take());
        first.comment = joined(&lines);
    }
    if invitation.demands.trucks > 1 {
        asks.push(Ask::Trucks(invitation.demands.trucks));
    }
    if invitation.repeats {
        asks.push(Ask::Repeats);
    }
    Draft { bid, asks }
}

fn joined(lines: &[String]) -> Option<String> {
    let lines: Vec<&str> = lines.iter().map(String::as_str).filter(|line| !line.trim().is_empty()).collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}

/// Price, VAT and payment; gives the rate that they come from.
fn money<'a>(invitation: &'a Invitation, rules: &Rules, bid: &mut Bid, asks: &mut Vec<Ask>) -> Option<&'a super::Rate> {
    let found = chosen(invitation);
    let kind = found.and_then(|(_, kind, _)| kind);
    bid.price = found.map(|(_, _, price)| price);
    bid.vat_type = match kind {
        Some(RateKind::WithVat) => rules.vat_with,
        Some(RateKind::WithoutVat) => rules.vat_without,
        Some(RateKind::Any) | None => None,
    };
    bid.vat_on_top = kind == Some(RateKind::WithVat) && !rules.vat_included;
    let bank = match kind {
        Some(RateKind::WithVat) => rules.bank_with_vat,
        Some(RateKind::WithoutVat) => rules.bank_without_vat,
        Some(RateKind::Any) | None => None,
    };
    bid.payment_type = match invitation.terms.money_type {
        Some(1) => rules.cash,
        Some(23) => rules.card,
        _ => bank,
    };
    bid.payment_days = invitation.terms.pay_days;
    bid.payment_period = bid.payment_days.map(|_| rules.pay_days);
    let missing = [
        (Ask::Price, bid.price.is_none()),
        (Ask::Vat, bid.vat_type.is_none()),
        (Ask::PaymentType, bid.payment_type.is_none()),
    ];
    asks.extend(missing.into_iter().filter(|(_, is_missing)| *is_missing).map(|(ask, _)| ask));
    found.map(|(rate, _, _)| rate)
}

fn point(
    place: usize,
    stop: &InvitePoint,
    invitation: &Invitation,
    known: &dyn Known,
    rules: &Rules,
    say: &dyn Speaker,
    asks: &mut Vec<Ask>,
) -> BidPoint {
    let mut point = BidPoint::new(stop.kind);
    point.place = place_of(stop, known, rules, say);
    if point.place.precision != Precision::Confirmed {
        asks.push(Ask::Place(place));
    }
    let day = day_of(place, stop, invitation, rules);
    if place == 0 && invitation.date_type == Some(2) && day.is_some() {
        asks.push(Ask::AnyDay);
    }
    let opens = stop.opens.filter(|_| !stop.round_the_clock);
    let closes = stop.closes.filter(|_| !stop.round_the_clock);
    point.plan_enter = day.zip(opens).map(|(day, time)| day.and_time(time));
    let last = stop.last_day.filter(|last| day.is_none_or(|day| *last >= day)).or(day);
    let end: Option<NaiveDateTime> = last.zip(closes).map(|(day, time)| day.and_time(time));
    point.window_end = end.zip(point.plan_enter).filter(|(end, enter)| end > enter).map(|(end, _)| end);
    if point.plan_enter.is_none() {
        asks.push(Ask::Time(place));
    }
    // What the plan could not hold is said: no time, or an end that is not later than the beginning.
    let is_planned = point.plan_enter.is_some()
        && (point.window_end.is_some()
            || (stop.closes.is_none() && stop.last_day.is_none_or(|last| Some(last) == day)));
    let (lines, contact) = draft_comments::of_point(stop, is_planned, say);
    point.comment = joined(&lines);
    point.contact = contact;
    point.counterparty =
        stop.inn.as_deref().and_then(|inn| known.by_inn(inn)).filter(|there| Some(there) != known.customer().as_ref());
    point
}

/// The day of a stop: as written; "always ready" is tomorrow; without a cargo there is none.
fn day_of(place: usize, stop: &InvitePoint, invitation: &Invitation, rules: &Rules) -> Option<NaiveDate> {
    match (place, invitation.date_type) {
        (_, Some(3)) => None,
        (0, Some(2)) => rules.today.checked_add_days(Days::new(1)),
        _ => stop.first_day,
    }
}

fn place_of(stop: &InvitePoint, known: &dyn Known, rules: &Rules, say: &dyn Speaker) -> Place {
    let city = stop.city_id.and_then(|id| known.city(id));
    let name = city.as_ref().map(|city| city.name.clone()).or_else(|| stop.city_name.clone());
    let at = stop.at.filter(|at| at.is_usable());
    let near = at.and_then(|at| known.near(at));
    let is_named = name.is_some();
    let region = city.as_ref().and_then(|city| city.region.clone());
    // A village stays a village: the nearest settlement of that name knows what it is.
    let village = near.as_ref().and_then(|near| near.village.clone()).filter(|village| Some(village) == name.as_ref());
    let settlement = name.clone().or_else(|| near.as_ref().map(|near| near.settlement().to_owned()));
    let unnamed = || stop.city_id.map(|id| say.city(id));
    let parts = [region.clone(), settlement.clone().or_else(unnamed), stop.street.clone()];
    let parts: Vec<String> = parts.into_iter().flatten().filter(|part| !part.trim().is_empty()).collect();
    Place {
        address: parts.join(", "),
        city: settlement.filter(|_| village.is_none()),
        village,
        region: region.or_else(|| near.as_ref().and_then(|near| near.region.clone())),
        district: near.as_ref().and_then(|near| near.district.clone()),
        street: stop.street.clone(),
        federal_district: near.and_then(|near| near.federal_district),
        location: at,
        radius_m: at.and(rules.radius_m),
        zone: at.and_then(|at| known.zone(at)),
        precision: match (at, is_named) {
            (Some(_), true) => Precision::Confirmed,
            (Some(_), false) => Precision::Approximate,
            (None, _) => Precision::Typed,
        },
        ..Place::default()
    }
}

/// Cargos of all loadings, else of all points, else the cargo as a whole.
fn cargos(invitation: &Invitation, say: &dyn Speaker) -> Vec<Cargo> {
    let of = |is_load: bool| {
        let points = invitation.points.iter().filter(move |point| !is_load || point.kind == PointKind::Load);
        points.flat_map(|point| &point.cargos)
    };
    let listed: Vec<&InviteCargo> = of(true).collect();
    let listed = if listed.is_empty() { of(false).collect() } else { listed };
    let whole = &invitation.cargo;
    if listed.is_empty() {
        return vec![cargo(whole, say)];
    }
    let mut cargos: Vec<Cargo> = listed.into_iter().map(|one| cargo(one, say)).collect();
    if let Some(first) = cargos.first_mut() {
        // The whole says what its parts may not: a name, a total, a class of danger.
        let total = say.left(&draft_comments::fact("cargo_whole", draft_comments::cargo_line(whole, say)));
        let lines: Vec<String> = first.comment.take().into_iter().chain([total]).collect();
        first.comment = joined(&lines);
    }
    cargos
}

fn cargo(one: &InviteCargo, say: &dyn Speaker) -> Cargo {
    let lines: Vec<String> = one.left.iter().map(|left| say.left(left)).collect();
    Cargo {
        remote_id: None,
        name: one.name.clone().unwrap_or_else(|| say.cargo()),
        type_id: None,
        weight_t: one.weight_t,
        volume_m3: one.volume_m3,
        comment: joined(&lines),
        ..Cargo::default()
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::domain::invite::{Demands, Direction, Left, LeftValue, Party, Person, Rate, Terms};

    /// A plain invitation without a flaw.
    pub(in crate::domain::invite) fn invitation() -> Invitation {
        let point = |kind, city: &str, at: (f64, f64), day: &str| InvitePoint {
            city_name: Some(city.to_owned()),
            at: Some(GeoPoint { longitude: at.0, latitude: at.1 }),
            first_day: day.parse().ok(),
            opens: "10:00:00".parse().ok(),
            ..InvitePoint::new(kind)
        };
        Invitation {
            direction: Direction::Received,
            other: Party { code: Some("1234567".into()), contact: Some(0) },
            sent_at: None,
            cancels_at: None,
            deal_kind: Some(4),
            tracking: false,
            terms: Terms {
                rates: vec![Rate { amount: "120000".parse().ok(), kind: Some(2), currency: Some(1) }],
                ..Terms::default()
            },
            load_id: None,
            load_number: None,
            distance_km: Some(525.0),
            platon_km: None,
            toll_km: None,
            date_type: Some(1),
            points: vec![
                point(PointKind::Load, "Казань", (49.1, 55.8), "2026-12-01"),
                point(PointKind::Unload, "Уфа", (56.0, 54.7), "2026-12-02"),
            ],
            cargo: InviteCargo {
                name: Some("ТНП".into()),
                weight_t: Some(18.5),
                volume_m3: Some(82.0),
                left: Vec::new(),
            },
            demands: Demands { trucks: 1, ..Demands::default() },
            repeats: false,
            left: Vec::new(),
        }
    }

    struct Plain;

    impl Speaker for Plain {
        fn left(&self, left: &Left) -> String {
            match &left.value {
                LeftValue::Yes => left.field.clone(),
                LeftValue::Text(text) => format!("{}={text}", left.field),
                LeftValue::Codes(_, codes) => format!("{}={codes:?}", left.field),
            }
        }
        fn rate(&self, rate: &Rate) -> String {
            format!("{:?}/{:?}", rate.amount.map(|amount| amount.to_string()), rate.currency)
        }
        fn city(&self, id: i64) -> String {
            format!("city {id}")
        }
        fn cargo(&self) -> String {
            "cargo".into()
        }
    }

    struct Nothing;

    impl Known for Nothing {
        fn customer(&self) -> Option<LocalId> {
            None
        }
        fn by_inn(&self, inn: &str) -> Option<LocalId> {
            (inn == "9999000013").then(|| LocalId::new("the one there"))
        }
        fn city(&self, _: i64) -> Option<KnownCity> {
            None
        }
        fn near(&self, at: GeoPoint) -> Option<Place> {
            Some(Place { city: Some("Близкий".into()), location: Some(at), ..Place::default() })
        }
        fn zone(&self, _: GeoPoint) -> Option<Zone> {
            Some(Zone::Fixed(180))
        }
    }

    fn rules() -> Rules {
        Rules {
            vat_included: true,
            vat_with: Some(RemoteId(22)),
            vat_without: Some(RemoteId(1)),
            bank_with_vat: Some(RemoteId(2)),
            bank_without_vat: Some(RemoteId(3)),
            cash: Some(RemoteId(4)),
            card: None,
            pay_days: PaymentPeriodKind::Banking,
            radius_m: Some(500.0),
            today: "2026-11-22".parse().unwrap(),
        }
    }

    fn drawn(one: &Invitation) -> Draft {
        draft(one, &Nothing, &rules(), &Plain)
    }

    #[test]
    fn a_plain_invitation_asks_only_for_the_customer() {
        let made = drawn(&invitation());
        assert_eq!(made.asks, [Ask::Customer]);
        let bid = &made.bid;
        assert_eq!(bid.price.map(|price| price.to_string()), Some("120000.00".into()));
        assert_eq!((bid.vat_type, bid.vat_on_top, bid.payment_type), (Some(RemoteId(22)), false, Some(RemoteId(2))));
        assert_eq!((&bid.driver, &bid.car), (&None, &None));
        assert_eq!(bid.points[0].plan_enter, "2026-12-01T10:00:00".parse().ok());
        assert_eq!(bid.points[0].place.settlement(), "Казань");
        assert_eq!(bid.points[0].place.location.map(|at| at.longitude), Some(49.1));
        assert_eq!((bid.cargos[0].name.as_str(), bid.cargos[0].weight_t), ("ТНП", Some(18.5)));
        assert_eq!(bid.points[0].comment, None);
    }

    #[test]
    fn money_follows_the_kind_of_the_rate() {
        let mut one = invitation();
        one.terms.rates[0].kind = Some(3);
        one.terms.money_type = Some(1);
        one.terms.pay_days = Some(14);
        let made = drawn(&one);
        assert_eq!((made.bid.vat_type, made.bid.payment_type), (Some(RemoteId(1)), Some(RemoteId(4))));
        assert_eq!((made.bid.payment_days, made.bid.payment_period), (Some(14), Some(PaymentPeriodKind::Banking)));
        one.terms.rates[0] = Rate { amount: "90".parse().ok(), kind: Some(1), currency: Some(32) };
        one.terms.money_type = None;
        let made = drawn(&one);
        assert_eq!(made.bid.price, None, "Belarusian roubles are not converted");
        assert_eq!(made.asks, [Ask::Customer, Ask::Price, Ask::Vat, Ask::PaymentType]);
        assert_eq!(made.bid.points[0].comment.as_deref(), Some("other_rate=Some(\"90\")/Some(32)"));
        let on_top = Rules { vat_included: false, ..rules() };
        assert!(draft(&invitation(), &Nothing, &on_top, &Plain).bid.vat_on_top);
    }

    #[test]
    fn what_can_not_be_planned_is_asked_and_said() {
        let mut one = invitation();
        one.points[0].opens = None;
        one.points[0].last_day = "2026-12-03".parse().ok();
        one.points[1].round_the_clock = true;
        let made = drawn(&one);
        assert_eq!(made.asks, [Ask::Customer, Ask::Time(0), Ask::Time(1)]);
        assert_eq!(made.bid.points[0].comment.as_deref(), Some("window=01.12.2026–03.12.2026"));
        assert_eq!(made.bid.points[1].comment.as_deref(), Some("is_round_the_clock\nwindow=02.12.2026 10:00"));
        one.date_type = Some(2);
        one.points[0].opens = "08:00:00".parse().ok();
        let made = drawn(&one);
        assert_eq!(made.bid.points[0].plan_enter, "2026-11-23T08:00:00".parse().ok());
        assert!(made.asks.contains(&Ask::AnyDay));
    }

    #[test]
    fn places_without_names_or_coordinates_are_never_blank_and_always_asked() {
        let mut one = invitation();
        one.points[0].city_name = None;
        one.points[1] = InvitePoint { city_id: Some(77), ..InvitePoint::new(PointKind::Unload) };
        let made = drawn(&one);
        let places: Vec<_> =
            made.bid.points.iter().map(|point| (&*point.place.address, point.place.precision)).collect();
        assert_eq!(places, [("Близкий", Precision::Approximate), ("city 77", Precision::Typed)]);
        assert!(made.asks.contains(&Ask::Place(0)) && made.asks.contains(&Ask::Place(1)));
    }

    #[test]
    fn what_has_no_place_is_in_the_comments() {
        let left = |field: &str| Left { field: field.into(), known: false, value: LeftValue::Text("x".into()) };
        let mut one = invitation();
        one.left = vec![left("top")];
        one.points[1].left = vec![left("stop")];
        one.points[1].organisation = Some("ООО Склад".into());
        one.points[1].inn = Some("9999000013".into());
        one.points[1].people = ["А", "Б"].map(|name| Person { name: name.into(), phone: "+7900".into() }).into();
        one.points[0].cargos = vec![InviteCargo { left: vec![left("cargo")], ..InviteCargo::default() }];
        one.cargo.left = vec![left("whole")];
        one.demands.trucks = 3;
        one.repeats = true;
        let made = drawn(&one);
        assert_eq!(made.bid.points[0].comment.as_deref(), Some("top=x"));
        let second = made.bid.points[1].comment.clone().unwrap();
        assert_eq!(second, "stop=x\norganisation=ООО Склад, 9999000013\ncontact=Б +7900");
        assert_eq!(made.bid.points[1].counterparty, Some(LocalId::new("the one there")));
        assert_eq!(made.bid.points[1].contact.as_ref().map(|contact| contact.name.as_str()), Some("А"));
        let cargo = &made.bid.cargos[0];
        assert_eq!(cargo.name, "cargo");
        assert_eq!(cargo.comment.as_deref(), Some("cargo=x\ncargo_whole=ТНП, weight=18.5, volume=82, whole=x"));
        assert!(made.asks.ends_with(&[Ask::Trucks(3), Ask::Repeats]));
    }

    #[test]
    fn an_invitation_that_names_no_route_gives_an_empty_form() {
        let mut one = invitation();
        one.points.clear();
        let made = drawn(&one);
        assert_eq!(made.bid.points.len(), 2);
        assert!(made.asks.contains(&Ask::Place(1)));
    }
}
