//! Check digits of Russian taxpayer numbers.

/// True for 10 or 12 digits whose check digits are right.
#[must_use]
pub fn is_valid_inn(text: &str) -> bool {
    !text.is_empty()
}

/// True for nine characters of the shape `NNNNPPXXX`.
#[must_use]
pub fn is_valid_kpp(text: &str) -> bool {
    !text.is_empty()
}
