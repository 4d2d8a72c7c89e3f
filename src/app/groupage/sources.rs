//! The directories at hand, and what the checks may know by them.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, Datelike as _, NaiveDateTime, NaiveTime, TimeDelta, Utc};

use crate::domain::ltl::{Address, Directory, Entry, Known, Method, Shipment, Side};
use crate::store::{Store, StoreError};

/// Hours of the terminals' towns are told from Moscow's.
const MOSCOW_HOURS: i64 = 3;
/// Digits of a KLADR code that name the town.
const TOWN_DIGITS: usize = 11;

/// Directories that are small enough to be held whole: all but towns and streets.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    entries: BTreeMap<Directory, Arc<Vec<Entry>>>,
}

impl Sources {
    /// Reads what the store has.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub fn read(store: &Store) -> Result<Self, StoreError> {
        let mut entries = BTreeMap::new();
        for directory in Directory::ALL.into_iter().filter(|one| is_held(*one)) {
            if let Some(list) = store.directory(directory)? {
                entries.insert(directory, Arc::new(list));
            }
        }
        Ok(Self { entries })
    }

    /// All that are at hand.
    #[must_use]
    pub const fn all(&self) -> &BTreeMap<Directory, Arc<Vec<Entry>>> {
        &self.entries
    }

    fn get(&self, directory: Directory) -> Option<&[Entry]> {
        self.entries.get(&directory).map(|list| list.as_slice())
    }

    /// What the checks may know of a shipment at a moment by the clocks of the sender's town. Session, key, dates and what
    /// was sent before are not of the directories.
    #[must_use]
    pub fn known(&self, shipment: &Shipment, method: Method, local: NaiveDateTime) -> Known {
        let mut known = Known::bare(method, local);
        let checked = [
            Directory::Packages,
            Directory::Documents,
            Directory::Freights,
            Directory::LegalForms,
            Directory::Terminals,
            Directory::Counteragents,
        ];
        for directory in checked {
            if let Some(entries) = self.get(directory) {
                known.learn(directory, entries);
            }
        }
        // Demands are checked against both of their directories or not at all.
        if let (Some(services), Some(loads)) = (self.get(Directory::Requirements), self.get(Directory::LoadTypes)) {
            known.learn(Directory::Requirements, services);
            known.learn(Directory::LoadTypes, loads);
        }
        if let (Some(delivery), Some(limits)) = (shipment.delivery, self.get(Directory::Oversize)) {
            known.learn_limits(limits, delivery.word());
        }
        let paid_in = shipment.payment.as_ref().and_then(|payment| payment.city.as_deref());
        if let (Some(city), Some(towns)) = (paid_in, self.get(Directory::Cashless)) {
            known.cashless_town = Some(towns.iter().any(|town| town.key == city));
        }
        known.both_have_branches = match (self.has_branch(&shipment.derival), self.has_branch(&shipment.arrival)) {
            (Some(false), _) | (_, Some(false)) => Some(false),
            (Some(true), Some(true)) => Some(true),
            _ => None,
        };
        known.terminal_works_minutes = self.works_minutes(&shipment.derival, local);
        known
    }

    /// The moment by the clocks of the town where it is taken; `None`: the town is not known.
    #[must_use]
    pub fn local_time(&self, shipment: &Shipment, now: DateTime<Utc>) -> Option<NaiveDateTime> {
        let terminals = self.terminals_of(&shipment.derival)?;
        let shift: i64 = terminals.iter().find_map(|one| one.fact("timeshift")?.parse().ok())?;
        Some(now.naive_utc() + TimeDelta::hours(MOSCOW_HOURS.saturating_add(shift)))
    }

    fn has_branch(&self, side: &Side) -> Option<bool> {
        self.terminals_of(side).map(|terminals| !terminals.is_empty())
    }

    /// The terminals of a side's town; `None`: the directory is not at hand, or the side names no town.
    fn terminals_of(&self, side: &Side) -> Option<Vec<&Entry>> {
        let terminals = self.get(Directory::Terminals)?;
        if let Some(id) = &side.terminal {
            let town = terminals.iter().find(|one| one.key == *id).and_then(|one| one.fact("city_code"))?;
            return Some(terminals.iter().filter(|one| one.fact("city_code") == Some(town)).collect());
        }
        let by_code = |code: &str| {
            let town = |code: &str| code.chars().take(TOWN_DIGITS).collect::<String>();
            let wanted = town(code);
            terminals.iter().filter(|one| one.fact("city_code").is_some_and(|code| town(code) == wanted)).collect()
        };
        if let Some(code) = side.city.as_deref().or_else(|| side.address.as_ref()?.street.as_deref()) {
            return Some(by_code(code));
        }
        let parts = named_parts(side.address.as_ref()?)?;
        let is_named = |one: &&Entry| one.fact("city").is_some_and(|city| parts.contains(&plain(city)));
        Some(terminals.iter().filter(is_named).collect())
    }

    /// Minutes until the last terminal of the town closes today; `None`: its hours are not known.
    fn works_minutes(&self, side: &Side, local: NaiveDateTime) -> Option<i64> {
        let day = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
            .get(usize::try_from(local.weekday().num_days_from_monday()).ok()?)?;
        let terminals = self.terminals_of(side)?;
        let closes = terminals.iter().filter_map(|one| closing(one.fact(day)?)).max()?;
        Some((closes - local.time()).num_minutes().max(0))
    }
}

