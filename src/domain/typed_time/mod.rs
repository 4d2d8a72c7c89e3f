//! Dates and times as people type them: `15.07 0900`, `завтра 8`, `+1д`.
//!
//! What is read, Russian and English alike, letter case aside, and names cut to three letters or more:
//!
//! | typed | means |
//! |---|---|
//! | `15.07 0900`, `15/07 9`, `15.07.26 9:00`, `150726 0900`, `15 июля 9-30`, `jul 15 9pm` | that day, that time |
//! | `2026-07-15T09:00`, `2026-07-15 09:00:00` | the same; seconds are dropped, plans are to the minute |
//! | `завтра 8`, `сегодня 14:30`, `послезавтра 0800`, `вчера 10`, `tomorrow at 8` | days from today |
//! | `пн 9`, `в пятницу 8`, `mon 9` | the next such day; today too while the time is ahead |
//! | `14:00`, `0900`, `9`, `9 30` | that time; of the next day when the point before is not earlier |
//! | `+2ч`, `+90мин`, `+1д 2ч`, `+1w` | so much later |
//! | `+1д 0900` | so many days later, at that time |
//!
//! **Two clocks.** Days by name (`завтра`) count from today at the point. Everything else that is relative — `+…`, a
//! weekday, a bare time, a missing year — counts from the point before, when there is one: a route is typed in its own
//! order, and the unloading of a trip planned for next month is not next Friday.
//!
//! **A missing year** gives the first such date from thirty days back on: in January `20.12` is the December just past,
//! in December `10.01` the January to come.
//!
//! A day without a time is not read: a plan needs both, and midnight is nobody's guess. So isn't anything that could be
//! two moments.

mod clock;
mod day;
mod token;

#[cfg(test)]
mod tests;

use chrono::{Datelike as _, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike as _};

use day::Day;
use token::Token;

/// How far back a date without a year may lie, days.
const YEAR_MAY_BE_PAST: u64 = 30;

/// Reads a typed date and time. `now` is the local time at the point, `before` the time of the point before it, in the
/// same zone; the module says what counts from which.
///
/// `None` when it can't be read as one moment.
#[must_use]
pub fn parse(text: &str, now: NaiveDateTime, before: Option<NaiveDateTime>) -> Option<NaiveDateTime> {
    let clocks = Clocks { now: to_minute(now)?, from: to_minute(before.unwrap_or(now))?, is_first: before.is_none() };
    let tokens = token::read(text)?;
    if let [Token::Plus, rest @ ..] = tokens.as_slice() {
        return clocks.later(rest);
    }
    let splits = || (0..tokens.len()).filter_map(|place| tokens.split_at_checked(place));
    splits().find_map(|(day, time)| clocks.moment(day, time)).or_else(|| {
        splits().filter(|(_, day)| !begins_with_month(day)).find_map(|(time, day)| clocks.moment(day, time))
    })
}

/// `01.12.2026 10:00`.
#[must_use]
pub fn shown(time: NaiveDateTime) -> String {
    time.format("%d.%m.%Y %H:%M").to_string()
}

/// What typed times are relative to.
#[derive(Debug, Clone, Copy)]
struct Clocks {
    now: NaiveDateTime,
    /// The point before, else now.
    from: NaiveDateTime,
    /// No point is before.
    is_first: bool,
}

impl Clocks {
    /// A day, or none, and a time.
    fn moment(self, day: &[Token], time: &[Token]) -> Option<NaiveDateTime> {
        if day.is_empty() {
            return self.at_time(clock::read_alone(time)?);
        }
        let day = day::read(day)?;
        if matches!(day, Day::Named { year: None, .. }) && self.is_rather_a_year(time) {
            return None;
        }
        self.on_day(day, clock::read(time)?)
    }

    /// A bare time: today, or the first such time after the point before.
    fn at_time(self, time: NaiveTime) -> Option<NaiveDateTime> {
        let moment = self.from.date().and_time(time);
        if self.is_first || moment > self.from { Some(moment) } else { next_day(moment, 1) }
    }

