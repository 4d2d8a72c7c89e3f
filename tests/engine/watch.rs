//! The oracle's eyes: they stand at the server and see every write together with what it overwrote.
//!
//! Every edit writes a token, a value that nobody wrote before, and names the tokens that its author saw. A write that
//! replaces a token its author cannot have seen is either inside the counted window (the token came between the desk's
//! read and its write) or a fault.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;

use cargorun_desk::sandbox::{Deed, Inside, Told};
use serde_json::Value;

/// What stands in the watched fields of a record: field → value.
pub(crate) type Seen = BTreeMap<&'static str, String>;

#[derive(Default)]
pub(crate) struct Watch {
    key: Mutex<String>,
    notes: Mutex<Notes>,
}

/// Who wrote a token, as far as it matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Author {
    /// The person at a desk.
    Desk(usize),
    /// Somebody else.
    Other,
}

/// One edit.
#[derive(Debug, Clone)]
pub(crate) struct Token {
    pub(crate) value: String,
    pub(crate) field: &'static str,
    /// `bid 48013`, `driver 1055`; for a bid of a desk that has no number yet, its handle.
    pub(crate) subject: String,
    pub(crate) author: Author,
    at: u64,
}

#[derive(Default)]
pub(crate) struct Notes {
    pub(crate) tokens: Vec<Token>,
    parents: BTreeMap<String, BTreeSet<String>>,
    /// When a desk last read a record: (desk, subject) → moment.
    reads: BTreeMap<(usize, String), u64>,
    moment: u64,
    deeds: usize,
    restores: usize,
    /// Tokens that a desk overwrote between its read and its write.
    pub(crate) window: BTreeSet<String>,
    /// Values of records that a person deleted after he had seen them.
    pub(crate) deleted: BTreeSet<String>,
    /// What a desk overwrote unseen (I2), and other things that must not be seen on the line.
    pub(crate) faults: Vec<String>,
    /// Writes that reached the server.
    pub(crate) writes: usize,
}

impl Notes {
    /// Notes an edit over what its author saw.
    pub(crate) fn wrote(&mut self, author: Author, subject: &str, field: &'static str, value: &str, saw: &[&str]) {
        self.moment += 1;
        let token = Token { value: value.to_owned(), field, subject: subject.to_owned(), author, at: self.moment };
        self.tokens.push(token);
        self.saw(value, saw);
    }

    /// The author of a value has seen others before he decided for it.
    pub(crate) fn saw(&mut self, value: &str, others: &[&str]) {
        let parents = self.parents.entry(value.to_owned()).or_default();
        parents.extend(others.iter().filter(|other| **other != value).map(|other| (*other).to_owned()));
    }

    /// True when the author of `value`, or one whose work he saw, saw `earlier`.
    pub(crate) fn descends(&self, value: &str, earlier: &str) -> bool {
        let (mut open, mut known) = (vec![value.to_owned()], BTreeSet::new());
        while let Some(next) = open.pop() {
            if next == earlier {
                return true;
            }
            if known.insert(next.clone()) {
                open.extend(self.parents.get(&next).into_iter().flatten().cloned());
            }
        }
        false
    }

    fn is_token(&self, value: &str) -> Option<&Token> {
        self.tokens.iter().rev().find(|token| token.value == value)
    }

    /// What others have noted of who saw what.
    pub(crate) fn inherit(&mut self, others: &Self) {
        self.parents.extend(others.parents.clone());
        self.moment = others.moment;
    }

    /// The token itself and all later ones of its field whose authors saw it: what keeps one of them keeps its trace.
    pub(crate) fn lineage(&self, token: &Token) -> Vec<String> {
        let later = self.tokens.iter().filter(|later| later.field == token.field);
        later.filter(|later| self.descends(&later.value, &token.value)).map(|later| later.value.clone()).collect()
    }

    pub(crate) fn restored(&self) -> bool {
        self.restores > 0
    }
}

impl Watch {
    /// The key with which the eyes look.
    pub(crate) fn let_in(&self, token: &str) {
        token.clone_into(&mut self.key.lock().unwrap());
    }

