//! The trace of a bid in words: both sides in one order, by the dispatcher's own clock. Pure.

use chrono::{DateTime, TimeDelta, Utc};

use crate::app::books::Books;
use crate::app::inform::change_words::{field_words, line as outside_line, status_text};
use crate::domain::bid::BidStatus;
use crate::domain::id::RecordKind;
use crate::domain::typed_time::shown;
use crate::store::model::{Cause, HistoryEntry, JournalEntry, OpKind, OutsideChange};
use crate::store::outside::{DELETED, NEW, STATUS};
use crate::store::{LifeStep, LifeStepKind, OwnChange};
use crate::words::Lang;

/// A change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// When, `01.12.2026 10:00`.
    pub when: String,
    /// Who: a person of this desk, Cargo.Run, or a rule of the settings.
    pub who: String,
    /// Which field, or what happened.
    pub field: String,
    /// What it was; may be empty.
    pub before: String,
    /// What it is; may be empty.
    pub after: String,
    /// Made at this desk.
    pub ours: bool,
}

/// A call of the platform.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// When, with seconds.
    pub when: String,
    /// `GET /api/…`.
    pub request: String,
    /// Code and milliseconds, or that no answer came.
    pub answer: String,
    /// The server's text as it came.
    pub error: Option<String>,
    /// It did what it was asked.
    pub went_well: bool,
}

/// What a trace is made of.
#[derive(Debug, Clone, Copy)]
pub struct Sources<'a> {
    /// Changes made here.
    pub own: &'a [OwnChange],
    /// Changes made on the platform.
    pub outside: &'a [OutsideChange],
    /// Steps of its life that came about, ours and the platform's.
    pub steps: &'a [LifeStep],
    /// Values that a decision replaced.
    pub replaced: &'a [HistoryEntry],
}

/// Changes of both sides, newest first. `own_offset`: minutes east of UTC of the dispatcher's own clock.
#[must_use]
pub fn changes(from: Sources<'_>, books: &Books, lang: Lang, own_offset: i32) -> Vec<Line> {
    let own = from.own.iter().map(|change| (change.at, own(change, books, lang, own_offset)));
    let outside = from.outside.iter().filter(|change| !is_told_as_step(change, from.steps)).map(|change| {
        let made = outside_line(change, books, lang, own_offset);
        let line = Line {
            when: made.when,
            who: lang.text("trail-platform"),
            field: made.field,
            before: made.before,
            after: made.after,
            ours: false,
        };
        (change.there_at.unwrap_or(change.at), line)
    });
    let decided = from.replaced.iter().filter_map(|entry| Some((entry.at, decided(entry, books, lang, own_offset)?)));
    let steps = from.steps.iter().map(|step| (step.there_at.unwrap_or(step.at), taken(step, lang, own_offset)));
    let mut all: Vec<(DateTime<Utc>, Line)> = steps.chain(own).chain(outside).chain(decided).collect();
    // A stable sort: what was changed at one moment keeps the order of its fields.
    all.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    all.into_iter().map(|(_, line)| line).collect()
}

/// The status there, and whether it is deleted, stand among the steps, one line each; those of before steps were noted don't.
fn is_told_as_step(change: &OutsideChange, steps: &[LifeStep]) -> bool {
    let is_step = matches!(change.field.as_str(), STATUS | DELETED);
    is_step && steps.iter().any(|step| !step.ours && step.at == change.at)
}

/// A step of the bid's life: what was done, from which status to which, and by whom.
fn taken(step: &LifeStep, lang: Lang, own_offset: i32) -> Line {
    let field = lang.text(match step.kind {
        LifeStepKind::Status => "change-status",
        LifeStepKind::Step(OpKind::Create | OpKind::Update) => "trail-step-sent",
        LifeStepKind::Step(OpKind::Start) => "trail-step-started",
        LifeStepKind::Step(OpKind::Revert) => "trail-step-reverted",
        LifeStepKind::Step(OpKind::Cancel) => "trail-step-cancelled",
        LifeStepKind::Step(OpKind::Complete) => "trail-step-completed",
        LifeStepKind::Step(OpKind::Delete) => "change-deleted",
        LifeStepKind::Step(OpKind::Restore) => "change-restored",
    });
    let status = |status: &Option<BidStatus>| status.as_ref().map(|one| status_text(one, lang)).unwrap_or_default();
    let who = match (step.ours, step.author.is_empty()) {
        (false, _) => lang.text("trail-platform"),
        (true, true) => lang.text("trail-here"),
        (true, false) => step.author.clone(),
    };
    let when = moment(step.there_at.unwrap_or(step.at), own_offset);
    Line { when, who, field, before: status(&step.before), after: status(&step.after), ours: step.ours }
}

