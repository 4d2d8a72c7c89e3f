//! Papers of a bid from templates that a person may change: a transport order, a waybill, a text for a messenger.
//!
//! A template is plain text ([`Template::parse`]). Its lines are:
//!
//! | line | means |
//! |---|---|
//! | `# …`, `## …` | title in the middle, heading |
//! | `^ …`, `> …` | in the middle, at the right |
//! | `~ …` | small |
//! | `? …` | left out when all its placeholders are empty; before any of the others |
//! | `\| a \| b \|` | row of a table with borders; the first row of a table is its head when a row of dashes follows |
//! | `\|--\|-----\|` | how wide the columns are to each other; above all rows: a table without a head |
//! | `\|\| a \|\| b \|\|` | row without borders |
//! | `{точки}` … `{/точки}` | the lines between, once a point; `{грузы}` once a cargo |
//! | `---`, `===` | a rule, a new page |
//!
//! In a line `{номер}` is a placeholder, `{номер|без номера}` one with a word for when it is empty, `**…**` is bold, `[печать]` and
//! `[подпись]` are pictures, `\n` ends a line, `{{` is a brace. What a placeholder puts in is never read as a template.
//!
//! Pure: it knows neither records (`app` gives [`Values`]) nor pages and files (`files::pages` lays a [`Document`] out).

mod document;
mod field;
mod fill;
mod parse;
mod words;

#[cfg(test)]
mod tests;

pub use document::{Align, Block, Document, Part, Picture, Row, Size, TextLine};
pub use field::{CargoField, Field, PointField};
pub use fill::Values;
pub use parse::{Template, TemplateError, Wrong};
pub use words::{in_words, month_of};
