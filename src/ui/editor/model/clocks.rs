//! The clocks of the points: what typed times are read against, and how a moment is told back.

use chrono::{DateTime, Datelike as _, NaiveDateTime, Utc};

use super::form::{Form, PointForm, RowKey};
use crate::domain::place::Zone;
use crate::domain::typed_time::shown;
use crate::ui::widgets::time_text::{Clock, TimeText};
use crate::words::{Arg, Lang};

/// The present as the form needs it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Present {
    /// Now, UTC.
    pub now: DateTime<Utc>,
    /// Minutes east of UTC of the dispatcher's own clock.
    pub own_offset: i32,
}

impl Present {
    /// Now on the clock of a zone; on the dispatcher's own while the zone is unknown.
    #[must_use]
    pub fn local(self, zone: Option<Zone>) -> NaiveDateTime {
        zone.unwrap_or(Zone::Fixed(self.own_offset)).to_local(self.now)
    }
}

/// The zone of a point's clocks, once its place is chosen.
#[must_use]
pub fn zone_of(point: &PointForm) -> Option<Zone> {
    point.address.place.as_ref().and_then(|place| place.zone)
}

/// What the arrival of a point is read against: its own clock and the point before it.
#[must_use]
pub fn arrival_clock(form: &Form, key: RowKey, present: Present) -> Clock {
    let zone = form.point(key).and_then(zone_of);
    let earlier = form.points.iter().take_while(|point| point.key != key);
    let before = earlier.filter_map(|point| Some(told_in(point.arrival.value?, zone_of(point), zone))).last();
    Clock { now: present.local(zone), before }
}

/// What the end of a window is read against: the arrival that begins it.
#[must_use]
pub fn window_clock(point: &PointForm, present: Present) -> Clock {
    Clock { now: present.local(zone_of(point)), before: point.arrival.value }
}

/// A local time of one zone on the clock of another; as it is while either is unknown.
fn told_in(time: NaiveDateTime, from: Option<Zone>, to: Option<Zone>) -> NaiveDateTime {
    match (from, to) {
        (Some(from), Some(to)) => to.to_local(from.to_utc(time)),
        _ => time,
    }
}

/// What was understood of a typed time: weekday, date, zone, and the dispatcher's own clock where it differs.
#[must_use]
pub fn told(time: &TimeText, zone: Option<Zone>, present: Present, lang: Lang) -> String {
    let Some(value) = time.value else { return String::new() };
    let day = lang.text_with("editor-weekday", &[("day", Arg::Count(value.weekday().number_from_monday().into()))]);
    let Some(zone) = zone else {
        return lang.text_with("editor-time-no-zone", &[("day", day.into()), ("time", shown(value).into())]);
    };
    let mut text = format!("{day}, {} ({})", shown(value), zone.label(value));
    let own = Zone::Fixed(present.own_offset).to_local(zone.to_utc(value));
    if own != value {
        let pattern = if own.date() == value.date() { "%H:%M" } else { "%d.%m %H:%M" };
        let own = lang.text_with("editor-time-own", &[("time", own.format(pattern).to_string().into())]);
        text.push_str(" · ");
        text.push_str(&own);
    }
    text
}

/// A stretch of time on the dispatcher's own clock, with its offset. The year is left out: plans are near.
#[must_use]
pub fn told_stretch(from: DateTime<Utc>, to: DateTime<Utc>, present: Present) -> String {
    let own = Zone::Fixed(present.own_offset);
    let (from, to) = (own.to_local(from), own.to_local(to));
    let pattern = "%d.%m %H:%M";
    format!("{} — {} ({})", from.format(pattern), to.format(pattern), own.label(to))
}

#[cfg(test)]
mod tests {
    use chrono::{NaiveDate, TimeDelta, TimeZone as _};
    use chrono_tz::Tz;

    use super::*;
    use crate::domain::place::Place;

    fn at(day: u32, hour: u32) -> NaiveDateTime {
        NaiveDate::from_ymd_opt(2026, 12, day).and_then(|date| date.and_hms_opt(hour, 0, 0)).unwrap()
    }

    fn present() -> Present {
        Present { now: Utc.with_ymd_and_hms(2026, 11, 30, 9, 0, 0).unwrap(), own_offset: 180 }
    }

    fn in_zone(zone: Tz) -> Place {
        Place { address: zone.name().to_owned(), zone: Some(Zone::Named(zone)), ..Place::default() }
    }

    #[test]
    fn a_time_is_told_with_its_weekday_its_zone_and_the_own_clock() {
        let ufa = Some(Zone::Named(Tz::Asia__Yekaterinburg));
        let told = |time, zone| told(&TimeText::of(Some(time)), zone, present(), Lang::Ru);
        assert_eq!(told(at(1, 10), ufa), "вт, 01.12.2026 10:00 (+05:00) · у вас 08:00");
        assert_eq!(told(at(1, 1), ufa), "вт, 01.12.2026 01:00 (+05:00) · у вас 30.11 23:00");
        assert_eq!(told(at(1, 10), Some(Zone::Named(Tz::Europe__Moscow))), "вт, 01.12.2026 10:00 (+03:00)");
        assert!(told(at(1, 10), None).starts_with("вт, 01.12.2026 10:00"));
    }

    #[test]
    fn relative_times_count_from_the_point_before_on_this_points_clock() {
        let mut form = Form::default();
        form.points[0].address.choose(in_zone(Tz::Europe__Moscow));
        form.points[0].arrival = TimeText::of(Some(at(1, 10)));
        form.points[1].address.choose(in_zone(Tz::Asia__Yekaterinburg));
        let clock = arrival_clock(&form, form.points[1].key, present());
        assert_eq!(clock, Clock { now: at(30, 14) - TimeDelta::days(30), before: Some(at(1, 12)) });
        assert_eq!(arrival_clock(&form, form.points[0].key, present()).before, None);
    }
}
