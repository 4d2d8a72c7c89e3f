//! Painting over the table: title, counts, search, filters, catalogs.

use egui::{RichText, Ui};

use super::BooksPanel;
use super::columns;
use super::export;
use super::form::head_ui::new_name;
use super::import;
use crate::app::book_desk::book_of;
use crate::app::book_sheet::filter::Filter;
use crate::app::command::Screen;
use crate::app::state::AppState;
use crate::domain::catalog::CatalogKind;
use crate::domain::id::RecordKind;
use crate::ui::bids::model::spaced;
use crate::ui::card::format;
use crate::ui::theme::{text, tokens};
use crate::ui::widgets::{button, chip, search};
use crate::ui::{Sink, icons, keys};
use crate::words::{Arg, Lang};

/// With less room than this the head is made short.
const SHORT_OF_ROOM: f32 = 520.0;
/// With less room than this import and export are icons.
const ROOM_FOR_NAMES: f32 = 980.0;

/// Title, how many are shown, a new record, search, columns.
pub(super) fn head(ui: &mut Ui, panel: &mut BooksPanel, screen: Screen, state: &AppState, sink: &mut Sink) {
    let lang = state.settings.lang;
    let colors = tokens(ui.ctx());
    let counts = panel.made.as_ref().map_or((0, 0), |made| (made.found.len(), made.sheet.rows.len()));
    // Large text beside an open form: the count goes and the button keeps only its icon.
    let narrow = ui.available_width() < SHORT_OF_ROOM;
    let files_narrow = ui.available_width() < ROOM_FOR_NAMES;
    ui.horizontal(|ui| {
        ui.add_space(12.0);
        ui.label(RichText::new(lang.text(keys::screen_key(screen))).font(text::heading()));
        let args: [(_, Arg); 2] = [("shown", spaced(counts.0).into()), ("all", spaced(counts.1).into())];
        let shown = RichText::new(lang.text_with("bids-shown", &args)).font(text::table()).color(colors.text[2]);
        if !narrow {
            ui.label(shown);
        }
        if screen == Screen::Catalogs {
            read_at(ui, state);
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.add_space(12.0);
            if let Some(made) = &panel.made {
                columns::choice(ui, made.source, &made.sheet.columns, lang);
            }
            if let Some(kind) = book_of(screen) {
                let name = new_name(kind, lang);
                let made = if narrow {
                    button::icon(ui, icons::PLUS, &name, "Insert")
                } else {
                    button::primary(ui, icons::PLUS, &name).on_hover_text(button::tip(&name, "Insert"))
                };
                if made.clicked() {
                    panel.form.go_to(kind, None, sink);
                }
            }
            if let Some(made) = &panel.made {
                export::export_button(ui, made, screen, files_narrow, lang, sink);
            }
            if let Some(kind) = book_of(screen) {
                import::ask_button(ui, kind, files_narrow, lang, sink);
            }
            let width = (ui.available_width() - 16.0).clamp(80.0, 340.0);
            search::search(ui, BooksPanel::search_id(), &mut panel.typed, &lang.text("books-search"), width);
        });
    });
    ui.add_space(4.0);
}

fn read_at(ui: &mut Ui, state: &AppState) {
    let Some(at) = state.books.catalogs_read_at() else { return };
    let at = format::moment(at, state.own_offset_minutes);
    let words = state.settings.lang.text_with("books-catalogs-read", &[("at", at.into())]);
    ui.label(RichText::new(words).font(text::note()).color(tokens(ui.ctx()).text[2]));
}

/// A row of chips whose words stand under the title, also where it is broken.
fn chips(ui: &mut Ui, inside: impl FnOnce(&mut Ui)) {
    egui::Frame::new().inner_margin(egui::Margin { left: 4, right: 4, ..egui::Margin::ZERO }).show(ui, |ui| {
        ui.horizontal_wrapped(inside);
    });
}

/// The groups of a book with their counts.
pub(super) fn filters(ui: &mut Ui, panel: &mut BooksPanel, kind: RecordKind, lang: Lang) {
    let colors = tokens(ui.ctx());
    let Some(made) = &panel.made else { return };
    let has_papers = !crate::domain::upkeep::PaperKind::of(kind).is_empty();
    chips(ui, |ui| {
        ui.spacing_mut().item_spacing = egui::vec2(2.0, 2.0);
        for filter in Filter::ALL {
            let is_resource_only = matches!(filter, Filter::Papers | Filter::Active);
            if is_resource_only && !has_papers {
                continue;
            }
            let count = made.sheet.count(filter);
            let alarm = match filter {
                Filter::Refused | Filter::Conflict => Some(colors.danger),
                Filter::Papers => Some(colors.warn),
                _ => None,
            };
            if chip::counted(ui, &lang.text(filter.key()), count, panel.filter == filter, alarm).clicked() {
                panel.filter = filter;
            }
        }
    });
}

/// The catalogs with their counts.
pub(super) fn catalog_chips(ui: &mut Ui, panel: &mut BooksPanel, state: &AppState) {
    let lang = state.settings.lang;
    chips(ui, |ui| {
        ui.spacing_mut().item_spacing = egui::vec2(2.0, 2.0);
        for kind in CatalogKind::ALL {
            let count = state.books.catalog(kind).len();
            let name = lang.text(catalog_key(kind));
            if chip::counted(ui, &name, count, panel.catalog == kind, None).clicked() {
                panel.catalog = kind;
            }
        }
    });
}

const fn catalog_key(kind: CatalogKind) -> &'static str {
    match kind {
        CatalogKind::CarType => "books-catalog-car-type",
        CatalogKind::TrailerType => "books-catalog-trailer-type",
        CatalogKind::CargoType => "books-catalog-cargo-type",
        CatalogKind::VatType => "books-catalog-vat-type",
        CatalogKind::PaymentType => "books-catalog-payment-type",
        CatalogKind::CarBrand => "books-catalog-car-brand",
        CatalogKind::TrailerBrand => "books-catalog-trailer-brand",
        CatalogKind::LoadUnload => "books-catalog-load-unload",
        CatalogKind::Loading => "books-catalog-loading",
        CatalogKind::Unloading => "books-catalog-unloading",
        CatalogKind::BidOption => "books-catalog-bid-option",
        CatalogKind::PointOption => "books-catalog-point-option",
        CatalogKind::CustomPoint => "books-catalog-custom-point",
    }
}
