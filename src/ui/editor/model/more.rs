//! The rarer fields of the form: what is folded away while an ordinary bid is typed.
//!
//! Customer's number and date and the comment to the bid have no field in the platform's contract. Where the organisation
//! has a property of that meaning they stand there; else they are kept here alone, and the form says which.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::form::{filled, number_text, read_degrees};
use crate::app::books::Books;
use crate::domain::bid::Bid;
use crate::domain::bid_more::{OwnField, OwnTerms, Property, Temperature, day_of};
use crate::domain::id::{LocalId, RemoteId};
use crate::ui::widgets::pick::Pick;

/// The rarer fields.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct MoreForm {
    /// They are shown.
    pub unfolded: bool,
    /// Employee who sold the transport.
    pub sales_manager: Pick<RemoteId>,
    /// Second driver.
    pub second_driver: Pick<LocalId>,
    /// Not colder, °C as typed.
    pub coldest: String,
    /// Not warmer.
    pub warmest: String,
    /// Number of the customer's order.
    pub customer_number: String,
    /// Its date as typed.
    pub customer_date: String,
    /// Comment to the bid.
    pub comment: String,
    /// An empty run.
    pub empty_run: bool,
    /// Options that are set.
    pub options: Vec<RemoteId>,
    /// Properties of the organisation, in the platform's order, those that the bid doesn't have yet last.
    pub properties: Vec<PropertyForm>,
}

/// A property as it is being typed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct PropertyForm {
    /// Its name on the platform.
    pub name: String,
    /// Its text; of one that means a field of the form, what it was.
    pub value: String,
    /// The bid has it: emptied, it stays with an empty text.
    pub known: bool,
}

impl PropertyForm {
    /// The rows of a bid or of a point.
    #[must_use]
    pub fn rows(properties: Vec<Property>) -> Vec<Self> {
        properties.into_iter().map(|one| Self { name: one.name, value: one.value, known: true }).collect()
    }

    /// The properties that the rows mean.
    #[must_use]
    pub fn meant(rows: &[Self]) -> Vec<Property> {
        let said = rows.iter().filter(|row| row.known || !row.value.trim().is_empty());
        said.map(|row| Property { name: row.name.clone(), value: row.value.trim().to_owned() }).collect()
    }

    /// Adds an empty row for each name that has none.
    pub fn add_names(rows: &mut Vec<Self>, names: &[String]) {
        for name in names {
            if rows.iter().all(|row| row.name != *name) {
                rows.push(Self { name: name.clone(), ..Self::default() });
            }
        }
    }
}

impl MoreForm {
    /// The fields of a bid.
    #[must_use]
    pub fn of(bid: &Bid) -> Self {
        let end = |end: Option<f64>| end.map(number_text).unwrap_or_default();
        let mut more = Self {
            unfolded: false,
            sales_manager: Pick::of(bid.sales_manager),
            second_driver: Pick::of(bid.second_driver.clone()),
            coldest: end(bid.temperature.and_then(|regime| regime.min)),
            warmest: end(bid.temperature.and_then(|regime| regime.max)),
            customer_number: bid.own.customer_number.clone().unwrap_or_default(),
            customer_date: bid.own.customer_date.map(day_text).unwrap_or_default(),
            comment: bid.own.comment.clone().unwrap_or_default(),
            empty_run: bid.empty_run,
            options: bid.options.clone(),
            properties: PropertyForm::rows(bid.properties.clone()),
        };
        for field in OwnField::ALL {
            if let Some(value) = more.carrier(field).map(|row| row.value.trim().to_owned()).filter(|it| !it.is_empty())
            {
                let shown = match field {
                    OwnField::CustomerDate => day_of(&value).map_or(value, day_text),
                    OwnField::CustomerNumber | OwnField::Comment => value,
                };
                more.text_mut(field).clone_from(&shown);
            }
        }
        more
    }

    /// Adds what the organisation has and this bid doesn't yet.
    pub fn know(&mut self, books: &Books) {
        PropertyForm::add_names(&mut self.properties, books.properties());
    }

    /// Writes the fields into a bid.
    pub fn put(&self, bid: &mut Bid) {
        bid.sales_manager = self.sales_manager.chosen;
        bid.second_driver.clone_from(&self.second_driver.chosen);
        bid.temperature = Temperature::of(read_degrees(&self.coldest), read_degrees(&self.warmest));
        bid.empty_run = self.empty_run;
        bid.options.clone_from(&self.options);
        let mut rows = self.properties.clone();
        for field in OwnField::ALL {
            let name = self.carrier(field).map(|row| row.name.clone());
            if let Some(row) = name.and_then(|name| rows.iter_mut().find(|row| row.name == name)) {
                row.value = self.carried(field, &row.value);
            }
        }
        bid.properties = PropertyForm::meant(&rows);
        let kept = |field| self.carrier(field).is_none();
        bid.own = OwnTerms {
            customer_number: filled(&self.customer_number).filter(|_| kept(OwnField::CustomerNumber)),
            customer_date: read_day(&self.customer_date).filter(|_| kept(OwnField::CustomerDate)),
            comment: filled(&self.comment).filter(|_| kept(OwnField::Comment)),
        };
    }

