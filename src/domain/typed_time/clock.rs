//! The time of the day among tokens.

use chrono::NaiveTime;

use super::token::{Number, Token};

/// A time beside a day: `0900`, `9`, `9:00`, `9.30`, `9-30`, `9 30`, `9 ч`, `9pm`, `9 утра`.
pub(super) fn read(tokens: &[Token]) -> Option<NaiveTime> {
    match tokens {
        [Token::Number(number)] => whole(number),
        [Token::Number(number), Token::Word(word)] => half_of_day(whole(number)?, word),
        [Token::Number(hour), Token::Number(minute)] => hour_and_minute(hour, minute),
        [Token::Number(hour), Token::Word(word), Token::Number(minute)] if is_hour(word) => {
            hour_and_minute(hour, minute)
        }
        _ => None,
    }
}

/// A time without a day: not `9.30`, which is half a date more often than a time.
pub(super) fn read_alone(tokens: &[Token]) -> Option<NaiveTime> {
    let date_like =
        |token: &Token| matches!(token, Token::Number(number) if !matches!(number.separator, None | Some(':')));
    if tokens.iter().any(date_like) { None } else { read(tokens) }
}

fn whole(number: &Number) -> Option<NaiveTime> {
    match (number.separator, number.groups.as_slice()) {
        (None, [hour]) if hour.len() <= 2 => time(hour, "00"),
        (None, [both]) if both.len() <= 4 => {
            let (hour, minute) = both.split_at_checked(both.len().checked_sub(2)?)?;
            time(hour, minute)
        }
        (Some(':' | '.' | '-'), [hour, minute]) => time(hour, minute),
        (Some(':'), [hour, minute, second]) if is_sixtieth(second) => time(hour, minute),
        _ => None,
    }
}

fn hour_and_minute(hour: &Number, minute: &Number) -> Option<NaiveTime> {
    let hour = hour.whole(1).or_else(|| hour.whole(2))?;
    time(hour, minute.whole(2)?)
}

fn time(hour: &str, minute: &str) -> Option<NaiveTime> {
    if hour.len() > 2 || !is_sixtieth(minute) {
        return None;
    }
    NaiveTime::from_hms_opt(hour.parse().ok()?, minute.parse().ok()?, 0)
}

fn is_sixtieth(digits: &str) -> bool {
    digits.len() == 2 && digits.parse::<u32>().is_ok_and(|value| value < 60)
}

fn is_hour(word: &str) -> bool {
    matches!(word, "ч" | "час" | "часа" | "часов" | "h" | "hour" | "hours")
}

/// `9pm`, `8 вечера`: an hour of the half of a day. `9 ч` is the hour itself.
fn half_of_day(time: NaiveTime, word: &str) -> Option<NaiveTime> {
    use chrono::Timelike as _;

    let noon = match word {
        _ if is_hour(word) => return Some(time),
        "am" | "утра" | "ночи" => 0,
        "pm" | "дня" | "вечера" => 12,
        _ => return None,
    };
    if (1..=12).contains(&time.hour()) { time.with_hour((time.hour() % 12).saturating_add(noon)) } else { None }
}
