//! What people type, by the table of the module, and strings that nobody would.

use proptest::prelude::*;

use super::*;

/// A Tuesday, 10:37 and some seconds.
const NOW: &str = "2026-12-01T10:37:21";

fn time(text: &str) -> NaiveDateTime {
    text.parse().unwrap()
}

/// Reads as the first point of a route.
fn read(text: &str) -> Option<String> {
    parse(text, time(NOW), None).map(shown)
}

/// Reads as a point after another.
fn read_after(text: &str, before: &str) -> Option<String> {
    parse(text, time(NOW), Some(time(before))).map(shown)
}

#[track_caller]
fn all_mean(expected: &str, typed: &[&str]) {
    for text in typed {
        assert_eq!(read(text).as_deref(), Some(expected), "{text}");
    }
}

#[track_caller]
fn none_is_read(typed: &[&str]) {
    for text in typed {
        assert_eq!(read(text), None, "{text}");
    }
}

#[test]
fn dates_with_times_are_read_in_every_usual_form() {
    all_mean(
        "15.07.2027 09:00",
        &[
            "15.07 0900",
            "15.07 9:00",
            "15.07 900",
            "15.07 9",
            "15.07 09",
            "15.7 9:00",
            "15.07. 9:00",
            "15/07 0900",
            "15-07 0900",
            "15,07 9,00",
            "15.07 9.00",
            "15.07 9-00",
            "15.07 9 00",
            "15.07, 9:00",
            "15.07 в 9",
            "1507 0900",
            "150727 9:00",
            "15072027 0900",
            "15.07.27 09:00",
            "15.07.2027 9",
            "15.07.2027 9:00:00",
            "15.07.2027 г. 9:00",
            "9:00 15.07",
            "в 9 15 июля",
            "  15.07   0900 ",
            "15.07 9ч",
            "15.07 9 часов",
            "15.07 9 утра",
            "15.07 9am",
        ],
    );
    all_mean(
        "15.07.2027 09:30",
        &[
            "15 июля 9:30",
            "15 июля 9 30",
            "15 июл 0930",
            "15июля 930",
            "15 ИЮЛЯ в 9:30",
            "июль 15 9:30",
            "15 июл. 9.30",
            "15 июля 2027 9:30",
            "15 июля 2027 года 9:30",
            "15 июля 27 г. 9-30",
            "jul 15 9:30",
            "July 15, 2027 9:30",
            "15 jul 9:30 am",
            "15 july at 9:30",
            "15 июля 9 ч 30",
        ],
    );
    all_mean("15.07.2027 21:05", &["15.07 21:05", "15.07 9:05 вечера", "15.07 9:05pm", "15 июля 2105", "15.07 21 05"]);
    all_mean("01.12.2026 10:00", &["2026-12-01T10:00", "2026-12-01 10:00", "2026-12-01T10:00:00", "2026.12.01 10"]);
    all_mean("15.07.2027 00:00", &["15.07 0:00", "15.07 0000", "15.07 0", "15.07 12am", "15.07 12 ночи"]);
    all_mean("15.07.2027 12:00", &["15.07 12", "15.07 12pm", "15.07 12 дня"]);
}

#[test]
fn every_month_is_known_by_its_names() {
    let months = [
        ("января", "янв", "jan"),
        ("февраля", "фев", "feb"),
        ("марта", "мар", "mar"),
        ("апреля", "апр", "apr"),
        ("мая", "май", "may"),
        ("июня", "июн", "jun"),
        ("июля", "июл", "jul"),
        ("августа", "авг", "aug"),
        ("сентября", "сент", "sept"),
        ("октября", "окт", "oct"),
        ("ноября", "ноя", "nov"),
        ("декабря", "дек", "dec"),
    ];
    for (month, (full, short, english)) in (1..).zip(months) {
        all_mean(
            &format!("03.{month:02}.2030 08:00"),
            &[&format!("3 {full} 2030 8"), &format!("3 {short} 30 8"), &format!("{english} 3 2030 8:00")],
        );
    }
}

#[test]
fn a_missing_year_is_the_nearest_that_makes_sense() {
    assert_eq!(read("02.12 9").as_deref(), Some("02.12.2026 09:00"));
    assert_eq!(read("10.01 9").as_deref(), Some("10.01.2027 09:00"), "the January to come");
    assert_eq!(read("01.11 9").as_deref(), Some("01.11.2026 09:00"), "thirty days back");
    assert_eq!(read("31.10 9").as_deref(), Some("31.10.2027 09:00"), "thirty-one days back");
    let in_january = |text| parse(text, time("2027-01-05T12:00:00"), None).map(shown);
    assert_eq!(in_january("20.12 9").as_deref(), Some("20.12.2026 09:00"), "the December just past");
    assert_eq!(in_january("01.12 9").as_deref(), Some("01.12.2027 09:00"));
    assert_eq!(
        read_after("10.01 9", "2027-12-20T10:00:00").as_deref(),
        Some("10.01.2028 09:00"),
        "after the point before"
    );
    assert_eq!(read("29.02 9"), None, "neither this year nor the next has it");
    let before_leap = |text| parse(text, time("2027-12-05T12:00:00"), None).map(shown);
    assert_eq!(before_leap("29.02 9").as_deref(), Some("29.02.2028 09:00"));
}

