//! Bids marked for a bulk action: by Ctrl and Shift with a click, by keys, all that is shown. What is marked stays marked
//! while the list is filtered anew, until it is let go; what has left the list counts no more.

use std::collections::HashSet;
use std::sync::Arc;

use crate::app::bid_list::{BidLine, BidList};
use crate::domain::id::LocalId;

/// A wish about marks; places are those of the view.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// Mark the bid at a place, or take its mark away.
    Toggle(usize),
    /// Mark everything from the place that was marked or chosen last to this one.
    To(usize),
    /// Mark all that is shown; when all is marked already, nothing.
    All,
    /// Let all go.
    None,
}

/// The marked bids.
#[derive(Debug, Clone, Default)]
pub struct Marks {
    ids: Arc<HashSet<LocalId>>,
    /// Where a range begins.
    anchor: Option<LocalId>,
}

/// What the marked bids are worth together.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Totals {
    /// How many.
    pub count: usize,
    /// Kopecks.
    pub kopecks: i64,
    /// Planned metres; of bids whose mileage isn't known, nothing.
    pub metres: f64,
    /// Kopecks of those whose mileage is known: what roubles a kilometre are counted from.
    pub kopecks_with_metres: i64,
}

impl Totals {
    /// Of some lines.
    #[must_use]
    pub fn of<'a>(lines: impl IntoIterator<Item = &'a BidLine>) -> Self {
        let mut totals = Self::default();
        for line in lines {
            totals.count += 1;
            totals.kopecks = totals.kopecks.saturating_add(line.price_kopecks);
            if let Some(metres) = line.plan_mileage_m.filter(|metres| *metres > 0.0) {
                totals.metres += metres;
                totals.kopecks_with_metres = totals.kopecks_with_metres.saturating_add(line.price_kopecks);
            }
        }
        totals
    }

    /// Roubles a kilometre of those whose mileage is known.
    #[must_use]
    pub fn roubles_per_km(&self) -> Option<f64> {
        #[expect(clippy::cast_precision_loss, reason = "money of a selection, for reading")]
        let roubles = self.kopecks_with_metres as f64 / 100.0;
        (self.metres > 0.0).then(|| roubles / (self.metres / 1_000.0))
    }
}

impl Marks {
    /// True when nothing is marked.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// How many are marked.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Is this one marked?
    #[must_use]
    pub fn has(&self, id: &LocalId) -> bool {
        self.ids.contains(id)
    }

    /// The marked lines, in the order of the view first, then those that it doesn't show.
    #[must_use]
    pub fn lines<'a>(&self, list: &'a BidList) -> Vec<&'a BidLine> {
        if self.ids.is_empty() {
            return Vec::new();
        }
        let shown = (0..list.shown.len()).filter_map(|place| list.shown_line(place));
        let mut lines: Vec<_> = shown.filter(|line| self.has(&line.id)).collect();
        if lines.len() < self.ids.len() {
            let seen: HashSet<_> = lines.iter().map(|line| &line.id).collect();
            let all = list.lines.iter().flat_map(|lines| lines.iter());
            let rest: Vec<_> = all.filter(|line| self.has(&line.id) && !seen.contains(&line.id)).collect();
            lines.extend(rest);
        }
        lines
    }

    /// Does as wished.
    pub fn take(&mut self, mark: &Mark, list: &BidList) {
        let id_at = |place: usize| list.shown_line(place).map(|line| line.id.clone());
        let ids = Arc::make_mut(&mut self.ids);
        match *mark {
            Mark::None => ids.clear(),
            Mark::Toggle(place) => {
                let Some(id) = id_at(place) else { return };
                // The bid that is open belongs to what a person marks beside it.
                if ids.is_empty()
                    && let Some(open) = list.selected.clone().filter(|open| *open != id)
                    && (0..list.shown.len()).any(|place| list.shown_line(place).is_some_and(|line| line.id == open))
                {
                    ids.insert(open);
                }
                if !ids.remove(&id) {
                    ids.insert(id.clone());
                }
                self.anchor = Some(id);
            }
            Mark::To(place) => {
                let anchor = self.anchor.as_ref().or(list.selected.as_ref());
                let is_it = |at: &usize| list.shown_line(*at).is_some_and(|line| Some(&line.id) == anchor);
                let from = (0..list.shown.len()).find(is_it).unwrap_or(place);
                ids.extend((from.min(place)..=from.max(place)).filter_map(id_at));
                if self.anchor.is_none() {
                    self.anchor = id_at(from);
                }
            }
            Mark::All => {
                let shown: Vec<_> = (0..list.shown.len()).filter_map(id_at).collect();
                if shown.iter().all(|id| ids.contains(id)) {
                    ids.clear();
                } else {
                    ids.extend(shown);
                }
            }
        }
    }

    /// Forgets marks of bids that are no longer listed.
    pub fn keep_listed(&mut self, lines: &[BidLine]) {
        if self.ids.is_empty() {
            return;
        }
        let listed: HashSet<_> = lines.iter().map(|line| &line.id).filter(|id| self.ids.contains(*id)).collect();
        if listed.len() < self.ids.len() {
            let kept = listed.into_iter().cloned().collect();
            self.ids = Arc::new(kept);
        }
    }
}
