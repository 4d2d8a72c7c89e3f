//! Steps of a bid's life: what one puts into the outbox and how that comes out again, what is noted once it came through, and the
//! calls that were about a bid.

use cargorun_desk::domain::bid::BidStatus;
use cargorun_desk::domain::completion::Completion;
use cargorun_desk::domain::id::{BidKey, LocalId, RecordKind, RemoteId};
use cargorun_desk::domain::record::RecordState;
use cargorun_desk::domain::undoing::{Queued, Taken};
use cargorun_desk::store::model::{JournalEntry, OpKind, OpState, Outcome};
use cargorun_desk::store::{LifeStepKind, QueuedOp, Store};

use super::support::*;

fn kinds(ops: &[QueuedOp]) -> Vec<OpKind> {
    ops.iter().map(|op| op.kind).collect()
}

/// The first operation of a bid ends well; the platform says this status.
fn comes_through(store: &Store, id: &LocalId, remote: i64, status: BidStatus) {
    let operation = begin(store, id);
    let record = store.bid(id).unwrap().unwrap();
    let read = with_status(pulled(remote, &record.bid), status);
    store.finish_operation(operation.seq, &done(remote, record.local_revision, Some(read)), at(5)).unwrap();
}

#[test]
fn what_a_start_has_queued_comes_out_again_and_nothing_else() {
    let store = store();
    let id = store.save_bid(None, &bid("1"), at(0)).unwrap().meta.id;
    let other = sent_draft(&store, &bid("2"));
    let ops = store.queue_step(&id, OpKind::Start, at(1)).unwrap();
    assert_eq!(kinds(&ops), [OpKind::Create, OpKind::Start], "it is sent first");
    assert_eq!(store.where_stands(&id, Taken::Started, &ops), Ok(Queued::Waits));
    assert_eq!(store.take_back_queued(&id, &ops), Ok(true));
    assert_eq!(operations(&store, &id), []);
    assert_eq!((state(&store, &id), operations(&store, &other).len()), (RecordState::LocalNew, 1));
    assert_eq!(store.where_stands(&id, Taken::Started, &ops), Ok(Queued::Gone));
    assert_eq!(store.take_back_queued(&id, &ops), Ok(false), "once");
}

#[test]
fn a_start_whose_sending_is_out_is_taken_back_alone_and_one_on_the_wire_not_at_all() {
    let store = store();
    let id = store.save_bid(None, &bid("1"), at(0)).unwrap().meta.id;
    let ops = store.queue_step(&id, OpKind::Start, at(1)).unwrap();
    let creation = begin(&store, &id);
    assert_eq!(store.where_stands(&id, Taken::Started, &ops), Ok(Queued::Waits), "the start itself waits behind it");
    assert_eq!(store.take_back_queued(&id, &ops), Ok(true));
    assert_eq!(operations(&store, &id), [(OpKind::Create, OpState::InFlight)], "what is on the wire is left alone");
    store.finish_operation(creation.seq, &done(5, 1, Some(pulled(5, &bid("1")))), at(2)).unwrap();

    let ops = store.queue_step(&id, OpKind::Start, at(3)).unwrap();
    begin(&store, &id);
    assert_eq!(store.where_stands(&id, Taken::Started, &ops), Ok(Queued::OnTheWire));
    assert_eq!(store.take_back_queued(&id, &ops), Ok(false));
    assert_eq!(operations(&store, &id), [(OpKind::Start, OpState::InFlight)]);
    assert_eq!(store.recover_in_flight(at(4)), Ok(1));
    assert_eq!(store.where_stands(&id, Taken::Started, &ops), Ok(Queued::OnTheWire), "its answer never came");
}

#[test]
fn a_refused_step_and_an_ending_with_its_words_are_taken_back_whole() {
    let store = store();
    let id = clean(&store, 5, &bid("1"));
    let ops = store.queue_step(&id, OpKind::Start, at(1)).unwrap();
    let operation = begin(&store, &id);
    store.finish_operation(operation.seq, &Outcome::Rejected { text: "нет".to_owned() }, at(2)).unwrap();
    assert_eq!(store.where_stands(&id, Taken::Started, &ops), Ok(Queued::Waits));
    assert_eq!(store.take_back_queued(&id, &ops), Ok(true));
    let record = store.bid(&id).unwrap().unwrap();
    assert_eq!((record.meta.state, record.meta.error), (RecordState::Clean, None));

    let started = with_status(pulled(6, &bid("2")), BidStatus::Started);
    store.apply_bid_page(&[started], None, at(0)).unwrap();
    let id = LocalId::of_remote(RecordKind::Bid, RemoteId(6));
    let record = store.bid(&id).unwrap().unwrap();
    let completion = Completion::of(&record.bid, &record.facts);
    let ops = store.queue_completion(&id, &completion, at(3)).unwrap();
    assert_eq!(kinds(&ops), [OpKind::Complete]);
    assert_eq!(store.take_back_queued(&id, &ops), Ok(true));
    assert_eq!(store.completion(&id), Ok(None), "its words go with it");
}

