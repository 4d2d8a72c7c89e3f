//! A bulk action before it is carried out: what is wished of which bids, and what it would do to each.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::ask::Edits;
use super::back::StepTaken;
use super::plan::Outcome;
use crate::domain::action::Action;
use crate::domain::bid::BidStatus;
use crate::domain::bid_change::BidChange;
use crate::domain::id::LocalId;
use crate::domain::overlap::ResourceKind;
use crate::store::model::BidRow;
use crate::words::Message;

/// What a person wishes of many bids.
#[derive(Debug, Clone, PartialEq)]
pub enum Wish {
    /// Changes of their fields.
    Edits(Edits),
    /// A step of their life.
    Steps(Action, Vec<LocalId>),
    /// All later bids of a truck or of a driver go to another.
    Later(Later),
    /// A step goes back by a step of the opposite kind.
    Back(Arc<StepTaken>),
}

impl Wish {
    /// What it is called.
    #[must_use]
    pub fn what(&self) -> Message {
        match self {
            Self::Edits(edits) => edits.what.clone(),
            Self::Steps(action, _) => Message::new(step_key(*action)),
            Self::Back(step) => step.name(),
            Self::Later(later) => Message::new(match later.kind {
                ResourceKind::Car => "life-later-car",
                ResourceKind::Driver => "life-later-driver",
                ResourceKind::Trailer => "life-later-trailer",
            }),
        }
    }
}

/// All bids of a resource from a moment on, to another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Later {
    /// Truck, driver or trailer.
    pub kind: ResourceKind,
    /// Whose bids.
    pub from: LocalId,
    /// Those that begin at this moment or later.
    pub since: DateTime<Utc>,
    /// Who takes them.
    pub to: LocalId,
    /// The bid that the person began with: it goes too, even when it is on the road.
    pub first: LocalId,
}

impl Later {
    /// The changes that it is: of bids that aren't over, in the order of their dates. `rows` are the bids of the resource.
    #[must_use]
    pub fn edits(&self, rows: &[BidRow]) -> Edits {
        let goes = |row: &&BidRow| {
            let ahead = matches!(row.status, BidStatus::Draft | BidStatus::Planned);
            !row.deleted
                && (row.meta.id == self.first || (ahead && row.first_utc.is_some_and(|first| first >= self.since)))
        };
        let mut going: Vec<&BidRow> = rows.iter().filter(goes).collect();
        going.sort_by(|a, b| a.first_utc.cmp(&b.first_utc).then_with(|| a.meta.id.cmp(&b.meta.id)));
        let rows = going.into_iter().filter_map(|row| {
            let is = |id: &Option<LocalId>| id.as_ref() == Some(&self.from);
            let to = Some(self.to.clone());
            let change = match self.kind {
                ResourceKind::Car if is(&row.car) => BidChange::Car(to),
                ResourceKind::Driver if is(&row.driver) => BidChange::Driver(to),
                ResourceKind::Driver if is(&row.second_driver) => BidChange::SecondDriver(to),
                ResourceKind::Trailer if is(&row.trailer) => BidChange::Trailer(to),
                ResourceKind::Car | ResourceKind::Driver | ResourceKind::Trailer => return None,
            };
            Some(super::plan::Edit { id: row.meta.id.clone(), changes: vec![change] })
        });
        Edits { what: Wish::Later(self.clone()).what(), rows: rows.collect() }
    }
}

/// Key of the name of a step in previews and in the history.
#[must_use]
pub const fn step_key(action: Action) -> &'static str {
    match action {
        Action::Edit => "card-step-edit",
        Action::Send => "card-step-send",
        Action::Start => "card-step-start",
        Action::Revert => "card-step-revert",
        Action::Cancel => "card-step-cancel",
        Action::Delete => "card-step-delete",
        Action::Restore => "card-step-restore",
        Action::Complete => "card-step-complete",
        Action::Clone => "card-step-clone",
    }
}

/// The preview of a wish.
#[derive(Debug, Clone)]
pub struct Preview {
    /// What is wished.
    pub wish: Wish,
    /// What would come of each bid; `None` while it is worked out.
    pub rows: Option<Arc<Vec<PreviewRow>>>,
    /// It is being carried out.
    pub running: bool,
}

impl Preview {
    /// How many bids would change.
    #[must_use]
    pub fn would_change(&self) -> usize {
        self.rows.iter().flat_map(|rows| rows.iter()).filter(|row| row.outcome == Outcome::Done).count()
    }
}

/// What would come of a bid.
#[derive(Debug, Clone, PartialEq)]
pub struct PreviewRow {
    /// The bid.
    pub id: LocalId,
    /// What it is called.
    pub name: String,
    /// `Машина: А123ВС → В456ОР`, in the language of the screen.
    pub change: String,
    /// What would come of it.
    pub outcome: Outcome,
    /// What to know though it can be done.
    pub warnings: Vec<Message>,
    /// The bid that stands in the way.
    pub other: Option<LocalId>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::RemoteId;
    use crate::domain::record::{RecordMeta, RecordState};

    fn row(number: i64, status: BidStatus, days: i64) -> BidRow {
        let id = LocalId::new(format!("b{number}"));
        let meta = RecordMeta {
            remote_id: Some(RemoteId(number)),
            state: RecordState::Clean,
            ..RecordMeta::new(id, DateTime::UNIX_EPOCH)
        };
        let at = Some(DateTime::UNIX_EPOCH + chrono::TimeDelta::days(days));
        BidRow {
            meta,
            status,
            deleted: false,
            customer: None,
            car: Some(LocalId::new("old")),
            trailer: None,
            driver: None,
            second_driver: Some(LocalId::new("old")),
            price: None,
            route: Vec::new(),
            first_local: None,
            first_offset_minutes: None,
            first_utc: at,
            last_utc: at,
            plan_mileage_m: None,
            empty_run: false,
        }
    }

    #[test]
    fn later_bids_go_in_their_order_and_what_is_over_stays() {
        let later = |kind| Later {
            kind,
            from: LocalId::new("old"),
            since: DateTime::UNIX_EPOCH + chrono::TimeDelta::days(10),
            to: LocalId::new("new"),
            first: LocalId::new("b1"),
        };
        let mut another = row(7, BidStatus::Draft, 12);
        another.car = Some(LocalId::new("third"));
        another.second_driver = None;
        let rows = [
            row(1, BidStatus::Started, 9),
            row(2, BidStatus::Draft, 20),
            row(3, BidStatus::Planned, 11),
            row(4, BidStatus::Draft, 5),
            row(5, BidStatus::Done, 15),
            row(6, BidStatus::Started, 15),
            another,
            BidRow { deleted: true, ..row(8, BidStatus::Draft, 20) },
        ];
        let names = |edits: &Edits| edits.rows.iter().map(|edit| edit.id.to_string()).collect::<Vec<_>>();
        let edits = later(ResourceKind::Car).edits(&rows);
        assert_eq!(names(&edits), ["b1", "b3", "b2"], "the one on the road only because it was pointed at");
        assert_eq!(edits.rows[0].changes, [BidChange::Car(Some(LocalId::new("new")))]);
        let edits = later(ResourceKind::Driver).edits(&rows);
        assert_eq!(edits.rows[0].changes, [BidChange::SecondDriver(Some(LocalId::new("new")))], "in the seat he has");
        assert!(later(ResourceKind::Trailer).edits(&rows).rows.is_empty());
    }
}
