//! The desk's memory: SQLite behind whole operations. SQL lives nowhere else, and no SQLite type leaves this module.

pub mod model;
