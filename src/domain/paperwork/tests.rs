use chrono::NaiveDate;
use proptest::prelude::*;
use rust_decimal::Decimal;

use super::*;
use crate::domain::money::Money;

fn values() -> Values {
    let mut values = Values::default();
    values.bid.insert(Field::Number, "48213".into());
    values.bid.insert(Field::Customer, "ООО «Ром|аш**ка» # {вес}".into());
    for (settlement, phone) in [("Казань", "+7 900 123-45-67"), ("Уфа", "")] {
        let point = [(PointField::Settlement, settlement), (PointField::Phone, phone)];
        values.points.push(point.into_iter().map(|(field, text)| (field, text.to_owned())).collect());
    }
    values
}

fn wrong(text: &str) -> Vec<(usize, Wrong)> {
    Template::parse(text).unwrap_err().into_iter().map(|error| (error.line, error.wrong)).collect()
}

#[test]
fn a_template_is_filled_and_what_is_put_in_is_never_read_as_one() {
    let template = Template::parse(
        "# Заявка № {номер}\n{Заказчик}\n? Телефон: {заказчик.телефон}\nСрок: {срок.оплаты|по договору}\n\n{точки}\n{точка.город}\n? тел. {точка.телефон}\n{/точки}\n{{скобка}",
    )
    .unwrap();
    assert!(template.is_plain());
    assert_eq!(
        template.fill(&values(), String::new()).plain(),
        "Заявка № 48213\nООО «Ром|аш**ка» # {вес}\nСрок: по договору\n\nКазань\nтел. +7 900 123-45-67\nУфа\n{скобка}"
    );
}

#[test]
fn tables_have_heads_widths_and_one_row_an_item() {
    let template = Template::parse(
        "| № | Город |\n|--|------|\n{точки}\n| **{номер|нет}** | {точка.город|—} |\n{/точки}\n\n|| слева || [печать] справа ||",
    )
    .unwrap();
    let values = Values { pictures: vec![Picture::Stamp], ..values() };
    let document = template.fill(&values, "Заявка".into());
    let rows: Vec<&Row> =
        document.blocks.iter().filter_map(|block| if let Block::Row(row) = block { Some(row) } else { None }).collect();
    assert_eq!(rows.len(), 4);
    assert!(rows[0].head && rows[1..].iter().all(|row| !row.head));
    assert!(rows[..3].iter().all(|row| row.borders && row.widths == [2, 6]), "{rows:?}");
    assert_eq!(rows[1].cells[0], [Part::Text { text: "48213".into(), bold: true }]);
    assert!(!rows[3].borders && rows[3].widths == [1, 1]);
    assert_eq!(rows[3].cells[1].first(), Some(&Part::Picture(Picture::Stamp)));
    assert!(!template.is_plain());
}

#[test]
fn a_line_end_stands_only_between_lines_that_say_something() {
    let template = Template::parse("{номер}\\n{вес}\\n{заказчик.инн} {маршрут}\\nконец\\n{вес}").unwrap();
    assert_eq!(template.fill(&values(), String::new()).plain(), "48213\nконец");
    // A row is left out by its placeholders, whatever else it says.
    let template = Template::parse("|--|--|\n? | Вес | {вес} т |\n? | Номер | {номер} |").unwrap();
    let document = template.fill(&values(), String::new());
    let [Block::Row(row)] = document.blocks.as_slice() else { panic!("{document:?}") };
    assert!(!row.head && row.widths == [2, 2], "dashes above make no head");
}

#[test]
fn what_is_wrong_is_named_with_its_line() {
    assert_eq!(
        wrong("ок\n{заказчик.инк}\n{точка.город}\n{чепуха"),
        [
            (2, Wrong::Unknown { name: "заказчик.инк".into(), near: Some("заказчик.инн") }),
            (3, Wrong::OutsideOfList("точка.город".into())),
            (4, Wrong::OpenBrace),
        ]
    );
    assert_eq!(wrong("{точки}\n{точка.город}"), [(1, Wrong::OpenList("точки".into()))]);
    assert_eq!(wrong("{/грузы}"), [(1, Wrong::OpenList("грузы".into()))]);
    assert_eq!(wrong("{ыыы}"), [(1, Wrong::Unknown { name: "ыыы".into(), near: None })]);
}

#[test]
fn no_two_placeholders_have_one_name() {
    let mut names: Vec<String> = Field::ALL.iter().map(|field| field.name().to_owned()).collect();
    names.extend(PointField::ALL.iter().map(|field| field.name().to_owned()));
    names.extend(CargoField::ALL.iter().map(|field| field.name().to_owned()));
    let count = names.len();
    names.sort();
    names.dedup();
    assert_eq!(names.len(), count);
}

#[test]
fn sums_and_days_are_written_in_words() {
    let said = |kopecks: i64| in_words(Money::from_decimal(Decimal::new(kopecks, 2)));
    assert_eq!(said(12_000_000), "Сто двадцать тысяч рублей 00 копеек");
    assert_eq!(said(101), "Один рубль 01 копейка");
    assert_eq!(said(200_202), "Две тысячи два рубля 02 копейки");
    assert_eq!(said(0), "Ноль рублей 00 копеек");
    assert_eq!(said(100_001_100), "Один миллион одиннадцать рублей 00 копеек");
    assert_eq!(said(2_100_074_015), "Двадцать один миллион семьсот сорок рублей 15 копеек");
    assert_eq!(NaiveDate::from_ymd_opt(2026, 11, 22).map(month_of).as_deref(), Some("22 ноября 2026 г."));
}

proptest! {
    #[test]
    fn no_text_breaks_the_reader(text in "[а-я{}|*#?\\[\\]/=\\- \n^>~]{0,80}") {
        if let Ok(template) = Template::parse(&text) {
            let _filled = template.fill(&values(), String::new()).plain();
        }
    }
}
