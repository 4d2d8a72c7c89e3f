//! One test a check, named by its number in `partners.md` §2. The rest of each shipment is right, so that a finding is of
//! what the test has changed and of nothing else.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use rust_decimal::Decimal;

use super::super::*;
use super::{check, may_be_sent};

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

use Level::{Blocks, Warns};

#[test]
fn check_00_a_right_shipment_meets_no_objection() {
    assert_eq!(order(|_| {}), []);
    assert_eq!(quote(|_| {}), []);
    assert!(may_be_sent(&[Finding::warns(17, "x")]) && !may_be_sent(&[Finding::blocks(16, "x")]));
}

#[test]
fn check_01_without_a_key_nothing_goes() {
    only(&found_with(Method::Quote, |_| {}, |known| known.has_appkey = false), 1, Blocks, "appkey");
}

#[test]
fn check_02_what_needs_a_session_is_ignored_without_one() {
    let found = found_with(
        Method::Order,
        |shipment| {
            shipment.in_order = Some(false);
            shipment.requester.as_mut().unwrap().uid = None;
            shipment.sender.as_mut().unwrap().counteragent_id = Some(1);
            shipment.set_order_number("CR1");
        },
        |known| known.session = false,
    );
    for field in ["inOrder", "members.sender.counteragentID", "payment.cashOnDelivery"] {
        only(&found, 2, Warns, field);
    }
}

#[test]
fn check_03_the_great_parts_are_there() {
    only(&quote(|it| it.cargo = None), 3, Blocks, "cargo");
    only(&order(|it| it.sender = None), 3, Blocks, "members.sender");
    only(&order(|it| it.receiver = None), 3, Blocks, "members.receiver");
    only(&order(|it| it.requester = None), 3, Blocks, "members.requester");
    only(&order(|it| it.payment = None), 3, Blocks, "payment");
    assert_eq!(quote(|it| (it.sender, it.payment) = (None, None)), [], "a price needs neither");
}

#[test]
fn check_04_an_old_session_is_renewed_first() {
    only(&found_with(Method::Order, |_| {}, |known| known.session_is_old = true), 4, Warns, "sessionID");
}

#[test]
fn check_05_the_kind_of_delivery_is_chosen() {
    only(&quote(|it| it.delivery = None), 5, Blocks, "delivery.deliveryType.type");
}

fn small(it: &mut Shipment) {
    it.delivery = Some(DeliveryType::Small);
    it.arrival = it.derival.clone();
    it.arrival.produce_date = None;
    let cargo = it.cargo.as_mut().unwrap();
    (cargo.quantity, cargo.weight) = (Some(1), None);
    (cargo.length, cargo.width, cargo.height) = (number("0.39"), number("0.54"), number("0.39"));
    (cargo.total_weight, cargo.total_volume) = (number("30"), number("0.082"));
}

#[test]
fn check_06_a_small_parcel_has_limits() {
    assert_eq!(order(small), [], "the sides are compared by size");
    let with = |change: fn(&mut Cargo)| {
        order(|it| {
            small(it);
            change(it.cargo.as_mut().unwrap());
        })
    };
    only(&with(|cargo| cargo.total_weight = number("30.001")), 6, Blocks, "cargo.totalWeight");
    says(&with(|cargo| cargo.total_volume = number("0.101")), 6, Blocks, "cargo.totalVolume");
    says(&with(|cargo| cargo.height = number("0.4")), 6, Blocks, "cargo.height");
    says(&with(|cargo| cargo.width = number("0.541")), 6, Blocks, "cargo.width");
}

#[test]
fn check_07_a_small_parcel_knows_no_terminal() {
    let found = order(|it| {
        small(it);
        it.arrival = Side { variant: Some(Variant::Terminal), terminal: some("36"), ..Side::default() };
    });
    only(&found, 7, Blocks, "delivery.arrival.variant");
}

#[test]
fn check_08_a_small_parcel_needs_branches() {
    let found = found_with(Method::Order, small, |known| known.both_have_branches = Some(false));
    only(&found, 8, Warns, "delivery.deliveryType.type");
}

#[test]
fn check_09_a_letter_is_not_measured() {
    let found = order(|it| {
        it.delivery = Some(DeliveryType::Letter);
        it.cargo = Some(Cargo::default());
    });
    assert_eq!(found, []);
}

#[test]
fn check_10_prices_are_taken_from_the_block_of_the_kind() {
    let cost = |price: &str| Cost { price: number(price), ..Cost::default() };
    let quote = Quote {
        between: vec![(DeliveryType::Auto, cost("480")), (DeliveryType::Avia, cost("4230"))],
        ..Quote::default()
    };
    assert_eq!(quote.leg(DeliveryType::Avia), Some(&cost("4230")));
    assert_eq!(quote.parts(DeliveryType::Auto), [("leg", Decimal::from(480))]);
}

fn package(uid: &str, count: Option<i64>) -> Package {
    Package { uid: uid.into(), payer: None, count }
}

#[test]
fn check_11_a_package_has_a_uid() {
    only(&order(|it| it.packages = vec![package(" ", None)]), 11, Blocks, "delivery.packages[0].uid");
}

