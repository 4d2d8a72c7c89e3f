//! The draft beside its invitation, before it is stored: what it will be, what is still to be said, what went into comments.

use egui::{Align, Id, Label, Layout, RichText, ScrollArea, Ui, vec2};

use super::card_ui;
use super::route_ui::Ground;
use crate::app::command::Command;
use crate::app::invites::ask::InviteCommand;
use crate::app::invites::rows::InviteRow;
use crate::app::invites::state::{OpenDraft, Prepared};
use crate::app::invites::words::ask;
use crate::app::state::AppState;
use crate::domain::bid::Bid;
use crate::domain::id::LocalId;
use crate::store::invites::InviteKey;
use crate::ui::card::model::{Field, Section, of_draft};
use crate::ui::card::{route_ui, sections_ui};
use crate::ui::editor::model::choices::Choices;
use crate::ui::theme::{size, text, tokens};
use crate::ui::widgets::button::Look as Weight;
use crate::ui::widgets::pick::Pick;
use crate::ui::widgets::picker::Picker;
use crate::ui::widgets::text_field::Look;
use crate::ui::widgets::{button, field_note};
use crate::ui::{Sink, icons};
use crate::words::Lang;

/// With less room than this the draft stands under its invitation.
const BESIDE: f32 = 760.0;

/// What the page remembers: the customer as it is being chosen.
#[derive(Debug, Default)]
pub(super) struct DraftPage {
    of: Option<(InviteKey, i64)>,
    customer: Pick<LocalId>,
    choices: Choices,
}

impl DraftPage {
    /// Shows the page of a draft that is open.
    pub(super) fn ui(
        &mut self,
        ui: &mut Ui,
        ground: &mut Ground,
        draft: &OpenDraft,
        state: &AppState,
        sink: &mut Sink,
    ) {
        self.choices.refresh(&state.books, state.settings.lang);
        head(ui, draft, state, sink);
        let row = state.invites.row(&draft.key);
        if ui.available_width() >= BESIDE {
            let room = ui.available_size() - vec2(32.0, 0.0);
            ui.horizontal_top(|ui| {
                ui.add_space(12.0);
                let half = vec2((room.x - 24.0) / 2.0, room.y);
                column(ui, "left", half, |ui| invitation(ui, ground, row, state, sink));
                ui.separator();
                column(ui, "right", half, |ui| self.bid(ui, draft, state, sink));
            });
        } else {
            egui::Frame::new().inner_margin(egui::Margin::symmetric(12, 0)).show(ui, |ui| {
                ScrollArea::vertical().id_salt("invite-draft").auto_shrink(false).show(ui, |ui| {
                    self.bid(ui, draft, state, sink);
                    ui.add_space(16.0);
                    invitation(ui, ground, row, state, sink);
                });
            });
        }
    }

    fn bid(&mut self, ui: &mut Ui, draft: &OpenDraft, state: &AppState, sink: &mut Sink) {
        let lang = state.settings.lang;
        title(ui, &lang.text("invites-draft-side"));
        let Some(prepared) = &draft.prepared else {
            ui.label(RichText::new(lang.text("invites-draft-preparing")).font(text::body()));
            return;
        };
        asks(ui, prepared, lang);
        self.customer(ui, draft, prepared, state, sink);
        ui.spacing_mut().interact_size.y = 0.0;
        ui.add_space(12.0);
        let (points, sections) =
            of_draft(&without_comments(&prepared.bid), &state.books, lang, state.own_offset_minutes);
        route_ui::route(ui, &points, lang, sink);
        let comments = comments(&prepared.bid, lang);
        for section in sections.into_iter().chain(comments) {
            sections_ui::section(ui, &section, lang, sink);
        }
        ui.add_space(16.0);
    }

    /// The customer is found by its taxpayer number, or chosen here; nobody is made silently.
    fn customer(&mut self, ui: &mut Ui, draft: &OpenDraft, prepared: &Prepared, state: &AppState, sink: &mut Sink) {
        let (lang, colors) = (state.settings.lang, tokens(ui.ctx()));
        let of = Some((draft.key.clone(), draft.truck));
        if self.of != of || self.customer.chosen != prepared.bid.customer && self.customer.typed.is_none() {
            self.of = of;
            self.customer = Pick::of(prepared.bid.customer.clone());
        }
        let name = lang.text("invites-customer");
        ui.label(RichText::new(&name).font(text::note()).color(colors.text[1]));
        let (nothing, unknown) = (lang.text("editor-nothing-found"), lang.text("editor-unknown"));
        let hint = lang.text("invites-customer-hint");
        let look = Look { hint: &hint, ..Look::wide(ui.available_width().min(420.0)) };
        let picker = Picker {
            id: Self::customer_id(),
            choices: &self.choices.customers,
            look,
            mandatory: false,
            open: false,
            nothing: &nothing,
            unknown: &unknown,
        };
        let picked = picker.show(ui, &mut self.customer);
        let _named = picked.response.accessible_name(name);
        if self.customer.chosen != prepared.bid.customer && self.customer.typed.is_none() {
            sink.send(Command::Invites(InviteCommand::Customer(self.customer.chosen.clone())));
        }
        if let Some(owner) = &prepared.owner {
            let said = lang.text_with("invites-owner", &[("owner", owner.as_str().into())]);
            field_note::field_note(ui, "", &said, colors.text[2]);
        }
    }

