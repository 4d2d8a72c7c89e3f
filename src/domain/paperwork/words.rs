//! Sums and days in Russian words, as papers of account want them.

use chrono::{Datelike as _, NaiveDate};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

use crate::domain::money::Money;

const MONTHS: [&str; 12] = [
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
];
const ONES: [&str; 20] = [
    "",
    "один",
    "два",
    "три",
    "четыре",
    "пять",
    "шесть",
    "семь",
    "восемь",
    "девять",
    "десять",
    "одиннадцать",
    "двенадцать",
    "тринадцать",
    "четырнадцать",
    "пятнадцать",
    "шестнадцать",
    "семнадцать",
    "восемнадцать",
    "девятнадцать",
];
const TENS: [&str; 10] =
    ["", "", "двадцать", "тридцать", "сорок", "пятьдесят", "шестьдесят", "семьдесят", "восемьдесят", "девяносто"];
const HUNDREDS: [&str; 10] =
    ["", "сто", "двести", "триста", "четыреста", "пятьсот", "шестьсот", "семьсот", "восемьсот", "девятьсот"];
/// Words of each thousand's power: one, few, many; true: feminine.
const POWERS: [([&str; 3], bool); 5] = [
    (["рубль", "рубля", "рублей"], false),
    (["тысяча", "тысячи", "тысяч"], true),
    (["миллион", "миллиона", "миллионов"], false),
    (["миллиард", "миллиарда", "миллиардов"], false),
    (["триллион", "триллиона", "триллионов"], false),
];

/// `22 ноября 2026 г.`
#[must_use]
pub fn month_of(day: NaiveDate) -> String {
    let month = usize::try_from(day.month0()).ok().and_then(|month| MONTHS.get(month)).copied().unwrap_or_default();
    format!("{} {month} {} г.", day.day(), day.year())
}

/// `Сто двадцать тысяч рублей 00 копеек`. A sum that is not above zero, or has more than fifteen digits, is written in digits.
#[must_use]
pub fn in_words(sum: Money) -> String {
    let exact = sum.as_decimal();
    let whole = exact.trunc();
    let kopecks = ((exact - whole) * Decimal::ONE_HUNDRED).to_u64();
    let (Some(roubles), Some(kopecks)) = (whole.to_u64(), kopecks) else { return sum.shown() };
    if roubles >= 1_000_000_000_000_000 {
        return sum.shown();
    }
    let mut words: Vec<&str> = Vec::new();
    if roubles == 0 {
        words.push("ноль");
    }
    let mut left = roubles;
    let mut groups: Vec<u64> = Vec::new();
    while left > 0 {
        groups.push(left % 1000);
        left /= 1000;
    }
    for (power, group) in groups.iter().enumerate().rev() {
        let Some(([one, few, many], feminine)) = POWERS.get(power) else { continue };
        spell(*group, *feminine, &mut words);
        if *group > 0 && power > 0 {
            words.push(plural(*group, [one, few, many]));
        }
    }
    let [one, few, many] = POWERS.first().map_or(["", "", ""], |(words, _)| *words);
    words.push(plural(roubles, [one, few, many]));
    let mut text = words.join(" ");
    if let Some(first) = text.chars().next() {
        let rest: String = text.chars().skip(1).collect();
        text = format!("{}{rest}", first.to_uppercase());
    }
    format!("{text} {kopecks:02} {}", plural(kopecks, ["копейка", "копейки", "копеек"]))
}

fn spell(group: u64, feminine: bool, words: &mut Vec<&'static str>) {
    let pick = |list: &[&'static str], place: u64| {
        usize::try_from(place).ok().and_then(|place| list.get(place)).copied().unwrap_or_default()
    };
    let below = group % 100;
    let mut said = vec![pick(&HUNDREDS, group / 100)];
    let ones = if below < 20 {
        below
    } else {
        said.push(pick(&TENS, below / 10));
        below % 10
    };
    said.push(match (ones, feminine) {
        (1, true) => "одна",
        (2, true) => "две",
        _ => pick(&ONES, ones),
    });
    words.extend(said.into_iter().filter(|word| !word.is_empty()));
}

fn plural(count: u64, [one, few, many]: [&str; 3]) -> &str {
    match (count % 10, count % 100) {
        (_, 11..=14) => many,
        (1, _) => one,
        (2..=4, _) => few,
        _ => many,
    }
}
