//! The inbox: what is seen, what is said, and what the keys ask for.

use std::sync::Arc;

use cargorun_desk::app::command::{Command, Screen};
use cargorun_desk::app::effect::Effect;
use cargorun_desk::app::event::Event;
use cargorun_desk::app::invites::ask::{InviteCommand, InviteEffect, InviteEvent};
use cargorun_desk::app::invites::drafting::Drafting;
use cargorun_desk::app::invites::invitation;
use cargorun_desk::app::invites::rows::{InviteRow, row};
use cargorun_desk::app::invites::state::{Post, Prepared, SubscriptionLine, Subscriptions};
use cargorun_desk::app::secrets::AtiSecret;
use cargorun_desk::app::state::AppState;
use cargorun_desk::app::{apply, handle};
use cargorun_desk::domain::id::RecordKind;
use cargorun_desk::domain::invite::Direction;
use cargorun_desk::store::Store;
use cargorun_desk::store::invites::{Came, Cursor, InviteKey};
use cargorun_desk::ui::settings_panel::Section;
use cargorun_desk::words::Message;
use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use egui::accesskit::Role;
use egui_kittest::kittest::Queryable as _;
use serde_json::{Value, json};

use crate::{Desk, data};

fn key(entity: &str) -> InviteKey {
    InviteKey { direction: Direction::Received, entity: entity.to_owned() }
}

