use proptest::prelude::*;

use super::*;
use crate::domain::id::RemoteId;
use crate::domain::report::PeriodKind;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn wanted(grouping: Grouping) -> Wanted {
    Wanted {
        period: Period::of(PeriodKind::ThisMonth, day("2026-11-22"), None),
        grouping,
        sort: Column::Price,
        descending: true,
        measure: Measure::Price,
        own_offset_minutes: 180,
    }
}

/// A trip of a truck: number, hours after the beginning of the month (UTC), kilometres, roubles.
fn trip(number: i64, car: Option<&str>, hours: i64, km: u64, roubles: i64) -> Trip {
    let price = Decimal::from(roubles);
    let figures = Figures {
        bids: 1,
        driven_m: km * 1_000,
        driven_of: u64::from(km > 0),
        price,
        priced: u64::from(roubles > 0),
        rate_price: if km > 0 { price } else { Decimal::ZERO },
        rate_m: if roubles > 0 { km * 1_000 } else { 0 },
        ..Figures::default()
    };
    Trip {
        id: LocalId::new(format!("bid-{number}")),
        remote: Some(RemoteId(number)),
        ended: day("2026-11-01").and_hms_opt(0, 0, 0).unwrap().and_utc() + TimeDelta::hours(hours),
        route: vec!["Казань".into(), "Уфа".into()],
        car: car.map(LocalId::new),
        driver: None,
        customer: Some(LocalId::new("cpt-1")),
        figures,
        payment: None,
        due: None,
    }
}

fn name(id: &LocalId) -> String {
    format!("имя {id}")
}

fn arranged(trips: &[Trip], wanted: Wanted) -> Table {
    arrange(trips, wanted, &name)
}

fn cell(row: &Row, column: Column, grouping: Grouping) -> Datum {
    let place = grouping.columns().iter().position(|one| *one == column).unwrap();
    row.cells[place].clone()
}

#[test]
fn trips_are_gathered_by_truck_and_summed() {
    let trips =
        [trip(1, Some("a"), 5, 100, 5_000), trip(2, Some("b"), 6, 300, 9_000), trip(3, Some("a"), 7, 100, 7_000)];
    let made = arranged(&trips, wanted(Grouping::Car));
    assert_eq!(made.rows.len(), 2);
    let first = &made.rows[0];
    assert_eq!(first.cells[0], Datum::Text("имя a".into()), "the dearest first");
    assert_eq!(cell(first, Column::Bids, Grouping::Car), Datum::Count(2));
    assert_eq!(cell(first, Column::PerKm, Grouping::Car), Datum::Number(Decimal::from(60)));
    assert_eq!(first.trips, [LocalId::new("bid-1"), LocalId::new("bid-3")]);
    assert_eq!(made.total.figures.price, Decimal::from(21_000));
    assert_eq!(cell(&made.total, Column::PerKm, Grouping::Car), Datum::Number(Decimal::from(42)));
    assert_eq!(made.bars.len(), 2);
    assert_eq!(made.bars[0], Bar { under: Under::Name("имя a".into()), value: Decimal::from(12_000) });
}

#[test]
fn trips_without_a_truck_are_a_row_of_their_own() {
    let made = arranged(&[trip(1, None, 5, 100, 5_000)], wanted(Grouping::Car));
    assert_eq!((made.rows[0].subject, &made.rows[0].cells[0]), (Subject::Nobody, &Datum::Nothing));
    let by_driver = arranged(&[trip(1, None, 5, 100, 5_000)], wanted(Grouping::Driver));
    assert_eq!(by_driver.rows[0].subject, Subject::Nobody);
}

#[test]
fn a_row_of_one_trip_says_what_only_it_has() {
    let trips = [trip(1, Some("a"), 23, 100, 5_000), trip(2, None, 10, 0, 0)];
    let made = arranged(&trips, Wanted { sort: Column::Ended, descending: false, ..wanted(Grouping::None) });
    assert_eq!(made.rows[0].cells[0], Datum::Count(2));
    let later = &made.rows[1];
    let ended = cell(later, Column::Ended, Grouping::None);
    assert_eq!(ended, Datum::Day(day("2026-11-02"), false), "the next day on the dispatcher's own clock");
    assert_eq!(cell(later, Column::Route, Grouping::None), Datum::Text("Казань → Уфа".into()));
    assert_eq!(cell(&made.rows[0], Column::Driven, Grouping::None), Datum::Nothing, "unknown is not zero");
    assert_eq!(made.bars.len(), 30, "a bar a day, those without a trip too");
    assert_eq!(made.bars[1].value, Decimal::from(5_000));
    assert_eq!(made.bars[2].value, Decimal::ZERO);
}

