//! What the platform tells of a bid that is neither set by a person nor moved by the exchange: empty kilometres and payment.
//!
//! It is read out of the raw texts that the store keeps, when a report or the card asks for it. Payment stands in the edit shape
//! (`TruckingBids/Get`), since 2026 in the rows of the list too; the row is the younger of both and goes first.

use chrono::NaiveDate;

use crate::api::cargorun::json::{Fields, Row};
use crate::domain::payment::{Payment, PaymentState};
use crate::domain::report::Told;

/// Reads the raw texts of a stored bid: its row of the list, and its edit shape where one was read.
#[must_use]
pub fn told(list_raw: Option<&str>, edit_raw: Option<&str>) -> Told {
    let list = list_raw.and_then(Row::in_place);
    let in_list = list.as_ref().map(|row| read(row.fields())).unwrap_or_default();
    let is_whole = in_list.payment.is_some() && in_list.fact_empty_m.is_some();
    // The edit shape is asked only for what the row doesn't say.
    let edit = edit_raw.filter(|raw| !is_whole && raw.contains("\"payment\"")).and_then(Row::in_place);
    let in_edit = edit.as_ref().map(|row| read(row.fields())).unwrap_or_default();
    Told {
        plan_empty_m: in_list.plan_empty_m.or(in_edit.plan_empty_m),
        fact_empty_m: in_list.fact_empty_m.or(in_edit.fact_empty_m),
        payment: in_list.payment.or(in_edit.payment),
    }
}

fn read(fields: Fields<'_>) -> Told {
    let before = fields.float(&["factEmptyMileageBefore"]);
    let within = fields.float(&["factEmptyMileageFromStartPoint"]);
    let fact_empty_m = match (before, within) {
        (None, None) => None,
        (before, within) => Some(before.unwrap_or_default() + within.unwrap_or_default()),
    };
    Told {
        plan_empty_m: fields.float(&["planEmptyMileageBefore"]),
        fact_empty_m,
        payment: fields.object(&["payment"]).map(payment),
    }
}

fn payment(fields: Fields<'_>) -> Payment {
    let word = fields.text(&["paymentStatus"]).map(|word| word.to_ascii_lowercase());
    let told = match word.as_deref() {
        Some("notpaid") => Some(PaymentState::NotPaid),
        Some("paid") => Some(PaymentState::Paid),
        Some("partiallypaid") => Some(PaymentState::PartlyPaid),
        Some("expired") => Some(PaymentState::Overdue),
        _ => None,
    };
    // The partner page has a flag in the place of the fourth word.
    let is_overdue = fields.flag(&["isPaymentOverdue"]).unwrap_or(false);
    Payment {
        state: if is_overdue && told != Some(PaymentState::Paid) { Some(PaymentState::Overdue) } else { told },
        invoice: day(fields, "invoiceDate"),
        due: day(fields, "planPaymentDate"),
        paid: day(fields, "factPaymentDate"),
        remaining: fields.money(&["remainingPayment"]),
        comment: fields.text(&["comment"]),
    }
}

/// A day without a time; of a moment, its day as it was written.
fn day(fields: Fields<'_>, name: &str) -> Option<NaiveDate> {
    fields.text(&[name])?.get(..10)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_kilometres_are_those_before_the_bid_and_within_it() {
        let list = r#"{"id": 1, "planEmptyMileageBefore": 1000.5, "factEmptyMileageBefore": "1200", "factEmptyMileageFromStartPoint": 300}"#;
        let found = told(Some(list), None);
        assert_eq!((found.plan_empty_m, found.fact_empty_m, found.payment), (Some(1000.5), Some(1500.0), None));
        assert_eq!(told(Some(r#"{"id": 1, "factEmptyMileageBefore": null}"#), None), Told::default());
        assert_eq!(told(None, None), Told::default());
        assert_eq!(told(Some("no JSON"), Some("{\"payment\"")), Told::default());
    }

    #[test]
    fn payment_is_read_from_the_row_or_from_the_edit_shape() {
        let edit = r#"{"id": 1, "payment": {"invoiceDate": "2026-11-02", "planPaymentDate": "2026-11-20T00:00:00",
            "factPaymentDate": null, "paymentStatus": "PartiallyPaid", "remainingPayment": 1500.5, "comment": " по акту "}}"#;
        let found = told(Some(r#"{"id": 1}"#), Some(edit)).payment.unwrap();
        assert_eq!(found.state, Some(PaymentState::PartlyPaid));
        assert_eq!(found.invoice.unwrap().to_string(), "2026-11-02");
        assert_eq!(found.due.unwrap().to_string(), "2026-11-20");
        assert_eq!(found.remaining.unwrap().to_string(), "1500.50");
        assert_eq!((found.paid, found.comment.as_deref()), (None, Some("по акту")));
        let list = r#"{"id": 1, "payment": {"paymentStatus": "Paid"}}"#;
        assert_eq!(told(Some(list), Some(edit)).payment.unwrap().state, Some(PaymentState::Paid), "the row is younger");
        assert_eq!(told(Some(r#"{"id": 1, "payment": null}"#), Some(r#"{"payment": null}"#)).payment, None);
    }

    #[test]
    fn states_have_several_spellings() {
        for (payment, state) in [
            (r#"{"paymentStatus": "NotPaid"}"#, Some(PaymentState::NotPaid)),
            (r#"{"paymentStatus": "Expired"}"#, Some(PaymentState::Overdue)),
            (r#"{"paymentStatus": "notPaid", "isPaymentOverdue": true}"#, Some(PaymentState::Overdue)),
            (r#"{"paymentStatus": "Paid", "isPaymentOverdue": true}"#, Some(PaymentState::Paid)),
            (r#"{"paymentStatus": "Отсрочка"}"#, None),
            (r#"{"invoiceDate": "завтра"}"#, None),
        ] {
            let found = told(Some(&format!("{{\"payment\": {payment}}}")), None).payment.unwrap();
            assert_eq!((found.state, found.invoice), (state, None), "{payment}");
        }
    }
}