    fn on_day(self, day: Day, time: NaiveTime) -> Option<NaiveDateTime> {
        match day {
            Day::FromToday(days) => {
                self.now.checked_add_signed(TimeDelta::days(days)).map(|day| day.date().and_time(time))
            }
            Day::Weekday(weekday) => {
                let ahead = weekday.days_since(self.from.weekday());
                let moment = next_day(self.from.date().and_time(time), u64::from(ahead))?;
                if moment > self.from { Some(moment) } else { next_day(moment, 7) }
            }
            Day::Numbers { day, month, year } | Day::Named { day, month, year } => {
                let date = match year {
                    Some(year) => NaiveDate::from_ymd_opt(year, month, day),
                    None => self.nearest(day, month),
                };
                Some(date?.and_time(time))
            }
        }
    }

    /// The date of a day and month without a year.
    fn nearest(self, day: u32, month: u32) -> Option<NaiveDate> {
        let start = self.from.date().checked_sub_days(Days::new(YEAR_MAY_BE_PAST))?;
        let this_year = start.year();
        [this_year, this_year.saturating_add(1)]
            .into_iter()
            .filter_map(|year| NaiveDate::from_ymd_opt(year, month, day))
            .find(|date| *date >= start)
    }

    /// `15 июля 2026` is a day whose time isn't typed yet, not 20:26 of it.
    fn is_rather_a_year(self, time: &[Token]) -> bool {
        let near = [-1, 0, 1].map(|years| self.now.year().saturating_add(years).to_string());
        matches!(time, [Token::Number(number)] if number.whole(4).is_some_and(|text| near.iter().any(|year| year == text)))
    }

    /// What follows a plus: amounts with units, then perhaps a time of the day that they lead to.
    fn later(self, tokens: &[Token]) -> Option<NaiveDateTime> {
        let mut rest = tokens;
        let mut added = TimeDelta::zero();
        let mut whole_days = true;
        while let [Token::Number(number), Token::Word(unit), after @ ..] = rest {
            let Some(unit) = unit_length(unit) else { break };
            whole_days &= unit >= TimeDelta::days(1);
            added = added.checked_add(&unit.checked_mul(number.value(1..=4)?.try_into().ok()?)?)?;
            rest = after;
        }
        let moment = self.from.checked_add_signed(added)?;
        match rest {
            _ if added.is_zero() => None,
            [] => Some(moment),
            time if whole_days => Some(moment.date().and_time(clock::read(time)?)),
            _ => None,
        }
    }
}

fn unit_length(word: &str) -> Option<TimeDelta> {
    match word {
        "м" | "мин" | "минут" | "минуту" | "минуты" | "m" | "min" | "mins" | "minute" | "minutes" => {
            Some(TimeDelta::minutes(1))
        }
        "ч" | "час" | "часа" | "часов" | "h" | "hr" | "hrs" | "hour" | "hours" => {
            Some(TimeDelta::hours(1))
        }
        "д" | "дн" | "день" | "дня" | "дней" | "сут" | "сутки" | "суток" | "d" | "day" | "days" => {
            Some(TimeDelta::days(1))
        }
        "н" | "нед" | "неделю" | "недели" | "недель" | "w" | "week" | "weeks" => {
            Some(TimeDelta::weeks(1))
        }
        _ => None,
    }
}

/// `июля 26`: after a number, that is rather the rest of `15 июля 26`.
fn begins_with_month(day: &[Token]) -> bool {
    matches!(day, [Token::Word(_), Token::Number(_), ..])
}

fn next_day(moment: NaiveDateTime, days: u64) -> Option<NaiveDateTime> {
    moment.checked_add_days(Days::new(days))
}

fn to_minute(time: NaiveDateTime) -> Option<NaiveDateTime> {
    time.with_second(0)?.with_nanosecond(0)
}
