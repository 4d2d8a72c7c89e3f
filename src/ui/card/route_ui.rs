//! Painting of the route: one mark a point, a line from mark to mark.

use egui::{Color32, Label, Pos2, Rect, RichText, Stroke, Ui, vec2};

use super::phone_ui;
use super::points::{Arrival, PointModel};
use super::sections_ui::{self, title};
use crate::app::life::in_place::Field;
use crate::domain::bid::PointKind;
use crate::ui::theme::{Tokens, text, tokens};
use crate::ui::{Sink, icons};
use crate::words::Lang;

const MARK_WIDTH: f32 = 22.0;

/// Paints the points from first to last.
pub(in crate::ui) fn route(ui: &mut Ui, points: &[PointModel], lang: Lang, sink: &mut Sink) {
    if points.is_empty() {
        return;
    }
    title(ui, &lang.text("card-section-route"));
    let mut marks = Vec::with_capacity(points.len());
    let line_of = ui.painter().add(egui::Shape::Noop);
    for point in points {
        let top = ui.cursor().min;
        marks.push(Pos2::new(top.x + MARK_WIDTH / 2.0 - 2.0, top.y + 10.0));
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing = vec2(8.0, 1.0);
            ui.add_space(MARK_WIDTH);
            ui.vertical(|ui| about(ui, point, lang, sink));
        });
        ui.add_space(8.0);
    }
    let colors = tokens(ui.ctx());
    let pairs = marks.iter().zip(marks.iter().skip(1));
    let lines = pairs.map(|(from, to)| {
        let ends = [*from + vec2(0.0, 10.0), *to - vec2(0.0, 10.0)];
        egui::Shape::line_segment(ends, Stroke::new(1.5, colors.edge))
    });
    ui.painter().set(line_of, egui::Shape::Vec(lines.collect()));
    for (mark, point) in marks.iter().zip(points) {
        paint_mark(ui, *mark, point.kind, colors);
    }
}

fn paint_mark(ui: &Ui, center: Pos2, kind: PointKind, colors: &Tokens) {
    let (icon, color) = match kind {
        PointKind::Load => (icons::ARROW_UP, colors.status_started),
        PointKind::Unload => (icons::ARROW_DOWN, colors.status_done),
        PointKind::Start => (icons::FLAG, colors.text[2]),
        PointKind::Custom => (icons::MAP_PIN, colors.status_planned),
        PointKind::Service => (icons::GEAR_SIX, colors.text[1]),
    };
    let rect = Rect::from_center_size(center, vec2(18.0, 18.0));
    ui.painter().circle(center, 9.0, colors.wash(color), Stroke::new(1.0, colors.wash_edge(color)));
    ui.painter().text(rect.center(), egui::Align2::CENTER_CENTER, icon, egui::FontId::proportional(12.0), color);
}

fn about(ui: &mut Ui, point: &PointModel, lang: Lang, sink: &mut Sink) {
    let colors = tokens(ui.ctx());
    let say = |ui: &mut Ui, words: &str, font, color: Color32| {
        if !words.is_empty() {
            ui.add(Label::new(RichText::new(words).font(font).color(color)).wrap().selectable(true));
        }
    };
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        say(ui, &point.settlement, text::medium(), colors.text[0]);
        say(ui, &point.kind_word, text::note(), colors.text[2]);
    });
    time(ui, point, lang, colors, sink);
    if point.address != point.settlement {
        say(ui, &point.address, text::table(), colors.text[1]);
    }
    say(ui, &point.area, text::note(), colors.text[2]);
    if let Some(words) = &point.unconfirmed {
        say(ui, &format!("{} {words}", icons::WARNING), text::note(), colors.warn);
    }
    for fact in &point.facts {
        say(ui, fact, text::table(), colors.text[1]);
    }
    if let Some((words, phone)) = &point.contact {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            say(ui, words, text::note(), colors.text[1]);
            if let Some(phone) = phone {
                phone_ui::buttons(ui, phone, lang, sink);
            }
        });
    }
    for note in &point.notes {
        say(ui, note, text::note(), colors.text[1]);
    }
}

fn time(ui: &mut Ui, point: &PointModel, lang: Lang, colors: &Tokens, sink: &mut Sink) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        let from = ui.cursor().min;
        if point.plan.is_empty() {
            ui.label(RichText::new(lang.text("card-no-plan")).font(text::table()).color(colors.text[2]));
        } else {
            ui.label(RichText::new(&point.plan).font(text::table_medium()).color(colors.text[0]));
            ui.label(RichText::new(&point.zone).font(text::note()).color(colors.text[2]));
        }
        if let Some(place) = point.edit {
            sections_ui::pencil(ui, Field::Point(place), from, lang, sink);
        }
        let (icon, words, color) = match &point.arrival {
            None => return,
            Some(Arrival::InTime(words)) => (icons::CHECK, words, colors.ok),
            Some(Arrival::Late(words)) => (icons::WARNING, words, colors.danger),
            Some(Arrival::Expected(words, true)) => (icons::CLOCK, words, colors.danger),
            Some(Arrival::Expected(words, false)) => (icons::CLOCK, words, colors.text[1]),
        };
        // On the next line as a whole, rather than broken in the middle.
        ui.add(Label::new(RichText::new(format!("{icon} {words}")).font(text::note()).color(color)).extend());
    });
}
