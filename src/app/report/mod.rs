//! Reports without pixels: which days and rows, what the worker made of them, and the way from a row to its bids in the list.
//!
//! [`desk`] is what is known and what may be asked and told; [`handle`] is pure, the sums are [`crate::domain::report`].

pub mod desk;
mod handle;

use crate::api::cargorun;
use crate::domain::report::Told;
use crate::store::model::BidRecord;

pub use self::handle::{apply, changed, handle, rearranged, wanted};

/// What the platform tells of a stored bid beside its facts: empty kilometres and payment.
#[must_use]
pub fn told(record: &BidRecord) -> Told {
    let base = record.base.as_ref();
    cargorun::told(base.and_then(|base| base.list_raw.as_deref()), base.and_then(|base| base.edit_raw.as_deref()))
}
