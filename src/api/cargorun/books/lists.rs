//! What the platform lists beside the books: employees, trackers, mileage of a truck.

use chrono::{DateTime, Days, FixedOffset, NaiveDate, NaiveTime, TimeDelta, Utc};
use serde_json::json;

use super::read;
use crate::api::cargorun::bids::PAGE;
use crate::api::cargorun::client::Client;
use crate::api::cargorun::error::ApiError;
use crate::api::cargorun::json::Row;
use crate::api::cargorun::odata::{Filter, Query};
use crate::domain::book::{Employee, Tracker};
use crate::domain::id::{RecordKind, RemoteId};

impl Client {
    /// The employees of the organisation.
    ///
    /// # Errors
    /// Those of any call.
    pub async fn employees(&self) -> Result<Vec<Employee>, ApiError> {
        self.whole_list("/api/Employees/GetNamesList", &Query::new(), |row| read::employee(row.fields())).await
    }

    /// The trackers, or those with one device number.
    ///
    /// # Errors
    /// Those of any call.
    pub async fn trackers(&self, device_number: Option<&str>) -> Result<Vec<Tracker>, ApiError> {
        let query =
            device_number.map_or_else(Query::new, |number| Query::new().filter(Filter::eq("deviceNumber", number)));
        self.whole_list("/api/Trackers/Get", &query, |row| read::tracker(row.fields())).await
    }

    /// Attaches a tracker to a truck or a trailer of this kind, or detaches it from one (`None`).
    ///
    /// # Errors
    /// Those of any call; [`ApiError::Unsendable`] for other records.
    pub async fn attach_tracker(
        &self,
        tracker: RemoteId,
        kind: RecordKind,
        entity: Option<RemoteId>,
    ) -> Result<(), ApiError> {
        let relation = match kind {
            RecordKind::Car => "Car",
            RecordKind::Trailer => "Trailer",
            RecordKind::Bid | RecordKind::Driver | RecordKind::Counterparty | RecordKind::Organisation => {
                return Err(ApiError::Unsendable { what: "a tracker sits on a truck or a trailer".to_owned() });
            }
        };
        self.act("/api/Trackers/Attach", json!({"id": tracker, "entityId": entity, "type": relation})).await
    }

    /// Kilometres that a truck drove in a period. Both ends are moments that the platform wants in UTC, written without
    /// a zone (seed 001, chapter 1).
    ///
    /// # Errors
    /// Those of any call; [`ApiError::Malformed`] when the answer holds no number.
    pub async fn car_mileage(
        &self,
        car: RemoteId,
        (start, end): (DateTime<Utc>, DateTime<Utc>),
    ) -> Result<f64, ApiError> {
        let written = |at: DateTime<Utc>| at.format("%Y-%m-%dT%H:%M:%S").to_string();
        let query = Query::new().with("CarId", car.to_string()).with("Start", written(start)).with("End", written(end));
        let row = self.one("/api/Car/GetCarMileageForPeriod", query).await?;
        row.fields()
            .float(&["mileage"])
            .ok_or_else(|| ApiError::Malformed { what: "GetCarMileageForPeriod: no mileage".to_owned() })
    }

    /// A list read to its end in pages.
    async fn whole_list<T>(
        &self,
        path: &str,
        query: &Query,
        read: impl Fn(&Row) -> Option<T>,
    ) -> Result<Vec<T>, ApiError> {
        let mut all = Vec::new();
        let mut skip = 0;
        loop {
            let page = self.list(path, query.clone().order_by("id").page(PAGE, skip)).await?;
            all.extend(page.rows.iter().filter_map(&read));
            if page.came < PAGE {
                return Ok(all);
            }
            skip += page.came;
        }
    }
}

/// The moments of whole days of a calendar, the last day included: from its first midnight to the last second.
/// `offset_minutes` is that calendar's, east of UTC. `None` for days out of reason.
#[must_use]
pub fn period_of_days(
    first: NaiveDate,
    last: NaiveDate,
    offset_minutes: i32,
) -> Option<(DateTime<Utc>, DateTime<Utc>)> {
    let zone = FixedOffset::east_opt(offset_minutes.checked_mul(60)?)?;
    let moment = |day: NaiveDate| day.and_time(NaiveTime::MIN).and_local_timezone(zone).single().map(|at| at.to_utc());
    let start = moment(first)?;
    let end = moment(last.checked_add_days(Days::new(1))?)?.checked_sub_signed(TimeDelta::seconds(1))?;
    (start < end).then_some((start, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_documents_own_example_is_a_moscow_period() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let (start, end) = period_of_days(day("2025-11-01"), day("2025-11-17"), 180).unwrap();
        let written = |at: DateTime<Utc>| at.format("%Y-%m-%dT%H:%M:%S").to_string();
        assert_eq!(written(start), "2025-10-31T21:00:00");
        assert_eq!(written(end), "2025-11-17T20:59:59");
        assert_eq!(period_of_days(day("2025-11-02"), day("2025-11-01"), 180), None);
    }
}