fn text(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// A received invitation with its stops, its time left in minutes and its rate.
fn content(from: &str, to: &str, minutes: i64, rate: i64, trucks: i64) -> Value {
    json!({
        "owner_ati_id": "1234567", "date": text(data::now()), "deal_kind": 4, "is_tracking": true,
        "cancellation_date": text(data::now() + TimeDelta::minutes(minutes)),
        "payment": { "rates": [{ "rate": rate, "rate_type": 2, "currency": 1 }], "pay_days_enabled": true, "pay_days": 7 },
        "load": {
            "id": "3fa85f64-5717-4562-b3fc-2c963f66afa6", "load_number": "ABC1234", "distance": 525,
            "platon_roads_length": 400, "toll_roads_length": 30, "date_type": 1, "first_date": "2026-12-03T00:00:00Z",
            "loading": { "city_id": 1, "city_name": from, "latitude": 55.8, "longitude": 49.1, "street": "Складская, 5",
                "time_start": "1970-01-01T10:00:00Z" },
            "extra_points": [],
            "unloading": { "city_id": 2, "latitude": 54.7, "longitude": 56.0 },
            "cargo": { "weight": 18.5, "volume": 82, "cargo_type": to, "adr": 3 },
            "transport": { "car_type_string": "тентованный", "trucks_quantity": trucks },
            "unload_first_date": "2026-12-04T00:00:00Z",
        },
    })
}

/// A memory with three received invitations, one of which was taken back, and one that was sent.
fn memory() -> Store {
    let store = Store::open_in_memory().unwrap();
    let came = |direction, entity: &str, content: Option<Value>, second: i64| Came::Invite {
        key: InviteKey { direction, entity: entity.to_owned() },
        at: data::now() + TimeDelta::seconds(second),
        content: content.map(|content| content.to_string()),
    };
    let all = [
        came(Direction::Received, "near", Some(content("Казань", "ТНП", 10, 120_000, 1)), 1),
        came(Direction::Received, "far", Some(content("Казань", "Ёлки", 200, 60_000, 2)), 2),
        came(Direction::Received, "gone", Some(content("Казань", "Мясо", 300, 90_000, 1)), 3),
        came(Direction::Received, "gone", None, 4),
        came(Direction::Received, "late", Some(content("Казань", "Доска", -5, 90_000, 1)), 5),
        came(Direction::Sent, "ours", Some(json!({ "load_id": "x", "taker_ati_id": "7654321", "deal_kind": 4 })), 6),
    ];
    store.take_invites(&all, &Cursor { epoch: "test".into(), seq: 6 }, data::now()).unwrap();
    store
}

fn rows(store: &Store, state: &AppState) -> Vec<InviteRow> {
    let drafting = Drafting::read(store).unwrap();
    store.invites().unwrap().iter().map(|record| row(record, &state.settings, &drafting, data::now())).collect()
}

/// The inbox with the rows of a memory.
fn state(store: &Store) -> AppState {
    let mut state = data::state(3);
    state.screen = Screen::Invites;
    state.invites.rows = Some(Arc::new(rows(store, &state)));
    state.invites.post = Post::Listening(data::now());
    state
}

fn inbox() -> Desk {
    Desk::open(state(&memory()))
}

fn sent(command: InviteCommand) -> Vec<Command> {
    vec![Command::Invites(command)]
}

/// The draft of an invitation, prepared as the worker does.
fn prepared(store: &Store, state: &AppState, entity: &str, truck: i64) -> Prepared {
    let record = store.invite(&key(entity)).unwrap().unwrap();
    let one = invitation(&record, &state.settings);
    let made = Drafting::read(store).unwrap().draft(&one, &state.settings, data::now().date_naive());
    Prepared {
        key: key(entity),
        truck,
        trucks: one.demands.trucks.max(1),
        bid: made.bid,
        asks: made.asks,
        owner: Some("ООО «Владелец», ИНН 9999000013".into()),
        geocoding: false,
        geocoded: Vec::new(),
    }
}

#[test]
fn an_empty_inbox_says_what_to_do_and_leads_there() {
    let mut state = data::state(3);
    state.screen = Screen::Invites;
    state.connection.training = false;
    state.invites.rows = Some(Arc::default());
    state.invites.post = Post::NoReceiver;
    let mut desk = Desk::open(state);
    assert!(desk.sees("Приглашений пока нет"));
    assert!(desk.sees("Приёмник не задан: приглашения не приходят."));
    assert_eq!(desk.press("Настроить"), [Command::Open(Screen::Settings)]);
    assert!(desk.sees("Адрес приёмника"), "at its own section");
    desk.state().screen = Screen::Invites;
    desk.state().invites.post = Post::Listening(data::now());
    desk.harness.run();
    assert!(desk.sees("Когда на ATI.SU вам предложат груз, приглашение появится здесь само, с обратным отсчётом."));
    desk.state().invites.post = Post::Trouble(Message::new("ati-token-refused"));
    desk.harness.run();
    assert!(desk.sees("Токен ATI.SU или приёмника не принят. Проверьте его."));
}

#[test]
fn rows_say_how_they_stand_how_long_is_left_and_what_must_be_seen() {
    let mut desk = inbox();
    let rows = desk.rows();
    assert_eq!(rows.len(), 4, "the one that we sent is on the other side: {rows:?}");
    let of = |rows: &[String], part: &str| rows.iter().find(|row| row.contains(part)).cloned().unwrap();
    let near = of(&rows, "120\u{a0}000,00");
    assert!(near.starts_with("Новое, 10:00, ≈ Казань → ≈ Уфа"), "{near}");
    assert!(near.ends_with("03.12, 525, 120\u{a0}000,00\u{a0}₽, 228,6, 1234567, Опасный груз, класс 3"), "{near}");
    assert!(of(&rows, "60\u{a0}000,00").starts_with("Новое, 3\u{a0}ч 20\u{a0}мин"), "{rows:?}");
    assert!(rows.iter().any(|row| row.starts_with("Отозвано, ≈ Казань")), "no countdown any more: {rows:?}");
    assert!(rows.iter().any(|row| row.starts_with("Срок вышел, ≈ Казань") && row.contains("Срок ответа вышел")));
    // Time passes without news.
    desk.state().now = data::now() + TimeDelta::minutes(9) + TimeDelta::seconds(30);
    desk.harness.run();
    assert!(of(&desk.rows(), "120\u{a0}000,00").starts_with("Новое, 0:30"));
    desk.state().now = data::now() + TimeDelta::minutes(11);
    desk.harness.run();
    assert!(of(&desk.rows(), "120\u{a0}000,00").starts_with("Срок вышел, ≈ Казань"));
}

#[test]
fn it_is_filtered_searched_forgivingly_sorted_and_turned_to_the_other_side() {
    let mut desk = inbox();
    desk.press("Отозванные: 1");
    assert!(desk.rows().len() == 1 && desk.sees("1 из 4"));
    desk.press("Все: 4");
    desk.ctrl(egui::Key::F);
    desk.type_text("tkrb");
    assert_eq!(desk.rows().len(), 1, "ёлки, under the wrong layout and without their dots");
    desk.type_text("xyz");
    assert!(desk.sees("Ничего не найдено"));
    desk.press("Сбросить фильтр");
    let order = |desk: &Desk| -> Vec<bool> { desk.rows().iter().map(|row| row.contains("120\u{a0}000,00")).collect() };
    desk.harness.get_by_role_and_label(Role::ColumnHeader, "Ставка").click();
    desk.sent();
    assert_eq!(order(&desk), [false, false, false, true], "the least first");
    desk.harness.get_by_role_and_label(Role::ColumnHeader, "Ставка").click();
    desk.sent();
    assert_eq!(order(&desk), [true, false, false, false]);
    desk.press("Сторона: Отправленные");
    let rows = desk.rows();
    assert!(rows.len() == 1 && rows[0].contains("7654321"), "{rows:?}");
}

#[test]
fn the_keyboard_alone_selects_drafts_declines_and_closes() {
    let mut desk = inbox();
    let first = desk.state().invites.rows.as_ref().unwrap()[0].key.clone();
    assert_eq!(desk.key(egui::Key::ArrowDown), sent(InviteCommand::Select(first.clone())));
    assert!(desk.sees("Отклонить здесь"), "its card is open");
    assert_eq!(desk.key(egui::Key::Delete), sent(InviteCommand::Decline(first.clone(), true)));
    assert_eq!(desk.key(egui::Key::Enter), sent(InviteCommand::Draft(first)));
    assert!(desk.state().invites.draft.is_some() && desk.sees("Готовлю черновик…"));
    assert_eq!(desk.key(egui::Key::Escape), sent(InviteCommand::CloseDraft));
    assert_eq!(desk.key(egui::Key::Escape), sent(InviteCommand::Close));
    assert!(!desk.sees("Отклонить здесь"));
}

#[test]
fn answering_opens_the_page_of_the_load() {
    let mut desk = inbox();
    desk.key(egui::Key::ArrowDown);
    let answer = desk.harness.get_by_role_and_label(Role::Button, "Ответить на ATI.SU");
    answer.click();
    desk.harness.step();
    let opened = desk.harness.output().platform_output.commands.iter().any(|command| {
        matches!(command, egui::OutputCommand::OpenUrl(url)
            if url.url == "https://loads.ati.su/loadinfo/3fa85f64-5717-4562-b3fc-2c963f66afa6")
    });
    assert!(opened, "in the browser");
}

#[test]
fn a_withdrawn_one_says_so_and_an_expired_one_too() {
    let mut desk = inbox();
    for (entity, said) in
        [("gone", "Приглашение отозвано на ATI.SU. Заявка, если она сделана, осталась."), ("late", "Срок ответа вышел")]
    {
        desk.state().invites.selected = Some(key(entity));
        desk.harness.run();
        assert!(desk.sees(said), "{entity}");
    }
}

#[test]
fn the_draft_stands_beside_its_invitation_and_a_key_stores_it() {
    let store = memory();
    let mut state = state(&store);
    handle::handle(&mut state, Command::Invites(InviteCommand::Draft(key("near"))));
    let mut made = prepared(&store, &state, "near", 1);
    made.geocoded = vec![0];
    apply::apply(&mut state, Event::Invites(InviteEvent::Prepared(Box::new(made))));
    let mut desk = Desk::open(state);
    assert!(desk.sees("Приглашение") && desk.sees("Заявка, которая получится"));
    assert!(desk.sees("Заказчик не найден по ИНН: выберите его"), "nobody is made silently");
    assert!(desk.sees("Владелец груза на ATI.SU: ООО «Владелец», ИНН 9999000013"));
    assert!(desk.sees("Точка 1: адрес найден, Казань, Складская, 5"));
    assert!(desk.sees("Ушло в комментарий"));
    let in_comments = desk.harness.query_all_by_label_contains("Отслеживание через АТИ Водитель").count();
    assert!(in_comments > 0, "what has no field of its own");
    desk.harness.get_by_role_and_label(Role::EditableComboBox, "Заказчик").focus();
    desk.harness.run();
    desk.type_text("лазурит");
    let chosen = desk.key(egui::Key::Enter);
    assert!(matches!(&chosen[..], [Command::Invites(InviteCommand::Customer(Some(_)))]), "{chosen:?}");
    assert!(!desk.sees("Заказчик не найден по ИНН: выберите его"));
    assert_eq!(desk.ctrl(egui::Key::Enter), sent(InviteCommand::SaveDraft(false)));
    assert!(desk.ctrl(egui::Key::Enter).len() <= 1 && desk.state().invites.draft.as_ref().unwrap().saving);
}

#[test]
fn each_truck_asks_for_its_own_draft_and_the_last_press_opens_a_bid() {
    let store = memory();
    let mut state = state(&store);
    let prepare = |truck| vec![Effect::Invites(InviteEffect::Prepare(key("far"), truck))];
    let card = || Effect::Invites(InviteEffect::Card(key("far")));
    let press = |state: &mut AppState| handle::handle(state, Command::Invites(InviteCommand::Draft(key("far"))));
    assert_eq!(press(&mut state), [vec![card()], prepare(1)].concat());
    let mut bids = Vec::new();
    for truck in 1..=2 {
        let made = prepared(&store, &state, "far", truck);
        apply::apply(&mut state, Event::Invites(InviteEvent::Prepared(Box::new(made))));
        let effects = handle::handle(&mut state, Command::Invites(InviteCommand::SaveDraft(false)));
        let [Effect::Invites(InviteEffect::Save { key: of, truck: number, bid, edit: false })] = &effects[..] else {
            panic!("{effects:?}")
        };
        assert_eq!((of, *number), (&key("far"), truck));
        let again = handle::handle(&mut state, Command::Invites(InviteCommand::SaveDraft(false)));
        assert!(again.is_empty(), "a second press while it is being stored");
        let stored = store.draft_invite(of, truck, bid, data::now()).unwrap();
        let cargorun_desk::store::invites::Drafted::Made(stored) = stored else { panic!("{stored:?}") };
        bids.push(stored.meta.id.clone());
        let changed = rows(&store, &state).into_iter().filter(|row| row.key == key("far")).collect();
        apply::apply(&mut state, Event::Invites(InviteEvent::Changed(changed)));
        let saved = InviteEvent::Saved { key: key("far"), bid: stored.meta.id, edit: false };
        let follows = apply::apply(&mut state, Event::Invites(saved));
        if truck == 1 {
            assert_eq!(follows, prepare(2), "the second truck is asked for");
            assert_eq!(state.invites.draft.as_ref().map(|draft| draft.truck), Some(2));
        }
    }
    assert!(state.invites.draft.is_none() && state.screen == Screen::Bids);
    state.screen = Screen::Invites;
    press(&mut state);
    assert_eq!((state.screen, state.bids.selected.as_ref()), (Screen::Bids, Some(&bids[0])), "it is opened, not made");
}

#[test]
fn a_customer_that_was_chosen_outlives_the_geocoder() {
    let store = memory();
    let mut state = state(&store);
    handle::handle(&mut state, Command::Invites(InviteCommand::Draft(key("near"))));
    let came = |state: &mut AppState, made| {
        apply::apply(state, Event::Invites(InviteEvent::Prepared(Box::new(made))));
    };
    let made = prepared(&store, &state, "near", 1);
    came(&mut state, made.clone());
    let customer = data::books().of_kind(RecordKind::Counterparty)[0].meta.id.clone();
    handle::handle(&mut state, Command::Invites(InviteCommand::Customer(Some(customer.clone()))));
    came(&mut state, Prepared { geocoded: vec![1], ..made.clone() });
    let draft = state.invites.draft.clone().unwrap();
    assert_eq!(draft.customer(), Some(&customer));
    assert_eq!(draft.prepared.unwrap().geocoded, [1]);
    // What comes for another invitation changes nothing.
    came(&mut state, Prepared { key: key("far"), ..made });
    assert_eq!(state.invites.draft.unwrap().key, key("near"));
}

#[test]
fn secrets_only_go_and_subscriptions_are_seen_and_ended() {
    let mut state = data::state(3);
    state.connection.training = false;
    state.invites.subscriptions = Subscriptions::Known(vec![SubscriptionLine {
        id: "s1".into(),
        topic: "orders.invites".into(),
        state: "active".into(),
        has_key: true,
        is_ours: true,
    }]);
    let mut desk = Desk::settings(state, Section::Ati);
    desk.harness.get_by_role_and_label(Role::PasswordInput, "Токен приёмника").click();
    desk.sent();
    desk.type_text("тайна");
    let typed = desk.key(egui::Key::Tab);
    assert!(matches!(&typed[..], [Command::Invites(InviteCommand::Secret(AtiSecret::Receiver, _))]), "{typed:?}");
    assert!(!format!("{typed:?}").contains("тайна"), "a command never shows it");
    assert!(desk.sees("orders.invites: работает, на наш приёмник"));
    assert_eq!(desk.press("Удалить подписку: orders.invites"), sent(InviteCommand::Unsubscribe("s1".into())));
    assert_eq!(desk.press("Запросить"), sent(InviteCommand::Missed(4)));
    assert_eq!(desk.press("Подписаться"), sent(InviteCommand::Subscribe));
    desk.state().invites.subscriptions = Subscriptions::Failed(Message::new("ati-token-refused"));
    desk.harness.run();
    assert!(desk.sees("Токен ATI.SU или приёмника не принят. Проверьте его."));
}

#[test]
fn news_of_an_invitation_leads_to_it_and_is_not_told_to_who_looks_at_the_inbox() {
    let store = memory();
    let mut state = state(&store);
    let told = |level| {
        let message = Message::new("invites-news-came").with("count", 1_usize).with("routes", "Казань → Уфа");
        Event::Invites(InviteEvent::Told(level, message, Some(key("near"))))
    };
    apply::apply(&mut state, told(cargorun_desk::app::state::ToastLevel::Info));
    assert!(state.toasts.is_empty());
    state.screen = Screen::Bids;
    apply::apply(&mut state, told(cargorun_desk::app::state::ToastLevel::Info));
    let mut desk = Desk::open(state);
    assert!(desk.sees("Новое приглашение: Казань → Уфа"));
    desk.press("Показать");
    assert_eq!((desk.state().screen, desk.state().invites.selected.clone()), (Screen::Invites, Some(key("near"))));
}
