//! Forms: made of a bid or empty, kept while they are typed, checked.

use chrono::{Datelike as _, NaiveDate, NaiveDateTime, Timelike as _, Weekday};

use super::{Desk, carrier, failure, here, local, sources, tell};
use crate::app::event::Event;
use crate::app::groupage::desk::{Asked, Checked, GroupageEvent, Note, Opened};
use crate::app::groupage::form::Form;
use crate::app::groupage::opening::{self, FromBid};
use crate::app::groupage::{Carrier, GroupageError, order_key, words as said};
use crate::app::state::ToastLevel;
use crate::app::worker::words;
use crate::domain::bid::{BidPoint, PointKind};
use crate::domain::id::LocalId;
use crate::domain::ltl::{
    BidSides, Finding, Handling, Insurance, Known, Method, Missing, Payment, Requester, Shipment, Side, Variant,
    Window, check,
};
use crate::domain::place::Place;
use crate::store::StoreError;
use crate::words::Message;

/// Each bid has one form that may be half-typed, and so has the form without a bid.
fn form_key(bid: Option<&LocalId>) -> String {
    bid.map_or_else(|| "groupage".to_owned(), |bid| format!("groupage-{bid}"))
}

pub(super) fn open(desk: &Desk, session: u64, bid: Option<&LocalId>, sides: Option<BidSides>, afresh: bool) {
    match made(desk, session, bid, sides, afresh) {
        Ok(opened) => {
            let offers = bid.map(|bid| desk.store.offers(bid)).transpose();
            if let Ok(offers) = offers {
                tell(desk, GroupageEvent::Offers(offers.unwrap_or_default().into()));
            }
            tell(desk, GroupageEvent::Opened(Box::new(opened)));
        }
        Err(error) => desk.out.tell(Event::Notice(ToastLevel::Error, words::store_error(&error))),
    }
}

fn made(
    desk: &Desk,
    session: u64,
    bid: Option<&LocalId>,
    sides: Option<BidSides>,
    afresh: bool,
) -> Result<Opened, StoreError> {
    let settings = desk.settings().dellin;
    let mut opened = match bid {
        Some(id) => {
            let made = opening::of_bid(&desk.store, id, sides, &settings, desk.now(), here(desk))?;
            let Some(FromBid { record, shipment, missing, .. }) = made else { return Err(StoreError::NotFound) };
            let number = record.meta.remote_id.map(|id| id.to_string()).unwrap_or_default();
            let stops =
                record.bid.points.iter().filter(|point| matches!(point.kind, PointKind::Load | PointKind::Unload));
            let route = stops.map(|point| place_name(&point.place)).collect::<Vec<_>>().join(" → ");
            let title = if number.is_empty() { route } else { format!("{number} · {route}") };
            let points = record.bid.points.iter().map(point_name).collect();
            Opened { session, bid: bid.cloned(), title, form: Form::of(&shipment), missing, points, sides, kept: false }
        }
        None => Opened { session, form: Form::of(&empty(desk)), ..Opened::default() },
    };
    let key = form_key(bid);
    if afresh || sides.is_some() {
        desk.store.drop_form(&key)?;
    } else if let Some(kept) = desk.store.kept_form(&key)?
        && let Ok(form) = serde_json::from_str::<Form>(&kept)
    {
        opened.kept = form != opened.form;
        opened.form = form;
    }
    Ok(opened)
}

fn place_name(place: &Place) -> &str {
    let town = place.settlement();
    if town.is_empty() { place.address.as_str() } else { town }
}

fn point_name(point: &BidPoint) -> String {
    let place = place_name(&point.place);
    let sign = match point.kind {
        PointKind::Load => "↑",
        PointKind::Unload => "↓",
        PointKind::Start | PointKind::Custom | PointKind::Service => "·",
    };
    format!("{sign} {place}")
}

/// The first day on which cargo is fetched at an address: the same day only on weekdays before four.
fn next_day(now: NaiveDateTime) -> NaiveDate {
    let mut day = now.date();
    if now.hour() >= 16 {
        day = day.succ_opt().unwrap_or(day);
    }
    while matches!(day.weekday(), Weekday::Sat | Weekday::Sun) {
        day = day.succ_opt().unwrap_or(day);
    }
    day
}

/// An empty form: what the settings say for every shipment.
fn empty(desk: &Desk) -> Shipment {
    let now = here(desk);
    let today = next_day(now);
    let defaults = desk.settings().dellin.defaults(today);
    let (start, end) = (Some(defaults.hours.0), Some(defaults.hours.1));
    let side = || Side {
        variant: Some(defaults.variant),
        time: (defaults.variant == Variant::Address).then(|| Window { start, end, ..Window::default() }),
        ..Side::default()
    };
    Shipment {
        delivery: Some(defaults.delivery),
        derival: Side { produce_date: Some(today), ..side() },
        arrival: side(),
        requester: Some(Requester { role: Some(defaults.role), uid: defaults.requester.clone(), email: None }),
        payment: Some(Payment {
            kind: Some(defaults.payment),
            primary_payer: Some(defaults.payer),
            ..Payment::default()
        }),
        ..Shipment::default()
    }
}

