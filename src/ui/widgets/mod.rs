//! Widgets that several panels share: each one knows egui and the theme, none knows a bid.

pub mod pick;
