//! Payment of a bid as the platform tells it, and the day it is due. Read only: nothing here is ever sent.
//!
//! Source: `BidPaymentGetModel` and `BidPaymentStatus` of the vendor's OpenAPI file; seed 000 chapter 2.3.

use chrono::{Datelike as _, Days, NaiveDate, Weekday};

use super::bid::PaymentPeriodKind;
use super::money::Money;

/// How far a payment got.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PaymentState {
    /// The day has passed and not all is paid.
    Overdue,
    /// Nothing is paid.
    NotPaid,
    /// A part is paid.
    PartlyPaid,
    /// All is paid.
    Paid,
}

/// What the platform says of a bid's payment.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Payment {
    /// How far it got; `None` when the platform doesn't say, or in a word that this version doesn't know.
    pub state: Option<PaymentState>,
    /// Day of the invoice.
    pub invoice: Option<NaiveDate>,
    /// Day it is to be paid by.
    pub due: Option<NaiveDate>,
    /// Day it was paid.
    pub paid: Option<NaiveDate>,
    /// Roubles that are still to be paid.
    pub remaining: Option<Money>,
    /// What was written of it.
    pub comment: Option<String>,
}

/// The day a bid is to be paid by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    /// The day.
    pub day: NaiveDate,
    /// Counted here by the term of the bid; else the platform's own day.
    pub counted: bool,
}

/// The platform's own day; without one, the term of the bid counted from its invoice, or from the day the last point was left
/// (local day of the point). `None` when neither is known.
#[must_use]
pub fn due(
    payment: Option<&Payment>,
    (days, kind): (Option<i32>, Option<PaymentPeriodKind>),
    unloaded: Option<NaiveDate>,
) -> Option<Due> {
    if let Some(day) = payment.and_then(|payment| payment.due) {
        return Some(Due { day, counted: false });
    }
    let from = payment.and_then(|payment| payment.invoice).or(unloaded)?;
    let days = u64::try_from(days?).ok()?;
    let day = match kind {
        Some(PaymentPeriodKind::Banking) => after_banking_days(from, days)?,
        Some(PaymentPeriodKind::Calendar) | None => from.checked_add_days(Days::new(days))?,
    };
    Some(Due { day, counted: true })
}

/// The state on a day: the platform's own word, but what is not paid by its own due day is overdue. A day that was only counted
/// here makes no debtor.
#[must_use]
pub fn state_on(payment: Option<&Payment>, today: NaiveDate) -> Option<PaymentState> {
    let payment = payment?;
    let has_passed = payment.due.is_some_and(|due| due < today);
    match payment.state? {
        PaymentState::NotPaid | PaymentState::PartlyPaid if has_passed => Some(PaymentState::Overdue),
        state @ (PaymentState::Overdue | PaymentState::NotPaid | PaymentState::PartlyPaid | PaymentState::Paid) => {
            Some(state)
        }
    }
}

/// Monday to Friday; holidays are not known here, so a real day may come later.
fn after_banking_days(from: NaiveDate, days: u64) -> Option<NaiveDate> {
    // Whole weeks at once: a term of any length is a few steps.
    let mut day = from.checked_add_days(Days::new((days / 5).checked_mul(7)?))?;
    let mut left = days % 5;
    while left > 0 {
        day = day.succ_opt()?;
        if is_banking(day) {
            left = left.saturating_sub(1);
        }
    }
    while days > 0 && !is_banking(day) {
        // From a weekend whole weeks end on a weekend: the last of their working days was the Friday before.
        day = day.pred_opt()?;
    }
    Some(day)
}

fn is_banking(day: NaiveDate) -> bool {
    !matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn the_platforms_own_day_counts_before_one_of_ours() {
        let told = Payment { due: Some(day("2026-12-20")), ..Payment::default() };
        let term = (Some(10), Some(PaymentPeriodKind::Calendar));
        let unloaded = Some(day("2026-12-01"));
        assert_eq!(due(Some(&told), term, unloaded), Some(Due { day: day("2026-12-20"), counted: false }));
        assert_eq!(due(None, term, unloaded), Some(Due { day: day("2026-12-11"), counted: true }));
        let invoiced = Payment { invoice: Some(day("2026-12-05")), ..Payment::default() };
        assert_eq!(due(Some(&invoiced), term, unloaded), Some(Due { day: day("2026-12-15"), counted: true }));
        assert_eq!(due(None, term, None), None);
        assert_eq!(due(None, (None, None), unloaded), None);
        assert_eq!(due(None, (Some(-1), None), unloaded), None);
    }

    #[test]
    fn banking_days_leave_weekends_out() {
        // 4 December 2026 is a Friday.
        for (from, days, to) in [
            ("2026-12-04", 0, "2026-12-04"),
            ("2026-12-04", 1, "2026-12-07"),
            ("2026-12-04", 5, "2026-12-11"),
            ("2026-12-05", 1, "2026-12-07"),
            ("2026-12-05", 5, "2026-12-11"),
            ("2026-12-06", 6, "2026-12-14"),
            ("2026-12-07", 10, "2026-12-21"),
        ] {
            let term = (Some(days), Some(PaymentPeriodKind::Banking));
            let found = due(None, term, Some(day(from))).unwrap();
            assert_eq!(found.day, day(to), "{days} from {from}");
        }
    }

    #[test]
    fn what_is_not_paid_by_its_day_is_overdue() {
        let of = |state, due: Option<&str>| Payment { state, due: due.map(day), ..Payment::default() };
        let today = day("2026-12-10");
        for (state, due, expected) in [
            (PaymentState::NotPaid, Some("2026-12-09"), PaymentState::Overdue),
            (PaymentState::NotPaid, Some("2026-12-10"), PaymentState::NotPaid),
            (PaymentState::PartlyPaid, Some("2026-12-01"), PaymentState::Overdue),
            (PaymentState::NotPaid, None, PaymentState::NotPaid),
            (PaymentState::Paid, Some("2026-12-01"), PaymentState::Paid),
            (PaymentState::Overdue, None, PaymentState::Overdue),
        ] {
            assert_eq!(state_on(Some(&of(Some(state), due)), today), Some(expected));
        }
        assert_eq!(state_on(Some(&of(None, Some("2026-12-01"))), today), None);
        assert_eq!(state_on(None, today), None);
    }

    proptest! {
        /// Counted day by day it is the same.
        #[test]
        fn banking_days_are_those_of_a_calendar(from in 0_u64..4_000, days in 0_u64..200) {
            let from = day("2024-01-01") + Days::new(from);
            let (mut slow, mut left) = (from, days);
            while left > 0 {
                slow = slow.succ_opt().unwrap();
                left -= u64::from(is_banking(slow));
            }
            prop_assert_eq!(after_banking_days(from, days), Some(slow));
        }
    }
}
