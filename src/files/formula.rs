//! No text of ours becomes a formula in somebody's spreadsheet.
//!
//! Spreadsheets take a text of a CSV file that begins with `=`, `+`, `-`, `@` or a tab for a formula, and some look past
//! spaces and quotes. Such a text gets an apostrophe before it, and reading takes it away again, so that a phone
//! (`+7 900 …`) comes back as it was.

/// What a formula begins with; the wide forms too, that some spreadsheets fold.
const BEGINNINGS: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// True for a text that a spreadsheet could take for a formula.
#[must_use]
pub fn is_like_formula(text: &str) -> bool {
    if text.starts_with(['\t', '\r', '\n']) {
        return true;
    }
    let seen = text.trim_start_matches(|c: char| {
        c.is_whitespace() || c.is_control() || matches!(c, '"' | '\'' | '`' | '«' | '“' | '\u{feff}' | '\u{200b}')
    });
    seen.starts_with(BEGINNINGS)
}

/// True for a text that is written behind an apostrophe: one that looks like a formula, and one that would be taken for
/// such a text behind its apostrophe.
fn is_guarded(text: &str) -> bool {
    is_like_formula(text) || is_like_formula(text.trim_start_matches('\''))
}

/// The text as it may stand in a CSV file.
#[must_use]
pub fn guarded(text: &str) -> String {
    if is_guarded(text) { format!("'{text}") } else { text.to_owned() }
}

/// A text of a CSV file without the apostrophe that kept it from becoming a formula.
#[must_use]
pub fn unguarded(text: &str) -> &str {
    text.strip_prefix('\'').filter(|rest| is_guarded(rest)).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_looks_like_a_formula_is_kept_from_being_one() {
        for (text, written) in [
            ("=1+1", "'=1+1"),
            (" =1", "' =1"),
            ("\t=1", "'\t=1"),
            ("\"=1", "'\"=1"),
            ("'=1", "''=1"),
            ("'\t1", "''\t1"),
            ("+7 (900) 123-45-67", "'+7 (900) 123-45-67"),
            ("-5", "'-5"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("＝1", "'＝1"),
            ("\u{a0}=1", "'\u{a0}=1"),
            ("'слово", "'слово"),
            ("обычный", "обычный"),
            ("А-1", "А-1"),
            ("", ""),
        ] {
            assert_eq!(guarded(text), written, "{text:?}");
            assert_eq!(unguarded(written), text, "{written:?}");
        }
    }

    proptest! {
        #[test]
        fn every_text_comes_back(text in "[ '\"=+@\t\r\nа-яA-Z0-9-]{0,12}") {
            let written = guarded(&text);
            prop_assert_eq!(unguarded(&written), text);
        }
    }
}
