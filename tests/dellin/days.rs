//! Days of dispatch: asked with a price, kept for a day without a network, asked again behind the scenes.

use cargorun_desk::domain::ltl::{DispatchDays, Finding, Level, Method};
use cargorun_desk::sandbox::Fault;
use cargorun_desk::store::Store;
use chrono::{Datelike as _, NaiveDate, SubsecRound as _, TimeDelta, Utc, Weekday};

use super::lost::{carrier, start, typed};

/// Days that can be chosen from a day on, as the training carrier has them.
fn without_sundays(from: NaiveDate) -> Vec<NaiveDate> {
    from.iter_days().take(28).filter(|day| day.weekday() != Weekday::Sun).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn days_are_asked_once_and_known_without_a_network() {
    let server = start(10).await;
    let store = Store::open_in_memory().unwrap();
    let carrier = carrier(&server, &store);
    let mut shipment = typed("дни");
    assert_eq!(carrier.kept_days(&shipment).unwrap(), None);
    assert!(carrier.read_days(&shipment).await.unwrap());
    let days = carrier.kept_days(&shipment).unwrap().unwrap();
    assert!(days.len() > 10 && days.iter().all(|day| day.weekday() != Weekday::Sun));
    assert!(!carrier.read_days(&shipment).await.unwrap(), "the carrier has just said so");

    server.stop().await;
    let sunday = days[0].iter_days().find(|day| day.weekday() == Weekday::Sun && *day > days[0]).unwrap();
    shipment.derival.produce_date = Some(sunday);
    let local = Utc::now().naive_utc();
    let found = carrier.check(&shipment, Method::Quote, local, None, None).unwrap();
    let of_the_day: Vec<&Finding> = found.iter().filter(|finding| finding.rule == 18).collect();
    let next = sunday.succ_opt().unwrap().to_string();
    assert_eq!(of_the_day, [&Finding::warns(18, "delivery.derival.produceDate").with(next)], "{found:?}");
    assert!(of_the_day[0].level == Level::Warns, "only the carrier itself may say no");

    shipment.arrival.address.as_mut().unwrap().search = Some("Самара, Мичурина, 1".into());
    assert_eq!(carrier.kept_days(&shipment).unwrap(), None, "another way");
    carrier.read_days(&shipment).await.unwrap_err();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_old_copy_stays_until_a_new_one_has_come() {
    let server = start(11).await;
    let store = Store::open_in_memory().unwrap();
    let carrier = carrier(&server, &store);
    let shipment = typed("старые дни");
    // The store keeps microseconds.
    let now = Utc::now().trunc_subsecs(6);
    let before = now - TimeDelta::days(3);
    // What it said three days ago lacks the last days of what it says now.
    let old = DispatchDays::new(without_sundays(before.date_naive()), before);
    store.put_dispatch_days(&shipment, &old, true).unwrap();

    server.set_fault(Fault::Html, 1.0);
    carrier.read_days(&shipment).await.unwrap_err();
    carrier.refresh_days(TimeDelta::days(1)).await.unwrap_err();
    assert_eq!(store.dispatch_days(&shipment).unwrap().as_ref(), Some(&old));
    let mut far = shipment.clone();
    far.derival.produce_date = old.days().last().unwrap().succ_opt();
    assert_eq!(carrier.kept_days(&far).unwrap(), None, "it says nothing of days after its last");

    server.set_fault(Fault::Html, 0.0);
    assert_eq!(carrier.refresh_days(TimeDelta::days(4)).await.unwrap(), 0, "young enough");
    assert_eq!(carrier.refresh_days(TimeDelta::days(1)).await.unwrap(), 1);
    let new = store.dispatch_days(&shipment).unwrap().unwrap();
    assert!(new.read_at() >= now && new.days().last() > old.days().last());
    assert!(carrier.kept_days(&far).unwrap().is_some());
    server.stop().await;
}
