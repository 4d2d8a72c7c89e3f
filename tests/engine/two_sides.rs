//! Two desks and a colleague on one server.

use cargorun_desk::domain::bid::{Bid, BidPoint, BidStatus, PointKind};
use cargorun_desk::domain::bid_more::{CustomType, Property, Temperature};
use cargorun_desk::domain::book::BookEntry;
use cargorun_desk::domain::catalog::CatalogKind;
use cargorun_desk::domain::id::{RecordKind, RemoteId};
use cargorun_desk::domain::record::RecordState;
use cargorun_desk::store::model::OpKind;
use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::colleague::Office;
use crate::desk::{Desk, money};
use crate::lots::Lots;

#[tokio::test]
async fn two_desks_create_at_once_and_see_each_other() {
    let office = Office::open(2).await;
    let one = Desk::at(&office, &Lots::new(1), TimeDelta::zero()).await;
    let other = Desk::at(&office, &Lots::new(2), TimeDelta::minutes(7)).await;
    // The same truck and the same days: drafts may cross.
    let first = one.send_new(&one.new_bid(0, "1000"));
    let second = other.send_new(&other.new_bid(0, "2000"));
    let (a, b) = tokio::join!(one.good_cycle(), other.good_cycle());
    assert_eq!((a.pushed, b.pushed), (1, 1));
    for desk in [&one, &other] {
        desk.good_cycle().await;
    }
    assert_ne!(one.number(&first), other.number(&second));
    for (desk, theirs) in [(&one, other.number(&second)), (&other, one.number(&first))] {
        let rows = desk.store.bid_rows().unwrap();
        assert_eq!(rows.iter().filter(|row| row.meta.remote_id.is_some_and(|number| number.0 == theirs)).count(), 1);
    }
    // Both start: the platform takes one of two that cross, and says so to the other.
    one.queue(&first, OpKind::Start);
    other.queue(&second, OpKind::Start);
    let (a, b) = tokio::join!(one.good_cycle(), other.good_cycle());
    assert_eq!((a.pushed + b.pushed, a.rejected + b.rejected), (1, 1), "{a:?} {b:?}");
}

#[tokio::test]
async fn a_change_goes_as_a_patch_of_itself_and_a_new_customer_as_a_whole() {
    let office = Office::open(3).await;
    let desk = Desk::at(&office, &Lots::new(3), TimeDelta::zero()).await;
    let id = desk.send_new(&desk.new_bid(0, "1000"));
    desk.good_cycle().await;
    let number = desk.number(&id);

    desk.edit(&id, |bid| bid.price = Some(money("1500.50")));
    desk.queue(&id, OpKind::Update);
    desk.good_cycle().await;
    let patches = desk.wire.sent("POST /api/TruckingBids/Patch");
    let patch: Value = serde_json::from_str(&patches[0]).unwrap();
    let mut names: Vec<&str> = patch.as_object().unwrap().keys().map(String::as_str).collect();
    names.sort_unstable();
    assert_eq!(names, ["forwardingOrderCarChangeBehaviour", "id", "parallelPointBehavior", "price", "type"]);
    assert_eq!(office.bid(number).await["price"].as_f64(), Some(1500.5));

    let customers = desk.store.book_records().unwrap().into_iter();
    let mut customers = customers.filter(|record| record.entry.kind() == RecordKind::Counterparty && !record.deleted);
    let customer = customers.nth(5).unwrap();
    desk.edit(&id, |bid| bid.customer = Some(customer.meta.id.clone()));
    desk.queue(&id, OpKind::Update);
    desk.good_cycle().await;
    assert_eq!(desk.wire.sent("POST /api/TruckingBids/Patch").len(), 1);
    assert_eq!(desk.wire.sent("POST /api/TruckingBids/Apply").len(), 2, "the creation and this change");
    let there = office.bid(number).await;
    assert_eq!(there["counterparty"]["id"].as_i64(), customer.meta.remote_id.map(|number| number.0), "{there}");
    assert_eq!(desk.bid(&id).meta.state, RecordState::Clean);
}

