//! Painting of the form's parts: a title, its fields packed into lines, lists with their rows, rare fields folded.

use egui::{RichText, Ui};

use super::field_ui::field;
use super::session::{Session, row_path};
use crate::app::state::AppState;
use crate::domain::ltl::Level;
use crate::domain::ltl::field::{Field, Group, Input, of_group};
use crate::ui::theme::{text, tokens};
use crate::ui::widgets::{button, field_note};
use crate::ui::{Sink, icons};
use crate::words::Arg;

const GAP: f32 = 12.0;
/// Columns of the form; a field takes some of them.
const COLUMNS: f32 = 12.0;
/// With less room than this every field is twice as wide.
const NARROW: f32 = 520.0;

/// All parts.
pub(super) fn groups(ui: &mut Ui, session: &mut Session, state: &AppState, sink: &mut Sink) {
    general(ui, session, state);
    for group in Group::ALL {
        part(ui, session, group, state, sink);
    }
}

/// What is about the request as a whole.
fn general(ui: &mut Ui, session: &Session, state: &AppState) {
    let colors = tokens(ui.ctx());
    for note in session.notes.general.iter().filter(|note| note.level == Some(Level::Blocks)) {
        ui.add_space(6.0);
        field_note::field_note(ui, icons::WARNING, &state.settings.lang.say(&note.words), colors.danger);
    }
}

fn part(ui: &mut Ui, session: &mut Session, group: Group, state: &AppState, sink: &mut Sink) {
    let lang = state.settings.lang;
    let title = lang.text(&format!("ltl-group-{}", group.name()));
    ui.add_space(14.0);
    if session.is_idle(group) {
        let begin = button::quiet(ui, icons::PLUS, &title);
        in_sight(ui, &begin);
        if begin.clicked() {
            session.unfolded.insert(group);
        }
        return;
    }
    let faint = tokens(ui.ctx()).text[2];
    ui.label(RichText::new(&title).font(text::section()).color(faint));
    ui.add_space(2.0);
    let shown: Vec<&'static Field> = of_group(group).filter(|field| session.is_shown(field)).collect();
    let (rare, usual): (Vec<_>, Vec<_>) = shown.into_iter().partition(|field| field.rare);
    fields(ui, session, &usual, (state, &mut *sink));
    let unfolded = session.is_unfolded(group);
    if rare.is_empty() {
        return;
    }
    if unfolded {
        fields(ui, session, &rare, (state, &mut *sink));
    }
    let filled = rare.iter().any(|field| session.places(field).iter().any(|path| !session.form.get(path).is_empty()));
    if filled {
        return;
    }
    let key = if unfolded { "ltl-less" } else { "ltl-more" };
    let icon = if unfolded { icons::CARET_UP } else { icons::CARET_DOWN };
    let words = lang.text_with(key, &[("part", Arg::Text(title)), ("n", Arg::Text(rare.len().to_string()))]);
    let fold = button::quiet(ui, icon, &words);
    in_sight(ui, &fold);
    if fold.clicked() {
        if unfolded {
            session.unfolded.remove(&group);
        } else {
            session.unfolded.insert(group);
        }
    }
}

/// What the keyboard comes to is brought into sight.
fn in_sight(ui: &Ui, response: &egui::Response) {
    if response.gained_focus() {
        ui.scroll_to_rect(response.rect, None);
    }
}

