//! Addresses as dispatchers type them, and what holds for any text.

use chrono_tz::Tz;
use proptest::prelude::*;

use super::*;
use crate::domain::place::{Precision, Zone};
use crate::geo::places::{self, Settlement};
use crate::geo::sphere;

fn best(text: &str) -> Suggestion {
    suggest(text, 1).pop().unwrap_or_else(|| panic!("nothing is suggested for {text}"))
}

fn line(text: &str) -> String {
    best(text).place.address
}

#[test]
fn an_address_becomes_a_place_with_all_its_parts() {
    let Suggestion { place, exact } = best("Респ Татарстан, г Казань, Оренбургский тракт, д. 5 к. 2");
    assert!(exact);
    assert_eq!(place.address, "Россия, Республика Татарстан, Казань, Оренбургский тракт, 5к2");
    assert_eq!(place.city.as_deref(), Some("Казань"));
    assert_eq!(place.village, None);
    assert_eq!(place.region.as_deref(), Some("Республика Татарстан"));
    assert_eq!(place.federal_district.as_deref(), Some("Приволжский федеральный округ"));
    assert_eq!(place.street.as_deref(), Some("Оренбургский тракт"));
    assert_eq!(place.house.as_deref(), Some("5к2"));
    assert_eq!(place.zone, Some(Zone::Named(Tz::Europe__Moscow)));
    assert_eq!(place.precision, Precision::Confirmed);
    assert_eq!(place.radius_m, Some(500.0));
    assert!(place.has_coordinates());
}

#[test]
fn addresses_are_understood_as_they_are_typed() {
    for (typed, understood) in [
        ("Казань, Оренбургский тракт, 5", "Россия, Республика Татарстан, Казань, Оренбургский тракт, 5"),
        ("Уфа, Сарапульская, 35", "Россия, Республика Башкортостан, Уфа, Сарапульская улица, 35"),
        ("г. Екатеринбург, ул. Малышева, д. 5 к. 2", "Россия, Свердловская область, Екатеринбург, улица Малышева, 5к2"),
        (
            "Респ Татарстан, г Набережные Челны, пр-кт Мира 12",
            "Россия, Республика Татарстан, Набережные Челны, проспект Мира, 12",
        ),
        ("Московская обл, Домодедово", "Россия, Московская область, Домодедово"),
        ("д. Ворсино Калужская обл", "Россия, Калужская область, Боровский район, Ворсино"),
        ("ул. Малышева 5, Екатеринбург", "Россия, Свердловская область, Екатеринбург, улица Малышева, 5"),
        ("Нижний Новгород Казанское шоссе 12", "Россия, Нижегородская область, Нижний Новгород, Казанское шоссе, 12"),
        (
            "420000, Татарстан Респ, Казань г, Оренбургский тракт ул, дом № 5, корпус 2",
            "Россия, Республика Татарстан, Казань, Оренбургский тракт, 5к2",
        ),
        (
            "141100, Россия, МО, г. Щелково, ул. Заводская, д. 2, стр 3, склад 5",
            "Россия, Московская область, Щёлково, Заводская улица, 2с3",
        ),
        ("Санкт-Петербург, Шушары, Московское шоссе 70", "Россия, Санкт-Петербург, Шушары, Московское шоссе, 70"),
        ("Москва, Зеленоград, корпус 1432", "Россия, Москва, Зеленоград, 1432"),
        ("Москва, Люблино", "Россия, Москва, Люблино"),
        ("г Москва, п Сосенское, Коммунарка, ул Липовый парк 5", "Россия, Москва, Коммунарка, улица Липовый парк, 5"),
        ("самара московское шоссе 18 км", "Россия, Самарская область, Самара, Московское шоссе, 18 км"),
        ("Краснодар ул. Уральская 98/2", "Россия, Краснодарский край, Краснодар, Уральская улица, 98/2"),
        ("Тольятти, ул. 40 лет Победы 5а", "Россия, Самарская область, Тольятти, улица 40 лет Победы, 5А"),
        ("Моск. обл., г. Чехов, Вишневый б-р 8", "Россия, Московская область, Чехов, Вишневый бульвар, 8"),
        ("Реутов, Москва", "Россия, Московская область, Реутов"),
        ("ООО «Ромашка», Казань, Мира 5", "Россия, Республика Татарстан, Казань, улица Мира, 5"),
        ("Минск, ул. Притыцкого 10", "Беларусь, Минск, улица Притыцкого, 10"),
        ("Казахстан, Астана, пр. Республики 5", "Казахстан, Астана, проспект Республики, 5"),
        ("Чехов, с. Троицкое", "Россия, Московская область, Троицкое"),
        ("г.о. Домодедово, склад 5", "Россия, Московская область, Домодедово"),
        ("городской округ Щёлково, Гребнево", "Россия, Московская область, городской округ Щёлково, Гребнево"),
    ] {
        assert_eq!(line(typed), understood, "{typed}");
        assert!(best(typed).exact, "{typed}");
    }
}

