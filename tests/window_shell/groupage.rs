//! The groupage panel over a state that stands still: every field of the requests has a place, notes stand beside fields, and
//! what is decided of an order.

use std::collections::BTreeSet;
use std::sync::Arc;

use cargorun_desk::app::command::{Command, Screen};
use cargorun_desk::app::groupage::desk::{
    Checked, DirectoryView, GroupageCommand, KeysState, KeysTest, LabelFormat, Note, Opened, Placed, Pricing, Refresh,
};
use cargorun_desk::app::groupage::form::Form;
use cargorun_desk::app::groupage::words;
use cargorun_desk::app::state::AppState;
use cargorun_desk::domain::ltl::field::{Group, Input, fields};
use cargorun_desk::domain::ltl::{
    Cost, DeliveryType, Directory, End, Finding, Found, FoundOrder, Level, OrderPaper, Quote, Shipment,
};
use cargorun_desk::store::groupage::{Order, OrderState};
use cargorun_desk::store::offers::Offer;
use cargorun_desk::words::{Lang, Message};
use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use rust_decimal::Decimal;

use crate::{Desk, data};

fn state(form: Form, lang: Lang) -> AppState {
    let mut state = data::state(3);
    state.settings.lang = lang;
    state.screen = Screen::Groupage;
    let desk = &mut state.groupage;
    desk.open = Some(Opened { session: 1, form: form.clone(), ..Opened::default() });
    desk.form = form;
    desk.keys = KeysState { has_appkey: true, has_account: true, training: true, test: KeysTest::NotAsked };
    desk.checked = Some(Checked { session: 1, ..Checked::default() });
    state
}

fn form(variant: &str) -> Form {
    let mut form = Form::default();
    form.set("delivery.deliveryType.type", if variant == "airport" { "avia" } else { "auto" });
    form.set("delivery.derival.variant", if variant == "airport" { "terminal" } else { variant });
    form.set("delivery.arrival.variant", variant);
    for list in fields().iter().filter_map(|field| field.list().map(|(list, _)| list)).collect::<BTreeSet<_>>() {
        form.add(list);
    }
    form
}

/// Every control with its name and its role.
fn controls(desk: &Desk) -> BTreeSet<(String, Role)> {
    let nodes = desk.harness.root().query_all_by(|_| true);
    nodes.filter_map(|node| Some((node.accesskit_node().label()?, node.accesskit_node().role()))).collect()
}

#[test]
fn every_field_of_both_requests_has_a_widget_in_the_panel() {
    for lang in [Lang::Ru, Lang::En] {
        let mut seen = BTreeSet::new();
        for variant in ["address", "terminal", "airport"] {
            let mut desk = Desk::of_size(state(form(variant), lang), [1400.0, 7000.0]);
            // Rare fields are folded: each part has a button that unfolds them.
            let more = lang.text_with("ltl-more", &[("part", "§".into()), ("n", "§".into())]);
            let begins = more.split('§').next().unwrap().to_owned();
            for _ in Group::ALL {
                let folded =
                    desk.harness.query_all_by_role(Role::Button).filter_map(|node| node.accesskit_node().label());
                let Some(next) = folded.into_iter().find(|name| name.starts_with(&begins)) else { break };
                desk.press(&next);
            }
            seen.extend(controls(&desk));
        }
        for field in fields() {
            let part = lang.text(&format!("ltl-group-{}", field.group.name()));
            let label = lang.text(&format!("ltl-field-{}", field.label));
            assert!(!label.starts_with("ltl-"), "{} has no name", field.path);
            let row = if field.list().is_some() { ", 1" } else { "" };
            let role = match field.input {
                Input::Flag | Input::Contrary => Role::CheckBox,
                Input::Word(_) | Input::Number10(_) | Input::Uid(_) | Input::Id(_) | Input::YesNo => {
                    Role::EditableComboBox
                }
                Input::Long => Role::MultilineTextInput,
                _ => Role::TextInput,
            };
            let wanted = (format!("{part}: {label}{row}"), role);
            assert!(seen.contains(&wanted), "{}: {wanted:?} is not on the screen", field.path);
        }
    }
}

#[test]
fn two_fields_never_bear_one_name() {
    let name = |field: &&cargorun_desk::domain::ltl::field::Field| {
        (field.group, Lang::Ru.text(&format!("ltl-field-{}", field.label)))
    };
    let names: BTreeSet<_> = fields().iter().map(|field| name(&field)).collect();
    assert_eq!(names.len(), fields().len());
}

fn note(finding: Finding) -> Note {
    let words = words::finding(&finding);
    Note { field: finding.field, level: Some(finding.level), words, theirs: false }
}

