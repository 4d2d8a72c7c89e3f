//! What an address says of the surroundings: country, region, district. It marks these words as told, so that nobody
//! looks for a settlement in them.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::geo::places::{self, Kind, Region, Settlement};

use super::districts;
use super::edit_distance::{self, Pattern};
use super::names;
use super::spelling;
use super::words::{Role, Segment, Word};

/// Longest way to write a region ("Ханты-Мансийский автономный округ — Югра"), in words.
const MAX_WORDS: usize = 5;

const COUNTRIES: [(&str, &str); 8] = [
    ("россия", "Россия"),
    ("рф", "Россия"),
    ("российскаяфедерация", "Россия"),
    ("беларусь", "Беларусь"),
    ("белоруссия", "Беларусь"),
    ("республикабеларусь", "Беларусь"),
    ("казахстан", "Казахстан"),
    ("республикаказахстан", "Казахстан"),
];

/// Words for the type of a region, each with what else people write for it.
const TYPES: [(&str, &[&str]); 5] = [
    ("область", &["обл"]),
    ("край", &["кр"]),
    ("республика", &["респ", "р"]),
    ("автономныйокруг", &["ао", "аокр"]),
    ("автономнаяобласть", &["ао", "аобл"]),
];

static REGIONS: LazyLock<HashMap<String, &'static Region>> = LazyLock::new(phrases);

/// What the text says of the surroundings.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Hints {
    /// Countries named, in Russian.
    countries: Vec<&'static str>,
    regions: Vec<&'static Region>,
    /// A region that is not in the table ("Республика Крым"): whatever is named does not lie in those that are.
    unknown_region: bool,
    /// "Боровский район".
    pub(super) district: Option<String>,
}

impl Hints {
    /// Reads the surroundings out of the segments and marks their words.
    pub(super) fn take(segments: &mut [Segment]) -> Self {
        let mut hints = Self::default();
        for segment in segments {
            hints.take_countries(segment);
            hints.take_regions(segment);
            hints.take_other_region(segment);
            if let Some(district) = districts::take(segment) {
                hints.district.get_or_insert(district);
            }
        }
        hints
    }

    /// Gives back the words that name the district, when nothing else names a settlement; `None` when there is none.
    pub(super) fn free_district_town(&mut self, segments: &mut [Segment]) -> Option<()> {
        let name = spelling::key(&self.district.take()?);
        let words =
            segments.iter_mut().flatten().filter(|word| word.role == Role::Told && !districts::is_kind(&word.key));
        for word in words.filter(|word| name.ends_with(&word.key)) {
            word.role = Role::Free;
        }
        Some(())
    }

    /// `Some(true)` when the settlement lies where the text says, `Some(false)` when elsewhere, `None` when the text
    /// says nothing of it.
    pub(super) fn agrees(&self, settlement: &Settlement) -> Option<bool> {
        if self.regions.is_empty() {
            if self.unknown_region {
                return Some(false);
            }
            let country = settlement.region.country;
            return (!self.countries.is_empty()).then(|| self.countries.contains(&country));
        }
        let around = |region: &Region| settlement.kind != Kind::Quarter && surrounds(region, settlement.region);
        Some(self.regions.iter().any(|region| *region == settlement.region || around(region)))
    }

    /// True when the text names the district that the settlement is known to lie in.
    pub(super) fn names_district_of(&self, settlement: &Settlement) -> bool {
        let named = self.district.as_deref().map(spelling::key);
        named.is_some() && named == settlement.district.map(spelling::key)
    }

    fn take_countries(&mut self, segment: &mut Segment) {
        for length in [2, 1] {
            // Said twice, it is a village of that name the second time.
            let new = |key: &str| {
                let (_, country) = COUNTRIES.iter().find(|(name, _)| *name == key)?;
                Some(*country).filter(|country| !self.countries.contains(country))
            };
            let found = take_runs(segment, length, new);
            self.countries.extend(found);
        }
    }

    /// The word for a region and a name beside it that is shortened ("Моск. обл"), or that no region of the table has
    /// ("Республика Крым").
    fn take_other_region(&mut self, segment: &mut Segment) {
        let is_kind = |word: &Word| {
            word.role == Role::Free && ["республика", "респ", "область", "обл", "край"].contains(&word.key.as_str())
        };
        let Some(at) = segment.iter().position(is_kind) else { return };
        let is_name = |word: &&mut Word| word.role == Role::Free;
        let (before, after) = segment.split_at_mut(at);
        let [kind, after @ ..] = after else { return };
        kind.role = Role::Told;
        let Some(name) = before.last_mut().filter(is_name).or_else(|| after.first_mut().filter(is_name)) else {
            return;
        };
        name.role = Role::Told;
        let is_meant = |region: &&Region| {
            let full = spelling::key(region.name);
            name.key.chars().count() > 2 && full.starts_with(&name.key) && full.contains(&kind.key)
        };
        let shortened = places::regions().iter().filter(is_meant);
        let known = self.regions.len();
        self.regions.extend(shortened);
        self.unknown_region |= self.regions.len() == known;
    }

    fn take_regions(&mut self, segment: &mut Segment) {
        for length in (1..=MAX_WORDS).rev() {
            let known = |key: &str| REGIONS.get(key).copied().or_else(|| misspelled(key).filter(|_| length == 2));
            self.regions.extend(take_runs(segment, length, known));
        }
    }
}

