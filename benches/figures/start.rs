//! From starting the process to the first frame and to the list of 100,000 bids, beside an empty eframe window.
//!
//! Both programs tell on stdout when a frame is on the screen; the clock is ours and starts before the process does.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::measure::{Figure, Row, Rows, figure};
use crate::population;

/// Set for the copy of this program that opens the empty window.
pub(crate) const EMPTY_WINDOW: &str = "FIGURES_EMPTY_WINDOW";
const SAMPLES: usize = 7;
const BIDS: usize = 100_000;

/// The rows of this group; skipped without a display.
pub(crate) fn rows() -> Rows {
    let what = format!("start to the first frame, {BIDS} bids stored");
    if std::env::var_os("DISPLAY").is_none() && std::env::var_os("WAYLAND_DISPLAY").is_none() {
        return Ok(vec![Row::skipped(what, "there is no display")]);
    }
    let profile = tempfile::tempdir()?;
    population::fill(&profile.path().join("desk.db"), BIDS)?;
    let empty = empty_window()?;
    let ours = desk(profile.path(), "first-frame")?;
    let list = desk(profile.path(), "list")?;
    Ok(vec![
        Row::new(what, ours).beside("an empty eframe window", empty),
        Row::new(format!("start to the list of {BIDS} bids on screen"), list).beside("an empty eframe window", empty),
    ])
}

fn desk(profile: &Path, word: &str) -> Result<Figure, Box<dyn std::error::Error>> {
    samples(word, || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cargorun-desk"));
        // Nobody listens there: the start must not depend on a server.
        command.args(["--measure-start", "--server", "http://127.0.0.1:9", "--profile"]).arg(profile);
        Ok(command)
    })
}

fn empty_window() -> Result<Figure, Box<dyn std::error::Error>> {
    samples("first-frame", || {
        let mut command = Command::new(std::env::current_exe()?);
        command.env(EMPTY_WINDOW, "1");
        Ok(command)
    })
}

fn samples(word: &str, make: impl Fn() -> std::io::Result<Command>) -> Result<Figure, Box<dyn std::error::Error>> {
    let mut found = Vec::new();
    // The first start reads the program from the disk and doesn't count.
    for _ in 0..=SAMPLES {
        found.push(until(word, make()?)?);
    }
    found.remove(0);
    Ok(figure(found))
}

/// Starts a program and waits until it says the word and ends.
fn until(word: &str, mut command: Command) -> Result<Duration, Box<dyn std::error::Error>> {
    let began = Instant::now();
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
    let out = child.stdout.take().ok_or("the program has no output")?;
    let mut took = None;
    for line in BufReader::new(out).lines() {
        if line? == word {
            took = Some(began.elapsed());
        }
    }
    child.wait()?;
    took.ok_or_else(|| format!("the program ended without saying {word}").into())
}

/// The window to compare with: eframe as it comes, with a label.
pub(crate) fn run_empty_window() -> Result<(), Box<dyn std::error::Error>> {
    struct Empty(u32);
    impl eframe::App for Empty {
        fn ui(&mut self, ui: &mut egui::Ui, _: &mut eframe::Frame) {
            self.0 += 1;
            ui.label("…");
            if self.0 == 2 {
                use std::io::Write as _;
                let mut out = std::io::stdout().lock();
                let _nobody_reads = writeln!(out, "first-frame").and_then(|()| out.flush());
                ui.ctx().send_viewport_cmd(egui::ViewportCommand::Close);
            }
            ui.ctx().request_repaint();
        }
    }
    let viewport = egui::ViewportBuilder::default().with_inner_size([1400.0, 900.0]);
    let options = eframe::NativeOptions { viewport, renderer: eframe::Renderer::Glow, ..Default::default() };
    eframe::run_native("empty", options, Box::new(|_| Ok(Box::new(Empty(0))))).map_err(|error| error.to_string().into())
}