#[test]
fn check_12_sacks_boxes_and_for_orders_glass_and_parts_are_counted() {
    const FIELD: &str = "delivery.packages[0].count";
    only(&quote(|it| it.packages = vec![package(SACK, None)]), 12, Blocks, FIELD);
    only(&order(|it| it.packages = vec![package(SACK, Some(0))]), 12, Blocks, FIELD);
    only(&order(|it| it.packages = vec![package(GLASS, None)]), 12, Blocks, FIELD);
    assert_eq!(quote(|it| it.packages = vec![package(GLASS, None)]), [], "the calculator names two kinds only");
    assert_eq!(order(|it| it.packages = vec![package(CRATE, None)]), []);
}

fn papers(action: Option<PapersAction>) -> Papers {
    Papers { action, payer: None }
}

#[test]
fn check_13_papers_are_sent_or_come_back_once() {
    const FIELD: &str = "delivery.accompanyingDocuments[0].action";
    only(&order(|it| it.papers = vec![papers(None)]), 13, Blocks, FIELD);
    let twice = order(|it| it.papers = vec![papers(Some(PapersAction::Send)), papers(Some(PapersAction::Send))]);
    only(&twice, 13, Warns, "delivery.accompanyingDocuments[1].action");
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

#[test]
fn check_14_nothing_comes_back_from_an_anonymous_receiver() {
    let found = order(|it| {
        it.receiver = Some(anonymous());
        it.papers = vec![papers(Some(PapersAction::Return))];
    });
    only(&found, 14, Blocks, "delivery.accompanyingDocuments[0].action");
}

#[test]
fn check_15_packages_are_of_the_directory_and_go_together() {
    only(&order(|it| it.packages = vec![package("0x9", None)]), 15, Warns, "delivery.packages[0].uid");
    let together = order(|it| it.packages = vec![package(CRATE, None), package("0X1", Some(1))]);
    only(&together, 15, Warns, "delivery.packages[0].uid");
}

#[test]
fn check_16_the_day_belongs_to_the_beginning() {
    only(&order(|it| it.derival.produce_date = None), 16, Blocks, "delivery.derival.produceDate");
    only(&order(|it| it.arrival.produce_date = day("2026-12-07")), 16, Blocks, "delivery.arrival.produceDate");
}

#[test]
fn check_17_a_day_that_is_past() {
    only(&order(|it| it.derival.produce_date = day("2026-12-02")), 17, Warns, "delivery.derival.produceDate");
}

#[test]
fn check_18_a_day_that_can_not_be_chosen() {
    let dates = |known: &mut Known| known.dates = Some(vec![day("2026-12-04").unwrap(), day("2026-12-08").unwrap()]);
    let found = found_with(Method::Order, |_| {}, dates);
    only(&found, 18, Warns, "delivery.derival.produceDate");
    assert_eq!(found[0].detail, "2026-12-08", "the next one is named");
}

#[test]
fn check_19_the_same_day_has_limits() {
    const FIELD: &str = "delivery.derival.produceDate";
    let today = |it: &mut Shipment| it.derival.produce_date = day("2026-12-03");
    assert_eq!(order(today), []);
    let at = |text: &'static str| found_with(Method::Order, today, |known| known.now = moment(text));
    only(&at("2026-12-03T16:00"), 19, Blocks, FIELD);
    let weekend = found_with(
        Method::Order,
        |it| it.derival.produce_date = day("2026-12-05"),
        |known| known.now = moment("2026-12-05T10:00"),
    );
    only(&weekend, 19, Blocks, FIELD);
    only(&found_with(Method::Order, today, |known| known.terminal_works_minutes = Some(90)), 19, Blocks, FIELD);
    let large = |change: fn(&mut Cargo)| {
        order(|it| {
            today(it);
            change(it.cargo.as_mut().unwrap());
        })
    };
    says(&large(|cargo| cargo.total_weight = number("4999.1")), 19, Blocks, "cargo.totalWeight");
    says(&large(|cargo| cargo.total_volume = number("22")), 19, Blocks, "cargo.totalVolume");
    says(&large(|cargo| cargo.length = number("6.01")), 19, Blocks, "cargo.length");
    says(&large(|cargo| cargo.width = number("2.01")), 19, Blocks, "cargo.width");
    says(&large(|cargo| cargo.height = number("2.21")), 19, Blocks, "cargo.height");
}

#[test]
fn check_20_how_it_is_handed_over() {
    only(&order(|it| it.arrival.variant = None), 20, Blocks, "delivery.arrival.variant");
    let by_road = order(|it| {
        it.arrival = Side { variant: Some(Variant::Airport), city: some(&"7".repeat(25)), ..Side::default() };
    });
    only(&by_road, 20, Blocks, "delivery.arrival.variant");
    let from = order(|it| {
        it.delivery = Some(DeliveryType::Avia);
        it.derival.variant = Some(Variant::Airport);
    });
    says(&from, 20, Blocks, "delivery.derival.variant");
}

#[test]
fn check_21_an_airport_wants_a_town_and_nothing_else() {
    let airport = |change: fn(&mut Side)| {
        order(|it| {
            it.delivery = Some(DeliveryType::Avia);
            it.arrival = Side { variant: Some(Variant::Airport), city: some(&"7".repeat(25)), ..Side::default() };
            change(&mut it.arrival);
        })
    };
    assert_eq!(airport(|_| {}), []);
    only(&airport(|side| side.city = None), 21, Blocks, "delivery.arrival.city");
    only(&airport(|side| side.terminal = some("1")), 21, Blocks, "delivery.arrival.terminalID");
    only(&airport(|side| side.address_id = Some(1)), 21, Blocks, "delivery.arrival.addressID");
}

#[test]
fn check_22_exactly_one_place_at_each_end() {
    only(&order(|it| it.derival.address = None), 22, Blocks, "delivery.derival.address");
    only(&order(|it| it.derival.address_id = Some(5)), 22, Blocks, "delivery.derival.address");
    only(&quote(|it| it.arrival.city = some(&"7".repeat(25))), 22, Blocks, "delivery.arrival.city");
}

#[test]
fn check_23_a_town_is_for_terminals_of_the_end() {
    let start = order(|it| (it.derival.address, it.derival.city) = (None, some(&"7".repeat(25))));
    says(&start, 23, Blocks, "delivery.derival.city");
    let to_address = order(|it| {
        it.arrival = Side {
            variant: Some(Variant::Address),
            city: some(&"7".repeat(25)),
            time: it.derival.time,
            ..Side::default()
        };
    });
    says(&to_address, 23, Blocks, "delivery.arrival.city");
}

#[test]
fn check_24_the_place_fits_the_way_of_handing_over() {
    only(&order(|it| it.derival.variant = Some(Variant::Terminal)), 24, Blocks, "delivery.derival.variant");
    only(
        &order(|it| {
            it.arrival.variant = Some(Variant::Address);
            it.arrival.time = it.derival.time;
        }),
        24,
        Blocks,
        "delivery.arrival.variant",
    );
    let by_town = order(|it| (it.arrival.terminal, it.arrival.city) = (None, some(&"7".repeat(25))));
    assert_eq!(by_town, [], "the terminal of a town is found by the carrier");
}

#[test]
fn check_25_an_address_has_hours() {
    let found = order(|it| it.derival.time = None);
    only(&found, 25, Blocks, "delivery.derival.time.worktimeStart");
    only(&found, 25, Blocks, "delivery.derival.time.worktimeEnd");
}

#[test]
fn check_26_hours_in_order_and_breaks_whole() {
    let with = |window: Window| order(|it| it.derival.time = Some(window));
    let hours = Window { start: hour(9), end: hour(18), ..Window::default() };
    only(&with(Window { start: hour(18), ..hours }), 26, Warns, "delivery.derival.time.worktimeEnd");
    for (from, to) in [(hour(12), None), (None, hour(12)), (hour(13), hour(12)), (hour(8), hour(10))] {
        let broken = with(Window { break_start: from, break_end: to, ..hours });
        only(&broken, 26, Warns, "delivery.derival.time.breakStart");
    }
    assert_eq!(with(Window { break_start: hour(12), break_end: hour(13), ..hours }), []);
}

#[test]
fn check_27_express_wants_a_terminal_that_serves_it() {
    let terminal = |express_out| Terminal { id: "36".into(), express_in: true, express_out };
    let with = |express_out| {
        found_with(
            Method::Order,
            |it| it.delivery = Some(DeliveryType::Express),
            |known| known.terminals = Some(vec![terminal(express_out)]),
        )
    };
    assert_eq!(with(true), []);
    only(&with(false), 27, Warns, "delivery.arrival.terminalID");
}

#[test]
fn check_28_floors_and_metres() {
    let with = |floor, carry| {
        order(|it| it.derival.handling = Some(Handling { to_floor: floor, carry, ..Handling::default() }))
    };
    only(&with(Some(-1), None), 28, Blocks, "delivery.derival.handling.toFloor");
    only(&with(None, Some(100_000)), 28, Blocks, "delivery.derival.handling.carry");
    assert_eq!(with(Some(0), Some(99_999)), []);
}

#[test]
fn check_29_demands_on_the_vehicle() {
    let with = |uids: &[&str]| order(|it| it.derival.requirements = uids.iter().map(|uid| (*uid).into()).collect());
    only(&with(&["0x0"]), 29, Blocks, "delivery.derival.requirements[0]");
    only(&with(&[SIDE, TOP]), 29, Blocks, "delivery.derival.requirements");
    only(&with(&["0xr", "0XR"]), 29, Warns, "delivery.derival.requirements[1]");
}

#[test]
fn check_30_a_second_address_of_the_beginning() {
    let extra = |id, address| Some(AdditionalAddress { address_id: id, address, payer: None });
    only(&order(|it| it.derival.additional = extra(None, None)), 30, Blocks, "delivery.derival.additionalAddress");
    let both = order(|it| it.derival.additional = extra(Some(1), Some(address())));
    only(&both, 30, Blocks, "delivery.derival.additionalAddress");
    only(&order(|it| it.arrival.additional = extra(Some(1), None)), 30, Blocks, "delivery.arrival.additionalAddress");
    assert_eq!(order(|it| it.derival.additional = extra(Some(1), None)), []);
}

#[test]
fn check_31_fetching_is_from_an_address() {
    only(&order(|it| it.arrival.pickup = Some(Pickup::default())), 31, Blocks, "delivery.arrival.pickupParams");
    let brought = order(|it| {
        it.derival = Side {
            produce_date: it.derival.produce_date,
            variant: Some(Variant::Terminal),
            terminal: some("1"),
            pickup: Some(Pickup::default()),
            ..Side::default()
        };
    });
    only(&brought, 31, Warns, "delivery.derival.pickupParams");
}

#[test]
fn check_32_what_fetching_may_say() {
    let with = |pickup: Pickup| order(|it| it.derival.pickup = Some(pickup));
    let path = |field: &str| format!("delivery.derival.pickupParams.{field}");
    only(&with(Pickup { driver_pass: Some(2), ..Pickup::default() }), 32, Blocks, &path("derivalDriverPass"));
    let entry = |cost, kind| with(Pickup { paid_entry: Some(PaidEntry { cost, kind }), ..Pickup::default() });
    only(&entry(number("100"), Some(3)), 32, Blocks, &path("paidEntry.type"));
    only(&entry(number("-1"), Some(1)), 32, Blocks, &path("paidEntry.cost"));
    let long = with(Pickup { shipment_number: Some("я".repeat(31)), ..Pickup::default() });
    only(&long, 32, Blocks, &path("shipmentDerival"));
    assert_eq!(with(Pickup { driver_pass: Some(24), shipment_number: Some("я".repeat(30)), ..Pickup::default() }), []);
}

#[test]
fn check_33_papers_to_get_the_cargo_are_of_the_directory() {
    let with =
        |uid: &str| order(|it| it.derival.pickup = Some(Pickup { documents: vec![uid.into()], ..Pickup::default() }));
    only(&with("0x0"), 33, Blocks, "delivery.derival.pickupParams.documentsForReceive[0]");
    assert_eq!(with("0xD"), []);
}

fn written(text: &str) -> Vec<Finding> {
    order(|it| it.derival.address = Some(Address { search: some(text), ..Address::default() }))
}

const SEARCH: &str = "delivery.derival.address.search";

#[test]
fn check_34_a_text_has_a_length() {
    says(&written("О"), 34, Blocks, SEARCH);
    only(&written(&format!("Омская обл., Омск, {}, 5", "я".repeat(1024))), 34, Blocks, SEARCH);
}

#[test]
fn check_35_text_or_codes_and_a_house_with_a_street() {
    let with = |method, change: fn(&mut Address)| {
        found_with(method, |it| change(it.derival.address.as_mut().unwrap()), |_| {})
    };
    only(&with(Method::Order, |it| it.house = some("5")), 35, Blocks, SEARCH);
    only(&with(Method::Order, |it| it.search = None), 35, Blocks, SEARCH);
    let street: fn(&mut Address) = |it| (it.search, it.street) = (None, some(&"5".repeat(25)));
    only(&with(Method::Order, street), 35, Blocks, "delivery.derival.address.house");
    assert_eq!(with(Method::Quote, street), [], "the calculator is content with a street");
    assert_eq!(with(Method::Order, |it| it.flat = some("214а")), [], "a flat may stand beside a text");
}

#[test]
fn check_36_parts_of_an_address_are_short() {
    let with = |change: fn(&mut Address)| {
        order(|it| {
            let mut parts = Address { street: some(&"5".repeat(25)), house: some("5"), ..Address::default() };
            change(&mut parts);
            it.derival.address = Some(parts);
        })
    };
    let path = |field: &str| format!("delivery.derival.address.{field}");
    only(&with(|it| it.house = some("12345678")), 36, Blocks, &path("house"));
    only(&with(|it| it.building = some("123456")), 36, Blocks, &path("building"));
    only(&with(|it| it.structure = some("12345678")), 36, Blocks, &path("structure"));
    only(&with(|it| it.flat = some("123456")), 36, Blocks, &path("flat"));
}

#[test]
fn check_37_codes_have_25_digits() {
    let town = order(|it| (it.arrival.terminal, it.arrival.city) = (None, some("7700000000000")));
    only(&town, 37, Blocks, "delivery.arrival.city");
    let paid = quote(|it| {
        let payment = it.payment.as_mut().unwrap();
        (payment.city_search, payment.city) = (None, some("77"));
    });
    only(&paid, 37, Blocks, "payment.paymentCity");
    let street = order(|it| {
        it.derival.address = Some(Address { street: some("55x"), house: some("5"), ..Address::default() });
    });
    only(&street, 37, Blocks, "delivery.derival.address.street");
}

fn registered(text: &str) -> impl FnOnce(&mut Shipment) {
    let address = Address { search: some(text), ..Address::default() };
    move |it| it.sender.as_mut().unwrap().counteragent.as_mut().unwrap().juridical_address = Some(address)
}

#[test]
fn check_38_coordinates_are_on_the_globe_and_register_nobody() {
    assert_eq!(written("59.924501, 30.241762"), []);
    only(&written("159.92, 30.24"), 38, Warns, SEARCH);
    only(&written("59.92, 181"), 38, Warns, SEARCH);
    let field = "members.sender.counteragent.juridicalAddress.search";
    only(&order(registered("59.924501, 30.241762")), 38, Blocks, field);
}

#[test]
fn check_39_a_text_names_region_town_street_and_house() {
    only(&written("Омск"), 39, Warns, SEARCH);
    only(&written("Омская обл., Омск, Ленина"), 39, Warns, SEARCH);
}

#[test]
fn check_40_keeping_an_address_needs_a_book() {
    let found = found_with(
        Method::Quote,
        |it| it.derival.address.as_mut().unwrap().save = Some(true),
        |known| known.session = false,
    );
    says(&found, 40, Warns, "delivery.derival.address.save");
    let kept = order(|it| {
        registered("Омская обл., Омск, Ленина, 5")(it);
        let counteragent = it.sender.as_mut().unwrap().counteragent.as_mut().unwrap();
        counteragent.juridical_address.as_mut().unwrap().save = Some(true);
    });
    only(&kept, 40, Warns, "members.sender.counteragent.juridicalAddress.save");
}

#[test]
fn check_41_who_orders_plays_a_part() {
    only(&order(|it| it.requester.as_mut().unwrap().role = None), 41, Blocks, "members.requester.role");
    assert_eq!(quote(|it| it.requester.as_mut().unwrap().role = None), []);
}

#[test]
fn check_42_who_orders_is_one_of_the_account() {
    const FIELD: &str = "members.requester.uid";
    only(&order(|it| it.requester.as_mut().unwrap().uid = None), 42, Warns, FIELD);
    only(&order(|it| it.requester.as_mut().unwrap().uid = Some("f".repeat(37))), 42, Warns, FIELD);
    only(&found_with(Method::Order, |_| {}, |known| known.full_access = Some(false)), 42, Warns, FIELD);
}

#[test]
fn check_43_a_member_is_of_the_book_or_written_out() {
    const FIELD: &str = "members.sender.counteragent";
    only(&order(|it| it.sender.as_mut().unwrap().counteragent_id = Some(1)), 43, Blocks, FIELD);
    only(&order(|it| it.sender.as_mut().unwrap().counteragent = None), 43, Blocks, FIELD);
    let of_book = order(|it| {
        let sender = it.sender.as_mut().unwrap();
        (sender.counteragent_id, sender.counteragent) = (Some(1), None);
    });
    assert_eq!(of_book, []);
}

#[test]
fn check_44_contacts_and_phones_one_way_each() {
    only(&order(|it| it.sender.as_mut().unwrap().contact_ids = vec![1]), 44, Blocks, "members.sender.contactPersons");
    only(&order(|it| it.sender.as_mut().unwrap().phones.clear()), 44, Blocks, "members.sender.phoneNumbers");
    assert_eq!(order(|it| it.receiver = Some(anonymous())), [], "an anonymous receiver has none");
    let alone =
        found_with(Method::Order, |it| it.sender.as_mut().unwrap().contacts.clear(), |known| known.session = false);
    says(&alone, 44, Blocks, "members.sender.contactPersons");
}

#[test]
fn check_45_not_too_many_of_them() {
    let many = |count: usize| {
        move |it: &mut Shipment| {
            let sender = it.sender.as_mut().unwrap();
            sender.phones = vec![sender.phones[0].clone(); count];
        }
    };
    only(&order(many(4)), 45, Blocks, "members.sender.phoneNumbers");
    assert_eq!(order(many(3)), []);
    let alone = found_with(Method::Order, many(2), |known| known.session = false);
    says(&alone, 45, Blocks, "members.sender.phoneNumbers");
    only(
        &order(|it| {
            let sender = it.sender.as_mut().unwrap();
            (sender.contact_ids, sender.contacts) = (vec![1, 2, 3, 4], Vec::new());
        }),
        45,
        Blocks,
        "members.sender.contactIDs",
    );
}

#[test]
fn check_46_names_and_numbers_can_be_used() {
    let with = |change: fn(&mut Member)| order(|it| change(it.sender.as_mut().unwrap()));
    only(&with(|it| it.contacts[0].name = " ".into()), 46, Blocks, "members.sender.contactPersons[0].name");
    let number = "members.sender.phoneNumbers[0].number";
    only(&with(|it| it.phones[0].number = "+79001234567".into()), 46, Blocks, number);
    only(&with(|it| it.phones[0].number = "1".repeat(16)), 46, Blocks, number);
    only(&with(|it| it.phones[0].ext = some("123456")), 46, Blocks, "members.sender.phoneNumbers[0].ext");
    only(&with(|it| it.phones[0].ext = some("12345")), 46, Warns, "members.sender.phoneNumbers[0].ext");
}

#[test]
fn check_47_a_third_person_who_pays_is_named() {
    let with = |change: fn(&mut Shipment)| {
        order(|it| {
            change(it);
            it.payment.as_mut().unwrap().city_search = some("Омск");
        })
    };
    only(&with(|it| it.arrival.payer = Some(Payer::Third)), 47, Blocks, "members.third");
    only(&with(|it| it.requester.as_mut().unwrap().role = Some(Role::Third)), 47, Blocks, "members.third");
    assert_eq!(with(|it| (it.arrival.payer, it.third) = (Some(Payer::Third), Some(member("Третий")))), []);
}

fn person(it: &mut Shipment) {
    let counteragent = it.sender.as_mut().unwrap().counteragent.as_mut().unwrap();
    counteragent.form = some(ANONYMOUS_FORM);
    counteragent.inn = None;
    counteragent.document =
        Some(Identity { kind: Some(IdentityKind::Passport), serial: some("0000"), number: some("123456") });
    it.sender.as_mut().unwrap().receipt = Some(Receipt { send: Some(false), ..Receipt::default() });
}

#[test]
fn check_48_a_paying_person_says_where_the_receipt_goes() {
    let with = |receipt: Option<Receipt>| {
        order(|it| {
            person(it);
            it.sender.as_mut().unwrap().receipt = receipt;
        })
    };
    only(&with(None), 48, Blocks, "members.sender.dataForReceipt");
    only(&with(Some(Receipt::default())), 48, Blocks, "members.sender.dataForReceipt.send");
    let yes = Receipt { send: Some(true), ..Receipt::default() };
    only(&with(Some(yes.clone())), 48, Blocks, "members.sender.dataForReceipt.phone");
    let phone = |phone: &str| with(Some(Receipt { phone: some(phone), ..yes.clone() }));
    only(&phone("79001234567"), 48, Blocks, "members.sender.dataForReceipt.phone");
    assert_eq!(phone("+79001234567"), []);
    assert_eq!(with(Some(Receipt { email: some("a@b.test"), ..yes.clone() })), []);
}

#[test]
fn check_49_a_legal_form_of_the_directory_or_ones_own() {
    let with =
        |change: fn(&mut Counteragent)| order(|it| change(it.sender.as_mut().unwrap().counteragent.as_mut().unwrap()));
    let path = |field: &str| format!("members.sender.counteragent.{field}");
    only(&with(|it| it.form = None), 49, Blocks, &path("form"));
    let own = with(|it| (it.form, it.custom_form) = (None, Some(CustomForm::default())));
    for field in ["customForm.formName", "customForm.countryUID", "customForm.juridical"] {
        only(&own, 49, Blocks, &path(field));
    }
    let long = with(|it| {
        let custom = CustomForm { name: Some("я".repeat(36)), country: some("0x1"), juridical: Some(true) };
        (it.form, it.custom_form) = (None, Some(custom));
    });
    only(&long, 49, Blocks, &path("customForm.formName"));
}

#[test]
fn check_50_a_person_has_a_document() {
    let with = |change: fn(&mut Counteragent)| {
        order(|it| {
            person(it);
            change(it.sender.as_mut().unwrap().counteragent.as_mut().unwrap());
        })
    };
    let path = |field: &str| format!("members.sender.counteragent.{field}");
    assert_eq!(with(|_| {}), []);
    only(&with(|it| it.document = None), 50, Blocks, &path("document"));
    only(&with(|it| it.document.as_mut().unwrap().kind = None), 50, Blocks, &path("document.type"));
    only(&with(|it| it.document.as_mut().unwrap().number = None), 50, Blocks, &path("document.number"));
    only(&with(|it| it.document.as_mut().unwrap().serial = None), 50, Blocks, &path("document.serial"));
}

#[test]
fn check_51_only_a_receiver_is_anonymous_and_has_a_phone() {
    let sender = order(|it| it.sender = Some(anonymous()));
    says(&sender, 51, Blocks, "members.sender.counteragent.isAnonym");
    let with = |change: fn(&mut Counteragent)| {
        order(|it| {
            let mut receiver = anonymous();
            change(receiver.counteragent.as_mut().unwrap());
            it.receiver = Some(receiver);
        })
    };
    only(&with(|it| it.phone = some("+79001234567")), 51, Blocks, "members.receiver.counteragent.phone");
    says(&with(|it| it.form = some(COMPANY)), 51, Blocks, "members.receiver.counteragent.form");
}

#[test]
fn check_52_names_and_taxpayer_numbers() {
    let with =
        |change: fn(&mut Counteragent)| order(|it| change(it.sender.as_mut().unwrap().counteragent.as_mut().unwrap()));
    let path = |field: &str| format!("members.sender.counteragent.{field}");
    only(&with(|it| it.name = None), 52, Blocks, &path("name"));
    only(&with(|it| it.inn = None), 52, Blocks, &path("inn"));
    only(&with(|it| it.inn = some("123")), 52, Blocks, &path("inn"));
    only(&with(|it| it.inn = some("9999000031")), 52, Warns, &path("inn"));
    let abroad = with(|it| {
        let custom = CustomForm { name: some("ТОО"), country: some("0x1"), juridical: Some(true) };
        (it.form, it.custom_form, it.inn) = (None, Some(custom), some("123"));
    });
    assert_eq!(abroad, [], "numbers of other countries are other numbers");
}

#[test]
fn check_53_a_registered_address_is_of_a_company() {
    let found = order(|it| {
        person(it);
        registered("Омская обл., Омск, Ленина, 5")(it);
    });
    only(&found, 53, Blocks, "members.sender.counteragent.juridicalAddress");
}

#[test]
fn check_54_phones_for_messages_and_letters() {
    only(&order(|it| it.sms_phone = some("89001234567")), 54, Blocks, "delivery.smsback");
    for post in ["a", "a@b", "@b.c", "a b@c.test", "a@b@c.test"] {
        only(&order(|it| it.sender.as_mut().unwrap().email = some(post)), 54, Blocks, "members.sender.email");
    }
}

fn with_cargo(change: impl FnOnce(&mut Cargo)) -> Vec<Finding> {
    order(|it| change(it.cargo.as_mut().unwrap()))
}

#[test]
fn check_55_at_least_one_place() {
    says(&with_cargo(|cargo| cargo.quantity = Some(0)), 55, Blocks, "cargo.quantity");
}

#[test]
fn check_56_measures_and_weights_are_above_zero() {
    says(&with_cargo(|cargo| cargo.length = None), 56, Blocks, "cargo.length");
    says(&with_cargo(|cargo| cargo.width = number("0")), 56, Blocks, "cargo.width");
    says(&with_cargo(|cargo| cargo.height = number("-1")), 56, Blocks, "cargo.height");
    says(&with_cargo(|cargo| cargo.total_volume = None), 56, Blocks, "cargo.totalVolume");
    says(&with_cargo(|cargo| cargo.total_weight = None), 56, Blocks, "cargo.totalWeight");
}

#[test]
fn check_57_the_heaviest_of_many_is_said_and_of_one_is_all() {
    only(&with_cargo(|cargo| cargo.weight = None), 57, Blocks, "cargo.weight");
    let one = with_cargo(|cargo| {
        (cargo.quantity, cargo.total_volume, cargo.weight) = (Some(1), number("0.48"), number("60"));
    });
    only(&one, 57, Blocks, "cargo.weight");
}

#[test]
fn check_58_a_part_is_not_heavier_than_the_whole() {
    only(&with_cargo(|cargo| cargo.weight = number("111")), 58, Blocks, "cargo.weight");
    only(&with_cargo(|cargo| cargo.weight = number("50")), 58, Warns, "cargo.totalWeight");
    // The document's own sample: a place of 25 kg in a total of 0.02 kg.
    let sample = with_cargo(|cargo| {
        (cargo.quantity, cargo.weight, cargo.total_weight) = (Some(1), number("25"), number("0.02"));
    });
    says(&sample, 58, Blocks, "cargo.weight");
}

#[test]
fn check_59_the_volume_agrees_with_the_measures() {
    only(&with_cargo(|cargo| cargo.total_volume = number("0.97")), 59, Warns, "cargo.totalVolume");
    let one = |volume: &'static str| {
        with_cargo(|cargo| {
            (cargo.quantity, cargo.weight, cargo.total_volume) = (Some(1), None, number(volume));
        })
    };
    assert_eq!(one("0.46"), [], "within a twentieth");
    only(&one("0.45"), 59, Warns, "cargo.totalVolume");
}

