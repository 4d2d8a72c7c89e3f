//! Natural keys (phone, plate, INN) in a question to the platform, whose lists hold them as people have typed them.

use crate::domain::book::BookEntry;
use crate::domain::id::RecordKind;
use crate::domain::plate::{Plate, fold_plate_char};

/// The field that a natural key stands in, and how real data write it.
pub(crate) fn spellings(kind: RecordKind, key: &str) -> (&'static str, Vec<String>) {
    match kind {
        RecordKind::Driver => ("user/phoneNumber", phone_spellings(key)),
        RecordKind::Car | RecordKind::Trailer => ("number", plate_spellings(key)),
        RecordKind::Counterparty | RecordKind::Organisation | RecordKind::Bid => {
            ("inn", vec![key.split('/').next().unwrap_or_default().to_owned()])
        }
    }
}

fn phone_spellings(key: &str) -> Vec<String> {
    let digits: Vec<char> = key.chars().filter(char::is_ascii_digit).skip(1).collect();
    let part = |from: usize, to: usize| digits.iter().skip(from).take(to - from).collect::<String>();
    let (a, b, c, d, all) = (part(0, 3), part(3, 6), part(6, 8), part(8, 10), part(0, 10));
    let mut spellings = vec![key.to_owned(), format!("7{all}"), format!("8{all}"), all];
    for start in ["+7", "8"] {
        spellings.push(format!("{start} {a} {b}-{c}-{d}"));
        spellings.push(format!("{start} {a} {b} {c} {d}"));
        spellings.push(format!("{start} ({a}) {b}-{c}-{d}"));
    }
    spellings
}

fn plate_spellings(key: &str) -> Vec<String> {
    let wire = Plate::parse(key).map_or_else(|_no_plate| key.to_owned(), |plate| plate.wire());
    let mut spellings = vec![wire.clone(), key.to_owned(), wire.replace('/', " ")];
    let typed: Vec<String> = spellings.iter().flat_map(|text| [latin(text), text.to_lowercase()]).collect();
    spellings.extend(typed);
    spellings.sort();
    spellings.dedup();
    spellings
}

/// The plate in the Latin letters that look the same.
fn latin(plate: &str) -> String {
    let twin = |c: char| ('A'..='Z').find(|latin| fold_plate_char(*latin) == Some(c)).unwrap_or(c);
    plate.chars().map(twin).collect()
}

/// The row may have been asked for: the same key, for counterparties the same INN whatever the KPP.
pub(crate) fn may_answer(entry: &BookEntry, key: &str) -> bool {
    let inn = |key: &str| key.split('/').next().unwrap_or_default().to_owned();
    entry.natural_key().is_some_and(|own| inn(&own) == inn(key))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::phone::Phone;

    #[test]
    fn every_spelling_of_a_phone_is_the_same_phone() {
        let spellings = phone_spellings("+79647814098");
        assert!(spellings.contains(&"+7 964 781-40-98".to_owned()));
        assert!(spellings.contains(&"8 964 781 40 98".to_owned()));
        for spelling in spellings {
            assert_eq!(Phone::parse(&spelling).map(|phone| phone.to_string()).as_deref(), Ok("+79647814098"));
        }
    }

    #[test]
    fn every_spelling_of_a_plate_is_the_same_plate() {
        let spellings = plate_spellings("А123ВС45");
        for expected in ["А123ВС/45", "А123ВС45", "A123BC/45", "а123вс45"] {
            assert!(spellings.contains(&expected.to_owned()), "{expected} of {spellings:?}");
        }
        for spelling in spellings {
            assert_eq!(Plate::parse(&spelling).map(|plate| plate.to_string()).as_deref(), Ok("А123ВС45"));
        }
    }
}
