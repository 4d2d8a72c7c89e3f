//! The order of a merged list: whoever moved items leads, and the other side's additions keep their neighbours.

/// Two orders that contradict each other: both sides moved the same items, differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct BothMoved;

/// The order of `kept` keys, and whether both sides moved them apart (then ours leads).
///
/// Every key of `kept` stands in `local` or in `remote`; no list names a key twice.
pub(super) fn merged_order<K: PartialEq + Copy>(
    base: &[K],
    local: &[K],
    remote: &[K],
    kept: &[K],
) -> (Vec<K>, Result<(), BothMoved>) {
    let common = |list: &[K]| -> Vec<K> {
        list.iter()
            .copied()
            .filter(|key| base.contains(key) && local.contains(key) && remote.contains(key) && kept.contains(key))
            .collect()
    };
    let (in_base, in_local, in_remote) = (common(base), common(local), common(remote));
    let (lead, follow, verdict) = if in_local == in_base {
        (remote, local, Ok(()))
    } else if in_remote == in_base || in_local == in_remote {
        (local, remote, Ok(()))
    } else {
        (local, remote, Err(BothMoved))
    };
    let mut order: Vec<K> = lead.iter().copied().filter(|key| kept.contains(key)).collect();
    let mut previous = None;
    for key in follow.iter().copied().filter(|key| kept.contains(key)) {
        if !order.contains(&key) {
            let after = previous.and_then(|previous| order.iter().position(|known| *known == previous));
            order.insert(after.map_or(0, |place| place.saturating_add(1)), key);
        }
        previous = Some(key);
    }
    (order, verdict)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ordered(base: &str, local: &str, remote: &str, kept: &str) -> (String, bool) {
        let keys = |text: &str| text.chars().collect::<Vec<_>>();
        let (order, verdict) = merged_order(&keys(base), &keys(local), &keys(remote), &keys(kept));
        (order.into_iter().collect(), verdict.is_err())
    }

    #[test]
    fn the_side_that_moved_leads_and_additions_keep_their_place() {
        for (base, local, remote, kept, expected, both) in [
            ("ab", "ab", "ab", "ab", "ab", false),
            ("ab", "ba", "ab", "ab", "ba", false),
            ("ab", "ab", "ba", "ab", "ba", false),
            ("ab", "ba", "ba", "ab", "ba", false),
            ("abc", "bac", "acb", "abc", "bac", true),
            ("ab", "axb", "ab", "axb", "axb", false),
            ("ab", "axb", "ayb", "axyb", "axyb", false),
            ("ab", "ab", "sab", "sab", "sab", false),
            ("ab", "xab", "ab", "xab", "xab", false),
            ("abc", "ac", "abc", "ac", "ac", false),
            ("abc", "cbax", "abcy", "abcxy", "cybax", false),
        ] {
            assert_eq!(ordered(base, local, remote, kept), (expected.to_owned(), both), "{base} {local} {remote}");
        }
    }
}