#[test]
fn check_60_what_is_oversized_is_said() {
    let thresholds = |known: &mut Known| {
        known.thresholds =
            Some(Thresholds { length: number("3"), width: number("3"), height: number("3"), weight: number("100") });
    };
    let with = |change: fn(&mut Cargo)| found_with(Method::Order, |it| change(it.cargo.as_mut().unwrap()), thresholds);
    assert_eq!(with(|_| {}), []);
    let heavy = with(|cargo| (cargo.weight, cargo.total_weight) = (number("101"), number("180")));
    only(&heavy, 60, Blocks, "cargo.oversizedWeight");
    only(&heavy, 60, Blocks, "cargo.oversizedVolume");
    only(&with(|cargo| cargo.oversized_weight = number("111")), 60, Blocks, "cargo.oversizedWeight");
}

#[test]
fn check_61_by_air_in_rigid_packages_other_limits_hold() {
    let by_air = |change: fn(&mut Cargo)| {
        order(|it| {
            it.delivery = Some(DeliveryType::Avia);
            it.packages = vec![package(CRATE, None)];
            let cargo = it.cargo.as_mut().unwrap();
            (cargo.width, cargo.length, cargo.height) = (number("1.2"), number("0.9"), number("0.65"));
            (cargo.weight, cargo.total_weight, cargo.total_volume) = (number("53"), number("100"), number("1.4"));
            change(cargo);
        })
    };
    assert_eq!(by_air(|_| {}), [], "at the limit, whichever side is the longest");
    let heavy = by_air(|cargo| cargo.weight = number("53.1"));
    only(&heavy, 61, Blocks, "cargo.oversizedWeight");
    only(&by_air(|cargo| cargo.height = number("0.66")), 61, Blocks, "cargo.oversizedVolume");
}

