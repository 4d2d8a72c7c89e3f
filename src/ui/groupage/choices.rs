//! What may be chosen in the fields: words of closed lists, entries of directories, folded for search once.

use std::collections::HashMap;

use crate::app::state::AppState;
use crate::domain::ltl::field::{Input, Words};
use crate::domain::ltl::{Directory, Entry};
use crate::ui::widgets::pick::{Choice, ChoiceList};
use crate::words::Lang;

/// Lists by what they are of.
#[derive(Debug, Default)]
pub struct Choices {
    made: Option<(u64, Lang)>,
    words: HashMap<Words, ChoiceList<String>>,
    yes_no: ChoiceList<String>,
    directories: HashMap<Directory, ChoiceList<String>>,
    empty: ChoiceList<String>,
}

const WORDS: [Words; 12] = [
    Words::Delivery,
    Words::DerivalVariant,
    Words::ArrivalVariant,
    Words::Payer,
    Words::Role,
    Words::PapersAction,
    Words::PaymentType,
    Words::PayBy,
    Words::Identity,
    Words::DriverPass,
    Words::PaidEntry,
    Words::VatRate,
];

/// Key of a word's name.
#[must_use]
pub(in crate::ui) fn word_key(words: Words, word: &str) -> String {
    format!("ltl-word-{}-{}", words.name(), word.to_lowercase())
}

impl Choices {
    /// Makes the lists anew when a directory or the language has changed.
    pub fn follow(&mut self, state: &AppState) {
        let lang = state.settings.lang;
        let edition = state.groupage.directory_edition;
        if self.made == Some((edition, lang)) {
            return;
        }
        self.made = Some((edition, lang));
        let title = |words: Words, word: &str| Choice::new(word.to_owned(), lang.text(&word_key(words, word)));
        self.words = WORDS
            .into_iter()
            .map(|words| (words, ChoiceList::new(words.all().iter().map(|word| title(words, word)).collect(), edition)))
            .collect();
        let said = [("true", lang.text("ltl-yes")), ("false", lang.text("ltl-no"))];
        self.yes_no = ChoiceList::new(said.map(|(word, name)| Choice::new(word.to_owned(), name)).to_vec(), edition);
        self.directories.clear();
        let desk = &state.groupage;
        for directory in Directory::ALL {
            let held = desk.directories.get(&directory).and_then(|view| view.entries.as_deref());
            let found = desk.found.get(&directory).map(|(_, entries)| entries.as_ref());
            let mut rows: Vec<Choice<String>> =
                held.or(found).into_iter().flatten().map(|entry| row(directory, entry)).collect();
            if directory == Directory::Requirements {
                // Both directories stand in one field of the documents.
                let loads = desk.directories.get(&Directory::LoadTypes).and_then(|view| view.entries.as_deref());
                rows.extend(loads.into_iter().flatten().map(|entry| row(Directory::LoadTypes, entry)));
            }
            self.directories.insert(directory, ChoiceList::new(rows, edition));
        }
    }

    /// The list of a field.
    #[must_use]
    pub fn of(&self, input: Input) -> &ChoiceList<String> {
        let list = match input {
            Input::Word(words) | Input::Number10(words) => self.words.get(&words),
            Input::YesNo => Some(&self.yes_no),
            Input::Uid(directory) | Input::Id(directory) => self.directories.get(&directory),
            _ => None,
        };
        list.unwrap_or(&self.empty)
    }

    /// True when the list of a field has this key.
    #[must_use]
    pub fn has(&self, input: Input, key: &str) -> bool {
        self.of(input).get(&key.to_owned()).is_some()
    }

    /// What people call a key; the key itself where nobody knows.
    #[must_use]
    pub fn title(&self, input: Input, key: &str) -> String {
        self.of(input).get(&key.to_owned()).map_or_else(|| key.to_owned(), |row| row.title.clone())
    }
}

fn row(directory: Directory, entry: &Entry) -> Choice<String> {
    let detail = match directory {
        Directory::Terminals => {
            entry.fact("fullAddress").or_else(|| entry.fact("address")).or_else(|| entry.fact("city"))
        }
        Directory::Counteragents => entry.fact("inn"),
        Directory::Places | Directory::Streets => entry.fact("region").or_else(|| entry.fact("regionName")),
        _ => None,
    };
    let title = match (directory, entry.fact("city")) {
        (Directory::Terminals, Some(city)) if !entry.name.contains(city) => format!("{city}, {}", entry.name),
        _ => entry.name.clone(),
    };
    Choice { detail: detail.unwrap_or_default().to_owned(), ..Choice::new(entry.key.clone(), title) }
}
