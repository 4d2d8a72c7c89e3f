//! Bugs planted around the engine, to prove that the stories find them: each makes the desk behave as one that was built
//! without one of the rules. They sit on the line and in the database, so that the program itself has no switch for them.

use std::collections::BTreeMap;
use std::path::Path;

use cargorun_desk::api::cargorun::Incoming;
use cargorun_desk::sandbox::Fault;
use cargorun_desk::store::Store;
use chrono::{DateTime, TimeDelta, Utc};
use reqwest::Url;
use serde_json::Value;

use crate::profile::Profile;
use crate::template::Size;

/// One planted bug.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) enum Planted {
    #[default]
    None,
    /// A pull begins exactly at its cursor.
    NoOverlap,
    /// Pages are asked for by their number, while rows move between them.
    SkipPaging { since: String, page: usize },
    /// An unanswered creation is sent again at once.
    BlindResend,
    /// Neither a look-up nor a pull knows an unanswered creation again.
    BlindLookUp,
    /// A pull begins where the desk's own clock stood at the last one.
    ClientClock { last: Option<String> },
    /// How far two look-ups stand apart is measured by the desk's own clock.
    OwnClockWait,
    /// What is changed is not read again before, but taken as it was read first.
    StaleRead { known: BTreeMap<String, Vec<u8>> },
    /// A whole bid is written where only some fields changed, from a model that lacks one.
    ApplyForPatch { known: BTreeMap<String, Value> },
    /// Replaced values are not kept.
    NoJournal,
    /// The cursor is written before the rows that it stands for.
    CursorFirst,
    /// A conflict is resolved by itself, for the desk.
    SilentResolve,
    /// Fields that nobody knows are left out of what is written.
    DropUnknown,
    /// A record of a book is not read again before it is changed, but taken as it was read first.
    BookWithoutRead { known: BTreeMap<String, Vec<u8>> },
}

impl Planted {
    /// All of them.
    pub(crate) fn all() -> Vec<Self> {
        vec![
            Self::NoOverlap,
            Self::SkipPaging { since: String::new(), page: 0 },
            Self::BlindResend,
            Self::BlindLookUp,
            Self::ClientClock { last: None },
            Self::OwnClockWait,
            Self::StaleRead { known: BTreeMap::new() },
            Self::ApplyForPatch { known: BTreeMap::new() },
            Self::NoJournal,
            Self::CursorFirst,
            Self::SilentResolve,
            Self::DropUnknown,
            Self::BookWithoutRead { known: BTreeMap::new() },
        ]
    }

    /// Conditions under which such a bug can show itself at all.
    pub(crate) fn may_show(&self, profile: &Profile) -> bool {
        let loses_answers =
            profile.has(Fault::DropAfter) || profile.has(Fault::Truncate) || profile.weather.no_answer > 0.0;
        match self {
            Self::None
            | Self::BookWithoutRead { .. }
            | Self::NoJournal
            | Self::StaleRead { .. }
            | Self::ApplyForPatch { .. }
            | Self::SilentResolve => true,
            Self::NoOverlap => profile.has(Fault::Lag) || profile.has(Fault::Clock),
            Self::SkipPaging { .. } => profile.size == Size::BeyondAPage && profile.has(Fault::OtherDispatchers),
            Self::BlindResend | Self::BlindLookUp => {
                profile.has(Fault::LateCreate) || loses_answers || profile.weather.delayed_write > 0.0
            }
            Self::ClientClock { .. } => profile.skew > TimeDelta::zero(),
            Self::OwnClockWait => profile.jumps > 0.0 && profile.weather.delayed_write > 0.0,
            Self::CursorFirst => profile.deaths > 0.0,
            Self::DropUnknown => profile.has(Fault::UnknownFields),
        }
    }