#[test]
fn check_62_the_kind_of_freight_is_of_the_directory() {
    only(&with_cargo(|cargo| cargo.freight = None), 62, Blocks, "cargo.freightUID");
    only(&with_cargo(|cargo| cargo.freight = some("0x0")), 62, Blocks, "cargo.freightUID");
    assert_eq!(quote(|it| it.cargo.as_mut().unwrap().freight = None), []);
    let long = found_with(
        Method::Order,
        |it| it.cargo.as_mut().unwrap().freight = Some("f".repeat(35)),
        |known| known.freights = None,
    );
    only(&long, 62, Blocks, "cargo.freightUID");
}

#[test]
fn check_63_a_class_of_danger_can_be_one() {
    for class in ["10", "0.5", "7.25", "-1"] {
        only(&with_cargo(|cargo| cargo.hazard_class = number(class)), 63, Warns, "cargo.hazardClass");
    }
    assert_eq!(with_cargo(|cargo| cargo.hazard_class = number("7.2")), []);
}

#[test]
fn check_64_the_declared_value_can_be_printed() {
    const FIELD: &str = "cargo.insurance.statedValue";
    let with = |value: Option<Decimal>, term| Some(Insurance { stated_value: value, payer: None, term });
    only(&with_cargo(|cargo| cargo.insurance = with(number("-1"), Some(true))), 64, Blocks, FIELD);
    only(&with_cargo(|cargo| cargo.insurance = with(number("1234567890123"), Some(true))), 64, Blocks, FIELD);
    let asked = quote(|it| it.cargo.as_mut().unwrap().insurance = with(None, None));
    only(&asked, 64, Blocks, FIELD);
    only(&asked, 64, Blocks, "cargo.insurance.term");
}

