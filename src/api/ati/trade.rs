//! The wire → the trade's own invitation, with everything that has no place in a bid beside it.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};

use super::field::{Flag, List, Num, Text};
use super::leftovers::{self as left, of};
use super::model::{
    Cargo, ContactPerson, ExtraPoint, Invite, Load, LoadingCargo, Organization, Payment, Point, ReceivedInvite,
    SentInvite, Size, Stock, Transport,
};
use crate::domain::bid::PointKind;
use crate::domain::invite::{
    Demands, Dictionary, Direction, Invitation, InviteCargo, InvitePoint, Left, LeftValue, Party, Person, Rate, Terms,
};
use crate::domain::place::{GeoPoint, Zone};

/// How the wire is understood where its page is silent.
#[derive(Clone, Copy)]
pub struct Reading<'a> {
    /// Dates of a load are UTC; else they are what the clocks of the place show, whatever zone they are written in.
    pub dates_are_utc: bool,
    /// Weights are kilograms, else tonnes.
    pub weights_are_kg: bool,
    /// Lengths of roads are metres, else kilometres.
    pub lengths_are_m: bool,
    /// The zone of a position.
    pub zone: &'a dyn Fn(GeoPoint) -> Option<Zone>,
}

/// Reads an invitation.
#[must_use]
pub fn invitation(invite: &Invite, reading: &Reading<'_>) -> Invitation {
    match invite {
        Invite::Received(invite) => received(invite, reading),
        Invite::Sent(invite) => sent(invite),
    }
}

fn received(invite: &ReceivedInvite, reading: &Reading<'_>) -> Invitation {
    let mut found = blank(Direction::Received);
    found.left = of(invite, left::RECEIVED);
    found.other = Party { code: text(invite.owner_ati_id.as_ref()), contact: int(invite.owner_contact_id.as_ref()) };
    found.sent_at = moment(invite.date.as_ref());
    found.cancels_at = moment(invite.cancellation_date.as_ref());
    found.deal_kind = int(invite.deal_kind.as_ref());
    found.tracking = is_set(invite.is_tracking.as_ref());
    found.terms = terms(invite.payment.as_ref(), &mut found.left);
    if let Some(load) = &invite.load {
        of_load(load, reading, &mut found);
    }
    found
}

fn sent(invite: &SentInvite) -> Invitation {
    let mut found = blank(Direction::Sent);
    found.left = of(invite, left::SENT);
    found.other = Party { code: text(invite.taker_ati_id.as_ref()), contact: int(invite.taker_contact_id.as_ref()) };
    found.sent_at = moment(invite.date.as_ref());
    found.cancels_at = moment(invite.cancellation_date.as_ref());
    found.deal_kind = int(invite.deal_kind.as_ref());
    found.tracking = is_set(invite.is_tracking.as_ref());
    found.terms = terms(invite.payment.as_ref(), &mut found.left);
    found.load_id = text(invite.load_id.as_ref());
    found
}

fn blank(direction: Direction) -> Invitation {
    Invitation {
        direction,
        other: Party::default(),
        sent_at: None,
        cancels_at: None,
        deal_kind: None,
        tracking: false,
        terms: Terms::default(),
        load_id: None,
        load_number: None,
        distance_km: None,
        platon_km: None,
        toll_km: None,
        date_type: None,
        points: Vec::new(),
        cargo: InviteCargo::default(),
        demands: Demands { trucks: 1, ..Demands::default() },
        repeats: false,
        left: Vec::new(),
    }
}

