//! What a person changed since the last agreement: only the changed top-level fields, with their new values.

use serde_json::{Map, Value};
use thiserror::Error;

use super::differing;
use super::field::BidField;
use crate::domain::bid::Bid;

/// Changed fields and their new values. `local = base + patch`.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Patch {
    /// In the order of the form, none twice.
    fields: Vec<BidField>,
    /// Holds the values of `fields`; its other fields are empty.
    values: Bid,
}

/// A stored patch that can't be read.
#[derive(Debug, Error)]
pub enum PatchError {
    /// Not the JSON of a patch, or a value of the wrong kind.
    #[error("not a patch of a bid: {0}")]
    Malformed(#[from] serde_json::Error),
    /// A field that this version does not know.
    #[error("a patch names a field that is unknown here: {0}")]
    UnknownField(String),
}

impl Patch {
    /// What turns `base` into `local`.
    #[must_use]
    pub fn between(base: &Bid, local: &Bid) -> Self {
        let mut patch = Self::default();
        for field in differing(base, local) {
            field.copy(local, &mut patch.values);
            patch.fields.push(field);
        }
        patch
    }

    /// The base with the changes.
    #[must_use]
    pub fn apply_to(&self, base: &Bid) -> Bid {
        let mut local = base.clone();
        for field in &self.fields {
            field.copy(&self.values, &mut local);
        }
        local
    }

    /// True when the bid has its values in all its fields.
    #[must_use]
    pub fn stands_in(&self, bid: &Bid) -> bool {
        self.fields.iter().all(|field| field.same(&self.values, bid))
    }

    /// True when nothing was changed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.fields.is_empty()
    }

    /// The changed fields, in the order of the form.
    #[must_use]
    pub fn fields(&self) -> &[BidField] {
        &self.fields
    }

    /// The patch as a JSON object: field name → new value.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let named = self.fields.iter().map(|field| (field.name().to_owned(), field.value(&self.values)));
        Value::Object(named.collect::<Map<_, _>>())
    }

    /// Reads what [`Self::to_json`] wrote.
    ///
    /// # Errors
    /// [`PatchError`] when the text is no patch of this version.
    pub fn from_json(text: &str) -> Result<Self, PatchError> {
        let named: Map<String, Value> = serde_json::from_str(text)?;
        let mut fields = named
            .keys()
            .map(|name| BidField::from_name(name).ok_or_else(|| PatchError::UnknownField(name.clone())))
            .collect::<Result<Vec<_>, _>>()?;
        fields.sort_unstable();
        let values = serde_json::from_value(Value::Object(named))?;
        Ok(Self { fields, values })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::bid::{BidPoint, PointKind};
    use crate::domain::id::LocalId;

    #[test]
    fn a_cleared_field_stays_cleared_through_text() {
        let base = Bid { car: Some(LocalId::new("car-1")), vat_on_top: true, ..Bid::blank() };
        let local = Bid { car: None, ..base.clone() };
        let patch = Patch::between(&base, &local);
        assert_eq!(patch.fields(), [BidField::Car]);
        let text = patch.to_json().to_string();
        assert_eq!(text, r#"{"car":null}"#);
        let read = Patch::from_json(&text).unwrap();
        assert_eq!(read, patch);
        assert_eq!(read.apply_to(&base), local);
    }

    #[test]
    fn an_equal_bid_is_an_empty_patch() {
        let mut bid = Bid::blank();
        bid.points.push(BidPoint::new(PointKind::Custom));
        let patch = Patch::between(&bid, &bid);
        assert!(patch.is_empty());
        assert_eq!(patch.to_json().to_string(), "{}");
        assert_eq!(patch.apply_to(&bid), bid);
    }

    #[test]
    fn what_is_no_patch_is_refused() {
        assert!(
            matches!(Patch::from_json(r#"{"colour":"red"}"#), Err(PatchError::UnknownField(name)) if name == "colour")
        );
        for text in ["", "[]", r#"{"vat_on_top":"yes"}"#, r#"{"price":12.5}"#] {
            assert!(matches!(Patch::from_json(text), Err(PatchError::Malformed(_))), "{text}");
        }
    }
}