/// Offers every run of so many words that are not told yet, and marks those that are recognised.
fn take_runs<T>(segment: &mut Segment, length: usize, recognise: impl Fn(&str) -> Option<T>) -> Vec<T> {
    let mut taken = Vec::new();
    for at in 0..segment.len() {
        let Some(run) = segment.get(at..at + length) else { break };
        let open = run.iter().all(|word| word.role != Role::Told && !spelling::is_number(&word.key));
        let Some(found) = recognise(&joined(run)).filter(|_| open && !is_in_a_name(segment, at, length)) else {
            continue;
        };
        taken.push(found);
        for word in segment.get_mut(at..at + length).unwrap_or_default() {
            word.role = Role::Told;
        }
    }
    taken
}

/// True when the words are a part of a longer name: "Адыгея" of "Новая Адыгея".
fn is_in_a_name(segment: &Segment, at: usize, length: usize) -> bool {
    let longer = length + 1..=names::MAX_WORDS;
    longer.into_iter().any(|longer| {
        let starts = (at + length).saturating_sub(longer)..=at;
        let runs = starts.into_iter().filter_map(|start| segment.get(start..start + longer));
        runs.into_iter().any(|run| names::is_name(&joined(run)))
    })
}

fn joined(words: &[Word]) -> String {
    words.iter().map(|word| word.key.as_str()).collect()
}

/// A city that is a region of its own is often written with the region around it: "Московская обл, Москва".
fn surrounds(region: &Region, city: &Region) -> bool {
    const AROUND: [(&str, &str); 5] = [
        ("Московская область", "Москва"),
        ("Ленинградская область", "Санкт-Петербург"),
        ("Минская область", "Минск"),
        ("Алматинская область", "Алматы"),
        ("Акмолинская область", "Астана"),
    ];
    AROUND.contains(&(region.name, city.name))
}

/// Every way to write every region that is no city, as one key.
fn phrases() -> HashMap<String, &'static Region> {
    let is_city = |region: &Region| places::settlements().iter().any(|place| place.name == region.name);
    let mut phrases = HashMap::new();
    for region in places::regions().iter().filter(|region| !is_city(region)) {
        for name in std::iter::once(&region.name).chain(&region.also) {
            let full = spelling::key(name);
            for (kind, short) in TYPES {
                let Some(bare) = full.strip_prefix(kind).or_else(|| full.strip_suffix(kind)) else { continue };
                for kind in std::iter::once(&kind).chain(short) {
                    phrases.insert(format!("{bare}{kind}"), region);
                    phrases.insert(format!("{kind}{bare}"), region);
                }
            }
            phrases.insert(full, region);
        }
    }
    phrases
}

/// "колужскаяобл": a region of two words with a slip in the first; only with the word for its type in full or short.
fn misspelled(key: &str) -> Option<&'static Region> {
    let bare = ["область", "обл", "край"].iter().find_map(|kind| key.strip_suffix(kind))?;
    let pattern = Pattern::new(bare).filter(|_| bare.chars().count() > 6 && spelling::is_adjective(bare))?;
    let slips = |region: &Region| {
        let name = spelling::key(region.name);
        let bare = name.strip_suffix("область").or_else(|| name.strip_suffix("край"))?;
        Some(pattern.distance(&edit_distance::letters(bare)).whole)
    };
    let near = places::regions().iter().filter_map(|region| slips(region).map(|slips| (slips, region)));
    near.filter(|(slips, _)| *slips <= 2).min_by_key(|(slips, _)| *slips).map(|(_, region)| region)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geo::geocoder::words;

    fn read(text: &str) -> (Vec<&'static str>, String) {
        let mut segments = words::segments(text);
        let hints = Hints::take(&mut segments);
        let open = segments.concat().into_iter().filter(|word| word.role != Role::Told);
        let open: Vec<_> = open.map(|word| word.text).collect();
        (hints.regions.iter().map(|region| region.name).collect(), open.join(" "))
    }

    #[test]
    fn regions_are_known_by_all_their_names() {
        for (text, name) in [
            ("Республика Татарстан", "Республика Татарстан"),
            ("Татарстан Респ", "Республика Татарстан"),
            ("РТ", "Республика Татарстан"),
            ("Чувашия", "Чувашская Республика"),
            ("Чувашская респ.", "Чувашская Республика"),
            ("МО", "Московская область"),
            ("обл. Московская", "Московская область"),
            ("Колужская обл", "Калужская область"),
            ("ХМАО-Югра", "Ханты-Мансийский автономный округ — Югра"),
            ("Ханты-Мансийский АО", "Ханты-Мансийский автономный округ — Югра"),
            ("Республика Саха (Якутия)", "Республика Саха (Якутия)"),
            ("Абайская обл.", "Область Абай"),
        ] {
            let (regions, open) = read(text);
            assert_eq!(regions.first().copied(), Some(name), "{text}");
            assert_eq!(open, "", "{text}");
        }
    }

    #[test]
    fn a_shortened_region_may_be_several() {
        assert_eq!(read("Моск. обл.").0, ["Московская область"]);
        assert_eq!(read("Красн. край").0, ["Краснодарский край", "Красноярский край"]);
        assert_eq!(read("Республика Крым").0, Vec::<&str>::new());
    }

    #[test]
    fn a_region_that_is_a_city_stays_a_settlement() {
        assert_eq!(read("Москва"), (Vec::new(), "Москва".to_owned()));
    }

    #[test]
    fn an_adjective_alone_is_no_region() {
        assert_eq!(read("Саранск, Московская 5").0, Vec::<&str>::new());
    }
}