fn own(change: &OwnChange, books: &Books, lang: Lang, own_offset: i32) -> Line {
    let who = if change.author.is_empty() { lang.text("trail-here") } else { change.author.clone() };
    let (field, before, after) = if change.field == NEW {
        (lang.text("trail-made"), String::new(), String::new())
    } else {
        field_words((RecordKind::Bid, &change.field), (&change.old, &change.new), books, lang)
    };
    Line { when: moment(change.at, own_offset), who, field, before, after, ours: true }
}

/// What a person or a rule has decided; a change that was only read stands among those of the platform.
fn decided(entry: &HistoryEntry, books: &Books, lang: Lang, own_offset: i32) -> Option<Line> {
    let (key, ours) = match entry.cause {
        Cause::Resolved => ("trail-resolved", true),
        Cause::OursFirst | Cause::Outvoted => ("trail-ours-first", true),
        Cause::TheirsFirst => ("trail-theirs-first", false),
        Cause::Pulled | Cause::Sent | Cause::Adopted => return None,
    };
    let value = |text: &str| serde_json::from_str(text).unwrap_or_default();
    let (old, new) = (value(&entry.old), value(&entry.new));
    let (field, before, after) = field_words((RecordKind::Bid, &entry.field), (&old, &new), books, lang);
    Some(Line { when: moment(entry.at, own_offset), who: lang.text(key), field, before, after, ours })
}

/// Calls in words, in their order.
#[must_use]
pub fn calls(entries: &[JournalEntry], lang: Lang, own_offset: i32) -> Vec<Call> {
    let call = |entry: &JournalEntry| {
        let local = entry.at.naive_utc() + TimeDelta::minutes(i64::from(own_offset));
        let answer = entry.status.map_or_else(|| lang.text("trail-no-answer"), |code| code.to_string());
        let ms = lang.text_with("trail-ms", &[("ms", entry.duration_ms.to_string().into())]);
        Call {
            when: local.format("%d.%m.%Y %H:%M:%S").to_string(),
            request: format!("{} {}", entry.method, entry.path),
            answer: format!("{answer} · {ms}"),
            error: entry.error.clone().filter(|text| !text.trim().is_empty()),
            went_well: entry.status.is_some_and(|code| (200..400).contains(&code)) && entry.error.is_none(),
        }
    };
    entries.iter().map(call).collect()
}

