//! How it is paid, payment on delivery, comment and number, and what was sent before: checks 66 to 78.

use super::*;

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
