//! What people write in pieces and mean as one: plates and phones.

/// The letters of Russian plates.
pub(super) const PLATE_LETTERS: &str = "авекмнорстух";

/// How a plate may look in folded text.
struct PlateShape {
    /// By character: `L` a plate letter, `D` a digit. The last three are the region, of which any part may lack, as may
    /// any end of the shape from `enough` on: a query is read while it is typed.
    kinds: &'static str,
    /// Where people put spaces and slashes.
    gaps: &'static [usize],
    /// From how many characters on it can hardly be anything else.
    enough: usize,
}

/// Truck `А123ВС77`, trailer `АВ1234 77`.
const PLATES: [PlateShape; 2] = [
    PlateShape { kinds: "LDDDLLDDD", gaps: &[1, 4, 6], enough: 4 },
    PlateShape { kinds: "LLDDDDDDD", gaps: &[2, 6], enough: 6 },
];

/// How many of the first words, two at least, are one plate or the beginning of one. A letter with a phone after it is
/// somebody's initial.
pub(super) fn plate(words: &[&str]) -> Option<usize> {
    let longest = (2..=words.len())
        .map_while(|count| words.get(..count))
        .take_while(|words| PLATES.iter().any(|shape| shape.begins_as(words)))
        .filter(|words| PLATES.iter().any(|shape| shape.begins_as(words) && letters(words) >= shape.enough))
        .last()?;
    let is_initial = words.get(1..).and_then(phone).is_some();
    (!is_initial).then_some(longest.len())
}

impl PlateShape {
    /// True when the words together are the beginning of such a plate, with gaps where people put them.
    fn begins_as(&self, words: &[&str]) -> bool {
        let fits = |(c, kind)| if kind == 'D' { char::is_ascii_digit(&c) } else { PLATE_LETTERS.contains(c) };
        words.iter().flat_map(|word| word.chars()).zip(self.kinds.chars()).all(fits)
            && letters(words) <= self.kinds.len()
            && (1..words.len()).filter_map(|end| words.get(..end)).all(|before| self.gaps.contains(&letters(before)))
    }
}

/// How many letters and digits the words have.
fn letters(words: &[&str]) -> usize {
    words.iter().map(|word| word.chars().count()).sum()
}

/// How many of the first words, two at least, are one Russian phone: eleven digits from 7 or 8, or ten from 9.
pub(super) fn phone(words: &[&str]) -> Option<usize> {
    let first = words.first()?.chars().next()?;
    let mut digits = 0_usize;
    for (word, count) in words.iter().zip(1..) {
        digits = digits.saturating_add(word.len());
        if digits > 11 || !word.chars().all(|c| c.is_ascii_digit()) {
            return None;
        }
        if count > 1 && matches!((digits, first), (10, '9') | (11, '7' | '8')) {
            return Some(count);
        }
    }
    None
}

/// The digits after the `+7` or `8` of a phone that is being typed, which stand in its text whatever prefix it has.
/// A number counts as a phone when it is marked as one (`+7`, brackets, a lone 8 before a group) or is long; with points
/// in it, it is a date.
pub(super) fn phone_start(typed: &str) -> Option<String> {
    if !typed.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || "+()-–—".contains(c)) {
        return None;
    }
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    let after = digits.strip_prefix(['7', '8'])?;
    let lone_prefix = typed.split(|c: char| !c.is_ascii_digit()).find(|group| !group.is_empty())?.len() == 1;
    let marked = lone_prefix || typed.contains(['+', '(']);
    (after.len() >= 3 && (marked || digits.len() >= 7)).then(|| after.to_owned())
}
