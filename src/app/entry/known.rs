//! What the desk knows by name, for lines and rows: towns, customers, trucks, drivers.

use crate::app::books::Books;
use crate::domain::book::BookEntry;
use crate::domain::entry::Names;
use crate::domain::id::{LocalId, RecordKind};
use crate::domain::phone::Phone;
use crate::domain::place::Place;
use crate::domain::plate::Plate;
use crate::domain::search_key::fold;
use crate::geo::geocoder;

/// Forms of companies that are no part of their name.
const FORMS: [&str; 8] = ["ооо", "оао", "пао", "зао", "ао", "ип", "тд", "тк"];
/// A town's name in another case ends in another way: so many letters may differ at its end.
const ENDING: usize = 3;

/// The books and the embedded towns.
pub struct Known<'a> {
    books: &'a Books,
    customers: Vec<(String, Option<String>, LocalId)>,
}

impl<'a> Known<'a> {
    /// Of these books.
    #[must_use]
    pub fn new(books: &'a Books) -> Self {
        let living = books.of_kind(RecordKind::Counterparty).iter().filter(|record| !record.deleted);
        let customers = living.filter_map(|record| match &record.entry {
            BookEntry::Counterparty(one) => Some((core(&one.name), one.inn.clone(), record.meta.id.clone())),
            _ => None,
        });
        Self { books, customers: customers.filter(|(core, _, _)| core.chars().count() >= 3).collect() }
    }

    /// The only living record of a kind that fits; of several none.
    fn only(&self, kind: RecordKind, fits: impl Fn(&BookEntry) -> bool) -> Option<LocalId> {
        let mut found = self.books.of_kind(kind).iter().filter(|record| !record.deleted && fits(&record.entry));
        let one = found.next()?;
        found.next().is_none().then(|| one.meta.id.clone())
    }
}

/// A company's name without its form and its quotes.
fn core(name: &str) -> String {
    let folded = fold(name);
    let words: Vec<&str> = folded.split(' ').filter(|word| !FORMS.contains(word)).collect();
    words.join(" ")
}

/// The words are the town's name, but for the ending of a case.
fn is_named(words: &str, name: &str) -> bool {
    let (words, name) = (fold(words), fold(name));
    let common = words.chars().zip(name.chars()).take_while(|(a, b)| a == b).count();
    let (typed, full) = (words.chars().count(), name.chars().count());
    let least = full.saturating_sub(ENDING).max(3);
    words == name || (common >= least && typed <= full.saturating_add(ENDING) && typed >= least)
}

/// The words as they are, then as a name would be whose last word stands in another case: `уфу` → `уфа`, `казани` → `казань`.
fn nominatives(words: &str) -> Vec<String> {
    let ends: &[(&str, &[&str])] = &[
        ("у", &["а"]),
        ("ю", &["я"]),
        ("е", &["а", "", "ь"]),
        ("ы", &["а"]),
        ("и", &["ь", "и", "я"]),
        ("а", &[""]),
        ("ом", &[""]),
        ("ой", &["а"]),
    ];
    let mut all = vec![words.to_owned()];
    for (end, names) in ends {
        if let Some(stem) = words.strip_suffix(end).filter(|stem| stem.chars().count() >= 2) {
            all.extend(names.iter().map(|name| format!("{stem}{name}")));
        }
    }
    all
}

impl Names for Known<'_> {
    fn town(&self, words: &str) -> Option<Place> {
        if words.chars().count() < 3 || !words.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-' | '.')) {
            return None;
        }
        // The name in full before the name in another case: `Орёл` is no `Орлова`.
        let exact = nominatives(words).into_iter().find_map(|name| {
            let named = |place: &Place| place.city.as_deref().is_some_and(|city| fold(&name) == fold(city));
            geocoder::towns(&name, 3).into_iter().find(named)
        });
        let is_it = |place: &Place| place.city.as_deref().is_some_and(|name| is_named(words, name));
        exact.or_else(|| geocoder::towns(words, 3).into_iter().find(is_it))
    }

    fn address(&self, text: &str) -> Option<Place> {
        geocoder::towns(text, 1).into_iter().next()
    }

    fn customer(&self, words: &str) -> Option<LocalId> {
        let wanted = core(words);
        if wanted.is_empty() {
            return None;
        }
        let digits: String = words.chars().filter(char::is_ascii_digit).collect();
        let by_inn = |inn: &Option<String>| matches!(digits.len(), 10 | 12) && inn.as_ref() == Some(&digits);
        let mut fitting = self.customers.iter().filter(|(core, inn, _)| *core == wanted || by_inn(inn));
        let one = fitting.next()?;
        // Two companies of one name: a person decides which.
        fitting.next().is_none().then(|| one.2.clone())
    }

    fn car(&self, plate: &str) -> Option<LocalId> {
        let plate = Plate::parse(plate).ok()?;
        self.only(RecordKind::Car, |entry| matches!(entry, BookEntry::Car(car) if car.number.as_ref() == Some(&plate)))
    }

    fn trailer(&self, plate: &str) -> Option<LocalId> {
        let plate = Plate::parse(plate).ok()?;
        self.only(
            RecordKind::Trailer,
            |entry| matches!(entry, BookEntry::Trailer(trailer) if trailer.number.as_ref() == Some(&plate)),
        )
    }

    fn driver(&self, words: &str) -> Option<LocalId> {
        let wanted = fold(words);
        let phone = Phone::parse(words).ok();
        let fits = |entry: &BookEntry| match entry {
            BookEntry::Driver(driver) => {
                let names = [driver.full_name(), driver.short_name(), driver.last_name.clone()];
                names.iter().any(|name| fold(name) == wanted) || (phone.is_some() && driver.phone == phone)
            }
            _ => false,
        };
        self.only(RecordKind::Driver, fits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn towns_are_known_in_any_case_and_common_words_are_none() {
        let books = Books::default();
        let known = Known::new(&books);
        let town = |words: &str| known.town(words).map(|place| place.settlement().to_owned());
        for (typed, meant) in [
            ("казани", "Казань"),
            ("уфу", "Уфа"),
            ("москвы", "Москва"),
            ("нижний новгород", "Нижний Новгород"),
            ("екатеринбурге", "Екатеринбург"),
        ] {
            assert_eq!(town(typed).as_deref(), Some(meant), "{typed}");
        }
        for typed in ["тент", "верхняя", "позвонить", "паллеты", "т", "8"] {
            assert_eq!(town(typed), None, "{typed}");
        }
        assert!(known.town("казань").unwrap().has_coordinates());
    }

    #[test]
    fn a_company_is_its_name_without_form_and_quotes() {
        assert_eq!(core("ООО «Ромашка плюс»"), "ромашка плюс");
        assert!(is_named("Казанью", "Казань") && !is_named("Уфимский", "Уфа"));
    }
}
