//! The trace of a bid on the blocking pool, and calls by the system's own program.

use std::path::Path;

use super::{Desk, blocking, words};
use crate::app::event::Event;
use crate::app::state::ToastLevel;
use crate::app::trail::{Stamp, Trail, TrailEffect, lines};
use crate::domain::id::RecordKind;
use crate::platform;
use crate::store::StoreError;
use crate::words::Message;

/// Changes and calls that are shown of one bid.
const MOST: usize = 200;

/// Carries an effect out.
pub(super) fn carry_out(desk: &Desk, effect: TrailEffect) {
    blocking(desk, move |desk| match effect {
        TrailEffect::Read(stamp) => match read(desk, &stamp) {
            Ok(trail) => desk.out.tell(Event::Trail(stamp, Box::new(trail))),
            Err(error) => desk.out.notice(ToastLevel::Error, words::store_error(&error)),
        },
        TrailEffect::Dial(phone) => dial(desk, phone),
        TrailEffect::Author(name) => {
            if let Err(error) = desk.store.set_author(&name) {
                desk.out.notice(ToastLevel::Error, words::store_error(&error));
            }
        }
    });
}

fn read(desk: &Desk, stamp: &Stamp) -> Result<Trail, StoreError> {
    let own = desk.store.own_changes(&stamp.bid, MOST)?;
    let outside = desk.store.outside_changes(&stamp.bid, MOST)?;
    let replaced = desk.store.history(RecordKind::Bid, &stamp.bid)?;
    let steps = desk.store.life_steps(&stamp.bid, MOST)?;
    let calls = desk.store.journal_of_bid(&stamp.bid, MOST)?;
    let books = desk.model().books();
    let (lang, offset) = (stamp.lang(), desk.own.offset_minutes);
    let from = lines::Sources { own: &own, outside: &outside, steps: &steps, replaced: &replaced };
    Ok(Trail { changes: lines::changes(from, &books, lang, offset), calls: lines::calls(&calls, lang, offset) })
}

fn dial(desk: &Desk, phone: String) {
    if let Err(error) = platform::open(Path::new(&format!("tel:{phone}"))) {
        tracing::warn!(%error, "no program for calls was opened");
        desk.out.notice(ToastLevel::Warn, Message::new("error-not-dialled").with("phone", phone));
    }
}
