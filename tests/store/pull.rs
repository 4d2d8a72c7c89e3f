//! Taking in what the platform has: new rows, changed rows, adopted rows, rows gone.

use cargorun_desk::domain::bid::{Bid, BidFacts, BidStatus, PointFacts};
use cargorun_desk::domain::id::{LocalId, RecordKind, RemoteId};
use cargorun_desk::domain::place::Precision;
use cargorun_desk::domain::pulled::PulledBid;
use cargorun_desk::domain::record::RecordState;
use cargorun_desk::store::Store;
use cargorun_desk::store::model::{Cause, Cursor, OpKind, OpState, Outcome, PullReport};

use super::support::*;

#[test]
fn a_page_and_its_cursor_come_together() {
    let store = store();
    assert_eq!(store.cursor(), Ok(None));
    let page = [pulled(1, &bid("1")), pulled(2, &bid("2"))];
    let cursor = Cursor { updated_at: "2026-11-21T20:00:00.1234567Z".to_owned(), id: 2 };
    let report = store.apply_bid_page(&page, Some(&cursor), at(0)).unwrap();
    assert_eq!(report, PullReport { new: 2, ..PullReport::default() });
    assert_eq!(store.cursor(), Ok(Some(cursor)));

    let record = store.bid(&LocalId::new("bid-1")).unwrap().unwrap();
    assert_eq!((record.meta.state, record.meta.synced_at), (RecordState::Clean, Some(at(0))));
    assert_eq!((&record.bid, &record.facts), (&page[0].bid, &page[0].facts));
    assert_eq!(record.base.unwrap().list_raw, page[0].list_raw, "unknown fields survive in the raw text");
    assert_eq!(store.apply_bid_page(&page, None, at(5)).unwrap(), PullReport { same: 2, ..PullReport::default() });
    let seen = store.bid(&LocalId::new("bid-1")).unwrap().unwrap();
    assert_eq!((seen.meta.synced_at, seen.meta.updated_here), (Some(at(5)), at(0)));

    store.set_cursor(None).unwrap();
    assert_eq!(store.cursor(), Ok(None));
}

#[test]
fn a_change_there_is_taken_and_a_value_typed_here_once_is_kept_in_the_history() {
    let store = store();
    let id = clean(&store, 5, &bid("1"));
    let report = store.apply_bid_page(&[pulled(5, &bid("2"))], None, at(1)).unwrap();
    assert_eq!(report, PullReport { changed: 1, ..PullReport::default() });
    assert_eq!(store.history(RecordKind::Bid, &id).unwrap(), [], "nobody here wrote what was replaced");

    edit(&store, &id, |bid| bid.price = money("3"));
    store.queue(RecordKind::Bid, &id, OpKind::Update, at(2)).unwrap();
    let seq = begin(&store, &id).seq;
    store.finish_operation(seq, &done(5, 1, Some(pulled(5, &bid("3")))), at(3)).unwrap();
    store.apply_bid_page(&[pulled(5, &bid("4"))], None, at(4)).unwrap();
    let kept = store.history(RecordKind::Bid, &id).unwrap();
    assert_eq!(kept.len(), 1);
    assert_eq!((kept[0].cause, kept[0].old.as_str(), kept[0].new.as_str()), (Cause::Pulled, "\"3.00\"", "\"4.00\""));
    assert_eq!((kept[0].at, kept[0].updated_here, kept[0].updated_there), (at(4), at(2), Some(at(0))));
}

#[test]
fn the_platforms_own_calculations_are_no_change_of_the_bid() {
    let store = store();
    let id = clean(&store, 5, &bid("1"));
    edit(&store, &id, |bid| bid.price = money("2"));
    let mut row = pulled(5, &bid("1"));
    row.facts = BidFacts { updated_at_raw: Some("later".to_owned()), plan_mileage_m: Some(525_000.0), ..row.facts };
    let report = store.apply_bid_page(&[row], None, at(3)).unwrap();
    assert_eq!(report, PullReport { changed: 1, ..PullReport::default() });
    let record = store.bid(&id).unwrap().unwrap();
    assert_eq!((record.meta.state, record.bid.price), (RecordState::Dirty, money("2")));
    assert_eq!(store.bid_row(&id).unwrap().unwrap().plan_mileage_m, Some(525_000.0));
}

