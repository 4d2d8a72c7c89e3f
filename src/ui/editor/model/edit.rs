//! What a person does to the form beyond typing: choices that fill other fields, and moves of whole rows.

use chrono::{NaiveDateTime, TimeDelta};

use super::form::{CargoForm, Form, PointForm, RowKey};
use crate::app::books::{Books, KnownPlace};
use crate::domain::bid::{BidPoint, Cargo, PointKind};
use crate::domain::id::LocalId;
use crate::domain::place::Place;
use crate::ui::widgets::time_text::TimeText;

/// Up or down the route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Earlier.
    Up,
    /// Later.
    Down,
}

/// What the program puts in by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proposed {
    /// Driver and trailer that the truck drove with last.
    Pair,
    /// Payment and VAT type of the organisation.
    Usual,
}

/// How to take an action back. Only what the action did is undone: text typed since stays.
#[derive(Debug, Clone, PartialEq)]
pub enum Step {
    /// Something was proposed.
    Proposals(Proposed),
    /// A point stood at this place.
    Point {
        /// Its place in the route.
        place: usize,
        /// The row.
        row: Box<PointForm>,
    },
    /// A cargo stood at this place.
    Cargo {
        /// Its place in the list.
        place: usize,
        /// The row.
        row: Box<CargoForm>,
    },
    /// Two points changed places.
    Moved(usize, usize),
    /// The plan was moved; the times of the points before it.
    Shifted(Vec<PlanTimes>),
}

impl Step {
    /// The key of what happened, where the change could have been a slip.
    #[must_use]
    pub fn words_key(&self) -> Option<&'static str> {
        match self {
            Self::Proposals(_) | Self::Moved(..) => None,
            Self::Point { .. } => Some("editor-undo-point"),
            Self::Cargo { .. } => Some("editor-undo-cargo"),
            Self::Shifted(_) => Some("editor-undo-shift"),
        }
    }
}

/// The times of one point, local at its address.
#[derive(Debug, Clone, PartialEq)]
pub struct PlanTimes {
    key: RowKey,
    arrival: TimeText,
    window: TimeText,
    leave: TimeText,
}

/// Fewer points make no route.
pub const FEWEST_POINTS: usize = 2;

impl Form {
    /// Chooses the truck and proposes the driver and the trailer it drove with last, where those are empty and still
    /// there. True when something was proposed.
    pub fn choose_car(&mut self, books: &Books, car: LocalId) -> bool {
        let alive = |id: &LocalId| books.record(id).is_some_and(|record| !record.deleted);
        let pair = books.pairing(&car).cloned().unwrap_or_default();
        self.car.choose(car);
        // What was proposed for another truck and never touched goes with that truck.
        self.refuse(Proposed::Pair);
        let driver = self.driver.propose(pair.driver.filter(alive));
        let trailer = self.trailer.propose(pair.trailer.filter(alive));
        driver || trailer
    }

    /// Chooses our organisation and proposes its usual payment and VAT type where those are empty. True when
    /// something was proposed.
    pub fn choose_organisation(&mut self, books: &Books, organisation: LocalId) -> bool {
        let usual = books.organisation(&organisation).cloned().unwrap_or_default();
        self.organisation.choose(organisation);
        self.refuse(Proposed::Usual);
        let payment = self.payment_type.propose(usual.payment_type);
        let vat = self.vat_type.propose(usual.vat_type);
        payment || vat
    }

    /// Takes back what was proposed and not touched since.
    pub fn refuse(&mut self, proposed: Proposed) {
        match proposed {
            Proposed::Pair => {
                self.driver.refuse();
                self.trailer.refuse();
            }
            Proposed::Usual => {
                self.payment_type.refuse();
                self.vat_type.refuse();
            }
        }
    }

    /// Adds an unloading at the end; gives its row.
    pub fn add_point(&mut self) -> RowKey {
        let key = self.new_key();
        self.points.push(PointForm::of(key, BidPoint::new(PointKind::Unload)));
        key
    }