    fn customer_id() -> Id {
        Id::unique("invite-draft-customer")
    }
}

fn head(ui: &mut Ui, draft: &OpenDraft, state: &AppState, sink: &mut Sink) {
    let (lang, colors) = (state.settings.lang, tokens(ui.ctx()));
    ui.add_space(8.0);
    ui.horizontal(|ui| {
        ui.add_space(12.0);
        ui.label(RichText::new(lang.text("invites-draft-title")).font(text::heading()));
        if let Some(prepared) = draft.prepared.as_ref().filter(|prepared| prepared.trucks > 1) {
            let numbers = [("truck", draft.truck.to_string().into()), ("trucks", prepared.trucks.to_string().into())];
            let words = lang.text_with("invites-truck-of", &numbers);
            ui.label(RichText::new(words).font(text::medium()).color(colors.info));
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(12.0);
            let ready = draft.prepared.is_some() && !draft.saving;
            let save = lang.text("invites-draft-save");
            let saves = button::button(ui, Weight::Primary, ready, icons::FLOPPY_DISK, &save);
            if saves.on_hover_text(button::tip(&save, "Ctrl+Enter")).clicked() {
                sink.send(Command::Invites(InviteCommand::SaveDraft(false)));
            }
            let edit = lang.text("invites-draft-edit");
            let edits = button::button(ui, Weight::Plain, ready, icons::PENCIL_SIMPLE, &edit);
            if edits.on_hover_text(button::tip(&edit, "Ctrl+Shift+Enter")).clicked() {
                sink.send(Command::Invites(InviteCommand::SaveDraft(true)));
            }
            let cancel = lang.text("invites-draft-cancel");
            if button::plain(ui, icons::X, &cancel).on_hover_text(button::tip(&cancel, "Esc")).clicked() {
                sink.send(Command::Invites(InviteCommand::CloseDraft));
            }
        });
    });
    ui.add_space(size::GRID);
}

fn column(ui: &mut Ui, name: &str, room: egui::Vec2, inside: impl FnOnce(&mut Ui)) {
    ui.allocate_ui_with_layout(room, Layout::top_down(Align::Min), |ui| {
        ui.set_width(room.x);
        ScrollArea::vertical().id_salt(("invite-draft", name)).auto_shrink(false).show(ui, |ui| {
            // The bar of the scroll area lies over what it scrolls.
            ui.set_max_width(room.x - 14.0);
            inside(ui);
        });
    });
}

fn title(ui: &mut Ui, words: &str) {
    ui.label(RichText::new(words).font(text::medium()).color(tokens(ui.ctx()).text[0]));
    ui.add_space(6.0);
}

fn invitation(ui: &mut Ui, ground: &mut Ground, row: Option<&InviteRow>, state: &AppState, sink: &mut Sink) {
    let lang = state.settings.lang;
    let Some(row) = row else { return };
    title(ui, &lang.text("invites-invitation-side"));
    ui.add(Label::new(RichText::new(&row.from).font(text::body())).wrap());
    card_ui::stand(ui, row, state);
    ui.add_space(8.0);
    card_ui::body(ui, ground, row, state, sink);
    ui.add_space(16.0);
}

fn asks(ui: &mut Ui, prepared: &Prepared, lang: Lang) {
    let colors = tokens(ui.ctx());
    let mut said: Vec<String> = prepared.asks.iter().map(|one| lang.say(&ask(*one))).collect();
    if prepared.geocoding {
        said.push(lang.text("invites-geocoding"));
    }
    let lines: Vec<&str> = said.iter().map(String::as_str).collect();
    if lines.is_empty() {
        field_note::notice(ui, icons::CHECK_CIRCLE, colors.ok, &lang.text("invites-nothing-to-ask"), &[]);
    } else {
        field_note::notice(ui, icons::QUESTION, colors.warn, &lang.text("invites-to-ask"), &lines);
    }
    for place in &prepared.geocoded {
        let point = prepared.bid.points.get(*place).map(|point| point.place.address.clone()).unwrap_or_default();
        let told = [("point", (place + 1).to_string().into()), ("address", point.into())];
        field_note::field_note(ui, icons::MAP_PIN, &lang.text_with("invites-geocoded", &told), colors.info);
    }
    ui.add_space(8.0);
}

/// The comments have a place of their own on this page.
fn without_comments(bid: &Bid) -> Bid {
    let mut bare = bid.clone();
    bare.points.iter_mut().for_each(|point| point.comment = None);
    bare.cargos.iter_mut().for_each(|cargo| cargo.comment = None);
    bare
}

/// What has no field of its own, by the place where the bid carries it.
fn comments(bid: &Bid, lang: Lang) -> Option<Section> {
    let of_point = |(place, comment): (usize, &Option<String>)| {
        let name = lang.text_with("invites-comment-of-point", &[("point", (place + 1).to_string().into())]);
        Some((name, comment.clone()?))
    };
    let points = bid.points.iter().map(|point| &point.comment).enumerate().filter_map(of_point);
    let cargos =
        bid.cargos.iter().filter_map(|cargo| Some((lang.text("invites-comment-of-cargo"), cargo.comment.clone()?)));
    let fields: Vec<Field> =
        points.chain(cargos).map(|(name, value)| Field { name, value, ..Field::default() }).collect();
    (!fields.is_empty()).then(|| Section { title: lang.text("invites-comments"), fields })
}
