//! Faults: what the client sees, and what the server has done.

use std::time::Duration;

use cargorun_desk::sandbox::{Fault, Options};
use serde_json::{Value, json};

use crate::desk::{Desk, options};

fn driver(phone: &str) -> Value {
    json!({ "id": 0, "firstName": "Пётр", "lastName": "Тестов", "phoneNumber": phone })
}

impl Desk {
    /// Sends a creation under a fault; answers what came back, or that nothing did.
    async fn create_under(&self, fault: Fault, phone: &str) -> Result<(u16, String), reqwest::Error> {
        self.server.set_fault(fault, 1.0);
        let request = self.http.post(self.url("Driver/Apply")).bearer_auth(&self.token).json(&driver(phone));
        let answer = async {
            let response = request.send().await?;
            let status = response.status().as_u16();
            Ok((status, response.text().await?))
        };
        let answer = answer.await;
        self.server.set_fault(fault, 0.0);
        answer
    }

    async fn has_driver(&self, phone: &str) -> bool {
        let filter = format!("user/phoneNumber eq '{phone}'");
        self.list("Driver/GetList", &[("$filter", &filter)]).await.total() == 1
    }
}

#[tokio::test]
async fn a_request_that_is_lost_on_its_way_does_nothing() {
    let desk = Desk::open().await;
    assert!(desk.create_under(Fault::DropBefore, "+79110000001").await.is_err());
    assert!(!desk.has_driver("+79110000001").await);
}

#[tokio::test]
async fn an_answer_that_is_lost_leaves_the_work_done() {
    let desk = Desk::open().await;
    assert!(desk.create_under(Fault::DropAfter, "+79110000001").await.is_err());
    assert!(desk.has_driver("+79110000001").await);
    assert!(desk.create_under(Fault::Truncate, "+79110000002").await.is_err());
    assert!(desk.has_driver("+79110000002").await);
}

#[tokio::test]
async fn a_creation_may_come_late() {
    let desk = Desk::open().await;
    assert!(desk.create_under(Fault::LateCreate, "+79110000001").await.is_err());
    assert!(!desk.has_driver("+79110000001").await, "nobody has seen it yet");
    let deadline = tokio::time::Instant::now() + Duration::from_secs(20);
    while !desk.has_driver("+79110000001").await {
        assert!(tokio::time::Instant::now() < deadline, "it never came");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

#[tokio::test]
async fn a_server_that_fails_does_nothing() {
    let desk = Desk::open().await;
    assert_eq!(desk.create_under(Fault::Error500, "+79110000001").await.unwrap().0, 500);
    let (status, page) = desk.create_under(Fault::Html, "+79110000001").await.unwrap();
    assert!(status == 200 && page.starts_with("<!DOCTYPE html>"), "{page}");
    assert_eq!(desk.create_under(Fault::TooManyBare, "+79110000001").await.unwrap().0, 429);
    assert!(!desk.has_driver("+79110000001").await);
    desk.server.set_fault(Fault::TooMany, 1.0);
    let limited = desk.http.get(desk.url("Car/GetList")).bearer_auth(&desk.token).send().await.unwrap();
    assert_eq!((limited.status().as_u16(), limited.headers()["retry-after"].to_str().unwrap()), (429, "2"));
}

#[tokio::test]
async fn a_token_may_die_in_the_middle_and_be_renewed() {
    let mut desk = Desk::open().await;
    let login = json!({ "userName": desk.server.user(), "password": desk.server.password() });
    let tokens = desk.post("Account/GenerateToken", &login).await.json();
    desk.token = tokens["accessToken"]["token"].as_str().unwrap().to_owned();
    assert_eq!(desk.create_under(Fault::Unauthorised401Mid, "+79110000001").await.unwrap(), (401, String::new()));
    assert_eq!(desk.get("Car/GetList?$top=0").await.status, 401, "the token stays dead");
    let both = json!({ "accessToken": desk.token, "refreshToken": tokens["refreshToken"]["token"] });
    let renewed = desk.post("Account/RefreshToken", &both).await.json();
    desk.token = renewed["accessToken"]["token"].as_str().unwrap().to_owned();
    assert!(!desk.has_driver("+79110000001").await);
}

#[tokio::test]
async fn a_slow_answer_is_whole_in_the_end() {
    let desk = Desk::open().await;
    let quick = desk.get("Employees/GetNamesList").await.text;
    desk.server.set_fault(Fault::Slow, 1.0);
    let asked = tokio::time::Instant::now();
    let slow = desk.get("Employees/GetNamesList").await.text;
    assert!(asked.elapsed() > Duration::from_millis(45), "{:?}", asked.elapsed());
    assert_eq!(slow, quick);
    desk.server.set_fault(Fault::Slow, 0.0);
    assert_eq!(desk.get("Employees/GetNamesList").await.text, quick);
}

#[tokio::test]
async fn faults_follow_the_seed() {
    let run = async || {
        let desk = Desk::with(Options { seed: 9, ..options() }).await;
        desk.server.set_fault(Fault::Error500, 0.3);
        desk.server.set_fault(Fault::TooManyBare, 0.2);
        let mut statuses = Vec::new();
        for _ in 0..40 {
            let response =
                desk.http.get(desk.url("Employees/GetNamesList")).bearer_auth(&desk.token).send().await.unwrap();
            statuses.push(response.status().as_u16());
        }
        statuses
    };
    let (one, again) = (run().await, run().await);
    assert_eq!(one, again);
    assert!([200, 429, 500].iter().all(|status| one.contains(status)), "{one:?}");
}
