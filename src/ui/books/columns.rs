//! Which columns of a book are shown: chosen by the person, remembered over restarts.

use std::collections::BTreeSet;

use egui::{Context, Id, PopupCloseBehavior, Ui};

use super::model::{SheetColumn, Source};
use crate::ui::icons;
use crate::ui::widgets::button;
use crate::words::Lang;

fn id(source: Source) -> Id {
    Id::unique(("books-columns", source))
}

/// Keys of the columns that were put away.
fn hidden(ctx: &Context, source: Source) -> BTreeSet<String> {
    ctx.data_mut(|data| data.get_persisted(id(source))).unwrap_or_default()
}

/// Places of the columns that are shown; the first always is.
pub(super) fn kept(ctx: &Context, source: Source, columns: &[SheetColumn]) -> Vec<usize> {
    let hidden = hidden(ctx, source);
    let shown = columns.iter().enumerate().filter(|(place, column)| *place == 0 || !hidden.contains(column.key));
    shown.map(|(place, _)| place).collect()
}

/// The button with the list of columns.
pub(super) fn choice(ui: &mut Ui, source: Source, columns: &[SheetColumn], lang: Lang) {
    let response = button::icon(ui, icons::COLUMNS, &lang.text("books-columns"), "");
    egui::Popup::menu(&response).close_behavior(PopupCloseBehavior::CloseOnClickOutside).show(|ui| {
        ui.set_min_width(200.0);
        let mut hidden = hidden(ui.ctx(), source);
        for column in columns.iter().skip(1) {
            let mut is_shown = !hidden.contains(column.key);
            if ui.checkbox(&mut is_shown, lang.text(column.key)).changed() {
                if is_shown {
                    hidden.remove(column.key);
                } else {
                    hidden.insert(column.key.to_owned());
                }
                ui.data_mut(|data| data.insert_persisted(id(source), hidden.clone()));
            }
        }
    });
}
