//! Pulled bids made ready to be stored: what takes the processor is done before the one writer is needed, beside the
//! network and beside the page that is being written.

use super::bid_record::packed_documents;
use super::error::StoreError;
use crate::domain::pulled::PulledBid;

/// A bid of the platform with its documents as they will stand, should it be new here.
#[derive(Debug)]
pub struct ReadyBid {
    pub(super) pulled: PulledBid,
    pub(super) packed: Vec<u8>,
}

impl ReadyBid {
    /// Makes it ready.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] when a document is too long to be stored.
    pub fn new(pulled: PulledBid) -> Result<Self, StoreError> {
        let packed = packed_of(&pulled)?;
        Ok(Self { pulled, packed })
    }

    /// The bid.
    #[must_use]
    pub const fn pulled(&self) -> &PulledBid {
        &self.pulled
    }
}

/// The documents of a bid that both sides agree on.
pub(super) fn packed_of(pulled: &PulledBid) -> Result<Vec<u8>, super::error::Fault> {
    let raw = (pulled.list_raw.as_deref(), pulled.edit_raw.as_deref());
    packed_documents(raw, Some(&pulled.bid), &pulled.facts)
}

/// A row of a page, made ready or not.
#[derive(Debug, Clone, Copy)]
pub(super) struct Incoming<'a> {
    pub(super) pulled: &'a PulledBid,
    pub(super) packed: Option<&'a [u8]>,
}

impl<'a> From<&'a PulledBid> for Incoming<'a> {
    fn from(pulled: &'a PulledBid) -> Self {
        Self { pulled, packed: None }
    }
}

impl<'a> From<&'a ReadyBid> for Incoming<'a> {
    fn from(ready: &'a ReadyBid) -> Self {
        Self { pulled: &ready.pulled, packed: Some(&ready.packed) }
    }
}
