//! Values of a report in words, and as what they are for a file: both say the same number. Pure.

use chrono::NaiveDate;
use rust_decimal::{Decimal, RoundingStrategy};

use crate::app::book_tables::{Table, Value, column};
use crate::domain::payment::PaymentState;
use crate::domain::report::table::Datum;
use crate::domain::report::{Column, Grouping, Measure, Row, Subject};
use crate::domain::upkeep::shown_day;
use crate::words::Lang;

/// Key of a column's title: with its unit, and with what the money is.
#[must_use]
pub const fn title_key(column: Column, grouping: Grouping) -> &'static str {
    match (column, grouping) {
        (Column::Subject, Grouping::Car) | (Column::Car, _) => "reports-column-car",
        (Column::Subject, Grouping::Driver) | (Column::Driver, _) => "reports-column-driver",
        (Column::Subject, Grouping::Customer) | (Column::Customer, _) => "reports-column-customer",
        (Column::Subject, Grouping::None) => "reports-column-number",
        (Column::Route, _) => "reports-column-route",
        (Column::Ended, _) => "reports-column-ended",
        (Column::Bids, _) => "reports-column-bids",
        (Column::Driven, _) => "reports-column-driven",
        (Column::Empty, _) => "reports-column-empty",
        (Column::Stay, _) => "reports-column-stay",
        (Column::StayMean, _) => "reports-column-stay-mean",
        (Column::LateBids, _) => "reports-column-late-bids",
        (Column::Late, _) => "reports-column-late",
        (Column::Price, Grouping::None) => "reports-column-price",
        (Column::Price, _) => "reports-column-sum",
        (Column::PerKm, _) => "reports-column-per-km",
        (Column::Payment, _) => "reports-column-payment",
        (Column::Due, _) => "reports-column-due",
        (Column::Unpaid, _) => "reports-column-unpaid",
        (Column::Overdue, _) => "reports-column-overdue",
    }
}

/// Key of what a title means, for the pointer.
#[must_use]
pub const fn about_key(column: Column) -> Option<&'static str> {
    match column {
        Column::Ended => Some("reports-about-ended"),
        Column::Empty => Some("reports-about-empty"),
        Column::Stay => Some("reports-about-stay"),
        Column::StayMean => Some("reports-about-stay-mean"),
        Column::LateBids => Some("reports-about-late-bids"),
        Column::Late => Some("reports-about-late"),
        Column::Price => Some("reports-about-price"),
        Column::PerKm => Some("reports-about-per-km"),
        Column::Payment | Column::Unpaid => Some("reports-about-payment"),
        Column::Overdue => Some("reports-about-overdue"),
        Column::Due => Some("reports-about-due"),
        Column::Subject
        | Column::Route
        | Column::Car
        | Column::Driver
        | Column::Customer
        | Column::Bids
        | Column::Driven => None,
    }
}

/// Key of a measure's name: that of its column, for many trips.
#[must_use]
pub const fn measure_key(measure: Measure) -> &'static str {
    title_key(measure.column(), Grouping::Car)
}

/// Key of a payment's state.
#[must_use]
pub const fn state_key(state: PaymentState) -> &'static str {
    match state {
        PaymentState::Overdue => "payment-overdue",
        PaymentState::NotPaid => "payment-not-paid",
        PaymentState::PartlyPaid => "payment-partly",
        PaymentState::Paid => "payment-paid",
    }
}

/// Decimals of a column's numbers.
const fn places(column: Column) -> u32 {
    match column {
        Column::Price | Column::PerKm | Column::Unpaid => 2,
        Column::Stay => 1,
        _ => 0,
    }
}

/// A number rounded as the screen shows it.
fn rounded(value: Decimal, column: Column) -> Decimal {
    let mut number = value.round_dp_with_strategy(places(column), RoundingStrategy::MidpointAwayFromZero);
    number.rescale(places(column));
    number
}

/// `12 345,60`: thousands apart, with the comma or point of the language.
#[must_use]
pub fn number(value: Decimal, lang: Lang) -> String {
    let plain = value.abs().to_string();
    let (whole, part) = plain.split_once('.').map_or((plain.as_str(), None), |(whole, part)| (whole, Some(part)));
    let count = whole.chars().count();
    let mut text = String::from(if value.is_sign_negative() && !value.is_zero() { "−" } else { "" });
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && count.saturating_sub(place).is_multiple_of(3) {
            text.push('\u{a0}');
        }
        text.push(digit);
    }
    if let Some(part) = part {
        text.push(if lang == Lang::Ru { ',' } else { '.' });
        text.push_str(part);
    }
    text
}

/// What a number of a column looks like.
#[must_use]
pub fn amount(value: Decimal, column: Column, lang: Lang) -> String {
    number(rounded(value, column), lang)
}

/// What a cell says; empty where nothing is known.
#[must_use]
pub fn words(row: &Row, place: usize, grouping: Grouping, lang: Lang) -> String {
    let Some(column) = grouping.columns().get(place).copied() else { return String::new() };
    match (row.subject, column, row.cells.get(place)) {
        (Subject::Total, Column::Subject, _) => lang.text("reports-total"),
        (Subject::Nobody, Column::Subject, _) => lang.text(nobody_key(grouping)),
        (_, _, None | Some(Datum::Nothing)) => String::new(),
        (_, _, Some(Datum::Text(text))) => text.clone(),
        // A number of a bid is a name, not an amount.
        (_, Column::Subject, Some(Datum::Count(count))) => count.to_string(),
        (_, _, Some(Datum::Count(count))) => number(Decimal::from(*count), lang),
        (_, column, Some(Datum::Number(value))) => amount(*value, column, lang),
        (_, _, Some(Datum::Day(day, counted))) => day_words(*day, *counted),
        (_, _, Some(Datum::State(state))) => lang.text(state_key(*state)),
    }
}

