//! "About": version, licence, and the work of others that the program carries.

use egui::{RichText, Ui};

use super::{row, section};
use crate::app::diagnostics;
use crate::ui::about::CARRIED;
use crate::ui::theme::{text, tokens};
use crate::words::Lang;

/// Shows the section.
pub(super) fn about(ui: &mut Ui, lang: Lang) {
    let colors = tokens(ui.ctx());
    section(ui, &lang.text("settings-section-about"));
    row(ui, &lang.text("app-name"), |ui| {
        let version = lang.text_with("settings-version", &[("version", diagnostics::version().into())]);
        ui.label(RichText::new(version).font(text::body()));
        ui.label(RichText::new(env!("CARGO_PKG_LICENSE")).font(text::note()).color(colors.text[2]));
    });
    for (name, terms) in CARRIED {
        row(ui, name, |ui| ui.label(RichText::new(terms).font(text::table()).color(colors.text[1])));
    }
}