#[test]
fn check_65_the_value_of_the_order_is_that_of_the_price() {
    let found = found_with(Method::Order, |_| {}, |known| known.quoted_value = number("900"));
    only(&found, 65, Warns, "cargo.insurance.statedValue");
}

fn with_payment(method: Method, change: impl FnOnce(&mut Payment)) -> Vec<Finding> {
    found_with(method, |it| change(it.payment.as_mut().unwrap()), |_| {})
}

#[test]
fn check_66_how_it_is_paid() {
    only(&with_payment(Method::Quote, |it| it.kind = None), 66, Blocks, "payment.type");
    let found = found_with(
        Method::Order,
        |it| it.payment.as_mut().unwrap().kind = Some(PaymentType::Cash),
        |known| known.cashless_town = Some(true),
    );
    only(&found, 66, Warns, "payment.type");
}

#[test]
fn check_67_who_pays_by_default() {
    only(&with_payment(Method::Order, |it| it.primary_payer = None), 67, Blocks, "payment.primaryPayer");
}

#[test]
fn check_68_not_more_than_two_pay() {
    let found = order(|it| {
        it.third = Some(member("Третий"));
        it.derival.payer = Some(Payer::Receiver);
        it.cargo.as_mut().unwrap().insurance.as_mut().unwrap().payer = Some(Payer::Third);
    });
    only(&found, 68, Blocks, "cargo.insurance.payer");
    assert_eq!(order(|it| it.derival.payer = Some(Payer::Receiver)), []);
}

