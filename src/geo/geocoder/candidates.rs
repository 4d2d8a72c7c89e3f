//! Settlements that the words of an address may mean. It finds; [`ranking`](super::ranking) judges.

use crate::geo::places::Settlement;

use super::address::{Address, Span};
use super::names::{self, Fit};
use super::spelling;
use super::words::{Role, Word};

/// Runs and words in a run that are looked at: an address has no more, and an answer must stay quick.
const MAX_RUNS: usize = 8;
const MAX_RUN_WORDS: usize = 12;
/// Slips are looked for in the first runs alone: each look is a walk over the whole list.
const MAX_RUNS_WITH_SLIPS: usize = 2;
const MAX_WORDS_WITH_SLIPS: usize = 3;

/// A name of which fewer letters are typed is no name when the address goes on after it.
const LETTERS_IN_ADDRESS: usize = 3;

/// What the text calls the settlement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// "г".
    City,
    /// "д", "с", "пос"…
    Village,
}

/// A settlement that certain words may mean.
#[derive(Debug, Clone, Copy)]
pub(super) struct Candidate {
    pub(super) settlement: &'static Settlement,
    pub(super) fit: Fit,
    pub(super) span: Span,
    /// Letters of the text that it explains.
    pub(super) letters: usize,
    pub(super) mark: Option<Mark>,
    /// Which run of the text, from 0.
    pub(super) run: usize,
}

/// All settlements that the address may mean.
pub(super) fn all(address: &Address) -> Vec<Candidate> {
    let mut found = Vec::new();
    for (number, run) in address.runs().into_iter().enumerate().take(MAX_RUNS) {
        let run = Span { end: run.end.min(run.start + MAX_RUN_WORDS), ..run };
        let of_run = Run { address, number, span: run };
        let named = of_run.exact(&mut found);
        of_run.unfinished(named, &mut found);
        if number < MAX_RUNS_WITH_SLIPS {
            of_run.misspelled(named, &mut found);
        }
    }
    found
}

struct Run<'a> {
    address: &'a Address,
    number: usize,
    span: Span,
}

impl Run<'_> {
    fn words(&self) -> &[Word] {
        self.address.words(self.span)
    }

    fn key(&self, start: usize, count: usize) -> Option<String> {
        let words = self.words().get(start..start + count)?;
        Some(words.iter().map(|word| word.key.as_str()).collect())
    }

    /// Names spelled exactly, the longest at each place; tells how many of the first words are such a name.
    fn exact(&self, found: &mut Vec<Candidate>) -> usize {
        let mut at_start = 0;
        let mut start = 0;
        while start < self.words().len() {
            let longest = (1..=names::MAX_WORDS).rev();
            let named = longest.filter_map(|count| Some((count, self.key(start, count)?)));
            let is_known = |key: &str| names::is_name(key) || names::is_elsewhere(key);
            let Some((count, key)) = named.into_iter().find(|(_, key)| is_known(key)) else {
                start += 1;
                continue;
            };
            // A namesake of a well-known town is meant only when the text says where it lies.
            let located = |(place, _): &names::Found| {
                !names::is_elsewhere(&key) || self.address.hints.agrees(place) == Some(true)
            };
            found.extend(names::exact(&key).filter(located).map(|name| self.candidate(name, start, count)));
            if start == 0 {
                at_start = count;
            }
            start += count;
        }
        at_start
    }

    /// Names that begin so. Words that are a name already may still grow into a longer one while they are all there is.
    fn unfinished(&self, named: usize, found: &mut Vec<Candidate>) {
        let all = self.words().len();
        if named == all && !self.address.is_only(self.span) {
            return;
        }
        let shortest = if named == 0 { 1 } else { all };
        for count in (shortest..=all.min(names::MAX_WORDS)).rev() {
            let words = self.words().iter().take(count);
            let typed: Vec<String> = words.flat_map(|word| spelling::parts(&word.text)).collect();
            let letters: usize = typed.iter().map(|part| part.chars().count()).sum();
            if letters < LETTERS_IN_ADDRESS && !self.address.is_only(self.span) {
                return;
            }
            let begun = names::beginning(&typed);
            if !begun.is_empty() {
                found.extend(begun.into_iter().map(|name| self.candidate(name, 0, count)));
                return;
            }
        }
    }

    /// Names with slips, unless the first words are a name; then only all the words together ("Нижний Навгород").
    fn misspelled(&self, named: usize, found: &mut Vec<Candidate>) {
        let all = self.words().len();
        let counts = match named {
            0 => 1..=all.min(MAX_WORDS_WITH_SLIPS),
            _ if named < all && all <= MAX_WORDS_WITH_SLIPS => all..=all,
            _ => return,
        };
        for count in counts {
            let Some(key) = self.key(0, count) else { return };
            found.extend(names::near(&key).into_iter().map(|name| self.candidate(name, 0, count)));
        }
    }

    fn candidate(&self, (settlement, fit): names::Found, start: usize, count: usize) -> Candidate {
        let words = self.words().get(start..start + count).unwrap_or_default();
        let letters = words.iter().map(|word| word.key.chars().count()).sum();
        let start = self.span.start + start;
        let span = Span { segment: self.span.segment, start, end: start + count };
        Candidate { settlement, fit, span, letters, mark: self.mark(span), run: self.number }
    }

    /// "г Казань", or "Казань г" at the end of a segment as registers write it.
    fn mark(&self, span: Span) -> Option<Mark> {
        let role = |word| self.address.role(span.segment, word);
        let last = role(Some(span.end + 1)).is_none();
        let after = role(Some(span.end)).filter(|_| last);
        [role(span.start.checked_sub(1)), after].into_iter().flatten().find_map(|role| match role {
            Role::City => Some(Mark::City),
            Role::Village => Some(Mark::Village),
            Role::Free | Role::Number | Role::Street(_) | Role::House(_) | Role::Told | Role::Noise | Role::Stop => {
                None
            }
        })
    }
}
