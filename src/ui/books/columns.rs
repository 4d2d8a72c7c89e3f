//! Which columns of a book are shown: chosen by the person, remembered over restarts.

use std::collections::BTreeSet;

use egui::{Context, Id, PopupCloseBehavior, Ui};

use crate::app::book_sheet::{SheetColumn, Source};
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

/// The first to go when the list gets narrow beside a form; the form shows all of them.
const GIVE_WAY: [&str; 11] = [
    "books-column-comment",
    "books-column-last-fix",
    "books-column-points",
    "books-column-address",
    "books-column-tracker",
    "books-column-kpp",
    "books-column-vat-type",
    "books-column-payment-type",
    "books-column-type",
    "books-column-brand",
    "books-column-exchange",
];

/// The least width of the last column, whichever it is: it takes what the others leave.
pub(super) const LAST: f32 = 120.0;

/// Those of the chosen columns that a width has room for; what matters most gives way last, and the first never.
pub(super) fn fitting(mut kept: Vec<usize>, columns: &[SheetColumn], width: f32) -> Vec<usize> {
    let wide = |place: &usize| columns.get(*place).and_then(|column| column.width);
    let taken = |kept: &[usize]| {
        let others = kept.len().saturating_sub(1);
        kept.iter().take(others).map(|place| wide(place).unwrap_or(LAST)).sum::<f32>() + LAST
    };
    for key in GIVE_WAY {
        if taken(&kept) <= width {
            break;
        }
        kept.retain(|place| *place == 0 || columns.get(*place).is_none_or(|column| column.key != key));
    }
    kept
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

#[cfg(test)]
mod tests {
    use super::*;

    const CAR: [(&str, Option<f32>); 5] = [
        ("books-column-plate", Some(120.0)),
        ("books-column-tracker", Some(150.0)),
        ("books-column-state", Some(140.0)),
        ("books-column-exchange", Some(150.0)),
        ("books-column-comment", None),
    ];

    #[test]
    fn what_matters_most_gives_way_last() {
        let columns = CAR.map(|(key, width)| SheetColumn { key, width });
        let shown = |kept: Vec<usize>, width| {
            let fits = fitting(kept, &columns, width);
            fits.iter().map(|place| columns[*place].key).collect::<Vec<_>>()
        };
        let all: Vec<usize> = (0..5).collect();
        assert_eq!(shown(all.clone(), 680.0).len(), 5);
        assert_eq!(shown(all.clone(), 679.0).last(), Some(&"books-column-exchange"), "the note goes first");
        assert_eq!(shown(all.clone(), 300.0), ["books-column-plate", "books-column-state"]);
        assert_eq!(shown(vec![0, 1], 100.0), ["books-column-plate"], "the name stays, however narrow it gets");
        assert_eq!(shown(vec![0, 2, 4], 400.0).len(), 3, "what was put away takes no room");
    }
}