    pub(crate) fn notes(&self) -> std::sync::MutexGuard<'_, Notes> {
        self.notes.lock().unwrap()
    }

    /// What stands at the server in the watched fields of a record.
    pub(crate) fn look(&self, server: &Inside, subject: &str) -> Seen {
        let (kind, number) = subject.split_once(' ').unwrap();
        let path = match kind {
            "bid" => format!("/api/TruckingBids/Get/{number}"),
            "driver" => format!("/api/Driver/GetForEdit?Id={number}"),
            _ => format!("/api/CargoOwnerDictionary/Get({number})"),
        };
        let key = self.key.lock().unwrap().clone();
        let Told::Answer { status: 200, body, .. } = server.exchange_calmly("GET", &path, Some(&key), None) else {
            return Seen::new();
        };
        let document: Value = serde_json::from_slice(&body).unwrap();
        if kind == "bid" { of_bid(&document) } else { Seen::from([("comment", text(&document["comment"]))]) }
    }

    /// Carries a request of a desk to the server and sees what it does there. `journal` says what the desk's own history
    /// keeps of a subject; a late request was on its way for some time.
    pub(crate) fn exchange(
        &self,
        server: &Inside,
        (desk, is_late): (usize, bool),
        (verb, path, bearer, body): (&str, &str, Option<&str>, Option<&str>),
        journal: &dyn Fn(&str) -> String,
    ) -> Told {
        let written = if verb == "POST" { subject_of_write(path, body.unwrap_or_default()) } else { None };
        let before = written.as_ref().map(|subject| self.look(server, subject));
        let told = server.exchange(verb, path, bearer, body);
        let (deeds, restores) = (server.deeds(), server.restores());
        let mut notes = self.notes.lock().unwrap();
        let was_restored = restores > notes.restores;
        notes.restores = restores;
        let news: Vec<Deed> = deeds.get(notes.deeds..).unwrap_or_default().to_vec();
        notes.deeds = deeds.len();
        for deed in news.iter().filter(|deed| matches!(deed.field, "price" | "contract" | "comment")) {
            let (subject, field) = (format!("{} {}", deed.kind, deed.number), field_of(deed.field));
            notes.wrote(Author::Other, &subject, field, &plain(&deed.after), &[&plain(&deed.before)]);
        }
        if let (Some(subject), Some(before)) = (written, before) {
            notes.writes += 1;
            drop(notes);
            let after = self.look(server, &subject);
            if !was_restored {
                self.judge((desk, is_late), &subject, &before, &after, &news, journal);
            }
            return told;
        }
        if let Some(subject) = subject_of_read(verb, path) {
            let moment = notes.moment;
            notes.reads.insert((desk, subject), moment);
        }
        told
    }

    fn judge(
        &self,
        (desk, is_late): (usize, bool),
        subject: &str,
        before: &Seen,
        after: &Seen,
        deeds: &[Deed],
        journal: &dyn Fn(&str) -> String,
    ) {
        let mut notes = self.notes.lock().unwrap();
        for (field, new) in after {
            let is_deed =
                |deed: &&Deed| format!("{} {}", deed.kind, deed.number) == subject && field_of(deed.field) == *field;
            let deed = deeds.iter().rfind(is_deed).map(|deed| plain(&deed.after));
            let Some(old) = deed.as_ref().or_else(|| before.get(field)).cloned() else { continue };
            if old == *new {
                continue;
            }
            let Some(token) = notes.is_token(&old).cloned() else { continue };
            if notes.descends(new, &old) {
                continue;
            }
            let kind = subject.split(' ').next().unwrap_or_default();
            let read = [subject.to_owned(), format!("{kind} *")];
            let read = read.iter().filter_map(|key| notes.reads.get(&(desk, key.clone()))).max().copied();
            // A write that was on the road for long overwrites what came meanwhile: nobody at the desk can know.
            if deed.is_some() || is_late || read.is_some_and(|read| token.at > read) {
                notes.window.insert(old);
            } else if !journal(subject).contains(&old) {
                notes.faults.push(format!("I2: desk {desk} overwrote {field} {old} of {subject} by {new} unseen"));
            }
        }
    }
}

fn field_of(name: &str) -> &'static str {
    match name {
        "price" => "price",
        "contract" => "contract",
        _ => "comment",
    }
}

/// Amounts are compared as whole roubles: every token is one.
pub(crate) fn plain(value: &str) -> String {
    value.strip_suffix(".00").or_else(|| value.strip_suffix(".0")).unwrap_or(value).to_owned()
}

fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => plain(&other.to_string()),
    }
}

fn of_bid(document: &Value) -> Seen {
    let points = document["bidPoints"].as_array().cloned().unwrap_or_default();
    let first = points
        .iter()
        .filter(|point| point["type"] != "StartPoint")
        .min_by_key(|point| point["order"].as_i64().unwrap_or_default());
    Seen::from([
        ("price", text(&document["price"])),
        ("contract", text(&document["contractNumber"])),
        ("comment", first.map_or_else(String::new, |point| text(&point["comment"]))),
    ])
}

/// The record that a request changes, when it changes one that is there.
pub(crate) fn subject_of_write(path: &str, body: &str) -> Option<String> {
    let kind = match path {
        "/api/TruckingBids/Apply" | "/api/TruckingBids/Patch" => "bid",
        "/api/Driver/Apply" => "driver",
        "/api/CargoOwnerDictionary/Apply" => "counterparty",
        _ => return None,
    };
    let number = serde_json::from_str::<Value>(body).ok()?["id"].as_i64().filter(|number| *number != 0)?;
    Some(format!("{kind} {number}"))
}

/// What a desk comes to know by a request.
fn subject_of_read(verb: &str, path: &str) -> Option<String> {
    if verb != "GET" {
        return None;
    }
    if let Some(number) = path.strip_prefix("/api/TruckingBids/Get/") {
        return Some(format!("bid {number}"));
    }
    let is_whole = !path.contains("filter") || path.contains("id%20eq") || path.contains("id+eq");
    match path.split(['?', '(']).next()? {
        "/api/Driver/GetList" if is_whole => Some("driver *".to_owned()),
        "/api/CargoOwnerDictionary/GetList" | "/api/CargoOwnerDictionary/Get" if is_whole => {
            Some("counterparty *".to_owned())
        }
        _ => None,
    }
}
