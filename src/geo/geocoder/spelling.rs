//! Letters: what is the same to a reader is the same here. Nothing of addresses or places.

/// A word or a name as a key: lower case, ё→е, only letters and digits ("Ростов-на-Дону" → "ростовнадону").
pub(super) fn key(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric()).map(bare).collect()
}

/// The parts of a name that a hurried person may shorten, as keys ("Ростов-на-Дону" → "ростов", "на", "дону").
pub(super) fn parts(text: &str) -> Vec<String> {
    text.split([' ', '-']).map(key).filter(|part| !part.is_empty()).collect()
}

fn bare(letter: char) -> char {
    match letter {
        'ё' => 'е',
        'ë' => 'e',
        other => other,
    }
}

/// True for a word that begins with a digit: a house, a postal code, an ordinal ("1-я").
pub(super) fn is_number(key: &str) -> bool {
    key.starts_with(|c: char| c.is_ascii_digit())
}

/// True for a number that is an adjective ("1-я", "15-й").
pub(super) fn is_ordinal(key: &str) -> bool {
    is_number(key) && key.ends_with(['й', 'я', 'е'])
}

/// True for the nominative of an adjective of any gender ("Оренбургский", "Большая", "Московское").
pub(super) fn is_adjective(key: &str) -> bool {
    key.chars().count() > 3 && ["ий", "ый", "ой", "ая", "яя", "ое", "ее"].iter().any(|ending| key.ends_with(ending))
}

/// The text with a capital first letter.
pub(super) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A text that was typed under the Latin layout, as the same keys give it under the Russian one ("rfpfym" → "казань");
/// `None` when the text has a Cyrillic letter or no letter at all.
pub(super) fn under_russian_layout(text: &str) -> Option<String> {
    const LATIN: &str = "qwertyuiop[]asdfghjkl;'zxcvbnm,./`QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>?~";
    const RUSSIAN: &str = "йцукенгшщзхъфывапролджэячсмитьбю.ёЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ,Ё";
    let latin_only = text.is_ascii() && text.chars().any(|c| c.is_ascii_alphabetic());
    latin_only.then(|| {
        let same_key = |c: char| LATIN.chars().zip(RUSSIAN.chars()).find(|(latin, _)| *latin == c);
        text.chars().map(|c| same_key(c).map_or(c, |(_, russian)| russian)).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_forgives_case_dots_and_hyphens() {
        assert_eq!(key("Орёл"), key("ОРЕЛ"));
        assert_eq!(key("Ростов-на-Дону"), key("ростов на дону"));
    }

    #[test]
    fn the_layout_of_the_keyboard_is_forgiven() {
        assert_eq!(under_russian_layout("rfpfym").as_deref(), Some("казань"));
        assert_eq!(under_russian_layout("xt[jd").as_deref(), Some("чехов"));
        assert_eq!(under_russian_layout("казань"), None);
        assert_eq!(under_russian_layout("12, 5"), None);
    }
}
