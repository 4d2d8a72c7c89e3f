//! Text folded for searching: what a hurried person types finds what is meant.
//!
//! Both sides go through [`fold`]: the texts of rows once, when they are made, and what is typed at each key, in
//! [`Query::new`]. So the two agree by construction on letter case, ё and е, Latin letters that look like those of a
//! plate, and on what is one word: `А 123 ВС / 77`, `a123bc/77` and `А123ВС77` are one plate, `8 (900) 123-45-67` is
//! one phone. Rows need no keys of their own: whatever text they fold can be found in any of these forms.
//!
//! A [`Query`] also reads what was typed with the keyboard in the other layout (`gtnhjd` is `петров`, `мщдмщ` is
//! `volvo`) and a phone with whichever prefix (`8 900…`, `+7 900…`).

mod together;

#[cfg(test)]
mod tests;

/// The same keys of a keyboard in the Latin and in the Russian layout.
const KEYS: [(&str, &str); 3] =
    [("`qwertyuiop[]", "ёйцукенгшщзхъ"), ("asdfghjkl;'", "фывапролджэ"), ("zxcvbnm,.", "ячсмитьбю")];

/// Folds text for search: small letters, ё→е, Latin look-alikes of plate letters → Cyrillic, everything that is no
/// letter or digit → one space, except inside plates and phones, whose parts become one word.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        match folded(c) {
            Some(letter) => plain.push(letter),
            None if c.is_alphanumeric() => plain.extend(c.to_lowercase()),
            None => plain.push(' '),
        }
    }
    let words: Vec<&str> = plain.split_whitespace().collect();
    let mut folded = String::with_capacity(plain.len());
    let mut rest = words.as_slice();
    while !rest.is_empty() {
        let count = together::plate(rest).or_else(|| together::phone(rest)).unwrap_or(1);
        let (one, after) = rest.split_at(count.min(rest.len()));
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.extend(one.iter().copied());
        rest = after;
    }
    folded
}

/// A letter or digit of Russian or English, folded; `None` for all others. A list of a hundred thousand bids folds ten
/// million characters when it opens, so this is a table and not a question to Unicode.
const fn folded(c: char) -> Option<char> {
    let folded = match c.to_ascii_lowercase() {
        'a' => 'а',
        'b' => 'в',
        'c' => 'с',
        'e' | 'ё' | 'Ё' => 'е',
        'h' => 'н',
        'k' => 'к',
        'm' => 'м',
        'o' => 'о',
        'p' => 'р',
        't' => 'т',
        'x' => 'х',
        'y' => 'у',
        small @ ('a'..='z' | '0'..='9' | 'а'..='я') => small,
        capital @ 'А'..='Я' => return char::from_u32(capital as u32 + ('а' as u32 - 'А' as u32)),
        _ => return None,
    };
    Some(folded)
}

/// True when every word of the folded query stands somewhere in the folded text, as a word or a part of one. An empty
/// query stands in every text.
#[must_use]
pub fn matches(folded_text: &str, folded_query: &str) -> bool {
    folded_query.split(' ').all(|word| folded_text.contains(word))
}

/// What was typed into a search field, prepared once for all rows.
///
/// ```
/// use cargorun_desk::domain::search_key::{Query, fold};
///
/// let row = fold("48213 Казань → Уфа А123ВС77 Петров О. И. +79001234567");
/// for typed in ["петров каз", "gtnhjd", "a123bc", "а 123 вс", "8 900 123", "482"] {
///     assert!(Query::new(typed).matches(&row), "{typed}");
/// }
/// assert!(!Query::new("петров самара").matches(&row));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    /// Folded; the text fits when it fits any of them. Empty: fits everything.
    readings: Vec<String>,
}

impl Query {
    /// Prepares what was typed. Text without letters and digits finds everything.
    #[must_use]
    pub fn new(typed: &str) -> Self {
        let as_typed = together::phone_start(typed).unwrap_or_else(|| fold(typed));
        let mut readings = Vec::new();
        for reading in [Some(as_typed), other_layout(typed).map(|text| fold(&text))].into_iter().flatten() {
            if !reading.is_empty() && !readings.contains(&reading) {
                readings.push(reading);
            }
        }
        Self { readings }
    }

    /// True when the query finds the folded text.
    #[must_use]
    pub fn matches(&self, folded_text: &str) -> bool {
        self.readings.is_empty() || self.readings.iter().any(|reading| matches(folded_text, reading))
    }
}

/// What the same keys give in the other layout: the Russian one when Latin letters were typed, else the Latin one.
fn other_layout(typed: &str) -> Option<String> {
    let keys = || KEYS.iter().flat_map(|(latin, russian)| latin.chars().zip(russian.chars()));
    let swapped = |find: &dyn Fn(char) -> Option<char>| {
        typed.chars().flat_map(char::to_lowercase).map(|c| find(c).unwrap_or(c)).collect()
    };
    if typed.chars().any(|c| c.is_ascii_alphabetic()) {
        Some(swapped(&|c| keys().find(|(latin, _)| *latin == c).map(|(_, russian)| russian)))
    } else if typed.chars().any(char::is_alphabetic) {
        Some(swapped(&|c| keys().find(|(_, russian)| *russian == c).map(|(latin, _)| latin)))
    } else {
        None
    }
}
