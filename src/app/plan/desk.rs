//! What is known of planning. Only [`super::apply`] and the handlers change it.

use std::collections::HashMap;
use std::sync::Arc;

use super::expected::Expected;
use crate::domain::id::LocalId;

/// What is expected of started bids.
pub type Expectations = Arc<HashMap<LocalId, Arc<Expected>>>;

/// Planning.
#[derive(Debug, Clone, Default)]
pub struct PlanDesk {
    /// What is expected of started bids.
    pub expected: Expectations,
}

impl PlanDesk {
    /// Minutes that a bid will be late at the worst of the points ahead of its truck; `None`: in time, or nothing is known.
    /// The same stands on each line of the list ([`crate::app::bid_list::BidLine::late_min`]).
    #[must_use]
    pub fn late_min(&self, bid: &LocalId) -> Option<u32> {
        self.expected.get(bid)?.forecast.as_ref()?.late_min()
    }
}
