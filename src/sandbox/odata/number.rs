//! Decimal numbers of any length, compared exactly: an identifier of nineteen digits and a price of two decimals alike.

use std::cmp::Ordering;
use std::fmt;

/// A number by value: `5`, `5.0` and `0.5e1` are the same one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Number {
    /// Every whole number that fits.
    Whole(i64),
    /// All the others.
    Exact(Exact),
}

/// `digits[0].digits[1..] × 10^exponent`, never zero.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Exact {
    negative: bool,
    /// The power of ten of the first digit, held within a range that no real number leaves.
    exponent: i64,
    /// ASCII digits without zeros at either end.
    digits: String,
}

/// Beyond this the power of ten is cut, so that counting with it can't overflow.
const EXPONENT_LIMIT: i64 = 1_000_000_000_000;

impl Number {
    /// Reads the number of JSON and of OData: `-12.50`, `1e3`. `None` when the text is anything else.
    pub(super) fn parse(text: &str) -> Option<Self> {
        // Identifiers, nearly always. (Rust would take a plus here, JSON and OData don't.)
        if let (false, Ok(whole)) = (text.starts_with('+'), text.parse()) {
            return Some(Self::Whole(whole));
        }
        let (negative, rest) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let (mantissa, power) = match rest.split_once(['e', 'E']) {
            Some((mantissa, power)) => (mantissa, read_power(power)?),
            None => (rest, 0),
        };
        let (whole, part) = match mantissa.split_once('.') {
            Some((whole, part)) => (digits(whole)?, digits(part)?),
            None => (digits(mantissa)?, ""),
        };
        let all = [whole, part].concat();
        let significant = all.trim_start_matches('0');
        let zeros = length(&all) - length(significant);
        let exact = Exact {
            negative,
            exponent: (power + length(whole) - 1 - zeros).clamp(-EXPONENT_LIMIT, EXPONENT_LIMIT),
            digits: significant.trim_end_matches('0').to_owned(),
        };
        Some(exact.as_whole().map_or(Self::Exact(exact), Self::Whole))
    }

    fn as_exact(&self) -> Exact {
        match self {
            Self::Exact(exact) => exact.clone(),
            Self::Whole(whole) => {
                let all = whole.unsigned_abs().to_string();
                Exact { negative: *whole < 0, exponent: length(&all) - 1, digits: all.trim_end_matches('0').to_owned() }
            }
        }
    }

    const fn sign(&self) -> i64 {
        match self {
            Self::Whole(whole) => whole.signum(),
            Self::Exact(exact) if exact.negative => -1,
            Self::Exact(_) => 1,
        }
    }
}

fn digits(text: &str) -> Option<&str> {
    (!text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())).then_some(text)
}

fn read_power(text: &str) -> Option<i64> {
    let (negative, rest) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    // Digits that overflow still make a number, only an unimaginable one.
    let power = digits(rest)?.parse().unwrap_or(EXPONENT_LIMIT).min(EXPONENT_LIMIT);
    Some(if negative { -power } else { power })
}

fn length(text: &str) -> i64 {
    i64::try_from(text.len()).unwrap_or(EXPONENT_LIMIT)
}

impl Exact {
    fn as_whole(&self) -> Option<i64> {
        if self.digits.is_empty() {
            return Some(0);
        }
        // i64 has nineteen digits; the last of ours must stand at the ones or before it.
        if !(0..19).contains(&self.exponent) || length(&self.digits) > self.exponent + 1 {
            return None;
        }
        let width = usize::try_from(self.exponent + 1).ok()?;
        let sign = if self.negative { "-" } else { "" };
        format!("{sign}{:0<width$}", self.digits).parse().ok()
    }

    fn magnitude(&self, other: &Self) -> Ordering {
        // Without zeros at the ends, digits compare as text does.
        self.exponent.cmp(&other.exponent).then_with(|| self.digits.cmp(&other.digits))
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Self) -> Ordering {
        if let (Self::Whole(left), Self::Whole(right)) = (self, other) {
            return left.cmp(right);
        }
        self.sign().cmp(&other.sign()).then_with(|| match self.sign() {
            0 => Ordering::Equal,
            1 => self.as_exact().magnitude(&other.as_exact()),
            _ => other.as_exact().magnitude(&self.as_exact()),
        })
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Whole(whole) => whole.fmt(f),
            Self::Exact(exact) => exact.fmt(f),
        }
    }
}