/// Fields in their order; those of one list together, row by row.
fn fields(ui: &mut Ui, session: &mut Session, fields: &[&'static Field], (state, sink): (&AppState, &mut Sink)) {
    let mut rest = fields;
    while let Some(first) = rest.first() {
        let list = first.list().map(|(list, _)| list);
        let same = rest.iter().take_while(|field| field.list().map(|(list, _)| list) == list).count();
        let (these, later) = rest.split_at(same);
        rest = later;
        match list {
            None => {
                let placed: Vec<(&Field, String)> = these.iter().map(|field| (*field, field.path.clone())).collect();
                lines(ui, session, &placed, 0.0, (state, &mut *sink));
            }
            Some(list) => rows(ui, session, list, these, (state, &mut *sink)),
        }
    }
}

fn rows(
    ui: &mut Ui,
    session: &mut Session,
    list: &str,
    fields: &[&'static Field],
    (state, sink): (&AppState, &mut Sink),
) {
    const BIN: f32 = 40.0;
    let lang = state.settings.lang;
    let what = fields.first().map(|field| super::field_ui::label(field, lang)).unwrap_or_default();
    let mut gone = None;
    for at in 0..session.form.count(list) {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = GAP;
            let placed: Vec<(&Field, String)> = fields
                .iter()
                .map(|field| (*field, row_path(list, at, field.list().map_or("", |(_, rest)| rest))))
                .collect();
            ui.vertical(|ui| {
                ui.set_width(ui.available_width() - BIN - GAP);
                lines(ui, session, &placed, 0.0, (state, &mut *sink));
            });
            ui.vertical(|ui| {
                ui.add_space(crate::ui::widgets::caption::CAPTION);
                let args = [("what", Arg::Text(what.clone())), ("n", Arg::Text(at.saturating_add(1).to_string()))];
                if button::icon(ui, icons::TRASH, &lang.text_with("ltl-remove", &args), "").clicked() {
                    gone = Some(at);
                }
            });
        });
    }
    if let Some(at) = gone {
        session.remove(list, at);
    }
    let group = fields.first().map(|field| lang.text(&format!("ltl-group-{}", field.group.name()))).unwrap_or_default();
    let words = lang.text_with("ltl-add", &[("what", Arg::Text(what))]);
    let add = button::quiet(ui, icons::PLUS, &words);
    in_sight(ui, &add);
    if add.clone().accessible_name(format!("{group}: {words}")).clicked() {
        let at = session.form.count(list);
        session.form.add(list);
        let rest = fields.first().and_then(|field| field.list()).map_or("", |(_, rest)| rest);
        session.next = Some(row_path(list, at, rest));
    }
    if session.form.count(list) == 0
        && let Some(note) = session.notes.at(&row_path(
            list,
            0,
            fields.first().and_then(|field| field.list()).map_or("", |(_, rest)| rest),
        ))
    {
        let colors = tokens(ui.ctx());
        let color = if session.strict || note.theirs { colors.danger } else { colors.text[2] };
        field_note::field_note(ui, "", &lang.say(&note.words), color);
    }
}

/// Fields packed into lines of twelve columns.
fn lines(
    ui: &mut Ui,
    session: &mut Session,
    fields: &[(&Field, String)],
    taken: f32,
    (state, sink): (&AppState, &mut Sink),
) {
    let width = ui.available_width() - taken;
    let column = (width + GAP) / COLUMNS;
    let factor = if width < NARROW { 2.0 } else { 1.0 };
    let mut rest = fields;
    while !rest.is_empty() {
        let mut used = 0.0;
        let mut count = 0;
        for (field, _) in rest {
            let wanted = (columns(field) * factor).min(COLUMNS);
            if count > 0 && used + wanted > COLUMNS {
                break;
            }
            used += wanted;
            count += 1;
        }
        let (line, later) = rest.split_at(count);
        rest = later;
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = GAP;
            for (one, path) in line {
                let wide = (columns(one) * factor).min(COLUMNS) * column - GAP;
                field(ui, session, one, path, wide.floor(), (state, &mut *sink));
            }
        });
        ui.add_space(4.0);
    }
}

/// How many of twelve columns a field takes.
fn columns(field: &Field) -> f32 {
    match (field.input, field.label) {
        (Input::Long, _)
        | (
            _,
            "address"
            | "second-address"
            | "juridical-address"
            | "freight"
            | "terminal"
            | "city"
            | "requirement"
            | "document-for-receive",
        ) => 12.0,
        (
            Input::Clock
            | Input::Whole
            | Input::Number
            | Input::Kilograms
            | Input::Metres
            | Input::Cubic
            | Input::Day
            | Input::Roubles
            | Input::YesNo
            | Input::Number10(_),
            _,
        )
        | (
            _,
            "house" | "building" | "structure" | "flat" | "second-house" | "second-building" | "second-structure"
            | "second-flat" | "phone-ext" | "inn",
        ) => 3.0,
        _ => 6.0,
    }
}
