use chrono::{NaiveDate, NaiveDateTime};
use proptest::prelude::*;

use super::*;
use crate::domain::bid::{Bid, PointKind};
use crate::domain::place::{GeoPoint, Zone};

struct Few;

impl Names for Few {
    fn town(&self, words: &str) -> Option<Place> {
        let known =
            [("казан", "Казань"), ("уф", "Уфа"), ("нижн", "Нижний Новгород"), ("санкт-петербург", "Санкт-Петербург")];
        let (_, name) = known.into_iter().find(|(begin, _)| words.starts_with(begin))?;
        let length = words.chars().count();
        (length <= name.chars().count() + 2 && words.split(' ').count() == name.split(' ').count()).then(|| place(name))
    }

    fn address(&self, text: &str) -> Option<Place> {
        self.town(text.split(',').next()?.trim().to_lowercase().as_str())
    }

    fn customer(&self, words: &str) -> Option<LocalId> {
        words.to_lowercase().contains("ромашка").then(|| LocalId::new("cpt-1"))
    }

    fn car(&self, plate: &str) -> Option<LocalId> {
        (plate.to_lowercase() == "а123вс77").then(|| LocalId::new("car-1"))
    }

    fn trailer(&self, _: &str) -> Option<LocalId> {
        None
    }

    fn driver(&self, words: &str) -> Option<LocalId> {
        words.starts_with("Петров").then(|| LocalId::new("drv-1"))
    }
}

fn place(name: &str) -> Place {
    let location = Some(GeoPoint { longitude: 49.1, latitude: 55.8 });
    Place {
        city: Some(name.to_owned()),
        address: name.to_owned(),
        location,
        zone: Some(Zone::Fixed(180)),
        geozone_id: Some(7),
        ..Place::default()
    }
}

/// Wednesday.
fn now() -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 11, 25).unwrap().and_hms_opt(11, 0, 0).unwrap()
}

fn at(text: &str) -> Option<NaiveDateTime> {
    NaiveDateTime::parse_from_str(text, "%d.%m.%Y %H:%M").ok()
}

fn said(text: &str) -> (Vec<String>, Vec<Option<NaiveDateTime>>, Option<f64>, String, String) {
    let read = read_line(text, now(), &Few);
    let bid = &read.bid;
    (
        bid.points.iter().map(|point| point.place.settlement().to_owned()).collect(),
        bid.points.iter().map(|point| point.plan_enter).collect(),
        bid.cargos[0].weight_t,
        bid.price.map(|price| price.as_decimal().to_string()).unwrap_or_default(),
        read.note,
    )
}

#[test]
fn a_line_says_places_dates_weight_and_price_and_the_rest_is_the_note() {
    assert_eq!(
        said("Казань - Уфа завтра 8 20 т 95 000 р тент верхняя загрузка"),
        (
            vec!["Казань".into(), "Уфа".into()],
            vec![at("26.11.2026 08:00"), None],
            Some(20.0),
            "95000.00".into(),
            "тент верхняя загрузка".into(),
        )
    );
    assert_eq!(
        said("из Казани в Нижний Новгород, загрузка 27.11 0900, выгрузка 28.11 14:00; 1,5т 40тр Иван 8-900"),
        (
            vec!["Казань".into(), "Нижний Новгород".into()],
            vec![at("27.11.2026 09:00"), at("28.11.2026 14:00")],
            Some(1.5),
            "40000.00".into(),
            "Иван 8-900".into(),
        )
    );
    let dashed = said("казань-уфа 800 кг 30к");
    assert_eq!((dashed.0.len(), dashed.2, dashed.3.as_str()), (2, Some(0.8), "30000.00"));
    assert_eq!(said("Санкт-Петербург Уфа").0, ["Санкт-Петербург", "Уфа"]);
}

#[test]
fn a_line_finds_the_customer_and_the_truck_and_says_when_it_guessed_a_time() {
    let read = read_line("Ромашка Казань Уфа 15 декабря А123ВС77 82 м3", now(), &Few);
    assert_eq!((read.bid.customer, read.bid.car), (Some(LocalId::new("cpt-1")), Some(LocalId::new("car-1"))));
    assert_eq!(read.bid.cargos[0].volume_m3, Some(82.0));
    assert!(read.guessed_time && read.note.is_empty(), "{}", read.note);
    assert_eq!(read.bid.points[0].plan_enter, at("15.12.2026 09:00"));
    let nothing = read_line("позвонить насчёт 5 машин", now(), &Few);
    assert_eq!(nothing.note, "позвонить насчёт 5 машин");
    assert_eq!(nothing.bid.points.len(), 2, "a draft has its two points, to be filled in");
}