const fn nobody_key(grouping: Grouping) -> &'static str {
    match grouping {
        Grouping::Car => "reports-no-car",
        Grouping::Driver => "reports-no-driver",
        Grouping::Customer | Grouping::None => "reports-no-customer",
    }
}

/// A day that was counted here says that it was.
fn day_words(day: NaiveDate, counted: bool) -> String {
    if counted { format!("≈ {}", shown_day(day)) } else { shown_day(day) }
}

/// What is on the screen, for a file: the same rows in the same order, the sum first, numbers as numbers.
#[must_use]
pub fn table(report: &crate::domain::report::Table, lang: Lang) -> Table {
    let grouping = report.wanted.grouping;
    let columns = grouping.columns();
    let titles = columns.iter().map(|one| column(lang.text(title_key(*one, grouping)))).collect();
    let cells = |row: &Row| (0..columns.len()).map(|place| value(row, place, grouping, lang)).collect();
    let rows = std::iter::once(&report.total).chain(&report.rows).map(cells).collect();
    Table { title: lang.text("reports-file"), columns: titles, rows }.fitted()
}

fn value(row: &Row, place: usize, grouping: Grouping, lang: Lang) -> Value {
    match (grouping.columns().get(place), row.cells.get(place)) {
        (Some(column), Some(Datum::Number(value))) => Value::Number(rounded(*value, *column)),
        (_, Some(Datum::Count(count))) => Value::Number(Decimal::from(*count)),
        (_, Some(Datum::Day(day, false))) => Value::Day(*day),
        _ => Value::text(&words(row, place, grouping, lang)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::{LocalId, RemoteId};
    use crate::domain::payment::Due;
    use crate::domain::report::{Figures, Period, PeriodKind, Trip, Wanted, arrange};

    fn report(grouping: Grouping) -> crate::domain::report::Table {
        let day: NaiveDate = "2026-11-22".parse().unwrap();
        let figures = Figures {
            bids: 1,
            driven_m: 1_234_567,
            driven_of: 1,
            stay_min: 125,
            stays: 1,
            price: Decimal::new(12_345_670, 2),
            priced: 1,
            ..Figures::default()
        };
        let trip = Trip {
            id: LocalId::new("1"),
            remote: Some(RemoteId(48_213)),
            ended: "2026-11-10T22:00:00Z".parse().unwrap(),
            route: vec!["Казань".into(), "Уфа".into()],
            car: Some(LocalId::new("a")),
            driver: None,
            customer: None,
            figures,
            payment: Some(PaymentState::NotPaid),
            due: Some(Due { day, counted: true }),
        };
        let wanted = Wanted {
            period: Period::of(PeriodKind::ThisMonth, day, None),
            grouping,
            sort: Column::Price,
            descending: true,
            measure: Measure::Price,
            own_offset_minutes: 180,
        };
        arrange(&[trip], wanted, &|_| "А123ВС116".into())
    }

    #[test]
    fn a_row_says_what_it_is_and_what_is_not_known_stays_empty() {
        let made = report(Grouping::None);
        let said: Vec<String> = (0..15).map(|place| words(&made.rows[0], place, Grouping::None, Lang::Ru)).collect();
        let nbsp = |text: &str| text.replace('_', "\u{a0}");
        let expected = ["48213", "Казань → Уфа", "11.11.2026", "А123ВС116", "", "", "1_235", "123_456,70", "", ""];
        assert_eq!(said[..10], expected.map(nbsp));
        assert_eq!(said[10..], ["2,1", "", "не оплачена", "≈ 22.11.2026", ""].map(nbsp));
        assert_eq!(words(&made.total, 0, Grouping::None, Lang::Ru), "Итого");
        let by_driver = report(Grouping::Driver);
        assert_eq!(words(&by_driver.rows[0], 0, Grouping::Driver, Lang::En), "No driver");
        assert_eq!(words(&by_driver.rows[0], 3, Grouping::Driver, Lang::En), "123\u{a0}456.70");
    }

    #[test]
    fn a_file_holds_what_the_screen_shows() {
        for grouping in Grouping::ALL {
            let made = report(grouping);
            let file = table(&made, Lang::Ru);
            assert_eq!(file.rows.len(), made.rows.len() + 1, "with the sum");
            for (row, cells) in std::iter::once(&made.total).chain(&made.rows).zip(&file.rows) {
                for (place, cell) in cells.iter().enumerate() {
                    let said = words(row, place, grouping, Lang::Ru);
                    let written = match cell {
                        Value::Empty => String::new(),
                        Value::Text(text) => text.clone(),
                        Value::Number(value) if place == 0 => value.to_string(),
                        Value::Number(value) => number(*value, Lang::Ru),
                        Value::Day(day) => shown_day(*day),
                        Value::Moment(moment) => moment.to_string(),
                    };
                    assert_eq!(written, said, "{grouping:?}, column {place}");
                }
            }
        }
    }

    #[test]
    fn columns_have_titles_in_both_languages() {
        for grouping in Grouping::ALL {
            for column in grouping.columns() {
                for lang in [Lang::Ru, Lang::En] {
                    let key = title_key(*column, grouping);
                    assert_ne!(lang.text(key), key);
                }
            }
        }
    }
}
