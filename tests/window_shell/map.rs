//! The map: marks by name, the selection that it shares with the list, what is at a clicked place, keys.

use std::sync::Arc;

use cargorun_desk::app::command::{Command, Screen};
use cargorun_desk::app::effect::Effect;
use cargorun_desk::app::handle::handle;
use cargorun_desk::app::inform::ask::InformCommand;
use cargorun_desk::app::map::ask::{MapCommand, MapEffect, MapEvent};
use cargorun_desk::app::map::points::{Look, MapData, Tint};
use cargorun_desk::app::map::scene::Scene;
use cargorun_desk::app::map::trucks::TruckPlace;
use cargorun_desk::app::map::web::{Trial, Tried, WebKey, WebTile};
use cargorun_desk::app::map::{self, from_geo};
use cargorun_desk::app::settings_map::MapPlace;
use cargorun_desk::app::state::{AddressAnswer, AppState};
use cargorun_desk::domain::bid::PointKind;
use cargorun_desk::domain::id::LocalId;
use cargorun_desk::domain::place::{GeoPoint, Place};
use cargorun_desk::store::map_points::{BidPoints, PointAt};
use cargorun_desk::ui::settings_panel::Section;
use cargorun_desk::words::Message;
use chrono::TimeDelta;
use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use crate::{Desk, data};

const KAZAN: GeoPoint = GeoPoint { longitude: 49.1221, latitude: 55.7887 };

/// The first bids of the list on the map: from Kazan eastwards, each twenty kilometres beside the one before.
fn on_map(bids: usize) -> AppState {
    let mut state = data::state(bids);
    state.screen = Screen::Map;
    let lines = state.bids.lines.clone().unwrap();
    let point = |number: u8, kind, longitude, latitude| PointAt {
        number,
        kind,
        location: GeoPoint { longitude, latitude },
        radius_m: Some(500),
        confirmed: true,
    };
    let rows = lines.iter().zip(0_u32..).map(|(line, place)| {
        let beside = f64::from(place) * 0.3;
        let points = vec![
            point(1, PointKind::Load, KAZAN.longitude + beside, KAZAN.latitude),
            point(2, PointKind::Unload, KAZAN.longitude + beside, KAZAN.latitude + 2.0),
        ];
        BidPoints { id: line.id.clone(), points }
    });
    let data = Arc::new(MapData::of(rows.collect()));
    let looks = lines.iter().zip(0..).map(|(line, place)| Some(Look { tint: Tint::of(&line.status), line: place }));
    let scene = Scene::build(Arc::clone(&data), Arc::new(looks.collect()));
    map::apply(&mut state, MapEvent::Points(data, false));
    map::apply(&mut state, MapEvent::Scene(Arc::new(scene)));
    state.map.trucks.places = Arc::new(vec![TruckPlace {
        car: LocalId::new("car-1"),
        plate: "А123ВС77".into(),
        at: from_geo(GeoPoint { longitude: 47.0, latitude: 56.5 }),
        fixed_at: data::now() - TimeDelta::minutes(12),
    }]);
    state
}

fn marks(desk: &Desk) -> Vec<String> {
    let named = desk.harness.query_all_by_role(Role::Button).filter_map(|node| node.accesskit_node().label());
    named.filter(|name| name.contains("Загрузка") || name.contains("Выгрузка")).collect()
}

fn id_of(desk: &mut Desk, place: usize) -> LocalId {
    desk.state().bids.lines.as_ref().unwrap()[place].id.clone()
}

#[test]
fn marks_say_what_they_stand_for_and_a_click_selects_the_bid_for_the_list_too() {
    let mut desk = Desk::open(on_map(4));
    let names = marks(&desk);
    assert_eq!(names.len(), 8, "{names:?}");
    let name = names.iter().find(|name| name.contains("48214") && name.contains("1. Загрузка")).unwrap().clone();
    let id = id_of(&mut desk, 1);
    assert!(desk.press(&name).contains(&Command::SelectBid(id)));
    assert!(desk.sees("№ 48214"), "the card stands beside the map");
    desk.press("Заявки");
    assert!(desk.sees("№ 48214"), "and beside the list, where the bid is selected too");
}

#[test]
fn near_points_are_one_mark_that_comes_apart() {
    let mut state = on_map(60);
    state.settings.map.place = Some(MapPlace { longitude: 57.0, latitude: 56.5, zoom: 3.5 });
    let mut desk = Desk::open(state);
    let heaps = |desk: &Desk| desk.harness.query_all_by_label_contains("Точек рядом").count();
    assert!(heaps(&desk) >= 1 && marks(&desk).is_empty());
    for _ in 0..8 {
        desk.key(egui::Key::Plus);
    }
    assert!(!marks(&desk).is_empty());
}

