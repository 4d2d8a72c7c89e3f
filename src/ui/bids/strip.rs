//! The triage strip: what is burning, with counts; a click shows it.

use egui::{Ui, vec2};

use super::model::{Alarm, Group, STRIP};
use crate::app::bid_list::{BidFilter, BidView};
use crate::app::command::{Command, Screen};
use crate::app::life::ask::LifeCommand;
use crate::app::life::views::ViewCommand;
use crate::app::state::AppState;
use crate::app::view::count_of;
use crate::ui::keys::UiAction;
use crate::ui::theme::tokens;
use crate::ui::widgets::{button, chip};
use crate::ui::{Sink, icons};

const BETWEEN_CHIPS: f32 = 2.0;
const BETWEEN_GROUPS: f32 = 12.0;

/// A chip before it is painted.
struct Chip {
    group: Group,
    name: String,
    count: usize,
    width: f32,
    /// The first of its line of groups.
    first: bool,
    /// It opens a screen instead of a group of bids.
    opens: Option<Screen>,
}

/// Shows the strip.
pub(in crate::ui) fn strip(ui: &mut Ui, state: &AppState, sink: &mut Sink) {
    let chips = chips(ui, state);
    // The words of the first chip stand under the title.
    egui::Frame::new().inner_margin(egui::Margin { left: 4, right: 4, ..egui::Margin::ZERO }).show(ui, |ui| {
        let widths: Vec<_> = chips.iter().map(|chip| (chip.width, chip.first)).collect();
        let broken = breaks(&widths, ui.available_width());
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(BETWEEN_CHIPS, BETWEEN_CHIPS);
            for (chip, breaks) in chips.iter().zip(broken) {
                if breaks {
                    ui.end_row();
                } else if chip.first && chip.group.filter != STRIP[0][0].filter {
                    ui.add_space(BETWEEN_GROUPS - BETWEEN_CHIPS);
                }
                one(ui, chip, state, sink);
            }
            steps(ui, state, sink);
        });
    });
}

fn chips(ui: &Ui, state: &AppState) -> Vec<Chip> {
    let lang = state.settings.lang;
    let groups = STRIP.iter().flat_map(|groups| groups.iter().enumerate());
    let made = groups.map(|(place, group)| {
        let (name, count) = (lang.text(group.key), count_of(&state.bids.counts, group.filter));
        Chip { group: *group, width: chip::width(ui, &name, count), name, count, first: place == 0, opens: None }
    });
    let mut chips: Vec<_> = made.collect();
    // What is empty now and seldom full needs no room.
    let view = state.bids.view.filter;
    let seldom = |filter| {
        matches!(
            filter,
            BidFilter::Bin | BidFilter::Late | BidFilter::Standing | BidFilter::NoGps | BidFilter::NotAccepted
        )
    };
    chips.retain(|chip| !seldom(chip.group.filter) || chip.count > 0 || view == chip.group.filter);
    let after = chips.iter().position(|chip| chip.group.filter == BidFilter::Attention);
    chips.insert(after.map_or(0, |place| place.saturating_add(1)), conflicts(ui, state));
    chips
}

/// Records changed on both sides, of the books too: they have a screen of their own.
fn conflicts(ui: &Ui, state: &AppState) -> Chip {
    let (key, count) = ("screen-conflicts", state.conflicts.cases.len());
    let name = state.settings.lang.text(key);
    let group = Group { filter: BidFilter::Attention, key, alarm: Alarm::Danger };
    Chip { group, width: chip::width(ui, &name, count), name, count, first: false, opens: Some(Screen::Conflicts) }
}

/// Arrows that walk through what burns, bid by bid.
fn steps(ui: &mut Ui, state: &AppState, sink: &mut Sink) {
    let lang = state.settings.lang;
    for (forward, icon, action) in
        [(false, icons::CARET_LEFT, UiAction::BurningBefore), (true, icons::CARET_RIGHT, UiAction::BurningNext)]
    {
        let key = action.key_text(ui.ctx());
        if button::icon(ui, icon, &lang.text(action.name_key()), &key).clicked() {
            sink.send(Command::Life(LifeCommand::View(ViewCommand::Step(forward))));
        }
    }
}

fn one(ui: &mut Ui, chip: &Chip, state: &AppState, sink: &mut Sink) {
    let colors = tokens(ui.ctx());
    let view = &state.bids.view;
    let alarm = match chip.group.alarm {
        Alarm::Calm => None,
        Alarm::Warn => Some(colors.warn),
        Alarm::Danger => Some(colors.danger),
    };
    let selected = chip.opens.is_none() && view.filter == chip.group.filter;
    if chip::counted(ui, &chip.name, chip.count, selected, alarm).clicked() {
        if let Some(screen) = chip.opens {
            return sink.send(Command::Open(screen));
        }
        sink.send(Command::View(BidView { filter: chip.group.filter, ..view.clone() }));
    }
}

/// Before which chips the row is broken, given their widths and which begin a group: before whole groups where that
/// costs no more rows than breaking anywhere.
fn breaks(chips: &[(f32, bool)], room: f32) -> Vec<bool> {
    let whole = broken(chips, room, true);
    let anywhere = broken(chips, room, false);
    let rows = |broken: &[bool]| broken.iter().filter(|breaks| **breaks).count();
    if rows(&whole) <= rows(&anywhere) { whole } else { anywhere }
}

fn broken(chips: &[(f32, bool)], room: f32, whole: bool) -> Vec<bool> {
    let mut used = 0.0;
    let mut answer = Vec::with_capacity(chips.len());
    for (place, (width, first)) in chips.iter().enumerate() {
        let gap = if *first { BETWEEN_GROUPS } else { BETWEEN_CHIPS };
        let group = chips.iter().skip(place + 1).take_while(|(_, first)| !first);
        let rest: f32 = if *first && whole { group.map(|(width, _)| width + BETWEEN_CHIPS).sum() } else { 0.0 };
        let breaks = place > 0 && used + gap + width + rest > room;
        used = if breaks || place == 0 { *width } else { used + gap + width };
        answer.push(breaks);
    }
    answer
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_break_before_groups_unless_that_costs_a_row() {
        let at = |chips: &[(f32, bool)], room: f32| -> Vec<usize> {
            let broken = breaks(chips, room);
            broken.iter().enumerate().filter(|(_, breaks)| **breaks).map(|(place, _)| place).collect()
        };
        let even = [(50.0, true), (50.0, false), (50.0, true), (50.0, false), (50.0, true)];
        assert!(at(&even, 400.0).is_empty());
        assert_eq!(at(&even, 240.0), [4], "the last group alone");
        assert_eq!(at(&even, 170.0), [2], "the middle group is not torn");
        let uneven = [(100.0, true), (60.0, true), (60.0, false), (60.0, false), (50.0, true)];
        assert_eq!(at(&uneven, 240.0), [3], "whole groups would take three rows where two are enough");
    }
}