#[test]
fn days_by_name_count_from_today() {
    all_mean(
        "02.12.2026 08:00",
        &["завтра 8", "Завтра в 8", "завтра 0800", "завт 8:00", "8 завтра", "tomorrow 8", "tomorrow at 8am"],
    );
    all_mean("01.12.2026 14:30", &["сегодня 14:30", "сегодня 1430", "today 14:30", "сег 14.30", "today 2:30 pm"]);
    all_mean("03.12.2026 08:00", &["послезавтра 0800", "послезавтра в 8"]);
    all_mean("30.11.2026 10:00", &["вчера 10", "yesterday 10"]);
    all_mean("29.11.2026 10:00", &["позавчера 10"]);
    all_mean("01.12.2026 09:00", &["сегодня 9"]);
    assert_eq!(
        read_after("завтра 8", "2026-12-20T10:00:00").as_deref(),
        Some("02.12.2026 08:00"),
        "whatever was before"
    );
}

#[test]
fn weekdays_are_the_next_such_day() {
    all_mean("07.12.2026 09:00", &["пн 9", "понедельник 9", "в понедельник в 9", "пон 9", "mon 9", "on Monday at 9"]);
    all_mean("01.12.2026 11:00", &["вт 11", "во вторник 11", "tue 11"]);
    all_mean("08.12.2026 10:30", &["вт 10:30", "tuesday 10:30"]);
    all_mean("08.12.2026 10:37", &["вт 10:37"]);
    all_mean("02.12.2026 09:00", &["ср 9", "среда 9", "в среду 9", "wed 9"]);
    all_mean("03.12.2026 09:00", &["чт 9", "четверг 9", "thu 9"]);
    all_mean("04.12.2026 08:00", &["в пятницу 8", "пт 8", "пятница 8", "friday 8"]);
    all_mean("05.12.2026 09:00", &["сб 9", "в субботу 9", "sat 9"]);
    all_mean("06.12.2026 09:00", &["вс 9", "воскресенье 9", "sun 9"]);
    assert_eq!(
        read_after("пт 8", "2026-12-17T12:00:00").as_deref(),
        Some("18.12.2026 08:00"),
        "the Friday after the loading, not the next one"
    );
}

#[test]
fn amounts_are_added_to_the_point_before() {
    all_mean("02.12.2026 10:37", &["+1д", "+1d", "+1 день", "+ 1 д", "+24ч", "+1 day", "+1 сутки"]);
    all_mean("01.12.2026 12:37", &["+2ч", "+2h", "+2 часа", "+120м", "+120мин", "+1ч 60м", "+1ч60м"]);
    all_mean("01.12.2026 12:07", &["+90м", "+90мин", "+90 минут", "+1ч30м", "+90min"]);
    all_mean("08.12.2026 10:37", &["+1н", "+7д", "+1 неделю", "+1w"]);
    all_mean("02.12.2026 09:00", &["+1д 0900", "+1д 9", "+1д в 9:00", "+1d 9am", "+1д 9.00"]);
    all_mean("02.12.2026 12:37", &["+1д 2ч", "+1д2ч"]);
    let before = "2026-12-05T08:15:00";
    assert_eq!(read_after("+2ч", before).as_deref(), Some("05.12.2026 10:15"));
    assert_eq!(read_after("+1д", before).as_deref(), Some("06.12.2026 08:15"));
    assert_eq!(read_after("+1д 0900", before).as_deref(), Some("06.12.2026 09:00"));
    none_is_read(&["+", "+1", "+д", "+0д", "+2ч 0900", "+1д 25:00", "+1г", "+99999д", "1д+", "++1д", "+1.5ч"]);
}

#[test]
fn a_bare_time_is_today_or_right_after_the_point_before() {
    all_mean("01.12.2026 14:00", &["14:00", "1400", "14", "14 ч", "14h", "14 00", "в 14:00", "2pm", "2 дня"]);
    all_mean("01.12.2026 09:00", &["9", "09", "900", "0900", "9:00"]);
    let before = "2026-12-05T12:00:00";
    assert_eq!(read_after("14:00", before).as_deref(), Some("05.12.2026 14:00"));
    assert_eq!(read_after("12:00", before).as_deref(), Some("06.12.2026 12:00"), "not after it: the next day");
    assert_eq!(read_after("9", before).as_deref(), Some("06.12.2026 09:00"));
}

