//! Districts in an address: which words name one, and its name in full.

use super::spelling;
use super::words::{Role, Segment};

/// "Боровский р-н", "район Боровский", "Одинцовский городской округ", "г.о. Щёлково": marked, and named in full.
pub(super) fn take(segment: &mut Segment) -> Option<String> {
    let at = segment.iter().position(|word| is_kind(&word.key) && word.role != Role::Told)?;
    let kind = match segment.get(at)?.key.as_str() {
        "район" | "рн" => "район",
        "улус" => "улус",
        "округ" | "го" => "городской округ",
        _ => "",
    };
    let qualified = at > 0 && segment.get(at - 1).is_some_and(|word| is_qualifier(&word.key));
    let kind_from = if qualified { at - 1 } else { at };
    let adjective = |at: usize| segment.get(at).is_some_and(|word| spelling::is_adjective(&word.key));
    let town = |at: usize| kind != "район" && segment.get(at).is_some_and(|word| word.role == Role::Free);
    let before = kind_from.checked_sub(1).filter(|before| adjective(*before));
    let name_at = before.or_else(|| Some(at + 1).filter(|after| adjective(*after) || town(*after)));
    let name = name_at.and_then(|name_at| segment.get(name_at)).map(|word| word.text.clone());
    for told in (kind_from..=at).chain(name_at) {
        if let Some(word) = segment.get_mut(told) {
            word.role = Role::Told;
        }
    }
    let name = name.filter(|_| !kind.is_empty()).map(|name| spelling::capitalised(&name))?;
    Some(if spelling::is_adjective(&spelling::key(&name)) {
        format!("{name} {kind}")
    } else {
        format!("{kind} {name}")
    })
}

/// True for a word that says "district" of one kind or another.
pub(super) fn is_kind(key: &str) -> bool {
    matches!(key, "район" | "рн" | "улус" | "округ" | "го" | "поселение" | "сп" | "гп" | "сельсовет" | "сс")
}

fn is_qualifier(key: &str) -> bool {
    matches!(key, "городской" | "муниципальный" | "сельское" | "городское" | "м")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geo::geocoder::words;

    #[test]
    fn districts_are_named_in_full() {
        let district = |text: &str| words::segments(text).iter_mut().find_map(take);
        assert_eq!(district("Боровский р-н, д. Ворсино").as_deref(), Some("Боровский район"));
        assert_eq!(district("район Боровский").as_deref(), Some("Боровский район"));
        assert_eq!(district("Одинцовский городской округ").as_deref(), Some("Одинцовский городской округ"));
        assert_eq!(district("городской округ Домодедово").as_deref(), Some("городской округ Домодедово"));
        assert_eq!(district("г.о. Щёлково").as_deref(), Some("городской округ Щёлково"));
    }
}
