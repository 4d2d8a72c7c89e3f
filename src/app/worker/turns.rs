//! One exchange at a time: who runs, who wishes for another, who is told to stop. One lock holds all three, so that no
//! wish falls between the end of one exchange and the beginning of the next.

use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::sync::Cancel;

/// The turns of one worker.
#[derive(Debug, Default)]
pub(super) struct Turns(Mutex<State>);

#[derive(Debug, Default)]
struct State {
    /// The stop of the exchange that runs.
    running: Option<Cancel>,
    /// Somebody wished for another meanwhile; true: a person did.
    again: Option<bool>,
    /// The program ends: nothing begins any more.
    closed: bool,
}

impl Turns {
    /// Begins an exchange, or leaves the wish to the one that runs.
    pub(super) fn begin(&self, person: bool) -> Option<Turn<'_>> {
        let mut state = self.state();
        if state.closed {
            return None;
        }
        if state.running.is_some() {
            state.again = Some(state.again.unwrap_or(false) || person);
            return None;
        }
        let cancel = Cancel::default();
        state.running = Some(cancel.clone());
        Some(Turn { turns: self, person, cancel, has_ended: false })
    }

    /// Stops the exchange that runs, and what was wished behind it.
    pub(super) fn cancel(&self) {
        let mut state = self.state();
        state.again = None;
        if let Some(running) = &state.running {
            running.cancel();
        }
    }

    /// The same, for good.
    pub(super) fn close(&self) {
        self.state().closed = true;
        self.cancel();
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// An exchange that runs. Dropped, also by one that breaks off, it lets others begin.
#[derive(Debug)]
pub(super) struct Turn<'a> {
    turns: &'a Turns,
    /// A person wished for it.
    pub(super) person: bool,
    /// Its stop.
    pub(super) cancel: Cancel,
    has_ended: bool,
}

impl Turn<'_> {
    /// After its end: the exchange that somebody wished for meanwhile, if anybody did.
    pub(super) fn next(mut self) -> Option<Self> {
        let mut state = self.turns.state();
        if let Some(person) = state.again.take() {
            let cancel = Cancel::default();
            state.running = Some(cancel.clone());
            drop(state);
            self.person = person;
            self.cancel = cancel;
            return Some(self);
        }
        // Under the lock under which there was no wish: the next one finds the way free.
        state.running = None;
        drop(state);
        self.has_ended = true;
        None
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        if !self.has_ended {
            self.turns.state().running = None;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn wishes_made_meanwhile_become_one_exchange_and_a_persons_wish_counts() {
        let turns = Turns::default();
        let turn = turns.begin(false).unwrap();
        assert!(turns.begin(true).is_none());
        assert!(turns.begin(false).is_none());
        let second = turn.next().unwrap();
        assert!(second.person);
        assert!(second.next().is_none());
        assert!(turns.begin(false).is_some(), "the way is free");
    }

    #[test]
    fn no_wish_is_lost_however_threads_meet() {
        let (turns, served, wishes) = (Arc::new(Turns::default()), Arc::new(AtomicUsize::new(0)), 2_000);
        let wished = Arc::new(AtomicUsize::new(0));
        let threads: Vec<_> = (0..4)
            .map(|_| {
                let (turns, served, wished) = (Arc::clone(&turns), Arc::clone(&served), Arc::clone(&wished));
                std::thread::spawn(move || {
                    for _ in 0..wishes {
                        // What an exchange sees of the wishes is what was wished before it began.
                        wished.fetch_add(1, Ordering::SeqCst);
                        let mut turn = turns.begin(false);
                        while let Some(running) = turn {
                            served.fetch_max(wished.load(Ordering::SeqCst), Ordering::SeqCst);
                            turn = running.next();
                        }
                    }
                })
            })
            .collect();
        for thread in threads {
            thread.join().unwrap();
        }
        assert_eq!(served.load(Ordering::SeqCst), 4 * wishes, "the last wish was served too");
    }

    #[test]
    fn a_stop_takes_the_wishes_along_and_an_end_lets_nothing_begin() {
        let turns = Turns::default();
        let turn = turns.begin(false).unwrap();
        assert!(turns.begin(true).is_none());
        turns.cancel();
        assert!(turn.cancel.is_asked_for());
        assert!(turn.next().is_none());
        let turn = turns.begin(false).unwrap();
        assert!(!turn.cancel.is_asked_for(), "the stop was for the former one");
        turns.close();
        assert!(turn.cancel.is_asked_for() && turn.next().is_none() && turns.begin(true).is_none());
    }

    #[test]
    fn an_exchange_that_breaks_off_blocks_nobody() {
        let turns = Turns::default();
        drop(turns.begin(false));
        assert!(turns.begin(false).is_some());
    }
}