/// `120000.5`; with a power of ten only when the zeros would hide the digits.
impl fmt::Display for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.negative {
            f.write_str("-")?;
        }
        let written_out = (-20..40).contains(&self.exponent);
        let exponent = if written_out { self.exponent } else { 0 };
        let leading_zeros = usize::try_from(-exponent).unwrap_or(0);
        let whole = usize::try_from(exponent + 1).unwrap_or(0);
        let all = format!("{:0<leading_zeros$}{:0<whole$}", "", self.digits);
        for (place, digit) in all.chars().enumerate() {
            if place == whole.max(1) {
                f.write_str(".")?;
            }
            write!(f, "{digit}")?;
        }
        if written_out { Ok(()) } else { write!(f, "e{}", self.exponent) }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rust_decimal::Decimal;

    use super::*;

    fn number(text: &str) -> Number {
        Number::parse(text).unwrap_or_else(|| panic!("{text} is a number"))
    }

    #[test]
    fn spellings_of_one_number_are_equal() {
        for text in ["120000", "120000.00", "1.2e5", "12E+4", "0120000.0", "1200000e-1"] {
            assert_eq!(number(text), Number::Whole(120_000), "{text}");
        }
        for text in ["0", "-0", "0.000", "0e9", "-0.0e-5"] {
            assert_eq!(number(text), Number::Whole(0), "{text}");
        }
        assert_eq!(number("9223372036854775807"), Number::Whole(i64::MAX));
        assert_eq!(number("-9223372036854775808"), Number::Whole(i64::MIN));
    }

    #[test]
    fn neighbours_that_a_float_confuses_stay_apart() {
        for (less, more) in [
            ("9007199254740992", "9007199254740993"),
            ("9223372036854775807", "9223372036854775808"),
            ("-9223372036854775809", "-9223372036854775808"),
            ("0.1", "0.10000000000000000000000000000000000001"),
            ("-1e400", "-1e399"),
            ("1e399", "1e400"),
            ("-0.5", "0"),
            ("0", "1e-400"),
            ("1e-99999999999999999999", "1e99999999999999999999"),
        ] {
            assert!(number(less) < number(more), "{less} < {more}");
            assert!(number(more) > number(less), "{more} > {less}");
        }
    }

    #[test]
    fn numbers_are_printed_as_people_write_them() {
        for (text, printed) in [
            ("120000.50", "120000.5"),
            ("-0.05", "-0.05"),
            ("0.5", "0.5"),
            ("1e20", "100000000000000000000"),
            ("1.25e300", "1.25e300"),
            ("1e-300", "1e-300"),
            ("9223372036854775808", "9223372036854775808"),
        ] {
            assert_eq!(number(text).to_string(), printed);
        }
    }

    #[test]
    fn other_text_is_no_number() {
        for text in ["", "-", "--1", ".5", "5.", "1e", "1e+", "0x10", "1_000", "1,5", "٣", "+5", " 5", "NaN", "5L"] {
            assert_eq!(Number::parse(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn the_order_is_that_of_decimals(left in -1_000_000_i64..1_000_000, right in -1_000_000_i64..1_000_000,
                                         left_scale in 0_u32..8, right_scale in 0_u32..8) {
            let (left, right) = (Decimal::new(left, left_scale), Decimal::new(right, right_scale));
            prop_assert_eq!(number(&left.to_string()).cmp(&number(&right.to_string())), left.cmp(&right));
        }

        #[test]
        fn a_printed_number_is_read_back(text in "-?[0-9]{1,25}(\\.[0-9]{1,25})?(e-?[0-9]{1,3})?") {
            let read = number(&text);
            prop_assert_eq!(number(&read.to_string()), read);
        }

        #[test]
        fn any_text_is_answered(text in ".*") {
            let _ = Number::parse(&text);
        }
    }
}