#[test]
fn misspelled_and_shortened_names_are_found() {
    for (typed, town, exact) in [
        ("Екатеринбурк, ул Малышева 5", "Екатеринбург", false),
        ("Екатеринбурк, Малышева 5", "Екатеринбург", false),
        ("Екатеринбурк Малышева ул 5", "Екатеринбург", false),
        ("Казнь", "Казань", false),
        ("Самраа", "Самара", false),
        ("Набережные Чилны", "Набережные Челны", false),
        ("Нижний Навгород", "Нижний Новгород", false),
        ("каз", "Казань", false),
        ("наб", "Набережные Челны", false),
        ("дом", "Домодедово", false),
        ("нижний нов", "Нижний Новгород", false),
        ("комс на ам", "Комсомольск-на-Амуре", false),
        ("rfpfym? ktybyf 5", "Казань", false),
        ("Нижний новгород", "Нижний Новгород", true),
        ("Ростов на Дону", "Ростов-на-Дону", true),
        ("наб чел", "Набережные Челны", true),
        ("Ст. Оскол", "Старый Оскол", true),
        ("спб", "Санкт-Петербург", true),
        ("мск", "Москва", true),
        ("питер", "Санкт-Петербург", true),
        ("екб", "Екатеринбург", true),
        ("Алма-Ата", "Алматы", true),
    ] {
        let found = best(typed);
        assert_eq!((found.place.settlement(), found.exact), (town, exact), "{typed}");
    }
}

#[test]
fn of_homonyms_the_region_chooses_and_else_the_larger_comes_first() {
    let regions = |text: &str| -> Vec<_> { suggest(text, 9).into_iter().filter_map(|one| one.place.region).collect() };
    assert_eq!(regions("Киров, Калужская обл"), ["Калужская область"]);
    assert_eq!(regions("Киров").first().map(String::as_str), Some("Кировская область"));
    assert!(regions("Киров").contains(&"Калужская область".to_owned()));
    assert_eq!(regions("Ростов, Ярославская область"), ["Ярославская область"]);
    assert_eq!(regions("Октябрьский").first().map(String::as_str), Some("Республика Башкортостан"));
    assert_eq!(regions("Россошь"), ["Воронежская область"]);
    assert_eq!(line("Беларусь, Октябрьский"), "Беларусь, Гомельская область, Октябрьский");
}

#[test]
fn a_wrong_region_is_forgiven_to_a_large_town_alone() {
    let kazan = best("Казань, Московская обл");
    assert_eq!((kazan.place.settlement(), kazan.exact), ("Казань", false));
    assert_eq!(suggest("Абрамовка, Калужская обл", 9), [], "a village of that name in another region is not meant");
}

#[test]
fn a_town_that_the_list_lacks_is_not_taken_for_another() {
    for text in
        ["Севастополь", "Республика Крым, г. Ялта, ул. Ленина 5", "Ташкент", "ул Ленина 5", "Оренбургский тракт 5"]
    {
        assert_eq!(suggest(text, 9), [], "{text}");
    }
}

#[test]
fn a_small_settlement_is_a_village_and_a_known_town_a_city() {
    let village = best("Ворсино, 15").place;
    assert_eq!((village.city.as_deref(), village.village.as_deref()), (None, Some("Ворсино")));
    assert_eq!((village.district.as_deref(), village.house.as_deref()), (Some("Боровский район"), Some("15")));
    assert_eq!(best("Иннополис").place.city.as_deref(), Some("Иннополис"));
}

