//! Wishes about groupage shipments → changes of state and work; news → changes of state.

use std::sync::Arc;

use super::desk::{
    DirectoryView, GroupageCommand, GroupageDesk, GroupageEffect, GroupageEvent, KeysTest, Opened, Pricing, Refresh,
    When,
};
use super::form::Form;
use crate::app::command::Screen;
use crate::app::effect::Effect;
use crate::app::state::AppState;
use crate::domain::ltl::DeliveryType;

/// Handles a wish.
pub(in crate::app) fn handle(state: &mut AppState, command: GroupageCommand) -> Vec<Effect> {
    let desk = &mut state.groupage;
    let effects = match command {
        GroupageCommand::Open { bid, sides, afresh } => {
            state.screen = Screen::Groupage;
            desk.sessions = desk.sessions.saturating_add(1);
            vec![GroupageEffect::Begin, GroupageEffect::Open { session: desk.sessions, bid, sides, afresh }]
        }
        GroupageCommand::Typed(form) => typed(desk, *form),
        GroupageCommand::Price => {
            desk.pricing = Pricing::Soon;
            check(desk, When::Now)
        }
        GroupageCommand::Compare => {
            desk.compared = DeliveryType::ALL.iter().map(|kind| (*kind, None)).collect();
            desk.asked().map(|asked| GroupageEffect::Compare(Box::new(asked))).into_iter().collect()
        }
        GroupageCommand::UseOffer(id) => use_offer(desk, id),
        GroupageCommand::Order(again) => {
            desk.placing = true;
            desk.asked().map(|asked| GroupageEffect::Order(Box::new(asked), again)).into_iter().collect()
        }
        GroupageCommand::Back => {
            desk.placed = None;
            // What was ordered meanwhile stands in the way of another one.
            check(desk, When::Never)
        }
        GroupageCommand::LookUp(number) => {
            desk.looking.push(number.clone());
            vec![GroupageEffect::LookUp(number)]
        }
        GroupageCommand::NotMade(number) => {
            desk.looking.push(number.clone());
            vec![GroupageEffect::NotMade(number)]
        }
        GroupageCommand::Print(number, paper, form) => vec![GroupageEffect::Print(number, paper, form)],
        GroupageCommand::Label(number, format) => vec![GroupageEffect::Label(number, format)],
        GroupageCommand::Refresh(directories) => {
            begin_refresh(desk, &directories);
            vec![GroupageEffect::Refresh(directories)]
        }
        GroupageCommand::Find(directory, text) => vec![GroupageEffect::Find(directory, text)],
        GroupageCommand::Keys(secrets) => vec![GroupageEffect::Keys(secrets)],
        GroupageCommand::TestKeys => {
            desk.keys.test = KeysTest::Running;
            vec![GroupageEffect::TestKeys]
        }
    };
    effects.into_iter().map(Effect::Groupage).collect()
}

/// The screen is opened: an empty form when there is none yet.
pub(in crate::app) fn opened(state: &mut AppState) -> Vec<Effect> {
    if state.groupage.open.is_some() {
        return vec![Effect::Groupage(GroupageEffect::Begin)];
    }
    handle(state, GroupageCommand::Open { bid: None, sides: None, afresh: false })
}

fn typed(desk: &mut GroupageDesk, form: Form) -> Vec<GroupageEffect> {
    if desk.form == form {
        return Vec::new();
    }
    if desk.form.says_the_same(&form) {
        desk.form = form;
        return check(desk, When::Never);
    }
    desk.form = form;
    desk.edition = desk.edition.saturating_add(1);
    desk.complaints.clear();
    desk.compared.clear();
    desk.pricing = Pricing::Soon;
    check(desk, When::Soon)
}

fn check(desk: &GroupageDesk, price: When) -> Vec<GroupageEffect> {
    desk.asked().map(|asked| GroupageEffect::Check { asked: Box::new(asked), price }).into_iter().collect()
}

/// The shipment of an offer in a new form of the same bid.
fn use_offer(desk: &mut GroupageDesk, id: i64) -> Vec<GroupageEffect> {
    let Some(offer) = desk.offers.iter().find(|offer| offer.id == id) else { return Vec::new() };
    let form = Form::of(&offer.shipment);
    desk.sessions = desk.sessions.saturating_add(1);
    if let Some(open) = &mut desk.open {
        open.session = desk.sessions;
        open.form = form.clone();
    }
    typed(desk, form)
}

fn begin_refresh(desk: &mut GroupageDesk, directories: &[crate::domain::ltl::Directory]) {
    desk.refreshing = true;
    for directory in directories {
        desk.directories.entry(*directory).or_default().refresh = Some(Refresh::Waiting);
    }
}

