//! The bids of one resource in the order of their beginnings: an interval tree without pointers.
//!
//! The list is sorted, and is read as a balanced tree: the root of any stretch is its middle, the halves beside it are
//! its children. Each node also knows the furthest end within its stretch, so a look-up leaves out every half that has
//! ended before it: O(log n + found), however long some bids are. A list sorted by beginning alone would have to walk
//! back over everything that one year-long bid covers.
//!
//! It knows nothing of ids: bids are the numbers that the index gives them.

use chrono::{DateTime, Utc};

/// A stretch of time, half-open, in microseconds since 1970 UTC. Never empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    from: i64,
    end: i64,
}

impl Span {
    /// From the earlier of two moments up to the later; the moment itself when they are one.
    pub(super) fn between(one: DateTime<Utc>, other: DateTime<Utc>) -> Self {
        let from = one.min(other).timestamp_micros();
        let to = one.max(other).timestamp_micros();
        Self { from, end: to.max(from.saturating_add(1)) }
    }

    /// Both have a moment in common.
    pub(super) const fn crosses(self, other: Self) -> bool {
        self.from < other.end && other.from < self.end
    }
}

#[derive(Debug, Clone, Copy)]
struct Node {
    span: Span,
    /// The furthest end within the stretch that this node is the root of.
    reach: i64,
    bid: u32,
}

impl Node {
    const fn new(span: Span, bid: u32) -> Self {
        Self { span, reach: span.end, bid }
    }

    /// Bids that begin together stand in the order of their numbers, so that each has exactly one place.
    const fn order(&self) -> (i64, u32) {
        (self.span.from, self.bid)
    }
}

/// All bids of one resource. A bid is here at most once.
#[derive(Debug, Clone, Default)]
pub(super) struct Timeline {
    nodes: Vec<Node>,
}

impl Timeline {
    /// Adds a bid out of order: nothing may be asked before [`Self::settle`]. For building.
    pub(super) fn push(&mut self, span: Span, bid: u32) {
        self.nodes.push(Node::new(span, bid));
    }

    /// Puts what was pushed in order.
    pub(super) fn settle(&mut self) {
        self.nodes.sort_unstable_by_key(Node::order);
        self.nodes.shrink_to_fit();
        set_reach(&mut self.nodes);
    }

    /// Adds a bid in its place.
    pub(super) fn insert(&mut self, span: Span, bid: u32) {
        let node = Node::new(span, bid);
        let place = self.nodes.partition_point(|other| other.order() < node.order());
        self.nodes.insert(place, node);
        set_reach(&mut self.nodes);
    }

    /// Takes a bid out; `span` is the one it was added with.
    pub(super) fn remove(&mut self, span: Span, bid: u32) {
        if let Ok(place) = self.nodes.binary_search_by_key(&(span.from, bid), Node::order) {
            self.nodes.remove(place);
            set_reach(&mut self.nodes);
        }
    }

    /// Calls `found` with each bid that crosses the span, in the order of their beginnings.
    pub(super) fn each_crossing(&self, span: Span, found: &mut impl FnMut(u32)) {
        visit(&self.nodes, span, found);
    }

    /// Calls `found` with each bid that crosses another one here. One walk: a bid crosses a later one if the next one
    /// begins before it ends, and an earlier one if any of those ends after it begins.
    pub(super) fn each_crossed(&self, found: &mut impl FnMut(u32)) {
        let begins = self.nodes.iter().skip(1).map(|next| next.span.from).chain([i64::MAX]);
        let mut furthest = i64::MIN;
        for (node, next_begins) in self.nodes.iter().zip(begins) {
            if furthest > node.span.from || next_begins < node.span.end {
                found(node.bid);
            }
            furthest = furthest.max(node.span.end);
        }
    }

    /// Bytes on the heap.
    pub(super) fn heap_bytes(&self) -> usize {
        self.nodes.capacity().saturating_mul(size_of::<Node>())
    }
}

/// Sets the furthest end of every node of a stretch and returns that of the whole.
fn set_reach(nodes: &mut [Node]) -> i64 {
    let (before, rest) = nodes.split_at_mut(nodes.len() / 2);
    let Some((root, after)) = rest.split_first_mut() else { return i64::MIN };
    root.reach = root.span.end.max(set_reach(before)).max(set_reach(after));
    root.reach
}

fn visit(mut nodes: &[Node], span: Span, found: &mut impl FnMut(u32)) {
    loop {
        let (before, rest) = nodes.split_at(nodes.len() / 2);
        let Some((root, after)) = rest.split_first() else { return };
        if root.reach <= span.from {
            return;
        }
        visit(before, span, found);
        if root.span.from >= span.end {
            return;
        }
        if root.span.end > span.from {
            found(root.bid);
        }
        nodes = after;
    }
}
