//! Which addresses to offer while one is typed: the customer's own places first, then the geocoder's answers.

use std::collections::HashMap;
use std::hash::BuildHasher;

use crate::app::books::KnownPlace;
use crate::app::state::AddressAnswer;
use crate::domain::place::{Place, Precision};
use crate::domain::search_key::{Query, fold};
use crate::words::Message;

/// The geocoder is asked from this many letters on.
pub const FEWEST_LETTERS: usize = 3;

/// At most this many of the customer's own places.
const MOST_KNOWN: usize = 6;

/// An address to choose.
#[derive(Debug, Clone, PartialEq)]
pub enum Offer {
    /// A place that the customer used before: coordinates, contact and note are known.
    Known(KnownPlace),
    /// A place of the geocoder's, or a town of the embedded list.
    Found(Place),
}

impl Offer {
    /// The place itself.
    #[must_use]
    pub fn place(&self) -> &Place {
        match self {
            Self::Known(known) => &known.place,
            Self::Found(place) => place,
        }
    }

    /// True for a town of the embedded list, which the geocoder has to confirm later.
    #[must_use]
    pub fn is_approximate(&self) -> bool {
        self.place().precision == Precision::Approximate
    }
}

/// How far the asking got.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Asking {
    /// Nothing is asked for so short a text.
    #[default]
    Idle,
    /// An answer is on its way; older offers stand until it comes.
    Waiting,
    /// The answer is among the offers.
    Answered,
    /// No network: the offers are towns of the embedded list.
    Offline,
    /// Refused or broken.
    Failed(Message),
}

/// What is offered for a text.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Offers {
    /// Rows, best first.
    pub rows: Vec<Offer>,
    /// How far the asking got.
    pub asking: Asking,
}

/// What to offer for a text, of the customer's places and of the answers so far.
#[must_use]
pub fn offers<S: BuildHasher>(text: &str, known: &[KnownPlace], answers: &HashMap<String, AddressAnswer, S>) -> Offers {
    let mut rows: Vec<Offer> = known_matches(text, known).cloned().map(Offer::Known).collect();
    let (found, asking) = answered(text, answers);
    for place in found {
        let already = |offer: &Offer| fold(&offer.place().address) == fold(&place.address);
        if !rows.iter().any(already) {
            rows.push(Offer::Found(place.clone()));
        }
    }
    Offers { rows, asking }
}

/// The text to ask the geocoder about, when it is long enough to be worth it.
#[must_use]
pub fn question(text: &str) -> Option<&str> {
    let text = text.trim();
    (text.chars().count() >= FEWEST_LETTERS).then_some(text)
}

fn known_matches<'a>(text: &str, known: &'a [KnownPlace]) -> impl Iterator<Item = &'a KnownPlace> {
    let query = Query::new(text);
    let holds = move |known: &&KnownPlace| {
        let place = &known.place;
        let region = place.region.as_deref().unwrap_or_default();
        query.matches(&fold(&format!("{} {} {} {region}", known.name, place.address, place.settlement())))
    };
    known.iter().filter(|known| known.place.has_coordinates()).filter(holds).take(MOST_KNOWN)
}

/// The answer to the text; while it is on its way, the answer to the longest beginning of it, so that the list doesn't
/// blink at each letter.
fn answered<'a, S: BuildHasher>(text: &str, answers: &'a HashMap<String, AddressAnswer, S>) -> (&'a [Place], Asking) {
    let Some(whole) = question(text) else { return (&[], Asking::Idle) };
    let asking = match answers.get(whole) {
        Some(AddressAnswer::Found(places)) => return (places, Asking::Answered),
        Some(AddressAnswer::Offline(places)) => return (places, Asking::Offline),
        Some(AddressAnswer::Failed(reason)) => return (&[], Asking::Failed(reason.clone())),
        Some(AddressAnswer::Waiting) | None => Asking::Waiting,
    };
    let mut shorter = whole.to_owned();
    while shorter.pop().is_some() && question(&shorter).is_some() {
        if let Some(AddressAnswer::Found(places) | AddressAnswer::Offline(places)) = answers.get(shorter.trim()) {
            return (places, asking);
        }
    }
    (&[], asking)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::place::GeoPoint;

    fn place(address: &str) -> Place {
        let location = Some(GeoPoint { longitude: 49.1, latitude: 55.8 });
        Place { address: address.to_owned(), location, precision: Precision::Confirmed, ..Place::default() }
    }

    fn known(name: &str, address: &str) -> KnownPlace {
        KnownPlace { saved_point: None, name: name.to_owned(), place: place(address), contact: None, comment: None }
    }

    fn shown(offers: &Offers) -> Vec<&str> {
        offers.rows.iter().map(|offer| offer.place().address.as_str()).collect()
    }

    #[test]
    fn the_customers_places_come_first_and_none_comes_twice() {
        let known = [known("Склад", "Казань, Техническая, 1"), known("База", "Уфа, Заводская, 2")];
        let found = AddressAnswer::Found(vec![place("Казань"), place("Казань, Техническая, 1")]);
        let answers = HashMap::from([("казань".to_owned(), found)]);
        let offered = offers("казань ", &known, &answers);
        assert_eq!(shown(&offered), ["Казань, Техническая, 1", "Казань"]);
        assert_eq!(offered.asking, Asking::Answered);
        assert_eq!(shown(&offers("", &known, &answers)).len(), 2, "all of them before anything is typed");
        assert_eq!(shown(&offers("база", &known, &answers)), ["Уфа, Заводская, 2"], "found by the point's own name");
    }

    #[test]
    fn an_older_answer_stands_until_the_new_one_comes() {
        let mut answers = HashMap::from([("каз".to_owned(), AddressAnswer::Found(vec![place("Казань")]))]);
        answers.insert("казан".to_owned(), AddressAnswer::Waiting);
        let offered = offers("казан", &[], &answers);
        assert_eq!((shown(&offered), &offered.asking), (vec!["Казань"], &Asking::Waiting));
    }

    #[test]
    fn too_little_text_is_no_question() {
        assert_eq!(question(" уф "), None);
        assert_eq!(question(" уфа "), Some("уфа"));
        assert_eq!(offers("уф", &[], &HashMap::new()).asking, Asking::Idle);
    }
}
