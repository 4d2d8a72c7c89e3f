//! A bid that is being moved: by the pointer or by keys. What it would come to is [`crate::app::plan::drag`]'s to say.

use chrono::{DateTime, TimeDelta, Utc};
use egui::{Pos2, Vec2};

use crate::app::plan::board::Board;
use crate::app::plan::drag::{Move, Target};
use crate::app::plan::layout::Layout;
use crate::app::plan::time::{TimeView, snapped};
use crate::domain::id::LocalId;

/// The pointer is believed to drag along the time only after so many points: a bid that is put on another truck keeps its times.
const DEAD_ZONE: f32 = 8.0;

/// Where a bid is carried to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Over {
    /// A row.
    Lane(LocalId),
    /// The tray.
    Tray,
    /// Nowhere: a release there changes nothing.
    Nowhere,
}

/// A bid on its way.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Carry {
    /// The bid.
    pub(super) bid: LocalId,
    /// Where it is.
    pub(super) over: Over,
    /// Later by so much.
    pub(super) by: TimeDelta,
    /// The pointer that carries it; `None`: keys do.
    pub(super) grab: Option<Grab>,
}

/// How the pointer took it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Grab {
    /// Where the pointer was.
    pub(super) start: Pos2,
    /// When the bid begins, and the moment that was under the pointer; `None` for one from the tray or without dates.
    pub(super) held: Option<(DateTime<Utc>, DateTime<Utc>)>,
    /// The pointer has moved along the time.
    pub(super) along: bool,
}

impl Carry {
    /// Taken by the pointer.
    pub(super) fn by_pointer(bid: &LocalId, start: Pos2, held: Option<(DateTime<Utc>, DateTime<Utc>)>) -> Self {
        let grab = Grab { start, held, along: false };
        Self { bid: bid.clone(), over: Over::Nowhere, by: TimeDelta::zero(), grab: Some(grab) }
    }

    /// Taken by keys, where it stands.
    pub(super) fn by_keys(bid: &LocalId, over: Over) -> Self {
        Self { bid: bid.clone(), over, by: TimeDelta::zero(), grab: None }
    }

    /// The pointer is here now, on the surface at this place (`None`: not on it). `keeps_time`: only the row may change.
    pub(super) fn follow(
        &mut self,
        pointer: Pos2,
        surface: Option<Vec2>,
        in_tray: bool,
        (board, layout, view, scroll): (&Board, &Layout, &TimeView, f64),
        keeps_time: bool,
    ) {
        let Some(grab) = &mut self.grab else { return };
        grab.along |= (pointer.x - grab.start.x).abs() > DEAD_ZONE;
        self.over = match surface {
            _ if in_tray => Over::Tray,
            None => Over::Nowhere,
            Some(at) => {
                let line = layout.line_at(f64::from(at.y) + scroll).map(|line| line.item);
                match line {
                    Some(crate::app::plan::board::Item::Lane(lane)) => {
                        board.lanes.get(lane).map_or(Over::Nowhere, |lane| Over::Lane(lane.id.clone()))
                    }
                    _ => Over::Nowhere,
                }
            }
        };
        let along = surface.filter(|_| grab.along && !keeps_time && !in_tray).zip(grab.held);
        self.by =
            along.map_or(TimeDelta::zero(), |(at, (_, held))| snapped(view.at(f64::from(at.x)) - held, view.step()));
    }

    /// A key moves it in time.
    pub(super) fn later(&mut self, by: TimeDelta) {
        self.by = self.by.checked_add(&by).unwrap_or(self.by);
    }

    /// A key moves it to the row beside; over the last one lies the tray.
    pub(super) fn beside(&mut self, down: bool, board: &Board, layout: &Layout) {
        let place = |lane: usize| board.lanes.get(lane).map(|lane| Over::Lane(lane.id.clone()));
        let next = match &self.over {
            Over::Lane(id) => {
                let beside = board.lane_named(id).and_then(|lane| layout.beside(lane, down));
                beside.and_then(place).or(down.then_some(Over::Tray))
            }
            Over::Tray | Over::Nowhere if down => None,
            Over::Tray | Over::Nowhere => layout.last().and_then(place),
        };
        self.over = next.unwrap_or_else(|| self.over.clone());
    }

    /// The move, by places of the board; `None`: nowhere.
    pub(super) fn wish(&self, board: &Board) -> Option<Move> {
        let bid = board.data.place_of(&self.bid)?;
        let to = match &self.over {
            Over::Lane(id) => Target::Lane(board.lane_named(id)?),
            Over::Tray => Target::Tray,
            Over::Nowhere => return None,
        };
        Some(Move { bid, to, by: self.by })
    }
}
