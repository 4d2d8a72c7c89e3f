//! Every state of a record against every outcome of an operation: what the record is afterwards.

use cargorun_desk::domain::id::{LocalId, RecordKind};
use cargorun_desk::domain::record::RecordState;
use cargorun_desk::store::Store;
use cargorun_desk::store::model::{OpKind, OpState, Outcome};

use super::support::*;

const OUTCOMES: [&str; 8] = ["done", "retry", "unknown", "not found", "requeue", "rejected", "conflict", "deleted"];

fn outcome(name: &str, store: &Store, id: &LocalId) -> Outcome {
    let record = store.bid(id).unwrap().unwrap();
    match name {
        "done" => done(5, record.local_revision, Some(pulled(5, &record.bid))),
        "retry" => Outcome::Retry { not_before: at(10), error: "503".into() },
        "unknown" => Outcome::Unknown { not_before: at(0), error: "timeout".into() },
        "not found" => Outcome::NotFoundYet { at: Some(at(3)) },
        "requeue" => Outcome::Requeue,
        "rejected" => Outcome::Rejected { text: "нет".to_owned() },
        "conflict" => {
            let mut theirs = record.base.map_or_else(|| bid("1"), |base| base.bid);
            theirs.price = money("777");
            Outcome::Conflict { remote: Box::new(pulled(5, &theirs)) }
        }
        "deleted" => Outcome::Deleted,
        other => unreachable!("{other}"),
    }
}

/// A bid in a state, with the operation that will be finished.
fn situation(name: &str) -> (Store, LocalId, i64) {
    let store = store();
    let (start, further) = name.split_once(", ").unwrap();
    let id = match start {
        "draft" => sent_draft(&store, &bid("1")),
        "clean" => {
            let id = clean(&store, 5, &bid("1"));
            store.queue(RecordKind::Bid, &id, OpKind::Start, at(0)).unwrap();
            id
        }
        "dirty" | "to delete" | "in conflict" | "gone" => {
            let id = clean(&store, 5, &bid("1"));
            edit(&store, &id, |bid| bid.price = money("2"));
            store.queue(RecordKind::Bid, &id, OpKind::Update, at(0)).unwrap();
            if start == "to delete" {
                store.delete_bid(&id, at(0)).unwrap();
            }
            id
        }
        other => unreachable!("{other}"),
    };
    let seq = store.operations().unwrap()[0].seq;
    if further != "waiting" {
        begin(&store, &id);
    }
    if further == "unknown" {
        assert_eq!(store.recover_in_flight(at(1)), Ok(1));
    }
    if further == "refused" {
        store.finish_operation(seq, &Outcome::Rejected { text: "нет".to_owned() }, at(1)).unwrap();
    }
    (store, id, seq)
}

fn word(state: RecordState) -> &'static str {
    match state {
        RecordState::LocalNew => "new",
        RecordState::CreateInflight => "creating",
        RecordState::CreateUnknown => "create?",
        RecordState::Clean => "clean",
        RecordState::Dirty => "dirty",
        RecordState::PushInflight => "pushing",
        RecordState::PushUnknown => "push?",
        RecordState::Conflict => "conflict",
        RecordState::Rejected => "rejected",
        RecordState::RemoteGone => "gone",
        RecordState::DeletePending => "deleting",
        RecordState::Quarantine => "aside",
        RecordState::Tombstone => "deleted",
    }
}

#[test]
fn every_state_against_every_outcome() {
    #[rustfmt::skip]
    let table: [(&str, &str, [&str; 8]); 14] = [
        // situation            before      done     retry      unknown    not found  requeue    rejected   conflict   deleted
        ("draft, waiting",      "new",      ["clean", "new",     "new",     "create?", "new",     "rejected", "-",        "deleted"]),
        ("draft, on the wire",  "creating", ["clean", "new",     "create?", "create?", "new",     "rejected", "-",        "deleted"]),
        ("draft, unknown",      "create?",  ["clean", "create?", "create?", "create?", "new",     "create?",  "-",        "deleted"]),
        ("draft, refused",      "rejected", ["clean", "new",     "rejected","create?", "new",     "rejected", "-",        "deleted"]),
        ("clean, waiting",      "clean",    ["clean", "clean",   "clean",   "push?",   "clean",   "rejected", "clean",    "deleted"]),
        ("clean, on the wire",  "pushing",  ["clean", "clean",   "push?",   "push?",   "clean",   "rejected", "clean",    "deleted"]),
        ("clean, unknown",      "push?",    ["clean", "push?",   "push?",   "push?",   "clean",   "rejected", "clean",    "deleted"]),
        ("clean, refused",      "rejected", ["clean", "clean",   "rejected","push?",   "clean",   "rejected", "clean",    "deleted"]),
        ("dirty, waiting",      "dirty",    ["clean", "dirty",   "dirty",   "push?",   "dirty",   "rejected", "conflict", "deleted"]),
        ("dirty, on the wire",  "pushing",  ["clean", "dirty",   "push?",   "push?",   "dirty",   "rejected", "conflict", "deleted"]),
        ("dirty, unknown",      "push?",    ["clean", "push?",   "push?",   "push?",   "dirty",   "rejected", "conflict", "deleted"]),
        ("to delete, waiting",  "deleting", ["deleted","deleting","deleting","push?",   "deleting","rejected", "conflict", "deleted"]),
        ("to delete, on the wire","pushing",["deleted","deleting","push?",   "push?",   "deleting","rejected", "conflict", "deleted"]),
        ("to delete, unknown",  "push?",    ["deleted","push?",  "push?",   "push?",   "deleting","rejected", "conflict", "deleted"]),
    ];
    for (name, before, expected) in table {
        let mut actual = Vec::new();
        for ending in OUTCOMES {
            let (store, id, seq) = situation(name);
            assert_eq!(word(state(&store, &id)), before, "{name}");
            if ending == "conflict" && name.starts_with("draft") {
                // A bid that the platform doesn't have can't have been changed there.
                actual.push("-");
                continue;
            }
            let outcome = outcome(ending, &store, &id);
            store.finish_operation(seq, &outcome, at(5)).unwrap();
            actual.push(word(state(&store, &id)));
            assert_eq!(store.bid_row(&id).unwrap().unwrap().meta, store.bid(&id).unwrap().unwrap().meta, "{name}");
        }
        assert_eq!(actual, expected, "{name}: {OUTCOMES:?}");
    }
}

#[test]
fn a_state_survives_reopening() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("desk.db");
    let before = {
        let store = Store::open(&path).unwrap().store;
        sent_draft(&store, &bid("1"));
        clean(&store, 5, &bid("2"));
        store.bid_rows().unwrap()
    };
    let store = Store::open(&path).unwrap().store;
    assert_eq!(store.bid_rows().unwrap(), before);
    assert_eq!(operations(&store, &before[0].meta.id), [(OpKind::Create, OpState::Queued)]);
}