    /// The property that carries a field to the platform; `None`: it is kept here alone.
    #[must_use]
    pub fn carrier(&self, field: OwnField) -> Option<&PropertyForm> {
        self.properties.iter().find(|row| OwnField::meant_by(&row.name) == Some(field))
    }

    /// Rows that stand under their own names, with their places.
    pub fn plain_properties(&self) -> impl Iterator<Item = (u32, &PropertyForm)> {
        let carriers: Vec<&str> =
            OwnField::ALL.into_iter().filter_map(|field| self.carrier(field)).map(|row| row.name.as_str()).collect();
        (0_u32..).zip(&self.properties).filter(move |(_, row)| !carriers.contains(&row.name.as_str()))
    }

    /// A row by its place.
    pub fn property_mut(&mut self, place: u32) -> Option<&mut PropertyForm> {
        self.properties.get_mut(usize::try_from(place).ok()?)
    }

    /// True when something is set that is out of sight while the fields are folded.
    #[must_use]
    pub fn is_used(&self) -> bool {
        let texts = [&self.coldest, &self.warmest, &self.customer_number, &self.customer_date, &self.comment];
        texts.iter().any(|text| !text.trim().is_empty())
            || !self.sales_manager.is_empty()
            || !self.second_driver.is_empty()
            || self.empty_run
            || !self.options.is_empty()
            || self.plain_properties().any(|(_, row)| !row.value.trim().is_empty())
    }

    /// The date is typed and can't be read; one that came so from the platform is left alone.
    #[must_use]
    pub fn date_is_unread(&self) -> bool {
        let typed = self.customer_date.trim();
        let came_so = self.carrier(OwnField::CustomerDate).is_some_and(|row| row.value.trim() == typed);
        !typed.is_empty() && read_day(typed).is_none() && !came_so
    }

    /// The text of a field that the contract has no place for.
    pub fn text_mut(&mut self, field: OwnField) -> &mut String {
        match field {
            OwnField::CustomerNumber => &mut self.customer_number,
            OwnField::CustomerDate => &mut self.customer_date,
            OwnField::Comment => &mut self.comment,
        }
    }

    /// The text of the property that carries a field; what was not changed goes back as it came.
    fn carried(&self, field: OwnField, was: &str) -> String {
        match field {
            OwnField::CustomerNumber => self.customer_number.trim().to_owned(),
            OwnField::Comment => self.comment.trim().to_owned(),
            OwnField::CustomerDate => match read_day(&self.customer_date) {
                Some(day) if day_of(was) != Some(day) => day.format("%Y-%m-%d").to_string(),
                None if self.customer_date.trim().is_empty() => String::new(),
                Some(_) | None => was.to_owned(),
            },
        }
    }
}

/// A day as people type it.
#[must_use]
pub fn read_day(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    // The short year first: the long pattern would read it as a year of antiquity.
    ["%d.%m.%y", "%d.%m.%Y", "%Y-%m-%d"].iter().find_map(|form| NaiveDate::parse_from_str(text, form).ok())
}

fn day_text(day: NaiveDate) -> String {
    day.format("%d.%m.%Y").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn property(name: &str, value: &str) -> Property {
        Property { name: name.to_owned(), value: value.to_owned() }
    }

    #[test]
    fn what_the_organisation_has_a_property_for_goes_there_and_the_rest_stays_here() {
        let mut bid = Bid {
            properties: vec![property("Номер пломбы", "17"), property("Номер клиента", "A-1")],
            ..Bid::default()
        };
        let mut more = MoreForm::of(&bid);
        assert_eq!(more.customer_number, "A-1");
        more.customer_number = "A-2".to_owned();
        more.comment = "звонить заранее".to_owned();
        more.customer_date = "20.11.26".to_owned();
        more.put(&mut bid);
        assert_eq!(bid.properties, [property("Номер пломбы", "17"), property("Номер клиента", "A-2")]);
        assert_eq!(bid.own.customer_number, None);
        assert_eq!(bid.own.comment.as_deref(), Some("звонить заранее"));
        assert_eq!(bid.own.customer_date, NaiveDate::from_ymd_opt(2026, 11, 20));
        let again = MoreForm::of(&bid);
        assert_eq!(again.customer_date, "20.11.2026");
    }

    #[test]
    fn a_date_that_was_not_touched_goes_back_as_it_came() {
        for written in ["2026-11-20T00:00:00Z", "20.11.2026", "в четверг"] {
            let mut bid = Bid { properties: vec![property("customerDate", written)], ..Bid::default() };
            let more = MoreForm::of(&bid);
            assert!(!more.date_is_unread(), "{written}");
            let before = bid.clone();
            more.put(&mut bid);
            assert_eq!(bid, before);
        }
        let more = MoreForm { customer_date: "скоро".to_owned(), ..MoreForm::default() };
        assert!(more.date_is_unread());
    }

    #[test]
    fn names_that_the_bid_lacks_are_offered_and_stay_out_of_it_while_they_are_empty() {
        let mut rows = PropertyForm::rows(vec![property("Пломба", "")]);
        PropertyForm::add_names(&mut rows, &["Пломба".to_owned(), "Рампа".to_owned()]);
        assert_eq!(PropertyForm::meant(&rows), [property("Пломба", "")]);
        rows[1].value = " 4 ".to_owned();
        assert_eq!(PropertyForm::meant(&rows), [property("Пломба", ""), property("Рампа", "4")]);
    }
}
