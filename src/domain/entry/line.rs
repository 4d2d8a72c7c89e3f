//! One line of text → a draft: places, dates, weight, volume, price, customer, truck; all else is the note.

use chrono::NaiveDateTime;

use super::Names;
use super::values::{apart, cubic, moment, price, tonnes};
use crate::domain::bid::{Bid, BidPoint, Cargo, PointKind};
use crate::domain::money::Money;
use crate::domain::place::Place;

/// Words of a name, or of a date, that are looked at together.
const LONGEST: usize = 4;
/// Words that only stand before a place or a date.
const BEFORE: [&str; 10] = ["из", "в", "до", "на", "от", "с", "к", "загрузка", "выгрузка", "погрузка"];

/// What a line turned out to say.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Quick {
    /// The draft.
    pub bid: Bid,
    /// A date was written without a time: nine o'clock was put in.
    pub guessed_time: bool,
    /// What could not be read, kept as the note of the cargo.
    pub note: String,
}

/// A word, as typed and in small letters; `None` once it is used.
struct Word {
    typed: String,
    small: String,
}

/// Reads a line. `now`: the dispatcher's own clock.
#[must_use]
pub fn read_line(text: &str, now: NaiveDateTime, names: &dyn Names) -> Quick {
    let mut words = split(text);
    let amounts = Amounts::take(&mut words);
    let (dates, guessed_time) = take_dates(&mut words, now);
    let mut bid = Bid { price: amounts.price, ..Bid::default() };
    let customer = take(&mut words, |words| names.customer(words));
    bid.customer = customer.into_iter().next();
    let car = take(&mut words, |words| names.car(words));
    bid.car = car.into_iter().next();
    let places = take(&mut words, |words| names.town(words));
    bid.points = points(places, &dates);
    drop_lonely(&mut words);
    let left: Vec<String> = words.into_iter().flatten().map(|word| word.typed).collect();
    let note = left.join(" ").trim_matches(|c: char| c == ',' || c.is_whitespace()).to_owned();
    let comment = (!note.is_empty()).then(|| note.clone());
    bid.cargos = vec![Cargo { weight_t: amounts.weight, volume_m3: amounts.volume, comment, ..Cargo::default() }];
    Quick { bid, guessed_time, note }
}

fn split(text: &str) -> Vec<Option<Word>> {
    let spaced = text.replace(['→', '—', '–', ';', '>', '\t', '\n'], " ").replace(" - ", " ");
    let mut words = Vec::new();
    for typed in spaced.split_whitespace() {
        let typed = typed.trim_matches(|c: char| matches!(c, ',' | '(' | ')' | '"' | '«' | '»'));
        // `Казань-Уфа` is two places; `Санкт-Петербург` is tried as one first, below.
        if !typed.is_empty() {
            words.push(Some(Word { typed: typed.to_owned(), small: typed.to_lowercase() }));
        }
    }
    words
}

#[derive(Default)]
struct Amounts {
    price: Option<Money>,
    weight: Option<f64>,
    volume: Option<f64>,
}

impl Amounts {
    fn take(words: &mut [Option<Word>]) -> Self {
        let mut found = Self::default();
        for at in 0..words.len() {
            // The number may be in three parts (`120 000 р`), the unit a word of its own or not; the longest reading wins.
            for length in (1..=LONGEST).rev() {
                let Some(small) = joined(words, at, length) else { continue };
                if found.reads(&small) {
                    use_up(words, at, length);
                    break;
                }
            }
        }
        found
    }

    fn reads(&mut self, text: &str) -> bool {
        let compact: String = text.split_whitespace().collect();
        let parts: Vec<&str> = text.split_whitespace().collect();
        let (amount, unit) = apart(&compact);
        // Between the parts of one number stand three digits each, else they are two numbers.
        let grouped = parts.iter().skip(1).all(|part| {
            let (digits, _) = apart(part);
            digits.is_empty() || digits.chars().count() == 3
        });
        if amount.is_empty() || unit.is_empty() || !grouped {
            return false;
        }
        if self.price.is_none()
            && let Some(price) = price(amount, unit)
        {
            self.price = Some(price);
            return true;
        }
        if self.weight.is_none()
            && let Some(weight) = tonnes(amount, unit)
        {
            self.weight = Some(weight);
            return true;
        }
        if self.volume.is_none()
            && let Some(volume) = cubic(amount, unit)
        {
            self.volume = Some(volume);
            return true;
        }
        false
    }
}

