//! Slow work on new bids: lines and rows are read with the books and the towns, drafts are stored.

use std::sync::Arc;

use super::{Desk, blocking, books, words};
use crate::app::entry::known::Known;
use crate::app::entry::{EntryEffect, EntryEvent};
use crate::app::event::Event;
use crate::app::life::back::MadeAs;
use crate::app::lines::own_local;
use crate::app::state::ToastLevel;
use crate::domain::bid::Bid;
use crate::domain::entry::{read_line, read_rows};
use crate::domain::id::LocalId;
use crate::geo::zones;
use crate::words::Message;

/// One line an effect.
pub(super) fn carry_out(desk: &Desk, effect: EntryEffect) {
    match effect {
        EntryEffect::Line(text, makes) => blocking(desk, move |desk| line(desk, text, makes)),
        EntryEffect::Rows(text) => blocking(desk, move |desk| rows(desk, text)),
        EntryEffect::Make(bids, made) => blocking(desk, move |desk| make(desk, &bids, made)),
        other => blocking(desk, move |desk| templates(desk, other)),
    }
}

fn tell(desk: &Desk, event: EntryEvent) {
    desk.out.tell(Event::Entry(event));
}

/// A truck brings along the driver and the trailer that it drove with last, and every place knows its clocks.
fn completed(desk: &Desk, mut bid: Bid) -> Bid {
    let known = desk.model().books();
    if let Some(pair) = bid.car.as_ref().and_then(|car| known.pairing(car)) {
        let living = |id: &&LocalId| !known.record_is_gone(id);
        bid.driver = bid.driver.or_else(|| pair.driver.as_ref().filter(living).cloned());
        bid.trailer = bid.trailer.or_else(|| pair.trailer.as_ref().filter(living).cloned());
    }
    for point in &mut bid.points {
        if point.place.zone.is_none() {
            point.place.zone = point.place.location.and_then(zones::zone_at);
        }
    }
    bid
}

fn line(desk: &Desk, text: String, makes: bool) {
    let known = desk.model().books();
    let now = own_local(desk.now(), desk.own);
    let mut read = read_line(&text, now, &Known::new(&known));
    read.bid = completed(desk, read.bid);
    if makes {
        make(desk, std::slice::from_ref(&read.bid), MadeAs::Drafts);
    }
    tell(desk, EntryEvent::Line(text, Arc::new(read)));
}

fn rows(desk: &Desk, text: String) {
    let known = desk.model().books();
    let now = own_local(desk.now(), desk.own);
    let mut read = read_rows(&text, now, &Known::new(&known));
    for row in &mut read.rows {
        row.bid = completed(desk, std::mem::take(&mut row.bid));
    }
    tell(desk, EntryEvent::Rows(text, Arc::new(read)));
}

/// One that can't be stored does not lose the others; nothing is sent by itself but by the setting.
fn make(desk: &Desk, bids: &[Bid], as_what: MadeAs) {
    let mut made = Vec::new();
    let mut sends = Vec::new();
    for bid in bids {
        match desk.store.save_bid(None, bid, desk.now()) {
            Ok(record) => {
                if desk.settings().rules.goes_at_once(&record) {
                    sends.push(record.meta.id.clone());
                }
                made.push(record.meta.id);
            }
            Err(error) => {
                desk.out.notice(ToastLevel::Error, words::store_error(&error));
                break;
            }
        }
    }
    books::tell_bids(desk, &made);
    tell(desk, EntryEvent::Made(made, as_what));
    for id in sends {
        books::queue(desk, &id, crate::store::model::OpKind::Create);
    }
}

/// Templates; whatever was done, their names are told anew.
fn templates(desk: &Desk, effect: EntryEffect) {
    let store = &desk.store;
    let done = match effect {
        EntryEffect::KeepTemplate(name, bid) => store.put_template(&name, &bid, desk.now()).map(|()| {
            desk.out.notice(ToastLevel::Ok, Message::new("templates-kept").with("name", name));
        }),
        EntryEffect::UseTemplate(id) => store.use_template(id, desk.now()).map(|mut bid| {
            for point in &mut bid.points {
                point.place.zone = point.place.zone.or_else(|| point.place.location.and_then(zones::zone_at));
            }
            tell(desk, EntryEvent::Begin(Box::new(bid)));
        }),
        EntryEffect::RenameTemplate(id, name) => store.rename_template(id, &name).map(|renamed| {
            if !renamed {
                desk.out.notice(ToastLevel::Warn, Message::new("templates-name-taken").with("name", name));
            }
        }),
        EntryEffect::DropTemplate(id) => store.drop_template(id),
        EntryEffect::ListTemplates | EntryEffect::Line(..) | EntryEffect::Rows(_) | EntryEffect::Make(..) => Ok(()),
    };
    let names = done.and_then(|()| store.templates());
    match names {
        Ok(names) => tell(desk, EntryEvent::Templates(Arc::new(names))),
        Err(error) => desk.out.notice(ToastLevel::Error, words::store_error(&error)),
    }
}
