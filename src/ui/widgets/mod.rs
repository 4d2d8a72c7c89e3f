//! Small parts that panels are made of. They paint and answer; none of them knows a bid from a truck.

pub mod address_text;
pub mod badge;
pub mod button;
pub mod chip;
pub mod empty;
pub mod field_note;
pub mod key_cap;
pub mod pick;
pub mod search;
pub mod table;
pub mod table_cell;
mod table_keys;
pub mod time_text;