#[test]
fn a_restoring_that_waits_is_taken_back_and_the_bid_stays_deleted() {
    let store = store();
    let id = clean(&store, 5, &bid("1"));
    store.apply_bid_page(&[gone(pulled(5, &bid("1")))], None, at(1)).unwrap();
    store.restore_bid(&id, at(2)).unwrap();
    assert_eq!(store.where_stands(&id, Taken::Restored, &[]), Ok(Queued::Waits));
    assert_eq!(store.take_back_restoring(&id), Ok(true));
    assert_eq!((state(&store, &id), operations(&store, &id)), (RecordState::Tombstone, Vec::new()));
    assert_eq!(store.take_back_restoring(&id), Ok(false));
}

/// Whose step, by whom, what, from what to what.
type Told = (bool, String, LifeStepKind, Option<BidStatus>, Option<BidStatus>);

/// Steps of a bid, oldest first.
fn steps(store: &Store, id: &LocalId) -> Vec<Told> {
    let mut all = store.life_steps(id, 50).unwrap();
    all.reverse();
    all.into_iter().map(|step| (step.ours, step.author, step.kind, step.before, step.after)).collect()
}

#[test]
fn a_step_is_noted_when_it_came_through_with_who_asked_for_it() {
    let store = store();
    store.set_author("petrova").unwrap();
    let id = store.save_bid(None, &bid("1"), at(0)).unwrap().meta.id;
    store.queue_step(&id, OpKind::Start, at(1)).unwrap();
    // Somebody else is signed in when the answer comes.
    store.set_author("ivanov").unwrap();
    assert_eq!(steps(&store, &id), [], "what was only asked for is no step");
    comes_through(&store, &id, 5, BidStatus::Draft);
    comes_through(&store, &id, 5, BidStatus::Started);
    let (draft, started) = (Some(BidStatus::Draft), Some(BidStatus::Started));
    let by = |who: &str, kind, before, after| (true, who.to_owned(), LifeStepKind::Step(kind), before, after);
    let sent = by("petrova", OpKind::Create, None, None);
    let start = by("petrova", OpKind::Start, draft.clone(), started.clone());
    assert_eq!(steps(&store, &id), [sent.clone(), start.clone()]);

    store.queue_step(&id, OpKind::Revert, at(6)).unwrap();
    let operation = begin(&store, &id);
    store.finish_operation(operation.seq, &Outcome::Rejected { text: "нет".to_owned() }, at(7)).unwrap();
    assert_eq!(steps(&store, &id).len(), 2, "a refused step is none");
    store.queue_step(&id, OpKind::Revert, at(8)).unwrap();
    comes_through(&store, &id, 5, BidStatus::Draft);
    let revert = by("ivanov", OpKind::Revert, started, draft);
    assert_eq!(steps(&store, &id).last(), Some(&revert));

    store.delete_bid(&id, at(9)).unwrap();
    assert_eq!(steps(&store, &id).len(), 3, "the deletion waits");
    let operation = begin(&store, &id);
    store.finish_operation(operation.seq, &Outcome::Deleted, at(10)).unwrap();
    store.restore_bid(&id, at(11)).unwrap();
    comes_through(&store, &id, 5, BidStatus::Draft);
    let deleted = by("ivanov", OpKind::Delete, None, None);
    let restored = by("ivanov", OpKind::Restore, None, None);
    assert_eq!(steps(&store, &id), [sent, start, revert, deleted, restored]);
    store.prune_outside(at(20)).unwrap();
    assert_eq!(steps(&store, &id), [], "they are kept as long as the other changes");
}