#[test]
fn check_69_a_price_wants_the_town_of_payment() {
    const FIELD: &str = "payment.paymentCity";
    only(&with_payment(Method::Quote, |it| it.city_search = None), 69, Blocks, FIELD);
    only(&with_payment(Method::Quote, |it| it.city = some(&"7".repeat(25))), 69, Blocks, FIELD);
    let short = with_payment(Method::Quote, |it| it.city_search = some("О"));
    only(&short, 69, Blocks, "payment.paymentCitySearch.search");
}

#[test]
fn check_70_an_order_wants_it_when_a_third_person_pays() {
    let with = |town: Option<&'static str>| {
        order(|it| {
            it.third = Some(member("Третий"));
            let payment = it.payment.as_mut().unwrap();
            (payment.primary_payer, payment.city_search) = (Some(Payer::Third), town.map(str::to_owned));
        })
    };
    only(&with(None), 70, Blocks, "payment.paymentCity");
    assert_eq!(with(Some("Омск")), []);
    assert_eq!(with_payment(Method::Order, |it| it.city_search = None), [], "else it is left out");
}

fn goods(it: &mut Shipment) {
    let product = Product {
        name: "Кофеварка".into(),
        code: None,
        amount: Some(2),
        cost_with_vat: number("50.50"),
        vat_rate: Some(22),
    };
    it.payment.as_mut().unwrap().cash_on_delivery = vec![CashOnDelivery {
        order_number: some("CR1"),
        order_date: day("2026-12-01"),
        pay_by: Some(PayBy::Cash),
        products: vec![product],
    }];
    it.receiver = Some(anonymous());
}

