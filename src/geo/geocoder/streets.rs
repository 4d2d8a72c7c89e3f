//! Streets in an address: which words name one, and how its name is written in full.

use super::names;
use super::spelling;
use super::words::{Role, STREET_KINDS, Segment, StreetKind, Word};

/// Words that stay small inside a street's name.
const SMALL: [&str; 7] = ["лет", "и", "на", "им", "имени", "в", "года"];

/// Genitives of surnames that look like adjectives.
const SURNAMES: [&str; 1] = ["тукая"];

/// A street named in full.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Street {
    kind: Option<&'static StreetKind>,
    name: String,
}

/// A street and the word after it, where its house may stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct StreetFound {
    pub(super) street: Street,
    /// Segment and word after the last word of the street.
    pub(super) end: (usize, usize),
}

impl Street {
    /// A street without a kind: one in the narrow sense when a house stands on it, unless its adjective is of another
    /// gender or it is an abbreviation ("МКАД"); else just what was typed.
    pub(super) fn unmarked(words: &[Word], has_house: bool) -> Option<Self> {
        let name = joined(words)?;
        let other_gender = ["ий", "ый", "ое", "ее"].iter().any(|ending| name.ends_with(ending));
        let abbreviation = name.chars().count() > 2 && name.chars().all(char::is_uppercase);
        let in_narrow_sense = has_house && !other_gender && !abbreviation;
        Some(Self { kind: STREET_KINDS.first().filter(|_| in_narrow_sense), name })
    }

    /// The name in full: adjectives before the kind ("Оренбургский тракт"), all else after it ("улица Малышева").
    pub(super) fn full(&self) -> String {
        let Some(kind) = self.kind else { return self.name.clone() };
        let mut words = self.name.split(' ').map(spelling::key);
        if words.all(|word| spelling::is_ordinal(&word) || agrees(kind, &word)) && !kind.endings.is_empty() {
            format!("{} {}", self.name, kind.name)
        } else {
            format!("{} {}", kind.name, self.name)
        }
    }

    /// The same street, however it was written: what its place on the map follows from.
    pub(super) fn key(&self) -> String {
        format!("{}{}", self.kind.map_or("улица", |kind| kind.name), spelling::key(&self.name))
    }

    /// A part of a town rather than a street: another street in the same address says more.
    fn is_area(&self) -> bool {
        self.kind.is_some_and(|kind| kind.endings.is_empty())
    }
}

/// True for an adjective of the kind's gender.
fn agrees(kind: &StreetKind, word: &str) -> bool {
    let any = kind.endings.is_empty();
    spelling::is_adjective(word)
        && (any || kind.endings.iter().any(|ending| word.ends_with(ending)))
        && !SURNAMES.contains(&word)
}

/// Finds the street by its kind ("ул", "тракт") and marks its words. Of several the first that is no area wins.
pub(super) fn take(segments: &mut [Segment]) -> Option<StreetFound> {
    let elsewhere = |segments: &[Segment], this: usize| {
        segments.iter().enumerate().any(|(at, segment)| at != this && has_settlement(segment))
    };
    let mut found: Vec<StreetFound> = Vec::new();
    for at in 0..segments.len() {
        let town_elsewhere = elsewhere(segments, at);
        let Some(segment) = segments.get_mut(at) else { continue };
        let town = if town_elsewhere {
            Town::Elsewhere
        } else if found.is_empty() {
            Town::Here
        } else {
            Town::HereExactly
        };
        if let Some((street, end)) = take_from(segment, town) {
            found.push(StreetFound { street, end: (at, end) });
        }
    }
    let best = found.iter().position(|found| !found.street.is_area()).unwrap_or(0);
    (best < found.len()).then(|| found.swap_remove(best))
}

/// Where the settlement is named, when a segment names a street.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Town {
    /// In a segment of its own.
    Elsewhere,
    /// Perhaps before the street, perhaps with slips.
    Here,
    /// Perhaps before the street, spelled right: slips are looked for in the first street's segment alone.
    HereExactly,
}

