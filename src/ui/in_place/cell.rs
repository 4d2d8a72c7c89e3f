//! What is typed into one field in place, without pixels: the value as it is edited, what it means, what would come of it.

use std::sync::Arc;

use chrono::NaiveDateTime;
use egui::Rect;

use super::{Anchor, Surface, place};
use crate::app::exchange_rules::ExchangeRules;
use crate::app::life::in_place::{self, Field, Foreseen, Known, Value, arrival};
use crate::app::state::AppState;
use crate::domain::bid::Bid;
use crate::domain::bid_change::BidChange;
use crate::domain::id::LocalId;
use crate::domain::money::Money;
use crate::domain::overlap::OverlapIndex;
use crate::domain::place::Zone;
use crate::store::model::BidRecord;
use crate::ui::editor::model::busy::{self, Busy};
use crate::ui::editor::model::clocks::Present;
use crate::ui::widgets::pick::Pick;
use crate::ui::widgets::time_text::{Clock, TimeText};
use crate::words::Message;

/// The value as it is typed.
#[derive(Debug, Clone, PartialEq)]
pub enum Input {
    /// A truck, a trailer or a driver.
    Record(Pick<LocalId>),
    /// A moment of a point.
    Moment(TimeText),
    /// A price.
    Price(String),
}

impl Input {
    fn of(field: Field, bid: &Bid) -> Self {
        match field {
            Field::Car => Self::Record(Pick::of(bid.car.clone())),
            Field::Trailer => Self::Record(Pick::of(bid.trailer.clone())),
            Field::Driver => Self::Record(Pick::of(bid.driver.clone())),
            Field::Load | Field::Point(_) => {
                Self::Moment(TimeText::of(arrival(field, bid).and_then(|point| point.plan_enter)))
            }
            Field::Price => {
                let shown = bid.price.map(Money::shown).unwrap_or_default();
                Self::Price(shown.trim_end_matches('₽').trim_end().to_owned())
            }
        }
    }
}

/// A field that is open.
#[derive(Debug, Clone)]
pub struct Cell {
    /// The bid as it is known now.
    pub record: Arc<BidRecord>,
    /// Which field.
    pub field: Field,
    /// Where it was opened.
    pub surface: Surface,
    /// Where it stands.
    pub rect: Rect,
    /// What is typed.
    pub input: Input,
    /// What stood there.
    original: Input,
    /// The arrival that stood there.
    was: Option<NaiveDateTime>,
    /// Why it may not be changed at all.
    pub held: Option<Message>,
    /// Why the last try was refused after it had been sent.
    pub refused: Option<Message>,
    /// Why what is typed is no value: key of the sentence.
    pub wrong: Option<&'static str>,
    /// The keyboard has not come yet.
    pub fresh: bool,
    outlook: Option<Outlook>,
}

/// What would come of what is typed, until that or what it stands on changes.
#[derive(Debug, Clone)]
struct Outlook {
    changes: Vec<BidChange>,
    record: Arc<BidRecord>,
    index: Option<Arc<OverlapIndex>>,
    told: Arc<Told>,
    /// It has been on the screen.
    painted: bool,
}

/// What is said of what is typed.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    /// Why not, and what else.
    pub foreseen: Foreseen,
    /// Other bids that would be crossed, in the form's own terms.
    pub busy: Vec<Busy>,
}

impl Told {
    /// A person should see this before it is saved.
    #[must_use]
    pub fn warns(&self) -> bool {
        !self.busy.is_empty() || !self.foreseen.warnings.is_empty()
    }
}

/// What comes of saving.
#[derive(Debug, Clone, PartialEq)]
pub enum Submitted {
    /// It stays open: something is said first.
    Stay,
    /// Nothing is changed.
    Same,
    /// These changes go.
    Changes(Vec<BidChange>),
}

impl Cell {
    /// Opens a field.
    #[must_use]
    pub fn open(record: Arc<BidRecord>, at: (Field, Surface), rect: Rect, rules: ExchangeRules) -> Self {
        let (field, surface) = at;
        let input = Input::of(field, &record.bid);
        Self {
            held: in_place::held(field, &record, &rules),
            was: arrival(field, &record.bid).and_then(|point| point.plan_enter),
            original: input.clone(),
            input,
            field,
            surface,
            rect,
            record,
            refused: None,
            wrong: None,
            fresh: true,
            outlook: None,
        }
    }

    /// The same after a refusal: what was typed is there again, and why it is.
    #[must_use]
    pub fn refused(self, why: Message) -> Self {
        Self { refused: Some(why), fresh: true, outlook: None, ..self }
    }

    /// Goes along with news of the bid and with its place in the window. What nobody has touched shows what is there now.
    pub fn follow(&mut self, card: Option<&Arc<BidRecord>>, anchors: &[Anchor], rules: ExchangeRules) {
        let is_newer = |card: &&Arc<BidRecord>| card.meta.id == self.record.meta.id && !Arc::ptr_eq(card, &self.record);
        if let Some(card) = card.filter(is_newer) {
            if self.is_untouched() && self.refused.is_none() {
                let fresh = self.fresh;
                *self = Self::open(Arc::clone(card), (self.field, self.surface), self.rect, rules);
                self.fresh = fresh;
            } else {
                self.record = Arc::clone(card);
                self.held = in_place::held(self.field, card, &rules);
            }
        }
        if let Some(rect) = place(self.surface, self.field, anchors, &self.record.bid) {
            self.rect = rect;
        }
    }

    /// What was typed has been changed: what was said of it before is past.
    pub fn touched(&mut self) {
        self.wrong = None;
        self.refused = None;
    }

