//! Where things stand on the board: lines from top to bottom, bars within a line, and what lies under the pointer. Pure; lengths are
//! points of the screen, y counts from the top of the first line.

use super::board::{Board, Item, Lane};
use super::time::TimeView;

/// Heights.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Metrics {
    /// A bar.
    pub bar: f64,
    /// Between bars of a row that cross, and around them.
    pub gap: f64,
    /// Under the bars of a row: empty runs.
    pub foot: f64,
    /// The title of a group.
    pub group: f64,
}

/// The place of a line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Line {
    /// What it is.
    pub item: Item,
    /// Its upper edge.
    pub top: f64,
    /// Its height.
    pub height: f64,
}

/// The lines of a board.
#[derive(Debug, Clone, PartialEq)]
pub struct Layout {
    /// How high things are.
    pub metrics: Metrics,
    lines: Vec<Line>,
    /// All of them together.
    pub height: f64,
}

/// What lies under the pointer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hit {
    /// A bar: its row and its place in it.
    Bar(usize, usize),
    /// A row, beside its bars.
    Lane(usize),
    /// The title of a group.
    Group(usize),
}

impl Layout {
    /// Of a board.
    #[must_use]
    pub fn of(board: &Board, metrics: Metrics) -> Self {
        let mut lines = Vec::with_capacity(board.items.len());
        let mut top = 0.0;
        for item in &board.items {
            let height = match item {
                Item::Group(_) => metrics.group,
                Item::Lane(lane) => board.lanes.get(*lane).map_or(0.0, |lane| metrics.lane(lane)),
            };
            lines.push(Line { item: *item, top, height });
            top += height;
        }
        Self { metrics, lines, height: top }
    }

    /// The lines that touch a stretch from top to bottom.
    #[must_use]
    pub fn between(&self, top: f64, bottom: f64) -> &[Line] {
        let first = self.lines.partition_point(|line| line.top + line.height <= top);
        let end = self.lines.partition_point(|line| line.top < bottom).max(first);
        self.lines.get(first..end).unwrap_or_default()
    }

    /// The line at a height.
    #[must_use]
    pub fn line_at(&self, y: f64) -> Option<&Line> {
        let line = self.lines.get(self.lines.partition_point(|line| line.top + line.height <= y))?;
        (line.top <= y).then_some(line)
    }

    /// The line of a row.
    #[must_use]
    pub fn line_of(&self, lane: usize) -> Option<&Line> {
        self.lines.iter().find(|line| line.item == Item::Lane(lane))
    }

    /// The row before or after another, over titles of groups.
    #[must_use]
    pub fn beside(&self, lane: usize, down: bool) -> Option<usize> {
        let at = self.lines.iter().position(|line| line.item == Item::Lane(lane))?;
        let lane_of = |line: &Line| match line.item {
            Item::Lane(lane) => Some(lane),
            Item::Group(_) => None,
        };
        if down {
            self.lines.iter().skip(at + 1).find_map(lane_of)
        } else {
            self.lines.iter().take(at).rev().find_map(lane_of)
        }
    }

    /// The last row.
    #[must_use]
    pub fn last(&self) -> Option<usize> {
        self.lines.iter().rev().find_map(|line| match line.item {
            Item::Lane(lane) => Some(lane),
            Item::Group(_) => None,
        })
    }

    /// The first row.
    #[must_use]
    pub fn first(&self) -> Option<usize> {
        self.lines.iter().find_map(|line| match line.item {
            Item::Lane(lane) => Some(lane),
            Item::Group(_) => None,
        })
    }

    /// What lies at a place: of bars over each other the one whose line it is.
    #[must_use]
    pub fn hit(&self, board: &Board, view: &TimeView, x: f64, y: f64) -> Option<Hit> {
        let line = self.line_at(y)?;
        let lane = match line.item {
            Item::Group(group) => return Some(Hit::Group(group)),
            Item::Lane(lane) => lane,
        };
        let row = board.lanes.get(lane)?;
        // A short bar is drawn wider than it is.
        let slack = chrono::TimeDelta::minutes(whole(LEAST_WIDTH / view.scale()));
        let at = view.at(x);
        let first = row.bars.partition_point(|bar| bar.from <= at);
        let near = row.between(at - slack, at);
        let before = first.saturating_sub(near.len());
        let found = near.iter().enumerate().rev().find(|(_, bar)| {
            let (left, right) = self.metrics.ends(view, bar);
            let (top, bottom) = self.metrics.rows(bar.track);
            (left..=right).contains(&x) && (top..bottom).contains(&(y - line.top))
        });
        Some(found.map_or(Hit::Lane(lane), |(place, _)| Hit::Bar(lane, before + place)))
    }
}

/// No bar is narrower.
pub const LEAST_WIDTH: f64 = 6.0;

impl Metrics {
    /// The height of a row.
    #[must_use]
    pub fn lane(&self, lane: &Lane) -> f64 {
        f64::from(lane.tracks) * (self.bar + self.gap) + self.gap + self.foot
    }

    /// Upper and lower edge of a bar's line within its row.
    #[must_use]
    pub fn rows(&self, track: u16) -> (f64, f64) {
        let top = self.gap + f64::from(track) * (self.bar + self.gap);
        (top, top + self.bar)
    }

    /// Left and right edge of a bar.
    #[must_use]
    pub fn ends(&self, view: &TimeView, bar: &super::board::Bar) -> (f64, f64) {
        let left = view.x(bar.from);
        (left, view.x(bar.to).max(left + LEAST_WIDTH))
    }
}

#[expect(clippy::cast_possible_truncation, reason = "minutes of some weeks")]
fn whole(minutes: f64) -> i64 {
    minutes.ceil().clamp(0.0, 1e6) as i64
}
