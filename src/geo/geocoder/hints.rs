//! What an address says of the surroundings: country, region, district. It marks these words as told, so that nobody
//! looks for a settlement in them.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::geo::places::{self, Region, Settlement};

use super::edit_distance::{self, Pattern};
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
            if let Some(district) = take_district(segment) {
                hints.district.get_or_insert(district);
            }
        }
        hints
    }

    /// `Some(true)` when the settlement lies where the text says, `Some(false)` when elsewhere, `None` when the text
    /// says nothing of it.
    pub(super) fn agrees(&self, settlement: &Settlement) -> Option<bool> {
        if self.regions.is_empty() {
            let country = settlement.region.country;
            return (!self.countries.is_empty()).then(|| self.countries.contains(&country));
        }
        Some(self.regions.iter().any(|region| *region == settlement.region || surrounds(region, settlement.region)))
    }

    fn take_countries(&mut self, segment: &mut Segment) {
        for length in [2, 1] {
            for_each_run(segment, length, |key| {
                let country = COUNTRIES.iter().find(|(name, _)| *name == key);
                country.map(|(_, country)| self.countries.push(country)).is_some()
            });
        }
    }

    fn take_regions(&mut self, segment: &mut Segment) {
        for length in (1..=MAX_WORDS).rev() {
            for_each_run(segment, length, |key| {
                let region = REGIONS.get(key).copied().or_else(|| misspelled(key).filter(|_| length == 2));
                region.map(|region| self.regions.push(region)).is_some()
            });
        }
    }
}

/// Offers every run of so many words that are not told yet; marks those that are taken.
fn for_each_run(segment: &mut Segment, length: usize, mut taken: impl FnMut(&str) -> bool) {
    for at in 0..segment.len() {
        let Some(run) = segment.get_mut(at..at + length) else { return };
        let open = run.iter().all(|word| word.role != Role::Told && !spelling::is_number(&word.key));
        if open && taken(&run.iter().map(|word| word.key.as_str()).collect::<String>()) {
            run.iter_mut().for_each(|word| word.role = Role::Told);
        }
    }
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

/// "Боровский р-н", "район Боровский", "Одинцовский городской округ", "с.п. Ворсино": marked, and named in full.
fn take_district(segment: &mut Segment) -> Option<String> {
    let at = segment.iter().position(|word| is_district(&word.key) && word.role != Role::Told)?;
    let key = segment.get(at)?.key.clone();
    let kind_from = if segment.get(at.wrapping_sub(1)).is_some_and(|word| is_kind_of_district(&word.key)) {
        at.saturating_sub(1)
    } else {
        at
    };
    let adjective = |word: Option<&Word>| word.is_some_and(|word| spelling::is_adjective(&word.key));
    let before = kind_from.checked_sub(1).filter(|before| adjective(segment.get(*before)));
    let name_at = before.or_else(|| Some(at + 1).filter(|after| adjective(segment.get(*after))));
    let name = name_at.and_then(|name_at| segment.get(name_at)).map(|word| spelling::capitalised(&word.text));
    for told in (kind_from..=at).chain(name_at) {
        if let Some(word) = segment.get_mut(told) {
            word.role = Role::Told;
        }
    }
    let kind = match key.as_str() {
        "район" | "рн" => "район",
        "улус" => "улус",
        "округ" | "го" => "городской округ",
        _ => return None,
    };
    name.map(|name| format!("{name} {kind}"))
}

fn is_district(key: &str) -> bool {
    matches!(key, "район" | "рн" | "улус" | "округ" | "го" | "поселение" | "сп" | "гп" | "сельсовет" | "сс")
}

fn is_kind_of_district(key: &str) -> bool {
    matches!(key, "городской" | "муниципальный" | "сельское" | "городское" | "м")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geo::geocoder::words;

    fn read(text: &str) -> (Vec<&'static str>, Option<String>, String) {
        let mut segments = words::segments(text);
        let hints = Hints::take(&mut segments);
        let open = segments.concat().into_iter().filter(|word| word.role != Role::Told);
        let open: Vec<_> = open.map(|word| word.text).collect();
        (hints.regions.iter().map(|region| region.name).collect(), hints.district, open.join(" "))
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
            let (regions, _, open) = read(text);
            assert_eq!(regions.first().copied(), Some(name), "{text}");
            assert_eq!(open, "", "{text}");
        }
    }

    #[test]
    fn a_region_that_is_a_city_stays_a_settlement() {
        assert_eq!(read("Москва"), (Vec::new(), None, "Москва".to_owned()));
    }

    #[test]
    fn an_adjective_alone_is_no_region() {
        assert_eq!(read("Саранск, Московская 5").0, Vec::<&str>::new());
    }

    #[test]
    fn districts_are_named_in_full() {
        let district = |text: &str| read(text).1;
        assert_eq!(district("Боровский р-н, д. Ворсино").as_deref(), Some("Боровский район"));
        assert_eq!(district("район Боровский").as_deref(), Some("Боровский район"));
        assert_eq!(district("Одинцовский городской округ").as_deref(), Some("Одинцовский городской округ"));
        assert_eq!(read("городской округ Домодедово"), (Vec::new(), None, "Домодедово".to_owned()));
    }
}
