//! The two methods that give tokens, and the shapes in which tokens come.
//!
//! The seed writes `/Account/…`, the OpenAPI file has it with and without `/api`: the longer one is asked first, and the
//! shorter one is remembered after a 404. Where the refresh token stands in the answer is not documented, so it is read
//! wherever it may be.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::json;

use super::line::{Answer, Line, Request};
use crate::api::cargorun::error::{ApiError, SignInReason};
use crate::api::cargorun::json::Fields;
use crate::api::cargorun::session::{Credentials, Tokens};

/// Life of an access token where the answer doesn't say (seed 000, chapter 3.1.1).
const LIFE: Duration = Duration::from_mins(30);

/// The account methods of one server.
#[derive(Default)]
pub(crate) struct Account {
    /// The server knows them without `/api` only.
    short: AtomicBool,
}

impl Account {
    /// `GenerateToken`.
    pub(crate) async fn generate(&self, line: &Line, who: &Credentials) -> Result<Tokens, ApiError> {
        let body = json!({"userName": who.user, "password": who.password.expose_secret()});
        let before = (line.clock)();
        let answer = self.post(line, "GenerateToken", body, &[&who.password]).await?;
        read_tokens(&answer, before, None)
    }

    /// `RefreshToken`, which needs both tokens; the access token may have ended.
    pub(crate) async fn refresh(
        &self,
        line: &Line,
        access: &SecretString,
        refresh: &SecretString,
    ) -> Result<Tokens, ApiError> {
        let body = json!({"accessToken": access.expose_secret(), "refreshToken": refresh.expose_secret()});
        let before = (line.clock)();
        let answer = self.post(line, "RefreshToken", body, &[access, refresh]).await?;
        read_tokens(&answer, before, Some(refresh))
    }

    async fn post(
        &self,
        line: &Line,
        method: &str,
        body: serde_json::Value,
        secrets: &[&SecretString],
    ) -> Result<Answer, ApiError> {
        if !self.short.load(Ordering::Relaxed) {
            let long = Request::post(format!("/api/Account/{method}"), body.clone());
            match line.send(&long, None, secrets).await {
                Err(ApiError::NotFound) => {}
                other => return other,
            }
        }
        let answer = line.send(&Request::post(format!("/Account/{method}"), body), None, secrets).await;
        if !matches!(answer, Err(ApiError::NotFound)) {
            self.short.store(true, Ordering::Relaxed);
        }
        answer
    }
}

/// Reads tokens. `old_refresh` stays in force when the answer brings no new one.
fn read_tokens(
    answer: &Answer,
    asked_at: DateTime<Utc>,
    old_refresh: Option<&SecretString>,
) -> Result<Tokens, ApiError> {
    let no_token = || ApiError::SignInNeeded { reason: SignInReason::NoToken };
    let value = answer.json("the token")?;
    let fields = Fields::of(value.as_object().ok_or_else(no_token)?);
    let access = fields.text(&["accessToken.token", "accessToken", "token"]).ok_or_else(no_token)?;
    let refresh = fields.text(&["refreshToken.token", "refreshToken", "accessToken.refreshToken"]);
    let life = fields.integer(&["accessToken.expiresIn", "expiresIn"]).filter(|seconds| *seconds > 0);
    let life = life.and_then(TimeDelta::try_seconds).or_else(|| TimeDelta::from_std(LIFE).ok());
    Ok(Tokens {
        access: access.into(),
        refresh: refresh.map(SecretString::from).or_else(|| old_refresh.cloned()),
        expires_at: life.and_then(|life| asked_at.checked_add_signed(life)).unwrap_or(asked_at),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(String, Option<String>, i64)> {
        let asked_at = "2026-11-20T06:00:00Z".parse().expect("a moment");
        let answer = Answer { text: text.to_owned(), total: None, date: None };
        let tokens = read_tokens(&answer, asked_at, Some(&"old".into())).ok()?;
        Some((
            tokens.access.expose_secret().to_owned(),
            tokens.refresh.map(|refresh| refresh.expose_secret().to_owned()),
            tokens.expires_at.signed_duration_since(asked_at).num_seconds(),
        ))
    }

    #[test]
    fn tokens_are_read_in_every_shape() {
        let both = |life: i64| Some(("a".to_owned(), Some("r".to_owned()), life));
        assert_eq!(read(r#"{"accessToken": {"token": "a", "expiresIn": 600}, "refreshToken": "r"}"#), both(600));
        assert_eq!(
            read(r#"{"accessToken": {"token": "a", "expiresIn": "600"}, "refreshToken": {"token": "r"}}"#),
            both(600)
        );
        assert_eq!(
            read(r#"{"accessToken": {"token": "a", "refreshToken": "r"}, "currentUser": {"id": 1}}"#),
            both(1800)
        );
        assert_eq!(read(r#"{"accessToken": "a", "refreshToken": "r", "expiresIn": 60}"#), both(60));
        let old = Some(("a".to_owned(), Some("old".to_owned()), 1800));
        assert_eq!(read(r#"{"accessToken": {"token": "a", "expiresIn": -5}, "refreshToken": null}"#), old);
    }

    #[test]
    fn an_answer_without_a_token_is_no_sign_in() {
        for text in
            ["{}", "[]", r#"{"accessToken": null}"#, r#"{"twoFactor": true}"#, r#"{"accessToken": {"token": ""}}"#]
        {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn nobody_can_print_a_token() {
        let tokens = Tokens {
            access: "access-secret".into(),
            refresh: Some("refresh-secret".into()),
            expires_at: DateTime::UNIX_EPOCH,
        };
        let who = Credentials { user: "desk@example.org".to_owned(), password: "password-secret".into() };
        assert!(!format!("{tokens:?} {who:?}").contains("-secret"));
    }
}
