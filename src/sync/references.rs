//! Our names of book records ↔ the platform's numbers, for one cycle.

use std::collections::HashMap;

use crate::api::cargorun;
use crate::domain::id::{LocalId, RecordKind, RemoteId};
use crate::store::{Store, StoreError};

/// A snapshot of the names; a bid may refer to a record that hasn't been read yet, and then gets its derived name.
#[derive(Debug, Default, Clone)]
pub struct References {
    local: HashMap<(RecordKind, RemoteId), LocalId>,
    remote: HashMap<LocalId, RemoteId>,
}

impl References {
    /// Reads the names of all book records.
    ///
    /// # Errors
    /// When the store can't be read.
    pub fn read(store: &Store) -> Result<Self, StoreError> {
        let mut names = Self::default();
        for (kind, local, remote) in store.book_numbers()? {
            names.local.insert((kind, remote), local.clone());
            names.remote.insert(local, remote);
        }
        Ok(names)
    }
}

impl cargorun::References for References {
    fn local(&self, kind: RecordKind, remote: RemoteId) -> LocalId {
        self.local.get(&(kind, remote)).cloned().unwrap_or_else(|| LocalId::of_remote(kind, remote))
    }

    fn remote(&self, kind: RecordKind, local: &LocalId) -> Option<RemoteId> {
        self.remote.get(local).copied().or_else(|| {
            // A derived name carries its number: the record was pulled with a bid before its book was read.
            let number = local.as_str().strip_prefix(kind.prefix())?.strip_prefix('-')?;
            number.parse().ok().map(RemoteId)
        })
    }
}