    /// Removes a point while enough remain.
    pub fn remove_point(&mut self, key: RowKey) -> Option<Step> {
        let place = self.points.iter().position(|point| point.key == key)?;
        (self.points.len() > FEWEST_POINTS).then(|| Step::Point { place, row: Box::new(self.points.remove(place)) })
    }

    /// Moves a point one place along the route; `None` at its end.
    pub fn move_point(&mut self, key: RowKey, way: Way) -> Option<Step> {
        let place = self.points.iter().position(|point| point.key == key)?;
        let other = match way {
            Way::Up => place.checked_sub(1),
            Way::Down => place.checked_add(1).filter(|next| *next < self.points.len()),
        }?;
        self.points.swap(place, other);
        Some(Step::Moved(place, other))
    }

    /// Adds a cargo; gives its row.
    pub fn add_cargo(&mut self) -> RowKey {
        let key = self.new_key();
        self.cargos.push(CargoForm::of(key, Cargo::default()));
        key
    }

    /// Removes a cargo.
    pub fn remove_cargo(&mut self, key: RowKey) -> Option<Step> {
        let place = self.cargos.iter().position(|cargo| cargo.key == key)?;
        Some(Step::Cargo { place, row: Box::new(self.cargos.remove(place)) })
    }

    /// Chooses a place of the geocoder's for a point.
    pub fn choose_place(&mut self, key: RowKey, place: Place) {
        if let Some(point) = self.point_mut(key) {
            point.address.choose(place);
            point.saved_point = None;
        }
    }

    /// Chooses a place that the customer used before; its contact and note fill what is empty.
    pub fn choose_known_place(&mut self, key: RowKey, known: &KnownPlace) {
        let Some(point) = self.point_mut(key) else { return };
        point.address.choose(known.place.clone());
        point.saved_point = known.saved_point;
        if let Some(contact) = &known.contact
            && point.contact_name.trim().is_empty()
            && point.contact_phone.trim().is_empty()
        {
            point.contact_name.clone_from(&contact.name);
            point.contact_phone.clone_from(&contact.phone);
        }
        if let Some(comment) = &known.comment
            && point.comment.trim().is_empty()
        {
            point.comment.clone_from(comment);
        }
    }

    /// Moves the whole plan by the same stretch of absolute time; each point keeps showing its own clock. Where no
    /// zone is known yet, the clock itself is moved.
    pub fn shift(&mut self, by: TimeDelta) -> Step {
        let times = self.points.iter().map(PointForm::plan_times).collect();
        for point in &mut self.points {
            let zone = point.address.place.as_ref().and_then(|place| place.zone);
            let moved = |time: NaiveDateTime| match zone {
                Some(zone) => zone.to_utc(time).checked_add_signed(by).map(|instant| zone.to_local(instant)),
                None => time.checked_add_signed(by),
            };
            for time in [&mut point.arrival, &mut point.window, &mut point.leave] {
                if let Some(value) = time.value {
                    *time = TimeText::of(moved(value));
                }
            }
        }
        Step::Shifted(times)
    }

    /// Takes an action back.
    pub fn take_back(&mut self, step: Step) {
        match step {
            Step::Proposals(proposed) => self.refuse(proposed),
            Step::Point { place, row } => self.points.insert(place.min(self.points.len()), *row),
            Step::Cargo { place, row } => self.cargos.insert(place.min(self.cargos.len()), *row),
            Step::Moved(one, other) => {
                if one.max(other) < self.points.len() {
                    self.points.swap(one, other);
                }
            }
            Step::Shifted(times) => {
                for time in times {
                    if let Some(point) = self.point_mut(time.key) {
                        point.arrival = time.arrival;
                        point.window = time.window;
                        point.leave = time.leave;
                    }
                }
            }
        }
    }
}

impl PointForm {
    fn plan_times(&self) -> PlanTimes {
        PlanTimes {
            key: self.key,
            arrival: self.arrival.clone(),
            window: self.window.clone(),
            leave: self.leave.clone(),
        }
    }
}