#[tokio::test]
async fn what_only_the_platform_knows_of_a_bid_survives_our_changes() {
    let office = Office::open(4).await;
    let desk = Desk::at(&office, &Lots::new(4), TimeDelta::zero()).await;
    let id = desk.send_new(&desk.new_bid(0, "1000"));
    desk.good_cycle().await;
    let number = desk.number(&id);
    // A field of the vendor's edit schema that the desk has none for.
    let mut held = office.bid(number).await;
    held["invoiceTriggerType"] = json!("ByScan");
    held["parallelPointBehavior"] = json!("Update");
    office.post("TruckingBids/Apply", &held).await;
    let before = office.bid(number).await;
    assert_eq!(before["invoiceTriggerType"], "ByScan");

    for change in ["price", "contract"] {
        desk.edit(&id, |bid| match change {
            "price" => bid.price = Some(money("3000")),
            _ => bid.contract_number = Some("Д-17".to_owned()),
        });
        desk.queue(&id, OpKind::Update);
        desk.good_cycle().await;
    }
    let after = office.bid(number).await;
    assert_eq!((after["price"].as_f64(), after["contractNumber"].as_str()), (Some(3000.0), Some("Д-17")));
    let same = |name: &str| assert_eq!(before[name], after[name], "{name}");
    for name in before.as_object().unwrap().keys() {
        // The platform's own, and what was changed here.
        if !["price", "contractNumber", "version", "updatedAt"].contains(&name.as_str()) && !name.contains("ileage") {
            same(name);
        }
    }
}

#[tokio::test]
async fn a_merge_of_different_fields_is_counted_and_a_crossing_waits_for_a_person() {
    let office = Office::open(5).await;
    let desk = Desk::at(&office, &Lots::new(5), TimeDelta::zero()).await;
    let id = desk.send_new(&desk.new_bid(0, "1000"));
    desk.good_cycle().await;
    let number = desk.number(&id);
    desk.edit(&id, |bid| bid.contract_number = Some("Д-1".to_owned()));
    desk.queue(&id, OpKind::Update);
    office.patch(number, json!({ "price": 1700 })).await;
    let report = desk.good_cycle().await;
    assert_eq!((report.conflicts, report.pushed), (0, 1), "{report:?}");
    let there = office.bid(number).await;
    assert_eq!((there["price"].as_f64(), there["contractNumber"].as_str()), (Some(1700.0), Some("Д-1")));

    desk.edit(&id, |bid| bid.price = Some(money("1800")));
    desk.queue(&id, OpKind::Update);
    desk.queue(&id, OpKind::Start);
    office.patch(number, json!({ "price": 1900 })).await;
    // Found by the read before the write.
    let trigger = cargorun_desk::sync::Trigger { pull: false, ..Desk::trigger(false) };
    let (report, ended) = desk.cycle_with(trigger).await;
    ended.unwrap();
    assert_eq!((report.conflicts, report.pushed), (1, 0), "{report:?}");
    assert_eq!(desk.bid(&id).meta.state, RecordState::Conflict);
    assert_eq!(office.bid(number).await["price"].as_f64(), Some(1900.0), "nothing is resolved by itself");
    assert_eq!(desk.good_cycle().await.pushed, 0, "nor started meanwhile");
}

#[tokio::test]
async fn a_step_that_a_colleague_has_taken_already_is_done_and_not_refused() {
    let office = Office::open(7).await;
    let desk = Desk::at(&office, &Lots::new(7), TimeDelta::zero()).await;
    let id = desk.send_new(&desk.new_bid(0, "1000"));
    desk.good_cycle().await;
    desk.queue(&id, OpKind::Start);
    office.post("TruckingBids/SetStatus", &json!({ "bidId": desk.number(&id), "status": "Started" })).await;
    let trigger = cargorun_desk::sync::Trigger { pull: false, ..Desk::trigger(false) };
    let (report, ended) = desk.cycle_with(trigger).await;
    ended.unwrap();
    assert_eq!((report.pushed, report.rejected), (1, 0), "{report:?}");
    let record = desk.bid(&id);
    assert_eq!((record.meta.state, record.facts.status), (RecordState::Clean, BidStatus::Started));
}

#[tokio::test]
async fn a_clock_an_hour_off_changes_nothing() {
    let mut ends = Vec::new();
    for skew in [0, 60, -60] {
        let office = Office::open(6).await;
        let desk = Desk::at(&office, &Lots::new(6), TimeDelta::minutes(skew)).await;
        let id = desk.send_new(&desk.new_bid(0, "1000"));
        let mut reports = vec![desk.good_cycle().await];
        let number = desk.number(&id);
        office.patch(number, json!({ "price": 1100 })).await;
        reports.push(desk.good_cycle().await);
        desk.edit(&id, |bid| bid.vat_on_top = true);
        desk.queue(&id, OpKind::Start);
        office.patch(number, json!({ "price": 1200 })).await;
        reports.push(desk.good_cycle().await);
        let counts: Vec<_> = reports.iter().map(|report| (report.pushed, report.conflicts, report.unknown)).collect();
        let record = desk.bid(&id);
        ends.push((counts, record.bid.price, record.bid.vat_on_top, record.facts.status, record.meta.state));
    }
    assert_eq!(ends[0], ends[1]);
    assert_eq!(ends[0], ends[2]);
}

