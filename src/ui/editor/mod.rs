//! The bid editor.

pub mod model;