fn with_goods(change: impl FnOnce(&mut Shipment)) -> Vec<Finding> {
    order(|it| {
        goods(it);
        change(it);
    })
}

fn product(it: &mut Shipment) -> &mut Product {
    &mut it.payment.as_mut().unwrap().cash_on_delivery[0].products[0]
}

#[test]
fn check_71_only_the_first_payment_on_delivery_counts() {
    let found = order(|it| it.payment.as_mut().unwrap().cash_on_delivery = vec![CashOnDelivery::default(); 2]);
    only(&found, 71, Warns, "payment.cashOnDelivery[1]");
}

#[test]
fn check_72_who_may_be_paid_on_delivery() {
    const FIELD: &str = "payment.cashOnDelivery[0].products";
    assert_eq!(with_goods(|_| {}), []);
    only(&with_goods(|it| it.requester.as_mut().unwrap().role = Some(Role::Payer)), 72, Blocks, FIELD);
    only(&with_goods(|it| it.receiver = Some(member("Василёк"))), 72, Blocks, FIELD);
    only(&with_goods(person), 72, Blocks, FIELD);
    let by_air = with_goods(|it| {
        it.delivery = Some(DeliveryType::Avia);
        it.arrival = Side { variant: Some(Variant::Airport), city: some(&"7".repeat(25)), ..Side::default() };
    });
    only(&by_air, 72, Blocks, FIELD);
}

