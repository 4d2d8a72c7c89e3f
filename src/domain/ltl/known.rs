//! What the checks are told about the world: the moment, the session, and as much of the directories as is at hand. A
//! directory that isn't there is not checked against.

use chrono::{NaiveDate, NaiveDateTime};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// Which of the two methods the shipment is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// A price and terms (`v2/calculator`).
    Quote,
    /// An order (`v2/request`).
    Order,
}

/// A kind of package of the directory.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct PackageKind {
    /// Uid.
    pub uid: String,
    /// Word (`crate`, `sack` …).
    pub name: String,
    /// Title for people.
    pub title: String,
    /// The directory counts its pieces.
    pub countable: bool,
    /// Uids of kinds that it can't be ordered together with.
    pub incompatible: Vec<String>,
}

impl PackageKind {
    /// Rigid kinds, which make other limits for air (seed 002, note 2 to `Cargo`).
    #[must_use]
    pub fn is_rigid(&self) -> bool {
        matches!(
            self.name.as_str(),
            "crate" | "crate_plus" | "crate_with_bubble" | "protect_auto_glass" | "protect_auto_part"
        )
    }

    /// True when a count must be given.
    #[must_use]
    pub fn needs_count(&self, method: Method) -> bool {
        match self.name.as_str() {
            "sack" | "bag" | "box" | "carton" => true,
            // Only the document of orders names these two.
            "protect_auto_glass" | "protect_auto_part" => method == Method::Order,
            _ => self.countable,
        }
    }
}

/// A terminal as far as checks care.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Terminal {
    /// Id.
    pub id: String,
    /// Takes express cargo in.
    pub express_in: bool,
    /// Gives express cargo out.
    pub express_out: bool,
}

/// Above any of these a place is oversized.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Thresholds {
    /// m.
    pub length: Option<Decimal>,
    /// m.
    pub width: Option<Decimal>,
    /// m.
    pub height: Option<Decimal>,
    /// kg.
    pub weight: Option<Decimal>,
}

/// What is known beside the shipment.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts; every mix of them occurs")]
pub struct Known {
    /// For which method.
    pub method: Method,
    /// There is a key of the application.
    pub has_appkey: bool,
    /// There is a session.
    pub session: bool,
    /// The session is older than it may be.
    pub session_is_old: bool,
    /// The account has full access to counteragents; `None`: not known.
    pub full_access: Option<bool>,
    /// The moment by the clocks of the sender's town.
    pub now: NaiveDateTime,
    /// Minutes that the sender's terminal still works today; `None`: not known.
    pub terminal_works_minutes: Option<i64>,
    /// Kinds of packages.
    pub packages: Option<Vec<PackageKind>>,
    /// Uids of demands on the vehicle: load types and special requirements.
    pub requirements: Option<Vec<String>>,
    /// Uids of papers needed to get the cargo.
    pub documents: Option<Vec<String>>,
    /// Uids of freight kinds.
    pub freights: Option<Vec<String>>,
    /// Terminals.
    pub terminals: Option<Vec<Terminal>>,
    /// Both towns have a branch of the carrier; `None`: not known.
    pub both_have_branches: Option<bool>,
    /// Oversize limits of the delivery type and the day.
    pub thresholds: Option<Thresholds>,
    /// Days that can be chosen for dispatch.
    pub dates: Option<Vec<NaiveDate>>,
    /// The town of payment takes no cash; `None`: not known.
    pub cashless_town: Option<bool>,
    /// Uids of legal forms of legal persons, with those of natural persons beside.
    pub forms: Option<Vec<(String, bool)>>,
    /// Declared value that the price was asked with.
    pub quoted_value: Option<Decimal>,
    /// An equal order was already sent.
    pub sent_before: bool,
    /// Uids of the account's own counteragents.
    pub counteragents: Option<Vec<String>>,
}

impl Known {
    /// Nothing of the directories, a session and a key.
    #[must_use]
    pub const fn bare(method: Method, now: NaiveDateTime) -> Self {
        Self {
            method,
            has_appkey: true,
            session: true,
            session_is_old: false,
            full_access: None,
            now,
            terminal_works_minutes: None,
            packages: None,
            requirements: None,
            documents: None,
            freights: None,
            terminals: None,
            both_have_branches: None,
            thresholds: None,
            dates: None,
            cashless_town: None,
            forms: None,
            quoted_value: None,
            sent_before: false,
            counteragents: None,
        }
    }

    /// The kind of a package, when the directory has it.
    #[must_use]
    pub fn package(&self, uid: &str) -> Option<&PackageKind> {
        self.packages.as_ref()?.iter().find(|kind| kind.uid.eq_ignore_ascii_case(uid))
    }

    /// Whether a legal form is that of a legal person; `None`: not known.
    #[must_use]
    pub fn is_juridical(&self, form: &str) -> Option<bool> {
        if form.eq_ignore_ascii_case(super::ANONYMOUS_FORM) {
            return Some(false);
        }
        self.forms.as_ref()?.iter().find(|(uid, _)| uid.eq_ignore_ascii_case(form)).map(|(_, juridical)| *juridical)
    }
}
