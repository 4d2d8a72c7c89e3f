//! A table on its way into a file: what a screen shows, with the kind of each value.

use chrono::{NaiveDate, NaiveDateTime};
use rust_decimal::Decimal;

/// A value of a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing.
    Empty,
    /// Text; it never becomes a formula, whatever it begins with.
    Text(String),
    /// A number.
    Number(Decimal),
    /// A day.
    Day(NaiveDate),
    /// A moment on the reader's own clock.
    Moment(NaiveDateTime),
}

/// Text without the signs that no file of a table can hold and nobody sees.
pub(super) fn visible(text: &str) -> String {
    text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t' | '\r')).collect()
}

impl Value {
    /// Text, or nothing for none.
    #[must_use]
    pub fn text(text: &str) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(text.to_owned()) }
    }
}

/// A column.
#[derive(Debug, Clone, PartialEq)]
pub struct TableColumn {
    /// Its title.
    pub title: String,
    /// Its width in letters.
    pub width: f32,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table {
    /// What it is called: name of its sheet.
    pub title: String,
    /// Its columns.
    pub columns: Vec<TableColumn>,
    /// Its rows, one value a column.
    pub rows: Vec<Vec<Value>>,
}

impl Table {
    /// Gives every column the width of its longest text, within reason.
    #[must_use]
    pub fn fitted(mut self) -> Self {
        for (place, column) in self.columns.iter_mut().enumerate() {
            let wide = |value: &Value| match value {
                Value::Text(text) => text.lines().map(|line| line.chars().count()).max().unwrap_or_default(),
                Value::Empty => 0,
                Value::Number(number) => number.to_string().len(),
                Value::Day(_) => 10,
                Value::Moment(_) => 16,
            };
            let values = self.rows.iter().filter_map(|row| row.get(place)).map(wide).max().unwrap_or_default();
            // The button of the filter stands beside the title.
            let widest = values.max(column.title.chars().count().saturating_add(3)).clamp(6, 60);
            column.width = f32::from(u16::try_from(widest).unwrap_or(60)) + 1.0;
        }
        self
    }
}