#[test]
fn what_is_wrong_is_said_at_its_field_and_a_line_leads_there() {
    let mut state = state(form("address"), Lang::Ru);
    let theirs = Message::new("ltl-carrier-says").with("text", "Улица не найдена");
    state.groupage.complaints = vec![Note {
        field: "delivery.arrival.address.search".into(),
        level: Some(Level::Blocks),
        words: theirs,
        theirs: true,
    }];
    let wrong = vec![note(Finding::blocks(55, "cargo.quantity")), note(Finding::blocks(56, "cargo.length"))];
    state.groupage.checked = Some(Checked { session: 1, price: wrong.clone(), order: wrong, ..Checked::default() });
    state.groupage.pricing = Pricing::Failed(Message::new("ltl-not-sent"));
    let mut desk = Desk::of_size(state, [1400.0, 2400.0]);
    let said = |desk: &Desk, label: &str| {
        let node = desk.harness.query_all_by_label(label).find(|node| node.accesskit_node().role() == Role::TextInput);
        node.and_then(|node| node.accesskit_node().description())
    };
    assert_eq!(said(&desk, "Куда: Адрес").as_deref(), Some("Деловые Линии: Улица не найдена"));
    assert_eq!(said(&desk, "Груз: Мест").as_deref(), Some("Мест не меньше одного"));
    assert!(desk.sees("Цены нет"));
    desk.press("Груз: Длина места. Укажите число больше нуля");
    let focused = desk.harness.query_all_by_label("Груз: Длина места").any(|node| node.is_focused());
    assert!(focused, "the line leads to its field");
    // What is typed there goes out.
    let sent = desk.type_text("1,2");
    let typed = sent.iter().any(|command| {
        matches!(command, Command::Groupage(GroupageCommand::Typed(form)) if form.get("cargo.length") == "1,2")
    });
    assert!(typed, "{sent:?}");
}

fn order(state: OrderState, barcode: Option<&str>) -> Order {
    Order {
        number: "CR48213-ABC".into(),
        bid: None,
        state,
        attempts: 1,
        begun_at: data::now(),
        settled_at: None,
        looked_at: None,
        training: true,
        shipment: Shipment::default(),
        request_id: Some("9000001".into()),
        barcode: barcode.map(str::to_owned),
        placed: None,
        found: Vec::new(),
        error: None,
    }
}

#[test]
fn an_unknown_order_is_looked_up_or_decided_and_never_sent_again() {
    let mut state = state(form("address"), Lang::Ru);
    state.groupage.placed = Some(Placed::Sent(order(OrderState::Unknown, None), None, Vec::new()));
    let mut desk = Desk::open(state);
    assert!(desk.sees("Неизвестно, оформлен ли заказ"));
    assert!(!desk.sees("Заказать"), "nothing on this page sends it again");
    let number = "CR48213-ABC".to_owned();
    let look = desk.press("Проверить в Деловых Линиях: CR48213-ABC");
    assert_eq!(look, [Command::Groupage(GroupageCommand::LookUp(number.clone()))]);
    desk.press("Заказ не оформлен: CR48213-ABC");
    assert!(desk.sees("Заказ CR48213-ABC точно не оформлен?"), "asked before it is decided");
    let sent = desk.press("Заказ не оформлен");
    assert_eq!(sent, [Command::Groupage(GroupageCommand::NotMade(number))]);
}

#[test]
fn a_preorder_shows_its_barcode_and_its_papers() {
    let mut made = order(OrderState::Made, Some("41508460D0905400400000014"));
    let paper =
        OrderPaper { uid: Some("0x1".into()), forms: vec!["order".into(), "bill".into()], ..OrderPaper::default() };
    made.found =
        vec![FoundOrder {
            state_name: Some("В обработке".into()), papers: vec![paper], ..FoundOrder::default()
        }];
    let mut state = state(form("terminal"), Lang::Ru);
    state.groupage.orders = Arc::new(vec![made]);
    let mut desk = Desk::open(state);
    desk.press("Страница: Заказы");
    assert!(desk.sees("Штрихкод 41508460D0905400400000014"));
    assert!(desk.sees("УЧЕБНАЯ"));
    assert!(desk.harness.query_all_by_label_contains("В обработке").next().is_some());
    let label = desk.press("Этикетка PDF: CR48213-ABC");
    assert_eq!(label, [Command::Groupage(GroupageCommand::Label("CR48213-ABC".into(), LabelFormat::Pdf))]);
    let print = desk.press("Счёт PDF: CR48213-ABC");
    let wanted = GroupageCommand::Print("CR48213-ABC".into(), "0x1".into(), "bill".into());
    assert_eq!(print, [Command::Groupage(wanted)]);
}

