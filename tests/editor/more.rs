//! The rarer fields: out of the way of an ordinary bid, reached by the keyboard, said and kept like any other.

use std::sync::Arc;

use cargorun_desk::app::books::Books;
use cargorun_desk::app::state::EditorStart;
use cargorun_desk::domain::bid_more::{CustomType, OwnTerms, Property, Temperature};
use cargorun_desk::domain::catalog::{Catalog, CatalogItem, CatalogKind};
use cargorun_desk::domain::id::{RecordKind, RemoteId};
use cargorun_desk::store::learned::Learned;
use chrono::NaiveDate;
use egui::{Key, Modifiers};
use std::collections::HashMap;

use crate::desk::Desk;
use crate::office::{self, id};

/// The made-up office with what it has made up itself.
fn own_office() -> Desk {
    let mut state = office::desk(EditorStart::Blank);
    let list = |kind, items: &[(i64, &str)]| Catalog {
        kind,
        items: items
            .iter()
            .map(|(id, name)| CatalogItem { id: RemoteId(*id), name: (*name).to_owned(), deleted: false })
            .collect(),
    };
    let mut catalogs = vec![
        list(CatalogKind::LoadUnload, &[(61, "Задняя"), (62, "Боковая")]),
        list(CatalogKind::Loading, &[(63, "Верхняя")]),
        list(CatalogKind::BidOption, &[(71, "Срочная")]),
        list(CatalogKind::PointOption, &[(72, "Пропуск")]),
    ];
    catalogs.extend(office::catalogs());
    let books = office::books();
    let records = books.records().cloned().collect();
    let learned = Learned {
        properties: vec!["Номер заявки клиента".to_owned(), "Пломба".to_owned()],
        point_properties: vec!["Рампа".to_owned()],
        custom_points: vec![CustomType { id: RemoteId(31), name: "Таможня".to_owned() }],
    };
    let employees = books.employees().to_vec();
    let books = Books::new(records, catalogs, employees, HashMap::new(), HashMap::new()).with_learned(learned);
    state.books = Arc::new(books);
    Desk::with(state)
}

#[test]
fn an_ordinary_bid_needs_at_most_twelve_stops() {
    let mut desk = Desk::open(EditorStart::Blank);
    assert!(!desk.sees("Комментарий к заявке"), "what is rare is out of the way");
    let mut stops = Vec::new();
    let mut put = |desk: &mut Desk, fill: &dyn Fn(&mut Desk)| {
        stops.push(desk.focused());
        fill(desk);
    };
    put(&mut desk, &|desk| desk.choose("ромаш"));
    put(&mut desk, &|desk| desk.choose("колёса"));
    // From here on to whatever is still lacking, one key each.
    for _ in 0..12 {
        if desk.sees("Всё заполнено, можно отправлять") {
            break;
        }
        desk.press(Key::F8);
        let fill: &dyn Fn(&mut Desk) = match desk.focused().as_str() {
            "Цена" => &|desk| desk.fill("120000"),
            "Машина" => &|desk| desk.choose("b456op"),
            "Водитель" => &|desk| desk.choose("8 900 222"),
            "Наименование груза" => &|desk| desk.fill("Молоко"),
            "Тип груза" => &|desk| desk.choose("продукты"),
            "Адрес, точка 1" => &|desk| desk.choose("склад"),
            "Адрес, точка 2" => &|desk| desk.choose("менделеева"),
            "Приезд, точка 1" => &|desk| desk.fill("завтра 8"),
            "Приезд, точка 2" => &|desk| desk.fill("+1д 14"),
            other => panic!("nobody should have to stop at {other}"),
        };
        put(&mut desk, fill);
    }
    assert!(desk.sees("Всё заполнено, можно отправлять"), "{stops:?}");
    assert!(stops.len() <= 12, "{stops:?}");
}

