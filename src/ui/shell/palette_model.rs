//! What the palette finds: actions by their names, bids by anything the list knows of them.

use crate::app::bid_list::BidLine;
use crate::app::state::AppState;
use crate::domain::search_key;
use crate::ui::keys::UiAction;
use crate::words::Lang;

/// At most so many bids.
const BIDS: usize = 8;

/// A line of the palette.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Entry {
    /// An action.
    Act(UiAction),
    /// A bid, by its place among all lines.
    Bid(usize),
}

/// What a query finds: with nothing typed all actions; else actions whose names match, then bids.
pub(super) fn found(state: &AppState, typed: &str, lang: Lang) -> Vec<Entry> {
    let query = search_key::fold(typed);
    let query = query.trim();
    let available =
        UiAction::ALL.into_iter().filter(|action| *action != UiAction::Palette && action.is_available(state));
    let mut named: Vec<_> = available
        .filter_map(|action| Some((rank(&search_key::fold(&lang.text(action.name_key())), query)?, action)))
        .collect();
    // Stable: actions of one rank keep the order of the list.
    named.sort_by_key(|(rank, _)| *rank);
    let mut entries: Vec<_> = named.into_iter().map(|(_, action)| Entry::Act(action)).collect();
    if !query.is_empty()
        && let Some(lines) = &state.bids.lines
    {
        let hit = |line: &BidLine| !line.is_binned() && search_key::matches(&line.search, query);
        let places = lines.iter().enumerate().filter(|(_, line)| hit(line)).map(|(place, _)| place);
        entries.extend(places.take(BIDS).map(Entry::Bid));
    }
    entries
}

/// How well a name matches: 0 begins with the query, 1 has a word that does, 2 holds its words somewhere.
fn rank(name: &str, query: &str) -> Option<u8> {
    if name.starts_with(query) {
        Some(0)
    } else if name.split(' ').any(|word| word.starts_with(query)) {
        Some(1)
    } else {
        search_key::matches(name, query).then_some(2)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_begins_with_the_letters_comes_first() {
        let state = AppState::default();
        let entries = found(&state, "с", Lang::Ru);
        assert_eq!(entries.first(), Some(&Entry::Act(UiAction::Sync)));
        let all = found(&state, "", Lang::Ru);
        assert_eq!(all.first(), Some(&Entry::Act(UiAction::NewBid)), "with nothing typed, the order of the list");
        assert!(!all.contains(&Entry::Act(UiAction::StopSync)), "what can't be done isn't offered");
        assert!(found(&state, "ёлка", Lang::Ru).is_empty());
    }
}
