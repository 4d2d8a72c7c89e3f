//! The same lane again, with other dates: once, or as a series.

use chrono::{NaiveDate, NaiveDateTime};
use egui::{Id, Key, Modifiers, RichText, Ui};

use super::{After, answers, said};
use crate::app::command::Command;
use crate::app::entry::EntryCommand;
use crate::app::life::back::MadeAs;
use crate::app::lines::{OwnClock, own_local};
use crate::app::state::AppState;
use crate::domain::bid::Bid;
use crate::domain::entry::{Every, MOST, days, first_plan, repeated};
use crate::domain::typed_time::parse;
use crate::ui::theme::{text, tokens};
use crate::ui::widgets::text_field::{Look, text_field};
use crate::ui::widgets::{field_note, segmented};
use crate::ui::{Sink, icons};

/// Days of a series that are named.
const NAMED: usize = 6;

/// The dialog.
#[derive(Debug)]
pub(super) struct Repeat {
    bid: Bid,
    typed: String,
    until: String,
    every: Every,
    crew: bool,
    focused: bool,
}

impl Repeat {
    pub(super) fn of(bid: Bid) -> Self {
        let every = Every::default();
        Self { bid, typed: String::new(), until: String::new(), every, crew: true, focused: false }
    }

    pub(super) fn ui(&mut self, ui: &mut Ui, state: &AppState, sink: &mut Sink) -> After {
        let lang = state.settings.lang;
        let colors = tokens(ui.ctx());
        let entered = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
        let words = RichText::new(said(&self.bid, state, lang)).font(text::body()).color(colors.text[1]);
        ui.add(egui::Label::new(words).wrap());
        ui.add_space(8.0);
        self.fields(ui, state);
        let now = own_local(state.now, OwnClock { offset_minutes: state.own_offset_minutes });
        let firsts = self.firsts(now);
        ui.add_space(8.0);
        match &firsts {
            Some(firsts) => {
                let named: Vec<String> =
                    firsts.iter().take(NAMED).map(|at| at.format("%d.%m.%Y %H:%M").to_string()).collect();
                let more = if firsts.len() > NAMED { ", …" } else { "" };
                let args = [("count", firsts.len().into()), ("text", format!("{}{more}", named.join(", ")).into())];
                field_note::field_note(
                    ui,
                    icons::CALENDAR_BLANK,
                    &lang.text_with("entry-repeat-will", &args),
                    colors.text[1],
                );
                if firsts.len() >= MOST {
                    field_note::field_note(ui, icons::WARNING, &lang.text("entry-repeat-most"), colors.warn);
                }
            }
            None if self.typed.trim().is_empty() => {
                field_note::field_note(ui, "", &lang.text("entry-repeat-hint"), colors.text[2]);
            }
            None => {
                field_note::field_note(ui, icons::WARNING, &lang.text("entry-repeat-wrong"), colors.danger);
            }
        }
        ui.add_space(8.0);
        let make = lang.text("entry-repeat-make");
        let (made, closed) = answers(ui, firsts.is_some(), icons::COPY, &make, lang);
        match firsts {
            Some(firsts) if made || entered => {
                let made = if firsts.len() > 1 { MadeAs::Series } else { MadeAs::Copies };
                let bids = firsts.into_iter().map(|first| repeated(&self.bid, first, self.crew)).collect();
                sink.send(Command::Entry(EntryCommand::Make(bids, made)));
                After::Close
            }
            _ if closed => After::Close,
            _ => After::Stay,
        }
    }

