//! A whole name in one cell.

use super::problem::Problem;
use crate::domain::book::BookEntry;
use crate::domain::book_field::{BookField, FieldValue};

/// Puts a whole name into a driver: family name, first name, and all the rest is the patronymic. True when that changed
/// something. A name that the record bears already changes nothing, however many words it has.
pub(super) fn set_full_name(entry: &mut BookEntry, text: &str) -> Result<bool, Problem> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let before: Vec<String> = entry.title().split_whitespace().map(str::to_owned).collect();
    if words == before {
        return Ok(false);
    }
    let mut words = words.into_iter();
    let last = words.next().unwrap_or_default();
    let others: Vec<&str> = words.collect();
    if others.iter().any(|word| word.contains('.')) {
        // Initials of the very person say nothing new; of a new one they are no names.
        return if is_abbreviated(&before, last, &others) { Ok(false) } else { Err(Problem::Initials) };
    }
    let mut parts = others.into_iter();
    let first = parts.next().unwrap_or_default();
    let rest = parts.collect::<Vec<_>>().join(" ");
    let mut changed = false;
    for (field, word) in
        [(BookField::LastName, last), (BookField::FirstName, first), (BookField::Patronymic, rest.as_str())]
    {
        let value = FieldValue::text(word);
        // What the cell doesn't name stays as it is.
        if value != FieldValue::Empty && entry.value(field).as_ref() != Some(&value) {
            entry.set_value(field, &value);
            changed = true;
        }
    }
    Ok(changed)
}

/// `Петров О. И.`, `Петров О.И.` of `Петров Олег Иванович`.
fn is_abbreviated(before: &[String], last: &str, others: &[&str]) -> bool {
    let letters: Vec<char> = others.join("").chars().filter(|c| c.is_alphabetic()).collect();
    let Some((known, names)) = before.split_first() else { return false };
    known == last
        && !letters.is_empty()
        && letters.len() <= names.len()
        && letters.iter().zip(names).all(|(letter, name)| name.starts_with(*letter))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::RecordKind;

    fn named(text: &str) -> BookEntry {
        let mut entry = BookEntry::blank(RecordKind::Driver).unwrap();
        assert_eq!(set_full_name(&mut entry, text), Ok(true));
        entry
    }

    #[test]
    fn a_name_is_taken_apart_and_put_together_again() {
        let mut entry = named("  Примеров   Олег Иванович ");
        assert_eq!(entry.title(), "Примеров Олег Иванович");
        for (text, changed) in [
            ("Примеров Олег Иванович", Ok(false)),
            ("Примеров Олег", Ok(false)),
            ("Примеров О. И.", Ok(false)),
            ("Примеров О.И.", Ok(false)),
            ("Примеров П.", Err(Problem::Initials)),
            ("Примеров", Ok(false)),
            ("Примеров Пётр", Ok(true)),
        ] {
            assert_eq!(set_full_name(&mut entry, text), changed, "{text}");
        }
        assert_eq!(entry.title(), "Примеров Пётр Иванович", "what the cell does not name stays");
        assert_eq!(named("Мамедов Али Вагиф оглы").value(BookField::Patronymic), Some(FieldValue::text("Вагиф оглы")));
    }
}
