//! Check digits of Russian registration numbers: of taxpayers (INN, KPP), of the state register (OGRN, OGRNIP) and of
//! bank accounts (with the BIC of the bank).
//!
//! A right check digit says that a number was not mistyped, nothing of whether such a company exists. All functions take
//! the number alone: digits without spaces, as the books keep it. A number of zeros only fits every formula and is
//! refused: it is what fills a field that nobody has filled.

const INN_10: [u32; 9] = [2, 4, 10, 3, 5, 9, 4, 6, 8];
const INN_12_FIRST: [u32; 10] = [7, 2, 4, 10, 3, 5, 9, 4, 6, 8];
const INN_12_SECOND: [u32; 11] = [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8];

/// True for the taxpayer number of a company (10 digits) or of a person (12 digits) whose check digits are right.
///
/// ```
/// use cargorun_desk::domain::inn::is_valid_inn;
///
/// assert!(is_valid_inn("9999000013"));
/// assert!(!is_valid_inn("9999000031"));
/// ```
#[must_use]
pub fn is_valid_inn(text: &str) -> bool {
    let is_right = |digits: &[u32], weights: &[u32]| digits.get(weights.len()) == Some(&checked(digits, weights));
    digits::<10>(text).is_some_and(|inn| is_right(&inn, &INN_10))
        || digits::<12>(text).is_some_and(|inn| is_right(&inn, &INN_12_FIRST) && is_right(&inn, &INN_12_SECOND))
}

/// True for the registration reason code of a company, nine characters of the shape `NNNNPPXXX`: tax office, reason (two
/// digits or capital Latin letters), number. It has no check digit.
///
/// ```
/// use cargorun_desk::domain::inn::is_valid_kpp;
///
/// assert!(is_valid_kpp("999901001"));
/// assert!(!is_valid_kpp("99990100"));
/// ```
#[must_use]
pub fn is_valid_kpp(text: &str) -> bool {
    text.chars().count() == 9
        && text
            .chars()
            .zip(0..)
            .all(|(c, place)| c.is_ascii_digit() || ((4..6).contains(&place) && c.is_ascii_uppercase()))
        && text.chars().any(|c| c != '0')
}

/// True for the main state registration number of a company, 13 digits from 1 or 5 with a right check digit.
///
/// ```
/// use cargorun_desk::domain::inn::is_valid_ogrn;
///
/// assert!(is_valid_ogrn("1269999000017"));
/// assert!(!is_valid_ogrn("1269999000016"));
/// ```
#[must_use]
pub fn is_valid_ogrn(text: &str) -> bool {
    digits::<13>(text).is_some_and(|ogrn| matches!(ogrn, [1 | 5, ..]) && is_remainder_last(&ogrn, 11))
}

/// True for the main state registration number of an entrepreneur, 15 digits from 3 with a right check digit.
///
/// ```
/// use cargorun_desk::domain::inn::is_valid_ogrnip;
///
/// assert!(is_valid_ogrnip("326999900000012"));
/// assert!(!is_valid_ogrnip("326999900000013"));
/// ```
#[must_use]
pub fn is_valid_ogrnip(text: &str) -> bool {
    digits::<15>(text).is_some_and(|ogrnip| matches!(ogrnip, [3, ..]) && is_remainder_last(&ogrnip, 13))
}

/// True for the code of a bank: nine digits. It has no check digit.
#[must_use]
pub fn is_valid_bic(text: &str) -> bool {
    digits::<9>(text).is_some()
}

/// True when the settlement account of a client (20 digits) is one of the bank with this BIC. Accounts that the Bank of
/// Russia itself keeps are checked as its correspondent ones are.
///
/// ```
/// use cargorun_desk::domain::inn::is_valid_account;
///
/// assert!(is_valid_account("40702810600000000001", "049999999"));
/// assert!(!is_valid_account("40702810600000000010", "049999999"));
/// ```
#[must_use]
pub fn is_valid_account(account: &str, bic: &str) -> bool {
    is_account_of(account, bic, |[.., a, b, c]| [a, b, c])
}

/// True when the correspondent account of a bank (20 digits) is the one of this BIC.
///
/// ```
/// use cargorun_desk::domain::inn::is_valid_correspondent_account;
///
/// assert!(is_valid_correspondent_account("30101810400000000225", "044525225"));
/// assert!(!is_valid_correspondent_account("30101810400000000252", "044525225"));
/// ```
#[must_use]
pub fn is_valid_correspondent_account(account: &str, bic: &str) -> bool {
    is_account_of(account, bic, |[_, _, _, _, a, b, ..]| [0, a, b])
}

/// The account with three digits of its bank before it, weights 7, 1, 3 over and over, makes a round number.
fn is_account_of(account: &str, bic: &str, of_bank: fn([u32; 9]) -> [u32; 3]) -> bool {
    let (Some(account), Some(bic)) = (digits::<20>(account), digits::<9>(bic)) else { return false };
    let weighted = of_bank(bic).into_iter().chain(account).zip([7, 1, 3].into_iter().cycle());
    weighted.map(|(digit, weight)| digit * weight).sum::<u32>() % 10 == 0
}

