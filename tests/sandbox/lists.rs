//! List queries as the documents write them, and as a synchronisation does.

use std::collections::BTreeSet;

use serde_json::json;

use crate::desk::{Crew, Desk};

#[tokio::test]
async fn done_bids_since_a_date_are_asked_as_the_document_does() {
    let desk = Desk::open().await;
    // Integration document, 4.1, letter for letter.
    let path = "bids/GetListForExternal?$filter=Status eq 'Done' and updatedAt gt 2019-11-20T06:00:00Z";
    let reply = desk.get(path).await;
    let rows = reply.rows();
    assert_eq!(reply.total(), rows.len());
    assert!(rows.len() > 50, "{}", rows.len());
    for bid in rows {
        assert_eq!(bid["status"], "Done");
        assert!(bid["factMileage"].as_f64() > Some(20_000.0), "in metres: {}", bid["factMileage"]);
        for point in bid["bidPoints"].as_array().unwrap() {
            let (entered, left) = (point["autoEnteredAt"].as_str().unwrap(), point["autoLeavedAt"].as_str().unwrap());
            assert!(entered <= left && left.ends_with('Z'), "{entered} {left}");
        }
    }
}

#[tokio::test]
async fn a_cursor_reads_every_bid_once_in_the_order_of_change() {
    let desk = Desk::open().await;
    let whole = desk.get("bids/GetListForExternal?$top=0&$count=true").await;
    assert_eq!((whole.total(), whole.rows().len()), (300, 0));
    let (mut at, mut id, mut seen) = ("2000-01-01T00:00:00Z".to_owned(), 0, BTreeSet::new());
    loop {
        let filter = format!("(updatedAt gt {at} or (updatedAt eq {at} and id gt {id}))");
        let query = [("$filter", filter.as_str()), ("$orderby", "updatedAt,id"), ("$top", "50")];
        let reply = desk.list("bids/GetListForExternal", &query).await;
        let rows = reply.rows();
        assert_eq!(reply.total(), 300 - seen.len());
        let Some(last) = rows.last() else { break };
        (at, id) = (last["updatedAt"].as_str().unwrap().to_owned(), last["id"].as_i64().unwrap());
        let moments: Vec<&str> = rows.iter().map(|row| row["updatedAt"].as_str().unwrap()).collect();
        assert!(moments.is_sorted_by(|a, b| a < b), "no two changes share a moment: {moments:?}");
        seen.extend(rows.iter().map(|row| row["id"].as_i64().unwrap()));
    }
    assert_eq!(seen.len(), 300);
}

#[tokio::test]
async fn a_change_is_seen_behind_the_cursor_that_stood_before_it() {
    let desk = Desk::open().await;
    let crew = Crew::of_the_example(&desk).await;
    let last = desk.list("bids/GetListForExternal", &[("$orderby", "updatedAt desc"), ("$top", "1")]).await.rows();
    let at = last[0]["updatedAt"].as_str().unwrap();
    let id = desk.done("TruckingBids/Apply", &crew.bid("2026-12-01T10:00", "2026-12-02T14:00")).await;
    let newer = desk.list("bids/GetListForExternal", &[("$filter", &format!("updatedAt gt {at}"))]).await.rows();
    assert_eq!(newer.iter().map(|bid| bid["id"].as_i64().unwrap()).collect::<Vec<_>>(), [id]);
}

/// A page of a synchronisation is answered from an index; the same question put in other words is answered by the list engine.
#[tokio::test]
async fn pages_of_changes_are_what_the_engine_would_answer() {
    let desk = Desk::open().await;
    let ordered = desk.list("bids/GetListForExternal", &[("$orderby", "updatedAt,id")]).await.rows();
    for place in [0, 1, 150, 298, 299] {
        let (at, id) = (ordered[place]["updatedAt"].as_str().unwrap(), &ordered[place]["id"]);
        for (by_index, by_engine) in [
            (format!("updatedAt ge {at}"), format!("not (updatedAt lt {at})")),
            (
                format!("(updatedAt gt {at} or (updatedAt eq {at} and id gt {id}))"),
                format!("((updatedAt gt {at}) or ((updatedAt eq {at}) and (id gt {id})))"),
            ),
        ] {
            let ask = async |filter: &str| {
                let query = [("$filter", filter), ("$orderby", "updatedAt,id"), ("$top", "50"), ("$count", "true")];
                desk.list("bids/GetListForExternal", &query).await
            };
            let (one, other) = (ask(&by_index).await, ask(&by_engine).await);
            assert_eq!((one.total(), one.rows()), (other.total(), other.rows()), "{by_index}");
        }
    }
}

