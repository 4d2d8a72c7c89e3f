//! Mileage of trucks over a period: one question a truck, told one by one, stopped between two.

use chrono::NaiveDate;

use super::{Desk, words};
use crate::api::cargorun::{ApiError, period_of_days};
use crate::app::book_desk::{BookEvent, MileageStep};
use crate::app::event::Event;
use crate::domain::id::LocalId;
use crate::words::Message;

/// Asks for every truck, until it is stopped or another run begins.
pub(super) async fn ask(desk: Desk, run: u64, cars: Vec<LocalId>, days: (NaiveDate, NaiveDate)) {
    *desk.mileage.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = run;
    let tell = |step| desk.out.tell(Event::Book(BookEvent::Mileage(run, step)));
    for car in cars {
        if *desk.mileage.lock().unwrap_or_else(std::sync::PoisonError::into_inner) != run {
            return tell(MileageStep::Ended);
        }
        let kilometres = of_car(&desk, &car, days).await;
        tell(MileageStep::Car(car, kilometres));
    }
    tell(MileageStep::Ended);
}

/// Stops the run that goes on, after the question that is on the wire.
pub(super) fn stop(desk: &Desk) {
    *desk.mileage.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = 0;
}

async fn of_car(desk: &Desk, car: &LocalId, (first, last): (NaiveDate, NaiveDate)) -> Result<f64, Message> {
    let record = desk.store.book(car).map_err(|error| words::store_error(&error))?;
    let number = record.and_then(|record| record.meta.remote_id).ok_or_else(|| Message::new("mileage-not-sent"))?;
    let period =
        period_of_days(first, last, desk.own.offset_minutes).ok_or_else(|| Message::new("mileage-bad-period"))?;
    let asked = match desk.connected() {
        Some(connected) => connected.client.car_mileage(number, period).await,
        None => Err(ApiError::Timeout),
    };
    asked.map_err(|error| words::api_error(&error))
}
