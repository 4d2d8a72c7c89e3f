//! A typed address → places, beside what one would write first: the Levenshtein distance by its table from the typed town
//! to every name of the list.
//!
//! The plain way gets its best: it is given the town alone, cut out of the address beforehand, and looks for nothing
//! else; ours reads the whole address, ranks homonyms, places street and house and finds the zone.

use cargorun_desk::domain::place::GeoPoint;
use cargorun_desk::geo::places::{self, Settlement};
use cargorun_desk::geo::{geocoder, zones};

use crate::measure::{Row, Rows, time_each};

const SAMPLES: usize = 101;
const LIMIT: usize = 5;

/// Addresses with their towns.
const RIGHT: [(&str, &str); 8] = [
    ("Казань, Оренбургский тракт, 5", "казань"),
    ("г. Екатеринбург, ул. Малышева, д. 5 к. 2", "екатеринбург"),
    ("Респ Татарстан, г Набережные Челны, пр-кт Мира 12", "набережные челны"),
    ("Московская обл, г. Домодедово, ул. Логистическая 1/8", "домодедово"),
    ("д. Ворсино Калужская обл", "ворсино"),
    ("Нижний Новгород Казанское шоссе 12", "нижний новгород"),
    ("420127, Россия, г. Казань, ул. Дементьева, 1, корп. 40", "казань"),
    ("Киров, Калужская обл", "киров"),
];
const MISSPELLED: [(&str, &str); 6] = [
    ("Екатеринбурк, ул Малышева 5", "екатеринбурк"),
    ("Казнь, Оренбургский тракт 5", "казнь"),
    ("Набережные Чилны, пр Мира 12", "набережные чилны"),
    ("Новасибирск, Станционная 60/1", "новасибирск"),
    ("Благавещенск", "благавещенск"),
    ("Нижний Навгород, Ларина 15", "нижний навгород"),
];
const TYPING: [(&str, &str); 8] = [
    ("ка", "ка"),
    ("каз", "каз"),
    ("каза", "каза"),
    ("казан", "казан"),
    ("набер", "набер"),
    ("набережные чел", "набережные чел"),
    ("нижний нов", "нижний нов"),
    ("ростов на", "ростов на"),
];
/// The worst: every way to read them is tried.
const NOTHING: [&str; 4] = [
    "ул. Ленина 5, кв 12",
    "Оренбургский тракт у заправки, позвонить за час",
    "абвгдеж зиклмно прстуфхц, чшщыьэ юяабвгд, ул. еёжз, пер. иклм, стр. 7",
    "ghbdtn rfr ltkf yt ujhjl",
];

#[expect(clippy::unnecessary_wraps, reason = "groups have one shape, and others can fail")]
pub(crate) fn rows() -> Rows {
    geocoder::warm();
    let names: Vec<(Vec<char>, &Settlement)> =
        places::settlements().iter().map(|place| (place.name.to_lowercase().chars().collect(), place)).collect();
    let mut rows: Vec<Row> = Vec::new();
    for (what, inputs) in [("an address", &RIGHT[..]), ("a misspelled town", &MISSPELLED), ("a key pressed", &TYPING)] {
        let ours = time_each(SAMPLES, inputs, |(address, _)| geocoder::suggest(address, LIMIT));
        let plain = time_each(11, inputs, |(_, town)| nearest_by_table(town, &names));
        rows.push(Row::new(format!("geocoder: {what}"), ours).beside("Levenshtein to every name", plain));
    }
    let nothing = time_each(SAMPLES, &NOTHING, |text| geocoder::suggest(text, LIMIT));
    rows.push(Row::new("geocoder: a text that names no town", nothing));
    let points: Vec<GeoPoint> = places::settlements().iter().map(|place| place.location).collect();
    rows.push(Row::new("geocoder: the zone of a point", time_each(SAMPLES, &points, |point| zones::zone_at(*point))));
    Ok(rows)
}

fn nearest_by_table<'a>(typed: &str, names: &[(Vec<char>, &'a Settlement)]) -> Option<&'a Settlement> {
    let typed: Vec<char> = typed.chars().collect();
    let nearest =
        names.iter().min_by_key(|(name, place)| (distance(&typed, name), std::cmp::Reverse(place.population)));
    nearest.map(|(_, place)| *place)
}

fn distance(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = i;
        let mut left = i + 1;
        if let Some(first) = row.first_mut() {
            *first = left;
        }
        for (cell, y) in row.iter_mut().skip(1).zip(b) {
            let above = *cell;
            left = (diagonal + usize::from(x != y)).min(above + 1).min(left + 1);
            *cell = left;
            diagonal = above;
        }
    }
    row.last().copied().unwrap_or_default()
}
