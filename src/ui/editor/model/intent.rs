//! What a person wants of an open form beyond typing, and what comes of it.

use super::addresses::Offer;
use super::busy::shift_to_free;
use super::edit::{Proposed, Step, Way};
use super::form::RowKey;
use super::session::{Focus, Leaving, Session};
use super::spot::Spot;
use crate::app::command::{AfterSave, Command};
use crate::app::state::AppState;
use crate::domain::id::LocalId;
use crate::ui::Sink;

/// A wish.
#[derive(Debug, Clone, PartialEq)]
pub enum Intent {
    /// Choose the truck; what it drove with last is proposed.
    ChooseCar(LocalId),
    /// Choose our organisation; its usual payment is proposed.
    ChooseOrganisation(LocalId),
    /// Choose an offered address for a point.
    ChooseAddress(RowKey, Box<Offer>),
    /// Choose the place of a point on the map.
    PickOnMap(RowKey),
    /// Take back the place that editing the address pushed aside.
    TakeAddressBack(RowKey),
    /// Ask the geocoder about an approximate address, to confirm it.
    Confirm(RowKey),
    /// Add, remove or move rows.
    Rows(Rows),
    /// Take back what was proposed.
    Refuse(Proposed),
    /// Take back the last action.
    TakeBack,
    /// Move the plan behind the bids in its way.
    Shift,
    /// Go to a field.
    GoTo(Spot),
    /// Go to the next field that holds sending back.
    NextLack,
    /// Show the rarer fields and go to the first of them, or fold them away; at a cargo or a point, those of that row.
    ShowMore,
    /// Store the form as a draft.
    Save(AfterSave),
    /// Store and send, when nothing is lacking.
    Send,
    /// Leave the form.
    Leave(Leaving),
    /// What becomes of the unsaved form, asked on leaving.
    Answer(Answer),
}

/// A change of whole rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rows {
    /// Add a point.
    AddPoint,
    /// Remove a point.
    RemovePoint(RowKey),
    /// Move a point along the route.
    MovePoint(RowKey, Way),
    /// Add a cargo.
    AddCargo,
    /// Remove a cargo.
    RemoveCargo(RowKey),
}

impl Intent {
    /// True for what a closed form allows too: it goes about or leaves, and changes nothing.
    #[must_use]
    pub const fn only_looks(&self) -> bool {
        matches!(self, Self::GoTo(_) | Self::NextLack | Self::Leave(_) | Self::Answer(_))
    }
}

/// What becomes of the unsaved form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// Save it, then leave.
    Save,
    /// Throw it away and leave.
    Discard,
    /// Stay with it.
    Stay,
}

impl Session {
    /// Does what is wanted.
    pub fn act(&mut self, intent: Intent, state: &AppState, sink: &mut Sink) {
        match intent {
            Intent::ChooseCar(car) => {
                let proposed = self.form.choose_car(&state.books, car);
                self.remember(proposed.then_some(Step::Proposals(Proposed::Pair)));
            }
            Intent::ChooseOrganisation(organisation) => {
                let proposed = self.form.choose_organisation(&state.books, organisation);
                self.remember(proposed.then_some(Step::Proposals(Proposed::Usual)));
            }
            Intent::ChooseAddress(key, offer) => match *offer {
                Offer::Known(known) => self.form.choose_known_place(key, &known),
                Offer::Found(place) => self.form.choose_place(key, place),
            },
            // The dialog is the panel's, not the form's.
            Intent::PickOnMap(_) => {}
            Intent::TakeAddressBack(key) => {
                if let Some(point) = self.form.point_mut(key) {
                    point.address.take_back();
                }
            }
            Intent::Confirm(key) => self.confirm(key, sink),
            Intent::Rows(rows) => self.change_rows(rows),
            Intent::Shift => {
                let by = self.busy_of().and_then(|(held, index)| shift_to_free(index, held));
                let step = by.map(|by| self.form.shift(by));
                self.remember(step);
            }
            Intent::Refuse(proposed) => self.form.refuse(proposed),
            Intent::TakeBack => {
                if let Some(step) = self.steps.pop() {
                    self.form.take_back(step);
                }
            }
            Intent::GoTo(spot) => self.go_to(spot),
            Intent::NextLack => {
                if let Some(spot) = self.view.notes.next_lack(self.focused) {
                    self.go_to(spot);
                }
            }
            Intent::ShowMore => self.show_more(),
            Intent::Save(then) => self.save(then, sink),
            Intent::Send => self.send(state, sink),
            Intent::Leave(leaving) => self.leave(leaving, sink),
            Intent::Answer(answer) => self.settle_leaving(answer, sink),
        }
    }

    /// True when one key takes the last action back: nothing has been typed since.
    #[must_use]
    pub fn can_take_back(&self) -> bool {
        !self.steps.is_empty() && !self.typed_since_step
    }

