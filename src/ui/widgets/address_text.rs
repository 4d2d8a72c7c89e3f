//! An address as it is typed, and the place chosen for it. Pure: no egui, no geocoder.

use serde::{Deserialize, Serialize};

use crate::domain::place::Place;

/// Typed text with the place behind it. Editing the text of a chosen place leaves text alone; the place waits aside.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct AddressText {
    /// As typed, or the address of the chosen place.
    pub text: String,
    /// The chosen place; `None` while there is only text.
    pub place: Option<Place>,
    /// The place that editing pushed aside, for taking it back.
    pub dropped: Option<Place>,
}

impl AddressText {
    /// A stored place: with coordinates it counts as chosen, without them it is text.
    #[must_use]
    pub fn of(place: &Place) -> Self {
        let bare = Place { address: place.address.clone(), ..Place::default() };
        Self { text: place.address.clone(), place: (*place != bare).then(|| place.clone()), dropped: None }
    }

    /// A person chooses a place.
    pub fn choose(&mut self, place: Place) {
        *self = Self { text: place.address.clone(), place: Some(place), dropped: None };
    }

    /// The text was edited: coordinates no longer belong to it. Typing the old text again brings the place back.
    pub fn reread(&mut self) {
        if let Some(place) = self.place.take_if(|place| place.address != self.text) {
            self.dropped = Some(place);
        }
        if let Some(place) = self.dropped.take_if(|place| place.address == self.text) {
            self.place = Some(place);
        }
    }

    /// Takes the pushed-aside place back, text and all. True when there was one.
    pub fn take_back(&mut self) -> bool {
        let Some(place) = self.dropped.take() else { return false };
        self.choose(place);
        true
    }

    /// The place as a bid stores it.
    #[must_use]
    pub fn to_place(&self) -> Place {
        let typed = || Place { address: self.text.trim().to_owned(), ..Place::default() };
        self.place.clone().unwrap_or_else(typed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::place::{GeoPoint, Precision};

    fn kazan() -> Place {
        Place {
            address: "Казань, Оренбургский тракт, 5".to_owned(),
            city: Some("Казань".to_owned()),
            location: Some(GeoPoint { longitude: 49.12, latitude: 55.75 }),
            precision: Precision::Confirmed,
            ..Place::default()
        }
    }

    #[test]
    fn editing_a_chosen_address_drops_its_coordinates_and_can_be_taken_back() {
        let mut address = AddressText::default();
        address.choose(kazan());
        address.text.push('А');
        address.reread();
        let stored = address.to_place();
        assert_eq!((stored.location, stored.precision), (None, Precision::Typed));
        assert_eq!(stored.address, "Казань, Оренбургский тракт, 5А");

        assert!(address.take_back());
        assert_eq!(address.to_place(), kazan());
        assert!(!address.take_back());
    }

    #[test]
    fn typing_the_old_text_again_brings_the_place_back() {
        let mut address = AddressText::of(&kazan());
        let whole = address.text.clone();
        address.text.push('x');
        address.reread();
        assert!(address.place.is_none());
        address.text = whole;
        address.reread();
        assert_eq!(address.to_place(), kazan());
    }

    #[test]
    fn a_stored_text_without_parts_is_only_text() {
        let bare = Place { address: "где-то".to_owned(), ..Place::default() };
        let address = AddressText::of(&bare);
        assert!(address.place.is_none());
        assert_eq!(address.to_place(), bare);
    }
}
