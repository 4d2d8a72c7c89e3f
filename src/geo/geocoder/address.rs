//! A typed address taken apart: surroundings, street, and the words that are left to name a settlement.

use crate::geo::places::Settlement;

use super::hints::Hints;
use super::house;
use super::names;
use super::spelling;
use super::streets::{self, Street, StreetFound};
use super::words::{self, Role, Segment, Word};

/// A text taken apart.
#[derive(Debug)]
pub(super) struct Address {
    pub(super) segments: Vec<Segment>,
    pub(super) hints: Hints,
    street: Option<StreetFound>,
}

/// Where words stand: a segment, its first word and the word after the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) segment: usize,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// What a text is taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reading {
    /// An address: "ул", "д", "корп" say what stands beside them.
    Address,
    /// An address that names its town only in the name of the district: "г.о. Домодедово, склад 5".
    DistrictTown,
    /// A name that is still being typed: "пер" may become Пермь, "дом" Домодедово.
    Name,
}

impl Address {
    /// Takes a text apart; `None` when it can't be what it is taken for.
    pub(super) fn read(text: &str, reading: Reading) -> Option<Self> {
        let mut segments = words::segments(text);
        let (hints, street) = match reading {
            Reading::Address => {
                free_names(&mut segments);
                (Hints::take(&mut segments), streets::take(&mut segments))
            }
            Reading::DistrictTown => {
                free_names(&mut segments);
                let mut hints = Hints::take(&mut segments);
                hints.free_district_town(&mut segments)?;
                (hints, streets::take(&mut segments))
            }
            Reading::Name => {
                let [name] = segments.as_mut_slice() else { return None };
                if name.len() > names::MAX_WORDS {
                    return None;
                }
                for word in name {
                    word.role = Role::Free;
                }
                (Hints::default(), None)
            }
        };
        Some(Self { segments, hints, street })
    }

    /// Words that stand together and may hold the name of a settlement, in order.
    pub(super) fn runs(&self) -> Vec<Span> {
        let mut runs = Vec::new();
        for (segment, words) in self.segments.iter().enumerate() {
            let mut start = 0;
            for run in words.split(|word| word.role != Role::Free) {
                let end = start + run.len();
                if !run.is_empty() {
                    runs.push(Span { segment, start, end });
                }
                start = end + 1;
            }
        }
        runs
    }

    /// The words of a span.
    pub(super) fn words(&self, span: Span) -> &[Word] {
        self.segments.get(span.segment).and_then(|words| words.get(span.start..span.end)).unwrap_or_default()
    }

    /// The part that a word beside a span plays.
    pub(super) fn role(&self, segment: usize, word: Option<usize>) -> Option<Role> {
        self.segments.get(segment)?.get(word?).map(|word| word.role)
    }

    /// True when the text is these words and nothing else: a name that is being typed.
    pub(super) fn is_only(&self, span: Span) -> bool {
        self.street.is_none() && self.segments.len() == 1 && self.words(span).len() == self.segments.concat().len()
    }

    /// Street and house, once it is known which words are the settlement.
    pub(super) fn street_and_house(&self, settlement: &Settlement, at: Span) -> (Option<Street>, Option<String>) {
        if let Some(found) = &self.street {
            return (Some(found.street.clone()), house::after(&self.segments, found.end));
        }
        let Some(span) = self.street_after(at) else {
            return (None, house::after(&self.segments, (at.segment, at.end)));
        };
        let house = house::after(&self.segments, (span.segment, span.end));
        // "Реутов, Москва": the larger neighbour is no street.
        let key: String = self.words(span).iter().map(|word| word.key.as_str()).collect();
        let larger = |key: &str| names::exact(key).any(|(place, _)| place.population > settlement.population);
        if house.is_none() && !spelling::is_adjective(&key) && larger(&key) {
            return (None, None);
        }
        let street = Street::unmarked(self.words(span), house.is_some());
        (street, house)
    }

    /// The first words after the settlement that nothing else explains: a street without its kind.
    fn street_after(&self, settlement: Span) -> Option<Span> {
        for (segment, words) in self.segments.iter().enumerate().skip(settlement.segment) {
            let from = if segment == settlement.segment { settlement.end } else { 0 };
            let explained = |word: &Word| matches!(word.role, Role::Told | Role::Noise | Role::City | Role::Village);
            let rest = words.iter().enumerate().skip(from);
            let Some((start, first)) = rest.into_iter().find(|(_, word)| !explained(word)) else { continue };
            let named_by_number = first.role == Role::Number
                && words.get(start + 1).is_some_and(|next| next.role == Role::Free && next.key.chars().count() > 1);
            if first.role != Role::Free && !named_by_number {
                return None;
            }
            let free = words.iter().skip(start + 1).take_while(|word| word.role == Role::Free).count();
            return Some(Span { segment, start, end: start + 1 + free });
        }
        None
    }
}

/// Frees words that look like marks but are parts of a known name: "ст" of "ст Оскол", "имени" of "Имени Тельмана".
fn free_names(segments: &mut [Segment]) {
    for segment in segments {
        let shortest = if segment.len() == 1 { 1 } else { 2 };
        for length in (shortest..=names::MAX_WORDS).rev() {
            for at in 0..segment.len() {
                let Some(run) = segment.get_mut(at..at + length) else { break };
                let marked = run.iter().any(|word| word.role != Role::Free);
                if marked && names::is_name(&run.iter().map(|word| word.key.as_str()).collect::<String>()) {
                    for word in run {
                        word.role = Role::Free;
                    }
                }
            }
        }
    }
}