    fn change_rows(&mut self, rows: Rows) {
        match rows {
            Rows::AddPoint => {
                let key = self.form.add_point();
                self.go_to(Spot::Address(key));
            }
            Rows::RemovePoint(key) => {
                let step = self.form.remove_point(key);
                self.remember(step);
                self.go_to(self.form.points.last().map_or(Spot::AddPoint, |point| Spot::Address(point.key)));
            }
            Rows::MovePoint(key, way) => {
                let step = self.form.move_point(key, way);
                self.remember(step);
            }
            Rows::AddCargo => {
                let key = self.form.add_cargo();
                self.go_to(Spot::CargoName(key));
            }
            Rows::RemoveCargo(key) => {
                let step = self.form.remove_cargo(key);
                self.remember(step);
                self.go_to(self.form.cargos.last().map_or(Spot::AddCargo, |cargo| Spot::CargoName(cargo.key)));
            }
        }
    }

    fn confirm(&mut self, key: RowKey, sink: &mut Sink) {
        let text = self.form.point(key).map(|point| point.address.text.trim().to_owned());
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            sink.send(Command::SuggestAddress(text));
            self.focus = Some(Focus { spot: Spot::Address(key), open: true });
        }
    }

    fn show_more(&mut self) {
        let here = self.focused.or(self.was_focused);
        let point = here.and_then(Spot::point).and_then(|key| self.form.point_mut(key));
        if let Some(point) = point {
            point.unfolded = !point.unfolded;
            let spot = if point.unfolded { Spot::ContactName(point.key) } else { Spot::Address(point.key) };
            return self.go_to(spot);
        }
        let cargo = here.and_then(Spot::cargo).and_then(|key| self.form.cargo_mut(key));
        if let Some(cargo) = cargo {
            cargo.unfolded = !cargo.unfolded;
            let spot = if cargo.unfolded { Spot::CargoLoading(cargo.key) } else { Spot::CargoName(cargo.key) };
            return self.go_to(spot);
        }
        self.form.more.unfolded = !self.form.more.unfolded;
        self.go_to(if self.form.more.unfolded { Spot::SecondDriver } else { Spot::More });
    }

    fn remember(&mut self, step: Option<Step>) {
        if let Some(step) = step {
            self.steps.push(step);
            self.typed_since_step = false;
        }
    }

    fn go_to(&mut self, spot: Spot) {
        if let Some(point) = spot.more_of_point().and_then(|key| self.form.point_mut(key)) {
            point.unfolded = true;
        }
        if let Some(cargo) = spot.more_of_cargo().and_then(|key| self.form.cargo_mut(key)) {
            cargo.unfolded = true;
        }
        self.form.more.unfolded |= spot.is_more();
        self.focus = Some(Focus { spot, open: self.form.awaits_choice(spot) });
    }

    /// Stores the form; while it is being stored already, once more as soon as that is done. A new bid that was sent
    /// twice would be two bids.
    pub(super) fn save(&mut self, then: AfterSave, sink: &mut Sink) {
        if self.saving.is_some() {
            self.save_next = Some(then);
            return;
        }
        let bid = self.form.to_bid();
        self.saving = Some(bid.clone());
        sink.send(Command::SaveBid { id: self.id.clone(), bid: Box::new(bid), then });
    }

    fn send(&mut self, state: &AppState, sink: &mut Sink) {
        self.visited.tried_to_send();
        // What was typed in this very frame counts too.
        self.work_out(state);
        match self.view.notes.next_lack(None) {
            Some(spot) => self.go_to(spot),
            None => self.save(AfterSave::Send, sink),
        }
    }

    fn leave(&mut self, leaving: Leaving, sink: &mut Sink) {
        if self.is_dirty() {
            self.leaving = Some(leaving);
        } else {
            go(leaving, sink);
        }
    }

    fn settle_leaving(&mut self, answer: Answer, sink: &mut Sink) {
        let Some(leaving) = self.leaving.take() else { return };
        match (answer, leaving) {
            (Answer::Save, Leaving::Close) => self.save(AfterSave::Close, sink),
            (Answer::Save, to @ Leaving::To(_)) => {
                self.leave_when_stored = Some(to);
                self.save(AfterSave::Stay, sink);
            }
            (Answer::Discard, leaving) => go(leaving, sink),
            (Answer::Stay, _) => self.focus = self.was_focused.map(|spot| Focus { spot, open: false }),
        }
    }
}

/// Closes the editor; what was kept of the form goes with it.
pub(super) fn go(leaving: Leaving, sink: &mut Sink) {
    sink.send(Command::CloseEditor);
    match leaving {
        Leaving::Close => {}
        Leaving::To(bid) => sink.send(Command::SelectBid(bid)),
    }
}
