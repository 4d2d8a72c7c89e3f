//! What a line of the list shows: shapes, words and colours of status and exchange, and which columns fit.

use chrono::TimeDelta;

use crate::app::bid_list::{BidFilter, BidLine, BidSort, BidView};
use crate::domain::bid::BidStatus;
use crate::domain::record::RecordState;
use crate::ui::card::format;
use crate::ui::icons;
use crate::ui::theme::Tokens;
use crate::words::Lang;

/// Shape, word and colour of something that has a state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Face {
    /// Shape.
    pub icon: &'static str,
    /// Key of the word.
    pub key: &'static str,
    /// Colour.
    pub color: egui::Color32,
}

/// The face of a status. A status that this version doesn't know shows under the platform's own name.
#[must_use]
pub fn status_face(status: &BidStatus, colors: &Tokens) -> Face {
    let (icon, key, color) = match status {
        BidStatus::Draft => (icons::CIRCLE_DASHED, "status-draft", colors.status_draft),
        BidStatus::Planned => (icons::CIRCLE_HALF, "status-planned", colors.status_planned),
        BidStatus::Started => (icons::PLAY_CIRCLE, "status-started", colors.status_started),
        BidStatus::Done => (icons::CHECK_CIRCLE, "status-done", colors.status_done),
        BidStatus::Cancelled => (icons::X_CIRCLE, "status-cancelled", colors.status_cancelled),
        BidStatus::Other(_) => (icons::QUESTION, "", colors.text[1]),
    };
    Face { icon, key, color }
}

/// The word of a status.
#[must_use]
pub fn status_word(status: &BidStatus, lang: Lang, colors: &Tokens) -> String {
    match status {
        BidStatus::Other(name) => name.clone(),
        BidStatus::Draft | BidStatus::Planned | BidStatus::Started | BidStatus::Done | BidStatus::Cancelled => {
            lang.text(status_face(status, colors).key)
        }
    }
}

/// The face of a record's place in the exchange.
#[must_use]
pub fn exchange_face(state: RecordState, queued: bool, colors: &Tokens) -> Face {
    let faint = colors.text[2];
    let (icon, key, color) = match state {
        RecordState::LocalNew | RecordState::Dirty | RecordState::Clean if queued => {
            (icons::HOURGLASS_MEDIUM, "status-exchange-waiting", colors.info)
        }
        RecordState::LocalNew => (icons::NOTE_PENCIL, "status-exchange-local", colors.text[1]),
        RecordState::CreateInflight | RecordState::PushInflight => {
            (icons::CLOUD_ARROW_UP, "status-exchange-sending", colors.info)
        }
        RecordState::CreateUnknown | RecordState::PushUnknown => {
            (icons::QUESTION, "status-exchange-unknown", colors.warn)
        }
        RecordState::Clean => (icons::CLOUD_CHECK, "status-exchange-sent", faint),
        RecordState::Dirty => (icons::PENCIL_SIMPLE, "status-exchange-dirty", colors.warn),
        RecordState::Conflict => (icons::ARROWS_SPLIT, "status-exchange-conflict", colors.danger),
        RecordState::Rejected => (icons::CLOUD_X, "status-exchange-rejected", colors.danger),
        RecordState::RemoteGone => (icons::CLOUD_SLASH, "status-exchange-gone", colors.danger),
        RecordState::DeletePending => (icons::TRASH, "status-exchange-deleting", colors.info),
        RecordState::Quarantine => (icons::CLOUD_WARNING, "status-exchange-quarantine", colors.warn),
        RecordState::Tombstone => (icons::TRASH, "status-exchange-deleted", faint),
    };
    Face { icon, key, color }
}

/// Key of the sentence that explains an exchange word.
#[must_use]
pub fn exchange_about(key: &str) -> String {
    format!("{key}-about")
}

/// What a screen reader says of a line.
#[must_use]
pub fn line_name(line: &BidLine, lang: Lang, colors: &Tokens) -> String {
    let or = |text: &str, key: &str| if text.is_empty() { lang.text(key) } else { text.to_owned() };
    let key = if line.number.is_empty() { "bids-row-name-new" } else { "bids-row-name" };
    let name = lang.text_with(
        key,
        &[
            ("number", line.number.as_str().into()),
            ("route", or(&line.route, "bids-row-no-route").into()),
            ("car", or(&line.car, "bids-row-no-car").into()),
            ("status", status_word(&line.status, lang, colors).into()),
            ("exchange", lang.text(exchange_face(line.state, line.queued, colors).key).into()),
        ],
    );
    match line.late_min {
        Some(late) => format!("{name}, {}", late_words(late, lang)),
        None => name,
    }
}

/// `по прогнозу опоздает на 1 ч 20 мин`.
#[must_use]
pub fn late_words(minutes: u32, lang: Lang) -> String {
    let by = format::duration(TimeDelta::minutes(i64::from(minutes)), lang);
    lang.text_with("plan-will-be-late", &[("by", by.into())])
}

