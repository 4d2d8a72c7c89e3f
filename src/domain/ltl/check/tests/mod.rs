//! One test a check, named by its number in `partners.md` §2. The rest of each shipment is right, so that a finding is of
//! what the test has changed and of nothing else.

mod cargo;
mod general;
mod members;
mod payment;
mod route;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use rust_decimal::Decimal;

use super::super::*;
use super::{check, may_be_sent};
use Level::{Blocks, Warns};

const SACK: &str = "0x1";
const CRATE: &str = "0x2";
const GLASS: &str = "0x3";
const COMPANY: &str = "0x8F51001438C4D49511DBD774581EDB80";

fn moment(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").unwrap()
}

#[expect(clippy::unnecessary_wraps, reason = "fields are options")]
fn day(text: &str) -> Option<NaiveDate> {
    Some(text.parse().unwrap())
}

fn hour(hour: u32) -> Option<NaiveTime> {
    NaiveTime::from_hms_opt(hour, 0, 0)
}

#[expect(clippy::unnecessary_wraps, reason = "fields are options")]
fn number(text: &str) -> Option<Decimal> {
    Some(text.parse().unwrap())
}

#[expect(clippy::unnecessary_wraps, reason = "fields are options")]
fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

/// Thursday, ten in the morning.
fn known(method: Method) -> Known {
    let kind = |uid: &str, name: &str, incompatible: &[&str]| PackageKind {
        uid: uid.into(),
        name: name.into(),
        title: name.into(),
        incompatible: incompatible.iter().map(|uid| (*uid).to_owned()).collect(),
        countable: false,
    };
    Known {
        packages: Some(vec![
            kind(SACK, "sack", &[]),
            kind(CRATE, "crate", &[SACK]),
            kind(GLASS, "protect_auto_glass", &[]),
        ]),
        forms: Some(vec![(COMPANY.into(), true), (ANONYMOUS_FORM.into(), false)]),
        freights: Some(vec!["0xf".into()]),
        requirements: Some(vec!["0xr".into(), SIDE.into(), TOP.into()]),
        documents: Some(vec!["0xd".into()]),
        ..Known::bare(method, moment("2026-12-03T10:00"))
    }
}

const SIDE: &str = "0xb83b7589658a3851440a853325d1bf69";
const TOP: &str = "0xabb9c63c596b08f94c3664c930e77778";

fn address() -> Address {
    Address { search: some("Омская обл., Омск, Ленина, 5"), ..Address::default() }
}

fn member(name: &str) -> Member {
    Member {
        counteragent: Some(Counteragent {
            form: some(COMPANY),
            name: some(name),
            inn: some("9999000013"),
            ..Counteragent::default()
        }),
        contacts: vec![ContactPerson { name: "Иван".into(), save: None }],
        phones: vec![PhoneNumber { number: "79001234567".into(), ..PhoneNumber::default() }],
        ..Member::default()
    }
}

/// A shipment that neither method objects to.
fn good() -> Shipment {
    Shipment {
        delivery: Some(DeliveryType::Auto),
        derival: Side {
            produce_date: day("2026-12-07"),
            variant: Some(Variant::Address),
            address: Some(address()),
            time: Some(Window { start: hour(9), end: hour(18), ..Window::default() }),
            ..Side::default()
        },
        arrival: Side { variant: Some(Variant::Terminal), terminal: some("36"), ..Side::default() },
        requester: Some(Requester { role: Some(Role::Sender), uid: some("f969722a"), email: None }),
        sender: Some(member("Ромашка")),
        receiver: Some(member("Василёк")),
        cargo: Some(Cargo {
            quantity: Some(2),
            length: number("1.2"),
            width: number("0.8"),
            height: number("0.5"),
            weight: number("60"),
            total_weight: number("110"),
            total_volume: number("0.96"),
            freight: some("0xf"),
            hazard_class: number("0"),
            insurance: Some(Insurance { stated_value: number("1000"), payer: None, term: Some(true) }),
            ..Cargo::default()
        }),
        payment: Some(Payment {
            kind: Some(PaymentType::Noncash),
            primary_payer: Some(Payer::Sender),
            city_search: some("Омск"),
            ..Payment::default()
        }),
        ..Shipment::default()
    }
}

/// Numbers, levels and fields of what is found.
fn found_with(method: Method, change: impl FnOnce(&mut Shipment), know: impl FnOnce(&mut Known)) -> Vec<Finding> {
    let (mut shipment, mut known) = (good(), known(method));
    change(&mut shipment);
    know(&mut known);
    check(&shipment, &known)
}

fn order(change: impl FnOnce(&mut Shipment)) -> Vec<Finding> {
    found_with(Method::Order, change, |_| {})
}

fn quote(change: impl FnOnce(&mut Shipment)) -> Vec<Finding> {
    found_with(Method::Quote, change, |_| {})
}

#[track_caller]
fn says(found: &[Finding], rule: u8, level: Level, field: &str) {
    let is_said = |finding: &Finding| finding.rule == rule && finding.level == level && finding.field == field;
    assert!(found.iter().any(is_said), "{rule} {level:?} {field} is not in {found:?}");
}

#[track_caller]
fn only(found: &[Finding], rule: u8, level: Level, field: &str) {
    says(found, rule, level, field);
    assert!(found.iter().all(|finding| finding.rule == rule), "more than {rule}: {found:?}");
}

fn anonymous() -> Member {
    Member {
        counteragent: Some(Counteragent {
            form: some(ANONYMOUS_FORM),
            is_anonym: Some(true),
            phone: some("79001234567"),
            name: some("Иван"),
            ..Counteragent::default()
        }),
        ..Member::default()
    }
}

fn person(it: &mut Shipment) {
    let counteragent = it.sender.as_mut().unwrap().counteragent.as_mut().unwrap();
    counteragent.form = some(ANONYMOUS_FORM);
    counteragent.inn = None;
    counteragent.document =
        Some(Identity { kind: Some(IdentityKind::Passport), serial: some("0000"), number: some("123456") });
    it.sender.as_mut().unwrap().receipt = Some(Receipt { send: Some(false), ..Receipt::default() });
}

fn registered(text: &str) -> impl FnOnce(&mut Shipment) {
    let address = Address { search: some(text), ..Address::default() };
    move |it| it.sender.as_mut().unwrap().counteragent.as_mut().unwrap().juridical_address = Some(address)
}

fn package(uid: &str, count: Option<i64>) -> Package {
    Package { uid: uid.into(), payer: None, count }
}