/// Towns and streets are searched on disk: there are too many of them.
#[must_use]
pub const fn is_held(directory: Directory) -> bool {
    !matches!(directory, Directory::Places | Directory::Streets)
}

/// `09:00-20:00` → 20:00; a day off closes at midnight before it began.
fn closing(hours: &str) -> Option<NaiveTime> {
    match hours.split(['-', '–']).next_back().map(str::trim) {
        Some("24:00" | "00:00") => NaiveTime::from_hms_opt(23, 59, 0),
        Some(end) => Some(NaiveTime::parse_from_str(end, "%H:%M").unwrap_or_default()),
        None => None,
    }
}

/// Parts of a written address, comparable; `None` for coordinates, which name no town.
fn named_parts(address: &Address) -> Option<Vec<String>> {
    let text = address.search.as_deref()?;
    text.chars().any(char::is_alphabetic).then(|| text.split(',').map(plain).collect())
}

/// Without the word that says what it is: `г. Казань` → `казань`.
fn plain(name: &str) -> String {
    let name = name.trim().to_lowercase().replace('ё', "е");
    let bare = ["г.", "г ", "город ", "пгт ", "п.", "с."].iter().find_map(|kind| name.strip_prefix(kind));
    let bare = bare.unwrap_or(&name).trim();
    bare.strip_suffix(" г").or_else(|| bare.strip_suffix(" г.")).unwrap_or(bare).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ltl::{DeliveryType, Variant, check};

    fn sources() -> Sources {
        let terminal = |key: &str, city: &str, code: &str, facts: &[(&str, &str)]| Entry {
            key: key.into(),
            name: city.into(),
            facts: [("city", city), ("city_code", code)]
                .iter()
                .chain(facts)
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
                .collect(),
        };
        let hours = [("timeshift", "2"), ("tuesday", "09:00-20:00"), ("saturday", "-")];
        let terminals = vec![
            terminal("1", "Уфа", "0200000100000000000000000", &hours),
            terminal("2", "Казань", "1600000100000000000000000", &[]),
        ];
        let own = vec![Entry { key: "uid-1".into(), name: "Мы".into(), facts: BTreeMap::default() }];
        let entries = [(Directory::Terminals, Arc::new(terminals)), (Directory::Counteragents, Arc::new(own))];
        Sources { entries: entries.into() }
    }

    fn at(search: &str) -> Side {
        let address = Address { search: Some(search.into()), ..Address::default() };
        Side { variant: Some(Variant::Address), address: Some(address), ..Side::default() }
    }

    fn moment(text: &str) -> NaiveDateTime {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").unwrap()
    }

    #[test]
    fn branches_are_known_by_name_by_code_and_by_terminal() {
        let sources = sources();
        let known = |side: &Side| sources.has_branch(side);
        assert_eq!(known(&at("Республика Башкортостан, г. Уфа, Ленина, 1")), Some(true));
        assert_eq!(known(&at("Республика Башкортостан, Бирск, Мира, 1")), Some(false));
        assert_eq!(known(&at("55.1, 49.1")), None, "coordinates name no town");
        assert_eq!(known(&Side { terminal: Some("2".into()), ..Side::default() }), Some(true));
        let street = Address { street: Some("0200000100000450000000000".into()), ..Address::default() };
        assert_eq!(known(&Side { address: Some(street), ..Side::default() }), Some(true));
        assert_eq!(known(&Side { city: Some("7700000000000000000000000".into()), ..Side::default() }), Some(false));
        assert_eq!(Sources::default().has_branch(&at("Уфа, Ленина, 1")), None, "without the directory nothing is said");
    }

    #[test]
    fn the_checks_8_19_and_42_work_by_the_directories() {
        let sources = sources();
        let day = |text: &str| moment(text).date();
        let mut shipment = Shipment {
            delivery: Some(DeliveryType::Small),
            derival: Side {
                produce_date: Some(day("2026-12-01T00:00")), ..at("Башкортостан, Уфа, Ленина, 1")
            },
            arrival: at("Татарстан, Елабуга, Мира, 2"),
            requester: Some(crate::domain::ltl::Requester {
                role: Some(crate::domain::ltl::Role::Sender),
                uid: Some("somebody else".into()),
                email: None,
            }),
            ..Shipment::default()
        };
        let rules = |shipment: &Shipment, local: &str| -> Vec<u8> {
            let known = sources.known(shipment, Method::Order, moment(local));
            check::check(shipment, &known).into_iter().map(|finding| finding.rule).collect()
        };
        // A Tuesday: the terminal closes at 20:00.
        let morning = rules(&shipment, "2026-12-01T10:00");
        assert!(morning.contains(&8) && morning.contains(&42) && !morning.contains(&19), "{morning:?}");
        assert!(rules(&shipment, "2026-12-01T18:30").contains(&19));
        shipment.arrival = at("Татарстан, Казань, Мира, 2");
        shipment.requester.as_mut().unwrap().uid = Some("UID-1".into());
        let good = rules(&shipment, "2026-12-01T10:00");
        assert!(!good.contains(&8) && !good.contains(&42), "{good:?}");
        let now = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
        assert_eq!(sources.local_time(&shipment, now), Some(now.naive_utc() + TimeDelta::hours(5)));
        assert_eq!((closing("-"), closing("09:00-24:00").is_some()), (Some(NaiveTime::default()), true));
    }
}
