//! What changes would do, row by row, before they are made: the preview is this, and making them begins with this.

use std::collections::{HashMap, HashSet};

use super::words;
use crate::app::exchange_rules::{ExchangeRules, PlatformBids};
use crate::app::finding_words;
use crate::domain::bid::{Bid, BidStatus};
use crate::domain::bid_change::{self, BidChange, Touches};
use crate::domain::id::LocalId;
use crate::domain::minimal_set::{self, Tracking};
use crate::domain::overlap::{Occupation, Overlap, OverlapIndex, ResourceKind};
use crate::store::BidWrite;
use crate::store::model::BidRecord;
use crate::words::{Lang, Message};

/// A bid and what is to be changed of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Edit {
    /// The bid.
    pub id: LocalId,
    /// The changes, in their order, all or none.
    pub changes: Vec<BidChange>,
}

/// What comes of a row.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// It is changed.
    Done,
    /// It is already as asked for.
    Same,
    /// It can't be, and why.
    Refused(Message),
}

/// A row worked out.
#[derive(Debug, Clone, PartialEq)]
pub struct PlannedRow {
    /// The bid.
    pub id: LocalId,
    /// What it is called: the platform's number and the route.
    pub name: String,
    /// What it is now.
    pub before: Bid,
    /// What it would be; as it is when it can't be changed.
    pub after: Bid,
    /// The revision that this was worked out from.
    pub from: i64,
    /// What would come of it.
    pub outcome: Outcome,
    /// What a person should know though it can be done: bids whose dates cross.
    pub warnings: Vec<Message>,
    /// The bid that stands in the way.
    pub other: Option<LocalId>,
    /// It goes to the platform at once.
    pub send: bool,
}

impl PlannedRow {
    /// What the store is to write; `None` when nothing is.
    #[must_use]
    pub fn write(&self) -> Option<BidWrite> {
        let write = || BidWrite { id: self.id.clone(), from: self.from, bid: self.after.clone(), send: self.send };
        (self.outcome == Outcome::Done).then(write)
    }
}

/// What the other bids are: their status and name, for the sentence about a crossing. `None`: not stored.
pub type Others<'a> = dyn Fn(&LocalId) -> Option<(BidStatus, String)> + 'a;

/// What the plan stands on.
pub struct Ground<'a> {
    /// Occupations of all bids as they are.
    pub index: &'a OverlapIndex,
    /// The other bids.
    pub others: &'a Others<'a>,
    /// The rules of the exchange.
    pub rules: &'a ExchangeRules,
    /// The language of the reasons.
    pub lang: Lang,
}

/// Works changes out over the bids as they are stored. Rows of bids that aren't stored are left out.
#[must_use]
pub fn plan(records: &[BidRecord], edits: &[Edit], ground: &Ground<'_>) -> Vec<PlannedRow> {
    let by_id: HashMap<_, _> = records.iter().map(|record| (&record.meta.id, record)).collect();
    let wanted = edits.iter().filter_map(|edit| Some((*by_id.get(&edit.id)?, edit)));
    let mut rows: Vec<_> = wanted.map(|(record, edit)| (record, row(record, edit, ground))).collect();
    cross(&mut rows, edits, ground);
    rows.into_iter().map(|(_, row)| row).collect()
}

/// A row of a content that was worked out elsewhere: the way back of a step.
#[must_use]
pub fn row_to(record: &BidRecord, after: Result<Bid, Message>, rules: &ExchangeRules) -> PlannedRow {
    let before = record.bid.clone();
    let (after, outcome) = match after {
        Ok(after) if after == before => (after, Outcome::Same),
        Ok(after) => (after, Outcome::Done),
        Err(why) => (before.clone(), Outcome::Refused(why)),
    };
    let send = outcome == Outcome::Done && goes(record, &after, rules);
    PlannedRow {
        id: record.meta.id.clone(),
        name: name(record),
        from: record.local_revision,
        before,
        after,
        outcome,
        warnings: Vec::new(),
        other: None,
        send,
    }
}

fn row(record: &BidRecord, edit: &Edit, ground: &Ground<'_>) -> PlannedRow {
    row_to(record, changed(record, edit, ground), ground.rules)
}

fn changed(record: &BidRecord, edit: &Edit, ground: &Ground<'_>) -> Result<Bid, Message> {
    if ground.rules.about_bid(Some(&edit.id)) == Some(PlatformBids::Lock) {
        return Err(Message::new("born-there-locked"));
    }
    let after = bid_change::changed(&record.bid, &record.facts, record.meta.state, &edit.changes);
    let after = after.map_err(words::refusal)?;
    // What the platform has must stay such as it takes; a draft of ours may lack things for a while.
    let lacks = record.meta.remote_id.and_then(|_there| lacks(&record.bid, &after, ground.lang));
    lacks.map_or(Ok(after), Err)
}