#[tokio::test]
async fn a_note_that_somebody_else_wrote_since_the_books_were_read_is_not_overwritten_unseen() {
    let office = Office::open(8).await;
    let desk = Desk::at(&office, &Lots::new(8), TimeDelta::zero()).await;
    let records = desk.store.book_records().unwrap();
    let driver = records.iter().find(|record| record.entry.kind() == RecordKind::Driver && !record.deleted).unwrap();
    let number = driver.meta.remote_id.unwrap();
    let mut form = office.get("Driver/GetForEdit", &[("Id", &number.to_string())]).await;
    form["comment"] = json!("звонить после девяти");
    office.post("Driver/Apply", &form).await;

    let BookEntry::Driver(mut edited) = driver.entry.clone() else { panic!("a driver") };
    edited.first_name = "Новое".to_owned();
    desk.store.save_book(Some(&driver.meta.id), &BookEntry::Driver(edited), desk.now()).unwrap();
    desk.good_cycle().await;
    let there = office.get("Driver/GetForEdit", &[("Id", &number.to_string())]).await;
    assert_eq!((there["firstName"].as_str(), there["comment"].as_str()), (Some("Новое"), Some("звонить после девяти")));
}

/// The whole form goes out, is kept there in the organisation's own lists, and comes to another desk as it was.
#[tokio::test]
async fn what_an_organisation_has_made_up_goes_round_and_comes_back() {
    let office = Office::open(6).await;
    let (one, other) = (
        Desk::at(&office, &Lots::new(6), TimeDelta::zero()).await,
        Desk::at(&office, &Lots::new(7), TimeDelta::minutes(3)).await,
    );
    one.good_cycle().await;
    let catalogs = one.store.catalogs().unwrap();
    let first = |kind| {
        let catalog = catalogs.iter().find(|catalog| catalog.kind == kind).unwrap();
        catalog.items.iter().find(|item| !item.deleted).unwrap().id
    };
    let id = one.send_new(&Bid {
        temperature: Temperature::of(Some(-18.5), Some(-15.0)),
        options: vec![first(CatalogKind::BidOption)],
        properties: vec![Property {
            name: "Номер заявки клиента".to_owned(), value: "A-1".to_owned()
        }],
        ..one.new_bid(0, "1000")
    });
    one.good_cycle().await;
    assert_eq!(one.bid(&id).meta.state, RecordState::Clean, "{:?}", one.bid(&id).meta.error);
    one.edit(&id, |bid| {
        let point = &mut bid.points[0];
        point.load_options = vec![first(CatalogKind::LoadUnload)];
        point.options = vec![first(CatalogKind::PointOption)];
        point.properties = vec![Property { name: "Рампа".to_owned(), value: "4".to_owned() }];
        let middle = BidPoint {
            custom_type: Some(CustomType { id: RemoteId(31), name: String::new() }),
            place: point.place.clone(),
            plan_enter: point.plan_enter.map(|at| at + TimeDelta::hours(2)),
            ..BidPoint::new(PointKind::Custom)
        };
        bid.points.insert(1, middle);
        bid.cargos[0].packing = Some("паллеты".to_owned());
        bid.cargos[0].length_m = Some(13.6);
        bid.cargos[0].loading_type = Some(first(CatalogKind::Loading));
        bid.cargos[0].unloading_type = Some(first(CatalogKind::Unloading));
        bid.properties[0].value = "A-2".to_owned();
        bid.temperature = None;
    });
    one.queue(&id, OpKind::Update);
    one.good_cycle().await;
    let here = one.bid(&id);
    assert_eq!(here.meta.state, RecordState::Clean, "{:?}", here.meta.error);
    assert_eq!(here.bid.points[1].custom_type.as_ref().map(|kind| kind.name.as_str()), Some("Таможенный пост"));
    assert_eq!(here.bid.temperature, None, "cleared there too");
    other.good_cycle().await;
    let rows = other.store.bid_rows().unwrap();
    let row = rows.iter().find(|row| row.meta.remote_id == here.meta.remote_id).unwrap();
    let there = other.bid(&row.meta.id).bid;
    assert_eq!((&there.points, &there.cargos), (&here.bid.points, &here.bid.cargos));
    assert_eq!((&there.options, &there.properties), (&here.bid.options, &here.bid.properties));
    assert_eq!(there.properties[0].value, "A-2");
    let learned = other.store.learned().unwrap();
    assert!(learned.custom_points.iter().any(|kind| kind.name == "Таможенный пост"), "{learned:?}");

    // What is not in the organisation's lists is refused in words, and nothing is lost.
    one.edit(&id, |bid| bid.options = vec![RemoteId(999_999)]);
    one.queue(&id, OpKind::Update);
    one.good_cycle().await;
    let refused = one.bid(&id);
    assert_eq!(refused.meta.state, RecordState::Rejected);
    assert!(refused.meta.error.is_some_and(|error| error.detail.contains("999999")));
}