#[test]
fn a_long_period_is_shown_by_weeks() {
    let period = Period { first: day("2026-11-01"), last: day("2026-12-31") };
    let made = arranged(&[trip(1, None, 24 * 8, 10, 10)], Wanted { period, ..wanted(Grouping::None) });
    assert_eq!((made.bars.len(), made.bar_days), (9, 7));
    assert_eq!(made.bars[1], Bar { under: Under::Day(day("2026-11-08")), value: Decimal::from(10) });
}

#[test]
fn what_is_not_known_stands_last_in_either_order() {
    let trips = [trip(1, Some("a"), 5, 0, 5), trip(2, Some("b"), 5, 10, 5), trip(3, Some("c"), 5, 20, 5)];
    for (descending, order) in [(false, [2, 3, 1]), (true, [3, 2, 1])] {
        let made = arranged(&trips, Wanted { sort: Column::Driven, descending, ..wanted(Grouping::None) });
        let numbers: Vec<Datum> = made.rows.iter().map(|row| row.cells[0].clone()).collect();
        assert_eq!(numbers, order.map(Datum::Count));
    }
}

#[test]
fn a_column_that_a_grouping_lacks_sorts_nothing() {
    let order = |grouping, sort| Wanted { sort, descending: false, ..wanted(grouping) }.order();
    assert_eq!(order(Grouping::None, Column::Overdue), (Column::Ended, true));
    assert_eq!(order(Grouping::Car, Column::Route), (Column::Price, true));
    assert_eq!(order(Grouping::Car, Column::Bids), (Column::Bids, false));
}

fn trips() -> impl Strategy<Value = Vec<Trip>> {
    let one = (0_u8..5, 0_i64..700, 0_u64..2_000, 0_i64..500_000);
    prop::collection::vec(one, 0..60).prop_map(|all| {
        let made = all.into_iter().enumerate().map(|(place, (car, hours, km, roubles))| {
            let car = (car > 0).then(|| car.to_string());
            trip(i64::try_from(place).unwrap(), car.as_deref(), hours, km, roubles)
        });
        made.collect()
    })
}

proptest! {
    /// No trip is lost or counted twice, whatever the rows are, and the order that trips come in changes no sum.
    #[test]
    fn rows_add_up_to_the_total(trips in trips(), by in 0_usize..4) {
        let grouping = Grouping::ALL[by];
        let made = arranged(&trips, wanted(grouping));
        let mut sum = Figures::default();
        for row in &made.rows {
            sum += row.figures;
        }
        prop_assert_eq!(sum, made.total.figures);
        let mut ids: Vec<_> = made.rows.iter().flat_map(|row| row.trips.clone()).collect();
        ids.sort();
        let mut all: Vec<_> = trips.iter().map(|trip| trip.id.clone()).collect();
        all.sort();
        prop_assert_eq!(ids, all);
        let turned: Vec<Trip> = trips.iter().rev().cloned().collect();
        let again = arranged(&turned, wanted(grouping));
        prop_assert_eq!(again.total.figures, made.total.figures);
        prop_assert!(made.rows.iter().all(|row| row.cells.len() == grouping.columns().len()));
    }

    /// Bars of time add up to the same as the table.
    #[test]
    fn bars_of_time_lose_nothing(trips in trips()) {
        let made = arranged(&trips, wanted(Grouping::None));
        let bars: Decimal = made.bars.iter().map(|bar| bar.value).sum();
        prop_assert_eq!(bars, made.total.figures.price);
    }

    /// Neighbours in a sorted table stand in its order.
    #[test]
    fn rows_are_sorted(trips in trips(), descending: bool, by in 0_usize..15) {
        let sort = Grouping::None.columns()[by];
        let made = arranged(&trips, Wanted { sort, descending, ..wanted(Grouping::None) });
        for pair in made.rows.windows(2) {
            prop_assert!(compare(&pair[0].cells[by], &pair[1].cells[by], descending) != Ordering::Greater);
        }
    }
}
