//! The part of the settings about the list of bids: when it burns, whose trucks are mine, which columns, saved views.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

use super::bid_list::{BidFilter, BidSort, BidView};
use super::settings::{Density, Settings};
use crate::domain::triage::Limits;

/// When a rule of the triage strip speaks; lateness and silence have the limits of the notices, so that both say the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TriageSettings {
    /// Hours that a truck may stand at a point.
    pub standing_hours: u64,
    /// Minutes that a driver may take to accept.
    pub accept_minutes: u64,
}

impl Default for TriageSettings {
    fn default() -> Self {
        Self { standing_hours: 4, accept_minutes: 30 }
    }
}

/// The list of bids.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ListSettings {
    /// Names of the columns that are not shown.
    pub hidden: Vec<String>,
    /// Names of the columns in a person's own order; those that aren't named stand as usual, behind them.
    pub order: Vec<String>,
    /// My trucks are those of these columns …
    pub columns: Vec<String>,
    /// … and those of this logist (the platform's number of an employee).
    pub logist: Option<i64>,
    /// Keys that a person has set: name of the action → key, empty for none.
    pub keys: BTreeMap<String, String>,
    /// Saved views, in the order of their keys.
    pub views: Vec<SavedView>,
}

/// Saved views that have a key of their own.
pub const VIEW_KEYS: usize = 9;
/// Saved views at most.
pub const MOST_VIEWS: usize = 30;

/// A view of the list under a name. The same thing is the file that is handed to a colleague.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct SavedView {
    /// Its name.
    pub name: String,
    /// The group.
    pub filter: BidFilter,
    /// The search text.
    pub search: String,
    /// Sorted by.
    pub sort: BidSort,
    /// Descending.
    pub descending: bool,
    /// Only my trucks.
    pub mine: bool,
    /// Names of the columns that are not shown.
    pub hidden: Vec<String>,
    /// Names of the columns in their order; none: the usual one.
    pub order: Vec<String>,
    /// Height of the rows.
    pub density: Density,
}

impl SavedView {
    /// What is on the screen, under a name.
    #[must_use]
    pub fn of(name: &str, view: &BidView, settings: &Settings) -> Self {
        Self {
            name: name.trim().to_owned(),
            filter: view.filter,
            search: view.search.clone(),
            sort: view.sort,
            descending: view.descending,
            mine: view.mine,
            hidden: settings.list.hidden.clone(),
            order: settings.list.order.clone(),
            density: settings.density,
        }
    }

    /// The view of the list.
    #[must_use]
    pub fn view(&self) -> BidView {
        BidView {
            filter: self.filter,
            search: self.search.clone(),
            sort: self.sort,
            descending: self.descending,
            mine: self.mine,
            picked: None,
        }
    }
}

/// The limits of the rules of the strip.
#[must_use]
pub fn limits(settings: &Settings) -> Limits {
    let minutes = |count: u64| i64::try_from(count).ok().and_then(TimeDelta::try_minutes).unwrap_or(TimeDelta::MAX);
    Limits {
        late: minutes(settings.notices.late_minutes),
        standing: minutes(settings.triage.standing_hours.saturating_mul(60)),
        gps: minutes(settings.notices.gps_minutes),
        accept: minutes(settings.triage.accept_minutes),
    }
}

/// The file of views for a colleague.
#[derive(Debug, Serialize, Deserialize)]
struct ViewsFile {
    /// What this is, so that another file is not taken for it.
    kind: String,
    views: Vec<SavedView>,
}

const KIND: &str = "cargorun-desk views";

/// The text of a file with views.
#[must_use]
pub fn views_to_text(views: &[SavedView]) -> String {
    let file = ViewsFile { kind: KIND.to_owned(), views: views.to_vec() };
    serde_json::to_string_pretty(&file).unwrap_or_default()
}

/// The views of a file; `None` when it is none of ours.
#[must_use]
pub fn views_of_text(text: &str) -> Option<Vec<SavedView>> {
    let file: ViewsFile = serde_json::from_str(text.trim_start_matches('\u{feff}')).ok()?;
    let named = |view: &SavedView| !view.name.trim().is_empty();
    (file.kind == KIND).then(|| file.views.into_iter().filter(named).take(MOST_VIEWS).collect())
}

/// Puts views among others: one of the same name takes the place of the former.
pub fn put_views(views: &mut Vec<SavedView>, new: Vec<SavedView>) {
    for view in new {
        if let Some(known) = views.iter_mut().find(|known| known.name == view.name) {
            *known = view;
        } else if views.len() < MOST_VIEWS {
            views.push(view);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn view(name: &str) -> SavedView {
        SavedView {
            name: name.into(),
            filter: BidFilter::Late,
            sort: BidSort::Price,
            descending: true,
            search: "казань".into(),
            mine: true,
            hidden: vec!["price".into()],
            order: vec!["route".into(), "number".into()],
            density: Density::Compact,
        }
    }

    #[test]
    fn views_go_through_a_file_and_through_the_settings_whole() {
        let views = vec![view("Моя смена"), view("Горит")];
        assert_eq!(views_of_text(&views_to_text(&views)), Some(views.clone()));
        assert_eq!(views_of_text("{}"), None);
        assert_eq!(views_of_text(r#"{"kind": "another program's", "views": []}"#), None);
        let mut settings = Settings::default();
        settings.list.views = views;
        settings.list.keys.insert("sync".into(), "F6".into());
        let text = toml::to_string(&settings).unwrap();
        assert_eq!(toml::from_str::<Settings>(&text).unwrap(), settings);
        let saved = SavedView::of(" Горит ", &view("x").view(), &settings);
        assert_eq!((saved.name.as_str(), saved.view()), ("Горит", view("x").view()));
    }

    #[test]
    fn a_view_of_the_same_name_takes_its_place() {
        let mut views = vec![view("а"), view("б")];
        let newer = SavedView { search: "уфа".into(), ..view("а") };
        put_views(&mut views, vec![newer.clone(), view("в")]);
        assert_eq!(views.iter().map(|view| view.name.as_str()).collect::<Vec<_>>(), ["а", "б", "в"]);
        assert_eq!(views[0], newer);
        put_views(&mut views, (0..50).map(|number| view(&number.to_string())).collect());
        assert_eq!(views.len(), MOST_VIEWS);
    }
}
