//! Everything that is checked before a shipment leaves, each check by its number in `partners.md` §2.
//!
//! 79 and above are of another partner. 9 and 10 are not findings: what a letter leaves out is left out in writing, and the
//! block of a price is chosen in reading. Words that are in none of the closed lists, and dates and hours that are none,
//! never get as far as a [`Shipment`]: whoever reads them reports them under the same numbers (5, 13, 16, 20, 26, 41, 50, 66,
//! 67, 75).

mod address;
mod cargo;
mod general;
mod members;
mod payment;
mod route;
#[cfg(test)]
mod tests;

use super::{Finding, Known, Level, Shipment};

pub use payment::escaped_length;

/// All findings, in the order of the checks.
#[must_use]
pub fn check(shipment: &Shipment, known: &Known) -> Vec<Finding> {
    let mut found = Vec::new();
    general::check(shipment, known, &mut found);
    route::check(shipment, known, &mut found);
    address::check(shipment, known, &mut found);
    members::check(shipment, known, &mut found);
    cargo::check(shipment, known, &mut found);
    payment::check(shipment, known, &mut found);
    found.sort_by(|a, b| (a.rule, &a.field).cmp(&(b.rule, &b.field)));
    found.dedup();
    found
}

/// True when nothing forbids the sending.
#[must_use]
pub fn may_be_sent(findings: &[Finding]) -> bool {
    findings.iter().all(|finding| finding.level != Level::Blocks)
}

/// Characters of a text.
fn length(text: &str) -> usize {
    text.chars().count()
}

fn is_blank(text: Option<&str>) -> bool {
    text.is_none_or(|text| text.trim().is_empty())
}

fn is_digits(text: &str, counts: std::ops::RangeInclusive<usize>) -> bool {
    counts.contains(&length(text)) && text.chars().all(|sign| sign.is_ascii_digit())
}

/// `7` and ten digits.
fn is_phone_11(text: &str) -> bool {
    is_digits(text, 11..=11) && text.starts_with('7')
}

fn is_email(text: &str) -> bool {
    let Some((name, host)) = text.split_once('@') else { return false };
    let is_clean = |part: &str| !part.is_empty() && !part.contains(|sign: char| sign.is_whitespace() || sign == '@');
    is_clean(name) && is_clean(host) && host.contains('.') && !host.starts_with('.') && !host.ends_with('.')
}

fn has(list: &[String], uid: &str) -> bool {
    list.iter().any(|known| known.eq_ignore_ascii_case(uid))
}

/// Places in a list of what stands there a second time.
fn repeated<'a>(uids: impl Iterator<Item = &'a str>) -> Vec<usize> {
    let mut seen: Vec<String> = Vec::new();
    let mut again = Vec::new();
    for (at, uid) in uids.enumerate() {
        let uid = uid.to_ascii_lowercase();
        if seen.contains(&uid) {
            again.push(at);
        } else {
            seen.push(uid);
        }
    }
    again
}