/// A line as text for the clipboard: cells with tabs between, so that it pastes into a spreadsheet.
#[must_use]
pub fn line_text(line: &BidLine, lang: Lang, colors: &Tokens) -> String {
    let status = status_word(&line.status, lang, colors);
    let load = format!("{} {}", line.load_time, line.load_zone);
    [
        line.number.as_str(),
        &status,
        &line.route,
        &line.car,
        &line.trailer,
        &line.driver,
        &line.customer,
        load.trim(),
        &line.price,
    ]
    .join("\t")
}

/// A group of the triage strip.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Group {
    /// What a click shows.
    pub filter: BidFilter,
    /// Key of its name.
    pub key: &'static str,
    /// Its count is coloured when it isn't zero.
    pub alarm: Alarm,
}

/// How loudly a group speaks when it isn't empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alarm {
    /// Not at all.
    Calm,
    /// To look at.
    Warn,
    /// Wrong.
    Danger,
}

const fn group(filter: BidFilter, key: &'static str, alarm: Alarm) -> Group {
    Group { filter, key, alarm }
}

/// The strip: work first, then what is wrong, then the rest. Groups of one line belong together.
pub const STRIP: [&[Group]; 3] = [
    &[
        group(BidFilter::Active, "bids-filter-active", Alarm::Calm),
        group(BidFilter::Drafts, "bids-filter-drafts", Alarm::Calm),
        group(BidFilter::Planned, "bids-filter-planned", Alarm::Calm),
        group(BidFilter::Started, "bids-filter-started", Alarm::Calm),
    ],
    &[
        group(BidFilter::Late, "bids-filter-late", Alarm::Danger),
        group(BidFilter::Standing, "bids-filter-standing", Alarm::Warn),
        group(BidFilter::Overlapping, "bids-filter-overlapping", Alarm::Danger),
        group(BidFilter::NoCar, "bids-filter-no-car", Alarm::Warn),
        group(BidFilter::NotAccepted, "bids-filter-not-accepted", Alarm::Warn),
        group(BidFilter::NoGps, "bids-filter-no-gps", Alarm::Warn),
        group(BidFilter::Unsent, "bids-filter-unsent", Alarm::Warn),
        group(BidFilter::Attention, "bids-filter-attention", Alarm::Danger),
    ],
    &[
        group(BidFilter::Done, "bids-filter-done", Alarm::Calm),
        group(BidFilter::Cancelled, "bids-filter-cancelled", Alarm::Calm),
        group(BidFilter::All, "bids-filter-all", Alarm::Calm),
        group(BidFilter::Bin, "bids-filter-bin", Alarm::Calm),
    ],
];

/// The view after a click on the title of a column: the same column again turns the order round.
#[must_use]
pub fn sorted_by(view: &BidView, sort: BidSort) -> BidView {
    BidView { descending: view.sort == sort && !view.descending, sort, ..view.clone() }
}

/// A count with its thousands apart: `100 000`.
#[must_use]
pub fn spaced(count: usize) -> String {
    let digits = count.to_string();
    let length = digits.chars().count();
    let mut text = String::with_capacity(length + length / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (length - place).is_multiple_of(3) {
            text.push('\u{a0}');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::theme::LIGHT;

    #[test]
    fn the_same_title_turns_the_order_round() {
        let view = sorted_by(&BidView::default(), BidSort::Price);
        assert_eq!((view.sort, view.descending), (BidSort::Price, false));
        let view = sorted_by(&view, BidSort::Price);
        assert_eq!((view.sort, view.descending), (BidSort::Price, true));
        let view = sorted_by(&view, BidSort::Car);
        assert_eq!((view.sort, view.descending), (BidSort::Car, false));
    }

    #[test]
    fn a_queued_bid_waits_whatever_it_was() {
        let key = |state, queued| exchange_face(state, queued, &LIGHT).key;
        for state in [RecordState::LocalNew, RecordState::Dirty, RecordState::Clean] {
            assert_eq!(key(state, true), "status-exchange-waiting", "{state:?}");
        }
        assert_eq!(key(RecordState::LocalNew, false), "status-exchange-local");
        assert_eq!(key(RecordState::Rejected, true), "status-exchange-rejected", "a refusal is never hidden");
        assert_eq!(key(RecordState::CreateUnknown, true), "status-exchange-unknown");
    }

    #[test]
    fn shapes_differ_so_that_colour_never_speaks_alone() {
        use std::collections::HashSet;
        let statuses =
            [BidStatus::Draft, BidStatus::Planned, BidStatus::Started, BidStatus::Done, BidStatus::Cancelled];
        let shapes: HashSet<_> = statuses.iter().map(|status| status_face(status, &LIGHT).icon).collect();
        assert_eq!(shapes.len(), statuses.len());
    }

    #[test]
    fn counts_have_their_thousands_apart() {
        assert_eq!([7, 300, 1000, 100_000].map(spaced), ["7", "300", "1\u{a0}000", "100\u{a0}000"]);
    }
}