#[test]
fn work_on_both_sides_is_merged_and_what_remains_ours_waits() {
    let store = store();
    let id = clean(&store, 5, &bid("1"));
    edit(&store, &id, |bid| bid.price = money("2"));
    store.queue(RecordKind::Bid, &id, OpKind::Update, at(2)).unwrap();
    let mut theirs = bid("1");
    theirs.driver = Some(LocalId::new("drv-2"));
    store.apply_bid_page(&[pulled(5, &theirs)], None, at(3)).unwrap();
    let record = store.bid(&id).unwrap().unwrap();
    assert_eq!((record.bid.price, record.bid.driver), (money("2"), theirs.driver.clone()));
    assert_eq!(record.meta.state, RecordState::Dirty);

    // The same change arrives from there: nothing is left to send.
    theirs.price = money("2");
    store.apply_bid_page(&[pulled(5, &theirs)], None, at(4)).unwrap();
    assert_eq!((state(&store, &id), operations(&store, &id)), (RecordState::Clean, vec![]));
}

#[test]
fn a_write_on_the_wire_is_not_overwritten() {
    let store = store();
    let id = clean(&store, 5, &bid("1"));
    edit(&store, &id, |bid| bid.price = money("2"));
    store.queue(RecordKind::Bid, &id, OpKind::Update, at(2)).unwrap();
    let seq = begin(&store, &id).seq;
    let row = with_status(pulled(5, &bid("3")), BidStatus::Started);
    store.apply_bid_page(&[row], None, at(3)).unwrap();
    let record = store.bid(&id).unwrap().unwrap();
    assert_eq!((record.meta.state, record.bid.price), (RecordState::PushInflight, money("2")));
    assert_eq!((record.base.unwrap().bid.price, record.facts.status), (money("1"), BidStatus::Started));

    // Once its outcome is unknown, the next look decides: our write never arrived, theirs did.
    store.finish_operation(seq, &Outcome::Unknown { not_before: at(0), error: "reset".into() }, at(4)).unwrap();
    store.apply_bid_page(&[pulled(5, &bid("3"))], None, at(5)).unwrap();
    assert_eq!(state(&store, &id), RecordState::Conflict);
}

#[test]
fn our_creation_found_by_the_pull_is_adopted_and_never_becomes_two_rows() {
    for before in ["waiting", "unknown", "refused"] {
        let store = store();
        let id = store.save_bid(None, &bid("1"), at(0)).unwrap().meta.id;
        store.queue(RecordKind::Bid, &id, OpKind::Start, at(0)).unwrap();
        let handle = store.bid(&id).unwrap().unwrap().external_id;
        if before != "waiting" {
            begin(&store, &id);
            store.recover_in_flight(at(1)).unwrap();
        }
        if before == "refused" {
            let seq = next(&store).unwrap().seq;
            store.finish_operation(seq, &Outcome::Requeue, at(1)).unwrap();
            store.finish_operation(seq, &Outcome::Rejected { text: "нет".to_owned() }, at(1)).unwrap();
        }
        let mut row = pulled(5, &bid("1"));
        row.external_id = Some(handle.clone());
        let report = store.apply_bid_page(&[row.clone(), row], None, at(2)).unwrap();
        assert_eq!(report, PullReport { changed: 1, same: 1, ..PullReport::default() }, "{before}");
        let rows = store.bid_rows().unwrap();
        assert_eq!(rows.len(), 1, "{before}");
        assert_eq!((&rows[0].meta.id, rows[0].meta.remote_id), (&id, Some(RemoteId(5))), "{before}");
        assert_eq!((rows[0].meta.state, rows[0].meta.error.as_ref()), (RecordState::Clean, None), "{before}");
        assert_eq!(operations(&store, &id), [(OpKind::Start, OpState::Queued)], "{before}: the start still waits");
        assert_eq!(store.bid(&id).unwrap().unwrap().external_id, handle);
    }
}

