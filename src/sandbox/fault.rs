//! Faults of the network and of the server, drawn from the seed: what a desk has to live through.

use std::str::FromStr;

use thiserror::Error;

use super::seed::rng::Rng;

/// What goes wrong with a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Fault {
    /// The connection is cut before the request is looked at.
    DropBefore,
    /// The request is carried out, then the connection is cut without an answer.
    DropAfter,
    /// The connection is cut at once, and a creation is carried out a second or so later.
    LateCreate,
    /// 500 with a page of text; nothing is done.
    Error500,
    /// 200 with an HTML page; nothing is done.
    Html,
    /// 429 with `Retry-After`; nothing is done.
    TooMany,
    /// 429 without `Retry-After`; nothing is done.
    TooManyBare,
    /// 401 for a token that was good a moment ago; the token is dead from then on.
    Unauthorised401Mid,
    /// The request is carried out, its answer is cut in the middle.
    Truncate,
    /// The answer comes a few bytes at a time.
    Slow,
}

/// The text is no name of a fault.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("no such fault: {0}")]
pub struct UnknownFault(pub String);

impl Fault {
    /// All of them, in the order in which they are drawn for a request.
    pub const ALL: [Self; 10] = [
        Self::DropBefore,
        Self::DropAfter,
        Self::LateCreate,
        Self::Error500,
        Self::Html,
        Self::TooMany,
        Self::TooManyBare,
        Self::Unauthorised401Mid,
        Self::Truncate,
        Self::Slow,
    ];

    /// The name on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::DropBefore => "drop-before",
            Self::DropAfter => "drop-after",
            Self::LateCreate => "late-create",
            Self::Error500 => "error-500",
            Self::Html => "html",
            Self::TooMany => "429",
            Self::TooManyBare => "429-bare",
            Self::Unauthorised401Mid => "401-mid",
            Self::Truncate => "truncate",
            Self::Slow => "slow",
        }
    }
}

impl FromStr for Fault {
    type Err = UnknownFault;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|fault| fault.name() == text).ok_or_else(|| UnknownFault(text.to_owned()))
    }
}

/// What a request is, as far as faults care.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Victim {
    /// It needs a token.
    pub(crate) authorised: bool,
    /// It makes a new record.
    pub(crate) creates: bool,
}

/// The probabilities, and the randomness they are drawn with.
#[derive(Debug)]
pub(crate) struct Faults {
    chances: Vec<(Fault, f64)>,
    rng: Rng,
}

impl Faults {
    pub(crate) fn new(chances: &[(Fault, f64)], seed: u64) -> Self {
        let mut faults = Self { chances: Vec::new(), rng: Rng::new(seed, "faults") };
        for (fault, chance) in chances {
            faults.set(*fault, *chance);
        }
        faults
    }

    pub(crate) fn set(&mut self, fault: Fault, chance: f64) {
        self.chances.retain(|(known, _)| *known != fault);
        self.chances.push((fault, chance));
        self.chances.sort_by_key(|(known, _)| *known);
    }

    /// Draws the fault of a request; the first that hits wins. A fault that can't befall the request isn't drawn.
    pub(crate) fn draw(&mut self, victim: Victim) -> Option<Fault> {
        let rng = &mut self.rng;
        let befalls = |fault: Fault| match fault {
            Fault::LateCreate => victim.creates,
            Fault::Unauthorised401Mid => victim.authorised,
            Fault::DropBefore
            | Fault::DropAfter
            | Fault::Error500
            | Fault::Html
            | Fault::TooMany
            | Fault::TooManyBare
            | Fault::Truncate
            | Fault::Slow => true,
        };
        self.chances.iter().find(|(fault, chance)| befalls(*fault) && rng.chance(*chance)).map(|(fault, _)| *fault)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_is_found_by_its_name() {
        for fault in Fault::ALL {
            assert_eq!(fault.name().parse(), Ok(fault));
        }
        assert_eq!("sunshine".parse::<Fault>(), Err(UnknownFault("sunshine".to_owned())));
    }

    #[test]
    fn one_seed_draws_one_sequence() {
        let victim = Victim { authorised: true, creates: true };
        let draw = |seed| {
            let mut faults = Faults::new(&[(Fault::Slow, 0.2), (Fault::Error500, 0.2)], seed);
            (0..200).map(|_| faults.draw(victim)).collect::<Vec<_>>()
        };
        assert_eq!(draw(7), draw(7));
        assert_ne!(draw(7), draw(8));
        let hits = draw(7).into_iter().flatten().count();
        assert!((40..=110).contains(&hits), "about 36 % of 200 are hit, drew {hits}");
    }

    #[test]
    fn a_read_is_never_created_late_and_a_login_never_loses_its_token() {
        let mut faults = Faults::new(&[(Fault::LateCreate, 1.0), (Fault::Unauthorised401Mid, 1.0)], 1);
        assert_eq!(faults.draw(Victim { authorised: false, creates: false }), None);
        assert_eq!(faults.draw(Victim { authorised: true, creates: false }), Some(Fault::Unauthorised401Mid));
        assert_eq!(faults.draw(Victim { authorised: true, creates: true }), Some(Fault::LateCreate));
    }
}