#[test]
fn a_repeat_moves_all_dates_together_and_leaves_the_platforms_own_behind() {
    let mut bid = read_line("Казань Уфа 27.11 0900 28.11 1400", now(), &Few).bid;
    bid.points[0].remote_id = Some(5);
    bid.points[0].window_end = at("27.11.2026 12:00");
    bid.cargos[0].remote_id = Some(6);
    bid.car = Some(LocalId::new("car-1"));
    bid.points.insert(0, crate::domain::bid::BidPoint::new(PointKind::Start));
    let copy = repeated(&bid, at("30.11.2026 10:00").unwrap(), true);
    assert_eq!(copy.points.len(), 2, "where the truck stood is no part of the lane");
    let plans: Vec<_> = copy.points.iter().map(|point| point.plan_enter).collect();
    assert_eq!(plans, [at("30.11.2026 10:00"), at("01.12.2026 15:00")]);
    assert_eq!(copy.points[0].window_end, at("30.11.2026 13:00"));
    assert_eq!(copy.points[0].place.location, bid.points[1].place.location, "coordinates stay");
    assert!(copy.points[0].remote_id.is_none() && copy.points[0].place.geozone_id.is_none());
    assert!(copy.cargos[0].remote_id.is_none() && copy.car.is_some());
    assert!(repeated(&bid, now(), false).car.is_none());
}

#[test]
fn a_series_goes_over_the_days_that_are_wanted() {
    let day = |day| NaiveDate::from_ymd_opt(2026, 11, day).unwrap();
    // From Thursday over a weekend to Tuesday.
    assert_eq!(days(day(26), NaiveDate::from_ymd_opt(2026, 12, 1), Every::Weekday).len(), 4);
    assert_eq!(days(day(26), NaiveDate::from_ymd_opt(2026, 12, 1), Every::Day).len(), 6);
    assert_eq!(days(day(5), Some(day(26)), Every::Week), [day(5), day(12), day(19), day(26)]);
    assert_eq!(days(day(28), None, Every::Weekday), [day(28)], "a Saturday that was typed is meant");
    assert_eq!(days(day(1), NaiveDate::from_ymd_opt(2030, 1, 1), Every::Day).len(), MOST);
}

#[test]
fn pasted_rows_become_drafts_and_what_can_not_be_read_is_named() {
    let text = "Заказчик\tОткуда\tКуда\tДата загрузки\tВыгрузка\tВес, т\tСтавка\tЧто-то\tВодитель\n\
        ООО \"Ромашка\"\tКазань, Тукая, 1\tУфа\t27.11.2026 09:00\t28.11 1400\t20,5\t95 000\tлишнее\tПетров О.\n\
        ООО Лютик\tКазань\tМосква\tкогда-нибудь\t\tмного\t12\t\t\n\t\t\n";
    let pasted = read_rows(text, now(), &Few);
    assert!(pasted.named && !pasted.cut);
    assert_eq!(pasted.columns[7], None, "a column that nobody knows is left out");
    let [first, second] = pasted.rows.as_slice() else { panic!("{pasted:?}") };
    assert!(first.unread.is_empty(), "{:?}", first.unread);
    assert_eq!(first.bid.points[1].plan_enter, at("28.11.2026 14:00"));
    assert_eq!((first.bid.cargos[0].weight_t, first.bid.driver.is_some()), (Some(20.5), true));
    let unread: Vec<Column> = second.unread.iter().map(|one| one.column).collect();
    assert_eq!(unread, [Column::Customer, Column::To, Column::Load, Column::Weight]);
    assert!(second.bid.price.is_some());

    let bare = read_rows("Ромашка\tКазань\tУфа\t27.11 0900", now(), &Few);
    assert!(!bare.named && bare.rows.len() == 1 && bare.rows[0].unread.is_empty(), "{bare:?}");
    assert_eq!(read_rows("\"два\nряда\"\t\"и \"\"кавычки\"\"\"", now(), &Few).rows.len(), 1);
    assert!(read_rows("", now(), &Few).rows.is_empty());
}

proptest! {
    #[test]
    fn no_text_breaks_the_readers(text in "[а-яА-Я0-9 .,\\-+/\t\n\"]{0,60}") {
        let read = read_line(&text, now(), &Few);
        prop_assert!(read.bid.points.len() >= 2 && read.bid.cargos.len() == 1);
        let _rows = read_rows(&text, now(), &Few);
    }

    #[test]
    fn a_repeat_keeps_every_distance_between_dates(hours in -2_000_i64..2_000) {
        let bid = read_line("Казань Уфа 27.11 0900 28.11 1400", now(), &Few).bid;
        let by = chrono::TimeDelta::hours(hours);
        let copy: Bid = moved(&bid, by);
        for (was, is) in bid.points.iter().zip(&copy.points) {
            prop_assert_eq!(was.plan_enter.map(|at| at + by), is.plan_enter);
        }
    }
}
