//! Invitations: disorder, repeats, the place in the receiver's list, and one bid a truck.

use cargorun_desk::domain::bid::Bid;
use cargorun_desk::domain::invite::Direction;
use cargorun_desk::store::StoreError;
use cargorun_desk::store::invites::{Came, Cursor, Drafted, InviteKey};

use crate::support::{at, store};

fn key(entity: &str) -> InviteKey {
    InviteKey { direction: Direction::Received, entity: entity.into() }
}

fn event(entity: &str, minute: i64, content: Option<&str>) -> Came {
    Came::Invite { key: key(entity), at: at(minute), content: content.map(str::to_owned) }
}

fn cursor(seq: i64) -> Cursor {
    Cursor { epoch: "one".into(), seq }
}

#[test]
fn events_in_any_order_and_repeated_end_in_the_same_state() {
    let events = [event("a", 1, Some("1")), event("a", 2, Some("2")), event("b", 1, Some("x")), event("b", 5, None)];
    let orders = [[0, 1, 2, 3], [3, 2, 1, 0], [1, 3, 0, 2]];
    let mut ends = Vec::new();
    for order in orders {
        let store = store();
        for place in order.iter().chain(&order) {
            store.take_invites(&events[*place..=*place], &cursor(1), at(9)).unwrap();
        }
        ends.push(store.invites().unwrap());
    }
    assert_eq!(ends[0], ends[1]);
    assert_eq!(ends[0], ends[2]);
    let of = |entity: &str| ends[0].iter().find(|one| one.key == key(entity)).unwrap();
    assert_eq!(of("a").history.content.as_ref().map(|stamp| stamp.content.as_str()), Some("2"));
    assert!(!of("a").history.is_withdrawn());
    assert!(of("b").history.is_withdrawn());
    assert!(of("b").history.content.is_some(), "what was withdrawn can still be read");
}

#[test]
fn the_place_moves_with_the_events_and_strange_ones_are_kept() {
    let store = store();
    assert_eq!(store.invite_cursor().unwrap(), None);
    let raw = Came::Raw { seq: 7, topic: "cargoes".into(), body: "{}".into() };
    let changed = store.take_invites(&[raw.clone(), event("a", 1, Some("1"))], &cursor(7), at(1)).unwrap();
    assert_eq!(changed.into_iter().collect::<Vec<_>>(), [key("a")]);
    assert_eq!(store.take_invites(&[raw, event("a", 1, Some("1"))], &cursor(7), at(2)).unwrap().len(), 0);
    assert_eq!(store.invite_cursor().unwrap(), Some(cursor(7)));
    assert_eq!(store.raw_invite_events().unwrap(), [("cargoes".to_owned(), "{}".to_owned())]);
}

#[test]
fn a_second_press_gives_the_bid_that_is_there_and_a_deleted_one_makes_room() {
    let store = store();
    assert_eq!(store.draft_invite(&key("a"), 1, &Bid::blank(), at(1)), Err(StoreError::NotFound));
    store.take_invites(&[event("a", 1, Some("1"))], &cursor(1), at(1)).unwrap();
    let Drafted::Made(first) = store.draft_invite(&key("a"), 1, &Bid::blank(), at(2)).unwrap() else {
        panic!("the first press makes a bid")
    };
    let again = store.draft_invite(&key("a"), 1, &Bid::default(), at(3)).unwrap();
    assert_eq!(again, Drafted::Existing(first.meta.id.clone()));
    assert!(matches!(store.draft_invite(&key("a"), 2, &Bid::blank(), at(4)).unwrap(), Drafted::Made(_)));
    let record = store.invite(&key("a")).unwrap().unwrap();
    assert_eq!(record.bids.iter().map(|(ordinal, _)| *ordinal).collect::<Vec<_>>(), [1, 2]);
    assert_eq!(store.invite_of_bid(&first.meta.id).unwrap(), Some(key("a")));
    store.take_invites(&[event("a", 9, None)], &cursor(2), at(9)).unwrap();
    assert!(store.bid(&first.meta.id).unwrap().is_some(), "a withdrawal leaves the bid alone");
}

#[test]
fn looking_and_declining_are_noted_and_can_be_taken_back() {
    let store = store();
    assert_eq!(store.see_invite(&key("a"), at(1)), Err(StoreError::NotFound));
    store.take_invites(&[event("a", 1, Some("1"))], &cursor(1), at(1)).unwrap();
    store.see_invite(&key("a"), at(2)).unwrap();
    store.see_invite(&key("a"), at(3)).unwrap();
    store.decline_invite(&key("a"), Some(at(4))).unwrap();
    let record = store.invite(&key("a")).unwrap().unwrap();
    assert_eq!((record.seen_at, record.declined_at), (Some(at(2)), Some(at(4))));
    store.decline_invite(&key("a"), None).unwrap();
    assert_eq!(store.invite(&key("a")).unwrap().unwrap().declined_at, None);
    store.put_ati_names("city", &[("1".into(), "Казань".into())], at(1)).unwrap();
    assert_eq!(store.ati_names("city").unwrap(), [("1".to_owned(), "Казань".to_owned())]);
    assert!(store.ati_names("firm").unwrap().is_empty());
}