/// What a bid would lack by a change that it does not lack now, in one sentence.
#[must_use]
pub fn lacks(before: &Bid, after: &Bid, lang: Lang) -> Option<Message> {
    let check = |bid: &Bid| minimal_set::check(bid, Tracking::default());
    let known = check(before);
    let new = check(after).into_iter().find(|finding| finding.blocks_sending() && !known.contains(finding))?;
    let (name, problem) = (finding_words::name(new.field), finding_words::problem(new, Tracking::default()));
    Some(Message::new("life-lacks").with("name", lang.say(&name)).with("problem", lang.say(&problem)))
}

/// What the platform has gets the change at once; what is ours alone as the setting has it.
fn goes(record: &BidRecord, after: &Bid, rules: &ExchangeRules) -> bool {
    let is_there = record.meta.remote_id.is_some();
    is_there || rules.goes_at_once(&BidRecord { bid: after.clone(), ..record.clone() })
}

/// `№ 48213 · Казань → Уфа`, or the route alone.
#[must_use]
pub fn name(record: &BidRecord) -> String {
    let stops = record.bid.points.iter().filter(|point| point.kind != crate::domain::bid::PointKind::Start);
    let mut ways: Vec<_> = stops.map(|point| point.place.settlement()).filter(|name| !name.is_empty()).collect();
    ways.dedup();
    let route = ways.join(" → ");
    match record.meta.remote_id {
        Some(number) if route.is_empty() => format!("№\u{a0}{number}"),
        Some(number) => format!("№\u{a0}{number} · {route}"),
        None => route,
    }
}

/// Looks at the crossings that the changes would bring: launched bids that would cross each other are refused, as the
/// platform would, the rest is told. The changed bids are looked at as they would be, one after another.
fn cross(rows: &mut [(&BidRecord, PlannedRow)], edits: &[Edit], ground: &Ground<'_>) {
    let touches: HashMap<_, _> = edits
        .iter()
        .map(|edit| (&edit.id, edit.changes.iter().any(|change| change.touches() != Touches::Terms)))
        .collect();
    let concerned = rows.iter().filter(|(_, row)| row.outcome == Outcome::Done && touches.get(&row.id) == Some(&true));
    if concerned.clone().next().is_none() {
        return;
    }
    let moving: HashSet<LocalId> = concerned.map(|(_, row)| row.id.clone()).collect();
    // One bid is never compared with itself, so a single change needs no copy of the index.
    let mut alone = None;
    if moving.len() > 1 {
        let mut copy = ground.index.clone();
        for (_, row) in rows.iter().filter(|(_, row)| moving.contains(&row.id)) {
            copy.remove(&row.id);
        }
        alone = Some(copy);
    }
    let mut statuses: HashMap<LocalId, (BidStatus, String)> = HashMap::new();
    for (record, row) in rows.iter_mut().filter(|(_, row)| moving.contains(&row.id)) {
        let Some(occupation) = Occupation::of_bid(&row.id, &row.after) else { continue };
        let known = Occupation::of_bid(&row.id, &row.before);
        let was_crossing = known.map(|known| ground.index.check_all(&known)).unwrap_or_default();
        let crossings = alone.as_ref().unwrap_or(ground.index).check_all(&occupation);
        let new = crossings.into_iter().filter(|found| !was_crossing.iter().any(|was| is_same(was, found)));
        for found in new {
            let other = statuses.get(&found.other).cloned().or_else(|| (ground.others)(&found.other));
            let Some((status, name)) = other else { continue };
            let both_launched = bid_change::is_launched(&record.facts.status) && bid_change::is_launched(&status);
            let said = Message::new(crossing_key(found.resource)).with("bid", name);
            row.other.get_or_insert_with(|| found.other.clone());
            if both_launched {
                row.outcome = Outcome::Refused(said);
                row.other = Some(found.other);
                row.after = row.before.clone();
                row.warnings.clear();
                break;
            }
            row.warnings.push(said);
        }
        if let Some(alone) = &mut alone
            && record.facts.status.occupies_resources()
            && let Some(stands) = Occupation::of_bid(&row.id, &row.after)
        {
            alone.put(&stands);
        }
        statuses.insert(row.id.clone(), (record.facts.status.clone(), row.name.clone()));
    }
}

fn is_same(one: &Overlap, other: &Overlap) -> bool {
    one.other == other.other && one.resource == other.resource
}

const fn crossing_key(resource: ResourceKind) -> &'static str {
    match resource {
        ResourceKind::Car => "life-crosses-car",
        ResourceKind::Driver => "life-crosses-driver",
        ResourceKind::Trailer => "life-crosses-trailer",
    }
}