fn moment(at: DateTime<Utc>, own_offset: i32) -> String {
    shown(at.naive_utc() + TimeDelta::minutes(i64::from(own_offset)))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::domain::id::LocalId;

    fn at(minutes: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::minutes(minutes)
    }

    #[test]
    fn both_sides_stand_in_one_order_with_who_did_it() {
        let own = |seq, minute, author: &str, field: &str, new| OwnChange {
            seq,
            at: at(minute),
            author: author.into(),
            field: field.into(),
            old: json!("100.00"),
            new,
        };
        let own = [own(2, 5, "petrova", "price", json!("200.00")), own(1, 1, "", NEW, json!(null))];
        let outside = [OutsideChange {
            seq: 1,
            kind: RecordKind::Bid,
            id: LocalId::new("a"),
            at: at(9),
            there_at: Some(at(3)),
            field: "status".into(),
            old: json!("draft"),
            new: json!("started"),
            seen_at: None,
        }];
        let replaced = |cause| HistoryEntry {
            seq: 1,
            at: at(7),
            cause,
            field: "price".into(),
            old: "\"200.00\"".into(),
            new: "\"300.00\"".into(),
            updated_here: at(5),
            updated_there: None,
            undone_at: None,
        };
        let replaced = [replaced(Cause::TheirsFirst), replaced(Cause::Pulled)];
        let from = Sources { own: &own, outside: &outside, steps: &[], replaced: &replaced };
        let made = changes(from, &Books::default(), Lang::Ru, 180);
        let said: Vec<_> = made.iter().map(|line| (line.when.as_str(), line.who.as_str(), line.ours)).collect();
        assert_eq!(
            said,
            [
                ("01.01.1970 03:07", "по настройке: приоритет у Cargo.Run", false),
                ("01.01.1970 03:05", "petrova", true),
                ("01.01.1970 03:03", "Cargo.Run", false),
                ("01.01.1970 03:01", "на этом компьютере", true),
            ]
        );
        assert_eq!((made[1].field.as_str(), made[1].after.as_str()), ("Цена", "200,00\u{a0}₽"));
        assert_eq!((made[2].before.as_str(), made[2].after.as_str()), ("Черновик", "В работе"));
    }

    #[test]
    fn steps_stand_among_the_changes_and_no_step_twice() {
        let step = |seq, minute, kind, statuses: (Option<BidStatus>, Option<BidStatus>)| LifeStep {
            seq,
            at: at(minute),
            there_at: None,
            ours: kind != LifeStepKind::Status,
            author: if seq == 2 { "petrova".into() } else { String::new() },
            kind,
            before: statuses.0,
            after: statuses.1,
        };
        let (draft, started) = (Some(BidStatus::Draft), Some(BidStatus::Started));
        let steps = [
            step(4, 8, LifeStepKind::Status, (started.clone(), Some(BidStatus::Done))),
            step(3, 6, LifeStepKind::Step(OpKind::Delete), (None, None)),
            step(2, 4, LifeStepKind::Step(OpKind::Start), (draft, started)),
            step(1, 2, LifeStepKind::Step(OpKind::Create), (None, None)),
        ];
        let moved = |minute: i64, old: &str, new: &str| OutsideChange {
            seq: minute,
            kind: RecordKind::Bid,
            id: LocalId::new("a"),
            at: at(minute),
            there_at: None,
            field: STATUS.into(),
            old: json!(old),
            new: json!(new),
            seen_at: None,
        };
        // The one of the same moment is told by its step; the older one was noted before steps were.
        let outside = [moved(8, "draft", "done"), moved(1, "planned", "draft")];
        let from = Sources { own: &[], outside: &outside, steps: &steps, replaced: &[] };
        let made = changes(from, &Books::default(), Lang::Ru, 0);
        let said: Vec<_> = made
            .iter()
            .map(|line| (line.field.as_str(), line.before.as_str(), line.after.as_str(), line.who.as_str(), line.ours))
            .collect();
        let here = "на этом компьютере";
        assert_eq!(
            said,
            [
                ("Статус", "В работе", "Выполнена", "Cargo.Run", false),
                ("Удалена", "", "", here, true),
                ("Запущена", "Черновик", "В работе", "petrova", true),
                ("Отправлена в Cargo.Run", "", "", here, true),
                ("Статус", "Ожидает", "Черновик", "Cargo.Run", false),
            ]
        );
    }

    #[test]
    fn a_call_says_what_the_server_said_word_for_word() {
        let entry = |status, error: Option<&str>| JournalEntry {
            id: 1,
            at: at(0),
            method: "POST".into(),
            path: "/api/TruckingBids/SetStatus?id=7".into(),
            status,
            duration_ms: 120,
            error: error.map(str::to_owned),
        };
        let made = calls(&[entry(Some(200), None), entry(Some(400), Some("Нельзя\n")), entry(None, None)], Lang::Ru, 0);
        assert_eq!(made[0].request, "POST /api/TruckingBids/SetStatus?id=7");
        assert!(made[0].went_well && made[0].answer.starts_with("200 · "), "{}", made[0].answer);
        assert_eq!((made[1].went_well, made[1].error.as_deref()), (false, Some("Нельзя\n")));
        assert!(!made[2].went_well && made[2].answer.starts_with("нет ответа"), "{}", made[2].answer);
    }
}
