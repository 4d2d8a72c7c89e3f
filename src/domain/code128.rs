//! Code 128: the bars of a text, chosen between the sets B and C so that they are few.
//!
//! ISO/IEC 15417 in what this product needs: set B for the printable signs of ASCII, set C for pairs of digits. Whoever
//! draws it leaves ten modules free at both ends, gives each module the same whole number of pixels and writes the text
//! below. The text is never shortened: a zero in front belongs to it.

use thiserror::Error;

const START_B: u8 = 104;
const START_C: u8 = 105;
/// In set B: from here on set C. In set C: from here on set B.
const TO_C: u8 = 99;
const TO_B: u8 = 100;
const STOP: usize = 106;

/// Free modules at each end.
pub const QUIET_MODULES: usize = 10;

/// Widths of bars and spaces by value, beginning with a bar; the last is the stop sign.
const WIDTHS: [&str; 107] = [
    "212222", "222122", "222221", "121223", "121322", "131222", "122213", "122312", "132212", "221213", "221312",
    "231212", "112232", "122132", "122231", "113222", "123122", "123221", "223211", "221132", "221231", "213212",
    "223112", "312131", "311222", "321122", "321221", "312212", "322112", "322211", "212123", "212321", "232121",
    "111323", "131123", "131321", "112313", "132113", "132311", "211313", "231113", "231311", "112133", "112331",
    "132131", "113123", "113321", "133121", "313121", "211331", "231131", "213113", "213311", "213131", "311123",
    "311321", "331121", "312113", "312311", "332111", "314111", "221411", "431111", "111224", "111422", "121124",
    "121421", "141122", "141221", "112214", "112412", "122114", "122411", "142112", "142211", "241211", "221114",
    "413111", "241112", "134111", "111242", "121142", "121241", "114212", "124112", "124211", "411212", "421112",
    "421211", "212141", "214121", "412121", "111143", "111341", "131141", "114113", "114311", "411113", "411311",
    "113141", "114131", "311141", "411131", "211412", "211214", "211232", "2331112",
];

/// Why a text has no bars.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Code128Error {
    /// There is nothing to draw.
    #[error("an empty barcode")]
    Empty,
    /// A sign that neither set has.
    #[error("a barcode has printable signs of ASCII only, not {0:?}")]
    Sign(char),
}

/// A barcode.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code128 {
    text: String,
    values: Vec<u8>,
    check: u8,
}

impl Code128 {
    /// The shortest choice of sets.
    ///
    /// # Errors
    /// [`Code128Error`] for what can't be drawn.
    pub fn new(text: &str) -> Result<Self, Code128Error> {
        let signs = signs(text)?;
        Ok(Self::of(text, auto(&signs)))
    }

    /// Set B alone.
    ///
    /// # Errors
    /// [`Code128Error`] for what can't be drawn.
    pub fn in_set_b(text: &str) -> Result<Self, Code128Error> {
        let values = signs(text)?.into_iter().map(value_b);
        Ok(Self::of(text, std::iter::once(START_B).chain(values).collect()))
    }

    fn of(text: &str, values: Vec<u8>) -> Self {
        let sum: u64 = values.iter().zip(0_u64..).map(|(value, at)| u64::from(*value) * at.max(1)).sum();
        let check = u8::try_from(sum % 103).unwrap_or_default();
        Self { text: text.to_owned(), values, check }
    }

    /// What it says: written below the bars.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The start sign and the signs of the text, without check and stop.
    #[must_use]
    pub fn values(&self) -> &[u8] {
        &self.values
    }

    /// The check sign.
    #[must_use]
    pub const fn check(&self) -> u8 {
        self.check
    }

    /// Widths in modules, a bar first, bars and spaces in turn; without the free ends.
    #[must_use]
    pub fn widths(&self) -> Vec<u8> {
        let signs = self.values.iter().chain([&self.check]).map(|value| usize::from(*value)).chain([STOP]);
        signs
            .filter_map(|value| WIDTHS.get(value))
            .flat_map(|widths| widths.bytes().map(|width| width.saturating_sub(b'0')))
            .collect()
    }

    /// Modules of all bars and spaces, without the free ends.
    #[must_use]
    pub fn modules(&self) -> usize {
        self.widths().into_iter().map(usize::from).sum()
    }
}

fn signs(text: &str) -> Result<Vec<u8>, Code128Error> {
    if text.is_empty() {
        return Err(Code128Error::Empty);
    }
    let sign = |sign: char| u8::try_from(sign).ok().filter(|byte| (32..127).contains(byte));
    text.chars().map(|one| sign(one).ok_or(Code128Error::Sign(one))).collect()
}

const fn value_b(sign: u8) -> u8 {
    sign.saturating_sub(32)
}

