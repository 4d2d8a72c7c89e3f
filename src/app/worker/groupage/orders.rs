//! Orders: once, and what is known of them afterwards.

use std::sync::atomic::Ordering;

use super::{Desk, carrier, complaints, failure, forms, tell, tell_orders};
use crate::app::groupage::desk::{Asked, GroupageEvent, Placed};
use crate::app::groupage::{GroupageError, Ordered};
use crate::app::state::ToastLevel;
use crate::domain::ltl::Level;
use crate::store::groupage::{Order, OrderState};
use crate::words::Message;

/// Orders what is in the form. It is checked once more right before: what was seen a moment ago may be old.
pub(super) async fn order(desk: Desk, asked: Asked, again: bool) {
    tell(&desk, GroupageEvent::Placing);
    // A price that is still to be asked for is of no use any more.
    desk.groupage.newest.store(0, Ordering::Relaxed);
    let placed = place(&desk, &asked, again).await;
    if let Placed::Sent(Order { state: OrderState::Made, .. }, ..) = &placed {
        forms::forget(&desk, &asked);
    }
    tell_orders(&desk);
    tell(&desk, GroupageEvent::Placed(Box::new(placed)));
}

async fn place(desk: &Desk, asked: &Asked, again: bool) -> Placed {
    let (here, what) = (desk.clone(), asked.clone());
    let done = tokio::task::spawn_blocking(move || forms::checked(&here, &what)).await;
    let (checked, shipment) = match done {
        Ok(Ok(checked)) => checked,
        Ok(Err(message)) => return Placed::NotSent(message),
        Err(_gone) => return Placed::NotSent(Message::new("ltl-not-sent")),
    };
    if let Some(note) = checked.order.iter().find(|note| note.level == Some(Level::Blocks)) {
        let message = note.words.clone();
        tell(desk, GroupageEvent::Checked(Box::new(checked)));
        return Placed::NotSent(message);
    }
    let carrier = match carrier(desk) {
        Ok(carrier) => carrier,
        Err(message) => return Placed::NotSent(message),
    };
    match carrier.order(asked.bid.as_ref(), &shipment, again).await {
        Ok(Ordered::Sent(order, error)) => {
            let error = error.map(GroupageError::Carrier);
            let notes = error.as_ref().map(complaints).unwrap_or_default();
            Placed::Sent(*order, error.as_ref().map(failure), notes)
        }
        Ok(Ordered::InTheWay(order)) => Placed::InTheWay(*order),
        Err(error) => Placed::NotSent(failure(&error)),
    }
}

pub(super) async fn look_up(desk: Desk, number: String) {
    let looked = match carrier(&desk) {
        Ok(carrier) => carrier.look_up(&number).await.map_err(|error| failure(&error)),
        Err(message) => Err(message),
    };
    match looked {
        Ok(order) if order.found.is_empty() && order.state != OrderState::Made => {
            desk.out.notice(ToastLevel::Info, Message::new("dellin-not-shown").with("number", number.as_str()));
        }
        Ok(_) => {}
        Err(message) => desk.out.notice(ToastLevel::Error, message),
    }
    tell_orders(&desk);
    tell(&desk, GroupageEvent::LookedUp(number));
}

pub(super) async fn not_made(desk: Desk, number: String) {
    let settled = match carrier(&desk) {
        Ok(carrier) => carrier.not_made(&number).await.map_err(|error| failure(&error)),
        Err(message) => Err(message),
    };
    match settled {
        Ok(order) if order.state == OrderState::Made => {
            desk.out.notice(ToastLevel::Info, Message::new("ltl-was-made").with("number", number.as_str()));
        }
        Ok(_) => {}
        Err(message) => desk.out.notice(ToastLevel::Error, message),
    }
    tell_orders(&desk);
    tell(&desk, GroupageEvent::LookedUp(number));
}