#[test]
fn the_keyboard_moves_the_map_and_the_profile_remembers_where_it_stands() {
    let mut state = on_map(3);
    state.settings.map.place = Some(MapPlace { longitude: 49.0, latitude: 56.0, zoom: 6.0 });
    let mut desk = Desk::open(state);
    let remembered = |desk: &mut Desk, key| {
        let sent = desk.key(key);
        let place = sent.into_iter().rev().find_map(|command| match command {
            Command::Map(MapCommand::Remember(place)) => Some(place),
            _ => None,
        });
        place.unwrap_or_else(|| panic!("{key:?} moves the map"))
    };
    assert!(remembered(&mut desk, egui::Key::ArrowRight).longitude > 49.5);
    assert!(remembered(&mut desk, egui::Key::ArrowDown).latitude < 55.5);
    assert!((remembered(&mut desk, egui::Key::Plus).zoom - 6.5).abs() < 1e-6);
    assert!((remembered(&mut desk, egui::Key::Minus).zoom - 6.0).abs() < 1e-6);
}

#[test]
fn an_empty_place_is_named_and_escape_forgets_it() {
    let mut desk = Desk::open(on_map(3));
    // Space on the map asks for its middle.
    let sent = desk.key(egui::Key::Space);
    let asked = sent.iter().find_map(|command| match command {
        Command::Map(MapCommand::Name(place)) => Some(*place),
        _ => None,
    });
    let asked = asked.unwrap();
    assert!(desk.sees("Узнаём адрес…"));
    let place =
        Place {
            address: "Россия, Казань, Портовая улица, 12".into(), location: Some(asked), ..Place::default()
        };
    map::apply(desk.state(), MapEvent::Named(asked, AddressAnswer::Found(vec![place])));
    desk.sent();
    assert!(desk.sees("Россия, Казань, Портовая улица, 12"));
    assert_eq!(desk.key(egui::Key::Escape), [Command::Map(MapCommand::ForgetName)]);
    assert!(!desk.sees("Россия, Казань, Портовая улица, 12"));
}

#[test]
fn trucks_say_how_old_their_place_is_and_whose_the_data_are_is_always_seen() {
    let desk = Desk::open(on_map(3));
    assert!(desk.sees("А123ВС77 · 12 мин назад"));
    assert!(desk.harness.query_all_by_label_contains("© OpenStreetMap contributors").next().is_some());
}

#[test]
fn the_map_has_a_key_and_an_empty_one_says_what_to_do() {
    let mut desk = Desk::open(data::state(3));
    assert!(desk.ctrl(egui::Key::M).contains(&Command::Open(Screen::Map)));
    let mut state = data::state(0);
    state.screen = Screen::Map;
    let desk = Desk::open(state);
    assert!(desk.sees("Точки появятся на карте, как только будет первая заявка с адресами."));
}

fn own_tiles(bids: usize) -> AppState {
    let mut state = on_map(bids);
    state.settings.map.tiles_on = true;
    state.settings.map.tiles_url = "https://tiles.example.ru/{z}/{x}/{y}.png".into();
    state.settings.map.tiles_attribution = "© Карты Автодора, 2026".into();
    state
}

fn wishes(sent: &[Command]) -> Vec<Vec<WebKey>> {
    let wish = |command: &Command| match command {
        Command::Map(MapCommand::Web(keys)) => Some(keys.clone()),
        _ => None,
    };
    sent.iter().filter_map(wish).collect()
}

