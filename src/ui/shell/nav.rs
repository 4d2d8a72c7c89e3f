//! The navigation at the left: screens with their icons, folded to icons alone when room is short.

use egui::{Align, Atom, Button, Color32, Context, Id, Layout, Margin, Panel, RichText, ScrollArea, Stroke, Ui, vec2};

use super::{around, line};
use crate::app::command::Screen;
use crate::app::state::AppState;
use crate::ui::icons;
use crate::ui::keys::{UiAction, screen_icon, screen_key};
use crate::ui::theme::{family, size, text, tokens};
use crate::ui::widgets::button;

const WIDE: f32 = 184.0;
/// More than this is said as such: the name beside it keeps its room, the tip knows the number.
const COUNTED: usize = 99;
const NARROW: f32 = 52.0;

/// Groups of screens, with a line between them.
const GROUPS: [&[Screen]; 3] = [
    &[Screen::Bids, Screen::Plan, Screen::Map, Screen::Invites, Screen::Groupage, Screen::Reports, Screen::Changes],
    &[
        Screen::Drivers,
        Screen::Cars,
        Screen::Trailers,
        Screen::Counterparties,
        Screen::Organisations,
        Screen::Trackers,
        Screen::Employees,
        Screen::Mileage,
        Screen::Catalogs,
        Screen::Links,
    ],
    &[Screen::Conflicts, Screen::Journal, Screen::Settings],
];

/// Below this width of the window the navigation folds by itself.
const SHORT_OF_ROOM: f32 = 1180.0;

/// Folds or unfolds the navigation; remembered over restarts.
pub(super) fn fold(ctx: &Context) {
    let folded = is_folded(ctx);
    ctx.data_mut(|data| data.insert_persisted(folded_id(), !folded));
}

/// What the person has chosen; before that, by the room there is.
fn is_folded(ctx: &Context) -> bool {
    let chosen = ctx.data_mut(|data| data.get_persisted::<bool>(folded_id()));
    chosen.unwrap_or_else(|| ctx.content_rect().width() < SHORT_OF_ROOM)
}

fn folded_id() -> Id {
    Id::unique("navigation-folded")
}

/// The navigation. Returns what was asked of it.
pub(super) fn nav(ui: &mut Ui, state: &AppState) -> Vec<UiAction> {
    let mut asked = Vec::new();
    let folded = is_folded(ui.ctx());
    let frame = around(ui, Margin { left: 8, right: 8, top: 8, bottom: 8 });
    let panel = Panel::left("navigation").resizable(false).show_separator_line(false).frame(frame);
    let shown = panel.exact_size(if folded { NARROW } else { WIDE }).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        // Large text on a low screen: the screens scroll, the fold button stays.
        let room = ui.available_height() - size::CONTROL - 8.0;
        ScrollArea::vertical().max_height(room).auto_shrink([false, true]).show(ui, |ui| {
            screens(ui, folded, state, &mut asked);
        });
        ui.with_layout(Layout::bottom_up(Align::Min), |ui| {
            let name = state.settings.lang.text(UiAction::FoldNavigation.name_key());
            let key = UiAction::FoldNavigation.key_text(ui.ctx());
            if button::icon(ui, icons::SIDEBAR_SIMPLE, &name, &key).clicked() {
                asked.push(UiAction::FoldNavigation);
            }
        });
    });
    let rect = shown.response.rect;
    ui.painter().vline(rect.right() - 0.5, rect.y_range(), line(ui));
    asked
}

fn screens(ui: &mut Ui, folded: bool, state: &AppState, asked: &mut Vec<UiAction>) {
    for (place, screens) in GROUPS.iter().enumerate() {
        if place > 0 {
            ui.add_space(6.0);
            ui.painter().hline(ui.max_rect().x_range(), ui.cursor().top(), line(ui));
            ui.add_space(7.0);
        }
        for screen in *screens {
            if item(ui, *screen, folded, state) {
                asked.push(UiAction::Show(*screen));
            }
        }
    }
}

fn item(ui: &mut Ui, screen: Screen, folded: bool, state: &AppState) -> bool {
    let lang = state.settings.lang;
    let colors = tokens(ui.ctx());
    let name = lang.text(screen_key(screen));
    let selected = state.screen == screen;
    let color = if selected { colors.accent } else { colors.text[1] };
    let icon = RichText::new(screen_icon(screen)).size(18.0).color(color);
    let family = if selected { family::medium() } else { egui::FontFamily::Proportional };
    let words = RichText::new(&name).font(egui::FontId::new(size::BODY, family)).color(color);
    let alarms = match screen {
        Screen::Bids => state.bids.counts.attention,
        Screen::Conflicts => state.conflicts.cases.len(),
        Screen::Links => state.book.links.reports.iter().map(|report| report.cases.len()).sum(),
        _ => 0,
    };
    let unseen = match screen {
        Screen::Changes => state.inform.unseen.len(),
        Screen::Invites => state.invites.new_ones(state.now),
        _ => 0,
    };
    let response = ui
        .scope(|ui| {
            ui.spacing_mut().button_padding = vec2(9.0, 4.0);
            let widgets = &mut ui.visuals_mut().widgets;
            widgets.inactive.weak_bg_fill = Color32::TRANSPARENT;
            widgets.inactive.bg_stroke = Stroke::NONE;
            widgets.hovered.bg_stroke = Stroke::NONE;
            let (count, color) = if alarms > 0 { (alarms, colors.danger) } else { (unseen, colors.info) };
            let button = match (folded, count) {
                (true, _) => Button::new(icon),
                (false, 0) => Button::new((icon, words, Atom::grow())),
                (false, count) => {
                    let font = egui::FontId::new(size::NOTE, family::semibold());
                    let count = RichText::new(counted(count)).font(font).color(color);
                    Button::new((icon, words)).right_text(count)
                }
            };
            let button = button.gap(9.0).selected(selected).truncate();
            ui.add(button.min_size(vec2(ui.available_width(), 32.0)))
        })
        .inner
        .accessible_name(&name);
    if unseen > 0 {
        let dot = response.rect.left_top() + vec2(25.0, 9.0);
        ui.painter().circle_filled(dot, 3.5, colors.info);
    }
    let key = UiAction::Show(screen).key_text(ui.ctx());
    let mut tip = if folded { button::tip(&name, &key) } else { key };
    if alarms > 0 && (folded || alarms > COUNTED) {
        tip = format!("{alarms}  {tip}");
    }
    if unseen > 0 {
        let key = if screen == Screen::Invites { "invites-new-count" } else { "changes-count" };
        tip = format!("{}  {tip}", lang.text_with(key, &[("n", unseen.into())]));
    }
    response
        .on_hover_ui(|ui| {
            ui.label(RichText::new(tip).font(text::note()));
        })
        .clicked()
}

/// `7`, `99+`.
fn counted(count: usize) -> String {
    if count > COUNTED { format!("{COUNTED}+") } else { count.to_string() }
}