/// Pairs of digits go to set C where the run is long enough to pay for the changes: two digits that are all there is, four
/// at an end, six in the middle; of an odd run the digit beside the other signs stays in set B.
fn auto(signs: &[u8]) -> Vec<u8> {
    let mut values = Vec::with_capacity(signs.len() + 2);
    let mut in_c = false;
    let mut at = 0;
    while let Some(sign) = signs.get(at) {
        let run = signs.iter().skip(at).take_while(|sign| sign.is_ascii_digit()).count();
        let ends = at + run == signs.len();
        let least = match (at == 0, ends) {
            (true, true) => 2,
            (true, false) | (false, true) => 4,
            (false, false) => 6,
        };
        let worth = run >= least && !(at == 0 && ends && run % 2 == 1 && run < 4);
        // An odd run after other signs leaves its first digit with them, one at the beginning its last.
        let odd_first = run % 2 == 1 && at > 0;
        if worth {
            if odd_first {
                values.push(value_b(*sign));
                at += 1;
            }
            if !in_c {
                values.push(if values.is_empty() { START_C } else { TO_C });
                in_c = true;
            }
            for pair in signs.iter().skip(at).take(run - usize::from(odd_first)).collect::<Vec<_>>().chunks_exact(2) {
                if let [tens, ones] = pair {
                    values.push(tens.saturating_sub(b'0') * 10 + ones.saturating_sub(b'0'));
                    at += 2;
                }
            }
        } else {
            if in_c || values.is_empty() {
                values.push(if values.is_empty() { START_B } else { TO_B });
                in_c = false;
            }
            values.push(value_b(*sign));
            at += 1;
            // The rest of a run that is too short for set C goes the same way: the run is counted anew and is shorter.
        }
    }
    values
}

#[cfg(test)]
mod tests {
    use super::*;

    const PREORDER: &str = "41508460D0905400400000014";

    #[test]
    fn the_vector_of_a_preorder_with_both_sets() {
        let code = Code128::new(PREORDER).unwrap();
        assert_eq!(code.values(), [105, 41, 50, 84, 60, 100, 36, 99, 9, 5, 40, 4, 0, 0, 0, 14]);
        assert_eq!((code.check(), code.modules()), (34, 200));
        assert_eq!(code.text(), PREORDER);
    }

    #[test]
    fn the_vector_of_a_preorder_in_set_b_alone() {
        let code = Code128::in_set_b(PREORDER).unwrap();
        assert_eq!((code.check(), code.modules()), (49, 310));
    }

    #[test]
    fn every_sign_is_eleven_modules_and_the_stop_thirteen() {
        let width = |widths: &str| widths.bytes().map(|width| usize::from(width - b'0')).sum::<usize>();
        assert!(WIDTHS.iter().take(106).all(|widths| width(widths) == 11 && widths.len() == 6));
        assert_eq!(width(WIDTHS[106]), 13);
        let distinct: std::collections::BTreeSet<_> = WIDTHS.iter().collect();
        assert_eq!(distinct.len(), WIDTHS.len(), "no two signs look the same");
    }

    /// Reads bars back: the text that a scanner would say.
    fn scan(code: &Code128) -> String {
        let mut text = String::new();
        let mut in_c = false;
        for (at, value) in code.values().iter().enumerate() {
            match (*value, at) {
                (START_B, 0) => in_c = false,
                (START_C, 0) => in_c = true,
                (TO_C, _) if !in_c => in_c = true,
                (TO_B, _) if in_c => in_c = false,
                (pair, _) if in_c => text.extend([char::from(b'0' + pair / 10), char::from(b'0' + pair % 10)]),
                (sign, _) => text.push(char::from(sign + 32)),
            }
        }
        text
    }

    proptest::proptest! {
        #[test]
        fn a_scanner_reads_what_was_written(text in "[0-9A-Z -]{0,6}[0-9]{0,9}[0-9A-Za-z]{1,9}") {
            let code = Code128::new(&text).unwrap();
            proptest::prop_assert_eq!(scan(&code), text.clone());
            proptest::prop_assert!(code.modules() <= Code128::in_set_b(&text).unwrap().modules(), "never longer than set B");
        }
    }

    #[test]
    fn digits_in_every_number_are_read_back() {
        for text in ["1", "12", "123", "1234", "12345", "00012", "A1", "A12", "A1234", "A12345B", "A123456B", "1A"] {
            assert_eq!(scan(&Code128::new(text).unwrap()), text);
        }
    }

    #[test]
    fn what_has_no_bars_is_refused() {
        assert_eq!(Code128::new(""), Err(Code128Error::Empty));
        assert_eq!(Code128::new("12Д"), Err(Code128Error::Sign('Д')));
        assert_eq!(Code128::new("12\n"), Err(Code128Error::Sign('\n')));
    }
}