fn terms(payment: Option<&Payment>, said: &mut Vec<Left>) -> Terms {
    let Some(payment) = payment else { return Terms::default() };
    said.extend(of(payment, left::PAYMENT));
    let rates = payment.rates.iter().flat_map(List::iter);
    let rates = rates.map(|rate| {
        said.extend(of(rate, left::RATE));
        Rate {
            amount: rate.rate.as_ref().and_then(Num::decimal),
            kind: int(rate.rate_type.as_ref()),
            currency: int(rate.currency.as_ref()),
        }
    });
    let rates = rates.collect();
    let prepay = payment.prepay_percent.as_ref().and_then(Num::decimal);
    let prepay_percent = prepay.filter(|_| is_set(payment.prepay_percent_enabled.as_ref()));
    said.extend(prepay_percent.map(|percent| fact("prepay_percent", percent.to_string())));
    let pay_days = int(payment.pay_days.as_ref()).filter(|_| is_set(payment.pay_days_enabled.as_ref()));
    let fits = pay_days.and_then(|days| i32::try_from(days).ok()).filter(|days| *days >= 0);
    if let Some(days) = pay_days.filter(|_| fits.is_none()) {
        said.push(fact("pay_days", days.to_string()));
    }
    Terms {
        rates,
        prepay_percent,
        pay_days: fits,
        money_type: int(payment.money_type.as_ref()),
        in_fuel: is_set(payment.in_fuel.as_ref()),
        on_unloading: is_set(payment.on_unloading.as_ref()),
    }
}

fn of_load(load: &Load, reading: &Reading<'_>, found: &mut Invitation) {
    let km = |length: Option<&Num>| {
        let length = length.and_then(Num::float).filter(|length| *length > 0.0);
        length.map(|length| if reading.lengths_are_m { length / 1000.0 } else { length })
    };
    found.left.extend(of(load, left::LOAD));
    found.load_id = text(load.id.as_ref());
    found.load_number = text(load.load_number.as_ref());
    found.distance_km = km(load.distance.as_ref());
    found.platon_km = km(load.platon_roads_length.as_ref());
    found.toll_km = km(load.toll_roads_length.as_ref());
    found.date_type = int(load.date_type.as_ref());
    found.repeats = is_set(load.krugoreis.as_ref()) || int(load.periodicity_id.as_ref()).is_some_and(|id| id != 0);
    found.points = points(load, reading);
    if let Some(cargo) = &load.cargo {
        found.cargo = whole_cargo(cargo, reading);
        found.demands.danger = int(cargo.adr.as_ref());
    }
    if let Some(transport) = &load.transport {
        demands(transport, found);
    }
}

fn demands(transport: &Transport, found: &mut Invitation) {
    let mut said = of(transport, left::TRANSPORT);
    let body = text(transport.car_type_string.as_ref());
    // The words stand beside the codes, and one truck is no demand.
    let is_one_truck = int(transport.trucks_quantity.as_ref()).is_some_and(|trucks| trucks == 1);
    said.retain(|one| match one.field.as_str() {
        "car_type" => body.is_none(),
        "trucks_quantity" => !is_one_truck,
        _ => true,
    });
    found.left.extend(said);
    let demands = &mut found.demands;
    demands.body = body;
    demands.body_code = int(transport.car_type.as_ref());
    demands.loading = int(transport.loading_type.as_ref());
    demands.unloading = int(transport.unloading_type.as_ref());
    demands.trucks = int(transport.trucks_quantity.as_ref()).filter(|trucks| *trucks > 0).unwrap_or(1);
    demands.temperature = (int(transport.temperature_from.as_ref()), int(transport.temperature_to.as_ref()));
    demands.customs_papers = [&transport.tir, &transport.cmr, &transport.t1].iter().any(|flag| is_set(flag.as_ref()));
}

fn points(load: &Load, reading: &Reading<'_>) -> Vec<InvitePoint> {
    let mut between: Vec<&ExtraPoint> = load.extra_points.iter().flat_map(List::iter).collect();
    between.sort_by_key(|point| int(point.ordinal_id.as_ref()).unwrap_or(i64::MAX));
    let first = load.loading.as_ref().map(|point| {
        let mut stop = end_point(PointKind::Load, point, reading);
        (stop.first_day, stop.last_day) = days(load.first_date.as_ref(), load.last_date.as_ref(), &stop, reading);
        stop
    });
    let last = load.unloading.as_ref().map(|point| {
        let mut stop = end_point(PointKind::Unload, point, reading);
        let (from, to) = (load.unload_first_date.as_ref(), load.unload_last_date.as_ref());
        (stop.first_day, stop.last_day) = days(from, to, &stop, reading);
        stop
    });
    let between = between.into_iter().filter_map(|point| extra_point(point, reading));
    first.into_iter().chain(between).chain(last).collect()
}