fn offer(price: Option<i64>, contract: bool) -> Arc<Offer> {
    let cost = Cost { price: price.map(Decimal::from), contract, ..Cost::default() };
    let quote = Quote {
        price: price.map(Decimal::from),
        derival: End { price: Some(Decimal::from(475)), ..End::default() },
        between: vec![(DeliveryType::Auto, cost)],
        found: vec![Found {
            field: "delivery.arrival.address".into(), source: "уфа".into(), result: "г Уфа".into()
        }],
        ..Quote::default()
    };
    let shipment = Shipment { delivery: Some(DeliveryType::Auto), ..Shipment::default() };
    Arc::new(Offer { id: 7, bid: None, at: data::now(), training: true, shipment, quote })
}

#[test]
fn before_an_order_a_page_says_what_goes_and_addresses_are_confirmed() {
    let mut state = state(form("address"), Lang::Ru);
    state.groupage.price = Some((0, offer(Some(1680), false)));
    let mut desk = Desk::open(state);
    assert!(desk.sees("1\u{a0}680,00\u{a0}₽"));
    desk.press("Оформить заказ…");
    assert!(desk.sees("Заказ Деловым Линиям") && desk.sees("1\u{a0}680,00\u{a0}₽ (учебная)"));
    let ready =
        |desk: &Desk| !desk.harness.get_by_role_and_label(Role::Button, "Заказать").accesskit_node().is_disabled();
    assert!(!ready(&desk), "the found address is not confirmed yet");
    desk.click("Адреса поняты верно");
    assert!(ready(&desk));
    assert_eq!(desk.press("Заказать"), [Command::Groupage(GroupageCommand::Order(false))]);
    assert!(desk.key(egui::Key::Escape).is_empty());
    assert!(!desk.sees("Заказ Деловым Линиям"), "Esc leads back to the form");
}

#[test]
fn what_is_ordered_already_needs_a_word_and_kinds_stand_side_by_side() {
    let mut state = state(form("terminal"), Lang::Ru);
    state.groupage.checked = Some(Checked {
        session: 1,
        preorder: true,
        in_the_way: Some(Box::new(order(OrderState::Made, None))),
        ..Checked::default()
    });
    state.groupage.compared = vec![
        (DeliveryType::Auto, Some(Ok(offer(Some(1680), false)))),
        (DeliveryType::Avia, Some(Ok(offer(None, true)))),
        (DeliveryType::Small, Some(Err(words::finding(&Finding::blocks(7, "x"))))),
        (DeliveryType::Letter, None),
    ];
    let mut desk = Desk::open(state);
    for words in ["Авиа", "договорная (учебная)", "Малогабаритный груз не сдают и не получают на терминале"]
    {
        assert!(desk.harness.query_all_by_label_contains(words).next().is_some(), "{words}");
    }
    desk.press("Оформить предзаказ…");
    let ready = |desk: &Desk| {
        !desk.harness.get_by_role_and_label(Role::Button, "Отправить предзаказ").accesskit_node().is_disabled()
    };
    assert!(!ready(&desk));
    desk.click("Да, нужен ещё один");
    assert!(ready(&desk));
    assert_eq!(desk.press("Отправить предзаказ"), [Command::Groupage(GroupageCommand::Order(true))]);
}

#[test]
fn directories_say_how_their_refresh_goes() {
    let mut state = state(form("address"), Lang::En);
    let view = |refresh| DirectoryView {
        entries: Some(Arc::default()),
        checked_at: Some(data::now()),
        refresh: Some(refresh),
    };
    let failed = Refresh::Failed(Message::new("dellin-too-many"));
    state.groupage.directories =
        [(Directory::Packages, view(Refresh::New(6))), (Directory::Terminals, view(failed))].into();
    let mut desk = Desk::open(state);
    desk.press("Page: Directories");
    assert!(desk.sees("refreshed, entries: 6"));
    assert!(desk.harness.query_all_by_label_contains("failed:").next().is_some(), "and the last good copy stays");
    let one = desk.press("Refresh: Terminals");
    assert_eq!(one, [Command::Groupage(GroupageCommand::Refresh(vec![Directory::Terminals]))]);
}

#[test]
fn a_bid_leads_to_the_panel_by_key_and_by_its_card() {
    let mut state = data::state(5);
    data::select(&mut state, 1);
    let id = state.bids.selected.clone().unwrap();
    let open = Command::Groupage(GroupageCommand::Open { bid: Some(id.clone()), sides: None, afresh: false });
    let mut made = order(OrderState::Made, None);
    made.bid = Some(id);
    state.groupage.orders = Arc::new(vec![made]);
    let mut desk = Desk::of_size(state, [1400.0, 2000.0]);
    assert_eq!(desk.ctrl(egui::Key::D), std::slice::from_ref(&open));
    assert!(desk.harness.query_all_by_label_contains("CR48213-ABC · № 9000001 · Принят · учебная").next().is_some());
    assert_eq!(desk.press("Отправить Деловыми Линиями"), [open]);
}