#[test]
fn an_edit_made_before_the_adoption_is_not_lost() {
    let store = store();
    let id = sent_draft(&store, &bid("1"));
    begin(&store, &id);
    store.recover_in_flight(at(1)).unwrap();
    edit(&store, &id, |bid| bid.price = money("2"));
    let mut row = pulled(5, &bid("1"));
    row.external_id = Some(store.bid(&id).unwrap().unwrap().external_id);
    store.apply_bid_page(&[row], None, at(2)).unwrap();
    let record = store.bid(&id).unwrap().unwrap();
    assert_eq!((record.meta.state, record.bid.price), (RecordState::Dirty, money("2")));
    assert_eq!(operations(&store, &id), [(OpKind::Update, OpState::Queued)]);
}

#[test]
fn a_creation_on_the_wire_waits_for_its_own_answer() {
    let store = store();
    let id = sent_draft(&store, &bid("1"));
    let seq = begin(&store, &id).seq;
    let mut row = pulled(5, &bid("1"));
    row.external_id = Some(store.bid(&id).unwrap().unwrap().external_id);
    store.apply_bid_page(&[row.clone()], None, at(2)).unwrap();
    assert_eq!((store.bid_rows().unwrap().len(), state(&store, &id)), (1, RecordState::CreateInflight));
    store.finish_operation(seq, &done(5, 1, Some(row)), at(3)).unwrap();
    assert_eq!((store.bid_rows().unwrap().len(), state(&store, &id)), (1, RecordState::Clean));
}

#[test]
fn a_row_pulled_without_our_handle_becomes_one_with_ours() {
    let store = store();
    let id = sent_draft(&store, &bid("1"));
    begin(&store, &id);
    store.recover_in_flight(at(1)).unwrap();
    let twin = clean(&store, 5, &bid("1"));
    edit(&store, &twin, |bid| bid.price = money("7"));
    let mut row = pulled(5, &bid("1"));
    row.external_id = Some(store.bid(&id).unwrap().unwrap().external_id);
    store.apply_bid_page(&[row], None, at(2)).unwrap();
    let rows: Vec<_> = store.bid_rows().unwrap().into_iter().map(|row| row.meta.id).collect();
    assert_eq!(rows, std::slice::from_ref(&id));
    let kept = store.history(RecordKind::Bid, &id).unwrap();
    assert_eq!((kept[0].cause, kept[0].old.as_str()), (Cause::Adopted, "\"7.00\""), "the twin's edit left a trace");
}

#[test]
fn a_restored_database_does_not_send_old_work_over_newer() {
    // A copy from before the sending: the platform has the bid, and somebody changed it since.
    let store = store();
    let id = sent_draft(&store, &bid("1"));
    let mut row = pulled(5, &bid("2"));
    row.external_id = Some(store.bid(&id).unwrap().unwrap().external_id);
    store.apply_bid_page(&[row], None, at(2)).unwrap();
    let record = store.bid(&id).unwrap().unwrap();
    assert_eq!((record.meta.state, record.bid.price), (RecordState::Clean, money("2")));
    assert_eq!(operations(&store, &id), []);
    assert_eq!(store.history(RecordKind::Bid, &id).unwrap()[0].old, "\"1.00\"");
}

#[test]
fn a_copy_made_there_may_carry_the_handle_of_its_original() {
    let store = store();
    let with_handle = |remote| {
        let mut row = pulled(remote, &bid("1"));
        row.external_id = Some("1C-000001".to_owned());
        row
    };
    let report = store.apply_bid_page(&[with_handle(5), with_handle(6)], None, at(0)).unwrap();
    assert_eq!(report.new, 2, "one odd record does not stop the page");
    let handle = |id| store.bid(&LocalId::new(id)).unwrap().unwrap().external_id;
    assert_eq!(handle("bid-5"), "1C-000001");
    assert_ne!(handle("bid-6"), "1C-000001");
}