/// Takes news in.
pub(in crate::app) fn apply(state: &mut AppState, event: GroupageEvent) -> Vec<Effect> {
    let desk = &mut state.groupage;
    let session = desk.open.as_ref().map(|open| open.session);
    match event {
        GroupageEvent::Opened(opened) if opened.session == desk.sessions => return open(desk, *opened),
        GroupageEvent::Checked(checked) if Some(checked.session) == session && checked.edition == desk.edition => {
            if desk.pricing == Pricing::Soon && !checked.may_price() {
                desk.pricing = Pricing::Idle;
            }
            desk.checked = Some(*checked);
        }
        GroupageEvent::Asking(edition) if edition == desk.edition => desk.pricing = Pricing::Asking,
        GroupageEvent::Price(of, edition, offer, own) if Some(of) == session => {
            if edition == desk.edition {
                desk.pricing = Pricing::Idle;
            }
            desk.own = own;
            desk.price = Some((edition, offer));
        }
        GroupageEvent::NoPrice(of, edition, message, complaints) if Some(of) == session && edition == desk.edition => {
            desk.pricing = Pricing::Failed(message);
            desk.complaints = complaints;
            desk.price = None;
        }
        GroupageEvent::Compared(of, kind, answer) if Some(of) == session => {
            if let Some(line) = desk.compared.iter_mut().find(|(one, _)| *one == kind) {
                line.1 = Some(answer);
            }
        }
        GroupageEvent::AllCompared(of, own) if Some(of) == session => desk.own = own.or(desk.own),
        GroupageEvent::Offers(offers) => desk.offers = offers,
        GroupageEvent::Placing => desk.placing = true,
        GroupageEvent::Placed(placed) => {
            desk.placing = false;
            if let super::desk::Placed::Sent(_, _, complaints) = placed.as_ref() {
                desk.complaints.clone_from(complaints);
            }
            desk.placed = Some(*placed);
        }
        GroupageEvent::Orders(orders) => take_orders(desk, orders),
        GroupageEvent::LookedUp(number) => desk.looking.retain(|one| *one != number),
        GroupageEvent::Directory(directory, entries, at) => {
            let view = desk.directories.entry(directory).or_default();
            let DirectoryView { entries: known, checked_at, .. } = view;
            (*known, *checked_at) = (entries, at);
            desk.directory_edition = desk.directory_edition.saturating_add(1);
        }
        GroupageEvent::Refreshing(directory, refresh) => {
            desk.refreshing = true;
            desk.directories.entry(directory).or_default().refresh = Some(refresh);
        }
        GroupageEvent::Ways(ways) => desk.ways = ways,
        GroupageEvent::Refreshed => {
            desk.refreshing = false;
            // What the checks know by is another now.
            return check(desk, When::Never).into_iter().map(Effect::Groupage).collect();
        }
        GroupageEvent::Found(directory, text, entries) => {
            desk.found.insert(directory, (text, entries));
            desk.directory_edition = desk.directory_edition.saturating_add(1);
        }
        GroupageEvent::Keys(keys) => desk.keys = keys,
        // Of a form that is no more, or of what was typed before.
        GroupageEvent::Opened(_)
        | GroupageEvent::Checked(_)
        | GroupageEvent::Asking(_)
        | GroupageEvent::Price(..)
        | GroupageEvent::NoPrice(..)
        | GroupageEvent::Compared(..)
        | GroupageEvent::AllCompared(..) => {}
    }
    Vec::new()
}

fn open(desk: &mut GroupageDesk, opened: Opened) -> Vec<Effect> {
    desk.form = opened.form.clone();
    desk.edition = desk.edition.saturating_add(1);
    desk.open = Some(opened);
    (desk.checked, desk.price, desk.own, desk.placed) = (None, None, None, None);
    (desk.pricing, desk.placing) = (Pricing::Soon, false);
    desk.complaints.clear();
    desk.compared.clear();
    check(desk, When::Soon).into_iter().map(Effect::Groupage).collect()
}

/// The order that is shown follows what is known of it.
fn take_orders(desk: &mut GroupageDesk, orders: Arc<Vec<crate::store::groupage::Order>>) {
    if let Some(super::desk::Placed::Sent(shown, ..) | super::desk::Placed::InTheWay(shown)) = &mut desk.placed
        && let Some(now) = orders.iter().find(|order| order.number == shown.number)
    {
        shown.clone_from(now);
    }
    desk.orders = orders;
}