fn end_point(kind: PointKind, point: &Point, reading: &Reading<'_>) -> InvitePoint {
    let mut stop = InvitePoint::new(kind);
    stop.left = of(point, left::POINT);
    stop.city_id = int(point.city_id.as_ref()).filter(|id| *id != 0);
    stop.street = text(point.street.as_ref());
    stop.at = position(point.latitude.as_ref(), point.longitude.as_ref());
    (stop.opens, stop.closes) = hours(point.time_start.as_ref(), point.time_end.as_ref());
    stop.round_the_clock = is_set(point.is_round_the_clock.as_ref());
    of_organisation(point.organization.as_ref(), &mut stop);
    stop.cargos = point.loading_cargos.iter().flat_map(List::iter).map(|one| loading_cargo(one, reading)).collect();
    stop
}

/// `None`: not a stop, a large city near one of the ends.
fn extra_point(point: &ExtraPoint, reading: &Reading<'_>) -> Option<InvitePoint> {
    let code = int(point.point_type.as_ref());
    let kind = match code {
        Some(1) => PointKind::Load,
        Some(2) => PointKind::Unload,
        Some(4 | 5) => return None,
        _ => PointKind::Custom,
    };
    let mut stop = InvitePoint::new(kind);
    stop.left = of(point, left::EXTRA_POINT);
    if let Some(code) = code.filter(|_| kind == PointKind::Custom) {
        let value = LeftValue::Codes(Dictionary::PointType, vec![code]);
        stop.left.push(Left { field: "point_type".to_owned(), known: true, value });
    }
    stop.city_id = int(point.city_id.as_ref()).filter(|id| *id != 0);
    stop.city_name = text(point.city_name.as_ref());
    stop.street = text(point.street.as_ref());
    stop.at = position(point.latitude.as_ref(), point.longitude.as_ref());
    (stop.opens, stop.closes) = hours(point.loading_time_start.as_ref(), point.loading_time_end.as_ref());
    stop.round_the_clock = is_set(point.is_round_the_clock.as_ref());
    stop.ordinal = int(point.ordinal_id.as_ref());
    of_organisation(point.organization.as_ref(), &mut stop);
    let (from, to) = (point.loading_date_start.as_ref(), point.loading_date_end.as_ref());
    (stop.first_day, stop.last_day) = days(from, to, &stop, reading);
    stop.cargos = point.loading_cargos.iter().flat_map(List::iter).map(|one| loading_cargo(one, reading)).collect();
    let unloaded = point.unloading_cargos.iter().flat_map(List::iter);
    stop.left.extend(unloaded.flat_map(|one| of(one, left::UNLOADING_CARGO)));
    Some(stop)
}

fn of_organisation(organisation: Option<&Organization>, stop: &mut InvitePoint) {
    let Some(organisation) = organisation else { return };
    stop.left.extend(of(organisation, left::ORGANIZATION));
    stop.organisation = text(organisation.name.as_ref());
    stop.inn = text(organisation.inn.as_ref());
    if let Some(address) = &organisation.docs_address {
        stop.left.extend(of(address, left::DOCS_ADDRESS));
    }
    people(organisation.contact_persons.as_ref(), stop);
    for stock in organisation.stocks.iter().flat_map(List::iter) {
        of_stock(stock, stop);
    }
}

fn of_stock(stock: &Stock, stop: &mut InvitePoint) {
    stop.left.extend(of(stock, left::STOCK));
    stop.at = stop.at.or_else(|| position(stock.address_latitude.as_ref(), stock.address_longitude.as_ref()));
    for schedules in [&stock.work_schedules, &stock.breaks_schedules] {
        for line in schedules.iter().flat_map(List::iter) {
            stop.left.extend(of(line, left::SCHEDULE));
        }
    }
    people(stock.contact_persons.as_ref(), stop);
}

fn people(persons: Option<&List<ContactPerson>>, stop: &mut InvitePoint) {
    for person in persons.into_iter().flat_map(List::iter) {
        stop.left.extend(of(person, left::CONTACT_PERSON));
        let (name, phone) = (text(person.name.as_ref()), text(person.phone.as_ref()));
        if name.is_some() || phone.is_some() {
            stop.people.push(Person { name: name.unwrap_or_default(), phone: phone.unwrap_or_default() });
        }
    }
}