#[test]
fn a_change_of_fields_is_no_step() {
    let store = store();
    let id = clean(&store, 5, &bid("1"));
    edit(&store, &id, |bid| bid.price = money("2"));
    store.queue_step(&id, OpKind::Update, at(3)).unwrap();
    comes_through(&store, &id, 5, BidStatus::Draft);
    assert_eq!(steps(&store, &id), [], "its fields stand among the changes");
}

#[test]
fn what_is_deleted_and_brought_back_here_alone_is_a_step_too() {
    let store = store();
    let id = store.save_bid(None, &bid("1"), at(0)).unwrap().meta.id;
    store.delete_bid(&id, at(1)).unwrap();
    store.restore_bid(&id, at(2)).unwrap();
    let kinds: Vec<_> = steps(&store, &id).into_iter().map(|step| step.2).collect();
    assert_eq!(kinds, [LifeStepKind::Step(OpKind::Delete), LifeStepKind::Step(OpKind::Restore)]);
}

#[test]
fn each_step_of_the_platform_has_a_line_of_its_own() {
    let store = store();
    let id = clean(&store, 5, &bid("1"));
    store.note_outside_from_now().unwrap();
    let read = |minute, row| store.apply_bid_page(&[row], None, at(minute)).unwrap();
    read(1, with_status(pulled(5, &bid("1")), BidStatus::Started));
    read(2, pulled(5, &bid("1")));
    read(3, gone(pulled(5, &bid("1"))));
    let theirs = |kind, before, after| (false, String::new(), kind, before, after);
    let (draft, started) = (Some(BidStatus::Draft), Some(BidStatus::Started));
    assert_eq!(
        steps(&store, &id),
        [
            theirs(LifeStepKind::Status, draft.clone(), started.clone()),
            theirs(LifeStepKind::Status, started, draft),
            theirs(LifeStepKind::Step(OpKind::Delete), None, None),
        ],
        "a status that came back leaves both its ways"
    );
    assert_eq!(store.life_steps(&id, 50).unwrap()[0].there_at, Some(at(0)), "the platform's own moment");
}

#[test]
fn the_journal_knows_the_bid_of_a_call_though_its_address_does_not() {
    let store = store();
    let made = store.save_bid(None, &bid("1"), at(0)).unwrap();
    let (id, handle) = (made.meta.id.clone(), made.external_id.clone());
    let put = |minute: i64, path: &str, about: Option<BidKey>| {
        let entry = JournalEntry {
            id: 0,
            at: at(minute),
            method: "POST".to_owned(),
            path: path.to_owned(),
            status: Some(200),
            duration_ms: 5,
            error: None,
        };
        store.journal_append_of(&entry, about).unwrap();
        store.journal(1, false, None).unwrap()[0].id
    };
    let creation = put(1, "/api/TruckingBids/Apply", Some(BidKey::Handle(handle)));
    put(2, "/api/TruckingBids/Apply", Some(BidKey::Handle("another".to_owned())));
    put(3, "/api/TruckingBids/Get/48213", None);
    let ids = |id: &LocalId| store.journal_of_bid(id, 10).unwrap().iter().map(|entry| entry.id).collect::<Vec<_>>();
    assert_eq!(ids(&id), [creation], "before it has a number");
    store.queue(RecordKind::Bid, &id, OpKind::Create, at(4)).unwrap();
    comes_through(&store, &id, 48213, BidStatus::Draft);
    let other = clean(&store, 77, &bid("7"));
    let start = put(5, "/api/TruckingBids/SetStatus", Some(BidKey::Number(RemoteId(48213))));
    put(6, "/api/TruckingBids/SetStatus", Some(BidKey::Number(RemoteId(77))));
    put(7, "/api/TruckingBids/SetStatus", None);
    put(8, "/api/driver/delete?driverId=48213", None);
    let named = put(9, "/api/TruckingBids/Get/48213", None);
    // The number of this bid stands in a call about another one.
    put(10, "/api/TruckingBids/Get/77?not=48213", Some(BidKey::Number(RemoteId(77))));
    // A page of a reading goes on from the number of this bid.
    put(11, "/api/bids/GetListForExternal?$filter=updatedAt%20ge%202026-12-01%20and%20id%20gt%2048213", None);
    assert_eq!(ids(&id), [named, start, 3, creation]);
    assert_eq!(ids(&other).len(), 2);
    assert_eq!(store.journal_of_bid(&id, 2).unwrap().len(), 2);
    assert_eq!(store.journal_of_bid(&LocalId::new("nobody"), 9), Ok(Vec::new()));
}
