//! What is said of findings, questions and failures of groupage shipments.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::api::dellin::DellinError;
use crate::domain::ltl::{Finding, Missing};
use crate::words::{Arg, Message};

/// The sentence of a finding.
#[must_use]
pub fn finding(finding: &Finding) -> Message {
    let written = &finding.detail;
    let detail = match finding.rule {
        // Here the detail stands at the end of a whole sentence.
        5 | 13 | 16 | 20 | 26 | 29 | 41 | 50 | 62 | 66 | 67 | 73 | 75 if !written.is_empty() => {
            Arg::Text(format!(": {written}"))
        }
        18 if written.is_empty() => return Message::new("dellin-check-18-none"),
        _ => match (written.parse::<NaiveDate>(), written.parse::<Decimal>()) {
            (Ok(day), _) => Arg::Text(day.format("%d.%m.%Y").to_string()),
            (_, Ok(number)) => Arg::Number(number),
            _ => Arg::Text(written.clone()),
        },
    };
    sentence(finding.rule).with("detail", detail)
}

fn sentence(rule: u8) -> Message {
    match rule {
        1 => Message::new("dellin-check-01"),
        2 => Message::new("dellin-check-02"),
        3 => Message::new("dellin-check-03"),
        4 => Message::new("dellin-check-04"),
        5 => Message::new("dellin-check-05"),
        6 => Message::new("dellin-check-06"),
        7 => Message::new("dellin-check-07"),
        8 => Message::new("dellin-check-08"),
        11 => Message::new("dellin-check-11"),
        12 => Message::new("dellin-check-12"),
        13 => Message::new("dellin-check-13"),
        14 => Message::new("dellin-check-14"),
        15 => Message::new("dellin-check-15"),
        16 => Message::new("dellin-check-16"),
        17 => Message::new("dellin-check-17"),
        18 => Message::new("dellin-check-18"),
        19 => Message::new("dellin-check-19"),
        20 => Message::new("dellin-check-20"),
        21 => Message::new("dellin-check-21"),
        22 => Message::new("dellin-check-22"),
        23 => Message::new("dellin-check-23"),
        24 => Message::new("dellin-check-24"),
        25 => Message::new("dellin-check-25"),
        26 => Message::new("dellin-check-26"),
        27 => Message::new("dellin-check-27"),
        28 => Message::new("dellin-check-28"),
        29 => Message::new("dellin-check-29"),
        30 => Message::new("dellin-check-30"),
        31 => Message::new("dellin-check-31"),
        32 => Message::new("dellin-check-32"),
        33 => Message::new("dellin-check-33"),
        34 => Message::new("dellin-check-34"),
        35 => Message::new("dellin-check-35"),
        36 => Message::new("dellin-check-36"),
        37 => Message::new("dellin-check-37"),
        38 => Message::new("dellin-check-38"),
        39 => Message::new("dellin-check-39"),
        40 => Message::new("dellin-check-40"),
        41 => Message::new("dellin-check-41"),
        42 => Message::new("dellin-check-42"),
        43 => Message::new("dellin-check-43"),
        44 => Message::new("dellin-check-44"),
        45 => Message::new("dellin-check-45"),
        46 => Message::new("dellin-check-46"),
        47 => Message::new("dellin-check-47"),
        48 => Message::new("dellin-check-48"),
        49 => Message::new("dellin-check-49"),
        50 => Message::new("dellin-check-50"),
        51 => Message::new("dellin-check-51"),
        52 => Message::new("dellin-check-52"),
        53 => Message::new("dellin-check-53"),
        54 => Message::new("dellin-check-54"),
        55 => Message::new("dellin-check-55"),
        57 => Message::new("dellin-check-57"),
        58 => Message::new("dellin-check-58"),
        59 => Message::new("dellin-check-59"),
        60 => Message::new("dellin-check-60"),
        61 => Message::new("dellin-check-61"),
        62 => Message::new("dellin-check-62"),
        63 => Message::new("dellin-check-63"),
        64 => Message::new("dellin-check-64"),
        65 => Message::new("dellin-check-65"),
        66 => Message::new("dellin-check-66"),
        67 => Message::new("dellin-check-67"),
        68 => Message::new("dellin-check-68"),
        69 => Message::new("dellin-check-69"),
        70 => Message::new("dellin-check-70"),
        71 => Message::new("dellin-check-71"),
        72 => Message::new("dellin-check-72"),
        73 => Message::new("dellin-check-73"),
        74 => Message::new("dellin-check-74"),
        75 => Message::new("dellin-check-75"),
        76 => Message::new("dellin-check-76"),
        77 => Message::new("dellin-check-77"),
        78 => Message::new("dellin-check-78"),
        // 56; no other check says anything, and a field that is wrong is still a field that is wrong.
        _ => Message::new("dellin-check-56"),
    }
}

