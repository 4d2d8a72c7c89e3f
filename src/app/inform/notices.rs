//! What the dispatcher is told of: findings by kind, one notice a kind, however many there are. Pure.

use crate::app::settings_inform::NoticeSettings;
use crate::app::state::ToastLevel;
use crate::domain::id::LocalId;
use crate::words::Message;

/// Names that a notice says before "and so many more".
const NAMED: usize = 3;

/// A kind of notice; each can be switched off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum NoticeKind {
    /// Cancelled on the platform.
    Cancelled,
    /// Refused by the platform.
    Refused,
    /// Changed on both sides.
    Conflict,
    /// A point's plan passed and nobody is there.
    Late,
    /// A tracker fell silent.
    Gps,
}

impl NoticeKind {
    /// All of them, the most urgent first.
    pub const ALL: [Self; 5] = [Self::Refused, Self::Conflict, Self::Cancelled, Self::Late, Self::Gps];

    /// Is it switched on?
    #[must_use]
    pub const fn is_on(self, settings: &NoticeSettings) -> bool {
        match self {
            Self::Cancelled => settings.cancelled,
            Self::Refused => settings.refused,
            Self::Conflict => settings.conflicts,
            Self::Late => settings.late,
            Self::Gps => settings.gps,
        }
    }

    const fn message(self) -> Message {
        match self {
            Self::Cancelled => Message::new("notice-cancelled"),
            Self::Refused => Message::new("notice-refused"),
            Self::Conflict => Message::new("notice-conflict"),
            Self::Late => Message::new("notice-late"),
            Self::Gps => Message::new("notice-gps"),
        }
    }

    const fn level(self) -> ToastLevel {
        match self {
            Self::Refused => ToastLevel::Error,
            Self::Cancelled | Self::Conflict | Self::Late | Self::Gps => ToastLevel::Warn,
        }
    }
}

/// Something that a person should know of, once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What it is.
    pub kind: NoticeKind,
    /// What makes it another one the next time.
    pub cause: String,
    /// The bid.
    pub bid: LocalId,
}

/// A notice to be shown.
#[derive(Debug, Clone, PartialEq)]
pub struct Notice {
    /// Its kind.
    pub kind: NoticeKind,
    /// How serious.
    pub level: ToastLevel,
    /// What to say.
    pub message: Message,
    /// The bid, when it is about one.
    pub bid: Option<LocalId>,
}

/// One notice a kind. `name` says how a bid is called; it is asked for the first few only.
#[must_use]
pub fn grouped(findings: &[Finding], name: &dyn Fn(&LocalId) -> String) -> Vec<Notice> {
    let of_kind = |kind: NoticeKind| {
        let mut bids: Vec<&LocalId> = Vec::new();
        for finding in findings.iter().filter(|finding| finding.kind == kind) {
            if !bids.contains(&&finding.bid) {
                bids.push(&finding.bid);
            }
        }
        let (first, more) = (*bids.first()?, bids.len().saturating_sub(NAMED));
        let mut names = bids.iter().take(NAMED).map(|bid| name(bid)).collect::<Vec<_>>().join(", ");
        if more > 0 {
            names.push('…');
        }
        let message = kind.message().with("count", bids.len()).with("names", names);
        let bid = (bids.len() == 1).then(|| first.clone());
        Some(Notice { kind, level: kind.level(), message, bid })
    };
    NoticeKind::ALL.into_iter().filter_map(of_kind).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Lang;

    fn cancelled(number: usize) -> Finding {
        let bid = LocalId::new(format!("bid-{number}"));
        Finding { kind: NoticeKind::Cancelled, cause: format!("cancelled:{bid}"), bid }
    }

    fn said(findings: &[Finding]) -> Vec<String> {
        let name = |id: &LocalId| id.to_string().replace("bid-", "№ ");
        grouped(findings, &name).iter().map(|notice| Lang::Ru.say(&notice.message)).collect()
    }

    #[test]
    fn many_of_a_kind_are_one_notice() {
        assert_eq!(said(&[]), Vec::<String>::new());
        assert_eq!(said(&[cancelled(7)]), ["Заявка № 7 отменена в Cargo.Run"]);
        let twelve: Vec<_> = (1..=12).map(cancelled).collect();
        assert_eq!(said(&twelve), ["12 заявок отменены в Cargo.Run: № 1, № 2, № 3…"]);
        let two: Vec<_> = (1..=2).map(cancelled).collect();
        assert_eq!(said(&two), ["2 заявки отменены в Cargo.Run: № 1, № 2"]);
    }

    #[test]
    fn a_bid_is_counted_once_and_kinds_stay_apart() {
        let late = |point: usize| Finding { kind: NoticeKind::Late, cause: format!("late:1:{point}"), ..cancelled(1) };
        let notices = grouped(&[late(0), late(1), cancelled(1)], &|id| id.to_string());
        assert_eq!(notices.len(), 2);
        assert!(notices.iter().all(|notice| notice.bid == Some(LocalId::new("bid-1"))));
        assert_eq!(notices[0].kind, NoticeKind::Cancelled, "the more urgent comes first");
    }
}
