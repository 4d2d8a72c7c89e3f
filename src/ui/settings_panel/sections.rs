//! The sections of the settings: which there are, in which order, and the list at the left that goes from one to another.

use egui::{Button, Color32, Context, EventFilter, Id, Key, Modifiers, Panel, RichText, ScrollArea, Stroke, Ui, vec2};

use crate::ui::theme::{family, size, text, tokens};
use crate::words::Lang;

/// With less room than this the sections stand above the page instead of beside it.
const BESIDE: f32 = 700.0;
const LIST_WIDTH: f32 = 212.0;

/// A section of the settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Section {
    /// Language, theme, size of text.
    #[default]
    Look,
    /// Server, user, password.
    Connection,
    /// The pilot's first day.
    Work,
    /// Tiles of the user's own server.
    Map,
    /// Intervals, limits, proxy.
    Exchange,
    /// Who decides conflicts, what is sent by itself.
    Deciding,
    /// What the person is told of.
    Notices,
    /// Letters to the administrator.
    Alerts,
    /// Backups and ways back.
    Backups,
    /// Folders.
    Folders,
    /// To the training server and back.
    Training,
    /// Version, licence, the work of others.
    About,
    /// Personal invitations of ATI.SU.
    Ati,
    /// The groupage carrier.
    Dellin,
    /// Papers of bids.
    Paperwork,
    /// The keys of all actions.
    Keys,
}

impl Section {
    /// All, in their order.
    pub const ALL: [Self; 16] = [
        Self::Look,
        Self::Keys,
        Self::Connection,
        Self::Work,
        Self::Map,
        Self::Exchange,
        Self::Deciding,
        Self::Notices,
        Self::Alerts,
        Self::Ati,
        Self::Dellin,
        Self::Paperwork,
        Self::Backups,
        Self::Folders,
        Self::Training,
        Self::About,
    ];

    /// Its name for `--screen settings-NAME` and for what is remembered.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Look => "look",
            Self::Connection => "connection",
            Self::Work => "work",
            Self::Map => "map",
            Self::Exchange => "exchange",
            Self::Deciding => "deciding",
            Self::Notices => "notices",
            Self::Alerts => "alerts",
            Self::Backups => "backups",
            Self::Folders => "folders",
            Self::Training => "training",
            Self::About => "about",
            Self::Ati => "ati",
            Self::Dellin => "dellin",
            Self::Paperwork => "paperwork",
            Self::Keys => "keys",
        }
    }

    /// The section of a name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|section| section.name() == name)
    }

    /// Key of its title.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Look => "settings-section-look",
            Self::Connection => "settings-section-connection",
            Self::Work => "settings-section-work",
            Self::Map => "settings-section-map",
            Self::Exchange => "settings-section-exchange",
            Self::Deciding => "settings-section-conflicts",
            Self::Notices => "settings-section-notices",
            Self::Alerts => "settings-section-alerts",
            Self::Backups => "settings-section-backups",
            Self::Folders => "settings-section-folder",
            Self::Training => "settings-section-training",
            Self::About => "settings-section-about",
            Self::Ati => "settings-section-ati",
            Self::Dellin => "settings-section-dellin",
            Self::Paperwork => "settings-section-paperwork",
            Self::Keys => "settings-section-keys",
        }
    }

    /// The one that was open last, over restarts.
    #[must_use]
    pub(super) fn remembered(ctx: &Context) -> Self {
        let name: Option<String> = ctx.data_mut(|data| data.get_persisted(memory()));
        name.and_then(|name| Self::named(&name)).unwrap_or_default()
    }

    fn remember(self, ctx: &Context) {
        ctx.data_mut(|data| data.insert_persisted(memory(), self.name().to_owned()));
    }
}

fn memory() -> Id {
    Id::unique("settings-section")
}

