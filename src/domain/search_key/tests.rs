//! What is typed and which rows it finds.

use proptest::prelude::*;

use super::together::PLATE_LETTERS;
use super::*;
use crate::domain::plate::fold_plate_char;

/// A row as the bids list makes it.
fn row() -> String {
    fold("48213 Набережные Челны → Орёл А123ВС77 АВ1234 16 Петров О. И. +79001234567 ООО «Ромашка» Volvo FH16")
}

#[test]
fn texts_are_folded_to_words() {
    for (text, folded) in [
        ("Орёл — ЁЛКА", "орел елка"),
        ("  ООО «Ромашка»,  ИНН:9999000013 ", "ооо ромашка инн 9999000013"),
        ("→ … 🚚", ""),
        ("А123ВС/77", "а123вс77"),
        ("a 123 bc 777, Казань", "а123вс777 казань"),
        ("АВ1234 77", "ав123477"),
        ("ав 1234/77 16 тонн", "ав123477 16 тонн"),
        ("8 (900) 123-45-67", "89001234567"),
        ("№ 48213 8 900 123 45 67 д. 5", "48213 89001234567 д 5"),
        ("900 123-45-67", "9001234567"),
        ("120 000,00 ₽", "120 000 00"),
        ("01.12.2026 10:00", "01 12 2026 10 00"),
        ("М-5, 100 км", "м 5 100 км"),
        ("Смирнов А. С. 8 900 123-45-67", "смирнов а с 89001234567"),
        ("Смирнов А. С. 900 123-45-67", "смирнов а с 9001234567"),
        ("Набережная, 5 к 100", "набережная 5 к100"),
    ] {
        assert_eq!(fold(text), folded, "{text}");
    }
}

#[test]
fn what_is_typed_finds_the_row() {
    for typed in [
        "",
        "  ",
        "—",
        "[",
        "челны",
        "ЧЕЛНЫ орел",
        "орёл",
        "орел челны",
        "петров",
        "482",
        "№ 48213",
        "ромаш",
        "volvo fh",
        "fh16",
        "FH 16",
        "о. и.",
    ] {
        assert!(Query::new(typed).matches(&row()), "{typed}");
    }
    for typed in ["иванов", "петров уфа", "99213", "орлы"] {
        assert!(!Query::new(typed).matches(&row()), "{typed}");
    }
}

#[test]
fn a_plate_is_found_in_either_alphabet_with_or_without_spaces() {
    for typed in [
        "а123вс77",
        "А 123 ВС 77",
        "А123ВС/77",
        "a123bc",
        "A 123 BC",
        "а 123 вс",
        "а 123",
        "a123",
        "123",
        "123вс",
        "bc77",
        "123 вс 77",
        "f123dc",
        "f 123 dc",
        "ав1234",
        "ab 1234",
        "АВ1234/16",
        "ab 1234 16",
        "1234",
    ] {
        assert!(Query::new(typed).matches(&row()), "{typed}");
    }
    for typed in ["а124вс", "в 123 ас", "a 123 bc 78", "ав 1235"] {
        assert!(!Query::new(typed).matches(&row()), "{typed}");
    }
    assert!(
        !Query::new("а 123 вс").matches(&fold("О777ОО77 Вс. Ильин, кв. 123")),
        "a plate in pieces is looked for whole, not letter by letter"
    );
}

#[test]
fn a_phone_is_found_in_any_form() {
    let typed_forms = [
        "+79001234567",
        "+7 900 123-45-67",
        "8 900 123 45 67",
        "89001234567",
        "8 (900) 123",
        "+7 900",
        "8-900-1",
        "900 123",
        "9001234567",
        "123-45-67",
        "4567",
        "(900)",
        "8 900",
    ];
    for kept in ["+79001234567", "8 900 123-45-67", "+7 (900) 123-45-67", "9001234567", "900 123 45 67"] {
        for typed in typed_forms {
            assert!(Query::new(typed).matches(&fold(&format!("Петров {kept} Казань"))), "{typed} in {kept}");
        }
    }
    assert!(!Query::new("8 900 124").matches(&row()));
    assert!(!Query::new("81234").matches(&fold("бид 1234")), "a short number is no phone: the 8 counts");
    assert!(Query::new("8.12.2026").matches(&fold("08.12.2026 10:00")), "a date is no phone");
}

#[test]
fn the_other_keyboard_layout_is_read_too() {
    for typed in ["gtnhjd", "GTNHJD", "jh`k", "xtkys gtnhjd", "мщдмщ", "htvfirf hjvfirf"] {
        let found = Query::new(typed).matches(&row());
        assert_eq!(found, typed != "htvfirf hjvfirf", "{typed}");
    }
    assert!(Query::new("[f,fhjdcr").matches(&fold("Хабаровск")), "keys of punctuation that are Russian letters");
}

#[test]
fn letters_are_folded_as_on_plates() {
    for c in ('0'..='9').chain('a'..='z').chain('A'..='Z').chain('а'..='я').chain('А'..='Я') {
        let on_plate = fold_plate_char(c).map(|c| c.to_lowercase().collect::<String>());
        assert_eq!(Some(fold(&c.to_string())), on_plate, "{c}");
    }
    assert_eq!(fold("ÀéßЇґ"), "àéßїґ", "letters of other languages are small letters");
}

proptest! {
    #[test]
    fn folding_twice_changes_nothing(
        text in prop_oneof![".{0,60}", "([авсABC]|[0-9]{1,4}|8 900| |/|, ){0,14}"],
    ) {
        let once = fold(&text);
        prop_assert_eq!(fold(&once), once);
    }

    #[test]
    fn any_part_of_a_text_finds_it(words in prop::collection::vec("[а-яёa-zA-Z0-9]{1,8}", 1..6), from in 0_usize..6) {
        let text = fold(&words.join(" "));
        prop_assert!(Query::new(&words.join(" ")).matches(&text));
        // Words that stand alone in the text can be asked for in any number and order.
        let mut some: Vec<&str> = text.split(' ').skip(from).collect();
        some.reverse();
        prop_assert!(some.iter().all(|word| Query::new(word).matches(&text)));
    }

    #[test]
    fn nothing_that_is_typed_panics(typed in ".{0,80}", text in ".{0,80}") {
        let _ = Query::new(&typed).matches(&fold(&text));
    }

    #[test]
    fn a_plate_is_the_same_plate_however_it_is_written(
        plate in "[авекмнорстух][0-9]{3}[авекмнорстух]{2}[0-9]{2,3}",
        gaps in prop::sample::subsequence(vec![1_usize, 4, 6], 0..=3),
        gap in prop::sample::select(vec![" ", "/", " - ", "\u{a0}"]),
        latin in any::<bool>(),
    ) {
        let alphabets = || "abekmhopctyx".chars().zip(PLATE_LETTERS.chars());
        let mut written = String::new();
        for (place, c) in plate.chars().enumerate() {
            if gaps.contains(&place) {
                written.push_str(gap);
            }
            let found = alphabets().find(|(_, cyrillic)| latin && *cyrillic == c);
            written.extend(found.map_or(c, |(latin, _)| latin).to_uppercase());
        }
        prop_assert_eq!(fold(&format!("Казань, {written} Уфа")), format!("казань {plate} уфа"));
    }
}
