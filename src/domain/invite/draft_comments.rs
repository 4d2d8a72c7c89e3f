//! What of an invitation has no place in a bid, as lines of comments. The words come from outside.

use super::{Invitation, InviteCargo, InvitePoint, Left, LeftValue, Rate};
use crate::domain::bid::{Contact, PointKind};
use crate::domain::phone::Phone;

/// Says what a draft needs said: this layer has no words of its own.
pub trait Speaker {
    /// A field and what it says, one line.
    fn left(&self, left: &Left) -> String;
    /// A rate with its unit and what it says of VAT.
    fn rate(&self, rate: &Rate) -> String;
    /// A city of which only the number is known.
    fn city(&self, id: i64) -> String;
    /// A cargo without a name.
    fn cargo(&self) -> String;
}

/// What a draft says of itself, beside the fields of the invitation.
pub const OWN_FACTS: [&str; 8] =
    ["other_rate", "unit_rate", "organisation", "inn", "window", "contact", "cargo_here", "cargo_whole"];

/// A field of the invitation's own that has no place either.
pub(super) fn fact(field: &str, value: impl Into<String>) -> Left {
    Left { field: field.to_owned(), known: true, value: LeftValue::Text(value.into()) }
}

/// Lines of the first point: everything that belongs to the bid as a whole.
pub(super) fn of_bid(invitation: &Invitation, chosen: Option<&Rate>, say: &dyn Speaker) -> Vec<String> {
    let mut lines: Vec<String> = invitation.left.iter().map(|left| say.left(left)).collect();
    let is_other = |rate: &&Rate| !chosen.is_some_and(|chosen| std::ptr::eq(*rate, chosen));
    let others = invitation.terms.rates.iter().filter(is_other);
    lines.extend(others.map(|rate| say.left(&fact("other_rate", say.rate(rate)))));
    // A price a unit became a price of the whole: what it was made of must stay readable.
    if let Some(rate) = chosen.filter(|rate| rate.currency != Some(1)) {
        lines.push(say.left(&fact("unit_rate", say.rate(rate))));
    }
    lines
}

/// Lines of a point, and whom to call there.
pub(super) fn of_point(point: &InvitePoint, is_planned: bool, say: &dyn Speaker) -> (Vec<String>, Option<Contact>) {
    let mut lines: Vec<String> = point.left.iter().map(|left| say.left(left)).collect();
    if let Some(name) = &point.organisation {
        let inn = point.inn.as_ref().map(|inn| format!(", {inn}")).unwrap_or_default();
        lines.push(say.left(&fact("organisation", format!("{name}{inn}"))));
    } else if let Some(inn) = &point.inn {
        lines.push(say.left(&fact("inn", inn.as_str())));
    }
    if point.round_the_clock {
        lines.push(say.left(&Left { field: "is_round_the_clock".to_owned(), known: true, value: LeftValue::Yes }));
    }
    if !is_planned {
        lines.extend(window(point).map(|text| say.left(&fact("window", text))));
    }
    let phone = |text: &String| Phone::parse(text).map_or_else(|_not_russian| text.clone(), |phone| phone.to_string());
    let contact = point.people.first().map(|person| Contact { name: person.name.clone(), phone: phone(&person.phone) });
    for person in point.people.iter().skip(1) {
        lines.push(say.left(&fact("contact", format!("{} {}", person.name, person.phone).trim())));
    }
    if point.kind != PointKind::Load {
        lines.extend(point.cargos.iter().map(|cargo| say.left(&fact("cargo_here", cargo_line(cargo, say)))));
    }
    (lines, contact)
}

/// Days and times of a point that could not become a plan.
fn window(point: &InvitePoint) -> Option<String> {
    let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.format("%d.%m.%Y").to_string());
    let time = |time: Option<chrono::NaiveTime>| time.map(|time| time.format("%H:%M").to_string());
    let span = |from: Option<String>, to: Option<String>| match (from, to) {
        (Some(from), Some(to)) if from != to => Some(format!("{from}–{to}")),
        (from, to) => from.or(to),
    };
    let days = span(day(point.first_day), day(point.last_day));
    let times = span(time(point.opens), time(point.closes));
    match (days, times) {
        (Some(days), Some(times)) => Some(format!("{days} {times}")),
        (days, times) => days.or(times),
    }
}

/// A cargo in one line: name, tonnes, cubic metres, the rest.
pub(super) fn cargo_line(cargo: &InviteCargo, say: &dyn Speaker) -> String {
    let mut parts = vec![cargo.name.clone().unwrap_or_else(|| say.cargo())];
    parts.extend(cargo.weight_t.map(|tonnes| say.left(&fact("weight", tonnes.to_string()))));
    parts.extend(cargo.volume_m3.map(|metres| say.left(&fact("volume", metres.to_string()))));
    parts.extend(cargo.left.iter().map(|left| say.left(left)));
    parts.join(", ")
}
