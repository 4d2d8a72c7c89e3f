//! What an open editor tells the program without being asked: the half-typed form to keep, an address to look up, dates
//! for the platform's own overlap check. Each at its own pace.

use chrono::{DateTime, TimeDelta, Utc};

use super::addresses::question;
use super::form::Form;
use super::intent::go;
use super::pace::Pace;
use super::session::Session;
use super::spot::Spot;
use crate::app::command::Command;
use crate::app::state::{AddressAnswer, AppState};
use crate::domain::bid::Bid;
use crate::domain::id::LocalId;
use crate::ui::Sink;

/// A crash loses at most this much typing.
const KEEP_EVERY: TimeDelta = TimeDelta::seconds(1);
/// The geocoder is asked at most this often.
const SUGGEST_EVERY: TimeDelta = TimeDelta::milliseconds(150);
/// The platform is asked when dates have stood still for this long.
const COLLISIONS_REST: TimeDelta = TimeDelta::milliseconds(600);

/// What the platform's overlap check is about: truck, first and last planned moment.
type Stretch = (LocalId, DateTime<Utc>, DateTime<Utc>);

/// The paces of the three reports.
#[derive(Debug)]
pub struct Reports {
    keep: Pace<Form>,
    /// A form of this editor is being kept.
    kept: bool,
    suggest: Pace<String>,
    collisions: Pace<Option<Stretch>>,
}

impl Reports {
    /// Nothing is reported until the form differs from `opened`.
    #[must_use]
    pub fn new(opened: Form, kept: bool) -> Self {
        let mut keep = Pace::every(KEEP_EVERY);
        keep.known(opened);
        let mut collisions = Pace::after_rest(COLLISIONS_REST);
        collisions.known(None);
        Self { keep, kept, suggest: Pace::every(SUGGEST_EVERY), collisions }
    }

    /// True when the platform was asked about exactly this stretch.
    #[must_use]
    pub fn asked_about(&self, bid: &Bid) -> bool {
        let now = stretch(bid);
        now.is_some() && self.collisions.passed() == Some(&now)
    }
}

impl Session {
    /// Sends what is due. Gives the time after which something will be, though nobody touches anything.
    pub fn report(&mut self, state: &AppState, sink: &mut Sink) -> Option<TimeDelta> {
        self.go_on_after_saving(sink);
        let waits = [self.report_form(state, sink), self.report_address(state, sink), self.report_stretch(state, sink)];
        waits.into_iter().flatten().min()
    }

    /// What was put off until the form is stored.
    fn go_on_after_saving(&mut self, sink: &mut Sink) {
        if self.saving.is_some() {
            return;
        }
        if let Some(then) = self.save_next.take() {
            self.save(then, sink);
        } else if let Some(leaving) = self.leave_when_stored.take() {
            go(leaving, sink);
        }
    }

    fn report_form(&mut self, state: &AppState, sink: &mut Sink) -> Option<TimeDelta> {
        if !self.is_dirty() {
            if std::mem::take(&mut self.reports.kept) {
                sink.send(Command::DropForm);
            }
            self.reports.keep.known(self.form.clone());
            return None;
        }
        if let Some(form) = self.reports.keep.offer(&self.form, state.now)
            && let Ok(json) = serde_json::to_string(&form)
        {
            self.reports.kept = true;
            sink.send(Command::KeepForm { id: self.id.clone(), form: json });
        }
        self.reports.keep.pending(state.now)
    }

    fn report_address(&mut self, state: &AppState, sink: &mut Sink) -> Option<TimeDelta> {
        let Some(Spot::Address(key)) = self.focused else { return None };
        let address = &self.form.point(key)?.address;
        if address.place.is_some() {
            return None;
        }
        let asked = question(&address.text)?.to_owned();
        if matches!(state.addresses.get(&asked), Some(AddressAnswer::Found(_) | AddressAnswer::Waiting)) {
            self.reports.suggest.known(asked);
            return None;
        }
        if let Some(text) = self.reports.suggest.offer(&asked, state.now) {
            sink.send(Command::SuggestAddress(text));
        }
        self.reports.suggest.pending(state.now)
    }

    fn report_stretch(&mut self, state: &AppState, sink: &mut Sink) -> Option<TimeDelta> {
        let bid = self.form.to_bid();
        if self.reports.collisions.offer(&stretch(&bid), state.now).flatten().is_some() {
            sink.send(Command::AskCollisions { id: self.id.clone(), bid: Box::new(bid) });
        }
        self.reports.collisions.pending(state.now)
    }
}

/// The stretch of a bid, once the truck and every point's moment are known.
fn stretch(bid: &Bid) -> Option<Stretch> {
    let whole = bid.points.len() >= super::edit::FEWEST_POINTS
        && bid.points.iter().all(|point| point.plan_enter_utc().is_some());
    let car = bid.car.clone().filter(|_| whole)?;
    Some((car, bid.first_utc()?, bid.last_utc()?))
}