#[test]
fn deletions_there() {
    let store = store();
    let untouched = clean(&store, 5, &bid("1"));
    store.queue(RecordKind::Bid, &untouched, OpKind::Start, at(0)).unwrap();
    let edited = clean(&store, 6, &bid("1"));
    edit(&store, &edited, |bid| bid.price = money("2"));
    store.queue(RecordKind::Bid, &edited, OpKind::Update, at(0)).unwrap();
    let deleted_here_too = clean(&store, 7, &bid("1"));
    edit(&store, &deleted_here_too, |bid| bid.price = money("2"));
    store.delete_bid(&deleted_here_too, at(0)).unwrap();

    let rows: Vec<_> = [5, 6, 7].map(|remote| gone(pulled(remote, &bid("1")))).into_iter().collect();
    store.apply_bid_page(&rows, None, at(1)).unwrap();
    assert_eq!(state(&store, &untouched), RecordState::Tombstone);
    assert_eq!(state(&store, &edited), RecordState::RemoteGone);
    assert_eq!(store.bid(&edited).unwrap().unwrap().bid.price, money("2"), "the edit is still there");
    assert_eq!(state(&store, &deleted_here_too), RecordState::Tombstone);
    assert_eq!(next(&store), None, "nothing is sent of what is gone");
    assert_eq!(operations(&store, &edited), [(OpKind::Update, OpState::Queued)], "the edit waits for a person");
    assert!(store.bid_rows().unwrap().iter().all(|row| row.deleted));

    // Restored there: back here.
    let rows: Vec<_> = [5, 7].map(|remote| pulled(remote, &bid("1"))).into_iter().collect();
    store.apply_bid_page(&rows, None, at(2)).unwrap();
    assert_eq!(state(&store, &untouched), RecordState::Clean);
    assert_eq!(state(&store, &deleted_here_too), RecordState::Dirty);
}

#[test]
fn the_editing_shape_does_not_wipe_what_the_list_said() {
    let store = store();
    let id = clean(&store, 5, &bid("1"));
    let mut row = pulled(5, &bid("1"));
    row.facts.fact_mileage_m = Some(1000.0);
    row.facts.points = vec![PointFacts { point: 51, auto_entered_at: Some(at(3)), ..PointFacts::default() }];
    let listed = row.facts.clone();
    store.apply_bid_page(&[row], None, at(3)).unwrap();

    let mut shape = pulled(5, &bid("1"));
    shape.list_raw = None;
    shape.edit_raw = Some("{\"version\":\"v1\"}".to_owned());
    shape.updated_at = None;
    shape.facts = BidFacts { status: BidStatus::Started, ..BidFacts::default() };
    store.apply_bid_page(&[shape], None, at(4)).unwrap();
    let record = store.bid(&id).unwrap().unwrap();
    assert_eq!(record.facts, BidFacts { status: BidStatus::Started, ..listed });
    assert_eq!(record.meta.updated_there, Some(at(0)));
    let base = record.base.unwrap();
    assert!(base.list_raw.is_some() && base.edit_raw.as_deref() == Some("{\"version\":\"v1\"}"));

    // Once the list shows a change, the older editing shape would mislead.
    store.apply_bid_page(&[pulled(5, &bid("2"))], None, at(5)).unwrap();
    assert_eq!(store.bid(&id).unwrap().unwrap().base.unwrap().edit_raw, None);
}

