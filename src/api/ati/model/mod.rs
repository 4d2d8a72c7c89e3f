//! Both topics, field by field, as the pages of ATI.SU show them (seed 003). Units as the pages give them or, where they
//! don't, as its convention is: tonnes, cubic metres, metres, kilometres.
//!
//! The pages' samples and models disagree about which fields there are; here stands what either of them names.

mod cargo;
mod invite;
mod route;

use super::envelope::Topic;
use super::field::Field as _;
pub use cargo::{Cargo, LoadingCargo, Size, Transport, UnloadingCargo};
pub use invite::{Payment, Rate, ReceivedInvite, SentInvite};
pub use route::{
    ContactPerson, DocsAddress, ExtraPoint, Load, NearCity, Organization, Point, Schedule, Stock, TimeslotsBinding,
};

/// An invitation of either topic.
#[derive(Debug, Clone, PartialEq)]
pub enum Invite {
    /// We are invited.
    Received(Box<ReceivedInvite>),
    /// We invite.
    Sent(Box<SentInvite>),
}

impl Invite {
    /// Reads the entity of a topic; `None` when it is no record or the topic is not about invitations.
    #[must_use]
    pub fn read(topic: Topic, entity: &serde_json::Value) -> Option<Self> {
        match topic {
            Topic::Received => ReceivedInvite::read(entity).map(|read| Self::Received(Box::new(read))),
            Topic::Sent => SentInvite::read(entity).map(|read| Self::Sent(Box::new(read))),
        }
    }

    /// The entity as it came.
    #[must_use]
    pub fn write(&self) -> serde_json::Value {
        match self {
            Self::Received(invite) => invite.write(),
            Self::Sent(invite) => invite.write(),
        }
    }
}
