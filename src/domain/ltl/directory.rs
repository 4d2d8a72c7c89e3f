//! The carrier's directories as the desk keeps them: entries with a key, a name for people and a few facts.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::known::{Known, PackageKind, Terminal, Thresholds};

/// A directory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Directory {
    /// Terminals.
    Terminals,
    /// Kinds of packages.
    Packages,
    /// Special demands on the vehicle.
    Requirements,
    /// Load types.
    LoadTypes,
    /// Kinds of freight.
    Freights,
    /// Legal forms.
    LegalForms,
    /// Countries.
    Countries,
    /// Oversize limits by kind of delivery.
    Oversize,
    /// Towns that take no cash.
    Cashless,
    /// Papers needed to get the cargo.
    Documents,
    /// The account's own counteragents (`requester.uid`).
    Counteragents,
    /// The account's address book.
    Addresses,
    /// Towns by KLADR.
    Places,
    /// Streets by KLADR.
    Streets,
}

impl Directory {
    /// All of them, the small ones first.
    pub const ALL: [Self; 14] = [
        Self::Packages,
        Self::Requirements,
        Self::LoadTypes,
        Self::Oversize,
        Self::Documents,
        Self::Cashless,
        Self::Countries,
        Self::LegalForms,
        Self::Counteragents,
        Self::Addresses,
        Self::Freights,
        Self::Terminals,
        Self::Places,
        Self::Streets,
    ];

    /// Its name in the store and on the command line.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Terminals => "terminals",
            Self::Packages => "packages",
            Self::Requirements => "requirements",
            Self::LoadTypes => "load_types",
            Self::Freights => "freights",
            Self::LegalForms => "legal_forms",
            Self::Countries => "countries",
            Self::Oversize => "oversize",
            Self::Cashless => "cashless",
            Self::Documents => "documents",
            Self::Counteragents => "counteragents",
            Self::Addresses => "addresses",
            Self::Places => "places",
            Self::Streets => "streets",
        }
    }

    /// The directory of a name.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|directory| directory.word() == word)
    }

    /// True for what belongs to one account: it needs a session.
    #[must_use]
    pub const fn is_of_account(self) -> bool {
        matches!(self, Self::Counteragents | Self::Addresses)
    }
}

/// An entry.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Entry {
    /// Uid, id or code.
    pub key: String,
    /// Name for people.
    pub name: String,
    /// What else is known of it, by the carrier's own names.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub facts: BTreeMap<String, String>,
}

impl Entry {
    /// A fact; empty text is none.
    #[must_use]
    pub fn fact(&self, name: &str) -> Option<&str> {
        self.facts.get(name).map(String::as_str).filter(|text| !text.is_empty())
    }

    /// A fact that says yes.
    #[must_use]
    pub fn is(&self, name: &str) -> bool {
        self.fact(name).is_some_and(|text| text.eq_ignore_ascii_case("true") || text == "1")
    }

    fn number(&self, name: &str) -> Option<Decimal> {
        self.fact(name)?.parse().ok()
    }
}

impl Known {
    /// Takes in a directory that is at hand.
    pub fn learn(&mut self, directory: Directory, entries: &[Entry]) {
        let keys = || entries.iter().map(|entry| entry.key.clone());
        match directory {
            Directory::Packages => self.packages = Some(entries.iter().map(package).collect()),
            Directory::Requirements | Directory::LoadTypes => {
                self.requirements.get_or_insert_default().extend(keys());
            }
            Directory::Documents => self.documents = Some(keys().collect()),
            Directory::Freights => self.freights = Some(keys().collect()),
            Directory::LegalForms => {
                self.forms = Some(entries.iter().map(|entry| (entry.key.clone(), entry.is("juridical"))).collect());
            }
            Directory::Terminals => self.terminals = Some(entries.iter().map(terminal).collect()),
            Directory::Counteragents => self.counteragents = Some(keys().collect()),
            Directory::Countries
            | Directory::Oversize
            | Directory::Cashless
            | Directory::Addresses
            | Directory::Places
            | Directory::Streets => {}
        }
    }

    /// Takes the oversize limits of a kind of delivery.
    pub fn learn_limits(&mut self, entries: &[Entry], service: &str) {
        self.thresholds = entries.iter().find(|entry| entry.key == service).map(|entry| Thresholds {
            length: entry.number("oversizedLength"),
            width: entry.number("oversizedWidth"),
            height: entry.number("oversizedHeight"),
            weight: entry.number("oversizedWeight"),
        });
    }
}

fn package(entry: &Entry) -> PackageKind {
    let incompatible = entry.fact("incompatible").unwrap_or_default();
    PackageKind {
        uid: entry.key.clone(),
        name: entry.fact("name").unwrap_or_default().to_owned(),
        title: entry.name.clone(),
        countable: entry.is("countable"),
        incompatible: incompatible.split(',').filter(|uid| !uid.is_empty()).map(str::to_owned).collect(),
    }
}

fn terminal(entry: &Entry) -> Terminal {
    Terminal { id: entry.key.clone(), express_in: entry.is("express_in"), express_out: entry.is("express_out") }
}