#[test]
fn pairings_and_places_come_from_the_latest_bids() {
    let store = store();
    let with = |price, day, driver: &str, trailer: Option<&str>| {
        let mut content = bid(price);
        content.driver = Some(LocalId::new(driver));
        content.trailer = trailer.map(LocalId::new);
        content.points[0].plan_enter = Some(local_time(day, 10));
        content.points[1].plan_enter = Some(local_time(day + 1, 10));
        content.points[1].comment = Some(format!("пропуск {day}"));
        content
    };
    store
        .apply_bid_page(
            &[
                pulled(1, &with("1", 5, "drv-5", Some("trl-5"))),
                pulled(2, &with("1", 9, "drv-9", None)),
                pulled(3, &with("1", 7, "drv-7", None)),
                with_status(pulled(4, &with("1", 12, "drv-12", None)), BidStatus::Cancelled),
                gone(pulled(5, &with("1", 13, "drv-13", None))),
            ],
            None,
            at(0),
        )
        .unwrap();
    let pairings = store.recent_pairings().unwrap();
    assert_eq!(pairings.len(), 1);
    assert_eq!(pairings[&LocalId::new("car-1")], (Some(LocalId::new("drv-9")), None));

    let mut draft = bid("1");
    draft.points[0].place.precision = Precision::Approximate;
    draft.points[0].place.location.as_mut().unwrap().longitude = 10.0;
    store.save_bid(None, &draft, at(0)).unwrap();
    let places = store.known_places().unwrap();
    let of_customer = &places[&LocalId::new("cpt-7")];
    let shown: Vec<_> = of_customer.iter().map(|known| (known.place.settlement(), known.comment.as_deref())).collect();
    assert_eq!(shown, [("Уфа", Some("пропуск 13")), ("Казань", None)], "latest first, each spot once");
    assert_eq!(of_customer[0].contact.as_ref().unwrap().name, "Кладовщик");
    assert_eq!(of_customer[0].place.geozone_id, None);
}

#[test]
fn a_customer_offers_thirty_places_at_most() {
    let store = store();
    let to = |spot: u8, hours: u8| {
        let mut content = bid("1");
        content.points[0].place.location.as_mut().unwrap().latitude = f64::from(spot) + 1.0;
        content.points[0].plan_enter = Some(local_time(3, 0) + chrono::TimeDelta::hours(hours.into()));
        store.save_bid(None, &content, at(0)).unwrap();
    };
    // In no order of time, and more than are stored.
    for number in (0..80_u8).map(|number| (u16::from(number) * 37 % 80).try_into().unwrap()) {
        to(number, number);
    }
    let latitudes = || -> Vec<f64> {
        let places = store.known_places().unwrap();
        let of_customer = &places[&LocalId::new("cpt-7")];
        assert!(of_customer.is_sorted_by_key(|known| std::cmp::Reverse(known.last_used_at)));
        of_customer.iter().map(|known| known.place.location.unwrap().latitude).collect()
    };
    assert_eq!(latitudes(), (51..=80).rev().map(f64::from).collect::<Vec<_>>());
    to(4, 90);
    assert_eq!(latitudes()[..3], [5.0, 80.0, 79.0], "one that is used again comes back");
    assert_eq!(latitudes().len(), 30);
}

#[test]
fn a_number_that_the_platform_gives_a_second_time_does_not_make_one_bid_of_two() {
    let store = store();
    let ours = sent_draft(&store, &bid("1000"));
    let operation = begin(&store, &ours);
    let made = |external: &str, minute: i64, content: &Bid| {
        let mut row = pulled(5, content);
        row.external_id = Some(external.to_owned());
        row.facts.created_at = Some(at(minute));
        row
    };
    let handle = store.bid(&ours).unwrap().unwrap().external_id;
    store.finish_operation(operation.seq, &done(5, 1, Some(made(&handle, 1, &bid("1000")))), at(2)).unwrap();
    assert_eq!(state(&store, &ours), RecordState::Clean);
    // Put back to a copy without it; the next bid there, somebody else's, is number five again.
    store.apply_bid_page(&[made("another", 9, &bid("7000"))], None, at(10)).unwrap();
    let left = store.bid(&ours).unwrap().unwrap();
    assert_eq!((left.bid.price, left.meta.remote_id, left.meta.state), (money("1000"), None, RecordState::LocalNew));
    assert_eq!(store.bid_by_remote(RemoteId(5)).unwrap().unwrap().bid.price, money("7000"));
    // A handle that somebody there has changed is no other bid.
    let ours = sent_draft(&store, &bid("2000"));
    let operation = begin(&store, &ours);
    let row = |external: &str| PulledBid { remote_id: RemoteId(6), ..made(external, 11, &bid("2000")) };
    let handle = store.bid(&ours).unwrap().unwrap().external_id;
    store.finish_operation(operation.seq, &done(6, 1, Some(row(&handle))), at(12)).unwrap();
    store.apply_bid_page(&[row("1C-17")], None, at(13)).unwrap();
    assert_eq!(store.bid(&ours).unwrap().unwrap().meta.remote_id, Some(RemoteId(6)));
}

