//! Sessions: two tokens each, the short one in every request, the long one to renew it with.

use std::collections::VecDeque;
use std::fmt::Write as _;

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::model::Record;
use super::options::LoginLimit;

/// The one account of the server.
pub(crate) const USER: &str = "dispatcher@training.example";
pub(crate) const PASSWORD: &str = "training";
/// The same person by phone: a name may be either.
pub(crate) const USER_PHONE: &str = "+79000000001";

/// How long a session can be renewed after its last renewal.
const SESSION_LIFE: TimeDelta = TimeDelta::days(30);

/// A pair of tokens as it goes out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Tokens {
    pub(crate) access: String,
    pub(crate) refresh: String,
}

/// Why no tokens are given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NoTokens {
    /// Too often; seconds to wait.
    TooMany(u64),
    /// The name or the password is wrong.
    WrongPassword,
    /// No such session, or it ended.
    NoSession,
}

/// An open session. Its tokens open nothing but a training server, so they are kept as they are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Session {
    id: i64,
    tokens: Tokens,
    access_until: DateTime<Utc>,
    renewable_until: DateTime<Utc>,
}

impl Record for Session {
    const KIND: &'static str = "session";

    fn id(&self) -> i64 {
        self.id
    }
}

/// All sessions, and the last sign-ins for the cooldown.
#[derive(Debug)]
pub(crate) struct Sessions {
    token_ttl: TimeDelta,
    limit: LoginLimit,
    attempts: VecDeque<DateTime<Utc>>,
    open: Vec<Session>,
    /// The number given last.
    last_id: i64,
}

impl Sessions {
    /// Goes on with the sessions that were open before a restart.
    pub(crate) fn new(token_ttl: std::time::Duration, limit: LoginLimit, open: Vec<Session>) -> Self {
        let token_ttl = TimeDelta::from_std(token_ttl).unwrap_or(TimeDelta::MAX);
        let last_id = open.iter().map(|session| session.id).max().unwrap_or_default();
        Self { token_ttl, limit, attempts: VecDeque::new(), open, last_id }
    }

    /// The open sessions, to be kept.
    pub(crate) fn open(&self) -> &[Session] {
        &self.open
    }

    /// Seconds that an access token lives.
    pub(crate) fn token_seconds(&self) -> i64 {
        self.token_ttl.num_seconds()
    }

    /// Signs in by name and password. Wrong passwords count into the cooldown too.
    pub(crate) fn sign_in(&mut self, user: &str, password: &str, now: DateTime<Utc>) -> Result<Tokens, NoTokens> {
        let per = TimeDelta::from_std(self.limit.per).unwrap_or(TimeDelta::MAX);
        while self.attempts.front().is_some_and(|first| now.signed_duration_since(*first) >= per) {
            self.attempts.pop_front();
        }
        if self.attempts.len() >= self.limit.attempts {
            let wait = self.attempts.front().map_or(per, |first| per - now.signed_duration_since(*first));
            let millis = u64::try_from(wait.num_milliseconds()).unwrap_or(0);
            return Err(NoTokens::TooMany(millis.div_ceil(1000).max(1)));
        }
        self.attempts.push_back(now);
        let is_known = user.trim().eq_ignore_ascii_case(USER) || user.trim() == USER_PHONE;
        if !is_known || password != PASSWORD {
            return Err(NoTokens::WrongPassword);
        }
        Ok(self.open_session(now))
    }

    /// Renews a session by both of its tokens; the access token may have expired, and both are new afterwards.
    pub(crate) fn renew(&mut self, old: &Tokens, now: DateTime<Utc>) -> Result<Tokens, NoTokens> {
        let place = self.open.iter().position(|s| s.tokens == *old && s.renewable_until > now);
        let place = place.ok_or(NoTokens::NoSession)?;
        self.open.swap_remove(place);
        Ok(self.open_session(now))
    }

    /// True while a token opens doors.
    pub(crate) fn is_good(&self, access: &str, now: DateTime<Utc>) -> bool {
        self.open.iter().any(|session| session.tokens.access == access && session.access_until > now)
    }

    /// Makes an access token expire before its time; its session can still be renewed.
    pub(crate) fn expire(&mut self, access: &str) {
        if let Some(session) = self.open.iter_mut().find(|session| session.tokens.access == access) {
            session.access_until = DateTime::<Utc>::MIN_UTC;
        }
    }

    /// Ends a session.
    pub(crate) fn sign_out(&mut self, access: &str) {
        self.open.retain(|session| session.tokens.access != access);
    }

    fn open_session(&mut self, now: DateTime<Utc>) -> Tokens {
        self.open.retain(|session| session.renewable_until > now);
        let tokens = Tokens { access: token("access"), refresh: token("refresh") };
        self.last_id += 1;
        self.open.push(Session {
            id: self.last_id,
            tokens: tokens.clone(),
            access_until: now.checked_add_signed(self.token_ttl).unwrap_or(DateTime::<Utc>::MAX_UTC),
            renewable_until: now.checked_add_signed(SESSION_LIFE).unwrap_or(DateTime::<Utc>::MAX_UTC),
        });
        tokens
    }
}

/// A token that nobody guesses.
fn token(kind: &str) -> String {
    let mut token = format!("training-{kind}-");
    for _ in 0..2 {
        // Writing into a string can't fail.
        let _ = write!(token, "{}", uuid::Uuid::new_v4().simple());
    }
    token
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    fn at(second: u32) -> DateTime<Utc> {
        DateTime::from_timestamp(1_800_000_000 + i64::from(second), 0).unwrap()
    }

    fn sessions() -> Sessions {
        Sessions::new(Duration::from_mins(30), LoginLimit::default(), Vec::new())
    }

    #[test]
    fn the_third_sign_in_of_thirty_seconds_waits() {
        let mut sessions = sessions();
        assert_eq!(sessions.sign_in(USER, "wrong", at(0)), Err(NoTokens::WrongPassword));
        assert!(sessions.sign_in(USER_PHONE, PASSWORD, at(10)).is_ok());
        assert_eq!(sessions.sign_in(USER, PASSWORD, at(12)), Err(NoTokens::TooMany(18)));
        assert!(
            sessions.sign_in(USER, PASSWORD, at(30)).is_ok(),
            "the first attempt is forgotten after thirty seconds"
        );
    }

    #[test]
    fn an_expired_token_is_renewed_once_with_both_tokens() {
        let mut sessions = sessions();
        let first = sessions.sign_in(USER, PASSWORD, at(0)).unwrap();
        assert!(sessions.is_good(&first.access, at(1799)) && !sessions.is_good(&first.access, at(1800)));
        let mixed = Tokens { access: "other".to_owned(), ..first.clone() };
        assert_eq!(sessions.renew(&mixed, at(2000)), Err(NoTokens::NoSession));
        let second = sessions.renew(&first, at(2000)).unwrap();
        assert!(sessions.is_good(&second.access, at(2001)));
        assert_eq!(sessions.renew(&first, at(2002)), Err(NoTokens::NoSession), "a used pair is worth nothing");
    }

    #[test]
    fn signing_out_and_expiring_close_the_door() {
        let mut sessions = sessions();
        let tokens = sessions.sign_in(USER, PASSWORD, at(0)).unwrap();
        sessions.expire(&tokens.access);
        assert!(!sessions.is_good(&tokens.access, at(1)));
        let tokens = sessions.renew(&tokens, at(1)).unwrap();
        sessions.sign_out(&tokens.access);
        assert!(!sessions.is_good(&tokens.access, at(2)));
        assert_eq!(sessions.renew(&tokens, at(2)), Err(NoTokens::NoSession));
    }
}