#[test]
fn what_is_not_one_moment_is_not_read() {
    none_is_read(&[
        "",
        " ",
        ".",
        "завтра",
        "пн",
        "15.07",
        "01.12",
        "15.07.26",
        "15.07.2026",
        "15 июля",
        "9.30",
        "9-30",
    ]);
    none_is_read(&["15 июля 2025", "15 июля 2026", "15 июля 2027", "июль 2026", "15 июля 26"]);
    all_mean("15.07.2027 20:26", &["15.07 2026", "15 июля 20:26"]);
    all_mean("15.07.2027 20:30", &["15 июля 2030"]);
    none_is_read(&[
        "31.02 9",
        "32.01 9",
        "0.07 9",
        "15.13 9",
        "29.02.2027 9",
        "31 июня 9",
        "15.07 24:00",
        "15.07 960",
        "9:60",
    ]);
    none_is_read(&[
        "25",
        "2500",
        "15.07 9:5",
        "9:",
        ":30",
        "15.07/26 9",
        "15.07.126 9",
        "15.07.1 9",
        "151 июля 9",
        "12345",
    ]);
    none_is_read(&["завтра 8 9 10", "завтра сегодня 8", "пн вт 9", "15.07 16.07 9", "9 утра вечера", "13pm", "0 утра"]);
    none_is_read(&[
        "2026-12-01T10:00Z",
        "2026-12-01T10:00+03:00",
        "скоро",
        "как можно раньше",
        "9 слонов",
        "🚚 9",
        "٣",
        "-1д",
    ]);
}

#[test]
fn the_ends_of_the_calendar_are_no_trap() {
    for now in [NaiveDateTime::MIN, NaiveDateTime::MAX] {
        for text in ["+9999н", "завтра 8", "вчера 8", "пн 0", "0", "01.01 0", "31.12 23:59"] {
            let _ = parse(text, now, None);
            let _ = parse(text, now, Some(now));
        }
    }
    assert_eq!(parse("завтра 8", NaiveDateTime::MAX, None), None);
    assert_eq!(parse("вчера 8", NaiveDateTime::MIN, None), None);
}

/// Pieces of real input in any order.
fn soup() -> impl Strategy<Value = String> {
    let pieces = vec![
        "+",
        "1",
        "9",
        "15",
        "26",
        "0900",
        "2026",
        "15.07",
        "15.07.2026",
        "2026-12-01",
        "9:00",
        ":",
        ".",
        "-",
        "/",
        ",",
        "T",
        "z",
        "завтра",
        "пн",
        "в",
        "июля",
        "мая",
        "д",
        "ч",
        "мин",
        "mon",
        "pm",
        "утра",
        "г.",
        "ё",
        "🚚",
        " ",
        " ",
    ];
    prop::collection::vec(prop::sample::select(pieces), 0..9).prop_map(|pieces| pieces.concat())
}

fn minute() -> impl Strategy<Value = NaiveDateTime> {
    let first = time("0000-01-01T00:00:00");
    let last = time("9999-12-31T23:59:00");
    (0..=(last - first).num_minutes()).prop_map(move |minutes| first + TimeDelta::minutes(minutes))
}

proptest! {
    #[test]
    fn nothing_that_is_typed_panics(
        text in prop_oneof![".{0,40}", "[а-яА-Я0-9 .:+🚚]{0,30}", soup()],
        now in minute(),
        before in prop::option::of(minute()),
    ) {
        if let Some(read) = parse(&text, now, before) {
            prop_assert_eq!(read.second(), 0, "plans are to the minute");
        }
    }

    #[test]
    fn what_is_shown_is_read_back(moment in minute(), now in minute(), before in prop::option::of(minute())) {
        prop_assert_eq!(parse(&shown(moment), now, before), Some(moment));
        let iso = moment.format("%Y-%m-%dT%H:%M").to_string();
        prop_assert_eq!(parse(&iso, now, before), Some(moment));
    }

    #[test]
    fn a_time_after_a_point_is_after_it(before in minute(), now in minute(), typed in "([01][0-9]|2[0-3])[0-5][0-9]") {
        let read = parse(&typed, now, Some(before)).filter(|_| before.date() < time("9999-12-30T00:00:00").date());
        prop_assert!(read.is_none_or(|read| read > before && read - before <= TimeDelta::days(1)));
    }

    #[test]
    fn a_date_without_a_year_lies_within_a_year(now in minute(), day in 1_u32..=28, month in 1_u32..=12) {
        let read = parse(&format!("{day:02}.{month:02} 0900"), now, None);
        let (first, last) = (now.date().checked_sub_days(Days::new(30)), now.date().checked_add_days(Days::new(336)));
        let date = read.map(|read| read.date());
        prop_assert!(first.is_none() || (date >= first && date <= last), "{:?}", date);
    }
}