/// What a restored platform gave out a second time, in the two ways in which a desk comes to know of it.
#[test]
fn an_edit_of_somebody_elses_bid_outlives_the_number_of_that_bid() {
    let made = |number: i64, external: &str, minute: i64, content: &Bid| {
        let mut row = pulled(number, content);
        row.external_id = Some(external.to_owned());
        row.facts.created_at = Some(at(minute));
        row
    };
    let edited = |store: &Store, number: i64| {
        store.apply_bid_page(&[made(number, "lost", 1, &bid("1000"))], None, at(1)).unwrap();
        let id = store.bid_by_remote(RemoteId(number)).unwrap().unwrap().meta.id;
        edit(store, &id, |bid| bid.price = money("1500"));
        store.queue(RecordKind::Bid, &id, OpKind::Update, at(2)).unwrap();
        id
    };
    let check = |store: &Store, id: &LocalId| {
        let left = store.bid(id).unwrap().unwrap();
        assert_eq!(
            (left.bid.price, left.meta.remote_id, left.meta.state),
            (money("1500"), None, RecordState::LocalNew)
        );
        assert_eq!(store.operations().unwrap(), [], "nothing of it goes to the bid that has its number now");
    };

    let store = store();
    let by_pull = edited(&store, 7);
    store.apply_bid_page(&[made(7, "another", 9, &bid("7000"))], None, at(10)).unwrap();
    check(&store, &by_pull);
    assert_eq!(store.bid_by_remote(RemoteId(7)).unwrap().unwrap().bid.price, money("7000"));

    let by_creation = edited(&store, 8);
    let ours = sent_draft(&store, &bid("8000"));
    let operation = begin(&store, &ours);
    let handle = store.bid(&ours).unwrap().unwrap().external_id;
    store.finish_operation(operation.seq, &done(8, 1, Some(made(8, &handle, 9, &bid("8000")))), at(12)).unwrap();
    check(&store, &by_creation);
    assert_eq!(store.bid_by_remote(RemoteId(8)).unwrap().unwrap().meta.id, ours);

    // It is sent again under a number of its own; then its first number comes back once more.
    store.queue(RecordKind::Bid, &by_pull, OpKind::Create, at(13)).unwrap();
    let operation = begin(&store, &by_pull);
    let handle = store.bid(&by_pull).unwrap().unwrap().external_id;
    store.finish_operation(operation.seq, &done(9, 2, Some(made(9, &handle, 13, &bid("1500")))), at(14)).unwrap();
    store.apply_bid_page(&[made(7, "third", 20, &bid("9000"))], None, at(21)).unwrap();
    assert_eq!(store.bid_by_remote(RemoteId(7)).unwrap().unwrap().bid.price, money("9000"));
    assert_eq!(store.bid(&by_pull).unwrap().unwrap().meta.remote_id, Some(RemoteId(9)));
}

#[test]
fn a_deleted_bid_does_not_come_back_to_life_when_its_number_has_another_owner() {
    let store = store();
    let made = |external: &str, minute: i64, deleted: bool| {
        let mut row = pulled(7, &bid("1000"));
        row.external_id = Some(external.to_owned());
        (row.facts.created_at, row.facts.deleted) = (Some(at(minute)), deleted);
        row
    };
    store.apply_bid_page(&[made("lost", 1, false)], None, at(1)).unwrap();
    store.apply_bid_page(&[made("lost", 1, true)], None, at(2)).unwrap();
    store.apply_bid_page(&[made("another", 9, false)], None, at(10)).unwrap();
    assert_eq!(store.bid_rows().unwrap().len(), 1, "only the new owner is there");
}