#[test]
fn houses_follow_one_another_along_the_street() {
    let at = |house: u32| best(&format!("Казань, Оренбургский тракт, {house}")).place.location.unwrap();
    let from_first = |house: u32| sphere::distance_m(at(1), at(house));
    assert!((10.0..40.0).contains(&from_first(2)), "{}", from_first(2));
    assert!(from_first(100) > from_first(50) && from_first(50) > from_first(10));
    let centre = best("Казань").place.location.unwrap();
    assert!(sphere::distance_m(centre, at(500)) < 12_000.0);
    let other_street = best("Казань, улица Баумана, 1").place.location.unwrap();
    assert!(sphere::distance_m(at(1), other_street) > 100.0);
    assert_eq!(best("Казань, Оренбургский тр-т, 5").place.settlement(), "Казань");
}

#[test]
fn towns_without_a_network_are_approximate_and_have_no_street() {
    let towns = towns("Казань, Оренбургский тракт, 5", 5);
    assert_eq!(towns.len(), 1);
    let kazan = &towns[0];
    assert_eq!(kazan.address, "Россия, Республика Татарстан, Казань");
    assert_eq!(kazan.precision, Precision::Approximate);
    assert_eq!((kazan.street.as_deref(), kazan.house.as_deref()), (None, None));
    assert!(kazan.has_coordinates() && kazan.zone.is_some());
    assert!(super::towns("кра", 4).iter().map(Place::settlement).eq([
        "Красноярск",
        "Краснодар",
        "Красногорск",
        "Красная Глинка"
    ]));
}

#[test]
fn every_settlement_is_found_by_its_own_line() {
    let same_line = |a: &Settlement, b: &Settlement| a.name == b.name && a.region == b.region;
    for settlement in places::settlements() {
        let line = placing::approximate(settlement).address;
        let found = suggest(&line, 1).pop().unwrap_or_else(|| panic!("{line} is not found"));
        assert!(found.exact, "{line}");
        if found.place.address != line {
            let namesake = places::settlements().iter().filter(|other| same_line(other, settlement)).count() > 1;
            assert!(namesake, "{line} is taken for {}", found.place.address);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_is_answered_within_the_limit_and_the_answer_can_be_sent(text in ".{0,400}", limit in 0_usize..6) {
        let found = suggest(&text, limit);
        prop_assert!(found.len() <= limit);
        for one in found {
            prop_assert!(one.place.has_coordinates() && !one.place.settlement().is_empty());
        }
    }

    #[test]
    fn words_of_addresses_in_any_order_are_answered(
        words in prop::collection::vec(prop::sample::select(vec![
            "г", "ул", "д", "с", "к", "стр", "Казань", "Мира", "5", "12-й", "км", "обл", "Московская", "р-н", "мкр",
            ",", ".", "-", "ё", "наб", "Челны", "область", "респ", "Новый", "тракт", "го", "лит", "🚚", "İ",
        ]), 0..14)
    ) {
        let text = words.join(" ");
        prop_assert_eq!(suggest(&text, 3), suggest(&text, 3));
    }

    #[test]
    fn geocoding_its_own_line_gives_the_same_place(
        town in prop::sample::select(vec!["Казань", "Тверь", "Калуга", "Химки", "Брест", "Караганда"]),
        kind in prop::sample::select(vec!["ул.", "пр-т", "шоссе", "пер", "наб", "мкр", ""]),
        street in prop::sample::select(vec!["Мира", "Оренбургский", "Большая Садовая", "9 Мая", "1-я Линейная", "Новое"]),
        house in "[1-9][0-9]{0,2}(|а| к 2| стр 3|/5)",
    ) {
        let first = best(&format!("{town}, {kind} {street}, {house}")).place;
        prop_assert_eq!(&best(&first.address).place, &first);
    }
}

#[test]
fn ten_thousand_letters_of_garbage_are_answered() {
    for piece in ["Казань ", "я", "ул. ", "5, ", "\u{301}", "(", "Ӂ"] {
        let text = piece.repeat(10_000);
        assert!(suggest(&text, 3).len() <= 3);
    }
}
