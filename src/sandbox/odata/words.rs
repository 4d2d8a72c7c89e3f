//! The words of the query language, each kind an enumeration.

/// An enumeration whose members have one word each, read without regard to case.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($member:ident = $word:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum $name { $($member,)+ }

        impl $name {
            pub(super) const fn word(self) -> &'static str {
                match self { $(Self::$member => $word,)+ }
            }

            pub(super) fn named(word: &str) -> Option<Self> {
                [$(Self::$member,)+].into_iter().find(|one| one.word().eq_ignore_ascii_case(word))
            }
        }
    };
}