    /// Nothing is typed.
    #[must_use]
    pub fn is_untouched(&self) -> bool {
        self.input == self.original
    }

    /// Is a row of a book chosen here?
    #[must_use]
    pub const fn is_pick(&self) -> bool {
        matches!(self.input, Input::Record(_))
    }

    /// The zone of the point whose arrival it is.
    #[must_use]
    pub fn zone(&self) -> Option<Zone> {
        arrival(self.field, &self.record.bid).and_then(|point| point.place.zone)
    }

    /// What typed times are read against: the point's own clock and the arrival at the point before it.
    #[must_use]
    pub fn clock(&self, present: Present) -> Clock {
        let zone = self.zone();
        let bid = &self.record.bid;
        let before = self.field.point(bid).and_then(|place| {
            let earlier = bid.points.iter().take(place).rev().find(|point| point.plan_enter.is_some())?;
            let local = earlier.plan_enter?;
            Some(match (earlier.place.zone, zone) {
                (Some(from), Some(to)) => to.to_local(from.to_utc(local)),
                _ => local,
            })
        });
        Clock { now: present.local(zone), before }
    }

    /// Saves what is typed, or says why not. `painted`: what is said of it had been on the screen before.
    pub fn submit(&mut self, state: &AppState) -> Submitted {
        if self.held.is_some() || self.is_untouched() {
            return Submitted::Same;
        }
        let painted = self.outlook.as_ref().is_some_and(|outlook| outlook.painted);
        let changes = match self.meant(state) {
            Ok(changes) if changes.is_empty() => return Submitted::Same,
            Ok(changes) => changes,
            Err(key) => {
                self.wrong = Some(key);
                return Submitted::Stay;
            }
        };
        let known = self.outlook.as_ref().is_some_and(|outlook| outlook.changes == changes);
        let Some(told) = self.told(state) else { return Submitted::Stay };
        if told.foreseen.refusal.is_some() || (told.warns() && !(known && painted)) {
            return Submitted::Stay;
        }
        Submitted::Changes(changes)
    }

    /// The changes that are meant, or the key of what is wrong with the text.
    fn meant(&self, state: &AppState) -> Result<Vec<BidChange>, &'static str> {
        let value = match &self.input {
            Input::Record(Pick { chosen: None, typed: Some(_), .. }) => return Err("in-place-not-chosen"),
            Input::Record(pick) => Value::Record(pick.chosen.clone()),
            Input::Moment(TimeText { value: Some(at), .. }) => Value::Moment { was: self.was, at: *at },
            Input::Moment(time) if time.is_unread() => return Err("in-place-unread-time"),
            Input::Moment(_) => return Err("in-place-no-time"),
            Input::Price(text) if text.trim().is_empty() => Value::Price(None),
            Input::Price(text) => match Money::parse_typed(text) {
                Ok(price) => Value::Price(Some(price)),
                Err(_) => return Err("in-place-wrong-price"),
            },
        };
        Ok(in_place::changes(self.field, &value, &self.record.bid, &state.books))
    }

    /// The changes that are meant now, as far as the text means any.
    #[must_use]
    pub fn changes(&self) -> &[BidChange] {
        self.outlook.as_ref().map_or(&[], |outlook| &outlook.changes)
    }

    /// What would come of what is typed; `None` while it means no change.
    pub fn told(&mut self, state: &AppState) -> Option<Arc<Told>> {
        let changes = if self.is_untouched() || self.held.is_some() { None } else { self.meant(state).ok() };
        let Some(changes) = changes.filter(|changes| !changes.is_empty()) else {
            self.outlook = None;
            return None;
        };
        let same_index = |index: &Option<Arc<OverlapIndex>>| {
            index.as_ref().map(Arc::as_ptr) == state.overlaps.as_ref().map(Arc::as_ptr)
        };
        let stands = |outlook: &&Outlook| {
            outlook.changes == changes && Arc::ptr_eq(&outlook.record, &self.record) && same_index(&outlook.index)
        };
        if let Some(outlook) = self.outlook.as_ref().filter(stands) {
            return Some(Arc::clone(&outlook.told));
        }
        let told = Arc::new(foretell(&self.record, &changes, state));
        self.outlook = Some(Outlook {
            changes,
            record: Arc::clone(&self.record),
            index: state.overlaps.clone(),
            told: Arc::clone(&told),
            painted: false,
        });
        Some(told)
    }

    /// What is said of the text has been on the screen.
    pub fn painted(&mut self) {
        if let Some(outlook) = &mut self.outlook {
            outlook.painted = true;
        }
    }
}

fn foretell(record: &BidRecord, changes: &[BidChange], state: &AppState) -> Told {
    let index = state.overlaps.as_deref();
    let lines = state.bids.lines.as_ref().map_or(&[][..], |lines| lines.as_slice());
    let known = Known {
        index,
        lines,
        books: &state.books,
        rules: &state.settings.rules,
        own_offset: state.own_offset_minutes,
        lang: state.settings.lang,
    };
    let foreseen = in_place::foresee(record, changes, known);
    let crossings = |bid: &Bid| {
        let held = busy::occupation(bid, Some(&record.meta.id));
        index.zip(held).map(|(index, held)| busy::crossings(index, &held, lines)).unwrap_or_default()
    };
    let busy = if foreseen.crosses {
        let before = crossings(&record.bid);
        let is_new = |busy: &Busy| !before.iter().any(|one| one.other == busy.other && one.resources == busy.resources);
        crossings(&foreseen.after).into_iter().filter(is_new).collect()
    } else {
        Vec::new()
    };
    Told { foreseen, busy }
}
