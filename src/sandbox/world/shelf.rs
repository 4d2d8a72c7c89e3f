//! Records of one kind by number.

use std::collections::BTreeMap;

use super::super::model::Record;

/// Records of one kind.
#[derive(Debug, Clone)]
pub(crate) struct Shelf<T>(BTreeMap<i64, T>);

impl<T> Default for Shelf<T> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<T: Record> Shelf<T> {
    /// The record of a number, deleted ones too.
    pub(crate) fn get(&self, id: i64) -> Option<&T> {
        self.0.get(&id)
    }

    /// All of them, deleted ones too, by number.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &T> {
        self.0.values()
    }

    /// Takes a record away.
    pub(crate) fn remove(&mut self, id: i64) {
        self.0.remove(&id);
    }

    /// Puts a record in its place.
    pub(crate) fn put(&mut self, record: T) {
        self.0.insert(record.id(), record);
    }
}