/// Words of one stretch as one text; `None` when one of them is used, or they end before.
fn joined(words: &[Option<Word>], at: usize, length: usize) -> Option<String> {
    let some = words.get(at..at.checked_add(length)?)?;
    let small: Option<Vec<&str>> = some.iter().map(|word| word.as_ref().map(|word| word.small.as_str())).collect();
    small.map(|small| small.join(" "))
}

fn use_up(words: &mut [Option<Word>], at: usize, length: usize) {
    for word in words.iter_mut().skip(at).take(length) {
        *word = None;
    }
    // `из`, `на`, `к` say nothing once what they stood before is read.
    if let Some(before) = at.checked_sub(1).and_then(|before| words.get_mut(before))
        && before.as_ref().is_some_and(|word| BEFORE.contains(&word.small.trim_end_matches(':')))
    {
        *before = None;
    }
}

fn take_dates(words: &mut [Option<Word>], now: NaiveDateTime) -> (Vec<NaiveDateTime>, bool) {
    let mut dates: Vec<NaiveDateTime> = Vec::new();
    let mut guessed = false;
    for at in 0..words.len() {
        for length in (1..=LONGEST).rev() {
            let Some(small) = joined(words, at, length) else { continue };
            if dates.len() < 2
                && looks_like_a_day(&small)
                && let Some((date, was_guessed)) = moment(&small, now, dates.last().copied())
            {
                dates.push(date);
                guessed |= was_guessed;
                use_up(words, at, length);
                break;
            }
        }
    }
    (dates, guessed)
}

/// A bare number is a weight or a part of an address sooner than a time of day.
fn looks_like_a_day(text: &str) -> bool {
    let mut parts = text.split_whitespace();
    let Some(first) = parts.next().filter(|first| !BEFORE.contains(first)) else { return false };
    let is_number = first.chars().all(|c| c.is_ascii_digit());
    let second_is_word = parts.next().is_some_and(|word| word.chars().next().is_some_and(char::is_alphabetic));
    let has_date_sign = first.contains('.') || first.contains('/') || first.starts_with('+');
    let begins_with_letter = first.chars().next().is_some_and(char::is_alphabetic);
    has_date_sign || begins_with_letter || (is_number && second_is_word)
}

/// Takes all that a question knows, the longest stretch of words first.
fn take<T>(words: &mut [Option<Word>], ask: impl Fn(&str) -> Option<T>) -> Vec<T> {
    let mut found = Vec::new();
    for at in 0..words.len() {
        for length in (1..=LONGEST).rev() {
            let Some(small) = joined(words, at, length) else { continue };
            let first_is_small_word = BEFORE.contains(&small.split(' ').next().unwrap_or_default());
            if first_is_small_word && length > 0 {
                continue;
            }
            if let Some(one) = ask(&small) {
                found.push(one);
                use_up(words, at, length);
                break;
            }
            // Two places with a dash between them.
            if length == 1
                && let Some((left, right)) = small.split_once('-')
                && let (Some(left), Some(right)) = (ask(left), ask(right))
            {
                found.extend([left, right]);
                use_up(words, at, length);
                break;
            }
        }
    }
    found
}

fn points(places: Vec<Place>, dates: &[NaiveDateTime]) -> Vec<BidPoint> {
    let count = places.len().max(2);
    let mut places = places.into_iter();
    let point = |at: usize| {
        let kind = if at == 0 { PointKind::Load } else { PointKind::Unload };
        let last = at.saturating_add(1) == count;
        let plan_enter = match (at, last) {
            (0, _) => dates.first().copied(),
            (_, true) => dates.get(1).copied(),
            (_, false) => None,
        };
        BidPoint { place: places.next().unwrap_or_default(), plan_enter, ..BidPoint::new(kind) }
    };
    (0..count).map(point).collect()
}

/// A small word that is left alone at the end of a line says nothing.
fn drop_lonely(words: &mut [Option<Word>]) {
    if let Some(last) = words.iter_mut().rev().find(|word| word.is_some())
        && last.as_ref().is_some_and(|word| word.small.chars().count() <= 2 && BEFORE.contains(&word.small.as_str()))
    {
        *last = None;
    }
}
