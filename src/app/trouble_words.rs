//! Why a record is not where it should be, in words: one place for rows, cards and the editor.

use crate::domain::trouble::{Trouble, TroubleKind};
use crate::words::Message;

/// The whole sentence; that of the platform where it gave one.
#[must_use]
pub fn sentence(trouble: &Trouble) -> Message {
    let detail = trouble.detail.as_str();
    match trouble.kind {
        TroubleKind::Forbidden if detail.is_empty() => Message::new("trouble-forbidden"),
        TroubleKind::Refused | TroubleKind::Forbidden | TroubleKind::Other => {
            Message::new("trouble-said").with("text", detail)
        }
        TroubleKind::Offline => Message::new("trouble-offline"),
        TroubleKind::Timeout => Message::new("trouble-timeout"),
        TroubleKind::Server => Message::new("trouble-server").with("code", detail),
        TroubleKind::Malformed => Message::new("trouble-malformed"),
        TroubleKind::SignIn => Message::new("trouble-sign-in"),
        TroubleKind::NotFound => Message::new("trouble-not-found"),
        TroubleKind::TooMany => Message::new("trouble-too-many"),
        TroubleKind::MissingReference => Message::new("trouble-missing-reference"),
        TroubleKind::Unsendable => Message::new("trouble-unsendable"),
        TroubleKind::BadAddress => Message::new("trouble-bad-address"),
        TroubleKind::UnknownPlace => Message::new("trouble-unknown-place").with("address", detail),
        TroubleKind::SeveralThere => Message::new("trouble-several-there").with("numbers", detail),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Lang;

    const ALL: [TroubleKind; 15] = [
        TroubleKind::Refused,
        TroubleKind::Offline,
        TroubleKind::Timeout,
        TroubleKind::Server,
        TroubleKind::Malformed,
        TroubleKind::SignIn,
        TroubleKind::Forbidden,
        TroubleKind::NotFound,
        TroubleKind::TooMany,
        TroubleKind::MissingReference,
        TroubleKind::Unsendable,
        TroubleKind::BadAddress,
        TroubleKind::UnknownPlace,
        TroubleKind::SeveralThere,
        TroubleKind::Other,
    ];

    #[test]
    fn every_reason_has_a_sentence_of_its_own_in_both_languages() {
        for kind in ALL {
            let message = sentence(&Trouble::new(kind, "503"));
            let (ru, en) = (Lang::Ru.say(&message), Lang::En.say(&message));
            for text in [&ru, &en] {
                assert!(!text.is_empty() && text != message.key && !text.contains('{'), "{kind:?}: {text}");
            }
            let is_quoted = message.key == "trouble-said";
            assert_eq!(ru == en, is_quoted, "{kind:?}: {ru}");
        }
    }

    #[test]
    fn an_unknown_address_is_a_whole_sentence() {
        let trouble = Trouble::new(TroubleKind::UnknownPlace, "Казань, Несуществующая, 5");
        let text = Lang::Ru.say(&sentence(&trouble));
        assert!(text.contains("Казань, Несуществующая, 5") && text.contains("Укажите"), "{text}");
    }
}
