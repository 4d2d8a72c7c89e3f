//! The part of the settings that is about planning: how drivers rest and how long work at a point takes.

use serde::{Deserialize, Serialize};

use super::plan::board::{Grouping, RowsBy};
use crate::domain::forecast::Rest;

/// Planning.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PlanSettings {
    /// At the wheel before a pause, minutes.
    pub wheel_minutes: u64,
    /// The pause, minutes.
    pub pause_minutes: u64,
    /// At the wheel between two long rests, hours.
    pub wheel_day_hours: u64,
    /// The long rest, hours.
    pub rest_hours: u64,
    /// Work at a point whose plan doesn't say when the truck leaves, minutes.
    pub stay_minutes: u64,
    /// What the rows of the board are.
    pub rows: RowsBy,
    /// How they are gathered.
    pub grouping: Grouping,
    /// How much time the board shows, hours.
    pub span_hours: u64,
}

impl Default for PlanSettings {
    fn default() -> Self {
        Self {
            wheel_minutes: 270,
            pause_minutes: 45,
            wheel_day_hours: 9,
            rest_hours: 9,
            stay_minutes: 60,
            rows: RowsBy::Cars,
            grouping: Grouping::None,
            span_hours: 7 * 24,
        }
    }
}

impl PlanSettings {
    /// How drivers rest.
    #[must_use]
    pub fn rest(&self) -> Rest {
        Rest {
            wheel_min: small(self.wheel_minutes),
            pause_min: small(self.pause_minutes),
            day_min: small(self.wheel_day_hours.saturating_mul(60)),
            night_min: small(self.rest_hours.saturating_mul(60)),
        }
    }

    /// Minutes of work at a point whose plan doesn't say.
    #[must_use]
    pub fn stay_min(&self) -> u32 {
        small(self.stay_minutes)
    }
}

fn small(minutes: u64) -> u32 {
    u32::try_from(minutes).unwrap_or(u32::MAX)
}