fn loading_cargo(cargo: &LoadingCargo, reading: &Reading<'_>) -> InviteCargo {
    let mut said = of(cargo, left::LOADING_CARGO);
    if text(cargo.packaging_type_name.as_ref()).is_some() {
        said.retain(|one| one.field != "packaging_type");
    }
    said.extend(cargo.sizes.iter().flat_map(size));
    InviteCargo {
        name: text(cargo.name.as_ref()),
        weight_t: tonnes(cargo.weight.as_ref(), reading),
        volume_m3: positive(cargo.volume.as_ref()),
        left: said,
    }
}

fn whole_cargo(cargo: &Cargo, reading: &Reading<'_>) -> InviteCargo {
    let mut said = of(cargo, left::CARGO);
    let name = text(cargo.cargo_type.as_ref());
    // 59 is "other": the name says what.
    said.retain(|one| {
        one.field != "cargo_type_id" || (name.is_none() && int(cargo.cargo_type_id.as_ref()) != Some(59))
    });
    said.extend(cargo.size.iter().flat_map(size));
    InviteCargo {
        name,
        weight_t: tonnes(cargo.weight.as_ref(), reading),
        volume_m3: positive(cargo.volume.as_ref()),
        left: said,
    }
}

fn size(size: &Size) -> Vec<Left> {
    of(size, left::SIZE)
}

fn fact(field: &str, value: String) -> Left {
    Left { field: field.to_owned(), known: true, value: LeftValue::Text(value) }
}

fn text(field: Option<&Text>) -> Option<String> {
    field.map(Text::get).filter(|text| !text.is_empty())
}

fn int(field: Option<&Num>) -> Option<i64> {
    field.and_then(Num::int)
}

fn is_set(field: Option<&Flag>) -> bool {
    field.is_some_and(Flag::is_set)
}

fn positive(field: Option<&Num>) -> Option<f64> {
    field.and_then(Num::float).filter(|number| *number > 0.0)
}

/// Tonnes to the kilogram.
fn tonnes(field: Option<&Num>, reading: &Reading<'_>) -> Option<f64> {
    let weight = positive(field)?;
    let tonnes = if reading.weights_are_kg { weight / 1000.0 } else { weight };
    Some((tonnes * 1000.0).round_ties_even() / 1000.0)
}

fn position(latitude: Option<&Num>, longitude: Option<&Num>) -> Option<GeoPoint> {
    let at = GeoPoint { latitude: latitude?.float()?, longitude: longitude?.float()? };
    at.is_usable().then_some(at)
}

/// Digits of the clock as written, and the moment when a zone is written too.
fn written(field: Option<&Text>) -> Option<(NaiveDateTime, Option<DateTime<Utc>>)> {
    let text = field?.get();
    let read = DateTime::parse_from_rfc3339(&text).map(|moment| (moment.naive_local(), Some(moment.to_utc())));
    let read =
        read.or_else(|_zoned| NaiveDateTime::parse_from_str(&text, "%Y-%m-%dT%H:%M:%S%.f").map(|wall| (wall, None)));
    read.ok().or_else(|| {
        let day: NaiveDate = text.parse().ok()?;
        Some((day.and_time(NaiveTime::MIN), None))
    })
}

/// A moment; one without a zone is UTC. The year 1970 stands for nothing.
fn moment(field: Option<&Text>) -> Option<DateTime<Utc>> {
    let (wall, moment) = written(field)?;
    Some(moment.unwrap_or_else(|| wall.and_utc())).filter(|moment| moment.timestamp() > 365 * 86_400)
}

fn days(
    from: Option<&Text>,
    to: Option<&Text>,
    stop: &InvitePoint,
    reading: &Reading<'_>,
) -> (Option<NaiveDate>, Option<NaiveDate>) {
    let zone = stop.at.filter(|_| reading.dates_are_utc).and_then(reading.zone);
    let day = |field: Option<&Text>| {
        let (wall, moment) = written(field)?;
        let wall = zone.map_or(wall, |zone| zone.to_local(moment.unwrap_or_else(|| wall.and_utc())));
        Some(wall.date()).filter(|day| *day > NaiveDate::from_ymd_opt(1971, 1, 1).unwrap_or_default())
    };
    (day(from), day(to))
}