#[test]
fn tiles_of_an_own_server_are_wished_for_only_when_they_are_on() {
    let mut off = own_tiles(3);
    off.settings.map.tiles_on = false;
    let mut desk = Desk::open(off);
    let mut sent = desk.sent();
    for key in [egui::Key::Plus, egui::Key::ArrowLeft, egui::Key::Minus] {
        sent.extend(desk.key(key));
    }
    assert!(
        sent.iter().any(|command| matches!(command, Command::Map(MapCommand::Tiles(_)))),
        "the built-in map is drawn"
    );
    assert_eq!(wishes(&sent), Vec::<Vec<WebKey>>::new());
    assert!(!desk.sees("© Карты Автодора, 2026"));

    let mut desk = Desk::open(own_tiles(3));
    let wished = wishes(&desk.sent()).concat();
    assert!(wished.len() > 4, "{wished:?}");
    assert!(desk.sees("© Карты Автодора, 2026") && desk.sees("© OpenStreetMap contributors, Natural Earth, GeoNames"));
    // They come, and the window takes them over; what has come is not wished for again.
    let tile = Arc::new(WebTile { size: [2, 2], rgba: vec![255; 16], opaque: true });
    for key in &wished {
        map::apply(desk.state(), MapEvent::Web(*key, Arc::clone(&tile)));
    }
    let sent = desk.sent();
    let taken = |command: &Command| if let Command::Map(MapCommand::TookWeb(keys)) = command { keys.len() } else { 0 };
    assert_eq!(sent.iter().map(taken).sum::<usize>(), wished.len());
    assert!(desk.state().map.web.come.is_empty());
    assert!(wishes(&desk.key(egui::Key::F24)).is_empty());
    // The map moves on: what is seen now is wished for, and nothing else.
    let next = (0..5).flat_map(|_| wishes(&desk.key(egui::Key::ArrowRight))).flatten().collect::<Vec<WebKey>>();
    assert!(!next.is_empty() && next.iter().all(|key| !wished.contains(key)), "{next:?}");
    // Another screen: nothing is.
    let effects = handle(desk.state(), Command::Open(Screen::Bids));
    assert!(effects.contains(&Effect::Map(MapEffect::Web(Vec::new()))));
}

#[test]
fn a_server_that_is_not_there_is_said_and_the_built_in_map_stays() {
    let mut state = own_tiles(3);
    map::apply(&mut state, MapEvent::WebTrouble(Some(Message::new("map-web-offline"))));
    let desk = Desk::open(state);
    let words = "Тайлы своего сервера не приходят, показана встроенная карта: нет связи с сервером тайлов";
    assert!(desk.sees(words));
    assert!(!marks(&desk).is_empty());
}

#[test]
fn an_address_of_tiles_is_checked_while_it_is_typed_and_tried_by_a_button() {
    let mut state = data::state(3);
    state.settings.map.tiles_on = true;
    let mut desk = Desk::settings(state, Section::Map);
    assert!(desk.sent().contains(&Command::Map(MapCommand::CountWeb)) || desk.state().map.web.held.is_none());
    assert!(desk.sees("Впишите адрес: без него показывается только встроенная карта"));
    let type_in = |desk: &mut Desk, text: &str| {
        desk.harness.get_by_role_and_label(Role::TextInput, "Адрес тайлов").focus();
        desk.harness.run();
        desk.harness.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::A);
        desk.type_text(text)
    };
    for (text, said) in [
        ("http://tiles.example.ru/{z}/{x}/{y}.png", "Нужен https://"),
        ("https://tiles.example.ru/{z}/{x}.png", "В адресе не хватает {y}"),
        ("https://{s}.example.ru/{z}/{x}/{y}.png", "Непонятно, чем заменить {s}."),
    ] {
        let sent = type_in(&mut desk, text);
        assert!(sent.is_empty(), "{sent:?}");
        assert!(desk.harness.query_all_by_label_contains(said).next().is_some(), "{text}: {said}");
    }
    let good = "https://tiles.example.ru/{z}/{x}/{y}.png";
    type_in(&mut desk, good);
    let sent = desk.key(egui::Key::Tab);
    let wanted = Command::Inform(InformCommand::Set("map.tiles_url", good.to_owned()));
    assert!(sent.contains(&wanted), "{sent:?}");
    handle(desk.state(), wanted);
    desk.sent();
    assert!(desk.press("Проверить").contains(&Command::Map(MapCommand::TryWeb)));
    handle(desk.state(), Command::Map(MapCommand::TryWeb));
    desk.sent();
    assert!(desk.sees("Запрашиваем один тайл…"));
    let source = desk.state().settings.map.tiles().unwrap().mark();
    let tried = Tried { size: [256, 256], bytes: 14_000, ms: 120, hours: 168 };
    map::apply(desk.state(), MapEvent::WebTried(source, Ok(tried)));
    map::apply(desk.state(), MapEvent::WebHeld(3 * 1024 * 1024));
    desk.sent();
    assert!(desk.sees("Пришёл тайл 256×256, 14 КБ за 120 мс; хранится 168 ч"));
    assert!(desk.sees("3,0 МБ"));
    assert!(desk.press("Очистить").contains(&Command::Map(MapCommand::ClearWeb)));
    // What was said of another address says nothing of this one.
    handle(desk.state(), Command::Inform(InformCommand::Set("map.tiles_url", good.replace("png", "webp"))));
    map::apply(desk.state(), MapEvent::WebTried(source, Ok(tried)));
    assert_eq!(desk.state().map.web.trial, Trial::NotAsked);
}