/// True when some words that may be a name are one.
fn has_settlement(segment: &Segment) -> bool {
    let streets = segment.iter().any(|word| matches!(word.role, Role::Street(_)));
    !streets && segment.split(|word| word.role != Role::Free).any(|run| settlement_words(run, run.len()) > 0)
}

/// How many of the first words are the longest name of a settlement, at most `limit`.
fn settlement_words(run: &[Word], limit: usize) -> usize {
    let key = |count: usize| run.iter().take(count).map(|word| word.key.as_str()).collect::<String>();
    (1..=limit.min(names::MAX_WORDS).min(run.len())).rev().find(|count| names::is_name(&key(*count))).unwrap_or(0)
}

fn take_from(segment: &mut Segment, town: Town) -> Option<(Street, usize)> {
    for at in 0..segment.len() {
        let Some(Role::Street(kind)) = segment.get(at).map(|word| word.role) else { continue };
        let Some((from, to)) = name_before(segment, at, kind, town).or_else(|| name_after(segment, at, kind)) else {
            continue;
        };
        let name = segment.get(from..to).and_then(joined)?;
        let (first, last) = (from.min(at), to.max(at + 1));
        for word in segment.get_mut(first..last).unwrap_or_default() {
            word.role = Role::Told;
        }
        // "Оренбургский тракт ул": a second kind adds nothing.
        for word in segment.iter_mut().filter(|word| matches!(word.role, Role::Street(_))) {
            word.role = Role::Noise;
        }
        return Some((Street { kind: Some(kind), name }, last));
    }
    None
}

/// The words before the kind that name the street: adjectives ("Оренбургский тракт"), or whatever stands there when
/// nothing follows ("Малышева ул."). A settlement at the beginning keeps its words ("Нижний Новгород Казанское шоссе").
fn name_before(segment: &Segment, at: usize, kind: &StreetKind, town: Town) -> Option<(usize, usize)> {
    let is_name = |word: &Word| matches!(word.role, Role::Free | Role::Number);
    let before = segment.get(..at)?;
    let start = before.iter().rposition(|word| !is_name(word)).map_or(0, |last| last + 1);
    let run = before.get(start..)?;
    let after_mark = start > 0 && matches!(segment.get(start - 1)?.role, Role::City | Role::Village);
    let kept = if town == Town::Elsewhere && !after_mark { 0 } else { town_words(run, town, after_mark) };
    let from = start + kept;
    let last = segment.get(from..at)?.last()?;
    if agrees(kind, &last.key) {
        let adjectives = segment.get(from..at)?.iter().rev();
        let count =
            adjectives.take_while(|word| spelling::is_adjective(&word.key) || word.role == Role::Number).count();
        // Without a known town before it every word belongs to the street.
        let known_town = kept > 0 || town == Town::Elsewhere;
        return Some((if known_town { from } else { at - count }, at));
    }
    let nothing_follows =
        segment.get(at + 1).is_none_or(|word| word.role != Role::Free && !starts_name(segment, at + 1));
    nothing_follows.then_some((from, at))
}

/// Words of the run that are a town: exactly named, else the first when it is one with slips; one word stays a street.
fn town_words(run: &[Word], town: Town, after_mark: bool) -> usize {
    let room = run.len().saturating_sub(1);
    let exact = settlement_words(run, room);
    if exact > 0 || room == 0 {
        return exact;
    }
    let first = run.first().map_or("", |word| word.key.as_str());
    let near = town == Town::Here && !spelling::is_adjective(first) && !names::near(first).is_empty();
    usize::from(after_mark || near)
}

/// The words after the kind, up to the house: "ул. 50 лет Октября", "ул. 1-я Промышленная", "мкр 5".
fn name_after(segment: &Segment, at: usize, kind: &StreetKind) -> Option<(usize, usize)> {
    let from = at + 1;
    let first = segment.get(from)?;
    if first.role == Role::Number && !starts_name(segment, from) {
        return kind.numbered.then_some((from, from + 1));
    }
    let rest = segment.get(from..)?;
    let leading = usize::from(first.role == Role::Number);
    let names = rest.iter().skip(leading).take_while(|word| word.role == Role::Free).count();
    (names > 0).then_some((from, from + leading + names))
}

