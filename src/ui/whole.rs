//! The real window: eframe around a desk, or around the page that says why there is none until a way out is taken.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError};

use egui::ViewportCommand;

use super::icon;
use super::picture::{Picture, Taken};
use super::theme;
use super::trouble::{Asked, TroublePage};
use super::window::{DeskWindow, Opening, WindowError};
use crate::app::desk::Desk;
use crate::app::trouble::{Beside, Rescue, Rescued, Trouble, WayOut, ask_for_folder};

/// What the window begins with.
pub enum Begin {
    /// A desk.
    Desk(Box<Desk>),
    /// A start that failed, and how its ways out are taken.
    Trouble(Box<Trouble>, Rescue),
}

/// How the window ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// There was a desk to work at.
    Worked,
    /// The trouble of the start stayed.
    InTrouble,
}

/// Opens the window and stays until it is closed.
///
/// # Errors
/// [`WindowError`].
pub fn run(begin: Begin, opening: Opening) -> Result<Ended, WindowError> {
    let (width, height) = opening.size.unwrap_or((1400.0, 900.0));
    let viewport = egui::ViewportBuilder::default()
        .with_title(opening.title.clone())
        .with_app_id("cargorun-desk")
        .with_inner_size([width, height])
        .with_min_inner_size([900.0, 560.0]);
    let viewport = match icon::of_window() {
        Some(picture) => viewport.with_icon(picture),
        None => viewport,
    };
    let options = eframe::NativeOptions {
        viewport,
        renderer: eframe::Renderer::Glow,
        persist_window: opening.memory.is_some() && opening.size.is_none(),
        // Without a path the frame would keep a file of its own in the person's data folder, and pictures would begin with
        // what the last one left there.
        persistence_path: Some(opening.memory.clone().unwrap_or_else(nowhere)),
        ..Default::default()
    };
    let taken = Taken::default();
    let (result, wanted) = (Arc::clone(&taken), opening.screenshot.is_some());
    let worked = Arc::new(AtomicBool::new(matches!(begin, Begin::Desk(_))));
    let told = Arc::clone(&worked);
    eframe::run_native(
        "cargorun-desk",
        options,
        Box::new(move |cc| Ok(Box::new(WholeWindow::new(&cc.egui_ctx, begin, opening, taken, told)))),
    )
    .map_err(|error| WindowError::NotOpened(error.to_string()))?;
    if wanted {
        match result.lock().unwrap_or_else(PoisonError::into_inner).take() {
            Some(Ok(())) => {}
            Some(Err(reason)) => return Err(WindowError::NoPicture(reason)),
            None => return Err(WindowError::NoPicture("the window closed before it was drawn".into())),
        }
    }
    Ok(if worked.load(Ordering::Relaxed) { Ended::Worked } else { Ended::InTrouble })
}

/// A file that isn't there and is never written, see `persist_egui_memory`.
fn nowhere() -> PathBuf {
    std::env::temp_dir().join(format!("cargorun-desk-{}-keeps-nothing.ron", std::process::id()))
}

/// The window's contents; tests drive it without a window.
pub struct WholeWindow {
    shown: Shown,
    /// What a desk that is opened later begins with.
    opening: Opening,
    taken: Taken,
    worked: Arc<AtomicBool>,
}

enum Shown {
    Desk(Box<DeskWindow>),
    Trouble(Box<Telling>),
}

/// The page, and what runs beside it.
struct Telling {
    page: TroublePage,
    rescue: Rescue,
    opening: Option<Beside<Result<Rescued, Box<Trouble>>>>,
    choosing: Option<Beside<Option<PathBuf>>>,
    picture: Option<Picture>,
}

impl WholeWindow {
    /// Around what the window begins with. `worked` is set once there is a desk.
    #[must_use]
    pub fn new(ctx: &egui::Context, begin: Begin, opening: Opening, taken: Taken, worked: Arc<AtomicBool>) -> Self {
        let shown = match begin {
            Begin::Desk(desk) => {
                Shown::Desk(Box::new(DeskWindow::new(ctx, *desk, opening.clone(), Arc::clone(&taken))))
            }
            Begin::Trouble(trouble, rescue) => {
                theme::install(ctx);
                Shown::Trouble(Box::new(Telling {
                    page: TroublePage::new(*trouble),
                    rescue,
                    opening: None,
                    choosing: None,
                    picture: opening.screenshot.clone().map(|file| Picture::of(file, Arc::clone(&taken))),
                }))
            }
        };
        Self { shown, opening, taken, worked }
    }

    /// The desk, when there is one.
    #[must_use]
    pub fn desk(&self) -> Option<&Desk> {
        match &self.shown {
            Shown::Desk(window) => Some(&window.desk),
            Shown::Trouble(_) => None,
        }
    }

    /// One frame.
    pub fn frame(&mut self, ui: &mut egui::Ui) {
        let rescued = match &mut self.shown {
            Shown::Desk(window) => return window.frame(ui),
            Shown::Trouble(telling) => telling.frame(ui),
        };
        if let Some(Rescued { desk, open }) = rescued {
            self.worked.store(true, Ordering::Relaxed);
            // What the window remembered belongs to the folder that could not be opened.
            let opening = Opening { open: Some(open), ..self.opening.clone() };
            let window = DeskWindow::new(ui.ctx(), desk, opening, Arc::clone(&self.taken));
            self.shown = Shown::Desk(Box::new(window));
            ui.ctx().request_repaint();
        }
    }
}

impl Telling {
    /// Draws the page and takes the way out that was asked for; gives the desk once one is open.
    fn frame(&mut self, ui: &mut egui::Ui) -> Option<Rescued> {
        let ctx = ui.ctx().clone();
        if let Some(chosen) = self.choosing.take_if(|choosing| choosing.is_ready()) {
            self.page.chosen(chosen.take().flatten());
        }
        if let Some(opened) = self.opening.take_if(|opening| opening.is_ready()) {
            match opened.take() {
                Some(Ok(rescued)) => return Some(rescued),
                Some(Err(trouble)) => self.page.still(*trouble),
                None => {}
            }
        }
        theme::apply(&ctx, self.page.look());
        let busy = self.opening.is_some() || self.choosing.is_some();
        let asked = self.page.ui(ui, busy);
        let wake = ctx.clone();
        let wake = Arc::new(move || wake.request_repaint());
        match asked {
            Some(Asked::Way(way)) => self.take(way, wake),
            Some(Asked::Choose) => self.choosing = Beside::begin(wake, ask_for_folder),
            Some(Asked::Quit) => ctx.send_viewport_cmd(ViewportCommand::Close),
            None => {}
        }
        if let Some(picture) = &mut self.picture {
            picture.step(&ctx, true);
        }
        None
    }

    fn take(&mut self, way: WayOut, wake: crate::app::worker::Wake) {
        let rescue = Arc::clone(&self.rescue);
        self.opening = Beside::begin(wake, move || rescue(&way));
    }
}

impl eframe::App for WholeWindow {
    fn ui(&mut self, ui: &mut egui::Ui, _: &mut eframe::Frame) {
        self.frame(ui);
    }

    fn persist_egui_memory(&self) -> bool {
        self.opening.memory.is_some()
    }
}