#[test]
fn check_73_goods_have_names_counts_and_a_whole_sum() {
    const PATH: &str = "payment.cashOnDelivery[0].products";
    only(&with_goods(|it| product(it).name = String::new()), 73, Blocks, &format!("{PATH}[0].productName"));
    only(&with_goods(|it| product(it).amount = Some(0)), 73, Blocks, &format!("{PATH}[0].productAmount"));
    only(&with_goods(|it| product(it).cost_with_vat = None), 73, Blocks, &format!("{PATH}[0].costWithVAT"));
    only(&with_goods(|it| product(it).cost_with_vat = number("50.25")), 73, Blocks, PATH);
}

#[test]
fn check_74_a_rate_of_vat_is_one_of_its_day() {
    const FIELD: &str = "payment.cashOnDelivery[0].products[0].VATRate";
    for rate in [18, 20, 5] {
        only(&with_goods(|it| product(it).vat_rate = Some(rate)), 74, Blocks, FIELD);
    }
    for rate in [None, Some(0), Some(10), Some(22)] {
        assert_eq!(with_goods(|it| product(it).vat_rate = rate), [], "{rate:?}");
    }
}

#[test]
fn check_76_a_comment_is_measured_as_html() {
    let with = |text: String| order(|it| it.comment = Some(text));
    assert_eq!(with("я".repeat(500)), []);
    only(&with("я".repeat(501)), 76, Blocks, "delivery.comment");
    only(&with("\"".repeat(84)), 76, Blocks, "delivery.comment");
    assert_eq!(with("\"".repeat(83)), []);
}

#[test]
fn check_77_a_waybill_number_is_short() {
    only(&order(|it| it.cargo_code = Some("1".repeat(101))), 77, Blocks, "cargoCode");
}

#[test]
fn check_78_what_was_sent_is_not_sent_again() {
    let found = found_with(Method::Order, |_| {}, |known| known.sent_before = true);
    only(&found, 78, Blocks, "payment.cashOnDelivery[0].orderNumber");
}
