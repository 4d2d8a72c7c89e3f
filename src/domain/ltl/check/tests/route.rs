//! Where from and where to, when, and how it is handed over: checks 16 to 40.

use super::*;

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