/// Shows the list and gives the section that is to be seen from now on.
pub(super) fn choose(ui: &mut Ui, now: Section, lang: Lang) -> Section {
    let chosen = if ui.available_width() >= BESIDE { beside(ui, now, lang) } else { above(ui, now, lang) };
    if chosen != now {
        chosen.remember(ui.ctx());
    }
    chosen
}

fn beside(ui: &mut Ui, now: Section, lang: Lang) -> Section {
    let mut chosen = now;
    let frame = egui::Frame::new().inner_margin(egui::Margin { left: 8, right: 8, top: 8, bottom: 0 });
    let panel = Panel::left("settings-sections").resizable(false).show_separator_line(false).frame(frame);
    let shown = panel.exact_size(LIST_WIDTH).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            for section in Section::ALL {
                chosen = item(ui, section, now, lang, Some(ui.available_width())).unwrap_or(chosen);
            }
        });
    });
    let rect = shown.response.rect;
    ui.painter().vline(rect.right() - 0.5, rect.y_range(), Stroke::new(1.0, tokens(ui.ctx()).line));
    chosen
}

fn above(ui: &mut Ui, now: Section, lang: Lang) -> Section {
    let mut chosen = now;
    ui.add_space(8.0);
    egui::Frame::new().inner_margin(egui::Margin::symmetric(8, 0)).show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(2.0, 2.0);
            for section in Section::ALL {
                chosen = item(ui, section, now, lang, None).unwrap_or(chosen);
            }
        });
    });
    chosen
}

/// One section in the list; `Some` when it or its neighbour was chosen.
fn item(ui: &mut Ui, section: Section, now: Section, lang: Lang, width: Option<f32>) -> Option<Section> {
    let colors = tokens(ui.ctx());
    let selected = section == now;
    let name = lang.text(section.key());
    let (color, family) =
        if selected { (colors.accent, family::medium()) } else { (colors.text[1], egui::FontFamily::Proportional) };
    let words = RichText::new(&name).font(egui::FontId::new(text::body().size, family)).color(color);
    // Not a scope: in a wrapping row a scope would take the rest of the line.
    let widgets = ui.visuals().widgets.clone();
    let looks = &mut ui.visuals_mut().widgets;
    looks.inactive.weak_bg_fill = Color32::TRANSPARENT;
    looks.inactive.bg_stroke = Stroke::NONE;
    looks.hovered.bg_stroke = Stroke::NONE;
    let button = match width {
        Some(width) => {
            Button::new((words, egui::Atom::grow())).gap(0.0).min_size(vec2(width, size::CONTROL + 2.0)).truncate()
        }
        None => Button::new(words).wrap_mode(egui::TextWrapMode::Extend),
    };
    let response = ui.add(button.selected(selected)).accessible_name(&name);
    ui.visuals_mut().widgets = widgets;
    let id = Id::unique("settings-sections-focus");
    if selected && ui.data_mut(|data| data.remove_temp::<bool>(id)).is_some() {
        response.request_focus();
    }
    if response.has_focus() {
        // Up and down walk the sections; Tab goes on to the page.
        let filter = EventFilter { vertical_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
        if let Some(neighbour) = stepped(ui, section) {
            ui.data_mut(|data| data.insert_temp(id, true));
            return Some(neighbour);
        }
    }
    response.clicked().then_some(section)
}

/// The neighbour that an arrow key asks for.
fn stepped(ui: &Ui, from: Section) -> Option<Section> {
    let place = Section::ALL.iter().position(|section| *section == from)?;
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let to = if pressed(Key::ArrowDown) {
        place.checked_add(1)
    } else if pressed(Key::ArrowUp) {
        place.checked_sub(1)
    } else {
        None
    };
    Section::ALL.get(to?).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_section_is_found_by_its_name_and_titled_in_both_languages() {
        for section in Section::ALL {
            assert_eq!(Section::named(section.name()), Some(section));
            for lang in [Lang::Ru, Lang::En] {
                assert_ne!(lang.text(section.key()), section.key());
            }
        }
        assert_eq!(Section::named("nothing"), None);
    }
}