    /// The request as the spoilt program would send it; `None`: as it is.
    pub(crate) fn request(
        &mut self,
        path: &str,
        body: Option<&str>,
        memory: Option<&Store>,
        now: &str,
    ) -> Option<(String, Option<String>)> {
        let is_pull = path.contains("GetListForExternal") && path.contains("orderby");
        match self {
            Self::NoOverlap if is_pull => {
                let cursor = memory?.cursor().unwrap()?;
                let filter = filter_of(path);
                let exact =
                    format!("(updatedAt gt {0} or (updatedAt eq {0} and id gt {1}))", cursor.updated_at, cursor.id);
                filter.starts_with("updatedAt ge").then(|| (with_filter(path, &exact, None), None))
            }
            Self::SkipPaging { since, page } if is_pull => {
                let filter = filter_of(path);
                if filter.starts_with("updatedAt ge") {
                    (*since, *page) = (filter, 0);
                    return None;
                }
                *page += 1;
                Some((with_filter(path, since, Some(*page * 50)), None))
            }
            Self::ClientClock { last } if is_pull => {
                let filter = filter_of(path);
                if !filter.starts_with("updatedAt ge") {
                    return None;
                }
                let since = last.replace(now.to_owned())?;
                Some((with_filter(path, &format!("updatedAt ge {since}"), None), None))
            }
            Self::BlindLookUp if path.contains("externalId") => {
                Some((with_filter(path, "externalId eq 'nobody'", None), None))
            }
            Self::ApplyForPatch { known } if path.ends_with("TruckingBids/Patch") => {
                let sent: Value = serde_json::from_str(body?).unwrap();
                let mut whole = known.get(&sent["id"].to_string())?.clone();
                for (from, to) in WRITE_NAMES {
                    whole[to] = whole[from]["id"].clone();
                }
                // The one field that a model of the bid forgot.
                whole.as_object_mut()?.remove("contractNumber");
                whole.as_object_mut()?.extend(sent.as_object()?.clone());
                Some((path.replace("Patch", "Apply"), Some(whole.to_string())))
            }
            Self::DropUnknown if path.ends_with("TruckingBids/Apply") => {
                let mut sent: Value = serde_json::from_str(body?).unwrap();
                sent.as_object_mut()?.retain(|name, _| !name.starts_with("novelty"));
                Some((path.to_owned(), Some(sent.to_string())))
            }
            _ => None,
        }
    }

    /// The answer as the spoilt program would take it; `now`: the desk's own clock.
    pub(crate) fn answer(&mut self, path: &str, incoming: &mut Incoming, now: DateTime<Utc>) {
        if *self == Self::OwnClockWait {
            incoming.date = Some(now.to_rfc2822());
            return;
        }
        if incoming.status != 200 || incoming.shortfall.is_some() {
            return;
        }
        if *self == Self::BlindLookUp && path.contains("GetListForExternal") {
            let mut rows: Value = serde_json::from_slice(&incoming.body).unwrap_or_default();
            rows.as_array_mut().into_iter().flatten().for_each(|row| row["externalId"] = Value::Null);
            incoming.body = rows.to_string().into_bytes();
            return;
        }
        if let (Self::ApplyForPatch { known }, Some(number)) = (&mut *self, path.strip_prefix("/api/TruckingBids/Get/"))
        {
            known.insert(number.to_owned(), serde_json::from_slice(&incoming.body).unwrap_or_default());
        }
        let remembered = match self {
            Self::StaleRead { known } if path.contains("/TruckingBids/Get/") => known,
            Self::BookWithoutRead { known }
                if path.contains("/GetForEdit") || path.contains("/CargoOwnerDictionary/Get(") =>
            {
                known
            }
            _ => return,
        };
        incoming.body = remembered.entry(path.to_owned()).or_insert_with(|| incoming.body.clone()).clone();
    }

    /// What the spoilt program's database is like.
    pub(crate) fn plant_in(&self, file: &Path) {
        let triggers = match self {
            Self::NoJournal => "CREATE TRIGGER planted BEFORE INSERT ON history BEGIN SELECT RAISE(IGNORE); END;",
            Self::BlindResend => {
                "CREATE TRIGGER planted AFTER UPDATE ON outbox WHEN NEW.state = 'unknown' AND NEW.op = 'create'
                 BEGIN UPDATE outbox SET state = 'queued', not_before = NULL WHERE seq = NEW.seq; END;"
            }
            _ => return,
        };
        rusqlite::Connection::open(file).unwrap().execute_batch(triggers).unwrap();
    }

    /// What the spoilt program does when it begins again after a death.
    pub(crate) fn at_start(&self, file: &Path) {
        if *self == Self::CursorFirst {
            let ahead = "UPDATE cursors SET updated_at = '2026-09-22T00:00:00.0000000Z'";
            rusqlite::Connection::open(file).unwrap().execute_batch(ahead).unwrap();
        }
    }
}

/// Read names of an edit shape whose write names differ.
const WRITE_NAMES: [(&str, &str); 3] = [
    ("counterparty", "cargoOwnerDictionaryItemId"),
    ("contract", "contractId"),
    ("secondaryDriver", "secondaryDriverId"),
];

fn url(path: &str) -> Url {
    Url::parse(&format!("http://office{path}")).unwrap()
}

fn filter_of(path: &str) -> String {
    url(path)
        .query_pairs()
        .find(|(name, _)| name == "$filter")
        .map_or_else(String::new, |(_, value)| value.into_owned())
}

fn with_filter(path: &str, filter: &str, skip: Option<usize>) -> String {
    let before = url(path);
    let mut after = before.clone();
    after.query_pairs_mut().clear();
    for (name, value) in before.query_pairs() {
        let value = if name == "$filter" { filter } else { &value };
        after.query_pairs_mut().append_pair(&name, value);
    }
    if let Some(skip) = skip {
        after.query_pairs_mut().append_pair("$skip", &skip.to_string());
    }
    format!("{}?{}", after.path(), after.query().unwrap_or_default())
}
