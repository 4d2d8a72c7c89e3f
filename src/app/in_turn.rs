//! Work that is done once at a time: what asks for it meanwhile is answered by doing it once more behind.

/// Whether the work is being done, and whether it is wanted once more.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct InTurn {
    is_running: bool,
    again: bool,
}

impl InTurn {
    /// Asks for the work: `true` begins it; else it is noted, for [`Self::end`] to say.
    pub const fn begin(&mut self) -> bool {
        self.again = self.is_running;
        self.is_running = true;
        !self.again
    }

    /// The work, or another part of it, is begun by one who knows that nothing stands against it.
    pub const fn go_on(&mut self) {
        self.is_running = true;
    }

    /// The work has ended; `true`: it was asked for meanwhile.
    pub const fn end(&mut self) -> bool {
        self.is_running = false;
        std::mem::replace(&mut self.again, false)
    }

    /// It is being done.
    #[must_use]
    pub const fn is_running(self) -> bool {
        self.is_running
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn however_often_it_is_asked_for_meanwhile_it_is_done_once_more() {
        let mut turn = InTurn::default();
        assert!(turn.begin());
        assert!(!turn.begin() && !turn.begin() && turn.is_running());
        assert!(turn.end(), "asked for meanwhile");
        assert!(!turn.is_running() && turn.begin() && !turn.end(), "and once only");
    }
}
