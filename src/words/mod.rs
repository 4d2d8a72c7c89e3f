//! All text that a person reads, in Russian and English, by key (Fluent files in `assets/locales`).
//!
//! `words` knows nothing of the program: keys and arguments in, text out. A missing key shows as the key itself, and a
//! test compares the keys of both languages with those named in the code.

use std::collections::HashMap;

use fluent_templates::fluent_bundle::FluentValue;
use fluent_templates::{LanguageIdentifier, Loader as _, static_loader};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use unic_langid::langid;

static_loader! {
    static LOCALES = {
        locales: "./assets/locales",
        fallback_language: "en",
        customise: |bundle| bundle.set_use_isolating(false),
    };
}

static RU: LanguageIdentifier = langid!("ru");
static EN: LanguageIdentifier = langid!("en");

/// A language of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Russian, the first language of the product.
    #[default]
    Ru,
    /// English.
    En,
}

impl Lang {
    /// `ru` or `en`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Ru => "ru",
            Self::En => "en",
        }
    }

    fn id(self) -> &'static LanguageIdentifier {
        match self {
            Self::Ru => &RU,
            Self::En => &EN,
        }
    }

    /// The text of a key without arguments.
    #[must_use]
    pub fn text(self, key: &str) -> String {
        LOCALES.try_lookup(self.id(), key).unwrap_or_else(|| key.to_owned())
    }

    /// The text of a key with arguments.
    #[must_use]
    pub fn text_with(self, key: &str, args: &[(&'static str, Arg)]) -> String {
        let args: HashMap<_, _> = args.iter().map(|(name, arg)| ((*name).into(), arg.value(self))).collect();
        LOCALES.try_lookup_with_args(self.id(), key, &args).unwrap_or_else(|| key.to_owned())
    }

    /// The text of a message.
    #[must_use]
    pub fn say(self, message: &Message) -> String {
        if message.args.is_empty() { self.text(message.key) } else { self.text_with(message.key, &message.args) }
    }
}

/// Signs of a text argument that are shown: what a person typed or a server answered may be a whole page.
const LONGEST: usize = 500;

/// An argument of a text: numbers choose plural forms, text is put in as it is.
#[derive(Debug, Clone, PartialEq)]
pub enum Arg {
    /// Text, already in its final form.
    Text(String),
    /// A count.
    Count(u64),
    /// A number with decimals: each language has its own sign between.
    Number(Decimal),
}

impl Arg {
    fn value(&self, lang: Lang) -> FluentValue<'static> {
        match (self, lang) {
            (Self::Text(text), _) => FluentValue::from(shortened(text)),
            (Self::Count(count), _) => FluentValue::from(*count),
            (Self::Number(number), Lang::Ru) => FluentValue::from(number.to_string().replace('.', ",")),
            (Self::Number(number), Lang::En) => FluentValue::from(number.to_string()),
        }
    }
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", text.split_at(end).0),
        None => text.to_owned(),
    }
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<usize> for Arg {
    fn from(count: usize) -> Self {
        Self::Count(u64::try_from(count).unwrap_or(u64::MAX))
    }
}

/// Something to tell a person, without a language yet: what layers below the screen hand up.
#[derive(Debug, Clone, PartialEq)]
pub struct Message {
    /// Key in the Fluent files.
    pub key: &'static str,
    /// Its arguments.
    pub args: Vec<(&'static str, Arg)>,
}

impl Message {
    /// A message without arguments.
    #[must_use]
    pub const fn new(key: &'static str) -> Self {
        Self { key, args: Vec::new() }
    }

    /// Adds an argument.
    #[must_use]
    pub fn with(mut self, name: &'static str, arg: impl Into<Arg>) -> Self {
        self.args.push((name, arg.into()));
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_of_text_is_said_by_its_beginning() {
        let long = Message::new("start-failed").with("text", "я".repeat(10_000));
        let said = Lang::Ru.say(&long);
        assert!(said.ends_with('…') && said.chars().count() < LONGEST + 100, "{}", said.chars().count());
        assert!(Lang::Ru.say(&Message::new("start-failed").with("text", "диск")).ends_with("диск"));
    }
}
