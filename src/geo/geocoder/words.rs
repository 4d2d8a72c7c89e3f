//! Text → segments of words, each with the part it plays in an address. The vocabulary of addresses lives here;
//! nothing of settlements or regions.

use super::spelling;

/// Longer texts are cut: no address is, and an answer must stay quick.
const MAX_LETTERS: usize = 300;

/// A kind of street: its name in full, the ending its adjectives take, and what people write for it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct StreetKind {
    /// "улица".
    pub(super) name: &'static str,
    /// Endings of an adjective that agrees; empty where the kind always stands first ("микрорайон Северный").
    pub(super) endings: &'static [&'static str],
    /// A bare number after it is its name ("микрорайон 5"), not a house.
    pub(super) numbered: bool,
    keys: &'static [&'static str],
}

const HE: &[&str] = &["ий", "ый", "ой"];
const SHE: &[&str] = &["ая", "яя"];
const IT: &[&str] = &["ое", "ее"];

const fn street(
    name: &'static str,
    endings: &'static [&'static str],
    numbered: bool,
    keys: &'static [&'static str],
) -> StreetKind {
    StreetKind { name, endings, numbered, keys }
}

/// Kinds of streets. The first is what a street without a kind is taken for.
pub(super) static STREET_KINDS: [StreetKind; 18] = [
    street("улица", SHE, false, &["ул", "улица"]),
    street("проспект", HE, false, &["проспект", "просп", "прт", "пркт", "пр"]),
    street("переулок", HE, false, &["переулок", "пер"]),
    street("шоссе", IT, false, &["шоссе", "ш", "шсе"]),
    street("тракт", HE, false, &["тракт"]),
    street("набережная", SHE, false, &["набережная", "наб"]),
    street("бульвар", HE, false, &["бульвар", "бр", "бул"]),
    street("площадь", SHE, false, &["площадь", "пл"]),
    street("проезд", HE, false, &["проезд", "прд"]),
    street("аллея", SHE, false, &["аллея", "ал"]),
    street("тупик", HE, false, &["тупик", "туп"]),
    street("линия", SHE, true, &["линия"]),
    street("микрорайон", &[], true, &["микрорайон", "мкр", "мкрн", "мн"]),
    street("квартал", &[], true, &["квартал", "квл"]),
    street("дорога", SHE, false, &["дорога"]),
    street("трасса", &[], false, &["трасса", "автодорога", "ад"]),
    street("промзона", &[], false, &["промзона", "промплощадка"]),
    street("территория", &[], false, &["территория", "тер"]),
];

/// A part of a house number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum HouseMark {
    /// "д": nothing is written for it.
    House,
    /// "вл", "зд", "уч": written before the number.
    Prefixed(&'static str),
    /// "к", "с", "л": written between the house and its own number or letter.
    Block(&'static str),
    /// "км".
    Kilometre,
}

/// The part a word plays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// May be a name.
    Free,
    /// Begins with a digit.
    Number,
    /// "г", "город".
    City,
    /// "д", "с", "пос", "ст-ца"…
    Village,
    /// Kind of a street.
    Street(&'static StreetKind),
    /// Part of a house number.
    House(HouseMark),
    /// Said and understood: a country, a region, a district, a street.
    Told,
    /// Says nothing of the place.
    Noise,
    /// Nothing after it in the segment says where the place is ("кв", "офис", "склад").
    Stop,
}

/// A word as typed, its key and its part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) text: String,
    pub(super) key: String,
    pub(super) role: Role,
}

/// Words between two commas.
pub(super) type Segment = Vec<Word>;

/// The words of a text, by segments; empty segments are left out.
pub(super) fn segments(text: &str) -> Vec<Segment> {
    let cut: String = text.chars().take(MAX_LETTERS).collect();
    let spaced = cut.replace(['«', '»', '"', '“', '”', '.', '№', '_', '\t', '\u{a0}'], " ");
    let plain = spaced.replace(['–', '—'], "-").replace(" - ", ", ");
    let parts = plain.split([',', ';', '\n', '|', '(', ')']);
    parts.map(segment).filter(|words| !words.is_empty()).collect()
}

