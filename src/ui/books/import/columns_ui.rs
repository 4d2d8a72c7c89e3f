//! Painting of what the columns of the file mean: known by their names, set right by hand.

use egui::{Frame, Id, Margin, RichText, ScrollArea, Ui};

use super::send;
use crate::app::import::words::target;
use crate::app::import::{Import, ImportCommand, Looked};
use crate::domain::id::RecordKind;
use crate::domain::import::{Layout, Target, targets_of};
use crate::ui::theme::{text, tokens};
use crate::ui::widgets::field_note;
use crate::ui::widgets::pick::{Choice, ChoiceList, Pick};
use crate::ui::widgets::picker::Picker;
use crate::ui::widgets::text_field::Look;
use crate::ui::{Sink, icons};
use crate::words::Lang;

const WIDTH: f32 = 200.0;
const GAP: f32 = 12.0;
/// With less height than this the columns open only by hand.
const SHORT: f32 = 480.0;

/// What a column fills; `None`: it is left out.
type Meaning = Option<Target>;

/// The fields, one a column of the file.
#[derive(Debug, Default)]
pub(super) struct Columns {
    made: Option<(RecordKind, Lang, Layout)>,
    choices: Option<ChoiceList<Meaning>>,
    picks: Vec<Pick<Meaning>>,
    editions: u64,
}

/// Title of a column of the file.
pub(super) fn title(looked: &Looked, column: usize, lang: Lang) -> String {
    let named = looked.layout.title(&looked.file.grid, column).map(str::to_owned);
    named.unwrap_or_else(|| {
        lang.text_with("import-column-unnamed", &[("number", column.saturating_add(1).to_string().into())])
    })
}

impl Columns {
    pub(super) fn show(&mut self, ui: &mut Ui, import: &Import, looked: &Looked, lang: Lang, sink: &mut Sink) {
        self.prepare(import.kind, looked, lang);
        let Some(choices) = &self.choices else { return };
        let colors = tokens(ui.ctx());
        let known = looked.layout.targets.iter().flatten().count();
        let all = looked.layout.targets.len();
        let margin = Margin { left: 12, right: 12, ..Margin::ZERO };
        let mut chosen = None;
        Frame::new().inner_margin(margin).show(ui, |ui| {
            if known == 0 {
                field_note::notice(ui, icons::COLUMNS, colors.warn, &lang.text("import-none-known"), &[]);
            }
            let words = lang.text_with("import-columns", &[("known", known.into()), ("all", all.into())]);
            let is_open = known == 0 || ui.available_height() > SHORT;
            egui::CollapsingHeader::new(words).id_salt("import-columns").default_open(is_open).show(ui, |ui| {
                let room = (ui.available_height() * 0.3).clamp(60.0, 150.0);
                ScrollArea::vertical().id_salt("import-columns").max_height(room).show(ui, |ui| {
                    ui.spacing_mut().item_spacing = egui::vec2(GAP, 8.0);
                    #[expect(
                        clippy::cast_possible_truncation,
                        clippy::cast_sign_loss,
                        reason = "a count of fields on a screen"
                    )]
                    let in_row = (((ui.available_width() + GAP) / (WIDTH + GAP)).max(1.0)) as usize;
                    for (row, picks) in self.picks.chunks_mut(in_row).enumerate() {
                        ui.horizontal_top(|ui| {
                            for (place, pick) in picks.iter_mut().enumerate() {
                                let column = row.saturating_mul(in_row).saturating_add(place);
                                let title = title(looked, column, lang);
                                if let Some(meaning) = field(ui, column, &title, pick, choices, lang) {
                                    chosen = Some((column, meaning));
                                }
                            }
                        });
                    }
                });
            });
        });
        ui.add_space(4.0);
        if let Some((column, meaning)) = chosen
            && looked.layout.targets.get(column) != Some(&meaning)
        {
            send(sink, ImportCommand::Map(column, meaning));
        }
    }

    fn prepare(&mut self, kind: RecordKind, looked: &Looked, lang: Lang) {
        let is_fresh = self.made.as_ref().is_some_and(|(of, words, layout)| {
            (*of, *words) == (kind, lang) && *layout == looked.layout && self.picks.len() == layout.targets.len()
        });
        if is_fresh {
            return;
        }
        self.editions = self.editions.saturating_add(1);
        let nothing = Choice::new(None, lang.text("import-ignore"));
        let rows = targets_of(kind).into_iter().map(|one| Choice::new(Some(one), target(one, lang)));
        self.choices = Some(ChoiceList::new(std::iter::once(nothing).chain(rows).collect(), self.editions));
        self.picks = looked.layout.targets.iter().map(|meaning| Pick::of(Some(*meaning))).collect();
        self.made = Some((kind, lang, looked.layout.clone()));
    }
}

fn field(
    ui: &mut Ui,
    column: usize,
    title: &str,
    pick: &mut Pick<Meaning>,
    choices: &ChoiceList<Meaning>,
    lang: Lang,
) -> Option<Meaning> {
    let colors = tokens(ui.ctx());
    let is_left_out = pick.chosen == Some(None);
    let (nothing, unknown) = (lang.text("editor-nothing-found"), lang.text("editor-unknown"));
    let inner = ui.vertical(|ui| {
        ui.set_width(WIDTH);
        ui.spacing_mut().item_spacing.y = 2.0;
        let color = if is_left_out { colors.text[2] } else { colors.text[1] };
        ui.add(egui::Label::new(RichText::new(title).font(text::note()).color(color)).truncate());
        let look = Look { color: is_left_out.then_some(colors.text[2]), ..Look::wide(WIDTH) };
        let picker = Picker {
            id: Id::unique(("import-column", column)),
            choices,
            look,
            mandatory: true,
            open: false,
            nothing: &nothing,
            unknown: &unknown,
        };
        let picked = picker.show(ui, pick);
        picked.response.accessible_name(lang.text_with("import-column", &[("name", title.into())]));
        picked.chosen
    });
    inner.inner
}
