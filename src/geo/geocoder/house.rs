//! House numbers: read from the words after a street and written one way ("д. 5 корп. 2 стр. 1" → "5к2с1").

use super::words::{HouseMark, Role, Segment, Word};

/// The house that stands after a word of the address, in the same segment or at the beginning of the next ones.
pub(super) fn after(segments: &[Segment], (segment, word): (usize, usize)) -> Option<String> {
    let here = segments.get(segment).and_then(|words| words.get(word..)).unwrap_or_default();
    let next = segments.iter().skip(segment + 1).map(Vec::as_slice);
    let mut house = String::new();
    for (at, words) in std::iter::once(here).chain(next).enumerate() {
        let told = words.iter().all(|word| matches!(word.role, Role::Told | Role::Noise));
        if told {
            continue;
        }
        let begins = words.first().map(|word| word.role);
        let fits = if house.is_empty() {
            at == 0 || matches!(begins, Some(Role::Number | Role::House(_)))
        } else {
            matches!(begins, Some(Role::House(HouseMark::Block(_))))
        };
        if !fits {
            break;
        }
        read(words, &mut house);
    }
    (!house.is_empty()).then_some(house)
}

fn read(words: &[Word], house: &mut String) {
    let mut mark = None;
    let mut open = words.iter().skip_while(|word| matches!(word.role, Role::Told | Role::Noise)).peekable();
    while let Some(word) = open.next() {
        match word.role {
            Role::House(HouseMark::Kilometre) => {
                kilometre(house, open.next_if(|next| next.role == Role::Number));
                return;
            }
            Role::House(found) => mark = Some(found),
            Role::Number if house.is_empty() => {
                if let Some(HouseMark::Prefixed(prefix)) = mark.take() {
                    house.push_str(prefix);
                }
                house.push_str(&number(&word.text));
                // "5 а": the letter belongs to the number.
                if let Some(letter) = open.next_if(|next| is_letter(next)) {
                    house.push_str(&letter.key.to_uppercase());
                }
            }
            Role::Number | Role::Free if !house.is_empty() => {
                let open_block = house.ends_with(['к', 'с']).then_some("");
                let block = match mark.take() {
                    Some(HouseMark::Block(block)) => Some(block),
                    Some(HouseMark::House | HouseMark::Prefixed(_) | HouseMark::Kilometre) | None => open_block,
                };
                let Some(block) = block else { return };
                house.push_str(block);
                house.push_str(&number(&word.text));
            }
            _ => return,
        }
    }
}

/// "12 км", "км 12", "12-й км".
fn kilometre(house: &mut String, after: Option<&Word>) {
    let digits = |text: &str| text.chars().take_while(char::is_ascii_digit).collect::<String>();
    let number = after.map_or_else(|| digits(house), |word| digits(&word.text));
    house.clear();
    if !number.is_empty() {
        house.push_str(&number);
        house.push_str(" км");
    }
}

fn is_letter(word: &Word) -> bool {
    word.role == Role::Free && word.key.chars().count() == 1
}

/// A number as it is written on the wall: blocks with small letters, the house's own letter large ("12к2", "5А", "5/2").
fn number(text: &str) -> String {
    let text = text.to_lowercase().replace("корп", "к").replace("стр", "с");
    let letters: Vec<char> = text.chars().filter(|c| c.is_alphanumeric() || matches!(c, '/' | '-')).collect();
    let followed_by_digit = |at: usize| letters.get(at + 1).is_some_and(char::is_ascii_digit);
    let last = letters.len().saturating_sub(1);
    let shown = letters.iter().enumerate().map(|(at, letter)| {
        let block = matches!(letter, 'к' | 'с' | 'л') && (followed_by_digit(at) || at == last);
        if block { *letter } else { letter.to_uppercase().next().unwrap_or(*letter) }
    });
    shown.collect()
}

/// How far along its street a house stands, in steps: its number, or thousands for a kilometre post.
pub(super) fn steps(house: &str) -> f64 {
    let digits: String = house.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    let number: f64 = digits.parse().unwrap_or(0.0);
    if house.ends_with(" км") { number * 70.0 } else { number }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geo::geocoder::words;

    #[test]
    fn houses_are_written_one_way() {
        for (text, house) in [
            ("5", "5"),
            ("д. 5 к. 2", "5к2"),
            ("дом № 5, корпус 2", "5к2"),
            ("д5 корп2 стр1", "5к2с1"),
            ("12к2", "12к2"),
            ("5 а", "5А"),
            ("5а, кв. 12", "5А"),
            ("5/2", "5/2"),
            ("вл. 7, стр. 3", "вл7с3"),
            ("12 лит А", "12лА"),
            ("12-й км", "12 км"),
            ("км 12", "12 км"),
            ("5, 12", "5"),
        ] {
            assert_eq!(after(&words::segments(text), (0, 0)).as_deref(), Some(house), "{text}");
        }
    }

    #[test]
    fn words_are_no_house() {
        assert_eq!(after(&words::segments("оф. 12"), (0, 0)), None);
        assert_eq!(after(&words::segments("к Мира"), (0, 0)), None);
        assert_eq!(after(&[], (3, 7)), None);
    }
}
