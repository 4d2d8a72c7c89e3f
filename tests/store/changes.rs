//! New contents of many bids in one transaction: each told, what the platform has queued, nothing written half.

#![expect(clippy::unwrap_used, reason = "a test that meets the unexpected has failed")]

use cargorun_desk::domain::bid::Bid;
use cargorun_desk::domain::id::LocalId;
use cargorun_desk::domain::record::RecordState;
use cargorun_desk::store::model::OpKind;
use cargorun_desk::store::{BidWrite, Store, Written};

use super::support::*;

fn write_to(store: &Store, id: &LocalId, price: &str, send: bool) -> BidWrite {
    let record = store.bid(id).unwrap().unwrap();
    let changed = Bid { price: money(price), ..record.bid };
    BidWrite { id: id.clone(), from: record.local_revision, bid: changed, send }
}

#[test]
fn each_row_has_its_answer_and_what_the_platform_has_is_queued() {
    let store = store();
    let there = clean(&store, 5, &bid("100"));
    let here = store.save_bid(None, &bid("100"), at(0)).unwrap().meta.id;
    let same = clean(&store, 6, &bid("300"));
    let moved = clean(&store, 7, &bid("100"));
    let deleted = store.save_bid(None, &bid("100"), at(0)).unwrap().meta.id;
    store.delete_bid(&deleted, at(1)).unwrap();
    let stale = write_to(&store, &moved, "300", true);
    edit(&store, &moved, |bid| bid.price = money("150"));
    let writes = [
        write_to(&store, &there, "300", true),
        write_to(&store, &here, "300", false),
        write_to(&store, &same, "300", true),
        stale,
        write_to(&store, &deleted, "300", true),
        BidWrite { id: LocalId::new("nobody"), from: 0, bid: bid("300"), send: true },
    ];
    let written = store.write_bids(&writes, at(2)).unwrap();
    let closed = Written::Closed(RecordState::Tombstone);
    assert_eq!(written, [Written::Done, Written::Done, Written::Same, Written::Moved, closed, Written::Gone]);
    let row = store.bid_row(&there).unwrap().unwrap();
    assert_eq!((row.meta.state, row.meta.queued, row.price), (RecordState::Dirty, true, money("300")));
    let kinds: Vec<_> = store.operations().unwrap().into_iter().map(|op| (op.id, op.kind)).collect();
    assert_eq!(kinds, [(there.clone(), OpKind::Update)], "what is ours alone waits for its sending");
    assert_eq!(state(&store, &here), RecordState::LocalNew);
    assert_eq!(store.bid(&moved).unwrap().unwrap().bid.price, money("150"), "a newer change is not overwritten");

    // The way back before anything went out leaves nothing to send.
    store.write_bids(&[write_to(&store, &there, "100", true)], at(3)).unwrap();
    assert_eq!(state(&store, &there), RecordState::Clean);
    assert!(store.operations().unwrap().is_empty());
}

#[test]
fn rows_and_records_of_several_bids_are_those_of_each() {
    let store = store();
    let ids: Vec<_> = (0..3).map(|n| clean(&store, 10 + n, &bid("100"))).collect();
    store.write_bids(&[write_to(&store, &ids[1], "200", true)], at(1)).unwrap();
    let asked = [ids[2].clone(), LocalId::new("nobody"), ids[1].clone()];
    let rows: Vec<_> = asked.iter().filter_map(|id| store.bid_row(id).unwrap()).collect();
    assert_eq!(store.bid_rows_by_id(&asked).unwrap(), rows);
    let records: Vec<_> = asked.iter().filter_map(|id| store.bid(id).unwrap()).collect();
    assert_eq!(store.bids(&asked).unwrap(), records);
}
