//! Words on one line of a place that may be too narrow for them: what does not fit gives way to "…".

use std::sync::Arc;

use egui::text::{LayoutJob, TextWrapping};
use egui::{Color32, FontId, Galley, Painter};

/// The words, at most as wide as `room` (points).
pub fn one_line(painter: &Painter, words: impl Into<String>, font: FontId, color: Color32, room: f32) -> Arc<Galley> {
    let mut job = LayoutJob::simple_singleline(words.into(), font, color);
    job.wrap = TextWrapping::truncate_at_width(room);
    painter.layout_job(job)
}
