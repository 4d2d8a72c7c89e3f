//! What is wrong with a file or a cell, in words.

use std::path::Path;

use super::read::ReadError;
use crate::app::book_words::{field_key, flaw_key, flaw_name};
use crate::domain::import::{Problem, Target};
use crate::files::FileError;
use crate::words::{Lang, Message};

/// What is wrong with a cell.
#[must_use]
pub fn problem(problem: &Problem, lang: Lang) -> String {
    let key = match problem {
        Problem::Flaw(flaw) => flaw_key(*flaw),
        Problem::Lacks(field) => {
            let field = lang.text(&field_key(*field));
            return lang.text_with("import-problem-lacks", &[("field", field.into())]);
        }
        Problem::Twice(line) => return lang.text_with("import-problem-twice", &[("row", (*line).into())]),
        Problem::Repeated(line) => return lang.text_with("import-problem-repeated", &[("row", (*line).into())]),
        Problem::Several(count) => return lang.text_with("import-problem-several", &[("count", (*count).into())]),
        Problem::Broken => "import-problem-broken",
        Problem::Rounded => "import-problem-rounded",
        Problem::BecameDate => "import-problem-became-date",
        Problem::DateHere => "import-problem-date-here",
        Problem::TooLong => "import-problem-too-long",
        Problem::NoItem(_) => "import-problem-no-item",
        Problem::OldItem(_) => "import-problem-old-item",
        Problem::SeveralItems(_) => "import-problem-several-items",
        Problem::NoEmployee => "import-problem-no-employee",
        Problem::SeveralEmployees => "import-problem-several-employees",
        Problem::NoDriver => "import-problem-no-driver",
        Problem::SeveralDrivers => "import-problem-several-drivers",
        Problem::NoFlag => "import-problem-no-flag",
        Problem::NoStanding => "import-problem-no-standing",
        Problem::Initials => "import-problem-initials",
        Problem::Closed => "import-problem-closed",
        Problem::WasDeleted => "import-problem-was-deleted",
        Problem::ZeroPutBack => "import-problem-zero",
    };
    lang.text(key)
}

/// A name of a problem for scripts.
#[must_use]
pub const fn problem_name(problem: &Problem) -> &'static str {
    match problem {
        Problem::Flaw(flaw) => flaw_name(*flaw),
        Problem::Lacks(_) => "no-column",
        Problem::Broken => "spreadsheet-error",
        Problem::Rounded => "rounded",
        Problem::BecameDate => "became-date",
        Problem::DateHere => "date",
        Problem::TooLong => "too-long",
        Problem::NoItem(_) => "no-item",
        Problem::OldItem(_) => "old-item",
        Problem::SeveralItems(_) => "several-items",
        Problem::NoEmployee => "no-employee",
        Problem::SeveralEmployees => "several-employees",
        Problem::NoDriver => "no-driver",
        Problem::SeveralDrivers => "several-drivers",
        Problem::NoFlag => "no-flag",
        Problem::NoStanding => "no-standing",
        Problem::Initials => "initials",
        Problem::Twice(_) => "twice",
        Problem::Repeated(_) => "repeated",
        Problem::Several(_) => "several-records",
        Problem::Closed => "closed",
        Problem::WasDeleted => "was-deleted",
        Problem::ZeroPutBack => "zero-put-back",
    }
}

/// What a column fills.
#[must_use]
pub fn target(target: Target, lang: Lang) -> String {
    match target {
        Target::FullName => lang.text("books-column-name"),
        Target::Field(field) => lang.text(&field_key(field)),
    }
}

/// Why a file can't be used.
#[must_use]
pub fn read_error(error: &ReadError, path: &Path) -> Message {
    let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    match error {
        ReadError::Io(error) => Message::new("import-file-io").with("name", name).with("text", error.to_string()),
        ReadError::File(error) => file_error(error).with("name", name),
        ReadError::Stopped => Message::new("import-stopped"),
    }
}

fn file_error(error: &FileError) -> Message {
    match error {
        FileError::Empty => Message::new("import-file-empty"),
        FileError::TooLarge => Message::new("import-file-large"),
        FileError::TooManyCells => Message::new("import-file-cells"),
        FileError::Locked => Message::new("import-file-locked"),
        FileError::OldWorkbook => Message::new("import-file-old"),
        FileError::NotATable => Message::new("import-file-no-table"),
        FileError::Damaged(text) | FileError::NotMade(text) => {
            Message::new("import-file-damaged").with("text", text.as_str())
        }
        FileError::TextTooLong => Message::new("export-text-long"),
    }
}

/// Why a table can't be written.
#[must_use]
pub fn write_error(error: &FileError, path: &str) -> Message {
    match error {
        FileError::TextTooLong => Message::new("export-text-long").with("name", path),
        _ => Message::new("error-file-not-written").with("path", path),
    }
}
