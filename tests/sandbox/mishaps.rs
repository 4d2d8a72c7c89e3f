//! What befalls the server's world: each fault alone, in a time of the test's own.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use cargorun_desk::sandbox::{Fault, Inside, LoginLimit, Options, Told};
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};

/// A signed-in client of a server without a network.
struct Office {
    server: Inside,
    second: Arc<AtomicI64>,
    token: String,
}

impl Office {
    fn open() -> Self {
        let second = Arc::new(AtomicI64::new(1_790_000_000));
        let now = {
            let second = Arc::clone(&second);
            move || DateTime::<Utc>::from_timestamp(second.load(Ordering::SeqCst), 0).unwrap()
        };
        // The server's own calculations would move dates in between.
        let options = Options {
            bids: 70,
            now: Arc::new(now),
            login_limit: LoginLimit::none(),
            recalculation_delay: std::time::Duration::from_hours(1),
            ..Options::default()
        };
        let mut office = Self { server: Inside::open(options).unwrap(), second, token: String::new() };
        let login = json!({ "userName": office.server.user(), "password": office.server.password() });
        let tokens = office.post("Account/GenerateToken", &login);
        tokens["accessToken"]["token"].as_str().unwrap().clone_into(&mut office.token);
        office
    }

    fn pass(&self, seconds: i64) {
        self.second.fetch_add(seconds, Ordering::SeqCst);
    }

    fn set(&self, fault: Fault, chance: f64) {
        self.server.faults().set(fault, chance);
    }

    fn get(&self, path: &str) -> Value {
        read(&self.server.exchange("GET", &format!("/api/{path}"), Some(&self.token), None))
    }

    fn post(&self, path: &str, body: &Value) -> Value {
        read(&self.server.exchange("POST", &format!("/api/{path}"), Some(&self.token), Some(&body.to_string())))
    }

    fn newest(&self) -> Vec<Value> {
        let rows = self.get("bids/GetListForExternal?$orderby=updatedAt%20desc,id&$top=60");
        rows.as_array().unwrap().clone()
    }

    fn touch(&self, number: &Value, price: i64) {
        let body = json!({ "id": number, "type": "Private", "price": price, "parallelPointBehavior": "Update",
            "forwardingOrderCarChangeBehaviour": "Update" });
        self.post("TruckingBids/Patch", &body);
    }

    fn driver(&self, phone: &str) -> i64 {
        let driver = json!({ "id": 0, "firstName": "Пётр", "lastName": "Тестов", "phoneNumber": phone });
        self.post("Driver/Apply", &driver)["id"].as_i64().unwrap()
    }
}

fn read(told: &Told) -> Value {
    let Told::Answer { status: 200, body, .. } = told else { panic!("{told:?}") };
    serde_json::from_slice(body).unwrap_or(Value::Null)
}

fn moment(row: &Value) -> DateTime<Utc> {
    row["updatedAt"].as_str().unwrap().parse().unwrap()
}

#[test]
fn a_lagging_list_shows_a_change_later_than_its_date_says() {
    let office = Office::open();
    let before = office.newest();
    let number = &before[30]["id"];
    office.set(Fault::Lag, 1.0);
    office.touch(number, 555);
    office.set(Fault::Lag, 0.0);
    assert_eq!(office.newest(), before, "the copy knows nothing yet");
    let one = office.get(&format!("TruckingBids/Get/{number}"));
    assert_eq!(one["price"].as_f64(), Some(555.0), "the record itself does");
    let written = office.second.load(Ordering::SeqCst);
    office.pass(60);
    let shown = office.newest().into_iter().find(|row| row["id"] == *number).unwrap();
    assert_eq!(shown["price"].as_f64(), Some(555.0));
    assert!(moment(&shown).timestamp() - written < 10, "with the date of the change, not of its showing");
}

#[test]
fn a_wrong_clock_gives_dates_of_its_own_and_is_right_again() {
    let office = Office::open();
    let numbers: Vec<Value> = office.newest().iter().take(40).map(|row| row["id"].clone()).collect();
    office.set(Fault::Clock, 0.3);
    for number in &numbers {
        office.pass(1);
        office.touch(number, 777);
    }
    let rows = office.newest();
    let now = DateTime::<Utc>::from_timestamp(office.second.load(Ordering::SeqCst), 0).unwrap();
    let touched: Vec<_> = rows.iter().filter(|row| row["price"].as_f64() == Some(777.0)).map(moment).collect();
    let mut once = touched.clone();
    once.dedup();
    assert!(once.len() < touched.len(), "a clock that stands gives one moment to several changes");
    assert!(touched.iter().any(|at| *at > now + TimeDelta::seconds(1)), "and one that jumps goes ahead");
    office.set(Fault::Clock, 0.0);
    office.pass(300);
    office.touch(&numbers[3], 888);
    let fixed = moment(&office.newest()[0]);
    assert!((fixed - now - TimeDelta::seconds(300)).abs() < TimeDelta::seconds(10), "{fixed} for {now}");
}

#[test]
fn a_server_that_is_put_back_forgets_and_gives_numbers_again() {
    let office = Office::open();
    // Possible, but as good as never: a copy is kept.
    office.set(Fault::Restore, f64::MIN_POSITIVE);
    let bid = office.newest()[20].clone();
    let first = office.driver("+79110000001");
    office.touch(&bid["id"], 999);
    office.set(Fault::Restore, 1.0);
    office.get("Employees/GetNamesList");
    office.set(Fault::Restore, 0.0);
    assert_eq!(office.server.restores(), 1);
    let row = office.newest().into_iter().find(|row| row["id"] == bid["id"]).unwrap();
    assert_eq!(row, bid, "the change is undone");
    let driver = office.get("Driver/GetList?withDeleted=true&$top=500");
    assert!(driver.as_array().unwrap().iter().all(|row| row["id"].as_i64() != Some(first)), "the new one is gone");
    assert_eq!(office.driver("+79110000002"), first, "and its number comes again");
}

#[test]
fn strange_answers_carry_new_fields_and_other_types() {
    let office = Office::open();
    let plain = office.newest();
    office.set(Fault::UnknownFields, 1.0);
    let strange = Value::Array(office.newest()).to_string();
    office.set(Fault::UnknownFields, 0.0);
    assert!(strange.contains("novelty"));
    assert_eq!(office.newest(), plain, "nothing of it stays");
}

#[test]
fn other_dispatchers_work_between_two_requests_and_their_deeds_are_told() {
    let run = || {
        let office = Office::open();
        office.set(Fault::OtherDispatchers, 0.5);
        for _ in 0..120 {
            office.pass(1);
            office.get("Employees/GetNamesList");
        }
        (office.server.deeds(), office.newest())
    };
    let (deeds, rows) = run();
    assert!(deeds.len() > 20, "{deeds:?}");
    for field in ["price", "contract", "comment"] {
        assert!(deeds.iter().any(|deed| deed.field == field), "nobody did {field}: {deeds:?}");
    }
    let steps = ["delete", "restore", "start", "cancel", "revert"];
    assert!(deeds.iter().any(|deed| steps.contains(&deed.field)), "nobody took a step: {deeds:?}");
    let shared = rows.iter().filter(|row| row["updatedAt"] == rows[55]["updatedAt"]).count();
    assert!(shared > 30, "the platform worked on many in one moment: {shared}");
    assert_eq!(run().0, deeds, "by the seed");
}