/// True when a number is the beginning of a name ("8 Марта", "1-я Промышленная"), not a house.
fn starts_name(segment: &Segment, at: usize) -> bool {
    let number = segment.get(at).is_some_and(|word| word.role == Role::Number);
    let followed = segment.get(at + 1).is_some_and(|word| word.role == Role::Free && word.key.chars().count() > 1);
    number && followed
}

/// The words as a name; with a capital where the typing was hasty. `None` when there is no letter in them.
fn joined(words: &[Word]) -> Option<String> {
    let typed: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
    let typed_small = !typed.iter().any(|word| word.chars().any(char::is_uppercase));
    let shown = typed.iter().enumerate().map(|(at, word)| {
        if (at == 0 || typed_small) && !SMALL.contains(word) { spelling::capitalised(word) } else { (*word).to_owned() }
    });
    let name = shown.collect::<Vec<_>>().join(" ");
    name.chars().any(char::is_alphanumeric).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geo::geocoder::words;

    fn read(text: &str) -> (String, String) {
        let mut segments = words::segments(text);
        let street = take(&mut segments).map_or_else(String::new, |found| found.street.full());
        let open = segments.concat().into_iter().filter(|word| word.role == Role::Free);
        (street, open.map(|word| word.text).collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn the_kind_may_stand_before_or_after_the_name() {
        for (text, street, open) in [
            ("ул. Малышева, д. 5", "улица Малышева", ""),
            ("Малышева ул, 5", "улица Малышева", ""),
            ("Оренбургский тракт ул, дом 5", "Оренбургский тракт", ""),
            ("пр-кт Мира 12", "проспект Мира", ""),
            ("ул Сарапульская 35", "Сарапульская улица", ""),
            ("ул 50 лет октября 12", "улица 50 лет Октября", ""),
            ("ул. 1-я Промышленная, 3", "1-я Промышленная улица", ""),
            ("ул 9 мая 3", "улица 9 Мая", ""),
            ("15-й проезд, 4", "15-й проезд", ""),
            ("ул. Габдуллы Тукая 1", "улица Габдуллы Тукая", ""),
            ("Набережная Тукая", "набережная Тукая", ""),
            ("мкр 5 дом 12", "микрорайон 5", ""),
            ("ул Зои Космодемьянской 7", "улица Зои Космодемьянской", ""),
            ("Казань Оренбургский тракт 5", "Оренбургский тракт", "Казань"),
            ("Нижний Новгород Казанское шоссе 12", "Казанское шоссе", "Нижний Новгород"),
            ("Уфа Большая Московская ул 5", "Большая Московская улица", "Уфа"),
            ("Московский проспект 5", "Московский проспект", ""),
            ("Екатеринбурк Малышева ул 5", "улица Малышева", "Екатеринбурк"),
            ("г Казань Мира пр-т 5", "проспект Мира", "Казань"),
            ("Люберцы Октябрьский ул Ленина 47", "улица Ленина", "Люберцы Октябрьский"),
            ("Барыбино мкр, Южная ул, 3", "Южная улица", ""),
        ] {
            assert_eq!(read(text), (street.to_owned(), open.to_owned()), "{text}");
        }
    }

    #[test]
    fn however_written_it_is_the_same_street() {
        let key = |text: &str| take(&mut words::segments(text)).map(|found| found.street.key());
        assert_eq!(key("ул. Малышева"), key("малышева ул"));
        assert_ne!(key("ул. Ленина"), key("пр-т Ленина"));
        let unmarked = words::segments("Малышева");
        assert_eq!(Street::unmarked(&unmarked[0], false).map(|street| street.key()), key("ул. Малышева"));
    }
}
