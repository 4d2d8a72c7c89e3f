//! What the screen knows of this part.

use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::Arc;

use crate::domain::id::LocalId;
use crate::store::model::OutsideChange;
use crate::words::Message;

/// What people are informed of, as the screen shows it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Informed {
    /// Changes from outside that nobody has looked at, newest first.
    pub unseen: Arc<Vec<OutsideChange>>,
    /// The records that they are of.
    pub unseen_records: Arc<HashSet<LocalId>>,
    /// Changes of the record whose card is open, newest first.
    pub changes: Arc<Vec<OutsideChange>>,
    /// The record that they are of.
    pub changes_of: Option<LocalId>,
    /// The desktop's service of notifications; `None`: not asked yet.
    pub desktop: Option<Result<(), String>>,
    /// Where a test of the mail settings stands.
    pub mail: MailTest,
    /// A password of the mail server is known.
    pub mail_password: bool,
    /// What the running exchange has read, of how many.
    pub progress: Option<(usize, Option<usize>)>,
    /// The database is damaged: the newest backup, when there is one.
    pub damaged: Option<Option<PathBuf>>,
}

/// Where a test of the mail settings stands.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum MailTest {
    /// Not asked.
    #[default]
    NotAsked,
    /// On its way.
    Running,
    /// The server took the letter.
    Sent,
    /// It did not, and why.
    Failed(Message),
}

impl Informed {
    /// Takes what nobody has looked at.
    pub fn take_unseen(&mut self, unseen: Arc<Vec<OutsideChange>>) {
        self.unseen_records = Arc::new(unseen.iter().map(|change| change.id.clone()).collect());
        self.unseen = unseen;
    }

    /// A person looks at a record: its mark goes at once, the store follows.
    pub fn look(&mut self, id: &LocalId) {
        if self.unseen_records.contains(id) {
            let left: Vec<_> = self.unseen.iter().filter(|change| change.id != *id).cloned().collect();
            self.take_unseen(Arc::new(left));
        }
        if self.changes_of.as_ref() != Some(id) {
            self.changes_of = None;
            self.changes = Arc::default();
        }
    }
}
