//! The request as a whole, its kind of delivery, packages and papers: checks 0 to 15.

use super::*;

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
