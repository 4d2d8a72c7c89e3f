//! Who orders, sends, receives and pays: checks 41 to 54.

use super::*;

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
