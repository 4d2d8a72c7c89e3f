//! `$orderby`: stable, null first when ascending, dates by instant and not by spelling.

use std::cmp::Ordering;

use serde_json::Value;

use super::check::{self, Known};
use super::error::Fault;
use super::evaluate::{self, Scope, Seen};
use super::expression::Expression;
use super::parser;

/// What a list is sorted by.
#[derive(Debug, Clone, Default)]
pub(super) struct Order {
    /// The keys, each with true when it sorts from the greatest down.
    keys: Vec<(Expression, bool)>,
}

impl Order {
    pub(super) fn parse(text: &str) -> Result<Self, Fault> {
        Ok(Self { keys: parser::order(text, 1)? })
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    pub(super) fn check(&self, rows: &[&Value], known: Option<Known<'_>>) -> Result<(), Fault> {
        self.keys.iter().try_for_each(|(key, _)| check::key(key, rows, known))
    }

    /// The places of the first `wanted` rows in their order.
    pub(super) fn first(&self, rows: &[&Value], wanted: usize) -> Result<Vec<usize>, Fault> {
        let mut seen = Vec::with_capacity(rows.len() * self.keys.len());
        for row in rows {
            for (key, _) in &self.keys {
                seen.push(evaluate::value(key, &Scope::row(row))?.dated());
            }
        }
        let keys: Vec<&[Seen<'_>]> = seen.chunks(self.keys.len().max(1)).collect();
        let mut ordered: Vec<(&[Seen<'_>], usize)> = keys.into_iter().zip(0..).collect();
        // The place decides between equals, so the order is stable whatever the sort.
        let compare = |left: &(&[Seen<'_>], usize), right: &(&[Seen<'_>], usize)| {
            self.compare(left.0, right.0).then(left.1.cmp(&right.1))
        };
        if (1..ordered.len()).contains(&wanted) {
            ordered.select_nth_unstable_by(wanted - 1, compare);
        }
        ordered.truncate(wanted);
        ordered.sort_unstable_by(compare);
        Ok(ordered.into_iter().map(|(_, place)| place).collect())
    }

    fn compare(&self, left: &[Seen<'_>], right: &[Seen<'_>]) -> Ordering {
        let pairs = left.iter().zip(right).zip(&self.keys);
        pairs.fold(Ordering::Equal, |so_far, ((left, right), (_, descending))| {
            so_far.then_with(|| if *descending { right.cmp(left) } else { left.cmp(right) })
        })
    }
}
