//! How many slips of the finger stand between two words: a letter changed, lost, added, or two neighbours swapped.
//!
//! Bit-parallel (Myers 1999, Hyyrö 2003 for the swaps): one machine word holds a whole column of the usual table, so the
//! whole list of names is measured in a tenth of a millisecond.

/// Letters а–я, a–z, digits, and one for everything else.
const ALPHABET: usize = 69;
const OTHER: u8 = 68;

/// Distances from a pattern to a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Distance {
    /// To the whole name.
    pub(super) whole: usize,
    /// To the beginning of the name that is nearest.
    pub(super) beginning: usize,
}

/// A typed word, ready to be measured against many names.
pub(super) struct Pattern {
    masks: [u64; ALPHABET],
    length: usize,
}

/// A key as letter numbers.
pub(super) fn letters(key: &str) -> Box<[u8]> {
    key.chars().map(letter).collect()
}

fn letter(c: char) -> u8 {
    let from = |first: char, offset: u32| u8::try_from(u32::from(c) - u32::from(first) + offset).unwrap_or(OTHER);
    match c {
        'а'..='я' => from('а', 0),
        'a'..='z' => from('a', 32),
        '0'..='9' => from('0', 58),
        _ => OTHER,
    }
}

impl Pattern {
    /// `None` for an empty key and for one of more than 64 letters: no name is that long.
    pub(super) fn new(key: &str) -> Option<Self> {
        let mut masks = [0; ALPHABET];
        let mut length = 0;
        for number in letters(key) {
            let bit = 1_u64.checked_shl(u32::try_from(length).ok()?)?;
            *masks.get_mut(usize::from(number))? |= bit;
            length += 1;
        }
        (length > 0).then_some(Self { masks, length })
    }

    /// Distances to a name.
    pub(super) fn distance(&self, name: &[u8]) -> Distance {
        let last = 1_u64 << (self.length - 1);
        let (mut up, mut down) = (!0_u64, 0_u64);
        let (mut diagonal, mut mask_before) = (0_u64, 0_u64);
        let mut whole = self.length;
        let mut beginning = whole;
        for number in name {
            let mask = self.masks.get(usize::from(*number)).copied().unwrap_or(0);
            let swapped = ((!diagonal & mask) << 1) & mask_before;
            diagonal = ((mask & up).wrapping_add(up) ^ up) | mask | down | swapped;
            let right = down | !(diagonal | up);
            let left = diagonal & up;
            whole += usize::from(right & last != 0);
            whole -= usize::from(left & last != 0);
            beginning = beginning.min(whole);
            let right = right << 1 | 1;
            up = left << 1 | !(diagonal | right);
            down = right & diagonal;
            mask_before = mask;
        }
        Distance { whole, beginning }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The same by the book: a table of all pairs of beginnings.
    fn by_table(a: &[u8], b: &[u8]) -> Distance {
        let mut table = vec![vec![0_usize; b.len() + 1]; a.len() + 1];
        for i in 0..=a.len() {
            for j in 0..=b.len() {
                table[i][j] = if i == 0 || j == 0 {
                    i + j
                } else {
                    let change = table[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
                    let best = change.min(table[i - 1][j] + 1).min(table[i][j - 1] + 1);
                    let swap = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
                    if swap { best.min(table[i - 2][j - 2] + 1) } else { best }
                };
            }
        }
        let row = &table[a.len()];
        Distance { whole: row[b.len()], beginning: row.iter().copied().min().unwrap() }
    }

    fn whole(a: &str, b: &str) -> usize {
        Pattern::new(a).unwrap().distance(&letters(b)).whole
    }

    #[test]
    fn slips_are_counted() {
        assert_eq!(whole("казань", "казань"), 0);
        assert_eq!(whole("казнь", "казань"), 1);
        assert_eq!(whole("кзаань", "казань"), 1);
        assert_eq!(whole("екатеринбурк", "екатеринбург"), 1);
        assert_eq!(whole("казань", "рязань"), 2);
        assert!(Pattern::new("").is_none());
        assert!(Pattern::new(&"а".repeat(65)).is_none());
    }

    proptest! {
        #[test]
        fn bits_agree_with_the_table(a in "[абвг]{1,64}", b in "[абвг]{0,70}") {
            let fast = Pattern::new(&a).unwrap().distance(&letters(&b));
            prop_assert_eq!(fast, by_table(&letters(&a), &letters(&b)));
        }
    }
}
