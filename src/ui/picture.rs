//! The one picture that `--screenshot` takes: once what is to be seen has arrived and settled, then the window closes.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use egui::ViewportCommand;

/// How the picture ended, once it did; shared with whoever waits for the window.
pub type Taken = Arc<Mutex<Option<Result<(), String>>>>;

/// Frames drawn after everything has arrived, so that fonts and layout have settled.
const SETTLED: u32 = 4;
/// A picture that isn't ready by then is taken as it is.
const LONGEST: Duration = Duration::from_secs(40);

/// A picture to be taken.
pub(super) struct Picture {
    file: PathBuf,
    result: Taken,
    began: Instant,
    settled_frames: u32,
    asked: bool,
}

impl Picture {
    pub(super) fn of(file: PathBuf, result: Taken) -> Self {
        Self { file, result, began: Instant::now(), settled_frames: 0, asked: false }
    }

    /// A frame was drawn; `arrived`: with all that the picture is to show.
    pub(super) fn step(&mut self, ctx: &egui::Context, arrived: bool) {
        self.settled_frames = if arrived { self.settled_frames.saturating_add(1) } else { 0 };
        if !self.asked && (self.settled_frames > SETTLED || self.began.elapsed() > LONGEST) {
            self.asked = true;
            let (file, result, window) = (self.file.clone(), Arc::clone(&self.result), ctx.clone());
            let done = move |image: Arc<egui::ColorImage>| {
                let written = write_png(&file, &image);
                *result.lock().unwrap_or_else(PoisonError::into_inner) = Some(written);
                window.send_viewport_cmd(ViewportCommand::Close);
            };
            ctx.send_viewport_cmd(ViewportCommand::Screenshot(egui::ScreenshotCallback::new(done)));
        }
        ctx.request_repaint();
    }
}

fn write_png(file: &Path, image: &egui::ColorImage) -> Result<(), String> {
    use image::codecs::png::{CompressionType, FilterType, PngEncoder};
    use image::{ExtendedColorType, ImageEncoder as _};
    let [width, height] = image.size;
    let side = |side: usize| u32::try_from(side).map_err(|error| error.to_string());
    // A window is opaque: three channels say it all.
    let pixels: Vec<u8> = image.pixels.iter().flat_map(|pixel| [pixel.r(), pixel.g(), pixel.b()]).collect();
    let out = std::fs::File::create(file).map_err(|error| error.to_string())?;
    PngEncoder::new_with_quality(std::io::BufWriter::new(out), CompressionType::Best, FilterType::Adaptive)
        .write_image(&pixels, side(width)?, side(height)?, ExtendedColorType::Rgb8)
        .map_err(|error| error.to_string())
}
