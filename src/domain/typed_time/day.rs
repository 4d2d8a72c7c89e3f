//! The day among tokens: numbers, names of months, of weekdays, and words like `завтра`.

use chrono::Weekday;

use super::token::{Number, Token};

/// A day as typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Day {
    /// So many days from today.
    FromToday(i64),
    /// The next such day of the week.
    Weekday(Weekday),
    /// `15.07`, `15.07.2026`. May not exist.
    Numbers {
        /// 1–31.
        day: u32,
        /// 1–12.
        month: u32,
        /// As typed, the century added.
        year: Option<i32>,
    },
    /// `15 июля`, `15 июля 2026`. May not exist.
    Named {
        /// 1–31.
        day: u32,
        /// 1–12.
        month: u32,
        /// As typed, the century added.
        year: Option<i32>,
    },
}

const DAYS: [(i64, &[&str]); 5] = [
    (-2, &["позавчера"]),
    (-1, &["вчера", "yesterday"]),
    (0, &["сегодня", "today"]),
    (1, &["завтра", "tomorrow"]),
    (2, &["послезавтра"]),
];

const WEEKDAYS: [(Weekday, &[&str]); 7] = [
    (Weekday::Mon, &["понедельник", "monday"]),
    (Weekday::Tue, &["вторник", "tuesday"]),
    (Weekday::Wed, &["среда", "среду", "wednesday"]),
    (Weekday::Thu, &["четверг", "thursday"]),
    (Weekday::Fri, &["пятница", "пятницу", "friday"]),
    (Weekday::Sat, &["суббота", "субботу", "saturday"]),
    (Weekday::Sun, &["воскресенье", "sunday"]),
];

const SHORT_WEEKDAYS: [(Weekday, &str); 7] = [
    (Weekday::Mon, "пн"),
    (Weekday::Tue, "вт"),
    (Weekday::Wed, "ср"),
    (Weekday::Thu, "чт"),
    (Weekday::Fri, "пт"),
    (Weekday::Sat, "сб"),
    (Weekday::Sun, "вс"),
];

const MONTHS: [(u32, &[&str]); 12] = [
    (1, &["январь", "января", "january"]),
    (2, &["февраль", "февраля", "february"]),
    (3, &["март", "марта", "march"]),
    (4, &["апрель", "апреля", "april"]),
    (5, &["май", "мая", "may"]),
    (6, &["июнь", "июня", "june"]),
    (7, &["июль", "июля", "july"]),
    (8, &["август", "августа", "august"]),
    (9, &["сентябрь", "сентября", "september"]),
    (10, &["октябрь", "октября", "october"]),
    (11, &["ноябрь", "ноября", "november"]),
    (12, &["декабрь", "декабря", "december"]),
];

/// The day that all the tokens together name.
pub(super) fn read(tokens: &[Token]) -> Option<Day> {
    match tokens {
        [Token::Word(word)] => by_word(word),
        [Token::Number(number)] => by_numbers(number),
        [Token::Number(day), Token::Word(month)] | [Token::Word(month), Token::Number(day)] => {
            by_name(day, month, None)
        }
        [Token::Number(day), Token::Word(month), Token::Number(year)]
        | [Token::Word(month), Token::Number(day), Token::Number(year)] => by_name(day, month, Some(year)),
        _ => None,
    }
}

fn by_word(word: &str) -> Option<Day> {
    let short = || SHORT_WEEKDAYS.iter().find(|(_, name)| *name == word).map(|(weekday, _)| *weekday);
    named(&DAYS, word).map(Day::FromToday).or_else(|| short().or_else(|| named(&WEEKDAYS, word)).map(Day::Weekday))
}

/// `15.07`, `15.07.26`, `2026-07-15`, `1507`, `150726`, `15072026`.
fn by_numbers(number: &Number) -> Option<Day> {
    let (day, month, year) = match (number.separator, number.groups.as_slice()) {
        (Some('.' | '/' | '-'), [day, month]) => (day.as_str(), month.as_str(), None),
        (Some('.' | '/' | '-'), [year, month, day]) if year.len() == 4 => {
            (day.as_str(), month.as_str(), Some(year.as_str()))
        }
        (Some('.' | '/' | '-'), [day, month, year]) => (day.as_str(), month.as_str(), Some(year.as_str())),
        (None, [together]) if matches!(together.len(), 4 | 6 | 8) => {
            let (day, rest) = together.split_at_checked(2)?;
            let (month, year) = rest.split_at_checked(2)?;
            (day, month, Some(year).filter(|year| !year.is_empty()))
        }
        _ => return None,
    };
    let short = |digits: &str| if digits.len() <= 2 { digits.parse().ok() } else { None };
    let year = match year {
        Some(digits) => Some(full_year(digits)?),
        None => None,
    };
    Some(Day::Numbers { day: short(day)?, month: short(month)?, year })
}

fn by_name(day: &Number, month: &str, year: Option<&Number>) -> Option<Day> {
    let year = match year {
        Some(number) => Some(full_year(number.whole(2).or_else(|| number.whole(4))?)?),
        None => None,
    };
    Some(Day::Named { day: day.value(1..=2)?, month: named(&MONTHS, month)?, year })
}

/// `26` is 2026.
fn full_year(digits: &str) -> Option<i32> {
    let year: i32 = digits.parse().ok()?;
    match digits.len() {
        2 => year.checked_add(2000),
        4 => Some(year),
        _ => None,
    }
}

/// What a word names: the whole name or its beginning, three letters at least. No two names begin alike.
fn named<T: Copy>(names: &[(T, &[&str])], word: &str) -> Option<T> {
    if word.chars().count() < 3 {
        return None;
    }
    names.iter().find(|(_, forms)| forms.iter().any(|form| form.starts_with(word))).map(|(meaning, _)| *meaning)
}