/// A form as it can be asked about: what the documents want said though nobody typed it.
pub(super) fn read(desk: &Desk, asked: &Asked) -> Result<(Shipment, Vec<Finding>, Vec<Note>), StoreError> {
    let sources = sources(desk)?;
    // Days are relative to the sender's town; which one that is does not depend on the day.
    let first = asked.form.read(here(desk)).shipment;
    let read = asked.form.read(local(desk, &sources, &first));
    let mut shipment = read.shipment;
    // Each thing that is missing of it is asked for by itself.
    shipment.cargo.get_or_insert_default();
    if let Some(Insurance { stated_value: Some(_), term, .. }) =
        shipment.cargo.as_mut().and_then(|cargo| cargo.insurance.as_mut())
    {
        term.get_or_insert(true);
    }
    for side in [&mut shipment.derival, &mut shipment.arrival] {
        // A payer of handling that is not ordered is one payer too many.
        side.handling = side.handling.filter(|handling| Handling { payer: None, ..*handling } != Handling::default());
        if side.variant != Some(Variant::Address) {
            side.time = None;
        }
    }
    let unreadable = read.unreadable.into_iter();
    let notes = unreadable.map(|(field, words)| Note {
        field,
        level: Some(crate::domain::ltl::Level::Blocks),
        words,
        theirs: false,
    });
    Ok((shipment, read.findings, notes.collect()))
}

/// Keeps a half-typed form, so that nothing that was typed is lost.
pub(super) fn keep(desk: &Desk, asked: &Asked) {
    let Ok(text) = serde_json::to_string(&asked.form) else { return };
    if let Err(error) = desk.store.keep_form(&form_key(asked.bid.as_ref()), &text, desk.now()) {
        tracing::warn!(%error, "a half-typed shipment was not kept");
    }
}

/// The form was ordered: the next one begins anew.
pub(super) fn forget(desk: &Desk, asked: &Asked) {
    if let Err(error) = desk.store.drop_form(&form_key(asked.bid.as_ref())) {
        tracing::warn!(%error, "a kept shipment was not dropped");
    }
}

/// What the checks say of a form.
pub(super) fn checked(desk: &Desk, asked: &Asked) -> Result<(Checked, Shipment), Message> {
    let carrier = carrier(desk)?;
    let inner = || {
        let (shipment, findings, unreadable) = read(desk, asked)?;
        let price = notes(desk, &carrier, asked, &shipment, Method::Quote, &findings)?;
        let mut order = notes(desk, &carrier, asked, &shipment, Method::Order, &findings)?;
        order.extend(asked_for(asked, &shipment));
        let in_the_way = desk.store.order_in_the_way(&order_key(asked.bid.as_ref(), &shipment))?;
        let preorder = shipment.is_preorder();
        let with = |list: Vec<Note>| unreadable.iter().cloned().chain(list).collect();
        let checked = Checked {
            session: asked.session,
            edition: asked.edition,
            price: with(price),
            order: with(order),
            preorder,
            in_the_way: in_the_way.map(Box::new),
        };
        Ok((checked, shipment))
    };
    inner().map_err(|error: StoreError| failure(&GroupageError::Store(error)))
}

fn notes(
    desk: &Desk,
    carrier: &Carrier,
    asked: &Asked,
    shipment: &Shipment,
    method: Method,
    unread: &[Finding],
) -> Result<Vec<Note>, StoreError> {
    let mut found = unread.to_vec();
    found.extend(findings(desk, carrier, asked.bid.as_ref(), shipment, method)?);
    // A word that is none is missing too: one line is enough, the one that names it.
    found.sort_by(|a, b| (a.rule, &a.field, &b.detail).cmp(&(b.rule, &b.field, &a.detail)));
    found.dedup_by(|later, first| later.rule == first.rule && later.field == first.field);
    let no_code = shipment.payment.as_ref().is_none_or(|payment| payment.city.is_none());
    // The town of payment is one thing said in two ways: by name, unless somebody has its code.
    let place = |field: &str| match field {
        "payment.paymentCity" if no_code => "payment.paymentCitySearch.search".to_owned(),
        other => other.to_owned(),
    };
    let note = |finding: &Finding| Note {
        field: place(&finding.field),
        level: Some(finding.level),
        words: said::finding(finding),
        theirs: false,
    };
    Ok(found.iter().map(note).collect())
}

fn findings(
    desk: &Desk,
    carrier: &Carrier,
    bid: Option<&LocalId>,
    shipment: &Shipment,
    method: Method,
) -> Result<Vec<Finding>, StoreError> {
    let known = known(desk, carrier, bid, shipment, method)?;
    Ok(check::check(shipment, &known))
}

/// What the checks may know: directories, session, days that can be chosen, the declared value of the last price.
fn known(
    desk: &Desk,
    carrier: &Carrier,
    bid: Option<&LocalId>,
    shipment: &Shipment,
    method: Method,
) -> Result<Known, StoreError> {
    let sources = sources(desk)?;
    let mut known = sources.known(shipment, method, local(desk, &sources, shipment));
    known.has_appkey = carrier.client.has_appkey();
    known.session = carrier.client.has_account();
    known.dates = carrier.kept_days(shipment)?;
    if let Some(bid) = bid {
        known.quoted_value = carrier.quoted_value(bid)?;
    }
    Ok(known)
}

/// What the bid could not say and nobody has said yet.
fn asked_for(asked: &Asked, shipment: &Shipment) -> Vec<Note> {
    let still = |missing: &&Missing| {
        let confirmed = match missing {
            // The desk put them in by itself: they count once they were touched.
            Missing::Date | Missing::Quantity => asked.form.was_seen(missing.field()),
            _ => false,
        };
        let sides_known = **missing == Missing::WhichEnds && asked.sides.is_some();
        !sides_known && opening::is_still_missing(**missing, shipment, confirmed)
    };
    let note = |missing: &Missing| Note {
        field: missing.field().to_owned(),
        level: None,
        words: said::missing(*missing),
        theirs: false,
    };
    asked.missing.iter().filter(still).map(note).collect()
}
