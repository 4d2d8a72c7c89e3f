//! Towns in few signs, for bars that have no room for their names. Pure.

/// Signs of a town that nothing better is known of.
const SIGNS: usize = 3;
/// As dispatchers write them.
const KNOWN: [(&str, &str); 12] = [
    ("Москва", "Мск"),
    ("Санкт-Петербург", "СПб"),
    ("Екатеринбург", "Екб"),
    ("Новосибирск", "Нск"),
    ("Нижний Новгород", "НН"),
    ("Ростов-на-Дону", "РнД"),
    ("Краснодар", "Крд"),
    ("Красноярск", "Крс"),
    ("Владивосток", "Влд"),
    ("Хабаровск", "Хбр"),
    ("Волгоград", "Влг"),
    ("Владимир", "Влм"),
];

/// A town in at most four signs: `Казань` → `Каз`, `Набережные Челны` → `НЧ`.
#[must_use]
pub fn town(name: &str) -> String {
    let name = name.trim();
    if let Some((_, short)) = KNOWN.iter().find(|(known, _)| *known == name) {
        return (*short).to_owned();
    }
    let parts: Vec<&str> = name.split([' ', '-']).filter(|part| !part.is_empty()).collect();
    match parts.as_slice() {
        [] => String::new(),
        [one] if one.chars().count() <= SIGNS + 1 => (*one).to_owned(),
        [one] => one.chars().take(SIGNS).collect(),
        many => many.iter().take(SIGNS).filter_map(|part| part.chars().next()).collect(),
    }
}

/// The ends of a route in few signs: `Казань → Уфа → Пермь` → `Каз→Пер`; a route of one town is the town.
#[must_use]
pub fn route(names: &[&str]) -> String {
    match (names.first(), names.last()) {
        (Some(first), Some(last)) if names.len() > 1 => format!("{}→{}", town(first), town(last)),
        (Some(only), _) => town(only),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn towns_are_written_as_dispatchers_do() {
        for (name, short) in [
            ("Москва", "Мск"),
            ("Санкт-Петербург", "СПб"),
            ("Казань", "Каз"),
            ("Уфа", "Уфа"),
            ("Омск", "Омск"),
            ("Набережные Челны", "НЧ"),
            ("Комсомольск-на-Амуре", "КнА"),
            ("", ""),
        ] {
            assert_eq!(town(name), short);
        }
        assert_eq!(route(&["Казань", "Уфа", "Пермь"]), "Каз→Пер");
        assert_eq!(route(&["Казань"]), "Каз");
        assert_eq!(route(&[]), "");
    }

    proptest! {
        #[test]
        fn no_town_needs_more_than_four_signs(name in "\\PC{0,40}") {
            prop_assert!(town(&name).chars().count() <= SIGNS + 1);
        }
    }
}
