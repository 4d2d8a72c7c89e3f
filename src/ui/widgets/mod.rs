//! Small parts that panels are made of. They paint and answer; none of them knows a bid from a truck.

pub mod address_field;
pub mod address_text;
pub mod badge;
pub mod button;
pub mod caption;
pub mod chip;
pub mod empty;
pub mod field_note;
pub mod key_cap;
pub mod list_row;
pub mod one_line;
pub mod pick;
pub mod picker;
pub mod search;
pub mod segmented;
pub mod table;
pub mod table_cell;
mod table_keys;
mod table_titles;
pub mod text_field;
pub mod time_field;
pub mod time_text;
pub mod type_ahead;