fn segment(text: &str) -> Segment {
    let mut words: Segment = text.split_whitespace().flat_map(unglued).map(word).collect();
    join_city_district(&mut words);
    let numbers: Vec<bool> = words.iter().map(|word| spelling::is_number(&word.key)).collect();
    let is_number = |at: Option<usize>| at.and_then(|at| numbers.get(at)).copied().unwrap_or(false);
    for (at, word) in words.iter_mut().enumerate() {
        let (after_number, before_number) = (is_number(at.checked_sub(1)), is_number(at.checked_add(1)));
        word.role = role(&word.key, after_number, before_number);
    }
    words.retain(|word| !word.key.is_empty() && !is_postal_code(&word.key));
    words
}

/// "г.о." is one word, "го": the dot has parted it.
fn join_city_district(words: &mut Segment) {
    while let Some(at) = words.windows(2).position(|pair| matches!(pair, [g, o] if g.key == "г" && o.key == "о")) {
        words.splice(at..at + 2, [word("го")]);
    }
}

fn word(text: &str) -> Word {
    Word { text: text.to_owned(), key: spelling::key(text), role: Role::Free }
}

/// "д5", "стр3", "корп2" without the space that belongs there: the mark and the number.
fn unglued(text: &str) -> Vec<&str> {
    let letters = text.chars().take_while(|c| c.is_alphabetic()).map(char::len_utf8).sum();
    match text.split_at_checked(letters) {
        Some((mark, number)) if spelling::is_number(number) && house_mark(&spelling::key(mark)).is_some() => {
            vec![mark, number]
        }
        _ => vec![text],
    }
}

fn is_postal_code(key: &str) -> bool {
    key.len() == 6 && key.chars().all(|c| c.is_ascii_digit())
}

fn house_mark(key: &str) -> Option<HouseMark> {
    Some(match key {
        "д" | "дом" => HouseMark::House,
        "вл" | "влад" | "владение" => HouseMark::Prefixed("вл"),
        "зд" | "здание" => HouseMark::Prefixed("зд"),
        "уч" | "участок" => HouseMark::Prefixed("уч"),
        "к" | "корп" | "корпус" => HouseMark::Block("к"),
        "с" | "стр" | "строение" => HouseMark::Block("с"),
        "лит" | "литер" | "литера" => HouseMark::Block("л"),
        "км" | "километр" => HouseMark::Kilometre,
        _ => return None,
    })
}

fn role(key: &str, after_number: bool, before_number: bool) -> Role {
    let house = house_mark(key).filter(|mark| match (key, mark) {
        ("д" | "с", _) => before_number,
        ("к", _) => after_number || before_number,
        _ => true,
    });
    if let Some(mark) = house {
        return Role::House(mark);
    }
    if spelling::is_number(key) {
        return Role::Number;
    }
    if let Some(kind) = STREET_KINDS.iter().find(|kind| kind.keys.contains(&key)) {
        return Role::Street(kind);
    }
    match key {
        "г" | "гор" | "город" => Role::City,
        "пгт"
        | "рп"
        | "дп"
        | "п"
        | "пос"
        | "поселок"
        | "с"
        | "село"
        | "д"
        | "дер"
        | "деревня"
        | "стца"
        | "станица"
        | "ст"
        | "станция"
        | "х"
        | "хутор"
        | "аул"
        | "нп"
        | "аг"
        | "агрогородок" => Role::Village,
        "кв" | "квартира" | "оф" | "офис" | "пом" | "помещение" | "эт" | "этаж" | "подъезд" | "ком" | "комната"
        | "склад" | "ангар" | "ворота" | "рампа" | "бокс" | "секция" | "тел" => {
            Role::Stop
        }
        "ооо" | "оао" | "зао" | "пао" | "ип" | "тк" | "тд" | "тц" | "рц" | "база" | "завод" | "терминал" | "о"
        | "м" | "имени" | "адрес" | "индекс" => Role::Noise,
        _ => Role::Free,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn roles(text: &str) -> Vec<Role> {
        segments(text).concat().iter().map(|word| word.role).collect()
    }

    #[test]
    fn a_letter_means_what_stands_beside_it() {
        let house = Role::House(HouseMark::House);
        assert_eq!(roles("д. Ворсино, д. 5"), [Role::Village, Role::Free, house, Role::Number]);
        let block = Role::House(HouseMark::Block("к"));
        assert_eq!(roles("д5 к 2"), [house, Role::Number, block, Role::Number]);
    }

    #[test]
    fn postal_codes_and_quotes_are_no_words() {
        assert_eq!(roles("420000, «Казань»"), [Role::Free]);
    }

    #[test]
    fn a_very_long_text_is_cut() {
        assert!(segments(&"слово ".repeat(10_000)).concat().len() <= MAX_LETTERS);
    }
}