#[tokio::test]
async fn nested_paths_collections_and_texts_are_asked_for() {
    let desk = Desk::open().await;
    let crew = Crew::of_the_example(&desk).await;
    let id = desk.done("TruckingBids/Apply", &crew.bid("2026-12-01T10:00", "2026-12-02T14:00")).await;
    let ids = async |filter: &str| -> Vec<i64> {
        let rows = desk.list("bids/GetListForExternal", &[("$filter", filter)]).await.rows();
        rows.iter().map(|row| row["id"].as_i64().unwrap()).collect()
    };
    assert_eq!(ids(&format!("car/id eq {}", crew.car)).await, [id]);
    assert_eq!(ids(&format!("CAR/ID in ({}) and isdeleted eq false", crew.car)).await, [id]);
    assert_eq!(ids(&format!("not (id ne {id})")).await, [id]);
    assert_eq!(ids("bidPoints/any(p: p/geozone/address eq 'Уфа, Сарапульская, 35')").await, [id]);
    assert!(ids("externalId eq null").await.contains(&id));
    assert_eq!(
        ids("bidPoints/all(p: p/planEnterDateOffset ge 2026-12-01T06:59:00Z and \
                    p/planEnterDateOffset le 2026-12-02T09:00:00Z) and cargos/any(c: c/weight eq 18.5)")
        .await,
        [id]
    );
    let found = desk.list("Driver/GetList", &[("$filter", "contains(tolower(user/fullName),'абрамцев')")]).await.rows();
    assert!(!found.is_empty() && found.iter().all(|row| row["user"]["lastName"] == "Абрамцев"));
    let by_name = [("$orderby", "user/fullName desc"), ("$top", "3"), ("$skip", "1")];
    let names: Vec<_> =
        desk.list("Driver/GetList", &by_name).await.rows().iter().map(|row| row["user"]["fullName"].clone()).collect();
    assert_eq!(names.len(), 3);
    assert!(names.is_sorted_by(|a, b| a.as_str() >= b.as_str()), "{names:?}");
}

#[tokio::test]
async fn every_list_tells_its_count_and_refuses_what_makes_no_sense() {
    let desk = Desk::open().await;
    for list in [
        "Catalogs/Get",
        "Catalogs/GetSimple",
        "Catalogs/GetItems",
        "Driver/GetList",
        "Car/GetList",
        "Trailer/GetList",
        "CargoOwnerDictionary/Get",
        "CargoOwnerDictionary/GetList",
        "CargoOwnerDictionary/GetNamesList",
        "Trackers/Get",
        "Employees/GetNamesList",
        "LegalPersons/GetList",
        "bids/GetListForExternal",
    ] {
        let all = desk.get(list).await;
        assert_eq!(all.headers["content-type"], "application/json; charset=utf-8", "{list}");
        assert_eq!(all.total(), all.rows().len(), "{list}");
        let two = desk.get(&format!("{list}?$orderby=id&$top=2&$count=true&$select=id")).await;
        assert_eq!((two.rows().len(), two.total()), (2, all.total()), "{list}");
        for wrong in ["$filter=id eq", "$filter=nothing eq 5", "$top=many", "$orderby=nothing", "$filter=id eq 'five'"]
        {
            let reply = desk.get(&format!("{list}?{wrong}")).await;
            assert_eq!(reply.status, 400, "{list}?{wrong}: {}", reply.text);
            assert!(!reply.text.is_empty());
        }
    }
}

#[tokio::test]
async fn a_property_that_nobody_has_a_value_for_can_be_asked_for() {
    let desk = Desk::open().await;
    let reply =
        desk.list("bids/GetListForExternal", &[("$filter", "routeId eq null and distributionBidId eq null")]).await;
    assert_eq!(reply.total(), 300);
    assert_eq!(
        desk.list("bids/GetListForExternal", &[("$filter", "routeId eq 5")]).await.rows(),
        Vec::<serde_json::Value>::new()
    );
    assert_eq!(
        desk.row("Employees/GetNamesList", "contains(fullNameWithId,'(') and startswith(fullNameOrEmail,'Вет')").await
            ["fullNameOrEmail"],
        json!("Ветрова Мария Павловна")
    );
}
