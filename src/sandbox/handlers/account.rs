//! `Account/*`: tokens.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::super::auth::{NoTokens, Sessions, Tokens, USER, USER_PHONE};
use super::super::http::answer::{Answer, Outcome, Refusal, refuse};
use super::super::http::request::Call;
use super::super::sentences;
use super::super::world::{ORGANISATION_ID, World};

/// `POST Account/GenerateToken {userName, password}`.
pub(crate) fn generate_token(sessions: &mut Sessions, world: &World, call: &Call, now: DateTime<Utc>) -> Outcome {
    let fields = call.fields();
    let user = fields.text("userName")?.unwrap_or_default();
    let password = fields.text("password")?.unwrap_or_default();
    match sessions.sign_in(&user, &password, now) {
        Ok(tokens) => Ok(tokens_answer(sessions, world, &tokens)),
        Err(NoTokens::TooMany(seconds)) => Err(Refusal::TooMany(seconds)),
        Err(NoTokens::WrongPassword | NoTokens::NoSession) => refuse(sentences::wrong_password()),
    }
}

/// `POST Account/RefreshToken {accessToken, refreshToken}`.
pub(crate) fn refresh_token(sessions: &mut Sessions, world: &World, call: &Call, now: DateTime<Utc>) -> Outcome {
    let fields = call.fields();
    let old = Tokens {
        access: fields.text("accessToken")?.unwrap_or_default(),
        refresh: fields.text("refreshToken")?.unwrap_or_default(),
    };
    let tokens = sessions.renew(&old, now).map_err(|_no_session| Refusal::Unauthorised)?;
    Ok(tokens_answer(sessions, world, &tokens))
}

/// `POST Account/LogOff`.
pub(crate) fn log_off(sessions: &mut Sessions, _world: &World, call: &Call, _now: DateTime<Utc>) -> Outcome {
    let token = call.token.as_deref().ok_or(Refusal::Unauthorised)?;
    sessions.sign_out(token);
    Ok(Answer::Done)
}

fn tokens_answer(sessions: &Sessions, world: &World, tokens: &Tokens) -> Answer {
    let user_id = world.user_id();
    let full_name = world.employees.get(user_id).map(|employee| employee.full_name.as_str());
    Answer::plain(json!({
        "accessToken": { "token": tokens.access, "expiresIn": sessions.token_seconds() },
        "refreshToken": { "token": tokens.refresh },
        "currentUser": {
            "id": user_id,
            "organizationId": ORGANISATION_ID,
            "fullName": full_name,
            "email": USER,
            "phoneNumber": USER_PHONE,
        },
    }))
}
