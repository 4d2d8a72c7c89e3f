//! Amounts and moments as people write them in a line or a cell.

use chrono::{NaiveDateTime, NaiveTime};

use crate::domain::money::Money;
use crate::domain::typed_time;

/// The hour of a day that was written without one: said aloud wherever it is shown.
const USUAL_HOUR: u32 = 9;

/// A date, with or without a time; true: the time was not written.
pub(super) fn moment(text: &str, now: NaiveDateTime, before: Option<NaiveDateTime>) -> Option<(NaiveDateTime, bool)> {
    if let Some(moment) = typed_time::parse(text, now, before) {
        return Some((moment, false));
    }
    let usual = NaiveTime::from_hms_opt(USUAL_HOUR, 0, 0)?;
    typed_time::parse(&format!("{text} 0900"), now, before).map(|moment| (moment.date().and_time(usual), true))
}

/// A number with a comma or a point, spaces between thousands.
pub(super) fn number(text: &str) -> Option<f64> {
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).map(|c| if c == ',' { '.' } else { c }).collect();
    let is_plain = plain.chars().any(|c| c.is_ascii_digit()) && plain.chars().all(|c| c.is_ascii_digit() || c == '.');
    if is_plain { plain.parse().ok() } else { None }
}

/// What stands behind a number of a price: roubles of one.
fn thousands(unit: &str) -> Option<f64> {
    match unit.trim_end_matches('.') {
        "р" | "руб" | "рублей" | "рубля" | "₽" | "rub" => Some(1.0),
        "тр" | "т.р" | "тыс" | "тысяч" | "к" | "k" | "тыс.р" | "тыс.руб" => Some(1000.0),
        _ => None,
    }
}

/// A price with its unit: `95000 р`, `95тр`, `120 тыс`.
pub(super) fn price(amount: &str, unit: &str) -> Option<Money> {
    let factor = thousands(unit)?;
    let value = number(amount)? * factor;
    let exact = rust_decimal::Decimal::try_from(value).ok()?;
    Some(Money::from_decimal(exact)).filter(|money| money.is_positive())
}

/// Tonnes with a unit: `20 т`, `800 кг`.
pub(super) fn tonnes(amount: &str, unit: &str) -> Option<f64> {
    match unit.trim_end_matches('.') {
        "т" | "тн" | "тонн" | "тонны" | "тонна" | "t" => number(amount),
        "кг" | "kg" => number(amount).map(|kilograms| kilograms / 1000.0),
        _ => None,
    }
    .filter(|tonnes| *tonnes > 0.0 && *tonnes < 1000.0)
}

/// Cubic metres with a unit: `82 м3`.
pub(super) fn cubic(amount: &str, unit: &str) -> Option<f64> {
    match unit.trim_end_matches('.') {
        "м3" | "м³" | "куб" | "кубов" | "куба" | "кбм" | "m3" => {
            number(amount).filter(|volume| *volume > 0.0)
        }
        _ => None,
    }
}

/// A number and its unit in one word: `20т` → `20`, `т`.
pub(super) fn apart(word: &str) -> (&str, &str) {
    let end = word.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ','))).unwrap_or(word.len());
    let (amount, unit) = word.split_at(end);
    (amount.trim_end_matches(['.', ',']), unit)
}