/// The question of what a bid can't say.
#[must_use]
pub fn missing(missing: Missing) -> Message {
    match missing {
        Missing::Ends => Message::new("dellin-missing-ends"),
        Missing::WhichEnds => Message::new("dellin-missing-which-ends"),
        Missing::DerivalAddress => Message::new("dellin-missing-derival"),
        Missing::ArrivalAddress => Message::new("dellin-missing-arrival"),
        Missing::Date => Message::new("dellin-missing-date"),
        Missing::Weight => Message::new("dellin-missing-weight"),
        Missing::Volume => Message::new("dellin-missing-volume"),
        Missing::Measures => Message::new("dellin-missing-measures"),
        Missing::Quantity => Message::new("dellin-missing-quantity"),
        Missing::HeaviestPlace => Message::new("dellin-missing-heaviest"),
        Missing::Freight => Message::new("dellin-missing-freight"),
        Missing::Sender => Message::new("dellin-missing-sender"),
        Missing::Receiver => Message::new("dellin-missing-receiver"),
    }
}

/// The sentence of a failure.
#[must_use]
pub fn failure(error: &DellinError) -> Message {
    match error {
        DellinError::NoKey => Message::new("dellin-no-key"),
        DellinError::NoAccount => Message::new("dellin-no-account"),
        DellinError::Offline { .. } | DellinError::Timeout => {
            Message::new("dellin-unreachable").with("text", error.to_string())
        }
        DellinError::Refused(_) => Message::new("dellin-refused").with("text", error.to_string()),
        DellinError::TooManyRequests { .. } => Message::new("dellin-too-many"),
        DellinError::Server { .. } | DellinError::Malformed { .. } | DellinError::BadAddress { .. } => {
            Message::new("dellin-failed").with("text", error.to_string())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Lang;

    #[test]
    fn every_check_has_a_sentence_of_its_own_in_both_languages() {
        // 9 and 10 are no findings.
        let rules: Vec<u8> = (1..=78).filter(|rule| !matches!(rule, 9 | 10)).collect();
        for lang in [Lang::Ru, Lang::En] {
            let said = |rule: u8| lang.say(&finding(&Finding::blocks(rule, "x").with("§")));
            let all: std::collections::BTreeSet<String> = rules.iter().map(|rule| said(*rule)).collect();
            assert_eq!(all.len(), rules.len());
            assert!(all.iter().all(|text| !text.starts_with("dellin-") && !text.contains('{')), "{all:?}");
        }
    }

    #[test]
    fn what_is_named_is_written_as_people_write_it() {
        let said = |lang: Lang, rule: u8, detail: &str| lang.say(&finding(&Finding::warns(rule, "x").with(detail)));
        assert!(said(Lang::Ru, 59, "3.84").ends_with("выходит 3,84 м³"));
        assert!(said(Lang::En, 59, "3.84").contains("3.84"));
        assert!(said(Lang::Ru, 18, "2026-12-08").ends_with("Ближайшая: 08.12.2026"));
        assert!(!said(Lang::Ru, 18, "").contains("Ближайшая"), "no day is left");
        assert!(said(Lang::Ru, 45, "3").ends_with("не больше 3"));
        assert!(said(Lang::Ru, 46, "15").ends_with("добавочный до 5"));
    }
}
