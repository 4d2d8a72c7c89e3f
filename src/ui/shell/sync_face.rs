//! Where the exchange stands, in a few words: what the top bar says.

use std::time::Duration;

use chrono::TimeDelta;

use crate::app::state::{AppState, Link};
use crate::ui::icons;
use crate::words::Lang;

/// How the words are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mood {
    /// All is well.
    Calm,
    /// Something goes on.
    Busy,
    /// To look at.
    Warn,
}

/// What the top bar says of the exchange.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyncFace {
    /// How it is meant.
    pub mood: Mood,
    /// Shape.
    pub icon: &'static str,
    /// `12 с назад`, what goes on, or why nothing does.
    pub words: String,
    /// `всё отправлено`; absent while something waits (the queue button says that).
    pub queue: Option<String>,
    /// The words change by themselves after this long.
    pub changes_after: Option<Duration>,
}

/// A pause longer than this, minutes, warns.
const PATIENT: u64 = 15;

/// Says where the exchange stands.
#[must_use]
pub fn sync_face(state: &AppState, lang: Lang) -> SyncFace {
    let sync = &state.sync;
    let queue = (sync.unsent == 0 && sync.rejected == 0).then(|| lang.text("shell-all-sent"));
    let face = |mood, icon, words| SyncFace { mood, icon, words, queue: None, changes_after: None };
    if let Some(doing) = &sync.running {
        return face(Mood::Busy, icons::ARROWS_CLOCKWISE, lang.say(doing));
    }
    if let Some(since) = state.settings.paused_since {
        return paused(state.now - since, lang);
    }
    if let Link::Offline(why) = &state.connection.link {
        return face(Mood::Warn, icons::CLOUD_SLASH, lang.say(why));
    }
    if let Some(why) = &sync.error {
        return face(Mood::Warn, icons::CLOUD_WARNING, lang.say(why));
    }
    let Some(last) = sync.last_ok else {
        return face(Mood::Calm, icons::CLOUD_SLASH, lang.text("shell-never-synced"));
    };
    let (words, changes_after) = ago(state.now - last, lang);
    SyncFace { queue, changes_after: Some(changes_after), ..face(Mood::Calm, icons::ARROWS_CLOCKWISE, words) }
}

/// A pause is never overlooked: it says for how long, and after a quarter of an hour it warns.
fn paused(passed: TimeDelta, lang: Lang) -> SyncFace {
    let minutes = passed.num_minutes().max(0).unsigned_abs();
    let words = match minutes {
        0 => lang.text("pause-face"),
        1..60 => lang.text_with("pause-face-minutes", &[("n", crate::words::Arg::Count(minutes))]),
        _ => lang.text_with("pause-face-hours", &[("n", crate::words::Arg::Count(minutes / 60))]),
    };
    let mood = if minutes < PATIENT { Mood::Busy } else { Mood::Warn };
    SyncFace { mood, icon: icons::PAUSE, words, queue: None, changes_after: Some(Duration::from_mins(1)) }
}

/// `12 с назад`, and when that becomes wrong. Seconds go by fives, so that the window may rest.
pub(in crate::ui) fn ago(passed: TimeDelta, lang: Lang) -> (String, Duration) {
    let seconds = passed.num_seconds().max(0).unsigned_abs();
    let (key, count, unit) = match seconds {
        0..5 => ("shell-ago-now", 0, 5),
        5..60 => ("shell-ago-seconds", seconds - seconds % 5, 5),
        60..3_600 => ("shell-ago-minutes", seconds / 60, 60),
        3_600..86_400 => ("shell-ago-hours", seconds / 3_600, 3_600),
        _ => ("shell-ago-days", seconds / 86_400, 86_400),
    };
    let words = lang.text_with(key, &[("n", crate::words::Arg::Count(count))]);
    (words, Duration::from_secs(unit - seconds % unit))
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, Utc};

    use super::*;
    use crate::words::Message;

    fn state_after(seconds: i64) -> AppState {
        let mut state = AppState { now: DateTime::<Utc>::UNIX_EPOCH, ..AppState::default() };
        state.sync.last_ok = Some(state.now - TimeDelta::seconds(seconds));
        state
    }

    #[test]
    fn time_passes_in_words_and_says_when_it_will_change() {
        for (seconds, words, changes) in [
            (0, "только что", 5),
            (13, "10 с назад", 2),
            (59, "55 с назад", 1),
            (60, "1 мин назад", 60),
            (3_700, "1 ч назад", 3_500),
            (2 * 86_400 + 5, "2 дня назад", 86_395),
        ] {
            let face = sync_face(&state_after(seconds), Lang::Ru);
            assert_eq!((face.words.as_str(), face.queue.as_deref()), (words, Some("всё отправлено")));
            assert_eq!(face.changes_after, Some(Duration::from_secs(changes)), "{seconds} s");
        }
        assert_eq!(sync_face(&state_after(-40), Lang::Ru).words, "только что", "a clock set back is no news");
    }

    #[test]
    fn what_waits_or_was_refused_is_never_called_sent() {
        let mut state = state_after(10);
        state.sync.unsent = 3;
        assert_eq!(sync_face(&state, Lang::Ru).queue, None);
        (state.sync.unsent, state.sync.rejected) = (0, 1);
        assert_eq!(sync_face(&state, Lang::Ru).queue, None);
    }

    #[test]
    fn a_pause_is_said_and_a_long_one_warns() {
        let mut state = state_after(10);
        for (minutes, words, mood) in [
            (0, "обмен приостановлен", Mood::Busy),
            (14, "обмен приостановлен 14 мин назад", Mood::Busy),
            (15, "обмен приостановлен 15 мин назад", Mood::Warn),
            (130, "обмен приостановлен 2 ч назад", Mood::Warn),
        ] {
            state.settings.paused_since = Some(state.now - TimeDelta::minutes(minutes));
            let face = sync_face(&state, Lang::Ru);
            assert_eq!((face.words.as_str(), face.mood), (words, mood));
        }
    }

    #[test]
    fn what_goes_on_comes_first_then_what_is_wrong() {
        let mut state = state_after(10);
        state.connection.link = Link::Offline(Message::new("error-offline"));
        state.sync.error = Some(Message::new("broken"));
        assert_eq!(sync_face(&state, Lang::Ru).words, Lang::Ru.text("error-offline"));
        state.sync.running = Some(Message::new("pulling"));
        let face = sync_face(&state, Lang::Ru);
        assert_eq!((face.words.as_str(), face.mood), ("pulling", Mood::Busy));
        let fresh = AppState::default();
        assert_eq!(sync_face(&fresh, Lang::En).words, "not synchronised yet");
    }
}