/// Opening and closing; midnight to midnight says nothing.
fn hours(from: Option<&Text>, to: Option<&Text>) -> (Option<NaiveTime>, Option<NaiveTime>) {
    let (from, to) = (clock(from), clock(to));
    if [from, to].into_iter().flatten().all(|time| time == NaiveTime::MIN) { (None, None) } else { (from, to) }
}

/// The time of day of a date-time (whose date means nothing) or of a span.
fn clock(field: Option<&Text>) -> Option<NaiveTime> {
    let text = field?.get();
    let time = text.rsplit(['T', ' ']).next().unwrap_or_default();
    let time: String = time.chars().take_while(|c| c.is_ascii_digit() || matches!(c, ':' | '.')).collect();
    // A span may begin with days.
    let time =
        time.split_once(':').map(|(hours, rest)| format!("{}:{rest}", hours.rsplit('.').next().unwrap_or(hours)))?;
    ["%H:%M:%S%.f", "%H:%M"].iter().find_map(|form| NaiveTime::parse_from_str(&time, form).ok())
}

/// Reads the entity of a topic, if it is one of an invitation.
#[must_use]
pub fn read(topic: super::envelope::Topic, entity: &serde_json::Value, reading: &Reading<'_>) -> Option<Invitation> {
    Some(invitation(&Invite::read(topic, entity)?, reading))
}

/// Names of all fields that may be said in comments: those of the wire, and those that a draft says of itself.
#[must_use]
pub fn said_fields() -> Vec<&'static str> {
    let own = ["prepay_percent", "pay_days", "point_type", "is_round_the_clock", "weight", "volume"];
    left::said_fields().into_iter().chain(own).chain(crate::domain::invite::OWN_FACTS).collect()
}

/// An empty invitation of a topic, for an entity that was withdrawn before its content came.
#[must_use]
pub fn unread(topic: super::envelope::Topic) -> Invitation {
    match topic {
        super::envelope::Topic::Received => blank(Direction::Received),
        super::envelope::Topic::Sent => blank(Direction::Sent),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::ati::field::Field as _;

    fn as_text(text: &str) -> Option<Text> {
        Text::read(&serde_json::Value::from(text))
    }

    #[test]
    fn clocks_are_read_from_date_times_and_from_spans() {
        let time = |text: &str| clock(as_text(text).as_ref()).map(|time| time.to_string());
        assert_eq!(time("1970-01-01T08:30:00.000Z"), Some("08:30:00".into()));
        assert_eq!(time("08:30"), Some("08:30:00".into()));
        assert_eq!(time("0.17:45:00"), Some("17:45:00".into()));
        assert_eq!(time("1970-01-01T08:30:00+03:00"), Some("08:30:00".into()));
        assert_eq!(time("?"), None);
        assert_eq!(hours(as_text("00:00").as_ref(), as_text("00:00:00").as_ref()), (None, None));
    }

    #[test]
    fn days_are_those_of_the_place_unless_the_settings_say_utc() {
        let stop =
            InvitePoint { at: Some(GeoPoint { longitude: 1.0, latitude: 1.0 }), ..InvitePoint::new(PointKind::Load) };
        let date = as_text("2026-12-01T22:00:00.000Z");
        let zone = |_| Some(Zone::Fixed(180));
        let reading = Reading { dates_are_utc: false, weights_are_kg: false, lengths_are_m: false, zone: &zone };
        assert_eq!(days(date.as_ref(), None, &stop, &reading).0, "2026-12-01".parse().ok());
        let utc = Reading { dates_are_utc: true, ..reading };
        assert_eq!(days(date.as_ref(), None, &stop, &utc).0, "2026-12-02".parse().ok());
        assert_eq!(days(as_text("1970-01-01T00:00:00Z").as_ref(), None, &stop, &utc).0, None);
    }
}
