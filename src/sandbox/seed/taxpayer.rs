//! Fictional taxpayer numbers: a tax office that doesn't exist (9999), and right check digits.

/// Ten digits of a company.
pub(crate) fn company_inn(serial: u32) -> String {
    let digits = format!("9999{:05}", serial % 100_000);
    let check = check_digit(&digits, &[2, 4, 10, 3, 5, 9, 4, 6, 8]);
    format!("{digits}{check}")
}

/// Twelve digits of a sole trader.
pub(crate) fn person_inn(serial: u32) -> String {
    let mut digits = format!("9999{:06}", serial % 1_000_000);
    for weights in [&[7, 2, 4, 10, 3, 5, 9, 4, 6, 8][..], &[3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8]] {
        let check = check_digit(&digits, weights);
        digits = format!("{digits}{check}");
    }
    digits
}

/// Thirteen digits of a registration.
pub(crate) fn ogrn(serial: u32) -> String {
    let digits = 109_999_000_000_u64 + u64::from(serial % 1_000_000);
    format!("{digits}{}", digits % 11 % 10)
}

fn check_digit(digits: &str, weights: &[u32]) -> u32 {
    let sum: u32 =
        digits.chars().filter_map(|c| c.to_digit(10)).zip(weights).map(|(digit, weight)| digit * weight).sum();
    sum % 11 % 10
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_company_is_the_one_of_the_example() {
        assert_eq!(company_inn(1), "9999000013");
    }

    #[test]
    fn the_rule_agrees_with_published_numbers() {
        // The example that the federal tax service itself publishes for its check.
        assert_eq!(check_digit("770708389", &[2, 4, 10, 3, 5, 9, 4, 6, 8]), 3);
        assert_eq!("102770013219".parse::<u64>().map(|n| n % 11 % 10), Ok(5));
        assert_eq!(person_inn(1).chars().count(), 12);
    }
}
