//! The index of settlement names: exact, by beginnings while a person types, and with slips forgiven.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::geo::places::{self, Settlement};

use super::edit_distance::{self, Pattern};
use super::spelling;

const ALIASES_TSV: &str = include_str!("../../../assets/places/aliases.tsv");
const ELSEWHERE_TSV: &str = include_str!("../../../assets/places/elsewhere.tsv");

/// Longest name in words ("Фрейт Вилладж Ворсино", "Имени Полины Осипенко"), so that no longer run is looked up.
pub(super) const MAX_WORDS: usize = 4;

static INDEX: LazyLock<Index> = LazyLock::new(Index::build);
static ELSEWHERE: LazyLock<HashSet<String>> =
    LazyLock::new(|| places::rows(ELSEWHERE_TSV).map(spelling::key).collect());

/// How well a name fits what was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fit {
    /// Named exactly.
    Exact,
    /// The name begins so.
    Beginning,
    /// The whole name with so many slips.
    Slips(usize),
    /// The beginning of the name with so many slips.
    BeginningWithSlips(usize),
}

/// A settlement that a name may mean.
pub(super) type Found = (&'static Settlement, Fit);

struct Name {
    key: String,
    parts: Vec<String>,
    settlement: &'static Settlement,
}

/// Keys of one length, their letters side by side: a look for slips walks over all of them.
#[derive(Default, Clone)]
struct SameLength {
    letters: Vec<u8>,
    /// For each key the first of its names.
    names: Vec<usize>,
}

struct Index {
    /// By key.
    names: Vec<Name>,
    /// Key → its names, as a range of `names`.
    exact: HashMap<String, std::ops::Range<usize>>,
    /// By number of letters.
    by_length: Vec<SameLength>,
}

impl Index {
    fn build() -> Self {
        let own = places::settlements().iter().map(|settlement| name(settlement.name, settlement));
        let mut names: Vec<Name> = own.chain(aliases()).collect();
        names.sort_by(|a, b| a.key.cmp(&b.key).then(b.settlement.population.cmp(&a.settlement.population)));
        let mut exact: HashMap<String, std::ops::Range<usize>> = HashMap::with_capacity(names.len());
        let mut by_length: Vec<SameLength> = Vec::new();
        for (at, name) in names.iter().enumerate() {
            let range = exact.entry(name.key.clone()).or_insert(at..at);
            range.end = at + 1;
            if range.len() == 1 {
                let letters = edit_distance::letters(&name.key);
                by_length.resize(by_length.len().max(letters.len() + 1), SameLength::default());
                if let Some(same) = by_length.get_mut(letters.len()) {
                    same.letters.extend(&letters);
                    same.names.push(at);
                }
            }
        }
        Self { names, exact, by_length }
    }

    fn same_key(&self, key: &str) -> &[Name] {
        self.exact.get(key).and_then(|range| self.names.get(range.clone())).unwrap_or_default()
    }
}

fn name(text: &str, settlement: &'static Settlement) -> Name {
    let key = spelling::key(text);
    Name { parts: spelling::parts(text), key, settlement }
}

fn aliases() -> impl Iterator<Item = Name> {
    places::rows(ALIASES_TSV).filter_map(|line| {
        let mut cells = line.split('\t');
        let (alias, town, region) = (cells.next()?, cells.next()?, cells.next()?);
        let mut places = places::settlements().iter();
        places.find(|place| place.name == town && place.region.name == region).map(|place| name(alias, place))
    })
}

/// Builds the index, so that the first look-up doesn't wait.
pub(super) fn warm() {
    LazyLock::force(&INDEX);
}

/// Settlements of exactly this name, larger first.
pub(super) fn exact(key: &str) -> impl Iterator<Item = Found> {
    INDEX.same_key(key).iter().map(|name| (name.settlement, Fit::Exact))
}

/// True when a settlement has exactly this name.
pub(super) fn is_name(key: &str) -> bool {
    INDEX.exact.contains_key(key)
}

/// True for a well-known town that the list doesn't have: nobody who types "Ташкент" means a village that sounds like it.
pub(super) fn is_elsewhere(key: &str) -> bool {
    ELSEWHERE.contains(key)
}

/// Settlements whose name begins so: each typed part begins a part of the name, in order ("наб чел").
pub(super) fn beginning(typed: &[String]) -> Vec<Found> {
    let Some(first) = typed.first() else { return Vec::new() };
    let joined = typed.concat();
    let start = INDEX.names.partition_point(|name| name.key.as_str() < first.as_str());
    let range = INDEX.names.iter().skip(start).take_while(|name| name.key.starts_with(first.as_str()));
    let fits = |name: &&Name| {
        let by_parts = typed.len() <= name.parts.len()
            && typed.iter().zip(&name.parts).all(|(typed, part)| part.starts_with(typed.as_str()));
        name.key != joined && (by_parts || name.key.starts_with(&joined))
    };
    range.filter(fits).map(|name| (name.settlement, Fit::Beginning)).collect()
}

/// Slips that are forgiven in a word of so many letters.
fn forgiven(letters: usize) -> usize {
    match letters {
        0..=3 => 0,
        4..=6 => 1,
        _ => 2,
    }
}

/// In a word of middling length two slips leave too little, unless each only changed a letter.
fn is_likely(typed: usize, name: usize, slips: usize) -> bool {
    slips < 2 || typed == name || typed > 8
}

/// Settlements whose name, or a beginning of it, is this with a few slips.
pub(super) fn near(key: &str) -> Vec<Found> {
    let length = key.chars().count();
    let limit = forgiven(length);
    let russian = key.chars().any(|c| matches!(c, 'а'..='я'));
    let Some(pattern) = Pattern::new(key).filter(|_| limit > 0 && russian) else { return Vec::new() };
    // Only of a long word is the beginning looked for, else longer names can't fit.
    let longest = if limit > 1 { INDEX.by_length.len() } else { length + limit + 1 };
    let lengths = INDEX.by_length.iter().enumerate().take(longest).skip(length - limit);
    let mut found = Vec::new();
    for (name_length, same) in lengths.filter(|(length, _)| *length > 0) {
        for (letters, at) in same.letters.chunks_exact(name_length).zip(&same.names) {
            // Letters beyond what the slips could add change nothing.
            let distance = pattern.distance(letters.get(..length + limit + 1).unwrap_or(letters));
            let whole = name_length <= length + limit && distance.whole <= limit;
            let fit = if whole && is_likely(length, name_length, distance.whole) {
                Fit::Slips(distance.whole)
            } else if distance.beginning <= 1 && limit > 1 {
                Fit::BeginningWithSlips(distance.beginning)
            } else {
                continue;
            };
            let names = INDEX.names.get(*at).map(|name| INDEX.same_key(&name.key)).unwrap_or_default();
            found.extend(names.iter().map(|name| (name.settlement, fit)));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(found: &[Found]) -> &'static str {
        found.iter().max_by_key(|(place, _)| place.population).map_or("", |(place, _)| place.name)
    }

    #[test]
    fn every_alias_leads_to_a_settlement() {
        assert_eq!(aliases().count(), places::rows(ALIASES_TSV).count());
    }

    #[test]
    fn no_name_has_more_words_than_are_looked_up() {
        let longest = places::settlements().iter().map(|place| place.name.split(' ').count()).max();
        assert_eq!(longest, Some(MAX_WORDS));
    }

    #[test]
    fn a_name_is_found_by_its_beginning() {
        let typed = |text: &str| beginning(&spelling::parts(text));
        assert_eq!(first(&typed("каз")), "Казань");
        assert_eq!(first(&typed("набер чел")), "Набережные Челны");
        assert_eq!(first(&typed("ростовн")), "Ростов-на-Дону");
        assert!(typed("челныы").is_empty());
    }

    #[test]
    fn slips_are_forgiven() {
        assert_eq!(first(&near("казнь")), "Казань");
        assert_eq!(first(&near("набережныечилны")), "Набережные Челны");
        assert_eq!(first(&near("екотеринб")), "Екатеринбург");
        assert!(near("уфо").is_empty(), "three letters leave no room for a slip");
    }
}
