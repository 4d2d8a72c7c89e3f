//! The part of the settings that is about reports: what was looked at last.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::report::{Column, Grouping, Measure, PeriodKind};

/// Reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReportSettings {
    /// Which days.
    pub period: PeriodKind,
    /// The first of the days that were typed.
    pub first: Option<NaiveDate>,
    /// The last of them.
    pub last: Option<NaiveDate>,
    /// What one row is.
    pub grouping: Grouping,
    /// Sorted by.
    pub sort: Column,
    /// Descending.
    pub descending: bool,
    /// The chart is shown.
    pub chart: bool,
    /// What it shows.
    pub measure: Measure,
}

impl Default for ReportSettings {
    fn default() -> Self {
        Self {
            period: PeriodKind::default(),
            first: None,
            last: None,
            grouping: Grouping::default(),
            sort: Column::default(),
            descending: true,
            chart: true,
            measure: Measure::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::settings::Settings;

    #[test]
    fn what_was_looked_at_last_comes_back() {
        let report = ReportSettings {
            period: PeriodKind::Own,
            first: "2026-11-01".parse().ok(),
            last: "2026-11-15".parse().ok(),
            grouping: Grouping::Customer,
            sort: Column::PerKm,
            descending: false,
            chart: false,
            measure: Measure::Late,
        };
        let settings = Settings { report, ..Settings::default() };
        let text = toml::to_string(&settings).unwrap();
        assert_eq!(toml::from_str::<Settings>(&text).unwrap(), settings);
        assert_eq!(toml::from_str::<Settings>("").unwrap().report, ReportSettings::default());
    }
}
