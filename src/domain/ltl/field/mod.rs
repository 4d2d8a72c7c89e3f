//! Every field of the two requests as a row of one table: where it stands in a form, how it is typed, whether it is rare.
//!
//! The form is painted from this table and from nothing else, so a field that stands here has a place on the screen, and a
//! test walks the documents for fields that don't stand here. Paths are the carrier's; `[]` stands for a place in a list.

mod table;

use std::sync::LazyLock;

pub use table::{Group, Input, Words};

use super::Directory;

/// A field of the requests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Its path, with `[]` for places in lists; the first place of goods paid on delivery is fixed (`[0]`).
    pub path: String,
    /// The end of the key of its name.
    pub label: &'static str,
    /// How it is typed.
    pub input: Input,
    /// Where it stands.
    pub group: Group,
    /// Folded until it is asked for or filled.
    pub rare: bool,
    /// Only an order has it.
    pub order_only: bool,
}

impl Field {
    /// The list that it belongs to (`delivery.packages[]`), and its own path there.
    #[must_use]
    pub fn list(&self) -> Option<(&str, &str)> {
        let (list, rest) = self.path.split_once("[]")?;
        Some((list, rest.trim_start_matches('.')))
    }

    /// Its directory, when it has one.
    #[must_use]
    pub const fn directory(&self) -> Option<Directory> {
        match self.input {
            Input::Uid(directory) | Input::Id(directory) => Some(directory),
            _ => None,
        }
    }
}

static FIELDS: LazyLock<Vec<Field>> = LazyLock::new(table::all);

/// All fields, in the order of the form.
#[must_use]
pub fn fields() -> &'static [Field] {
    &FIELDS
}

/// Fields of a part of the form.
pub fn of_group(group: Group) -> impl Iterator<Item = &'static Field> {
    FIELDS.iter().filter(move |field| field.group == group)
}

/// A path with its places forgotten: `delivery.packages[3].uid` → `delivery.packages[].uid`.
#[must_use]
pub fn pattern(path: &str) -> String {
    let mut plain = String::with_capacity(path.len());
    let mut inside = false;
    for sign in path.chars() {
        match sign {
            '[' => {
                inside = true;
                plain.push(sign);
            }
            ']' => {
                inside = false;
                plain.push(sign);
            }
            _ if inside => {}
            _ => plain.push(sign),
        }
    }
    plain
}

/// True when two paths are of the same field, in whatever places of its lists.
#[must_use]
pub fn fits(one: &str, other: &str) -> bool {
    signs(one).eq(signs(other))
}

/// The signs of a path without the numbers of places.
fn signs(path: &str) -> impl Iterator<Item = char> + '_ {
    let mut inside = false;
    path.chars().filter(move |sign| {
        inside = match sign {
            '[' => true,
            ']' => false,
            _ if inside => return false,
            _ => false,
        };
        true
    })
}

/// The field that a path of the documents or of a complaint is about: itself, or the first one under it.
#[must_use]
pub fn field_of(path: &str) -> Option<&'static Field> {
    if let Some(field) = FIELDS.iter().find(|field| fits(&field.path, path)) {
        return Some(field);
    }
    let wanted = pattern(path);
    let below = |field: &&Field| {
        let own = pattern(&field.path);
        own.strip_prefix(&wanted).is_some_and(|rest| rest.starts_with(['.', '[']))
    };
    FIELDS.iter().find(below)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn places_make_no_other_field() {
        assert!(fits("a[12].b", "a[].b") && fits("a[0].b[1]", "a[3].b[]") && fits("a.b", "a.b"));
        assert!(!fits("a[1].b", "a.b") && !fits("a[1].b", "a[1].c") && !fits("a1", "a2"));
        assert_eq!(pattern("a[12].b"), "a[].b");
    }

    #[test]
    fn no_field_stands_twice() {
        let paths: BTreeSet<String> = fields().iter().map(|field| pattern(&field.path)).collect();
        assert_eq!(paths.len(), fields().len());
    }

    #[test]
    fn a_complaint_about_an_object_is_one_about_its_first_field() {
        let at = |path: &str| field_of(path).map(|field| field.path.as_str());
        assert_eq!(at("delivery.packages[2].uid"), Some("delivery.packages[].uid"));
        assert_eq!(at("delivery.derival.address"), Some("delivery.derival.address.search"));
        assert_eq!(at("members.receiver"), Some("members.receiver.counteragent.form"));
        assert_eq!(at("payment.cashOnDelivery[0].products"), Some("payment.cashOnDelivery[0].products[].productName"));
        assert!(at("payment.cashOnDelivery[1]").is_some());
        assert_eq!(at("delivery.derival.requirements[1]"), Some("delivery.derival.requirements[]"));
        assert_eq!(at("nothing"), None);
    }
}