    fn fields(&mut self, ui: &mut Ui, state: &AppState) {
        let lang = state.settings.lang;
        let hint = first_plan(&self.bid).map(|at| at.format("%H:%M").to_string()).unwrap_or_default();
        let hint = lang.text_with("entry-repeat-first-hint", &[("time", hint.into())]);
        let name = lang.text("entry-repeat-first");
        ui.label(RichText::new(&name).font(text::note()).color(tokens(ui.ctx()).text[1]));
        let look = Look::wide(ui.available_width()).hint(&hint);
        let field = text_field(ui, Id::unique("entry-repeat-first"), &mut self.typed, &look, false);
        let field = field.accessible_name(&name);
        if !std::mem::replace(&mut self.focused, true) {
            field.request_focus();
        }
        ui.add_space(6.0);
        let name = lang.text("entry-repeat-until");
        ui.label(RichText::new(&name).font(text::note()).color(tokens(ui.ctx()).text[1]));
        let hint = lang.text("entry-repeat-until-hint");
        let look = Look::wide(ui.available_width()).hint(&hint);
        text_field(ui, Id::unique("entry-repeat-until"), &mut self.until, &look, false).accessible_name(&name);
        ui.add_space(6.0);
        let choices = [
            (Every::Weekday, "entry-every-weekday"),
            (Every::Day, "entry-every-day"),
            (Every::Week, "entry-every-week"),
        ]
        .map(|(every, key)| (every, lang.text(key)));
        if let Some(every) = segmented::segmented(ui, &lang.text("entry-every"), self.every, &choices) {
            self.every = every;
        }
        ui.add_space(6.0);
        let crew = lang.text("entry-repeat-crew");
        ui.checkbox(&mut self.crew, &crew).accessible_name(&crew);
    }

    /// First moments of the copies; `None`: what is typed can't be read.
    fn firsts(&self, now: NaiveDateTime) -> Option<Vec<NaiveDateTime>> {
        let first = moment(&self.typed, &self.bid, now)?;
        let until = match self.until.trim() {
            "" => None,
            text => Some(day(text, now, first)?),
        };
        let time = first.time();
        Some(days(first.date(), until, self.every).into_iter().map(|day| day.and_time(time)).collect())
    }
}

/// A day with or without a time; without one the time of the bid itself.
fn moment(typed: &str, bid: &Bid, now: NaiveDateTime) -> Option<NaiveDateTime> {
    let typed = typed.trim();
    if typed.is_empty() {
        return None;
    }
    let usual = first_plan(bid).map_or_else(|| "0900".to_owned(), |at| at.format("%H%M").to_string());
    // The day first: `25.11` alone is a date and not twenty-five minutes past.
    parse(&format!("{typed} {usual}"), now, None).or_else(|| parse(typed, now, None))
}

fn day(typed: &str, now: NaiveDateTime, first: NaiveDateTime) -> Option<NaiveDate> {
    let read = parse(&format!("{typed} 0000"), now, None).or_else(|| parse(typed, now, None))?;
    (read.date() >= first.date()).then(|| read.date())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::bid::{BidPoint, PointKind};

    #[test]
    fn a_day_alone_keeps_the_time_of_the_bid() {
        let at = |text: &str| NaiveDateTime::parse_from_str(text, "%d.%m.%Y %H:%M").ok();
        let now = at("25.11.2026 11:00").unwrap();
        let load = BidPoint { plan_enter: at("20.11.2026 07:30"), ..BidPoint::new(PointKind::Load) };
        let bid = Bid { points: vec![load], ..Bid::default() };
        for (typed, meant) in [
            ("27.11", at("27.11.2026 07:30")),
            ("27.11 0900", at("27.11.2026 09:00")),
            ("завтра", at("26.11.2026 07:30")),
            ("завтра 8", at("26.11.2026 08:00")),
            ("пн", at("30.11.2026 07:30")),
            ("никогда", None),
            ("", None),
        ] {
            assert_eq!(moment(typed, &bid, now), meant, "{typed}");
        }
        let mut dialog = Repeat::of(bid);
        dialog.typed = "27.11".into();
        dialog.until = "02.12".into();
        assert_eq!(dialog.firsts(now).map(|firsts| firsts.len()), Some(4), "Friday, then Monday to Wednesday");
        dialog.until = "20.11.2026".into();
        assert_eq!(dialog.firsts(now), None, "a series can't end before it begins");
    }
}
