//! Keeping the directories fresh: each by itself, so that one that fails leaves its last good copy and the others alone.

use chrono::TimeDelta;

use super::{Carrier, GroupageError};
use crate::api::dellin::Fetched;
use crate::domain::ltl::Directory;

/// What became of a directory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refreshed {
    /// It was not time yet.
    Fresh,
    /// The copy at hand is the present one.
    Same,
    /// A new copy of so many entries.
    New(usize),
    /// It failed; the last good copy stays.
    Failed(GroupageError),
    /// It belongs to an account and nobody is signed in.
    NeedsAccount,
}

impl Carrier {
    /// Refreshes directories, telling each as it is done. `older_than`: one that was compared since is left alone.
    pub async fn refresh(
        &self,
        directories: &[Directory],
        older_than: TimeDelta,
        mut told: impl FnMut(Directory, &Refreshed),
    ) {
        for directory in directories {
            let outcome = self.refresh_one(*directory, older_than).await.unwrap_or_else(Refreshed::Failed);
            told(*directory, &outcome);
        }
    }

    async fn refresh_one(&self, directory: Directory, older_than: TimeDelta) -> Result<Refreshed, GroupageError> {
        let now = (self.now)();
        let state = self.store.directory_state(directory)?;
        if state.as_ref().is_some_and(|(_, at)| now - *at < older_than && *at <= now) {
            return Ok(Refreshed::Fresh);
        }
        if directory.is_of_account() && !self.client.has_account() {
            return Ok(Refreshed::NeedsAccount);
        }
        let known = state.map(|(hash, _)| hash).filter(|hash| !hash.is_empty());
        match self.client.directory(directory, known.as_deref(), now.date_naive()).await? {
            Fetched::Same => {
                self.store.directory_is_same(directory, now)?;
                Ok(Refreshed::Same)
            }
            Fetched::New { hash, entries } => {
                self.store.put_directory(directory, &hash, &entries, now)?;
                Ok(Refreshed::New(entries.len()))
            }
        }
    }
}