/// All digits of a text that is nothing but that many digits, not all of them zero.
fn digits<const N: usize>(text: &str) -> Option<[u32; N]> {
    let digits: Option<Vec<u32>> = text.chars().map(|c| c.to_digit(10)).collect();
    <[u32; N]>::try_from(digits?).ok().filter(|digits| digits.iter().any(|digit| *digit != 0))
}

/// The check digit of an INN: weighted sum, remainder of eleven, its last digit.
fn checked(digits: &[u32], weights: &[u32]) -> u32 {
    digits.iter().zip(weights).map(|(digit, weight)| digit * weight).sum::<u32>() % 11 % 10
}

/// True when the number before the last digit leaves a remainder that ends with that digit.
fn is_remainder_last(digits: &[u32], divisor: u32) -> bool {
    let Some((last, number)) = digits.split_last() else { return false };
    let remainder = number.iter().fold(0, |remainder, digit| (remainder * 10 + digit) % divisor);
    remainder % 10 == *last
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn known_numbers_are_right() {
        // Published numbers of a state bank, the only real ones here: the formulas must hold for the world.
        assert!(is_valid_inn("7707083893"));
        assert!(is_valid_ogrn("1027700132195"));
        assert!(is_valid_correspondent_account("30101810400000000225", "044525225"));
        // Made up, of a tax office that does not exist.
        assert!(is_valid_inn("9999000013"));
        assert!(is_valid_inn("999900000160"));
        assert!(is_valid_kpp("999901001") && is_valid_kpp("9999AZ001"));
        assert!(is_valid_bic("049999999"));
    }

    #[test]
    fn other_shapes_are_refused() {
        for text in
            ["", "7707083893 ", " 7707083893", "770708389", "77070838930", "770708389a", "٧٧٠٧٠٨٣٨٩٣", "0000000000"]
        {
            assert!(!is_valid_inn(text), "{text}");
        }
        assert!(!is_valid_inn("000000000000"));
        for text in
            ["", "9999 1001", "99990100", "9999010011", "9999аб001", "9999ab001", "A99901001", "99990100A", "000000000"]
        {
            assert!(!is_valid_kpp(text), "{text}");
        }
        assert!(!is_valid_ogrn("326999900000012") && !is_valid_ogrnip("1269999000017"), "each has its own length");
        assert!(!is_valid_ogrn("2027700132194"), "a company's begins with 1 or 5");
        assert!(!is_valid_ogrnip("426999900000019"), "an entrepreneur's begins with 3");
        assert!(!is_valid_bic("04999900") && !is_valid_bic("04999900A"));
        assert!(!is_valid_account("30101810400000000225", "044525225"), "the bank's own account is not a client's");
        assert!(!is_valid_account("40702810600000000001", "049999998"), "of another bank");
        assert!(!is_valid_account("4070281060000000000", "049999999"));
    }

    /// The numbers with this beginning whose last digit is right.
    fn right(start: &str, is_right: impl Fn(&str) -> bool) -> Vec<String> {
        (0..10).map(|last| format!("{start}{last}")).filter(|text| is_right(text)).collect()
    }

    proptest! {
        #[test]
        fn a_mistyped_digit_of_an_inn_is_noticed(start in "[1-9][0-9]{8}", place in 0_usize..9, other in 1_u32..10) {
            let right = right(&start, is_valid_inn);
            prop_assert_eq!(right.len(), 1, "exactly one last digit is right");
            let digits: Vec<u32> = right[0].chars().filter_map(|c| c.to_digit(10)).collect();
            let with = |place: usize, digit: u32| -> String {
                let changed = digits.iter().enumerate().map(|(at, old)| if at == place { digit } else { *old });
                changed.map(|digit| digit.to_string()).collect()
            };
            // The remainder 10 is written as 0, so that of all single mistakes a few pass; a mistyped check digit never.
            prop_assert!(!is_valid_inn(&with(9, (digits[9] + other) % 10)));
            let mistyped = (1..10).filter(|more| is_valid_inn(&with(place, (digits[place] + more) % 10))).count();
            prop_assert!(mistyped <= 1, "{mistyped} of nine mistakes pass");
        }

        #[test]
        fn one_last_digit_is_right_in_every_kind(ogrn in "[15][0-9]{11}", ogrnip in "3[0-9]{13}", account in "40[0-9]{17}") {
            prop_assert_eq!(right(&ogrn, is_valid_ogrn).len(), 1);
            prop_assert_eq!(right(&ogrnip, is_valid_ogrnip).len(), 1);
            prop_assert_eq!(right(&account, |text| is_valid_account(text, "049999999")).len(), 1);
        }

        #[test]
        fn any_text_gets_an_answer(text in ".{0,24}", other in ".{0,12}") {
            let _ = (is_valid_inn(&text), is_valid_kpp(&text), is_valid_ogrn(&text), is_valid_ogrnip(&text));
            let _ = (is_valid_account(&text, &other), is_valid_correspondent_account(&text, &other), is_valid_bic(&text));
        }
    }
}
