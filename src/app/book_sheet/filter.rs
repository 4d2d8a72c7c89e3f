//! Groups of a book that a click shows.

use chrono::NaiveDate;

use crate::app::books::Books;
use crate::domain::record::RecordState;
use crate::domain::upkeep::PaperStanding;
use crate::store::model::BookRecord;

/// A group of records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Filter {
    /// All that aren't deleted.
    #[default]
    Living,
    /// On the platform's list of active ones.
    Active,
    /// Waiting to be sent, or on the way.
    Unsent,
    /// Refused by the platform.
    Refused,
    /// Changed here while it went there.
    Conflict,
    /// A paper has ended or will soon, or out of work today.
    Papers,
    /// Deleted.
    Deleted,
}

impl Filter {
    /// All of them, in the order of the strip.
    pub const ALL: [Self; 7] =
        [Self::Living, Self::Active, Self::Unsent, Self::Refused, Self::Conflict, Self::Papers, Self::Deleted];

    /// Key of its name.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Living => "books-filter-all",
            Self::Active => "books-filter-active",
            Self::Unsent => "books-filter-unsent",
            Self::Refused => "books-filter-refused",
            Self::Conflict => "books-filter-conflict",
            Self::Papers => "books-filter-papers",
            Self::Deleted => "books-filter-deleted",
        }
    }

    /// True for a record of the group.
    #[must_use]
    pub fn holds(self, record: &BookRecord, books: &Books, today: NaiveDate) -> bool {
        let gone = record.deleted;
        match self {
            Self::Living => !gone,
            Self::Active => !gone && record.active,
            Self::Deleted => gone,
            Self::Unsent => {
                record.meta.queued || matches!(record.meta.state, RecordState::LocalNew | RecordState::Dirty)
            }
            Self::Refused => record.meta.state == RecordState::Rejected || (gone && record.meta.error.is_some()),
            Self::Conflict => matches!(record.meta.state, RecordState::Conflict | RecordState::RemoteGone),
            Self::Papers => !gone && attention(record, books, today),
        }
    }
}

/// A paper has ended or will soon, or the record is out of work today.
#[must_use]
pub fn attention(record: &BookRecord, books: &Books, today: NaiveDate) -> bool {
    let id = &record.meta.id;
    books.papers_of(id).iter().any(|paper| paper.on(today) != PaperStanding::Valid)
        || books.absences_of(id).iter().any(|absence| absence.from <= today && today <= absence.to)
}