#[test]
fn every_rare_field_is_typed_without_a_mouse_and_saved() {
    let mut desk = own_office();
    desk.press(Key::F6);
    assert_eq!(desk.focused(), "Второй водитель");
    desk.choose("сидоров");
    desk.choose("смирнов");
    assert_eq!(desk.focused(), "Номер заявки заказчика");
    assert_eq!(desk.note("Номер заявки заказчика"), "уходит в Cargo.Run");
    desk.fill("A-17");
    assert_eq!(desk.note("Её дата"), "только у нас");
    desk.fill("20.11.26");
    desk.fill("звонить заранее");
    desk.fill("-18,5");
    desk.fill("-15");
    assert_eq!(desk.focused(), "Пломба");
    desk.type_text("00417");
    desk.click("Срочная");
    desk.click("Порожняя заявка");

    desk.focus("Наименование груза");
    desk.press(Key::F6);
    assert_eq!(desk.focused(), "Погрузка");
    desk.choose("верхняя");
    desk.pass();
    desk.fill("13,6");
    desk.fill("2,45");
    desk.fill("2,7");
    desk.fill("паллеты");
    desk.type_text("не кантовать");

    desk.focus("Вид точки, точка 2");
    desk.choose("произв");
    desk.focus("Что за точка, точка 2");
    desk.choose("тамож");
    desk.focus("Адрес, точка 1");
    desk.press(Key::F6);
    assert_eq!(desk.focused(), "Контакт, точка 1");
    desk.focus("Контрагент на точке, точка 1");
    desk.choose("камск");
    desk.focus("Рампа, точка 1");
    desk.type_text("4");
    desk.click("Боковая, Точка 1");
    desk.click("Пропуск, Точка 1");

    desk.press_with(Modifiers::COMMAND, Key::S);
    let (bid, _) = desk.saved();
    assert_eq!(bid.second_driver, Some(id(RecordKind::Driver, 2)));
    assert_eq!((bid.sales_manager, bid.empty_run), (Some(RemoteId(2)), true));
    let property = |name: &str, value: &str| Property { name: name.to_owned(), value: value.to_owned() };
    assert_eq!(bid.properties, [property("Номер заявки клиента", "A-17"), property("Пломба", "00417")]);
    let own = OwnTerms {
        customer_number: None,
        customer_date: NaiveDate::from_ymd_opt(2026, 11, 20),
        comment: Some("звонить заранее".to_owned()),
    };
    assert_eq!(bid.own, own);
    assert_eq!(bid.temperature, Temperature::of(Some(-18.5), Some(-15.0)));
    assert_eq!(bid.options, [RemoteId(71)]);
    let cargo = &bid.cargos[0];
    assert_eq!((cargo.length_m, cargo.width_m, cargo.height_m), (Some(13.6), Some(2.45), Some(2.7)));
    assert_eq!((cargo.loading_type, cargo.packing.as_deref()), (Some(RemoteId(63)), Some("паллеты")));
    assert_eq!(cargo.comment.as_deref(), Some("не кантовать"));
    let [load, custom] = bid.points.as_slice() else { panic!("two points") };
    assert_eq!(
        (load.load_options.as_slice(), load.options.as_slice()),
        ([RemoteId(62)].as_slice(), [RemoteId(72)].as_slice())
    );
    assert_eq!(load.properties, [property("Рампа", "4")]);
    assert_eq!(load.counterparty, Some(id(RecordKind::Counterparty, 2)));
    assert_eq!(custom.custom_type.as_ref().map(|kind| kind.id), Some(RemoteId(31)));
}

#[test]
fn a_mistake_in_a_folded_field_is_one_key_away_and_a_crash_keeps_it() {
    let mut desk = own_office();
    desk.press(Key::F6);
    desk.focus("Не ниже");
    desk.fill("5");
    desk.fill("2");
    assert_eq!(desk.note("Не выше"), "ниже нижней");
    desk.click("Ещё поля");
    assert!(!desk.sees("Второй водитель"), "folded");
    desk.click("Не выше: ниже нижней");
    assert_eq!(desk.focused(), "Не выше", "it unfolds by itself");
    desk.wait(1100);
    let kept = desk.kept().expect("the form was kept");
    let restored = Desk::open(EditorStart::Kept(kept));
    assert_eq!((restored.value("Не ниже"), restored.value("Не выше")), ("5".to_owned(), "2".to_owned()));
}
